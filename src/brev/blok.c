/*
 * blok: making the list. Every text from outside passes ord_ren here.
 */
#include "brev/blok.h"

#include "beregning/ord.h"

enum { LANGT = 1500 }; /* bytes: what is longer is cut into paragraphs at a full stop */

static struct blok *add_one(struct blok_liste *liste, enum blok_art art, struct str tekst)
{
    liste->blok = arena_grow(liste->arena, liste->blok, liste->count, &liste->capacity,
                             liste->count + 1, sizeof(struct blok));
    struct blok *blok = &liste->blok[liste->count++];
    *blok = (struct blok){.art = art, .tekst = str_trim(tekst)};
    blok->foelges = art == BLOK_H1 || art == BLOK_H2 || art == BLOK_H3;
    return blok;
}

/* Where to cut a long text: after the last full stop, else at the last space, else between two
 * characters: a text that somebody wrote stops no letter. */
static size_t cut_at(struct str tekst)
{
    size_t space = 0, mid = LANGT;

    for (size_t i = LANGT; i > LANGT / 3; i--) {
        if (tekst.p[i] != ' ') continue;
        if (space == 0) space = i;
        if (tekst.p[i - 1] == '.') return i;
    }
    while (((unsigned char)tekst.p[mid] & 0xC0) == 0x80) mid--;
    return space > 0 ? space : mid;
}

struct blok *blok_add(struct blok_liste *liste, enum blok_art art, struct str tekst)
{
    struct str rest = str_trim(ord_ren(liste->arena, tekst));

    while ((art == BLOK_AFSNIT || art == BLOK_PUNKT) && rest.n > LANGT) {
        size_t at = cut_at(rest);
        add_one(liste, art, str_sub(rest, 0, at));
        rest = str_trim(str_sub(rest, at, rest.n));
    }
    return add_one(liste, art, rest);
}

struct blok *blok_c(struct blok_liste *liste, enum blok_art art, const char *tekst)
{
    return blok_add(liste, art, str_from(tekst));
}

struct blok *blok_format(struct blok_liste *liste, enum blok_art art, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct str tekst = str_vformat(liste->arena, format, args);
    va_end(args);
    return blok_add(liste, art, tekst);
}

static struct blok *newest(struct blok_liste *liste)
{
    ASSERT(liste->count > 0);
    return &liste->blok[liste->count - 1];
}

struct blok *blok_tabel(struct blok_liste *liste, const struct blok_kolonne *kolonne, int kolonner)
{
    struct blok *blok = blok_add(liste, BLOK_TABEL, STR_EMPTY);
    int sum = 0;

    ASSERT(kolonner > 0 && kolonner <= BLOK_MAX_KOLONNER);
    for (int i = 0; i < kolonner; i++) sum += kolonne[i].promille;
    ASSERT(sum == 1000);
    blok->kolonne = kolonne;
    blok->kolonner = kolonner;
    return blok;
}

/* A group of few rows is not split: its rows so far stay with the newest. */
static void hold_gruppe(struct blok *blok)
{
    size_t first = blok->raekker - 1;

    while (first > 0 && blok->raekke[first].art != RAEKKE_GRUPPE) first--;
    bool few = blok->raekker - first <= 12;
    if (blok->raekke[first].art != RAEKKE_GRUPPE || !few) return;
    for (size_t i = first; i + 1 < blok->raekker; i++) blok->raekke[i].foelges = true;
}

struct blok_raekke *blok_raekke(struct blok_liste *liste, enum raekke_art art)
{
    struct blok *blok = newest(liste);

    ASSERT(blok->art == BLOK_TABEL);
    blok->raekke = arena_grow(liste->arena, blok->raekke, blok->raekker, &blok->plads,
                              blok->raekker + 1, sizeof(struct blok_raekke));
    struct blok_raekke *raekke = &blok->raekke[blok->raekker++];
    *raekke = (struct blok_raekke){.art = art, .foelges = art == RAEKKE_GRUPPE};
    for (int i = 0; i < BLOK_MAX_KOLONNER; i++) raekke->celle[i] = STR_EMPTY;
    /* A sum and a note never stand alone at the top of a page. */
    bool under = art == RAEKKE_NOTE || art == RAEKKE_DELSUM || art == RAEKKE_SUM;
    if (under && blok->raekker > 1) blok->raekke[blok->raekker - 2].foelges = true;
    hold_gruppe(blok);
    return raekke;
}

void blok_celle(struct blok_liste *liste, int kolonne, struct str tekst)
{
    struct blok *blok = newest(liste);

    ASSERT(blok->raekker > 0 && kolonne < blok->kolonner);
    blok->raekke[blok->raekker - 1].celle[kolonne] = str_trim(ord_ren(liste->arena, tekst));
}

void blok_hold(struct blok_liste *liste)
{
    newest(liste)->foelges = true;
}

struct str blok_fast(struct arena *arena, struct str tekst)
{
    struct buf buf;

    buf_init(&buf, arena);
    for (size_t i = 0; i < tekst.n; i++) {
        if (tekst.p[i] == ' ') {
            buf_c(&buf, "\302\240");
        } else {
            buf_char(&buf, tekst.p[i]);
        }
    }
    return buf_str(&buf);
}
