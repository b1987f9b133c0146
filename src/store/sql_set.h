/*
 * sql_set: what tools/embed_sql.sh makes of the .sql files, and how such a file is written.
 *
 * A file NAME.sql holds statements that both engines read; NAME_sqlite.sql and NAME_postgres.sql
 * hold those where they differ: the same name again, or one that only stands in these two.
 *
 *     -- What the statement is for; kept beside its enumerator.
 *     -- name: anbringelse_find
 *     -- scan: why a plan may read the whole table (only where it does)
 *     SELECT id FROM anbringelse WHERE kommune = ?1 AND id = ?2;
 *
 * The name begins with the room. A parameter is ?1, ?2 …, at most 64, none left out ($1, $2 for
 * PostgreSQL). The tool refuses joined strings, REPLACE, types that are not exact, what answers
 * otherwise each time (random, nextval), quoted names and everything else of one engine's own;
 * INTEGER becomes BIGINT.
 *
 * Migrations are src/store/migration/NNNN_name.sql, numbered from 0001 without a gap:
 *
 *     CREATE TABLE x (kommune INTEGER NOT NULL, navn TEXT NOT NULL, PRIMARY KEY (kommune)) STRICT;
 *     -- insert only: x              triggers that refuse UPDATE and DELETE (and TRUNCATE) of x
 *     -- only: postgres              up to -- end, as it stands; likewise sqlite
 *     -- end
 *
 * For PostgreSQL, STRICT and WITHOUT ROWID fall away and TEXT sorts bytewise (COLLATE "C"). A
 * constraint must have the same name on both engines (store_constraint): UNIQUE and PRIMARY KEY
 * stay unnamed, a unique index is called TABLE_COLUMN_COLUMN_key, a CHECK has a CONSTRAINT name.
 * On PostgreSQL the program takes the statistics of the column `kommune` away from every table that
 * has come, when it has migrated (0001 says why); a migration says nothing of it.
 * Lines with only a comment may be mended later; any other change to an applied migration is
 * refused.
 */
#ifndef STORE_SQL_SET_H
#define STORE_SQL_SET_H

enum store_engine { STORE_SQLITE, STORE_POSTGRES };
enum { STORE_PARAMS_MAX = 64 };

struct sql_text {
    const char *name;
    const char *scan; /* why a full scan is right; NULL when there is to be none */
    int params;
    const char *text[2]; /* by enum store_engine */
};

struct sql_migration {
    const char *name;
    const char *source;         /* what is hashed: the file without mere comments */
    const char *const *step[2]; /* by enum store_engine; statements, then NULL */
};

struct sql_set {
    const struct sql_text *text;
    int count;
    const struct sql_migration *migration; /* number 1 first */
    int migrations;
};

#endif
