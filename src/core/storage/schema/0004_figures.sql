-- What the figures need besides orders: surveys and their answers, expenses, and who sent whom.

ALTER TABLE contact ADD COLUMN referred_by INTEGER;

CREATE TABLE survey (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    name TEXT, kind TEXT, question TEXT,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX survey_id ON survey (id);

CREATE TABLE response (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    survey INTEGER, contact INTEGER, at INTEGER, kind TEXT, score INTEGER, comment TEXT, touch INTEGER, "order" INTEGER,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX response_id ON response (id);
CREATE INDEX response_contact ON response (contact, at);

CREATE TABLE expense (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    day INTEGER, channel TEXT, amount INTEGER, currency TEXT, what TEXT, kind TEXT,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX expense_id ON expense (id);
