/*
 * load: a handbook from disk, one file or a folder with all its versions.
 *
 * A version is named ÅÅÅÅ-MM-DD.md by its first day; its corrections ÅÅÅÅ-MM-DD.r1.md, .r2.md …
 * Invariants when there are no errors: (1) file name and header agree; (2) every correction
 * corrects a version that is there, and a later one is known later; (3) a version ends at the
 * latest where the next begins. The hash of a plan is made before (3): it names the text and the
 * rates, and does not change when next year's version is added.
 */
#include "haandbog/haandbog.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fil.h"

enum { FILE_MAX = 2 << 20, LEVELS = 4, VERSIONS_MAX = 1000 };

struct version {
    const char *sti;
    bool navngivet; /* the file name says which version it is */
    struct dato dato;
    int rettelse; /* 0, or N of .rN */
};

/* ---- names ---- */

/* The folder above, without looking at the disk: "a/b" → "a", "a" → ".", "." → "..". */
static struct str parent(struct arena *arena, struct str sti)
{
    size_t n = sti.n;
    if (str_is(sti, "/")) return STR_EMPTY;
    if (str_is(sti, ".")) return STR("..");
    if (str_is(sti, "..") || str_ends(sti, STR("/..")))
        return str_format(arena, "%.*s/..", STR_ARG(sti));
    while (n > 0 && sti.p[n - 1] != '/') n--;
    if (n == 0) return STR(".");
    while (n > 1 && sti.p[n - 1] == '/') n--;
    return str_sub(sti, 0, n);
}

static struct str join(struct arena *arena, struct str mappe, struct str navn)
{
    if (str_is(mappe, ".")) return str_copy(arena, navn);
    bool slash = str_ends(mappe, STR("/"));
    return str_format(arena, "%.*s%s%.*s", STR_ARG(mappe), slash ? "" : "/", STR_ARG(navn));
}

static struct str last_part(struct str sti)
{
    size_t n = sti.n;
    while (n > 0 && sti.p[n - 1] != '/') n--;
    return str_sub(sti, n, sti.n);
}

static bool is_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0;
}

/* "2021" and on: meant as a version. */
static bool looks_dated(struct str navn)
{
    return navn.n >= 4 && is_digits(str_sub(navn, 0, 4));
}

/* "2021-01-01.md" or "2021-01-01.r2.md" */
static bool version_name(struct str navn, struct version *out)
{
    enum { DATE = 10 };
    struct err err = ERR_INIT;
    if (!str_ends(navn, STR(".md")) || navn.n < DATE + 3) return false;
    if (!dato_parse(str_sub(navn, 0, DATE), &out->dato, &err)) return false;
    struct str rest = str_sub(navn, DATE, navn.n - 3);
    out->rettelse = 0;
    out->navngivet = rest.n == 0;
    if (rest.n == 0) return true;
    struct str tal = str_sub(rest, 2, rest.n);
    if (!str_starts(rest, STR(".r")) || tal.n > 3 || !is_digits(tal) || tal.p[0] == '0')
        return false;
    for (size_t i = 0; i < tal.n; i++) out->rettelse = out->rettelse * 10 + (tal.p[i] - '0');
    out->navngivet = true;
    return true;
}

static void tell_bad_name(struct fund_liste *fund, const char *sti)
{
    struct sted sted = {.fil = sti, .linje = 1, .kol = 1};
    fund_begge(fund, true, "version", last_part(str_from(sti)), sted,
               "filens navn er ikke en version af håndbogen",
               "the name of the file is no version of the handbook")
        ->raad = FUND_ORD("en version hedder ÅÅÅÅ-MM-DD.md, en rettelse af den ÅÅÅÅ-MM-DD.r1.md",
                          "a version is named YYYY-MM-DD.md, a correction of it YYYY-MM-DD.r1.md");
}

/* ---- which files ---- */

static int by_version(const void *left, const void *right)
{
    const struct version *a = left, *b = right;
    int order = dato_cmp(a->dato, b->dato);
    return order != 0 ? order : (a->rettelse > b->rettelse) - (a->rettelse < b->rettelse);
}

