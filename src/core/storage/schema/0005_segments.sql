-- Segments: groups of contacts by a rule or by hand, and what each device derives from them.

CREATE TABLE segment (
    row INTEGER PRIMARY KEY, id BLOB NOT NULL,
    name TEXT, kind TEXT, rule TEXT, note TEXT, colour TEXT, pinned INTEGER,
    deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX segment_id ON segment (id);

-- Who was put into a static segment by hand; the key is the contact's id.
CREATE TABLE segment_member (
    row INTEGER PRIMARY KEY, owner INTEGER NOT NULL, key TEXT NOT NULL,
    value INTEGER, deleted INTEGER NOT NULL DEFAULT 0, clock NOT NULL
);
CREATE UNIQUE INDEX segment_member_owner ON segment_member (owner, key);
CREATE INDEX segment_member_value ON segment_member (owner, value, deleted);

-- Derived on each device: never captured, never exported ---------------------------------------------------

-- How far the membership of a segment is known. `asked`: the rule it was worked out by, with those of the segments it names;
-- '' when it has to be worked out anew. `day`: the day it was true on. `since`: the instant from which the log is whole.
-- `next_row`: contacts from here on are still to be asked, NULL when all have been; `cause`: the change that made it stale,
-- NULL when time alone did, or several changes. `fresh`: members found now were there before the log began.
CREATE TABLE segment_state (
    segment INTEGER PRIMARY KEY,
    asked TEXT NOT NULL, day INTEGER NOT NULL, since INTEGER NOT NULL,
    members INTEGER NOT NULL, next_row INTEGER, cause INTEGER, fresh INTEGER NOT NULL,
    problem TEXT NOT NULL
);
CREATE TABLE segment_now (
    segment INTEGER NOT NULL, contact INTEGER NOT NULL, since INTEGER,
    PRIMARY KEY (segment, contact)
) WITHOUT ROWID;

-- Who came and who went: entered 1 or 0, at an instant, on a day of the reader's calendar, by a change if one did it.
CREATE TABLE segment_log (
    entry INTEGER PRIMARY KEY,
    segment INTEGER NOT NULL, contact INTEGER NOT NULL, entered INTEGER NOT NULL,
    at INTEGER NOT NULL, day INTEGER NOT NULL, change INTEGER
);
CREATE INDEX segment_log_segment ON segment_log (segment, at);
