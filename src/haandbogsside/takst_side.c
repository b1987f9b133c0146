/*
 * takst_side: the rates in force with years as columns, and a row with its source for one more.
 */
#include "haandbogsside/takst_side.h"

#include "base/csv.h"
#include "base/id.h"
#include "haandbogsside/haandbogsside.h"
#include "haandbogsside/skabelon.h"
#include "side/side_ord.h"

enum { AAR_MAX = 8, SATSER_MAX = 12 };

/* ---- the table */

static struct str amount(const struct side *s, const struct takst *t)
{
    return t->ukendt ? side_tekst(s, "ukendt", "unknown") : oere_kr(s->arena, t->beloeb);
}

/* The next day after `dag` on which another row of the key may hold. */
static struct dato next_change(const struct takst_tabel *tabel, const struct takst *noegle,
                               struct dato dag, struct dato slut)
{
    for (size_t i = 0; i < tabel->count; i++) {
        const struct takst *t = &tabel->takst[i];
        if (!str_eq(t->navn, noegle->navn)) continue;
        if (t->fra.dag > dag.dag) slut = dato_min(slut, t->fra);
        if (t->til.dag > dag.dag) slut = dato_min(slut, t->til);
    }
    return slut;
}

static struct takst_celle year_of(const struct side *s, const struct takst_tabel *tabel,
                                  const struct takst *noegle, int aar)
{
    struct dato dag = dato_make(aar, 1, 1), slut = dato_make(aar + 1, 1, 1), foerst = dag;
    struct takst_sats *sats = ARENA_ARRAY(s->arena, SATSER_MAX, struct takst_sats);
    struct takst_celle celle = {.sats = sats};
    const struct takst *sidste = NULL;

    while (dag.dag < slut.dag && celle.sats_antal < SATSER_MAX) {
        const struct takst *t = takst_on(tabel, noegle->navn, noegle->alder_fra, dag, DATO_MAX);
        if (t != NULL && t != sidste) {
            bool midt = dag.dag != foerst.dag;
            sats[celle.sats_antal++] = (struct takst_sats){
                amount(s, t),
                !midt ? STR_EMPTY
                      : str_format(s->arena, s->engelsk ? "from %.*s" : "fra %.*s",
                                   STR_ARG(side_dato(s, dag))),
                t->ukendt || t->status == TAKST_ENDELIG ? STR_EMPTY
                                                        : takst_status_ord(s, t->status)};
        }
        sidste = t;
        dag = next_change(tabel, noegle, dag, slut);
    }
    return celle;
}

/* The years that rows begin or end in, the last AAR_MAX of them. */
static void years(const struct side *s, const struct takst_tabel *tabel, struct takst_fil *fil)
{
    int foerst = 0, sidst = 0;

    for (size_t i = 0; i < tabel->count; i++) {
        const struct takst *t = &tabel->takst[i];
        int fra = dato_year(t->fra);
        int til = t->til.dag == DATO_MAX.dag ? fra : dato_year(dato_plus(t->til, -1));
        if (foerst == 0 || fra < foerst) foerst = fra;
        if (til > sidst) sidst = til;
    }
    if (tabel->count == 0) return;
    if (sidst - foerst >= AAR_MAX) foerst = sidst - AAR_MAX + 1;
    struct takst_aar *aar = ARENA_ARRAY(s->arena, AAR_MAX, struct takst_aar);
    for (int a = foerst; a <= sidst; a++) aar[fil->aar_antal++].aar = a;
    fil->aar = aar;
}

static void rows(const struct side *s, const struct takst_tabel *tabel, struct takst_fil *fil)
{
    struct takst_noegler n;

    takst_noegler_find(s->arena, tabel, &n);
    struct takst_raekke *r = ARENA_ARRAY(s->arena, n.antal, struct takst_raekke);
    for (size_t i = 0; i < n.antal; i++) {
        struct takst_celle *celle = ARENA_ARRAY(s->arena, fil->aar_antal, struct takst_celle);
        for (size_t a = 0; a < fil->aar_antal; a++)
            celle[a] = year_of(s, tabel, n.takst[i], fil->aar[a].aar);
        r[i] = (struct takst_raekke){.navn = takst_navn_ord(s->arena, n.takst[i]->navn),
                                     .noegle = takst_noegle_ord(s, n.takst[i]),
                                     .enhed = enhed_text(s->arena, n.takst[i]->enhed),
                                     .kode = takst_kode(s->arena, n.takst[i]),
                                     .celle = celle,
                                     .celle_antal = fil->aar_antal};
    }
    fil->raekke = r;
    fil->raekke_antal = n.antal;
}

