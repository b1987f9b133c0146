/*
 * dokument_blok: the statements of one rule block.
 *
 * A statement is a line in the first column and the lines down to the next one. Invariants:
 *   1. regel.linje[k] is the line regel.sted.linje + 1 + k of the file;
 *   2. every row of a table has as many cells as its head;
 *   3. what gave a finding is left out, but for a repeated key and an empty cell.
 */
#include "haandbog/dokument_intern.h"

#include <string.h>

struct sted bygger_sted(const struct bygger *b, int linje, const char *p, size_t n)
{
    struct str hele = b->linje[linje - 1].tekst;

    ASSERT(p >= hele.p);
    ASSERT(p + n <= hele.p + hele.n);
    size_t foer = str_width(str_sub(hele, 0, (size_t)(p - hele.p)));
    return (struct sted){.fil = b->fil,
                         .linje = linje,
                         .kol = (int)foer + 1,
                         .bredde = (int)str_width((struct str){p, n})};
}

struct fund *bygger_fejl(struct bygger *b, const char *kode, int linje, const char *p, size_t n,
                         const char *dansk, const char *engelsk, ...)
{
    va_list args;

    va_start(args, engelsk);
    struct fund_ord tekst = fund_ordv(b->arena, dansk, engelsk, args);
    va_end(args);
    return fund_tekst(b->fund, true, kode, STR_EMPTY, bygger_sted(b, linje, p, n), tekst);
}

/* ---- one line ---- */

char tekst_skridt(struct str tekst, size_t *at)
{
    char c = tekst.p[*at];

    ++*at;
    if (c != '"') return c;
    while (*at < tekst.n && tekst.p[*at] != '"') ++*at;
    if (*at < tekst.n) ++*at;
    return c;
}

static bool is_closed(struct str tekst, size_t from, size_t to)
{
    return to - from >= 2 && tekst.p[to - 1] == '"';
}

/* A # begins a comment after a space or a bar: fmt writes a space behind every bar. */
static bool may_precede_comment(char c)
{
    return er_blank(c) || c == '|';
}

struct regel_delt linje_delt(struct str linje)
{
    struct regel_delt delt = {.bemaerkning = STR_EMPTY};
    size_t at = 0;

    while (at < linje.n) {
        size_t from = at;
        char c = tekst_skridt(linje, &at);
        if (c == '"' && !is_closed(linje, from, at)) delt.aaben = linje.p + from;
        if (c != '#' || (from > 0 && !may_precede_comment(linje.p[from - 1]))) continue;
        delt.bemaerkning = str_sub(linje, from + 1, linje.n);
        delt.har_bemaerkning = true;
        while (delt.bemaerkning.n > 0 && er_blank(delt.bemaerkning.p[delt.bemaerkning.n - 1]))
            delt.bemaerkning.n--;
        linje.n = from;
        break;
    }
    delt.tekst = str_trim(linje);
    return delt;
}

/* Spaces that are none: a reader sees no difference, so the first of a line is named. */
static void check_signs(struct bygger *b, int nr)
{
    struct str linje = b->linje[nr - 1].tekst;

    for (size_t i = 0; i < linje.n; i++) {
        unsigned char c = (unsigned char)linje.p[i];
        bool haardt = c == 0xC2 && i + 1 < linje.n && linje.p[i + 1] == '\xA0';
        if (c == '\t') {
            bygger_fejl(b, "form", nr, linje.p + i, 1, "tabulator er ikke tilladt i en regelblok",
                        "a tab is not allowed in a rule block")
                ->raad = FUND_ORD("skriv mellemrum", "write spaces");
            return;
        }
        if (haardt || c < ' ' || c == 0x7F) {
            bygger_fejl(b, "form", nr, linje.p + i, haardt ? 2 : 1,
                        "et usynligt tegn er ikke tilladt i en regelblok",
                        "an invisible character is not allowed in a rule block")
                ->raad = FUND_ORD("skriv et almindeligt mellemrum", "write an ordinary space");
            return;
        }
    }
}

static struct regel_delt read_line(struct bygger *b, int nr)
{
    struct str linje = b->linje[nr - 1].tekst;
    struct regel_delt delt = linje_delt(linje);

    check_signs(b, nr);
    if (delt.aaben != NULL) {
        bygger_fejl(b, "form", nr, delt.aaben, (size_t)(linje.p + linje.n - delt.aaben),
                    "teksten mangler sit sidste anførselstegn",
                    "the text lacks its last quotation mark")
            ->raad = FUND_ORD("en tekst begynder og slutter med \" på samme linje",
                              "a text begins and ends with \" on the same line");
    }
    return delt;
}

