/*
 * register/tabel: the fact tables' columns, and one walk over them for each use.
 *
 * Invariants: (1) a table's columns stand as in register_fakta.sql; (2) enums are as wide as
 * unsigned, which is copied; (3) a column an agreement does not have is zero in memory and empty or
 * 0 in the table.
 */
#include "register/tabel.h"

#include <inttypes.h>
#include <string.h>

#include "base/dato_engelsk.h"

_Static_assert(sizeof(enum art) == sizeof(unsigned), "an enum is copied as unsigned");
_Static_assert(sizeof(enum kontrakt_model) == sizeof(unsigned), "an enum is copied as unsigned");
_Static_assert(sizeof(struct oere) == sizeof(int64_t), "an amount is copied as int64_t");

#define ANTAL(array) (sizeof(array) / sizeof((array)[0]))
#define AT(member) .offset = offsetof(struct register_fakta, member)
#define ORD(words) .type = KOL_ORD, .ord = (words), .ord_antal = ANTAL(words)
#define BELOEB (1u << AFTALE_TILLAEG | 1u << AFTALE_ERSTATNING)
#define VILKAAR (1u << AFTALE_VILKAAR)

static const struct tabel_ord art_ord[] = {
    {"doegn", {"døgn", "full-time foster care"}},
    {"aflastning", {"aflastning", "relief care"}},
    {"akut", {"akut", "emergency care"}},
    {"netvaerk", {"netværk", "network care"}},
};
static const struct tabel_ord godkendelse_ord[] = {
    {"almen", {"almen", "general"}},
    {"forstaerket", {"forstærket", "enhanced"}},
    {"specialiseret", {"specialiseret", "specialised"}},
    {"konkret", {"konkret", "for particular children"}},
};
static const struct tabel_ord situation_ord[] = {
    {"efterskole", {"efterskole", "boarding school"}},
    {"eftervaern", {"efterværn", "aftercare"}},
    {"ophold_i_aflastning", {"ophold i aflastning", "stay in relief care"}},
    {"hjemmebesoeg", {"hjemmebesøg", "visit at home"}},
};
static const struct tabel_ord aftale_ord[] = {
    {"tillaeg", {"tillæg", "supplement"}},
    {"erstatning", {"erstatning", "instead of the rule's amount"}},
    {"vilkaar", {"vilkår", "term"}},
};
static const struct tabel_ord pr_ord[] = {
    {"maaned", {"måned", "month"}},
    {"doegn", {"døgn", "day"}},
};
static const struct tabel_ord vilkaar_ord[] = {
    {"fortsaetter_efter_18", {"fortsætter efter 18 år", "goes on after 18"}},
    {"varsel", {"varsel", "notice period"}},
};
static const struct tabel_ord ophoer_ord[] = {
    {"opsigelse", {"opsigelse", "notice of termination"}},
    {"faktisk_ophoer", {"faktisk ophør", "actual end"}},
    {"misligholdelse", {"misligholdelse", "breach"}},
    {"adoption", {"adoption", "adoption"}},
};
static const struct tabel_ord model_ord[] = {
    {"trin", {"trin", "level"}},
    {"vederlag", {"vederlag", "fees"}},
};

_Static_assert(ANTAL(art_ord) == ART_ANTAL, "a word for each");
_Static_assert(ANTAL(godkendelse_ord) == GODKENDELSE_ANTAL, "a word for each");
_Static_assert(ANTAL(situation_ord) == SITUATION_ANTAL, "a word for each");
_Static_assert(ANTAL(aftale_ord) == AFTALE_ANTAL, "a word for each");
_Static_assert(ANTAL(pr_ord) == PR_ANTAL, "a word for each");
_Static_assert(ANTAL(vilkaar_ord) == VILKAAR_ANTAL, "a word for each");
_Static_assert(ANTAL(ophoer_ord) == OPHOER_ANTAL, "a word for each");
_Static_assert(ANTAL(model_ord) == KONTRAKT_MODELLER, "a word for each");

