-- The everyday record: what companies, products and orders say of themselves, who looks after a contact, fields that a shop
-- defines itself, and saved views of lists.

ALTER TABLE contact ADD COLUMN owner TEXT;

ALTER TABLE company ADD COLUMN email TEXT;
ALTER TABLE company ADD COLUMN phone TEXT;
ALTER TABLE company ADD COLUMN website TEXT;
ALTER TABLE company ADD COLUMN address TEXT;
ALTER TABLE company ADD COLUMN notes TEXT;
ALTER TABLE company ADD COLUMN external_id TEXT;

ALTER TABLE product ADD COLUMN category TEXT;
ALTER TABLE product ADD COLUMN price INTEGER;
ALTER TABLE product ADD COLUMN currency TEXT;
ALTER TABLE product ADD COLUMN notes TEXT;
ALTER TABLE product ADD COLUMN retired INTEGER;

ALTER TABLE "order" ADD COLUMN note TEXT;
ALTER TABLE "order" ADD COLUMN staff TEXT;

CREATE TABLE custom_field (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    key TEXT, label TEXT, type TEXT, choices TEXT, position INTEGER,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX custom_field_id ON custom_field (id);

CREATE TABLE view (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    list TEXT, name TEXT, definition TEXT, position INTEGER,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX view_id ON view (id);

-- Custom fields are columns and filters of the list of contacts.
CREATE INDEX contact_custom_key ON contact_custom (key, owner);

-- Derived: what was sold of a product, a row for each that lines of counted orders name. `revenue` is in `currency`, the
-- shop's or, without one, that of the latest sale; what was sold in others is not in it. Quantities are net of returns.
CREATE TABLE product_rollup (
    row INTEGER PRIMARY KEY,
    sold INTEGER NOT NULL, buyers INTEGER NOT NULL, revenue INTEGER NOT NULL, currency TEXT NOT NULL,
    last_sold INTEGER
);

-- An order's lines are counted from this alone.
DROP INDEX order_line_order;
CREATE INDEX order_line_order ON order_line ("order", deleted, returned_quantity);
