/*
 * indstilling_store: the rows of a proposal: read, begun, answered, moved.
 */
#include "indstilling/indstilling_intern.h"

#include <stdlib.h>

#include "base/id.h"

static const char *const SLAGS[SVAR_SLAGS] = {
    [SVAR_KRITERIUM] = "svar", [SVAR_TEGN] = "tegn", [SVAR_OPLYSNING] = "oplysning"};

/* ---- reading ---- */

static bool state_of(struct str kode, enum indstilling_tilstand *out)
{
    for (int i = 0; i < INDSTILLING_TILSTANDE; i++) {
        if (!str_is(kode, indstilling_tilstand_kode((enum indstilling_tilstand)i))) continue;
        *out = (enum indstilling_tilstand)i;
        return true;
    }
    return false;
}

static bool unreadable(struct err *err)
{
    return err_begge(err, ERR_INPUT, "indstilling",
                     "En indstilling kan ikke læses; hent en sikkerhedskopi",
                     "A proposal cannot be read; fetch a backup");
}

static bool read_move(const struct store_rows *rows, size_t at, struct indstilling_trin *out,
                      struct err *err)
{
    *out = (struct indstilling_trin){
        .nr = store_at(rows, at, 7).i,
        .niveau = {(int)store_at(rows, at, 9).i,
                   {store_at(rows, at, 10).i, store_at(rows, at, 11).i}},
        .moede = store_at(rows, at, 12).s,
        .punkt = (int)store_at(rows, at, 13).i,
        .tekst = store_at(rows, at, 14).s,
        .registrering = store_at(rows, at, 15).i,
        .bruger = store_at(rows, at, 16).s,
        .tid_us = store_at(rows, at, 17).i,
    };
    return state_of(store_at(rows, at, 8).s, &out->tilstand) || unreadable(err);
}

bool indstilling_saml(struct store *store, struct arena *arena, enum sql statement,
                      const struct store_value *args, size_t count, struct indstilling **out,
                      size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, statement, args, count, RAEKKER_MAX, &rows, err));
    struct indstilling_trin *trin = ARENA_ARRAY(arena, rows.count, struct indstilling_trin);
    *out = ARENA_ARRAY(arena, rows.count, struct indstilling);
    *antal = 0;
    for (size_t at = 0; at < rows.count; at++) {
        TRY(read_move(&rows, at, &trin[at], err));
        struct str id = store_at(&rows, at, 0).s;
        if (*antal == 0 || !str_eq((*out)[*antal - 1].id, id))
            (*out)[(*antal)++] = (struct indstilling){
                .id = id,
                .anbringelse = store_at(&rows, at, 1).s,
                .familie = store_at(&rows, at, 2).s,
                .haandbog = store_at(&rows, at, 3).s,
                .fra = {(int32_t)store_at(&rows, at, 4).i},
                .bruger = store_at(&rows, at, 5).s,
                .tid_us = store_at(&rows, at, 6).i,
                .trin = &trin[at],
            };
        (*out)[*antal - 1].trin_antal++;
    }
    return true;
}

/* Staff see all; a member of the udvalg what stands on an agenda it is invited to. */
static bool may_see(struct store *store, struct arena *arena, const struct adgang *adgang,
                    const struct indstilling *i, bool *maa, struct err *err)
{
    struct str moede = indstilling_nu(i)->moede;

    *maa = adgang_har(adgang, RET_LAES_PERSON);
    if (*maa || !adgang_har(adgang, RET_BESLUT_NIVEAU) || moede.n == 0) return true;
    return udvalgsmoede_er_med(store, arena, adgang, moede, maa, err);
}

bool indstilling_find(struct store *store, struct arena *arena, const struct adgang *adgang,
                      struct str id, struct indstilling *out, struct err *err)
{
    struct indstilling *i;
    size_t n = 0;
    bool maa = false;

