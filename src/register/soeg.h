/*
 * soeg: placements and families found and listed, as they are known now. Part of the door of the
 * room.
 *
 * A list is one question: filtered, sorted, counted and cut to a page by the database. A name is
 * found by the beginning of any of its words, in small letters and with æ, ø and å as ae, oe and
 * aa; an id by its beginning. Everything is inside a transaction of the caller, who has seen that
 * the one who asks may see it.
 */
#ifndef REGISTER_SOEG_H
#define REGISTER_SOEG_H

#include "register/register.h"

enum { REGISTER_SIDE = 50 }; /* rows of a page */

enum register_orden {
    ORDEN_ID,
    ORDEN_BARN, /* the child's name */
    ORDEN_FAMILIE,
    ORDEN_INDFLYTTET, /* the newest first */
    ORDEN_FRAFLYTTET, /* the first to end first */
    ORDEN_BOERN,      /* of families: most children first */
    ORDEN_ANTAL,
};

/* Which days of a stay count. */
enum register_ophold {
    OPHOLD_DAGEN,  /* it goes on on the day */
    OPHOLD_KOMMER, /* it begins after it */
    OPHOLD_FORBI,  /* it has ended before it, or on it */
    OPHOLD_ALLE,
    OPHOLD_ANTAL,
};

struct register_soegning {
    struct dato dag;   /* the day that is looked at: what holds is what holds on it */
    struct str tekst;  /* the beginning of an id, or of words of a name; may be empty */
    struct str bruger; /* only cases this user has (adgang/relation.h); empty: all */
    enum register_ophold ophold;
    bool har_art; /* only that kind */
    enum art art;
    bool har_situation; /* only in that situation on the day */
    enum situation_art situation;
    int trin;         /* only on that level on the day; 0: any */
    bool uden_niveau; /* on the day, of the kinds that need one */
    bool kraever_niveau[ART_ANTAL];
    bool uden_godkendelse;
    int slutter_dage; /* ends within so many days after the day; 0: whenever */
    enum register_orden orden;
    int side; /* 0, 1, 2 … */
};

struct register_fundet {
    struct str id;
    struct str familie;
    struct str barn;
    struct str navn; /* the child's; empty when not known */
    enum art art;
    struct dato indflyttet;
    struct dato fraflyttet;
    struct dato foedt; /* DATO_MIN when not known */
    bool har_niveau;   /* on the day */
    int trin;          /* 0: a number of vederlag */
    struct brok vederlag;
};
/* One page; *ialt: how many there are on all of them. */
bool register_soeg(struct store *store, struct arena *arena, int kommune,
                   const struct register_soegning *soegning, struct register_fundet **out,
                   size_t *antal, int64_t *ialt, struct err *err) MUST_CHECK;

/* What there is room for in a family, beside its approval of the day. */
enum register_plads {
    PLADS_ALLE,
    PLADS_LEDIG, /* fewer children than it is approved for */
    PLADS_FULD,  /* as many */
    PLADS_OVER,  /* more */
    PLADS_ANTAL,
};

struct register_familiesoegning {
    struct dato dag;
    struct str tekst;
    struct str bruger;
    bool med_barn; /* only where a child lives on the day */
    bool uden_godkendelse;
    int udloeber_dage; /* the approval of the day ends within so many days; 0: whenever */
    enum register_plads plads;
    enum register_orden orden; /* ORDEN_ID or ORDEN_BOERN */
    int side;
};

struct register_familie_fundet {
    struct str id;
    struct str socialtilsyn;
    int boern; /* who live there on the day */
    bool har_godkendelse;
    enum godkendelse art;
    struct dato fra; /* of the approval */
    struct dato til;
    int antal_boern; /* REGISTER_TAL_UKENDT when it is not said, as the two ages */
    int alder_fra;
    int alder_til;
};
bool register_soeg_familier(struct store *store, struct arena *arena, int kommune,
                            const struct register_familiesoegning *soegning,
                            struct register_familie_fundet **out, size_t *antal, int64_t *ialt,
                            struct err *err) MUST_CHECK;

/* The carers of a family on a day: foster parents of the household, holders of its contracts. */
struct register_plejeperson {
    struct str id;
    struct str navn; /* empty when not known */
};
bool register_plejepersoner(struct store *store, struct arena *arena, int kommune,
                            struct str familie, struct dato dag, struct register_plejeperson **out,
                            size_t *antal, struct err *err) MUST_CHECK;

/* Whose CPR or CVR number it is: ids of persons, by id; ten digits, a hyphen between or not. */
bool register_nummer_find(struct store *store, struct arena *arena, int kommune, struct str nummer,
                          struct str **out, size_t *antal, struct err *err) MUST_CHECK;
/* Whether a text holds what may be a CPR number: it belongs in no address and no name of a
 * search. */
bool register_ligner_cpr(struct str tekst);

/* The placements a child is or was in as known now, by id. */
bool register_barn_anbringelser(struct store *store, struct arena *arena, int kommune,
                                struct str barn, struct str **out, size_t *antal,
                                struct err *err) MUST_CHECK;

/* Who registered, when, and what was done. */
struct register_registrering {
    int64_t nr; /* 0: there is none with that number */
    int64_t tid_us;
    struct str bruger; /* bruger.id */
    struct str handling;
};
bool register_registrering(struct store *store, struct arena *arena, int kommune, int64_t nr,
                           struct register_registrering *out, struct err *err) MUST_CHECK;

/* The value of a column as register_saet reads it; empty when it is not known. */
struct str register_vaerdi(struct arena *arena, const struct register_fakta *fakta,
                           struct str kolonne);

#endif
