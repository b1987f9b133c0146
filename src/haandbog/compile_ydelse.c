/*
 * compile_ydelse: the lines and their rules.
 *
 * First every name becomes a line, in the order of first appearance; then each statement becomes a
 * rule of its line; then each line must speak of every kind of placement exactly once (plan.h,
 * invariant 2).
 */
#include "haandbog/compile.h"

/* ---- lines ---- */

/* "kost_og_logi" → "Kost og logi" */
static struct str make_title(struct arena *arena, struct str navn)
{
    char *p = str_c(arena, navn);
    for (size_t i = 0; i < navn.n; i++)
        if (p[i] == '_') p[i] = ' ';
    if (p[0] >= 'a' && p[0] <= 'z') p[0] = (char)(p[0] - 'a' + 'A');
    /* æ, ø and å are C3 A6, C3 B8 and C3 A5; their capitals are 20 lower in the second byte. */
    if (p[0] == '\xC3' && navn.n >= 2) p[1] = (char)((unsigned char)p[1] - 0x20U);
    return (struct str){p, navn.n};
}

static bool same_code(struct kompil *k, struct laes *l, const struct plan_linje *ny)
{
    for (size_t i = 0; i < k->plan->linjer; i++) {
        if (!str_eq(k->linje[i].kode, ny->kode)) continue;
        l->at = 0;
        laes_fejl(l, "gentaget", "ydelserne %.*s og %.*s får samme navn i filer, %.*s",
                  "the payments %.*s and %.*s get the same name in files, %.*s", STR_ARG(ny->navn),
                  STR_ARG(k->linje[i].navn), STR_ARG(ny->kode));
        return true;
    }
    return false;
}

/* The name, which is one word: "kost og logi" is told how to be one. */
static bool read_name(struct laes *l, struct str *out)
{
    size_t at = l->at;
    TRY(laes_navn(l, out));
    if (!laes_ved_ord(l)) return laes_slut(l);
    struct str hele = str_trim(l->tekst);
    char *p = str_c(l->arena, hele);
    for (size_t i = 0; i < hele.n; i++)
        if (p[i] == ' ') p[i] = '_';
    l->at = at;
    return laes_fejl(l, "form", "et navn er ét ord; mente du %s?",
                     "a name is one word; did you mean “%s”?", p);
}

/* The line of the statement, added when it is new; −1 when there can be none. */
static int line_of(struct kompil *k, const struct regel *regel)
{
    struct laes l = laes_start(k->arena, k->fund, regel->hoved);
    struct plan_linje linje = {.navn = STR_EMPTY};
    if (!read_name(&l, &linje.navn)) return -1;
    for (size_t i = 0; i < k->plan->linjer; i++)
        if (str_eq(k->linje[i].navn, linje.navn)) return (int)i;
    linje.kode = str_fold(k->arena, linje.navn);
    linje.titel = make_title(k->arena, linje.navn);
    if (same_code(k, &l, &linje)) return -1;
    if (k->plan->linjer == PLAN_MAX_LINES) {
        l.at = 0;
        laes_fejl(&l, "tal", "en håndbog har højst %d forskellige ydelser",
                  "a handbook has at most %d different payments", PLAN_MAX_LINES);
        return -1;
    }
    k->linje[k->plan->linjer] = linje;
    return (int)k->plan->linjer++;
}

/* ---- whom a rule speaks of ---- */

static void set_kind(struct laes *l, size_t at, struct plan_ydelse *y, enum art art,
                     enum plan_for for_art)
{
    if (l->fejlet) return;
    if (y->for_art[art] != FOR_INTET) {
        l->at = at;
        laes_fejl(l, "overlap", "reglen siger allerede noget om %s",
                  "the rule says something of “%s” already", laes_art_ord(art));
        return;
    }
    y->for_art[art] = for_art;
}

static void read_for(struct kompil *k, const struct regel_post *post, struct plan_ydelse *y)
{
    struct laes l = kompil_laes(k, post);
    do {
        size_t at = l.at;
        enum art art = ART_DOEGN;
        if (at > 0 && laes_ord(&l, "pr faktisk døgn")) {
            y->faktiske_doegn = true;
            break;
        }
        if (laes_art(&l, &art)) set_kind(&l, at, y, art, FOR_GIVER);
    } while (laes_tegn(&l, ","));
    laes_slut(&l);
}

