/*
 * print_html: a result as one page that stands alone: no script, nothing fetched, prints well.
 *
 * Invariants: (1) every text that is not a literal of this file passes through `text`, which
 * escapes it and takes out what would steer; (2) nothing from outside becomes a tag, an attribute,
 * an id or an address; (3) the words are those of forklaring_ord.
 */
#include "beregning/print.h"

static void text(struct buf *out, struct str s)
{
    buf_html(out, ord_ren(out->arena, s));
}

static void text_c(struct buf *out, const char *s)
{
    text(out, str_from(s));
}

/* A literal before, an escaped text and a literal after. */
static void element(struct buf *out, const char *foer, struct str s, const char *efter)
{
    buf_c(out, foer);
    text(out, s);
    buf_c(out, efter);
}

static void element_stort(struct buf *out, const char *foer, struct str s, const char *efter)
{
    element(out, foer, ord_stort(out->arena, s), efter);
}

static void beloeb(struct buf *out, const char *foer, struct oere a, const char *efter)
{
    element(out, foer, oere_kr(out->arena, a), efter);
}

/* ---- the explanation of one line ---- */

/* A value with what it is under it, so that the formula reads on and is yet explained. */
static void print_vaerdi(struct buf *out, const char *tegn, struct str vaerdi, struct str note)
{
    buf_c(out, "<span class=\"faktor\">");
    if (tegn[0] != '\0') {
        buf_c(out, "<span class=\"tegn\">");
        text_c(out, tegn);
        buf_c(out, "</span> ");
    }
    buf_c(out, "<span class=\"vaerdi\">");
    element(out, "", vaerdi, "</span>");
    if (note.n > 0) element(out, " <span class=\"note\">", note, "</span>");
    buf_c(out, "</span>\n");
}

static void print_led(struct buf *out, const struct forklaring_led *led, bool foerst)
{
    struct str tom = STR_EMPTY;
    struct str gange = ord_gange(led);
    bool foran = gange.n > 0 && ord_gange_foerst(led);

    buf_c(out, "<div class=\"led\">");
    if (led->minus || !foerst) print_vaerdi(out, "", led->minus ? STR("−") : STR("+"), tom);
    if (led->fradrag) print_vaerdi(out, "", STR("fradrag"), tom);
    if (foran) print_vaerdi(out, "", gange, tom);
    for (size_t i = 0; i < led->faktorer; i++) {
        const struct forklaring_faktor *f = &led->faktor[i];
        const char *tegn = f->divider ? "/" : i == 0 && !foran ? "" : "×";
        print_vaerdi(out, tegn, ord_faktor(out->arena, f), f->note);
    }
    if (gange.n > 0 && !foran) print_vaerdi(out, "×", gange, tom);
    buf_c(out, "</div>\n");
    if (led->note.n > 0) element_stort(out, "<p class=\"fordi\">", led->note, "</p>\n");
}

static void print_udregning(struct buf *out, const struct forklaring_del *del)
{
    for (size_t i = 0; i < del->antal_led; i++) print_led(out, &del->led[i], i == 0);
    if (del->note.n > 0) element_stort(out, "<p class=\"fordi\">", del->note, "</p>\n");
    for (size_t i = 0; i < del->antal_grunde; i++) {
        element(out, "<p class=\"fordi\">Grund: ", del->grunde[i], "</p>\n");
    }
}

/* "til øre, halve op": the words after "afrundet". */
static struct str afrunding(struct arena *arena, const struct forklaring *f)
{
    static const size_t ord = sizeof("afrundet ") - 1;
    struct str tekst = ord_afrunding(arena, f);

    return str_sub(tekst, ord, tekst.n);
}

static void print_dele(struct buf *out, const struct forklaring *f)
{
    buf_c(out, "<table class=\"dele\">\n<thead><tr><th scope=\"col\">Periode</th>"
               "<th scope=\"col\">Udregning</th><th scope=\"col\">Beløb</th></tr></thead>\n"
               "<tbody>\n");
    for (size_t i = 0; i < f->dele; i++) {
        const struct forklaring_del *del = &f->del[i];
        struct str periode = ord_del(out->arena, del, f->maaned);
        element_stort(out, "<tr><th scope=\"row\">", periode, "</th>\n<td class=\"udregning\">");
        print_udregning(out, del);
        beloeb(out, "</td>\n<td class=\"tal\">", del->vist, "</td></tr>\n");
    }
    if (f->afrunding.oere != 0) {
        element_stort(out, "<tr><th scope=\"row\">Afrunding</th>\n<td class=\"udregning\">",
                      afrunding(out->arena, f), "</td>\n");
        beloeb(out, "<td class=\"tal\">", f->afrunding, "</td></tr>\n");
    }
    beloeb(out,
           "</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"2\">Sammenlagt</th>"
           "<td class=\"tal\">",
           f->efter, "</td></tr></tfoot>\n</table>\n");
}

