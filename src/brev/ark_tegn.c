/*
 * ark_tegn: the pages drawn with cairo, each text inside its structure tag.
 *
 * The one file with fractions of a point, for cairo takes them; amounts come as finished text.
 * A table that crosses a page is a table of its own there, with its head: a reader of the tags
 * hears the head again, as the eye sees it. Running heads and feet are not tagged.
 */
#include <cairo-pdf.h>

#include "brev/ark.h"

static const double unit = 1.0 / PANGO_SCALE; /* a point of cairo's */

struct farve {
    int r, g, b;
};

static const struct farve sort = {26, 26, 26};
static const struct farve blaa = {24, 62, 99};
static const struct farve graa = {84, 92, 100};
static const struct farve streg = {120, 134, 148};
static const struct farve svag = {214, 220, 226};
static const struct farve bund = {255, 246, 220};
static const struct farve kant = {201, 152, 36};

struct tegner {
    struct ark *ark;
    struct brev_trykkeri *t;
    cairo_t *cr; /* NULL while measuring */
};

static void set_farve(cairo_t *cr, struct farve f)
{
    cairo_set_source_rgb(cr, f.r / 255.0, f.g / 255.0, f.b / 255.0);
}

static void begin(const struct tegner *g, const char *tag)
{
    if (g->cr != NULL) cairo_tag_begin(g->cr, tag, NULL);
}

static void end(const struct tegner *g, const char *tag)
{
    if (g->cr != NULL) cairo_tag_end(g->cr, tag);
}

static struct farve stil_farve(enum ark_stil stil)
{
    switch (stil) {
    case STIL_H1:
    case STIL_H2:
    case STIL_NAVN: return blaa;
    case STIL_NOTE:
    case STIL_HOVED:
    case STIL_FOD: return graa;
    default: return sort;
    }
}

/* Line by line, each but the last with a space at its end: pango leaves out the one it broke at,
 * and who listens to the tagged text would hear two words as one. */
