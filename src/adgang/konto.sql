-- Users and their accounts, as lists show them.

-- Names in [?2, ?3); with ?4 = 1 those of families, else all others.
-- name: adgang_konto_brugere
-- scan: only the names found by index are counted and cut to a page
SELECT b.navn, count(*) OVER ()
  FROM bruger b
 WHERE b.kommune = ?1 AND b.navn >= ?2 AND b.navn < ?3
   AND ?4 = (SELECT count(*) FROM bruger_rolle r WHERE r.kommune = b.kommune
                AND r.bruger = b.id AND r.nr = 1 AND r.rolle = 'plejefamilie')
 ORDER BY b.navn LIMIT ?5 OFFSET ?6;

-- name: adgang_konto_oprettet
SELECT tid_us, (SELECT coalesce(max(h.tid_us), 0) FROM bruger_haendelse h
        WHERE h.kommune = b.kommune AND h.bruger = b.id AND h.art = 'ind')
  FROM bruger b WHERE b.kommune = ?1 AND b.id = ?2;

-- By the index of the user, which has few.
-- name: adgang_konto_sessioner
SELECT s.aabnet_us, s.set_us FROM session i CROSS JOIN session s
 WHERE i.kommune = ?1 AND i.bruger = ?2 AND s.kommune = i.kommune AND s.hash = i.hash
 ORDER BY s.aabnet_us DESC, s.hash;
