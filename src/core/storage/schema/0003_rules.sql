-- Rules: what conditions on events and tags ask for is in the index, so that half a million orders are counted without one look
-- into the table.

DROP INDEX order_contact;
CREATE INDEX order_contact ON "order" (contact, placed_on, status, total, currency, deleted);

DROP INDEX touch_contact;
CREATE INDEX touch_contact ON touch (contact, at, direction, channel, deleted);
CREATE INDEX touch_at ON touch (at);

DROP INDEX contact_tag_key;
CREATE INDEX contact_tag_key ON contact_tag (key, owner, deleted);
CREATE INDEX contact_interest_key ON contact_interest (key, owner, deleted);
