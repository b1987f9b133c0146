-- The catalogue is read as any table, so that the answer belongs to the transaction's snapshot.
-- name: store_has_schema
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relname = 'schema_version' AND n.nspname = current_schema();

-- Tables that are new lose their statistics of the kommune (migration 0001 says why).
-- name: store_migrated
SELECT store_ingen_statistik();
