-- The invariants, asked one by one. Each statement gives a row for every breach, with the same
-- columns: where (an id or a number), what was found, what was expected. ?1 is the kommune. What
-- each of them means to a reader stands in doctor.c.
--
-- Every statement reads the rows of one kommune once, in the order of an index, beside what it
-- looks up by a key, or groups them: what it costs grows as the journal does.

-- ---- the register

-- name: afregning_doctor_registrering_huller
-- scan: every registration of the kommune, in order, beside the one before it
SELECT g.nr, g.nr, g.foer + 1 FROM (
    SELECT nr, coalesce(lag(nr) OVER (ORDER BY nr), 0) AS foer FROM registrering
    WHERE kommune = ?1) g
WHERE g.nr <> g.foer + 1 ORDER BY g.nr;

-- name: afregning_doctor_registrering_hoved
-- scan: only the newest row is read
SELECT g.nr, g.hoved, g.nr FROM (
    SELECT k.registrering AS hoved, coalesce((SELECT max(r.nr) FROM registrering r
        WHERE r.kommune = k.kommune), 0) AS nr
    FROM kommune k WHERE k.kommune = ?1) g
WHERE g.hoved <> g.nr;

-- name: afregning_doctor_fakta_registrering
-- scan: every fact of the kommune, for its number
SELECT g.tabel, g.nr, 0 FROM (
    SELECT 'plejefamilie' AS tabel, nr FROM plejefamilie WHERE kommune = ?1
    UNION SELECT 'godkendelse', nr FROM godkendelse WHERE kommune = ?1
    UNION SELECT 'husstand', nr FROM husstand WHERE kommune = ?1
    UNION SELECT 'barn', nr FROM barn WHERE kommune = ?1
    UNION SELECT 'anbringelse', nr FROM anbringelse WHERE kommune = ?1
    UNION SELECT 'indplacering', nr FROM indplacering WHERE kommune = ?1
    UNION SELECT 'situation', nr FROM situation WHERE kommune = ?1
    UNION SELECT 'doegn', nr FROM doegn WHERE kommune = ?1
    UNION SELECT 'aftale', nr FROM aftale WHERE kommune = ?1
    UNION SELECT 'ophoer', nr FROM ophoer WHERE kommune = ?1
    UNION SELECT 'kontrakt', nr FROM kontrakt WHERE kommune = ?1
    UNION SELECT 'konto_forslag', nr FROM konto_forslag WHERE kommune = ?1
    UNION SELECT 'konto_svar', nr FROM konto_svar WHERE kommune = ?1
    UNION SELECT 'beroert', nr FROM beroert WHERE kommune = ?1) g
WHERE NOT EXISTS (SELECT 1 FROM registrering r WHERE r.kommune = ?1 AND r.nr = g.nr)
ORDER BY g.tabel, g.nr;

-- The newest row of a placement says whether it was taken back.
-- name: afregning_doctor_anbringelser
-- scan: every placement of the kommune, in the order of the key
SELECT k.kommune, k.anbringelser, g.antal FROM (SELECT count(*) AS antal FROM (
    SELECT id FROM anbringelse WHERE kommune = ?1 GROUP BY id
    HAVING max(nr * 2 + 1 - tilbagekaldt) % 2 = 1) i) g
JOIN kommune k ON k.kommune = ?1 WHERE k.anbringelser <> g.antal;

-- name: afregning_doctor_konto_to_personer
-- scan: every answer on an account
SELECT s.person, s.forslag, s.nr FROM konto_svar s
JOIN registrering f ON f.kommune = s.kommune AND f.nr = s.forslag
JOIN registrering b ON b.kommune = s.kommune AND b.nr = s.nr
WHERE s.kommune = ?1 AND f.bruger = b.bruger ORDER BY s.person, s.forslag;

-- ---- runs

-- name: afregning_doctor_flytning_vej
-- scan: the moves of all runs, a few for each
SELECT k.loebenr, g.nr, g.foer + 1 FROM koersel k
LEFT JOIN (SELECT koersel, nr, fra, coalesce(lag(nr) OVER (PARTITION BY koersel ORDER BY nr), 0)
        AS foer, coalesce(lag(til) OVER (PARTITION BY koersel ORDER BY nr), '') AS var
    FROM koersel_flytning WHERE kommune = ?1) g ON g.koersel = k.loebenr
WHERE k.kommune = ?1 AND (g.nr IS NULL OR g.nr <> g.foer + 1 OR g.fra <> g.var)
ORDER BY k.loebenr, g.nr;

