-- Tables that only the tests of the store have; they come after the program's own migrations.

CREATE TABLE test_vaerdi (
    id INTEGER NOT NULL PRIMARY KEY,
    tal INTEGER,
    tekst TEXT,
    note TEXT NOT NULL,
    CONSTRAINT test_vaerdi_tal_umulig CHECK (tal <> -13),
    UNIQUE (tal, tekst)
) STRICT, WITHOUT ROWID;

CREATE INDEX test_vaerdi_tekst ON test_vaerdi (tekst, id);

CREATE TABLE test_del (
    id INTEGER NOT NULL PRIMARY KEY,
    vaerdi INTEGER NOT NULL REFERENCES test_vaerdi (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX test_del_vaerdi ON test_del (vaerdi);

CREATE TABLE test_fast (
    id INTEGER NOT NULL PRIMARY KEY,
    tekst TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- insert only: test_fast
