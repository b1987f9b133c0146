/*
 * indstilling_cmd: what the commands of levels and of hearings share. Nobody else includes it.
 */
#ifndef CMD_INDSTILLING_CMD_H
#define CMD_INDSTILLING_CMD_H

#include "cmd/cmd_db.h"
#include "indstilling/indstilling.h"

/* What was written, and what is needed while one command runs in its transaction. */
enum { NIVEAU_ORD_MAX = 64 };
struct niveau_kald {
    struct cmd_db_words w;
    const char *haandbog;
    const char *tekst; /* --begrundelse, --grund or --tekst */
    const char *dag;   /* --fra or --frist */
    const char *punkt;
    const char *aarsag;
    const char *note;
    const char *navn; /* --indkald or --afbud */
    bool nej;
    bool alle;
    bool afbud;
    bool kontrakt;
    const char *fil;        /* -o */
    const char *opsaetning; /* who writes the letter */
    const char *ord[NIVEAU_ORD_MAX];
    size_t antal;
    struct arena *arena;
    struct cmd_db db;
    struct buf ud; /* what is printed when all went well */
};

/* The words of a command, cut; false after a line on how it is used. */
bool niveau_kald_laes(struct niveau_kald *k, struct arena *arena, int argc, char **argv,
                      const char *usage, size_t mindst, size_t hoejst);
/* Opens, runs `gaa` in one transaction, commits, prints; the exit code. */
int niveau_kald_koer(struct niveau_kald *k, enum store_mode mode,
                     bool (*gaa)(struct niveau_kald *k, struct err *err));
/* Every version of --haandbog; without the option an error that asks for it. */
bool niveau_kald_planer(struct niveau_kald *k, struct plan_samling *out,
                        struct err *err) MUST_CHECK;
/* The version of --haandbog in force on `dag`. */
bool niveau_kald_plan(struct niveau_kald *k, struct dato dag, const struct plan **out,
                      struct err *err) MUST_CHECK;
struct str niveau_kald_tekst(const struct niveau_kald *k);
/* Draws the id of something new. */
bool niveau_kald_id(struct niveau_kald *k, struct str *out, struct err *err) MUST_CHECK;
/* "…": {"id":…}, or the sentence. */
void niveau_kald_sig(struct niveau_kald *k, struct str id, struct str saetning);

#endif