-- The moves of the table in koersel.c; a test holds the two together.
-- name: afregning_doctor_flytning_lovlig
-- scan: the moves of all runs, a few for each
SELECT koersel, nr, 0 FROM koersel_flytning
WHERE kommune = ?1 AND (fra, til) NOT IN (VALUES ('', 'kladde'),
    ('kladde', 'beregnet'), ('kladde', 'opgivet'),
    ('beregnet', 'beregnet'), ('beregnet', 'godkendt'), ('beregnet', 'opgivet'),
    ('godkendt', 'eksporteret'), ('eksporteret', 'delvist_afvist'), ('eksporteret', 'kvitteret'),
    ('delvist_afvist', 'eksporteret'), ('kvitteret', 'afsluttet'),
    ('kvitteret', 'delvist_afvist'), ('afsluttet', 'delvist_afvist'))
ORDER BY koersel, nr;

-- ---- approvals

-- name: afregning_doctor_afregning_huller
-- scan: every approval, in order, beside the one before it
SELECT g.nr, g.nr, g.foer + 1 FROM (
    SELECT nr, coalesce(lag(nr) OVER (ORDER BY nr), 0) AS foer FROM afregning
    WHERE kommune = ?1) g
WHERE g.nr <> g.foer + 1 ORDER BY g.nr;

-- A run is approved in its moves and among the approvals, or in neither.
-- name: afregning_doctor_afregning_flytning
-- scan: the moves of all runs, a few for each
SELECT g.koersel, sum(g.flyttet), sum(g.afregnet) FROM (
    SELECT koersel, 1 AS flyttet, 0 AS afregnet FROM koersel_flytning
    WHERE kommune = ?1 AND til = 'godkendt'
    UNION ALL SELECT koersel, 0, 1 FROM afregning WHERE kommune = ?1) g
GROUP BY g.koersel HAVING sum(g.flyttet) <> sum(g.afregnet) ORDER BY g.koersel;

-- name: afregning_doctor_afregning_udgave
-- scan: every approval
SELECT a.nr, u.efter, a.nr - 1 FROM afregning a
JOIN koersel_udgave u ON u.kommune = a.kommune AND u.koersel = a.koersel AND u.udgave = a.udgave
WHERE a.kommune = ?1 AND (u.efter <> a.nr - 1 OR u.skaering <> a.skaering
    OR EXISTS (SELECT 1 FROM koersel_udgave n
        WHERE n.kommune = a.kommune AND n.koersel = a.koersel AND n.udgave > a.udgave))
ORDER BY a.nr;

-- A run settles the months after those that are settled, and an extra run none of them.
-- name: afregning_doctor_afregning_maaneder
-- scan: every approval, in order, beside the one before it
SELECT g.nr, g.fra_maaned, g.til_maaned FROM (
    SELECT nr, koersel, fra_maaned, til_maaned, skaering,
        lag(til_maaned) OVER (ORDER BY nr) AS foer, lag(skaering) OVER (ORDER BY nr) AS kendt
    FROM afregning WHERE kommune = ?1) g
JOIN koersel k ON k.kommune = ?1 AND k.loebenr = g.koersel
WHERE g.skaering < coalesce(g.kendt, 0) OR (k.ekstra = 0 AND (g.til_maaned <> k.maaned
        OR g.fra_maaned <> coalesce(g.foer + 1, k.maaned)))
    OR (k.ekstra = 1 AND (g.fra_maaned <> k.maaned OR g.foer IS NULL OR g.til_maaned <> g.foer))
ORDER BY g.nr;

-- name: afregning_doctor_to_personer
-- scan: every approval
SELECT a.koersel, a.nr, 0 FROM afregning a
JOIN koersel k ON k.kommune = a.kommune AND k.loebenr = a.koersel
WHERE a.kommune = ?1 AND (a.bruger = k.bruger
    OR EXISTS (SELECT 1 FROM koersel_udgave u
        WHERE u.kommune = a.kommune AND u.koersel = a.koersel AND u.bruger = a.bruger)
    OR NOT EXISTS (SELECT 1 FROM koersel_flytning f WHERE f.kommune = a.kommune
        AND f.koersel = a.koersel AND f.til = 'godkendt' AND f.bruger = a.bruger))
ORDER BY a.koersel;

-- Every difference of an approved edition is a grant in the journal, and nothing else is.
-- An approval writes its differences first and in the order of the edition, so each is looked for
-- in one place, by its number alone: a server that is also told what the row should hold may choose
-- to look for that instead, among all of a payee's. That nothing else grants, their number tells
-- (told with the run 0).
-- name: afregning_doctor_forskel_tilkendt
-- scan: every grant and every approved difference, once
SELECT g.koersel, 0, f.beregnet_oere - f.tilkendt_oere FROM (
    SELECT a.koersel, a.udgave, (SELECT min(m.nr) FROM journal m
        WHERE m.kommune = a.kommune AND m.koersel = a.koersel) AS foerste
    FROM afregning a WHERE a.kommune = ?1) g
