-- Exports, payments, receipts.

-- name: afregning_eksport_sidste
SELECT nr, naeste_post FROM eksport WHERE kommune = ?1 ORDER BY nr DESC LIMIT 1;

-- name: afregning_eksport_insert
INSERT INTO eksport (kommune, nr, koersel, manifest, hoved_nr, hoved, naeste_post, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: afregning_eksport_liste
SELECT nr, manifest, hoved_nr, hoved, bruger, tid_us FROM eksport
WHERE kommune = ?1 AND koersel = ?2 ORDER BY nr;

-- name: afregning_eksport_fil_insert
INSERT INTO eksport_fil (kommune, eksport, nr, kanal, fil, indhold, antal, sum_oere)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: afregning_eksport_filer
SELECT kanal, fil, indhold, antal, sum_oere FROM eksport_fil
WHERE kommune = ?1 AND eksport = ?2 ORDER BY nr;

-- The numbers of the invoices a run pays.
-- name: afregning_eksport_fakturaer
SELECT b.id, b.nummer FROM journal j
JOIN beslutning b ON b.kommune = j.kommune AND b.id = j.reference
WHERE j.kommune = ?1 AND j.koersel = ?2 AND j.art = 'faktura' ORDER BY b.id;

-- name: afregning_betaling_insert
INSERT INTO betaling (kommune, id, koersel, eksport, kanal, modtager, beloeb_oere,
    dispositionsdato, igen)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: afregning_betaling_linje_insert
INSERT INTO betaling_linje (kommune, journal, betaling) VALUES (?1, ?2, ?3);

-- name: afregning_betaling_igen_insert
INSERT INTO betaling_igen (kommune, afvist, ny) VALUES (?1, ?2, ?3);

-- A run's payments with the answer to each, and whether it has been sent again.
-- name: afregning_betaling_liste
SELECT b.id, b.eksport, b.kanal, b.modtager, b.beloeb_oere, b.dispositionsdato, b.igen,
    CASE WHEN r.betaling IS NULL THEN k.svar ELSE 'retur' END, coalesce(r.aarsag, k.aarsag), i.ny
FROM betaling b
LEFT JOIN kvittering k ON k.kommune = b.kommune AND k.betaling = b.id
LEFT JOIN betaling_retur r ON r.kommune = b.kommune AND r.betaling = b.id
LEFT JOIN betaling_igen i ON i.kommune = b.kommune AND i.afvist = b.id
WHERE b.kommune = ?1 AND b.koersel = ?2 ORDER BY b.eksport, b.id;

-- The day of a run's first payments; the same for all of one export.
-- name: afregning_koersel_dag
SELECT dispositionsdato FROM betaling WHERE kommune = ?1 AND koersel = ?2
ORDER BY eksport, id LIMIT 1;

-- How a payee's payments stand, over all runs.
-- name: afregning_betaling_modtager
SELECT b.kanal, b.dispositionsdato, CASE WHEN r.betaling IS NULL THEN k.svar ELSE 'retur' END,
    i.ny, b.koersel
FROM betaling b
LEFT JOIN kvittering k ON k.kommune = b.kommune AND k.betaling = b.id
LEFT JOIN betaling_retur r ON r.kommune = b.kommune AND r.betaling = b.id
LEFT JOIN betaling_igen i ON i.kommune = b.kommune AND i.afvist = b.id
WHERE b.kommune = ?1 AND b.modtager = ?2 ORDER BY b.id;

-- Which payment each journal row of a run left with.
-- name: afregning_betaling_linje_liste
SELECT l.journal, l.betaling FROM betaling b
JOIN betaling_linje l ON l.kommune = b.kommune AND l.betaling = b.id
WHERE b.kommune = ?1 AND b.koersel = ?2 ORDER BY l.journal;

-- name: afregning_kvittering_insert
INSERT INTO kvittering (kommune, betaling, svar, aarsag, fil, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: afregning_retur_insert
INSERT INTO betaling_retur (kommune, betaling, aarsag, fil, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
