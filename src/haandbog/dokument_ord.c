/*
 * dokument_ord: the kinds of statement and the keys of each, as docs/sprog.md lists them.
 *
 * The only place these words stand in the program. `gentages` is set exactly where docs/sprog.md
 * says "må gentages".
 */
#include "haandbog/dokument_intern.h"

#include <string.h>

#define EN(ord)                                                                                    \
    {                                                                                              \
        (ord), false                                                                               \
    }
#define FLERE(ord)                                                                                 \
    {                                                                                              \
        (ord), true                                                                                \
    }
#define SIDST                                                                                      \
    {                                                                                              \
        NULL, false                                                                                \
    }

static const struct noegle_ord HAANDBOG[] = {
    EN("kommunekode"), EN("gælder"),   EN("retter"),         EN("takster"), EN("model"),
    EN("retning"),     EN("opdigtet"), FLERE("dækker ikke"), EN("kilde"),   SIDST};
static const struct noegle_ord VALG[] = {
    EN("alder regnes"),      EN("indflytningsdag"), EN("fraflytningsdag"),
    EN("ugebeløb omregnes"), EN("børnerækkefølge"), EN("tæller som barn"),
    EN("3. barn gælder"),    EN("29. februar"),     SIDST};
static const struct noegle_ord TRIN[] = {EN("kilde"), SIDST};
static const struct noegle_ord TAKST[] = {EN("beløb"),     EN("ukendt"), EN("gælder"), EN("status"),
                                          EN("kendt fra"), EN("kilde"),  SIDST};
static const struct noegle_ord YDELSE[] = {EN("for"),
                                           FLERE("ikke for"),
                                           EN("ukendt for"),
                                           EN("beløb"),
                                           EN("dog"),
                                           EN("del af måned"),
                                           EN("ugebeløb omregnes"),
                                           EN("afrundes"),
                                           EN("til"),
                                           EN("kilde"),
                                           SIDST};
static const struct noegle_ord SITUATION[] = {EN("kræver"), EN("kilde"), EN("valgt af os"),
                                              EN("alle ydelser"), SIDST};
static const struct noegle_ord OPSIGELSE[] = {EN("først"),
                                              EN("derefter"),
                                              EN("ved opsigelse"),
                                              EN("ved faktisk ophør"),
                                              EN("ved misligholdelse"),
                                              EN("ved adoption"),
                                              EN("ved 18 år"),
                                              EN("kilde"),
                                              EN("valgt af os"),
                                              SIDST};
static const struct noegle_ord OVERGANG[] = {EN("nye anbringelser"), EN("ældre anbringelser"),
                                             SIDST};
static const struct noegle_ord KRITERIUM[] = {EN("spørgsmål"), EN("ukendt"), EN("kilde"),
                                              EN("valgt af os"), SIDST};
static const struct noegle_ord INDIKATORER[] = {EN("kriterium"), EN("kilde"), EN("valgt af os"),
                                                SIDST};
static const struct noegle_ord KRAV[] = {EN("kilde"), EN("valgt af os"), SIDST};
static const struct noegle_ord AFGOERELSE[] = {EN("besluttes af"), EN("leder godkender"),
                                               EN("partshøring"),  EN("kilde"),
                                               EN("valgt af os"),  SIDST};
static const struct noegle_ord SAMMENLIGN[] = {EN("formel"), EN("med"), SIDST};
static const struct noegle_ord MODSTRID[] = {EN("kilden siger"), EN("vi gør"), EN("krav"), SIDST};
static const struct noegle_ord ACCEPTERET[] = {SIDST};
static const struct noegle_ord EKSEMPEL[] = {
    EN("barn"),     FLERE("søskende"), FLERE("indplacering"), FLERE("situation"),
    EN("døgn"),     EN("aftale"),      EN("ophør"),           EN("måned"),
    EN("kendt pr"), FLERE("giver"),    EN("kilde"),           SIDST};

