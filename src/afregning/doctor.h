/*
 * doctor: asks the database whether everything that must hold, holds.
 *
 * The invariants are a named set of statements (doctor.sql, SQL_AFREGNING_DOCTOR_…); the table here
 * says what each means and what to do when it is broken. Nothing is changed or repaired. That the
 * stored bytes are what was stored, afregning_verify asks.
 */
#ifndef AFREGNING_DOCTOR_H
#define AFREGNING_DOCTOR_H

#include "afregning/afregning.h"

struct doctor_krav {
    const char *id;       /* "D01": never given to another */
    enum sql statement;   /* SQL_COUNT: none, it is asked of the log of views (visning_hel) */
    const char *krav;     /* what must hold, a Danish sentence */
    const char *krav_en;  /* the same in English */
    const char *handling; /* what to do when it does not */
    const char *handling_en;
};

extern const struct doctor_krav doctor_krav[];
extern const size_t doctor_krav_antal;

/* Breaches of one invariant that are kept; all are counted. */
enum { DOCTOR_VIST = 20 };

struct doctor_brud {
    const struct doctor_krav *krav;
    struct str hvor; /* an id or a number: never a name or a CPR */
    int64_t fundet;
    int64_t ventet;
};

struct doctor_svar {
    struct doctor_brud *brud; /* by invariant */
    size_t antal;
    size_t i_alt;
};

/* Inside a read transaction. fremgang may be NULL: demands that have been asked, of all. */
bool afregning_doctor(struct store *store, struct arena *arena, int kommune,
                      const struct fremgang *fremgang, struct doctor_svar *out,
                      struct err *err) MUST_CHECK;

#endif
