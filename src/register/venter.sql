-- What somebody is to look at.

-- name: register_konto_venter_indsaet
INSERT INTO konto_venter (kommune, nr, person) VALUES (?1, ?2, ?3);

-- Proposals that can no longer be answered: the answered one, and with an accepted one all before.
-- name: register_konto_venter_slet
DELETE FROM konto_venter WHERE kommune = ?1 AND person = ?2 AND (nr = ?3 OR (nr < ?3 AND ?4 = 1));

-- name: register_venter_konti
-- scan: every proposal that waits
SELECT v.person, v.nr, r.tid_us, r.bruger
  FROM konto_venter v JOIN registrering r ON r.kommune = v.kommune AND r.nr = v.nr
 WHERE v.kommune = ?1 AND r.bruger <> ?2
 ORDER BY v.nr, v.person LIMIT ?3 OFFSET ?4;

-- name: register_venter_konti_antal
-- scan: every proposal that waits
SELECT count(*)
  FROM konto_venter v JOIN registrering r ON r.kommune = v.kommune AND r.nr = v.nr
 WHERE v.kommune = ?1 AND r.bruger <> ?2;

-- name: register_venter_anbringelser
SELECT g.id, g.plejefamilie, g.barn, g.dag FROM (
    SELECT a.id, a.plejefamilie, a.barn, a.fraflyttet AS dag FROM anbringelse a
     WHERE a.kommune = ?1 AND a.fraflyttet >= ?2 AND a.fraflyttet < ?3 AND a.tilbagekaldt = 0
       AND a.nr = (SELECT max(n.nr) FROM anbringelse n
                    WHERE n.kommune = a.kommune AND n.id = a.id)
       AND (?4 = '' OR EXISTS (SELECT 1 FROM sagsrelation r
           WHERE r.kommune = a.kommune AND r.bruger = ?4 AND r.fra <= ?5 AND r.til > ?5
               AND (r.plejefamilie = a.plejefamilie OR r.anbringelse = a.id)
               AND NOT EXISTS (SELECT 1 FROM sagsrelation y WHERE y.kommune = r.kommune
                   AND y.bruger = r.bruger AND y.plejefamilie = r.plejefamilie
                   AND y.anbringelse = r.anbringelse AND y.slags = r.slags AND y.nr > r.nr)))
    UNION ALL
    SELECT a.id, a.plejefamilie, a.barn, o.dato FROM ophoer o
      JOIN anbringelse a ON a.kommune = o.kommune AND a.id = o.anbringelse
     WHERE o.kommune = ?1 AND o.dato >= ?2 AND o.dato < ?3 AND o.tilbagekaldt = 0
       AND o.nr = (SELECT max(n.nr) FROM ophoer n WHERE n.kommune = o.kommune
                      AND n.anbringelse = o.anbringelse AND n.id = o.id)
       AND +a.fraflyttet >= ?3 AND a.tilbagekaldt = 0
       AND a.nr = (SELECT max(n.nr) FROM anbringelse n
                    WHERE n.kommune = a.kommune AND n.id = a.id)
       AND (?4 = '' OR EXISTS (SELECT 1 FROM sagsrelation r
           WHERE r.kommune = a.kommune AND r.bruger = ?4 AND r.fra <= ?5 AND r.til > ?5
               AND (r.plejefamilie = a.plejefamilie OR r.anbringelse = a.id)
               AND NOT EXISTS (SELECT 1 FROM sagsrelation y WHERE y.kommune = r.kommune
                   AND y.bruger = r.bruger AND y.plejefamilie = r.plejefamilie
                   AND y.anbringelse = r.anbringelse AND y.slags = r.slags AND y.nr > r.nr)))) g
 ORDER BY g.dag, g.id LIMIT ?6 OFFSET ?7;

-- name: register_venter_anbringelser_antal
SELECT (
    SELECT count(*) FROM anbringelse a
     WHERE a.kommune = ?1 AND a.fraflyttet >= ?2 AND a.fraflyttet < ?3 AND a.tilbagekaldt = 0
       AND a.nr = (SELECT max(n.nr) FROM anbringelse n
                    WHERE n.kommune = a.kommune AND n.id = a.id)
       AND (?4 = '' OR EXISTS (SELECT 1 FROM sagsrelation r
           WHERE r.kommune = a.kommune AND r.bruger = ?4 AND r.fra <= ?5 AND r.til > ?5
               AND (r.plejefamilie = a.plejefamilie OR r.anbringelse = a.id)
               AND NOT EXISTS (SELECT 1 FROM sagsrelation y WHERE y.kommune = r.kommune
                   AND y.bruger = r.bruger AND y.plejefamilie = r.plejefamilie
                   AND y.anbringelse = r.anbringelse AND y.slags = r.slags AND y.nr > r.nr)))) + (
    SELECT count(*) FROM ophoer o
      JOIN anbringelse a ON a.kommune = o.kommune AND a.id = o.anbringelse
     WHERE o.kommune = ?1 AND o.dato >= ?2 AND o.dato < ?3 AND o.tilbagekaldt = 0
       AND o.nr = (SELECT max(n.nr) FROM ophoer n WHERE n.kommune = o.kommune
                      AND n.anbringelse = o.anbringelse AND n.id = o.id)
       AND +a.fraflyttet >= ?3 AND a.tilbagekaldt = 0
       AND a.nr = (SELECT max(n.nr) FROM anbringelse n
                    WHERE n.kommune = a.kommune AND n.id = a.id)
       AND (?4 = '' OR EXISTS (SELECT 1 FROM sagsrelation r
           WHERE r.kommune = a.kommune AND r.bruger = ?4 AND r.fra <= ?5 AND r.til > ?5
               AND (r.plejefamilie = a.plejefamilie OR r.anbringelse = a.id)
               AND NOT EXISTS (SELECT 1 FROM sagsrelation y WHERE y.kommune = r.kommune
                   AND y.bruger = r.bruger AND y.plejefamilie = r.plejefamilie
                   AND y.anbringelse = r.anbringelse AND y.slags = r.slags AND y.nr > r.nr))));

