/*
 * adgang_emne: which subject of a provider of logins a user is.
 */
#include "adgang/emne.h"
#include "kontorside/adgang_side.h"
#include "kontorside/kontorside.h"
#include "kontorside/skabelon.h"
#include "oidc/oidc.h"

/* The user of the address, whose page this is as much as the one it hangs under: who sees it is
 * written down. In a transaction of its own. */
static bool find_seen(struct side *s, struct konto_bruger *out, struct err *err)
{
    TRY(store_begin(s->app->store, STORE_WRITE, err));
    bool familie = false, ok = adgang_bruger_find(s, out, err);
    if (ok && s->app->udbydere == 0) ok = side_findes_ikke(err);
    if (ok && !adgang_over(s, out)) ok = adgang_kraev(&s->hvem, RET_BRUGERE, err);
    if (ok) familie = out->person.n > 0;
    if (ok)
        ok = side_set(s, familie ? VISNING_PERSON : VISNING_LISTE,
                      familie ? out->person : STR("brugere"), "adgang", 1, err);
    if (ok) return store_commit(s->app->store, err);
    store_rollback(s->app->store);
    return false;
}

static struct str named(const struct side *s, const struct oidc_setup *setup)
{
    return s->engelsk ? setup->navn_en : setup->navn;
}

static void lay_out(struct side *s, const struct emne *emne, size_t n, size_t nr,
                    struct str skrevet, struct adgang_emne *page)
{
    size_t antal = s->app->udbydere;
    struct adgang_udbyder *udbyder = ARENA_ARRAY(s->arena, antal, struct adgang_udbyder);
    struct adgang_udbyder *ukendt = ARENA_ARRAY(s->arena, n, struct adgang_udbyder);

    for (size_t i = 0; i < antal; i++) {
        const struct oidc_setup *setup = &s->app->udbyder[i].setup;
        udbyder[i] = (struct adgang_udbyder){setup->kode, named(s, setup), STR_EMPTY,
                                             i == nr ? skrevet : STR_EMPTY};
    }
    for (size_t k = 0; k < n; k++) {
        size_t i = 0;
        while (i < antal && !str_eq(s->app->udbyder[i].setup.udsteder, emne[k].udsteder)) i++;
        if (i < antal)
            udbyder[i].emne = emne[k].emne;
        else
            ukendt[page->ukendt_antal++] =
                (struct adgang_udbyder){STR_EMPTY, emne[k].udsteder, emne[k].emne, STR_EMPTY};
    }
    page->udbyder = udbyder;
    page->udbyder_antal = antal;
    page->ukendt = ukendt;
}

/* `skrevet`: what was typed for the provider with that number, when it was refused. */
static bool show(struct side *s, const struct konto_bruger *k, size_t nr, struct str skrevet,
                 struct err *err)
{
    struct adgang_emne page = {.csrf = s->csrf, .navn = k->bruger.navn};
    struct emne *emne;
    size_t n;

    TRY(emne_liste(s->app->store, s->arena, &s->hvem, k->bruger.navn, &emne, &n, err));
    lay_out(s, emne, n, nr, skrevet, &page);
    page.sti = str_format(s->arena, "/adgang/bruger/%.*s", STR_ARG(k->bruger.navn));
    html_adgang_emne(&s->h, &page);
    return side_vis_med(s, k->bruger.navn);
}

bool side_adgang_emne(struct side *s, struct err *err)
{
    struct konto_bruger k;

    TRY(find_seen(s, &k, err));
    return show(s, &k, 0, STR_EMPTY, err);
}

bool side_adgang_emne_giv(struct side *s, struct err *err)
{
    struct err fejl = ERR_INIT;
    struct konto_bruger k;
    struct str kode, emne, tag;
    size_t i = 0;

    TRY(find_seen(s, &k, err));
    TRY(web_felt(&s->request->form, "udbyder", &kode, err));
    TRY(web_felt(&s->request->form, "emne", &emne, err));
    TRY(web_felt(&s->request->form, "tag", &tag, err));
    while (i < s->app->udbydere && !str_eq(s->app->udbyder[i].setup.kode, kode)) i++;
    if (i == s->app->udbydere) return side_findes_ikke(err);
    struct str udsteder = s->app->udbyder[i].setup.udsteder;
    bool ok = str_is(tag, "ja") ? emne_tag(s->app->store, s->arena, &s->hvem, k.bruger.navn,
                                           udsteder, s->request->now_us, &fejl)
                                : emne_giv(s->app->store, s->arena, &s->hvem, k.bruger.navn,
                                           udsteder, str_trim(emne), s->request->now_us, &fejl);
    if (ok)
        return side_videre(
            s, str_format(s->arena, "/adgang/bruger/%.*s/login", STR_ARG(k.bruger.navn)));
    TRY(adgang_afvis(s, str_c(s->arena, str_format(s->arena, "emne-%.*s", STR_ARG(kode))), &fejl,
                     err));
    /* What may be a person's number is not said again. */
    return show(s, &k, i, emne_ligner_cpr(emne) ? STR_EMPTY : emne, err);
}
