/*
 * mutation_dom: what becomes of one mutant.
 *
 * A damaged rate file is judged in every handbook that uses it: caught when one of them catches it,
 * harmful when it changes an amount in one of them. Every handbook is compiled and checked before
 * any amount is compared, because comparing is what costs.
 */
#include "haandbog/mutation_intern.h"

#include <stdlib.h>

#include "haandbog/eksempel.h"

#define LOFT ((size_t)512 << 20)

/* ---- reading a mutant ---- */

bool mutation_compile(struct arena *arena, const struct korpus_bog *bog, struct str tekst,
                      const struct takst_kilde *takster, struct haandbog *out,
                      struct fund_liste *fund, struct err *err)
{
    TRY(haandbog_compile(arena, bog->sti, tekst, takster, out, fund, err));
    haandbog_check_fil(arena, out, bog->sti, fund);
    if (fund->fejl > 0) return true;
    return haandbog_check(arena, out, fund, err);
}

static uint64_t add_text(uint64_t hash, struct str tekst)
{
    for (size_t i = 0; i < tekst.n; i++) hash = (hash ^ (unsigned char)tekst.p[i]) * 0x100000001B3u;
    return (hash ^ tekst.n) * 0x100000001B3u;
}

uint64_t mutation_statement(const struct regel *regel)
{
    uint64_t hash = 0xCBF29CE484222325u ^ (uint64_t)regel->art;
    hash = add_text(hash, regel->hoved.tekst);
    hash = add_text(hash, STR("poster"));
    for (size_t i = 0; i < regel->poster; i++) {
        hash = add_text(hash, regel->post[i].noegle.tekst);
        hash = add_text(hash, regel->post[i].vaerdi.tekst);
    }
    for (size_t i = 0; i < regel->raekker; i++) {
        hash = add_text(hash, STR("række"));
        for (size_t k = 0; k < regel->raekke[i].celler; k++)
            hash = add_text(hash, regel->raekke[i].celle[k].tekst);
    }
    return hash;
}

static bool is_example(const struct regel *regel)
{
    return regel->art == REGEL_EKSEMPEL || regel->art == REGEL_EKSEMPLER;
}

uint64_t mutation_shape(const struct dokument *dokument)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < dokument->regler; i++)
        if (!is_example(&dokument->regel[i]))
            hash = (hash ^ mutation_statement(&dokument->regel[i])) * 0x100000001B3u;
    return hash;
}

bool mutation_block(struct arena *arena, const char *sti, struct str tekst, struct dokument *out,
                    struct fund_liste *fund)
{
    struct err err = ERR_INIT;
    if (tekst.n == 0 || tekst.p[tekst.n - 1] != '\n') return false;
    if (!dokument_read(arena, sti, tekst, out, fund, &err) || out->blokke != 1) return false;
    int lines = 0;
    for (size_t i = 0; i < tekst.n; i++) lines += tekst.p[i] == '\n';
    return out->blok[0].fra_linje == 1 && out->blok[0].til_linje == lines;
}

/* ---- remarks ---- */

static bool same_remark(const struct fund *a, const struct fund *b)
{
    return str_is(str_from(a->kode), b->kode) && str_eq(a->emne, b->emne);
}

static bool has_new_remark(const struct korpus_bog *bog, const struct fund_liste *fund)
{
    for (size_t i = 0; i < fund->count; i++) {
        bool old = fund->fund[i].accepteret;
        for (size_t k = 0; k < bog->fund.count && !old; k++)
            old = !bog->fund.fund[k].accepteret && same_remark(&fund->fund[i], &bog->fund.fund[k]);
        if (!old) return true;
    }
    return false;
}

/* ---- examples ---- */

