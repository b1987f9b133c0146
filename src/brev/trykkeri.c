/*
 * trykkeri: the fonts and the colour profile.
 *
 * Only our own two font files are visible, through a fontconfig of our own: what else is installed
 * on a machine must not change a letter.
 */
#include <stdio.h>
#include <string.h>

#include "base/fil.h"
#include "base/tegn.h"
#include "brev/ark.h"

const struct brev_filer brev_filer_debian = {
    .skrift = "/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf",
    .skrift_fed = "/usr/share/fonts/truetype/open-sans/OpenSans-Semibold.ttf",
    .familie = "Open Sans",
    .farveprofil = "/usr/share/color/icc/sRGB.icc",
};

static const struct {
    int tiendedele; /* of a point */
    bool fed;
} stilarter[STIL_ANTAL] = {
    [STIL_H1] = {180, true},    [STIL_H2] = {125, true},   [STIL_H3] = {105, true},
    [STIL_STOR] = {125, false}, [STIL_ALM] = {105, false}, [STIL_FED] = {105, true},
    [STIL_NOTE] = {90, false},  [STIL_HOVED] = {90, true}, [STIL_SMAAT] = {95, false},
    [STIL_NAVN] = {140, true},  [STIL_FOD] = {80, false},
};

static bool add_skrift(struct brev_trykkeri *t, const char *sti, struct err *err)
{
    if (fil_exists(sti) && FcConfigAppFontAddFile(t->config, (const FcChar8 *)sti)) return true;
    return err_begge(err, ERR_IO, sti,
                     "skrifttypen til breve kan ikke læses; installér pakken fonts-open-sans",
                     "the typeface of the letters cannot be read; install the package "
                     "fonts-open-sans");
}

static void make_context(struct brev_trykkeri *t, const struct brev_filer *filer)
{
    cairo_font_options_t *valg = cairo_font_options_create();

    /* Letters are set for paper: nothing is rounded to the dots of a screen. */
    cairo_font_options_set_hint_style(valg, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(valg, CAIRO_HINT_METRICS_OFF);
    t->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(t->map), t->config);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(t->map), 72);
    t->context = pango_font_map_create_context(t->map);
    pango_cairo_context_set_font_options(t->context, valg);
    pango_context_set_round_glyph_positions(t->context, FALSE);
    pango_context_set_language(t->context, pango_language_from_string("da"));
    cairo_font_options_destroy(valg);
    t->tekster = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_object_unref);
    t->mellemrum = pango_layout_new(t->context);
    pango_layout_set_text(t->mellemrum, " ", 1);
    for (int i = 0; i < STIL_ANTAL; i++) {
        PangoFontDescription *skrift = pango_font_description_new();
        pango_font_description_set_family(skrift, filer->familie);
        pango_font_description_set_weight(skrift, stilarter[i].fed ? PANGO_WEIGHT_SEMIBOLD
                                                                   : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_size(skrift, stilarter[i].tiendedele * PANGO_SCALE / 10);
        t->skrift[i] = skrift;
    }
}

bool brev_trykkeri_open(struct arena *arena, const struct brev_filer *filer,
                        struct brev_trykkeri **out, struct err *err)
{
    struct brev_trykkeri *t = ARENA_NEW(arena, struct brev_trykkeri);

    t->bytes = arena_alloc(arena, ARK_MAX_BYTES);
    if (!fil_exists(filer->farveprofil)) {
        return err_begge(err, ERR_IO, filer->farveprofil,
                         "farveprofilen til breve mangler; installér pakken icc-profiles-free",
                         "the colour profile of the letters is missing; install the package "
                         "icc-profiles-free");
    }
    TRY(fil_read(arena, filer->farveprofil, 1 << 20, &t->farveprofil, err));
    t->config = FcConfigCreate();
    if (!add_skrift(t, filer->skrift, err) || !add_skrift(t, filer->skrift_fed, err)) {
        FcConfigDestroy(t->config);
        return false;
    }
    make_context(t, filer);
    *out = t;
    return true;
}

void brev_trykkeri_close(struct brev_trykkeri *t)
{
    for (int i = 0; i < STIL_ANTAL; i++) pango_font_description_free(t->skrift[i]);
    g_hash_table_destroy(t->tekster);
    g_object_unref(t->mellemrum);
    g_object_unref(t->context);
    g_object_unref(t->map);
    FcConfigDestroy(t->config);
    *t = (struct brev_trykkeri){0};
}

/* ---- texts, set once ---- */

/* Bytes [from, to) are not broken between. */
static void hold(PangoAttrList *attr, size_t from, size_t to)
{
    PangoAttribute *a = pango_attr_allow_breaks_new(FALSE);

    a->start_index = (guint)from;
    a->end_index = (guint)to;
    pango_attr_list_insert(attr, a);
}

/* Keeps the words beside every no-break space together, and puts an ordinary space in its place,
 * so that what is copied from the letter is plain text; units ("kr/døgn") stay whole too. `plads`
 * has the length of the text. */
