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
