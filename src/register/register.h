/*
 * register: the facts of families, children and placements, with two times, and what is known of
 * them at a registrering.
 *
 * Virkning is when a fact is true, [fra, til). Registrering is when we learned it: a number per
 * kommune, drawn under a lock on the kommune's one row, without gaps in commit order. A fact has an
 * id; every registration of it adds a row; nothing is changed or deleted. As known at N, a fact is
 * its row with the highest number ≤ N, unless that row takes it back (tilbagekaldt).
 *
 * Where facts with different ids cover the same day and only one can hold (levels, replacements of
 * one ydelse), the one with the highest number holds; supplements add up; situations and nights are
 * joined. register_read resolves all this, so that the facts it hands out need no time of their
 * knowing.
 *
 * Money depends only on what register_read gives. Names, CPR and account numbers are read by
 * register_person_* alone.
 */
#ifndef REGISTER_REGISTER_H
#define REGISTER_REGISTER_H

#include "adgang/adgang.h"
#include "base/dato.h"
#include "base/fund.h"
#include "base/tegn.h"
#include "sag/sag.h"
#include "store/store.h"

/* ---- facts as they are registered ---- */

enum register_slags {
    SLAGS_PLEJEFAMILIE,
    SLAGS_GODKENDELSE,
    SLAGS_HUSSTAND,
    SLAGS_BARN,
    SLAGS_ANBRINGELSE,
    SLAGS_INDPLACERING,
    SLAGS_SITUATION,
    SLAGS_DOEGN,
    SLAGS_AFTALE,
    SLAGS_OPHOER,
    SLAGS_KONTRAKT,
    SLAGS_ANTAL,
};
const char *register_slags_kode(enum register_slags slags); /* "indplacering", the table's name */
const char *register_slags_navn(enum register_slags slags); /* "indplacering", for people */

enum kontrakt_model { KONTRAKT_TRIN, KONTRAKT_VEDERLAG, KONTRAKT_MODELLER };

enum { REGISTER_TAL_UKENDT = -1 };

/* One registration of one fact. What is not known: a day DATO_MIN, a count REGISTER_TAL_UKENDT, a
 * text empty. Free text is kept apart; `tekst` and `vilkaar` are its fritekst.id. */
struct register_fakta {
    enum register_slags slags;
    struct str ejer; /* anbringelse.id; of godkendelse and husstand plejefamilie.id; else empty */
    struct str id;
    int64_t nr;
    bool tilbagekaldt;
    /* Virkning. Of anbringelse: indflyttet and fraflyttet; of ophoer: dato and nothing; of barn
     * and plejefamilie nothing. */
    struct dato fra;
    struct dato til;
    union {
        struct {
            struct str socialtilsyn;
        } plejefamilie;
        struct {
            enum godkendelse art;
            int antal_boern;
            int alder_fra;
            int alder_til;
            struct str belastning;
        } godkendelse;
        struct {
            struct str person;
            struct str rolle; /* plejeforaelder, eget_barn, anden */
        } husstand;
        struct {
            struct dato foedt;
        } barn;
        struct {
            struct str plejefamilie;
            struct str barn;
            enum art art;
            int kommune; /* 0 when not known */
        } anbringelse;
        struct {
            int trin;
            struct brok vederlag; /* BROK_NUL when there is a trin */
            struct dato besluttet;
            struct str organ;
            struct str kriterier;
            struct str bilag;
            struct str tekst;
        } indplacering;
        struct {
            enum situation_art art;
        } situation;
        struct {
            enum aftale_art art;
            struct str ydelse;
            struct oere beloeb;
            enum aftale_pr pr;
            enum aftale_vilkaar vilkaar;
            int dage;
            struct str besluttet_af;
            struct str tekst;
        } aftale;
        struct {
            enum ophoer_art art;
            struct str part;
            struct str aarsag;
        } ophoer;
        struct {
            struct str holder; /* person.id */
            enum kontrakt_model model;
            struct dato underskrevet;
            struct str vilkaar;
        } kontrakt;
    };
};

/* A fact of that kind that says nothing yet; open at its end. */
struct register_fakta register_tom(enum register_slags slags);
/* Sets one column by its name in the CSV files, to a value written as there (docs/import.md): an
 * empty one is not known. Free text goes into the place of its id; the caller keeps it. The error
 * names the columns there are and never repeats the value. */