CROSS JOIN koersel_forskel f
LEFT JOIN journal j ON j.kommune = f.kommune AND j.nr = g.foerste + f.nr - 1
WHERE f.kommune = ?1 AND f.koersel = g.koersel AND f.udgave = g.udgave
    AND (j.nr IS NULL OR j.efter IS NULL OR j.efter <> f.efter OR j.koersel <> f.koersel
        OR j.anbringelse <> f.anbringelse OR j.ydelse <> f.ydelse OR j.modtager <> f.modtager
        OR j.kanal <> f.kanal OR j.skat <> f.skat OR j.maaned <> f.maaned OR j.art <> f.art
        OR j.reference <> f.reference OR j.tilkendt_oere <> f.beregnet_oere
        OR CASE WHEN j.debet = 'tilkendt' THEN j.beloeb_oere ELSE -j.beloeb_oere END
            <> f.beregnet_oere - f.tilkendt_oere)
UNION ALL
SELECT 0, j.antal, f.antal FROM (
    SELECT count(*) AS antal FROM journal WHERE kommune = ?1 AND efter IS NOT NULL) j
CROSS JOIN (SELECT count(*) AS antal FROM afregning a CROSS JOIN koersel_forskel f
    WHERE a.kommune = ?1 AND f.kommune = a.kommune AND f.koersel = a.koersel
        AND f.udgave = a.udgave) f
WHERE j.antal <> f.antal ORDER BY 1;

-- ---- the journal

-- Numbers are unique: when they begin with 1 and there are as many as the highest, none is missing.
-- name: afregning_doctor_journal_huller
-- scan: the journal is read once
SELECT j.nr, j.nr, (SELECT coalesce(max(p.nr), 0) + 1 FROM journal p
    WHERE p.kommune = ?1 AND p.nr < j.nr)
FROM journal j
WHERE j.kommune = ?1 AND ((SELECT count(*) FROM journal WHERE kommune = ?1)
        <> (SELECT max(nr) FROM journal WHERE kommune = ?1)
    OR (SELECT min(nr) FROM journal WHERE kommune = ?1) <> 1)
    AND j.nr <> 1 AND NOT EXISTS (SELECT 1 FROM journal p
        WHERE p.kommune = ?1 AND p.nr = j.nr - 1)
ORDER BY j.nr;

-- Each that names another names one before it on its key, and no two name the same: then they are a
-- chain, and each names the one just before it.
-- name: afregning_doctor_journal_efter
-- scan: the journal is read once
SELECT j.nr, j.efter, 0 FROM journal j
LEFT JOIN journal f ON f.kommune = j.kommune AND f.nr = j.efter AND f.nr < j.nr
    AND f.anbringelse = j.anbringelse AND f.ydelse = j.ydelse AND f.modtager = j.modtager
    AND f.kanal = j.kanal AND f.skat = j.skat AND f.maaned = j.maaned AND f.efter IS NOT NULL
WHERE j.kommune = ?1 AND j.efter <> 0 AND f.nr IS NULL
UNION ALL
SELECT efter, count(*), 1 FROM journal WHERE kommune = ?1 AND efter IS NOT NULL
GROUP BY anbringelse, ydelse, modtager, kanal, skat, maaned, efter HAVING count(*) > 1
ORDER BY 1;

-- name: afregning_doctor_journal_tilkendt
-- scan: the journal is read once
SELECT g.nr, g.tilkendt_oere, g.ventet FROM (
    SELECT j.nr, j.tilkendt_oere, coalesce(f.tilkendt_oere, 0)
        + CASE WHEN j.debet = 'tilkendt' THEN j.beloeb_oere ELSE -j.beloeb_oere END AS ventet
    FROM journal j LEFT JOIN journal f ON f.kommune = j.kommune AND f.nr = j.efter
    WHERE j.kommune = ?1 AND j.efter IS NOT NULL) g
WHERE g.tilkendt_oere <> g.ventet ORDER BY g.nr;