static void read_age(struct laes *l, struct plan_ydelse *y)
{
    size_t at = l->at;
    int alder = 0;
    if (!laes_heltal(l, 1, PLAN_MAX_AGE, &alder)) return;
    laes_kraev(l, "år");
    if (!laes_slut(l)) return;
    l->at = at;
    if (y->fra_alder != 0)
        laes_fejl(l, "gentaget", "reglen har allerede en laveste alder, %d år",
                  "the rule has a lowest age already, %d years", y->fra_alder);
    else
        y->fra_alder = alder;
}

static void read_ikke_for(struct kompil *k, const struct regel_post *post, struct plan_ydelse *y)
{
    struct laes l = kompil_laes(k, post);
    struct str grund;
    if (laes_ord(&l, "børn under")) {
        read_age(&l, y);
        return;
    }
    do {
        size_t at = l.at;
        enum art art = ART_DOEGN;
        if (laes_art(&l, &art)) set_kind(&l, at, y, art, FOR_IKKE);
    } while (laes_tegn(&l, ","));
    if (laes_ved_tekst(&l)) laes_tekst(&l, &grund);
    laes_slut(&l);
}

static void read_ukendt_for(struct kompil *k, const struct regel_post *post, struct plan_ydelse *y)
{
    struct laes l = kompil_laes(k, post);
    struct str grund = STR_EMPTY;
    unsigned arter = 0;
    do {
        size_t at = l.at;
        enum art art = ART_DOEGN;
        if (!laes_art(&l, &art)) continue;
        set_kind(&l, at, y, art, FOR_UKENDT);
        arter |= 1U << art;
    } while (laes_tegn(&l, ","));
    laes_tekst(&l, &grund);
    laes_slut(&l);
    for (int i = 0; i < ART_ANTAL; i++)
        if ((arter & 1U << i) != 0) y->ukendt_grund[i] = grund;
}

static void read_kinds(struct kompil *k, const struct regel *regel, struct plan_ydelse *y)
{
    for (size_t i = 0; i < regel->poster; i++) {
        const struct regel_post *post = &regel->post[i];
        if (str_is(post->noegle.tekst, "for")) read_for(k, post, y);
        if (str_is(post->noegle.tekst, "ikke for")) read_ikke_for(k, post, y);
        if (str_is(post->noegle.tekst, "ukendt for")) read_ukendt_for(k, post, y);
    }
}

/* ---- amounts ---- */

static bool has_unit(const struct plan_formel *formel, enum enhed_ord ord)
{
    return enhed_eq(formel->enhed, kompil_kr_pr(ord));
}

static bool unit_fails(struct laes *l, const struct plan_formel *formel, const char *expected,
                       const char *engelsk)
{
    struct fund_ord enhed = formel_enhed_ord(l->arena, formel->enhed);
    l->at = 0;
    return laes_fejl(l, "enhed", "formlen er i %s%.0s, men skal være i %s%.0s",
                     "the formula is in %.0s%s, but must be in %.0s%s", FUND_BEGGE(l->arena, enhed),
                     expected, engelsk);
}

static bool read_beloeb(struct kompil *k, const struct regel *regel, struct plan_ydelse *y)
{
    const struct regel_post *post = kompil_kraev(k, regel, "beløb");
    if (post == NULL) return false;
    struct laes l = kompil_laes(k, post);
    struct plan_formel formel = {.tekst = STR_EMPTY};
    TRY(formel_read(&l, &k->navne, &formel));
    TRY(laes_slut(&l));
    bool doegn = has_unit(&formel, ENHED_DOEGN), uge = has_unit(&formel, ENHED_UGE);
    if (!doegn && !uge && !has_unit(&formel, ENHED_MAANED))
        return unit_fails(&l, &formel, "kr/måned, kr/uge eller kr/døgn",
                          "“kr/måned”, “kr/uge” or “kr/døgn”");
    if (y->faktiske_doegn && !doegn && !uge)
        return unit_fails(&l, &formel, "kr/døgn eller kr/uge, når reglen er pr faktisk døgn",
                          "“kr/døgn” or “kr/uge” when the rule is “pr faktisk døgn”");
    y->beloeb = formel;
    return true;
}

