/*
 * sager_familie: one family: who lives there, what it is approved for, who is paid.
 *
 * Who has one of its placements as a case sees that placement, the household and the approvals; all
 * the rest is for who has the family.
 */
#include "sagsside/sager_familie.h"

#include "henvendelse/henvendelse.h"
#include "beregning/ord.h"
#include "sagsside/sagsside.h"
#include "sagsside/skabelon.h"

enum { NOEGLER_MAX = 16, VEJE_MAX = 8, ADVARSLER_MAX = 40 };

struct vis {
    struct side *s;
    struct sager_familie *page;
    struct register_fakta familie;
    struct register_udsnit u;
    const struct register_fakta *godkendelse; /* of today; NULL: none */
    struct sager_noegle *noegle;
    struct str *advarsel;
    int boern; /* who live there today */
    bool kan_rette;
};

static bool of_family(struct vis *v, enum register_slags slags, struct register_fakta **f,
                      size_t *n, struct err *err)
{
    struct side *s = v->s;

    return register_fakta_af(s->app->store, s->arena, s->app->kommune, INT64_MAX, slags,
                             v->familie.id, f, n, err);
}

static bool holds_today(const struct side *s, const struct register_fakta *f)
{
    return !f->tilbagekaldt && f->fra.dag <= s->i_dag.dag && s->i_dag.dag < f->til.dag;
}

static bool is_own(struct str id) /* an approval for one placement alone */
{
    return str_starts(id, STR("til-"));
}

/* ---- children */

static bool lives_there(const struct side *s, const struct sag *sag)
{
    return sag->indflyttet.dag <= s->i_dag.dag && s->i_dag.dag < sag->fraflyttet.dag;
}

static bool child(struct vis *v, size_t i, struct sager_boende *out, struct err *err)
{
    struct side *s = v->s;
    const struct sag *sag = &v->u.sager.sag[i];

    *out = (struct sager_boende){
        .id = sag->id,
        .alder = sager_alder(s, sag->foedt, s->i_dag),
        .art = str_from(SAGER_ART[sag->art].tekst[s->engelsk]),
        .niveau = STR_EMPTY,
        .dage = sager_periode(s, sag->indflyttet, sag->fraflyttet),
    };
    for (size_t k = 0; k < sag->indplaceringer; k++)
        if (periode_on(sag->indplacering[k].periode, s->i_dag))
            out->niveau = sager_niveau(s, sag->indplacering[k].trin, sag->indplacering[k].vederlag);
    return sager_navn(s, v->u.til[i].barn, &out->barn, err);
}

static bool children(struct vis *v, struct err *err)
{
    struct side *s = v->s;
    size_t n = v->u.sager.count;
    struct sager_boende *bor = ARENA_ARRAY(s->arena, n, struct sager_boende);
    struct sager_boende *boede = ARENA_ARRAY(s->arena, n, struct sager_boende);

    for (size_t i = 0; i < n; i++) {
        const struct sag *sag = &v->u.sager.sag[i];
        bool nu = lives_there(s, sag), ser = v->page->hele;
        v->boern += nu;
        if (!ser) TRY(side_sag_ser(s, sag->familie, sag->id, &ser, err));
        if (!ser) continue;
        TRY(child(v, i, nu ? &bor[v->page->bor_antal++] : &boede[v->page->boede_antal++], err));
    }
    v->page->bor = bor;
    v->page->boede = boede;
    return true;
}

/* ---- approvals and household */

static void ways(struct vis *v, const struct register_fakta *f, struct sager_familiefakta *out)
{
    struct side *s = v->s;
    const char *slags = register_slags_kode(f->slags);

    out->ret = out->tilbage = STR_EMPTY;
    if (!v->kan_rette) return;
    out->ret = str_format(s->arena, "/familier/%.*s/registrer/%s?fakta=%.*s",
                          STR_ARG(v->familie.id), slags, STR_ARG(f->id));
    out->tilbage = str_format(s->arena, "/familier/%.*s/tilbage/%s?fakta=%.*s",
                              STR_ARG(v->familie.id), slags, STR_ARG(f->id));
}

static bool address_of(struct vis *v, const struct register_fakta *f, struct str *out,
                       struct err *err)
{
    struct register_person p;
    struct side *s = v->s;

