/*
 * beslutning: what a person decides on money that the rules leave to people. Part of the door of
 * the room.
 */
#ifndef AFREGNING_BESLUTNING_H
#define AFREGNING_BESLUTNING_H

#include "afregning/afregning.h"

enum beslutning_art {
    BESLUTNING_ACONTO,        /* pay an amount on a line that cannot be computed yet */
    BESLUTNING_FAKTURA,       /* pay a supplier's invoice; kanal and skat need not be said */
    BESLUTNING_MODREGNING,    /* draw a tilgodehavende from what is paid */
    BESLUTNING_EFTERGIVELSE,  /* waive it */
    BESLUTNING_MELLEMREGNING, /* tell in a letter what is owed between the family and others */
    BESLUTNING_KREDITNOTA,    /* a supplier takes some of an approved invoice back: it is owed */
    BESLUTNING_ARTER,
};
const char *beslutning_art_kode(enum beslutning_art art); /* "aconto" */

struct beslutning_ny {
    struct str
        id; /* chosen by the caller (id.h), or empty: with one, the same twice is made once */
    enum beslutning_art art;
    struct str modtager;    /* person.id */
    struct str kanal;       /* "loen", "nemkonto" */
    struct str skat;        /* aconto: the line's tax class; else it may be empty */
    struct str anbringelse; /* aconto and faktura: the line it is paid on; else empty */
    struct str ydelse;
    struct maaned maaned;   /* of that line, or of a mellemregning */
    struct oere beloeb;     /* in all */
    struct oere pr_maaned;  /* modregning: at most so much in one run; 0: no limit */
    struct str begrundelse; /* always; kept where it can be erased */
    struct str nummer;      /* faktura, kreditnota: the supplier's own number */
    struct str faktura;     /* kreditnota: the number of the invoice; its line is the invoice's */
    struct str tekst; /* mellemregning: what the letter says it is; kept where it can be erased */
    bool familien_skylder; /* mellemregning: else the family is owed */
};

/* AFREGNING_INTET: nothing is owed. AFREGNING_FOR_MEGET: less is owed, when earlier open decisions
 * are taken off, or than is left of the invoice. AFREGNING_ALLEREDE: the supplier's number is known
 * and not taken back; or, with *id set, the decision was made before. An aconto is refused (err) on
 * a ydelse that the handbook of the newest computation has not, and on a month outside of the
 * placement: there it could never be taken off. */
bool beslutning_ny(struct store *store, struct arena *arena, const struct adgang *adgang,
                   const struct beslutning_ny *ny, int64_t now_us, struct str *id,
                   enum afregning_udfald *udfald, struct err *err) MUST_CHECK;
/* An open decision is taken back; what was carried out of it stays. */
bool beslutning_tag_tilbage(struct store *store, const struct adgang *adgang, struct str id,
                            int64_t now_us, struct err *err) MUST_CHECK;

/* ---- what is owed, for people; inside a transaction ---- */

struct tilgodehavende {
    struct str modtager;
    struct str kanal;
    struct oere beloeb; /* > 0: owed by the payee */
};
/* Every payee and channel that owes something, by modtager, kanal. */
bool tilgodehavende_liste(struct store *store, struct arena *arena, int kommune,
                          struct tilgodehavende **out, size_t *antal, struct err *err) MUST_CHECK;
/* At most `hoejst` of them after the channel of the payee; both empty: from the first. */
bool tilgodehavende_side(struct store *store, struct arena *arena, int kommune, struct str modtager,
                         struct str kanal, size_t hoejst, struct tilgodehavende **out,
                         size_t *antal, struct err *err) MUST_CHECK;

struct beslutning_aaben {
    struct str id;
    struct str art; /* beslutning_art_kode */
    struct str modtager;
    struct str kanal;
    struct str anbringelse;
    struct str ydelse;
    struct maaned maaned;
    struct oere beloeb;
    struct str nummer;
    bool familien_skylder;
    struct str bruger; /* who decided: bruger.id */
    struct str begrundelse;
};
/* Every decision that is neither carried out nor taken back, oldest first. */
bool beslutning_liste(struct store *store, struct arena *arena, int kommune,
                      struct beslutning_aaben **out, size_t *antal, struct err *err) MUST_CHECK;

#endif
