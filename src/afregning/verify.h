/*
 * verify: whether what is stored is what was stored.
 *
 * The journal's chain is walked, every stored text is hashed again, and every export is held
 * against its manifest. A chain alone cannot tell that its end was cut off, or that all of it was
 * made anew; an anchor can: a head of the journal that was written down elsewhere, in the manifest
 * of an export, in a backup's, or by itself.
 *
 * An anchor's file holds one or more JSON values; every object in them with the four members
 *     {"kommune":773,"nr":123,"hash":"<64 hex digits>","tid":"2021-07-01 12:00:00"}
 * is an anchor, however deep it lies (tid may be left out).
 */
#ifndef AFREGNING_VERIFY_H
#define AFREGNING_VERIFY_H

#include "afregning/afregning.h"
#include "afregning/journal.h"

struct anker {
    int kommune;
    int64_t nr;
    char hash[65];
    const char *fil;
};

/* Adds the anchors of a file. A file without any is an error. */
bool anker_laes(struct arena *arena, const char *sti, struct anker **anker, size_t *antal,
                struct err *err) MUST_CHECK;
/* The same of a file's text; `navn` is what it is called in an error, and lives as long as the
 * anchors. */
bool anker_laes_tekst(struct arena *arena, const char *navn, struct str tekst, struct anker **anker,
                      size_t *antal, struct err *err) MUST_CHECK;
/* The anchor of the journal's head, as one line of JSON. */
void anker_skriv(struct buf *out, int kommune, const struct journal_hoved *hoved, int64_t now_us);

enum verify_slags {
    VERIFY_RAEKKE,    /* a row is not what its hash says, or is missing */
    VERIFY_AFKORTET,  /* the journal ends before an anchor */
    VERIFY_UDSKIFTET, /* another row stands at an anchor's number */
    VERIFY_INDHOLD,   /* a stored text is changed, or missing */
    VERIFY_EKSPORT,   /* an export is not what its manifest says */
    VERIFY_GENBEREGN, /* an edition computed again comes out differently */
    VERIFY_SLAGS,
};
const char *verify_slags_kode(enum verify_slags slags); /* "afkortet" */

struct verify_fund {
    enum verify_slags slags;
    struct str tekst; /* Danish: what, where, what to do */
    struct str engelsk;
};

struct verify_valg {
    const struct anker *anker;
    size_t ankre;
    bool genberegn;                  /* also compute every approved edition again */
    const struct fremgang *fremgang; /* may be NULL */
};

struct verify_svar {
    int64_t raekker;
    struct journal_hoved hoved;
    size_t tekster;
    size_t eksporter;
    size_t udkast;  /* texts of handbooks and rates, in force or not */
    size_t udgaver; /* computed again */
    size_t ankre;   /* of this kommune */
    struct verify_fund *fund;
    size_t antal; /* kept: at most VERIFY_VIST of them */
    size_t i_alt;
};
enum { VERIFY_VIST = 100 };

/* Inside a read transaction. */
bool afregning_verify(struct store *store, struct arena *arena, int kommune,
                      const struct verify_valg *valg, struct verify_svar *out,
                      struct err *err) MUST_CHECK;

#endif
