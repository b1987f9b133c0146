/*
 * register/import: one import on its way from files to registrations; for this room only.
 */
#ifndef REGISTER_IMPORT_H
#define REGISTER_IMPORT_H

#include "register/afstem.h"
#include "register/skriv.h"
#include "register/stroem.h"

/* A sag and the place it was read from. */
struct sag_i_fil {
    const struct sag *sag;
    const char *fil;
    size_t nr; /* its place in the file's list, from 0 */
};

struct import {
    struct store *store;
    struct arena *arena;
    const struct adgang *adgang;
    const struct register_import *valg;
    struct register_importeret *ud;
    struct sag_i_fil *sag; /* by id once read */
    size_t sager;
    size_t plads;
    struct samling kendt[SLAGS_ANTAL]; /* what is known of what the files name */
    struct str *tekst_id;              /* of kendt[SLAGS_AFTALE], whose tekst is the text itself */
    struct aendringer aendringer;
    struct sted_i_register *sted; /* of each aendring; familie empty: not yet known */
    size_t steder;
    size_t sted_plads;
    bool *dobbelt;   /* of each aendring: the row is written by another one */
    struct sted her; /* the place in the files that changes come from now */
};

/* A finding that stops the import. */
struct fund *import_fejl(struct import *im, struct sted sted, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
struct sted import_sag_sted(const struct import *im, const struct sag_i_fil *sag);
/* Gives every change made since the last call this place. */
void import_sted(struct import *im, struct sted_i_register sted);

/* Reads a file of facts; what is wrong becomes findings, one for each sag that is wrong. */
void import_json_laes(struct import *im, const struct register_fil *fil);
/* Turns the sager into changes. */
void import_json_afstem(struct import *im);
/* Reads what is known of the sager, their children and families. */
bool import_kendt(struct import *im, struct err *err) MUST_CHECK;

#endif
