/*
 * prosa: walks the text and holds every amount in it to its {…}.
 *
 * One pass with a small memory: a number waits for "kr", an amount waits for its {= …} or
 * {citat …}. Spaces, line ends inside a paragraph and the marks of bold and italic do not end the
 * wait; anything else does. Invariant: an amount is reported exactly once or is accounted for.
 * Cost: linear in the text, plus the lookups.
 */
#include "haandbog/prosa_opslag.h"

enum tilstand {
    INTET,
    TAL,    /* a number: an amount if "kr" follows */
    BELOEB, /* an amount without its {…} so far */
    KR,     /* "kr.": an amount if a number follows */
    SKREVET /* a computed amount was just written */
};

struct skanner {
    struct arena *arena;
    const struct haandbog *haandbog;
    struct prosa_brug *brug;
    struct fund_liste *fund;
    bool opslag; /* the plan is sound enough to look things up in */
    size_t nr;   /* the line, from 0 */
    struct str linje;
    enum tilstand tilstand;
    /* of TAL and BELOEB: */
    struct str tal;
    struct sted sted;
    bool skala; /* "2 mio. kr" */
};

static struct sted place(const struct skanner *s, size_t fra, size_t til)
{
    return (struct sted){.fil = s->haandbog->dokument.fil,
                         .linje = (int)s->nr + 1,
                         .kol = (int)str_width(str_sub(s->linje, 0, fra)) + 1,
                         .bredde = (int)str_width(str_sub(s->linje, fra, til))};
}

static struct fund *add(struct skanner *s, const char *kode, size_t fra, size_t til,
                        struct fund_ord tekst)
{
    return fund_tekst(s->fund, true, kode, str_sub(s->linje, fra, til), place(s, fra, til), tekst);
}

/* ---- an amount on its own ---- */

/* A rate that is exactly this amount on the first day, as the reader would write it. */
static struct str same_rate(const struct skanner *s)
{
    const struct takst_tabel *tabel = &s->haandbog->takster_alle;
    struct dato dag = s->haandbog->plan->gaelder_fra;
    struct oere beloeb = {0};
    struct err err = ERR_INIT;

    if (s->skala || !oere_parse(s->tal, &beloeb, &err)) return STR_EMPTY;
    for (size_t i = 0; i < tabel->count; i++) {
        const struct takst *takst = &tabel->takst[i];
        if (takst->ukendt || takst->beloeb.oere != beloeb.oere) continue;
        if (dag.dag < takst->fra.dag || dag.dag >= takst->til.dag) continue;
        if (takst->alder_fra < 0) {
            return str_format(s->arena, "{takst %.*s}", STR_ARG(takst->navn));
        }
        return str_format(s->arena, "{takst %.*s, alder %d}", STR_ARG(takst->navn),
                          takst->alder_fra);
    }
    return STR_EMPTY;
}

/* The wait is over: an amount nothing accounted for is an error. */
static void settle(struct skanner *s)
{
    bool beloeb = s->tilstand == BELOEB;

    s->tilstand = INTET;
    if (!beloeb) return;
    struct fund *fund = fund_begge(
        s->fund, true, "beløb-i-tekst", s->tal, s->sted, "beløbet %.*s kr står i teksten uden {…}",
        "the amount %.*s kr stands in the text without {…}", STR_ARG(s->tal));
    struct str takst = s->opslag ? same_rate(s) : STR_EMPTY;
    fund->raad =
        takst.n > 0
            ? fund_ord(s->arena, "mente du %.*s?", "did you mean %.*s?", STR_ARG(takst))
            : FUND_ORD("skriv {takst …} eller {ydelse …} i stedet, eller {= …} eller "
                       "{citat \"kilde\"} lige efter beløbet",
                       "write {takst …} or {ydelse …} instead, or {= …} or {citat \"kilde\"} right "
                       "after the amount");
}

/* "kr" was found at the end of the amount. */
static void found_amount(struct skanner *s, size_t fra, size_t til)
{
    struct sted slut = place(s, fra, til);

    s->tilstand = BELOEB;
    if (slut.linje == s->sted.linje) s->sted.bredde = slut.kol + slut.bredde - s->sted.kol;
}