static struct regel_tekst make_text(struct bygger *b, int nr, struct str tekst)
{
    struct sted sted = bygger_sted(b, nr, tekst.p, tekst.n);
    return (struct regel_tekst){.tekst = tekst, .sted = sted};
}

/* ---- tables ---- */

static size_t count_cells(struct str tekst)
{
    size_t celler = 1;

    for (size_t at = 0; at < tekst.n;) celler += tekst_skridt(tekst, &at) == '|';
    return celler;
}

/* One cell: the text up to the next bar. Moves *at behind the bar and *kol with it. */
static struct regel_tekst read_cell(struct bygger *b, int nr, struct str tekst, size_t *at,
                                    int *kol)
{
    size_t from = *at;
    size_t to = tekst.n;

    while (*at < tekst.n) {
        size_t here = *at;
        if (tekst_skridt(tekst, at) != '|') continue;
        to = here;
        break;
    }
    struct str felt = str_sub(tekst, from, to);
    struct str celle = str_trim(felt);
    int foer = 0;
    while (celle.n > 0 && felt.p + foer < celle.p) foer++;
    int bredde = (int)str_width(celle);
    struct sted sted = {.fil = b->fil, .linje = nr, .kol = *kol + foer, .bredde = bredde};
    if (celle.n == 0) {
        sted.bredde = felt.n > 0 ? (int)felt.n : 1;
        fund_begge(b->fund, true, "tabel", STR_EMPTY, sted, "cellen er tom", "the cell is empty")
            ->raad = FUND_ORD(
            "skriv noget i hver celle, og ingen streg før den første eller efter den sidste",
            "write something in each cell, and no bar before the first or after the last");
        sted.bredde = 0;
    }
    *kol += (int)str_width(felt) + 1;
    return (struct regel_tekst){.tekst = celle, .sted = sted};
}

/* True when the row belongs in the table. */
static bool read_row(struct bygger *b, int nr, struct regel *regel, struct regel_delt delt,
                     struct regel_raekke *out)
{
    size_t celler = count_cells(delt.tekst);
    size_t venter = regel->raekker == 0 ? celler : regel->raekke[0].celler;

    if (!art_ord(regel->art)->tabel) {
        bygger_fejl(b, "tabel", nr, delt.tekst.p, delt.tekst.n, "\"%s\" har ingen tabel",
                    "“%s” has no table", regel_art_ord(regel->art));
        return false;
    }
    struct regel_tekst *celle = ARENA_ARRAY(b->arena, celler, struct regel_tekst);
    size_t at = 0;
    int kol = bygger_sted(b, nr, delt.tekst.p, 0).kol;
    for (size_t i = 0; i < celler; i++) celle[i] = read_cell(b, nr, delt.tekst, &at, &kol);
    if (celler != venter) {
        bygger_fejl(b, "tabel", nr, delt.tekst.p, delt.tekst.n,
                    "rækken har %zu celler, men tabellens hoved har %zu",
                    "the row has %zu cells, but the head of the table has %zu", celler, venter);
        return false;
    }
    *out = (struct regel_raekke){
        .celle = celle, .celler = celler, .bemaerkning = delt.bemaerkning, .linje = nr};
    return true;
}

/* ---- entries ---- */

/* The end of the part before two or more spaces; the whole length when there is no such gap. */
static size_t find_gap(struct str tekst)
{
    for (size_t at = 0; at < tekst.n;) {
        size_t here = at;
        tekst_skridt(tekst, &at);
        if (er_blank(tekst.p[here]) && at < tekst.n && er_blank(tekst.p[at])) return here;
    }
    return tekst.n;
}

static bool unknown_key(struct bygger *b, int nr, const struct art_ord *art, struct str tekst)
{
    struct str laest;
    struct str forslag = noegle_forslag(art, tekst, &laest);
    struct fund *fund =
        bygger_fejl(b, "ukendt-ord", nr, laest.p, laest.n, "\"%.*s\" er ikke en nøgle i \"%s\"",
                    "“%.*s” is no key of “%s”", STR_ARG(laest), art->ord);

    fund->emne = laest;
    fund->raad = forslag.n > 0 ? fund_ord(b->arena, "mente du \"%.*s\"?", "did you mean “%.*s”?",
                                          STR_ARG(forslag))
                               : fund_ord(b->arena, "nøglerne er: %.*s", "the keys are: “%.*s”",
                                          STR_ARG(noegle_liste(b->arena, art)));
    return false;
}