    *out = (struct indstilling){.id = STR_EMPTY};
    TRY(indstilling_saml(store, arena, SQL_INDSTILLING_EN,
                         ARGS(STORE_I(adgang->kommune), STORE_S(id)), &i, &n, err));
    if (n == 0) return true;
    TRY(may_see(store, arena, adgang, &i[0], &maa, err));
    if (maa) *out = i[0];
    return true;
}

static int newest_first(const void *left, const void *right)
{
    const struct indstilling *a = left, *b = right;

    if (a->tid_us != b->tid_us) return a->tid_us > b->tid_us ? -1 : 1;
    return str_cmp(a->id, b->id);
}

/* What stands on the agendas a member is invited to: a case stands on one of them. */
static bool on_agendas(struct store *store, struct arena *arena, const struct adgang *adgang,
                       bool aabne, struct indstilling **out, size_t *antal, struct err *err)
{
    struct udvalgsmoede *m;
    size_t n = 0, plads = 0;

    *out = NULL;
    *antal = 0;
    TRY(udvalgsmoede_liste(store, arena, adgang, &m, &n, err));
    for (size_t at = 0; at < n; at++) {
        struct indstilling *i;
        size_t punkter = 0;
        TRY(udvalgsmoede_punkter(store, arena, adgang, m[at].id, &i, &punkter, err));
        for (size_t p = 0; p < punkter; p++) {
            if (aabne && indstilling_er_slut(indstilling_nu(&i[p])->tilstand)) continue;
            *out = arena_grow(arena, *out, *antal, &plads, *antal + 1, sizeof(**out));
            (*out)[(*antal)++] = i[p];
        }
    }
    if (*antal > 0) qsort(*out, *antal, sizeof(**out), newest_first);
    return true;
}

bool indstilling_liste(struct store *store, struct arena *arena, const struct adgang *adgang,
                       bool aabne, size_t fra, size_t hoejst, struct indstilling **out,
                       size_t *antal, struct err *err)
{
    if (adgang_har(adgang, RET_LAES_PERSON))
        return indstilling_saml(store, arena, SQL_INDSTILLING_UDSNIT,
                                ARGS(STORE_I(adgang->kommune), STORE_I(aabne),
                                     STORE_I((int64_t)hoejst), STORE_I((int64_t)fra)),
                                out, antal, err);
    TRY(on_agendas(store, arena, adgang, aabne, out, antal, err));
    size_t skip = fra < *antal ? fra : *antal;
    *antal = *antal - skip < hoejst ? *antal - skip : hoejst;
    if (*antal > 0) *out += skip;
    return true;
}

/* Who proposed or decided does not approve; who proposed does not decide in the udvalg. */
static bool own_hand(const struct indstilling *i, const struct adgang *adgang)
{
    const struct indstilling_trin *sendt = indstilling_indsendt(i);
    const struct indstilling_trin *afventer = indstilling_sidste(i, INDSTILLING_AFVENTER_LEDER);

    return (sendt != NULL && str_eq(sendt->bruger, adgang->bruger)) ||
           (afventer != NULL && str_eq(afventer->bruger, adgang->bruger));
}

bool indstilling_venter(struct store *store, struct arena *arena, const struct adgang *adgang,
                        enum indstilling_tilstand tilstand, struct indstilling **out, size_t *antal,
                        struct err *err)
{
    struct indstilling *i;
    size_t n = 0;

    *antal = 0;
    if (tilstand == INDSTILLING_DAGSORDEN)
        TRY(on_agendas(store, arena, adgang, true, &i, &n, err));
    else
        TRY(indstilling_saml(
            store, arena, SQL_INDSTILLING_I_TILSTAND,
            ARGS(STORE_I(adgang->kommune), STORE_S(str_from(indstilling_tilstand_kode(tilstand)))),
            &i, &n, err));
    for (size_t at = 0; at < n; at++) {
        if (indstilling_nu(&i[at])->tilstand != tilstand) continue;
        if (tilstand != INDSTILLING_INDSTILLET && own_hand(&i[at], adgang)) continue;
        i[(*antal)++] = i[at];
    }
    *out = i;
    return true;
}

