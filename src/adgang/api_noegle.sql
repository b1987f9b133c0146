-- Tokens of other programs. Rows are only added.

-- name: adgang_api_noegle_insert
INSERT INTO api_noegle (kommune, id, hash, bruger, navn, omraader, udloeber_us, af, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: adgang_api_noegle_luk
INSERT INTO api_noegle_lukket (kommune, id, af, tid_us) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (kommune, id) DO NOTHING;

-- name: adgang_api_noegle_find
SELECT n.id, n.bruger, n.navn, n.omraader, n.udloeber_us,
    CASE WHEN l.id IS NULL THEN 0 ELSE 1 END
  FROM api_noegle n LEFT JOIN api_noegle_lukket l ON l.kommune = n.kommune AND l.id = n.id
 WHERE n.kommune = ?1 AND n.hash = ?2;

-- name: adgang_api_noegle_liste
-- scan: every token of the kommune is listed
SELECT n.id, n.bruger, n.navn, n.omraader, n.udloeber_us,
    CASE WHEN l.id IS NULL THEN 0 ELSE 1 END
  FROM api_noegle n LEFT JOIN api_noegle_lukket l ON l.kommune = n.kommune AND l.id = n.id
 WHERE n.kommune = ?1 ORDER BY n.tid_us, n.id;
