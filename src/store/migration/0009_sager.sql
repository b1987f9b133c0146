-- What caseworkers' pages ask for: people found by name and number, payments found by placement,
-- who has which case, and the searches a user keeps.

-- The words of each person's name, folded (small letters, ae, oe, aa), so that a name is found by
-- the beginning of any of its words. It follows `person`, and is corrected and erased with it.
CREATE TABLE person_soeg (
    kommune INTEGER NOT NULL,
    ord TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (kommune, ord, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_soeg_person ON person_soeg (kommune, person);
CREATE INDEX person_cpr ON person (kommune, cpr);

-- only: sqlite
INSERT INTO person_soeg (kommune, ord, person)
WITH RECURSIVE navn (kommune, person, ord, rest) AS (
    SELECT kommune, id, '', lower(replace(replace(replace(replace(replace(replace(replace(replace(
            navn, 'Æ', 'ae'), 'æ', 'ae'), 'Ø', 'oe'), 'ø', 'oe'), 'Å', 'aa'), 'å', 'aa'),
            '-', ' '), '_', ' '))
      FROM person
     UNION ALL
    SELECT kommune, person,
           CASE WHEN instr(rest, ' ') = 0 THEN rest
                ELSE substr(rest, 1, instr(rest, ' ') - 1) END,
           CASE WHEN instr(rest, ' ') = 0 THEN '' ELSE substr(rest, instr(rest, ' ') + 1) END
      FROM navn WHERE rest <> ''
)
SELECT DISTINCT kommune, ord, person FROM navn WHERE ord <> '';
-- end

-- only: postgres
INSERT INTO person_soeg (kommune, ord, person)
WITH RECURSIVE navn (kommune, person, ord, rest) AS (
    SELECT kommune, id, ''::text COLLATE "C",
           translate(replace(replace(replace(replace(replace(replace(navn,
               'Æ', 'ae'), 'æ', 'ae'), 'Ø', 'oe'), 'ø', 'oe'), 'Å', 'aa'), 'å', 'aa'),
               'ABCDEFGHIJKLMNOPQRSTUVWXYZ-_', 'abcdefghijklmnopqrstuvwxyz  ') COLLATE "C"
      FROM person
     UNION ALL
    SELECT kommune, person,
           (CASE WHEN strpos(rest, ' ') = 0 THEN rest
                 ELSE substr(rest, 1, strpos(rest, ' ') - 1) END) COLLATE "C",
           (CASE WHEN strpos(rest, ' ') = 0 THEN ''
                 ELSE substr(rest, strpos(rest, ' ') + 1) END) COLLATE "C"
      FROM navn WHERE rest <> ''
)
SELECT DISTINCT kommune, ord, person FROM navn WHERE ord <> '';
-- end

-- The payments of one placement.
CREATE INDEX journal_anbringelse ON journal (kommune, anbringelse, nr);

-- Which user has which case: a whole family (anbringelse empty) or one placement (plejefamilie
-- empty), in the days [fra, til). slags: raadgiver (the authority's), konsulent (the supplier's),
-- vikar. The newest row of a key holds. af: the user who gave or ended it.
CREATE TABLE sagsrelation (
    kommune INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    plejefamilie TEXT NOT NULL,
    anbringelse TEXT NOT NULL,
    slags TEXT NOT NULL,
    nr INTEGER NOT NULL,
    fra INTEGER NOT NULL,
    til INTEGER NOT NULL,
    af TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, bruger, plejefamilie, anbringelse, slags, nr),
    CONSTRAINT sagsrelation_slags CHECK (slags IN ('raadgiver', 'konsulent', 'vikar')),
    CONSTRAINT sagsrelation_sag CHECK ((plejefamilie = '') <> (anbringelse = '')),
    CONSTRAINT sagsrelation_periode CHECK (fra <= til),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: sagsrelation
CREATE INDEX sagsrelation_sag
    ON sagsrelation (kommune, plejefamilie, anbringelse, fra, til, af, tid_us);

-- Whether those whose access is by case see only cases they have: the newest row holds; none: no.
CREATE TABLE sagskrav (
    kommune INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    kraeves INTEGER NOT NULL,
    af TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, nr),
    CONSTRAINT sagskrav_kraeves CHECK (kraeves IN (0, 1)),
    FOREIGN KEY (kommune, af) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: sagskrav

-- The searches a user keeps under a name: of the list of families or of placements. soegning: the
-- fields of the address. The newest row of a name holds; soegning empty: it is no longer kept.
CREATE TABLE sagsfilter (
    kommune INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    liste TEXT NOT NULL,
    navn TEXT NOT NULL,
    nr INTEGER NOT NULL,
    soegning TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, bruger, liste, navn, nr),
    CONSTRAINT sagsfilter_liste CHECK (liste IN ('familier', 'anbringelser')),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: sagsfilter