    *out = STR_EMPTY;
    if (f->slags != SLAGS_HUSSTAND) return true;
    TRY(register_person(s->app->store, s->arena, s->app->kommune, f->husstand.person, &p, err));
    if (p.beskyttet)
        *out = side_tekst(s, "Adressen er beskyttet.", "The address is protected.");
    else if (p.adresse.n > 0)
        *out = str_format(s->arena, "%.*s, %.*s %.*s", STR_ARG(p.adresse), STR_ARG(p.postnummer),
                          STR_ARG(p.by_navn));
    return true;
}

/* What holds today first, the newest first. */
static void in_order(struct sager_familiefakta *row, const struct register_fakta **f, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        for (size_t k = i; k > 0; k--) {
            bool foer = row[k].nu != row[k - 1].nu ? row[k].nu : f[k]->fra.dag > f[k - 1]->fra.dag;
            if (!foer) break;
            struct sager_familiefakta r = row[k];
            const struct register_fakta *x = f[k];
            row[k] = row[k - 1];
            f[k] = f[k - 1];
            row[k - 1] = r;
            f[k - 1] = x;
        }
    }
}

static bool facts(struct vis *v, enum register_slags slags, const struct sager_familiefakta **out,
                  size_t *antal, struct err *err)
{
    struct register_fakta *f;
    size_t n;

    TRY(of_family(v, slags, &f, &n, err));
    struct sager_familiefakta *row = ARENA_ARRAY(v->s->arena, n, struct sager_familiefakta);
    const struct register_fakta **fakta =
        ARENA_ARRAY(v->s->arena, n, const struct register_fakta *);
    for (size_t i = 0; i < n; i++) {
        if (f[i].tilbagekaldt) continue;
        struct sager_familiefakta *r = &row[*antal];
        fakta[(*antal)++] = &f[i];
        TRY(sager_faktatekst(v->s, &f[i], &r->tekst, err));
        TRY(address_of(v, &f[i], &r->under, err));
        TRY(sager_registreret(v->s, f[i].nr, &r->naar, err));
        r->dage = sager_periode(v->s, f[i].fra, f[i].til);
        r->nu = holds_today(v->s, &f[i]);
        ways(v, &f[i], r);
        if (is_own(f[i].id) && slags == SLAGS_GODKENDELSE)
            r->under = str_format(v->s->arena,
                                  v->s->engelsk ? "For placement %.*s alone."
                                                : "Kun for anbringelse %.*s.",
                                  STR_ARG(str_sub(f[i].id, 4, f[i].id.n)));
    }
    in_order(row, fakta, *antal);
    *out = row;
    return true;
}

static bool find_approval(struct vis *v, struct err *err)
{
    struct register_fakta *f;
    size_t n;

    TRY(of_family(v, SLAGS_GODKENDELSE, &f, &n, err));
    for (size_t i = 0; i < n; i++)
        if (holds_today(v->s, &f[i]) && !is_own(f[i].id)) v->godkendelse = &f[i];
    return true;
}

/* ---- the load against the approval */

static void warn(struct vis *v, struct str tekst)
{
    if (v->page->advarsel_antal < ADVARSLER_MAX) v->advarsel[v->page->advarsel_antal++] = tekst;
}

static void warn_of_ages(struct vis *v)
{
    const int fra = v->godkendelse->godkendelse.alder_fra,
              til = v->godkendelse->godkendelse.alder_til;
    struct side *s = v->s;

    for (size_t i = 0; i < v->u.sager.count; i++) {
        const struct sag *sag = &v->u.sager.sag[i];
        int alder = dato_age(sag->foedt, s->i_dag, SKUDDAG_1_MARTS);
        if (!lives_there(s, sag)) continue;
        if ((fra < 0 || alder >= fra) && (til < 0 || alder <= til)) continue;
        warn(v, str_format(s->arena,
                           s->engelsk ? "The child of placement %.*s is %d; the approval is for "
                                        "ages %d–%d."
                                      : "Barnet i anbringelse %.*s er %d år; godkendelsen er til "
                                        "%d–%d år.",
                           STR_ARG(sag->id), alder, fra < 0 ? 0 : fra, til < 0 ? 30 : til));
    }
}

