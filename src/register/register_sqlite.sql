-- The families known at ?2 after ?3, by id: the newest row is sought for each, so that no more are
-- read than are asked for.
-- name: register_familier
SELECT p.id FROM plejefamilie p
 WHERE p.kommune = ?1 AND p.id > ?3 AND p.tilbagekaldt = 0
   AND p.nr = (SELECT max(q.nr) FROM plejefamilie q
        WHERE q.kommune = p.kommune AND q.id = p.id AND q.nr <= ?2)
 ORDER BY p.id LIMIT ?4;
