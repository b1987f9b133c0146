-- Other programs that ask: their tokens, and the answers to what they wrote.

-- A token of a program, by its SHA-256. It may no more than its user may now, and only in its
-- omraader: words of adgang/api_noegle.c with a space between.
CREATE TABLE api_noegle (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    hash TEXT NOT NULL,
    bruger TEXT NOT NULL,
    navn TEXT NOT NULL,
    omraader TEXT NOT NULL,
    udloeber_us INTEGER NOT NULL,
    af TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, id),
    UNIQUE (kommune, hash),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: api_noegle

-- Tokens that were taken back before they ran out.
CREATE TABLE api_noegle_lukket (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    af TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, id),
    FOREIGN KEY (kommune, id) REFERENCES api_noegle (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: api_noegle_lukket

-- What a write was answered, for who sends it again under the same key; written in the transaction
-- of what it did, and swept after 30 days. forespoergsel: SHA-256 of what was sent.
CREATE TABLE api_svar (
    kommune INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    noegle TEXT NOT NULL,
    operation TEXT NOT NULL,
    forespoergsel TEXT NOT NULL,
    status INTEGER NOT NULL,
    svar TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, bruger, noegle),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX api_svar_tid ON api_svar (kommune, tid_us);
