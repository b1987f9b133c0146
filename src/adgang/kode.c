/*
 * kode: which passwords are refused, and how one is kept. No SQL.
 *
 * What is refused are those that a guesser tries first. Length does the rest: four words drawn by
 * chance are fine, however common each of them is.
 */
#include "adgang/kode.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "adgang/adgang_intern.h"

/* The costs of argon2id. Raising them is noticed at each user's next login (kode_er_gammel). The
 * hundreds of logins of the tests' build, which is never installed, are as many as a server's in
 * weeks: there they are cheap. */
enum {
#ifdef VEDERLAG_DEBUG
    KODE_PASSES = 1,
    KODE_KIB = 1024,
#else
    KODE_PASSES = 2,
    KODE_KIB = 46 * 1024,
#endif
};
#define KODE_BYTES ((size_t)KODE_KIB * 1024)

/* ---- what is guessed first */

static bool bad(struct err *err, const char *hvorfor, const char *why)
{
    char dansk[200], engelsk[200];

    (void)snprintf(dansk, sizeof(dansk),
                   "Adgangskoden kan ikke bruges: %s; vælg fx fire ord, der ikke hører sammen",
                   hvorfor);
    (void)snprintf(engelsk, sizeof(engelsk),
                   "The password cannot be used: %s; choose for example four words that do not "
                   "belong together",
                   why);
    return err_begge_tekst(err, ERR_INPUT, NULL, dansk, engelsk);
}

/* Only letters, folded; with `leet` also the digits and signs that stand for letters. */
static struct str letters_of(struct arena *arena, struct str folded, bool leet)
{
    static const char from[] = "0134578@$!";
    static const char to[] = "oieastbasi";
    struct buf out;

    _Static_assert(sizeof(from) == sizeof(to), "each sign has its letter");
    buf_init(&out, arena);
    for (size_t i = 0; i < folded.n; i++) {
        char c = folded.p[i];
        const char *sign = c == '\0' ? NULL : strchr(from, c);
        if (c >= 'a' && c <= 'z')
            buf_char(&out, c);
        else if (leet && sign != NULL)
            buf_char(&out, to[sign - from]);
    }
    return buf_str(&out);
}

static bool has_at(struct str text, size_t at, const char *word)
{
    size_t n = strlen(word);

    return at + n <= text.n && memcmp(text.p + at, word, n) == 0;
}

/* Whether the text is nothing but the two words, any number of times each. */
static bool made_of(struct str text, const char *a, const char *b)
{
    bool reached[4 * KODE_MAX + 1] = {false};

    ASSERT(text.n < sizeof(reached));
    reached[0] = true;
    for (size_t i = 0; i < text.n; i++) {
        if (!reached[i]) continue;
        if (has_at(text, i, a)) reached[i + strlen(a)] = true;
        if (has_at(text, i, b)) reached[i + strlen(b)] = true;
    }
    return reached[text.n];
}

static bool is_common(struct str letters)
{
    if (letters.n == 0) return false;
    for (size_t i = 0; i < kode_ord_antal; i++) {
        if (!has_at(letters, 0, kode_ord[i])) continue;
        for (size_t j = 0; j < kode_ord_antal; j++) {
            if (made_of(letters, kode_ord[i], kode_ord[j])) return true;
        }
    }
    return false;
}

/* A piece that is repeated from the first to the last byte. */
static bool is_repeated(struct str text)
{
    for (size_t piece = 1; piece <= text.n / 2; piece++) {
        if (memcmp(text.p, text.p + piece, text.n - piece) == 0) return true;
    }
    return false;
}

/* Next to one another in the alphabet, among the digits or on the keyboard, or the same. */
static bool are_neighbours(char a, char b)
{
    static const char rows[] =
        "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm";

    if (a == b) return true;
    for (size_t i = 0; i + 2 < sizeof(rows); i++) {
        if (rows[i] == ' ' || rows[i + 1] == ' ') continue;
        if ((rows[i] == a && rows[i + 1] == b) || (rows[i] == b && rows[i + 1] == a)) return true;
    }
    return false;
}

/* Two thirds and more of the steps go to a neighbour. */
static bool is_run(struct str folded)
{
    size_t steps = 0;

    for (size_t i = 0; i + 1 < folded.n; i++) {
        if (are_neighbours(folded.p[i], folded.p[i + 1])) steps++;
    }
    return steps * 3 >= (folded.n - 1) * 2;
}

/* How many bytes there are beside those of the name. */
static size_t without(struct str folded, struct str navn)
{
    size_t left = 0;

    for (size_t i = 0; i < folded.n;) {
        struct str rest = str_sub(folded, i, folded.n);
        bool here = navn.n > 0 && str_starts(rest, navn);
        if (!here) left++;
        i += here ? navn.n : 1;
    }
    return left;
}

