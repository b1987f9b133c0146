-- The fact tables, each used in the same three ways (tabel.c): all rows of a kommune, those of one
-- owner (for what has no owner: of one id), by its key alone so that no planner can read more, and
-- one row more. Rows known later
-- than ?2 are left out; the newest row of an id comes last. The columns stand in the order of the
-- descriptions in tabel.c.

-- name: register_plejefamilie_alle
-- scan: every fact of the kommune is read
SELECT id, nr, tilbagekaldt, socialtilsyn
  FROM plejefamilie
 WHERE kommune = ?1 AND nr <= ?2
 ORDER BY id, nr;

-- name: register_plejefamilie_ejer
SELECT id, nr, tilbagekaldt, socialtilsyn
  FROM plejefamilie
 WHERE kommune = ?1 AND nr <= ?2 AND id = ?3
 ORDER BY id, nr;

-- name: register_plejefamilie_indsaet
INSERT INTO plejefamilie (kommune, id, nr, tilbagekaldt, socialtilsyn)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: register_godkendelse_alle
-- scan: every fact of the kommune is read
SELECT plejefamilie, id, nr, tilbagekaldt, fra, til, art, antal_boern, alder_fra, alder_til,
       belastning
  FROM godkendelse
 WHERE kommune = ?1 AND nr <= ?2
 ORDER BY plejefamilie, id, nr;

-- name: register_godkendelse_ejer
SELECT plejefamilie, id, nr, tilbagekaldt, fra, til, art, antal_boern, alder_fra, alder_til,
       belastning
  FROM godkendelse
 WHERE kommune = ?1 AND nr <= ?2 AND plejefamilie = ?3
 ORDER BY plejefamilie, id, nr;

-- name: register_godkendelse_indsaet
INSERT INTO godkendelse (kommune, plejefamilie, id, nr, tilbagekaldt, fra, til, art, antal_boern,
    alder_fra, alder_til, belastning)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- name: register_husstand_alle
-- scan: every fact of the kommune is read
SELECT plejefamilie, id, nr, tilbagekaldt, person, rolle, fra, til
  FROM husstand
 WHERE kommune = ?1 AND nr <= ?2
 ORDER BY plejefamilie, id, nr;

-- name: register_husstand_ejer
SELECT plejefamilie, id, nr, tilbagekaldt, person, rolle, fra, til
  FROM husstand
 WHERE kommune = ?1 AND nr <= ?2 AND plejefamilie = ?3
 ORDER BY plejefamilie, id, nr;

-- name: register_husstand_indsaet
INSERT INTO husstand (kommune, plejefamilie, id, nr, tilbagekaldt, person, rolle, fra, til)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: register_barn_alle
-- scan: every fact of the kommune is read
SELECT id, nr, tilbagekaldt, foedt
  FROM barn
 WHERE kommune = ?1 AND nr <= ?2
 ORDER BY id, nr;

-- name: register_barn_ejer
SELECT id, nr, tilbagekaldt, foedt
  FROM barn
 WHERE kommune = ?1 AND nr <= ?2 AND id = ?3
 ORDER BY id, nr;

-- name: register_barn_indsaet
INSERT INTO barn (kommune, id, nr, tilbagekaldt, foedt)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: register_anbringelse_alle
-- scan: every fact of the kommune is read
SELECT id, nr, tilbagekaldt, plejefamilie, barn, art, indflyttet, fraflyttet, anbringende_kommune
  FROM anbringelse
 WHERE kommune = ?1 AND nr <= ?2
 ORDER BY id, nr;

-- name: register_anbringelse_ejer
SELECT id, nr, tilbagekaldt, plejefamilie, barn, art, indflyttet, fraflyttet, anbringende_kommune
  FROM anbringelse
 WHERE kommune = ?1 AND nr <= ?2 AND id = ?3
 ORDER BY id, nr;

-- name: register_anbringelse_indsaet
INSERT INTO anbringelse (kommune, id, nr, tilbagekaldt, plejefamilie, barn, art, indflyttet,
    fraflyttet, anbringende_kommune)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: register_indplacering_alle
-- scan: every fact of the kommune is read
SELECT anbringelse, id, nr, tilbagekaldt, fra, til, trin, vederlag_taeller, vederlag_naevner,
       besluttet, organ, kriterier, bilag, tekst
  FROM indplacering
 WHERE kommune = ?1 AND nr <= ?2
 ORDER BY anbringelse, id, nr;

