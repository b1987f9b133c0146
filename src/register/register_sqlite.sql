-- The families known at ?2 after ?3, by id: the newest row is sought for each, so that no more are
-- read than are asked for.
-- name: register_familier
SELECT p.id FROM plejefamilie p
 WHERE p.kommune = ?1 AND p.id > ?3 AND p.tilbagekaldt = 0
   AND p.nr = (SELECT max(q.nr) FROM plejefamilie q
        WHERE q.kommune = p.kommune AND q.id = p.id AND q.nr <= ?2)
 ORDER BY p.id LIMIT ?4;

-- What registrations after ?2 and up to ?3 touched of one family.
-- name: register_beroert_familie
SELECT b.nr, b.plejefamilie, b.anbringelse, b.slags, b.id, b.fra, b.til, r.bruger
  FROM beroert b INDEXED BY beroert_familie
  JOIN registrering r ON r.kommune = b.kommune AND r.nr = b.nr
 WHERE b.kommune = ?1 AND b.plejefamilie = ?4 AND b.nr > ?2 AND b.nr <= ?3
 ORDER BY b.nr, b.anbringelse, b.slags, b.id;
