/*
 * simulering: what it costs to go from one handbook to another: the same facts, computed under
 * both, month after month.
 *
 * Pure: no clock, no file, no database. The facts are held still: nobody moves in or out but as the
 * facts say, and nothing is registered; children grow older, as their dates of birth say. Amounts
 * are øre, each line rounded as it would be paid, so that the sums are those of the runs to come.
 *
 * What cannot be computed is never zero. Every sum stands beside the number of lines it lacks; a
 * difference is over the lines that can be computed under both, with the number of those that can
 * not. Only a sum that lacks nothing is a total.
 *
 * The column kernel does what it can, the scalar reader the rest; simulering_test.c holds the sums
 * against the scalar reader alone.
 *
 * Cost: as 2 × months runs of the kernel, and of the scalar reader for what the kernel leaves.
 */
#ifndef SIMULERING_SIMULERING_H
#define SIMULERING_SIMULERING_H

#include "plan/plan.h"
#include "sag/sag.h"

enum {
    SIMULERING_MAANEDER_MAX = 60,
    SIMULERING_YDELSER_MAX = 32, /* different ydelser under both handbooks together */
};

struct simulering_ind {
    const struct plan_samling *foer;
    const struct plan_samling *efter;
    const struct sager *sager;
    struct maaned fra;
    int maaneder;      /* 1 to SIMULERING_MAANEDER_MAX */
    struct dato kendt; /* rates, handbooks and facts known at the end of this day; DATO_MAX: all */
    size_t stoerste;   /* how many of the largest changes are told */
};

/* What could be computed, and how many lines could not. Øre is a total when mangler is 0. */
struct simulering_sum {
    struct oere beregnet;
    size_t mangler;
};

struct simulering_par {
    struct simulering_sum foer;
    struct simulering_sum efter;
    /* efter − foer over the lines that can be computed under both. */
    struct simulering_sum forskel;
};

struct simulering_ydelse {
    struct str kode;
    struct str titel;
    const struct simulering_par *maaned; /* one for each month */
    struct simulering_par i_alt;
};

/* Lines of a ydelse that can be computed under one of the handbooks only. */
struct simulering_skift {
    struct str ydelse; /* kode */
    struct str titel;
    bool kan_nu;         /* they can be computed after and not before; else the other way */
    size_t anbringelser; /* with such a line */
    size_t linjer;       /* placements × months */
    /* One of them, and what it lacks under the handbook where it cannot be computed. */
    struct str anbringelse;
    struct maaned maaned;
    struct str mangler;
    struct str grund;
};

/* A placement or a family whose amounts change, over all the months. */
struct simulering_aendring {
    struct str id;
    struct str familie; /* of a placement; of a family the same as id */
    struct simulering_par par;
};

struct simulering {
    struct maaned fra;
    int maaneder;
    const struct simulering_ydelse *ydelse; /* in the order of the handbook before, then after */
    size_t ydelser;
    const struct simulering_par *maaned; /* all ydelser, one for each month */
    struct simulering_par i_alt;

    size_t anbringelser; /* with a line, or a lack, under one of them */
    size_t aendrede;     /* with another amount in some line of some month */
    size_t faar_mere;    /* of those: more, less, in all the months together */
    size_t faar_mindre;
    size_t familier_aendrede;
    const struct simulering_skift *skift;
    size_t skift_antal;
    const struct simulering_aendring *stoerste; /* placements, the largest change first */
    size_t stoerste_antal;
    const struct simulering_aendring *stoerste_familie;
    size_t stoerste_familie_antal;
};

/* ERR_INPUT when no handbook is in force in any of the months on either side. */
bool simulering_run(struct arena *arena, const struct simulering_ind *ind, struct simulering *out,
                    struct err *err) MUST_CHECK;

/* Prints: text for people, and JSON. Ids only, never names. */
void simulering_print_text(struct buf *out, const struct simulering *s);
void simulering_print_json(struct buf *out, const struct simulering *s);
/* Reads what simulering_print_json wrote. */
bool simulering_laes_json(struct arena *arena, struct str json, struct simulering *out,
                          struct err *err) MUST_CHECK;

#endif
