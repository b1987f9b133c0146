/*
 * kopi: a whole database into a file, and back.
 *
 * A backup is FIL and its manifest FIL.json, which is written last: a file without a manifest is no
 * backup. The manifest says how the file was made, its size and SHA-256, and for each kommune how
 * far the register and the journal had come; so it is an anchor too (verify.h).
 *
 * SQLite: FIL is a database. PostgreSQL: FIL is what pg_dump makes (custom format) of the snapshot
 * that the manifest was read from; pg_dump and pg_restore must be installed.
 *
 * A restore never writes over a database. On SQLite the file is copied beside its name, examined
 * there and linked into place when all is well; on PostgreSQL everything is put into an empty
 * database in one transaction and examined after it.
 */
#ifndef AFREGNING_KOPI_H
#define AFREGNING_KOPI_H

#include "afregning/verify.h"
#include "base/hash.h"

enum { KOPI_FORMAT = 1 };

struct kopi_kommune {
    int kommune;
    int64_t registrering;
    struct journal_hoved hoved;
};

struct kopi_manifest {
    enum store_engine motor;
    int opbygning; /* number of the newest migration */
    int64_t bytes;
    struct hash sha256;
    struct str tid; /* Danish time */
    struct kopi_kommune *kommune;
    size_t kommuner;
};

/* Outside transactions. url: the one the store was opened with. FIL and FIL.json must be new. */
bool kopi_lav(struct store *store, struct arena *arena, const char *url, const char *fil,
              int64_t now_us, struct kopi_manifest *out, struct err *err) MUST_CHECK;
bool kopi_manifest_laes(struct arena *arena, const char *fil, struct kopi_manifest *out,
                        struct err *err) MUST_CHECK;

/* What is wrong with a backup, in the order it is asked. */
enum kopi_udfald {
    KOPI_I_ORDEN,
    KOPI_AFKORTET,      /* the file is shorter or longer than it was */
    KOPI_BESKADIGET,    /* other bytes */
    KOPI_ANDEN_MOTOR,   /* made from the other kind of database */
    KOPI_NYERE,         /* made by a newer program */
    KOPI_ANDEN_KOMMUNE, /* an anchor is of a kommune that is not in it */
    KOPI_FOR_GAMMEL,    /* an anchor has seen rows that are not in it */
    KOPI_FORKERT,       /* what came out is not well, or not what the manifest says */
    KOPI_UDFALD,
};
const char *kopi_udfald_kode(enum kopi_udfald udfald); /* "for_gammel" */

/* tekst: what is wrong and what to do; empty when all is well. Nothing is left at url then, but on
 * PostgreSQL after KOPI_FORKERT. */
bool kopi_genopret(struct arena *arena, const char *fil, const char *url, const struct anker *anker,
                   size_t ankre, int64_t now_us, enum kopi_udfald *udfald, struct str *tekst,
                   struct err *err) MUST_CHECK;

#endif
