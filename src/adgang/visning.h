/*
 * visning: the log of views. Who saw what about whom, when, and for what.
 *
 * What shows a person is not sent before its row is committed: no log, no data. Rows are only
 * added. They hold ids, never a name or a number of a person; the log is itself about persons, so
 * reading it is logged too.
 */
#ifndef ADGANG_VISNING_H
#define ADGANG_VISNING_H

#include "adgang/session.h"

/* What was seen. */
enum visning_art {
    VISNING_PLEJEFAMILIE,
    VISNING_ANBRINGELSE,
    VISNING_PERSON,
    VISNING_KOERSEL, /* its lines, which tell of persons */
    VISNING_LISTE,   /* a list or a search, without one person: id is what was searched in */
    VISNING_LOG,     /* this log: id is bruger.id or the id that was asked about */
    VISNING_ART_ANTAL,
};
enum visning_handling {
    VISNING_VIS,
    VISNING_SOEG,
    VISNING_HENT, /* a file was taken out */
    VISNING_HANDLING_ANTAL,
};
const char *visning_art_kode(enum visning_art art); /* "plejefamilie" */
const char *visning_handling_kode(enum visning_handling handling);
/* A purpose, or the name of a list, in English; NULL of a word that no page writes. */
const char *visning_engelsk(struct str ord);

struct visning {
    enum visning_art art;
    struct str id;
    enum visning_handling handling;
    struct str formaal;   /* what the route is for: "egen sag"; a word of visning_engelsk */
    struct str rute;      /* the route's pattern, "/familie/{id}"; never an address */
    int64_t antal;        /* how many families or persons stand on the page; 1 for one */
    int64_t registrering; /* as known at; 0 when it is not about the register */
};

/* Writes a row; inside a write transaction, the one that reads what is shown. */
bool visning_skriv(struct store *store, struct arena *arena, const struct adgang *af,
                   const struct visning *visning, int64_t now_us, struct err *err) MUST_CHECK;

/* One of several views. */
struct visning_post {
    const struct adgang *af;
    const struct visning *visning;
    int64_t now_us;
    const struct session *roer; /* a session whose use is written with it; NULL: none */
};
/* Writes their rows, in this order and in one transaction of its own: all or none. True only when
 * they are committed. */
bool visning_skriv_alle(struct store *store, struct arena *arena, const struct visning_post *post,
                        size_t antal, struct err *err) MUST_CHECK;

/* A row as it was written. */
struct visning_linje {
    struct str bruger; /* bruger.id */
    int64_t nr;
    int64_t tid_us;
    struct str art;
    struct str id;
    struct str handling;
    struct str formaal;
    struct str rute;
    int64_t antal;
    int64_t registrering;
};
/* Who saw this, newest first, with fra_us <= time < til_us; at most `hoejst`. Inside a
 * transaction. */
bool visning_af(struct store *store, struct arena *arena, int kommune, enum visning_art art,
                struct str id, int64_t fra_us, int64_t til_us, size_t hoejst,
                struct visning_linje **out, size_t *antal, struct err *err) MUST_CHECK;
/* Everything that was seen in that time, oldest first. */
bool visning_alle(struct store *store, struct arena *arena, int kommune, int64_t fra_us,
                  int64_t til_us, size_t hoejst, struct visning_linje **out, size_t *antal,
                  struct err *err) MUST_CHECK;

/* What of the log is asked for; a part that is empty is not asked about. */
struct visning_soegning {
    struct str bruger; /* bruger.id */
    struct str art;    /* visning_art_kode, with id */
    struct str id;
    int64_t fra_us; /* fra_us <= time < til_us */
    int64_t til_us;
};
/* At most `hoejst` rows after the first `fra`, newest first. Inside a transaction. */
bool visning_soeg(struct store *store, struct arena *arena, int kommune,
                  const struct visning_soegning *soegning, size_t fra, size_t hoejst,
                  struct visning_linje **out, size_t *antal, struct err *err) MUST_CHECK;

/* ---- how long it is kept */

enum { VISNING_MAANEDER_MIN = 6 }; /* the shortest time a row is kept */

/* Takes away each user's rows that are older than so many months, but never its newest, and leaves
 * a row (visning_slettet) that says who did it, up to where, and the hash there: the chain goes on
 * from it. Needs RET_SIKKERHED; fewer months than VISNING_MAANEDER_MIN are refused. In a
 * transaction of its own. */
bool visning_slet(struct store *store, struct arena *arena, const struct adgang *af, int maaneder,
                  int64_t now_us, int64_t *slettet, struct err *err) MUST_CHECK;
/* How many rows there are, and how many were taken away in all. Inside a transaction. */
bool visning_antal(struct store *store, struct arena *arena, int kommune, int64_t *antal,
                   int64_t *slettet, struct err *err) MUST_CHECK;

/* Whether each user's rows are whole: numbered without a gap from 1, or from where they were taken
 * away; each hash right, and each seal of what was taken away. *brudt is the first user (bruger.id)
 * whose are not, or empty. Inside a transaction. */
bool visning_hel(struct store *store, struct arena *arena, int kommune, struct str *brudt,
                 struct err *err) MUST_CHECK;

#endif
