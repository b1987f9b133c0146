/*
 * indstilling: how the level of a placement is proposed, treated and decided.
 *
 * A member of staff answers the handbook's questions about one placement, ticks the signs it names,
 * and proposes a level with reasons. What the answers point to is guidance and never decides
 * anything (vejled). The one the handbook names decides with reasons; above the handbook's limit a
 * leader must approve as well. When the decision is final, the level stands in the register in the
 * same transaction, and so does a contract when one was asked for.
 *
 *     kladde ──► indstillet ──► dagsorden ──► besluttet                    the level is registered
 *       │  ◄────────┘  ◄──────────┘   ├──────► afventer_leder ──► godkendt the level is registered
 *       └────────┴────────┴─► trukket └──────► afvist ◄──────────┘
 *
 * Invariants: 1. A level comes into the register once (a unique key holds it). 2. Nobody approves
 * what it proposed or decided itself. 3. A member of the udvalg that has no other role finds only
 * what stands on an agenda it is invited to; all else is as if it were not there.
 *
 * Rows are only added. What people write lies apart as free text. Functions run inside a
 * transaction of the caller.
 */
#ifndef INDSTILLING_INDSTILLING_H
#define INDSTILLING_INDSTILLING_H

#include "adgang/adgang.h"
#include "base/dato.h"
#include "plan/plan.h"
#include "register/register.h"
#include "store/store.h"

/* ---- states ---- */

enum indstilling_tilstand {
    INDSTILLING_KLADDE,
    INDSTILLING_INDSTILLET,
    INDSTILLING_DAGSORDEN,
    INDSTILLING_BESLUTTET, /* final */
    INDSTILLING_AFVENTER_LEDER,
    INDSTILLING_GODKENDT, /* final, by a leader */
    INDSTILLING_AFVIST,
    INDSTILLING_TRUKKET,
    INDSTILLING_TILSTANDE,
};
const char *indstilling_tilstand_kode(enum indstilling_tilstand tilstand); /* "afventer_leder" */
const char *indstilling_tilstand_navn(enum indstilling_tilstand tilstand); /* "afventer leder" */
/* After "is": "awaiting a leader". */
const char *indstilling_tilstand_engelsk(enum indstilling_tilstand tilstand);
/* The one table of moves. */
bool indstilling_kan_flytte(enum indstilling_tilstand fra, enum indstilling_tilstand til);
/* Nothing more can happen to it. */
bool indstilling_er_slut(enum indstilling_tilstand tilstand);

/* ---- levels ---- */

/* A trin, or a number of vederlag; both none: no level is said. */
struct niveau {
    int trin;
    struct brok vederlag;
};
#define NIVEAU_INTET ((struct niveau){0, BROK_NUL})
bool niveau_sagt(struct niveau niveau);
/* "trin=3" or "vederlag=4,5", as on the command line. */
bool niveau_laes(struct str tekst, struct niveau *out, struct err *err) MUST_CHECK;
struct str niveau_tekst(struct arena *arena, struct niveau niveau); /* "trin 3", "4,5 vederlag" */
/* How many vederlag it is; false when the handbook has no such level. */
bool niveau_vederlag(const struct plan *plan, struct niveau niveau, struct brok *out);
/* Whether the handbook has it and its model is that. */
bool niveau_tjek(const struct plan *plan, struct niveau niveau, struct err *err) MUST_CHECK;
/* Whether a leader must approve it: above the limit; always when the handbook does not say. */
bool niveau_kraever_leder(const struct plan *plan, struct niveau niveau);

/* ---- the case ---- */

enum {
    INDSTILLING_TEKST_MAX = 8000, /* characters of reasons, or of one note */
    INDSTILLING_ORD_MAX = 400,    /* of a short answer */
};

struct indstilling_trin {
    int64_t nr;
    enum indstilling_tilstand tilstand;
    struct niveau niveau;
    struct str moede; /* udvalgsmoede.id, or empty */
    int punkt;
    struct str tekst; /* fritekst.id, or empty */
    int64_t registrering;
    struct str bruger;
    int64_t tid_us;
};

struct indstilling {
    struct str id; /* empty: there is none */
    struct str anbringelse;
    struct str familie;
    struct str haandbog; /* hash of the version it was begun on */
    struct dato fra;
    int64_t tid_us;
    struct str bruger;
    const struct indstilling_trin *trin; /* the moves, oldest first; at least one */
    size_t trin_antal;
};
/* The newest move: how it stands. */
const struct indstilling_trin *indstilling_nu(const struct indstilling *i);
/* The newest move of that state; NULL when there is none. */
const struct indstilling_trin *indstilling_sidste(const struct indstilling *i,
                                                  enum indstilling_tilstand tilstand);
