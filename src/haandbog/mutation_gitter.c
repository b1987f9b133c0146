/*
 * mutation_gitter: the amounts of a plan on a fixed grid and on random cases, for comparison.
 *
 * The grid: for each month from the one before the plan's period to the one after, a child of every
 * age that keeps it the whole month, on every level and number, of every kind. The random cases
 * come from tilfaelde, family by family, each with its own month and known-at. What is compared
 * is each line's name, amount, receiver, channel and tax, and which lines are missing; not its
 * words.
 *
 * Invariant: a block is answered by the same facts for both plans. Cost: a survivor that changes
 * nothing costs the whole grid; one that changes something mostly stops in the first block, because
 * the block that told the last difference is asked first.
 */
#include "haandbog/mutation.h"

#include "haandbog/tilfaelde.h"

#define BLOK_LOFT ((size_t)1 << 30)

enum {
    FAMILIE = 5,
    MAANEDER_MAX = 240,
    NIVEAUER_MAX = 128,
    DOEGN_FRA = 3, /* nights of relief on the grid: from the 4th … */
    DOEGN_TIL = 5, /* … to the 6th */
};

struct blok {
    struct sager sager;
    struct maaned maaned;
    struct dato kendt;
    uint64_t *svar; /* of the original by sag; NULL until needed */
};

struct gitter {
    struct arena *arena;
    const struct plan *plan;
    struct blok *blok;
    size_t blokke;
    size_t foerst; /* the block that told the last difference */
};

/* ---- the hash of what amounts are made of ---- */

static void strip_formula(struct plan_formel *formel)
{
    formel->tekst = STR_EMPTY;
}

static void strip_rules(struct arena *scratch, struct plan *plan)
{
    struct plan_ydelse *ydelse = ARENA_ARRAY(scratch, plan->ydelser, struct plan_ydelse);
    struct plan_linje *linje = ARENA_ARRAY(scratch, plan->linjer, struct plan_linje);
    struct plan_trin *trin = ARENA_ARRAY(scratch, plan->trin_antal, struct plan_trin);
    for (size_t i = 0; i < plan->ydelser; i++) {
        ydelse[i] = plan->ydelse[i];
        for (int art = 0; art < ART_ANTAL; art++) ydelse[i].ukendt_grund[art] = STR_EMPTY;
        strip_formula(&ydelse[i].beloeb);
        strip_formula(&ydelse[i].tredje);
        strip_formula(&ydelse[i].doegnsats);
        ydelse[i].kilde = STR_EMPTY;
        ydelse[i].afsnit = STR_EMPTY;
    }
    for (size_t i = 0; i < plan->linjer; i++) {
        linje[i] = plan->linje[i];
        linje[i].navn = STR_EMPTY;
        linje[i].titel = STR_EMPTY;
    }
    for (size_t i = 0; i < plan->trin_antal; i++) {
        trin[i] = plan->trin[i];
        trin[i].belastning = STR_EMPTY;
    }
    plan->ydelse = ydelse;
    plan->linje = linje;
    plan->trin = trin;
}

/* Rows of days in force only; a row is asked for on such days only. */
static void strip_rates(struct arena *scratch, struct plan *plan)
{
    const struct takst_tabel *alle = &plan->takster;
    struct takst_tabel kept = {.takst = ARENA_ARRAY(scratch, alle->count, struct takst)};
    for (size_t i = 0; i < alle->count; i++) {
        struct takst takst = alle->takst[i];
        takst.fra = dato_max(takst.fra, plan->gaelder_fra);
        takst.til = dato_min(takst.til, plan->gaelder_til);
        if (takst.fra.dag >= takst.til.dag) continue;
        takst.status = TAKST_ENDELIG;
        takst.kilde = STR_EMPTY;
        takst.begrundelse = STR_EMPTY;
        kept.takst[kept.count++] = takst;
    }
    plan->takster = kept;
}

static void strip_situations(struct plan *plan)
{
    for (int s = 0; s < SITUATION_ANTAL; s++) {
        struct plan_situation *situation = &plan->situation[s];
        situation->grund = STR_EMPTY;
        situation->kilde = STR_EMPTY;
        for (size_t i = 0; i < plan->linjer; i++) {
            situation->virkning[i].grund = STR_EMPTY;
            strip_formula(&situation->virkning[i].fradrag);
        }
    }
}

