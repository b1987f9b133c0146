-- Users, their roles and tokens. Rows are only added; of roles and tokens the newest hold.

-- The kommuner of the database; 0 holds what is national and is none.
-- name: adgang_kommune_list
SELECT kommune, navn FROM kommune WHERE kommune > 0 ORDER BY kommune;

-- name: adgang_kommune_insert
INSERT INTO kommune (kommune, navn, registrering, anbringelser) VALUES (?1, ?2, 0, 0);

-- Only before anything is registered: a kommune of real people never becomes one.
-- name: adgang_kommune_opdigt
UPDATE kommune SET opdigtet = 1 WHERE kommune = ?1 AND registrering = 0;

-- name: adgang_kommune_opdigtet
SELECT opdigtet FROM kommune WHERE kommune = ?1;

-- name: adgang_bruger_list
-- scan: every user of the kommune is listed
SELECT id, navn FROM bruger WHERE kommune = ?1 ORDER BY navn;

-- name: adgang_bruger_find
SELECT id FROM bruger WHERE kommune = ?1 AND navn = ?2;

-- name: adgang_bruger_navn
SELECT navn FROM bruger WHERE kommune = ?1 AND id = ?2;

-- name: adgang_bruger_insert
INSERT INTO bruger (kommune, id, navn, tid_us) VALUES (?1, ?2, ?3, ?4);

-- Oldest first, so that the last row of a role holds.
-- name: adgang_rolle_list
SELECT nr, rolle, givet FROM bruger_rolle WHERE kommune = ?1 AND bruger = ?2 ORDER BY nr;

-- name: adgang_rolle_insert
INSERT INTO bruger_rolle (kommune, bruger, nr, rolle, givet, af, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: adgang_noegle_newest
SELECT nr, hash, udloeber_us FROM bruger_noegle WHERE kommune = ?1 AND bruger = ?2
 ORDER BY nr DESC LIMIT 1;

-- name: adgang_noegle_insert
INSERT INTO bruger_noegle (kommune, bruger, nr, hash, udloeber_us, af, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
