/*
 * ark_saet: how high each strip is, and on which page it stands.
 *
 * Strips that belong together (a heading and what follows, a row and its note) move to the next
 * page together when they fit on one.
 */
#include "base/tegn.h"
#include "brev/ark.h"

static const struct {
    enum ark_stil stil;
    int foer; /* points above */
} arter[] = {
    [BLOK_H1] = {STIL_H1, 0},     [BLOK_H2] = {STIL_H2, 19},     [BLOK_H3] = {STIL_H3, 12},
    [BLOK_STOR] = {STIL_STOR, 6}, [BLOK_AFSNIT] = {STIL_ALM, 5}, [BLOK_NOTE] = {STIL_NOTE, 2},
    [BLOK_PUNKT] = {STIL_ALM, 3}, [BLOK_BOKS] = {STIL_ALM, 10},  [BLOK_TABEL] = {STIL_ALM, 8},
    [BLOK_LUFT] = {STIL_ALM, 8},
};

enum {
    KANT = PT(8),    /* inside a frame */
    PUNKT = PT(12),  /* the indent of an item */
    MELLEM = PT(10), /* between columns */
    INDRYK = PT(12), /* of a note under a row */
};

enum ark_stil ark_blok_stil(enum blok_art art)
{
    return arter[art].stil;
}

enum ark_stil ark_celle_stil(const struct blok *blok, const struct blok_raekke *raekke)
{
    if (raekke == NULL) return STIL_HOVED;
    if (raekke->art == RAEKKE_NOTE) return STIL_NOTE;
    if (raekke->art == RAEKKE_SUM || raekke->art == RAEKKE_GRUPPE) return STIL_FED;
    return blok->smaat ? STIL_SMAAT : STIL_ALM;
}

bool ark_raekke_spaender(const struct blok_raekke *raekke)
{
    return raekke != NULL && (raekke->art == RAEKKE_GRUPPE || raekke->art == RAEKKE_NOTE);
}

/* The cells a text may run over: in the rows of sums, the empty ones after it too. */
static int cells_wide(const struct blok *blok, const struct blok_raekke *raekke, int nr)
{
    int n = 1;

    if (raekke == NULL || (raekke->art != RAEKKE_DELSUM && raekke->art != RAEKKE_SUM)) return n;
    if (blok->kolonne[nr].hoejre || raekke->celle[nr].n == 0) return n;
    while (nr + n + 1 < blok->kolonner && raekke->celle[nr + n].n == 0) n++;
    return n;
}

struct ark_felt ark_celle_felt(const struct blok *blok, const struct blok_raekke *raekke, int nr)
{
    int foer = 0;
    int egne = 0;

    if (raekke != NULL && raekke->art == RAEKKE_GRUPPE) {
        return (struct ark_felt){ARK_VENSTRE, ARK_TEKST};
    }
    if (raekke != NULL && raekke->art == RAEKKE_NOTE) {
        int bredde = ARK_TEKST / 1000 * (1000 - blok->kolonne[blok->kolonner - 1].promille);
        return (struct ark_felt){ARK_VENSTRE + INDRYK, bredde - INDRYK};
    }
    int efter = nr + cells_wide(blok, raekke, nr);
    for (int i = 0; i < nr; i++) foer += blok->kolonne[i].promille;
    for (int i = nr; i < efter; i++) egne += blok->kolonne[i].promille;
    bool sidste = efter == blok->kolonner;
    int x = ARK_TEKST / 1000 * foer;
    int slut = sidste ? ARK_TEKST : ARK_TEKST / 1000 * (foer + egne);
    return (struct ark_felt){ARK_VENSTRE + x, slut - x - (sidste ? 0 : MELLEM)};
}

enum ark_side ark_celle_side(const struct blok *blok, const struct blok_raekke *raekke, int nr)
{
    return blok->kolonne[nr].hoejre && !ark_raekke_spaender(raekke) ? SIDE_HOEJRE : SIDE_VENSTRE;
}

struct ark_felt ark_blok_felt(const struct blok *blok)
{
    struct ark_felt felt = {ARK_VENSTRE, ARK_TEKST};
    int ind = blok->art == BLOK_BOKS ? KANT : blok->art == BLOK_PUNKT ? PUNKT : 0;

