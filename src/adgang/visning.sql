-- The log of views. Rows are only added.

-- name: adgang_visning_newest
SELECT nr, hash FROM visning WHERE kommune = ?1 AND bruger = ?2 ORDER BY nr DESC LIMIT 1;

-- name: adgang_visning_insert
INSERT INTO visning (kommune, bruger, nr, tid_us, art, id, handling, formaal, rute, antal,
                     registrering, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- name: adgang_visning_af
SELECT bruger, nr, tid_us, art, id, handling, formaal, rute, antal, registrering
  FROM visning
 WHERE kommune = ?1 AND art = ?2 AND id = ?3 AND tid_us >= ?4 AND tid_us < ?5
 ORDER BY tid_us DESC, bruger, nr DESC LIMIT ?6;

-- name: adgang_visning_alle
SELECT bruger, nr, tid_us, art, id, handling, formaal, rute, antal, registrering
  FROM visning
 WHERE kommune = ?1 AND tid_us >= ?2 AND tid_us < ?3
 ORDER BY tid_us, bruger, nr LIMIT ?4;

-- Every row, each user's together.
-- name: adgang_visning_kaede
-- scan: the whole chain is walked
SELECT bruger, nr, tid_us, art, id, handling, formaal, rute, antal, registrering, hash
  FROM visning WHERE kommune = ?1 ORDER BY bruger, nr;

-- ---- what is searched for, newest first; a text that is empty is not asked about

-- name: adgang_visning_soeg_id
SELECT bruger, nr, tid_us, art, id, handling, formaal, rute, antal, registrering
  FROM visning
 WHERE kommune = ?1 AND art = ?2 AND id = ?3 AND (?4 = '' OR bruger = ?4)
   AND tid_us >= ?5 AND tid_us < ?6
 ORDER BY tid_us DESC, bruger, nr DESC LIMIT ?7 OFFSET ?8;

-- name: adgang_visning_soeg_bruger
SELECT bruger, nr, tid_us, art, id, handling, formaal, rute, antal, registrering
  FROM visning
 WHERE kommune = ?1 AND bruger = ?2 AND tid_us >= ?3 AND tid_us < ?4
 ORDER BY nr DESC LIMIT ?5 OFFSET ?6;

-- name: adgang_visning_soeg_tid
SELECT bruger, nr, tid_us, art, id, handling, formaal, rute, antal, registrering
  FROM visning
 WHERE kommune = ?1 AND tid_us >= ?2 AND tid_us < ?3
 ORDER BY tid_us DESC, bruger, nr DESC LIMIT ?4 OFFSET ?5;

-- ---- how long it is kept

-- Of each user the last row before the first one that is new enough, never the newest, with its
-- hash and how many rows there are up to it.
-- name: adgang_visning_gamle
-- scan: the whole log is looked at
SELECT g.bruger, v.nr, v.hash, (SELECT count(*) FROM visning c
        WHERE c.kommune = ?1 AND c.bruger = g.bruger AND c.nr <= g.til)
  FROM (SELECT bruger, coalesce(min(CASE WHEN tid_us >= ?2 THEN nr END), max(nr)) - 1 AS til
          FROM visning WHERE kommune = ?1 GROUP BY bruger) g
  JOIN visning v ON v.kommune = ?1 AND v.bruger = g.bruger AND v.nr = g.til
 ORDER BY g.bruger;

-- name: adgang_visning_slettet_newest
SELECT nr, segl FROM visning_slettet WHERE kommune = ?1 AND bruger = ?2 ORDER BY nr DESC LIMIT 1;

-- name: adgang_visning_slettet_insert
INSERT INTO visning_slettet (kommune, bruger, nr, hash, antal, foer_us, af, tid_us, segl)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: adgang_visning_slet
DELETE FROM visning WHERE kommune = ?1 AND bruger = ?2 AND nr <= ?3;

-- name: adgang_visning_slettede
-- scan: a row for each user and time it was done
SELECT bruger, nr, hash, antal, foer_us, af, tid_us, segl
  FROM visning_slettet WHERE kommune = ?1 ORDER BY bruger, nr;

-- name: adgang_visning_antal
-- scan: every row is counted
SELECT count(*), (SELECT coalesce(sum(antal), 0) FROM visning_slettet WHERE kommune = ?1)
  FROM visning WHERE kommune = ?1;
