-- One of several that take some time, so that a kill can come in the middle of one.

CREATE TABLE test_fyld_4 (
    id INTEGER NOT NULL PRIMARY KEY,
    tekst TEXT NOT NULL
) STRICT, WITHOUT ROWID;

WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 1500)
INSERT INTO test_fyld_4 (id, tekst) SELECT n, 'fyld fyld fyld fyld fyld fyld fyld' FROM r;

CREATE INDEX test_fyld_4_tekst ON test_fyld_4 (tekst, id);
-- insert only: test_fyld_4
