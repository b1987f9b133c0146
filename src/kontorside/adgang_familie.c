/*
 * adgang_familie: a member of a foster family is found by name, and let in.
 */
#include "adgang/kode.h"
#include "kontorside/adgang_side.h"
#include "kontorside/kontorside.h"
#include "kontorside/skabelon.h"
#include "register/register.h"
#include "register/soeg.h"

enum { FUNDNE_MAX = 200 };

static struct str children(const struct side *s, int n)
{
    if (n == 1) return side_tekst(s, "et barn", "one child");
    return str_format(s->arena, s->engelsk ? "%d children" : "%d børn", n);
}

static bool search(struct side *s, struct adgang_familie *page, struct err *err)
{
    struct register_familiesoegning soeg = {.dag = s->i_dag, .tekst = page->navn};
    struct adgang_fundet *row = ARENA_ARRAY(s->arena, FUNDNE_MAX, struct adgang_fundet);
    struct register_familie_fundet *f;
    size_t n;
    int64_t ialt;

    TRY(kontor_kun_egne(s, &soeg.bruger, err));
    TRY(register_soeg_familier(s->app->store, s->arena, s->app->kommune, &soeg, &f, &n, &ialt,
                               err));
    for (size_t i = 0; i < n; i++) {
        struct register_plejeperson *p;
        size_t personer;
        TRY(register_plejepersoner(s->app->store, s->arena, s->app->kommune, f[i].id, s->i_dag, &p,
                                   &personer, err));
        for (size_t k = 0; k < personer && page->fundet_antal < FUNDNE_MAX; k++)
            row[page->fundet_antal++] = (struct adgang_fundet){
                str_format(s->arena, "/adgang/familie/%.*s", STR_ARG(p[k].id)),
                p[k].navn.n > 0 ? p[k].navn : side_tekst(s, "Uden navn", "No name"),
                children(s, f[i].boern)};
    }
    page->fundet = row;
    page->flere = ialt > (int64_t)n;
    page->spurgt = true;
    return true;
}

/* A name of a person is sent in a form's body: it belongs in no address. */
bool side_adgang_familie(struct side *s, struct err *err)
{
    struct adgang_familie page = {0};

    page.csrf = s->csrf;
    TRY(web_felt(&s->request->form, "navn", &page.navn, err));
    page.navn = str_trim(page.navn);
    if (page.navn.n > 0) TRY(search(s, &page, err));
    TRY(side_set(s, VISNING_LISTE, STR("plejefamilier"), "adgang", (int64_t)page.fundet_antal,
                 err));
    html_adgang_familie(&s->h, &page);
    return side_vis(s, "Luk en plejefamilie ind", "Let a foster family in");
}

/* ---- one person */

/* The person that the path means, who belongs to a family that who asks may see; else 404. In the
 * open transaction. */
static bool find(struct side *s, struct register_person *out, struct err *err)
{
    struct str *familie, id = web_del(s->request, "person");
    bool maa = false;
    int64_t nr;
    size_t n;

    TRY(register_person(s->app->store, s->arena, s->app->kommune, id, out, err));
    if (out->id.n == 0 || out->virksomhed) return side_findes_ikke(err);
    TRY(register_newest(s->app->store, s->app->kommune, &nr, err));
    TRY(register_person_familier(s->app->store, s->arena, s->app->kommune, nr, id, s->i_dag,
                                 &familie, &n, err));
    if (n == 0) return side_findes_ikke(err);
    TRY(kontor_person_maa_ses(s, id, &maa, err));
    return maa || side_findes_ikke(err);
}

/* "Kirsten Mose" → "kirsten.mose" */
static struct str suggest(struct side *s, struct str navn)
{
    struct err ugyldig = ERR_INIT;
    struct buf out;
    struct str rest = navn, ord, kept;

    buf_init(&out, s->arena);
    while (str_split(&rest, ' ', &ord)) {
        if (ord.n == 0) continue;
        if (out.n > 0) buf_char(&out, '.');
        buf_add(&out, ord);
    }
    return adgang_navn_parse(s->arena, buf_str(&out), &kept, &ugyldig) ? kept : STR_EMPTY;
}

static bool show(struct side *s, const struct register_person *p, struct str navn, struct err *err)
{
    struct adgang_person page = {
        .csrf = s->csrf,
        .adresse = s->request->sti,
        .person = p->navn.n > 0 ? p->navn : side_tekst(s, "plejeforælderen", "the foster parent"),
        .navn = navn};

    TRY(side_set(s, VISNING_PERSON, p->id, "adgang", 1, err));
    html_adgang_person(&s->h, &page);
    return side_vis(s, "Luk en plejefamilie ind", "Let a foster family in");
}

bool side_adgang_person(struct side *s, struct err *err)
{
    struct register_person p;

    TRY(find(s, &p, err));
    return show(s, &p, suggest(s, p.navn), err);
}

static bool show_again(struct side *s, const struct register_person *p, struct str navn,
                       const struct err *fejl, struct err *err)
{
    TRY(adgang_afvis(s, "navn", fejl, err));
    TRY(store_begin(s->app->store, STORE_WRITE, err));
    if (show(s, p, navn, err)) return store_commit(s->app->store, err);
    store_rollback(s->app->store);
    return false;
}

/* A user that is this person already is not given another password by the way: its own page does
 * that. */
bool side_adgang_person_post(struct side *s, struct err *err)
{
    struct err fejl = ERR_INIT;
    struct konto_bruger k;
    struct register_person p;
    struct str navn, kept;

    TRY(web_felt(&s->request->form, "navn", &navn, err));
    TRY(store_begin(s->app->store, STORE_READ, err));
    bool ok = find(s, &p, err) && konto_find(s->app->store, s->arena, s->app->kommune, navn,
                                             s->request->now_us, &k, err);
    store_rollback(s->app->store);
    TRY(ok);
    if (k.bruger.id.n > 0 && str_eq(k.person, p.id))
        return side_videre(s, str_format(s->arena, "/adgang/bruger/%.*s", STR_ARG(k.bruger.navn)));
    if (k.bruger.id.n > 0 && (k.person.n > 0 || k.bruger.roller != 1u << ROLLE_PLEJEFAMILIE)) {
        err_begge(&fejl, ERR_INPUT, NULL, "En anden har det brugernavn; vælg et andet.",
                  "Somebody else has that user name; choose another.");
        return show_again(s, &p, navn, &fejl, err);
    }
    if (!adgang_navn_parse(s->arena, navn, &kept, &fejl) ||
        !familie_giv(s->app->store, s->arena, &s->hvem, kept, p.id, s->request->now_us, &fejl))
        return show_again(s, &p, navn, &fejl, err);
    return adgang_vis_kode(s, kept, err);
}
