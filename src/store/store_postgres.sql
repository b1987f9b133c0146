-- The catalogue is read as any table, so that the answer belongs to the transaction's snapshot.
-- name: store_has_schema
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relname = 'schema_version' AND n.nspname = current_schema();