struct hash mutation_penge_hash(struct arena *scratch, const struct plan *plan)
{
    struct plan *bare = ARENA_NEW(scratch, struct plan);
    struct plan_udenfor *ude = ARENA_ARRAY(scratch, plan->udenfor_antal, struct plan_udenfor);
    *bare = *plan;
    bare->haandbog = STR_EMPTY;
    bare->opdigtet = false;
    bare->valg_tekster = 0;
    bare->opsigelse.kilde = STR_EMPTY;
    bare->indplacering = (struct plan_indplacering){0};
    for (size_t i = 0; i < plan->udenfor_antal; i++) {
        ude[i] = plan->udenfor[i];
        ude[i].grund = STR_EMPTY;
    }
    bare->udenfor = ude;
    strip_rules(scratch, bare);
    strip_rates(scratch, bare);
    strip_situations(bare);
    plan_seal(scratch, bare);
    return bare->hash;
}

/* ---- the cases ---- */

struct niveau {
    int trin;
    struct brok vederlag;
};

static size_t find_levels(const struct plan *plan, struct niveau *out)
{
    size_t count = 0;
    if (plan->model[MODEL_TRIN])
        for (size_t i = 0; i < plan->trin_antal && count < NIVEAUER_MAX; i++)
            out[count++] = (struct niveau){plan->trin[i].nr, BROK_NUL};
    struct brok antal = plan->vederlag_min;
    while (plan->model[MODEL_VEDERLAG] && count < NIVEAUER_MAX &&
           brok_cmp(antal, plan->vederlag_max) <= 0) {
        struct err err = ERR_INIT;
        out[count++] = (struct niveau){0, antal};
        if (!brok_add(antal, brok_int(1), &antal, &err)) break;
    }
    return count;
}

/* Moved in long ago, though not before the birth and not against the transition between models. */
static struct dato moved_in(const struct plan *plan, const struct niveau *n, struct dato foedt)
{
    const struct plan_overgang *o = &plan->overgang;
    struct dato dag = dato_max(dato_plus(plan->gaelder_fra, -900), foedt);
    enum plan_model model = n->trin > 0 ? MODEL_TRIN : MODEL_VEDERLAG;
    if (!o->findes) return dag;
    if (model == o->nye) return dato_max(dag, o->dato);
    return dato_max(dato_min(dag, dato_plus(o->dato, -1)), foedt);
}

static void fill_case(struct arena *arena, const struct plan *plan, struct maaned maaned, int alder,
                      const struct niveau *niveau, struct sag *sag)
{
    struct dato foerste = maaned_first(maaned);
    struct dato foedt = dato_plus_months_clamped(foerste, -12 * alder - 5);
    sag->foedt = foedt;
    sag->indflyttet = moved_in(plan, niveau, foedt);
    sag->fraflyttet = DATO_MAX;
    sag->kendt_fra = DATO_MIN;
    sag->fraflyttet_kendt_fra = DATO_MIN;
    sag->kommune = plan->kommunekode > 0 ? plan->kommunekode : 101;
    sag->indplacering = ARENA_NEW(arena, struct indplacering);
    sag->indplaceringer = 1;
    sag->indplacering[0] = (struct indplacering){.periode = {sag->indflyttet, DATO_MAX, DATO_MIN},
                                                 .trin = niveau->trin,
                                                 .vederlag = niveau->vederlag};
    if (sag->art == ART_AFLASTNING) {
        sag->doegn = ARENA_NEW(arena, struct periode);
        sag->doegn_antal = 1;
        sag->doegn[0] = (struct periode){dato_plus(foerste, DOEGN_FRA),
                                         dato_plus(foerste, DOEGN_TIL), DATO_MIN};
    }
    if (alder < 18) return;
    sag->aftale = ARENA_NEW(arena, struct aftale);
    sag->aftaler = 1;
    sag->aftale[0] = (struct aftale){.periode = {sag->indflyttet, DATO_MAX, DATO_MIN},
                                     .art = AFTALE_VILKAAR,
                                     .vilkaar = VILKAAR_FORTSAETTER_EFTER_18};
}