-- Which accounts an article may move between, and what a row of it must have.
-- name: afregning_doctor_journal_konti
-- scan: the journal is read once
SELECT nr, beloeb_oere, 0 FROM journal
WHERE kommune = ?1 AND ((art, debet, kredit) NOT IN (VALUES
    ('tilkendelse', 'tilkendt', 'skyldig'), ('tilkendelse', 'tilgodehavende', 'tilkendt'),
    ('aconto', 'tilkendt', 'skyldig'), ('aconto', 'tilgodehavende', 'tilkendt'),
    ('faktura', 'tilkendt', 'skyldig'), ('kreditnota', 'tilgodehavende', 'tilkendt'),
    ('modregning', 'skyldig', 'tilgodehavende'), ('eftergivelse', 'eftergivet', 'tilgodehavende'),
    ('udbetaling', 'skyldig', 'udbetalt'), ('afvisning', 'udbetalt', 'afvist'),
    ('retur', 'udbetalt', 'afvist'),
    ('genudbetaling', 'afvist', 'udbetalt'))
    OR (art IN ('tilkendelse', 'aconto', 'faktura', 'kreditnota')
        AND (efter IS NULL OR anbringelse = '' OR ydelse = ''))
    OR (art NOT IN ('tilkendelse', 'aconto', 'faktura', 'kreditnota')
        AND (efter IS NOT NULL OR tilkendt_oere <> 0 OR reference = ''))
    OR (art IN ('faktura', 'kreditnota')) <> (kanal = 'leverandoer' AND efter IS NOT NULL)
    OR modtager = '' OR kanal = '')
ORDER BY nr;

-- name: afregning_doctor_saldo_skyldig
-- scan: the journal is read once
SELECT g.modtager, g.oere, 0 FROM (
    SELECT coalesce(modtager, '') AS modtager, kanal,
        sum(CASE WHEN kredit = 'skyldig' THEN beloeb_oere ELSE -beloeb_oere END) AS oere
    FROM journal WHERE kommune = ?1 AND (debet = 'skyldig' OR kredit = 'skyldig')
    GROUP BY coalesce(modtager, ''), kanal) g
WHERE g.oere < 0 ORDER BY g.modtager;

-- name: afregning_doctor_saldo_udbetalt
-- scan: the journal is read once
SELECT g.modtager, g.oere, 0 FROM (
    SELECT coalesce(modtager, '') AS modtager, kanal,
        sum(CASE WHEN kredit = 'udbetalt' THEN beloeb_oere ELSE -beloeb_oere END) AS oere
    FROM journal WHERE kommune = ?1 AND (debet = 'udbetalt' OR kredit = 'udbetalt')
    GROUP BY coalesce(modtager, ''), kanal) g
WHERE g.oere < 0 ORDER BY g.modtager;

-- name: afregning_doctor_saldo_afvist
-- scan: the journal is read once
SELECT g.modtager, g.oere, 0 FROM (
    SELECT coalesce(modtager, '') AS modtager, kanal,
        sum(CASE WHEN kredit = 'afvist' THEN beloeb_oere ELSE -beloeb_oere END) AS oere
    FROM journal WHERE kommune = ?1 AND (debet = 'afvist' OR kredit = 'afvist')
    GROUP BY coalesce(modtager, ''), kanal) g
WHERE g.oere < 0 ORDER BY g.modtager;

-- What payees owe: the account stands at minus that.
-- name: afregning_doctor_saldo_tilgodehavende
-- scan: the journal is read once
SELECT g.modtager, g.oere, 0 FROM (
    SELECT modtager, kanal,
        sum(CASE WHEN debet = 'tilgodehavende' THEN beloeb_oere ELSE -beloeb_oere END) AS oere
    FROM journal WHERE kommune = ?1 AND (debet = 'tilgodehavende' OR kredit = 'tilgodehavende')
    GROUP BY modtager, kanal) g
WHERE g.oere < 0 ORDER BY g.modtager;

-- name: afregning_doctor_journal_godkendt
-- scan: the journal is read once
SELECT j.nr, j.koersel, 0 FROM journal j
LEFT JOIN afregning a ON a.kommune = j.kommune AND a.koersel = j.koersel
WHERE j.kommune = ?1 AND (a.nr IS NULL OR (a.bruger <> j.bruger
    AND j.art IN ('tilkendelse', 'aconto', 'faktura', 'kreditnota', 'modregning', 'eftergivelse')))
ORDER BY j.nr;

-- name: afregning_doctor_beslutning
-- scan: the journal is read once
SELECT b.id, sum(j.beloeb_oere), b.beloeb_oere FROM journal j
JOIN beslutning b ON b.kommune = j.kommune AND b.id = j.reference
WHERE j.kommune = ?1 AND j.reference <> ''
    AND j.art IN ('aconto', 'faktura', 'kreditnota', 'modregning', 'eftergivelse')
GROUP BY b.id, b.beloeb_oere HAVING sum(j.beloeb_oere) > b.beloeb_oere ORDER BY b.id;

-- name: afregning_doctor_beslutning_findes
-- scan: the journal is read once
SELECT j.nr, j.beloeb_oere, 0 FROM journal j
LEFT JOIN beslutning b ON b.kommune = j.kommune AND b.id = j.reference
WHERE j.kommune = ?1 AND j.art IN ('aconto', 'faktura', 'kreditnota', 'modregning', 'eftergivelse')
    AND (b.id IS NULL OR b.art <> j.art OR b.modtager <> j.modtager OR b.kanal <> j.kanal)
