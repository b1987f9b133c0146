/*
 * api_intern: what the files of the room share.
 */
#ifndef API_API_INTERN_H
#define API_API_INTERN_H

#include "adgang/api_noegle.h"
#include "api/api.h"
#include "api/api_felt.h"

/* ---- what can go wrong, each with its status and words (api_problem.c) ---- */

enum api_problem {
    PROBLEM_INTET,
    PROBLEM_JSON,           /* 400: the body is no JSON */
    PROBLEM_PARAMETER,      /* 400 */
    PROBLEM_NOEGLE_MANGLER, /* 400: no Idempotency-Key */
    PROBLEM_ADGANG,         /* 401 */
    PROBLEM_OMRAADE,        /* 403: the token is not for it */
    PROBLEM_RET,            /* 403: the user may not */
    PROBLEM_UKENDT,         /* 404 */
    PROBLEM_METODE,         /* 405 */
    PROBLEM_UDFALD,         /* 409: the rules say no */
    PROBLEM_SAMTIDIG,       /* 409: somebody else was in the way */
    PROBLEM_STOR,           /* 413 */
    PROBLEM_TYPE,           /* 415 */
    PROBLEM_INDHOLD,        /* 422: the body says something that cannot be */
    PROBLEM_NOEGLE_BRUGT,   /* 422: the Idempotency-Key was another request's */
    PROBLEM_FOR_MANGE,      /* 429 */
    PROBLEM_FEJL,           /* 500 */
    PROBLEM_LUKKET,         /* 503: there is no database */
    PROBLEM_UGEMT,          /* 503: the view could not be kept */
    PROBLEMER,
};
struct api_problem_ord {
    int status;
    const char *kode; /* the end of its type: "/api#problem-KODE" */
    const char *titel;
    const char *tekst; /* what to do, for the reference */
};
const struct api_problem_ord *api_problem_ord(enum api_problem problem);
/* Title and text in English. */
const char *const *api_problem_engelsk(enum api_problem problem);

/* A finding of an import, or one place of a body. */
struct api_sted {
    struct str pointer; /* a JSON pointer, or line and column */
    struct fund_ord detail;
};

/* ---- operations ---- */

enum api_data {
    API_INGEN,   /* nothing of the database */
    API_LAESER,  /* one snapshot */
    API_VISER,   /* shows persons: waits until the view is kept */
    API_SKRIVER, /* writes: once for each Idempotency-Key */
};

struct api_parameter {
    const char *navn;
    enum api_type type; /* API_TEKST, _ID, _TAL, _DATO, _MAANED, _SAND */
    bool i_sti;
    bool kraevet;
    int64_t min; /* API_TAL */
    int64_t max; /* API_TAL; API_TEKST and API_ID: most bytes */
    struct api_begge tekst;
};

struct api;

struct api_operation {
    struct web_rute rute;
    const char *id;          /* operationId */
    struct api_begge gruppe; /* its heading in the reference */
    struct api_begge navn;
    struct api_begge tekst;
    bool aaben; /* anybody may, without a token */
    enum ret ret;
    enum omraade omraade;
    enum api_data data;
    const struct api_parameter *parameter;
    size_t parametre;
    const struct api_objekt *krop; /* NULL: it takes no body, or fakta */
    bool fakta;                    /* the body is a file of facts */
    const struct api_objekt *svar; /* NULL: any JSON object (the description itself) */
    int status;
    bool (*koer)(struct api *a, struct err *err);
};
extern const struct api_operation api_operationer[];
extern const size_t api_operationer_antal;

/* A parameter as it was sent. */
struct api_vaerdi {
    bool der;
    struct str tekst;
    int64_t tal;
    struct dato dato;
    struct maaned maaned;
    bool sand;
};

enum { API_PARAMETRE_MAX = 8, API_RAEKKER = 100, API_RAEKKER_MAX = 500 };

/* How fast one caller may ask, counted in the memory of each worker. */
struct api_graense {
    int i_traek;  /* so many at once */
    int i_sekund; /* and so many more each second */
};
struct api_spand {
    char hvem[65];
    int64_t tid_us;
    int64_t rest; /* in millionths */
};
enum { API_SPANDE = 256 };

struct api_program {
    struct web_program indre;
    struct side_app *side;
    struct arena *arena; /* lives as long as the program */
    struct api_graense noegle_graense;
    struct api_graense aaben_graense;
    struct api_spand spand[API_SPANDE];
    int64_t fejet_us;           /* when old answers were last swept */
    unsigned proevet, bestaaet; /* handbooks by number: whether their examples were run */
    int64_t ikraft;             /* what was in force then: side_app.ikraft.nr */
};