    felt.x += ind;
    felt.bredde -= blok->art == BLOK_BOKS ? 2 * ind : ind;
    if (blok->hoejre.n > 0) felt.bredde -= PT(110);
    return felt;
}

int ark_polster(const struct blok *blok, const struct blok_raekke *raekke)
{
    if (blok->art == BLOK_BOKS) return PT(6);
    if (blok->art != BLOK_TABEL || (raekke != NULL && raekke->art == RAEKKE_NOTE)) return 0;
    if (raekke != NULL && raekke->art != RAEKKE_LINJE && raekke->art != RAEKKE_DELSUM) return PT(4);
    return PT(2);
}

/* ---- heights ---- */

/* Some words around a character, for who is to find it. */
static struct str around(struct str tekst, size_t at, size_t bytes)
{
    enum { OMKRING = 40 };
    size_t fra = at > OMKRING ? at - OMKRING : 0, til = at + bytes + OMKRING;

    while (fra > 0 && ((unsigned char)tekst.p[fra] & 0xC0) == 0x80) fra--;
    while (til < tekst.n && ((unsigned char)tekst.p[til] & 0xC0) == 0x80) til++;
    return str_sub(tekst, fra, til);
}

static void note(struct brev_trykkeri *t, const struct brev_erstattet *ny)
{
    for (size_t i = 0; i < t->erstattede; i++)
        if (t->erstattet[i].kode == ny->kode && str_eq(t->erstattet[i].tekst, ny->tekst)) return;
    t->erstattet = arena_grow(t->arena, t->erstattet, t->erstattede, &t->plads, t->erstattede + 1,
                              sizeof(*t->erstattet));
    t->erstattet[t->erstattede++] = *ny;
}

/* Tells which characters of the text the letter shows otherwise. */
static void note_all(struct brev_trykkeri *t, struct str tekst, bool alt)
{
    uint32_t tegn, foer = 0;

    for (size_t at = 0, n; at < tekst.n; at += n) {
        n = str_step(tekst, at, &tegn);
        if (tegn_usynligt(tegn) || !ark_mangler(tegn, alt, &foer)) continue;
        struct brev_erstattet ny = {str_copy(t->arena, str_sub(tekst, at, at + n)), tegn,
                                    str_copy(t->arena, around(tekst, at, n))};
        note(t, &ny);
    }
}

static bool measure(struct brev_trykkeri *t, enum ark_stil stil, struct str tekst, int bredde,
                    enum ark_side side, int *hoejde, struct err *err)
{
    if (tekst.n == 0) return true;
    if (tekst.n > ARK_MAX_TEKST) {
        return err_begge(err, ERR_LIMIT, NULL, "et afsnit i brevet er på over %d tegn; del det",
                         "a paragraph of the letter has more than %d characters; divide it",
                         ARK_MAX_TEKST);
    }
    PangoLayout *layout = ark_tekst(t, stil, tekst, bredde, side);
    int ny = ark_hoejde(layout);
    if (ny > *hoejde) *hoejde = ny;
    if (g_object_get_data(G_OBJECT(layout), ARK_ERSTATTET) != NULL)
        note_all(t, tekst, g_object_get_data(G_OBJECT(layout), ARK_ALT) != NULL);
    if (pango_layout_get_unknown_glyphs_count(layout) == 0) return true;
    return err_begge(err, ERR_IO, NULL,
                     "skrifttypen til breve mangler bogstaver, som den skal have",
                     "the typeface of the letters lacks letters that it must have");
}

static bool measure_raekke(struct brev_trykkeri *t, const struct blok *blok,
                           const struct blok_raekke *raekke, int *hoejde, struct err *err)
{
    int kolonner = ark_raekke_spaender(raekke) ? 1 : blok->kolonner;

    *hoejde = 0;
    for (int i = 0; i < kolonner; i++) {
        struct str tekst = raekke == NULL ? str_from(blok->kolonne[i].titel) : raekke->celle[i];
        TRY(measure(t, ark_celle_stil(blok, raekke), tekst, ark_celle_felt(blok, raekke, i).bredde,
                    ark_celle_side(blok, raekke, i), hoejde, err));
    }
    if (*hoejde > 0) *hoejde += 2 * ark_polster(blok, raekke);
    if (raekke != NULL && raekke->art == RAEKKE_NOTE) *hoejde += PT(4);
    if (raekke != NULL && raekke->skrives && *hoejde < PT(30)) *hoejde = PT(30);
    return true;
}