static bool find_versions(struct arena *arena, struct str mappe, struct version **out,
                          size_t *count, struct fund_liste *fund, struct err *err)
{
    struct str *navne = NULL;
    size_t antal = 0, found = 0;
    const char *sti = str_c(arena, mappe);
    TRY(fil_list(arena, sti, &navne, &antal, err));
    struct version *version = ARENA_ARRAY(arena, antal, struct version);
    for (size_t i = 0; i < antal; i++) {
        struct version v = {.sti = str_c(arena, join(arena, mappe, navne[i]))};
        if (!looks_dated(navne[i])) continue;
        if (version_name(navne[i], &v))
            version[found++] = v;
        else
            tell_bad_name(fund, v.sti);
    }
    if (found == 0)
        return err_begge(err, ERR_INPUT, sti,
                         "mappen har ingen version af en håndbog; den skal hedde ÅÅÅÅ-MM-DD.md",
                         "the folder has no version of a handbook; it must be named YYYY-MM-DD.md");
    if (found > VERSIONS_MAX)
        return err_begge(err, ERR_LIMIT, sti, "mappen har mere end %d versioner",
                         "the folder has more than %d versions", VERSIONS_MAX);
    qsort(version, found, sizeof *version, by_version);
    *out = version;
    *count = found;
    return true;
}

static void single_version(struct arena *arena, struct str sti, struct version **out, size_t *count,
                           struct fund_liste *fund)
{
    struct version *version = ARENA_NEW(arena, struct version);
    struct str navn = last_part(sti);
    version->sti = str_c(arena, sti);
    if (looks_dated(navn) && !version_name(navn, version)) tell_bad_name(fund, version->sti);
    *out = version;
    *count = 1;
}

/* The nearest folder `takster` at or above; NULL when there is none. */
static const char *find_rates(struct arena *arena, struct str mappe)
{
    for (int i = 0; i <= LEVELS && mappe.n > 0; i++) {
        const char *sti = str_c(arena, join(arena, mappe, STR("takster")));
        if (fil_is_folder(sti)) return sti;
        mappe = parent(arena, mappe);
    }
    return NULL;
}

/* ---- what a file must say of itself ---- */

static struct sted place_of(const struct haandbog *haandbog, const char *noegle)
{
    const struct dokument *dokument = &haandbog->dokument;
    struct sted sted = {.fil = dokument->fil, .linje = 1, .kol = 1};
    for (size_t i = 0; i < dokument->regler; i++) {
        if (dokument->regel[i].art != REGEL_HAANDBOG) continue;
        const struct regel_post *post = regel_find(&dokument->regel[i], noegle);
        return post != NULL ? post->vaerdi.sted : dokument->regel[i].sted;
    }
    return sted;
}

static bool has_header(const struct haandbog *haandbog)
{
    return haandbog->dokument.regler > 0 && haandbog->dokument.regel[0].art == REGEL_HAANDBOG;
}

static void check_name(struct arena *arena, const struct haandbog *haandbog,
                       const struct version *version, struct fund_liste *fund)
{
    bool retter = haandbog->plan->kendt_fra.dag != DATO_MIN.dag;
    struct str dato = dato_iso(arena, version->dato);
    if (!version->navngivet || !has_header(haandbog)) return;
    bool laest = haandbog->plan->gaelder_fra.dag != DATO_MIN.dag; /* else it was told already */
    if (laest && haandbog->plan->gaelder_fra.dag != version->dato.dag)
        fund_begge(fund, true, "version", STR("gælder"), place_of(haandbog, "gælder"),
                   "filen hedder %.*s, men håndbogen gælder fra en anden dag",
                   "the file is named %.*s, but the handbook holds from another day", STR_ARG(dato))
            ->raad = fund_ord(arena, "skriv \"gælder fra %.*s\", eller omdøb filen",
                              "write “gælder fra %.*s”, or rename the file", STR_ARG(dato));
    if (version->rettelse > 0 && !retter)
        fund_begge(fund, true, "version", STR("retter"), place_of(haandbog, "retter"),
                   "filen hedder som en rettelse, men mangler posten \"retter\"",
                   "the file is named as a correction, but lacks the entry “retter”")
            ->raad = fund_ord(arena, "skriv \"retter %.*s, kendt fra DATO\"",
                              "write “retter %.*s, kendt fra DATO”", STR_ARG(dato));
    if (version->rettelse == 0 && retter)
        fund_begge(fund, true, "version", STR("retter"), place_of(haandbog, "retter"),
                   "kun en rettelse har posten \"retter\"",
                   "only a correction has the entry “retter”")
            ->raad =
            fund_ord(arena, "kald filen %.*s.r1.md", "name the file %.*s.r1.md", STR_ARG(dato));
}