ORDER BY j.nr;

-- ---- exports and payments

-- name: afregning_doctor_eksport_huller
-- scan: every export, in order, beside the one before it
SELECT g.nr, g.nr, g.foer + 1 FROM (
    SELECT nr, coalesce(lag(nr) OVER (ORDER BY nr), 0) AS foer FROM eksport
    WHERE kommune = ?1) g
WHERE g.nr <> g.foer + 1 ORDER BY g.nr;

-- name: afregning_doctor_eksport_hoved
-- scan: every export
SELECT e.nr, e.hoved_nr, 0 FROM eksport e
LEFT JOIN journal j ON j.kommune = e.kommune AND j.nr = e.hoved_nr
WHERE e.kommune = ?1 AND (j.nr IS NULL OR j.hash <> e.hoved) ORDER BY e.nr;

-- A channel may have several files of the same payments.
-- name: afregning_doctor_eksport_sum
-- scan: every payment and every file, once
SELECT f.fil, f.sum_oere, coalesce(b.sum_oere, 0) FROM eksport_fil f
LEFT JOIN (SELECT eksport, kanal, sum(beloeb_oere) AS sum_oere FROM betaling
    WHERE kommune = ?1 GROUP BY eksport, kanal) b ON b.eksport = f.eksport AND b.kanal = f.kanal
WHERE f.kommune = ?1 AND f.kanal <> 'postering' AND f.sum_oere <> coalesce(b.sum_oere, 0)
ORDER BY f.eksport, f.nr;

-- name: afregning_doctor_eksport_filer
-- scan: every payment, once
SELECT DISTINCT b.kanal, b.eksport, 0 FROM betaling b
WHERE b.kommune = ?1 AND NOT EXISTS (SELECT 1 FROM eksport_fil f
    WHERE f.kommune = b.kommune AND f.eksport = b.eksport AND f.kanal = b.kanal)
ORDER BY b.eksport;

-- name: afregning_doctor_betaling_eksport
-- scan: every payment, once
SELECT b.id, b.koersel, e.koersel FROM betaling b
LEFT JOIN eksport e ON e.kommune = b.kommune AND e.nr = b.eksport
LEFT JOIN afregning a ON a.kommune = b.kommune AND a.koersel = b.koersel
WHERE b.kommune = ?1 AND (e.nr IS NULL OR e.koersel <> b.koersel OR a.nr IS NULL) ORDER BY b.id;

-- A line belongs to the payment's run, payee and channel, and moves what is owed.
-- name: afregning_doctor_betaling_linje
-- scan: every line of every payment, once
SELECT l.journal, j.beloeb_oere, 0 FROM betaling_linje l
LEFT JOIN betaling b ON b.kommune = l.kommune AND b.id = l.betaling
LEFT JOIN journal j ON j.kommune = l.kommune AND j.nr = l.journal
WHERE l.kommune = ?1 AND (b.id IS NULL OR j.nr IS NULL OR j.koersel <> b.koersel
    OR j.modtager <> b.modtager OR j.kanal <> b.kanal
    OR (j.kredit <> 'skyldig' AND j.debet <> 'skyldig'))
ORDER BY l.journal;

-- What a payment sends is what its lines made owed, less what was drawn.
-- name: afregning_doctor_betaling_sum
-- scan: every payment and every line of it, once
SELECT g.id, sum(g.betalt), sum(g.linjer) FROM (
    SELECT id, beloeb_oere AS betalt, 0 AS linjer FROM betaling WHERE kommune = ?1 AND igen = ''
    UNION ALL
    SELECT l.betaling, 0,
        CASE WHEN j.kredit = 'skyldig' THEN j.beloeb_oere ELSE -j.beloeb_oere END
    FROM betaling_linje l JOIN journal j ON j.kommune = l.kommune AND j.nr = l.journal
    WHERE l.kommune = ?1) g
GROUP BY g.id HAVING sum(g.betalt) <> sum(g.linjer) ORDER BY g.id;

-- An exported run has paid all that it made owed, payee by payee and channel by channel.
-- name: afregning_doctor_koersel_sendt
-- scan: the payments and what was owed, once
SELECT g.modtager, sum(g.betalt), sum(g.skyldig) FROM (
    SELECT koersel, modtager, kanal, beloeb_oere AS betalt, 0 AS skyldig FROM betaling
    WHERE kommune = ?1 AND igen = ''
    UNION ALL
    SELECT j.koersel, j.modtager, j.kanal, 0,
        CASE WHEN j.kredit = 'skyldig' THEN j.beloeb_oere ELSE -j.beloeb_oere END
    FROM journal j
    WHERE j.kommune = ?1 AND j.art IN ('tilkendelse', 'aconto', 'faktura', 'modregning')
        AND (j.kredit = 'skyldig' OR j.debet = 'skyldig')
        AND j.koersel IN (SELECT e.koersel FROM eksport e WHERE e.kommune = ?1)) g
