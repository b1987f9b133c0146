#include "haandbog/laes.h"

#include <stdarg.h>
#include <string.h>

#define WORD_SHOWN 60 /* code points of a reader's word that a message repeats */
#define NAME_MAX_BYTES 64
#define LIST_SHOWN 12 /* alternatives a message lists */

struct laes laes_start(struct arena *arena, struct fund_liste *fund, struct regel_tekst tekst)
{
    return (struct laes){.arena = arena, .fund = fund, .tekst = tekst.tekst, .sted = tekst.sted};
}

/* ---- characters ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char char_at(const struct laes *l, size_t at)
{
    return at < l->tekst.n ? l->tekst.p[at] : '\0';
}

/* Bytes of the letter that starts at `at`: 1 for a-z and A-Z, 2 for Latin-1 letters, 0 for none. */
static size_t letter_at(const struct laes *l, size_t at)
{
    char c = char_at(l, at);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return 1;
    if (c != '\xC3') return 0;
    unsigned char d = (unsigned char)char_at(l, at + 1);
    return d >= 0x80 && d <= 0xBF && d != 0x97 && d != 0xB7 ? 2 : 0;
}

/* æ, ø, å and a-z: the letters of a name. */
static size_t name_letter_at(const struct laes *l, size_t at)
{
    char c = char_at(l, at);
    if (c >= 'a' && c <= 'z') return 1;
    if (c != '\xC3') return 0;
    char d = char_at(l, at + 1);
    return d == '\xA6' || d == '\xB8' || d == '\xA5' ? 2 : 0;
}

static bool word_char_at(const struct laes *l, size_t at)
{
    char c = char_at(l, at);
    return is_digit(c) || c == '_' || letter_at(l, at) > 0;
}

static size_t skip_spaces(const struct laes *l, size_t at)
{
    while (char_at(l, at) == ' ') at++;
    return at;
}

/* ---- findings ---- */

static bool ends_word(char c)
{
    return c == ' ' || c == ',' || c == ';' || c == '"';
}

/* A comma before a digit belongs to a number. */
static size_t word_end(const struct laes *l, size_t from)
{
    size_t at = from;
    while (at < l->tekst.n) {
        bool number = char_at(l, at) == ',' && is_digit(char_at(l, at + 1));
        if (ends_word(char_at(l, at)) && !number) break;
        at++;
    }
    return at == from && at < l->tekst.n ? at + 1 : at;
}

/* The first code points of a text, for a message. */
static struct str clip(struct str s)
{
    return str_clip(s, WORD_SHOWN);
}

static struct str current_word(const struct laes *l)
{
    size_t from = skip_spaces(l, l->at);
    return clip(str_sub(l->tekst, from, word_end(l, from)));
}

static struct sted current_place(const struct laes *l)
{
    struct sted sted = l->sted;
    size_t from = skip_spaces(l, l->at);
    if (sted.kol > 0) sted.kol += (int)str_width(str_sub(l->tekst, 0, from));
    size_t width = str_width(str_sub(l->tekst, from, word_end(l, from)));
    sted.bredde = width > 0 ? (int)width : 1;
    return sted;
}

static struct fund *add_finding(struct laes *l, const char *kode, struct fund_ord tekst)
{
    l->fejlet = true;
    return fund_tekst(l->fund, true, kode, current_word(l), current_place(l), tekst);
}

bool laes_fejl(struct laes *l, const char *kode, const char *dansk, const char *engelsk, ...)
{
    if (l->fejlet) return false;
    va_list args;
    va_start(args, engelsk);
    struct fund_ord tekst = fund_ordv(l->arena, dansk, engelsk, args);
    va_end(args);
    add_finding(l, kode, tekst);
    return false;
}

