-- What families owe is asked often and is few of the journal's rows: an index of those alone.

CREATE INDEX journal_skyldes ON journal (kommune, beloeb_oere) WHERE debet = 'tilgodehavende';
CREATE INDEX journal_betalt_tilbage ON journal (kommune, beloeb_oere)
    WHERE kredit = 'tilgodehavende';

-- What a server knows of the kommuner it has had says nothing of one that has just come: it would
-- guess that there are no rows, and read them all for each. Without statistics of that column it
-- takes the index that has most of what is asked for, always.
-- only: postgres
DO $$
DECLARE
    tabel text;
BEGIN
    FOR tabel IN SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
            AND a.attname = 'kommune' ORDER BY c.relname
    LOOP
        EXECUTE format('ALTER TABLE %I ALTER COLUMN kommune SET STATISTICS 0', tabel);
    END LOOP;
END
$$;
-- end
