-- Texts of handbooks and rates on their way into force, and those that are in force. Rows are only
-- added: a text in force is never another.

-- slags: haandbog or takster. navn: the file's name, "2022-01-01.md"; of rates "kl".
CREATE TABLE udkast (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    slags TEXT NOT NULL,
    navn TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, id),
    CONSTRAINT udkast_slags CHECK (slags IN ('haandbog', 'takster'))
) STRICT, WITHOUT ROWID;
-- insert only: udkast

-- Each time it was saved. grundlag: the hash of the text of that name that was in force then; ''
-- when there was none. What the check said then: counts, and fund as JSON.
CREATE TABLE udkast_tekst (
    kommune INTEGER NOT NULL,
    udkast TEXT NOT NULL,
    nr INTEGER NOT NULL,
    hash TEXT NOT NULL,
    grundlag TEXT NOT NULL,
    fejl INTEGER NOT NULL,
    bemaerkninger INTEGER NOT NULL,
    eksempler INTEGER NOT NULL,
    eksempler_fejl INTEGER NOT NULL,
    fund TEXT NOT NULL,
    tekst TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, udkast, nr),
    FOREIGN KEY (kommune, udkast) REFERENCES udkast (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: udkast_tekst

-- The moves, numbered from 1; the newest says how it stands. tekst: the number of the text that was
-- moved. begrundelse: why it was sent back or given up.
CREATE TABLE udkast_trin (
    kommune INTEGER NOT NULL,
    udkast TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tilstand TEXT NOT NULL,
    tekst INTEGER NOT NULL,
    begrundelse TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, udkast, nr),
    CONSTRAINT udkast_trin_tilstand CHECK (tilstand IN
        ('kladde', 'foreslaaet', 'i_kraft', 'opgivet')),
    FOREIGN KEY (kommune, udkast, tekst) REFERENCES udkast_tekst (kommune, udkast, nr)
) STRICT, WITHOUT ROWID;
-- insert only: udkast_trin

-- Numbered without gaps; the newest of a name is the one in force. efter: the number before it of
-- that name, 0 when it is the first: two cannot follow the same. gaelder_fra: a day; of rates the
-- earliest a row holds from that is not in the rates before.
CREATE TABLE udkast_ikraft (
    kommune INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    slags TEXT NOT NULL,
    navn TEXT NOT NULL,
    efter INTEGER NOT NULL,
    udkast TEXT NOT NULL,
    tekst INTEGER NOT NULL,
    hash TEXT NOT NULL,
    gaelder_fra INTEGER NOT NULL,
    foreslaaet_af TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, nr),
    UNIQUE (kommune, slags, navn, efter),
    CONSTRAINT udkast_ikraft_anden CHECK (bruger <> foreslaaet_af),
    FOREIGN KEY (kommune, udkast, tekst) REFERENCES udkast_tekst (kommune, udkast, nr)
) STRICT, WITHOUT ROWID;
-- insert only: udkast_ikraft
