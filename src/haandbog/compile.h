/*
 * compile: what the files of the compiler share. Nobody else includes it.
 *
 * compile.c calls the rest in order and closes the plan, compile_hoved.c reads håndbog, valg, trin
 * and overgang, compile_takst.c the rate files and takst, compile_ydelse.c ydelse,
 * compile_situation.c situation and opsigelse, compile_indplacering.c kriterium, indikatorer, krav
 * and afgørelse, compile_tillaeg.c sammenlign, modstrid and accepteret.
 *
 * Invariant: what cannot be understood gives a finding and leaves the plan whole: every index in
 * range, every pointer set. Such a plan can be walked but must not be paid by.
 */
#ifndef HAANDBOG_COMPILE_H
#define HAANDBOG_COMPILE_H

#include "haandbog/formel.h"
#include "haandbog/haandbog.h"
#include "haandbog/laes.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
    PLAN_MAX_RULES = 64,
    PLAN_MAX_RATES = 64,
    PLAN_MAX_TRIN = 32,
    VEDERLAG_MAX = 100,
    PLAN_MAX_KRAV = 64, /* rows of "krav", beside those of the level table */
};

struct kompil {
    struct arena *arena;
    struct fund_liste *fund;
    const struct dokument *dokument;
    const struct takst_kilde *kilde;
    struct haandbog *ud;
    struct plan *plan;
    struct formel_navne navne;
    struct plan_linje linje[PLAN_MAX_LINES];
    bool linje_vederlag[PLAN_MAX_LINES]; /* a rule of the line uses "antal vederlag" */
    struct plan_ydelse *ydelse;
    struct sammenligning *sammenligning;
    struct plan_krav krav[PLAN_MAX_TRIN + PLAN_MAX_KRAV];
};

/* ---- the parts, in the order they are called ---- */
void compile_haandbog(struct kompil *k);
void compile_trin(struct kompil *k);
bool compile_takster(struct kompil *k,
                     struct err *err) MUST_CHECK; /* false: see haandbog_compile */
void compile_valg(struct kompil *k);
void compile_ydelser(struct kompil *k);
void compile_situationer(struct kompil *k);
void compile_opsigelse(struct kompil *k);
void compile_overgang(struct kompil *k);
void compile_indplacering(struct kompil *k);
void compile_tillaeg(struct kompil *k);

/* ---- help ---- */

/* The only statement of a kind; NULL when there is none. A second one is a finding. */
const struct regel *kompil_eneste(struct kompil *k, enum regel_art art);
/* How many statements of a kind there are. */
size_t kompil_antal(const struct kompil *k, enum regel_art art);
/* Where to tell of what the whole document lacks: its first statement. */
struct sted kompil_top(const struct kompil *k);
struct laes kompil_laes(struct kompil *k, const struct regel_post *post);
/* The entry of that key; NULL and a finding when it is missing. */
const struct regel_post *kompil_kraev(struct kompil *k, const struct regel *regel,
                                      const char *noegle);
/* A required text in quotes; empty after a finding. */
struct str kompil_tekst(struct kompil *k, const struct regel *regel, const char *noegle);
/* `kilde` or the entry `valgt af os`: the text of the source, or those words. */
struct str kompil_kilde_eller_os(struct kompil *k, const struct regel *regel);
/* The name in quotes after the kind. */
struct str kompil_navn(struct kompil *k, const struct regel *regel);
/* "fra DATO [til og med DATO]"; til is the first day after. */
bool kompil_gaelder(struct laes *l, struct dato *fra, struct dato *til);
/* One of the words of `ugebeløb omregnes`. */
bool kompil_uge(struct laes *l, enum valg_uge *out, struct str *ord);
/* "døgnpleje, netværk": a bit for each. */
bool kompil_arter(struct laes *l, unsigned *out);
/* The line of that name, as index; −1 and a finding with a suggestion when there is none. */
int kompil_linje(struct kompil *k, struct laes *l);
/* Whether a formula uses "antal vederlag". */
bool kompil_bruger_vederlag(const struct plan_formel *formel);
/* Adds what a level demands: four cells, from `godkendelse` to `erfaring`. */
void kompil_krav(struct kompil *k, const struct regel_tekst *celle, struct plan_niveau niveau);
/* The unit of kroner for each of something. */
struct enhed kompil_kr_pr(enum enhed_ord ord);

#endif
