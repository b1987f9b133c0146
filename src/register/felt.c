/*
 * register/felt: columns as people write them (contract in felt.h).
 */
#include "register/felt.h"

#include <string.h>

enum { TEKST_MAX = 1000, BELOEB_MAX = 100000000 }; /* øre, as in the facts' format */

/* Names that differ from the table's. */
static const struct {
    const char *tabel, *kolonne, *navn;
} andre[] = {
    {"indplacering", "vederlag_taeller", "vederlag"},
    {"indplacering", "vederlag_naevner", NULL},
    {"indplacering", "tekst", "begrundelse"},
    {"aftale", "tekst", "begrundelse"},
    {"aftale", "beloeb_oere", "beloeb"},
};

static const char *name_of(enum register_slags slags, const struct kolonne *k)
{
    for (size_t i = 0; i < sizeof(andre) / sizeof(andre[0]); i++) {
        if (strcmp(andre[i].tabel, tabeller[slags].navn) != 0) continue;
        if (strcmp(andre[i].kolonne, k->navn) == 0) return andre[i].navn;
    }
    return k->navn;
}

static bool is_end(const struct kolonne *k)
{
    return k->type == KOL_DAG && k->offset == offsetof(struct register_fakta, til);
}

size_t felt_liste(enum register_slags slags, struct felt_navn ud[FELTER_MAX])
{
    const struct tabel *t = &tabeller[slags];
    size_t n = 0;

    ASSERT(t->kolonner <= FELTER_MAX);
    for (size_t i = 0; i < t->kolonner; i++) {
        const struct kolonne *k = &t->kolonne[i];
        const char *navn = name_of(slags, k);
        bool kraevet = (k->type == KOL_DAG && !is_end(k)) ||
                       (k->type == KOL_ORD && k->aftaler == 0) || strcmp(k->navn, "holder") == 0 ||
                       strcmp(k->navn, "person") == 0;
        if (slags == SLAGS_ANBRINGELSE && k->type == KOL_TEKST) kraevet = true;
        if (navn != NULL) ud[n++] = (struct felt_navn){navn, k, kraevet};
    }
    return n;
}

const char *felt_ejer(enum register_slags slags)
{
    if (!tabeller[slags].har_ejer) return NULL;
    return slags == SLAGS_GODKENDELSE || slags == SLAGS_HUSSTAND ? "plejefamilie" : "anbringelse";
}

struct register_fakta register_tom(enum register_slags slags)
{
    struct register_fakta f = {.slags = slags, .ejer = STR_EMPTY, .til = DATO_MAX};

    if (slags == SLAGS_GODKENDELSE) {
        f.godkendelse.antal_boern = REGISTER_TAL_UKENDT;
        f.godkendelse.alder_fra = f.godkendelse.alder_til = REGISTER_TAL_UKENDT;
    } else if (slags == SLAGS_INDPLACERING) {
        f.indplacering.vederlag = BROK_NUL;
        f.indplacering.besluttet = DATO_MIN;
    } else if (slags == SLAGS_KONTRAKT) {
        f.kontrakt.underskrevet = DATO_MIN;
    }
    return f;
}

struct str *register_fritekst(struct register_fakta *fakta)
{
    if (fakta->slags == SLAGS_INDPLACERING) return &fakta->indplacering.tekst;
    if (fakta->slags == SLAGS_AFTALE) return &fakta->aftale.tekst;
    if (fakta->slags == SLAGS_KONTRAKT) return &fakta->kontrakt.vilkaar;
    return NULL;
}

/* ---- reading ---- */

static void *place(struct register_fakta *f, const struct kolonne *k)
{
    return (char *)f + k->offset;
}

static bool read_day(const struct felt_navn *felt, struct str tekst, struct register_fakta *ud,
                     struct err *err)
{
    const struct kolonne *k = felt->kolonne;
    struct err ingen = ERR_INIT;
    struct dato dag = is_end(k) ? DATO_MAX : DATO_MIN;

    if (tekst.n > 0 && !dato_parse(tekst, &dag, &ingen)) {
        return is_end(k)
                   ? err_begge(err, ERR_INPUT, NULL,
                               "%s skal være en dato, der findes, skrevet ÅÅÅÅ-MM-DD, eller tom, "
                               "når den ikke er slut",
                               "%s must be a date that exists, written YYYY-MM-DD, or empty when "
                               "it has not ended",
                               felt->navn)
                   : err_begge(err, ERR_INPUT, NULL,
                               "%s skal være en dato, der findes, skrevet ÅÅÅÅ-MM-DD",
                               "%s must be a date that exists, written YYYY-MM-DD", felt->navn);
    }
    memcpy(place(ud, k), &dag, sizeof(dag));
    return true;
}

