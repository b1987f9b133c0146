-- Who has which case. Rows are only added; of a key the newest holds.

-- name: adgang_relation_indsaet
INSERT INTO sagsrelation (kommune, bruger, plejefamilie, anbringelse, slags, nr, fra, til, af,
                          tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: adgang_relation_nyeste
SELECT nr, fra, til FROM sagsrelation
 WHERE kommune = ?1 AND bruger = ?2 AND plejefamilie = ?3 AND anbringelse = ?4 AND slags = ?5
 ORDER BY nr DESC LIMIT 1;

-- name: adgang_relation_bruger
SELECT r.bruger, r.plejefamilie, r.anbringelse, r.slags, r.fra, r.til, r.af, r.tid_us
  FROM sagsrelation r
 WHERE r.kommune = ?1 AND r.bruger = ?2
   AND NOT EXISTS (SELECT 1 FROM sagsrelation n WHERE n.kommune = r.kommune
          AND n.bruger = r.bruger AND n.plejefamilie = r.plejefamilie
          AND n.anbringelse = r.anbringelse AND n.slags = r.slags AND n.nr > r.nr)
 ORDER BY r.plejefamilie, r.anbringelse, r.slags;

-- Those of a family (?2) or of a placement (?3) that hold on day ?4.
-- name: adgang_relation_sag
SELECT r.bruger, r.plejefamilie, r.anbringelse, r.slags, r.fra, r.til, r.af, r.tid_us
  FROM sagsrelation r
 WHERE r.kommune = ?1 AND r.plejefamilie = ?2 AND r.anbringelse = ?3 AND r.fra <= ?4 AND r.til > ?4
   AND NOT EXISTS (SELECT 1 FROM sagsrelation n WHERE n.kommune = r.kommune
          AND n.bruger = r.bruger AND n.plejefamilie = r.plejefamilie
          AND n.anbringelse = r.anbringelse AND n.slags = r.slags AND n.nr > r.nr)
 ORDER BY r.tid_us, r.bruger, r.slags;

-- name: adgang_sagskrav
-- scan: only the newest row is read
SELECT nr, kraeves FROM sagskrav WHERE kommune = ?1 ORDER BY nr DESC LIMIT 1;

-- name: adgang_sagskrav_indsaet
INSERT INTO sagskrav (kommune, nr, kraeves, af, tid_us) VALUES (?1, ?2, ?3, ?4, ?5);
