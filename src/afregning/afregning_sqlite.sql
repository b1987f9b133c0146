-- What differs between the engines: the rows of a run or a payee, and a family's lacks. SQLite has
-- no statistics: where no index is named, it reads the kommune's whole journal in order of number,
-- or all that an edition lacks.

-- What a run has put in the journal, by article and accounts.
-- name: afregning_journal_sum
SELECT art, debet, kredit, count(*), sum(beloeb_oere) FROM journal INDEXED BY journal_koersel
WHERE kommune = ?1 AND koersel = ?2
GROUP BY art, debet, kredit ORDER BY art, debet, kredit;

-- name: afregning_journal_koersel
SELECT nr, art, debet, kredit, beloeb_oere, koersel, anbringelse, ydelse, modtager, kanal, skat,
    maaned, aar, efter, tilkendt_oere, reference, bruger, tid_us, forrige, hash
FROM journal INDEXED BY journal_koersel
WHERE kommune = ?1 AND koersel = ?2
ORDER BY nr;

-- Everything of one placement.
-- name: afregning_journal_anbringelse
SELECT nr, art, debet, kredit, beloeb_oere, koersel, anbringelse, ydelse, modtager, kanal, skat,
    maaned, aar, efter, tilkendt_oere, reference, bruger, tid_us, forrige, hash
FROM journal INDEXED BY journal_anbringelse
WHERE kommune = ?1 AND anbringelse = ?2
ORDER BY nr;

-- Everything of one payee.
-- name: afregning_journal_modtager
SELECT nr, art, debet, kredit, beloeb_oere, koersel, anbringelse, ydelse, modtager, kanal, skat,
    maaned, aar, efter, tilkendt_oere, reference, bruger, tid_us, forrige, hash
FROM journal INDEXED BY journal_modtager
WHERE kommune = ?1 AND modtager = ?2
ORDER BY nr;

-- A supplier's invoices (or credit notes) with a number, but those that a person took back: the run
-- that carried each out, and what credit notes take of it.
-- name: afregning_beslutning_nummer
SELECT b.id, b.anbringelse, b.ydelse, b.maaned, b.beloeb_oere, coalesce(s.koersel, 0),
    (SELECT coalesce(sum(k.beloeb_oere), 0) FROM beslutning k WHERE k.kommune = b.kommune
        AND k.id IN (SELECT id FROM beslutning WHERE kommune = b.kommune AND modtager = b.modtager)
        AND k.faktura = b.id AND NOT EXISTS (SELECT 1
            FROM beslutning_slut t WHERE t.kommune = k.kommune AND t.id = k.id AND t.koersel = 0))
FROM beslutning b LEFT JOIN beslutning_slut s ON s.kommune = b.kommune AND s.id = b.id
WHERE b.kommune = ?1 AND b.art = ?4 AND b.id IN (SELECT id FROM beslutning
        WHERE kommune = ?1 AND modtager = ?2 AND nummer = ?3)
    AND (s.id IS NULL OR s.koersel > 0)
ORDER BY b.id;

-- What an edition lacks of one family.
-- name: afregning_mangel_familie
SELECT plejefamilie, anbringelse, maaned, ydelse, mangler, grund, fra, til, nr
FROM koersel_mangel INDEXED BY koersel_mangel_familie
WHERE kommune = ?1 AND koersel = ?2 AND udgave = ?3 AND plejefamilie = ?4 ORDER BY nr;
