/*
 * mutation_korpus: the handbooks and rate files that are damaged, and their mutants by number.
 *
 * Numbers run through all files in order: handbooks first, then the rate files they use. The
 * original of each handbook is compiled once and kept.
 */
#include "haandbog/mutation_intern.h"

#include <stdlib.h>

#include "base/fil.h"
#include "haandbog/tilfaelde.h"

enum { FIL_MAX = 2 << 20, FILER_MAX = 256 };

/* ---- originals ---- */

static bool refuse(struct err *err, const struct korpus_bog *bog, const struct fund_liste *fund)
{
    for (size_t i = 0; i < fund->count; i++)
        if (fund->fund[i].fejl)
            return err_set(err, ERR_INPUT, bog->sti, "håndbogen har fejl (linje %d: %.*s)",
                           fund->fund[i].sted.linje, STR_ARG(fund->fund[i].tekst.dansk));
    return err_set(err, ERR_INPUT, bog->sti, "håndbogen har fejl");
}

static bool examples_pass(struct arena *arena, const struct korpus_bog *bog, struct err *err)
{
    struct eksempel_resultat *resultat = NULL;
    size_t antal = 0;
    TRY(haandbog_test(arena, &bog->haandbog, &resultat, &antal, err));
    for (size_t i = 0; i < antal; i++)
        if (!resultat[i].bestaaet)
            return err_set(err, ERR_INPUT, bog->sti, "eksemplet \"%.*s\" fejler",
                           STR_ARG(resultat[i].navn));
    return true;
}

