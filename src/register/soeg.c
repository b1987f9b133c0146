/*
 * register/soeg: placements and families found and listed (contract in soeg.h).
 *
 * Cost: 10,000 placements, whatever is asked for, about 30 ms on SQLite.
 */
#include "register/soeg.h"

#include "register/felt.h"

enum { ORD_MAX = 3, FUND_MAX = 10000 };

/* The greatest code point: what begins with a text comes before the text and this. */
static const char SIDST[] = "\xf4\x8f\xbf\xbf";

static struct str after(struct arena *arena, struct str begin)
{
    return begin.n == 0 ? STR_EMPTY : str_format(arena, "%.*s%s", STR_ARG(begin), SIDST);
}

/* ---- what was typed: the beginning of an id where it holds a digit, else words of a name */

struct ledetraad {
    struct str id;
    struct str id_til;
    struct str ord[ORD_MAX];
    struct str ord_til[ORD_MAX];
};

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') return true;
    return false;
}

/* Ids are mostly written in capitals, and mostly typed without. */
static struct str capitals(struct arena *arena, struct str s)
{
    struct buf out;

    buf_init(&out, arena);
    for (size_t i = 0; i < s.n; i++)
        buf_char(&out, s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 'a' + 'A') : s.p[i]);
    return buf_str(&out);
}

static struct ledetraad read_text(struct arena *arena, struct str tekst, bool store)
{
    struct ledetraad l = {
        STR_EMPTY, STR_EMPTY, {STR_EMPTY, STR_EMPTY, STR_EMPTY}, {STR_EMPTY, STR_EMPTY, STR_EMPTY}};
    struct str rest, ord;
    size_t n = 0;

    tekst = str_trim(tekst);
    if (has_digit(tekst)) {
        l.id = store ? capitals(arena, tekst) : tekst;
        l.id_til = after(arena, l.id);
        return l;
    }
    rest = str_fold(arena, tekst);
    while (n < ORD_MAX && str_split(&rest, '_', &ord)) {
        if (ord.n == 0) continue;
        l.ord[n] = ord;
        l.ord_til[n++] = after(arena, ord);
    }
    return l;
}

static void add_clue(struct store_value *args, const struct ledetraad *l)
{
    args[0] = STORE_S(l->id);
    args[1] = STORE_S(l->id_til);
    for (int i = 0; i < ORD_MAX; i++) {
        args[2 + 2 * i] = STORE_S(l->ord[i]);
        args[3 + 2 * i] = STORE_S(l->ord_til[i]);
    }
}

/* Asks as it was typed, and in capitals where that found nothing. */
static bool ask(struct store *store, struct arena *arena, enum sql statement, struct str tekst,
                struct store_value *args, size_t antal, struct store_rows *rows, struct err *err)
{
    struct ledetraad l = read_text(arena, tekst, false);

    add_clue(args + 2, &l);
    TRY(store_query(store, arena, statement, args, antal, REGISTER_SIDE, rows, err));
    if (rows->count > 0 || l.id.n == 0) return true;
    l = read_text(arena, tekst, true);
    add_clue(args + 2, &l);
    return store_query(store, arena, statement, args, antal, REGISTER_SIDE, rows, err);
}

/* ---- placements */

static struct dato day_of(const struct store_value *v, struct dato ukendt)
{
    return v->type == STORE_INT ? (struct dato){(int32_t)v->i} : ukendt;
}

static struct str text_of(const struct store_value *v)
{
    return v->type == STORE_TEXT ? v->s : STR_EMPTY;
}

static bool found(struct arena *arena, const struct store_value *v, struct register_fundet *out,
                  struct err *err)
{
    struct register_fakta f = register_tom(SLAGS_ANBRINGELSE);

    TRY(register_saet(arena, &f, STR("art"), v[4].s, err));
    *out = (struct register_fundet){
        .id = v[0].s,
        .familie = v[1].s,
        .barn = v[2].s,
        .navn = text_of(&v[3]),
        .art = f.anbringelse.art,
        .indflyttet = day_of(&v[5], DATO_MIN),
        .fraflyttet = day_of(&v[6], DATO_MAX),
        .foedt = day_of(&v[8], DATO_MIN),
        .har_niveau = v[9].type == STORE_INT,
    };
    if (!out->har_niveau) return true;
    out->trin = (int)v[9].i;
    return brok_make(v[10].i, v[11].i, &out->vederlag, err);
}