bool indstilling_familiens(struct store *store, struct arena *arena, int kommune,
                           struct str anbringelse, struct indstilling **out, size_t *antal,
                           struct err *err)
{
    struct indstilling *i;
    size_t n = 0;

    *antal = 0;
    TRY(indstilling_saml(store, arena, SQL_INDSTILLING_ANBRINGELSE,
                         ARGS(STORE_I(kommune), STORE_S(anbringelse)), &i, &n, err));
    for (size_t at = 0; at < n; at++)
        if (indstilling_nu(&i[at])->registrering > 0) i[(*antal)++] = i[at];
    *out = i;
    return true;
}

bool indstilling_svarene(struct store *store, struct arena *arena, int kommune, struct str id,
                         struct indstilling_svarene *out, struct err *err)
{
    return indstilling_svarene_da(store, arena, kommune, id, INT64_MAX, out, err);
}

bool indstilling_svarene_da(struct store *store, struct arena *arena, int kommune, struct str id,
                            int64_t hoejst, struct indstilling_svarene *out, struct err *err)
{
    struct store_rows rows;
    size_t antal = 0;
    int64_t nyeste = 0;

    TRY(store_query(store, arena, SQL_INDSTILLING_SVAR_ALLE, ARGS(STORE_I(kommune), STORE_S(id)),
                    RAEKKER_MAX, &rows, err));
    struct indstilling_svar *svar = ARENA_ARRAY(arena, rows.count, struct indstilling_svar);
    for (size_t at = 0; at < rows.count && store_at(&rows, at, 0).i <= hoejst; at++) {
        struct indstilling_svar ny = {.noegle = store_at(&rows, at, 2).s,
                                      .vaerdi = store_at(&rows, at, 3).s,
                                      .tekst = store_at(&rows, at, 4).s,
                                      .bruger = store_at(&rows, at, 5).s,
                                      .tid_us = store_at(&rows, at, 6).i};
        int slags = 0;
        while (slags < SVAR_SLAGS && !str_is(store_at(&rows, at, 1).s, SLAGS[slags])) slags++;
        if (slags == SVAR_SLAGS) return unreadable(err);
        ny.slags = (enum svar_slags)slags;
        size_t n = 0;
        while (n < antal && !(svar[n].slags == ny.slags && str_eq(svar[n].noegle, ny.noegle))) n++;
        svar[n] = ny;
        if (n == antal) antal++;
        nyeste = store_at(&rows, at, 0).i;
    }
    *out = (struct indstilling_svarene){svar, antal, nyeste};
    return true;
}

/* ---- what the register knows ---- */

static struct niveau level_on(const struct sag *sag, struct dato dag)
{
    for (size_t n = 0; n < sag->indplaceringer; n++) {
        const struct indplacering *i = &sag->indplacering[n];
        if (!periode_on(i->periode, dag)) continue;
        return (struct niveau){i->trin, i->trin > 0 ? BROK_NUL : i->vederlag};
    }
    return NIVEAU_INTET;
}

static void read_children(struct arena *arena, const struct register_udsnit *ud,
                          const struct indstilling *i, struct indstilling_forhold *out)
{
    out->andre = ARENA_ARRAY(arena, ud->sager.count, struct indstilling_barn);
    for (size_t n = 0; n < ud->sager.count; n++) {
        const struct sag *sag = &ud->sager.sag[n];
        if (str_eq(sag->id, i->anbringelse)) {
            out->foedt = sag->foedt;
            out->nu = level_on(sag, i->fra);
        } else if (sag->indflyttet.dag <= i->fra.dag && i->fra.dag < sag->fraflyttet.dag) {
            out->andre[out->andre_antal++] =
                (struct indstilling_barn){sag->id, level_on(sag, i->fra)};
        }
    }
}

bool indstilling_forhold_laes(struct store *store, struct arena *arena, int kommune,
                              const struct indstilling *i, struct indstilling_forhold *out,
                              struct err *err)
{
    struct register_udsnit ud;
    struct register_fakta *g;
    int64_t nr = 0;
    size_t antal = 0;