/* ---- letters ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char char_at(struct str s, size_t at)
{
    return at < s.n ? s.p[at] : '\0';
}

/* Bytes of what neither a reader nor the wait takes notice of; 0 for anything else. */
static size_t blank_at(struct str s, size_t at)
{
    static const char *const blanke[] = {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "&nbsp;",
                                         "&#160;"};

    switch (s.p[at]) {
    case ' ':
    case '\t':
    case '*':
    case '_':
    case '~':
    case '`': return 1;
    case '\xC2':
    case '\xE2':
    case '&': break;
    default: return 0;
    }
    for (size_t i = 0; i < sizeof(blanke) / sizeof(blanke[0]); i++) {
        struct str blank = str_from(blanke[i]);
        if (str_starts(str_sub(s, at, s.n), blank)) return blank.n;
    }
    return 0;
}

static size_t letter_at(struct str s, size_t at)
{
    char c = char_at(s, at);

    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return 1;
    if (c != '\xC3') return 0;
    char d = char_at(s, at + 1);
    return d == '\x97' || d == '\xB7' || d == '\0' ? 0 : 2; /* × and ÷ are no letters */
}

static size_t word_end(struct str s, size_t at)
{
    for (;;) {
        size_t n = letter_at(s, at);
        if (n == 0 && is_digit(char_at(s, at))) n = 1;
        if (n == 0) return at;
        at += n;
    }
}

/* The first letters of the words below: most words end their test here. */
static bool may_be_money(char c)
{
    return c == 'k' || c == 'K' || c == 'd' || c == 'D' || c == 't' || c == 'T' || c == 'm' ||
           c == 'M';
}

