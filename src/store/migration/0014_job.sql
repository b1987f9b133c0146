-- The queue of long work. A row is about work, not about the field: what the work does is kept
-- where it belongs, by transactions of its own that are safe to repeat; so the row is changed as
-- the work goes on, and may be removed when it is done.
--   art, argument, valg: what is to be done, to what, and what was chosen for it. bruger: who wants
--   it done; it is done as that user. arbejder: the process that has it. puls_us: when that process
--   last said that it lives. forsoeg: how often it was begun. gjort, alt: how far it has come; 0 of
--   0 when that is not told. fejl: why it could not be done, for people.
CREATE TABLE job (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    art TEXT NOT NULL,
    argument TEXT NOT NULL,
    valg TEXT NOT NULL,
    bruger TEXT NOT NULL,
    oprettet_us INTEGER NOT NULL,
    tilstand TEXT NOT NULL,
    forsoeg INTEGER NOT NULL,
    arbejder TEXT NOT NULL,
    puls_us INTEGER NOT NULL,
    gjort INTEGER NOT NULL,
    alt INTEGER NOT NULL,
    fejl TEXT NOT NULL,
    slut_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, id),
    CONSTRAINT job_tilstand CHECK (tilstand IN ('venter', 'i_gang', 'faerdig', 'fejlet')),
    CONSTRAINT job_forsoeg CHECK (forsoeg >= 0),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
-- What is still to be done, a few rows; and the newest that was done to something.
CREATE INDEX job_aaben ON job (kommune, oprettet_us, id)
    WHERE tilstand = 'venter' OR tilstand = 'i_gang';
CREATE INDEX job_om ON job (kommune, argument, oprettet_us, id);
-- At most one that is not done, of a kind and about a thing.
CREATE UNIQUE INDEX job_ene ON job (kommune, art, argument)
    WHERE tilstand = 'venter' OR tilstand = 'i_gang';