    *out = (struct indstilling_forhold){.foedt = DATO_MIN, .nu = NIVEAU_INTET};
    TRY(register_newest(store, kommune, &nr, err));
    TRY(register_read(store, arena, kommune, nr, &i->familie, 1, &ud, err));
    read_children(arena, &ud, i, out);
    TRY(register_fakta_af(store, arena, kommune, nr, SLAGS_GODKENDELSE, i->familie, &g, &antal,
                          err));
    for (size_t n = 0; n < antal; n++) {
        if (g[n].tilbagekaldt || g[n].fra.dag > i->fra.dag || i->fra.dag >= g[n].til.dag) continue;
        out->har_godkendelse = true;
        out->godkendelse = g[n];
    }
    return register_fakta_af(store, arena, kommune, nr, SLAGS_INDPLACERING, i->anbringelse,
                             &out->kendt, &out->kendt_antal, err);
}

/* ---- moves ---- */

bool indstilling_tekst(struct str *tekst, const char *skriv, const char *write, struct err *err)
{
    size_t from = 0, to = tekst->n;

    while (from < to && (unsigned char)tekst->p[from] <= ' ') from++;
    while (to > from && (unsigned char)tekst->p[to - 1] <= ' ') to--;
    *tekst = str_sub(*tekst, from, to);
    if (tekst->n == 0) return err_begge_tekst(err, ERR_INPUT, "tekst", skriv, write);
    if (tegn_antal(*tekst) > INDSTILLING_TEKST_MAX)
        return err_begge(err, ERR_INPUT, "tekst", "Teksten er for lang; der er plads til %d tegn.",
                         "The text is too long; there is room for %d characters.",
                         INDSTILLING_TEKST_MAX);
    return tegn_tjek(*tekst, TEGN_LINJER | TEGN_BREV, (struct tegn_hvad){"Teksten", "The text"},
                     err) ||
           err_at(err, "tekst");
}

static bool add_move(struct store *store, struct arena *arena, const struct adgang *adgang,
                     struct str id, int64_t nr, const struct flytning *f, int64_t now_us,
                     struct err *err)
{
    struct str tekst = STR_EMPTY;

    if (f->tekst.n > 0)
        TRY(register_tekst_skriv(store, adgang->kommune, f->tekst, TEGN_BREV, arena, &tekst, err));
    struct brok v = f->niveau.vederlag;
    return store_exec(store, SQL_INDSTILLING_TRIN_INDSAET,
                      ARGS(STORE_I(adgang->kommune), STORE_S(id), STORE_I(nr),
                           STORE_S(str_from(indstilling_tilstand_kode(f->til))),
                           STORE_I(f->niveau.trin), STORE_I(v.t), STORE_I(v.n == 0 ? 1 : v.n),
                           STORE_S(f->moede), STORE_I(f->punkt), STORE_S(tekst),
                           STORE_I(f->registrering), STORE_S(adgang->bruger), STORE_I(now_us)),
                      NULL, err);
}

bool indstilling_flyt(struct store *store, struct arena *arena, const struct adgang *adgang,
                      const struct indstilling *i, const struct flytning *f, int64_t now_us,
                      struct err *err)
{
    const struct indstilling_trin *nu = indstilling_nu(i);

    if (!indstilling_kan_flytte(nu->tilstand, f->til))
        return err_begge(
            err, ERR_INPUT, "indstilling", "Indstillingen er %s%.0s og kan ikke blive %s%.0s",
            "The proposal is %.0s%s and cannot become %.0s%s",
            indstilling_tilstand_navn(nu->tilstand), indstilling_tilstand_engelsk(nu->tilstand),
            indstilling_tilstand_navn(f->til), indstilling_tilstand_engelsk(f->til));
    return add_move(store, arena, adgang, i->id, nu->nr + 1, f, now_us, err);
}

/* ---- a draft ---- */

