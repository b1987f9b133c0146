-- Who people are and where they are paid: in no sum and no hash.

-- name: register_person_find
SELECT id, art, navn, cpr, adresse, postnummer, by_navn, beskyttet
  FROM person WHERE kommune = ?1 AND id = ?2;

-- name: register_person_alle
-- scan: every person of the kommune
SELECT id, art, navn, cpr, adresse, postnummer, by_navn, beskyttet
  FROM person WHERE kommune = ?1 ORDER BY id;

-- name: register_person_indsaet
INSERT INTO person (kommune, id, art, navn, cpr, adresse, postnummer, by_navn, beskyttet,
                    navn_orden)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: register_person_ret
UPDATE person
   SET art = ?3, navn = ?4, cpr = ?5, adresse = ?6, postnummer = ?7, by_navn = ?8, beskyttet = ?9,
       navn_orden = ?10
 WHERE kommune = ?1 AND id = ?2;

-- name: register_person_navn_saet
UPDATE person SET navn = ?3, navn_orden = ?4 WHERE kommune = ?1 AND id = ?2;

-- name: register_person_navn_indsaet
INSERT INTO person_navn (kommune, person, fra, nr, tilbagekaldt, navn)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- Every registration of a person's names, with who made it and when.
-- name: register_person_navne
SELECT n.fra, n.nr, n.tilbagekaldt, n.navn, coalesce(r.tid_us, 0), coalesce(r.bruger, '')
  FROM person_navn n
  LEFT JOIN registrering r ON r.kommune = n.kommune AND r.nr = n.nr
 WHERE n.kommune = ?1 AND n.person = ?2
 ORDER BY n.fra, n.nr;

-- name: register_konto_forslag_indsaet
INSERT INTO konto_forslag (kommune, person, nr, art) VALUES (?1, ?2, ?3, ?4);

-- name: register_konto_nummer_indsaet
INSERT INTO konto_nummer (kommune, person, nr, registreringsnummer, kontonummer)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: register_konto_svar_indsaet
INSERT INTO konto_svar (kommune, person, forslag, nr, godkendt) VALUES (?1, ?2, ?3, ?4, ?5);

-- The newest proposal accepted by ?3.
-- name: register_konto_gaelder
SELECT f.nr, f.art, n.registreringsnummer, n.kontonummer
  FROM konto_svar s
  JOIN konto_forslag f ON f.kommune = s.kommune AND f.person = s.person AND f.nr = s.forslag
  LEFT JOIN konto_nummer n ON n.kommune = f.kommune AND n.person = f.person AND n.nr = f.nr
 WHERE s.kommune = ?1 AND s.person = ?2 AND s.nr <= ?3 AND s.godkendt = 1
 ORDER BY s.forslag DESC LIMIT 1;

-- Every proposal for a person with its answer, newest first.
-- name: register_konto_forslag_alle
SELECT f.nr, f.art, r.tid_us, r.bruger, s.godkendt, a.tid_us, a.bruger,
       n.registreringsnummer, n.kontonummer
  FROM konto_forslag f
  JOIN registrering r ON r.kommune = f.kommune AND r.nr = f.nr
  LEFT JOIN konto_nummer n ON n.kommune = f.kommune AND n.person = f.person AND n.nr = f.nr
  LEFT JOIN konto_svar s ON s.kommune = f.kommune AND s.person = f.person AND s.forslag = f.nr
  LEFT JOIN registrering a ON a.kommune = s.kommune AND a.nr = s.nr
 WHERE f.kommune = ?1 AND f.person = ?2
 ORDER BY f.nr DESC;

-- Who proposed or answered.
-- name: register_konto_brugere
-- scan: every proposal of an account and its answer
SELECT r.bruger
  FROM konto_forslag f JOIN registrering r ON r.kommune = f.kommune AND r.nr = f.nr
 WHERE f.kommune = ?1 AND f.nr > ?2 AND f.nr <= ?3
 UNION
SELECT r.bruger
  FROM konto_svar s JOIN registrering r ON r.kommune = s.kommune AND r.nr = s.nr
 WHERE s.kommune = ?1 AND s.nr > ?2 AND s.nr <= ?3
 ORDER BY 1;