static void sources(const struct side *s, const struct takst_tabel *tabel, struct takst_fil *fil)
{
    struct takst_kilde_raekke *k = ARENA_ARRAY(s->arena, tabel->count, struct takst_kilde_raekke);

    for (size_t i = 0; i < tabel->count; i++) {
        const struct takst *t = &tabel->takst[i];
        bool aaben = t->til.dag == DATO_MAX.dag, altid = t->kendt_fra.dag == DATO_MIN.dag;
        k[i] = (struct takst_kilde_raekke){
            .navn = takst_navn_ord(s->arena, t->navn),
            .noegle = takst_noegle_ord(s, t),
            .fra = side_dato(s, t->fra),
            .til = aaben ? side_tekst(s, "indtil videre", "until further notice")
                         : side_dato(s, dato_plus(t->til, -1)),
            .beloeb = amount(s, t),
            .status = t->ukendt ? STR_EMPTY : takst_status_ord(s, t->status),
            .kendt = altid ? side_tekst(s, "altid", "always") : side_dato(s, t->kendt_fra),
            .kilde = t->kilde,
        };
    }
    fil->kilde = k;
    fil->kilde_antal = tabel->count;
}

static bool read_rates(struct side *s, const struct udkast_tekst *t, struct takst_tabel *tabel,
                       struct err *err)
{
    struct fund_liste fund;

    *tabel = (struct takst_tabel){0};
    fund_init(&fund, s->arena);
    return takst_read(s->arena, "takster", t->tekst, tabel, &fund, err);
}

static bool in_force(struct side *s, struct udkast_gaeldende *g, struct err *err)
{
    return udkast_gaeldende(s->app->store, s->arena, s->app->kommune, side_egne_filer(s->app), g,
                            err);
}

bool side_takster(struct side *s, struct err *err)
{
    struct takster_side page = {0};
    struct udkast_gaeldende g;
    struct takst_tabel tabel;

    TRY(in_force(s, &g, err));
    struct takst_fil *fil = ARENA_ARRAY(s->arena, g.antal, struct takst_fil);
    for (size_t i = 0; i < g.antal; i++) {
        if (g.tekst[i].slags != UDKAST_TAKSTER) continue;
        struct takst_fil *f = &fil[page.fil_antal++];
        TRY(read_rates(s, &g.tekst[i], &tabel, err));
        f->navn = g.tekst[i].navn;
        f->titel = udkast_titel(s, UDKAST_TAKSTER, f->navn);
        f->kan_skrive = adgang_har(&s->hvem, RET_HAANDBOG_SKRIV);
        years(s, &tabel, f);
        rows(s, &tabel, f);
        sources(s, &tabel, f);
    }
    page.fil = fil;
    html_takster_side(&s->h, &page);
    return side_vis(s, "Takster", "Rates");
}

/* ---- one more row */

struct raekke { /* as it was filled in */
    struct str id, takst, fra, til, beloeb, status, kendt, kilde, begrundelse;
};

/* The text a row is added to: the open draft of these rates if there is one, else what is in
 * force. */
struct under {
    struct udkast_gaeldende g;
    struct udkast_tekst tekst;
    struct str id; /* of the open draft; empty when there is none */
    int64_t efter;
    struct takst_tabel tabel;
    struct takst_noegler noegler;
};

static bool open_draft(struct side *s, struct under *u, struct err *err)
{
    struct udkast *alle;
    size_t n;

    TRY(udkast_liste(s->app->store, s->arena, s->app->kommune, &alle, &n, err));
    for (size_t i = 0; i < n; i++) {
        const struct udkast *d = &alle[i];
        if (d->tilstand != UDKAST_KLADDE || d->slags != UDKAST_TAKSTER) continue;
        if (!str_eq(d->navn, u->tekst.navn)) continue;
        u->id = d->id;
        u->efter = d->tekst;
        return udkast_hent(s->app->store, s->arena, s->app->kommune, d->id, d->tekst,
                           &u->tekst.tekst, err);
    }
    return true;
}

static bool find_rates(struct side *s, struct under *u, struct err *err)
{
    struct str navn = web_del(s->request, "takster");
    bool findes = false;

    *u = (struct under){.id = STR_EMPTY};
    TRY(in_force(s, &u->g, err));
    for (size_t i = 0; i < u->g.antal; i++) {
        const struct udkast_tekst *t = &u->g.tekst[i];
        if (t->slags != UDKAST_TAKSTER || !str_eq(t->navn, navn)) continue;
        u->tekst = *t;
        findes = true;
    }
    if (!findes) return side_findes_ikke(err);
    TRY(read_rates(s, &u->tekst, &u->tabel, err));
    takst_noegler_find(s->arena, &u->tabel, &u->noegler);
    return open_draft(s, u, err);
}