static bool placement(struct store *store, struct arena *arena, const struct adgang *adgang,
                      struct str id, struct dato fra, struct register_fakta *out, struct err *err)
{
    struct register_fakta *a;
    size_t n = 0;

    TRY(register_fakta_af(store, arena, adgang->kommune, INT64_MAX, SLAGS_ANBRINGELSE, id, &a, &n,
                          err));
    if (n != 1 || a[0].tilbagekaldt)
        return err_begge(err, ERR_INPUT, "anbringelse", "Der er ingen anbringelse med det id",
                         "There is no placement with that id");
    if (fra.dag < a[0].fra.dag || fra.dag >= a[0].til.dag)
        return err_begge(err, ERR_INPUT, "fra",
                         "Den dag bor barnet ikke i familien; vælg en dag i anbringelsen.",
                         "On that day the child does not live in the family; choose a day in the "
                         "placement.");
    *out = a[0];
    return true;
}

static bool none_open(struct store *store, struct arena *arena, const struct adgang *adgang,
                      struct str anbringelse, struct err *err)
{
    struct indstilling *i;
    size_t n = 0;

    TRY(indstilling_saml(store, arena, SQL_INDSTILLING_ANBRINGELSE,
                         ARGS(STORE_I(adgang->kommune), STORE_S(anbringelse)), &i, &n, err));
    for (size_t at = 0; at < n; at++)
        if (!indstilling_er_slut(indstilling_nu(&i[at])->tilstand))
            return err_begge(
                err, ERR_INPUT, "anbringelse",
                "Anbringelsen har allerede en indstilling, der ikke er afsluttet; gør "
                "den færdig, eller træk den tilbage.",
                "The placement already has a proposal that is not closed; finish it, or "
                "withdraw it.");
    return true;
}

static bool says_how(const struct plan *plan, struct err *err)
{
    if (plan->indplacering.kriterier > 0 && plan->indplacering.afgoerelse.findes) return true;
    return err_begge(err, ERR_INPUT, "haandbog",
                     "Håndbogen siger ikke, hvad et niveau bliver besluttet efter; skriv "
                     "»kriterium« og »afgørelse« i den først.",
                     "The handbook does not say how a level is decided; write “kriterium” and "
                     "“afgørelse” in it first.");
}

bool indstilling_ny(struct store *store, struct arena *arena, const struct adgang *adgang,
                    const struct plan *plan, struct str id, struct str anbringelse, struct dato fra,
                    int64_t now_us, struct err *err)
{
    struct indstilling kendt;
    struct register_fakta a;
    const struct flytning kladde = {
        .til = INDSTILLING_KLADDE, .niveau = NIVEAU_INTET, .moede = STR_EMPTY, .tekst = STR_EMPTY};

    TRY(adgang_kraev(adgang, RET_INDSTIL, err));
    TRY(says_how(plan, err));
    if (!id_valid(id))
        return err_begge(err, ERR_INPUT, "id", "Åbn siden igen, og prøv en gang til.",
                         "Open the page again, and try once more.");
    TRY(indstilling_find(store, arena, adgang, id, &kendt, err));
    if (kendt.id.n > 0) {
        if (str_eq(kendt.anbringelse, anbringelse) && kendt.fra.dag == fra.dag) return true;
        return err_begge(
            err, ERR_INPUT, "id",
            "Siden er brugt til en anden indstilling; åbn den igen, og udfyld den på ny.",
            "The page was used for another proposal; open it again, and fill it in "
            "anew.");
    }
    TRY(placement(store, arena, adgang, anbringelse, fra, &a, err));
    TRY(none_open(store, arena, adgang, anbringelse, err));
    TRY(store_exec(store, SQL_INDSTILLING_INDSAET,
                   ARGS(STORE_I(adgang->kommune), STORE_S(id), STORE_S(anbringelse),
                        STORE_S(a.anbringelse.plejefamilie),
                        STORE_S(str_from(plan->indplacering.hash.hex)), STORE_I(fra.dag),
                        STORE_S(adgang->bruger), STORE_I(now_us)),
                   NULL, err));
    return add_move(store, arena, adgang, id, 1, &kladde, now_us, err);
}