#define FRA                                                                                        \
    {                                                                                              \
        .navn = "fra", .vist = {"fra", "from"}, .type = KOL_DAG, AT(fra)                           \
    }
#define TIL                                                                                        \
    {                                                                                              \
        .navn = "til", .vist = {"til", "to"}, .type = KOL_DAG, AT(til)                             \
    }

static const struct kolonne plejefamilie[] = {
    {.navn = "socialtilsyn",
     .vist = {"socialtilsyn", "supervised by"},
     .type = KOL_TEKST,
     AT(plejefamilie.socialtilsyn)},
};

static const struct kolonne godkendelse[] = {
    FRA,
    TIL,
    {.navn = "art",
     .vist = {"godkendt som", "approved as"},
     ORD(godkendelse_ord),
     AT(godkendelse.art)},
    {.navn = "antal_boern",
     .vist = {"antal børn", "children"},
     .type = KOL_TAL_UKENDT,
     AT(godkendelse.antal_boern),
     .ukendt = REGISTER_TAL_UKENDT},
    {.navn = "alder_fra",
     .vist = {"alder fra", "from age"},
     .type = KOL_TAL_UKENDT,
     AT(godkendelse.alder_fra),
     .ukendt = REGISTER_TAL_UKENDT},
    {.navn = "alder_til",
     .vist = {"alder til", "to age"},
     .type = KOL_TAL_UKENDT,
     AT(godkendelse.alder_til),
     .ukendt = REGISTER_TAL_UKENDT},
    {.navn = "belastning",
     .vist = {"belastning", "load"},
     .type = KOL_TEKST,
     AT(godkendelse.belastning)},
};

static const struct kolonne husstand[] = {
    {.navn = "person", .vist = {"person", "person"}, .type = KOL_TEKST, AT(husstand.person)},
    {.navn = "rolle", .vist = {"rolle", "role"}, .type = KOL_TEKST, AT(husstand.rolle)},
    FRA,
    TIL,
};

static const struct kolonne barn[] = {
    {.navn = "foedt", .vist = {"født", "born"}, .type = KOL_DAG, AT(barn.foedt)},
};

static const struct kolonne anbringelse[] = {
    {.navn = "plejefamilie",
     .vist = {"plejefamilie", "foster family"},
     .type = KOL_TEKST,
     AT(anbringelse.plejefamilie)},
    {.navn = "barn", .vist = {"barn", "child"}, .type = KOL_TEKST, AT(anbringelse.barn)},
    {.navn = "art", .vist = {"art", "kind"}, ORD(art_ord), AT(anbringelse.art)},
    {.navn = "indflyttet", .vist = {"indflyttet", "moved in"}, .type = KOL_DAG, AT(fra)},
    {.navn = "fraflyttet", .vist = {"fraflyttet", "moved out"}, .type = KOL_DAG, AT(til)},
    {.navn = "anbringende_kommune",
     .vist = {"anbringende kommune", "placing municipality"},
     .type = KOL_TAL_UKENDT,
     AT(anbringelse.kommune),
     .ukendt = 0,
     .mindst = 101,
     .hoejst = 999},
};

static const struct kolonne indplacering[] = {
    FRA,
    TIL,
    {.navn = "trin",
     .vist = {"trin", "level"},
     .type = KOL_TAL,
     AT(indplacering.trin),
     .mindst = 1,
     .hoejst = 99},
    {.navn = "vederlag_taeller", .type = KOL_LANG, AT(indplacering.vederlag.t)},
    {.navn = "vederlag_naevner", .type = KOL_LANG, AT(indplacering.vederlag.n)},
    {.navn = "besluttet",
     .vist = {"besluttet", "decided"},
     .type = KOL_DAG_UKENDT,
     AT(indplacering.besluttet)},
    {.navn = "organ",
     .vist = {"besluttet af", "decided by"},
     .type = KOL_TEKST,
     AT(indplacering.organ)},
    {.navn = "kriterier",
     .vist = {"kriterier", "criteria"},
     .type = KOL_TEKST,
     AT(indplacering.kriterier)},
    {.navn = "bilag", .vist = {"bilag", "annex"}, .type = KOL_TEKST, AT(indplacering.bilag)},
    {.navn = "tekst", .type = KOL_TEKST_UKENDT, AT(indplacering.tekst)},
};