/* Cuts the key off a text; false when the key is unknown. */
static bool cut_key(struct bygger *b, int nr, const struct art_ord *art, struct str tekst,
                    const struct noegle_ord **lukket, size_t *n)
{
    *lukket = noegle_find(art, tekst);
    if (*lukket != NULL) {
        *n = strlen((*lukket)->ord);
        return true;
    }
    if (!art->frie) return unknown_key(b, nr, art, tekst);
    *n = find_gap(tekst);
    if (*n < tekst.n) return true;
    struct str laest;
    struct str forslag = noegle_forslag(art, tekst, &laest);
    bygger_fejl(b, "form", nr, tekst.p, tekst.n, "navnet er ikke skilt fra en værdi",
                "the name is not divided from a value")
        ->raad = forslag.n > 0 ? fund_ord(b->arena, "mente du \"%.*s\"?", "did you mean “%.*s”?",
                                          STR_ARG(forslag))
                               : FUND_ORD("skriv mindst to mellemrum mellem navn og værdi",
                                          "write at least two spaces between name and value");
    return false;
}

static void check_repeated(struct bygger *b, struct navne *set, struct regel_tekst noegle)
{
    struct navn_set *foerste = navne_find(set, noegle.tekst);

    if (foerste->linje == 0) {
        foerste->linje = noegle.sted.linje;
        return;
    }
    struct fund *fund =
        fund_begge(b->fund, true, "gentaget", noegle.tekst, noegle.sted, "\"%.*s\" står to gange",
                   "“%.*s” appears twice", STR_ARG(noegle.tekst));
    fund->raad = fund_ord(b->arena, "den står allerede i linje %d", "it stands in line %d already",
                          foerste->linje);
}

static bool read_post(struct bygger *b, int nr, const struct regel *regel, struct regel_delt delt,
                      struct navne *set, struct regel_post *out)
{
    const struct art_ord *art = art_ord(regel->art);
    const struct noegle_ord *lukket;
    size_t n;

    if (!cut_key(b, nr, art, delt.tekst, &lukket, &n)) return false;
    struct str vaerdi = str_sub(delt.tekst, n, delt.tekst.n);
    while (vaerdi.n > 0 && er_blank(vaerdi.p[0])) vaerdi = str_sub(vaerdi, 1, vaerdi.n);
    out->noegle = make_text(b, nr, str_sub(delt.tekst, 0, n));
    out->vaerdi = make_text(b, nr, vaerdi);
    out->bemaerkning = delt.bemaerkning;
    if (lukket == NULL || !lukket->gentages) check_repeated(b, set, out->noegle);
    if (vaerdi.n > 0 && str_is(out->noegle.tekst, "valgt af os"))
        bygger_fejl(b, "form", nr, vaerdi.p, vaerdi.n, "efter \"valgt af os\" står der intet",
                    "nothing stands after “valgt af os”");
    return true;
}

/* ---- statements ---- */

static bool is_comment_or_empty(struct str linje)
{
    struct str tekst = str_trim(linje);
    return tekst.n == 0 || tekst.p[0] == '#';
}

static bool is_head(struct str linje)
{
    return !is_comment_or_empty(linje) && !er_blank(linje.p[0]);
}

static void check_indent(struct bygger *b, int nr)
{
    struct str linje = b->linje[nr - 1].tekst;

    if (linje.n > 1 && linje.p[0] == ' ' && !er_blank(linje.p[1]))
        bygger_fejl(b, "form", nr, linje.p, 1, "linjen er rykket for lidt ind",
                    "the line is not indented enough")
            ->raad =
            FUND_ORD("ryk den ind med mindst to mellemrum", "indent it by at least two spaces");
}

/* The arrays a statement grows; as long as it has lines with text. */
struct samler {
    struct regel *regel;
    struct regel_post *post;
    struct regel_raekke *raekke;
    struct navne noegler;
};

static struct regel_linje read_inner(struct bygger *b, int nr, struct samler *s)
{
    struct regel *regel = s->regel;
    struct regel_delt delt = read_line(b, nr);
    struct regel_linje linje = {.art = LINJE_TOM, .bemaerkning = delt.bemaerkning};

    if (delt.tekst.n == 0) {
        linje.art = delt.har_bemaerkning ? LINJE_BEMAERKNING : LINJE_TOM;
        return linje;
    }
    check_indent(b, nr);
    if (count_cells(delt.tekst) > 1) {
        if (!read_row(b, nr, regel, delt, &s->raekke[regel->raekker])) return linje;
        linje.art = LINJE_RAEKKE;
        linje.nr = regel->raekker++;
    } else if (read_post(b, nr, regel, delt, &s->noegler, &s->post[regel->poster])) {
        linje.art = LINJE_POST;
        linje.nr = regel->poster++;
    }
    return linje;
}

