-- What a family tells or asks, and what it is answered.

-- name: henvendelse_indsaet
INSERT INTO henvendelse (kommune, id, plejefamilie, art, person, koersel, anbringelse, ydelse,
    modtager, kanal, skat, maaned, dag, frist, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16);

-- name: henvendelse_besked_indsaet
INSERT INTO henvendelse_besked (kommune, henvendelse, nr, fra, tekst, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: henvendelse_trin_indsaet
INSERT INTO henvendelse_trin (kommune, henvendelse, nr, tilstand, rolle, ansvarlig, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: henvendelse_find
SELECT h.id, h.plejefamilie, h.art, h.person, h.koersel, h.anbringelse, h.ydelse, h.modtager,
    h.kanal, h.skat, h.maaned, h.dag, h.frist, h.tid_us, t.nr, t.tilstand, t.rolle, t.ansvarlig
FROM henvendelse h
JOIN henvendelse_trin t ON t.kommune = h.kommune AND t.henvendelse = h.id
WHERE h.kommune = ?1 AND h.id = ?2 ORDER BY t.nr DESC LIMIT 1;

-- A family's, newest first.
-- name: henvendelse_familie
SELECT h.id, h.plejefamilie, h.art, h.person, h.koersel, h.anbringelse, h.ydelse, h.modtager,
    h.kanal, h.skat, h.maaned, h.dag, h.frist, h.tid_us, t.nr, t.tilstand, t.rolle, t.ansvarlig
FROM henvendelse h
JOIN henvendelse_trin t ON t.kommune = h.kommune AND t.henvendelse = h.id
    AND t.nr = (SELECT max(n.nr) FROM henvendelse_trin n
        WHERE n.kommune = h.kommune AND n.henvendelse = h.id)
WHERE h.kommune = ?1 AND h.plejefamilie = ?2 ORDER BY h.tid_us DESC, h.id;

-- All that are not closed, the first due first; with ?2 = 1 also those that are.
-- name: henvendelse_alle
-- scan: every message of the kommune is listed
SELECT h.id, h.plejefamilie, h.art, h.person, h.koersel, h.anbringelse, h.ydelse, h.modtager,
    h.kanal, h.skat, h.maaned, h.dag, h.frist, h.tid_us, t.nr, t.tilstand, t.rolle, t.ansvarlig
FROM henvendelse h
JOIN henvendelse_trin t ON t.kommune = h.kommune AND t.henvendelse = h.id
    AND t.nr = (SELECT max(n.nr) FROM henvendelse_trin n
        WHERE n.kommune = h.kommune AND n.henvendelse = h.id)
WHERE h.kommune = ?1 AND (t.tilstand <> 'lukket' OR ?2 = 1) ORDER BY h.frist, h.tid_us, h.id;

-- name: henvendelse_beskeder
SELECT b.nr, b.fra, f.tekst, b.bruger, b.tid_us
FROM henvendelse_besked b
LEFT JOIN fritekst f ON f.kommune = b.kommune AND f.id = b.tekst
WHERE b.kommune = ?1 AND b.henvendelse = ?2 ORDER BY b.nr;
