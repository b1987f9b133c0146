-- The staff's daily work: proposals to the handbook, where a henvendelse stands now, what runs out
-- soon, what came back, and a log of views whose oldest rows may go.

-- A henvendelse of the kind forslag names a place in a handbook: the handbook's folder, its
-- version, and the rule's anchor; empty in every other. plejefamilie and person are empty where a
-- member of staff wrote it. SQLite changes a CHECK only by making the table anew.
-- only: postgres
ALTER TABLE henvendelse DROP CONSTRAINT henvendelse_art;
ALTER TABLE henvendelse ADD COLUMN haandbog TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE henvendelse ADD COLUMN version TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE henvendelse ADD COLUMN anker TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE henvendelse ALTER COLUMN haandbog DROP DEFAULT;
ALTER TABLE henvendelse ALTER COLUMN version DROP DEFAULT;
ALTER TABLE henvendelse ALTER COLUMN anker DROP DEFAULT;
ALTER TABLE henvendelse ADD CONSTRAINT henvendelse_art CHECK (art IN ('uenig', 'forstaar_ikke',
    'flyttet', 'efterskole', 'husstand', 'konto', 'andet', 'forslag'));
ALTER TABLE henvendelse ADD CONSTRAINT henvendelse_forslag CHECK (
    (art = 'forslag') = (haandbog <> '' AND version <> '' AND anker <> ''));
-- end
-- only: sqlite
CREATE TABLE henvendelse_ny (
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
    haandbog TEXT NOT NULL,
    version TEXT NOT NULL,
    anker TEXT NOT NULL,
    PRIMARY KEY (kommune, id),
    CONSTRAINT henvendelse_art CHECK (art IN ('uenig', 'forstaar_ikke', 'flyttet', 'efterskole',
        'husstand', 'konto', 'andet', 'forslag')),
    CONSTRAINT henvendelse_forslag CHECK (
        (art = 'forslag') = (haandbog <> '' AND version <> '' AND anker <> ''))
) STRICT, WITHOUT ROWID;
INSERT INTO henvendelse_ny SELECT kommune, id, plejefamilie, art, person, koersel, anbringelse,
    ydelse, modtager, kanal, skat, maaned, dag, frist, bruger, tid_us, '', '', '' FROM henvendelse;
CREATE TABLE henvendelse_besked_ny (
    kommune INTEGER NOT NULL,
    henvendelse TEXT NOT NULL,
    nr INTEGER NOT NULL,
    fra TEXT NOT NULL,
    tekst TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, henvendelse, nr),
    CONSTRAINT henvendelse_besked_fra CHECK (fra IN ('familie', 'kommune')),
    FOREIGN KEY (kommune, henvendelse) REFERENCES henvendelse_ny (kommune, id)
) STRICT, WITHOUT ROWID;
INSERT INTO henvendelse_besked_ny SELECT kommune, henvendelse, nr, fra, tekst, bruger, tid_us
    FROM henvendelse_besked;
CREATE TABLE henvendelse_trin_ny (
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
    FOREIGN KEY (kommune, henvendelse) REFERENCES henvendelse_ny (kommune, id)
) STRICT, WITHOUT ROWID;
INSERT INTO henvendelse_trin_ny SELECT kommune, henvendelse, nr, tilstand, rolle, ansvarlig,
    bruger, tid_us FROM henvendelse_trin;
DROP TABLE henvendelse_besked;
DROP TABLE henvendelse_trin;
DROP TABLE henvendelse;
ALTER TABLE henvendelse_ny RENAME TO henvendelse;
ALTER TABLE henvendelse_besked_ny RENAME TO henvendelse_besked;
ALTER TABLE henvendelse_trin_ny RENAME TO henvendelse_trin;
CREATE INDEX henvendelse_familie ON henvendelse (kommune, plejefamilie, tid_us, id);
CREATE TRIGGER henvendelse_no_update BEFORE UPDATE ON henvendelse BEGIN
    SELECT RAISE(ABORT, 'henvendelse_insert_only');
END;
CREATE TRIGGER henvendelse_no_delete BEFORE DELETE ON henvendelse BEGIN
    SELECT RAISE(ABORT, 'henvendelse_insert_only');
END;
CREATE TRIGGER henvendelse_besked_no_update BEFORE UPDATE ON henvendelse_besked BEGIN
    SELECT RAISE(ABORT, 'henvendelse_besked_insert_only');
END;
CREATE TRIGGER henvendelse_besked_no_delete BEFORE DELETE ON henvendelse_besked BEGIN
    SELECT RAISE(ABORT, 'henvendelse_besked_insert_only');
END;
CREATE TRIGGER henvendelse_trin_no_update BEFORE UPDATE ON henvendelse_trin BEGIN
    SELECT RAISE(ABORT, 'henvendelse_trin_insert_only');