bool register_saet(struct arena *arena, struct register_fakta *fakta, struct str navn,
                   struct str vaerdi, struct err *err) MUST_CHECK;
/* The columns that must be said, with commas; for a message. */
struct str register_kraevede(struct arena *arena, enum register_slags slags);
/* An id for a new fact beside those known (all of one owner and kind). */
struct str register_nyt_id(struct arena *arena, enum register_slags slags,
                           const struct register_fakta *kendt, size_t antal);
/* The place of a fact's free text, for register_tekst_skriv; NULL when its kind has none. */
struct str *register_fritekst(struct register_fakta *fakta);

/* ---- writing ---- */

/* Draws the next registrering in the open write transaction, and remembers who and why. handling:
 * a short text without personal data ("import", "ret fødselsdato"). */
bool register_begin(struct store *store, const struct adgang *adgang, struct str handling,
                    int64_t now_us, int64_t *nr, struct err *err) MUST_CHECK;

/* Registers the wanted state of a fact under `nr` (from register_begin, in the same transaction),
 * and what it touches (beroert). A fact that is known so already writes nothing: *skrevet says
 * which. With fakta->tilbagekaldt only slags, ejer and id count: the fact was never true. Checked
 * are ids, days, intervals, that family, child and placement are there, levels and amounts, and
 * that a contract's model fits the level; the direction of a level is register_retning's. */
bool register_ret(struct store *store, struct arena *arena, const struct adgang *adgang, int64_t nr,
                  const struct register_fakta *fakta, bool *skrevet, struct err *err) MUST_CHECK;

/* How a level may move in a placement: what the handbook says (plan.retning). */
enum niveau_regel {
    NIVEAU_FASTHOLDES, /* stays for the whole placement */
    NIVEAU_ALDRIG_NED, /* may be raised, never lowered */
    NIVEAU_GENFORHANDLES,
};
/* In order of precedence. */
enum niveau_svar {
    NIVEAU_TILLADT,
    NIVEAU_UENS,    /* a trin beside a number of vederlag: neither is higher */
    NIVEAU_SAENKET, /* lower than before, or it makes a known later one lower than before */
    NIVEAU_AENDRET, /* another one, where it stays for the whole placement */
    NIVEAU_SVAR_ANTAL,
};
/* What is against the level; of one that is registered also how a mistake in it is corrected. */
struct fund_ord niveau_svar_ord(enum niveau_svar svar, bool registreret);
/* Whether a level may be registered beside those known of the placement (all registrations of the
 * kind as register_fakta_af gives them). `begrundet`: a mistake is corrected, with a reason; then
 * the known fact with the same id is left out of account, else it counts too. Pure. */
enum niveau_svar register_retning(enum niveau_regel regel, const struct register_fakta *kendt,
                                  size_t antal, const struct register_fakta *ny, bool begrundet);

/* ---- reading, inside a transaction ---- */

/* The registrations known at `nr` of one owner and kind, by id, newest of each, also of those taken
 * back. `ejer`: the owner, or the id of what has none. */
bool register_fakta_af(struct store *store, struct arena *arena, int kommune, int64_t nr,
                       enum register_slags slags, struct str ejer, struct register_fakta **out,
                       size_t *antal, struct err *err) MUST_CHECK;
/* The same with every registration of an id, oldest first. */
bool register_historie(struct store *store, struct arena *arena, int kommune, int64_t nr,
                       enum register_slags slags, struct str ejer, struct register_fakta **out,
                       size_t *antal, struct err *err) MUST_CHECK;

/* The highest number drawn; 0 before the first. */
bool register_newest(struct store *store, int kommune, int64_t *nr, struct err *err) MUST_CHECK;
/* The highest number drawn at `time_us` or before; 0 when none. */
bool register_at(struct store *store, int kommune, int64_t time_us, int64_t *nr,
                 struct err *err) MUST_CHECK;

/* A contract's period and who holds it. */
struct register_holder {
    struct dato fra;
    struct dato til;
    struct str person;
};

