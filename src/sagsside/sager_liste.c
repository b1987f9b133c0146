/*
 * sager_liste: the way of a list from what was asked for to its page.
 */
#include "sagsside/sager_liste.h"

#include "sagsside/sager_nummer.h"
#include "sagsside/sagsside.h"

enum { SIDER_MAX = 10000 };

/* ---- fields and addresses */

static bool read_fields(struct sager_opslag *o, const struct sager_listeart *art,
                        const struct web_felter *felter, struct err *err)
{
    ASSERT(art->felter <= SAGER_VALG_MAX);
    for (size_t i = 0; i < art->felter; i++)
        TRY(sager_felt(felter, art->felt[i].navn, &o->valgt[i], err));
    return true;
}

/* The address of what was chosen, without the page. */
static void address(struct sager_opslag *o, const struct sager_listeart *art,
                    struct sager_adresse *a)
{
    sager_adresse(o->s, a, str_c(o->s->arena, str_format(o->s->arena, "/%s", art->navn)));
    for (size_t i = 0; i + 1 < art->felter; i++) {
        const char *udelades = art->felt[i].udelades;
        if (udelades == NULL || !str_is(o->valgt[i], udelades))
            sager_tilfoej(a, art->felt[i].navn, o->valgt[i]);
    }
}

void sager_liste_tal(struct sager_opslag *o, size_t felt, const char *id, int hoejst, int *out,
                     const char *dansk, const char *engelsk)
{
    if (sager_tal(o->valgt[felt], hoejst, out)) return;
    o->forkert = true;
    side_afvis(o->s, id, side_tekst(o->s, dansk, engelsk));
}

static void read_common(struct sager_opslag *o, const struct sager_listeart *art)
{
    o->paa = o->s->i_dag;
    if (o->valgt[LISTE_DAG].n > 0 &&
        !side_dag_eller(o->s, "dag", o->valgt[LISTE_DAG], &o->paa,
                        "Dagen skal være en dato, der findes: ÅÅÅÅ-MM-DD.",
                        "The day must be a date that exists: YYYY-MM-DD."))
        o->forkert = true;
    if (!sager_tal(o->valgt[art->felter - 1], SIDER_MAX, &o->side)) o->side = 0;
    if (o->side > 0) o->side--;
    o->liste.tekst = o->valgt[LISTE_TEKST];
    o->liste.dag = o->valgt[LISTE_DAG];
    for (size_t i = LISTE_DAG; i + 1 < art->felter; i++)
        o->liste.snaevret = o->liste.snaevret || o->valgt[i].n > 0;
}

/* ---- showing */

static struct sager_blade turn(const struct sager_opslag *o, const struct sager_adresse *adresse)
{
    const struct side *s = o->s;
    struct str alt = sager_adressen(adresse);
    const char *mellem = adresse->har ? "&" : "?";
    int64_t foer = (int64_t)o->side * REGISTER_SIDE, til = foer + (int64_t)o->antal;
    struct sager_blade b = {STR_EMPTY, STR_EMPTY, STR_EMPTY};

    b.tal = str_format(s->arena, s->engelsk ? "%lld–%lld of %lld" : "%lld–%lld af %lld",
                       (long long)foer + 1, (long long)til, (long long)o->ialt);
    if (o->side > 0)
        b.forrige = str_format(s->arena, "%.*s%sside=%d", STR_ARG(alt), mellem, o->side);
    if (til < o->ialt)
        b.naeste = str_format(s->arena, "%.*s%sside=%d", STR_ARG(alt), mellem, o->side + 2);
    return b;
}

static bool add_kept(struct sager_opslag *o, const struct sager_listeart *art, struct err *err)
{
    struct sager_liste_top *top = &o->liste.top;
    struct sager_liste_gem *gem = &o->liste.gem;

    TRY(sager_filtre(o->s, art->navn, gem->soegning, &top->filter, &top->filter_antal, err));
    for (size_t i = 0; i < top->filter_antal; i++) {
        if (!top->filter[i].valgt) continue;
        gem->gemt = true;
        gem->gemt_navn = top->filter[i].navn;
    }
    return true;
}

