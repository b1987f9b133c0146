/*
 * compile_takst: the rates a handbook may use, from rate files and from its own `takst` statements.
 *
 * Afterwards haandbog.takster_alle is sorted and kompil.navne knows every name with its unit. A
 * statement that cannot be read still gives its name, as an unknown amount, so that the formulas
 * that use it are not blamed as well.
 */
#include "haandbog/compile.h"

#include "base/fil.h"

enum { FILE_MAX = 4 << 20, BELOEB_MAX_OERE = 1000000000 };

/* ---- rate files ---- */

/* The nearest name among the files there are, "kl"; empty when none is near. */
static struct str near_file(struct kompil *k, struct str navn)
{
    const struct takst_kilde *kilde = k->kilde;
    struct str *names = NULL;
    size_t count = 0;
    struct err err = ERR_INIT;
    if (kilde == NULL) return STR_EMPTY;
    if (kilde->mappe == NULL) {
        names = ARENA_ARRAY(k->arena, kilde->antal, struct str);
        for (; count < kilde->antal; count++) names[count] = str_from(kilde->navn[count]);
    } else if (!fil_list(k->arena, kilde->mappe, &names, &count, &err)) {
        return STR_EMPTY;
    }
    for (size_t i = 0; i < count; i++)
        if (str_ends(names[i], STR(".csv"))) names[i] = str_sub(names[i], 0, names[i].n - 4);
    return str_suggest(navn, names, count);
}

static bool missing_file(struct kompil *k, struct laes *l, struct str navn)
{
    struct str near = near_file(k, navn);
    if (k->kilde == NULL || (k->kilde->mappe == NULL && k->kilde->antal == 0))
        return laes_fejl(l, "navn", "der er ingen mappe \"takster\" ved håndbogen eller over den",
                         "there is no folder “takster” beside the handbook or above it");
    if (near.n > 0)
        return laes_fejl(l, "navn", "takstfilen %.*s.csv findes ikke; mente du %.*s?",
                         "the file of rates %.*s.csv does not exist; did you mean “%.*s”?",
                         STR_ARG(navn), STR_ARG(near));
    return laes_fejl(l, "navn", "takstfilen %.*s.csv findes ikke i mappen med takster",
                     "the file of rates %.*s.csv is not in the folder of rates", STR_ARG(navn));
}

/* The text of a rate file and the path to name it by; *found false when there is none. */
static bool open_file(struct kompil *k, struct str navn, const char **path, struct str *text,
                      bool *found, struct err *err)
{
    const struct takst_kilde *kilde = k->kilde;
    *found = false;
    if (kilde == NULL) return true;
    const char *mappe = kilde->mappe == NULL ? "takster" : kilde->mappe;
    *path = str_c(k->arena, str_format(k->arena, "%s/%.*s.csv", mappe, STR_ARG(navn)));
    if (kilde->mappe != NULL) {
        *found = fil_exists(*path);
        return !*found || fil_read(k->arena, *path, FILE_MAX, text, err);
    }
    for (size_t i = 0; i < kilde->antal && !*found; i++) {
        *found = str_is(navn, kilde->navn[i]);
        if (*found) *text = kilde->tekst[i];
    }
    return true;
}

/* One rate file. What is no CSV at all becomes a finding at its name in the handbook. */
static bool read_file(struct kompil *k, struct laes *l, struct laes at, struct str navn,
                      struct err *err)
{
    const char *path = "";
    struct str text = STR_EMPTY;
    bool found = false;
    struct err csv = ERR_INIT;
    *l = at;
    TRY(open_file(k, navn, &path, &text, &found, err));
    if (!found) {
        missing_file(k, l, navn);
        return true;
    }
    ASSERT(k->ud->takstfiler < HAANDBOG_TAKSTFILER_MAX);
    k->ud->takstfil[k->ud->takstfiler++] = (struct haandbog_tekst){navn, text};
    if (takst_read(k->arena, path, text, &k->ud->takster_alle, k->fund, &csv)) return true;
    if (csv.kind != ERR_INPUT) {
        *err = csv;
        return false;
    }
    laes_fejl(l, "takst-fil", "%s: %s%.0s", "%s: %.0s%s", csv.place[0] != '\0' ? csv.place : path,
              FUND_ERR(&csv));
    return true;
}

