-- Drafts of handbooks and rates, and what is in force.

-- name: udkast_indsaet
INSERT INTO udkast (kommune, id, slags, navn, bruger, tid_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: udkast_tekst_indsaet
INSERT INTO udkast_tekst (kommune, udkast, nr, hash, grundlag, fejl, bemaerkninger, eksempler,
    eksempler_fejl, fund, tekst, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);

-- name: udkast_trin_indsaet
INSERT INTO udkast_trin (kommune, udkast, nr, tilstand, tekst, begrundelse, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: udkast_ikraft_indsaet
INSERT INTO udkast_ikraft (kommune, nr, slags, navn, efter, udkast, tekst, hash, gaelder_fra,
    foreslaaet_af, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- A draft with its newest text (but not the text) and its newest move.
-- name: udkast_find
SELECT u.id, u.slags, u.navn, u.bruger, u.tid_us, t.nr, t.hash, t.grundlag, t.fejl,
    t.bemaerkninger, t.eksempler, t.eksempler_fejl, t.bruger, t.tid_us, s.nr, s.tilstand,
    s.begrundelse, s.bruger, s.tid_us
FROM udkast u
JOIN udkast_tekst t ON t.kommune = u.kommune AND t.udkast = u.id
    AND t.nr = (SELECT max(n.nr) FROM udkast_tekst n
        WHERE n.kommune = u.kommune AND n.udkast = u.id)
JOIN udkast_trin s ON s.kommune = u.kommune AND s.udkast = u.id
    AND s.nr = (SELECT max(m.nr) FROM udkast_trin m
        WHERE m.kommune = u.kommune AND m.udkast = u.id)
WHERE u.kommune = ?1 AND u.id = ?2;

-- All of them, the one saved last first.
-- name: udkast_alle
-- scan: every draft of the kommune is listed
SELECT u.id, u.slags, u.navn, u.bruger, u.tid_us, t.nr, t.hash, t.grundlag, t.fejl,
    t.bemaerkninger, t.eksempler, t.eksempler_fejl, t.bruger, t.tid_us, s.nr, s.tilstand,
    s.begrundelse, s.bruger, s.tid_us
FROM udkast u
JOIN udkast_tekst t ON t.kommune = u.kommune AND t.udkast = u.id
    AND t.nr = (SELECT max(n.nr) FROM udkast_tekst n
        WHERE n.kommune = u.kommune AND n.udkast = u.id)
JOIN udkast_trin s ON s.kommune = u.kommune AND s.udkast = u.id
    AND s.nr = (SELECT max(m.nr) FROM udkast_trin m
        WHERE m.kommune = u.kommune AND m.udkast = u.id)
WHERE u.kommune = ?1 ORDER BY t.tid_us DESC, u.id;

-- name: udkast_tekst_hent
SELECT tekst, hash FROM udkast_tekst WHERE kommune = ?1 AND udkast = ?2 AND nr = ?3;

-- Who has written in it.
-- name: udkast_skrevet_af
SELECT count(*) FROM udkast_tekst WHERE kommune = ?1 AND udkast = ?2 AND bruger = ?3;

-- name: udkast_nyeste
-- scan: only the newest row is read
SELECT nr FROM udkast_ikraft WHERE kommune = ?1 ORDER BY nr DESC LIMIT 1;

-- What is in force, and what was: the newest first.
-- name: udkast_ikraft_alle
-- scan: everything the kommune has put in force is listed
SELECT i.nr, i.slags, i.navn, i.efter, i.udkast, i.tekst, i.hash, i.gaelder_fra, i.foreslaaet_af,
    i.bruger, i.tid_us
FROM udkast_ikraft i WHERE i.kommune = ?1 ORDER BY i.nr DESC;

-- The texts in force: the newest of each name.
-- name: udkast_ikraft_tekster
-- scan: all that is in force is read
SELECT i.nr, i.slags, i.navn, i.hash, t.tekst
FROM udkast_ikraft i
JOIN udkast_tekst t ON t.kommune = i.kommune AND t.udkast = i.udkast AND t.nr = i.tekst
WHERE i.kommune = ?1 AND i.nr = (SELECT max(n.nr) FROM udkast_ikraft n
    WHERE n.kommune = i.kommune AND n.slags = i.slags AND n.navn = i.navn)
ORDER BY i.slags, i.navn;

-- Every text of rates that was put in force, oldest first.
-- name: udkast_ikraft_takster
-- scan: all rates there have been are read
SELECT i.nr, i.navn, i.hash, t.tekst
FROM udkast_ikraft i
JOIN udkast_tekst t ON t.kommune = i.kommune AND t.udkast = i.udkast AND t.nr = i.tekst
WHERE i.kommune = ?1 AND i.slags = 'takster' ORDER BY i.nr;

-- Every text that was saved, to be held against its hash.
-- name: udkast_tekster_alle
-- scan: all texts are looked at again
SELECT t.hash, t.tekst, u.navn FROM udkast_tekst t
JOIN udkast u ON u.kommune = t.kommune AND u.id = t.udkast
WHERE t.kommune = ?1 ORDER BY t.udkast, t.nr;
