/*
 * ark: blocks set on A4 pages and drawn with structure tags (private to the room).
 *
 * All geometry is in whole units of a 1024th of a point, as pango counts; only ark_tegn.c turns
 * them into the fractions that cairo takes. No amount passes here but as finished text.
 */
#ifndef BREV_ARK_H
#define BREV_ARK_H

#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include "brev/blok.h"
#include "brev/brev.h"

#define PT(n) ((n)*1024)

enum ark_stil {
    STIL_H1,
    STIL_H2,
    STIL_H3,
    STIL_STOR,
    STIL_ALM,
    STIL_FED,
    STIL_NOTE,
    STIL_HOVED, /* heads of tables */
    STIL_SMAAT, /* cells of small tables */
    STIL_NAVN,  /* the municipality */
    STIL_FOD,
    STIL_ANTAL,
};

enum {
    ARK_BREDDE = PT(595), /* A4 */
    ARK_HOEJDE = PT(842),
    ARK_VENSTRE = PT(62),
    ARK_TEKST = ARK_BREDDE - 2 * ARK_VENSTRE, /* the width of the text */
    ARK_TOP = PT(52),
    ARK_TOP_NAESTE = PT(66), /* under the running head of the pages after the first */
    ARK_BUND = PT(780),
    ARK_FOD = PT(798),
    ARK_MAX_SIDER = 200,
    ARK_MAX_BYTES = 4 << 20,         /* of one letter */
    ARK_MAX_TEKST = 4000,            /* bytes of one text */
    ARK_MAX_SAT = 2 * ARK_MAX_TEKST, /* … as it is set: a � may be longer than what it stands for */
    ARK_MAX_TEKSTER = 4000,          /* texts kept set */
};

struct brev_trykkeri {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    PangoLayout *mellemrum; /* one space */
    GHashTable *tekster;    /* texts set before, by style, width and side */
    PangoFontDescription *skrift[STIL_ANTAL];
    struct str farveprofil;
    char *bytes; /* the letter in the making */
    size_t n;
    /* Of the letter in the making: the characters that were set as another. */
    struct arena *arena;
    struct brev_erstattet *erstattet;
    size_t erstattede;
    size_t plads;
};

/* A strip that no page break splits: a block, or a row of a table. */
struct ark_stykke {
    const struct blok *blok;
    const struct blok_raekke *raekke; /* NULL when the block is no table */
    bool hoved;                       /* the table's head is drawn above the row */
    struct blok_raekke *gruppe;       /* "Mads (fortsat)": the group the row is in, or NULL */
    bool fortsat;                     /* … and it is drawn above the row too */
    int gruppe_hoejde;
    bool foelges;
    int foer; /* space above, left out at the top of a page */
    int hoejde;
    int hoved_hoejde;
    int side;
    int y;
};

/* Whether a character that is seen is set as �. With `alt`, that is also a loose accent that makes
 * no letter of the font with what stands before. `foer`, 0 at the beginning of a text, keeps that
 * letter with the accents it has got. */
bool ark_mangler(uint32_t tegn, bool alt, uint32_t *foer);

/* What the layout of a text keeps: that a character of it was set as �, and that it was set with
 * `alt`. */
#define ARK_ERSTATTET "erstattet"
#define ARK_ALT "alt"

struct ark {
    struct arena *arena;
    struct brev_trykkeri *trykkeri;
    const struct blad *blad;
    struct ark_stykke *stykke;
    size_t count;
    int sider;
};

enum ark_side { SIDE_VENSTRE, SIDE_HOEJRE };

/* A text set in a style, broken at `bredde`; valid until a next text is asked for. */
PangoLayout *ark_tekst(struct brev_trykkeri *t, enum ark_stil stil, struct str tekst, int bredde,
                       enum ark_side side);
int ark_hoejde(PangoLayout *layout);

/* Where things stand: shared by measuring and drawing. */
enum ark_stil ark_blok_stil(enum blok_art art);
enum ark_stil ark_celle_stil(const struct blok *blok, const struct blok_raekke *raekke);
struct ark_felt {
    int x;
    int bredde;
};
struct ark_felt ark_celle_felt(const struct blok *blok, const struct blok_raekke *raekke, int nr);
enum ark_side ark_celle_side(const struct blok *blok, const struct blok_raekke *raekke, int nr);
struct ark_felt ark_blok_felt(const struct blok *blok);
bool ark_raekke_spaender(const struct blok_raekke *raekke);
int ark_polster(const struct blok *blok, const struct blok_raekke *raekke); /* above and below */

/* Measures the blocks and gives each its page and place. */
bool ark_saet(struct arena *arena, struct brev_trykkeri *t, const struct blad *blad,
              struct ark *out, struct err *err) MUST_CHECK;
/* The height of the letter head, with the space under it. */
int ark_brevhoved_hoejde(struct brev_trykkeri *t, const struct blad *blad);

/* Draws into trykkeri->bytes. */
bool ark_tegn(struct ark *ark, struct err *err) MUST_CHECK;

/* All of it: from a blad to bytes on the arena. */
bool ark_pdf(struct arena *arena, struct brev_trykkeri *t, const struct blad *blad, struct str *pdf,
             struct err *err) MUST_CHECK;

#endif