static bool read_head(struct bygger *b, int nr, bool stille, struct regel *out)
{
    struct regel_delt delt = stille ? linje_delt(b->linje[nr - 1].tekst) : read_line(b, nr);
    size_t n = 0;

    while (n < delt.tekst.n && !er_blank(delt.tekst.p[n])) n++;
    struct str ord = str_sub(delt.tekst, 0, n);
    if (!art_find(ord, &out->art)) {
        if (stille) return false;
        struct str forslag = art_forslag(ord);
        struct fund *fund =
            bygger_fejl(b, "ukendt-ord", nr, ord.p, ord.n, "\"%.*s\" er ikke en art",
                        "“%.*s” is no kind of statement", STR_ARG(ord));
        fund->emne = ord;
        fund->raad = forslag.n > 0 ? fund_ord(b->arena, "mente du \"%.*s\"?",
                                              "did you mean “%.*s”?", STR_ARG(forslag))
                                   : fund_ord(b->arena, "arterne er: %.*s", "the kinds are: “%.*s”",
                                              STR_ARG(art_liste(b->arena)));
        return false;
    }
    struct str hoved = str_sub(delt.tekst, n, delt.tekst.n);
    while (hoved.n > 0 && er_blank(hoved.p[0])) hoved = str_sub(hoved, 1, hoved.n);
    out->sted = bygger_sted(b, nr, ord.p, ord.n);
    out->hoved = make_text(b, nr, hoved);
    out->bemaerkning = delt.bemaerkning;
    if (hoved.n > 0 && !art_ord(out->art)->navngivet)
        bygger_fejl(b, "form", nr, hoved.p, hoved.n, "\"%s\" har intet navn", "“%s” has no name",
                    art_ord(out->art)->ord)
            ->raad = FUND_ORD("skriv posterne på linjerne under, rykket ind",
                              "write the entries on the lines below, indented");
    return true;
}

/* Reads the lines [fra, til) below a head. */
static void read_body(struct bygger *b, int fra, int til, struct regel *regel)
{
    size_t fyldte = 0;

    for (int nr = fra; nr < til; nr++) fyldte += !is_comment_or_empty(b->linje[nr - 1].tekst);
    struct samler s = {.regel = regel,
                       .post = ARENA_ARRAY(b->arena, fyldte, struct regel_post),
                       .raekke = ARENA_ARRAY(b->arena, fyldte, struct regel_raekke),
                       .noegler = {.arena = b->arena}};
    struct regel_linje *linje = ARENA_ARRAY(b->arena, (size_t)(til - fra), struct regel_linje);
    regel->post = s.post;
    regel->raekke = s.raekke;
    regel->linje = linje;
    regel->linjer = (size_t)(til - fra);
    for (size_t i = 0; i < regel->linjer; i++) linje[i] = read_inner(b, fra + (int)i, &s);
}

static int next_head(const struct bygger *b, int nr, int slut)
{
    while (nr < slut && !is_head(b->linje[nr - 1].tekst)) nr++;
    return nr;
}

/* What stands in a block before its first statement. */
static void read_before(struct bygger *b, int fra, int til)
{
    bool sagt = false;

    for (int nr = fra; nr < til; nr++) {
        struct regel_delt delt = read_line(b, nr);
        if (delt.tekst.n == 0 || sagt) continue;
        bygger_fejl(b, "form", nr, delt.tekst.p, delt.tekst.n, "linjen hører ikke til en sætning",
                    "the line belongs to no statement")
            ->raad = FUND_ORD("en sætning begynder i første kolonne med sin art",
                              "a statement begins in the first column with its kind");
        sagt = true;
    }
}

void blok_read(struct bygger *b, size_t blok, struct str afsnit)
{
    int slut = b->blok[blok].til_linje + (b->blok_lukket[blok] ? 0 : 1);
    int nr = next_head(b, b->blok[blok].fra_linje + 1, slut);

    read_before(b, b->blok[blok].fra_linje + 1, nr);
    while (nr < slut) {
        int til = next_head(b, nr + 1, slut);
        struct regel regel = {.blok = blok, .afsnit = afsnit};
        if (read_head(b, nr, !b->blok_lukket[blok], &regel)) {
            regel.anker = anker_make(&b->ankre, regel.art, regel.hoved.tekst);
            read_body(b, nr + 1, til, &regel);
            b->regel = arena_grow(b->arena, b->regel, b->regler, &b->regel_plads, b->regler + 1,
                                  sizeof(*b->regel));
            b->regel[b->regler++] = regel;
        } else if (!b->blok_lukket[blok]) {
            return; /* most likely the prose after the block: one finding is enough */
        }
        nr = til;
    }
}
