/*
 * henvendelse: what a family tells or asks, with a deadline and somebody who is to answer.
 *
 * A henvendelse may hang on one line of a payment: then it names the line's key and month, so that
 * it can be found again whatever is computed later. Messages go both ways. Nothing here changes a
 * fact or an amount: what a family tells is registered by a member of staff, as always.
 *
 * Rows are only added. What people write lies apart as free text, where it can be erased.
 *
 *     ny ──► i_gang ──► besvaret ──► lukket
 *      └──────┴───────────┴───────────▲  │
 *              ◄──────────┴──────────────┘  the family writes again
 *
 * Functions run inside a transaction of the caller, and are safe to repeat: an id that is there
 * already is not added once more. The caller has seen that the family is the writer's own.
 */
#ifndef HENVENDELSE_HENVENDELSE_H
#define HENVENDELSE_HENVENDELSE_H

#include "adgang/adgang.h"
#include "base/dato.h"
#include "store/store.h"

enum henvendelse_art {
    HENVENDELSE_UENIG,         /* I disagree: with a line */
    HENVENDELSE_FORSTAAR_IKKE, /* I do not understand: a line */
    HENVENDELSE_FLYTTET,       /* a child moved in or out */
    HENVENDELSE_EFTERSKOLE,
    HENVENDELSE_HUSSTAND, /* somebody moved in or out of the household */
    HENVENDELSE_KONTO,    /* money is to go to another account */
    HENVENDELSE_ANDET,
    HENVENDELSE_FORSLAG, /* a rule of the handbook should be another */
    HENVENDELSE_ARTER,
};

enum henvendelse_tilstand {
    HENVENDELSE_NY,
    HENVENDELSE_I_GANG,
    HENVENDELSE_BESVARET,
    HENVENDELSE_LUKKET,
    HENVENDELSE_TILSTANDE,
};

enum {
    HENVENDELSE_TEKST_MAX = 4000,  /* characters of one message */
    HENVENDELSE_AABNE_MAX = 20,    /* that a family may have open at once */
    HENVENDELSE_BESKEDER_MAX = 200 /* messages of one */
};

const char *henvendelse_art_kode(enum henvendelse_art art); /* "uenig" */
bool henvendelse_art_of(struct str kode, enum henvendelse_art *out);
const char *henvendelse_art_navn(enum henvendelse_art art);                /* "uenig i et beløb" */
const char *henvendelse_tilstand_kode(enum henvendelse_tilstand tilstand); /* "i_gang" */
const char *henvendelse_tilstand_navn(enum henvendelse_tilstand tilstand); /* "i gang" */
/* The one table of moves. */
bool henvendelse_kan_flytte(enum henvendelse_tilstand fra, enum henvendelse_tilstand til);
/* Which role is to answer, and how many bank days it has: our choice, the same for everybody. */
enum rolle henvendelse_rolle(enum henvendelse_art art);
int henvendelse_dage(enum henvendelse_art art);
/* The day by which one that came on `dag` is to be answered. */
struct dato henvendelse_frist(enum henvendelse_art art, struct dato dag);

/* The line it is about; koersel 0: none. */
struct henvendelse_linje {
    int64_t koersel;
    struct str anbringelse; /* may stand alone: the child it is about */
    struct str ydelse;
    struct str modtager;
    struct str kanal;
    struct str skat;
    struct maaned maaned;
};

/* The rule a forslag is about; empty in every other kind. */
struct henvendelse_regel {
    struct str haandbog; /* the handbook's folder: "morsoe" */
    struct str version;  /* "2021-01-01" */
    struct str anker;    /* of the rule in it */
};

struct henvendelse_ny {
    struct str id;      /* id_make, drawn when the form was shown */
    struct str familie; /* empty with person: a member of staff writes a forslag */
    struct str person;  /* who writes */
    enum henvendelse_art art;
    struct henvendelse_linje linje;
    struct dato dag; /* from when something is so; DATO_MIN: not said */
    struct str tekst;
    struct henvendelse_regel regel;
};

struct henvendelse {
    struct str id;
    struct str familie;
    enum henvendelse_art art;
    struct str person;
    struct henvendelse_linje linje;
    struct dato dag;
    struct dato frist;
    int64_t tid_us;
    int64_t trin; /* number of moves */
    enum henvendelse_tilstand tilstand;
    struct str rolle;     /* rolle_kode */
    struct str ansvarlig; /* bruger.id of who has taken it; may be empty */
    struct str bruger;    /* bruger.id of who wrote it */
    struct henvendelse_regel regel;
};

struct henvendelse_besked {
    bool fra_kommune;
    struct str tekst; /* "(slettet)" when it was erased */
    struct str bruger;
    int64_t tid_us;
};