static bool read_files(struct kompil *k, const struct regel_post *post, struct err *err)
{
    struct str seen[HAANDBOG_TAKSTFILER_MAX];
    size_t count = 0;
    struct laes l = kompil_laes(k, post);
    if (laes_ord(&l, "ingen")) {
        laes_slut(&l);
        return true;
    }
    do {
        struct laes before = l;
        struct str navn = STR_EMPTY;
        if (!laes_navn(&l, &navn)) return true;
        struct laes after = l;
        navn = str_fold(k->arena, navn);
        for (size_t i = 0; i < count; i++) {
            if (!str_eq(seen[i], navn)) continue;
            laes_fejl(&before, "gentaget", "takstfilen %.*s er nævnt to gange",
                      "the file of rates %.*s is named twice", STR_ARG(navn));
            return true;
        }
        if (count == HAANDBOG_TAKSTFILER_MAX) {
            laes_fejl(&before, "tal", "en håndbog har højst %d takstfiler",
                      "a handbook has at most %d files of rates", HAANDBOG_TAKSTFILER_MAX);
            return true;
        }
        seen[count++] = navn;
        TRY(read_file(k, &l, before, navn, err));
        l = after;
    } while (laes_tegn(&l, ","));
    laes_slut(&l);
    return true;
}

/* ---- takst ---- */

/* "3-10" or "16" */
static bool read_ages(struct laes *l, int *fra, int *til)
{
    TRY(laes_heltal(l, 0, PLAN_MAX_AGE, fra));
    *til = *fra;
    if (laes_tegn(l, "-")) TRY(laes_heltal(l, 0, PLAN_MAX_AGE, til));
    TRY(laes_slut(l));
    if (*fra <= *til) return true;
    l->at = 0;
    return laes_fejl(l, "tal", "alderstrinnet slutter, før det begynder",
                     "the ages end before they begin");
}

static bool read_amount(struct laes *l, struct oere *out)
{
    struct laes before = *l;
    TRY(laes_beloeb(l, out));
    if (out->oere > 0 && out->oere <= BELOEB_MAX_OERE) return true;
    *l = before;
    return laes_fejl(l, "tal", "en takst er over 0 og højst 10.000.000 kr.",
                     "a rate is above 0 and at most 10.000.000 kr.");
}

static bool read_table(struct kompil *k, const struct regel *regel, struct takst takst)
{
    const struct regel_raekke *hoved = &regel->raekke[0];
    if (hoved->celler != 2 || !str_is(hoved->celle[0].tekst, "alder") ||
        !str_is(hoved->celle[1].tekst, "beløb") || regel->raekker < 2) {
        fund_begge(k->fund, true, "tabel", takst.navn, hoved->celle[0].sted,
                   "en takst har tabellen \"alder | beløb\" med mindst én række",
                   "a rate has the table “alder | beløb” with at least one row");
        return false;
    }
    bool ok = true;
    for (size_t i = 1; i < regel->raekker; i++) {
        const struct regel_tekst *celle = regel->raekke[i].celle;
        struct laes alder = laes_start(k->arena, k->fund, celle[0]);
        struct laes beloeb = laes_start(k->arena, k->fund, celle[1]);
        bool good = read_ages(&alder, &takst.alder_fra, &takst.alder_til);
        good = read_amount(&beloeb, &takst.beloeb) && laes_slut(&beloeb) && good;
        takst.sted = celle[0].sted;
        if (good) takst_add(k->arena, &k->ud->takster_alle, takst);
        ok = ok && good;
    }
    return ok;
}

static bool read_single(struct kompil *k, const struct regel_post *post, struct takst takst)
{
    struct laes l = kompil_laes(k, post);
    TRY(read_amount(&l, &takst.beloeb));
    TRY(laes_kraev(&l, "kr"));
    TRY(laes_slut(&l));
    takst_add(k->arena, &k->ud->takster_alle, takst);
    return true;
}

