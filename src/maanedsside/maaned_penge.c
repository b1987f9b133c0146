/*
 * maaned_penge: what payees owe, and the decisions that are open, some of which can be taken back.
 */
#include "maanedsside/maaned_penge.h"

#include "maanedsside/maanedsside.h"
#include "maanedsside/skabelon.h"

static bool name_of(struct side *s, struct str person, struct str *out, struct err *err)
{
    struct register_person p;

    TRY(register_person(s->app->store, s->arena, s->app->kommune, person, &p, err));
    *out = p.id.n > 0 && p.navn.n > 0 ? p.navn : person;
    return true;
}

struct str maaned_art_ord(const struct side *s, struct str art)
{
    static const struct {
        const char *kode;
        const char *ord[2];
    } ART[] = {
        {"aconto", {"Aconto", "On account"}},
        {"faktura", {"Faktura", "Invoice"}},
        {"kreditnota", {"Kreditnota", "Credit note"}},
        {"modregning", {"Modregning", "Set-off"}},
        {"eftergivelse", {"Eftergivelse", "Waiver"}},
        {"mellemregning", {"Mellemregning", "Between family and parents"}},
    };

    for (size_t i = 0; i < sizeof(ART) / sizeof(*ART); i++)
        if (str_is(art, ART[i].kode)) return str_from(ART[i].ord[s->engelsk]);
    return art;
}

/* What a decision is about, in a few words. */
static struct str about(struct side *s, const struct beslutning_aaben *b)
{
    const struct side_haandbog *h = side_egen_haandbog(s->app);
    struct buf out;

    buf_init(&out, s->arena);
    if (b->anbringelse.n > 0) buf_add(&out, b->anbringelse);
    if (b->ydelse.n > 0 && h != NULL) {
        struct str titel = side_titel(s, &h->samling, b->ydelse);
        buf_format(&out, "%s%.*s", out.n > 0 ? ", " : "", STR_ARG(titel));
    }
    if (b->maaned.nr > 0) {
        struct str m = side_maaned(s, b->maaned);
        buf_format(&out, "%s%.*s", out.n > 0 ? ", " : "", STR_ARG(m));
    }
    if (b->nummer.n > 0)
        buf_format(&out, s->engelsk ? "%sno. %.*s" : "%snr. %.*s", out.n > 0 ? ", " : "",
                   STR_ARG(b->nummer));
    if (str_is(b->art, "mellemregning")) {
        struct str hvem = b->familien_skylder
                              ? side_tekst(s, "familien skylder", "the family owes")
                              : side_tekst(s, "familien har til gode", "the family is owed");
        buf_format(&out, "%s%.*s", out.n > 0 ? ", " : "", STR_ARG(hvem));
    }
    return buf_str(&out);
}

static bool add_owed(struct side *s, struct maaned_penge *page, struct err *err)
{
    struct tilgodehavende *t;
    size_t n;

    TRY(tilgodehavende_liste(s->app->store, s->arena, s->app->kommune, &t, &n, err));
    struct maaned_skylder *row = ARENA_ARRAY(s->arena, n, struct maaned_skylder);
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct maaned_skylder){
            .id = t[i].modtager,
            .kanal_kode = t[i].kanal,
            .kanal = maaned_kanal_ord(s, t[i].kanal),
            .beloeb = t[i].beloeb,
            .kan_besluttes = page->maa,
        };
        page->i_alt.oere += t[i].beloeb.oere;
        TRY(name_of(s, t[i].modtager, &row[i].navn, err));
    }
    page->skylder = row;
    page->skylder_antal = n;
    return true;
}

static bool add_decisions(struct side *s, struct maaned_penge *page, struct err *err)
{
    struct beslutning_aaben *b;
    size_t n;

    TRY(beslutning_liste(s->app->store, s->arena, s->app->kommune, &b, &n, err));
    struct maaned_beslutning *row = ARENA_ARRAY(s->arena, n, struct maaned_beslutning);
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct maaned_beslutning){
            .id = b[i].id,
            .art = maaned_art_ord(s, b[i].art),
            .om = about(s, &b[i]),
            .begrundelse = b[i].begrundelse,
            .beloeb = b[i].beloeb,
            .kan_tages = page->maa,
            .csrf = s->csrf,
        };
        TRY(name_of(s, b[i].modtager, &row[i].navn, err));
        TRY(maaned_bruger(s, b[i].bruger, &row[i].hvem, err));
    }
    page->beslutning = row;
    page->beslutning_antal = n;
    return true;
}

static bool show(struct side *s, struct err *err)
{
    struct maaned_penge page = {.maa = side_maa(s, SIDE_RET, RET_BESLUT_PENGE)};

    TRY(adgang_kraev(&s->hvem, RET_LAES_PERSON, err));
    TRY(add_owed(s, &page, err));
    TRY(add_decisions(s, &page, err));
    TRY(side_set(s, VISNING_LISTE, STR("tilgodehavender"), "månedsafregning",
                 (int64_t)(page.skylder_antal + page.beslutning_antal), err));
    html_maaned_penge(&s->h, &page);
    return side_vis(s, "Tilgodehavender og beslutninger", "What is owed, and decisions");
}

bool side_maaned_penge(struct side *s, struct err *err)
{
    return show(s, err);
}

bool side_maaned_tag_tilbage(struct side *s, struct err *err)
{
    struct store *store = s->app->store;

    if (beslutning_tag_tilbage(store, &s->hvem, web_del(s->request, "id"), s->request->now_us, err))
        return side_videre(s, STR("/maaned/penge"));
    if (err->kind != ERR_INPUT) return false;
    bool ukendt = str_is(str_from(err->place), "id");
    *err = (struct err)ERR_INIT;
    if (ukendt) return side_findes_ikke(err);
    side_afvis(s, NULL,
               side_tekst(s, "Beslutningen er udført eller taget tilbage før.",
                          "The decision was carried out or taken back before."));
    TRY(store_begin(store, STORE_WRITE, err));
    if (show(s, err)) return store_commit(store, err);
    store_rollback(store);
    return false;
}
