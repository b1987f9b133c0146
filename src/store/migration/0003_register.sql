-- The register: facts with two times. Virkning is [fra, til), day numbers; registrering is nr,
-- drawn per kommune without gaps (kommune.registrering). A fact has an id; each registration of it
-- is a new row; the row with the highest nr is what is known, and tilbagekaldt 1 says that it was
-- never true. Nothing is updated or deleted but the tables at the end, which hold what people read
-- and nothing that is summed or hashed.

CREATE TABLE registrering (
    kommune INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    tid_us INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    handling TEXT NOT NULL,
    PRIMARY KEY (kommune, nr)
) STRICT, WITHOUT ROWID;
-- insert only: registrering
CREATE INDEX registrering_tid ON registrering (kommune, tid_us);

-- Which family, and which days, a registration may change the money of: old and new virkning
-- together. slags: which kind of fact ("indplacering", "konto" …). anbringelse is empty for what
-- concerns the whole family.
CREATE TABLE beroert (
    kommune INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    plejefamilie TEXT NOT NULL,
    anbringelse TEXT NOT NULL,
    slags TEXT NOT NULL,
    id TEXT NOT NULL,
    fra INTEGER NOT NULL,
    til INTEGER NOT NULL,
    PRIMARY KEY (kommune, nr, plejefamilie, anbringelse, slags, id),
    CONSTRAINT beroert_periode CHECK (fra <= til),
    FOREIGN KEY (kommune, nr) REFERENCES registrering (kommune, nr)
) STRICT, WITHOUT ROWID;
-- insert only: beroert
CREATE INDEX beroert_familie ON beroert (kommune, plejefamilie, nr);

CREATE TABLE plejefamilie (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilbagekaldt INTEGER NOT NULL,
    socialtilsyn TEXT NOT NULL,
    PRIMARY KEY (kommune, id, nr),
    CONSTRAINT plejefamilie_tilbagekaldt CHECK (tilbagekaldt IN (0, 1))
) STRICT, WITHOUT ROWID;
-- insert only: plejefamilie

-- The approval. art: almen, forstaerket, specialiseret, konkret. belastning: the highest load the
-- family may carry, empty when it is not said.
CREATE TABLE godkendelse (
    kommune INTEGER NOT NULL,
    plejefamilie TEXT NOT NULL,
    id TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilbagekaldt INTEGER NOT NULL,
    fra INTEGER NOT NULL,
    til INTEGER NOT NULL,
    art TEXT NOT NULL,
    antal_boern INTEGER,
    alder_fra INTEGER,
    alder_til INTEGER,
    belastning TEXT NOT NULL,
    PRIMARY KEY (kommune, plejefamilie, id, nr),
    CONSTRAINT godkendelse_tilbagekaldt CHECK (tilbagekaldt IN (0, 1)),
    CONSTRAINT godkendelse_periode CHECK (fra < til),
    CONSTRAINT godkendelse_art CHECK (art IN ('almen', 'forstaerket', 'specialiseret', 'konkret'))
) STRICT, WITHOUT ROWID;
-- insert only: godkendelse

-- Who lives in the family: plejeforaelder, eget_barn, anden. person: person.id.
CREATE TABLE husstand (
    kommune INTEGER NOT NULL,
    plejefamilie TEXT NOT NULL,
    id TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilbagekaldt INTEGER NOT NULL,
    person TEXT NOT NULL,
    rolle TEXT NOT NULL,
    fra INTEGER NOT NULL,
    til INTEGER NOT NULL,
    PRIMARY KEY (kommune, plejefamilie, id, nr),
    CONSTRAINT husstand_tilbagekaldt CHECK (tilbagekaldt IN (0, 1)),
    CONSTRAINT husstand_periode CHECK (fra < til)
) STRICT, WITHOUT ROWID;
-- insert only: husstand

-- id is also the child's person.id.
CREATE TABLE barn (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilbagekaldt INTEGER NOT NULL,
    foedt INTEGER NOT NULL,
    PRIMARY KEY (kommune, id, nr),
    CONSTRAINT barn_tilbagekaldt CHECK (tilbagekaldt IN (0, 1))
) STRICT, WITHOUT ROWID;
-- insert only: barn