static void read_dog(struct kompil *k, const struct regel_post *post, struct plan_ydelse *y)
{
    struct laes l = kompil_laes(k, post);
    struct plan_formel formel = {.tekst = STR_EMPTY};
    if (!formel_read(&l, &k->navne, &formel)) return;
    laes_kraev(&l, "for 3. barn");
    if (!laes_slut(&l)) return;
    if (!enhed_eq(formel.enhed, y->beloeb.enhed)) {
        struct fund_ord enhed = formel_enhed_ord(k->arena, y->beloeb.enhed);
        unit_fails(&l, &formel, FUND_BEGGE(k->arena, enhed));
        return;
    }
    y->har_tredje = true;
    y->tredje = formel;
}

static void read_del(struct kompil *k, const struct regel_post *post, struct plan_ydelse *y)
{
    static const char *const del[] = {
        [DEL_MAANEDENS_DAGE] = "månedsbeløb × dage / månedens dage",
        [DEL_30] = "månedsbeløb × dage / 30",
        [DEL_DOEGNSATS] = "dage ×",
    };
    struct laes l = kompil_laes(k, post);
    size_t valg = 0;
    if (!laes_valg(&l, del, COUNT(del), &valg)) return;
    struct plan_formel formel = {.tekst = STR_EMPTY};
    if (valg == DEL_DOEGNSATS && !formel_read(&l, &k->navne, &formel)) return;
    if (!laes_slut(&l)) return;
    if (valg == DEL_DOEGNSATS && !has_unit(&formel, ENHED_DOEGN)) {
        unit_fails(&l, &formel, "kr/døgn", "“kr/døgn”");
        return;
    }
    y->del = (enum del_af_maaned)valg;
    y->doegnsats = formel;
}

/* `del af måned` stands exactly when the amount is one of a month, and the week rule of the line
 * only when it is one of a week. */
static void read_del_og_uge(struct kompil *k, const struct regel *regel, struct plan_ydelse *y)
{
    const struct regel_post *del = regel_find(regel, "del af måned");
    const struct regel_post *uge = regel_find(regel, "ugebeløb omregnes");
    bool ugebeloeb = has_unit(&y->beloeb, ENHED_UGE);
    struct str ord;
    if (uge != NULL) {
        struct laes l = kompil_laes(k, uge);
        kompil_uge(&l, &y->uge, &ord);
        laes_slut(&l);
        if (!ugebeloeb)
            fund_begge(k->fund, true, "uopnåelig", regel->hoved.tekst, uge->noegle.sted,
                       "beløbet er ikke et ugebeløb, så \"ugebeløb omregnes\" ændrer intet",
                       "the amount is not by the week, so “ugebeløb omregnes” changes nothing")
                ->raad = FUND_ORD("slet posten", "delete the entry");
    }
    bool month = has_unit(&y->beloeb, ENHED_MAANED) || (ugebeloeb && y->uge != UGE_DAGE_7);
    if (del == NULL && month) kompil_kraev(k, regel, "del af måned");
    if (del == NULL) return;
    read_del(k, del, y);
    if (!month)
        fund_begge(k->fund, true, "uopnåelig", regel->hoved.tekst, del->noegle.sted,
                   "beløbet er ikke et månedsbeløb, så \"del af måned\" ændrer intet",
                   "the amount is not by the month, so “del af måned” changes nothing")
            ->raad = FUND_ORD("slet posten", "delete the entry");
}

/* ---- rounding and receiver ---- */

