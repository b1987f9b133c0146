/*
 * publish_regel: rule statements and the appendix of the published page.
 *
 * A rule is shown as it is written, since it is written to be read: keys and values, tables as
 * tables. Examples are folded away; comments (they are for those who keep the handbook) are left
 * out.
 */
#include "haandbog/publish_intern.h"

static bool is_number(struct str s)
{
    if (s.n == 0) return false;
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != '.' && s.p[i] != ',') return false;
    return true;
}

static void table(struct buf *out, const struct regel *regel)
{
    if (regel->raekker == 0) return;
    buf_c(out, TABEL_RUL "<table>");
    for (size_t r = 0; r < regel->raekker; r++) {
        const char *tag = r == 0 ? "th" : "td";
        buf_c(out, "<tr>");
        for (size_t c = 0; c < regel->raekke[r].celler; c++) {
            size_t probe = regel->raekker > 1 ? 1 : 0;
            bool right =
                c < regel->raekke[probe].celler && is_number(regel->raekke[probe].celle[c].tekst);
            buf_format(out, "<%s%s>", tag, right ? " class=\"n\"" : "");
            buf_html(out, regel->raekke[r].celle[c].tekst);
            buf_format(out, "</%s>", tag);
        }
        buf_c(out, "</tr>\n");
    }
    buf_c(out, "</table></div>\n");
}

/* A value that is one quoted text is shown without its quotes. */
static struct str unquoted(struct str s)
{
    size_t at;
    if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"') return s;
    struct str inside = str_sub(s, 1, s.n - 1);
    return str_find(inside, STR("\""), &at) ? s : inside;
}

static void entries(struct buf *out, const struct regel *regel)
{
    if (regel->poster == 0) return;
    buf_c(out, "<dl>");
    for (size_t i = 0; i < regel->poster; i++) {
        buf_c(out, "<dt>");
        buf_html(out, regel->post[i].noegle.tekst);
        buf_c(out, "</dt><dd>");
        buf_html(out, unquoted(regel->post[i].vaerdi.tekst));
        buf_c(out, "</dd>\n");
    }
    buf_c(out, "</dl>\n");
}

static struct str heading(struct arena *arena, const struct regel *regel)
{
    const char *ord = regel_art_ord(regel->art);
    struct str navn = regel->hoved.tekst;
    if (navn.n == 0) return str_from(ord);
    return str_format(arena, "%s %.*s", ord, STR_ARG(navn));
}

/* The link says which rule, for who hears it and not sees it. */
static void propose(struct buf *out, const struct regel *regel, struct str title,
                    struct str forslag)
{
    if (forslag.n == 0) return;
    buf_c(out, "<p class=\"foreslaa\"><a href=\"");
    buf_html(out, forslag);
    buf_html(out, regel->anker);
    buf_c(out, "\" aria-label=\"Foreslå en ændring af ");
    buf_html(out, title);
    buf_c(out, "\">Foreslå en ændring</a></p>");
}

static void statement(struct buf *out, const struct regel *regel, struct str forslag)
{
    bool example = regel->art == REGEL_EKSEMPEL || regel->art == REGEL_EKSEMPLER;
    bool folded = example || regel->art == REGEL_ACCEPTERET || regel->art == REGEL_MODSTRID;
    struct str title = heading(out->arena, regel);
    buf_c(out, "<figure class=\"regel\" id=\"");
    buf_html(out, regel->anker);
    buf_c(out, folded ? "\"><details><summary>" : "\"><figcaption><span>");
    buf_html(out, title);
    if (folded) {
        buf_c(out, "</summary>");
    } else {
        buf_c(out, "</span><a href=\"#");
        buf_html(out, regel->anker);
        buf_c(out, "\" title=\"Link til denne regel\" aria-label=\"Link til denne regel\">#</a>"
                   "</figcaption>");
    }
    /* The table is what the rule is; of examples, the entries say what the table is about. */
    if (regel->art != REGEL_EKSEMPLER) table(out, regel);
    entries(out, regel);
    if (regel->art == REGEL_EKSEMPLER) table(out, regel);
    if (!example) propose(out, regel, title, forslag);
    buf_c(out, folded ? "</details></figure>\n" : "</figure>\n");
}

void publish_blok(struct buf *out, const struct haandbog *haandbog, size_t blok, struct str forslag)
{
    const struct dokument *d = &haandbog->dokument;
    for (size_t i = 0; i < d->regler; i++)
        if (d->regel[i].blok == blok) statement(out, &d->regel[i], forslag);
}

/* ---- appendix ---- */

/* Text for people: a name's underscores become spaces. */
static void people(struct buf *out, struct str s)
{
    struct buf plain;
    buf_init(&plain, out->arena);
    for (size_t i = 0; i < s.n; i++) buf_char(&plain, s.p[i] == '_' ? ' ' : s.p[i]);
    buf_html(out, buf_str(&plain));
}

