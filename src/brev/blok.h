/*
 * blok: a letter as blocks of text, before it has any geometry (private to the room).
 *
 * Every text is cleaned where it is added. A no-break space (U+00A0) keeps the words beside it on
 * one line; in the PDF it is an ordinary space.
 */
#ifndef BREV_BLOK_H
#define BREV_BLOK_H

#include "base/str.h"

enum blok_art {
    BLOK_H1,
    BLOK_H2,
    BLOK_H3,     /* may have a text to the right */
    BLOK_STOR,   /* the one sentence that matters most */
    BLOK_AFSNIT, /* running text */
    BLOK_NOTE,   /* small */
    BLOK_PUNKT,  /* an item of a list */
    BLOK_BOKS,   /* a notice in a frame */
    BLOK_TABEL,
    BLOK_LUFT, /* nothing but space */
};

enum raekke_art {
    RAEKKE_LINJE,
    RAEKKE_GRUPPE, /* the heading of the rows after it; its first cell spans the table */
    RAEKKE_NOTE,   /* small, under the row before it; spans the table */
    RAEKKE_DELSUM,
    RAEKKE_SUM,
};

enum { BLOK_MAX_KOLONNER = 6 };

struct blok_kolonne {
    const char *titel; /* empty: the table has no head when all are */
    int promille;      /* of the width of the text */
    bool hoejre;
};

struct blok_raekke {
    enum raekke_art art;
    struct str celle[BLOK_MAX_KOLONNER];
    bool foelges; /* stays on the page of the next row */
    bool skrives; /* room to write in by hand, with a line under it */
};

struct blok {
    enum blok_art art;
    struct str tekst;
    struct str hoejre;
    bool foelges; /* stays on the page of the next block */
    const struct blok_kolonne *kolonne;
    int kolonner;
    bool smaat; /* a table in small letters */
    struct blok_raekke *raekke;
    size_t raekker;
    size_t plads;
};

struct blok_liste {
    struct arena *arena;
    struct blok *blok;
    size_t count;
    size_t capacity;
};

/* A letter: what stands around the blocks, and the blocks. */
struct blad {
    struct str titel; /* of the document; no name, no CPR */
    struct str afsender;
    struct str afdeling;
    const struct str *hoejre; /* date, journal number, contact: right in the head */
    size_t hoejrelinjer;
    const struct str *modtager; /* name and address */
    size_t modtagerlinjer;
    struct str fod; /* at the foot of every page; may be empty */
    struct str dato_iso;
    struct blok_liste liste;
};

/* The blocks that follow are pointers into the list: valid until the next blok_add. */
struct blok *blok_add(struct blok_liste *liste, enum blok_art art, struct str tekst);
struct blok *blok_c(struct blok_liste *liste, enum blok_art art, const char *tekst);
struct blok *blok_format(struct blok_liste *liste, enum blok_art art, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
struct blok *blok_tabel(struct blok_liste *liste, const struct blok_kolonne *kolonne, int kolonner);
/* A row whose cells are set by the caller, cleaned by blok_celle. */
struct blok_raekke *blok_raekke(struct blok_liste *liste, enum raekke_art art);
void blok_celle(struct blok_liste *liste, int kolonne, struct str tekst);
/* The newest row or block and the next one stay together. */
void blok_hold(struct blok_liste *liste);
/* Spaces become no-break spaces. */
struct str blok_fast(struct arena *arena, struct str tekst);

#endif
