-- What is found by another index than the key. Asked for directly, SQLite without statistics reads
-- all of the kommune in the order of the key; so the keys are found first, or the index is named.

-- The numbers of the invoices a run pays.
-- name: afregning_eksport_fakturaer
SELECT b.id, b.nummer FROM journal j
JOIN beslutning b ON b.kommune = j.kommune AND b.id = j.reference
WHERE j.kommune = ?1
    AND j.nr IN (SELECT nr FROM journal WHERE kommune = ?1 AND koersel = ?2)
    AND j.art = 'faktura' ORDER BY b.id;

-- A run's payments with the answer to each, and whether it has been sent again.
-- name: afregning_betaling_liste
SELECT b.id, b.eksport, b.kanal, b.modtager, b.beloeb_oere, b.dispositionsdato, b.igen,
    CASE WHEN r.betaling IS NULL THEN k.svar ELSE 'retur' END, coalesce(r.aarsag, k.aarsag), i.ny
FROM betaling b
LEFT JOIN kvittering k ON k.kommune = b.kommune AND k.betaling = b.id
LEFT JOIN betaling_retur r ON r.kommune = b.kommune AND r.betaling = b.id
LEFT JOIN betaling_igen i ON i.kommune = b.kommune AND i.afvist = b.id
WHERE b.kommune = ?1 AND b.id IN (SELECT id FROM betaling WHERE kommune = ?1 AND koersel = ?2)
ORDER BY b.eksport, b.id;

-- The same, a page: at most ?5 after the payment ?4 of the export ?3.
-- name: afregning_betaling_side
SELECT b.id, b.eksport, b.kanal, b.modtager, b.beloeb_oere, b.dispositionsdato, b.igen,
    CASE WHEN r.betaling IS NULL THEN k.svar ELSE 'retur' END, coalesce(r.aarsag, k.aarsag), i.ny
FROM betaling b INDEXED BY betaling_koersel_eksport
LEFT JOIN kvittering k ON k.kommune = b.kommune AND k.betaling = b.id
LEFT JOIN betaling_retur r ON r.kommune = b.kommune AND r.betaling = b.id
LEFT JOIN betaling_igen i ON i.kommune = b.kommune AND i.afvist = b.id
WHERE b.kommune = ?1 AND b.koersel = ?2 AND b.eksport >= ?3 AND (b.eksport > ?3 OR b.id > ?4)
ORDER BY b.eksport, b.id LIMIT ?5;

-- How a payee's payments stand, over all runs.
-- name: afregning_betaling_modtager
SELECT b.kanal, b.dispositionsdato, CASE WHEN r.betaling IS NULL THEN k.svar ELSE 'retur' END,
    i.ny, b.koersel, b.eksport
FROM betaling b INDEXED BY betaling_modtager
LEFT JOIN kvittering k ON k.kommune = b.kommune AND k.betaling = b.id
LEFT JOIN betaling_retur r ON r.kommune = b.kommune AND r.betaling = b.id
LEFT JOIN betaling_igen i ON i.kommune = b.kommune AND i.afvist = b.id
WHERE b.kommune = ?1 AND b.modtager = ?2
ORDER BY b.id;

-- Which payment each journal row of a run left with.
-- name: afregning_betaling_linje_liste
SELECT journal, betaling FROM betaling_linje
WHERE kommune = ?1
    AND journal IN (SELECT nr FROM journal WHERE kommune = ?1 AND koersel = ?2)
ORDER BY journal;

-- The day of a run's first payments; the same for all of one export.
-- name: afregning_koersel_dag
SELECT dispositionsdato FROM betaling
WHERE kommune = ?1 AND id IN (SELECT id FROM betaling WHERE kommune = ?1 AND koersel = ?2)
ORDER BY eksport, id LIMIT 1;

-- Every stored file of a run's exports; the manifest last.
-- name: afregning_eksport_gemte
SELECT e.nr, e.tid_us, e.bruger, f.nr, f.kanal, f.fil, f.indhold, f.antal, f.sum_oere, f.laengde
FROM eksport e JOIN eksport_fil f ON f.kommune = e.kommune AND f.eksport = e.nr
WHERE e.kommune = ?1
    AND e.nr IN (SELECT nr FROM eksport WHERE kommune = ?1 AND koersel = ?2)
UNION ALL
SELECT e.nr, e.tid_us, e.bruger, 1000000, 'manifest', '', e.manifest, 0, 0, 0
FROM eksport e
WHERE e.kommune = ?1
    AND e.nr IN (SELECT nr FROM eksport WHERE kommune = ?1 AND koersel = ?2)
ORDER BY 1, 4;

-- Those that came back and are not sent again.
-- name: afregning_betaling_tilbage
SELECT b.id, b.eksport, b.kanal, b.modtager, b.beloeb_oere, b.dispositionsdato,
    CASE WHEN r.betaling IS NULL THEN k.svar ELSE 'retur' END, coalesce(r.aarsag, k.aarsag)
FROM betaling b
JOIN kvittering k ON k.kommune = b.kommune AND k.betaling = b.id
LEFT JOIN betaling_retur r ON r.kommune = b.kommune AND r.betaling = b.id
LEFT JOIN betaling_igen i ON i.kommune = b.kommune AND i.afvist = b.id
WHERE b.kommune = ?1 AND b.id IN (SELECT id FROM betaling WHERE kommune = ?1 AND koersel = ?2)
    AND (k.svar = 'afvist' OR r.betaling IS NOT NULL) AND i.ny IS NULL
ORDER BY b.eksport, b.id;
