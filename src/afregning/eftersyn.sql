-- What verify and status read.

-- Every stored text, by its hash.
-- name: afregning_indhold_alle
-- scan: every stored text is looked at
SELECT hash, art, tekst FROM indhold WHERE kommune = ?1 ORDER BY hash;

-- The lists among them: what plans and facts are made of.
-- name: afregning_indhold_lister
-- scan: every stored text is looked at
SELECT tekst, art FROM indhold WHERE kommune = ?1 AND art IN ('plan', 'faktaliste') ORDER BY hash;

-- Which text stands where, and what it must be.
-- name: afregning_indhold_brugt
-- scan: everything that names a stored text
SELECT plan, 'plan', koersel FROM koersel_udgave WHERE kommune = ?1
UNION ALL SELECT fakta, 'faktaliste', koersel FROM koersel_udgave WHERE kommune = ?1
UNION ALL SELECT linjer, 'linjer', koersel FROM koersel_udgave WHERE kommune = ?1
UNION ALL SELECT manifest, 'manifest', koersel FROM eksport WHERE kommune = ?1
UNION ALL SELECT indhold, 'fil', eksport FROM eksport_fil WHERE kommune = ?1
UNION ALL SELECT fil, 'kvittering', 0 FROM kvittering WHERE kommune = ?1
UNION ALL SELECT fil, 'kvittering', 0 FROM betaling_retur WHERE kommune = ?1;

-- name: afregning_eksport_alle
-- scan: every export
SELECT nr, koersel, manifest, hoved_nr, hoved FROM eksport WHERE kommune = ?1 ORDER BY nr;

-- The approved editions, oldest first.
-- name: afregning_godkendte
-- scan: every approval
SELECT nr, koersel, udgave FROM afregning WHERE kommune = ?1 ORDER BY nr;

-- The hash of one row, for an anchor.
-- name: afregning_journal_hash
SELECT hash FROM journal WHERE kommune = ?1 AND nr = ?2;

-- ---- how things stand

-- name: afregning_kommuner
-- scan: one row for each kommune of the database
SELECT kommune, navn, registrering FROM kommune ORDER BY kommune;

-- name: afregning_status_registrering
-- scan: only the newest row is read
SELECT nr, tid_us FROM registrering WHERE kommune = ?1 ORDER BY nr DESC LIMIT 1;

-- Placements that are registered and not taken back.
-- name: afregning_status_anbringelser
SELECT anbringelser FROM kommune WHERE kommune = ?1;

-- As the overview of the edition counted them.
-- name: afregning_status_mangler
SELECT antal FROM koersel_overblik
 WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND slags = 'mangler' AND kode = '';

-- An amount is always above zero; said, it makes SQLite use the index of these rows alone, which
-- holds all that is asked for.
-- name: afregning_status_skyldes
SELECT coalesce(sum(beloeb_oere), 0) FROM journal
WHERE kommune = ?1 AND debet = 'tilgodehavende' AND beloeb_oere > 0;

-- name: afregning_status_betalt_tilbage
SELECT coalesce(sum(beloeb_oere), 0) FROM journal
WHERE kommune = ?1 AND kredit = 'tilgodehavende' AND beloeb_oere > 0;
