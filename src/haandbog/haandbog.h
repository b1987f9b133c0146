/*
 * haandbog: the door to the language. Load, check and compile a handbook, run its examples, print
 * it.
 */
#ifndef HAANDBOG_HAANDBOG_H
#define HAANDBOG_HAANDBOG_H

#include "base/fund.h"
#include "beregning/beregning.h"
#include "haandbog/dokument.h"
#include "plan/plan.h"

/* A figure in prose: what it points at, compiled. */
struct opslag;

struct sammenligning {
    struct str navn;
    struct plan_formel formel;
    struct plan_formel med;
    struct sted sted;
};

struct modstrid {
    struct str navn;
    struct str kilden_siger;
    struct str vi_goer;
    struct str krav; /* "N5"; may be empty */
    struct sted sted;
};

struct accept {
    struct str kode;
    struct str emne;
    struct str grund;
    struct sted sted;
};

/* A text a version was made from: the handbook's own file or a rate file. */
struct haandbog_tekst {
    struct str navn; /* "2021-01-01.md", "kl" */
    struct str tekst;
};

enum { HAANDBOG_TAKSTFILER_MAX = 16 };

/* One version, read and compiled. plan is usable when fund.fejl is 0. */
struct haandbog {
    struct dokument dokument;
    struct haandbog_tekst takstfil[HAANDBOG_TAKSTFILER_MAX]; /* the rate files it names */
    size_t takstfiler;
    struct plan *plan;
    const struct sammenligning *sammenligning;
    size_t sammenligninger;
    const struct modstrid *modstrid;
    size_t modstride;
    const struct accept *accept;
    size_t accepter;
    struct str trin_kilde;
    const struct regel *trin_regel;  /* the level table for print; NULL when none */
    struct takst_tabel takster_alle; /* every rate loaded, used or not */
};

/* Where rate files are found: a folder, or texts in memory (mutation, tests). */
struct takst_kilde {
    const char *mappe;       /* "takster"; NULL when texts are given */
    const char *const *navn; /* "kl" */
    const struct str *tekst;
    size_t antal;
};

/* Compiles one document. Findings of form and meaning go to fund; the checker (haandbog_check) adds
 * what only the whole shows. False for I/O, limits and text that is no UTF-8. */
bool haandbog_compile(struct arena *arena, const char *fil, struct str tekst,
                      const struct takst_kilde *takster, struct haandbog *out,
                      struct fund_liste *fund, struct err *err) MUST_CHECK;

/* Everything in docs/sprog.md that compilation alone does not see: coverage, gaps, overlaps, rates,
 * prose figures, comparisons, contradictions, accepted remarks. Needs a compiled handbook. */
bool haandbog_check(struct arena *arena, struct haandbog *haandbog, struct fund_liste *fund,
                    struct err *err) MUST_CHECK;

/* What the name of its file and folder asks of a handbook: the day in force, a correction, whether
 * its amounts may be invented. haandbog_load does this itself. */
void haandbog_check_fil(struct arena *arena, const struct haandbog *haandbog, const char *sti,
                        struct fund_liste *fund);

struct eksempel_resultat {
    struct str navn;
    struct sted sted;
    bool bestaaet;
    struct fund_ord forklaring; /* what was expected and what came; empty when passed */
};

/* Runs the examples against the plan itself. */
bool haandbog_test(struct arena *arena, const struct haandbog *haandbog,
                   struct eksempel_resultat **out, size_t *count, struct err *err) MUST_CHECK;

/* Loads a file or a folder of versions: compiled, checked when check is set. Rate files are looked
 * for in the nearest folder `takster` at or above the handbook's folder. */
struct haandbog_samling {
    struct haandbog *haandbog;
    size_t count;
    struct plan_samling planer; /* sorted; periods cut at the next version */
};
bool haandbog_load(struct arena *arena, const char *sti, bool check, struct haandbog_samling *out,
                   struct fund_liste *fund, struct err *err) MUST_CHECK;

/* The same from texts that were kept: `version` are the files of one folder, in any order; only
 * the rate files given are there. Nothing is checked: what is kept was in force. Findings that are
 * errors (the language has changed since) are in fund. */
bool haandbog_load_tekster(struct arena *arena, const struct haandbog_tekst *version, size_t count,
                           const struct haandbog_tekst *takster, size_t takst_antal,
                           struct haandbog_samling *out, struct fund_liste *fund,
                           struct err *err) MUST_CHECK;

/* ERR_INPUT when an example of any version gives another answer: nothing is paid from it. */
bool haandbog_bestaar(struct arena *arena, const struct haandbog_samling *samling,
                      struct err *err) MUST_CHECK;

/* What haandbog_load asks of the names and the order of versions that were loaded from texts; adds
 * to the findings of that load. */
void haandbog_check_navne(struct arena *arena, const struct haandbog_samling *samling,
                          struct fund_liste *fund);
/* haandbog_check of one of them, unless what it was made from has errors among `laest`, the
 * findings of the load. What several versions find in one rate file is told once. */
bool haandbog_check_version(struct arena *arena, const struct haandbog_samling *samling, size_t nr,
                            const struct fund_liste *laest, struct fund_liste *fund,
                            struct err *err) MUST_CHECK;

/* The texts haandbog_load would read at `sti`, and all rate files of the folder it would look in,
 * by the names haandbog_load_tekster takes. */
struct haandbog_tekster {
    struct haandbog_tekst *version;
    size_t versioner;
    struct haandbog_tekst *takster;
    size_t takst_antal;
};
bool haandbog_tekster_laes(struct arena *arena, const char *sti, struct haandbog_tekster *out,
                           struct fund_liste *fund, struct err *err) MUST_CHECK;
/* Whether a name is a version's: "2021-01-01.md", or a correction's: "2021-01-01.r1.md". */
bool haandbog_version_navn(struct str navn, struct dato *dag, int *rettelse);

struct haandbog_afsnit {
    int niveau; /* 1 = the title */
    struct str tekst;
    struct str id; /* its anchor */
};

/* One version, published, for a page that has its own top and style. */
struct haandbog_side {
    struct str indhold; /* HTML: the list of contents, <nav> */
    struct str krop;    /* HTML: the text and the appendix; to stand in class "haandbog" */
    const struct haandbog_afsnit *afsnit;
    size_t afsnit_antal;
};

/* `forslag`: where another rule is proposed; the rule's anchor is put after it. Empty: nowhere. */
bool haandbog_publish_dele(struct arena *arena, const struct haandbog *haandbog,
                           const struct fund_liste *fund, struct str forslag,
                           struct haandbog_side *out, struct err *err) MUST_CHECK;
/* The style of what haandbog_publish_dele writes; it touches nothing outside class "haandbog". */
extern const char haandbog_stil[];

/* The self-contained page of one version. */
bool haandbog_publish(struct arena *arena, const struct haandbog *haandbog,
                      const struct fund_liste *fund, struct buf *out, struct err *err) MUST_CHECK;
/* What was understood, as text. */
void haandbog_show(struct buf *out, const struct haandbog *haandbog);

#endif
