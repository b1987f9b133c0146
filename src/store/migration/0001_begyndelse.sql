-- The store's own table of applied migrations, and one head row per kommune, under whose lock the
-- numbers of registrering are drawn.

CREATE TABLE schema_version (
    nummer INTEGER NOT NULL PRIMARY KEY,
    navn TEXT NOT NULL,
    hash TEXT NOT NULL,
    tid_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- only: postgres
CREATE FUNCTION store_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'insert only' USING
        ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_TABLE_NAME || '_insert_only';
END
$$;
-- end
-- insert only: schema_version

-- What a server knows of the kommuner it has had says nothing of one that has just come: it would
-- guess that there are no rows, and read them all for each. Without statistics of that column it
-- takes the index that has most of what is asked for, always. The program calls this when it has
-- migrated, for the tables that have come; it says how many.
-- only: postgres
CREATE FUNCTION store_ingen_statistik() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    tabel text;
    antal bigint := 0;
BEGIN
    FOR tabel IN SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
            AND a.attname = 'kommune' AND a.attstattarget <> 0 ORDER BY c.relname
    LOOP
        EXECUTE format('ALTER TABLE %I ALTER COLUMN kommune SET STATISTICS 0', tabel);
        antal := antal + 1;
    END LOOP;
    RETURN antal;
END
$$;
-- end

-- registrering: the last number drawn, 0 before the first. anbringelser: how many are registered
-- and not taken back, counted by the transactions that register. opdigtet: its people are invented,
-- and anybody may try it as any of its users.
CREATE TABLE kommune (
    kommune INTEGER NOT NULL PRIMARY KEY,
    navn TEXT NOT NULL,
    registrering INTEGER NOT NULL,
    anbringelser INTEGER NOT NULL,
    opdigtet INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT kommune_nummer CHECK (kommune >= 0),
    CONSTRAINT kommune_registrering CHECK (registrering >= 0),
    CONSTRAINT kommune_anbringelser CHECK (anbringelser >= 0),
    CONSTRAINT kommune_opdigtet CHECK (opdigtet IN (0, 1))
) STRICT, WITHOUT ROWID;