-- name: register_indplacering_ejer
SELECT anbringelse, id, nr, tilbagekaldt, fra, til, trin, vederlag_taeller, vederlag_naevner,
       besluttet, organ, kriterier, bilag, tekst
  FROM indplacering
 WHERE kommune = ?1 AND nr <= ?2 AND anbringelse = ?3
 ORDER BY anbringelse, id, nr;

-- name: register_indplacering_indsaet
INSERT INTO indplacering (kommune, anbringelse, id, nr, tilbagekaldt, fra, til, trin,
    vederlag_taeller, vederlag_naevner, besluttet, organ, kriterier, bilag, tekst)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15);

-- name: register_situation_alle
-- scan: every fact of the kommune is read
SELECT anbringelse, id, nr, tilbagekaldt, fra, til, art
  FROM situation
 WHERE kommune = ?1 AND nr <= ?2
 ORDER BY anbringelse, id, nr;

-- name: register_situation_ejer
SELECT anbringelse, id, nr, tilbagekaldt, fra, til, art
  FROM situation
 WHERE kommune = ?1 AND nr <= ?2 AND anbringelse = ?3
 ORDER BY anbringelse, id, nr;

-- name: register_situation_indsaet
INSERT INTO situation (kommune, anbringelse, id, nr, tilbagekaldt, fra, til, art)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: register_doegn_alle
-- scan: every fact of the kommune is read
SELECT anbringelse, id, nr, tilbagekaldt, fra, til
  FROM doegn
 WHERE kommune = ?1 AND nr <= ?2
 ORDER BY anbringelse, id, nr;

-- name: register_doegn_ejer
SELECT anbringelse, id, nr, tilbagekaldt, fra, til
  FROM doegn
 WHERE kommune = ?1 AND nr <= ?2 AND anbringelse = ?3
 ORDER BY anbringelse, id, nr;

-- name: register_doegn_indsaet
INSERT INTO doegn (kommune, anbringelse, id, nr, tilbagekaldt, fra, til)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: register_aftale_alle
-- scan: every fact of the kommune is read
SELECT anbringelse, id, nr, tilbagekaldt, fra, til, art, ydelse, beloeb_oere, pr, vilkaar, dage,
       besluttet_af, tekst
  FROM aftale
 WHERE kommune = ?1 AND nr <= ?2
 ORDER BY anbringelse, id, nr;

-- name: register_aftale_ejer
SELECT anbringelse, id, nr, tilbagekaldt, fra, til, art, ydelse, beloeb_oere, pr, vilkaar, dage,
       besluttet_af, tekst
  FROM aftale
 WHERE kommune = ?1 AND nr <= ?2 AND anbringelse = ?3
 ORDER BY anbringelse, id, nr;

-- name: register_aftale_indsaet
INSERT INTO aftale (kommune, anbringelse, id, nr, tilbagekaldt, fra, til, art, ydelse,
    beloeb_oere, pr, vilkaar, dage, besluttet_af, tekst)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15);

-- name: register_ophoer_alle
-- scan: every fact of the kommune is read
SELECT anbringelse, id, nr, tilbagekaldt, art, dato, part, aarsag
  FROM ophoer
 WHERE kommune = ?1 AND nr <= ?2
 ORDER BY anbringelse, id, nr;

-- name: register_ophoer_ejer
SELECT anbringelse, id, nr, tilbagekaldt, art, dato, part, aarsag
  FROM ophoer
 WHERE kommune = ?1 AND nr <= ?2 AND anbringelse = ?3
 ORDER BY anbringelse, id, nr;

-- name: register_ophoer_indsaet
INSERT INTO ophoer (kommune, anbringelse, id, nr, tilbagekaldt, art, dato, part, aarsag)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: register_kontrakt_alle
-- scan: every fact of the kommune is read
SELECT anbringelse, id, nr, tilbagekaldt, fra, til, holder, model, underskrevet, vilkaar
  FROM kontrakt
 WHERE kommune = ?1 AND nr <= ?2
 ORDER BY anbringelse, id, nr;

-- name: register_kontrakt_ejer
SELECT anbringelse, id, nr, tilbagekaldt, fra, til, holder, model, underskrevet, vilkaar
  FROM kontrakt
 WHERE kommune = ?1 AND nr <= ?2 AND anbringelse = ?3
 ORDER BY anbringelse, id, nr;

-- name: register_kontrakt_indsaet
INSERT INTO kontrakt (kommune, anbringelse, id, nr, tilbagekaldt, fra, til, holder, model,
    underskrevet, vilkaar)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
