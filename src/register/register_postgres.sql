-- The families known at ?2 after ?3, by id. The inner ids come from the key alone, in its order
-- and one at a time (OFFSET keeps the two apart); asked as on SQLite, the server would read and
-- sort all families for each page.
-- name: register_familier
SELECT f.id
  FROM (SELECT DISTINCT p.id FROM plejefamilie p
         WHERE p.kommune = ?1 AND p.id > ?3 ORDER BY p.id OFFSET 0) f
 WHERE (SELECT q.tilbagekaldt FROM plejefamilie q
         WHERE q.kommune = ?1 AND q.id = f.id AND q.nr <= ?2 ORDER BY q.nr DESC LIMIT 1) = 0
 ORDER BY f.id LIMIT ?4;