static void show_lines(const struct tegner *g, PangoLayout *layout, enum ark_stil stil, int x,
                       int y)
{
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    PangoRectangle felt;

    pango_layout_set_font_description(g->t->mellemrum, g->t->skrift[stil]);
    PangoLayoutLine *mellemrum = pango_layout_get_line_readonly(g->t->mellemrum, 0);
    do {
        int grundlinje = y + pango_layout_iter_get_baseline(iter);
        pango_layout_iter_get_line_extents(iter, NULL, &felt);
        cairo_move_to(g->cr, (x + felt.x) * unit, grundlinje * unit);
        pango_cairo_show_layout_line(g->cr, pango_layout_iter_get_line_readonly(iter));
        if (pango_layout_iter_at_last_line(iter)) break;
        cairo_move_to(g->cr, (x + felt.x + felt.width) * unit, grundlinje * unit);
        pango_cairo_show_layout_line(g->cr, mellemrum);
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
}

/* Shows a text; returns its height. */
static int show(const struct tegner *g, enum ark_stil stil, struct str tekst, struct ark_felt felt,
                int y, enum ark_side side)
{
    if (tekst.n == 0) return 0;
    PangoLayout *layout = ark_tekst(g->t, stil, tekst, felt.bredde, side);
    if (g->cr == NULL) return ark_hoejde(layout);
    set_farve(g->cr, stil_farve(stil));
    show_lines(g, layout, stil, felt.x, y);
    return ark_hoejde(layout);
}

static void rule(const struct tegner *g, int x, int bredde, int y, struct farve farve)
{
    set_farve(g->cr, farve);
    cairo_set_line_width(g->cr, 0.6);
    cairo_move_to(g->cr, x * unit, y * unit);
    cairo_line_to(g->cr, (x + bredde) * unit, y * unit);
    cairo_stroke(g->cr);
}

/* ---- the letter head ---- */

static int stack(const struct tegner *g, enum ark_stil stil, const struct str *linje, size_t n,
                 struct ark_felt felt, int y)
{
    for (size_t i = 0; i < n; i++) {
        begin(g, "P");
        y += show(g, stil, linje[i], felt, y, SIDE_VENSTRE);
        end(g, "P");
    }
    return y;
}

static int brevhoved(const struct tegner *g, const struct blad *blad)
{
    struct ark_felt hele = {ARK_VENSTRE, PT(300)};
    struct ark_felt hoejre = {ARK_VENSTRE + PT(321), ARK_TEKST - PT(321)};
    int y = ARK_TOP;

    y = stack(g, STIL_NAVN, &blad->afsender, 1, hele, y);
    y = stack(g, STIL_NOTE, &blad->afdeling, 1, hele, y);
    y = (y < PT(118) ? PT(118) : y + PT(16));
    int slut = stack(g, STIL_ALM, blad->modtager, blad->modtagerlinjer, hele, y);
    int slut_hoejre =
        stack(g, STIL_NOTE, blad->hoejre, blad->hoejrelinjer, hoejre, ARK_TOP + PT(5));
    if (slut_hoejre > slut) slut = slut_hoejre;
    return slut + PT(34);
}

int ark_brevhoved_hoejde(struct brev_trykkeri *t, const struct blad *blad)
{
    struct tegner g = {NULL, t, NULL};

    return brevhoved(&g, blad);
}

/* ---- blocks ---- */

static void show_boks(const struct tegner *g, const struct ark_stykke *s)
{
    set_farve(g->cr, bund);
    cairo_rectangle(g->cr, ARK_VENSTRE * unit, s->y * unit, ARK_TEKST * unit, s->hoejde * unit);
    cairo_fill(g->cr);
    set_farve(g->cr, kant);
    cairo_rectangle(g->cr, ARK_VENSTRE * unit, s->y * unit, 3, s->hoejde * unit);
    cairo_fill(g->cr);
}

static const char *blok_tag(enum blok_art art)
{
    switch (art) {
    case BLOK_H1: return "H1";
    case BLOK_H2: return "H2";
    case BLOK_H3: return "H3";
    default: return "P";
    }
}

static void show_punkt(const struct tegner *g, const struct ark_stykke *s)
{
    begin(g, "LI");
    begin(g, "Lbl");
    show(g, STIL_ALM, STR("–"), (struct ark_felt){ARK_VENSTRE, PT(12)}, s->y, SIDE_VENSTRE);
    end(g, "Lbl");
    begin(g, "LBody");
    show(g, STIL_ALM, s->blok->tekst, ark_blok_felt(s->blok), s->y, SIDE_VENSTRE);
    end(g, "LBody");
    end(g, "LI");
}

static void show_blok(const struct tegner *g, const struct ark_stykke *s)
{
    const struct blok *blok = s->blok;
    enum ark_stil stil = ark_blok_stil(blok->art);
    struct ark_felt hoejre = {ARK_VENSTRE + ARK_TEKST - PT(110), PT(110)};
    int y = s->y + ark_polster(blok, NULL);

    if (blok->art == BLOK_LUFT) return;
    if (blok->art == BLOK_PUNKT) {
        show_punkt(g, s);
        return;
    }
    if (blok->art == BLOK_BOKS) show_boks(g, s);
    begin(g, blok_tag(blok->art));
    show(g, stil, blok->tekst, ark_blok_felt(blok), y, SIDE_VENSTRE);
    show(g, stil, blok->hoejre, hoejre, y, SIDE_HOEJRE);
    end(g, blok_tag(blok->art));
}

/* ---- tables ---- */

static void show_raekke(const struct tegner *g, const struct blok *blok,
                        const struct blok_raekke *raekke, int y)
{
    bool hoved = raekke == NULL || raekke->art == RAEKKE_GRUPPE;
    int kolonner = ark_raekke_spaender(raekke) ? 1 : blok->kolonner;
    const char *tag = hoved ? "TH" : "TD";

    begin(g, "TR");
    for (int i = 0; i < kolonner; i++) {
        struct str tekst = raekke == NULL ? str_from(blok->kolonne[i].titel) : raekke->celle[i];
        begin(g, tag);
        show(g, ark_celle_stil(blok, raekke), tekst, ark_celle_felt(blok, raekke, i),
             y + ark_polster(blok, raekke), ark_celle_side(blok, raekke, i));
        end(g, tag);
    }
    end(g, "TR");
}

/* The line above a sum, or between two rows. */
static void rule_above(const struct tegner *g, const struct ark_stykke *s, int y)
{
    const struct blok_raekke *raekke = s->raekke;
    bool foerst = raekke == s->blok->raekke;

    if (raekke->art == RAEKKE_SUM) rule(g, ARK_VENSTRE, ARK_TEKST, y, streg);
    if (foerst || s->hoved) return;
    bool efter_gruppe = raekke[-1].art == RAEKKE_GRUPPE;
    if ((raekke->art == RAEKKE_LINJE || raekke->art == RAEKKE_DELSUM) && !efter_gruppe) {
        rule(g, ARK_VENSTRE, ARK_TEKST, y, svag);
    }
}

static void show_tabel(const struct tegner *g, const struct ark_stykke *s)
{
    int y = s->y;

    if (s->hoved) {
        show_raekke(g, s->blok, NULL, y);
        y += s->hoved_hoejde;
        rule(g, ARK_VENSTRE, ARK_TEKST, y, streg);
    }
    if (s->fortsat) {
        show_raekke(g, s->blok, s->gruppe, y);
        y += s->gruppe_hoejde;
    }
    rule_above(g, s, y);
    show_raekke(g, s->blok, s->raekke, y);
    if (s->raekke->skrives) rule(g, ARK_VENSTRE, ARK_TEKST, y + s->hoejde, svag);
}

/* ---- pages ---- */

/* What holds the strip together with its neighbours in the structure: a table, a list or nothing.
 * Ends with the page. */
static const char *holder(const struct ark_stykke *s)
{
    return s->raekke != NULL ? "Table" : s->blok->art == BLOK_PUNKT ? "L" : NULL;
}

static bool same_holder(const struct ark_stykke *a, const struct ark_stykke *b)
{
    if (a->side != b->side) return false;
    return holder(a) != NULL && holder(a) == holder(b) && (a->raekke == NULL || a->blok == b->blok);
}

static void show_sidehoved(const struct tegner *g, int side, const char *tal)
{
    const struct blad *blad = g->ark->blad;
    struct ark_felt hele = {ARK_VENSTRE, ARK_TEKST};
    struct ark_felt fod = {ARK_VENSTRE, ARK_TEKST - PT(70)};

    show(g, STIL_FOD, blad->fod, fod, ARK_FOD, SIDE_VENSTRE);
    show(g, STIL_FOD, str_from(tal), hele, ARK_FOD, SIDE_HOEJRE);
    if (side == 0) return;
    show(g, STIL_FOD, blad->afsender, hele, PT(38), SIDE_VENSTRE);
    show(g, STIL_FOD, blad->titel, hele, PT(38), SIDE_HOEJRE);
}

static void show_side(const struct tegner *g, int side, const char *tal, size_t *nr)
{
    const struct ark *ark = g->ark;

    begin(g, "Sect");
    if (side == 0) brevhoved(g, ark->blad);
    for (; *nr < ark->count && ark->stykke[*nr].side == side; ++*nr) {
        const struct ark_stykke *s = &ark->stykke[*nr];
        const char *i = holder(s);
        if (i != NULL && (*nr == 0 || !same_holder(s - 1, s))) begin(g, i);
        if (s->raekke != NULL) show_tabel(g, s);
        if (s->raekke == NULL) show_blok(g, s);
        if (i != NULL && (*nr + 1 == ark->count || !same_holder(s, s + 1))) end(g, i);
    }
    end(g, "Sect");
    show_sidehoved(g, side, tal);
    cairo_show_page(g->cr);
}

static cairo_status_t take(void *closure, const unsigned char *data, unsigned int length)
{
    struct brev_trykkeri *t = closure;

    if (length > ARK_MAX_BYTES - t->n) return CAIRO_STATUS_WRITE_ERROR;
    for (unsigned int i = 0; i < length; i++) t->bytes[t->n++] = (char)data[i];
    return CAIRO_STATUS_SUCCESS;
}

bool ark_tegn(struct ark *ark, struct err *err)
{
    struct tegner g = {ark, ark->trykkeri, NULL};
    size_t nr = 0;
    char tal[64];

    ark->trykkeri->n = 0;
    cairo_surface_t *flade = cairo_pdf_surface_create_for_stream(
        take, ark->trykkeri, ARK_BREDDE * unit, ARK_HOEJDE * unit);
    cairo_pdf_surface_restrict_to_version(flade, CAIRO_PDF_VERSION_1_4);
    g.cr = cairo_create(flade);
    begin(&g, "Document");
    for (int side = 0; side < ark->sider; side++) {
        snprintf(tal, sizeof(tal), "side %d af %d", side + 1, ark->sider);
        show_side(&g, side, tal, &nr);
    }
    end(&g, "Document");
    cairo_surface_finish(flade);
    cairo_status_t status = cairo_surface_status(flade);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_status(g.cr);
    cairo_destroy(g.cr);
    cairo_surface_destroy(flade);
    if (status == CAIRO_STATUS_SUCCESS) return true;
    if (status == CAIRO_STATUS_WRITE_ERROR) {
        return err_begge(err, ERR_LIMIT, NULL, "brevet fylder over %d MB",
                         "the letter takes more than %d MB", ARK_MAX_BYTES >> 20);
    }
    return err_begge(err, ERR_IO, NULL, "brevet kan ikke tegnes: %s",
                     "the letter cannot be drawn: %s", cairo_status_to_string(status));
}
