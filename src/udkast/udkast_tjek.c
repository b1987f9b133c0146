/*
 * udkast_tjek: a draft among what is in force, and what is wrong with it. Pure.
 *
 * What is in force is not changed afterwards: a version that has taken effect stands, and so does a
 * row of rates that has begun to hold. That is a finding like the others, with what to do instead.
 */
#include "udkast/udkast.h"

#include <string.h>

/* ---- what holds, with the draft in it */

static const struct udkast_tekst *find_text(const struct udkast_gaeldende *g,
                                            enum udkast_slags slags, struct str navn)
{
    for (size_t i = 0; i < g->antal; i++)
        if (g->tekst[i].slags == slags && str_eq(g->tekst[i].navn, navn)) return &g->tekst[i];
    return NULL;
}

static void add_text(struct haandbog_tekster *to, const struct udkast_tekst *t)
{
    struct haandbog_tekst tekst = {t->navn, t->tekst};

    if (t->slags == UDKAST_HAANDBOG)
        to->version[to->versioner++] = tekst;
    else
        to->takster[to->takst_antal++] = tekst;
}

/* Files of one handbook and versions of another are a mistake of whoever named the files. */
static void one_handbook(const struct haandbog_samling *samling, struct fund_liste *fund)
{
    for (size_t i = 1; i < samling->count; i++) {
        const struct plan *a = samling->planer.plan[0], *b = samling->planer.plan[i];
        struct sted sted = {.fil = samling->haandbog[i].dokument.fil, .linje = 1, .kol = 1};
        if (a->haandbog.n == 0 || b->haandbog.n == 0 || str_eq(a->haandbog, b->haandbog)) continue;
        fund_begge(fund, true, "version", b->haandbog, sted,
                   "håndbogen hedder \"%.*s\", men %s er af \"%.*s\"",
                   "the handbook is named “%.*s”, but %s is of “%.*s”", STR_ARG(b->haandbog),
                   samling->haandbog[0].dokument.fil, STR_ARG(a->haandbog));
    }
}

bool udkast_samling(struct arena *arena, const struct udkast_gaeldende *g,
                    const struct udkast_tekst *med, struct haandbog_samling *out,
                    struct fund_liste *fund, struct err *err)
{
    struct haandbog_tekster t = {
        .version = ARENA_ARRAY(arena, g->antal + 1, struct haandbog_tekst),
        .takster = ARENA_ARRAY(arena, g->antal + 1, struct haandbog_tekst),
    };

    for (size_t i = 0; i < g->antal; i++) {
        bool ny =
            med != NULL && g->tekst[i].slags == med->slags && str_eq(g->tekst[i].navn, med->navn);
        if (!ny) add_text(&t, &g->tekst[i]);
    }
    if (med != NULL) add_text(&t, med);
    TRY(haandbog_load_tekster(arena, t.version, t.versioner, t.takster, t.takst_antal, out, fund,
                              err));
    one_handbook(out, fund);
    return true;
}

/* ---- what is in force, each version with its own rates */

static size_t place_of(const struct haandbog_samling *samling, const char *fil)
{
    size_t i = 0;

    while (i < samling->count && strcmp(samling->haandbog[i].dokument.fil, fil) != 0) i++;
    return i;
}

/* What a version with that number of registration was put in force with. Its rates are those put
 * in force before it; a kommune that began with its handbook has them from the first ones after. */
static bool with_rates_of(struct arena *arena, const struct udkast_gaeldende *g, int64_t nr,
                          struct haandbog_samling *out, struct fund_liste *fund, struct err *err)
{
    struct udkast_gaeldende da = {.nr = g->nr};
    struct udkast_tekst *tekst = ARENA_ARRAY(arena, g->antal + g->takst_antal, struct udkast_tekst);

    for (size_t i = 0; i < g->antal; i++)
        if (g->tekst[i].slags == UDKAST_HAANDBOG) tekst[da.antal++] = g->tekst[i];
    size_t first = da.antal;
    for (size_t i = 0; i < g->takst_antal; i++) {
        size_t k = first;
        while (k < da.antal && !str_eq(tekst[k].navn, g->takster[i].navn)) k++;
        if (k < da.antal && g->takster[i].nr > nr) continue; /* later than the version */
        tekst[k] = g->takster[i];
        if (k == da.antal) da.antal++;
    }
    da.tekst = tekst;
    return udkast_samling(arena, &da, NULL, out, fund, err);
}

static bool rates_came_after(const struct udkast_gaeldende *g, int64_t nr)
{
    for (size_t i = 0; i < g->takst_antal; i++)
        if (g->takster[i].nr > nr) return true;
    return false;
}