static const struct kolonne situation[] = {
    FRA,
    TIL,
    {.navn = "art", .vist = {"situation", "situation"}, ORD(situation_ord), AT(situation.art)},
};

static const struct kolonne doegn[] = {FRA, TIL};

static const struct kolonne aftale[] = {
    FRA,
    TIL,
    {.navn = "art", .vist = {"art", "kind"}, ORD(aftale_ord), AT(aftale.art)},
    {.navn = "ydelse",
     .vist = {"ydelse", "ydelse"},
     .type = KOL_TEKST,
     AT(aftale.ydelse),
     .aftaler = BELOEB},
    {.navn = "beloeb_oere",
     .vist = {"beløb", "amount"},
     .type = KOL_LANG,
     AT(aftale.beloeb),
     .aftaler = BELOEB},
    {.navn = "pr", .vist = {"pr.", "per"}, ORD(pr_ord), AT(aftale.pr), .aftaler = BELOEB},
    {.navn = "vilkaar",
     .vist = {"vilkår", "term"},
     ORD(vilkaar_ord),
     AT(aftale.vilkaar),
     .aftaler = VILKAAR},
    {.navn = "dage",
     .vist = {"dage", "days"},
     .type = KOL_TAL,
     AT(aftale.dage),
     .mindst = 1,
     .hoejst = 366,
     .aftaler = VILKAAR},
    {.navn = "besluttet_af",
     .vist = {"besluttet af", "decided by"},
     .type = KOL_TEKST,
     AT(aftale.besluttet_af)},
    {.navn = "tekst", .type = KOL_TEKST_UKENDT, AT(aftale.tekst)},
};

static const struct kolonne ophoer[] = {
    {.navn = "art", .vist = {"art", "kind"}, ORD(ophoer_ord), AT(ophoer.art)},
    {.navn = "dato", .vist = {"dato", "day"}, .type = KOL_DAG, AT(fra)},
    {.navn = "part", .vist = {"part", "party"}, .type = KOL_TEKST, AT(ophoer.part)},
    {.navn = "aarsag", .vist = {"årsag", "reason"}, .type = KOL_TEKST, AT(ophoer.aarsag)},
};

static const struct kolonne kontrakt[] = {
    FRA,
    TIL,
    {.navn = "holder",
     .vist = {"kontrakthaver", "contract holder"},
     .type = KOL_TEKST,
     AT(kontrakt.holder)},
    {.navn = "model", .vist = {"model", "model"}, ORD(model_ord), AT(kontrakt.model)},
    {.navn = "underskrevet",
     .vist = {"underskrevet", "signed"},
     .type = KOL_DAG_UKENDT,
     AT(kontrakt.underskrevet)},
    {.navn = "vilkaar", .type = KOL_TEKST_UKENDT, AT(kontrakt.vilkaar)},
};

#define TABEL(name, shown, english, owner, big)                                                    \
    {                                                                                              \
#name, shown, english, owner, name, ANTAL(name), SQL_REGISTER_##big##_ALLE,                \
            SQL_REGISTER_##big##_EJER, SQL_REGISTER_##big##_INDSAET                                \
    }

