-- Users and their accounts, as lists show them.

-- Names in [?2, ?3); with ?4 = 1 those of families, else all others.
-- name: adgang_konto_brugere
-- scan: its own rows, to count them
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

-- name: adgang_konto_sessioner
SELECT aabnet_us, set_us FROM session WHERE kommune = ?1 AND bruger = ?2
 ORDER BY aabnet_us DESC, hash;