/* What is proposed: the newest draft or proposal; a step back is none. */
const struct indstilling_trin *indstilling_forslag(const struct indstilling *i);
/* The move by which it was last proposed; NULL before that. */
const struct indstilling_trin *indstilling_indsendt(const struct indstilling *i);
/* The decision by the one who decides, and the leader's; NULL when there is none. */
const struct indstilling_trin *indstilling_beslutning(const struct indstilling *i);

enum svar_slags { SVAR_KRITERIUM, SVAR_TEGN, SVAR_OPLYSNING, SVAR_SLAGS };

/* What is told beside the handbook's questions. */
enum oplysning {
    OPLYSNING_ARBEJDE,       /* posts of both carers together beside the task: "1,5" */
    OPLYSNING_UDDANNELSE,    /* ja, nej: whether the level's demand is met */
    OPLYSNING_ERFARING,      /* likewise */
    OPLYSNING_BILAG,         /* papers of the case system that it rests on */
    OPLYSNING_KONTRAKTHAVER, /* person.id: a contract is registered with the level */
    OPLYSNINGER,
};
const char *oplysning_kode(enum oplysning oplysning);

struct indstilling_svar {
    enum svar_slags slags;
    struct str noegle;
    struct str vaerdi;
    struct str tekst; /* fritekst.id, or empty */
    struct str bruger;
    int64_t tid_us;
};
struct indstilling_svarene {
    const struct indstilling_svar
        *svar; /* the newest of each, in order of when it was first told */
    size_t antal;
    int64_t nyeste; /* number of the newest of all; 0: nothing is told */
};
/* The newest answer of that kind and key; NULL when there is none. */
const struct indstilling_svar *indstilling_svar_find(const struct indstilling_svarene *svar,
                                                     enum svar_slags slags, struct str noegle);

/* ---- guidance: pure ---- */

/* What one criterion says. */
struct vejled_linje {
    const struct plan_kriterium *kriterium;
    const struct indstilling_svar *besvaret; /* NULL: not answered */
    const struct plan_svar *svar; /* NULL: none is chosen, or what was chosen is no longer there */
    size_t tegn;                  /* signs ticked under it */
};
/* How many answers point to one level or stretch of them. */
struct vejled_sum {
    struct plan_niveau niveau;
    size_t antal;
};
struct vejled {
    struct vejled_linje *linje; /* one for each criterion, in the handbook's order */
    size_t linjer;
    struct vejled_sum *sum; /* lowest first */
    size_t summer;
    size_t ubesvaret; /* criteria with neither an answer nor words */
};
/* Says what each answer points to. It never says a level. */
void vejled(struct arena *arena, const struct plan *plan, const struct indstilling_svarene *svar,
            struct vejled *out);

/* What the register knows that is held against the handbook's demands. */
struct indstilling_barn {
    struct str anbringelse;
    struct niveau niveau; /* NIVEAU_INTET: none is registered that day */
};
struct indstilling_forhold {
    struct dato foedt;
    bool har_godkendelse; /* on the day */
    struct register_fakta godkendelse;
    struct indstilling_barn *andre; /* other children in the family that day */
    size_t andre_antal;
    struct niveau nu;             /* this child's level on the day before any decision */
    struct register_fakta *kendt; /* this placement's levels, for the direction */
    size_t kendt_antal;
};