static struct str kind_of(const struct register_soegning *s)
{
    return s->har_art ? str_from(art_kode(s->art)) : STR_EMPTY;
}

bool register_soeg(struct store *store, struct arena *arena, int kommune,
                   const struct register_soegning *soegning, struct register_fundet **out,
                   size_t *antal, int64_t *ialt, struct err *err)
{
    const struct register_soegning *s = soegning;
    struct str situation = s->har_situation ? str_from(situation_kode(s->situation)) : STR_EMPTY;
    struct store_value args[22 + ART_ANTAL] = {
        [0] = STORE_I(kommune),
        [1] = STORE_I(s->dag.dag),
        [10] = STORE_S(s->bruger),
        [11] = STORE_I(s->dag.dag),
        [12] = STORE_I(s->ophold),
        [13] = STORE_S(kind_of(s)),
        [14] = STORE_S(situation),
        [15] = STORE_I(s->trin),
        [16] = STORE_I(s->uden_niveau),
        [17] = STORE_I(s->uden_godkendelse),
        [18] = STORE_I(s->slutter_dage > 0 ? s->dag.dag + s->slutter_dage : 0),
        [19] = STORE_I(s->orden),
        [20] = STORE_I(REGISTER_SIDE),
        [21] = STORE_I((int64_t)s->side * REGISTER_SIDE),
    };
    struct store_rows rows;

    for (int i = 0; i < ART_ANTAL; i++) args[22 + i] = STORE_I(s->kraever_niveau[i]);
    TRY(ask(store, arena, SQL_REGISTER_SOEG_ANBRINGELSER, s->tekst, args, 22 + ART_ANTAL, &rows,
            err));
    struct register_fundet *alle = ARENA_ARRAY(arena, rows.count, struct register_fundet);
    for (size_t i = 0; i < rows.count; i++)
        TRY(found(arena, rows.value + i * rows.columns, &alle[i], err));
    *out = alle;
    *antal = rows.count;
    *ialt = rows.count == 0 ? 0 : store_at(&rows, 0, 7).i;
    return true;
}

/* ---- families */

static int number_of(const struct store_value *v)
{
    return v->type == STORE_INT ? (int)v->i : REGISTER_TAL_UKENDT;
}

static bool found_family(struct arena *arena, const struct store_value *v,
                         struct register_familie_fundet *out, struct err *err)
{
    struct register_fakta f = register_tom(SLAGS_GODKENDELSE);

    *out = (struct register_familie_fundet){
        .id = v[0].s,
        .socialtilsyn = v[1].s,
        .boern = (int)v[2].i,
        .har_godkendelse = v[4].type == STORE_TEXT,
        .fra = day_of(&v[5], DATO_MIN),
        .til = day_of(&v[6], DATO_MAX),
        .antal_boern = number_of(&v[7]),
        .alder_fra = number_of(&v[8]),
        .alder_til = number_of(&v[9]),
    };
    if (!out->har_godkendelse) return true;
    TRY(register_saet(arena, &f, STR("art"), v[4].s, err));
    out->art = f.godkendelse.art;
    return true;
}

bool register_soeg_familier(struct store *store, struct arena *arena, int kommune,
                            const struct register_familiesoegning *soegning,
                            struct register_familie_fundet **out, size_t *antal, int64_t *ialt,
                            struct err *err)
{
    const struct register_familiesoegning *s = soegning;
    struct store_value args[19] = {
        [0] = STORE_I(kommune),
        [1] = STORE_I(s->dag.dag),
        [10] = STORE_S(s->bruger),
        [11] = STORE_I(s->dag.dag),
        [12] = STORE_I(s->med_barn),
        [13] = STORE_I(s->uden_godkendelse),
        [14] = STORE_I(s->udloeber_dage > 0 ? s->dag.dag + s->udloeber_dage : 0),
        [15] = STORE_I(s->plads),
        [16] = STORE_I(s->orden),
        [17] = STORE_I(REGISTER_SIDE),
        [18] = STORE_I((int64_t)s->side * REGISTER_SIDE),
    };
    struct store_rows rows;

    TRY(ask(store, arena, SQL_REGISTER_SOEG_FAMILIER, s->tekst, args, 19, &rows, err));
    struct register_familie_fundet *alle =
        ARENA_ARRAY(arena, rows.count, struct register_familie_fundet);
    for (size_t i = 0; i < rows.count; i++)
        TRY(found_family(arena, rows.value + i * rows.columns, &alle[i], err));
    *out = alle;
    *antal = rows.count;
    *ialt = rows.count == 0 ? 0 : store_at(&rows, 0, 3).i;
    return true;
}

