-- name: test_tables
-- scan: the list of tables has no index
SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'test~_%' ESCAPE '~'
 ORDER BY name;

-- name: test_kept
SELECT 0;

-- name: test_limits
SELECT '', '';