static void check_invented(const struct haandbog *haandbog, struct str mappe,
                           struct fund_liste *fund)
{
    bool eksempel = str_starts(mappe, STR("eksempel-"));
    if (eksempel == haandbog->plan->opdigtet || !has_header(haandbog)) return;
    fund_begge(fund, true, eksempel ? "mangler-nøgle" : "version", STR("opdigtet"),
               place_of(haandbog, "opdigtet"),
               eksempel
                   ? "en håndbog i en mappe, der hedder eksempel-…, skal sige, hvad der er opdigtet"
                   : "kun en håndbog i en mappe, der hedder eksempel-…, må være opdigtet",
               eksempel ? "a handbook in a folder named eksempel-… must say what is invented"
                        : "only a handbook in a folder named eksempel-… may be invented");
}

/* The name of the folder, also when the path is "." or ends in "..". */
static struct str folder_name(struct arena *arena, struct str mappe)
{
    char here[PATH_MAX];
    struct str part = last_part(mappe);
    if (!str_is(part, ".") && !str_is(part, "..")) return part;
    if (getcwd(here, sizeof here) == NULL) return part;
    struct str whole = str_copy(arena, str_from(here));
    while (str_split(&mappe, '/', &part)) {
        if (str_is(part, ".")) continue;
        whole = str_is(part, "..") ? parent(arena, whole) : join(arena, whole, part);
    }
    return last_part(whole);
}

/* ---- versions beside each other ---- */

static void check_order(const struct version *version, const struct haandbog *haandbog,
                        size_t count, struct fund_liste *fund)
{
    for (size_t i = 0; i < count; i++) {
        bool same = i > 0 && dato_cmp(version[i - 1].dato, version[i].dato) == 0;
        if (version[i].rettelse == 0) continue;
        if (!same)
            fund_begge(fund, true, "version", STR("retter"), place_of(&haandbog[i], "retter"),
                       "rettelsen retter en version, der ikke findes i mappen",
                       "the correction corrects a version that is not in the folder");
        else if (dato_cmp(haandbog[i - 1].plan->kendt_fra, haandbog[i].plan->kendt_fra) >= 0)
            fund_begge(fund, true, "version", STR("retter"), place_of(&haandbog[i], "retter"),
                       "en senere rettelse skal være kendt fra en senere dag end den før",
                       "a later correction must be known from a later day than the one before");
    }
}

/* Ends every version where the next begins. */
static void cut_periods(struct haandbog *haandbog, size_t count)
{
    struct dato next = DATO_MAX, first = DATO_MAX;
    for (size_t i = count; i-- > 0;) {
        struct plan *plan = haandbog[i].plan;
        if (plan->gaelder_fra.dag < first.dag) {
            next = first;
            first = plan->gaelder_fra;
        }
        if (plan->gaelder_fra.dag < next.dag) plan->gaelder_til = dato_min(plan->gaelder_til, next);
    }
}

static bool same_finding(const struct fund *a, const struct fund *b)
{
    return a->sted.linje == b->sted.linje && a->sted.kol == b->sted.kol && a->fejl == b->fejl &&
           str_eq(str_from(a->sted.fil), str_from(b->sted.fil)) &&
           str_eq(str_from(a->kode), str_from(b->kode)) && str_eq(a->tekst.dansk, b->tekst.dansk);
}

/* Several versions read the same rate file and find the same; it is told once. */
static void drop_repeated(struct fund_liste *fund)
{
    size_t kept = 0;
    fund_sort(fund);
    for (size_t i = 0; i < fund->count; i++) {
        if (kept > 0 && same_finding(&fund->fund[kept - 1], &fund->fund[i])) {
            if (fund->fund[i].fejl) fund->fejl--;
            continue;
        }
        fund->fund[kept++] = fund->fund[i];
    }
    fund->count = kept;
}

/* ---- the whole ---- */

struct indlaesning {
    struct arena *arena;
    struct takst_kilde takster;
    struct fund_liste *fund;
};