GROUP BY g.koersel, g.modtager, g.kanal HAVING sum(g.betalt) <> sum(g.skyldig)
ORDER BY g.modtager;

-- name: afregning_doctor_koersel_eksport
-- scan: the moves of all runs, a few for each
SELECT f.koersel, f.nr, 0 FROM koersel_flytning f
WHERE f.kommune = ?1 AND f.til = 'eksporteret' AND NOT EXISTS (SELECT 1 FROM eksport e
    WHERE e.kommune = f.kommune AND e.koersel = f.koersel)
ORDER BY f.koersel, f.nr;

-- name: afregning_doctor_betaling_journal
-- scan: every payment and its row, once
SELECT g.id, sum(g.journal), sum(g.betalt) FROM (
    SELECT id, beloeb_oere AS betalt, 0 AS journal FROM betaling
    WHERE kommune = ?1 AND igen = ''
    UNION ALL SELECT reference, 0, beloeb_oere FROM journal
    WHERE kommune = ?1 AND art = 'udbetaling') g
GROUP BY g.id HAVING sum(g.betalt) <> sum(g.journal) ORDER BY g.id;

-- name: afregning_doctor_afvisning
-- scan: every rejected payment and its row, once
SELECT g.id, sum(g.journal), sum(g.afvist) FROM (
    SELECT b.id, b.beloeb_oere AS afvist, 0 AS journal FROM kvittering k
    JOIN betaling b ON b.kommune = k.kommune AND b.id = k.betaling
    WHERE k.kommune = ?1 AND k.svar = 'afvist'
    UNION ALL SELECT reference, 0, beloeb_oere FROM journal
    WHERE kommune = ?1 AND art = 'afvisning') g
GROUP BY g.id HAVING sum(g.afvist) <> sum(g.journal) ORDER BY g.id;

-- name: afregning_doctor_retur
-- scan: every returned payment and its row, once
SELECT g.id, sum(g.journal), sum(g.retur) FROM (
    SELECT b.id, CASE WHEN k.svar = 'godtaget' THEN b.beloeb_oere ELSE 0 END AS retur, 0 AS journal
    FROM betaling_retur r
    JOIN betaling b ON b.kommune = r.kommune AND b.id = r.betaling
    LEFT JOIN kvittering k ON k.kommune = r.kommune AND k.betaling = r.betaling
    WHERE r.kommune = ?1
    UNION ALL SELECT reference, 0, beloeb_oere FROM journal
    WHERE kommune = ?1 AND art = 'retur') g
GROUP BY g.id HAVING sum(g.retur) <> sum(g.journal) ORDER BY g.id;

-- name: afregning_doctor_genudbetaling
-- scan: every payment that was sent again and its row, once
SELECT g.id, sum(g.journal), sum(g.sendt) FROM (
    SELECT id, beloeb_oere AS sendt, 0 AS journal FROM betaling WHERE kommune = ?1 AND igen <> ''
    UNION ALL SELECT reference, 0, beloeb_oere FROM journal
    WHERE kommune = ?1 AND art = 'genudbetaling') g
GROUP BY g.id HAVING sum(g.sendt) <> sum(g.journal) ORDER BY g.id;

-- Sent again: the first one came back, and the second is the same money to the same payee.
-- name: afregning_doctor_igen
-- scan: every payment, once
SELECT n.id, n.beloeb_oere, f.beloeb_oere FROM betaling n
LEFT JOIN betaling f ON f.kommune = n.kommune AND f.id = n.igen
LEFT JOIN betaling_igen i ON i.kommune = n.kommune AND i.afvist = n.igen
LEFT JOIN kvittering k ON k.kommune = n.kommune AND k.betaling = n.igen
LEFT JOIN betaling_retur r ON r.kommune = n.kommune AND r.betaling = n.igen
WHERE n.kommune = ?1 AND n.igen <> '' AND (f.id IS NULL OR i.ny IS NULL OR k.svar IS NULL
    OR i.ny <> n.id OR (k.svar <> 'afvist' AND r.betaling IS NULL) OR f.beloeb_oere <> n.beloeb_oere
    OR f.modtager <> n.modtager)
ORDER BY n.id;