static void load(struct vis *v)
{
    struct side *s = v->s;

    v->advarsel = ARENA_ARRAY(s->arena, ADVARSLER_MAX, struct str);
    v->page->advarsel = v->advarsel;
    for (size_t i = 0; v->godkendelse == NULL && i < v->u.sager.count; i++) {
        if (!lives_there(s, &v->u.sager.sag[i]) || v->u.til[i].har_godkendelse) continue;
        warn(v, str_format(s->arena,
                           s->engelsk ? "No approval covers placement %.*s."
                                      : "Ingen godkendelse dækker anbringelse %.*s.",
                           STR_ARG(v->u.sager.sag[i].id)));
    }
    if (v->godkendelse == NULL) return;
    int most = v->godkendelse->godkendelse.antal_boern;
    if (most > 0 && v->boern > most)
        warn(v, str_format(s->arena,
                           s->engelsk ? "%d children live in the family; it is approved for %d."
                                      : "Der bor %d børn i familien; den er godkendt til %d.",
                           v->boern, most));
    warn_of_ages(v);
}

/* ---- the facts at the top */

static void put(struct vis *v, const char *dansk, const char *engelsk, struct str vaerdi)
{
    if (vaerdi.n == 0 || v->page->noegle_antal == NOEGLER_MAX) return;
    v->noegle[v->page->noegle_antal++] =
        (struct sager_noegle){side_tekst(v->s, dansk, engelsk), vaerdi, STR_EMPTY, false};
}

static struct str levels(const struct vis *v)
{
    struct side *s = v->s;
    struct buf b;

    buf_init(&b, s->arena);
    buf_format(&b, "%d", v->boern);
    for (size_t i = 0; i < v->page->bor_antal; i++)
        if (v->page->bor[i].niveau.n > 0)
            buf_format(&b, "%s%.*s", i == 0 ? ": " : ", ", STR_ARG(v->page->bor[i].niveau));
    return buf_str(&b);
}

static bool top(struct vis *v, struct err *err)
{
    struct side *s = v->s;
    struct relation *r;
    struct str navn, tekst;
    size_t n;

    v->noegle = ARENA_ARRAY(s->arena, NOEGLER_MAX, struct sager_noegle);
    v->page->noegle = v->noegle;
    put(v, "Børn nu", "Children now", levels(v));
    if (v->godkendelse != NULL) {
        TRY(sager_faktatekst(s, v->godkendelse, &tekst, err));
        put(v, "Godkendt", "Approved", tekst);
        put(v, "Godkendelsen gælder", "The approval holds",
            sager_periode(s, v->godkendelse->fra, v->godkendelse->til));
    } else if (v->boern > 0) {
        put(v, "Godkendt", "Approved", side_tekst(s, "mangler", "missing"));
        v->noegle[v->page->noegle_antal - 1].mangler = true;
    }
    put(v, "Socialtilsyn", "Supervised by", v->familie.plejefamilie.socialtilsyn);
    TRY(relation_af_sag(s->app->store, s->arena, s->app->kommune, v->familie.id, STR_EMPTY,
                        s->i_dag, &r, &n, err));
    for (size_t i = 0; i < n; i++) {
        TRY(sager_bruger(s, r[i].bruger, &navn, err));
        put(v, "Sagen er hos", "The case is with",
            str_format(s->arena, "%.*s (%s)", STR_ARG(navn), relation_slags_navn(r[i].slags)));
    }
    return true;
}

static void ways_to_register(struct vis *v)
{
    static const struct {
        const char *sti;
        const char *tekst[2];
    } VEJ[] = {
        {"/anbringelser/ny?familie=%", {"Et barn flytter ind", "A child moves in"}},
        {"/familier/%/registrer/godkendelse", {"Godkendelse", "Approval"}},
        {"/familier/%/registrer/husstand",
         {"Et medlem af husstanden", "A member of the household"}},
        {"/familier/%/registrer/plejefamilie", {"Socialtilsyn", "Supervision"}},
    };
    struct side *s = v->s;
    struct sager_vej *row = ARENA_ARRAY(s->arena, VEJE_MAX, struct sager_vej);
    size_t n = 0;

    for (size_t i = 0; v->kan_rette && i < sizeof(VEJ) / sizeof(*VEJ); i++) {
        struct str rest = str_from(VEJ[i].sti), foer;
        if (!str_split(&rest, '%', &foer)) continue;
        row[n++] = (struct sager_vej){str_format(s->arena, "%.*s%.*s%.*s", STR_ARG(foer),
                                                 STR_ARG(v->familie.id), STR_ARG(rest)),
                                      str_from(VEJ[i].tekst[s->engelsk])};
    }
    v->page->vej = row;
    v->page->vej_antal = n;
}