-- name: register_venter_godkendelser
SELECT (SELECT min(a.id) FROM anbringelse a
         WHERE a.kommune = g.kommune AND a.plejefamilie = g.plejefamilie AND a.fraflyttet > g.til
          AND a.id IN (SELECT x.id FROM anbringelse x
               WHERE x.kommune = g.kommune AND x.plejefamilie = g.plejefamilie)
           AND a.tilbagekaldt = 0 AND a.nr = (SELECT max(n.nr) FROM anbringelse n
                WHERE n.kommune = a.kommune AND n.id = a.id)),
       g.plejefamilie, '', g.til
  FROM godkendelse g
 WHERE g.kommune = ?1 AND g.til >= ?2 AND g.til < ?3 AND g.tilbagekaldt = 0
   AND g.nr = (SELECT max(n.nr) FROM godkendelse n WHERE n.kommune = g.kommune
                  AND n.plejefamilie = g.plejefamilie AND n.id = g.id)
   AND NOT EXISTS (SELECT 1 FROM godkendelse b
        WHERE b.kommune = g.kommune AND b.plejefamilie = g.plejefamilie AND b.tilbagekaldt = 0
          AND (b.til > g.til OR (b.til = g.til AND b.id < g.id))
          AND b.nr = (SELECT max(n.nr) FROM godkendelse n WHERE n.kommune = b.kommune
                         AND n.plejefamilie = b.plejefamilie AND n.id = b.id))
   AND EXISTS (SELECT 1 FROM anbringelse a
        WHERE a.kommune = g.kommune AND a.plejefamilie = g.plejefamilie AND a.fraflyttet > g.til
          AND a.id IN (SELECT x.id FROM anbringelse x
               WHERE x.kommune = g.kommune AND x.plejefamilie = g.plejefamilie)
          AND a.tilbagekaldt = 0 AND a.nr = (SELECT max(n.nr) FROM anbringelse n
               WHERE n.kommune = a.kommune AND n.id = a.id))
   AND (?4 = '' OR EXISTS (SELECT 1 FROM sagsrelation r
       WHERE r.kommune = g.kommune AND r.bruger = ?4 AND r.fra <= ?5 AND r.til > ?5
           AND (r.plejefamilie = g.plejefamilie OR r.anbringelse IN (SELECT a.id
                    FROM anbringelse a WHERE a.kommune = g.kommune
                        AND a.plejefamilie = g.plejefamilie))
           AND NOT EXISTS (SELECT 1 FROM sagsrelation y WHERE y.kommune = r.kommune
               AND y.bruger = r.bruger AND y.plejefamilie = r.plejefamilie
               AND y.anbringelse = r.anbringelse AND y.slags = r.slags AND y.nr > r.nr)))
 ORDER BY g.til, g.plejefamilie LIMIT ?6 OFFSET ?7;

-- name: register_venter_godkendelser_antal
SELECT count(*)
  FROM godkendelse g
 WHERE g.kommune = ?1 AND g.til >= ?2 AND g.til < ?3 AND g.tilbagekaldt = 0
   AND g.nr = (SELECT max(n.nr) FROM godkendelse n WHERE n.kommune = g.kommune
                  AND n.plejefamilie = g.plejefamilie AND n.id = g.id)
   AND NOT EXISTS (SELECT 1 FROM godkendelse b
        WHERE b.kommune = g.kommune AND b.plejefamilie = g.plejefamilie AND b.tilbagekaldt = 0
          AND (b.til > g.til OR (b.til = g.til AND b.id < g.id))
          AND b.nr = (SELECT max(n.nr) FROM godkendelse n WHERE n.kommune = b.kommune
                         AND n.plejefamilie = b.plejefamilie AND n.id = b.id))
   AND EXISTS (SELECT 1 FROM anbringelse a
        WHERE a.kommune = g.kommune AND a.plejefamilie = g.plejefamilie AND a.fraflyttet > g.til
          AND a.id IN (SELECT x.id FROM anbringelse x
               WHERE x.kommune = g.kommune AND x.plejefamilie = g.plejefamilie)
          AND a.tilbagekaldt = 0 AND a.nr = (SELECT max(n.nr) FROM anbringelse n
               WHERE n.kommune = a.kommune AND n.id = a.id))
   AND (?4 = '' OR EXISTS (SELECT 1 FROM sagsrelation r
       WHERE r.kommune = g.kommune AND r.bruger = ?4 AND r.fra <= ?5 AND r.til > ?5
           AND (r.plejefamilie = g.plejefamilie OR r.anbringelse IN (SELECT a.id
                    FROM anbringelse a WHERE a.kommune = g.kommune
                        AND a.plejefamilie = g.plejefamilie))
           AND NOT EXISTS (SELECT 1 FROM sagsrelation y WHERE y.kommune = r.kommune
               AND y.bruger = r.bruger AND y.plejefamilie = r.plejefamilie
               AND y.anbringelse = r.anbringelse AND y.slags = r.slags AND y.nr > r.nr)));
