/*
 * register/import: one import on its way from files to registrations; for this room only.
 */
#ifndef REGISTER_IMPORT_H
#define REGISTER_IMPORT_H

#include "register/afstem.h"
#include "register/skriv.h"
#include "register/stroem.h"

#define IMPORT_KONTRAKT STR("import") /* the id of a contract made when none is known */

/* A sag and the place it was read from. */
struct sag_i_fil {
    const struct sag *sag;
    const char *fil;
    size_t nr; /* its place in the file's list, from 0 */
};

/* A row of a CSV file. */
struct csv_fakta {
    struct register_fakta f; /* also when it takes the fact back */
    struct sted sted;
};

struct csv_liste {
    struct csv_fakta *fakta; /* by owner, then id once read */
    size_t antal;
    size_t plads;
};

struct csv_person {
    struct register_person person;
    struct register_konto konto; /* of konti.csv */
    struct sted sted;
};

struct csv_personer {
    struct csv_person *person; /* by id once read */
    size_t antal;
    size_t plads;
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
    struct str *tekst_id[SLAGS_ANTAL]; /* of kendt[], whose free text is the text itself */
    struct csv_liste csv[SLAGS_ANTAL];
    struct csv_personer personer;
    struct csv_personer konti;
    bool har_csv;
    struct aendringer aendringer;
    struct sted_i_register *sted; /* of each aendring; familie empty: not yet known */
    size_t steder;
    size_t sted_plads;
    bool *dobbelt;   /* of each aendring: the row is written by another one */
    struct sted her; /* the place in the files that changes come from now */
};

/* A finding that stops the import. */
struct fund *import_fejl(struct import *im, struct sted sted, const char *dansk,
                         const char *engelsk, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
void import_afvist(struct import *im, struct sted sted, const struct err *err);
struct sted import_sag_sted(const struct import *im, const struct sag_i_fil *sag);
/* Gives every change made since the last call this place. */
void import_sted(struct import *im, struct sted_i_register sted);

/* Registers the fact when it is not known so; kendt may be NULL. */
void import_aendring(struct import *im, const struct register_fakta *kendt,
                     const struct register_fakta *ny, struct sted_i_register sted);
/* What is known of a fact; NULL when it is not. */
const struct register_fakta *import_kendt_fakta(const struct import *im, enum register_slags slags,
                                                struct str ejer, struct str id);
/* All facts of a kind as they will be, by owner, then id. */
struct samling import_endelig(const struct import *im, enum register_slags slags);

/* The name of a kind's CSV file, without .csv. */
const char *import_csv_filnavn(enum register_slags slags);
/* Reads a CSV file; what is wrong becomes findings, one for each cell or row that is wrong. */
void import_csv_laes(struct import *im, const struct register_fil *fil);
/* Puts the rows in order; a fact that stands twice is a finding. */
void import_csv_orden(struct import *im);
/* Whether a CSV file has facts of that kind and owner. */
bool import_csv_har(const struct import *im, enum register_slags slags, struct str ejer);
/* Turns the rows into changes. */
void import_csv_afstem(struct import *im);
/* Persons and accounts that are not known so are left in im->personer and im->konti. */
bool import_person_afstem(struct import *im, struct err *err) MUST_CHECK;
bool import_person_skriv(struct import *im, int64_t nr, struct err *err) MUST_CHECK;
/* What must hold among facts: models and levels, approvals that overlap. */
void import_tjek(struct import *im);

/* Reads a file of facts; what is wrong becomes findings, one for each sag that is wrong. */
void import_json_laes(struct import *im, const struct register_fil *fil);
/* Turns the sager into changes. */
void import_json_afstem(struct import *im);
/* Reads what is known of the sager, their children and families. */
bool import_kendt(struct import *im, struct err *err) MUST_CHECK;

#endif