static void grid_month(struct gitter *g, struct maaned maaned, struct blok *blok)
{
    struct niveau niveau[NIVEAUER_MAX];
    size_t niveauer = find_levels(g->plan, niveau);
    size_t antal = niveauer * ART_ANTAL * (PLAN_MAX_AGE + 1);
    struct sag *sag = ARENA_ARRAY(g->arena, antal, struct sag);
    size_t n = 0;
    for (int alder = 0; alder <= PLAN_MAX_AGE; alder++)
        for (int art = 0; art < ART_ANTAL; art++)
            for (size_t i = 0; i < niveauer; i++, n++) {
                sag[n].id = str_format(g->arena, "G%zu", n);
                sag[n].familie = sag[n].id;
                sag[n].art = (enum art)art;
                fill_case(g->arena, g->plan, maaned, alder, &niveau[i], &sag[n]);
            }
    *blok = (struct blok){.sager = {sag, n}, .maaned = maaned, .kendt = DATO_MAX};
}

static void add_random(struct gitter *g, uint64_t seed)
{
    for (int i = 0; i < GITTER_TILFAELDE / FAMILIE; i++) {
        struct blok *blok = &g->blok[g->blokke++];
        uint64_t own = tilfaelde_next(&seed);
        tilfaelde_random(g->arena, own, g->plan, FAMILIE, &blok->sager);
        blok->maaned = tilfaelde_maaned(own, g->plan, &blok->sager);
        blok->kendt = tilfaelde_kendt(own, &blok->sager);
    }
}

struct gitter *gitter_new(struct arena *arena, const struct plan *plan, uint64_t seed)
{
    struct gitter *g = ARENA_NEW(arena, struct gitter);
    int fra = maaned_of(plan->gaelder_fra).nr - 1;
    int til = maaned_of(plan->gaelder_til).nr + 1; /* gaelder_til is the first day after */
    if (til - fra > MAANEDER_MAX) til = fra + MAANEDER_MAX;
    g->arena = arena;
    g->plan = plan;
    g->blok = ARENA_ARRAY(arena, GITTER_TILFAELDE / FAMILIE + (size_t)(til - fra), struct blok);
    add_random(g, seed);
    for (int nr = fra; nr < til; nr++) grid_month(g, (struct maaned){nr}, &g->blok[g->blokke++]);
    return g;
}

/* ---- answers ---- */

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash ^= value;
    return tilfaelde_next(&hash);
}

static uint64_t hash_str(uint64_t hash, struct str s)
{
    for (size_t i = 0; i < s.n; i++) hash = (hash ^ (unsigned char)s.p[i]) * 0x100000001B3u;
    return mix(hash, s.n);
}

/* Sums of hashes, so that the order of lines does not matter. */
static uint64_t answer_of(const struct sag_beregning *b)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < b->linjer; i++) {
        const struct linje *l = &b->linje[i];
        uint64_t hash = hash_str(1, l->ydelse);
        hash = mix(hash, (uint64_t)l->beloeb.oere);
        sum += mix(hash, (uint64_t)l->modtager << 16 | (uint64_t)l->kanal << 8 | (uint64_t)l->skat);
    }
    for (size_t i = 0; i < b->mangler; i++) {
        bool seen = false;
        for (size_t k = 0; k < i; k++) seen |= str_eq(b->mangel[k].ydelse, b->mangel[i].ydelse);
        if (!seen) sum += hash_str(2, b->mangel[i].ydelse);
    }
    return sum;
}

static bool compute(struct arena *scratch, const struct plan *plan, const struct blok *blok,
                    struct beregning *out)
{
    struct err err = ERR_INIT;
    const struct plan *planer[] = {plan};
    struct plan_samling samling = {planer, 1};
    return beregning_month(scratch, &samling, &blok->sager, blok->maaned, blok->kendt, out, &err);
}

static void answer_original(struct gitter *g, struct arena *scratch, struct blok *blok)
{
    struct beregning b;
    blok->svar = ARENA_ARRAY(g->arena, blok->sager.count, uint64_t);
    bool ok = compute(scratch, g->plan, blok, &b);
    ASSERT(ok);
    for (size_t i = 0; i < b.count; i++) blok->svar[i] = answer_of(&b.sag[i]);
}

