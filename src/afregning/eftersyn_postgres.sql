-- name: afregning_kopi_snapshot
SELECT pg_export_snapshot(), current_schema();
