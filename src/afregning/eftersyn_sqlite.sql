-- A snapshot another program can read by, and the schema the tables are in; PostgreSQL only.
-- name: afregning_kopi_snapshot
SELECT '', '';