static int by_value(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

static void remember_statements(struct arena *arena, struct korpus_bog *bog)
{
    const struct dokument *dokument = &bog->haandbog.dokument;
    bog->saetning = ARENA_ARRAY(arena, dokument->regler, uint64_t);
    bog->saetninger = dokument->regler;
    for (size_t i = 0; i < dokument->regler; i++)
        bog->saetning[i] = mutation_statement(&dokument->regel[i]);
    if (bog->saetninger > 1) qsort(bog->saetning, bog->saetninger, sizeof *bog->saetning, by_value);
}

static bool read_original(struct arena *arena, const struct takst_kilde *takster,
                          struct korpus_bog *bog, uint64_t seed, struct err *err)
{
    struct fund_liste fund;
    fund_init(&fund, arena);
    TRY(mutation_compile(arena, bog, bog->tekst, takster, &bog->haandbog, &fund, err));
    if (fund.fejl > 0) return refuse(err, bog, &fund);
    TRY(examples_pass(arena, bog, err));
    bog->fund = fund;
    bog->penge = mutation_penge_hash(arena, bog->haandbog.plan);
    bog->gitter = gitter_new(arena, bog->haandbog.plan, seed);
    remember_statements(arena, bog);
    return true;
}

/* ---- mutants ---- */

/* A row of rates comes from takster/NAVN.csv. */
bool mutation_uses(const struct korpus_bog *bog, const char *sti)
{
    const struct takst_tabel *alle = &bog->haandbog.takster_alle;
    for (size_t i = 0; i < alle->count; i++)
        if (str_is(str_from(alle->takst[i].sted.fil), sti)) return true;
    return false;
}

static bool is_used(const struct korpus *korpus, const char *sti)
{
    for (size_t i = 0; i < korpus->boeger; i++)
        if (mutation_uses(&korpus->bog[i], sti)) return true;
    return false;
}

/* The bytes of a block, its fences included, and what it says. */
static struct korpus_blok block_of(struct arena *arena, const struct dokument *dokument, size_t nr)
{
    const struct regel_blok *blok = &dokument->blok[nr];
    struct str first = dokument->linje[blok->fra_linje - 1].tekst;
    struct str last = dokument->linje[blok->til_linje - 1].tekst;
    struct korpus_blok out = {.fra = (size_t)(first.p - dokument->tekst.p)};
    struct dokument alone;
    struct fund_liste fund;
    fund_init(&fund, arena);
    out.til = (size_t)(last.p - dokument->tekst.p) + last.n;
    while (out.til < dokument->tekst.n && dokument->tekst.p[out.til - 1] != '\n') out.til++;
    struct str tekst = str_sub(dokument->tekst, out.fra, out.til);
    if (mutation_block(arena, dokument->fil, tekst, &alone, &fund))
        out.form = mutation_shape(&alone);
    return out;
}

static void find_in_blocks(struct korpus *k, struct korpus_fil *fil, uint64_t seed)
{
    struct korpus_bog *bog = &k->bog[fil->bog];
    const struct dokument *dokument = &bog->haandbog.dokument;
    bog->blok = ARENA_ARRAY(k->arena, dokument->blokke, struct korpus_blok);
    for (size_t i = 0; i < dokument->blokke; i++) {
        bog->blok[i] = block_of(k->arena, dokument, i);
        mutation_find(k->arena, fil->tekst, bog->blok[i].fra, bog->blok[i].til, '|', seed,
                      &fil->mutanter);
    }
}

static void add_file(struct korpus *k, struct korpus_fil fil)
{
    fil.foerste = k->mutanter;
    fil.antal = fil.mutanter.count;
    k->mutanter += fil.antal;
    k->fil[k->filer++] = fil;
}

/* The handbooks that use it were read without errors, so it can be read alone. */
static bool read_rates(struct arena *arena, struct korpus_fil *fil)
{
    struct fund_liste fund;
    struct err err = ERR_INIT;
    fund_init(&fund, arena);
    if (!takst_read(arena, fil->sti, fil->tekst, &fil->rater, &fund, &err)) return false;
    takst_sort(&fil->rater);
    return fund.fejl == 0;
}

static void find_all(struct korpus *k, uint64_t seed)
{
    k->fil = ARENA_ARRAY(k->arena, k->boeger + k->takster.antal, struct korpus_fil);
    for (size_t i = 0; i < k->boeger; i++) {
        struct str tekst = k->bog[i].haandbog.dokument.tekst;
        struct korpus_fil fil = {.sti = k->bog[i].sti, .tekst = tekst, .bog = i};
        find_in_blocks(k, &fil, seed);
        add_file(k, fil);
    }
    for (size_t i = 0; i < k->takster.antal; i++) {
        struct korpus_fil fil = {.tekst = k->takster.tekst[i], .takst = true, .bog = i};
        fil.sti = str_c(k->arena, str_format(k->arena, "takster/%s.csv", k->takster.navn[i]));
        if (!is_used(k, fil.sti)) continue;
        if (!read_rates(k->arena, &fil)) continue;
        mutation_find(k->arena, fil.tekst, 0, fil.tekst.n, ';', seed, &fil.mutanter);
        add_file(k, fil);
    }
}

const struct korpus_fil *korpus_mutant(const struct korpus *korpus, uint32_t nr, struct mutant *out)
{
    const struct korpus_fil *fil = korpus->fil;
    ASSERT(nr < korpus->mutanter);
    while (nr >= fil->foerste + fil->antal) fil++;
    *out = fil->mutanter.mutant[nr - fil->foerste];
    return fil;
}

/* ---- a sample ---- */

/* `take` of the file's mutants, each as likely as the others (Knuth's algorithm S). */
static void sample_file(const struct korpus_fil *fil, size_t take, uint64_t *seed, uint32_t *nr,
                        size_t *count)
{
    for (size_t i = 0; i < fil->antal && take > 0; i++) {
        if (tilfaelde_next(seed) % (fil->antal - i) >= take) continue;
        nr[(*count)++] = (uint32_t)(fil->foerste + i);
        take--;
    }
}

void korpus_sample(struct arena *arena, const struct korpus *korpus, size_t antal, uint64_t seed,
                   uint32_t **nr, size_t *count)
{
    *count = 0;
    *nr = ARENA_ARRAY(arena, antal, uint32_t);
    for (size_t i = 0; i < korpus->filer; i++) {
        size_t take = (antal - *count) / (korpus->filer - i);
        if (take > korpus->fil[i].antal) take = korpus->fil[i].antal;
        sample_file(&korpus->fil[i], take, &seed, *nr, count);
    }
}

/* ---- loading ---- */

static bool finish(struct korpus *k, uint64_t seed, struct err *err)
{
    for (size_t i = 0; i < k->boeger; i++)
        TRY(read_original(k->arena, &k->takster, &k->bog[i], seed, err));
    find_all(k, seed);
    return true;
}

bool korpus_from(struct arena *arena, const char *sti, struct str tekst,
                 const struct takst_kilde *takster, uint64_t seed, struct korpus *out,
                 struct err *err)
{
    *out = (struct korpus){.arena = arena, .takster = *takster, .boeger = 1};
    out->bog = ARENA_NEW(arena, struct korpus_bog);
    out->bog->sti = sti;
    out->bog->tekst = tekst;
    return finish(out, seed, err);
}

static const char *below(struct arena *arena, const char *mappe, struct str navn)
{
    if (str_is(str_from(mappe), ".")) return str_c(arena, navn);
    return str_c(arena, str_format(arena, "%s/%.*s", mappe, STR_ARG(navn)));
}

static bool load_rates(struct korpus *k, const char *mappe, struct err *err)
{
    struct str *navne = NULL;
    size_t antal = 0, n = 0;
    const char *sti = below(k->arena, mappe, STR("takster"));
    TRY(fil_list(k->arena, sti, &navne, &antal, err));
    const char **navn = ARENA_ARRAY(k->arena, antal, const char *);
    struct str *tekst = ARENA_ARRAY(k->arena, antal, struct str);
    for (size_t i = 0; i < antal; i++) {
        if (!str_ends(navne[i], STR(".csv"))) continue;
        navn[n] = str_c(k->arena, str_sub(navne[i], 0, navne[i].n - 4));
        TRY(fil_read(k->arena, below(k->arena, sti, navne[i]), FIL_MAX, &tekst[n++], err));
    }
    k->takster = (struct takst_kilde){NULL, navn, tekst, n};
    return true;
}

static bool load_folder(struct korpus *k, const char *mappe, struct err *err)
{
    struct str *navne = NULL;
    size_t antal = 0;
    TRY(fil_list(k->arena, mappe, &navne, &antal, err));
    for (size_t i = 0; i < antal; i++) {
        if (!str_ends(navne[i], STR(".md"))) continue;
        if (k->boeger == FILER_MAX)
            return err_set(err, ERR_LIMIT, mappe, "der er mere end %d håndbøger", FILER_MAX);
        struct korpus_bog *bog = &k->bog[k->boeger++];
        bog->sti = below(k->arena, mappe, navne[i]);
        TRY(fil_read(k->arena, bog->sti, FIL_MAX, &bog->tekst, err));
    }
    return true;
}

bool korpus_load(struct arena *arena, const char *mappe, uint64_t seed, struct korpus *out,
                 struct err *err)
{
    struct str *navne = NULL;
    size_t antal = 0;
    const char *sti = below(arena, mappe, STR("haandboeger"));
    *out = (struct korpus){.arena = arena};
    out->bog = ARENA_ARRAY(arena, FILER_MAX, struct korpus_bog);
    TRY(load_rates(out, mappe, err));
    TRY(fil_list(arena, sti, &navne, &antal, err));
    for (size_t i = 0; i < antal; i++) {
        const char *under = below(arena, sti, navne[i]);
        if (fil_is_folder(under)) TRY(load_folder(out, under, err));
    }
    return finish(out, seed, err);
}
