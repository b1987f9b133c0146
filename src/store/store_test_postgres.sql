-- name: test_tables
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relname LIKE 'test~_%' ESCAPE '~'
 ORDER BY c.relname COLLATE "C";

-- name: test_kept
SELECT count(*) FROM pg_prepared_statements WHERE NOT from_sql;

-- name: test_limits
SELECT current_setting('lock_timeout'), current_setting('statement_timeout');
