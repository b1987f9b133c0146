/*
 * afregning: what was decided becomes money, once, provably.
 *
 * A run (koersel) computes the months that are new and what may have changed in settled ones, and
 * keeps, for each key (anbringelse, ydelse, modtager, kanal, skat, maaned), the difference between
 * what is computed now and what has been granted (tilkendt). Another person approves; then the
 * differences become rows of the journal. There is no other correction of an amount.
 *
 * Invariants, held by the database and asked about by afregning_doctor:
 *  1. A grant names the grant before it on its key (efter), and the two are unique together: what
 *     was computed against an older state is refused.
 *  2. Approvals are numbered without gaps, and one is made of what was computed after the one
 *     before it.
 *  3. Journal rows are numbered without gaps and chained by hash; accounts sum to zero.
 *  4. A line that cannot be computed gives no difference. Only facts that were taken back give
 *     zero. What a person granted a supplier (channel leverandoer) is never computed, so it is
 *     never reclaimed.
 *  5. A positive difference is owed (skyldig), a negative one a tilgodehavende; they are never
 *     netted without a person's decision.
 *  6. A journal row leaves once, over one channel. What was exported is stored, and served again.
 *
 * Functions that write run in one transaction of their own and are safe to repeat: an error from
 * COMMIT does not mean that nothing was written. What the rules refuse is an outcome (enum
 * afregning_udfald), not an error; then nothing is written. A missing right is ERR_ACCESS: runs
 * need RET_KOERSEL, approving RET_GODKEND, exports, receipts and closing RET_EKSPORT, decisions
 * RET_BESLUT_PENGE, letters RET_LAES_PERSON. Functions that only read, inside the caller's
 * transaction, leave it to the caller to ask.
 *
 * Texts that are handed out live on the arena that was given. A hash is 64 hex digits.
 */
#ifndef AFREGNING_AFREGNING_H
#define AFREGNING_AFREGNING_H

#include "adgang/adgang.h"
#include "base/dato.h"
#include "base/oere.h"
#include "haandbog/haandbog.h"
#include "store/store.h"

enum koersel_tilstand {
    KOERSEL_KLADDE,
    KOERSEL_BEREGNET,
    KOERSEL_GODKENDT,
    KOERSEL_EKSPORTERET,
    KOERSEL_DELVIST_AFVIST, /* some payments came back and are not sent again yet */
    KOERSEL_KVITTERET,      /* every payment has been accepted, or sent again */
    KOERSEL_AFSLUTTET,
    KOERSEL_OPGIVET, /* never approved, and given up */
    KOERSEL_TILSTANDE,
};

const char *koersel_tilstand_kode(enum koersel_tilstand tilstand); /* "delvist_afvist" */
const char *koersel_tilstand_navn(enum koersel_tilstand tilstand); /* "delvist afvist" */
/* The one table of moves. */
bool koersel_kan_flytte(enum koersel_tilstand fra, enum koersel_tilstand til);

struct koersel {
    int64_t loebenr;
    struct maaned maaned;
    struct dato skaeringsdato;    /* what is learned after this day waits */
    struct dato dispositionsdato; /* a bank day: when the money is there */
    bool ekstra;                  /* settles no new month */
    struct str bruger;            /* who made it */
    int64_t tid_us;
    enum koersel_tilstand tilstand;
    int64_t flytninger; /* how many moves */
    int64_t udgave;     /* the newest edition; 0 before the first */
};