/* ---- answers ---- */

enum { STILLINGER_MAX = 10 };

static bool is_answer(const struct plan *plan, const struct svar_ny *s)
{
    for (size_t i = 0; i < plan->indplacering.kriterier; i++) {
        const struct plan_kriterium *k = &plan->indplacering.kriterium[i];
        if (!str_eq(k->kode, s->noegle)) continue;
        for (size_t n = 0; n < k->svar_antal; n++)
            if (str_eq(k->svar[n].tekst, s->vaerdi)) return true;
        return s->vaerdi.n == 0;
    }
    return false;
}

static bool is_sign(struct arena *arena, const struct plan *plan, const struct svar_ny *s)
{
    if (!str_is(s->vaerdi, "0") && !str_is(s->vaerdi, "1")) return false;
    for (size_t i = 0; i < plan->indplacering.indikator_lister; i++) {
        const struct plan_indikatorer *liste = &plan->indplacering.indikatorer[i];
        for (size_t n = 0; n < liste->antal; n++)
            if (str_eq(s->noegle, str_format(arena, "%.*s.%.*s", STR_ARG(liste->kode),
                                             STR_ARG(liste->tegn[n].kode))))
                return true;
    }
    return false;
}

/* Posts of two people: a number of them, not words and not a mistake. */
static bool is_work(struct str vaerdi)
{
    struct err ingen = ERR_INIT;
    struct brok stillinger = BROK_NUL;

    return brok_parse(vaerdi, 2, &stillinger, &ingen) && stillinger.t >= 0 &&
           brok_cmp(stillinger, (struct brok){STILLINGER_MAX, 1}) <= 0;
}

static bool is_told(const struct svar_ny *s)
{
    int i = 0;

    while (i < OPLYSNINGER && !str_is(s->noegle, oplysning_kode((enum oplysning)i))) i++;
    if (i == OPLYSNINGER || str_width(s->vaerdi) > INDSTILLING_ORD_MAX || s->tekst.n > 0)
        return false;
    if (s->vaerdi.n == 0) return true;
    switch ((enum oplysning)i) {
    case OPLYSNING_ARBEJDE: return is_work(s->vaerdi);
    case OPLYSNING_UDDANNELSE:
    case OPLYSNING_ERFARING: return str_is(s->vaerdi, "ja") || str_is(s->vaerdi, "nej");
    default: return true;
    }
}

/* "svar.stoettebehov", "tegn.almindelige.soevn", "uddannelse" */
static const char *answer_place(struct arena *arena, const struct svar_ny *s)
{
    static const char *const FORAN[] = {
        [SVAR_KRITERIUM] = "svar.", [SVAR_TEGN] = "tegn.", [SVAR_OPLYSNING] = ""};

    return str_c(arena, str_format(arena, "%s%.*s", FORAN[s->slags], STR_ARG(s->noegle)));
}

static bool check_answer(struct arena *arena, const struct plan *plan, const struct svar_ny *s,
                         struct err *err)
{
    bool ok = s->slags == SVAR_KRITERIUM ? is_answer(plan, s)
              : s->slags == SVAR_TEGN    ? is_sign(arena, plan, s)
                                         : is_told(s);