const struct tabel tabeller[SLAGS_ANTAL] = {
    [SLAGS_PLEJEFAMILIE] =
        TABEL(plejefamilie, "plejefamilie", "foster family", false, PLEJEFAMILIE),
    [SLAGS_GODKENDELSE] = TABEL(godkendelse, "godkendelse", "approval", true, GODKENDELSE),
    [SLAGS_HUSSTAND] = TABEL(husstand, "husstand", "member of the household", true, HUSSTAND),
    [SLAGS_BARN] = TABEL(barn, "barn", "child", false, BARN),
    [SLAGS_ANBRINGELSE] = TABEL(anbringelse, "anbringelse", "placement", false, ANBRINGELSE),
    [SLAGS_INDPLACERING] =
        TABEL(indplacering, "indplacering", "level placement", true, INDPLACERING),
    [SLAGS_SITUATION] = TABEL(situation, "situation", "situation", true, SITUATION),
    [SLAGS_DOEGN] = TABEL(doegn, "døgn i aflastning", "days of relief care", true, DOEGN),
    [SLAGS_AFTALE] = TABEL(aftale, "aftale", "agreement", true, AFTALE),
    [SLAGS_OPHOER] = TABEL(ophoer, "ophør", "end", true, OPHOER),
    [SLAGS_KONTRAKT] = TABEL(kontrakt, "kontrakt", "contract", true, KONTRAKT),
};

const char *register_slags_kode(enum register_slags slags)
{
    ASSERT(slags < SLAGS_ANTAL);
    return tabeller[slags].navn;
}

const char *tabel_ingen(const char *hvad)
{
    static const char *const intetkoen[] = {"barn", "døgn", "ophør", "medlem"};

    for (size_t i = 0; i < ANTAL(intetkoen); i++)
        if (strncmp(hvad, intetkoen[i], strlen(intetkoen[i])) == 0) return "intet";
    return "ingen";
}

const char *register_slags_navn(enum register_slags slags)
{
    ASSERT(slags < SLAGS_ANTAL);
    return tabeller[slags].vist;
}

/* ---- what lies at an offset; memory is copied, so that no rule on types is bent ---- */

static void put(struct register_fakta *fakta, const struct kolonne *k, const void *from, size_t n)
{
    memcpy((char *)fakta + k->offset, from, n);
}

static void get(const struct register_fakta *fakta, const struct kolonne *k, void *to, size_t n)
{
    memcpy(to, (const char *)fakta + k->offset, n);
}

static int get_int(const struct register_fakta *fakta, const struct kolonne *k)
{
    int value = 0;

    get(fakta, k, &value, sizeof(value));
    return value;
}

static struct str get_str(const struct register_fakta *fakta, const struct kolonne *k)
{
    struct str value;

    get(fakta, k, &value, sizeof(value));
    return value.n == 0 ? STR_EMPTY : value;
}

bool tabel_gaelder(const struct kolonne *kolonne, const struct register_fakta *fakta)
{
    if (kolonne->aftaler == 0) return true;
    ASSERT(fakta->slags == SLAGS_AFTALE);
    return (kolonne->aftaler & 1u << fakta->aftale.art) != 0;
}

/* ---- reading ---- */

static bool bad_row(enum register_slags slags, const struct kolonne *k, struct err *err)
{
    return err_begge(err, ERR_INPUT, NULL,
                     "Databasen er beskadiget: kolonnen %s i tabellen %s har en værdi, programmet "
                     "aldrig skriver; kontrollér databasen, eller hent en sikkerhedskopi",
                     "The database is damaged: the column %s of the table %s has a value that the "
                     "program never writes; check the database, or fetch a backup",
                     k == NULL ? "id" : k->navn, tabeller[slags].navn);
}

static bool read_word(const struct kolonne *k, struct str text, struct register_fakta *out)
{
    for (unsigned i = 0; i < k->ord_antal; i++) {
        if (!str_is(text, k->ord[i].kode)) continue;
        put(out, k, &i, sizeof(i));
        return true;
    }
    return text.n == 0 && k->aftaler != 0;
}

static struct str keep(struct arena *arena, struct str text)
{
    return text.n == 0 ? STR_EMPTY : str_copy(arena, text);
}

static bool read_column(const struct kolonne *k, const struct store_value *v, struct arena *arena,
                        struct register_fakta *out)
{
    bool text = k->type == KOL_TEKST || k->type == KOL_TEKST_UKENDT || k->type == KOL_ORD;
    bool kan_mangle =
        k->type == KOL_DAG_UKENDT || k->type == KOL_TAL_UKENDT || k->type == KOL_TEKST_UKENDT;

