-- A user and its account, as pages show it.

-- name: adgang_konto_oprettet
SELECT tid_us, (SELECT coalesce(max(h.tid_us), 0) FROM bruger_haendelse h
        WHERE h.kommune = b.kommune AND h.bruger = b.id AND h.art = 'ind')
  FROM bruger b WHERE b.kommune = ?1 AND b.id = ?2;

-- By the index of the user, which has few.
-- name: adgang_konto_sessioner
SELECT s.aabnet_us, s.set_us FROM session i CROSS JOIN session s
 WHERE i.kommune = ?1 AND i.bruger = ?2 AND s.kommune = i.kommune AND s.hash = i.hash
 ORDER BY s.aabnet_us DESC, s.hash;
