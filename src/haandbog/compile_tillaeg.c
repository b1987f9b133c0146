/*
 * compile_tillaeg: what the handbook says about itself: sammenlign, modstrid and accepteret.
 */
#include "haandbog/compile.h"

/* ---- sammenlign ---- */

static bool read_side(struct kompil *k, const struct regel *regel, const char *noegle,
                      struct plan_formel *out)
{
    const struct regel_post *post = kompil_kraev(k, regel, noegle);
    if (post == NULL) return false;
    struct laes l = kompil_laes(k, post);
    struct plan_formel formel = {.tekst = STR_EMPTY};
    TRY(formel_read(&l, &k->navne, &formel));
    TRY(laes_slut(&l));
    if (kompil_bruger_vederlag(&formel)) {
        l.at = 0;
        return laes_fejl(
            &l, "form",
            "en sammenligning har intet barn og derfor intet antal vederlag; "
            "skriv et tal eller \"vederlag på trin\"",
            "a comparison has no child and so no number of fees; write a number or “vederlag "
            "på trin”");
    }
    *out = formel;
    return true;
}

static void read_sammenlign(struct kompil *k, const struct regel *regel)
{
    struct sammenligning s = {.navn = kompil_navn(k, regel), .sted = regel->sted};
    bool ok = read_side(k, regel, "formel", &s.formel);
    ok = read_side(k, regel, "med", &s.med) && ok;
    if (!ok) return;
    if (!enhed_eq(s.formel.enhed, s.med.enhed)) {
        struct fund_ord a = formel_enhed_ord(k->arena, s.formel.enhed);
        struct fund_ord b = formel_enhed_ord(k->arena, s.med.enhed);
        fund_begge(k->fund, true, "enhed", s.navn, regel_find(regel, "med")->vaerdi.sted,
                   "de to formler er ikke i samme enhed: %s%.0s og %s%.0s",
                   "the two formulas are not in the same unit: %.0s%s and %.0s%s",
                   FUND_BEGGE(k->arena, a), FUND_BEGGE(k->arena, b));
        return;
    }
    k->sammenligning[k->ud->sammenligninger++] = s;
}

/* ---- modstrid ---- */

/* "N5" or "R32", a demand of docs/krav.md. */
static bool is_demand(struct str s)
{
    if (s.n < 2 || s.n > 4 || (s.p[0] != 'N' && s.p[0] != 'R')) return false;
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return true;
}

static void read_modstrid(struct kompil *k, const struct regel *regel, struct modstrid *out)
{
    const struct regel_post *krav = regel_find(regel, "krav");
    *out = (struct modstrid){.navn = kompil_navn(k, regel),
                             .kilden_siger = kompil_tekst(k, regel, "kilden siger"),
                             .vi_goer = kompil_tekst(k, regel, "vi gør"),
                             .krav = STR_EMPTY,
                             .sted = regel->sted};
    if (krav == NULL) return;
    struct laes l = kompil_laes(k, krav);
    out->krav = krav->vaerdi.tekst;
    if (!is_demand(out->krav))
        laes_fejl(&l, "form", "et krav hedder N og et tal, for eksempel N5",
                  "a demand is named N and a number, for example N5");
}

/* ---- accepteret ---- */

/* Only remarks can be accepted; `modstrid` always is. */
static const char *const KODE[] = {"takst-ukendt",        "takst-foreløbig", "takst-antaget",
                                   "takst-fremskrivning", "takst-spring",    "takst-ubrugt",
                                   "sammenlign",          "ukendt-regel",    "situation-mangler"};

static bool read_accept(struct kompil *k, const struct regel_post *post, struct accept *out)
{
    struct laes l = laes_start(k->arena, k->fund, post->noegle);
    size_t kode = 0;
    TRY(laes_valg(&l, KODE, COUNT(KODE), &kode));
    struct str emne = str_trim(str_sub(post->noegle.tekst, l.at, post->noegle.tekst.n));
    l = kompil_laes(k, post);
    *out = (struct accept){.kode = str_from(KODE[kode]), .emne = emne, .sted = post->noegle.sted};
    return laes_tekst(&l, &out->grund) && laes_slut(&l);
}

/* ---- all of them ---- */

static void read_all(struct kompil *k, struct modstrid *modstrid, struct accept *accept)
{
    for (size_t i = 0; i < k->dokument->regler; i++) {
        const struct regel *regel = &k->dokument->regel[i];
        if (regel->art == REGEL_SAMMENLIGN) read_sammenlign(k, regel);
        if (regel->art == REGEL_MODSTRID) read_modstrid(k, regel, &modstrid[k->ud->modstride++]);
        if (regel->art != REGEL_ACCEPTERET) continue;
        for (size_t j = 0; j < regel->poster; j++)
            if (read_accept(k, &regel->post[j], &accept[k->ud->accepter])) k->ud->accepter++;
    }
}

void compile_tillaeg(struct kompil *k)
{
    size_t posts = 0;
    for (size_t i = 0; i < k->dokument->regler; i++)
        if (k->dokument->regel[i].art == REGEL_ACCEPTERET) posts += k->dokument->regel[i].poster;
    struct modstrid *modstrid =
        ARENA_ARRAY(k->arena, kompil_antal(k, REGEL_MODSTRID), struct modstrid);
    struct accept *accept = ARENA_ARRAY(k->arena, posts, struct accept);
    k->sammenligning =
        ARENA_ARRAY(k->arena, kompil_antal(k, REGEL_SAMMENLIGN), struct sammenligning);
    k->ud->sammenligning = k->sammenligning;
    k->ud->modstrid = modstrid;
    k->ud->accept = accept;
    read_all(k, modstrid, accept);
}