bool register_plejepersoner(struct store *store, struct arena *arena, int kommune,
                            struct str familie, struct dato dag, struct register_plejeperson **out,
                            size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(familie), STORE_I(dag.dag)};
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_REGISTER_PLEJEPERSONER, args, 3, FUND_MAX, &rows, err));
    struct register_plejeperson *alle = ARENA_ARRAY(arena, rows.count, struct register_plejeperson);
    for (size_t i = 0; i < rows.count; i++) {
        const struct store_value *v = rows.value + i * rows.columns;
        alle[i] = (struct register_plejeperson){v[0].s, text_of(&v[1])};
    }
    *out = alle;
    *antal = rows.count;
    return true;
}

/* ---- by number, by child */

static bool ids_of(struct store *store, struct arena *arena, enum sql statement, int kommune,
                   struct str value, struct str **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(value)};
    struct store_rows rows;

    TRY(store_query(store, arena, statement, args, 2, FUND_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct str);
    for (size_t i = 0; i < rows.count; i++) (*out)[i] = store_at(&rows, i, 0).s;
    *antal = rows.count;
    return true;
}

bool register_nummer_find(struct store *store, struct arena *arena, int kommune, struct str nummer,
                          struct str **out, size_t *antal, struct err *err)
{
    struct buf cifre;

    buf_init(&cifre, arena);
    for (size_t i = 0; i < nummer.n; i++)
        if (nummer.p[i] >= '0' && nummer.p[i] <= '9') buf_char(&cifre, nummer.p[i]);
    *out = NULL;
    *antal = 0;
    if (cifre.n == 0) return true;
    return ids_of(store, arena, SQL_REGISTER_NUMMER_FIND, kommune, buf_str(&cifre), out, antal,
                  err);
}

bool register_ligner_cpr(struct str tekst)
{
    enum { CPR_CIFRE = 10 };
    size_t cifre = 0;
    bool ord = false; /* inside of what began with a letter: an id */

    for (size_t i = 0; i < tekst.n; i++) {
        char c = tekst.p[i];
        bool cifret = c >= '0' && c <= '9';
        if (c == ' ') ord = false;
        if (c == '-' || c == ' ' || c == '.') continue;
        if (!cifret) ord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        cifre = cifret && !ord ? cifre + 1 : 0;
        if (cifre == CPR_CIFRE) return true;
    }
    return false;
}

bool register_barn_anbringelser(struct store *store, struct arena *arena, int kommune,
                                struct str barn, struct str **out, size_t *antal, struct err *err)
{
    struct str *alle;
    size_t n;

    TRY(ids_of(store, arena, SQL_REGISTER_BARN_ANBRINGELSER, kommune, barn, &alle, &n, err));
    *out = alle;
    *antal = 0;
    for (size_t i = 0; i < n; i++) {
        struct register_fakta *f;
        size_t et;
        TRY(register_fakta_af(store, arena, kommune, INT64_MAX, SLAGS_ANBRINGELSE, alle[i], &f, &et,
                              err));
        if (et == 1 && !f->tilbagekaldt && str_eq(f->anbringelse.barn, barn))
            alle[(*antal)++] = alle[i];
    }
    return true;
}

/* ---- one registration, one fact */

bool register_registrering(struct store *store, struct arena *arena, int kommune, int64_t nr,
                           struct register_registrering *out, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_I(nr)};
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_REGISTER_REGISTRERING, args, 2, 1, &rows, err));
    *out = (struct register_registrering){0};
    if (rows.count == 0) return true;
    *out = (struct register_registrering){store_at(&rows, 0, 0).i, store_at(&rows, 0, 1).i,
                                          store_at(&rows, 0, 2).s, store_at(&rows, 0, 3).s};
    return true;
}

struct str register_vaerdi(struct arena *arena, const struct register_fakta *fakta,
                           struct str kolonne)
{
    struct felt_navn felter[FELTER_MAX];
    size_t antal = felt_liste(fakta->slags, felter);

    for (size_t i = 0; i < antal; i++)
        if (str_is(kolonne, felter[i].navn)) return felt_skriv(arena, &felter[i], fakta);
    return STR_EMPTY;
}