/* The first message of a HENVENDELSE_KONTO: the account that was confirmed, and what more was said.
 * Reading gives the numbers back; false when the text is none (it was erased). */
struct str henvendelse_konto_tekst(struct arena *arena, struct str reg, struct str konto,
                                   struct str mere);
bool henvendelse_konto_laes(struct str tekst, struct str *reg, struct str *konto);

/* What is refused, in the reader's language: every ERR_INPUT of the functions below has a place
 * whose text this knows. Empty for another error. */
struct str henvendelse_fejl(struct arena *arena, const struct err *err, bool engelsk);
/* Whether it is the text that is refused, and not that there is another message. */
bool henvendelse_fejl_i_tekst(const struct err *err);

/* *ny false: it is there already. Refused (ERR_INPUT) are an empty or too long text, an id that is
 * none or another family's, and one more than HENVENDELSE_AABNE_MAX. */
bool henvendelse_opret(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct henvendelse_ny *ny, int64_t now_us, bool *oprettet,
                       struct err *err) MUST_CHECK;
/* One more message. The family's reopens what was answered or closed; the kommune's answers it, and
 * makes the writer the one who has it. A text that is the newest already is not added again. */
bool henvendelse_skriv(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct henvendelse *h, bool fra_kommune, struct str tekst,
                       int64_t now_us, struct err *err) MUST_CHECK;
/* Moves it, and says who has it; refused when the table of moves says no. */
bool henvendelse_flyt(struct store *store, const struct adgang *adgang, const struct henvendelse *h,
                      enum henvendelse_tilstand til, struct str ansvarlig, int64_t now_us,
                      struct err *err) MUST_CHECK;
/* The same with nobody having it, for another role to answer; only while an answer is due. */
bool henvendelse_giv_videre(struct store *store, const struct adgang *adgang,
                            const struct henvendelse *h, enum rolle rolle, int64_t now_us,
                            struct err *err) MUST_CHECK;

/* out->id is empty when there is none. */
bool henvendelse_find(struct store *store, struct arena *arena, int kommune, struct str id,
                      struct henvendelse *out, struct err *err) MUST_CHECK;
/* A family's, newest first. */
bool henvendelse_familiens(struct store *store, struct arena *arena, int kommune,
                           struct str familie, struct henvendelse **out, size_t *antal,
                           struct err *err) MUST_CHECK;
/* The kommune's, the first due first; `lukkede`: also those that are closed. */
bool henvendelse_liste(struct store *store, struct arena *arena, int kommune, bool lukkede,
                       struct henvendelse **out, size_t *antal, struct err *err) MUST_CHECK;
/* At most `hoejst` of the same by deadline and id, after the one that is due on `frist` and has
 * that id; DATO_MIN and empty: from the first. */
bool henvendelse_efter(struct store *store, struct arena *arena, int kommune, bool lukkede,
                       struct dato frist, struct str id, size_t hoejst, struct henvendelse **out,
                       size_t *antal, struct err *err) MUST_CHECK;
/* What one has written who is of no family, newest first. */
bool henvendelse_egne(struct store *store, struct arena *arena, int kommune, struct str bruger,
                      struct henvendelse **out, size_t *antal, struct err *err) MUST_CHECK;

/* How one stands, as lists are cut. */
enum henvendelse_stand {
    HENVENDELSE_VENTER, /* ny, i_gang: an answer is due */
    HENVENDELSE_SVARET,
    HENVENDELSE_SLUT,
};
enum henvendelse_hvem {
    HENVENDELSE_ALLES,
    HENVENDELSE_MINE,    /* that this user has taken */
    HENVENDELSE_ROLLENS, /* that nobody has taken, and a role of the user is to answer */
    HENVENDELSE_TIL_MIG, /* both of these */
};
struct henvendelse_valg {
    enum henvendelse_stand stand;
    enum henvendelse_hvem hvem;
    struct dato foer; /* only those due before this day; DATO_MAX: all */
    bool kun_forslag;
    struct str kun_sager; /* only of families this user has (adgang/relation.h); empty: all */
    struct dato dag;      /* on this day */
};
/* At most `hoejst` of them after the first `fra`: of those that wait the first due first, of others
 * the last due first. Costs no more than what stands so. */
bool henvendelse_udsnit(struct store *store, struct arena *arena, const struct adgang *adgang,
                        const struct henvendelse_valg *valg, size_t fra, size_t hoejst,
                        struct henvendelse **out, size_t *antal, struct err *err) MUST_CHECK;
bool henvendelse_antal(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct henvendelse_valg *valg, int64_t *antal,
                       struct err *err) MUST_CHECK;

/* Oldest first. */
bool henvendelse_beskeder(struct store *store, struct arena *arena, int kommune, struct str id,
                          struct henvendelse_besked **out, size_t *antal,
                          struct err *err) MUST_CHECK;

#endif
