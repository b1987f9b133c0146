/*
 * tegn: which characters a text that people write may have, and how many there are.
 *
 * Every text is looked at where it is written, by tegn_tjek: a character that nobody sees, or that
 * turns the line, is refused everywhere; one that letters cannot be set with is refused in texts
 * that are printed. What is refused is named with its place, in Danish and English.
 *
 * The characters of letters are those of Open Sans; ark_test proves that the font has each of them,
 * and shows the loose accents that are not refused.
 */
#ifndef BASE_TEGN_H
#define BASE_TEGN_H

#include "base/str.h"

enum tegn_regel {
    TEGN_LINJER = 1, /* may have several lines, and tabs */
    TEGN_BREV = 2,   /* is printed in letters, decisions or contracts */
};

/* What a text is called at the beginning of a sentence: {"Navnet", "The name"}. */
struct tegn_hvad {
    const char *dansk;
    const char *engelsk;
};

/* Whether the text, valid UTF-8, has only what it may have; its length is the caller's. */
bool tegn_tjek(struct str tekst, unsigned regler, struct tegn_hvad hvad,
               struct err *err) MUST_CHECK;
/* The same for a text that must be on one line of at most `hoejst` characters, as people count. */
bool tegn_linje(struct str tekst, unsigned regler, size_t hoejst, struct tegn_hvad hvad,
                struct err *err) MUST_CHECK;

/* The characters as people and browsers count them: a line end is one. */
size_t tegn_antal(struct str tekst);
/* Nobody sees it, or it turns what stands beside it. Line ends and tabs are among them. */
bool tegn_usynligt(uint32_t tegn);
/* Letters can be set with it. */
bool tegn_i_brev(uint32_t tegn);
/* An accent or ring apart from the letter it stands over, as some programs write them. */
bool tegn_loest(uint32_t tegn);

#endif