static bool read_unknown(struct kompil *k, const struct regel_post *post, struct takst takst)
{
    struct laes l = kompil_laes(k, post);
    TRY(laes_tekst(&l, &takst.begrundelse));
    TRY(laes_slut(&l));
    takst.ukendt = true;
    if (takst.kilde.n == 0) takst.kilde = STR("håndbogen");
    takst_add(k->arena, &k->ud->takster_alle, takst);
    return true;
}

static bool read_status(struct kompil *k, const struct regel *regel, enum takst_status *out)
{
    const struct regel_post *post = regel_find(regel, "status");
    const char *ord[TAKST_FREMSKRIVNING + 1];
    size_t valg = 0;
    if (post == NULL) return true;
    for (size_t i = 0; i < COUNT(ord); i++) ord[i] = takst_status_navn((enum takst_status)i);
    struct laes l = kompil_laes(k, post);
    TRY(laes_valg(&l, ord, COUNT(ord), &valg));
    *out = (enum takst_status)valg;
    return laes_slut(&l);
}

/* What all rows of the statement share, besides name and unit. */
static bool read_common(struct kompil *k, const struct regel *regel, struct takst *takst)
{
    const struct regel_post *gaelder = regel_find(regel, "gælder");
    const struct regel_post *kendt = regel_find(regel, "kendt fra");
    bool ok = read_status(k, regel, &takst->status);
    if (gaelder != NULL) {
        struct laes l = kompil_laes(k, gaelder);
        ok = kompil_gaelder(&l, &takst->fra, &takst->til) && laes_slut(&l) && ok;
    }
    if (kendt != NULL) {
        struct laes l = kompil_laes(k, kendt);
        ok = laes_dato(&l, &takst->kendt_fra) && laes_slut(&l) && ok;
    }
    bool needs_source = regel_find(regel, "ukendt") == NULL;
    if (needs_source || regel_find(regel, "kilde") != NULL) {
        takst->kilde = kompil_tekst(k, regel, "kilde");
        ok = ok && takst->kilde.n > 0;
    }
    return ok;
}

static bool read_rows(struct kompil *k, const struct regel *regel, const struct takst *takst)
{
    const struct regel_post *beloeb = regel_find(regel, "beløb");
    const struct regel_post *ukendt = regel_find(regel, "ukendt");
    int ways = (regel->raekker > 0) + (beloeb != NULL) + (ukendt != NULL);
    if (ways != 1) {
        fund_begge(k->fund, true, ways == 0 ? "mangler-nøgle" : "overlap", takst->navn, regel->sted,
                   ways == 0 ? "taksten %.*s har intet beløb"
                             : "taksten %.*s har sit beløb på mere end én måde",
                   ways == 0 ? "the rate %.*s has no amount"
                             : "the rate %.*s has its amount in more than one way",
                   STR_ARG(takst->navn))
            ->raad =
            FUND_ORD("skriv netop én af: tabellen alder | beløb, \"beløb\" eller \"ukendt\"",
                     "write exactly one of: the table “alder | beløb”, “beløb” or “ukendt”");
        return false;
    }
    if (regel->raekker > 0) return read_table(k, regel, *takst);
    return beloeb != NULL ? read_single(k, beloeb, *takst) : read_unknown(k, ukendt, *takst);
}

static void read_takst(struct kompil *k, const struct regel *regel)
{
    struct takst takst = {.alder_fra = -1,
                          .alder_til = -1,
                          .fra = k->plan->gaelder_fra,
                          .til = k->plan->gaelder_til,
                          .kendt_fra = DATO_MIN,
                          .kilde = STR_EMPTY,
                          .begrundelse = STR_EMPTY,
                          .sted = regel->sted};
    struct laes l = laes_start(k->arena, k->fund, regel->hoved);
    laes_navn(&l, &takst.navn);
    size_t at = l.at;
    if (!laes_enhed(&l, &takst.enhed) || !laes_slut(&l)) return;
    bool ok = true;
    if (takst.enhed.potens[ENHED_KR] != 1) {
        l.at = at;
        ok = laes_fejl(&l, "enhed", "en takst er i kr for hver af noget, for eksempel kr/døgn",
                       "a rate is in kr for each of something, for example “kr/døgn”");
    }
    ok = read_common(k, regel, &takst) && ok;
    struct takst unread = takst;
    if (read_rows(k, regel, &takst) && ok) return;
    unread.ukendt = true;
    unread.kilde = STR("håndbogen");
    if (regel->raekker > 0) {
        unread.alder_fra = 0;
        unread.alder_til = PLAN_MAX_AGE;
    }
    takst_add(k->arena, &k->ud->takster_alle, unread);
}