static void read_afrundes(struct kompil *k, const struct regel *regel, struct plan_ydelse *y)
{
    static const char *const enhed[] = {"til øre", "til hele kroner"};
    static const char *const vej[] = {
        [AFRUND_HALVE_OP] = "halve op", [AFRUND_NED] = "ned", [AFRUND_OP] = "op"};
    const struct regel_post *post = kompil_kraev(k, regel, "afrundes");
    size_t step = 0, how = 0;
    if (post == NULL) return;
    struct laes l = kompil_laes(k, post);
    laes_valg(&l, enhed, COUNT(enhed), &step);
    laes_kraev(&l, ",");
    laes_valg(&l, vej, COUNT(vej), &how);
    if (!laes_slut(&l)) return;
    y->afrund_step = step == 0 ? 1 : 100;
    y->afrund = (enum afrunding)how;
}

static void read_til(struct kompil *k, const struct regel *regel, struct plan_ydelse *y)
{
    const char *modtager[MODTAGER_ANTAL], *skat[SKAT_ANTAL], *kanal[KANAL_ANTAL];
    size_t valg[3] = {0};
    const struct regel_post *post = kompil_kraev(k, regel, "til");
    if (post == NULL) return;
    for (int i = 0; i < MODTAGER_ANTAL; i++) modtager[i] = modtager_navn((enum modtager)i);
    for (int i = 0; i < SKAT_ANTAL; i++) skat[i] = skat_navn((enum skat)i);
    for (int i = 0; i < KANAL_ANTAL; i++) kanal[i] = kanal_navn((enum kanal)i);
    struct laes l = kompil_laes(k, post);
    laes_valg(&l, modtager, MODTAGER_ANTAL, &valg[0]);
    laes_kraev(&l, ",");
    laes_valg(&l, skat, SKAT_ANTAL, &valg[1]);
    laes_kraev(&l, ",");
    laes_valg(&l, kanal, KANAL_ANTAL, &valg[2]);
    laes_slut(&l);
    y->modtager = (enum modtager)valg[0];
    y->skat = (enum skat)valg[1];
    y->kanal = (enum kanal)valg[2];
}

/* ---- a rule ---- */

static bool gives(const struct plan_ydelse *y)
{
    for (int i = 0; i < ART_ANTAL; i++)
        if (y->for_art[i] == FOR_GIVER) return true;
    return false;
}

/* A rule that gives nothing must not say how. */
static void check_unused(struct kompil *k, const struct regel *regel, const struct plan_ydelse *y)
{
    static const char *const noegle[] = {"beløb",    "dog", "del af måned", "ugebeløb omregnes",
                                         "afrundes", "til"};
    for (size_t i = 0; i < COUNT(noegle); i++) {
        const struct regel_post *post = regel_find(regel, noegle[i]);
        if (post == NULL) continue;
        fund_begge(k->fund, true, "uopnåelig", regel->hoved.tekst, post->noegle.sted,
                   "reglen giver ikke noget til nogen, så \"%s\" ændrer intet",
                   "the rule gives nothing to anybody, so “%s” changes nothing", noegle[i])
            ->raad = FUND_ORD("skriv, hvem den giver til, med \"for\", eller slet posten",
                              "write whom it gives to, with “for”, or delete the entry");
    }
    if (y->fra_alder > 0)
        fund_begge(k->fund, true, "uopnåelig", regel->hoved.tekst, regel->sted,
                   "reglen giver ikke noget til nogen, så en laveste alder ændrer intet",
                   "the rule gives nothing to anybody, so a lowest age changes nothing");
}

static void read_amounts(struct kompil *k, const struct regel *regel, struct plan_ydelse *y)
{
    const struct regel_post *dog = regel_find(regel, "dog");
    bool ok = read_beloeb(k, regel, y);
    if (dog != NULL && ok) read_dog(k, dog, y);
    if (ok) read_del_og_uge(k, regel, y);
    read_afrundes(k, regel, y);
    read_til(k, regel, y);
}