void haandbog_check_fil(struct arena *arena, const struct haandbog *haandbog, const char *sti,
                        struct fund_liste *fund)
{
    struct str path = str_from(sti);
    struct version version = {.sti = sti};
    (void)version_name(last_part(path), &version);
    check_name(arena, haandbog, &version, fund);
    check_invented(haandbog, folder_name(arena, parent(arena, path)), fund);
}

static bool read_version(const struct indlaesning *i, const struct version *version,
                         struct haandbog *out, bool *ok, struct err *err)
{
    struct str tekst = STR_EMPTY;
    size_t before = i->fund->fejl;
    TRY(fil_read(i->arena, version->sti, FILE_MAX, &tekst, err));
    TRY(haandbog_compile(i->arena, version->sti, tekst, &i->takster, out, i->fund, err));
    haandbog_check_fil(i->arena, out, version->sti, i->fund);
    *ok = i->fund->fejl == before;
    return true;
}

static bool read_versions(const struct indlaesning *i, const struct version *version, size_t count,
                          bool check, struct haandbog_samling *out, struct err *err)
{
    struct haandbog *haandbog = ARENA_ARRAY(i->arena, count, struct haandbog);
    const struct plan **plan = ARENA_ARRAY(i->arena, count, const struct plan *);
    bool *ok = ARENA_ARRAY(i->arena, count, bool);
    for (size_t n = 0; n < count; n++) {
        TRY(read_version(i, &version[n], &haandbog[n], &ok[n], err));
        plan[n] = haandbog[n].plan;
    }
    if (count > 1) check_order(version, haandbog, count, i->fund);
    cut_periods(haandbog, count);
    for (size_t n = 0; n < count && check; n++)
        if (ok[n]) TRY(haandbog_check(i->arena, &haandbog[n], i->fund, err));
    out->haandbog = haandbog;
    out->count = count;
    out->planer = (struct plan_samling){.plan = plan, .count = count};
    return true;
}

/* Ascending by day in force, then by the day a correction was known. */
static void sort_haandbog(struct haandbog *haandbog, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct haandbog moved = haandbog[i];
        size_t at = i;
        for (; at > 0; at--) {
            const struct plan *before = haandbog[at - 1].plan;
            int order = dato_cmp(before->gaelder_fra, moved.plan->gaelder_fra);
            if (order == 0) order = dato_cmp(before->kendt_fra, moved.plan->kendt_fra);
            if (order <= 0) break;
            haandbog[at] = haandbog[at - 1];
        }
        haandbog[at] = moved;
    }
}

bool haandbog_load_tekster(struct arena *arena, const struct haandbog_tekst *version, size_t count,
                           const struct haandbog_tekst *takster, size_t takst_antal,
                           struct haandbog_samling *out, struct fund_liste *fund, struct err *err)
{
    struct haandbog *haandbog = ARENA_ARRAY(arena, count, struct haandbog);
    const struct plan **plan = ARENA_ARRAY(arena, count, const struct plan *);
    const char **navn = ARENA_ARRAY(arena, takst_antal, const char *);
    struct str *tekst = ARENA_ARRAY(arena, takst_antal, struct str);
    struct takst_kilde kilde = {.navn = navn, .tekst = tekst, .antal = takst_antal};
    for (size_t i = 0; i < takst_antal; i++) {
        navn[i] = str_c(arena, takster[i].navn);
        tekst[i] = takster[i].tekst;
    }
    for (size_t i = 0; i < count; i++)
        TRY(haandbog_compile(arena, str_c(arena, version[i].navn), version[i].tekst, &kilde,
                             &haandbog[i], fund, err));
    sort_haandbog(haandbog, count);
    for (size_t i = 0; i < count; i++) plan[i] = haandbog[i].plan;
    cut_periods(haandbog, count);
    out->haandbog = haandbog;
    out->count = count;
    out->planer = (struct plan_samling){.plan = plan, .count = count};
    return true;
}

/* Whether what the version was made from has no errors of its own. */
static bool compiled(const struct haandbog *haandbog, const struct fund_liste *fund)
{
    struct str fil = str_from(haandbog->dokument.fil);
    for (size_t i = 0; i < fund->count; i++) {
        struct str sted = str_from(fund->fund[i].sted.fil);
        if (fund->fund[i].fejl && (str_eq(sted, fil) || str_starts(sted, STR("takster/"))))
            return false;
    }
    return true;
}

