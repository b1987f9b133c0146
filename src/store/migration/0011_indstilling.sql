-- The decision of a level: what is proposed and why, the udvalg's agenda, the moves, and hearings
-- before a termination. Rows are only added; what people wrote stands in fritekst, where it can be
-- erased.

-- haandbog: the hash of the handbook version it was begun on. fra: the day the level is to hold
-- from.
CREATE TABLE indstilling (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    anbringelse TEXT NOT NULL,
    plejefamilie TEXT NOT NULL,
    haandbog TEXT NOT NULL,
    fra INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: indstilling
CREATE INDEX indstilling_anbringelse ON indstilling (kommune, anbringelse, tid_us, id);

-- What was answered, numbered from 1; the newest of a (slags, noegle) holds. slags: svar (noegle: a
-- criterion of the handbook), tegn (an indicator, LISTE.KODE; vaerdi 1 or 0), oplysning (arbejde,
-- uddannelse, erfaring, bilag). tekst: fritekst.id or empty.
CREATE TABLE indstilling_svar (
    kommune INTEGER NOT NULL,
    indstilling TEXT NOT NULL,
    nr INTEGER NOT NULL,
    slags TEXT NOT NULL,
    noegle TEXT NOT NULL,
    vaerdi TEXT NOT NULL,
    tekst TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, indstilling, nr),
    CONSTRAINT indstilling_svar_slags CHECK (slags IN ('svar', 'tegn', 'oplysning')),
    FOREIGN KEY (kommune, indstilling) REFERENCES indstilling (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: indstilling_svar

-- A meeting of the udvalg. navn: what the handbook calls the udvalg.
CREATE TABLE udvalgsmoede (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    dag INTEGER NOT NULL,
    navn TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: udvalgsmoede
CREATE INDEX udvalgsmoede_dag ON udvalgsmoede (kommune, dag, id);

-- Who is invited; the newest of a deltager holds. Only those who are see its agenda.
CREATE TABLE udvalgsmoede_deltager (
    kommune INTEGER NOT NULL,
    moede TEXT NOT NULL,
    nr INTEGER NOT NULL,
    deltager TEXT NOT NULL,
    med INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, moede, nr),
    CONSTRAINT udvalgsmoede_deltager_med CHECK (med IN (0, 1)),
    FOREIGN KEY (kommune, moede) REFERENCES udvalgsmoede (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: udvalgsmoede_deltager

-- The moves, numbered from 1; the newest says how it stands. trin and the fraction: the level that
-- is proposed or decided; trin 0 and 0/1 when the move says none. moede and punkt: where it stands
-- on an agenda. tekst: fritekst.id of the reasons, or empty. registrering: that by which the level
-- came into the register, or 0.
CREATE TABLE indstilling_trin (
    kommune INTEGER NOT NULL,
    indstilling TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilstand TEXT NOT NULL,
    trin INTEGER NOT NULL,
    vederlag_taeller INTEGER NOT NULL,
    vederlag_naevner INTEGER NOT NULL,
    moede TEXT NOT NULL,
    punkt INTEGER NOT NULL,
    tekst TEXT NOT NULL,
    registrering INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, indstilling, nr),
    CONSTRAINT indstilling_trin_tilstand CHECK (tilstand IN
        ('kladde', 'indstillet', 'dagsorden', 'besluttet', 'afventer_leder', 'godkendt', 'afvist',
         'trukket')),
    CONSTRAINT indstilling_trin_registreret CHECK
        ((tilstand IN ('besluttet', 'godkendt')) = (registrering > 0)),
    FOREIGN KEY (kommune, indstilling) REFERENCES indstilling (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: indstilling_trin
CREATE INDEX indstilling_trin_moede ON indstilling_trin (kommune, moede, punkt, indstilling, nr);
-- A level comes into the register once.
CREATE UNIQUE INDEX indstilling_trin_en_gang ON indstilling_trin (kommune, indstilling)
    WHERE registrering > 0;

-- A family is heard before it is given notice for reasons of its own. mindst_dage: what the
-- handbook said then, 0 when it says nothing. grund: fritekst.id.
CREATE TABLE partshoering (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    anbringelse TEXT NOT NULL,
    plejefamilie TEXT NOT NULL,
    sendt INTEGER NOT NULL,
    frist INTEGER NOT NULL,
    mindst_dage INTEGER NOT NULL,
    grund TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, id),
    CONSTRAINT partshoering_frist CHECK (frist >= sendt + mindst_dage AND frist > sendt)
) STRICT, WITHOUT ROWID;
-- insert only: partshoering
CREATE INDEX partshoering_anbringelse ON partshoering (kommune, anbringelse, tid_us, id);

-- What became of it: besvaret (the family has answered, once or more), frafaldet, opsagt
-- (registrering: that of the termination).
CREATE TABLE partshoering_trin (
    kommune INTEGER NOT NULL,
    partshoering TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilstand TEXT NOT NULL,
    tekst TEXT NOT NULL,
    registrering INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, partshoering, nr),
    CONSTRAINT partshoering_trin_tilstand CHECK (tilstand IN
        ('sendt', 'besvaret', 'frafaldet', 'opsagt')),
    CONSTRAINT partshoering_trin_registreret CHECK ((tilstand = 'opsagt') = (registrering > 0)),
    FOREIGN KEY (kommune, partshoering) REFERENCES partshoering (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: partshoering_trin