static bool fail_expected(struct laes *l, const char *kode, const char *hvad, const char *what)
{
    if (l->fejlet) return false;
    if (skip_spaces(l, l->at) >= l->tekst.n)
        return laes_fejl(l, kode, "her skal stå %s%.0s, men linjen slutter",
                         "here must be %.0s%s, but the line ends", hvad, what);
    return laes_fejl(l, kode, "her skal stå %s%.0s, men der står \"%.*s\"",
                     "here must be %.0s%s, but here is “%.*s”", hvad, what,
                     STR_ARG(current_word(l)));
}

/* ---- looking ---- */

static bool ends_in_word(const char *phrase, size_t n)
{
    struct laes l = {.tekst = {phrase, n}};
    return word_char_at(&l, n - 1) || (n >= 2 && letter_at(&l, n - 2) == 2);
}

/* Length of the phrase when it stands at `at` (the caller skips spaces); 0 when it does not. */
static size_t match(const struct laes *l, size_t at, const char *phrase)
{
    size_t start = at;
    for (const char *p = phrase; *p != '\0'; p++) {
        if (char_at(l, at) != *p) return 0;
        at++;
        if (*p == ' ') at = skip_spaces(l, at);
    }
    if (word_char_at(l, at) && ends_in_word(phrase, strlen(phrase))) return 0;
    return at - start;
}

bool laes_ord(struct laes *l, const char *ord)
{
    if (l->fejlet || *ord == '\0') return false;
    size_t from = skip_spaces(l, l->at);
    size_t n = match(l, from, ord);
    if (n == 0) return false;
    l->at = from + n;
    return true;
}

bool laes_tegn(struct laes *l, const char *tegn)
{
    return laes_ord(l, tegn);
}

bool laes_ved_slut(struct laes *l)
{
    return l->fejlet || skip_spaces(l, l->at) >= l->tekst.n;
}

bool laes_ved_ciffer(struct laes *l)
{
    return !l->fejlet && is_digit(char_at(l, skip_spaces(l, l->at)));
}

bool laes_ved_ord(struct laes *l)
{
    return !l->fejlet && letter_at(l, skip_spaces(l, l->at)) > 0;
}

bool laes_ved_tekst(struct laes *l)
{
    return !l->fejlet && char_at(l, skip_spaces(l, l->at)) == '"';
}

/* ---- words from closed lists ---- */

/* The rest of the value as far as it has as many words as the phrase. */
static struct str same_words(const struct laes *l, const char *phrase)
{
    size_t from = skip_spaces(l, l->at), at = from;
    for (const char *p = phrase;; p++) {
        if (*p != ' ' && *p != '\0') continue;
        at = skip_spaces(l, at);
        while (at < l->tekst.n && !ends_word(l->tekst.p[at])) at++;
        if (*p == '\0') break;
    }
    return str_sub(l->tekst, from, at);
}

/* The phrase that was meant, or NULL. */
static const char *suggest(const struct laes *l, const char *const *phrases, size_t count)
{
    const char *best = NULL;
    int best_distance = 3;
    for (size_t i = 0; i < count; i++) {
        struct str candidate = str_from(phrases[i]), word = same_words(l, phrases[i]);
        if (word.n > 2 * candidate.n + 4) continue;
        if (str_suggest(word, &candidate, 1).n == 0) continue;
        int distance = str_distance(word, candidate, 2);
        if (distance < best_distance) {
            best = phrases[i];
            best_distance = distance;
        }
    }
    return best;
}

static struct fund_ord advice(const struct laes *l, const char *const *phrases, size_t count)
{
    struct buf alle;
    buf_init(&alle, l->arena);
    const char *meant = suggest(l, phrases, count);
    for (size_t i = 0; i < count && i < LIST_SHOWN; i++) {
        if (i > 0) buf_c(&alle, " · ");
        buf_c(&alle, phrases[i]);
    }
    if (count > LIST_SHOWN) buf_c(&alle, " …");
    struct str liste = buf_str(&alle);
    if (count == 1 && meant == NULL) return FUND_ORD("", "");
    if (count == 1) return fund_ord(l->arena, "mente du \"%s\"?", "did you mean “%s”?", meant);
    if (meant == NULL)
        return fund_ord(l->arena, "Muligt er: %.*s", "Possible are: “%.*s”", STR_ARG(liste));
    return fund_ord(l->arena, "mente du \"%s\"? Muligt er: %.*s",
                    "did you mean “%s”? Possible are: “%.*s”", meant, STR_ARG(liste));
}