/* What goes with a sag, at the same index. */
struct register_sag {
    struct str barn;                /* person.id of the child */
    struct register_holder *holder; /* resolved: not overlapping, ascending */
    size_t holdere;
    /* Whether an approval covers the newest known day of the stay. Without one, sag.godkendelse is
     * almen, which means nothing here; it is in no amount. */
    bool har_godkendelse;
    struct str *aftaletekst; /* fritekst.id of each sag->aftale, or empty */
};

struct register_udsnit {
    struct sager sager; /* resolved; families together, by family id, then placement id, bytewise */
    struct register_sag *til; /* sager.count of them */
    int64_t nr;
};

/* What is known at registrering `nr` of the families named (all when familier is NULL). A placement
 * that was taken back, or whose family or child was, is not there. */
bool register_read(struct store *store, struct arena *arena, int kommune, int64_t nr,
                   const struct str *familier, size_t antal, struct register_udsnit *out,
                   struct err *err) MUST_CHECK;

/* Fills in sag.aftale[].begrundelse, for what people read. */
bool register_read_tekster(struct store *store, struct arena *arena, int kommune,
                           struct register_udsnit *udsnit, struct err *err) MUST_CHECK;

/* What a range of registrations may have changed. A birth date and a placement's days also move its
 * siblings' places in the order of children: what is to be computed again is the family. An empty
 * range (fra = til) touches no money. */
struct register_beroert {
    int64_t nr;
    struct str plejefamilie;
    struct str anbringelse; /* may be empty: the whole family */
    struct str slags;       /* "indplacering", "barn" … */
    struct str id;
    struct dato fra;
    struct dato til;
    struct str bruger; /* who registered it */
};
/* Those with efter < nr <= til, by family, then nr. */
bool register_beroerte(struct store *store, struct arena *arena, int kommune, int64_t efter,
                       int64_t til, struct register_beroert **out, size_t *antal,
                       struct err *err) MUST_CHECK;
/* The same of one family, by nr. */
bool register_beroerte_familie(struct store *store, struct arena *arena, int kommune, int64_t efter,
                               int64_t til, struct str familie, struct register_beroert **out,
                               size_t *antal, struct err *err) MUST_CHECK;
/* Who proposed or answered a change of account with efter < nr <= til: distinct users. */
bool register_konto_brugere(struct store *store, struct arena *arena, int kommune, int64_t efter,
                            int64_t til, struct str **out, size_t *antal,
                            struct err *err) MUST_CHECK;

/* ---- showing ---- */

enum register_form { REGISTER_DANSK, REGISTER_ENGELSK, REGISTER_JSON }; /* text, text or JSON */
/* What was known at `nr` of one placement, as it would be paid from; a line of text for each fact
 * below a heading. What somebody wrote, and names of ydelser, stay as they are in either language.
 * `paa` DATO_MIN: all its days, else what holds that day. False with ERR_INPUT when the placement
 * was not known. Inside a transaction. */
bool register_vis_paa(struct store *store, struct arena *arena, int kommune, int64_t nr,
                      struct str anbringelse, struct dato paa, enum register_form form,
                      struct buf *out, struct err *err) MUST_CHECK;
/* Every registration of a placement and its child, oldest first: who, when, what. */
bool register_vis_historie(struct store *store, struct arena *arena, int kommune,
                           struct str anbringelse, bool json, struct buf *out,
                           struct err *err) MUST_CHECK;
/* The placements of a family as known at `nr`, by id. */
bool register_familie_anbringelser(struct store *store, struct arena *arena, int kommune,
                                   int64_t nr, struct str familie, struct str **out, size_t *antal,
                                   struct err *err) MUST_CHECK;

/* A placement and the family it is in. */
struct register_hjem {
    struct str familie;
    struct str anbringelse;
};
/* The same of the families from `fra` to and with `til`, by family, then placement. */
bool register_familier_anbringelser(struct store *store, struct arena *arena, int kommune,
                                    int64_t nr, struct str fra, struct str til,
                                    struct register_hjem **out, size_t *antal,
                                    struct err *err) MUST_CHECK;

/* The families known at `nr` and not taken back whose id comes after `efter`, by id; at most
 * `hoejst`. Inside a transaction. */