static size_t unbreak(struct str tekst, char *plads, PangoAttrList *attr)
{
    size_t n = 0;

    for (size_t i = 0; i < tekst.n; i++) {
        bool fast = tekst.p[i] == '\302' && i + 1 < tekst.n && tekst.p[i + 1] == '\240';
        if (n > 0 && (fast || tekst.p[i] == '/')) hold(attr, n - 1, n + 2);
        plads[n++] = fast ? ' ' : tekst.p[i];
        i += fast ? 1 : 0;
    }
    return n;
}

#define VISES_IKKE "\357\277\275" /* � */

bool ark_mangler(uint32_t tegn, bool alt, uint32_t *foer)
{
    bool loest = tegn_loest(tegn), mangler = !tegn_i_brev(tegn) && !loest;
    uint32_t bogstav = 0;

    if (loest && g_unichar_compose(*foer, tegn, &bogstav) && tegn_i_brev(bogstav))
        tegn = bogstav;
    else if (loest)
        mangler = alt;
    *foer = mangler ? 0 : tegn;
    return mangler;
}

/* What the font lacks becomes �, one for each picture however many characters it is made of; what
 * word processors put in for a hyphen or a space becomes one; what nobody sees is left out. */
static struct str printable(struct str tekst, bool alt, char *plads, bool *erstattet)
{
    size_t n = 0, bytes = 0;
    bool efter = false, samlet = false; /* after a �, and joined to it */
    uint32_t tegn, foer = 0;

    *erstattet = false;
    for (size_t at = 0; at < tekst.n; at += bytes) {
        bytes = str_step(tekst, at, &tegn);
        const char *ny = NULL;
        if (tegn == 0x2010 || tegn == 0x2011) ny = "-";
        if (tegn == 0x202F) ny = " ";
        if (tegn_usynligt(tegn)) {
            samlet = samlet || (efter && tegn == 0x200D);
            continue;
        }
        bool mangler = ark_mangler(tegn, alt, &foer);
        bool hud = tegn >= 0x1F3FB && tegn <= 0x1F3FF;
        if (mangler) ny = samlet || (efter && hud) ? "" : VISES_IKKE;
        *erstattet = *erstattet || mangler;
        efter = mangler;
        samlet = false;
        size_t laengde = ny == NULL ? bytes : strlen(ny);
        memcpy(plads + n, ny == NULL ? tekst.p + at : ny, laengde);
        n += laengde;
    }
    return (struct str){plads, n};
}

static void fill_layout(PangoLayout *layout, struct str tekst)
{
    PangoAttrList *attr = pango_attr_list_new();
    char plads[ARK_MAX_SAT];

    /* A ligature would be read as one strange character by who copies or listens. */
    pango_attr_list_insert(attr, pango_attr_font_features_new("liga=0,clig=0,dlig=0,calt=0"));
    size_t n = unbreak(tekst, plads, attr);
    pango_layout_set_text(layout, plads, (int)n);
    pango_layout_set_attributes(layout, attr);
    pango_attr_list_unref(attr);
}

static PangoLayout *set_text(struct brev_trykkeri *t, enum ark_stil stil, struct str tekst,
                             int bredde, enum ark_side side)
{
    PangoLayout *layout = pango_layout_new(t->context);
    char plads[ARK_MAX_SAT];
    bool erstattet;

    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_font_description(layout, t->skrift[stil]);
    pango_layout_set_width(layout, bredde);
    pango_layout_set_alignment(layout, side == SIDE_HOEJRE ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    fill_layout(layout, printable(tekst, false, plads, &erstattet));
    bool alt = pango_layout_get_unknown_glyphs_count(layout) > 0;
    if (alt) fill_layout(layout, printable(tekst, true, plads, &erstattet));
    if (erstattet) g_object_set_data(G_OBJECT(layout), ARK_ERSTATTET, layout);
    if (alt) g_object_set_data(G_OBJECT(layout), ARK_ALT, layout);
    return layout;
}

/* Most texts of a letter stand in the next one too, and every text is needed twice: to be measured
 * and to be drawn. */
PangoLayout *ark_tekst(struct brev_trykkeri *t, enum ark_stil stil, struct str tekst, int bredde,
                       enum ark_side side)
{
    char noegle[ARK_MAX_TEKST + 64];

    ASSERT(tekst.n <= ARK_MAX_TEKST);
    int n = snprintf(noegle, sizeof(noegle), "%d %d %d %.*s", (int)stil, bredde, (int)side,
                     STR_ARG(tekst));
    ASSERT(n > 0 && (size_t)n < sizeof(noegle));
    PangoLayout *layout = g_hash_table_lookup(t->tekster, noegle);
    if (layout != NULL) return layout;
    if (g_hash_table_size(t->tekster) >= ARK_MAX_TEKSTER) g_hash_table_remove_all(t->tekster);
    layout = set_text(t, stil, tekst, bredde, side);
    g_hash_table_insert(t->tekster, g_strdup(noegle), layout);
    return layout;
}

int ark_hoejde(PangoLayout *layout)
{
    int hoejde = 0;

    pango_layout_get_size(layout, NULL, &hoejde);
    return hoejde;
}

size_t brev_erstattede(const struct brev_trykkeri *trykkeri, const struct brev_erstattet **ud)
{
    *ud = trykkeri->erstattet;
    return trykkeri->erstattede;
}
