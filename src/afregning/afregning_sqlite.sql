-- What differs between the engines: the rows of a run or a payee.
-- SQLite has no statistics: asked for directly, it reads the kommune's whole journal in order of
-- number. So they are found by number.

-- What a run has put in the journal, by article and accounts.
-- name: afregning_journal_sum
SELECT art, debet, kredit, count(*), sum(beloeb_oere) FROM journal
WHERE kommune = ?1 AND nr IN (SELECT nr FROM journal WHERE kommune = ?1 AND koersel = ?2)
GROUP BY art, debet, kredit ORDER BY art, debet, kredit;

-- name: afregning_journal_koersel
SELECT nr, art, debet, kredit, beloeb_oere, koersel, anbringelse, ydelse, modtager, kanal, skat,
    maaned, aar, efter, tilkendt_oere, reference, bruger, tid_us, forrige, hash
FROM journal
WHERE kommune = ?1 AND nr IN (SELECT nr FROM journal WHERE kommune = ?1 AND koersel = ?2)
ORDER BY nr;

-- Everything of one payee.
-- name: afregning_journal_modtager
SELECT nr, art, debet, kredit, beloeb_oere, koersel, anbringelse, ydelse, modtager, kanal, skat,
    maaned, aar, efter, tilkendt_oere, reference, bruger, tid_us, forrige, hash
FROM journal
WHERE kommune = ?1 AND nr IN (SELECT nr FROM journal WHERE kommune = ?1 AND modtager = ?2)
ORDER BY nr;