bool register_familier(struct store *store, struct arena *arena, int kommune, int64_t nr,
                       struct str efter, size_t hoejst, struct str **out, size_t *antal,
                       struct err *err) MUST_CHECK;
/* The placements that are in a family as known at `nr`, by id, also those taken back: what was paid
 * on them was paid to the family. */
bool register_familie_steder(struct store *store, struct arena *arena, int kommune, int64_t nr,
                             struct str familie, struct register_fakta **out, size_t *antal,
                             struct err *err) MUST_CHECK;
/* Every placement a person has ever been registered as the contract holder of, by id. */
bool register_person_kontrakter(struct store *store, struct arena *arena, int kommune,
                                struct str person, struct str **out, size_t *antal,
                                struct err *err) MUST_CHECK;
/* How long after its contract has ended a person still sees the family: the last settlements and
 * the statement of the year come then. */
enum { REGISTER_EFTER_DAGE = 450 };
/* The families a person belongs to on `dag`, by id: it is a foster parent of the household that
 * day, or holds a contract there that has begun and did not end more than REGISTER_EFTER_DAGE
 * before. */
bool register_person_familier(struct store *store, struct arena *arena, int kommune, int64_t nr,
                              struct str person, struct dato dag, struct str **out, size_t *antal,
                              struct err *err) MUST_CHECK;

/* ---- import ---- */

struct register_fil {
    const char *navn; /* as shown in findings */
    struct str tekst;
};

struct register_import {
    struct dato kendt; /* facts with a later kendt_fra are left out; DATO_MAX: none */
    bool erstat;       /* take back what the register has on the sager and the files do not */
    const enum niveau_regel *retning; /* how levels may move; NULL: it is not looked at */
};

struct register_importeret {
    int64_t nr;     /* 0 when nothing was to be registered, or there were errors */
    size_t sager;   /* read */
    size_t udeladt; /* of them not known yet at `kendt` */
    size_t nye;
    size_t rettet;
    size_t tilbagekaldt;
    size_t personer; /* written, from personer.csv */
    size_t konti;    /* proposed, from konti.csv; each waits for another user's answer */
    size_t beholdt;  /* facts the register has on the sager and the files do not, kept */
    struct fund_liste fund;
};

/* Registers what the files say and the register does not, as one registrering in a write
 * transaction of its own (RET_REGISTRER). True with out->fund.fejl > 0 when rows are wrong: every
 * one is named, and nothing is written. How files are read and matched: docs/import.md. */
bool register_importer(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct register_fil *fil, size_t antal,
                       const struct register_import *valg, int64_t now_us,
                       struct register_importeret *out, struct err *err) MUST_CHECK;

/* The files of the register as known at `nr`, as register_importer reads them: facts as they are
 * registered, with their ids; with `personer` also personer.csv and konti.csv. Inside a
 * transaction. */
bool register_csv(struct store *store, struct arena *arena, int kommune, int64_t nr, bool personer,
                  struct register_fil **out, size_t *antal, struct err *err) MUST_CHECK;

/* ---- persons, apart from everything that is summed or hashed ---- */

struct register_person {
    struct str id;
    bool virksomhed;
    struct str navn; /* empty when not known */
    struct str cpr;  /* 10 digits; a CVR number of 8 for a virksomhed; empty when not known */
    struct str adresse;
    struct str postnummer;
    struct str by_navn;
    bool beskyttet;
};
/* out->id is empty when there is nobody with that id. */
bool register_person(struct store *store, struct arena *arena, int kommune, struct str id,
                     struct register_person *out, struct err *err) MUST_CHECK;
/* All of them, by id, for a run's files. */
bool register_personer(struct store *store, struct arena *arena, int kommune,
                       struct register_person **out, size_t *antal, struct err *err) MUST_CHECK;

/* The one with that id among persons that are in order of id; NULL when there is none. Pure. */
const struct register_person *register_person_find(const struct register_person *person,
                                                   size_t antal, struct str id);

/* Whether it can be a name: one line that letters can show. */
bool register_person_navn(struct str navn, struct err *err) MUST_CHECK;
/* Writes what is known of a person, in the open write transaction of registrering nr, which a name
 * that is another now is known from (register_navne): a CPR number is ten digits that
 * begin with a day (also of a replacement number, 61-91) and a month, without any sum of check; a
 * CVR number is eight. *skrevet false: it was known so already. Errors never repeat a number. */