static const struct takst *chosen(const struct side *s, const struct under *u, struct str kode)
{
    for (size_t i = 0; i < u->noegler.antal; i++)
        if (str_eq(takst_kode(s->arena, u->noegler.takst[i]), kode)) return u->noegler.takst[i];
    return NULL;
}

static void choices(struct side *s, const struct under *u, const struct raekke *r,
                    struct takst_ny *page)
{
    struct takst_noegle *n = ARENA_ARRAY(s->arena, u->noegler.antal, struct takst_noegle);
    struct takst_status_valg *v =
        ARENA_ARRAY(s->arena, TAKST_FREMSKRIVNING + 1, struct takst_status_valg);
    const struct takst *valgt = chosen(s, u, r->takst);

    for (size_t i = 0; i < u->noegler.antal; i++) {
        const struct takst *t = u->noegler.takst[i];
        struct str navn = takst_navn_ord(s->arena, t->navn), alder = takst_noegle_ord(s, t);
        n[i] = (struct takst_noegle){takst_kode(s->arena, t),
                                     str_format(s->arena, "%.*s%s%.*s (%.*s)", STR_ARG(navn),
                                                alder.n > 0 ? ", " : "", STR_ARG(alder),
                                                STR_ARG(enhed_text(s->arena, t->enhed))),
                                     t == valgt};
    }
    for (int i = 0; i <= TAKST_FREMSKRIVNING; i++) {
        struct str kode = str_from(takst_status_navn((enum takst_status)i));
        v[i] = (struct takst_status_valg){kode, takst_status_ord(s, (enum takst_status)i),
                                          str_eq(kode, r->status)};
    }
    page->noegle = n;
    page->noegle_antal = u->noegler.antal;
    page->status = v;
    page->status_antal = TAKST_FREMSKRIVNING + 1;
}

static bool show_form(struct side *s, const struct under *u, const struct raekke *r)
{
    struct takst_ny page = {
        .csrf = s->csrf,
        .id = r->id,
        .fil = u->tekst.navn,
        .titel = udkast_titel(s, UDKAST_TAKSTER, u->tekst.navn),
        .fra = r->fra,
        .til = r->til,
        .beloeb = r->beloeb,
        .kendt = r->kendt,
        .kilde = r->kilde,
        .begrundelse = r->begrundelse,
    };

    choices(s, u, r, &page);
    html_takst_ny(&s->h, &page);
    return side_vis(s, "Ny sats", "New rate");
}

bool side_takst_ny(struct side *s, struct err *err)
{
    struct raekke r = {.status = STR("endelig")};
    struct under u;
    struct id id;

    TRY(find_rates(s, &u, err));
    TRY(id_make(&id, err));
    r.id = id_str(&id);
    TRY(web_felt(&s->request->query, "takst", &r.takst, err));
    return show_form(s, &u, &r);
}

static bool read_form(struct side *s, struct raekke *r, struct err *err)
{
    const struct {
        const char *navn;
        struct str *felt;
    } felter[] = {
        {"id", &r->id},       {"takst", &r->takst},   {"fra", &r->fra},
        {"til", &r->til},     {"beloeb", &r->beloeb}, {"status", &r->status},
        {"kendt", &r->kendt}, {"kilde", &r->kilde},   {"begrundelse", &r->begrundelse},
    };

    for (size_t i = 0; i < sizeof(felter) / sizeof(*felter); i++)
        TRY(web_felt(&s->request->form, felter[i].navn, felter[i].felt, err));
    return true;
}

static void add_cell(struct buf *out, struct str text)
{
    struct str line = text;

    /* A source is one line. */
    buf_char(out, ';');
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n' || text.p[i] == '\r')
            line = str_sub(text, 0, i < line.n ? i : line.n);
    csv_add_cell(out, str_trim(line));
}

