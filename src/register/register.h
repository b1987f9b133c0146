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
#include "sag/sag.h"
#include "store/store.h"

/* ---- writing ---- */

/* Draws the next registrering in the open write transaction, and remembers who and why. handling:
 * a short text without personal data ("import", "ret fødselsdato"). */
bool register_begin(struct store *store, const struct adgang *adgang, struct str handling,
                    int64_t now_us, int64_t *nr, struct err *err) MUST_CHECK;

/* ---- reading, inside a transaction ---- */

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

/* What a range of registrations may have changed. */
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
/* Who proposed or answered a change of account with efter < nr <= til: distinct users. */
bool register_konto_brugere(struct store *store, struct arena *arena, int kommune, int64_t efter,
                            int64_t til, struct str **out, size_t *antal,
                            struct err *err) MUST_CHECK;

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

/* Free text kept apart, by its id. Writing is inside a write transaction. */
bool register_tekst_skriv(struct store *store, int kommune, struct str tekst, struct arena *arena,
                          struct str *id, struct err *err) MUST_CHECK;
bool register_tekst(struct store *store, struct arena *arena, int kommune, struct str id,
                    struct str *out, struct err *err) MUST_CHECK;

#endif
