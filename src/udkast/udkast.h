/*
 * udkast: texts of handbooks and rates on their way into force, and what a kommune has in force.
 *
 * A draft (udkast) is one file by name: a version of the handbook ("2022-01-01.md"), a correction
 * ("2021-01-01.r1.md") or rates ("kl"). Each time it is saved is a text of its own, kept with what
 * the check said of it.
 *
 *     kladde ──► foreslaaet ──► i_kraft
 *       ▲  └──────────┬───────► opgivet
 *       └─────────────┘  sent back, or saved again
 *
 * Two persons put a text in force: one proposes it, when it has no errors and all examples pass;
 * another, who has not written in it, puts it in force. Then it is never another: a version that
 * has taken effect is changed by a correction, a rate by a row that says from when it is known.
 *
 * What a run computes with is the files it is given, if any, and over them the texts in force of
 * the same names: the one registered last holds.
 *
 * Rows are only added. Functions with a store run inside a transaction of the caller. What the
 * rules refuse is ERR_INPUT, a missing right or a second person who is the first is ERR_ACCESS, and
 * somebody else who saved first is ERR_CONFLICT; then nothing is written.
 */
#ifndef UDKAST_UDKAST_H
#define UDKAST_UDKAST_H

#include "adgang/adgang.h"
#include "haandbog/haandbog.h"

enum udkast_slags { UDKAST_HAANDBOG, UDKAST_TAKSTER, UDKAST_SLAGS };

enum udkast_tilstand {
    UDKAST_KLADDE,
    UDKAST_FORESLAAET,
    UDKAST_I_KRAFT,
    UDKAST_OPGIVET,
    UDKAST_TILSTANDE,
};

enum {
    UDKAST_TEKST_MAX = 2 << 20, /* bytes */
    UDKAST_BEGRUNDELSE_MAX = 1000,
};

const char *udkast_slags_kode(enum udkast_slags slags);             /* "haandbog" */
const char *udkast_tilstand_kode(enum udkast_tilstand tilstand);    /* "foreslaaet" */
const char *udkast_tilstand_navn(enum udkast_tilstand tilstand);    /* "foreslået" */
const char *udkast_tilstand_engelsk(enum udkast_tilstand tilstand); /* "proposed" */
bool udkast_kan_flytte(enum udkast_tilstand fra, enum udkast_tilstand til);
/* What a file's name says: "2022-01-01.md" is a handbook, "kl.csv" the rates "kl". */
bool udkast_navn_parse(struct str fil, enum udkast_slags *slags, struct str *navn,
                       struct err *err) MUST_CHECK;
/* The name as a file: "kl" of rates is "kl.csv". */
struct str udkast_fil(struct arena *arena, enum udkast_slags slags, struct str navn);

/* ---- what is in force, as texts */

struct udkast_tekst {
    enum udkast_slags slags;
    struct str navn;
    struct str tekst;
    int64_t nr; /* of its registration when it is in force; 0: a file, or a draft */
};

struct udkast_gaeldende {
    int64_t nr; /* the newest that was put in force; 0: only the files */
    const struct udkast_tekst *tekst;
    size_t antal;
    const struct udkast_tekst *takster; /* every text of rates there has been, oldest first */
    size_t takst_antal;
};

/* The number of the newest text that was put in force; 0 when there is none. */
bool udkast_nyeste(struct store *store, int kommune, int64_t *nr, struct err *err) MUST_CHECK;
/* The texts in force, over the files (NULL: none). A text that is not what was put in force is an
 * error. */
bool udkast_gaeldende(struct store *store, struct arena *arena, int kommune,
                      const struct haandbog_tekster *filer, struct udkast_gaeldende *out,
                      struct err *err) MUST_CHECK;
/* Compiled, with `med` (NULL: nothing) as if it were in force; not checked. */
bool udkast_samling(struct arena *arena, const struct udkast_gaeldende *g,
                    const struct udkast_tekst *med, struct haandbog_samling *out,
                    struct fund_liste *fund, struct err *err) MUST_CHECK;

/* Checks what is in force, and runs its examples when `eksempler` is set: each version with the
 * rates it was put in force with, since rates that were corrected afterwards are no fault of its
 * text. Errors are findings; *eksempel is the first example that fails, NULL when all pass. */
bool udkast_efterse(struct arena *arena, const struct udkast_gaeldende *g,
                    const struct haandbog_samling *samling, bool eksempler, struct fund_liste *fund,
                    const struct eksempel_resultat **eksempel, struct err *err) MUST_CHECK;

/* The first example of a version that fails; *out stays as it was when all pass. */
bool udkast_eksempel(struct arena *arena, const struct haandbog *haandbog,
                     const struct eksempel_resultat **out, struct err *err) MUST_CHECK;

/* ---- what is wrong with a draft */