/* Findings of the version itself, and of rates. */
static void add_findings(const struct fund_liste *from, const char *fil, struct fund_liste *fund)
{
    for (size_t i = 0; i < from->count; i++) {
        const struct fund *f = &from->fund[i];
        if (f->sted.fil != NULL && strcmp(f->sted.fil, fil) != 0 &&
            !str_starts(str_from(f->sted.fil), STR("takster/")))
            continue;
        *fund_tekst(fund, f->fejl, f->kode, f->emne, f->sted, f->tekst) = *f;
    }
}

bool udkast_eksempel(struct arena *arena, const struct haandbog *haandbog,
                     const struct eksempel_resultat **out, struct err *err)
{
    struct eksempel_resultat *r;
    size_t n;

    TRY(haandbog_test(arena, haandbog, &r, &n, err));
    for (size_t i = 0; i < n && *out == NULL; i++)
        if (!r[i].bestaaet) *out = &r[i];
    return true;
}

static bool look_at(struct arena *arena, const struct udkast_gaeldende *g,
                    const struct udkast_tekst *version, const struct haandbog_samling *alle,
                    bool eksempler, struct fund_liste *fund,
                    const struct eksempel_resultat **eksempel, struct err *err)
{
    struct haandbog_samling egen = *alle;
    struct fund_liste laest;
    const char *fil = str_c(arena, version->navn);

    fund_init(&laest, arena);
    if (rates_came_after(g, version->nr))
        TRY(with_rates_of(arena, g, version->nr, &egen, &laest, err));
    size_t at = place_of(&egen, fil);
    ASSERT(at < egen.count);
    TRY(haandbog_check_version(arena, &egen, at, &laest, &laest, err));
    add_findings(&laest, fil, fund);
    if (!eksempler || fund->fejl > 0) return true;
    return udkast_eksempel(arena, &egen.haandbog[at], eksempel, err);
}

bool udkast_efterse(struct arena *arena, const struct udkast_gaeldende *g,
                    const struct haandbog_samling *samling, bool eksempler, struct fund_liste *fund,
                    const struct eksempel_resultat **eksempel, struct err *err)
{
    *eksempel = NULL;
    haandbog_check_navne(arena, samling, fund);
    for (size_t i = 0; i < g->antal; i++)
        if (g->tekst[i].slags == UDKAST_HAANDBOG && fund->fejl == 0)
            TRY(look_at(arena, g, &g->tekst[i], samling, eksempler, fund, eksempel, err));
    fund_sort(fund);
    return true;
}

/* ---- what stands */

struct tjek {
    struct arena *arena;
    int kommune;
    const struct udkast_gaeldende *g;
    const struct udkast_tekst *tekst;
    const struct udkast_tekst *foer; /* of the same name, in force; NULL when there is none */
    struct dato dag;
    const char *fil; /* as findings name it */
    struct udkast_tjek *ud;
};

static struct fund *tell(const struct tjek *t, bool fejl, struct str emne, struct fund_ord tekst)
{
    struct sted sted = {.fil = t->fil, .linje = 1, .kol = 1};

    return fund_tekst(&t->ud->fund, fejl, "i-kraft", emne, sted, tekst);
}

/* A version that has taken effect is only corrected; one that takes effect backwards is told. */
static void check_version(const struct tjek *t)
{
    const struct plan *plan = t->ud->haandbog == NULL ? NULL : t->ud->haandbog->plan;
    struct dato dag;
    int rettelse;

    if (!haandbog_version_navn(t->tekst->navn, &dag, &rettelse)) return;
    if (t->foer != NULL && dag.dag <= t->dag.dag && !str_eq(t->foer->tekst, t->tekst->tekst))
        tell(t, true, t->tekst->navn,
             FUND_ORD("versionen er trådt i kraft og kan ikke ændres",
                      "the version has taken effect and cannot be changed"))
            ->raad = fund_ord(t->arena, "gem det som en rettelse, %.*s.r%d.md, med posten »retter«",
                              "save it as a correction, %.*s.r%d.md, with the entry “retter”",
                              STR_ARG(dato_iso(t->arena, dag)), rettelse + 1);
    if (t->foer == NULL && rettelse == 0 && dag.dag <= t->dag.dag)
        tell(t, false, t->tekst->navn,
             FUND_ORD("versionen gælder fra en dag, der er gået",
                      "the version holds from a day that has passed"))
            ->raad = FUND_ORD("den næste kørsel regner de måneder om, der ikke er som før",
                              "the next run computes the months again that are not as before");
    if (plan == NULL) return;
    if (plan->kommunekode != 0 && plan->kommunekode != t->kommune)
        tell(t, true, STR("kommunekode"),
             FUND_ORD("håndbogen er en anden kommunes",
                      "the handbook is that of another municipality"));
    if (plan->opdigtet)
        tell(t, true, STR("opdigtet"),
             FUND_ORD("en håndbog med opdigtede beløb kan ikke sættes i kraft",
                      "a handbook with invented amounts cannot be put in force"));
}