static int space_before(const struct blok *blok, const struct blok_raekke *raekke, bool foerst)
{
    if (foerst) return PT(arter[blok->art].foer);
    if (raekke->art == RAEKKE_GRUPPE) return PT(6);
    return raekke->art == RAEKKE_SUM ? PT(4) : 0;
}

/* What stands above the rows of a group on the pages after its first. */
static struct blok_raekke *fortsat(struct arena *arena, const struct blok_raekke *gruppe)
{
    struct blok_raekke *r = ARENA_NEW(arena, struct blok_raekke);

    *r = *gruppe;
    r->celle[0] = str_format(arena, "%.*s (fortsat)", STR_ARG(gruppe->celle[0]));
    return r;
}

static bool in_gruppe(const struct blok_raekke *raekke)
{
    return raekke->art == RAEKKE_LINJE || raekke->art == RAEKKE_NOTE ||
           raekke->art == RAEKKE_DELSUM;
}

static bool add_tabel(struct ark *ark, const struct blok *blok, struct err *err)
{
    struct blok_raekke *gruppe = NULL;
    int gruppe_hoejde = 0;
    int hoved = 0;

    TRY(measure_raekke(ark->trykkeri, blok, NULL, &hoved, err));
    for (size_t i = 0; i < blok->raekker; i++) {
        struct ark_stykke *s = &ark->stykke[ark->count++];
        *s = (struct ark_stykke){.blok = blok,
                                 .raekke = &blok->raekke[i],
                                 .foelges = blok->raekke[i].foelges,
                                 .foer = space_before(blok, &blok->raekke[i], i == 0),
                                 .hoved = i == 0 && hoved > 0,
                                 .hoved_hoejde = hoved};
        if (i + 1 == blok->raekker) s->foelges = blok->foelges;
        TRY(measure_raekke(ark->trykkeri, blok, s->raekke, &s->hoejde, err));
        if (s->raekke->art == RAEKKE_GRUPPE) {
            gruppe = fortsat(ark->arena, s->raekke);
            TRY(measure_raekke(ark->trykkeri, blok, gruppe, &gruppe_hoejde, err));
        } else if (gruppe != NULL && in_gruppe(s->raekke)) {
            s->gruppe = gruppe;
            s->gruppe_hoejde = gruppe_hoejde;
        }
    }
    return true;
}

static bool add_blok(struct ark *ark, const struct blok *blok, bool sidste, struct err *err)
{
    if (blok->art == BLOK_TABEL) return add_tabel(ark, blok, err);
    struct ark_stykke *s = &ark->stykke[ark->count++];
    enum ark_stil stil = ark_blok_stil(blok->art);
    *s = (struct ark_stykke){
        .blok = blok, .foelges = blok->foelges && !sidste, .foer = space_before(blok, NULL, true)};
    TRY(measure(ark->trykkeri, stil, blok->tekst, ark_blok_felt(blok).bredde, SIDE_VENSTRE,
                &s->hoejde, err));
    TRY(measure(ark->trykkeri, stil, blok->hoejre, PT(110), SIDE_HOEJRE, &s->hoejde, err));
    s->hoejde += 2 * ark_polster(blok, NULL);
    return true;
}

/* ---- pages ---- */

struct saetter {
    int side;
    int y;
    int top;
};

/* What stands above a row that is first on a page: the head of its table, and its group. */
static int above_on_top(const struct ark_stykke *s)
{
    return s->raekke == NULL ? 0 : s->hoved_hoejde + (s->gruppe != NULL ? s->gruppe_hoejde : 0);
}

static int full_height(const struct ark_stykke *s, bool top)
{
    if (top) return above_on_top(s) + s->hoejde;
    return s->foer + (s->hoved ? s->hoved_hoejde : 0) + s->hoejde;
}

/* The strips from `first` that want to stay together. */
static size_t chain_end(const struct ark *ark, size_t first)
{
    size_t end = first + 1;

    while (end < ark->count && ark->stykke[end - 1].foelges) end++;
    return end;
}