static const struct art_ord ARTER[REGEL_ANTAL] = {
    [REGEL_HAANDBOG] = {"håndbog", true, false, false, HAANDBOG},
    [REGEL_VALG] = {"valg", false, false, false, VALG},
    [REGEL_TRIN] = {"trin", false, true, false, TRIN},
    [REGEL_TAKST] = {"takst", true, true, false, TAKST},
    [REGEL_YDELSE] = {"ydelse", true, false, false, YDELSE},
    [REGEL_SITUATION] = {"situation", true, false, true, SITUATION},
    [REGEL_OPSIGELSE] = {"opsigelse", false, false, false, OPSIGELSE},
    [REGEL_OVERGANG] = {"overgang", false, false, false, OVERGANG},
    [REGEL_KRITERIUM] = {"kriterium", true, true, false, KRITERIUM},
    [REGEL_INDIKATORER] = {"indikatorer", true, true, false, INDIKATORER},
    [REGEL_KRAV] = {"krav", false, true, false, KRAV},
    [REGEL_AFGOERELSE] = {"afgørelse", false, false, false, AFGOERELSE},
    [REGEL_SAMMENLIGN] = {"sammenlign", true, false, false, SAMMENLIGN},
    [REGEL_MODSTRID] = {"modstrid", true, false, false, MODSTRID},
    [REGEL_ACCEPTERET] = {"accepteret", false, false, true, ACCEPTERET},
    [REGEL_EKSEMPEL] = {"eksempel", true, false, false, EKSEMPEL},
    [REGEL_EKSEMPLER] = {"eksempler", true, true, false, EKSEMPEL},
};

const struct art_ord *art_ord(enum regel_art art)
{
    ASSERT(art < REGEL_ANTAL);
    return &ARTER[art];
}

const char *regel_art_ord(enum regel_art art)
{
    return art_ord(art)->ord;
}

bool art_find(struct str ord, enum regel_art *out)
{
    for (size_t i = 0; i < REGEL_ANTAL; i++) {
        if (!str_is(ord, ARTER[i].ord)) continue;
        *out = (enum regel_art)i;
        return true;
    }
    return false;
}

const struct noegle_ord *noegle_find(const struct art_ord *art, struct str tekst)
{
    const struct noegle_ord *bedst = NULL;
    size_t laengst = 0;

    for (const struct noegle_ord *k = art->noegler; k->ord != NULL; k++) {
        struct str ord = str_from(k->ord);
        if (ord.n <= laengst || !str_starts(tekst, ord)) continue;
        if (tekst.n > ord.n && !er_blank(tekst.p[ord.n])) continue;
        bedst = k;
        laengst = ord.n;
    }
    return bedst;
}

/* The first `count` words of the text. */
static struct str first_words(struct str tekst, size_t count)
{
    for (size_t i = 1; i < tekst.n; i++) {
        if (er_blank(tekst.p[i]) && !er_blank(tekst.p[i - 1]) && --count == 0)
            return str_sub(tekst, 0, i);
    }
    return tekst;
}

static size_t count_words(struct str tekst)
{
    size_t count = 1;

    for (size_t i = 0; i < tekst.n; i++) count += tekst.p[i] == ' ';
    return count;
}

struct str art_forslag(struct str ord)
{
    struct str alle[REGEL_ANTAL];

    for (size_t i = 0; i < REGEL_ANTAL; i++) alle[i] = str_from(ARTER[i].ord);
    return str_suggest(ord, alle, REGEL_ANTAL);
}

struct str noegle_forslag(const struct art_ord *art, struct str tekst, struct str *laest)
{
    struct str bedst = STR_EMPTY;
    int naermest = 3;

    *laest = first_words(tekst, 1);
    for (const struct noegle_ord *k = art->noegler; k->ord != NULL; k++) {
        struct str noegle = str_from(k->ord);
        struct str del = first_words(tekst, count_words(noegle));
        struct str forslag = str_suggest(del, &noegle, 1);
        int afstand = forslag.n == 0 ? naermest : str_distance(del, noegle, 2);
        if (afstand >= naermest) continue;
        naermest = afstand;
        bedst = forslag;
        *laest = del;
    }
    return bedst;
}

struct str noegle_liste(struct arena *arena, const struct art_ord *art)
{
    struct buf buf;

    buf_init(&buf, arena);
    for (const struct noegle_ord *k = art->noegler; k->ord != NULL; k++)
        buf_format(&buf, "%s%s", k == art->noegler ? "" : ", ", k->ord);
    return buf_str(&buf);
}

struct str art_liste(struct arena *arena)
{
    struct buf buf;

    buf_init(&buf, arena);
    for (size_t i = 0; i < REGEL_ANTAL; i++)
        buf_format(&buf, "%s%s", i == 0 ? "" : ", ", ARTER[i].ord);
    return buf_str(&buf);
}

const struct regel_post *regel_find(const struct regel *regel, const char *noegle)
{
    for (size_t i = 0; i < regel->poster; i++) {
        if (str_is(regel->post[i].noegle.tekst, noegle)) return &regel->post[i];
    }
    return NULL;
}
