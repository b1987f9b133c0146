-- What a family tells or asks, and what it is answered. Rows are only added; what people wrote
-- stands in fritekst, where it can be erased.

-- art: uenig, forstaar_ikke, flyttet, efterskole, husstand, konto, andet. person: who wrote
-- (person.id). koersel to skat: the line it is about, as in koersel_forskel; empty or 0 when it is
-- about none. dag: from which day something is so; 0 when none is said. frist: the day by which it
-- is to be answered.
CREATE TABLE henvendelse (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    plejefamilie TEXT NOT NULL,
    art TEXT NOT NULL,
    person TEXT NOT NULL,
    koersel INTEGER NOT NULL,
    anbringelse TEXT NOT NULL,
    ydelse TEXT NOT NULL,
    modtager TEXT NOT NULL,
    kanal TEXT NOT NULL,
    skat TEXT NOT NULL,
    maaned INTEGER NOT NULL,
    dag INTEGER NOT NULL,
    frist INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, id),
    CONSTRAINT henvendelse_art CHECK (art IN
        ('uenig', 'forstaar_ikke', 'flyttet', 'efterskole', 'husstand', 'konto', 'andet'))
) STRICT, WITHOUT ROWID;
-- insert only: henvendelse
CREATE INDEX henvendelse_familie ON henvendelse (kommune, plejefamilie, tid_us, id);

-- fra: familie or kommune. tekst: fritekst.id.
CREATE TABLE henvendelse_besked (
    kommune INTEGER NOT NULL,
    henvendelse TEXT NOT NULL,
    nr INTEGER NOT NULL,
    fra TEXT NOT NULL,
    tekst TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, henvendelse, nr),
    CONSTRAINT henvendelse_besked_fra CHECK (fra IN ('familie', 'kommune')),
    FOREIGN KEY (kommune, henvendelse) REFERENCES henvendelse (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: henvendelse_besked

-- The moves, numbered from 1; the newest says how it stands and whose it is. rolle: the role that
-- is to answer; ansvarlig: the user who has taken it, or empty.
CREATE TABLE henvendelse_trin (
    kommune INTEGER NOT NULL,
    henvendelse TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilstand TEXT NOT NULL,
    rolle TEXT NOT NULL,
    ansvarlig TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, henvendelse, nr),
    CONSTRAINT henvendelse_trin_tilstand CHECK (tilstand IN
        ('ny', 'i_gang', 'besvaret', 'lukket')),
    FOREIGN KEY (kommune, henvendelse) REFERENCES henvendelse (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: henvendelse_trin

-- A family's own lacks of an edition.
CREATE INDEX koersel_mangel_familie ON koersel_mangel (kommune, koersel, udgave, plejefamilie, nr);
