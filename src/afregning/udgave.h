/*
 * udgave: one computation of a run, between reading and writing (private to the room).
 */
#ifndef AFREGNING_UDGAVE_H
#define AFREGNING_UDGAVE_H

#include "afregning/forskel.h"
#include "afregning/intern.h"
#include "afregning/linjer.h"
#include "afregning/omfang.h"

/* A decision that is open, with what is left of it. */
struct beslutning {
    struct str id;
    struct str art; /* beslutning_art_kode */
    struct str anbringelse;
    struct str ydelse;
    struct str modtager;
    struct str kanal;
    struct str skat;
    struct maaned maaned;
    int64_t beloeb_oere;
    int64_t pr_maaned_oere; /* 0: no limit */
    struct str nummer;
    bool familien_skylder;
    struct str bruger;
    int64_t tid_us;
    struct str tekst; /* fritekst.id of the reason */

    /* of a faktura or kreditnota, when a run is computed */
    bool kendt;          /* its placement is known in the run; else it waits */
    int64_t tilkendt_nr; /* the newest grant of its key; 0: none */
    int64_t tilkendt_oere;
};
bool beslutning_aabne(struct store *store, struct arena *arena, int kommune,
                      struct beslutning **out, size_t *antal, struct err *err) MUST_CHECK;
/* Whether a placement is registered, and not taken back, as known at `nr`. */
bool beslutning_sted_kendt(struct store *store, struct arena *arena, int kommune, int64_t nr,
                           struct str anbringelse, bool *kendt, struct err *err) MUST_CHECK;
/* Whether any version of the handbook has the ydelse; the error names those it has. hvad: what the
 * error begins with, "Håndbogen". */
bool beslutning_ydelse_kendt(struct arena *arena, const struct haandbog_samling *haandbog,
                             struct str ydelse, struct str hvad, struct err *err) MUST_CHECK;

/* A family's stored facts. */
struct udgave_fakta {
    struct str familie;
    struct str tekst;
    struct hash hash;
};

struct udregning {
    struct store *store;
    struct arena *arena;
    const struct adgang *adgang;
    const struct haandbog_samling *haandbog;
    const struct fremgang *fremgang;

    /* read */
    struct koersel koersel;
    struct afregning sidste;
    int64_t skaering;
    struct omfang omfang;
    struct hash *aftryk; /* by month */
    struct register_udsnit udsnit;
    struct tilkendt *tilkendt; /* by anbringelse, maaned, key */
    size_t tilkendte;
    size_t tilkendt_plads;
    struct beslutning *beslutning;
    size_t beslutninger;

    /* made */
    struct linjer linjer;
    struct forskel_liste forskelle;
    struct udgave_mangel *mangel;
    size_t mangler;
    size_t mangel_plads;
    struct udgave_fakta *fakta;
    size_t fakta_antal;
    struct udgave_resultat resultat;
};

/* An edition without its differences and lacks. Inside a transaction. */
bool udgave_hoved(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                  int64_t nr, struct udgave *out, struct err *err) MUST_CHECK;
/* A row of any of the statements that list differences, and lacks. */
struct forskel udgave_forskel_raekke(const struct store_rows *rows, size_t at);
struct udgave_mangel udgave_mangel_raekke(const struct store_rows *rows, size_t at);

/* The newest edition of a computed run, with the differences of the placements given, by nr, and
 * the lacks of the family. */
bool udgave_familie(struct store *store, struct arena *arena, int kommune,
                    const struct koersel *koersel, struct str familie, const struct str *sted,
                    size_t steder, struct udgave *out, struct err *err) MUST_CHECK;

/* The last microsecond of a day in Denmark: what is known at its end. */
bool udregning_dagens_slut(struct arena *arena, struct dato dag, int64_t *us,
                           struct err *err) MUST_CHECK;

/* Inside a read transaction: everything the computation needs. */
bool udregning_laes(struct udregning *u, struct err *err) MUST_CHECK;
/* Pure from here: the lines, differences and lacks. */
bool udregning_beregn(struct udregning *u, struct err *err) MUST_CHECK;
/* In a write transaction of its own. */
bool udregning_skriv(struct udregning *u, int64_t now_us, enum afregning_udfald *udfald,
                     struct err *err) MUST_CHECK;

#endif
