-- The queue of long work.

-- name: job_insert
INSERT INTO job (kommune, id, art, argument, valg, bruger, oprettet_us, tilstand, forsoeg,
    arbejder, puls_us, gjort, alt, fejl, slut_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'venter', 0, '', 0, 0, 0, '', 0);

-- The one that is not done, of a kind and about a thing.
-- name: job_aabent
SELECT id FROM job WHERE kommune = ?1 AND art = ?2 AND argument = ?3
    AND (tilstand = 'venter' OR tilstand = 'i_gang');

-- The newest about a thing.
-- name: job_nyeste
SELECT id, art, argument, valg, bruger, oprettet_us, tilstand, forsoeg, arbejder, puls_us, gjort,
    alt, fejl, slut_us
FROM job WHERE kommune = ?1 AND argument = ?2 ORDER BY oprettet_us DESC, id DESC LIMIT 1;

-- What a process may take: what waits, and what another has not been heard of since ?2; oldest
-- first. The index holds only what is not done.
-- name: job_naeste
-- scan: the index holds only what is not done
SELECT id, art, argument, valg, bruger, oprettet_us, tilstand, forsoeg, arbejder, puls_us, gjort,
    alt, fejl, slut_us
FROM job WHERE kommune = ?1 AND (tilstand = 'venter' OR tilstand = 'i_gang')
    AND (tilstand = 'venter' OR puls_us < ?2)
ORDER BY oprettet_us, id LIMIT 1;

-- Changes nothing when another took it meanwhile.
-- name: job_tag
UPDATE job SET tilstand = 'i_gang', forsoeg = forsoeg + 1, arbejder = ?3, puls_us = ?4, gjort = 0,
    alt = 0
WHERE kommune = ?1 AND id = ?2 AND forsoeg = ?5 AND (tilstand = 'venter' OR tilstand = 'i_gang');

-- name: job_puls
UPDATE job SET puls_us = ?4, gjort = ?5, alt = ?6
WHERE kommune = ?1 AND id = ?2 AND arbejder = ?3 AND tilstand = 'i_gang';

-- name: job_slut
UPDATE job SET tilstand = ?4, fejl = ?5, slut_us = ?6
WHERE kommune = ?1 AND id = ?2 AND arbejder = ?3 AND tilstand = 'i_gang';