END;
CREATE TRIGGER henvendelse_trin_no_delete BEFORE DELETE ON henvendelse_trin BEGIN
    SELECT RAISE(ABORT, 'henvendelse_trin_insert_only');
END;
-- end

-- Which row of henvendelse_trin is the newest, and what it says: so that what waits is found
-- without looking at what is closed. Each move replaces the row; doctor holds the two together.
-- stand: 0 an answer is due, 1 answered, 2 closed.
CREATE TABLE henvendelse_nu (
    kommune INTEGER NOT NULL,
    henvendelse TEXT NOT NULL,
    nr INTEGER NOT NULL,
    stand INTEGER NOT NULL,
    frist INTEGER NOT NULL,
    rolle TEXT NOT NULL,
    ansvarlig TEXT NOT NULL,
    PRIMARY KEY (kommune, henvendelse),
    CONSTRAINT henvendelse_nu_stand CHECK (stand IN (0, 1, 2)),
    FOREIGN KEY (kommune, henvendelse, nr) REFERENCES henvendelse_trin (kommune, henvendelse, nr)
) STRICT, WITHOUT ROWID;
INSERT INTO henvendelse_nu (kommune, henvendelse, nr, stand, frist, rolle, ansvarlig)
SELECT h.kommune, h.id, t.nr,
    CASE t.tilstand WHEN 'besvaret' THEN 1 WHEN 'lukket' THEN 2 ELSE 0 END, h.frist, t.rolle,
    t.ansvarlig
FROM henvendelse h
JOIN henvendelse_trin t ON t.kommune = h.kommune AND t.henvendelse = h.id
    AND t.nr = (SELECT max(n.nr) FROM henvendelse_trin n
        WHERE n.kommune = h.kommune AND n.henvendelse = h.id);
CREATE INDEX henvendelse_nu_stand ON henvendelse_nu (kommune, stand, frist, henvendelse);

-- Proposals of an account that can still be answered: no answer, and no newer one is accepted.
CREATE TABLE konto_venter (
    kommune INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (kommune, nr, person),
    FOREIGN KEY (kommune, person, nr) REFERENCES konto_forslag (kommune, person, nr)
) STRICT, WITHOUT ROWID;
INSERT INTO konto_venter (kommune, nr, person)
SELECT f.kommune, f.nr, f.person FROM konto_forslag f
WHERE NOT EXISTS (SELECT 1 FROM konto_svar s
    WHERE s.kommune = f.kommune AND s.person = f.person
        AND (s.forslag = f.nr OR (s.forslag > f.nr AND s.godkendt = 1)));

-- What ends soon, and what came back.
CREATE INDEX anbringelse_fraflyttet ON anbringelse (kommune, fraflyttet, id);
CREATE INDEX ophoer_dato ON ophoer (kommune, dato, anbringelse, id);
CREATE INDEX godkendelse_til ON godkendelse (kommune, til, plejefamilie, id);
CREATE INDEX kvittering_afvist ON kvittering (kommune, betaling) WHERE svar = 'afvist';

-- The oldest rows of a user's log of views were taken away, up to and including nr, whose hash was
-- hash: there the chain begins now. af: who did it. foer_us: what was older than this. segl: the
-- SHA-256 of the row with the one before it of the same user, so that none can be changed unseen.
CREATE TABLE visning_slettet (
    kommune INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    nr INTEGER NOT NULL,
    hash TEXT NOT NULL,
    antal INTEGER NOT NULL,
    foer_us INTEGER NOT NULL,
    af TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    segl TEXT NOT NULL,
    PRIMARY KEY (kommune, bruger, nr),
    CONSTRAINT visning_slettet_antal CHECK (antal > 0),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: visning_slettet

-- A row of the log goes only when such a row covers it.
-- only: sqlite
DROP TRIGGER visning_no_delete;
CREATE TRIGGER visning_no_delete BEFORE DELETE ON visning WHEN NOT EXISTS (
    SELECT 1 FROM visning_slettet s
    WHERE s.kommune = OLD.kommune AND s.bruger = OLD.bruger AND s.nr >= OLD.nr) BEGIN
    SELECT RAISE(ABORT, 'visning_insert_only');
END;
-- end
-- only: postgres
DROP TRIGGER visning_insert_only ON visning;
CREATE TRIGGER visning_insert_only BEFORE UPDATE ON visning
    FOR EACH ROW EXECUTE FUNCTION store_insert_only();
CREATE FUNCTION visning_kan_slettes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM visning_slettet s WHERE s.kommune = OLD.kommune
            AND s.bruger = OLD.bruger AND s.nr >= OLD.nr) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'insert only' USING
        ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'visning_insert_only';
END
$$;
CREATE TRIGGER visning_no_delete BEFORE DELETE ON visning
    FOR EACH ROW EXECUTE FUNCTION visning_kan_slettes();
-- end