struct udkast_tjek {
    /* Of the draft, and errors elsewhere that it makes; sorted. Rates that no longer fit the
     * printed amounts of a version in force are a remark: that version stands. */
    struct fund_liste fund;
    size_t bemaerkninger;                     /* of the draft, not accepted */
    const struct eksempel_resultat *eksempel; /* those that fail */
    size_t eksempler;                         /* of its own text, run; 0 when there are errors */
    size_t eksempler_fejl;
    struct haandbog_samling samling;
    const struct haandbog *haandbog; /* the draft's own in it; NULL for rates, or unread */
    struct dato gaelder_fra;         /* DATO_MIN when it cannot be told */
};

/* Pure. `dag`: today; what took effect before it is not changed. */
bool udkast_tjek(struct arena *arena, int kommune, const struct udkast_gaeldende *g,
                 const struct udkast_tekst *tekst, struct dato dag, struct udkast_tjek *out,
                 struct err *err) MUST_CHECK;
/* No errors, and all examples pass. */
static inline bool udkast_kan_foreslaas(const struct udkast_tjek *tjek)
{
    return tjek->fund.fejl == 0 && tjek->eksempler_fejl == 0;
}

/* ---- drafts */

struct udkast {
    struct str id;
    enum udkast_slags slags;
    struct str navn;
    struct str bruger; /* who began it */
    int64_t tid_us;
    int64_t tekst; /* number of its newest text */
    struct str hash;
    struct str grundlag; /* hash of the text in force that it was written over; may be empty */
    int64_t fejl;        /* what the check said when it was saved */
    int64_t bemaerkninger;
    int64_t eksempler;
    int64_t eksempler_fejl;
    struct str skrevet_af;
    int64_t skrevet_us;
    int64_t trin; /* number of moves */
    enum udkast_tilstand tilstand;
    struct str begrundelse; /* why it was sent back or given up; may be empty */
    struct str flyttet_af;
    int64_t flyttet_us;
};

struct udkast_ny {
    struct str id; /* id_make; one that is there is saved again */
    int64_t efter; /* the number of the text it was written over; 0 when it is new */
    struct udkast_tekst tekst;
};

/* Nothing but spaces and line ends. */
bool udkast_er_tomt(struct str tekst);
/* Saves a text with what the check says of it (RET_HAANDBOG_SKRIV). A text that is the newest
 * already is not saved once more; *gemt says which. An empty text is refused, and one written over
 * another than the newest (ERR_CONFLICT). */
bool udkast_gem(struct store *store, struct arena *arena, const struct adgang *adgang,
                const struct haandbog_tekster *filer, const struct udkast_ny *ny, int64_t now_us,
                struct udkast_tjek *tjek, bool *gemt, struct err *err) MUST_CHECK;
/* Proposes its newest text (RET_HAANDBOG_SKRIV). */
bool udkast_foreslaa(struct store *store, struct arena *arena, const struct adgang *adgang,
                     const struct haandbog_tekster *filer, const struct udkast *udkast,
                     int64_t now_us, struct err *err) MUST_CHECK;
/* Puts what is proposed in force (RET_HAANDBOG_IKRAFT): by another than who proposed it, and than
 * whoever wrote in it. Checked anew. */
bool udkast_ikraft(struct store *store, struct arena *arena, const struct adgang *adgang,
                   const struct haandbog_tekster *filer, const struct udkast *udkast,
                   int64_t now_us, int64_t *nr, struct err *err) MUST_CHECK;
/* Whether the user has written in it or proposed it, and so cannot put it in force. */
bool udkast_er_egen(struct store *store, struct arena *arena, const struct adgang *adgang,
                    const struct udkast *udkast, bool *egen, struct err *err) MUST_CHECK;
/* Back to its writer, with a reason (RET_HAANDBOG_IKRAFT), or given up (RET_HAANDBOG_SKRIV). */
bool udkast_afvis(struct store *store, const struct adgang *adgang, const struct udkast *udkast,
                  struct str begrundelse, int64_t now_us, struct err *err) MUST_CHECK;
bool udkast_opgiv(struct store *store, const struct adgang *adgang, const struct udkast *udkast,
                  struct str begrundelse, int64_t now_us, struct err *err) MUST_CHECK;

/* ERR_INPUT when there is none. */
bool udkast_find(struct store *store, struct arena *arena, int kommune, struct str id,
                 struct udkast *out, struct err *err) MUST_CHECK;
/* The one saved last first. */
bool udkast_liste(struct store *store, struct arena *arena, int kommune, struct udkast **out,
                  size_t *antal, struct err *err) MUST_CHECK;
bool udkast_hent(struct store *store, struct arena *arena, int kommune, struct str id, int64_t nr,
                 struct str *tekst, struct err *err) MUST_CHECK;

/* What was put in force, the newest first. */
struct udkast_kraft {
    int64_t nr;
    enum udkast_slags slags;
    struct str navn;
    int64_t efter; /* the one it follows; 0: none */
    bool gaelder;  /* no later one of its name */
    struct str udkast;
    int64_t tekst;
    struct str hash;
    struct dato gaelder_fra;
    struct str foreslaaet_af; /* bruger.id */
    struct str bruger;
    int64_t tid_us;
};
bool udkast_kraefter(struct store *store, struct arena *arena, int kommune,
                     struct udkast_kraft **out, size_t *antal, struct err *err) MUST_CHECK;

#endif
