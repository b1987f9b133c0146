-- Runs, editions, approvals and the journal.

-- ---- runs

-- name: afregning_koersel_sidste
-- scan: only the newest row is read
SELECT loebenr FROM koersel WHERE kommune = ?1 ORDER BY loebenr DESC LIMIT 1;

-- name: afregning_koersel_insert
INSERT INTO koersel (kommune, loebenr, maaned, skaeringsdato, dispositionsdato, ekstra, bruger,
    tid_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- Each run with its newest move and edition.
-- name: afregning_koersel_liste
-- scan: every run of the kommune is listed
SELECT k.loebenr, k.maaned, k.skaeringsdato, k.dispositionsdato, k.ekstra, k.bruger, k.tid_us,
    (SELECT f.til FROM koersel_flytning f WHERE f.kommune = k.kommune AND f.koersel = k.loebenr
        ORDER BY f.nr DESC LIMIT 1),
    (SELECT f.nr FROM koersel_flytning f WHERE f.kommune = k.kommune AND f.koersel = k.loebenr
        ORDER BY f.nr DESC LIMIT 1),
    (SELECT u.udgave FROM koersel_udgave u WHERE u.kommune = k.kommune AND u.koersel = k.loebenr
        ORDER BY u.udgave DESC LIMIT 1)
FROM koersel k WHERE k.kommune = ?1 ORDER BY k.loebenr DESC;

-- name: afregning_koersel_find
SELECT k.loebenr, k.maaned, k.skaeringsdato, k.dispositionsdato, k.ekstra, k.bruger, k.tid_us,
    (SELECT f.til FROM koersel_flytning f WHERE f.kommune = k.kommune AND f.koersel = k.loebenr
        ORDER BY f.nr DESC LIMIT 1),
    (SELECT f.nr FROM koersel_flytning f WHERE f.kommune = k.kommune AND f.koersel = k.loebenr
        ORDER BY f.nr DESC LIMIT 1),
    (SELECT u.udgave FROM koersel_udgave u WHERE u.kommune = k.kommune AND u.koersel = k.loebenr
        ORDER BY u.udgave DESC LIMIT 1)
FROM koersel k WHERE k.kommune = ?1 AND k.loebenr = ?2;

-- name: afregning_flytning_insert
INSERT INTO koersel_flytning (kommune, koersel, nr, fra, til, bruger, tid_us, begrundelse)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: afregning_flytning_grund
SELECT begrundelse FROM koersel_flytning
WHERE kommune = ?1 AND koersel = ?2 AND til = ?3 AND begrundelse IS NOT NULL
ORDER BY nr DESC LIMIT 1;

-- ---- what a computation starts from

-- The newest approval.
-- name: afregning_sidste
-- scan: only the newest row is read
SELECT nr, koersel, udgave, fra_maaned, til_maaned, skaering FROM afregning
WHERE kommune = ?1 ORDER BY nr DESC LIMIT 1;

-- name: afregning_insert
INSERT INTO afregning (kommune, nr, koersel, udgave, fra_maaned, til_maaned, skaering, bruger,
    tid_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- The hash each month was last settled with: the highest nr of a month comes last.
-- name: afregning_plan_liste
-- scan: a few rows for each month that was ever settled
SELECT maaned, aftryk FROM afregning_plan WHERE kommune = ?1 ORDER BY maaned, nr;

-- name: afregning_plan_insert
INSERT INTO afregning_plan (kommune, maaned, nr, aftryk) VALUES (?1, ?2, ?3, ?4);

-- The grants of one placement: on each key the newest comes last. Invoices are left out here and in
-- the next: no rule gives them, so what is computed is never held against them.
-- name: afregning_tilkendt
SELECT anbringelse, ydelse, modtager, kanal, skat, maaned, nr, tilkendt_oere FROM journal
WHERE kommune = ?1 AND anbringelse = ?2 AND efter IS NOT NULL AND kanal <> 'leverandoer'
ORDER BY ydelse, modtager, kanal, skat, maaned, efter;

-- The grants of all placements in [?2, ?3].
-- name: afregning_tilkendt_alle
-- scan: every grant of the months: everybody is computed anew
SELECT anbringelse, ydelse, modtager, kanal, skat, maaned, nr, tilkendt_oere FROM journal
WHERE kommune = ?1 AND efter IS NOT NULL AND maaned >= ?2 AND maaned <= ?3
    AND kanal <> 'leverandoer'
ORDER BY anbringelse, ydelse, modtager, kanal, skat, maaned, efter;

-- The newest grant of one key.
-- name: afregning_tilkendt_noegle
SELECT nr, tilkendt_oere FROM journal
WHERE kommune = ?1 AND anbringelse = ?2 AND ydelse = ?3 AND modtager = ?4 AND kanal = ?5
    AND skat = ?6 AND maaned = ?7 AND efter IS NOT NULL
ORDER BY efter DESC LIMIT 1;

-- ---- editions

-- name: afregning_indhold_insert
INSERT INTO indhold (kommune, hash, art, tekst) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (kommune, hash) DO NOTHING;

-- name: afregning_indhold_find
SELECT tekst, art FROM indhold WHERE kommune = ?1 AND hash = ?2;

-- name: afregning_udgave_insert
INSERT INTO koersel_udgave (kommune, koersel, udgave, efter, skaering, motor, plan, fakta, linjer,
    bruger, tid_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: afregning_udgave_find
SELECT udgave, efter, skaering, motor, plan, fakta, linjer, bruger, tid_us FROM koersel_udgave
WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3;

-- Who computed a run, each edition.
-- name: afregning_udgave_brugere
SELECT bruger FROM koersel_udgave WHERE kommune = ?1 AND koersel = ?2 ORDER BY udgave;

-- name: afregning_forskel_insert
INSERT INTO koersel_forskel (kommune, koersel, udgave, nr, anbringelse, ydelse, modtager, kanal,
    skat, maaned, efter, tilkendt_oere, beregnet_oere, art, reference)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15);

-- name: afregning_forskel_liste
SELECT anbringelse, ydelse, modtager, kanal, skat, maaned, efter, tilkendt_oere, beregnet_oere,
    art, reference, nr
FROM koersel_forskel WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 ORDER BY nr;

-- Those of one placement.
-- name: afregning_forskel_sted
SELECT anbringelse, ydelse, modtager, kanal, skat, maaned, efter, tilkendt_oere, beregnet_oere,
    art, reference, nr
FROM koersel_forskel WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND anbringelse = ?4
ORDER BY ydelse, modtager, kanal, skat, maaned;

-- Those that carry out a decision.
-- name: afregning_forskel_besluttet
SELECT anbringelse, ydelse, modtager, kanal, skat, maaned, efter, tilkendt_oere, beregnet_oere,
    art, reference, nr
FROM koersel_forskel WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND reference <> ''
ORDER BY nr;

-- name: afregning_mangel_insert
INSERT INTO koersel_mangel (kommune, koersel, udgave, nr, plejefamilie, anbringelse, maaned,
    ydelse, mangler, grund, fra, til)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- name: afregning_mangel_liste
SELECT plejefamilie, anbringelse, maaned, ydelse, mangler, grund, fra, til, nr
FROM koersel_mangel WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 ORDER BY nr;

-- ---- journal

-- name: afregning_journal_hoved
-- scan: only the newest row is read
SELECT nr, hash FROM journal WHERE kommune = ?1 ORDER BY nr DESC LIMIT 1;

-- name: afregning_journal_insert
INSERT INTO journal (kommune, nr, art, debet, kredit, beloeb_oere, koersel, anbringelse, ydelse,
    modtager, kanal, skat, maaned, aar, efter, tilkendt_oere, reference, bruger, tid_us, forrige,
    hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
    ?20, ?21);

-- name: afregning_journal_fra
SELECT nr, art, debet, kredit, beloeb_oere, koersel, anbringelse, ydelse, modtager, kanal, skat,
    maaned, aar, efter, tilkendt_oere, reference, bruger, tid_us, forrige, hash
FROM journal WHERE kommune = ?1 AND nr > ?2 ORDER BY nr;

-- The next ?3 rows after number ?2.
-- name: afregning_journal_side
SELECT nr, art, debet, kredit, beloeb_oere, koersel, anbringelse, ydelse, modtager, kanal, skat,
    maaned, aar, efter, tilkendt_oere, reference, bruger, tid_us, forrige, hash
FROM journal WHERE kommune = ?1 AND nr > ?2 ORDER BY nr LIMIT ?3;

-- The first row of a run.
-- name: afregning_journal_foerste
SELECT nr FROM journal WHERE kommune = ?1 AND koersel = ?2 ORDER BY koersel, nr LIMIT 1;

-- ---- a person's decisions on money

-- name: afregning_beslutning_insert
INSERT INTO beslutning (kommune, id, art, anbringelse, ydelse, modtager, kanal, skat, maaned,
    beloeb_oere, pr_maaned_oere, tekst, nummer, faktura, vist, familien_skylder, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18);

-- name: afregning_beslutning_findes
SELECT 1 FROM beslutning WHERE kommune = ?1 AND id = ?2;

-- name: afregning_beslutning_slut_insert
INSERT INTO beslutning_slut (kommune, id, aarsag, koersel, bruger, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- What letters of a run say of mellemregning.
-- name: afregning_mellem_liste
SELECT b.modtager, b.maaned, b.vist, b.familien_skylder, b.beloeb_oere FROM beslutning_slut s
JOIN beslutning b ON b.kommune = s.kommune AND b.id = s.id
WHERE s.kommune = ?1 AND s.koersel = ?2 AND b.art = 'mellemregning'
ORDER BY b.modtager, b.maaned, b.tid_us, b.id;

-- Those that are not ended, oldest first, with what has been carried out of each.
-- name: afregning_beslutning_aaben
-- scan: every decision, a few for each month
SELECT b.id, b.art, b.anbringelse, b.ydelse, b.modtager, b.kanal, b.skat, b.maaned, b.beloeb_oere,
    b.pr_maaned_oere, b.nummer, b.familien_skylder, b.bruger, b.tid_us, b.tekst
FROM beslutning b
WHERE b.kommune = ?1 AND NOT EXISTS (SELECT 1 FROM beslutning_slut s
    WHERE s.kommune = b.kommune AND s.id = b.id)
ORDER BY b.tid_us, b.id;

-- What is owed by payees, each channel. The index holds only those rows.
-- name: afregning_tilgodehavende
-- scan: the index holds only what is owed and paid back
SELECT modtager, kanal,
    sum(CASE WHEN debet = 'tilgodehavende' THEN beloeb_oere ELSE -beloeb_oere END)
FROM journal
WHERE kommune = ?1 AND (debet = 'tilgodehavende' OR kredit = 'tilgodehavende')
GROUP BY modtager, kanal
HAVING sum(CASE WHEN debet = 'tilgodehavende' THEN beloeb_oere ELSE -beloeb_oere END) > 0
ORDER BY modtager, kanal;

-- The same, a page: at most ?4 after the channel ?3 of the payee ?2.
-- name: afregning_tilgodehavende_side
SELECT modtager, kanal,
    sum(CASE WHEN debet = 'tilgodehavende' THEN beloeb_oere ELSE -beloeb_oere END)
FROM journal
WHERE kommune = ?1 AND (debet = 'tilgodehavende' OR kredit = 'tilgodehavende')
    AND modtager >= ?2 AND (modtager > ?2 OR kanal > ?3)
GROUP BY modtager, kanal
HAVING sum(CASE WHEN debet = 'tilgodehavende' THEN beloeb_oere ELSE -beloeb_oere END) > 0
ORDER BY modtager, kanal LIMIT ?4;

-- ---- letters

-- name: afregning_find
SELECT nr, koersel, udgave, fra_maaned, til_maaned, skaering FROM afregning
WHERE kommune = ?1 AND nr = ?2;

-- Everybody to whom money was to be there in [?2, ?3).
-- name: afregning_modtagere_aar
-- scan: every payment of the kommune, once for all letters of a year
SELECT DISTINCT modtager FROM betaling
WHERE kommune = ?1 AND dispositionsdato >= ?2 AND dispositionsdato < ?3 ORDER BY modtager;

-- When a run was approved.
-- name: afregning_godkendt
SELECT tid_us FROM afregning WHERE kommune = ?1 AND koersel = ?2;
