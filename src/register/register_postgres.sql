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

-- What registrations after ?2 and up to ?3 touched of one family. By the family's index: nr + 0
-- cannot be sought by.
-- name: register_beroert_familie
SELECT b.nr, b.plejefamilie, b.anbringelse, b.slags, b.id, b.fra, b.til, r.bruger
  FROM beroert b JOIN registrering r ON r.kommune = b.kommune AND r.nr = b.nr
 WHERE b.kommune = ?1 AND b.plejefamilie = ?4 AND b.nr + 0 > ?2 AND b.nr + 0 <= ?3
 ORDER BY b.nr, b.anbringelse, b.slags, b.id;