/* What the rules say of an attempt, in order of precedence. Texts are Danish and say what to do. */
enum afregning_udfald {
    AFREGNING_GJORT,
    AFREGNING_ALLEREDE,     /* it is done already: nothing was changed */
    AFREGNING_FORKERT_TRIN, /* the run is in another state */
    AFREGNING_ANDEN_UDGAVE, /* it was computed again after it was looked through */
    AFREGNING_FORAELDET,    /* approved or taken back after the computation: compute again */
    AFREGNING_FORBI,        /* a later run has settled the month or known more: make a new one */
    AFREGNING_SAMME_PERSON, /* the approver made or computed the run */
    AFREGNING_HAR_AENDRET,  /* the approver changed or decided what is new in it */
    AFREGNING_UDEN_GRUND,   /* a leader may, with a reason */
    AFREGNING_INTET,        /* there is nothing to do it to */
    AFREGNING_FOR_MEGET,    /* more than there is */
    AFREGNING_UDFALD,
};
const char *afregning_udfald_tekst(enum afregning_udfald udfald);
const char *afregning_udfald_engelsk(enum afregning_udfald udfald);

/* ---- runs ---- */

struct koersel_ny {
    struct maaned maaned;
    struct dato skaeringsdato;
    struct dato dispositionsdato;
    bool ekstra;
};

/* Makes a draft. Refused (err): a cut before the month begins, or before that of the run approved
 * last; a dispositionsdato that is no bank day; a settled month without `ekstra`, and an unsettled
 * one with it; a month before the first one that was ever settled. */
bool koersel_opret(struct store *store, const struct adgang *adgang, const struct koersel_ny *ny,
                   int64_t now_us, int64_t *loebenr, struct err *err) MUST_CHECK;
/* Inside a transaction. An error when there is none. */
bool koersel_find(struct store *store, struct arena *arena, int kommune, int64_t loebenr,
                  struct koersel *out, struct err *err) MUST_CHECK;
/* Why a leader approved it without another; empty when no reason was needed. Inside a
 * transaction. */
bool koersel_godkendt_grund(struct store *store, struct arena *arena, int kommune, int64_t loebenr,
                            struct str *out, struct err *err) MUST_CHECK;
/* Newest first; inside a transaction. */
bool koersel_liste(struct store *store, struct arena *arena, int kommune, struct koersel **out,
                   size_t *antal, struct err *err) MUST_CHECK;
/* The run that has overtaken `k`, among `alle` (koersel_liste): one that was approved and has
 * settled the month of `k` or known more, so that `k` can never be approved; or else the newest
 * that computed the same month after it, the only one that families are told of. NULL: none, and
 * for what is neither a draft nor computed. Extra runs have no month that another could take. */
const struct koersel *koersel_overhalet(const struct koersel *alle, size_t antal,
                                        const struct koersel *k);
bool koersel_er_godkendt(enum koersel_tilstand tilstand); /* it is paid, or will be */
/* A draft or a computed run is given up; nothing of it was ever paid. */
bool koersel_opgiv(struct store *store, const struct adgang *adgang, int64_t loebenr,
                   int64_t now_us, enum afregning_udfald *udfald, struct err *err) MUST_CHECK;
/* The last state: every payment of it has its final answer. */
bool koersel_afslut(struct store *store, const struct adgang *adgang, int64_t loebenr,
                    int64_t now_us, enum afregning_udfald *udfald, struct err *err) MUST_CHECK;

/* ---- computing ---- */

struct fremgang { /* told now and then; ctx is the caller's */
    void (*fortael)(void *ctx, size_t gjort, size_t alt);
    void *ctx;
};

struct udgave_resultat {
    int64_t udgave;
    size_t par;      /* (anbringelse, maaned) that were computed */
    size_t maaneder; /* months touched */
    size_t forskelle;
    size_t mangler;
    struct oere beregnet; /* sum of what was computed */
    struct oere op;       /* sum of positive differences */
    struct oere ned;      /* sum of negative ones, as a positive amount */
};

/* Computes a draft, or a computed run anew, with the handbook given. Nothing is changed when the
 * outcome is not AFREGNING_GJORT. */
bool koersel_beregn(struct store *store, struct arena *arena, const struct adgang *adgang,
                    int64_t loebenr, const struct haandbog_samling *haandbog, int64_t now_us,
                    const struct fremgang *fremgang, struct udgave_resultat *out,
                    enum afregning_udfald *udfald, struct err *err) MUST_CHECK;

