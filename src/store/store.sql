-- What the store keeps about itself. Whether there is a schema at all is asked in each engine's
-- way.

-- Every applied migration, oldest first.
-- name: store_migration_list
-- scan: the table has one row per migration, and all of them are compared
SELECT nummer, navn, hash FROM schema_version ORDER BY nummer;

-- name: store_migration_insert
INSERT INTO schema_version (nummer, navn, hash, tid_us) VALUES (?1, ?2, ?3, ?4);