static bool fail_word(struct laes *l, const char *const *phrases, size_t count)
{
    struct fund_ord raad = advice(l, phrases, count);
    struct fund *fund;
    if (laes_ved_slut(l))
        fund = add_finding(l, "form", FUND_ORD("her mangler et ord", "a word is missing here"));
    else
        fund = add_finding(l, "ukendt-ord",
                           fund_ord(l->arena, "ukendt ord \"%.*s\"", "unknown word \"%.*s\"",
                                    STR_ARG(current_word(l))));
    fund->raad = raad;
    return false;
}

bool laes_kraev(struct laes *l, const char *ord_eller_tegn)
{
    if (laes_ord(l, ord_eller_tegn)) return true;
    if (l->fejlet) return false;
    if (suggest(l, &ord_eller_tegn, 1) != NULL) return fail_word(l, &ord_eller_tegn, 1);
    struct fund_ord hvad = fund_ord(l->arena, "\"%s\"", "“%s”", ord_eller_tegn);
    return fail_expected(l, "form", FUND_BEGGE(l->arena, hvad));
}

bool laes_valg(struct laes *l, const char *const *muligheder, size_t count, size_t *valg)
{
    if (l->fejlet) return false;
    size_t from = skip_spaces(l, l->at), longest = 0;
    for (size_t i = 0; i < count; i++) {
        size_t n = match(l, from, muligheder[i]);
        if (n > longest) {
            longest = n;
            *valg = i;
        }
    }
    if (longest == 0) return fail_word(l, muligheder, count);
    l->at = from + longest;
    return true;
}

static const char *const ART[ART_ANTAL] = {[ART_DOEGN] = "døgnpleje",
                                           [ART_AFLASTNING] = "aflastning",
                                           [ART_AKUT] = "akut",
                                           [ART_NETVAERK] = "netværk"};

const char *laes_art_ord(enum art art)
{
    ASSERT(art < ART_ANTAL);
    return ART[art];
}

bool laes_art(struct laes *l, enum art *out)
{
    size_t valg = 0;
    TRY(laes_valg(l, ART, ART_ANTAL, &valg));
    *out = (enum art)valg;
    return true;
}

/* ---- numbers ---- */

/* The end of digits with points and commas between them, and of one "/" when slash is set. */
static size_t number_end(const struct laes *l, size_t from, bool slash)
{
    size_t at = from;
    for (;;) {
        char c = char_at(l, at);
        bool inner = at > from && (c == '.' || c == ',' || (slash && c == '/'));
        if (inner && is_digit(char_at(l, at + 1))) {
            if (c == '/') slash = false;
            at++;
        } else if (is_digit(c)) {
            at++;
        } else {
            return at;
        }
    }
}

static bool looks_ambiguous(struct str number)
{
    size_t points = 0, after = 0;
    for (size_t i = 0; i < number.n; i++) {
        char c = number.p[i];
        if (c == ',') return false;
        if (c == '/') break;
        if (points > 0) after++;
        if (c == '.') {
            points++;
            after = 0;
        }
    }
    return points == 1 && after == 3;
}

/* What was read ends at `end`; a letter or digit may not follow at once. */
static bool close_token(struct laes *l, size_t end)
{
    if (word_char_at(l, end))
        return laes_fejl(l, "form", "der mangler et mellemrum i \"%.*s\"",
                         "a space is missing in “%.*s”", STR_ARG(current_word(l)));
    l->at = end;
    return true;
}