-- name: afregning_doctor_indhold
-- scan: every text that is named, once
SELECT g.hash, g.nr, 0 FROM (
    SELECT plan AS hash, koersel AS nr FROM koersel_udgave WHERE kommune = ?1
    UNION SELECT fakta, koersel FROM koersel_udgave WHERE kommune = ?1
    UNION SELECT linjer, koersel FROM koersel_udgave WHERE kommune = ?1
    UNION SELECT manifest, koersel FROM eksport WHERE kommune = ?1
    UNION SELECT indhold, eksport FROM eksport_fil WHERE kommune = ?1
    UNION SELECT fil, 0 FROM kvittering WHERE kommune = ?1
    UNION SELECT fil, 0 FROM betaling_retur WHERE kommune = ?1) g
WHERE NOT EXISTS (SELECT 1 FROM indhold i WHERE i.kommune = ?1 AND i.hash = g.hash)
ORDER BY g.hash;

-- A run that is receipted or closed has an answer to every payment, and every one that came back is
-- sent again.
-- name: afregning_doctor_kvitteret
-- scan: every payment, once
SELECT b.id, b.koersel, 0 FROM betaling b
LEFT JOIN kvittering k ON k.kommune = b.kommune AND k.betaling = b.id
LEFT JOIN betaling_retur r ON r.kommune = b.kommune AND r.betaling = b.id
LEFT JOIN betaling_igen i ON i.kommune = b.kommune AND i.afvist = b.id
WHERE b.kommune = ?1 AND (k.svar IS NULL
        OR ((k.svar = 'afvist' OR r.betaling IS NOT NULL) AND i.ny IS NULL))
    AND (SELECT f.til FROM koersel_flytning f WHERE f.kommune = b.kommune
        AND f.koersel = b.koersel ORDER BY f.nr DESC LIMIT 1) IN ('kvitteret', 'afsluttet')
ORDER BY b.id;

-- The income year is that of the day a payment was to be there; what is only granted has none. Day
-- numbers of 1 January are counted from 1970 by the Gregorian rule.
-- name: afregning_doctor_indkomstaar
-- scan: the journal is read once
SELECT j.nr, j.aar, 0 FROM journal j
LEFT JOIN betaling b ON b.kommune = j.kommune AND b.id = j.reference
WHERE j.kommune = ?1 AND j.aar <> 0 AND (b.id IS NULL
    OR (j.debet <> 'udbetalt' AND j.kredit <> 'udbetalt')
    OR b.dispositionsdato < (j.aar - 1970) * 365
        + (j.aar - 1969) / 4 - (j.aar - 1901) / 100 + (j.aar - 1601) / 400
    OR b.dispositionsdato >= (j.aar - 1969) * 365
        + (j.aar - 1968) / 4 - (j.aar - 1900) / 100 + (j.aar - 1600) / 400)
    OR j.kommune = ?1 AND j.aar = 0 AND (j.debet = 'udbetalt' OR j.kredit = 'udbetalt')
ORDER BY j.nr;

-- A credit note is against an invoice of the same supplier that was carried out, on its key.
-- name: afregning_doctor_kreditnota
-- scan: every decision, once
SELECT k.id, k.beloeb_oere, coalesce(f.beloeb_oere, 0) FROM beslutning k
LEFT JOIN beslutning f ON f.kommune = k.kommune AND f.id = k.faktura AND f.art = 'faktura'
LEFT JOIN beslutning_slut s ON s.kommune = f.kommune AND s.id = f.id AND s.koersel > 0
WHERE k.kommune = ?1 AND k.art = 'kreditnota' AND (s.id IS NULL OR f.modtager <> k.modtager
    OR f.anbringelse <> k.anbringelse OR f.ydelse <> k.ydelse OR f.maaned <> k.maaned
    OR (SELECT sum(a.beloeb_oere) FROM beslutning a WHERE a.kommune = k.kommune
        AND a.modtager = k.modtager AND a.faktura = k.faktura AND NOT EXISTS (SELECT 1
            FROM beslutning_slut t WHERE t.kommune = a.kommune AND t.id = a.id AND t.koersel = 0))
        > f.beloeb_oere)
ORDER BY k.id;

-- Where a henvendelse stands now is what its newest row says.
-- name: afregning_doctor_henvendelse
-- scan: every message, once
SELECT t.henvendelse, t.nr, coalesce(n.nr, 0) FROM henvendelse_trin t
LEFT JOIN henvendelse_nu n ON n.kommune = t.kommune AND n.henvendelse = t.henvendelse
WHERE t.kommune = ?1 AND t.nr = (SELECT max(x.nr) FROM henvendelse_trin x
        WHERE x.kommune = t.kommune AND x.henvendelse = t.henvendelse)
    AND (n.nr IS NULL OR n.nr <> t.nr OR n.rolle <> t.rolle OR n.ansvarlig <> t.ansvarlig
        OR n.stand <> CASE t.tilstand WHEN 'besvaret' THEN 1 WHEN 'lukket' THEN 2 ELSE 0 END)