enum kontrol_art {
    KONTROL_GODKENDELSE, /* the family's approval against the level's demand */
    KONTROL_ANTAL,       /* children in the family against what it is approved for */
    KONTROL_ALDER,       /* the child's age against that */
    KONTROL_BELASTNING,  /* all the children together */
    KONTROL_ARBEJDE,     /* work beside the task */
    KONTROL_UDDANNELSE,
    KONTROL_ERFARING,
    KONTROL_RETNING, /* whether the level may move so */
    KONTROLLER,
};
enum kontrol_svar {
    KONTROL_OK,
    KONTROL_IKKE,    /* the demand is not met */
    KONTROL_VURDER,  /* a person must assess it */
    KONTROL_UOPLYST, /* something is not known */
    KONTROL_VENTER,  /* no level is chosen to hold it against */
    KONTROL_SVAR,
};
struct kontrol {
    enum kontrol_art art;
    enum kontrol_svar svar;
    struct str krav;   /* what is demanded, the handbook's or the register's words; may be empty */
    struct str fundet; /* what is known; empty when nothing is */
    bool godkendelse_tier; /* the family's approval says nothing of it, or is not registered */
};
const char *kontrol_navn(enum kontrol_art art);        /* "godkendelse" */
const char *kontrol_svar_navn(enum kontrol_svar svar); /* "opfyldt" */
/* KONTROLLER of them, for a proposed level; before one is said, only what needs none. */
void indstilling_kontrol(struct arena *arena, const struct plan *plan, const struct indstilling *i,
                         const struct indstilling_svarene *svar,
                         const struct indstilling_forhold *forhold, struct niveau niveau,
                         struct kontrol out[KONTROLLER]);

/* ---- reading ---- */

/* What the user may not see is not there: out->id is empty. */
bool indstilling_find(struct store *store, struct arena *arena, const struct adgang *adgang,
                      struct str id, struct indstilling *out, struct err *err) MUST_CHECK;
/* At most `hoejst` after the first `fra`, newest first; `aabne`: only those to which something can
 * still happen. Of a member of the udvalg: those of the agendas it is invited to. */
bool indstilling_liste(struct store *store, struct arena *arena, const struct adgang *adgang,
                       bool aabne, size_t fra, size_t hoejst, struct indstilling **out,
                       size_t *antal, struct err *err) MUST_CHECK;
/* Those that wait for the user itself: for a leader what it may approve, for who makes agendas what
 * is proposed (INDSTILLING_INDSTILLET), for a member of the udvalg what stands on its agendas. */
bool indstilling_venter(struct store *store, struct arena *arena, const struct adgang *adgang,
                        enum indstilling_tilstand tilstand, struct indstilling **out, size_t *antal,
                        struct err *err) MUST_CHECK;
/* Those of a placement whose level is registered, newest first; the caller has seen that the one
 * who asks is of the family. */
bool indstilling_familiens(struct store *store, struct arena *arena, int kommune,
                           struct str anbringelse, struct indstilling **out, size_t *antal,
                           struct err *err) MUST_CHECK;
bool indstilling_svarene(struct store *store, struct arena *arena, int kommune, struct str id,
                         struct indstilling_svarene *out, struct err *err) MUST_CHECK;
/* As they were when number `hoejst` was the newest. */
bool indstilling_svarene_da(struct store *store, struct arena *arena, int kommune, struct str id,
                            int64_t hoejst, struct indstilling_svarene *out,
                            struct err *err) MUST_CHECK;
bool indstilling_forhold_laes(struct store *store, struct arena *arena, int kommune,
                              const struct indstilling *i, struct indstilling_forhold *out,
                              struct err *err) MUST_CHECK;

/* ---- writing; `plan`: the handbook in force on the day the level is to hold from ---- */

/* A draft (RET_INDSTIL). id: id_make, drawn before, so that it can be said again: what is there
 * already is not added once more. Refused when the placement has one that is not ended. */
bool indstilling_ny(struct store *store, struct arena *arena, const struct adgang *adgang,
                    const struct plan *plan, struct str id, struct str anbringelse, struct dato fra,
                    int64_t now_us, struct err *err) MUST_CHECK;
/* One answer, while it is a draft; what stands there already is not written again. */
struct svar_ny {
    enum svar_slags slags;
    struct str noegle;
    struct str vaerdi; /* a criterion's answer (may be empty), "1" or "0", what is told */
    struct str tekst;  /* words to a criterion's answer */
};
bool indstilling_svar_skriv(struct store *store, struct arena *arena, const struct adgang *adgang,
                            const struct plan *plan, const struct indstilling *i,
                            const struct svar_ny *svar, int64_t now_us, struct err *err) MUST_CHECK;
/* Keeps the level and reasons of a draft as they are so far; either may be empty. */
bool indstilling_gem(struct store *store, struct arena *arena, const struct adgang *adgang,
                     const struct plan *plan, const struct indstilling *i, struct niveau niveau,
                     struct str tekst, int64_t now_us, struct err *err) MUST_CHECK;
/* Proposes: a level of the handbook that may be moved to, reasons, and every question answered by
 * an answer or by words. */
bool indstilling_send(struct store *store, struct arena *arena, const struct adgang *adgang,
                      const struct plan *plan, const struct indstilling *i, struct niveau niveau,
                      struct str tekst, int64_t now_us, struct err *err) MUST_CHECK;