bool laes_tal(struct laes *l, int max_decimaler, bool tvetydig, struct brok *out)
{
    if (l->fejlet) return false;
    size_t from = skip_spaces(l, l->at);
    if (!is_digit(char_at(l, from))) return fail_expected(l, "tal", "et tal", "a number");
    size_t end = number_end(l, from, true);
    struct str number = str_sub(l->tekst, from, end);
    if ((max_decimaler >= 3 || tvetydig) && looks_ambiguous(number)) {
        struct fund_ord tekst =
            fund_ord(l->arena, "%.*s kan læses både som tusinder og som decimaler",
                     "%.*s can be read both as thousands and as decimals", STR_ARG(clip(number)));
        add_finding(l, "tal-tvetydigt", tekst)->raad =
            FUND_ORD("skriv komma foran decimaler, eller tusinder uden punktum",
                     "write a comma before decimals, or thousands without a point");
        return false;
    }
    struct err err = ERR_INIT;
    struct brok tal;
    if (!brok_parse(number, max_decimaler, &tal, &err))
        return laes_fejl(l, "tal", "%s%.0s", "%.0s%s", FUND_ERR(&err));
    TRY(close_token(l, end));
    *out = tal;
    return true;
}

bool laes_heltal(struct laes *l, int min, int max, int *out)
{
    if (l->fejlet) return false;
    size_t from = skip_spaces(l, l->at), at = from;
    if (!is_digit(char_at(l, from)))
        return fail_expected(l, "tal", "et helt tal", "a whole number");
    int64_t value = 0;
    for (; is_digit(char_at(l, at)); at++)
        if (value <= INT32_MAX) value = value * 10 + (char_at(l, at) - '0');
    if (number_end(l, from, true) != at)
        return laes_fejl(l, "tal", "\"%.*s\" er ikke et helt tal", "“%.*s” is not a whole number",
                         STR_ARG(clip(str_sub(l->tekst, from, number_end(l, from, true)))));
    if (value < min || value > max)
        return laes_fejl(l, "tal", "%.*s er uden for grænserne %d til %d",
                         "%.*s is outside the limits %d to %d",
                         STR_ARG(clip(str_sub(l->tekst, from, at))), min, max);
    TRY(close_token(l, at));
    *out = (int)value;
    return true;
}

bool laes_beloeb(struct laes *l, struct oere *out)
{
    if (l->fejlet) return false;
    size_t from = skip_spaces(l, l->at);
    size_t digits = from + (char_at(l, from) == '-' ? 1 : 0);
    if (!is_digit(char_at(l, digits))) return fail_expected(l, "tal", "et beløb", "an amount");
    size_t end = number_end(l, digits, false);
    struct err err = ERR_INIT;
    struct oere beloeb;
    if (!oere_parse(str_sub(l->tekst, from, end), &beloeb, &err))
        return laes_fejl(l, "tal", "%s%.0s", "%.0s%s", FUND_ERR(&err));
    TRY(close_token(l, end));
    *out = beloeb;
    return true;
}

bool laes_enhed(struct laes *l, struct enhed *out)
{
    if (l->fejlet) return false;
    size_t from = skip_spaces(l, l->at), at = from;
    for (size_t n = letter_at(l, at); n > 0; n = letter_at(l, at)) {
        at += n;
        if (char_at(l, at) == '/' && letter_at(l, at + 1) > 0) at++;
    }
    if (at == from) return fail_expected(l, "enhed", "en enhed", "a unit");
    struct err err = ERR_INIT;
    struct enhed enhed;
    if (!enhed_parse(str_sub(l->tekst, from, at), &enhed, &err))
        return laes_fejl(l, "ukendt-ord", "%s%.0s", "%.0s%s", FUND_ERR(&err));
    TRY(close_token(l, at));
    *out = enhed;
    return true;
}