    if (v->type == STORE_NULL && !kan_mangle) return false;
    if (v->type != STORE_NULL && (v->type == STORE_TEXT) != text) return false;
    int tal = v->type == STORE_NULL && k->type == KOL_TAL_UKENDT ? k->ukendt : (int)v->i;
    struct dato dag = v->type == STORE_NULL ? DATO_MIN : (struct dato){(int32_t)v->i};
    struct str s = v->type == STORE_TEXT ? v->s : STR_EMPTY;
    switch (k->type) {
    case KOL_DAG:
    case KOL_DAG_UKENDT: put(out, k, &dag, sizeof(dag)); break;
    case KOL_TAL:
    case KOL_TAL_UKENDT: put(out, k, &tal, sizeof(tal)); break;
    case KOL_LANG: put(out, k, &v->i, sizeof(v->i)); break;
    case KOL_TEKST:
    case KOL_TEKST_UKENDT:
        s = keep(arena, s);
        put(out, k, &s, sizeof(s));
        break;
    case KOL_ORD: return read_word(k, s, out);
    }
    return true;
}

bool tabel_laes(enum register_slags slags, const struct store_value *row, struct arena *arena,
                struct register_fakta *out, struct err *err)
{
    const struct tabel *t = &tabeller[slags];
    size_t at = t->har_ejer ? 1 : 0;

    /* out may hold the owner already: then it is not copied again. */
    struct str ejer = out->ejer;
    if (t->har_ejer && (ejer.p == NULL || !str_eq(ejer, row[0].s))) ejer = keep(arena, row[0].s);
    *out = (struct register_fakta){.slags = slags, .ejer = t->har_ejer ? ejer : STR_EMPTY};
    if (row[at].type != STORE_TEXT) return bad_row(slags, NULL, err);
    out->id = keep(arena, row[at].s);
    out->nr = row[at + 1].i;
    out->tilbagekaldt = row[at + 2].i != 0;
    for (size_t i = 0; i < t->kolonner; i++) {
        if (!read_column(&t->kolonne[i], &row[at + 3 + i], arena, out)) {
            return bad_row(slags, &t->kolonne[i], err);
        }
    }
    return true;
}

/* ---- writing ---- */

static struct store_value value_of(const struct register_fakta *fakta, const struct kolonne *k)
{
    bool gaelder = tabel_gaelder(k, fakta);
    struct dato dag;
    int64_t lang = 0;
    struct str s;

    switch (k->type) {
    case KOL_DAG:
    case KOL_DAG_UKENDT:
        get(fakta, k, &dag, sizeof(dag));
        if (k->type == KOL_DAG_UKENDT && dag.dag == DATO_MIN.dag) return STORE_NUL;
        return STORE_I(dag.dag);
    case KOL_TAL: return STORE_I(gaelder ? get_int(fakta, k) : 0);
    case KOL_TAL_UKENDT:
        if (get_int(fakta, k) == k->ukendt) return STORE_NUL;
        return STORE_I(get_int(fakta, k));
    case KOL_LANG: get(fakta, k, &lang, sizeof(lang)); return STORE_I(gaelder ? lang : 0);
    case KOL_TEKST: return STORE_S(gaelder ? get_str(fakta, k) : STR_EMPTY);
    case KOL_TEKST_UKENDT: s = get_str(fakta, k); return s.n == 0 ? STORE_NUL : STORE_S(s);
    case KOL_ORD: break;
    }
    ASSERT(get_int(fakta, k) >= 0);
    ASSERT((size_t)get_int(fakta, k) < k->ord_antal);
    return STORE_S(gaelder ? str_from(k->ord[get_int(fakta, k)].kode) : STR_EMPTY);
}

