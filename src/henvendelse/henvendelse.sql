-- What a family tells or asks, and what it is answered.

-- name: henvendelse_indsaet
INSERT INTO henvendelse (kommune, id, plejefamilie, art, person, koersel, anbringelse, ydelse,
    modtager, kanal, skat, maaned, dag, frist, bruger, tid_us, haandbog, version, anker)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19);

-- name: henvendelse_besked_indsaet
INSERT INTO henvendelse_besked (kommune, henvendelse, nr, fra, tekst, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: henvendelse_trin_indsaet
INSERT INTO henvendelse_trin (kommune, henvendelse, nr, tilstand, rolle, ansvarlig, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: henvendelse_nu_saet
INSERT INTO henvendelse_nu (kommune, henvendelse, nr, stand, frist, rolle, ansvarlig)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (kommune, henvendelse) DO UPDATE SET nr = ?3, stand = ?4, rolle = ?6, ansvarlig = ?7;

-- name: henvendelse_find
SELECT h.id, h.plejefamilie, h.art, h.person, h.koersel, h.anbringelse, h.ydelse, h.modtager,
    h.kanal, h.skat, h.maaned, h.dag, h.frist, h.tid_us, t.nr, t.tilstand, t.rolle, t.ansvarlig,
    h.bruger, h.haandbog, h.version, h.anker
FROM henvendelse_nu n
JOIN henvendelse h ON h.kommune = n.kommune AND h.id = n.henvendelse
JOIN henvendelse_trin t ON t.kommune = n.kommune AND t.henvendelse = n.henvendelse AND t.nr = n.nr
WHERE n.kommune = ?1 AND n.henvendelse = ?2;

-- A family's, newest first.
-- name: henvendelse_familie
SELECT h.id, h.plejefamilie, h.art, h.person, h.koersel, h.anbringelse, h.ydelse, h.modtager,
    h.kanal, h.skat, h.maaned, h.dag, h.frist, h.tid_us, t.nr, t.tilstand, t.rolle, t.ansvarlig,
    h.bruger, h.haandbog, h.version, h.anker
FROM henvendelse h
JOIN henvendelse_nu n ON n.kommune = h.kommune AND n.henvendelse = h.id
JOIN henvendelse_trin t ON t.kommune = n.kommune AND t.henvendelse = n.henvendelse AND t.nr = n.nr
WHERE h.kommune = ?1 AND h.plejefamilie = ?2 ORDER BY h.tid_us DESC, h.id;

-- What one who is of no family has written, newest first.
-- name: henvendelse_egne
SELECT h.id, h.plejefamilie, h.art, h.person, h.koersel, h.anbringelse, h.ydelse, h.modtager,
    h.kanal, h.skat, h.maaned, h.dag, h.frist, h.tid_us, t.nr, t.tilstand, t.rolle, t.ansvarlig,
    h.bruger, h.haandbog, h.version, h.anker
FROM henvendelse h
JOIN henvendelse_nu n ON n.kommune = h.kommune AND n.henvendelse = h.id
JOIN henvendelse_trin t ON t.kommune = n.kommune AND t.henvendelse = n.henvendelse AND t.nr = n.nr
WHERE h.kommune = ?1 AND h.plejefamilie = '' AND h.bruger = ?2 ORDER BY h.tid_us DESC, h.id;

-- All that are not closed, the first due first; with ?2 = 1 also those that are.
-- name: henvendelse_alle
-- scan: every message of the kommune is listed
SELECT h.id, h.plejefamilie, h.art, h.person, h.koersel, h.anbringelse, h.ydelse, h.modtager,
    h.kanal, h.skat, h.maaned, h.dag, h.frist, h.tid_us, t.nr, t.tilstand, t.rolle, t.ansvarlig,
    h.bruger, h.haandbog, h.version, h.anker
FROM henvendelse_nu n
JOIN henvendelse h ON h.kommune = n.kommune AND h.id = n.henvendelse
JOIN henvendelse_trin t ON t.kommune = n.kommune AND t.henvendelse = n.henvendelse AND t.nr = n.nr
WHERE n.kommune = ?1 AND (n.stand < 2 OR ?2 = 1) ORDER BY n.frist, h.tid_us, h.id;

-- Those that stand as ?2, by deadline: at most ?5 after the one that is due on ?3 with the id ?4.
-- name: henvendelse_efter
SELECT h.id, h.plejefamilie, h.art, h.person, h.koersel, h.anbringelse, h.ydelse, h.modtager,
    h.kanal, h.skat, h.maaned, h.dag, h.frist, h.tid_us, t.nr, t.tilstand, t.rolle, t.ansvarlig,
    h.bruger, h.haandbog, h.version, h.anker
FROM henvendelse_nu n
JOIN henvendelse h ON h.kommune = n.kommune AND h.id = n.henvendelse
JOIN henvendelse_trin t ON t.kommune = n.kommune AND t.henvendelse = n.henvendelse AND t.nr = n.nr
WHERE n.kommune = ?1 AND n.stand = ?2 AND n.frist >= ?3 AND (n.frist > ?3 OR n.henvendelse > ?4)
ORDER BY n.frist, n.henvendelse LIMIT ?5;

-- A part of those that stand as ?2 and are due before ?3, the first due first. ?5: 0 everybody's, 1
-- taken by ?4, 2 taken by nobody and of one of the roles, 3 one of these two; ?16 = 1: only
-- proposals; ?17 not empty: only cases that user has on day ?18: who has a placement sees what is
-- about it, and only who has the family what is about no child.
-- name: henvendelse_venter
SELECT h.id, h.plejefamilie, h.art, h.person, h.koersel, h.anbringelse, h.ydelse, h.modtager,
    h.kanal, h.skat, h.maaned, h.dag, h.frist, h.tid_us, t.nr, t.tilstand, t.rolle, t.ansvarlig,
    h.bruger, h.haandbog, h.version, h.anker
FROM henvendelse_nu n
JOIN henvendelse h ON h.kommune = n.kommune AND h.id = n.henvendelse
JOIN henvendelse_trin t ON t.kommune = n.kommune AND t.henvendelse = n.henvendelse AND t.nr = n.nr
WHERE n.kommune = ?1 AND n.stand = ?2 AND n.frist < ?3
    AND (?5 = 0 OR (?5 <> 2 AND n.ansvarlig = ?4) OR (?5 <> 1 AND n.ansvarlig = ''
        AND n.rolle IN (?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)))
    AND (?16 = 0 OR h.art = 'forslag')
    AND (?17 = '' OR h.plejefamilie = '' OR EXISTS (SELECT 1 FROM sagsrelation r
        WHERE r.kommune = h.kommune AND r.bruger = ?17 AND r.fra <= ?18 AND r.til > ?18
            AND (r.plejefamilie = h.plejefamilie
                OR (r.anbringelse <> '' AND r.anbringelse = h.anbringelse))
            AND NOT EXISTS (SELECT 1 FROM sagsrelation y WHERE y.kommune = r.kommune
                AND y.bruger = r.bruger AND y.plejefamilie = r.plejefamilie
                AND y.anbringelse = r.anbringelse AND y.slags = r.slags AND y.nr > r.nr)))
ORDER BY n.frist, n.henvendelse LIMIT ?19 OFFSET ?20;

-- The same, the last due first.
-- name: henvendelse_seneste
SELECT h.id, h.plejefamilie, h.art, h.person, h.koersel, h.anbringelse, h.ydelse, h.modtager,
    h.kanal, h.skat, h.maaned, h.dag, h.frist, h.tid_us, t.nr, t.tilstand, t.rolle, t.ansvarlig,
    h.bruger, h.haandbog, h.version, h.anker
FROM henvendelse_nu n
JOIN henvendelse h ON h.kommune = n.kommune AND h.id = n.henvendelse
JOIN henvendelse_trin t ON t.kommune = n.kommune AND t.henvendelse = n.henvendelse AND t.nr = n.nr
WHERE n.kommune = ?1 AND n.stand = ?2 AND n.frist < ?3
    AND (?5 = 0 OR (?5 <> 2 AND n.ansvarlig = ?4) OR (?5 <> 1 AND n.ansvarlig = ''
        AND n.rolle IN (?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)))
    AND (?16 = 0 OR h.art = 'forslag')
    AND (?17 = '' OR h.plejefamilie = '' OR EXISTS (SELECT 1 FROM sagsrelation r
        WHERE r.kommune = h.kommune AND r.bruger = ?17 AND r.fra <= ?18 AND r.til > ?18
            AND (r.plejefamilie = h.plejefamilie
                OR (r.anbringelse <> '' AND r.anbringelse = h.anbringelse))
            AND NOT EXISTS (SELECT 1 FROM sagsrelation y WHERE y.kommune = r.kommune
                AND y.bruger = r.bruger AND y.plejefamilie = r.plejefamilie
                AND y.anbringelse = r.anbringelse AND y.slags = r.slags AND y.nr > r.nr)))
ORDER BY n.frist DESC, n.henvendelse DESC LIMIT ?19 OFFSET ?20;

-- name: henvendelse_taelles
SELECT count(*)
FROM henvendelse_nu n
JOIN henvendelse h ON h.kommune = n.kommune AND h.id = n.henvendelse
WHERE n.kommune = ?1 AND n.stand = ?2 AND n.frist < ?3
    AND (?5 = 0 OR (?5 <> 2 AND n.ansvarlig = ?4) OR (?5 <> 1 AND n.ansvarlig = ''
        AND n.rolle IN (?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)))
    AND (?16 = 0 OR h.art = 'forslag')
    AND (?17 = '' OR h.plejefamilie = '' OR EXISTS (SELECT 1 FROM sagsrelation r
        WHERE r.kommune = h.kommune AND r.bruger = ?17 AND r.fra <= ?18 AND r.til > ?18
            AND (r.plejefamilie = h.plejefamilie
                OR (r.anbringelse <> '' AND r.anbringelse = h.anbringelse))
            AND NOT EXISTS (SELECT 1 FROM sagsrelation y WHERE y.kommune = r.kommune
                AND y.bruger = r.bruger AND y.plejefamilie = r.plejefamilie
                AND y.anbringelse = r.anbringelse AND y.slags = r.slags AND y.nr > r.nr)));

-- name: henvendelse_beskeder
SELECT b.nr, b.fra, f.tekst, b.bruger, b.tid_us
FROM henvendelse_besked b
LEFT JOIN fritekst f ON f.kommune = b.kommune AND f.id = b.tekst
WHERE b.kommune = ?1 AND b.henvendelse = ?2 ORDER BY b.nr;