/* Back one step, and why: to a draft with the one who proposed it, or from the agenda, by the one
 * who put it there, the one who made the agenda, or a leader. */
bool indstilling_tilbage(struct store *store, struct arena *arena, const struct adgang *adgang,
                         const struct indstilling *i, struct str tekst, int64_t now_us,
                         struct err *err) MUST_CHECK;
bool indstilling_traek(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct indstilling *i, struct str tekst, int64_t now_us,
                       struct err *err) MUST_CHECK;

struct beslutning {
    bool nej;             /* rejected: no level is registered */
    struct niveau niveau; /* may be another than the proposed; unused with nej */
    struct str tekst;     /* the reasons */
};
/* By whom the handbook names (RET_BESLUT_NIVEAU). ERR_CONFLICT when it has been decided. */
bool indstilling_beslut(struct store *store, struct arena *arena, const struct adgang *adgang,
                        const struct plan *plan, const struct indstilling *i,
                        const struct beslutning *b, int64_t now_us, struct err *err) MUST_CHECK;
/* A leader's yes or no to a decision that awaits it (RET_GODKEND_NIVEAU); b->niveau is unused. */
bool indstilling_godkend(struct store *store, struct arena *arena, const struct adgang *adgang,
                         const struct plan *plan, const struct indstilling *i,
                         const struct beslutning *b, int64_t now_us, struct err *err) MUST_CHECK;
/* Whether the user is one who may decide it now, and who may: "udvalg", "leder". Pure but for the
 * invitations. */
bool indstilling_maa_beslutte(struct store *store, struct arena *arena, const struct adgang *adgang,
                              const struct plan *plan, const struct indstilling *i, bool *maa,
                              struct err *err) MUST_CHECK;

/* ---- the udvalg's meetings ---- */

struct udvalgsmoede {
    struct str id; /* empty: there is none */
    struct dato dag;
    struct str navn;
    struct str bruger;    /* bruger.id of who made it */
    struct str *deltager; /* bruger.id of those who are invited, by id */
    size_t deltagere;
};
/* RET_DAGSORDEN. Every user with the role udvalg is invited when it is made. */
bool udvalgsmoede_opret(struct store *store, struct arena *arena, const struct adgang *adgang,
                        struct str id, struct dato dag, struct str navn, int64_t now_us,
                        struct err *err) MUST_CHECK;
/* Invites a user, or takes the invitation back. */
bool udvalgsmoede_deltager(struct store *store, struct arena *arena, const struct adgang *adgang,
                           const struct udvalgsmoede *moede, struct str bruger, bool med,
                           int64_t now_us, struct err *err) MUST_CHECK;
/* Those the user may see, newest day first: all for one who sees persons, else those it is invited
 * to. */
bool udvalgsmoede_liste(struct store *store, struct arena *arena, const struct adgang *adgang,
                        struct udvalgsmoede **out, size_t *antal, struct err *err) MUST_CHECK;
bool udvalgsmoede_find(struct store *store, struct arena *arena, const struct adgang *adgang,
                       struct str id, struct udvalgsmoede *out, struct err *err) MUST_CHECK;
/* What stands on its agenda, or was treated there, in order. */
bool udvalgsmoede_punkter(struct store *store, struct arena *arena, const struct adgang *adgang,
                          struct str moede, struct indstilling **out, size_t *antal,
                          struct err *err) MUST_CHECK;
/* Whether the user sees the cases of the meeting's agenda because of the meeting itself: as a
 * member who is invited, or as the one who made the agenda. */
bool udvalgsmoede_aabner(struct store *store, struct arena *arena, const struct adgang *adgang,
                         struct str moede, bool *ser, struct err *err) MUST_CHECK;
/* Whether the user may take the case off the agenda it stands on. */
bool indstilling_maa_tages_af(struct store *store, struct arena *arena, const struct adgang *adgang,
                              const struct indstilling *i, bool *maa, struct err *err) MUST_CHECK;
/* Puts a proposal on an agenda, or moves it there; punkt 0: last. From another agenda it is moved
 * by who may take it off that one. */
bool indstilling_dagsorden(struct store *store, struct arena *arena, const struct adgang *adgang,
                           const struct indstilling *i, const struct udvalgsmoede *moede, int punkt,
                           int64_t now_us, struct err *err) MUST_CHECK;

#endif