static bool read_number(const struct felt_navn *felt, struct str tekst, struct register_fakta *ud,
                        struct err *err)
{
    const struct kolonne *k = felt->kolonne;
    struct err ingen = ERR_INIT;
    int64_t tal = k->type == KOL_TAL_UKENDT ? k->ukendt : 0;
    int decimaler = 0;

    if (tekst.n > 0 && (!brok_scan(tekst, 6, 0, &tal, &decimaler, &ingen) || tal < 0)) {
        return err_begge(err, ERR_INPUT, NULL, "%s skal være et helt tal eller tom",
                         "%s must be a whole number or empty", felt->navn);
    }
    if (tekst.n > 0 && k->hoejst > 0 && (tal < k->mindst || tal > k->hoejst))
        return err_begge(err, ERR_INPUT, NULL, "%s skal være et helt tal fra %d til %d",
                         "%s must be a whole number from %d to %d", felt->navn, k->mindst,
                         k->hoejst);
    int value = (int)tal;
    memcpy(place(ud, k), &value, sizeof(value));
    return true;
}

/* An amount, or a number of vederlag with its two columns. */
static bool read_long(const struct felt_navn *felt, struct str tekst, struct register_fakta *ud,
                      struct err *err)
{
    struct err ingen = ERR_INIT;

    if (ud->slags == SLAGS_AFTALE) {
        ud->aftale.beloeb.oere = 0;
        if (tekst.n == 0) return true;
        if (!oere_parse(tekst, &ud->aftale.beloeb, &ingen))
            return err_begge(err, ERR_INPUT, NULL, "%s skal være et beløb i kroner, fx 1.250,00",
                             "%s must be an amount in kroner, for example 1.250,00", felt->navn);
        if (ud->aftale.beloeb.oere >= 0 && ud->aftale.beloeb.oere <= BELOEB_MAX) return true;
        return err_begge(err, ERR_INPUT, NULL,
                         "%s skal være et beløb fra 0 til 1.000.000,00 kroner",
                         "%s must be an amount from 0 to 1.000.000,00 kroner", felt->navn);
    }
    ASSERT(ud->slags == SLAGS_INDPLACERING);
    ud->indplacering.vederlag = BROK_NUL;
    if (tekst.n == 0 || brok_parse(tekst, 2, &ud->indplacering.vederlag, &ingen)) return true;
    return err_begge(err, ERR_INPUT, NULL, "%s skal være et antal vederlag, fx 4 eller 4,5",
                     "%s must be a number of vederlag, for example 4 or 4,5", felt->navn);
}

static bool read_text(struct arena *arena, const struct felt_navn *felt, struct str tekst,
                      struct register_fakta *ud, struct err *err)
{
    const char *hvad = felt->kolonne->vist[0] != NULL ? felt->kolonne->vist[0] : felt->navn;

    TRY(tegn_linje(tekst, TEGN_BREV, TEKST_MAX, (struct tegn_hvad){hvad, felt->navn}, err));
    struct str kopi = tekst.n == 0 ? STR_EMPTY : str_copy(arena, tekst);
    memcpy(place(ud, felt->kolonne), &kopi, sizeof(kopi));
    return true;
}

static bool read_word(struct arena *arena, const struct felt_navn *felt, struct str tekst,
                      struct register_fakta *ud, struct err *err)
{
    const struct kolonne *k = felt->kolonne;
    struct str ord = str_fold(arena, tekst);
    struct buf alle, all;

    if (tekst.n == 0 && k->aftaler != 0) return true;
    buf_init(&alle, arena);
    buf_init(&all, arena);
    for (unsigned i = 0; i < k->ord_antal; i++) {
        bool sidst = i + 1 == k->ord_antal;
        buf_format(&alle, "%s%s", i == 0 ? "" : sidst ? " eller " : ", ", k->ord[i].kode);
        buf_format(&all, "%s%s", i == 0 ? "" : sidst ? " or " : ", ", k->ord[i].kode);
        if (!str_is(ord, k->ord[i].kode)) continue;
        memcpy(place(ud, k), &i, sizeof(i));
        return true;
    }
    struct str skal = str_format(arena, "%s skal være %.*s", felt->navn, STR_ARG(buf_str(&alle)));
    struct str must = str_format(arena, "%s must be %.*s", felt->navn, STR_ARG(buf_str(&all)));
    return err_begge_tekst(err, ERR_INPUT, NULL, str_c(arena, skal), str_c(arena, must));
}