void haandbog_check_navne(struct arena *arena, const struct haandbog_samling *samling,
                          struct fund_liste *fund)
{
    struct version *version = ARENA_ARRAY(arena, samling->count, struct version);
    for (size_t i = 0; i < samling->count; i++) {
        const struct haandbog *h = &samling->haandbog[i];
        version[i].sti = h->dokument.fil;
        if (version_name(last_part(str_from(h->dokument.fil)), &version[i]))
            check_name(arena, h, &version[i], fund);
        else
            tell_bad_name(fund, h->dokument.fil);
    }
    check_order(version, samling->haandbog, samling->count, fund);
    drop_repeated(fund);
}

bool haandbog_check_version(struct arena *arena, const struct haandbog_samling *samling, size_t nr,
                            const struct fund_liste *laest, struct fund_liste *fund,
                            struct err *err)
{
    if (!compiled(&samling->haandbog[nr], laest)) return true;
    TRY(haandbog_check(arena, &samling->haandbog[nr], fund, err));
    drop_repeated(fund);
    return true;
}

/* Where versions and rates lie. */
struct steder {
    struct version *version;
    size_t count;
    const char *takster; /* NULL when there are none */
};

static bool find_all(struct arena *arena, const char *sti, struct steder *out,
                     struct fund_liste *fund, struct err *err)
{
    struct str path = str_from(sti);
    while (path.n > 1 && path.p[path.n - 1] == '/') path.n--;
    path = str_copy(arena, path);
    bool folder = fil_is_folder(sti);
    if (folder)
        TRY(find_versions(arena, path, &out->version, &out->count, fund, err));
    else
        single_version(arena, path, &out->version, &out->count, fund);
    out->takster = find_rates(arena, folder ? path : parent(arena, path));
    return true;
}

static bool read_rates(struct arena *arena, const char *mappe, struct haandbog_tekster *out,
                       struct err *err)
{
    struct str *navn = NULL;
    size_t antal = 0;
    TRY(fil_list(arena, mappe, &navn, &antal, err));
    out->takster = ARENA_ARRAY(arena, antal, struct haandbog_tekst);
    for (size_t i = 0; i < antal; i++) {
        struct haandbog_tekst *t = &out->takster[out->takst_antal];
        if (!str_ends(navn[i], STR(".csv"))) continue;
        t->navn = str_sub(navn[i], 0, navn[i].n - 4);
        const char *sti = str_c(arena, join(arena, str_from(mappe), navn[i]));
        TRY(fil_read(arena, sti, FILE_MAX, &t->tekst, err));
        out->takst_antal++;
    }
    return true;
}

bool haandbog_tekster_laes(struct arena *arena, const char *sti, struct haandbog_tekster *out,
                           struct fund_liste *fund, struct err *err)
{
    struct steder s = {0};
    *out = (struct haandbog_tekster){0};
    TRY(find_all(arena, sti, &s, fund, err));
    out->version = ARENA_ARRAY(arena, s.count, struct haandbog_tekst);
    for (size_t i = 0; i < s.count; i++) {
        out->version[i].navn = last_part(str_from(s.version[i].sti));
        TRY(fil_read(arena, s.version[i].sti, FILE_MAX, &out->version[i].tekst, err));
    }
    out->versioner = s.count;
    return s.takster == NULL || read_rates(arena, s.takster, out, err);
}

bool haandbog_version_navn(struct str navn, struct dato *dag, int *rettelse)
{
    struct version version = {0};
    if (!version_name(navn, &version)) return false;
    *dag = version.dato;
    *rettelse = version.rettelse;
    return true;
}

bool haandbog_load(struct arena *arena, const char *sti, bool check, struct haandbog_samling *out,
                   struct fund_liste *fund, struct err *err)
{
    struct steder s = {0};
    TRY(find_all(arena, sti, &s, fund, err));
    struct indlaesning i = {.arena = arena, .takster = {.mappe = s.takster}, .fund = fund};
    TRY(read_versions(&i, s.version, s.count, check, out, err));
    drop_repeated(fund);
    return true;
}