static bool same_row(const struct takst *a, const struct takst *b)
{
    return str_eq(a->navn, b->navn) && a->alder_fra == b->alder_fra &&
           a->alder_til == b->alder_til && a->fra.dag == b->fra.dag && a->til.dag == b->til.dag &&
           a->ukendt == b->ukendt && a->beloeb.oere == b->beloeb.oere && a->status == b->status &&
           a->kendt_fra.dag == b->kendt_fra.dag && enhed_eq(a->enhed, b->enhed);
}

static const struct takst *find_row(const struct takst_tabel *tabel, const struct takst *row)
{
    for (size_t i = 0; i < tabel->count; i++)
        if (same_row(&tabel->takst[i], row)) return &tabel->takst[i];
    return NULL;
}

static void tell_row(const struct tjek *t, const struct takst *row)
{
    struct str fra = dato_iso(t->arena, row->fra);

    tell(t, true, row->navn,
         fund_ord(t->arena, "rækken %.*s fra %.*s er i kraft og kan ikke ændres eller fjernes",
                  "the row %.*s from %.*s is in force and cannot be changed or removed",
                  STR_ARG(row->navn), STR_ARG(fra)))
        ->raad = FUND_ORD("lad rækken stå, og skriv en ny række med det rigtige beløb og dagen, "
                          "det blev kendt, i »kendt_fra«",
                          "let the row stand, and write a new row with the right amount and the "
                          "day it became known in “kendt_fra”");
}

static bool read_rates(const struct tjek *t, struct str tekst, struct takst_tabel *tabel,
                       struct fund_liste *fund, struct err *err)
{
    struct err csv = ERR_INIT;

    if (takst_read(t->arena, t->fil, tekst, tabel, fund, &csv)) return true;
    if (csv.kind == ERR_INPUT) {
        struct sted sted = {.fil = t->fil, .linje = 1, .kol = 1};
        fund_begge(fund, true, "takst-fil", t->tekst->navn, sted, "%s%.0s", "%.0s%s",
                   FUND_ERR(&csv));
        return true;
    }
    *err = csv;
    return false;
}

/* Rows in force stand; what is new tells from when it holds. */
static bool check_rates(const struct tjek *t, struct fund_liste *all, struct err *err)
{
    struct takst_tabel foer = {0}, nu = {0};
    struct fund_liste ingen;
    struct dato tidligst = DATO_MAX;

    fund_init(&ingen, t->arena);
    TRY(read_rates(t, t->tekst->tekst, &nu, all, err));
    if (t->foer != NULL) TRY(read_rates(t, t->foer->tekst, &foer, &ingen, err));
    for (size_t i = 0; i < foer.count; i++)
        if (foer.takst[i].fra.dag <= t->dag.dag && find_row(&nu, &foer.takst[i]) == NULL)
            tell_row(t, &foer.takst[i]);
    for (size_t i = 0; i < nu.count; i++)
        if (find_row(&foer, &nu.takst[i]) == NULL) tidligst = dato_min(tidligst, nu.takst[i].fra);
    t->ud->gaelder_fra = tidligst.dag == DATO_MAX.dag ? t->dag : tidligst;
    return true;
}

/* ---- the whole */

static bool run_examples(const struct tjek *t, struct err *err)
{
    struct udkast_tjek *ud = t->ud;
    struct eksempel_resultat *r, *failed;
    size_t n;

    if (ud->haandbog == NULL) return true;
    TRY(haandbog_test(t->arena, ud->haandbog, &r, &n, err));
    failed = ARENA_ARRAY(t->arena, n, struct eksempel_resultat);
    ud->eksempler = n;
    for (size_t i = 0; i < n; i++)
        if (!r[i].bestaaet) failed[ud->eksempler_fejl++] = r[i];
    ud->eksempel = failed;
    return true;
}

