-- Who may do what. Users, roles and tokens are rows that are added and never changed: a role or a
-- token is taken back by a newer row. Only the hash of a token is kept.

CREATE TABLE bruger (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    navn TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, id),
    UNIQUE (kommune, navn)
) STRICT, WITHOUT ROWID;
-- insert only: bruger

-- The newest row of a user and a role holds: givet 1 or 0. af: the user who gave it; empty for the
-- first user of a kommune.
CREATE TABLE bruger_rolle (
    kommune INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    nr INTEGER NOT NULL,
    rolle TEXT NOT NULL,
    givet INTEGER NOT NULL,
    af TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, bruger, nr),
    CONSTRAINT bruger_rolle_givet CHECK (givet IN (0, 1)),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: bruger_rolle

-- hash: of the token; empty when the row only takes the earlier tokens back. af: the user who did
-- it; empty for the first user of a kommune.
CREATE TABLE bruger_noegle (
    kommune INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    nr INTEGER NOT NULL,
    hash TEXT NOT NULL,
    udloeber_us INTEGER NOT NULL,
    af TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, bruger, nr),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: bruger_noegle
