-- name: store_has_schema
-- scan: the list of tables has no index
SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version';

-- Nobody has asked SQLite for statistics, so it keeps none.
-- name: store_migrated
SELECT 0;
