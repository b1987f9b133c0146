/*
 * breve_intern: between the files that fill letters (private to the room).
 */
#ifndef AFREGNING_BREVE_INTERN_H
#define AFREGNING_BREVE_INTERN_H

#include "afregning/breve.h"
#include "afregning/genberegn.h"
#include "afregning/intern.h"
#include "afregning/journal.h"
#include "afregning/opslag.h"

/* A UUID that tells nothing and is the same each time the same letter is made. nr: the run, or the
 * year. */
struct str breve_id(struct arena *arena, int kommune, const char *slags, int64_t nr,
                    struct str modtager);
enum kanal breve_kanal(struct str kode);
/* What a journal row has no tax class for is tax-free. */
enum skat breve_skat(struct str kode);
/* What the newest version of the handbook calls a ydelse, or words that fit when none has it. */
struct str breve_titel(const struct haandbog_samling *haandbog, struct str ydelse);

/* ---- a year */

struct breve_aarskilde {
    struct store *store;
    struct arena *arena; /* of what is made */
    int kommune;
    int aar;
    const struct haandbog_samling *haandbog; /* for titles */
    const struct koersel *koersel;           /* all runs */
    size_t koersler;
    /* The first name of the child of a placement; false: the placement is not to be told of. */
    bool (*barn)(void *ctx, struct str anbringelse, struct str *navn);
    void *ctx;
};
/* What a payee was paid in the year, by the month it was paid in; sender, receiver and day are left
 * empty. *udeladt: how many posts are not told of. When all are, they are held against the
 * journal's own year. */
bool breve_aar_udfyld(const struct breve_aarskilde *k, struct str modtager, struct brev_aar *out,
                      size_t *udeladt, struct err *err) MUST_CHECK;
/* The handbook of the newest approved edition; *fundet false: nothing is approved. */
bool breve_aar_plan(struct store *store, struct arena *arena, int kommune, struct str *plan,
                    bool *fundet, struct err *err) MUST_CHECK;

/* ---- a run as letters, between reading and printing ---- */

/* A month computed again, with explanations. */
struct breve_genregnet {
    struct maaned maaned;
    struct beregning beregning;
    struct opslag sted; /* in beregning.sag */
};

struct breve_par_maaned {
    struct str anbringelse;
    struct maaned maaned;
};

/* What a payee is told is owed between the family and others. */
struct breve_mellem {
    struct str modtager;
    struct brev_mellem brev;
};

/* What the journal says of one payee, oldest first. */
struct breve_journal {
    struct str modtager;
    struct journal_raekke *raekke;
    size_t antal;
    bool laest;
};

struct breve_kilde {
    struct store *store;
    struct arena *arena;
    int kommune;
    const struct breve_valg *valg; /* NULL: no sender and no day */
    struct grundlag grund;
    struct register_person *person; /* by id */
    size_t personer;
    struct dato dag; /* when the money is there: of the first export, or what was planned */
    struct journal_raekke *journal; /* of the run */
    size_t raekker;
    struct register_beroert *beroert; /* since the run before */
    size_t beroerte;
    struct breve_genregnet *maaned;
    size_t maaneder;
    struct opslag sted; /* in the cut */
    struct breve_par_maaned
        *oensket; /* what a difference or a lack is told of, by placement, month */
    size_t oenskede;
    int64_t foerste_nr; /* of the run's journal rows; 0 when there are none */
    struct breve_mellem *mellem;
    size_t mellemer;             /* by payee */
    struct breve_journal *kendt; /* payees whose rows somebody may have read already */
    size_t kendte;

    /* of the letter that is being written */
    struct arena *scratch;
    struct str modtager;
};

struct breve_post { /* something to tell somebody; neither of the two: a mellemregning */
    struct str modtager;
    const struct forskel *forskel;
    const struct udgave_mangel *mangel;
    size_t nr;
};

/* The approval before the run: the registrering it knew up to; `foerste`: there is none. */
bool breve_foer(const struct breve_kilde *r, int64_t *skaering, bool *foerste,
                struct err *err) MUST_CHECK;
bool breve_mellem_laes(struct breve_kilde *r, struct err *err) MUST_CHECK;
/* When the money is there: a run may be exported for another day than it was made with. */
bool breve_dag(struct breve_kilde *r, struct err *err) MUST_CHECK;
/* The day a run was approved, which is the day of its letters; an error when it is not. */
bool breve_godkendt(struct store *store, struct arena *arena, int kommune, int64_t loebenr,
                    struct dato *out, struct err *err) MUST_CHECK;
/* When everything is read: what is looked up for every line, and the months computed anew. */
void breve_opslag(struct breve_kilde *r);
bool breve_maaneder(struct breve_kilde *r, struct err *err) MUST_CHECK;
/* A payee's rows of the journal, of those that are known when it is one of them. */
bool breve_journal(const struct breve_kilde *r, struct str modtager, struct journal_raekke **out,
                   size_t *antal, struct err *err) MUST_CHECK;
/* What there is to tell, payee by payee. */
size_t breve_poster(struct breve_kilde *r, struct breve_post **out);
/* One payee's, on r->scratch. */
bool breve_udfyld(struct breve_kilde *r, const struct breve_post *post, size_t n,
                  struct brev_maaned *out, struct err *err) MUST_CHECK;

/* The bit of enum breve_grund that a kind of fact stands for; 0 for one that changes no money. */
unsigned breve_slags_grund(struct str slags);
/* Why an amount that was paid before is another now: bits of enum breve_grund, never none. */
unsigned breve_grunde(const struct breve_kilde *r, const struct forskel *f);

#endif
