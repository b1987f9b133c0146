-- Lists of placements and families as they are known now: filtered, sorted, counted and cut to a
-- page in one question. What holds of facts that overlap is said in resolve.h: of levels the one
-- registered last; of approvals any that covers the day, but "til-" and an id is for that placement
-- alone.

-- ?2 the day. ?3 to ?4: ids. ?5 to ?10: words of a name, three times from and to. ?11 the user
-- whose cases they are, on day ?12. ?13 the stay: 0 to 3, as enum register_ophold. ?14 kind. ?15
-- situation. ?16 level. ?17 without level. ?18 without approval. ?19 ends before that day. ?20
-- order. ?21 rows after ?22. ?23 to ?26: which kinds need a level, as enum art.
-- name: register_soeg_anbringelser
-- scan: a list of the kommune, sorted by what the reader chose
WITH fundne AS (
    SELECT w.person FROM person_soeg w
     WHERE ?5 <> '' AND w.kommune = ?1 AND w.ord >= ?5 AND w.ord < ?6
       AND (?7 = '' OR EXISTS (SELECT 1 FROM person_soeg x WHERE x.kommune = w.kommune
               AND x.person = w.person AND x.ord >= ?7 AND x.ord < ?8))
       AND (?9 = '' OR EXISTS (SELECT 1 FROM person_soeg x WHERE x.kommune = w.kommune
               AND x.person = w.person AND x.ord >= ?9 AND x.ord < ?10))
)
SELECT l.id, l.plejefamilie, l.barn, p.navn, l.art, l.indflyttet, l.fraflyttet, l.ialt,
       (SELECT b.foedt FROM barn b WHERE b.kommune = ?1 AND b.id = l.barn
         ORDER BY b.nr DESC LIMIT 1),
       i.trin, i.vederlag_taeller, i.vederlag_naevner
  FROM (
    SELECT a.id, a.plejefamilie, a.barn, a.art, a.indflyttet, a.fraflyttet,
           count(*) OVER () AS ialt,
           CASE WHEN ?20 = 1 THEN coalesce(x.navn_orden, '') WHEN ?20 = 2 THEN a.plejefamilie
                ELSE '' END AS orden,
           CASE WHEN ?20 = 3 THEN -a.indflyttet WHEN ?20 = 4 THEN a.fraflyttet
                ELSE 0 END AS dag
      FROM anbringelse a
      LEFT JOIN person x ON ?20 = 1 AND x.kommune = a.kommune AND x.id = a.barn
     WHERE a.kommune = ?1 AND a.tilbagekaldt = 0
       AND NOT EXISTS (SELECT 1 FROM anbringelse n WHERE n.kommune = a.kommune AND n.id = a.id
               AND n.nr > a.nr)
       AND (?3 = '' OR (a.id >= ?3 AND a.id < ?4) OR (a.plejefamilie >= ?3 AND a.plejefamilie < ?4)
            OR (a.barn >= ?3 AND a.barn < ?4))
       AND (?5 = '' OR a.barn IN (SELECT person FROM fundne)
            OR a.id IN (SELECT k.anbringelse FROM kontrakt k
                WHERE k.kommune = ?1 AND k.holder IN (SELECT person FROM fundne))
            OR a.plejefamilie IN (SELECT h.plejefamilie FROM husstand h
                WHERE h.kommune = ?1 AND h.person IN (SELECT person FROM fundne)))
       AND (?11 = '' OR EXISTS (SELECT 1 FROM sagsrelation r
               WHERE r.kommune = a.kommune AND r.bruger = ?11 AND r.fra <= ?12 AND r.til > ?12
                 AND ((r.plejefamilie = a.plejefamilie AND r.anbringelse = '')
                      OR (r.plejefamilie = '' AND r.anbringelse = a.id))
                 AND NOT EXISTS (SELECT 1 FROM sagsrelation n WHERE n.kommune = r.kommune
                        AND n.bruger = r.bruger AND n.plejefamilie = r.plejefamilie
                        AND n.anbringelse = r.anbringelse AND n.slags = r.slags AND n.nr > r.nr)))
       AND (?13 = 3 OR (?13 = 0 AND a.indflyttet <= ?2 AND +a.fraflyttet > ?2)
            OR (?13 = 1 AND a.indflyttet > ?2) OR (?13 = 2 AND +a.fraflyttet <= ?2))
       AND (?14 = '' OR a.art = ?14)
       AND (?15 = '' OR EXISTS (SELECT 1 FROM situation s
               WHERE s.kommune = a.kommune AND s.anbringelse = a.id AND s.art = ?15
                 AND s.fra <= ?2 AND s.til > ?2 AND s.tilbagekaldt = 0
                 AND NOT EXISTS (SELECT 1 FROM situation n WHERE n.kommune = s.kommune
                        AND n.anbringelse = s.anbringelse AND n.id = s.id AND n.nr > s.nr)))
       AND (?16 = 0 OR ?16 = (SELECT v.trin FROM indplacering v
               WHERE v.kommune = a.kommune AND v.anbringelse = a.id AND v.tilbagekaldt = 0
                 AND v.fra <= ?2 AND v.til > ?2
                 AND NOT EXISTS (SELECT 1 FROM indplacering n WHERE n.kommune = v.kommune
                        AND n.anbringelse = v.anbringelse AND n.id = v.id AND n.nr > v.nr)
               ORDER BY v.nr DESC, v.id DESC LIMIT 1))
       AND (?17 = 0 OR CASE a.art WHEN 'doegn' THEN ?23 WHEN 'aflastning' THEN ?24
                WHEN 'akut' THEN ?25 WHEN 'netvaerk' THEN ?26 ELSE 0 END = 1
           AND NOT EXISTS (SELECT 1 FROM indplacering v
               WHERE v.kommune = a.kommune AND v.anbringelse = a.id AND v.tilbagekaldt = 0
                 AND v.fra <= ?2 AND v.til > ?2
                 AND NOT EXISTS (SELECT 1 FROM indplacering n WHERE n.kommune = v.kommune
                        AND n.anbringelse = v.anbringelse AND n.id = v.id AND n.nr > v.nr)))
       AND (?18 = 0 OR NOT EXISTS (SELECT 1 FROM godkendelse g
               WHERE g.kommune = a.kommune AND g.plejefamilie = a.plejefamilie
                 AND g.fra <= ?2 AND +g.til > ?2 AND g.tilbagekaldt = 0
                 AND (substr(g.id, 1, 4) <> 'til-' OR substr(g.id, 5) = a.id)
                 AND NOT EXISTS (SELECT 1 FROM godkendelse n WHERE n.kommune = g.kommune
                        AND n.plejefamilie = g.plejefamilie AND n.id = g.id AND n.nr > g.nr)))
       AND (?19 = 0 OR (+a.fraflyttet > ?2 AND +a.fraflyttet <= ?19))
     ORDER BY orden, dag, a.id LIMIT ?21 OFFSET ?22
  ) l
  LEFT JOIN person p ON p.kommune = ?1 AND p.id = l.barn
  LEFT JOIN indplacering i ON i.kommune = ?1 AND i.anbringelse = l.id
   AND (i.id, i.nr) = (SELECT v.id, v.nr FROM indplacering v
       WHERE v.kommune = ?1 AND v.anbringelse = l.id AND v.tilbagekaldt = 0
         AND v.fra <= ?2 AND v.til > ?2
         AND NOT EXISTS (SELECT 1 FROM indplacering n WHERE n.kommune = v.kommune
                AND n.anbringelse = v.anbringelse AND n.id = v.id AND n.nr > v.nr)
       ORDER BY v.nr DESC, v.id DESC LIMIT 1)
 ORDER BY l.orden, l.dag, l.id;