static int by_value(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

static bool is_original(const struct korpus_bog *bog, const struct regel *regel)
{
    uint64_t hash = mutation_statement(regel);
    return bsearch(&hash, bog->saetning, bog->saetninger, sizeof hash, by_value) != NULL;
}

/* Runs the examples of one statement; false when one fails. */
static bool passes(struct arena *arena, const struct haandbog *haandbog, size_t nr)
{
    struct haandbog one = *haandbog;
    struct eksempel_resultat *resultat = NULL;
    struct err err = ERR_INIT;
    size_t antal = 0;
    if (!is_example(&haandbog->dokument.regel[nr])) return true;
    one.dokument.regel = &haandbog->dokument.regel[nr];
    one.dokument.regler = 1;
    if (!haandbog_test(arena, &one, &resultat, &antal, &err)) return false;
    for (size_t i = 0; i < antal; i++)
        if (!resultat[i].bestaaet) return false;
    return true;
}

static bool example_fails(struct arena *arena, struct korpus_bog *bog,
                          const struct haandbog *haandbog)
{
    const struct dokument *dokument = &haandbog->dokument;
    const struct plan *original = bog->haandbog.plan;
    bool same = str_eq(str_from(haandbog->plan->hash.hex), str_from(original->hash.hex));
    bool draeber = !same && bog->draeber < dokument->regler;
    if (draeber && !passes(arena, haandbog, bog->draeber)) return true;
    for (size_t i = 0; i < dokument->regler; i++) {
        if (same && is_original(bog, &dokument->regel[i])) continue;
        if (draeber && i == bog->draeber) continue;
        if (passes(arena, haandbog, i)) continue;
        if (!same) bog->draeber = i;
        return true;
    }
    return false;
}

/* ---- one handbook ---- */

struct proeve {
    const struct korpus *korpus;
    struct arena *scratch;
    struct haandbog *haandbog; /* by the corpus' handbooks, as is overlevet */
    bool *overlevet;
};

/* What the checker and the examples themselves say of the examples that were touched. False when
 * that cannot be said. */
static bool judge_touched(struct proeve *p, const struct korpus_bog *bog,
                          const struct haandbog *haandbog, struct fund_liste *fund, enum dom *dom)
{
    const struct dokument *dokument = &haandbog->dokument;
    *dom = DOM_UAENDRET;
    for (size_t i = 0; i < dokument->regler; i++) {
        const struct regel *regel = &dokument->regel[i];
        struct eksempel *eksempel = NULL;
        size_t antal = 0;
        if (!is_example(regel) || is_original(bog, regel)) continue;
        bool ok = eksempel_read(p->scratch, haandbog->plan, regel, &eksempel, &antal, fund);
        if (fund->fejl > 0) *dom = DOM_FEJL;
        if (fund->fejl > 0 || !ok) return fund->fejl > 0;
        if (!passes(p->scratch, haandbog, i)) *dom = DOM_EKSEMPEL;
    }
    return true;
}

/* The block alone. While it stays one whole block, the text around it reads as before; an error of
 * form in it is one in the whole; and when nothing but examples and comments differs, the plan is
 * the original's. False when the whole has to be read. */
static bool judge_block(struct proeve *p, const struct korpus_fil *fil, const struct mutant *mutant,
                        struct str tekst, enum dom *dom)
{
    const struct korpus_bog *bog = &p->korpus->bog[fil->bog];
    const struct korpus_blok *blok = bog->blok;
    struct haandbog haandbog = bog->haandbog;
    struct fund_liste fund;
    fund_init(&fund, p->scratch);
    while (mutant->fra >= blok->til) blok++;
    struct str own = str_sub(tekst, blok->fra, blok->til + tekst.n - fil->tekst.n);
    if (!mutation_block(p->scratch, bog->sti, own, &haandbog.dokument, &fund)) return false;
    *dom = DOM_FEJL;
    if (fund.fejl > 0) return true;
    if (fund.count > 0 || mutation_shape(&haandbog.dokument) != blok->form) return false;
    return judge_touched(p, bog, &haandbog, &fund, dom);
}

/* DOM_UAENDRET when nothing notices; whether an amount differs is not known then. */
static enum dom judge_book(struct proeve *p, size_t nr, struct str tekst,
                           const struct takst_kilde *takster)
{
    struct korpus_bog *bog = &p->korpus->bog[nr];
    struct fund_liste fund;
    struct err err = ERR_INIT;
    fund_init(&fund, p->scratch);
    if (!mutation_compile(p->scratch, bog, tekst, takster, &p->haandbog[nr], &fund, &err))
        return DOM_FEJL;
    if (fund.fejl > 0) return DOM_FEJL;
    if (has_new_remark(bog, &fund)) return DOM_BEMAERKNING;
    if (example_fails(p->scratch, bog, &p->haandbog[nr])) return DOM_EKSEMPEL;
    p->overlevet[nr] = true;
    return DOM_UAENDRET;
}

static enum dom judge_survivor(struct proeve *p, size_t nr, struct str *hvor)
{
    struct korpus_bog *bog = &p->korpus->bog[nr];
    const struct plan *plan = p->haandbog[nr].plan;
    if (str_eq(str_from(plan->hash.hex), str_from(bog->haandbog.plan->hash.hex)))
        return DOM_UAENDRET;
    struct hash penge = mutation_penge_hash(p->scratch, plan);
    if (str_eq(str_from(penge.hex), str_from(bog->penge.hex))) return DOM_UAENDRET;
    return gitter_forskel(bog->gitter, plan, p->scratch, hvor) ? DOM_AENDRET : DOM_LIGE;
}

/* ---- one mutant ---- */

/* Equal but for the words of sources and reasons, and where they stand. */
static bool same_row(const struct takst *a, const struct takst *b)
{
    return str_eq(a->navn, b->navn) && enhed_eq(a->enhed, b->enhed) &&
           a->alder_fra == b->alder_fra && a->alder_til == b->alder_til &&
           a->fra.dag == b->fra.dag && a->til.dag == b->til.dag && a->ukendt == b->ukendt &&
           a->beloeb.oere == b->beloeb.oere && a->status == b->status &&
           a->kendt_fra.dag == b->kendt_fra.dag && (a->kilde.n == 0) == (b->kilde.n == 0) &&
           (a->begrundelse.n == 0) == (b->begrundelse.n == 0);
}

/* The rate file alone: an error in it is one in every handbook, and equal rows are equal in all.
 * False when the handbooks have to be read. */
static bool judge_rows(struct proeve *p, const struct korpus_fil *fil, struct str tekst,
                       enum dom *dom)
{
    struct takst_tabel rater = {0};
    struct fund_liste fund;
    struct err err = ERR_INIT;
    fund_init(&fund, p->scratch);
    *dom = DOM_FEJL;
    if (!takst_read(p->scratch, fil->sti, tekst, &rater, &fund, &err)) return false;
    if (fund.fejl > 0) return true;
    if (fund.count > 0 || rater.count != fil->rater.count) return false;
    takst_sort(&rater);
    for (size_t i = 0; i < rater.count; i++)
        if (!same_row(&rater.takst[i], &fil->rater.takst[i])) return false;
    *dom = DOM_UAENDRET;
    return true;
}

static enum dom judge_rates(struct proeve *p, const struct korpus_fil *fil, struct str tekst)
{
    const struct korpus *k = p->korpus;
    struct takst_kilde takster = k->takster;
    struct str *tekster = ARENA_ARRAY(p->scratch, takster.antal, struct str);
    enum dom dom = DOM_UAENDRET;
    if (judge_rows(p, fil, tekst, &dom)) return dom;
    dom = DOM_UAENDRET;
    for (size_t i = 0; i < takster.antal; i++)
        tekster[i] = i == fil->bog ? tekst : k->takster.tekst[i];
    takster.tekst = tekster;
    for (size_t i = 0; i < k->boeger && dom != DOM_FEJL; i++) {
        if (!mutation_uses(&k->bog[i], fil->sti)) continue;
        enum dom own = judge_book(p, i, k->bog[i].tekst, &takster);
        if (own < dom) dom = own;
    }
    return dom;
}

static enum dom judge(struct proeve *p, uint32_t nr, struct str *hvor)
{
    struct mutant mutant;
    const struct korpus_fil *fil = korpus_mutant(p->korpus, nr, &mutant);
    struct str tekst = mutation_apply(p->scratch, fil->tekst, &mutant);
    enum dom dom = DOM_UAENDRET;
    if (fil->takst)
        dom = judge_rates(p, fil, tekst);
    else if (!judge_block(p, fil, &mutant, tekst, &dom))
        dom = judge_book(p, fil->bog, tekst, &p->korpus->takster);
    if (dom != DOM_UAENDRET) return dom;
    for (size_t i = 0; i < p->korpus->boeger && dom != DOM_AENDRET; i++) {
        enum dom own = p->overlevet[i] ? judge_survivor(p, i, hvor) : DOM_UAENDRET;
        if (own > dom) dom = own;
    }
    return dom;
}

/* A mutant that meets the ceiling is refused, as the program itself would. */
enum dom mutation_judge(const struct korpus *korpus, uint32_t nr, struct arena *scratch,
                        struct str *hvor)
{
    arena_release(scratch);
    arena_init(scratch, LOFT);
    if (setjmp(scratch->boundary) != 0) return DOM_FEJL;
    scratch->has_boundary = true;
    struct proeve p = {.korpus = korpus, .scratch = scratch};
    p.haandbog = ARENA_ARRAY(scratch, korpus->boeger, struct haandbog);
    p.overlevet = ARENA_ARRAY(scratch, korpus->boeger, bool);
    return judge(&p, nr, hvor);
}