/* ---- telling a difference ---- */

static void add_lines(struct buf *out, struct arena *scratch, const struct sag_beregning *b)
{
    for (size_t i = 0; i < b->linjer; i++)
        buf_format(out, " %.*s %.*s", STR_ARG(b->linje[i].ydelse),
                   STR_ARG(oere_text(scratch, b->linje[i].beloeb)));
    for (size_t i = 0; i < b->mangler; i++)
        buf_format(out, " %.*s mangler", STR_ARG(b->mangel[i].ydelse));
}

static struct str tell(const struct gitter *g, const struct blok *blok, size_t nr,
                       const struct beregning *mutant, struct arena *scratch)
{
    struct buf out;
    struct beregning original;
    const struct sag *sag = &blok->sager.sag[nr];
    buf_init(&out, scratch);
    buf_format(&out, "%.*s: født %.*s, %s, indflyttet %.*s",
               STR_ARG(maaned_iso(scratch, blok->maaned)), STR_ARG(dato_iso(scratch, sag->foedt)),
               art_navn(sag->art), STR_ARG(dato_iso(scratch, sag->indflyttet)));
    if (sag->fraflyttet.dag != DATO_MAX.dag)
        buf_format(&out, ", fraflyttet %.*s", STR_ARG(dato_iso(scratch, sag->fraflyttet)));
    if (sag->indplaceringer > 0 && sag->indplacering[0].trin > 0)
        buf_format(&out, ", trin %d", sag->indplacering[0].trin);
    else if (sag->indplaceringer > 0)
        buf_format(&out, ", %.*s vederlag",
                   STR_ARG(brok_short(scratch, sag->indplacering[0].vederlag)));
    if (sag->har_ophoer)
        buf_format(&out, ", %s %.*s", ophoer_navn(sag->ophoer.art),
                   STR_ARG(dato_iso(scratch, sag->ophoer.dato)));
    for (size_t i = 0; i < sag->situationer; i++)
        buf_format(&out, ", %s", situation_navn(sag->situation[i].art));
    buf_c(&out, ":");
    bool ok = compute(scratch, g->plan, blok, &original);
    ASSERT(ok);
    add_lines(&out, scratch, &original.sag[nr]);
    buf_c(&out, " →");
    add_lines(&out, scratch, &mutant->sag[nr]);
    return buf_str(&out);
}

/* ---- comparing ---- */

static bool compare(struct gitter *g, struct blok *blok, const struct plan *plan, struct arena *own,
                    struct str *hvor)
{
    struct beregning b;
    if (blok->svar == NULL) answer_original(g, own, blok);
    if (!compute(own, plan, blok, &b)) {
        *hvor = STR("måneden kan ikke beregnes");
        return true;
    }
    ASSERT(b.count == blok->sager.count);
    for (size_t i = 0; i < b.count; i++) {
        if (answer_of(&b.sag[i]) == blok->svar[i]) continue;
        *hvor = tell(g, blok, i, &b, own);
        return true;
    }
    return false;
}

/* Each block has its own memory: a month of the grid with its explanations is some megabytes. */
static bool block_differs(struct gitter *g, struct blok *blok, const struct plan *plan,
                          struct arena *scratch, struct str *hvor)
{
    struct arena own;
    struct str told = STR_EMPTY;
    arena_init(&own, BLOK_LOFT);
    bool differs = compare(g, blok, plan, &own, &told);
    if (differs && hvor != NULL) *hvor = str_copy(scratch, told);
    arena_release(&own);
    return differs;
}

bool gitter_forskel(struct gitter *gitter, const struct plan *plan, struct arena *scratch,
                    struct str *hvor)
{
    if (block_differs(gitter, &gitter->blok[gitter->foerst], plan, scratch, hvor)) return true;
    for (size_t i = 0; i < gitter->blokke; i++) {
        if (i == gitter->foerst) continue;
        if (!block_differs(gitter, &gitter->blok[i], plan, scratch, hvor)) continue;
        gitter->foerst = i;
        return true;
    }
    return false;
}