ORDER BY t.henvendelse;

-- The accounts that wait are the proposals that can be answered.
-- name: afregning_doctor_konto_venter
-- scan: every proposal of an account, once
SELECT g.person, g.nr, sum(g.venter) FROM (
    SELECT v.person, v.nr, 1 AS venter FROM konto_venter v WHERE v.kommune = ?1
    UNION ALL SELECT f.person, f.nr, -1 FROM konto_forslag f
    WHERE f.kommune = ?1 AND NOT EXISTS (SELECT 1 FROM konto_svar s
        WHERE s.kommune = f.kommune AND s.person = f.person
            AND (s.forslag = f.nr OR (s.forslag > f.nr AND s.godkendt = 1)))) g
GROUP BY g.person, g.nr HAVING sum(g.venter) <> 0 ORDER BY g.person, g.nr;

-- ---- handbooks and rates in force

-- name: afregning_doctor_ikraft_huller
-- scan: all that was put in force, in order, beside the one before it
SELECT g.nr, g.nr, g.foer + 1 FROM (
    SELECT nr, coalesce(lag(nr) OVER (ORDER BY nr), 0) AS foer FROM udkast_ikraft
    WHERE kommune = ?1) g
WHERE g.nr <> g.foer + 1 ORDER BY g.nr;

-- Each follows the one before it of its name, and is the text of its draft.
-- name: afregning_doctor_ikraft_efter
-- scan: all that was put in force, by name
SELECT g.navn, g.efter, g.foer FROM (
    SELECT i.navn, i.nr, i.efter, coalesce(lag(i.nr)
        OVER (PARTITION BY i.slags, i.navn ORDER BY i.nr), 0) AS foer,
        CASE WHEN i.hash = t.hash THEN 1 ELSE 0 END AS samme
    FROM udkast_ikraft i
    LEFT JOIN udkast_tekst t ON t.kommune = i.kommune AND t.udkast = i.udkast AND t.nr = i.tekst
    WHERE i.kommune = ?1) g
WHERE g.efter <> g.foer OR g.samme = 0 ORDER BY g.navn, g.nr;

-- name: afregning_doctor_ikraft_to_personer
-- scan: all that was put in force, beside the texts of its draft
SELECT i.navn, i.nr, 0 FROM udkast_ikraft i
WHERE i.kommune = ?1 AND (i.bruger = i.foreslaaet_af OR EXISTS (SELECT 1 FROM udkast_tekst t
    WHERE t.kommune = i.kommune AND t.udkast = i.udkast AND t.bruger = i.bruger))
ORDER BY i.nr;

-- ---- levels that were decided, and terminations after a hearing

-- name: afregning_doctor_niveau_registreret
-- scan: every move of a proposal, once
SELECT t.indstilling, t.nr, t.registrering FROM indstilling_trin t
LEFT JOIN indstilling i ON i.kommune = t.kommune AND i.id = t.indstilling
WHERE t.kommune = ?1 AND t.registrering > 0 AND NOT EXISTS (SELECT 1 FROM indplacering p
    WHERE p.kommune = t.kommune AND p.anbringelse = i.anbringelse AND p.nr = t.registrering)
ORDER BY t.indstilling, t.nr;

-- Who approves has neither proposed nor decided.
-- name: afregning_doctor_niveau_to_personer
-- scan: every move of a proposal, once
SELECT g.indstilling, g.nr, 0 FROM indstilling_trin g
WHERE g.kommune = ?1 AND g.tilstand = 'godkendt' AND EXISTS (SELECT 1 FROM indstilling_trin f
    WHERE f.kommune = g.kommune AND f.indstilling = g.indstilling AND f.nr < g.nr
        AND f.bruger = g.bruger AND (f.tilstand = 'afventer_leder' OR (f.tilstand = 'indstillet'
            AND EXISTS (SELECT 1 FROM indstilling_trin k WHERE k.kommune = f.kommune
                AND k.indstilling = f.indstilling AND k.nr = f.nr - 1
                AND k.tilstand = 'kladde'))))
ORDER BY g.indstilling, g.nr;

-- name: afregning_doctor_opsigelse_hoert
-- scan: every move of a hearing, once
SELECT t.partshoering, t.nr, t.registrering FROM partshoering_trin t
LEFT JOIN partshoering h ON h.kommune = t.kommune AND h.id = t.partshoering
WHERE t.kommune = ?1 AND t.tilstand = 'opsagt' AND NOT EXISTS (SELECT 1 FROM ophoer o
    WHERE o.kommune = t.kommune AND o.anbringelse = h.anbringelse AND o.nr = t.registrering
        AND o.dato > h.frist)
ORDER BY t.partshoering, t.nr;
