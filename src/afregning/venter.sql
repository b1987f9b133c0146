-- What stops money.

-- The first lack of each placement of an edition.
-- name: afregning_venter_mangler
SELECT m.plejefamilie, m.anbringelse, m.maaned, m.mangler, m.grund,
    (SELECT count(*) FROM koersel_mangel x WHERE x.kommune = m.kommune AND x.koersel = m.koersel
        AND x.udgave = m.udgave AND x.plejefamilie = m.plejefamilie
        AND x.anbringelse = m.anbringelse)
FROM koersel_mangel m
WHERE m.kommune = ?1 AND m.koersel = ?2 AND m.udgave = ?3 AND m.nr = (
    SELECT min(x.nr) FROM koersel_mangel x WHERE x.kommune = m.kommune AND x.koersel = m.koersel
        AND x.udgave = m.udgave AND x.plejefamilie = m.plejefamilie
        AND x.anbringelse = m.anbringelse)
    AND (?4 = '' OR EXISTS (SELECT 1 FROM sagsrelation r
        WHERE r.kommune = m.kommune AND r.bruger = ?4 AND r.fra <= ?5 AND r.til > ?5
            AND (r.plejefamilie = m.plejefamilie OR r.anbringelse = m.anbringelse)
            AND NOT EXISTS (SELECT 1 FROM sagsrelation y WHERE y.kommune = r.kommune
                AND y.bruger = r.bruger AND y.plejefamilie = r.plejefamilie
                AND y.anbringelse = r.anbringelse AND y.slags = r.slags AND y.nr > r.nr)))
ORDER BY m.maaned, m.nr LIMIT ?6 OFFSET ?7;

-- name: afregning_venter_mangler_antal
SELECT count(DISTINCT m.anbringelse) FROM koersel_mangel m
WHERE m.kommune = ?1 AND m.koersel = ?2 AND m.udgave = ?3
    AND (?4 = '' OR EXISTS (SELECT 1 FROM sagsrelation r
        WHERE r.kommune = m.kommune AND r.bruger = ?4 AND r.fra <= ?5 AND r.til > ?5
            AND (r.plejefamilie = m.plejefamilie OR r.anbringelse = m.anbringelse)
            AND NOT EXISTS (SELECT 1 FROM sagsrelation y WHERE y.kommune = r.kommune
                AND y.bruger = r.bruger AND y.plejefamilie = r.plejefamilie
                AND y.anbringelse = r.anbringelse AND y.slags = r.slags AND y.nr > r.nr)));

-- name: afregning_venter_afviste
-- scan: what was rejected stands in an index of its own; what was returned is few
SELECT b.id, b.koersel, b.modtager, b.beloeb_oere, g.aarsag, g.tid_us FROM (
    SELECT k.kommune, k.betaling, k.aarsag, k.tid_us FROM kvittering k
    WHERE k.kommune = ?1 AND k.svar = 'afvist'
    UNION ALL SELECT r.kommune, r.betaling, r.aarsag, r.tid_us FROM betaling_retur r
    WHERE r.kommune = ?1) g
JOIN betaling b ON b.kommune = g.kommune AND b.id = g.betaling
WHERE NOT EXISTS (SELECT 1 FROM betaling_igen i
    WHERE i.kommune = g.kommune AND i.afvist = g.betaling)
ORDER BY g.tid_us, b.id LIMIT ?2 OFFSET ?3;

-- name: afregning_venter_afviste_antal
-- scan: what was rejected stands in an index of its own; what was returned is few
SELECT count(*) FROM (
    SELECT k.kommune, k.betaling FROM kvittering k WHERE k.kommune = ?1 AND k.svar = 'afvist'
    UNION ALL SELECT r.kommune, r.betaling FROM betaling_retur r WHERE r.kommune = ?1) g
WHERE NOT EXISTS (SELECT 1 FROM betaling_igen i
    WHERE i.kommune = g.kommune AND i.afvist = g.betaling);