static int chain_height(const struct ark *ark, size_t first, size_t end, bool top)
{
    int sum = 0;

    for (size_t i = first; i < end; i++) sum += full_height(&ark->stykke[i], top && i == first);
    return sum;
}

static void new_page(struct saetter *p)
{
    p->side++;
    p->y = p->top = ARK_TOP_NAESTE;
}

static void place(struct saetter *p, struct ark_stykke *s)
{
    bool top = p->y == p->top;

    if (top && s->raekke != NULL) {
        s->hoved = s->hoved_hoejde > 0;
        s->fortsat = s->gruppe != NULL;
    }
    p->y += top ? 0 : s->foer;
    s->side = p->side;
    s->y = p->y;
    p->y += s->hoejde + (s->hoved ? s->hoved_hoejde : 0) + (s->fortsat ? s->gruppe_hoejde : 0);
}

static bool fits(const struct ark *ark, const struct saetter *p, size_t first, size_t end)
{
    return p->y + chain_height(ark, first, end, p->y == p->top) <= ARK_BUND;
}

static bool paginate(struct ark *ark, int foerste, struct err *err)
{
    struct saetter p = {.y = foerste, .top = foerste};

    for (size_t i = 0; i < ark->count;) {
        size_t end = chain_end(ark, i);
        bool on_one = chain_height(ark, i, end, true) <= ARK_BUND - ARK_TOP_NAESTE;
        if (!on_one) end = i + 1;
        if (!fits(ark, &p, i, end) && (p.y > p.top || p.side == 0)) new_page(&p);
        if (!fits(ark, &p, i, end)) {
            return err_begge(err, ERR_LIMIT, NULL, "et afsnit i brevet fylder mere end en side",
                             "a paragraph of the letter takes more than a page");
        }
        for (; i < end; i++) place(&p, &ark->stykke[i]);
        if (p.side >= ARK_MAX_SIDER) {
            return err_begge(err, ERR_LIMIT, NULL, "brevet fylder over %d sider",
                             "the letter takes more than %d pages", ARK_MAX_SIDER);
        }
    }
    ark->sider = p.side + 1;
    return true;
}

/* The letter head's lines are short enough by how brev_blad makes them; the font must know them. */
static bool check_brevhoved(struct brev_trykkeri *t, const struct blad *blad, struct err *err)
{
    int ingen = 0;

    TRY(measure(t, STIL_NAVN, blad->afsender, ARK_TEKST, SIDE_VENSTRE, &ingen, err));
    TRY(measure(t, STIL_NOTE, blad->afdeling, ARK_TEKST, SIDE_VENSTRE, &ingen, err));
    TRY(measure(t, STIL_FOD, blad->titel, ARK_TEKST, SIDE_VENSTRE, &ingen, err));
    for (size_t i = 0; i < blad->modtagerlinjer; i++) {
        TRY(measure(t, STIL_ALM, blad->modtager[i], ARK_TEKST, SIDE_VENSTRE, &ingen, err));
    }
    for (size_t i = 0; i < blad->hoejrelinjer; i++) {
        TRY(measure(t, STIL_NOTE, blad->hoejre[i], ARK_TEKST, SIDE_VENSTRE, &ingen, err));
    }
    return true;
}

bool ark_saet(struct arena *arena, struct brev_trykkeri *t, const struct blad *blad,
              struct ark *out, struct err *err)
{
    size_t stykker = 0;

    for (size_t i = 0; i < blad->liste.count; i++) {
        const struct blok *blok = &blad->liste.blok[i];
        stykker += blok->art == BLOK_TABEL ? blok->raekker : 1;
    }
    t->arena = arena;
    t->erstattet = NULL;
    t->erstattede = t->plads = 0;
    *out = (struct ark){.arena = arena,
                        .trykkeri = t,
                        .blad = blad,
                        .stykke = ARENA_ARRAY(arena, stykker, struct ark_stykke)};
    for (size_t i = 0; i < blad->liste.count; i++) {
        TRY(add_blok(out, &blad->liste.blok[i], i + 1 == blad->liste.count, err));
    }
    TRY(check_brevhoved(t, blad, err));
    return paginate(out, ark_brevhoved_hoejde(t, blad), err);
}