bool felt_laes(struct arena *arena, const struct felt_navn *felt, struct str tekst,
               struct register_fakta *ud, struct err *err)
{
    tekst = str_trim(tekst);
    if (tekst.n == 0 && felt->kraevet) {
        return err_begge(err, ERR_INPUT, NULL, "%s skal være udfyldt", "%s must be filled in",
                         felt->navn);
    }
    switch (felt->kolonne->type) {
    case KOL_DAG:
    case KOL_DAG_UKENDT: return read_day(felt, tekst, ud, err);
    case KOL_TAL:
    case KOL_TAL_UKENDT: return read_number(felt, tekst, ud, err);
    case KOL_LANG: return read_long(felt, tekst, ud, err);
    case KOL_TEKST:
    case KOL_TEKST_UKENDT: return read_text(arena, felt, tekst, ud, err);
    case KOL_ORD: return read_word(arena, felt, tekst, ud, err);
    }
    return false;
}

struct str felt_skriv(struct arena *arena, const struct felt_navn *felt,
                      const struct register_fakta *fakta)
{
    const struct kolonne *k = felt->kolonne;
    struct str tekst = tabel_json(arena, k, fakta);

    if (k->type == KOL_LANG && fakta->slags == SLAGS_AFTALE)
        return tabel_gaelder(k, fakta) ? oere_text(arena, fakta->aftale.beloeb) : STR_EMPTY;
    if (k->type == KOL_LANG)
        return fakta->indplacering.trin > 0 ? STR_EMPTY
                                            : brok_short(arena, fakta->indplacering.vederlag);
    if (str_is(tekst, "null")) return STR_EMPTY;
    if (k->type == KOL_TEKST || k->type == KOL_TEKST_UKENDT) {
        memcpy(&tekst, (const char *)fakta + k->offset, sizeof(tekst));
        return tekst.n == 0 ? STR_EMPTY : tekst;
    }
    /* Days and words are without anything to escape. */
    return tekst.n > 1 && tekst.p[0] == '"' ? str_sub(tekst, 1, tekst.n - 1) : tekst;
}

static int number_of(struct str id)
{
    int n = 0;

    for (size_t i = 1; i < id.n; i++) {
        if (id.p[i] < '0' || id.p[i] > '9' || n > 100000000) return 0;
        n = n * 10 + (id.p[i] - '0');
    }
    return n;
}

int felt_hoejeste(const struct register_fakta *kendt, size_t antal)
{
    int n = 0;

    for (size_t i = 0; i < antal; i++) {
        int her = number_of(kendt[i].id);
        if (her > n) n = her;
    }
    return n;
}

/* ---- the door ---- */

static struct str names(struct arena *arena, enum register_slags slags, bool kun_kraevede)
{
    struct felt_navn felter[FELTER_MAX];
    size_t antal = felt_liste(slags, felter);
    struct buf b;

    buf_init(&b, arena);
    for (size_t i = 0; i < antal; i++) {
        if (kun_kraevede && !felter[i].kraevet) continue;
        buf_format(&b, "%s%s", b.n == 0 ? "" : ", ", felter[i].navn);
    }
    return buf_str(&b);
}

struct str register_kraevede(struct arena *arena, enum register_slags slags)
{
    return names(arena, slags, true);
}

bool register_saet(struct arena *arena, struct register_fakta *fakta, struct str navn,
                   struct str vaerdi, struct err *err)
{
    struct felt_navn felter[FELTER_MAX];
    size_t antal = felt_liste(fakta->slags, felter);
    struct str foldet = str_fold(arena, navn);

    for (size_t i = 0; i < antal; i++)
        if (str_is(foldet, felter[i].navn)) return felt_laes(arena, &felter[i], vaerdi, fakta, err);
    struct str alle = names(arena, fakta->slags, false);
    return err_begge(err, ERR_INPUT, NULL, "Kolonnen kendes ikke; brug %.*s",
                     "There is no such column; use %.*s", STR_ARG(alle));
}

struct str register_nyt_id(struct arena *arena, enum register_slags slags,
                           const struct register_fakta *kendt, size_t antal)
{
    return str_format(arena, "%c%d", tabeller[slags].navn[0], felt_hoejeste(kendt, antal) + 1);
}