static void print_note(struct buf *out, const char *navn, struct str s)
{
    if (s.n == 0) return;
    buf_format(out, "<div><dt>%s</dt>", navn);
    element_stort(out, "<dd>", s, "</dd></div>\n");
}

static void print_noter(struct buf *out, const struct forklaring *f, bool som_dele)
{
    const struct plan_ydelse *regel = f->del[0].regel;

    buf_c(out, "<dl class=\"noter\">\n");
    if (!som_dele) print_note(out, "Dage", ord_dage(out->arena, &f->del[0], f->maaned));
    if (f->afrunding.oere == 0) print_note(out, "Afrunding", afrunding(out->arena, f));
    print_note(out, "Satser", print_satser(out->arena, f));
    print_note(out, "Regel", print_afsnit(out->arena, f));
    if (regel != NULL && regel->afsnit.n > 0) print_note(out, "Kilde", regel->kilde);
    buf_c(out, "</dl>\n");
    for (size_t i = 0; i < f->antal_bemaerkninger; i++) {
        element(out, "<p class=\"bemaerk\"><b>Bemærk:</b> ", f->bemaerkninger[i], "</p>\n");
    }
}

static void print_linje(struct buf *out, const struct linje *linje, bool aaben)
{
    const struct forklaring *f = &linje->forklaring;
    bool som_dele = f->dele > 1 || f->afrunding.oere != 0;

    buf_c(out, aaben ? "<details class=\"linje\" open>\n" : "<details class=\"linje\">\n");
    element(out, "<summary><h3>", linje->titel, "</h3>\n");
    element_stort(out, "<span class=\"vilkaar\">", ord_skat(linje->skat), "");
    element(out, " · til ", ord_til(out->arena, linje), "</span>\n");
    beloeb(out, "<span class=\"beloeb\">", linje->beloeb, "</span></summary>\n");
    buf_c(out, "<div class=\"forklaring\">\n");
    if (som_dele) {
        print_dele(out, f);
    } else if (f->dele == 1) {
        buf_c(out, "<div class=\"udregning\">\n");
        print_udregning(out, &f->del[0]);
        buf_c(out, "</div>\n");
    }
    if (f->dele > 0) print_noter(out, f, som_dele);
    buf_c(out, "</div>\n</details>\n");
}

/* ---- one case ---- */

static bool same_lack(const struct mangel *a, const struct mangel *b)
{
    return str_eq(a->mangler, b->mangler) && str_eq(a->grund, b->grund) &&
           a->fra.dag == b->fra.dag && a->til.dag == b->til.dag;
}

/* One lack of `antal` lines that follow each other. */
static void print_mangel(struct buf *out, const struct mangel *m, size_t antal,
                         const struct print_planer *planer)
{
    buf_c(out, "<li><b>");
    for (size_t i = 0; i < antal; i++) {
        const char *foer = i == 0 ? "" : i + 1 == antal ? " samt " : ", ";
        element(out, foer, ord_ydelse(out->arena, planer, m[i].ydelse), "");
    }
    buf_c(out, "</b>");
    if (m->fra.dag < m->til.dag) {
        element(out, ", ", ord_periode(out->arena, m->fra, m->til), "");
    }
    element(out, ".<br>Der mangler: ", ord_navn(out->arena, m->mangler), ".");
    if (m->grund.n > 0) {
        element_stort(out, " ", m->grund, str_ends(m->grund, STR(".")) ? "" : ".");
    }
    buf_c(out, "</li>\n");
}

static void print_mangler(struct buf *out, const struct sag_beregning *s,
                          const struct print_planer *planer)
{
    if (s->mangler == 0) return;
    buf_c(out, "<section class=\"mangler\">\n<h3>Kan ikke beregnes endnu</h3>\n<ul>\n");
    for (size_t i = 0, antal = 0; i < s->mangler; i += antal) {
        const struct mangel *m = &s->mangel[i];
        antal = 1;
        while (i + antal < s->mangler && same_lack(m, &m[antal])) antal++;
        print_mangel(out, m, antal, planer);
    }
    buf_c(out,
          "</ul>\n<p>Det, der mangler, tæller ikke som nul. Beløbet i alt kendes først, når det "
          "er på plads.</p>\n</section>\n");
}

static const char *sum_ord(bool hel)
{
    return hel ? "I alt" : "Beregnet indtil videre";
}

