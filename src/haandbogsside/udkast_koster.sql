-- What drafts cost, kept.

-- name: haandbogsside_koster_find
SELECT gaelder_fra, svar, tid_us FROM udkast_koster
WHERE kommune = ?1 AND udkast = ?2 AND tekst = ?3 AND dag = ?4 AND fra = ?5 AND maaneder = ?6
    AND registrering = ?7 AND regler = ?8;

-- name: haandbogsside_koster_insert
INSERT INTO udkast_koster (kommune, udkast, tekst, dag, fra, maaneder, registrering, regler,
    gaelder_fra, svar, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (kommune, udkast, tekst, dag, fra, maaneder, registrering, regler) DO NOTHING;