/* ---- names ---- */

static void check_pair(struct kompil *k, const struct takst *a, const struct takst *b)
{
    if (!str_is(str_from(a->sted.fil), b->sted.fil))
        fund_begge(k->fund, true, "gentaget", b->navn, b->sted,
                   "taksten %.*s kommer fra to steder, også fra %s linje %d",
                   "the rate %.*s comes from two places, also from %s line %d", STR_ARG(b->navn),
                   a->sted.fil, a->sted.linje)
            ->raad = FUND_ORD("giv den ene et andet navn, eller slet den",
                              "give one of them another name, or delete it");
    else if (!enhed_eq(a->enhed, b->enhed))
        fund_begge(k->fund, true, "enhed", b->navn, b->sted,
                   "taksten %.*s har en anden enhed her end i linje %d",
                   "the rate %.*s has another unit here than in line %d", STR_ARG(b->navn),
                   a->sted.linje);
    else if ((a->alder_fra < 0) != (b->alder_fra < 0))
        fund_begge(k->fund, true, "form", b->navn, b->sted,
                   "taksten %.*s går efter alder et sted og ikke et andet (linje %d)",
                   "the rate %.*s goes by age in one place and not in another (line %d)",
                   STR_ARG(b->navn), a->sted.linje);
}

/* The sorted names with what formulas need of them. */
static void collect_names(struct kompil *k)
{
    const struct takst_tabel *tabel = &k->ud->takster_alle;
    struct str *navn = ARENA_ARRAY(k->arena, tabel->count, struct str);
    struct enhed *enhed = ARENA_ARRAY(k->arena, tabel->count, struct enhed);
    bool *alder = ARENA_ARRAY(k->arena, tabel->count, bool);
    size_t count = 0;
    bool told = false; /* one finding for each name is enough */
    for (size_t i = 0; i < tabel->count; i++) {
        const struct takst *takst = &tabel->takst[i];
        if (count > 0 && str_eq(navn[count - 1], takst->navn)) {
            size_t before = k->fund->fejl;
            if (!told) check_pair(k, &tabel->takst[i - 1], takst);
            told = told || k->fund->fejl > before;
            continue;
        }
        told = false;
        navn[count] = takst->navn;
        enhed[count] = takst->enhed;
        alder[count++] = takst->alder_fra >= 0;
    }
    k->navne = (struct formel_navne){.trin = k->plan->trin,
                                     .trin_antal = k->plan->trin_antal,
                                     .takst = navn,
                                     .takst_enhed = enhed,
                                     .takst_har_alder = alder,
                                     .takst_antal = count,
                                     .takst_brugt = ARENA_ARRAY(k->arena, count, bool)};
}

bool compile_takster(struct kompil *k, struct err *err)
{
    const struct dokument *dokument = k->dokument;
    const struct regel_post *post = NULL;
    for (size_t i = 0; i < dokument->regler && post == NULL; i++)
        if (dokument->regel[i].art == REGEL_HAANDBOG)
            post = regel_find(&dokument->regel[i], "takster");
    size_t before = k->fund->fejl;
    if (post != NULL) TRY(read_files(k, post, err));
    bool whole = post != NULL && k->fund->fejl == before;
    for (size_t i = 0; i < dokument->regler; i++)
        if (dokument->regel[i].art == REGEL_TAKST) read_takst(k, &dokument->regel[i]);
    takst_sort(&k->ud->takster_alle);
    collect_names(k);
    k->navne.takst_ufuldstaendig = !whole;
    return true;
}