/* One request on its way. */
struct api {
    struct api_program *program;
    struct side_app *side;
    struct web_request *request;
    struct web_response *response;
    struct arena *arena;
    struct arena *stor; /* api_stor; NULL until it was asked for */
    const struct api_operation *operation;
    struct adgang hvem;
    struct api_noegle noegle;
    bool kun_egne; /* the user has the right only on cases of its own */
    struct api_vaerdi vaerdi[API_PARAMETRE_MAX];
    struct buf ud;                /* the answer */
    bool set;                     /* the view was told of (api_set) */
    struct side_visning *visning; /* of API_VISER: not written yet */
    enum api_problem problem;
    struct str detail;
    struct str detail_en; /* in English; empty: the problem's own words */
    struct str udfald;    /* of PROBLEM_UDFALD */
    struct str parameter; /* of PROBLEM_PARAMETER */
    struct str pointer;   /* of PROBLEM_INDHOLD */
    struct api_sted *sted;
    size_t steder;
    int vent_sekunder;
};

/* What was sent for a parameter of the operation. */
const struct api_vaerdi *api_par(const struct api *a, const char *navn);
/* Refuses in both languages, by two formats of the same arguments; the first refusal stands. Always
 * false. */
bool api_afvis(struct api *a, enum api_problem problem, const char *dansk, const char *engelsk, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
/* With the words of an error of the rooms. */
bool api_afvis_fejl(struct api *a, enum api_problem problem, const struct err *err);
/* "»antal« skal være …": what it must be, in both languages. */
bool api_afvis_parameter(struct api *a, const char *navn, const char *skal, const char *must);
/* A day something was known cannot be one that is to come. */
bool api_ikke_fremtid(struct api *a, const char *navn);
/* The rules said no. Always false. */
bool api_afvis_udfald(struct api *a, enum afregning_udfald udfald);
/* There is no such thing when the error is that of a search; else the error goes on. Always
 * false. */
bool api_ukendt(struct api *a, const struct err *err);

/* The trace of a view. Of an operation that only shows it is kept before the answer goes, with
 * those of the others that wait (side/gem.h); of one that writes, in its transaction. */
bool api_set(struct api *a, enum visning_art art, struct str id, const char *formaal, size_t antal,
             struct err *err) MUST_CHECK;

/* Answers with a record. Always true. */
bool api_svar(struct api *a, const void *record);
/* Memory beside the request's, with a ceiling for a whole kommune at once; empty each time it is
 * asked for. It ends with the request. */
struct arena *api_stor(struct api *a);
/* Reads the body by its table. */
bool api_krop(struct api *a, void *record, struct err *err) MUST_CHECK;
/* How many rows a page has: `antal`. */
size_t api_antal(const struct api *a);
#define API_EFTER_SKAL "den »naeste«, en side før gav"
#define API_EFTER_MUST "the “naeste” that a page before gave"
/* A cursor of two parts, "12.345": what a list was read of, and the last row of the page before.
 * Without one, *af is as it was and *sidste empty. */
bool api_efter(struct api *a, int64_t *af, struct str *sidste);
/* A cursor that is the number of the last row; without one, *nr is as it was. */
bool api_efter_nr(struct api *a, int64_t *nr);

const char *api_udfald_kode(enum afregning_udfald udfald);
/* Fills the answer with what went wrong. */
void api_problem_svar(struct api *a);
void api_problem_af(struct api *a, const struct err *err);

/* Whether the caller may ask now; else a->vent_sekunder says when. */
bool api_spand_tag(struct api *a, struct str hvem, const struct api_graense *graense);

/* Runs a write once for each key (api_igen.c). */
bool api_en_gang(struct api *a, struct err *err) MUST_CHECK;
void api_fej(struct api_program *program, int64_t now_us);

/* The kommune's own handbook, whose examples give the answers they say. */
bool api_haandbog(struct api *a, const struct side_haandbog *h, struct err *err) MUST_CHECK;

/* ---- the operations ---- */

bool api_beskrivelse(struct api *a, struct err *err);
bool api_status(struct api *a, struct err *err);
bool api_familier(struct api *a, struct err *err);
bool api_anbringelse(struct api *a, struct err *err);
bool api_historie(struct api *a, struct err *err);
bool api_fakta(struct api *a, struct err *err);
bool api_koersler(struct api *a, struct err *err);
bool api_koersel(struct api *a, struct err *err);
bool api_forskelle(struct api *a, struct err *err);
bool api_mangler(struct api *a, struct err *err);
bool api_betalinger(struct api *a, struct err *err);
bool api_forklaring(struct api *a, struct err *err);
bool api_koersel_ny(struct api *a, struct err *err);
bool api_koersel_beregn(struct api *a, struct err *err);
bool api_koersel_godkend(struct api *a, struct err *err);
bool api_journal(struct api *a, struct err *err);
bool api_tilgodehavender(struct api *a, struct err *err);
bool api_henvendelser(struct api *a, struct err *err);
bool api_henvendelse(struct api *a, struct err *err);
bool api_henvendelse_besvar(struct api *a, struct err *err);
bool api_haandboeger(struct api *a, struct err *err);
bool api_haandbog_version(struct api *a, struct err *err);
bool api_beregn(struct api *a, struct err *err);

/* What goes in and out (api_skema.c). Structs that are only answers stand beside them there. */
extern const struct api_objekt *const api_skemaer[]; /* every one, in order */
extern const size_t api_skemaer_antal;

#endif