size_t tabel_args(const struct register_fakta *fakta, int kommune, struct store_value *args)
{
    const struct tabel *t = &tabeller[fakta->slags];
    size_t n = 0;

    ASSERT(t->kolonner + 5 <= TABEL_ARGS_MAX);
    args[n++] = STORE_I(kommune);
    if (t->har_ejer) args[n++] = STORE_S(fakta->ejer);
    args[n++] = STORE_S(fakta->id);
    args[n++] = STORE_I(fakta->nr);
    args[n++] = STORE_I(fakta->tilbagekaldt ? 1 : 0);
    for (size_t i = 0; i < t->kolonner; i++) args[n++] = value_of(fakta, &t->kolonne[i]);
    return n;
}

/* ---- comparing and showing ---- */

static int compare_values(struct store_value a, struct store_value b)
{
    if (a.type != b.type) return a.type < b.type ? -1 : 1;
    if (a.type == STORE_TEXT) return str_cmp(a.s, b.s);
    return a.i < b.i ? -1 : a.i > b.i;
}

int tabel_indhold(const struct register_fakta *a, const struct register_fakta *b)
{
    const struct tabel *t = &tabeller[a->slags];

    ASSERT(a->slags == b->slags);
    for (size_t i = 0; i < t->kolonner; i++) {
        int order = compare_values(value_of(a, &t->kolonne[i]), value_of(b, &t->kolonne[i]));
        if (order != 0) return order;
    }
    return 0;
}

bool tabel_lig(const struct register_fakta *a, const struct register_fakta *b)
{
    return tabel_indhold(a, b) == 0;
}

int tabel_orden(const struct register_fakta *a, const struct register_fakta *b)
{
    int ejer = str_cmp(a->ejer, b->ejer);

    return ejer != 0 ? ejer : str_cmp(a->id, b->id);
}

bool tabel_aaben(const struct kolonne *kolonne, const struct register_fakta *fakta)
{
    struct dato dag = DATO_MIN;

    if (kolonne->type == KOL_DAG || kolonne->type == KOL_DAG_UKENDT)
        get(fakta, kolonne, &dag, sizeof(dag));
    return dag.dag == DATO_MAX.dag;
}

struct str tabel_vist(struct arena *arena, const struct kolonne *kolonne,
                      const struct register_fakta *fakta, bool engelsk)
{
    struct store_value v = value_of(fakta, kolonne);
    struct dato dag = {v.type == STORE_INT ? (int32_t)v.i : 0};

    if (v.type == STORE_NULL || !tabel_gaelder(kolonne, fakta)) return STR_EMPTY;
    switch (kolonne->type) {
    case KOL_DAG:
    case KOL_DAG_UKENDT:
        if (tabel_aaben(kolonne, fakta))
            return engelsk ? STR("until further notice") : STR("indtil videre");
        return engelsk ? dato_engelsk(arena, dag) : dato_tekst(arena, dag);
    case KOL_LANG: return oere_kr(arena, (struct oere){v.i});
    case KOL_TAL:
    case KOL_TAL_UKENDT: return v.i == 0 ? STR_EMPTY : str_format(arena, "%" PRId64, v.i);
    case KOL_TEKST:
    case KOL_TEKST_UKENDT: return v.s;
    case KOL_ORD: return str_from(kolonne->ord[get_int(fakta, kolonne)].vist[engelsk]);
    }
    return STR_EMPTY;
}

struct str tabel_json(struct arena *arena, const struct kolonne *kolonne,
                      const struct register_fakta *fakta)
{
    struct store_value v = value_of(fakta, kolonne);
    bool dag = kolonne->type == KOL_DAG || kolonne->type == KOL_DAG_UKENDT;
    struct buf buf;

    if (v.type == STORE_NULL || !tabel_gaelder(kolonne, fakta)) return STR_EMPTY;
    buf_init(&buf, arena);
    if (dag && v.i == DATO_MAX.dag)
        buf_c(&buf, "null");
    else if (dag)
        buf_json(&buf, dato_iso(arena, (struct dato){(int32_t)v.i}));
    else if (v.type == STORE_INT && (v.i != 0 || kolonne->type != KOL_TAL))
        buf_format(&buf, "%" PRId64, v.i);
    else if (v.type == STORE_TEXT && v.s.n > 0)
        buf_json(&buf, v.s);
    return buf_str(&buf);
}
