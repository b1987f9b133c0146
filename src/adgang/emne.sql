-- Who a user is with a provider, and browsers on their way there and back.

-- name: adgang_emne_newest
SELECT nr, emne, givet FROM bruger_emne WHERE kommune = ?1 AND bruger = ?2 AND udsteder = ?3
 ORDER BY nr DESC LIMIT 1;

-- name: adgang_emne_nr
SELECT nr FROM bruger_emne WHERE kommune = ?1 AND bruger = ?2 ORDER BY nr DESC LIMIT 1;

-- name: adgang_emne_insert
INSERT INTO bruger_emne (kommune, bruger, nr, udsteder, emne, givet, af, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- Who was ever tied to a subject.
-- name: adgang_emne_brugere
SELECT DISTINCT bruger FROM bruger_emne WHERE kommune = ?1 AND udsteder = ?2 AND emne = ?3
 ORDER BY bruger;

-- name: adgang_emne_list
SELECT udsteder, emne, givet FROM bruger_emne WHERE kommune = ?1 AND bruger = ?2 ORDER BY nr;

-- name: adgang_rejse_insert
INSERT INTO oidc_rejse (kommune, hash, udbyder, til, igen, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: adgang_rejse_find
SELECT udbyder, til, igen, tid_us FROM oidc_rejse WHERE kommune = ?1 AND hash = ?2;

-- Of two who bring the same back, one removes it.
-- name: adgang_rejse_end
DELETE FROM oidc_rejse WHERE kommune = ?1 AND hash = ?2;

-- name: adgang_rejse_sweep
DELETE FROM oidc_rejse WHERE kommune = ?1 AND tid_us < ?2;
