-- What a run comes to, for people.

-- What each channel is granted more, and less.
-- name: afregning_overblik_kanal
SELECT kanal, count(*),
    sum(CASE WHEN beregnet_oere > tilkendt_oere THEN beregnet_oere - tilkendt_oere ELSE 0 END),
    sum(CASE WHEN beregnet_oere < tilkendt_oere THEN tilkendt_oere - beregnet_oere ELSE 0 END)
FROM koersel_forskel WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3
GROUP BY kanal ORDER BY kanal;

-- What each placement is granted in a month by an edition. Suppliers are not the family.
-- name: afregning_overblik_sted
SELECT anbringelse, sum(beregnet_oere) FROM koersel_forskel
WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND maaned = ?4 AND kanal <> 'leverandoer'
GROUP BY anbringelse ORDER BY anbringelse;

-- The placements of which something could not be computed in a month.
-- name: afregning_overblik_mangel_sted
SELECT DISTINCT anbringelse FROM koersel_mangel
WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND maaned = ?4 ORDER BY anbringelse;

-- What is missing, and how much of it.
-- name: afregning_overblik_manglende
SELECT mangler, count(*), count(DISTINCT anbringelse) FROM koersel_mangel
WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3
GROUP BY mangler ORDER BY count(*) DESC, mangler;

-- The newest regular run that was approved before the approval ?3 was followed, of a month before.
-- name: afregning_overblik_foer
SELECT a.koersel, a.udgave, k.maaned FROM afregning a
JOIN koersel k ON k.kommune = a.kommune AND k.loebenr = a.koersel
WHERE a.kommune = ?1 AND a.nr <= ?3 AND k.maaned < ?2 AND k.ekstra = 0
ORDER BY a.nr DESC LIMIT 1;

-- Some of an edition's differences.
-- name: afregning_overblik_forskelle
SELECT anbringelse, ydelse, modtager, kanal, skat, maaned, efter, tilkendt_oere, beregnet_oere,
    art, reference, nr
FROM koersel_forskel WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND nr > ?4
ORDER BY nr LIMIT ?5;

-- Those that are not simply new of the month ?6.
-- name: afregning_overblik_rettelser
SELECT anbringelse, ydelse, modtager, kanal, skat, maaned, efter, tilkendt_oere, beregnet_oere,
    art, reference, nr
FROM koersel_forskel WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND nr > ?4
    AND (efter <> 0 OR art <> 'tilkendelse' OR maaned < ?6)
ORDER BY nr LIMIT ?5;

-- name: afregning_overblik_nedad
SELECT anbringelse, ydelse, modtager, kanal, skat, maaned, efter, tilkendt_oere, beregnet_oere,
    art, reference, nr
FROM koersel_forskel WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND nr > ?4
    AND beregnet_oere < tilkendt_oere
ORDER BY nr LIMIT ?5;

-- name: afregning_overblik_forskel
SELECT anbringelse, ydelse, modtager, kanal, skat, maaned, efter, tilkendt_oere, beregnet_oere,
    art, reference, nr
FROM koersel_forskel WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND nr = ?4;

-- name: afregning_overblik_mangler
SELECT plejefamilie, anbringelse, maaned, ydelse, mangler, grund, fra, til, nr
FROM koersel_mangel WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND nr >= ?4
ORDER BY nr LIMIT ?5;

-- Who made, computed and approved each run.
-- name: afregning_overblik_folk
-- scan: every run of the kommune is listed
SELECT k.loebenr, k.bruger,
    (SELECT u.bruger FROM koersel_udgave u WHERE u.kommune = k.kommune AND u.koersel = k.loebenr
        ORDER BY u.udgave DESC LIMIT 1),
    (SELECT u.tid_us FROM koersel_udgave u WHERE u.kommune = k.kommune AND u.koersel = k.loebenr
        ORDER BY u.udgave DESC LIMIT 1),
    (SELECT a.bruger FROM afregning a WHERE a.kommune = k.kommune AND a.koersel = k.loebenr),
    (SELECT a.tid_us FROM afregning a WHERE a.kommune = k.kommune AND a.koersel = k.loebenr)
FROM koersel k WHERE k.kommune = ?1 ORDER BY k.loebenr DESC;

-- ---- payees

-- What a run grants each payee.
-- name: afregning_koersel_modtagere
SELECT modtager, count(*),
    sum(CASE WHEN beregnet_oere > tilkendt_oere THEN beregnet_oere - tilkendt_oere ELSE 0 END),
    sum(CASE WHEN beregnet_oere < tilkendt_oere THEN tilkendt_oere - beregnet_oere ELSE 0 END)
FROM koersel_forskel WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND modtager > ?4
GROUP BY modtager ORDER BY modtager LIMIT ?5;

-- name: afregning_koersel_modtager_steder
SELECT DISTINCT anbringelse FROM koersel_forskel
WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND modtager = ?4 ORDER BY anbringelse;

-- What was granted on account on a line, up to row ?8, since the line was last granted as computed:
-- that took off what was on account before it. The unique key finds the rows of the line.
-- name: afregning_forud
SELECT sum(CASE WHEN debet = 'tilkendt' THEN beloeb_oere ELSE -beloeb_oere END), count(*)
FROM journal
WHERE kommune = ?1 AND anbringelse = ?2 AND ydelse = ?3 AND modtager = ?4 AND kanal = ?5
    AND skat = ?6 AND maaned = ?7 AND nr <= ?8 AND art = 'aconto'
    AND nr > (SELECT coalesce(max(nr), 0) FROM journal
        WHERE kommune = ?1 AND anbringelse = ?2 AND ydelse = ?3 AND modtager = ?4 AND kanal = ?5
            AND skat = ?6 AND maaned = ?7 AND nr <= ?8 AND art <> 'aconto');

-- ---- kept

-- name: afregning_overblik_insert
INSERT INTO koersel_overblik (kommune, koersel, udgave, slags, kode, antal, op_oere, ned_oere)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: afregning_overblik_gemt
SELECT slags, kode, antal, op_oere, ned_oere FROM koersel_overblik
WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 ORDER BY slags, kode;

-- name: afregning_nyt_insert
INSERT INTO koersel_nyt (kommune, koersel, udgave, grund, anbringelse, foer_oere, nu_oere)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: afregning_nyt_steder
SELECT anbringelse, foer_oere, nu_oere FROM koersel_nyt
WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND grund = ?4 AND anbringelse > ?5
ORDER BY anbringelse LIMIT ?6;
