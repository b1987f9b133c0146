/*
 * tilfaelde: random placements.
 *
 * One family is drawn around one day of the plan's period, its anchor; nearly every date is the
 * anchor plus or minus some weeks. Invariant: intervals end after they start, a child is born no
 * later than it moves in, numbers of vederlag are positive, every date lies within 1900-2200.
 */
#include "haandbog/tilfaelde.h"

enum { FAMILIE_MAX = 5, INTERVAL_MAX = 8, PERIODE_DAGE = 5 * 365, AFTALE_MAX_OERE = 400000 };

struct traek {
    struct arena *arena;
    const struct plan *plan;
    uint64_t seed;
    struct dato anker; /* the day the family's events lie around */
    int kommune;
};

uint64_t tilfaelde_next(uint64_t *seed)
{
    uint64_t z = (*seed += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

int tilfaelde_between(uint64_t *seed, int low, int high)
{
    ASSERT(low <= high);
    return low + (int)(tilfaelde_next(seed) % (uint64_t)((int64_t)high - low + 1));
}

static int between(struct traek *t, int low, int high)
{
    return tilfaelde_between(&t->seed, low, high);
}

static bool chance(struct traek *t, int percent)
{
    return between(t, 1, 100) <= percent;
}

/* A day at most so many days before and after the anchor. */
static struct dato near(struct traek *t, int before, int after)
{
    struct dato day = dato_plus(t->anker, between(t, -before, after));
    return dato_min(dato_max(day, DATO_MIN), dato_plus(DATO_MAX, -1));
}

/* When a fact that begins on `fra` was learned: mostly always known, else near that day. */
static struct dato learned(struct traek *t, struct dato fra, int percent)
{
    if (!chance(t, percent)) return DATO_MIN;
    return dato_max(DATO_MIN,
                    dato_min(dato_plus(fra, between(t, -20, 50)), dato_plus(DATO_MAX, -1)));
}

/* ---- the child and its stay ---- */

static enum art draw_art(struct traek *t)
{
    int pick = between(t, 1, 100);
    if (pick <= 52) return ART_DOEGN;
    if (pick <= 73) return ART_AFLASTNING;
    return pick <= 84 ? ART_AKUT : ART_NETVAERK;
}

/* Ages 0-24. The birthday often lies near the anchor, also on the first and last of a month. */
static struct dato draw_birth(struct traek *t)
{
    int year, month, day;
    int age = chance(t, 15) ? 18 : between(t, 0, 24);
    struct dato birthday = chance(t, 55) ? near(t, 35, 35) : near(t, 366, 366);
    dato_civil(birthday, &year, &month, &day);
    if (chance(t, 12)) day = 1;
    if (chance(t, 5)) {
        year = (year - age) / 4 * 4; /* a leap year of this century and most of the last */
        if (dato_valid(year, 2, 29)) return dato_make(year, 2, 29);
    }
    year = year - age < 1900 ? 1900 : year - age;
    return dato_valid(year, month, day) ? dato_make(year, month, day) : dato_make(year, month, 28);
}

static void draw_stay(struct traek *t, struct sag *sag)
{
    bool recent = chance(t, 35);
    struct dato ind = recent ? near(t, 45, 40) : near(t, 2000, 0);
    if (recent && chance(t, 15)) ind = maaned_first(maaned_of(ind));
    sag->indflyttet = dato_max(ind, sag->foedt);
    sag->fraflyttet = DATO_MAX;
    sag->kendt_fra = learned(t, sag->indflyttet, 6);
    sag->fraflyttet_kendt_fra = DATO_MIN;
    if (!chance(t, 40)) return;
    sag->fraflyttet = dato_max(near(t, 45, 60), dato_plus(sag->indflyttet, between(t, 0, 40)));
    if (chance(t, 10)) sag->fraflyttet = maaned_end(maaned_of(sag->fraflyttet));
    sag->fraflyttet = dato_max(sag->fraflyttet, sag->indflyttet);
    sag->fraflyttet_kendt_fra = learned(t, sag->fraflyttet, 25);
}

static void draw_end(struct traek *t, struct sag *sag)
{
    bool moved = dato_cmp(sag->fraflyttet, DATO_MAX) < 0;
    if (!chance(t, moved ? 55 : 18)) return;
    sag->har_ophoer = true;
    sag->ophoer.art = (enum ophoer_art)between(t, 0, OPHOER_ANTAL - 1);
    struct dato day = near(t, 50, 40);
    if (moved && chance(t, 60)) day = dato_plus(sag->fraflyttet, between(t, -40, 10));
    if (moved && chance(t, 20)) day = sag->fraflyttet;
    sag->ophoer.dato = dato_max(day, sag->indflyttet);
    sag->ophoer.kendt_fra = learned(t, sag->ophoer.dato, 20);
}

/* ---- levels ---- */

static enum plan_model draw_model(struct traek *t, const struct sag *sag)
{
    const struct plan *plan = t->plan;
    if (chance(t, 4)) return chance(t, 50) ? MODEL_TRIN : MODEL_VEDERLAG;
    if (plan->overgang.findes && chance(t, 85)) {
        bool ny = dato_cmp(sag->indflyttet, plan->overgang.dato) >= 0;
        return ny ? plan->overgang.nye : plan->overgang.aeldre;
    }
    if (plan->model[MODEL_TRIN] && plan->model[MODEL_VEDERLAG])
        return chance(t, 50) ? MODEL_TRIN : MODEL_VEDERLAG;
    return plan->model[MODEL_TRIN] ? MODEL_TRIN : MODEL_VEDERLAG;
}

static int whole_part(struct brok b)
{
    return (int)(b.t / b.n);
}

/* A number of vederlag in quarters, now and then outside the handbook's limits. */
static struct brok draw_number(struct traek *t)
{
    struct brok number;
    struct err err = ERR_INIT;
    int low = t->plan->model[MODEL_VEDERLAG] ? whole_part(t->plan->vederlag_min) : 1;
    int high = t->plan->model[MODEL_VEDERLAG] ? whole_part(t->plan->vederlag_max) : 10;
    int quarters = between(t, 4 * low, 4 * (high > low ? high : low));
    if (chance(t, 7)) quarters = between(t, 1, 60);
    if (quarters < 1) quarters = 1;
    bool ok = brok_make(quarters, 4, &number, &err);
    ASSERT(ok);
    return number;
}

static void draw_level(struct traek *t, enum plan_model model, struct indplacering *ud)
{
    int trin = (int)t->plan->trin_antal;
    ud->trin = 0;
    ud->vederlag = BROK_NUL;
    if (model == MODEL_VEDERLAG)
        ud->vederlag = draw_number(t);
    else
        ud->trin = between(t, 1, chance(t, 94) && trin > 0 ? trin : trin + 2);
    ud->har_besluttet = chance(t, 40);
    if (ud->har_besluttet) ud->besluttet = dato_max(DATO_MIN, dato_plus(ud->periode.fra, -14));
}

static struct periode spell(struct dato fra, struct dato til, struct dato kendt)
{
    struct periode p = {fra, til, kendt};
    if (dato_cmp(p.til, p.fra) <= 0) p.til = dato_plus(p.fra, 1);
    p.til = dato_min(p.til, DATO_MAX);
    return p;
}

/* A chain of levels from the moving in, with a change near the anchor, a gap or a correction. */
static void draw_levels(struct traek *t, struct sag *sag)
{
    struct indplacering *list = ARENA_ARRAY(t->arena, INTERVAL_MAX, struct indplacering);
    enum plan_model model = draw_model(t, sag);
    size_t count = 0;
    sag->indplacering = list;
    if (chance(t, sag->art == ART_NETVAERK ? 70 : 4)) return;
    struct dato fra = chance(t, 94) ? sag->indflyttet : near(t, 20, 20);
    int steps = chance(t, 60) ? 1 : between(t, 2, 4);
    for (int i = 0; i < steps; i++) {
        bool last = i == steps - 1;
        struct dato til = last ? DATO_MAX : dato_max(near(t, 60, 60), dato_plus(fra, 1));
        if (last && chance(t, 10)) til = dato_max(sag->fraflyttet, dato_plus(fra, 1));
        list[count].periode = spell(fra, til, learned(t, fra, 10));
        if (count == 0 || chance(t, 85)) {
            draw_level(t, model, &list[count]);
        } else { /* the same level again: nothing changes here */
            list[count].trin = list[count - 1].trin;
            list[count].vederlag = list[count - 1].vederlag;
        }
        if (dato_cmp(til, DATO_MAX) >= 0) last = true;
        fra = chance(t, 93) ? til : dato_plus(til, between(t, 1, 20));
        count++;
        if (last) break;
    }
    while (chance(t, 14) && count < INTERVAL_MAX) {
        fra = near(t, 60, 40);
        struct dato til = chance(t, 50) ? DATO_MAX : dato_plus(fra, between(t, 1, 60));
        struct dato kendt = chance(t, 15) ? list[0].periode.kendt_fra : learned(t, fra, 90);
        list[count].periode = spell(fra, til, kendt);
        draw_level(t, chance(t, 95) ? model : draw_model(t, sag), &list[count++]);
    }
    sag->indplaceringer = count;
}

/* ---- situations, agreements, nights ---- */

static void draw_situations(struct traek *t, struct sag *sag)
{
    int count = chance(t, 40) ? between(t, 1, chance(t, 30) ? 3 : 1) : 0;
    sag->situation = ARENA_ARRAY(t->arena, 3, struct situation);
    for (int i = 0; i < count; i++) {
        struct dato fra = near(t, chance(t, 20) ? 400 : 40, 30);
        struct dato til = chance(t, 12) ? DATO_MAX : dato_plus(fra, between(t, 1, 45));
        if (chance(t, 15)) til = dato_plus(fra, between(t, 60, 400));
        sag->situation[i].periode = spell(fra, til, learned(t, fra, 12));
        sag->situation[i].art = (enum situation_art)between(t, 0, SITUATION_ANTAL - 1);
    }
    sag->situationer = (size_t)count;
}

static void draw_money(struct traek *t, struct aftale *ud)
{
    int lines = (int)t->plan->linjer;
    ud->art = chance(t, 60) ? AFTALE_TILLAEG : AFTALE_ERSTATNING;
    ud->ydelse = STR("ukendt_ydelse");
    if (lines > 0 && !chance(t, 2)) ud->ydelse = t->plan->linje[between(t, 0, lines - 1)].kode;
    ud->pr = chance(t, 60) ? PR_MAANED : PR_DOEGN;
    ud->beloeb.oere = between(t, 1, ud->pr == PR_MAANED ? AFTALE_MAX_OERE : AFTALE_MAX_OERE / 30);
    if (chance(t, 2)) ud->beloeb.oere = 0;
}

static void draw_agreements(struct traek *t, struct sag *sag)
{
    int count = chance(t, 35) ? between(t, 1, chance(t, 40) ? 4 : 1) : 0;
    sag->aftale = ARENA_ARRAY(t->arena, FAMILIE_MAX, struct aftale);
    for (int i = 0; i < count; i++) {
        struct aftale *a = &sag->aftale[i];
        struct dato fra = near(t, chance(t, 30) ? 400 : 40, 30);
        struct dato til = chance(t, 30) ? DATO_MAX : dato_plus(fra, between(t, 1, 120));
        a->periode = spell(fra, til, learned(t, fra, 20));
        a->begrundelse = STR("aftalt med familien");
        a->besluttet_af = STR("familierådgiveren");
        if (chance(t, 65)) {
            draw_money(t, a);
            continue;
        }
        a->art = AFTALE_VILKAAR;
        a->ydelse = STR_EMPTY;
        a->vilkaar = chance(t, 50) ? VILKAAR_FORTSAETTER_EFTER_18 : VILKAAR_VARSEL;
        if (a->vilkaar == VILKAAR_VARSEL) a->dage = between(t, 1, chance(t, 80) ? 90 : 366);
    }
    sag->aftaler = (size_t)count;
}

static void draw_nights(struct traek *t, struct sag *sag)
{
    sag->doegn = ARENA_ARRAY(t->arena, INTERVAL_MAX, struct periode);
    if (sag->art != ART_AFLASTNING || chance(t, 8)) return;
    int count = between(t, 1, INTERVAL_MAX);
    for (int i = 0; i < count; i++) {
        struct dato fra = near(t, 40, 40);
        sag->doegn[i] =
            spell(fra, dato_plus(fra, between(t, 1, chance(t, 90) ? 5 : 40)), learned(t, fra, 8));
    }
    sag->doegn_antal = (size_t)count;
}

/* ---- families ---- */

static void draw_sag(struct traek *t, struct sag *sag, const struct sag *twin)
{
    sag->godkendelse = (enum godkendelse)between(t, 0, GODKENDELSE_ANTAL - 1);
    sag->art = draw_art(t);
    if (twin != NULL && chance(t, 30)) sag->art = twin->art;
    sag->foedt = twin != NULL && chance(t, 18) ? twin->foedt : draw_birth(t);
    sag->kommune = chance(t, 80) ? t->kommune : between(t, 760, 763);
    draw_stay(t, sag);
    if (twin != NULL && chance(t, 25) && dato_cmp(twin->indflyttet, sag->foedt) >= 0) {
        sag->indflyttet = twin->indflyttet;
        sag->fraflyttet = dato_max(sag->fraflyttet, sag->indflyttet);
    }
    draw_end(t, sag);
    draw_levels(t, sag);
    draw_situations(t, sag);
    draw_agreements(t, sag);
    draw_nights(t, sag);
}

static size_t family_size(struct traek *t)
{
    int pick = between(t, 1, 100);
    if (pick <= 40) return 1;
    if (pick <= 58) return 2;
    if (pick <= 75) return 3;
    return pick <= 88 ? 4 : FAMILIE_MAX;
}

static struct dato draw_anchor(struct traek *t)
{
    int fra = t->plan->gaelder_fra.dag - 10;
    int til = t->plan->gaelder_til.dag + 10;
    if (til > fra + PERIODE_DAGE) til = fra + PERIODE_DAGE;
    return (struct dato){between(t, fra, til)};
}

void tilfaelde_random(struct arena *arena, uint64_t seed, const struct plan *plan, size_t antal,
                      struct sager *out)
{
    struct traek t = {.arena = arena, .plan = plan, .seed = seed};
    struct sag *sag = ARENA_ARRAY(arena, antal, struct sag);
    size_t family = 0;
    for (size_t i = 0; i < antal; family++) {
        size_t size = family_size(&t);
        t.anker = draw_anchor(&t);
        t.kommune = plan->kommunekode > 0 ? plan->kommunekode : 760;
        for (size_t k = 0; k < size && i < antal; k++, i++) {
            sag[i].id = str_format(arena, "S%zu.%zu", family, k);
            sag[i].familie = str_format(arena, "F%zu", family);
            draw_sag(&t, &sag[i], k == 0 ? NULL : &sag[i - 1]);
        }
    }
    *out = (struct sager){sag, antal};
}

/* ---- where to look ---- */

static struct dato pick_periode(uint64_t *seed, struct periode p)
{
    bool end = tilfaelde_between(seed, 0, 1) == 1 && dato_cmp(p.til, DATO_MAX) < 0;
    return end ? p.til : p.fra;
}

/* Some day that stands in the facts of one sag. */
static struct dato pick_day(uint64_t *seed, const struct sag *sag)
{
    switch (tilfaelde_between(seed, 0, 7)) {
    case 0:
        if (sag->indplaceringer == 0) break;
        return pick_periode(
            seed,
            sag->indplacering[tilfaelde_between(seed, 0, (int)sag->indplaceringer - 1)].periode);
    case 1:
        if (sag->situationer == 0) break;
        return pick_periode(
            seed, sag->situation[tilfaelde_between(seed, 0, (int)sag->situationer - 1)].periode);
    case 2:
        if (sag->aftaler == 0) break;
        return pick_periode(seed,
                            sag->aftale[tilfaelde_between(seed, 0, (int)sag->aftaler - 1)].periode);
    case 3:
        if (sag->doegn_antal == 0) break;
        return pick_periode(seed,
                            sag->doegn[tilfaelde_between(seed, 0, (int)sag->doegn_antal - 1)]);
    case 4:
        if (sag->har_ophoer) return dato_plus(sag->ophoer.dato, tilfaelde_between(seed, 0, 45));
        break;
    case 5: return sag->indflyttet;
    case 6: return dato_turns(sag->foedt, tilfaelde_between(seed, 0, 22), SKUDDAG_1_MARTS);
    default: break;
    }
    if (dato_cmp(sag->fraflyttet, DATO_MAX) >= 0) return dato_plus(sag->indflyttet, 31);
    return dato_plus(sag->fraflyttet, tilfaelde_between(seed, 0, 40));
}

struct maaned tilfaelde_maaned(uint64_t seed, const struct plan *plan, const struct sager *sager)
{
    struct dato fra = dato_plus(plan->gaelder_fra, -5);
    struct dato til = dato_plus(plan->gaelder_til, 5);
    struct dato day = plan->gaelder_fra;
    for (int i = 0; i < 12 && sager->count > 0; i++) {
        int at = tilfaelde_between(&seed, 0, (int)sager->count - 1);
        struct dato pick = pick_day(&seed, &sager->sag[at]);
        if (dato_cmp(pick, fra) < 0 || dato_cmp(pick, til) >= 0) continue;
        day = pick;
        break;
    }
    return maaned_of(dato_max(DATO_MIN, dato_min(day, dato_plus(DATO_MAX, -1))));
}

static void keep_known(struct dato *best, uint64_t *seed, struct dato kendt, int *seen)
{
    if (dato_cmp(kendt, DATO_MIN) <= 0) return;
    if (tilfaelde_between(seed, 0, (*seen)++) == 0) *best = kendt;
}

struct dato tilfaelde_kendt(uint64_t seed, const struct sager *sager)
{
    struct dato best = DATO_MAX;
    int seen = 0;
    if (tilfaelde_between(&seed, 0, 1) == 0) return DATO_MAX;
    for (size_t i = 0; i < sager->count; i++) {
        const struct sag *sag = &sager->sag[i];
        keep_known(&best, &seed, sag->kendt_fra, &seen);
        keep_known(&best, &seed, sag->fraflyttet_kendt_fra, &seen);
        if (sag->har_ophoer) keep_known(&best, &seed, sag->ophoer.kendt_fra, &seen);
        for (size_t k = 0; k < sag->indplaceringer; k++)
            keep_known(&best, &seed, sag->indplacering[k].periode.kendt_fra, &seen);
        for (size_t k = 0; k < sag->situationer; k++)
            keep_known(&best, &seed, sag->situation[k].periode.kendt_fra, &seen);
        for (size_t k = 0; k < sag->aftaler; k++)
            keep_known(&best, &seed, sag->aftale[k].periode.kendt_fra, &seen);
        for (size_t k = 0; k < sag->doegn_antal; k++)
            keep_known(&best, &seed, sag->doegn[k].kendt_fra, &seen);
    }
    if (seen == 0) return DATO_MAX;
    return dato_max(DATO_MIN, dato_plus(best, tilfaelde_between(&seed, -1, 1)));
}
