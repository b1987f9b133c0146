/*
 * eksport_intern: between the files that make an export (private to the room).
 */
#ifndef AFREGNING_EKSPORT_INTERN_H
#define AFREGNING_EKSPORT_INTERN_H

#include "afregning/eksport.h"
#include "afregning/genberegn.h"
#include "afregning/intern.h"
#include "afregning/journal.h"
#include "afregning/opslag.h"

enum eksport_kanal { EKSPORT_LOEN, EKSPORT_NEMKONTO, EKSPORT_LEVERANDOER, EKSPORT_KANALER };
extern const char *const eksport_kanal[EKSPORT_KANALER]; /* "loen", "nemkonto", "leverandoer" */

/* A payment that is about to be made. */
struct ny_betaling {
    struct str id;
    int kanal; /* index in eksport_kanal */
    struct str modtager;
    struct oere beloeb;
    const struct journal_raekke **linje; /* what it consists of; a drawn row counts negative */
    size_t linjer;
    struct str igen;
};

struct eksportering {
    struct store *store;
    struct arena *arena;
    const struct adgang *adgang;
    const struct eksport_opsaetning *opsaetning;
    int64_t now_us;
    struct koersel koersel;
    struct dato dispositionsdato;
    int64_t nr;           /* of the export */
    int64_t foerste_post; /* numbers of postings: the first here, and for the next export */
    int64_t naeste_post;

    struct journal_raekke *journal; /* of the run */
    size_t raekker;
    struct ny_betaling *betaling; /* by channel, then payee */
    size_t betalinger;

    struct register_person *person; /* by id */
    size_t personer;
    int64_t nyeste; /* accounts are those known now */
    struct register_udsnit udsnit;
    struct opslag sted; /* in udsnit */
    struct haandbog_samling haandbog;
    struct store_rows faktura; /* beslutning.id, the supplier's number; by id */

    struct kanal_eksport ud[EKSPORT_KANALER];
    struct eksport_fil fil[16];
    size_t filer;
    struct journal_hoved hoved;
};

/* Everything the files need of persons, placements and titles; inside the transaction. */
bool eksport_data(struct eksportering *e, struct err *err) MUST_CHECK;
/* Payments to structs of kanal, and those to files. */
bool eksport_filer(struct eksportering *e, struct err *err) MUST_CHECK;
/* Whether the row draws from its payment. */
bool eksport_er_negativ(const struct journal_raekke *raekke);

#endif