/* Findings of the draft, and errors elsewhere; remarks on what is in force are old news. */
static void keep_own(const struct tjek *t, const struct fund_liste *all)
{
    struct udkast_tjek *ud = t->ud;

    for (size_t i = 0; i < all->count; i++) {
        const struct fund *f = &all->fund[i];
        bool egen = f->sted.fil != NULL && strcmp(f->sted.fil, t->fil) == 0;
        if (!egen && !f->fejl) continue;
        *fund_tekst(&ud->fund, f->fejl, f->kode, f->emne, f->sted, f->tekst) = *f;
    }
}

/* What new rates do to the printed amounts and examples of a version in force is told, and does not
 * stop them: the version stands as it was. */
static bool tell_versions(const struct tjek *t, const struct fund_liste *all, struct err *err)
{
    for (size_t i = 0; i < t->ud->samling.count; i++) {
        const struct haandbog *h = &t->ud->samling.haandbog[i];
        const struct eksempel_resultat *eksempel = NULL;
        struct fund_liste fund;
        size_t fejl = 0;
        fund_init(&fund, t->arena);
        TRY(haandbog_check_version(t->arena, &t->ud->samling, i, all, &fund, err));
        for (size_t k = 0; k < fund.count; k++)
            fejl += fund.fund[k].fejl && strcmp(fund.fund[k].sted.fil, h->dokument.fil) == 0;
        for (size_t k = 0; k < fund.count && fund.fejl > fejl; k++)
            if (fund.fund[k].fejl && strcmp(fund.fund[k].sted.fil, t->fil) == 0)
                *fund_tekst(&t->ud->fund, true, "", STR_EMPTY, fund.fund[k].sted,
                            fund.fund[k].tekst) = fund.fund[k];
        if (all->fejl + t->ud->fund.fejl == 0) TRY(udkast_eksempel(t->arena, h, &eksempel, err));
        if (fejl == 0 && eksempel == NULL) continue;
        tell(t, false, str_from(h->dokument.fil),
             fund_ord(t->arena, "beløb eller eksempler i %s passer ikke med de nye takster",
                      "amounts or examples in %s do not fit the new rates", h->dokument.fil))
            ->raad = FUND_ORD("teksten står, som da den blev sat i kraft; skriv en rettelse af "
                              "den, hvis familierne skal læse de nye beløb",
                              "the text stands as it was put in force; write a correction of it "
                              "if the families are to read the new amounts");
    }
    return true;
}

static const char *finding_file(struct arena *arena, const struct udkast_tekst *tekst)
{
    if (tekst->slags == UDKAST_HAANDBOG) return str_c(arena, tekst->navn);
    return str_c(arena, str_format(arena, "takster/%.*s.csv", STR_ARG(tekst->navn)));
}

static bool check_handbook(const struct tjek *t, struct fund_liste *all, struct err *err)
{
    struct udkast_tjek *ud = t->ud;
    size_t at = place_of(&ud->samling, t->fil);

    ASSERT(at < ud->samling.count);
    TRY(haandbog_check_version(t->arena, &ud->samling, at, all, all, err));
    haandbog_check_navne(t->arena, &ud->samling, all);
    ud->haandbog = &ud->samling.haandbog[at];
    ud->gaelder_fra = ud->haandbog->plan->gaelder_fra;
    check_version(t);
    return true;
}

bool udkast_tjek(struct arena *arena, int kommune, const struct udkast_gaeldende *g,
                 const struct udkast_tekst *tekst, struct dato dag, struct udkast_tjek *out,
                 struct err *err)
{
    struct fund_liste all;
    struct tjek t = {arena,
                     kommune,
                     g,
                     tekst,
                     find_text(g, tekst->slags, tekst->navn),
                     dag,
                     finding_file(arena, tekst),
                     out};

    *out = (struct udkast_tjek){.gaelder_fra = DATO_MIN};
    fund_init(&out->fund, arena);
    fund_init(&all, arena);
    if (tekst->tekst.n > UDKAST_TEKST_MAX)
        return err_begge(err, ERR_LIMIT, t.fil, "Teksten er større end 2 MB",
                         "The text is larger than 2 MB");
    if (tekst->slags == UDKAST_TAKSTER) TRY(check_rates(&t, &all, err));
    TRY(udkast_samling(arena, g, tekst, &out->samling, &all, err));
    if (tekst->slags == UDKAST_HAANDBOG)
        TRY(check_handbook(&t, &all, err));
    else
        TRY(tell_versions(&t, &all, err));
    keep_own(&t, &all);
    fund_sort(&out->fund);
    for (size_t i = 0; i < out->fund.count; i++)
        out->bemaerkninger += !out->fund.fund[i].fejl && !out->fund.fund[i].accepteret;
    return out->fund.fejl > 0 || run_examples(&t, err);
}
