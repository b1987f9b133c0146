/*
 * prosa: the figures in a handbook's text.
 *
 * Text for people says amounts in three ways (docs/sprog.md, "Tal i teksten"): {takst …} and
 * {ydelse …} write a computed amount; an amount that is printed is followed by {= …}, which proves
 * it, or by {citat …}, which tells whose it is. Any other amount in kroner is an error, wherever it
 * stands: in headings, lists, tables and code spans too. A paragraph may be wrapped anywhere.
 */
#ifndef HAANDBOG_PROSA_H
#define HAANDBOG_PROSA_H

#include "haandbog/haandbog.h"

/* The names of the rates the text looks up, each once. */
struct prosa_brug {
    struct str *navn;
    size_t antal;
    size_t plads;
};

/* Checks every insertion and every amount of the text; true when there was nothing to report.
 * Without `opslag` (a plan with errors) nothing is looked up: only the form is checked. brug may be
 * NULL. */
bool prosa_check(struct arena *arena, const struct haandbog *haandbog, bool opslag,
                 struct prosa_brug *brug, struct fund_liste *fund);

/* A computed amount, for the one who marks it up. */
struct prosa_tal {
    struct str tekst;  /* "193,00 kr."; without the last point where the text has its own */
    struct str opslag; /* as the handbook writes it: "takst kost_og_logi, alder 9" */
    struct str kilde;  /* of the rate's row or of the rule */
    struct str anker;  /* of the rule; empty for a rate */
    struct dato dag;
};

/* What the text looks like where something stood. A member that is NULL gives plain Markdown: the
 * amount alone, " (citat: …)", and nothing for a rule block. */
struct prosa_maerker {
    void *ctx;
    void (*tal)(void *ctx, struct buf *out, const struct prosa_tal *tal);
    void (*citat)(void *ctx, struct buf *out, struct str kilde);
    void (*blok)(void *ctx, struct buf *out, size_t blok); /* writes whole lines */
};

/* Writes the whole document with its insertions replaced and its rule blocks taken out. {= …}
 * leaves the amount before it as it stands. An insertion the check refuses is written as it is. */
bool prosa_replace(struct arena *arena, const struct haandbog *haandbog,
                   const struct prosa_maerker *maerker, struct buf *out,
                   struct err *err) MUST_CHECK;

#endif