static void read_rule(struct kompil *k, const struct regel *regel, int linje, struct plan_ydelse *y)
{
    *y = (struct plan_ydelse){.linje = linje,
                              .til_alder = PLAN_MAX_AGE,
                              .uge = k->plan->valg.uge,
                              .afrund_step = 1,
                              .afsnit = regel->afsnit,
                              .anker = regel->anker,
                              .sted = regel->sted};
    for (int i = 0; i < ART_ANTAL; i++) y->ukendt_grund[i] = STR_EMPTY;
    read_kinds(k, regel, y);
    y->kilde = kompil_tekst(k, regel, "kilde");
    bool says_for = regel_find(regel, "for") != NULL;
    if (says_for)
        read_amounts(k, regel, y);
    else if (!gives(y))
        check_unused(k, regel, y);
    /* A formula that could not be read may have used it. */
    if ((says_for && y->beloeb.antal == 0) || kompil_bruger_vederlag(&y->beloeb) ||
        kompil_bruger_vederlag(&y->tredje) || kompil_bruger_vederlag(&y->doegnsats))
        k->linje_vederlag[linje] = true;
}

/* ---- every kind exactly once ---- */

static void tell_uncovered(struct kompil *k, const struct plan_ydelse *first, unsigned missing)
{
    struct str navn = k->linje[first->linje].navn;
    struct buf arter;
    buf_init(&arter, k->arena);
    for (int i = 0; i < ART_ANTAL; i++) {
        if ((missing & 1U << i) == 0) continue;
        if (arter.n > 0) buf_c(&arter, ", ");
        buf_c(&arter, laes_art_ord((enum art)i));
    }
    fund_begge(k->fund, true, "dækning", navn, first->sted, "ydelsen %.*s siger intet om %.*s",
               "the payment %.*s says nothing of “%.*s”", STR_ARG(navn), STR_ARG(buf_str(&arter)))
        ->raad = FUND_ORD("skriv arten under \"for\", \"ikke for\" eller \"ukendt for\"",
                          "write the kind of care under “for”, “ikke for” or “ukendt for”");
}

static void check_kinds(struct kompil *k)
{
    unsigned seen[PLAN_MAX_LINES] = {0};
    const struct plan_ydelse *first[PLAN_MAX_LINES] = {NULL};
    for (size_t i = 0; i < k->plan->ydelser; i++) {
        const struct plan_ydelse *y = &k->ydelse[i];
        if (first[y->linje] == NULL) first[y->linje] = y;
        for (int art = 0; art < ART_ANTAL; art++) {
            if (y->for_art[art] == FOR_INTET) continue;
            if ((seen[y->linje] & 1U << art) != 0)
                fund_begge(k->fund, true, "overlap", k->linje[y->linje].navn, y->sted,
                           "ydelsen %.*s har allerede en regel for %s i linje %d",
                           "the payment %.*s has a rule for “%s” already, in line %d",
                           STR_ARG(k->linje[y->linje].navn), laes_art_ord((enum art)art),
                           first[y->linje]->sted.linje);
            seen[y->linje] |= 1U << art;
        }
    }
    for (size_t i = 0; i < k->plan->linjer; i++) {
        unsigned missing = ~seen[i] & ((1U << ART_ANTAL) - 1U);
        if (first[i] != NULL && missing != 0) tell_uncovered(k, first[i], missing);
    }
}

void compile_ydelser(struct kompil *k)
{
    size_t statements = kompil_antal(k, REGEL_YDELSE), rules = 0;
    if (statements == 0)
        fund_begge(k->fund, true, "mangler-nøgle", STR("ydelse"), kompil_top(k),
                   "håndbogen har ingen sætning \"ydelse\"",
                   "the handbook has no statement “ydelse”");
    k->plan->linje = k->linje;
    k->ydelse = ARENA_ARRAY(k->arena, statements, struct plan_ydelse);
    k->plan->ydelse = k->ydelse;
    for (size_t i = 0; i < k->dokument->regler; i++) {
        const struct regel *regel = &k->dokument->regel[i];
        if (regel->art != REGEL_YDELSE) continue;
        if (rules == PLAN_MAX_RULES) {
            fund_begge(k->fund, true, "tal", STR("ydelse"), regel->sted,
                       "en håndbog har højst %d regler for ydelser",
                       "a handbook has at most %d rules of payments", PLAN_MAX_RULES);
            break;
        }
        int linje = line_of(k, regel);
        if (linje >= 0) read_rule(k, regel, linje, &k->ydelse[rules++]);
    }
    k->plan->ydelser = rules;
    check_kinds(k);
}
