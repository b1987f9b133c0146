/*
 * haandbog_find: a search in one version, line by line of its text.
 *
 * Headings of the document and of the published page come in the same order, so the n-th leads to
 * the n-th anchor.
 */
#include "side/haandbog_side.h"

/* Lower case, æøå too; everything else as it is. */
static struct str lower(struct arena *arena, struct str s)
{
    struct buf out;
    buf_init(&out, arena);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 'A' && c <= 'Z') c = (unsigned char)(c - 'A' + 'a');
        /* Æ, Ø, Å are c3 86, c3 98, c3 85; the small ones lie 32 higher. */
        bool second = i > 0 && (unsigned char)s.p[i - 1] == 0xc3;
        if (second && (c == 0x86 || c == 0x98 || c == 0x85)) c = (unsigned char)(c + 0x20);
        buf_char(&out, (char)c);
    }
    return buf_str(&out);
}

void haandbog_find(struct arena *arena, const struct haandbog *haandbog,
                   const struct haandbog_side *side, struct haandbog_laes *out)
{
    const struct dokument *doc = &haandbog->dokument;
    struct str word = lower(arena, str_trim(out->soeg));
    struct haandbog_fund *fund = ARENA_ARRAY(arena, SOEG_FUND_MAX, struct haandbog_fund);
    size_t headings = 0;
    if (word.n == 0) return;
    for (size_t i = 0; i < doc->linjer; i++) {
        const struct dokument_linje *line = &doc->linje[i];
        size_t at;
        if (line->overskrift > 0 && headings < side->afsnit_antal) headings++;
        if (!str_find(lower(arena, line->tekst), word, &at)) continue;
        if (out->fund_antal == SOEG_FUND_MAX) {
            out->flere = true;
            break;
        }
        struct haandbog_fund *f = &fund[out->fund_antal++];
        f->linje = str_clip(str_trim(line->tekst), 240);
        if (headings == 0) continue;
        f->afsnit = side->afsnit[headings - 1].tekst;
        f->adresse = str_format(arena, "#%.*s", STR_ARG(side->afsnit[headings - 1].id));
    }
    out->fund = fund;
}