bool register_person_skriv(struct store *store, struct arena *arena, int kommune, int64_t nr,
                           const struct register_person *person, bool *skrevet,
                           struct err *err) MUST_CHECK;

/* ---- what a person was called, and when we knew it */

/* One registration of a name: the person is called so from the day fra, DATO_MIN from the
 * beginning. Taken back: the name was not changed that day. */
struct register_navn {
    struct dato fra;
    int64_t nr; /* 0: the name that was there when the first change was registered */
    bool tilbagekaldt;
    struct str navn;
    int64_t tid_us;
    struct str bruger; /* who registered it; empty with nr 0 */
};
/* All of them, by day, then nr; none when the name was never changed. */
bool register_navne(struct store *store, struct arena *arena, int kommune, struct str person,
                    struct register_navn **out, size_t *antal, struct err *err) MUST_CHECK;
/* What the person is called on `dag` as known at `nr`; NULL when nothing is told of it. Pure. */
const struct register_navn *register_navn_paa(const struct register_navn *navn, size_t antal,
                                              struct dato dag, int64_t nr);

/* What is registered of a name. */
enum navn_handling {
    NAVN_SKIFTET, /* the person is called so from a day on; before it, as until now */
    NAVN_RETTET,  /* the newest name was never right: it should have been this */
    NAVN_TILBAGE, /* the newest change never took place; the name before it holds again */
};
struct register_navneret {
    struct str person;
    enum navn_handling handling;
    struct str navn; /* not with NAVN_TILBAGE */
    struct dato fra; /* with NAVN_SKIFTET: not before the newest change, and not after i_dag */
    struct dato i_dag;
};
/* Registers it under nr, from register_begin in the same transaction. *skrevet false: it was known
 * so. ERR_INPUT says in both languages what cannot be; place: "navn", "fra" or "handling". */
bool register_navn_ret(struct store *store, struct arena *arena, int kommune, int64_t nr,
                       const struct register_navneret *ret, bool *skrevet,
                       struct err *err) MUST_CHECK;

/* Where a person is paid as known at `nr`: har_konto false is the NemKonto. */
struct register_konto {
    bool har_konto;
    struct str registreringsnummer; /* 4 digits */
    struct str kontonummer;         /* up to 10 digits */
};
bool register_konto(struct store *store, struct arena *arena, int kommune, struct str person,
                    int64_t nr, struct register_konto *out, struct err *err) MUST_CHECK;
/* A proposal: a registrering of its own in a write transaction of its own (RET_REGISTRER). */
bool register_konto_foreslaa(struct store *store, const struct adgang *adgang, struct str person,
                             const struct register_konto *konto, int64_t now_us, int64_t *nr,
                             struct err *err) MUST_CHECK;
/* The answer of another user than the one who proposed (RET_KONTO_SVAR). */
bool register_konto_svar(struct store *store, const struct adgang *adgang, struct str person,
                         int64_t forslag, bool godkendt, int64_t now_us,
                         struct err *err) MUST_CHECK;

/* A proposal and its answer, newest first. */
struct register_konto_forslag {
    int64_t nr;
    struct register_konto konto;
    int64_t tid_us;
    struct str bruger;
    bool besvaret;
    bool godkendt;
    int64_t svar_us;
    struct str svar_bruger;
};
bool register_konto_forslagene(struct store *store, struct arena *arena, int kommune,
                               struct str person, struct register_konto_forslag **out,
                               size_t *antal, struct err *err) MUST_CHECK;

/* Free text kept apart, by its id. Writing is inside a write transaction. It may have several
 * lines; `regler` TEGN_BREV when it is printed in a letter, else 0 (tegn.h). */
bool register_tekst_skriv(struct store *store, int kommune, struct str tekst, unsigned regler,
                          struct arena *arena, struct str *id, struct err *err) MUST_CHECK;
/* Empty when the text has been erased. */
bool register_tekst(struct store *store, struct arena *arena, int kommune, struct str id,
                    struct str *out, struct err *err) MUST_CHECK;

#endif
