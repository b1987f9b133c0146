-- Numbers of registrering, what they touch, and text kept apart.

-- Draws the next number: the row is the lock that keeps numbers in commit order.
-- name: register_traek
UPDATE kommune SET registrering = registrering + 1 WHERE kommune = ?1;

-- What a registration adds to the placements that are registered and not taken back.
-- name: register_anbringelser
UPDATE kommune SET anbringelser = anbringelser + ?2 WHERE kommune = ?1;

-- name: register_nyeste
SELECT registrering FROM kommune WHERE kommune = ?1;

-- name: register_registrering_indsaet
INSERT INTO registrering (kommune, nr, tid_us, bruger, handling) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: register_registrering
SELECT nr, tid_us, bruger, handling FROM registrering WHERE kommune = ?1 AND nr = ?2;

-- The newest at that time or before.
-- name: register_registrering_tid
SELECT nr FROM registrering
 WHERE kommune = ?1 AND tid_us <= ?2
 ORDER BY tid_us DESC, nr DESC LIMIT 1;

-- name: register_beroert_indsaet
INSERT INTO beroert (kommune, nr, plejefamilie, anbringelse, slags, id, fra, til)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: register_beroert_mellem
SELECT b.nr, b.plejefamilie, b.anbringelse, b.slags, b.id, b.fra, b.til, r.bruger
  FROM beroert b JOIN registrering r ON r.kommune = b.kommune AND r.nr = b.nr
 WHERE b.kommune = ?1 AND b.nr > ?2 AND b.nr <= ?3
 ORDER BY b.plejefamilie, b.nr, b.anbringelse, b.slags, b.id;

-- name: register_barn_anbringelser
SELECT DISTINCT id FROM anbringelse WHERE kommune = ?1 AND barn = ?2 ORDER BY id;

-- The placements that were ever in a family.
-- name: register_familie_nogensinde
SELECT DISTINCT id FROM anbringelse WHERE kommune = ?1 AND plejefamilie = ?2 ORDER BY id;

-- The placements known at ?2 of the families ?3 to ?4.
-- name: register_familier_anbringelser
SELECT a.plejefamilie, a.id FROM anbringelse a
 WHERE a.kommune = ?1 AND a.plejefamilie >= ?3 AND a.plejefamilie <= ?4 AND a.tilbagekaldt = 0
   AND a.nr = (SELECT max(b.nr) FROM anbringelse b
        WHERE b.kommune = a.kommune AND b.id = a.id AND b.nr <= ?2)
 ORDER BY a.plejefamilie, a.id;

-- Where a person has ever been registered in a household, or as the holder of a contract.
-- name: register_person_husstande
SELECT DISTINCT plejefamilie FROM husstand WHERE kommune = ?1 AND person = ?2 ORDER BY plejefamilie;

-- name: register_person_kontrakter
SELECT DISTINCT anbringelse FROM kontrakt WHERE kommune = ?1 AND holder = ?2 ORDER BY anbringelse;

-- name: register_tekst_indsaet
INSERT INTO fritekst (kommune, id, tekst) VALUES (?1, ?2, ?3);

-- name: register_tekst_find
SELECT tekst FROM fritekst WHERE kommune = ?1 AND id = ?2;
