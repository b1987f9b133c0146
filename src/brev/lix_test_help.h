/*
 * lix_test_help: how hard a text is to read, for this room's tests only.
 *
 * LIX = words per sentence + share of words longer than six letters, in per cent. (C.H. Björnsson,
 * 1968; under 45 is what most newspapers are.) A full stop ends a sentence at the end of a text
 * or before a space and a capital; "kr.", "kl." and dates inside a sentence therefore do not.
 */
#ifndef BREV_LIX_TEST_HELP_H
#define BREV_LIX_TEST_HELP_H

#include "base/str.h"

struct lix {
    int ord;
    int lange;
    int saetninger;
};

static inline bool lix_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xC3;
}

static inline bool lix_ends(struct str s, size_t at)
{
    char c = s.p[at];
    bool last = at + 1 >= s.n;

    if (c == '?' || c == '!') return true;
    if (c != '.') return false;
    if (last) return true;
    if (s.p[at + 1] != ' ' || at + 2 >= s.n) return false;
    char next = s.p[at + 2];
    return (next >= 'A' && next <= 'Z') || (unsigned char)next == 0xC3;
}

/* Adds a text of its own: what it ends with ends a sentence. */
static inline void lix_add(struct lix *lix, struct str s)
{
    size_t letters = 0;
    bool open = false;

    for (size_t i = 0; i <= s.n; i++) {
        bool rest = i < s.n && ((unsigned char)s.p[i] & 0xC0) == 0x80 && letters > 0;
        if (rest) continue;
        if (i < s.n && lix_letter(s.p[i])) {
            letters++;
            continue;
        }
        if (letters > 0) {
            lix->ord++;
            lix->lange += letters > 6 ? 1 : 0;
            open = true;
        }
        letters = 0;
        if (open && (i == s.n || lix_ends(s, i))) {
            lix->saetninger++;
            open = false;
        }
    }
}

static inline int lix_value(const struct lix *lix)
{
    if (lix->ord == 0) return 0;
    return lix->ord / (lix->saetninger > 0 ? lix->saetninger : 1) + 100 * lix->lange / lix->ord;
}

#endif
