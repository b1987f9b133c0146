/*
 * henvendelser: what families and colleagues write, as the staff answers it. Only for
 * src/kontorside.
 *
 * Who may read of persons sees all of them, else proposals to the handbook, and one's own.
 */
#ifndef KONTORSIDE_HENVENDELSER_H
#define KONTORSIDE_HENVENDELSER_H

#include "kontorside/kontor.h"

struct str kontor_henvendelse_art(const struct side *s, enum henvendelse_art art);
/* Who wrote it: the family's names, or the colleague's. */
bool kontor_henvendelse_fra(const struct kontor_opslag *o, const struct henvendelse *h,
                            struct str *out, struct err *err) MUST_CHECK;

struct henvendelse_raekke {
    struct str sti;
    struct str art;
    struct str fra;
    struct str hos;
    struct dato frist;
    struct str naar;
    const char *klasse;
    bool venter;
    struct str tilstand;
    const char *tilstand_klasse;
};

struct henvendelser {
    const struct kontor_valg *valg;
    size_t valg_antal;
    const struct henvendelse_raekke *raekke;
    size_t raekke_antal;
    struct kontor_sider sider;
};

struct henvendelse_tale {
    bool fra_kommune;
    struct str hvem;
    struct str naar;
    struct str tekst;
};

struct henvendelse_sted {
    struct str sti;
    struct str navn;
};

struct henvendelse_rolle {
    struct str kode;
    struct str navn;
};

struct henvendelse_vis {
    struct henvendelse_raekke sag;
    struct str adresse;
    struct str csrf;
    int64_t trin;
    struct str familie_sti; /* where the family is registered; may be empty */
    struct str fra_dag;     /* from which day it is so; may be empty */
    struct str sendt;
    /* the line */
    bool har_linje;
    struct str linje;
    bool har_beloeb;
    struct oere beloeb;
    struct str koersel_sti; /* empty for who may not see runs */
    struct str koersel;
    /* the rule */
    struct str regel_sti;
    struct str regel;
    /* what it leads to */
    struct str raad;
    const struct henvendelse_sted *sted;
    size_t sted_antal;
    struct str konto_sti; /* proposing the account */
    const struct henvendelse_tale *tale;
    size_t tale_antal;
    const struct henvendelse_rolle *rolle; /* that it may be given to */
    size_t rolle_antal;
    struct str tekst; /* the answer that was begun */
    bool kan_svare;
    bool kan_tage;
    bool kan_lukke;
    bool kan_aabne;
    bool kan_videre;
    bool egen; /* written by the one who reads: can write again */
};

#endif