static bool show(struct sager_opslag *o, const struct sager_listeart *art, struct err *err)
{
    struct side *s = o->s;
    struct sager_adresse a;
    void *page = NULL;

    o->liste = (struct sager_liste){
        .gem = {.navn = str_from(art->navn), .csrf = s->csrf, .skrevet = o->liste.gem.skrevet},
        .csrf = s->csrf,
        .kan_oprette = side_maa(s, SIDE_RET, RET_REGISTRER),
    };
    read_common(o, art);
    address(o, art, &a);
    o->liste.gem.soegning = sager_soegning(&a);
    TRY(add_kept(o, art, err));
    TRY(side_sag_kreds(s, &o->bruger, err));
    o->liste.kun_egne = o->bruger.n > 0;
    TRY(art->hent(o, &page, err));
    o->liste.ikke_soegt = o->forkert;
    /* A search that says nothing is not offered to be kept; one that was kept can be forgotten. */
    if (o->forkert && !o->liste.gem.gemt) o->liste.gem.soegning = STR_EMPTY;
    TRY(side_set(s, VISNING_LISTE, str_from(art->navn), "sagsbehandling", (int64_t)o->antal, err));
    o->liste.blade = turn(o, &a);
    art->skriv(o, page);
    return side_vis(s, art->titel[0], art->titel[1]);
}

/* ---- the pages */

bool sager_liste_vis(struct side *s, const struct sager_listeart *art, struct err *err)
{
    struct sager_opslag o = {.s = s};
    struct str advarsel;

    TRY(read_fields(&o, art, &s->request->query, err));
    TRY(sager_nummer_advarsel(s, &advarsel, err));
    if (register_ligner_cpr(o.valgt[LISTE_TEKST])) return sager_nummer_vaek(s, art->navn, err);
    if (advarsel.n > 0) side_afvis(s, "q", advarsel);
    return show(&o, art, err);
}

bool sager_liste_soeg(struct side *s, const struct sager_listeart *art, struct err *err)
{
    struct sager_opslag o = {.s = s};
    struct sager_adresse a;
    struct str adresse;

    TRY(read_fields(&o, art, &s->request->form, err));
    if (!register_ligner_cpr(o.valgt[LISTE_TEKST])) {
        address(&o, art, &a);
        return side_videre(s, sager_adressen(&a));
    }
    TRY(sager_nummer_til(s, o.valgt[LISTE_TEKST], &adresse, err));
    if (adresse.n > 0) return side_videre(s, adresse);
    o.valgt[LISTE_TEKST] = STR_EMPTY;
    side_afvis(s, "q", sager_nummer_ingen(s));
    return show(&o, art, err);
}

/* What was to be kept is what the list shows still; but for what may be a person's number. */
static bool read_search(struct sager_opslag *o, const struct sager_listeart *art,
                        struct str adresse, struct err *err)
{
    struct web_request soegning = {.arena = o->s->arena};
    struct err ulaeselig = ERR_INIT;

    if (adresse.n == 0 || !web_adresse(&soegning, adresse, &ulaeselig)) return true;
    TRY(read_fields(o, art, &soegning.query, err));
    if (register_ligner_cpr(o->valgt[LISTE_TEKST])) o->valgt[LISTE_TEKST] = STR_EMPTY;
    return true;
}

bool sager_liste_gem(struct side *s, const struct sager_listeart *art, struct err *err)
{
    struct sager_opslag o = {.s = s};
    struct err fejl = ERR_INIT;
    struct str adresse = STR_EMPTY; /* of a form that cannot be read there is none */

    if (sager_filter_gem(s, art->navn, &adresse, &fejl)) return side_videre(s, adresse);
    if (fejl.kind != ERR_INPUT) {
        *err = fejl;
        return false;
    }
    TRY(read_search(&o, art, adresse, err));
    TRY(sager_felt(&s->request->form, "navn", &o.liste.gem.skrevet, err));
    /* What may be a person's number is not said again. */
    if (register_ligner_cpr(o.liste.gem.skrevet)) o.liste.gem.skrevet = STR_EMPTY;
    side_afvis_fejl(s, &fejl);
    return show(&o, art, err);
}