static void valg_table(struct buf *out, const struct plan *plan)
{
    buf_c(out,
          "<h3>Valg</h3>\n<p>Kilderne lader noget stå åbent. Her er, hvad håndbogen har valgt; "
          "valgene står også på hver opgørelse.</p>\n" TABEL_RUL "<table>"
          "<tr><th>Spørgsmål</th><th>Valg</th><th>Hvem siger det</th></tr>\n");
    for (size_t i = 0; i < plan->valg_tekster; i++) {
        const struct plan_valg_tekst *v = &plan->valg_tekst[i];
        buf_c(out, "<tr><td>");
        buf_html(out, v->noegle);
        buf_c(out, "</td><td>");
        buf_html(out, v->vaerdi);
        buf_c(out, "</td><td>");
        buf_html(out, v->valgt_af_os ? STR("valgt af os") : v->kilde);
        buf_c(out, "</td></tr>\n");
    }
    buf_c(out, "</table></div>\n");
}

static void modstrid_table(struct buf *out, const struct haandbog *h)
{
    if (h->modstride == 0) return;
    buf_c(out, "<h3>Hvor kilden modsiger sig selv eller tier</h3>\n" TABEL_RUL "<table>"
               "<tr><th>Om</th><th>Kilden siger</th><th>Vi gør</th></tr>\n");
    for (size_t i = 0; i < h->modstride; i++) {
        const struct modstrid *m = &h->modstrid[i];
        buf_c(out, "<tr><td>");
        people(out, m->navn);
        buf_c(out, "</td><td>");
        buf_html(out, m->kilden_siger);
        buf_c(out, "</td><td>");
        buf_html(out, m->vi_goer);
        buf_c(out, "</td></tr>\n");
    }
    buf_c(out, "</table></div>\n");
}

static void accept_table(struct buf *out, const struct fund_liste *fund)
{
    bool any = false;
    for (size_t i = 0; i < fund->count; i++) {
        const struct fund *f = &fund->fund[i];
        if (!f->accepteret || str_is(str_from(f->kode), "modstrid")) continue;
        if (!any)
            buf_c(out, "<h3>Bemærkninger, vi kender og accepterer</h3>\n" TABEL_RUL "<table>"
                       "<tr><th>Programmets bemærkning</th><th>Hvorfor den får lov at stå"
                       "</th></tr>\n");
        any = true;
        buf_c(out, "<tr><td>");
        people(out, f->tekst.dansk);
        buf_c(out, "</td><td>");
        people(out, f->grund);
        buf_c(out, "</td></tr>\n");
    }
    if (any) buf_c(out, "</table></div>\n");
}

static void takst_row(struct buf *out, const struct takst *t)
{
    struct arena *a = out->arena;
    buf_c(out, "<tr><td>");
    people(out, t->navn);
    if (t->alder_fra >= 0)
        buf_format(out, ", <span class=\"d\">%d-%d år</span>", t->alder_fra, t->alder_til);
    buf_c(out, "</td><td class=\"n\">");
    buf_html(out, t->ukendt ? STR("ukendt") : oere_text(a, t->beloeb));
    buf_c(out, "</td><td>");
    buf_html(out, enhed_text(a, t->enhed));
    buf_format(out, "</td><td class=\"d\">%.*s", STR_ARG(dato_iso(a, t->fra)));
    if (t->til.dag != DATO_MAX.dag)
        buf_format(out, " – %.*s", STR_ARG(dato_iso(a, dato_plus(t->til, -1))));
    buf_c(out, "</td><td>");
    buf_html(out, t->kilde);
    if (!t->ukendt && t->status != TAKST_ENDELIG) {
        buf_c(out, " (");
        buf_c(out, takst_status_navn(t->status));
        buf_c(out, ")");
    }
    buf_c(out, "</td></tr>\n");
}

static void takst_table(struct buf *out, const struct plan *plan)
{
    buf_c(out, "<h3>Takster i brug</h3>\n" TABEL_RUL "<table><tr><th>Takst</th><th "
               "class=\"n\">Kr.</th><th>Enhed</th><th>Gælder</th><th>Kilde</th></tr>\n");
    for (size_t i = 0; i < plan->takster.count; i++) {
        const struct takst *t = &plan->takster.takst[i];
        if (t->fra.dag < plan->gaelder_til.dag && t->til.dag > plan->gaelder_fra.dag)
            takst_row(out, t);
    }
    buf_c(out, "</table></div>\n");
}

void publish_tillaeg(struct buf *out, const struct haandbog *haandbog,
                     const struct fund_liste *fund)
{
    const struct plan *plan = haandbog->plan;
    buf_c(out, "<section id=\"tillaeg\"><h2>Tillæg: valg, forbehold og takster</h2>\n");
    valg_table(out, plan);
    modstrid_table(out, haandbog);
    accept_table(out, fund);
    takst_table(out, plan);
    buf_c(out, "<p class=\"fod\">Denne udgave kendes på sit fingeraftryk ");
    buf_c(out, plan->hash.hex);
    buf_c(out, ". Siden er lavet af det samme dokument, som udbetalingerne beregnes efter.</p>\n"
               "</section>\n");
}
