/* test_fund: findings are said in both languages. Only for *_test.c. */
#ifndef BASE_TEST_FUND_H
#define BASE_TEST_FUND_H

#include "base/fund.h"
#include "base/test_help.h"

/* Where the quotation that begins at `at` ends; `at` when none does. */
static inline size_t test_citat(struct str s, size_t at)
{
    static const char *const TEGN[][2] = {{"“", "”"}, {"\"", "\""}};
    size_t slut;

    for (size_t i = 0; i < 2; i++) {
        struct str aaben = str_from(TEGN[i][0]);
        if (!str_starts(str_sub(s, at, s.n), aaben)) continue;
        if (!str_find(str_sub(s, at + aaben.n, s.n), str_from(TEGN[i][1]), &slut)) continue;
        return at + 2 * aaben.n + slut;
    }
    return at;
}

/* Whether it has Danish words outside of quotation marks. */
static inline bool test_dansk(struct arena *arena, struct str s)
{
    static const char *const ORD[] = {" og ",    " er ",      " ikke ", " skal ", " har ",
                                      " eller ", " mangler ", " den ",  " det ",  " af "};
    struct buf ren;
    size_t at;

    buf_init(&ren, arena);
    buf_char(&ren, ' ');
    for (size_t i = 0; i < s.n; i++) {
        size_t efter = test_citat(s, i);
        if (efter > i)
            i = efter - 1;
        else
            buf_char(&ren, s.p[i]);
    }
    for (size_t i = 0; i < sizeof(ORD) / sizeof(*ORD); i++)
        if (str_find(buf_str(&ren), str_from(ORD[i]), &at)) return true;
    return false;
}

/* The first “quotation” that is none of these texts; empty when each is. Where only other people's
 * words are quoted, a sentence of ours that lacks its English stands so too. */
static inline struct str test_fremmed_citat(struct arena *arena, struct str s,
                                            const char *const *deres, size_t antal)
{
    const size_t tegn = STR("“").n;
    struct buf ren;

    buf_init(&ren, arena);
    for (size_t i = 0; i < s.n; i++) { /* a line that was too long is one again */
        bool luft = s.p[i] == ' ' || s.p[i] == '\n';
        bool mere = i + 1 < s.n && (s.p[i + 1] == ' ' || s.p[i + 1] == '\n');
        if (!luft || !mere) buf_char(&ren, luft ? ' ' : s.p[i]);
    }
    s = buf_str(&ren);
    for (size_t i = 0; i < s.n; i++) {
        size_t efter = test_citat(s, i), k = 0;
        if (efter == i || s.p[i] == '"') continue;
        struct str citat = str_sub(s, i + tegn, efter - tegn);
        while (k < antal && !str_is(citat, deres[k])) k++;
        if (k == antal) return citat;
        i = efter - 1;
    }
    return STR_EMPTY;
}

/* Each finding has a sentence in each language, and advice in both or neither. */
static inline void assert_fund_begge(const struct fund_liste *liste)
{
    for (size_t i = 0; i < liste->count; i++) {
        const struct fund *f = &liste->fund[i];
        struct str engelsk = f->tekst.engelsk, raad = f->raad.engelsk;
        if (engelsk.n == 0 || str_eq(engelsk, f->tekst.dansk))
            fail_msg("there is no English of: %.*s", STR_ARG(f->tekst.dansk));
        if ((raad.n == 0) != (f->raad.dansk.n == 0))
            fail_msg("there is no English of: %.*s", STR_ARG(f->raad.dansk));
        if (test_dansk(liste->arena, engelsk)) fail_msg("Danish: %.*s", STR_ARG(engelsk));
        if (test_dansk(liste->arena, raad)) fail_msg("Danish: %.*s", STR_ARG(raad));
    }
}

#endif