static void print_sag(struct buf *out, const struct beregning *b, size_t nr,
                      const struct print_planer *planer)
{
    const struct sag_beregning *s = &b->sag[nr];

    buf_format(out, "<article class=\"kort\" id=\"sag-%zu\">\n", nr + 1);
    element(out, "<header><h2>Sag ", s->sag->id, "</h2>\n");
    element_stort(out, "<p>", str_from(art_navn(s->sag->art)), "");
    element(out, " hos plejefamilie ", s->sag->familie, "</p></header>\n");
    for (size_t i = 0; i < s->linjer; i++) print_linje(out, &s->linje[i], b->count == 1);
    if (s->linjer == 0 && s->mangler == 0) {
        buf_c(out, "<p class=\"intet\">Der er ikke noget at betale denne måned.</p>\n");
    }
    print_mangler(out, s, planer);
    buf_format(out, "<p class=\"sum\"><span>%s</span>", sum_ord(s->mangler == 0));
    beloeb(out, " <span class=\"beloeb\">", s->beregnet, "</span></p>\n</article>\n");
}

/* ---- the page ---- */

static void print_oversigt(struct buf *out, const struct beregning *b)
{
    buf_c(out, "<nav class=\"kort oversigt\" aria-label=\"Sager\">\n<table>\n"
               "<thead><tr><th scope=\"col\">Sag</th><th scope=\"col\">Beløb</th></tr></thead>\n"
               "<tbody>\n");
    for (size_t i = 0; i < b->count; i++) {
        const struct sag_beregning *s = &b->sag[i];
        buf_format(out, "<tr><td><a href=\"#sag-%zu\">Sag ", i + 1);
        element(out, "", s->sag->id, "</a>");
        if (s->mangler > 0) buf_c(out, " <span class=\"maerke\">noget mangler</span>");
        beloeb(out, "</td><td class=\"tal\">", s->beregnet, "</td></tr>\n");
    }
    buf_format(out, "</tbody>\n<tfoot><tr><th scope=\"row\">%s</th>", sum_ord(b->hel));
    beloeb(out, "<td class=\"tal\">", b->beregnet, "</td></tr></tfoot>\n</table>\n</nav>\n");
}

static void print_valg(struct buf *out, const struct plan *plan)
{
    buf_c(out, "<section class=\"kort valg\">\n<h2>Valg, som beregningen bygger på</h2>\n");
    element(out, "<p>", ord_haandbog(out->arena, plan),
            ". Hvor lov og håndbog lader et spørgsmål stå åbent, er svaret valgt her.</p>\n");
    buf_c(out, "<dl>\n");
    for (size_t i = 0; i < plan->valg_tekster; i++) {
        const struct plan_valg_tekst *v = &plan->valg_tekst[i];
        element_stort(out, "<div><dt>", v->noegle, "</dt>");
        element_stort(out, "<dd>", v->vaerdi, "");
        struct str kilde = v->valgt_af_os ? STR("valgt af os") : v->kilde;
        element(out, " <span class=\"note\">", kilde, "</span></dd></div>\n");
    }
    element(out, "</dl>\n<p class=\"hash\">Håndbogens fingeraftryk <code>",
            str_from(plan->hash.hex), "</code></p>\n</section>\n");
}

static void print_hoved(struct buf *out, const struct beregning *b,
                        const struct print_planer *planer)
{
    struct str maaned = maaned_tekst(out->arena, b->maaned);

    buf_c(out, "<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"robots\" content=\"noindex\">\n");
    element(out, "<title>Betaling for ", maaned, "</title>\n<style>\n");
    print_html_stil(out);
    buf_c(out, "</style>\n</head>\n<body>\n<header class=\"top\">\n");
    for (size_t i = 0; i < planer->count; i++) {
        struct str navn = ord_haandbog(out->arena, planer->plan[i]);
        element(out, "<p class=\"haandbog\">", navn, "</p>\n");
    }
    element(out, "<h1>Betaling for ", maaned, "</h1>\n");
    element(out, "<p>", ord_kendt(out->arena, b->kendt), ".</p>\n</header>\n<main>\n");
    if (print_opdigtet(planer)) {
        buf_c(out, "<p class=\"opdigtet\"><b>Eksempel.</b> Håndbogens beløb er opdigtede; det er "
                   "ingen kommunes regler.</p>\n");
    }
}

void beregning_print_html(struct buf *out, const struct beregning *b)
{
    struct print_planer planer = {0};

    print_check(b);
    print_planer_all(out->arena, b, &planer);
    print_hoved(out, b, &planer);
    if (b->count != 1) print_oversigt(out, b);
    for (size_t i = 0; i < b->count; i++) print_sag(out, b, i, &planer);
    for (size_t i = 0; i < planer.count; i++) print_valg(out, planer.plan[i]);
    buf_c(out, "</main>\n</body>\n</html>\n");
}