-- fraflyttet: 84371 (the end of time) while the child lives there. anbringende_kommune may be
-- unknown.
CREATE TABLE anbringelse (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilbagekaldt INTEGER NOT NULL,
    plejefamilie TEXT NOT NULL,
    barn TEXT NOT NULL,
    art TEXT NOT NULL,
    indflyttet INTEGER NOT NULL,
    fraflyttet INTEGER NOT NULL,
    anbringende_kommune INTEGER,
    PRIMARY KEY (kommune, id, nr),
    CONSTRAINT anbringelse_tilbagekaldt CHECK (tilbagekaldt IN (0, 1)),
    CONSTRAINT anbringelse_periode CHECK (indflyttet <= fraflyttet),
    CONSTRAINT anbringelse_art CHECK (art IN ('doegn', 'aflastning', 'akut', 'netvaerk'))
) STRICT, WITHOUT ROWID;
-- insert only: anbringelse
CREATE INDEX anbringelse_familie ON anbringelse (kommune, plejefamilie, id);
CREATE INDEX anbringelse_barn ON anbringelse (kommune, barn, id);

-- A level (trin > 0) or a number of vederlag as a fraction (trin 0). organ: the body that decided.
-- kriterier: the codes of the handbook's criteria, separated by spaces. tekst: fritekst.id of the
-- reasons; bilag: what documents are referred to (their numbers in the case system).
CREATE TABLE indplacering (
    kommune INTEGER NOT NULL,
    anbringelse TEXT NOT NULL,
    id TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilbagekaldt INTEGER NOT NULL,
    fra INTEGER NOT NULL,
    til INTEGER NOT NULL,
    trin INTEGER NOT NULL,
    vederlag_taeller INTEGER NOT NULL,
    vederlag_naevner INTEGER NOT NULL,
    besluttet INTEGER,
    organ TEXT NOT NULL,
    kriterier TEXT NOT NULL,
    bilag TEXT NOT NULL,
    tekst TEXT,
    PRIMARY KEY (kommune, anbringelse, id, nr),
    CONSTRAINT indplacering_tilbagekaldt CHECK (tilbagekaldt IN (0, 1)),
    CONSTRAINT indplacering_periode CHECK (fra < til),
    CONSTRAINT indplacering_niveau CHECK (
        (trin > 0 AND vederlag_taeller = 0) OR (trin = 0 AND vederlag_taeller > 0)),
    CONSTRAINT indplacering_naevner CHECK (vederlag_naevner > 0)
) STRICT, WITHOUT ROWID;
-- insert only: indplacering

CREATE TABLE situation (
    kommune INTEGER NOT NULL,
    anbringelse TEXT NOT NULL,
    id TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilbagekaldt INTEGER NOT NULL,
    fra INTEGER NOT NULL,
    til INTEGER NOT NULL,
    art TEXT NOT NULL,
    PRIMARY KEY (kommune, anbringelse, id, nr),
    CONSTRAINT situation_tilbagekaldt CHECK (tilbagekaldt IN (0, 1)),
    CONSTRAINT situation_periode CHECK (fra < til)
) STRICT, WITHOUT ROWID;
-- insert only: situation

-- The nights [fra, til) a child was in relief.
CREATE TABLE doegn (
    kommune INTEGER NOT NULL,
    anbringelse TEXT NOT NULL,
    id TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilbagekaldt INTEGER NOT NULL,
    fra INTEGER NOT NULL,
    til INTEGER NOT NULL,
    PRIMARY KEY (kommune, anbringelse, id, nr),
    CONSTRAINT doegn_tilbagekaldt CHECK (tilbagekaldt IN (0, 1)),
    CONSTRAINT doegn_periode CHECK (fra < til)
) STRICT, WITHOUT ROWID;
-- insert only: doegn

-- An individual agreement: tillaeg or erstatning (ydelse, beloeb_oere, pr) or vilkaar (dage).
CREATE TABLE aftale (
    kommune INTEGER NOT NULL,
    anbringelse TEXT NOT NULL,
    id TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilbagekaldt INTEGER NOT NULL,
    fra INTEGER NOT NULL,
    til INTEGER NOT NULL,
    art TEXT NOT NULL,
    ydelse TEXT NOT NULL,
    beloeb_oere INTEGER NOT NULL,
    pr TEXT NOT NULL,
    vilkaar TEXT NOT NULL,
    dage INTEGER NOT NULL,
    besluttet_af TEXT NOT NULL,
    tekst TEXT,
    PRIMARY KEY (kommune, anbringelse, id, nr),
    CONSTRAINT aftale_tilbagekaldt CHECK (tilbagekaldt IN (0, 1)),
    CONSTRAINT aftale_periode CHECK (fra < til),
    CONSTRAINT aftale_art CHECK (art IN ('tillaeg', 'erstatning', 'vilkaar'))
) STRICT, WITHOUT ROWID;
-- insert only: aftale

