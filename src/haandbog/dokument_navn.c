/*
 * dokument_navn: which names a document has used, and the anchors made of them.
 *
 * A hash table with open addressing that is never more than half full, so that a document of many
 * thousand equal statements is still read in linear time.
 */
#include "haandbog/dokument_intern.h"

#include <string.h>

enum { FIRST_SIZE = 64 };

/* FNV-1a, by Fowler, Noll and Vo. */
static uint64_t hash(struct str navn)
{
    uint64_t h = 0xCBF29CE484222325u;

    for (size_t i = 0; i < navn.n; i++) h = (h ^ (unsigned char)navn.p[i]) * 0x100000001B3u;
    return h ^ (h >> 32);
}

static struct navn_set *slot(struct navn_set *plads, size_t pladser, struct str navn)
{
    size_t at = (size_t)hash(navn) & (pladser - 1);

    while (plads[at].navn.p != NULL && !str_eq(plads[at].navn, navn)) at = (at + 1) & (pladser - 1);
    return &plads[at];
}

static void grow(struct navne *navne)
{
    size_t pladser = navne->pladser == 0 ? FIRST_SIZE : navne->pladser * 2;
    struct navn_set *plads = ARENA_ARRAY(navne->arena, pladser, struct navn_set);

    for (size_t i = 0; i < navne->pladser; i++) {
        if (navne->plads[i].navn.p != NULL)
            *slot(plads, pladser, navne->plads[i].navn) = navne->plads[i];
    }
    navne->plads = plads;
    navne->pladser = pladser;
}

struct navn_set *navne_find(struct navne *navne, struct str navn)
{
    ASSERT(navn.p != NULL);
    if ((navne->antal + 1) * 2 > navne->pladser) grow(navne);
    struct navn_set *plads = slot(navne->plads, navne->pladser, navn);
    if (plads->navn.p == NULL) {
        plads->navn = navn;
        navne->antal++;
    }
    return plads;
}

static bool is_anchor_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Letters and digits; one '-' for each run of anything else between them. */
static void add_folded(struct buf *buf, struct str tekst)
{
    struct str foldet = str_fold(buf->arena, tekst);
    bool skil = true;

    for (size_t i = 0; i < foldet.n; i++) {
        if (is_anchor_letter(foldet.p[i])) {
            if (skil) buf_char(buf, '-');
            buf_char(buf, foldet.p[i]);
        }
        skil = !is_anchor_letter(foldet.p[i]);
    }
}

struct str anker_make(struct navne *navne, enum regel_art art, struct str hoved)
{
    struct buf buf;

    buf_init(&buf, navne->arena);
    buf_c(&buf, "regel");
    add_folded(&buf, str_from(regel_art_ord(art)));
    add_folded(&buf, hoved);
    struct str grund = buf_str(&buf);
    struct str anker = grund;
    struct navn_set *set = navne_find(navne, grund);
    int nr = set->antal + 1;
    while (nr > 1) {
        anker = str_format(navne->arena, "%.*s-%d", STR_ARG(grund), nr);
        if (navne_find(navne, anker)->antal == 0) break;
        nr++;
    }
    navne_find(navne, anker)->antal = 1;
    navne_find(navne, grund)->antal = nr;
    return anker;
}