/* ---- henvendelser */

static bool messages(struct vis *v, struct err *err)
{
    struct side *s = v->s;
    struct henvendelse *h;
    size_t n;

    TRY(henvendelse_familiens(s->app->store, s->arena, s->app->kommune, v->familie.id, &h, &n,
                              err));
    struct sager_henvendelse *row = ARENA_ARRAY(s->arena, n, struct sager_henvendelse);
    for (size_t i = 0; i < n; i++) {
        bool aaben = h[i].tilstand == HENVENDELSE_NY || h[i].tilstand == HENVENDELSE_I_GANG;
        row[i] = (struct sager_henvendelse){
            .id = h[i].id,
            .sendt = side_tid(s, h[i].tid_us),
            .art = ord_stort(s->arena, str_from(henvendelse_art_navn(h[i].art))),
            .tilstand = ord_stort(s->arena, str_from(henvendelse_tilstand_navn(h[i].tilstand))),
            .frist = aaben ? side_dato(s, h[i].frist) : STR_EMPTY,
        };
    }
    v->page->henvendelse = row;
    v->page->henvendelse_antal = n;
    return true;
}

/* ---- the page */

static bool find(struct side *s, struct register_fakta *out, bool *hele, struct err *err)
{
    struct str id = web_del(s->request, "familie");
    bool fandtes;

    TRY(sager_familien(s, id, INT64_MAX, out, &fandtes, err));
    if (!fandtes) return side_findes_ikke(err);
    return side_sag_familie(s, id, hele, err);
}

bool sager_familie_hele(struct side *s, struct register_fakta *out, struct err *err)
{
    bool hele;

    TRY(find(s, out, &hele, err));
    return hele || side_findes_ikke(err);
}

static bool fill(struct vis *v, struct err *err)
{
    struct side *s = v->s;
    struct sager_familie *page = v->page;

    TRY(register_read(s->app->store, s->arena, s->app->kommune, INT64_MAX, &v->familie.id, 1, &v->u,
                      err));
    TRY(sager_plejepersoner(s, v->familie.id, s->i_dag, &page->plejere, err));
    TRY(children(v, err));
    TRY(find_approval(v, err));
    load(v);
    TRY(top(v, err));
    ways_to_register(v);
    TRY(facts(v, SLAGS_GODKENDELSE, &page->godkendelse, &page->godkendelse_antal, err));
    TRY(facts(v, SLAGS_HUSSTAND, &page->medlem, &page->medlem_antal, err));
    if (!page->hele) return true;
    TRY(sager_navngivne(s, v->familie.id, &page->navngivet, &page->navngivet_antal, err));
    TRY(sager_modtagere(s, v->familie.id, &page->modtager, &page->modtager_antal, err));
    return messages(v, err);
}

bool side_sager_familie(struct side *s, struct err *err)
{
    struct sager_familie page = {.csrf = s->csrf, .plejere = STR_EMPTY, .besked = STR_EMPTY};
    struct vis v = {.s = s, .page = &page};

    TRY(find(s, &v.familie, &page.hele, err));
    TRY(side_set(s, VISNING_PLEJEFAMILIE, v.familie.id, "sagsbehandling", 1, err));
    page.id = v.familie.id;
    v.kan_rette = page.hele && side_maa(s, SIDE_RET, RET_REGISTRER);
    TRY(sager_gjort(s, &page.besked, err));
    TRY(fill(&v, err));
    html_sager_familie(&s->h, &page);
    return side_vis_med(s, page.plejere.n > 0 ? page.plejere : page.id);
}