-- ?2 the day. ?3 to ?4: ids. ?5 to ?10: words of a name. ?11, ?12: whose cases. ?13 only where a
-- child lives. ?14 without approval. ?15 the approval ends on that day or before. ?16 room: 0 to 3,
-- as enum register_plads. ?17 order. ?18 rows after ?19.
-- name: register_soeg_familier
-- scan: a list of the kommune, sorted by what the reader chose
WITH fundne AS (
    SELECT w.person FROM person_soeg w
     WHERE ?5 <> '' AND w.kommune = ?1 AND w.ord >= ?5 AND w.ord < ?6
       AND (?7 = '' OR EXISTS (SELECT 1 FROM person_soeg x WHERE x.kommune = w.kommune
               AND x.person = w.person AND x.ord >= ?7 AND x.ord < ?8))
       AND (?9 = '' OR EXISTS (SELECT 1 FROM person_soeg x WHERE x.kommune = w.kommune
               AND x.person = w.person AND x.ord >= ?9 AND x.ord < ?10))
), steder AS (
    SELECT a.id, a.plejefamilie, a.barn FROM anbringelse a
     WHERE a.kommune = ?1 AND a.tilbagekaldt = 0 AND (?3 <> '' OR ?5 <> '')
       AND NOT EXISTS (SELECT 1 FROM anbringelse n WHERE n.kommune = a.kommune AND n.id = a.id
               AND n.nr > a.nr)
), familier AS MATERIALIZED (
    SELECT f.id, f.socialtilsyn,
           CASE WHEN ?13 = 0 AND ?16 = 0 AND ?17 <> 5 THEN 0 ELSE (
               SELECT count(*) FROM anbringelse a
                WHERE a.kommune = ?1 AND a.plejefamilie = f.id AND a.tilbagekaldt = 0
                  AND a.id IN (SELECT i.id FROM anbringelse i
                      WHERE i.kommune = ?1 AND i.plejefamilie = f.id)
                  AND a.indflyttet <= ?2 AND +a.fraflyttet > ?2
                  AND NOT EXISTS (SELECT 1 FROM anbringelse n WHERE n.kommune = a.kommune
                         AND n.id = a.id AND n.nr > a.nr)) END AS boern,
           CASE WHEN ?16 = 0 THEN NULL ELSE (
               SELECT g.antal_boern FROM godkendelse g
                WHERE g.kommune = f.kommune AND g.plejefamilie = f.id
                  AND g.fra <= ?2 AND +g.til > ?2 AND g.tilbagekaldt = 0
                  AND substr(g.id, 1, 4) <> 'til-'
                  AND NOT EXISTS (SELECT 1 FROM godkendelse n WHERE n.kommune = g.kommune
                         AND n.plejefamilie = g.plejefamilie AND n.id = g.id AND n.nr > g.nr)
                ORDER BY g.fra DESC, g.nr DESC, g.id DESC LIMIT 1) END AS plads
      FROM plejefamilie f
     WHERE f.kommune = ?1 AND f.tilbagekaldt = 0
       AND NOT EXISTS (SELECT 1 FROM plejefamilie n WHERE n.kommune = f.kommune AND n.id = f.id
               AND n.nr > f.nr)
       AND (?3 = '' OR (f.id >= ?3 AND f.id < ?4)
            OR f.id IN (SELECT plejefamilie FROM steder WHERE (id >= ?3 AND id < ?4)
                OR (barn >= ?3 AND barn < ?4)))
       AND (?5 = '' OR f.id IN (SELECT h.plejefamilie FROM husstand h
                WHERE h.kommune = ?1 AND h.person IN (SELECT person FROM fundne))
            OR f.id IN (SELECT plejefamilie FROM steder WHERE barn IN (SELECT person FROM fundne)
                OR id IN (SELECT k.anbringelse FROM kontrakt k
                    WHERE k.kommune = ?1 AND k.holder IN (SELECT person FROM fundne))))
       AND (?11 = '' OR EXISTS (SELECT 1 FROM sagsrelation r
               WHERE r.kommune = f.kommune AND r.bruger = ?11 AND r.fra <= ?12 AND r.til > ?12
                 AND ((r.plejefamilie = f.id AND r.anbringelse = '')
                      OR (r.plejefamilie = '' AND r.anbringelse IN (SELECT a.id FROM anbringelse a
                          WHERE a.kommune = f.kommune AND a.plejefamilie = f.id)))
                 AND NOT EXISTS (SELECT 1 FROM sagsrelation n WHERE n.kommune = r.kommune
                        AND n.bruger = r.bruger AND n.plejefamilie = r.plejefamilie
                        AND n.anbringelse = r.anbringelse AND n.slags = r.slags AND n.nr > r.nr)))
       AND (?14 = 0 OR NOT EXISTS (SELECT 1 FROM godkendelse g
               WHERE g.kommune = f.kommune AND g.plejefamilie = f.id
                 AND g.fra <= ?2 AND +g.til > ?2 AND g.tilbagekaldt = 0
                 AND substr(g.id, 1, 4) <> 'til-'
                 AND NOT EXISTS (SELECT 1 FROM godkendelse n WHERE n.kommune = g.kommune
                        AND n.plejefamilie = g.plejefamilie AND n.id = g.id AND n.nr > g.nr)))
       AND (?15 = 0 OR EXISTS (SELECT 1 FROM godkendelse g
               WHERE g.kommune = f.kommune AND g.plejefamilie = f.id
                 AND g.fra <= ?2 AND +g.til > ?2 AND +g.til <= ?15 AND g.tilbagekaldt = 0
                 AND substr(g.id, 1, 4) <> 'til-'
                 AND NOT EXISTS (SELECT 1 FROM godkendelse n WHERE n.kommune = g.kommune
                        AND n.plejefamilie = g.plejefamilie AND n.id = g.id AND n.nr > g.nr)))
)
SELECT l.id, l.socialtilsyn,
       (SELECT count(*) FROM anbringelse a
         WHERE a.kommune = ?1 AND a.plejefamilie = l.id AND a.tilbagekaldt = 0
           AND a.id IN (SELECT i.id FROM anbringelse i
               WHERE i.kommune = ?1 AND i.plejefamilie = l.id)
           AND a.indflyttet <= ?2 AND +a.fraflyttet > ?2
           AND NOT EXISTS (SELECT 1 FROM anbringelse n WHERE n.kommune = a.kommune
                  AND n.id = a.id AND n.nr > a.nr)),
       l.ialt, g.art, g.fra, g.til, g.antal_boern, g.alder_fra, g.alder_til
  FROM (
    SELECT f.id, f.socialtilsyn, f.boern, count(*) OVER () AS ialt FROM familier f
     WHERE (?13 = 0 OR f.boern > 0)
       AND (?16 = 0 OR (?16 = 1 AND f.boern < f.plads) OR (?16 = 2 AND f.boern = f.plads)
            OR (?16 = 3 AND f.boern > f.plads))
     ORDER BY CASE WHEN ?17 = 5 THEN -f.boern ELSE 0 END, f.id LIMIT ?18 OFFSET ?19
  ) l
  LEFT JOIN godkendelse g ON g.kommune = ?1 AND g.plejefamilie = l.id
   AND (g.id, g.nr) = (SELECT x.id, x.nr FROM godkendelse x
       WHERE x.kommune = ?1 AND x.plejefamilie = l.id
         AND x.fra <= ?2 AND +x.til > ?2 AND x.tilbagekaldt = 0
         AND substr(x.id, 1, 4) <> 'til-'
         AND NOT EXISTS (SELECT 1 FROM godkendelse n WHERE n.kommune = x.kommune
                AND n.plejefamilie = x.plejefamilie AND n.id = x.id AND n.nr > x.nr)
       ORDER BY x.fra DESC, x.nr DESC, x.id DESC LIMIT 1)
 ORDER BY CASE WHEN ?17 = 5 THEN -l.boern ELSE 0 END, l.id;

