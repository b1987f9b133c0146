-- Sessions and attempts. Rows of both are removed when they are of no use any more.

-- name: adgang_session_insert
INSERT INTO session (kommune, hash, bruger, aabnet_us, set_us, frisk_us, udsteder)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: adgang_session_find
SELECT s.bruger, s.aabnet_us, s.set_us, s.frisk_us, b.navn, s.udsteder
  FROM session s JOIN bruger b ON b.kommune = s.kommune AND b.id = s.bruger
 WHERE s.kommune = ?1 AND s.hash = ?2;

-- name: adgang_session_seen
UPDATE session SET set_us = ?3 WHERE kommune = ?1 AND hash = ?2 AND set_us < ?3;

-- The session goes on under a new id, with a fresh second factor.
-- name: adgang_session_renew
UPDATE session SET hash = ?3, set_us = ?4, frisk_us = ?4 WHERE kommune = ?1 AND hash = ?2;

-- name: adgang_session_end
DELETE FROM session WHERE kommune = ?1 AND hash = ?2;

-- name: adgang_session_end_all
DELETE FROM session WHERE kommune = ?1 AND bruger = ?2;

-- Those that have run out.
-- name: adgang_session_sweep
DELETE FROM session WHERE kommune = ?1 AND aabnet_us < ?2;

-- name: adgang_forsoeg_find
SELECT antal, tid_us FROM forsoeg WHERE kommune = ?1 AND noegle = ?2;

-- name: adgang_forsoeg_put
INSERT INTO forsoeg (kommune, noegle, antal, tid_us) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (kommune, noegle) DO UPDATE SET antal = ?3, tid_us = ?4;

-- name: adgang_forsoeg_forget
DELETE FROM forsoeg WHERE kommune = ?1 AND noegle = ?2;

-- name: adgang_forsoeg_sweep
DELETE FROM forsoeg WHERE kommune = ?1 AND tid_us < ?2;

-- name: adgang_enhed_find
SELECT bruger, tid_us FROM bruger_enhed WHERE kommune = ?1 AND hash = ?2;

-- name: adgang_enhed_insert
INSERT INTO bruger_enhed (kommune, hash, bruger, tid_us) VALUES (?1, ?2, ?3, ?4);

-- name: adgang_enhed_end
DELETE FROM bruger_enhed WHERE kommune = ?1 AND hash = ?2;

-- name: adgang_enhed_end_all
DELETE FROM bruger_enhed WHERE kommune = ?1 AND bruger = ?2;

-- name: adgang_enhed_sweep
-- scan: the devices of the kommune, a few for each user
DELETE FROM bruger_enhed WHERE kommune = ?1 AND bruger = ?2 AND tid_us < ?3;