/* ---- days, names and texts ---- */

static struct str digits_and_hyphens(const struct laes *l, size_t from)
{
    size_t at = from;
    while (is_digit(char_at(l, at)) || char_at(l, at) == '-') at++;
    return str_sub(l->tekst, from, at);
}

bool laes_dato(struct laes *l, struct dato *out)
{
    if (l->fejlet) return false;
    size_t from = skip_spaces(l, l->at);
    struct str text = digits_and_hyphens(l, from);
    if (text.n == 0) return fail_expected(l, "dato", "en dato (ÅÅÅÅ-MM-DD)", "a date (YYYY-MM-DD)");
    struct err err = ERR_INIT;
    struct dato dato;
    if (!dato_parse(text, &dato, &err))
        return laes_fejl(l, "dato", "%s%.0s", "%.0s%s", FUND_ERR(&err));
    TRY(close_token(l, from + text.n));
    *out = dato;
    return true;
}

bool laes_maaned(struct laes *l, struct maaned *out)
{
    if (l->fejlet) return false;
    size_t from = skip_spaces(l, l->at);
    struct str text = digits_and_hyphens(l, from);
    if (text.n == 0) return fail_expected(l, "dato", "en måned (ÅÅÅÅ-MM)", "a month (YYYY-MM)");
    struct err err = ERR_INIT;
    struct maaned maaned;
    if (!maaned_parse(text, &maaned, &err))
        return laes_fejl(l, "dato", "%s%.0s", "%.0s%s", FUND_ERR(&err));
    TRY(close_token(l, from + text.n));
    *out = maaned;
    return true;
}

bool laes_navn(struct laes *l, struct str *out)
{
    if (l->fejlet) return false;
    size_t from = skip_spaces(l, l->at), at = from;
    if (name_letter_at(l, at) == 0)
        return fail_expected(l, "form", "et navn af små bogstaver, cifre og _",
                             "a name of small letters, digits and _");
    for (;;) {
        size_t n = name_letter_at(l, at);
        if (n == 0 && (is_digit(char_at(l, at)) || char_at(l, at) == '_')) n = 1;
        if (n == 0) break;
        at += n;
    }
    if (word_char_at(l, at))
        return laes_fejl(l, "form", "navnet \"%.*s\" må kun have små bogstaver, cifre og _",
                         "the name “%.*s” may only have small letters, digits and _",
                         STR_ARG(current_word(l)));
    if (at - from > NAME_MAX_BYTES)
        return laes_fejl(l, "form", "navnet er længere end %d tegn",
                         "the name is longer than %d characters", NAME_MAX_BYTES);
    *out = str_sub(l->tekst, from, at);
    l->at = at;
    return true;
}

bool laes_tekst(struct laes *l, struct str *out)
{
    if (l->fejlet) return false;
    size_t from = skip_spaces(l, l->at);
    if (char_at(l, from) != '"')
        return fail_expected(l, "form", "en tekst i \"…\"", "a text in \"…\"");
    struct str rest = str_sub(l->tekst, from + 1, l->tekst.n);
    size_t end;
    if (!str_find(rest, STR("\""), &end))
        return laes_fejl(l, "form", "teksten mangler sit slut-\"", "the text lacks its last \"");
    if (str_trim(str_sub(rest, 0, end)).n == 0)
        return laes_fejl(l, "form", "teksten er tom", "the text is empty");
    *out = str_sub(rest, 0, end);
    l->at = from + end + 2;
    return true;
}

bool laes_slut(struct laes *l)
{
    if (l->fejlet) return false;
    if (laes_ved_slut(l)) return true;
    return laes_fejl(l, "form", "\"%.*s\" står efter det, der skulle være slutningen",
                     "“%.*s” stands after what should be the end",
                     STR_ARG(clip(str_sub(l->tekst, skip_spaces(l, l->at), l->tekst.n))));
}