    if (ok && tegn_antal(s->tekst) <= INDSTILLING_TEKST_MAX)
        return (tegn_tjek(s->vaerdi, TEGN_BREV, (struct tegn_hvad){"Svaret", "The answer"}, err) ||
                err_at(err, "%s", answer_place(arena, s))) &&
               (tegn_tjek(s->tekst, TEGN_LINJER | TEGN_BREV,
                          (struct tegn_hvad){"Bemærkningen", "The note"}, err) ||
                err_at(err, "note.%.*s", STR_ARG(s->noegle)));
    if (s->slags == SVAR_OPLYSNING && str_is(s->noegle, oplysning_kode(OPLYSNING_ARBEJDE)))
        return err_begge(
            err, ERR_INPUT, "arbejde",
            "»%.*s« er ikke et antal stillinger; skriv et tal fra 0 til %d som 1,5, og "
            "ord i begrundelsen",
            "“%.*s” is not a number of posts; write a number from 0 to %d, as 1,5, "
            "and words in the reasons",
            STR_ARG(str_clip(s->vaerdi, 60)), STILLINGER_MAX);
    return err_begge(err, ERR_INPUT, answer_place(arena, s),
                     "»%.*s« kan ikke besvares med »%.*s«; se spørgsmålene og deres svar i sagen",
                     "“%.*s” cannot be answered by “%.*s”; see the questions and their "
                     "answers in the case",
                     STR_ARG(str_clip(s->noegle, 60)), STR_ARG(str_clip(s->vaerdi, 60)));
}

/* What stands there already says the same. */
static bool same(struct store *store, struct arena *arena, int kommune,
                 const struct indstilling_svar *foer, const struct svar_ny *s, bool *ens,
                 struct err *err)
{
    struct str tekst = STR_EMPTY;

    *ens = false;
    if (foer == NULL) {
        *ens = s->tekst.n == 0 && (s->vaerdi.n == 0 || str_is(s->vaerdi, "0"));
        return true;
    }
    if (foer->tekst.n > 0) TRY(register_tekst(store, arena, kommune, foer->tekst, &tekst, err));
    *ens = str_eq(foer->vaerdi, s->vaerdi) && str_eq(tekst, s->tekst);
    return true;
}

static bool next_answer(struct store *store, struct arena *arena, int kommune, struct str id,
                        int64_t *nr, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_INDSTILLING_SVAR_ALLE, ARGS(STORE_I(kommune), STORE_S(id)),
                    RAEKKER_MAX, &rows, err));
    *nr = rows.count == 0 ? 1 : store_at(&rows, rows.count - 1, 0).i + 1;
    return true;
}

bool indstilling_svar_skriv(struct store *store, struct arena *arena, const struct adgang *adgang,
                            const struct plan *plan, const struct indstilling *i,
                            const struct svar_ny *svar, int64_t now_us, struct err *err)
{
    struct indstilling_svarene kendt;
    struct str tekst = STR_EMPTY;
    int64_t nr = 0;
    bool ens = false;

    TRY(adgang_kraev(adgang, RET_INDSTIL, err));
    if (indstilling_nu(i)->tilstand != INDSTILLING_KLADDE)
        return err_begge(err, ERR_INPUT, "indstilling",
                         "Indstillingen er %s%.0s; svarene kan kun ændres i en kladde",
                         "The proposal is %.0s%s; the answers can be changed only in a draft",
                         indstilling_tilstand_navn(indstilling_nu(i)->tilstand),
                         indstilling_tilstand_engelsk(indstilling_nu(i)->tilstand));
    TRY(check_answer(arena, plan, svar, err));
    TRY(indstilling_svarene(store, arena, adgang->kommune, i->id, &kendt, err));
    TRY(same(store, arena, adgang->kommune,
             indstilling_svar_find(&kendt, svar->slags, svar->noegle), svar, &ens, err));
    if (ens) return true;
    TRY(next_answer(store, arena, adgang->kommune, i->id, &nr, err));
    if (svar->tekst.n > 0)
        TRY(register_tekst_skriv(store, adgang->kommune, svar->tekst, TEGN_BREV, arena, &tekst,
                                 err));
    return store_exec(store, SQL_INDSTILLING_SVAR_INDSAET,
                      ARGS(STORE_I(adgang->kommune), STORE_S(i->id), STORE_I(nr),
                           STORE_S(str_from(SLAGS[svar->slags])), STORE_S(svar->noegle),
                           STORE_S(svar->vaerdi), STORE_S(tekst), STORE_S(adgang->bruger),
                           STORE_I(now_us)),
                      NULL, err);
}