/* The text with the row last; *linje is its line. */
static struct str with_row(struct side *s, const struct under *u, const struct takst *t,
                           const struct raekke *r, int *linje)
{
    const struct str felt[] = {r->fra,   r->til,   r->beloeb,     STR_EMPTY,
                               r->kendt, r->kilde, r->begrundelse};
    struct buf out;

    buf_init(&out, s->arena);
    buf_add(&out, u->tekst.tekst);
    if (out.n > 0 && out.p[out.n - 1] != '\n') buf_char(&out, '\n');
    *linje = 1;
    for (size_t i = 0; i < out.n; i++) *linje += out.p[i] == '\n';
    buf_add(&out, t->navn);
    buf_c(&out, ";");
    if (t->alder_fra >= 0 && t->alder_fra == t->alder_til)
        buf_format(&out, "alder %d", t->alder_fra);
    else if (t->alder_fra >= 0)
        buf_format(&out, "alder %d-%d", t->alder_fra, t->alder_til);
    add_cell(&out, enhed_text(s->arena, t->enhed));
    for (size_t i = 0; i < sizeof(felt) / sizeof(*felt); i++) {
        bool status = i == 3;
        bool ukendt = str_is(str_trim(r->beloeb), "ukendt");
        add_cell(&out, !status ? felt[i] : ukendt ? STR_EMPTY : r->status);
    }
    buf_char(&out, '\n');
    return buf_str(&out);
}

/* The field whose cell is in that column of the row, which is counted in letters from 1. */
static const char *field_at(struct str row, int kol)
{
    static const char *const FIELD[] = {"takst",  "takst",  "takst", "fra",   "til",
                                        "beloeb", "status", "kendt", "kilde", "begrundelse"};
    size_t cell = 0, last = sizeof(FIELD) / sizeof(*FIELD) - 1;
    bool quoted = false;
    uint32_t tegn;

    for (size_t at = 0; at < row.n && kol > 1; at += str_step(row, at, &tegn), kol--) {
        if (row.p[at] == '"') quoted = !quoted;
        if (row.p[at] == ';' && !quoted && cell < last) cell++;
    }
    return FIELD[cell];
}

/* Its pieces as one text; Danish when they all are. */
static void refuse_finding(struct side *s, const char *felt, const struct fund *f)
{
    const struct oversat del[] = {udkast_ord(s, f->tekst), udkast_ord(s, f->raad)};
    bool dansk = true;
    struct buf ud;

    buf_init(&ud, s->arena);
    for (size_t i = 0; i < 2; i++) {
        if (i > 0 && del[i].bid_antal > 0) buf_c(&ud, ": ");
        for (size_t k = 0; k < del[i].bid_antal; k++) {
            buf_add(&ud, del[i].bid[k].tekst);
            dansk = dansk && del[i].bid[k].dansk;
        }
    }
    if (dansk)
        side_afvis_paa_dansk(s, felt, buf_str(&ud));
    else
        side_afvis(s, felt, buf_str(&ud));
}

/* Refuses what the check finds at the new row, the last of the text. */
static void refuse_row(struct side *s, const struct udkast_tjek *tjek, struct str tekst, int linje)
{
    struct str rest = tekst, row = STR_EMPTY, line;

    for (int nr = 1; str_split(&rest, '\n', &line); nr++)
        if (nr == linje) row = line;
    for (size_t i = 0; i < tjek->fund.count; i++) {
        const struct fund *f = &tjek->fund.fund[i];
        if (!f->fejl || f->sted.linje != linje || f->sted.fil == NULL) continue;
        if (!str_starts(str_from(f->sted.fil), STR("takster/"))) continue;
        refuse_finding(s, f->sted.kol > 0 ? field_at(row, f->sted.kol) : NULL, f);
    }
}

bool side_takst_tilfoej(struct side *s, struct err *err)
{
    struct udkast_tjek tjek;
    struct under u;
    struct raekke r;
    bool gemt;
    int linje;

    TRY(find_rates(s, &u, err));
    TRY(read_form(s, &r, err));
    const struct takst *t = chosen(s, &u, r.takst);
    if (t == NULL) {
        side_afvis(s, "takst", side_tekst(s, "Vælg en takst.", "Choose a rate."));
        return show_form(s, &u, &r);
    }
    struct udkast_ny ny = {u.id.n > 0 ? u.id : r.id, u.efter, u.tekst};
    ny.tekst.tekst = with_row(s, &u, t, &r, &linje);
    TRY(udkast_tjek(s->arena, s->app->kommune, &u.g, &ny.tekst, s->i_dag, &tjek, err));
    refuse_row(s, &tjek, ny.tekst.tekst, linje);
    if (s->afvist_antal > 0) return show_form(s, &u, &r);
    TRY(udkast_gem(s->app->store, s->arena, &s->hvem, side_egne_filer(s->app), &ny,
                   s->request->now_us, &tjek, &gemt, err));
    return side_videre(s, str_format(s->arena, "/udkast/%.*s/koster", STR_ARG(ny.id)));
}
