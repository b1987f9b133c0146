-- Answers to writes, by the caller's key.

-- name: api_svar_find
SELECT operation, forespoergsel, status, svar FROM api_svar
 WHERE kommune = ?1 AND bruger = ?2 AND noegle = ?3;

-- name: api_svar_insert
INSERT INTO api_svar (kommune, bruger, noegle, operation, forespoergsel, status, svar, tid_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: api_svar_fej
DELETE FROM api_svar WHERE kommune = ?1 AND tid_us < ?2;
