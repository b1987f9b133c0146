-- Passwords, second factors, what happened at a user's door, and who it is in the register.

-- name: adgang_kode_find
SELECT kode, skift, tid_us FROM bruger_kode WHERE kommune = ?1 AND bruger = ?2;

-- name: adgang_kode_put
INSERT INTO bruger_kode (kommune, bruger, kode, skift, tid_us) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (kommune, bruger) DO UPDATE SET kode = ?3, skift = ?4, tid_us = ?5;

-- The same password with other costs; not when it was changed in the meantime.
-- name: adgang_kode_rehash
UPDATE bruger_kode SET kode = ?4 WHERE kommune = ?1 AND bruger = ?2 AND kode = ?3;

-- name: adgang_kode_end
DELETE FROM bruger_kode WHERE kommune = ?1 AND bruger = ?2;

-- name: adgang_totp_find
SELECT hemmelighed, trin FROM bruger_totp WHERE kommune = ?1 AND bruger = ?2;

-- name: adgang_totp_put
INSERT INTO bruger_totp (kommune, bruger, hemmelighed, trin, tid_us) VALUES (?1, ?2, ?3, 0, ?4)
ON CONFLICT (kommune, bruger) DO UPDATE SET hemmelighed = ?3, trin = 0, tid_us = ?4;

-- Uses a code up: of two who use the same, one changes nothing.
-- name: adgang_totp_use
UPDATE bruger_totp SET trin = ?4
 WHERE kommune = ?1 AND bruger = ?2 AND hemmelighed = ?3 AND trin < ?4;

-- The same secret, kept otherwise.
-- name: adgang_totp_laas
UPDATE bruger_totp SET hemmelighed = ?4 WHERE kommune = ?1 AND bruger = ?2 AND hemmelighed = ?3;

-- name: adgang_totp_end
DELETE FROM bruger_totp WHERE kommune = ?1 AND bruger = ?2;

-- name: adgang_haendelse_newest
SELECT nr FROM bruger_haendelse WHERE kommune = ?1 AND bruger = ?2 ORDER BY nr DESC LIMIT 1;

-- name: adgang_haendelse_insert
INSERT INTO bruger_haendelse (kommune, bruger, nr, art, af, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: adgang_person_newest
SELECT nr, person, givet FROM bruger_person WHERE kommune = ?1 AND bruger = ?2
 ORDER BY nr DESC LIMIT 1;

-- name: adgang_person_insert
INSERT INTO bruger_person (kommune, bruger, nr, person, givet, af, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- Who was ever tied to a person.
-- name: adgang_person_brugere
SELECT DISTINCT bruger FROM bruger_person WHERE kommune = ?1 AND person = ?2 ORDER BY bruger;