static bool is_word(struct str ord, const char *const *liste, size_t antal)
{
    char lille[10];

    if (ord.n > sizeof(lille) || !may_be_money(ord.p[0])) return false;
    for (size_t i = 0; i < ord.n; i++) {
        char c = ord.p[i];
        lille[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    for (size_t i = 0; i < antal; i++) {
        if (str_is((struct str){lille, ord.n}, liste[i])) return true;
    }
    return false;
}

/* ---- words and numbers ---- */

static void word_kr(struct skanner *s, size_t fra, size_t til)
{
    if (s->tilstand == TAL) {
        found_amount(s, fra, til);
        return;
    }
    bool skrevet = s->tilstand == SKREVET;
    settle(s);
    if (skrevet) {
        add(s, "form", fra, til,
            FUND_ORD("beløbet skriver selv \"kr.\"", "the amount writes “kr.” itself"))
            ->raad = FUND_ORD("slet ordet", "delete the word");
    } else {
        s->tilstand = KR;
    }
}

static size_t step_word(struct skanner *s, size_t fra)
{
    static const char *const kroner[] = {"kr", "dkk", "krone", "kroner", "kroners"};
    static const char *const skala[] = {"t",       "tus",       "tusind", "tusinde",  "mio",
                                        "million", "millioner", "mia",    "milliard", "milliarder"};
    size_t til = word_end(s->linje, fra);
    struct str ord = str_sub(s->linje, fra, til);
    bool kr = is_word(ord, kroner, 5);

    if (kr) {
        word_kr(s, fra, til);
    } else if (s->tilstand == TAL && is_word(ord, skala, 10)) {
        s->skala = true;
    } else {
        settle(s);
        return til;
    }
    if (s->tilstand == KR && ord.n > 3) s->tilstand = INTET; /* "i kroner 2021" is no amount */
    return char_at(s->linje, til) == '.' ? til + 1 : til;
}

static size_t number_end(struct str s, size_t at)
{
    while (is_digit(char_at(s, at)) ||
           ((char_at(s, at) == '.' || char_at(s, at) == ',') && is_digit(char_at(s, at + 1)))) {
        at++;
    }
    return at;
}

static size_t step_number(struct skanner *s, size_t fra)
{
    size_t til = number_end(s->linje, fra);
    bool efter_kr = s->tilstand == KR;

    settle(s);
    s->tilstand = TAL;
    s->tal = str_sub(s->linje, fra, til);
    s->sted = place(s, fra, til);
    s->skala = false;
    if (efter_kr) s->tilstand = BELOEB;
    struct str rest = str_sub(s->linje, til, s->linje.n);
    if (!str_starts(rest, STR(",-")) && !str_starts(rest, STR(",–"))) return til;
    til += rest.p[1] == '-' ? 2 : 4;
    found_amount(s, fra, til);
    return til;
}

/* ---- insertions ---- */

static void note_rate(struct skanner *s, struct str navn)
{
    struct prosa_brug *brug = s->brug;

    if (brug == NULL || navn.n == 0) return;
    for (size_t i = 0; i < brug->antal; i++) {
        if (str_eq(brug->navn[i], navn)) return;
    }
    brug->navn = arena_grow(s->arena, brug->navn, brug->antal, &brug->plads, brug->antal + 1,
                            sizeof(*brug->navn));
    brug->navn[brug->antal++] = navn;
}

/* A printed amount beside the computed one. */
static void compare(struct skanner *s, struct str opslag, struct oere regnet)
{
    struct oere trykt = {0};
    struct oere forskel = {0};
    struct err err = ERR_INIT;

    if (s->skala || !oere_parse(s->tal, &trykt, &err)) {
        fund_begge(s->fund, true, "tal", s->tal, s->sted,
                   "beløbet foran {= …} er ikke et dansk beløb med højst to decimaler",
                   "the amount before {= …} is not a Danish amount with at most two decimals");
        return;
    }
    if (trykt.oere == regnet.oere) return;
    struct fund *fund = fund_begge(s->fund, true, "trykt-afviger", opslag, s->sted,
                                   "teksten siger %.*s kr, men det beregnede er %.*s",
                                   "the text says %.*s kr, but what is computed is %.*s",
                                   STR_ARG(s->tal), STR_ARG(oere_kr(s->arena, regnet)));
    bool fits = trykt.oere > regnet.oere ? oere_sub(trykt, regnet, &forskel, &err)
                                         : oere_sub(regnet, trykt, &forskel, &err);
    if (!fits) return;
    fund->raad = fund_ord(s->arena, "forskellen er %.*s", "the difference is %.*s",
                          STR_ARG(oere_kr(s->arena, forskel)));
}

static void read_er(struct skanner *s, struct laes *l)
{
    struct opslag_svar svar;
    bool efter_tal = s->tilstand == BELOEB || s->tilstand == TAL;

    if (!efter_tal) {
        settle(s);
        laes_fejl(l, "form", "{= …} skal stå lige efter det beløb, den efterregner",
                  "{= …} must stand right after the amount it checks");
        return;
    }
    s->tilstand = INTET;
    laes_tegn(l, "=");
    struct str opslag = str_trim(str_sub(l->tekst, l->at, l->tekst.n));
    if (!s->opslag || !opslag_read(l, s->haandbog, &svar)) return;
    note_rate(s, svar.takst);
    compare(s, opslag, svar.beloeb);
}

static void read_citat(struct skanner *s, struct laes *l)
{
    bool efter_tal = s->tilstand == BELOEB || s->tilstand == TAL;
    struct str kilde = STR_EMPTY;

    if (!efter_tal) settle(s);
    s->tilstand = INTET;
    if (!efter_tal) {
        laes_fejl(l, "form", "{citat …} skal stå lige efter det beløb, den er kilde til",
                  "{citat …} must stand right after the amount it is the source of");
        return;
    }
    (void)citat_read(l, &kilde);
}

static void read_tal(struct skanner *s, struct laes *l)
{
    struct opslag_svar svar;

    settle(s);
    s->tilstand = SKREVET;
    if (s->opslag && opslag_read(l, s->haandbog, &svar)) note_rate(s, svar.takst);
}

static size_t step_brace(struct skanner *s, size_t fra)
{
    static const char *const ord[] = {"takst", "ydelse", "=", "citat"};
    enum indsat_art art;
    size_t til = 0;
    size_t valg = 0;

    if (char_at(s->linje, fra + 1) == '{') {
        settle(s);
        return fra + 2;
    }
    if (!indsat_slut(s->linje, fra, &til)) {
        settle(s);
        add(s, "form", fra, fra + 1,
            FUND_ORD("klammen bliver ikke lukket på linjen", "the brace is not closed on the line"))
            ->raad = FUND_ORD("skriv {{ for en klamme, der ikke er en {…}",
                              "write {{ for a brace that is no {…}");
        return fra + 1;
    }
    struct regel_tekst indhold = {.tekst = str_sub(s->linje, fra + 1, til),
                                  .sted = place(s, fra + 1, til)};
    struct laes l = laes_start(s->arena, s->fund, indhold);
    if (!indsat_art_of(indhold.tekst, &art)) {
        settle(s);
        if (laes_valg(&l, ord, 4, &valg))
            laes_fejl(&l, "form", "{%s mangler resten", "{%s lacks the rest", ord[valg]);
        return til + 1;
    }
    switch (art) {
    case INDSAT_TAKST:
    case INDSAT_YDELSE: read_tal(s, &l); break;
    case INDSAT_ER: read_er(s, &l); break;
    case INDSAT_CITAT: read_citat(s, &l); break;
    }
    return til + 1;
}

/* ---- the whole text ---- */

static size_t step(struct skanner *s, size_t at)
{
    size_t blank = blank_at(s->linje, at);

    if (blank > 0) return at + blank;
    if (s->linje.p[at] == '{') return step_brace(s, at);
    if (is_digit(s->linje.p[at])) return step_number(s, at);
    if (letter_at(s->linje, at) > 0) return step_word(s, at);
    settle(s);
    return at + 1;
}

static bool is_text(const struct dokument_linje *linje)
{
    return !linje->regel && !linje->kode;
}

/* Whether the next line continues the paragraph of line nr. */
static bool goes_on(const struct dokument *dokument, size_t nr)
{
    if (nr + 1 >= dokument->linjer || dokument->linje[nr].overskrift > 0) return false;
    const struct dokument_linje *naeste = &dokument->linje[nr + 1];
    return is_text(naeste) && naeste->overskrift == 0 && str_trim(naeste->tekst).n > 0;
}

/* The texts of one line of a rule: what stands in "…", less what is quoted from a source in »…«. */
static void rule_texts(struct skanner *s, size_t at)
{
    bool tekst = false, citat = false;

    while (at < s->linje.n) {
        struct str rest = str_sub(s->linje, at, s->linje.n);
        size_t next = at + 1;
        if (rest.p[0] == '"')
            tekst = !tekst;
        else if (!tekst && rest.p[0] == '#')
            break;
        else if (str_starts(rest, STR("»")))
            citat = true;
        else if (str_starts(rest, STR("«")))
            citat = false;
        else if (tekst && !citat && rest.p[0] != '{')
            next = step(s, at);
        if (!tekst || citat) settle(s);
        at = next;
    }
    settle(s);
}

/* An amount in a rule's text for people can no more be left alone than one in the prose. Examples
 * are left out: their amounts are computed again. */
static void all_rule_texts(struct skanner *s)
{
    const struct dokument *dokument = &s->haandbog->dokument;

    for (size_t i = 0; i < dokument->regler; i++) {
        const struct regel *regel = &dokument->regel[i];
        if (regel->art == REGEL_EKSEMPEL || regel->art == REGEL_EKSEMPLER) continue;
        for (size_t k = 0; k < regel->poster; k++) {
            s->nr = (size_t)regel->post[k].vaerdi.sted.linje - 1;
            if (regel->post[k].vaerdi.sted.linje < 1 || s->nr >= dokument->linjer) continue;
            s->linje = dokument->linje[s->nr].tekst;
            rule_texts(s, 0);
        }
    }
}

bool prosa_check(struct arena *arena, const struct haandbog *haandbog, bool opslag,
                 struct prosa_brug *brug, struct fund_liste *fund)
{
    const struct dokument *dokument = &haandbog->dokument;
    struct skanner s = {.arena = arena,
                        .haandbog = haandbog,
                        .brug = brug,
                        .fund = fund,
                        .opslag = opslag,
                        .tal = STR_EMPTY};
    size_t foer = fund->fejl;

    ASSERT(!opslag || haandbog->plan != NULL);
    for (s.nr = 0; s.nr < dokument->linjer; s.nr++) {
        if (!is_text(&dokument->linje[s.nr])) continue;
        s.linje = dokument->linje[s.nr].tekst;
        for (size_t at = 0; at < s.linje.n;) at = step(&s, at);
        if (!goes_on(dokument, s.nr)) settle(&s);
    }
    all_rule_texts(&s);
    return fund->fejl == foer;
}