-- Foster parents of the household and holders of contracts on day ?3. The newest row is sought of
-- each, so that PostgreSQL does not join all rows of a kommune to leave the older ones out; the
-- placements are a list, so that SQLite does not read all of them.
-- name: register_plejepersoner
-- scan: what is read through are the few people it has found
SELECT x.person, (SELECT p.navn FROM person p WHERE p.kommune = ?1 AND p.id = x.person)
  FROM (
    SELECT h.person FROM husstand h
     WHERE h.kommune = ?1 AND h.plejefamilie = ?2 AND h.rolle = 'plejeforaelder'
       AND h.fra <= ?3 AND h.til > ?3 AND h.tilbagekaldt = 0
       AND h.nr = (SELECT max(n.nr) FROM husstand n WHERE n.kommune = h.kommune
              AND n.plejefamilie = h.plejefamilie AND n.id = h.id)
     UNION
    SELECT k.holder FROM kontrakt k
     WHERE k.kommune = ?1
       AND k.anbringelse IN (SELECT a.id FROM anbringelse a
           WHERE a.kommune = ?1 AND a.plejefamilie = ?2)
       AND (SELECT a.plejefamilie FROM anbringelse a WHERE a.kommune = ?1 AND a.id = k.anbringelse
             AND a.nr = (SELECT max(n.nr) FROM anbringelse n
                    WHERE n.kommune = ?1 AND n.id = k.anbringelse)
             AND a.tilbagekaldt = 0) = ?2
       AND k.fra <= ?3 AND k.til > ?3 AND k.tilbagekaldt = 0
       AND k.nr = (SELECT max(n.nr) FROM kontrakt n WHERE n.kommune = k.kommune
              AND n.anbringelse = k.anbringelse AND n.id = k.id)
  ) x
 ORDER BY x.person;

-- name: register_nummer_find
SELECT id FROM person WHERE kommune = ?1 AND cpr = ?2 ORDER BY id;

-- name: register_soeg_ord_slet
DELETE FROM person_soeg WHERE kommune = ?1 AND person = ?2;

-- name: register_soeg_ord_indsaet
INSERT INTO person_soeg (kommune, ord, person) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING;