static bool check_text(struct str kode, struct err *err)
{
    struct err own = ERR_INIT;
    struct str text = kode;
    bool ok = str_check_utf8(&text, "", &own) && text.n == kode.n;

    for (size_t i = 0; ok && i < kode.n; i++) ok = str_steering(kode, i) == 0;
    return ok ||
           bad(err, "den har tegn, der ikke kan ses", "it has characters that cannot be seen");
}

static bool check_length(struct str kode, bool medarbejder, struct err *err)
{
    const int least = medarbejder ? KODE_MIN_MEDARBEJDER : KODE_MIN_FAMILIE;
    const size_t width = str_width(kode);

    if (width >= (size_t)least && width <= KODE_MAX) return true;
    return err_begge(err, ERR_INPUT, NULL, "Adgangskoden skal have mindst %d og højst %d tegn",
                     "The password must have at least %d and at most %d characters", least,
                     KODE_MAX);
}

static bool check_guesses(struct arena *arena, struct str kode, struct str navn, struct err *err)
{
    enum { BESIDE_NAVN = 8 };
    struct str folded = str_fold(arena, kode);

    if (is_repeated(kode))
        return bad(err, "den er det samme stykke igen og igen",
                   "it is the same piece again and again");
    if (is_run(folded))
        return bad(err, "tegnene følger efter hinanden", "the characters follow each other");
    if (without(folded, str_fold(arena, navn)) < BESIDE_NAVN)
        return bad(err, "den ligner brugernavnet", "it is like the user name");
    if (is_common(letters_of(arena, folded, false)) || is_common(letters_of(arena, folded, true))) {
        return bad(err, "den er lavet af et eller to ord, som prøves først",
                   "it is made of one or two words that are tried first");
    }
    return true;
}

bool kode_god(struct arena *arena, struct str kode, struct str navn, bool medarbejder,
              struct err *err)
{
    TRY(check_text(kode, err));
    TRY(check_length(kode, medarbejder, err));
    return check_guesses(arena, kode, navn, err);
}

/* ---- how it is kept */

bool kode_hash(struct str kode, char out[KODE_HASH_SIZE], struct err *err)
{
    _Static_assert(KODE_HASH_SIZE == crypto_pwhash_STRBYTES, "room for what libsodium writes");
    ASSERT(sodium_init() >= 0);
    if (crypto_pwhash_str(out, kode.p, kode.n, KODE_PASSES, KODE_BYTES) == 0) return true;
    return err_begge(
        err, ERR_IO, NULL, "Der er ikke hukommelse nok til at regne på adgangskoden (%d MiB)",
        "There is not enough memory to compute with the password (%d MiB)", KODE_KIB / 1024);
}

/* A hash with today's costs that nothing is known to give. */
static void make_nothing(char out[KODE_HASH_SIZE])
{
    int n =
        snprintf(out, KODE_HASH_SIZE, "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s", KODE_KIB, KODE_PASSES,
                 "dmVkZXJsYWcgaW5nZW4gMQ", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

    ASSERT(n > 0 && n < KODE_HASH_SIZE);
}

bool kode_passer(struct str hash, struct str kode)
{
    char text[KODE_HASH_SIZE] = {0};
    bool has = hash.n > 0 && hash.n < sizeof(text);

    ASSERT(sodium_init() >= 0);
    if (has)
        memcpy(text, hash.p, hash.n);
    else
        make_nothing(text);
    bool same = crypto_pwhash_str_verify(text, kode.p, kode.n) == 0;
    return has && same;
}

bool kode_er_gammel(struct str hash)
{
    char text[KODE_HASH_SIZE] = {0};

    if (hash.n == 0 || hash.n >= sizeof(text)) return false;
    memcpy(text, hash.p, hash.n);
    return crypto_pwhash_str_needs_rehash(text, KODE_PASSES, KODE_BYTES) != 0;
}

/* ---- a first password */

/* 16 signs that are not mistaken for one another, 79 bits. One in very many is a run that kode_god
 * refuses, and is drawn again. */
bool kode_foerste(struct arena *arena, struct str navn, struct str *out, struct err *err)
{
    static const char signs[] = "abcdefghjkmnpqrstuvwxyz23456789";
    enum { SIGNS = sizeof(signs) - 1, GROUPS = 4, GROUP = 4, TRIES = 20 };
    char text[GROUPS * (GROUP + 1)];

    ASSERT(sodium_init() >= 0);
    for (int i = 0; i < TRIES; i++) {
        struct err own = ERR_INIT;
        for (size_t k = 0; k < sizeof(text); k++)
            text[k] = k % (GROUP + 1) == GROUP ? '-' : signs[randombytes_uniform(SIGNS)];
        *out = str_copy(arena, (struct str){text, sizeof(text) - 1});
        if (kode_god(arena, *out, navn, true, &own)) return true;
    }
    sodium_memzero(text, sizeof(text));
    return err_begge(err, ERR_IO, NULL, "En adgangskode kunne ikke trækkes",
                     "A password could not be drawn");
}
