-- The first schema: customers, orders, touches, and the change model everything hangs on.
--
-- Conventions. Every shared table has: `row`, its number in this workspace only (never exported; references
-- hold it, so joins are on integers); `id`, its 16-byte UUID (members of a contact have `owner` and `key`
-- instead); one column per field of the catalogue; `deleted`, 0 or 1, the register of whether the row lives
-- (2: only referred to, not yet known here); `clock`, which change wrote each register: an integer while one
-- change wrote them all, else a blob (see capture.h). Days are days since 1970-01-01, instants milliseconds
-- since 1970-01-01T00:00:00Z, money minor units, quantities thousandths, addresses JSON.

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- Change model ----------------------------------------------------------------------------------------------

CREATE TABLE writer (writer INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE);

CREATE TABLE change (
    change INTEGER PRIMARY KEY,
    writer INTEGER NOT NULL,
    n INTEGER NOT NULL,
    time INTEGER NOT NULL,
    wall INTEGER NOT NULL,
    kind TEXT NOT NULL,
    author TEXT NOT NULL,
    label TEXT NOT NULL,
    source TEXT NOT NULL,
    detail TEXT NOT NULL,
    undoes INTEGER,
    UNIQUE (writer, n)
);
CREATE INDEX change_time ON change (time);
CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

-- What was overwritten: `value` was written to the register by `change` and was replaced by `replaced_by`.
-- register 0 is "deleted", register i + 1 is field i. `value` is encoded as in the row.
CREATE TABLE history (
    tbl INTEGER NOT NULL,
    row INTEGER NOT NULL,
    register INTEGER NOT NULL,
    change INTEGER NOT NULL,
    replaced_by INTEGER NOT NULL,
    value,
    PRIMARY KEY (tbl, row, register, change)
) WITHOUT ROWID;
CREATE INDEX history_replaced_by ON history (replaced_by);

-- Which rows a change made: rows get rising numbers, so an import is a few ranges.
CREATE TABLE created (
    change INTEGER NOT NULL,
    tbl INTEGER NOT NULL,
    first_row INTEGER NOT NULL,
    last_row INTEGER NOT NULL,
    PRIMARY KEY (change, tbl, first_row)
) WITHOUT ROWID;

-- The stack of undo and redo on this device. state: 0 done, 1 undone by `answered_by` and to be redone.
-- Whether a change of state 0 still stands is read from change.undoes: it may have been taken back.
CREATE TABLE undo_stack (
    position INTEGER PRIMARY KEY,
    change INTEGER NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,
    answered_by INTEGER
);

-- Shared tables ---------------------------------------------------------------------------------------------

CREATE TABLE contact (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    name TEXT, given_name TEXT, family_name TEXT, preferred_name TEXT, company INTEGER, address TEXT,
    birthday TEXT, language TEXT, source TEXT, notes TEXT, external_id TEXT,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX contact_id ON contact (id);
CREATE INDEX contact_external_id ON contact (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX contact_company ON contact (company) WHERE company IS NOT NULL;

CREATE TABLE contact_email (
    row INTEGER PRIMARY KEY, owner INTEGER NOT NULL, key TEXT NOT NULL,
    value TEXT, label TEXT, rank INTEGER, deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX contact_email_owner ON contact_email (owner, key);
CREATE INDEX contact_email_key ON contact_email (key);

CREATE TABLE contact_phone (
    row INTEGER PRIMARY KEY, owner INTEGER NOT NULL, key TEXT NOT NULL,
    value TEXT, label TEXT, rank INTEGER, deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX contact_phone_owner ON contact_phone (owner, key);
CREATE INDEX contact_phone_key ON contact_phone (key);

CREATE TABLE contact_tag (
    row INTEGER PRIMARY KEY, owner INTEGER NOT NULL, key TEXT NOT NULL,
    value TEXT, deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX contact_tag_owner ON contact_tag (owner, key);
CREATE INDEX contact_tag_key ON contact_tag (key);

CREATE TABLE contact_interest (
    row INTEGER PRIMARY KEY, owner INTEGER NOT NULL, key TEXT NOT NULL,
    value TEXT, deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX contact_interest_owner ON contact_interest (owner, key);

CREATE TABLE contact_custom (
    row INTEGER PRIMARY KEY, owner INTEGER NOT NULL, key TEXT NOT NULL,
    value TEXT, deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX contact_custom_owner ON contact_custom (owner, key);

CREATE TABLE company (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    name TEXT,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX company_id ON company (id);
CREATE INDEX company_name ON company (name);

CREATE TABLE product (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    sku TEXT, name TEXT,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX product_id ON product (id);
CREATE INDEX product_sku ON product (sku) WHERE sku IS NOT NULL;

CREATE TABLE "order" (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    contact INTEGER, number TEXT, placed_on INTEGER, status TEXT, channel TEXT, currency TEXT,
    discount INTEGER, shipping INTEGER, total INTEGER,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX order_id ON "order" (id);
CREATE INDEX order_contact ON "order" (contact, placed_on);
CREATE INDEX order_placed_on ON "order" (placed_on);
CREATE INDEX order_number ON "order" (number);

CREATE TABLE order_line (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    "order" INTEGER, product INTEGER, title TEXT, quantity INTEGER, unit_price INTEGER, discount INTEGER,
    returned_quantity INTEGER, position INTEGER,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX order_line_id ON order_line (id);
CREATE INDEX order_line_order ON order_line ("order");
CREATE INDEX order_line_product ON order_line (product) WHERE product IS NOT NULL;

CREATE TABLE touch (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    contact INTEGER, at INTEGER, channel TEXT, direction TEXT, subject TEXT, body TEXT, staff TEXT,
    proactive INTEGER,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX touch_id ON touch (id);
CREATE INDEX touch_contact ON touch (contact, at);

CREATE TABLE setting (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    name TEXT, value TEXT,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX setting_id ON setting (id);

-- Derived: can be rebuilt from the rows above at any time; never captured, never exported -------------------

-- One row per living contact: what lists sort, filter and show. `spent` is in `currency`, the shop's or,
-- without one, that of the contact's latest order; `other_currencies` counts orders in other currencies,
-- which are not in `spent`.
CREATE TABLE contact_rollup (
    row INTEGER PRIMARY KEY,
    shown_name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    search_text TEXT NOT NULL,
    main_email TEXT, main_phone TEXT,
    orders INTEGER NOT NULL, purchases INTEGER NOT NULL, spent INTEGER NOT NULL, currency TEXT NOT NULL,
    other_currencies INTEGER NOT NULL,
    first_order INTEGER, last_order INTEGER, last_touch INTEGER
);
CREATE INDEX contact_rollup_sort_key ON contact_rollup (sort_key);
