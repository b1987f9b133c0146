-- The searches a user keeps. Rows are only added; of a name the newest holds.

-- name: sagsside_filter_liste
SELECT f.navn, f.soegning FROM sagsfilter f
 WHERE f.kommune = ?1 AND f.bruger = ?2 AND f.liste = ?3 AND f.soegning <> ''
   AND NOT EXISTS (SELECT 1 FROM sagsfilter n WHERE n.kommune = f.kommune AND n.bruger = f.bruger
          AND n.liste = f.liste AND n.navn = f.navn AND n.nr > f.nr)
 ORDER BY f.navn;

-- name: sagsside_filter_nyeste
SELECT nr, soegning FROM sagsfilter
 WHERE kommune = ?1 AND bruger = ?2 AND liste = ?3 AND navn = ?4 ORDER BY nr DESC LIMIT 1;

-- name: sagsside_filter_indsaet
INSERT INTO sagsfilter (kommune, bruger, liste, navn, nr, soegning, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
