/*
 * opgaver: what waits for the one who asks.
 *
 * Each kind of task is a row of one table (opgave_kilder.c): whose it is, how many there are, and a
 * part of them, the first due first. Another room's tasks become two functions and a row more.
 */
#ifndef KONTORSIDE_OPGAVER_H
#define KONTORSIDE_OPGAVER_H

#include "beregning/oversat.h"
#include "kontorside/kontor.h"
#include "side/skabelon.h"

struct opgave {
    struct str hvad;    /* what is to be done */
    struct oversat ord; /* what the computation says of it; may be empty */
    struct str om;      /* about whom or what; may be empty */
    struct str sti;     /* where it is done */
    struct dato frist;
};

struct opgave_kilde {
    const char *kode; /* in the address */
    const char *navn[2];
    enum ret ret;    /* that is needed; RET_ANTAL: none */
    unsigned roller; /* whose work it is: bit per enum rolle */
    bool personer;   /* its tasks tell of persons: the view is logged */
    bool (*antal)(struct side *s, int64_t *antal, struct err *err);
    /* Fills out[0] to out[*antal - 1], at most `hoejst` after the first `fra`. */
    bool (*hent)(struct side *s, size_t fra, size_t hoejst, struct opgave *out, size_t *antal,
                 struct err *err);
};
extern const struct opgave_kilde opgave_kilder[];
extern const size_t opgave_kilder_antal;

/* ---- levels (opgave_niveau.c): to approve, to put on an agenda, to decide ---- */
bool opgave_niveau_leder_antal(struct side *s, int64_t *antal, struct err *err);
bool opgave_niveau_leder(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                         size_t *antal, struct err *err);
bool opgave_niveau_dagsorden_antal(struct side *s, int64_t *antal, struct err *err);
bool opgave_niveau_dagsorden(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                             size_t *antal, struct err *err);
bool opgave_niveau_udvalg_antal(struct side *s, int64_t *antal, struct err *err);
bool opgave_niveau_udvalg(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                          size_t *antal, struct err *err);

struct opgave_raekke {
    struct str slags;
    struct str hvad;
    struct oversat ord;
    struct str om;
    struct str sti;
    struct dato frist;
    struct str naar;
    const char *klasse;
};

struct opgaver {
    const struct kontor_valg *valg;
    size_t valg_antal;
    const struct opgave_raekke *raekke;
    size_t raekke_antal;
    struct kontor_sider sider;
    int64_t i_alt;
    bool flere; /* of all kinds: more than are shown */
    bool en_slags;
    bool ingen_rolle; /* nothing could ever stand here */
};

#endif