-- Why and when the placement ends. part: who ended it (familie, kommune; empty when not said).
-- aarsag: konflikt, vederlag, faglighed, personlig, opgaven, anden; empty when not said.
CREATE TABLE ophoer (
    kommune INTEGER NOT NULL,
    anbringelse TEXT NOT NULL,
    id TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilbagekaldt INTEGER NOT NULL,
    art TEXT NOT NULL,
    dato INTEGER NOT NULL,
    part TEXT NOT NULL,
    aarsag TEXT NOT NULL,
    PRIMARY KEY (kommune, anbringelse, id, nr),
    CONSTRAINT ophoer_tilbagekaldt CHECK (tilbagekaldt IN (0, 1))
) STRICT, WITHOUT ROWID;
-- insert only: ophoer

-- The contract. holder: person.id of the one who signs and is taxed. model: trin or vederlag.
-- underskrevet: the day; may be unknown. vilkaar: what was agreed on driving, holiday, insurance
-- and the like, as fritekst.id.
CREATE TABLE kontrakt (
    kommune INTEGER NOT NULL,
    anbringelse TEXT NOT NULL,
    id TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilbagekaldt INTEGER NOT NULL,
    fra INTEGER NOT NULL,
    til INTEGER NOT NULL,
    holder TEXT NOT NULL,
    model TEXT NOT NULL,
    underskrevet INTEGER,
    vilkaar TEXT,
    PRIMARY KEY (kommune, anbringelse, id, nr),
    CONSTRAINT kontrakt_tilbagekaldt CHECK (tilbagekaldt IN (0, 1)),
    CONSTRAINT kontrakt_periode CHECK (fra < til),
    CONSTRAINT kontrakt_model CHECK (model IN ('trin', 'vederlag'))
) STRICT, WITHOUT ROWID;
-- insert only: kontrakt

-- Where money goes. A person without an accepted proposal is paid to the NemKonto. A proposal does
-- nothing until another person has answered it; the newest accepted one holds. The account number
-- itself stands in konto_nummer, apart from everything that is hashed.
CREATE TABLE konto_forslag (
    kommune INTEGER NOT NULL,
    person TEXT NOT NULL,
    nr INTEGER NOT NULL,
    art TEXT NOT NULL,
    PRIMARY KEY (kommune, person, nr),
    CONSTRAINT konto_forslag_art CHECK (art IN ('nemkonto', 'konto'))
) STRICT, WITHOUT ROWID;
-- insert only: konto_forslag

CREATE TABLE konto_svar (
    kommune INTEGER NOT NULL,
    person TEXT NOT NULL,
    forslag INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    godkendt INTEGER NOT NULL,
    PRIMARY KEY (kommune, person, forslag),
    CONSTRAINT konto_svar_godkendt CHECK (godkendt IN (0, 1)),
    FOREIGN KEY (kommune, person, forslag) REFERENCES konto_forslag (kommune, person, nr)
) STRICT, WITHOUT ROWID;
-- insert only: konto_svar

-- ---- what people read: may be corrected and erased, and is in no sum and no hash

-- art: person or virksomhed; cpr is the CVR number of the latter. beskyttet: the address is not to
-- be shown. navn_orden: what the name is sorted by, the key that base/orden.h makes when it is
-- written.
CREATE TABLE person (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    art TEXT NOT NULL,
    navn TEXT NOT NULL,
    cpr TEXT NOT NULL,
    adresse TEXT NOT NULL,
    postnummer TEXT NOT NULL,
    by_navn TEXT NOT NULL,
    beskyttet INTEGER NOT NULL,
    navn_orden TEXT NOT NULL,
    PRIMARY KEY (kommune, id),
    CONSTRAINT person_art CHECK (art IN ('person', 'virksomhed')),
    CONSTRAINT person_beskyttet CHECK (beskyttet IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE konto_nummer (
    kommune INTEGER NOT NULL,
    person TEXT NOT NULL,
    nr INTEGER NOT NULL,
    registreringsnummer TEXT NOT NULL,
    kontonummer TEXT NOT NULL,
    PRIMARY KEY (kommune, person, nr)
) STRICT, WITHOUT ROWID;

CREATE TABLE fritekst (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    tekst TEXT NOT NULL,
    PRIMARY KEY (kommune, id)
) STRICT, WITHOUT ROWID;
