-- Statements that only the tests of the store run.

-- name: test_insert
INSERT INTO test_vaerdi (id, tal, tekst, note) VALUES (?1, ?2, ?3, ?4);

-- name: test_find
SELECT tal, tekst, note FROM test_vaerdi WHERE id = ?1;

-- name: test_list
-- scan: the tests read all of it
SELECT id, tekst FROM test_vaerdi ORDER BY tekst, id;

-- name: test_count
-- scan: the tests read all of it
SELECT count(*) FROM test_vaerdi;

-- name: test_sum
-- scan: the tests read all of it
SELECT sum(tal), count(*) = 2 FROM test_vaerdi;

-- name: test_update
UPDATE test_vaerdi SET note = ?2 WHERE id = ?1;

-- name: test_insert_returning
INSERT INTO test_vaerdi (id, tal, tekst, note) VALUES (?1, ?2, ?3, ?4) RETURNING id, note;

-- name: test_part_insert
INSERT INTO test_del (id, vaerdi) VALUES (?1, ?2);

-- name: test_fixed_insert
INSERT INTO test_fast (id, tekst) VALUES (?1, ?2);

-- name: test_fixed_update
UPDATE test_fast SET tekst = ?2 WHERE id = ?1;

-- name: test_fixed_delete
DELETE FROM test_fast WHERE id = ?1;

-- name: test_fraction
SELECT CAST(?1 AS INTEGER) * 0.5;

-- The order of the parameters is not that of their numbers.
-- name: test_turned
SELECT CAST(?2 AS TEXT), CAST(?1 AS TEXT);

-- A write that reads what another may write meanwhile.
-- name: test_skew
-- scan: the tests read all of it
INSERT INTO test_vaerdi (id, tal, tekst, note) SELECT ?1, count(*), ?2, 'x' FROM test_vaerdi;

-- name: test_bred_insert
INSERT INTO test_bred (kommune, id, anbringelse, ydelse, maaned, fra, til, beloeb_oere, antal,
  kanal, note, registrering)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);