struct forskel {
    struct str anbringelse;
    struct str ydelse;
    struct str modtager; /* person.id */
    struct str kanal;    /* codes, as in the plan: "loen", "a_indkomst" */
    struct str skat;
    struct maaned maaned;
    int64_t efter;        /* journal row of the newest grant on the key; 0: none */
    struct oere tilkendt; /* granted on the key so far, in all */
    struct oere beregnet; /* what is to be granted on it, in all */
    struct str art;       /* "tilkendelse", "aconto", "faktura" or "kreditnota" */
    struct str reference; /* the decision of the last three */
    int64_t nr;           /* its number in the edition, once it is stored */
};

struct udgave_mangel {
    struct str plejefamilie;
    struct str anbringelse;
    struct maaned maaned;
    struct str ydelse;  /* "alle" when every line is stopped */
    struct str mangler; /* what is missing, by name: "kost_andel", "kontrakt" */
    struct str grund;   /* one Danish sentence */
    struct dato fra;    /* [fra, til) of the month */
    struct dato til;
    int64_t nr; /* its number in the edition, once it is stored */
};

struct udgave {
    int64_t koersel;
    int64_t nr;        /* 1 and up in the run */
    int64_t efter;     /* the newest approval when it was computed; 0: none */
    int64_t skaering;  /* the highest registrering used */
    struct str motor;  /* the version of the calculation */
    struct str plan;   /* hashes of the stored texts: handbooks and rates, */
    struct str fakta;  /* the facts of each family, */
    struct str linjer; /* every line and lack */
    struct str bruger; /* who computed it */
    int64_t tid_us;
    struct forskel *forskel; /* by maaned, anbringelse, ydelse, modtager, kanal, skat */
    size_t forskelle;
    struct udgave_mangel *mangel;
    size_t mangler;
};

/* Inside a transaction. nr 0: the newest. */
bool udgave_laes(struct store *store, struct arena *arena, int kommune, int64_t koersel, int64_t nr,
                 struct udgave *out, struct err *err) MUST_CHECK;

/* Computes an edition anew from what it stored. `ens` is whether every line came out as it was;
 * otherwise `foerste` is the first line that differs, as "then → now". */
bool udgave_genberegn(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                      int64_t nr, bool *ens, struct str *foerste, struct err *err) MUST_CHECK;

/* ---- approving ---- */

struct godkendelse_resultat {
    int64_t raekker;            /* journal rows that were added */
    struct oere skyldig;        /* newly owed to families */
    struct oere tilgodehavende; /* newly owed by them */
    struct oere modregnet;      /* drawn from what is owed to them */
    char hoved[65];             /* hash and number of the journal's newest row */
    int64_t hoved_nr;
};

/* A computed run becomes journal rows. udgave: the edition that was looked through
 * (AFREGNING_ANDEN_UDGAVE); 0: the newest. begrundelse: needed where only a leader is left
 * (AFREGNING_UDEN_GRUND); else empty. */
bool koersel_godkend(struct store *store, struct arena *arena, const struct adgang *adgang,
                     int64_t loebenr, int64_t udgave, struct str begrundelse, int64_t now_us,
                     struct godkendelse_resultat *out, enum afregning_udfald *udfald,
                     struct err *err) MUST_CHECK;

/* What koersel_godkend would answer the one who asks now, without a begrundelse; nothing is
 * written. With it, who may approve the run: names, of use when the answer is about who asks.
 * Inside a transaction of the caller. */
struct koersel_godkendere {
    enum afregning_udfald udfald;
    struct str *navn;
    size_t antal;
};
bool koersel_maa_godkende(struct store *store, struct arena *arena, const struct adgang *adgang,
                          int64_t loebenr, int64_t now_us, struct koersel_godkendere *out,
                          struct err *err) MUST_CHECK;

#endif
