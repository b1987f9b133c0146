-- The decision of a level: proposals, answers, moves, meetings of the udvalg, hearings.

-- name: indstilling_indsaet
INSERT INTO indstilling (kommune, id, anbringelse, plejefamilie, haandbog, fra, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: indstilling_svar_indsaet
INSERT INTO indstilling_svar (kommune, indstilling, nr, slags, noegle, vaerdi, tekst, bruger,
    tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: indstilling_trin_indsaet
INSERT INTO indstilling_trin (kommune, indstilling, nr, tilstand, trin, vederlag_taeller,
    vederlag_naevner, moede, punkt, tekst, registrering, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);

-- name: indstilling_en
SELECT i.id, i.anbringelse, i.plejefamilie, i.haandbog, i.fra, i.bruger, i.tid_us,
    t.nr, t.tilstand, t.trin, t.vederlag_taeller, t.vederlag_naevner, t.moede, t.punkt, t.tekst,
    t.registrering, t.bruger, t.tid_us
FROM indstilling i
JOIN indstilling_trin t ON t.kommune = i.kommune AND t.indstilling = i.id
WHERE i.kommune = ?1 AND i.id = ?2 ORDER BY t.nr;

-- A part of them with all their moves, newest first; ?2 = 1: only those that are not ended.
-- name: indstilling_udsnit
-- scan: the newest of a kommune's proposals are sought among all their heads
SELECT i.id, i.anbringelse, i.plejefamilie, i.haandbog, i.fra, i.bruger, i.tid_us,
    t.nr, t.tilstand, t.trin, t.vederlag_taeller, t.vederlag_naevner, t.moede, t.punkt, t.tekst,
    t.registrering, t.bruger, t.tid_us
FROM indstilling i
JOIN indstilling_trin t ON t.kommune = i.kommune AND t.indstilling = i.id
WHERE i.kommune = ?1 AND i.id IN
    (SELECT h.id FROM indstilling h
     WHERE h.kommune = ?1 AND (?2 = 0 OR NOT EXISTS
        (SELECT 1 FROM indstilling_trin s WHERE s.kommune = h.kommune AND s.indstilling = h.id
            AND s.tilstand IN ('besluttet', 'godkendt', 'afvist', 'trukket')))
     ORDER BY h.tid_us DESC, h.id LIMIT ?3 OFFSET ?4)
ORDER BY i.tid_us DESC, i.id, t.nr;

-- Those that stand in a state now, oldest first.
-- name: indstilling_i_tilstand
-- scan: the newest move of each says how it stands
SELECT i.id, i.anbringelse, i.plejefamilie, i.haandbog, i.fra, i.bruger, i.tid_us,
    t.nr, t.tilstand, t.trin, t.vederlag_taeller, t.vederlag_naevner, t.moede, t.punkt, t.tekst,
    t.registrering, t.bruger, t.tid_us
FROM indstilling i
JOIN indstilling_trin t ON t.kommune = i.kommune AND t.indstilling = i.id
WHERE i.kommune = ?1 AND i.id IN
    (SELECT s.indstilling FROM indstilling_trin s
     WHERE s.kommune = ?1 AND s.tilstand = ?2 AND NOT EXISTS
        (SELECT 1 FROM indstilling_trin n WHERE n.kommune = s.kommune
            AND n.indstilling = s.indstilling AND n.nr > s.nr))
ORDER BY i.tid_us, i.id, t.nr;

-- name: indstilling_anbringelse
SELECT i.id, i.anbringelse, i.plejefamilie, i.haandbog, i.fra, i.bruger, i.tid_us,
    t.nr, t.tilstand, t.trin, t.vederlag_taeller, t.vederlag_naevner, t.moede, t.punkt, t.tekst,
    t.registrering, t.bruger, t.tid_us
FROM indstilling i
JOIN indstilling_trin t ON t.kommune = i.kommune AND t.indstilling = i.id
WHERE i.kommune = ?1 AND i.id IN
    (SELECT a.id FROM indstilling a WHERE a.kommune = ?1 AND a.anbringelse = ?2)
ORDER BY i.tid_us DESC, i.id, t.nr;

-- Those whose newest move stands on the agenda, or was made from it.
-- name: indstilling_paa_moede
SELECT i.id, i.anbringelse, i.plejefamilie, i.haandbog, i.fra, i.bruger, i.tid_us,
    t.nr, t.tilstand, t.trin, t.vederlag_taeller, t.vederlag_naevner, t.moede, t.punkt, t.tekst,
    t.registrering, t.bruger, t.tid_us
FROM indstilling_trin n
JOIN indstilling i ON i.kommune = n.kommune AND i.id = n.indstilling
JOIN indstilling_trin t ON t.kommune = i.kommune AND t.indstilling = i.id
WHERE n.kommune = ?1 AND n.moede = ?2
    AND n.nr = (SELECT max(s.nr) FROM indstilling_trin s
        WHERE s.kommune = n.kommune AND s.indstilling = n.indstilling)
ORDER BY n.punkt, n.tid_us, i.id, t.nr;

-- name: indstilling_svar_alle
SELECT nr, slags, noegle, vaerdi, tekst, bruger, tid_us FROM indstilling_svar
WHERE kommune = ?1 AND indstilling = ?2 ORDER BY nr;

-- name: indstilling_moede_indsaet
INSERT INTO udvalgsmoede (kommune, id, dag, navn, bruger, tid_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: indstilling_moede_deltager_indsaet
INSERT INTO udvalgsmoede_deltager (kommune, moede, nr, deltager, med, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: indstilling_moede_alle
-- scan: every meeting of the kommune is listed
SELECT id, dag, navn, bruger FROM udvalgsmoede WHERE kommune = ?1 ORDER BY dag DESC, id;

-- name: indstilling_moede_en
SELECT id, dag, navn, bruger FROM udvalgsmoede WHERE kommune = ?1 AND id = ?2;

-- name: indstilling_moede_deltagere
SELECT nr, deltager, med FROM udvalgsmoede_deltager
WHERE kommune = ?1 AND moede = ?2 ORDER BY nr;

-- name: indstilling_hoering_indsaet
INSERT INTO partshoering (kommune, id, anbringelse, plejefamilie, sendt, frist, mindst_dage, grund,
    bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: indstilling_hoering_trin_indsaet
INSERT INTO partshoering_trin (kommune, partshoering, nr, tilstand, tekst, registrering, bruger,
    tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: indstilling_hoering_en
SELECT h.id, h.anbringelse, h.plejefamilie, h.sendt, h.frist, h.mindst_dage, h.grund, h.bruger,
    h.tid_us, t.nr, t.tilstand, t.tekst, t.registrering, t.bruger, t.tid_us
FROM partshoering h
JOIN partshoering_trin t ON t.kommune = h.kommune AND t.partshoering = h.id
WHERE h.kommune = ?1 AND h.id = ?2 ORDER BY t.nr;

-- name: indstilling_hoering_alle
-- scan: every hearing of the kommune is listed
SELECT h.id, h.anbringelse, h.plejefamilie, h.sendt, h.frist, h.mindst_dage, h.grund, h.bruger,
    h.tid_us, t.nr, t.tilstand, t.tekst, t.registrering, t.bruger, t.tid_us
FROM partshoering h
JOIN partshoering_trin t ON t.kommune = h.kommune AND t.partshoering = h.id
WHERE h.kommune = ?1 ORDER BY h.tid_us DESC, h.id, t.nr;

-- name: indstilling_hoering_anbringelse
SELECT h.id, h.anbringelse, h.plejefamilie, h.sendt, h.frist, h.mindst_dage, h.grund, h.bruger,
    h.tid_us, t.nr, t.tilstand, t.tekst, t.registrering, t.bruger, t.tid_us
FROM partshoering h
JOIN partshoering_trin t ON t.kommune = h.kommune AND t.partshoering = h.id
WHERE h.kommune = ?1 AND h.id IN
    (SELECT a.id FROM partshoering a WHERE a.kommune = ?1 AND a.anbringelse = ?2)
ORDER BY h.tid_us DESC, h.id, t.nr;
