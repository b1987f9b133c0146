-- Users as the pages about access list them.

-- Names in [?2, ?3); with ?4 = 1 those of families, else all others. What a member of a family is
-- called stands with the person; ?5: who asks may see it.
-- name: kontorside_brugere
SELECT b.navn,
       CASE WHEN ?5 = 1 THEN coalesce(
            (SELECT p.navn_orden FROM bruger_person m
              CROSS JOIN person p
              WHERE m.kommune = b.kommune AND m.bruger = b.id AND m.givet = 1
                AND p.kommune = m.kommune AND p.id = m.person
                AND NOT EXISTS (SELECT 1 FROM bruger_person n WHERE n.kommune = m.kommune
                       AND n.bruger = m.bruger AND n.nr > m.nr)), '') ELSE '' END
  FROM bruger b
 WHERE b.kommune = ?1 AND b.navn >= ?2 AND b.navn < ?3
   AND ?4 = (SELECT count(*) FROM bruger_rolle r WHERE r.kommune = b.kommune
                AND r.bruger = b.id AND r.nr = 1 AND r.rolle = 'plejefamilie');
