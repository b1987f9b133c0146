-- Exports, payments, receipts.

-- name: afregning_eksport_sidste
-- scan: only the newest row is read
SELECT nr, naeste_post FROM eksport WHERE kommune = ?1 ORDER BY nr DESC LIMIT 1;

-- name: afregning_eksport_insert
INSERT INTO eksport (kommune, nr, koersel, manifest, hoved_nr, hoved, naeste_post, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: afregning_eksport_liste
-- scan: the exports of a kommune, a few for each month
SELECT nr, manifest, hoved_nr, hoved, bruger, tid_us FROM eksport
WHERE kommune = ?1 AND koersel = ?2 ORDER BY nr;

-- name: afregning_eksport_fil_insert
INSERT INTO eksport_fil (kommune, eksport, nr, kanal, fil, indhold, laengde, antal, sum_oere)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: afregning_eksport_filer
SELECT kanal, fil, indhold, antal, sum_oere, laengde FROM eksport_fil
WHERE kommune = ?1 AND eksport = ?2 ORDER BY nr;

-- name: afregning_betaling_insert
INSERT INTO betaling (kommune, id, koersel, eksport, kanal, modtager, beloeb_oere,
    dispositionsdato, igen)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: afregning_betaling_linje_insert
INSERT INTO betaling_linje (kommune, journal, betaling) VALUES (?1, ?2, ?3);

-- name: afregning_betaling_igen_insert
INSERT INTO betaling_igen (kommune, afvist, ny) VALUES (?1, ?2, ?3);

-- name: afregning_kvittering_insert
INSERT INTO kvittering (kommune, betaling, svar, aarsag, fil, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: afregning_retur_insert
INSERT INTO betaling_retur (kommune, betaling, aarsag, fil, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- How the payments of each export and channel stand.
-- name: afregning_betaling_summer
SELECT b.eksport, b.kanal, b.dispositionsdato, count(*), sum(b.beloeb_oere), count(k.betaling),
    sum(CASE WHEN k.svar = 'afvist' OR r.betaling IS NOT NULL THEN 1 ELSE 0 END), count(i.ny),
    sum(CASE WHEN i.ny IS NULL AND (k.svar = 'afvist' OR r.betaling IS NOT NULL)
        THEN b.beloeb_oere ELSE 0 END)
FROM betaling b
LEFT JOIN kvittering k ON k.kommune = b.kommune AND k.betaling = b.id
LEFT JOIN betaling_retur r ON r.kommune = b.kommune AND r.betaling = b.id
LEFT JOIN betaling_igen i ON i.kommune = b.kommune AND i.afvist = b.id
WHERE b.kommune = ?1 AND b.koersel = ?2
GROUP BY b.eksport, b.kanal, b.dispositionsdato ORDER BY b.eksport, b.kanal, b.dispositionsdato;
