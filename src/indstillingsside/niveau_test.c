/*
 * niveau: the pages of levels as a browser meets them: a level from draft to register, members who
 * see their agenda and nothing else, and terminations that wait. On both engines.
 * Cites R041 R080 R102 R355-R357.
 */
#include "side/test_side.h"

#include "adgang/relation.h"
#include "base/tid.h"
#include "indstilling/indstilling.h"
#include "indstillingsside/indstillingsside.h"

struct niveauer {
    struct test_side ts;
    struct test_bruger rie, kim, udo, ulla, lis, olga;
    const char *sted; /* a placement that goes on, without a level of its own day */
};

/* A placement in care on 1 June that has a level: it is proposed anew as it is. */
static const char *find_place(struct niveauer *n, int *trin)
{
    struct test_afregning *t = &n->ts.t;
    struct register_udsnit u = test_udsnit(t->store, &t->arena, -1);
    struct dato dag = test_dag("2021-06-01");

    for (size_t i = 0; i < u.sager.count; i++) {
        const struct sag *s = &u.sager.sag[i];
        if (s->art != ART_DOEGN || s->indflyttet.dag > dag.dag || s->har_ophoer ||
            s->fraflyttet.dag < DATO_MAX.dag || s->indplaceringer != 1 ||
            s->indplacering[0].trin == 0)
            continue;
        *trin = s->indplacering[0].trin;
        return str_c(&t->arena, s->id);
    }
    fail_msg("no placement");
    return NULL;
}

/* The town follows the handbook of Morsø as its own. */
static void take_over_a_handbook(struct niveauer *n)
{
    struct side_app *app = n->ts.program.ctx;

    for (size_t i = 0; i < app->haandboeger; i++)
        for (size_t v = 0; v < app->haandbog[i].samling.count; v++)
            if (str_is(app->haandbog[i].kode, "morsoe"))
                app->haandbog[i].samling.haandbog[v].plan->kommunekode = TEST_KOMMUNE;
    assert_non_null(side_egen_haandbog(app));
}

static void open_pages(struct niveauer *n, struct test_store *place)
{
    test_side_open(&n->ts, place, &INDSTILLINGSSIDE);
    take_over_a_handbook(n);
    n->rie = test_side_stab(&n->ts, "rie", ROLLE_FAMILIERAADGIVER);
    n->kim = test_side_stab(&n->ts, "kim", ROLLE_FAMILIEPLEJEKONSULENT);
    n->udo = test_side_stab(&n->ts, "udo", ROLLE_UDVALG);
    n->ulla = test_side_stab(&n->ts, "ulla", ROLLE_UDVALG);
    n->lis = test_side_stab(&n->ts, "lis", ROLLE_LEDER);
    n->olga = test_side_stab(&n->ts, "olga", ROLLE_OEKONOMI);
}

static const char *path_of(struct niveauer *n, struct web_response r)
{
    struct str til = test_side_til(r);

    if (r.status != 303) fail_msg("%d: %.*s", r.status, STR_ARG(r.body));
    return str_c(&n->ts.t.arena, til);
}

static const char *begin(struct niveauer *n, const char *sted, const char *id)
{
    return path_of(n, TEST_POST(&n->ts, n->rie, "/indstillinger/ny", "id", id, "anbringelse", sted,
                                "fra", "2021-06-01"));
}

#define SVAR                                                                                       \
    "svar.stoettebehov", "omfattende omsorg og støtte", "svar.belastning",                         \
        "flere almindelige tegn", "tegn.almindelige.soevn", "ja", "tegn.alvorlige.selvskade",      \
        "ja", "note.belastning", "<b>sover ikke</b>", "svar.indsats",                              \
        "en socialpædagogisk indsats", "svar.foraeldresamarbejde", "til tider krævende",           \
        "note.kompetencer", "erfaren", "note.varighed", "mange år", "note.sammenhaeng", "skolen",  \
        "note.erhverv", "deltid", "note.vilkaar", "ingen egne børn", "arbejde", "1,5"

/* The number of the newest move, as the page has it; the test's proposal has one id. */
static const char *set_nu(struct niveauer *n)
{
    struct test_afregning *t = &n->ts.t;
    struct indstilling i;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(indstilling_find(t->store, &t->arena, &n->lis.adgang, STR("aaaaaaaaaaaaaaaaaaaa"), &i,
                               &t->err),
              t->err);
    store_rollback(t->store);
    return str_c(&t->arena, str_format(&t->arena, "%lld", (long long)indstilling_nu(&i)->nr));
}

/* The number of the newest answer, likewise. */
static const char *svar_nu(struct niveauer *n)
{
    struct test_afregning *t = &n->ts.t;
    struct indstilling_svarene svar;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(indstilling_svarene(t->store, &t->arena, TEST_KOMMUNE, STR("aaaaaaaaaaaaaaaaaaaa"),
                                  &svar, &t->err),
              t->err);
    store_rollback(t->store);
    return str_c(&t->arena, str_format(&t->arena, "%lld", (long long)svar.nyeste));
}

/* The draft as it stands now. */
#define NU(n) "set", set_nu(n), "set_svar", svar_nu(n)

/* Proposed on the level it has. */
static const char *propose(struct niveauer *n, const char *sted, int trin, const char *id)
{
    const char *sti = begin(n, sted, id);
    const char *niveau = str_c(&n->ts.t.arena, str_format(&n->ts.t.arena, "trin=%d", trin));
    struct web_response r = TEST_POST(&n->ts, n->rie, sti, NU(n), "handling", "send", SVAR,
                                      "niveau", niveau, "begrundelse", "behovet er det samme");

    assert_string_equal(path_of(n, r), sti);
    return sti;
}

static size_t levels(struct niveauer *n, const char *sted)
{
    struct test_afregning *t = &n->ts.t;
    struct register_fakta *f;
    size_t antal = 0;

    assert_ok(store_begin(t->store, STORE_READ, &t->err), t->err);
    assert_ok(register_fakta_af(t->store, &t->arena, TEST_KOMMUNE, INT64_MAX, SLAGS_INDPLACERING,
                                str_from(sted), &f, &antal, &t->err),
              t->err);
    store_rollback(t->store);
    return antal;
}

/* ---- a draft ---- */

static void a_draft_keeps_what_was_answered(void **state)
{
    struct niveauer n;
    int trin = 0;

    open_pages(&n, *state);
    const char *sted = find_place(&n, &trin);
    struct web_response r = test_side_ask(
        &n.ts, n.rie,
        str_c(&n.ts.t.arena, str_format(&n.ts.t.arena, "/indstillinger/ny?anbringelse=%s", sted)));
    assert_says(r, "Niveauet skal gælde fra");
    r = TEST_POST(&n.ts, n.rie, "/indstillinger/ny", "id", "aaaaaaaaaaaaaaaaaaaa", "anbringelse",
                  "findesikke", "fra", "2021-06-01");
    assert_int_equal(r.status, 400);
    assert_says(r, "ingen anbringelse med det nummer");
    const char *sti = begin(&n, sted, "aaaaaaaaaaaaaaaaaaaa");
    assert_string_equal(begin(&n, sted, "aaaaaaaaaaaaaaaaaaaa"), sti); /* sent twice: still one */
    /* … and another is not begun in its place. */
    r = TEST_POST(&n.ts, n.rie, "/indstillinger/ny", "id", "aaaaaaaaaaaaaaaaaaaa", "anbringelse",
                  sted, "fra", "2021-06-02");
    assert_int_equal(r.status, 400);
    assert_says(r, "brugt til en anden indstilling");
    r = test_side_ask(&n.ts, n.rie, sti);
    assert_says(r, "Håndbogens spørgsmål");
    assert_says(r, "peger på trin 5");
    assert_says(r, "Ingen svar peger på et niveau endnu");
    /* Saved: what the answers point to, and words that are text and not markup. */
    r = TEST_POST(&n.ts, n.rie, sti, NU(&n), "handling", "gem", SVAR);
    assert_int_equal(r.status, 303);
    r = test_side_ask(&n.ts, n.rie, sti);
    assert_says(r, "4 svar peger på trin 3");
    assert_says(r, "&lt;b&gt;sover ikke&lt;/b&gt;");
    assert_says(r, "alvorlige (1 sat)");
    /* Not sent without a level; the answers stay. */
    r = TEST_POST(&n.ts, n.rie, sti, NU(&n), "handling", "send", SVAR, "begrundelse",
                  "stort behov");
    assert_int_equal(r.status, 400);
    assert_says(r, "Vælg det niveau");
    assert_says(r, "stort behov");
    /* Words that are saved are not wiped out by a form without any, and it is said. */
    r = TEST_POST(&n.ts, n.rie, sti, NU(&n), "handling", "gem", SVAR, "begrundelse", " ");
    r = test_side_ask(&n.ts, n.rie, path_of(&n, r));
    assert_says(r, "stort behov");
    assert_says(r, "står stadig");
    /* An answer the handbook does not have is refused, and nothing of it is kept. */
    r = TEST_POST(&n.ts, n.rie, sti, NU(&n), "handling", "gem", "svar.indsats", "en vild indsats");
    assert_int_equal(r.status, 400);
    r = test_side_ask(&n.ts, n.rie, sti);
    assert_says(r, "4 svar peger på trin 3");
    test_side_close(&n.ts);
}

static void two_write_in_one_draft(void **state)
{
    struct niveauer n;
    int trin = 0;

    open_pages(&n, *state);
    struct test_bruger mads = test_side_stab(&n.ts, "mads", ROLLE_FAMILIERAADGIVER);
    const char *sti = begin(&n, find_place(&n, &trin), "aaaaaaaaaaaaaaaaaaaa");
    const char *set = set_nu(&n), *svar = svar_nu(&n);
    assert_says(test_side_ask(&n.ts, n.rie, sti), "name=\"set_svar\" value=\"0\"");
    struct web_response r =
        TEST_POST(&n.ts, mads, sti, NU(&n), "handling", "gem", "note.varighed", "mads om varighed",
                  "tegn.alvorlige.selvskade", "ja", "arbejde", "1,5", "niveau", "trin=4",
                  "begrundelse", "mads om det hele");
    assert_int_equal(r.status, 303);
    /* The other has the page from before: it is refused, and both are on the page. */
    r = TEST_POST(&n.ts, n.rie, sti, "set", set, "set_svar", svar, "handling", "gem",
                  "note.varighed", "rie om <b>varighed</b>", "note.vilkaar", "rie om vilkår",
                  "tegn.almindelige.soevn", "ja", "begrundelse", "");
    assert_int_equal(r.status, 409);
    assert_says(r, "Kladden er gemt af mads");
    assert_says(r, "mads om varighed");
    assert_says(r,
                "rie om &lt;b&gt;varighed&lt;/b&gt;</textarea>"); /* both wrote: the own stands */
    assert_says(r, "rie om vilkår</textarea>");
    assert_says(r, "mads om det hele</textarea>"); /* only the other wrote: it is taken in */
    assert_says(r, "value=\"1,5\"");
    assert_says(r, "value=\"trin=4\" selected");
    assert_says(r, "name=\"tegn.alvorlige.selvskade\" value=\"ja\" checked");
    assert_says(r, "name=\"tegn.almindelige.soevn\" value=\"ja\" checked");
    assert_says(r, "Du har skrevet noget andet");
    assert_false(test_side_har(test_side_ask(&n.ts, n.rie, sti), "rie om"));
    /* In English too. */
    r = TEST_POST(&n.ts, n.rie, str_c(&n.ts.t.arena, str_format(&n.ts.t.arena, "%s?sprog=en", sti)),
                  "set", set, "set_svar", svar, "handling", "send", "note.varighed", "rie");
    assert_int_equal(r.status, 409);
    assert_says(r, "The draft has been saved by mads");
    assert_false(test_side_har(r, "har gemt"));
    /* No number is no number, and an old one is old. */
    r = TEST_POST(&n.ts, n.rie, sti, "set", set_nu(&n), "handling", "gem", "note.varighed", "rie");
    assert_int_equal(r.status, 409);
    r = TEST_POST(&n.ts, n.rie, sti, "set_svar", svar_nu(&n), "handling", "send", "note.varighed",
                  "rie");
    assert_int_equal(r.status, 409);
    /* Sent once more, as the page has it now, it is saved; sent twice, it is saved once. */
    set = set_nu(&n);
    svar = svar_nu(&n);
    for (int i = 0; i < 2; i++) {
        r = TEST_POST(&n.ts, n.rie, sti, "set", set, "set_svar", svar, "handling", "gem",
                      "note.varighed", "rie om varighed", "tegn.alvorlige.selvskade", "ja",
                      "arbejde", "1,5", "niveau", "trin=4", "begrundelse", "mads om det hele");
        assert_int_equal(r.status, 303);
    }
    assert_says(test_side_ask(&n.ts, mads, sti), "rie om varighed</textarea>");
    /* One that is no draft any more: what was written can be copied from the page. */
    r = TEST_POST(&n.ts, mads, sti, "set", set_nu(&n), "handling", "traek", "begrundelse",
                  "familien er rejst");
    assert_int_equal(r.status, 303);
    r = TEST_POST(&n.ts, n.rie, sti, "set", set, "set_svar", svar, "handling", "send",
                  "note.kompetencer", "lang & god", "niveau", "trin=3");
    assert_int_equal(r.status, 409);
    assert_says(r, "er nu trukket tilbage");
    assert_says(r, "lang &amp; god");
    test_side_close(&n.ts);
}

/* What is refused is shown again as it was sent, also what was ticked and chosen. */
static void what_was_refused_stands(void **state)
{
    struct niveauer n;
    int trin = 0;

    open_pages(&n, *state);
    const char *sti = begin(&n, find_place(&n, &trin), "aaaaaaaaaaaaaaaaaaaa");
    struct web_response r =
        TEST_POST(&n.ts, n.rie, sti, NU(&n), "handling", "gem", "note.varighed", "et smil 😀",
                  "tegn.alvorlige.selvskade", "ja", "niveau", "trin=4");
    assert_int_equal(r.status, 400);
    assert_says(r, "name=\"tegn.alvorlige.selvskade\" value=\"ja\" checked");
    assert_says(r, "value=\"trin=4\" selected");
    /* The reasons of another step are not those of the draft. */
    r = TEST_POST(&n.ts, n.rie, sti, NU(&n), "handling", "gem", "begrundelse", "kladdens grund");
    assert_int_equal(r.status, 303);
    r = TEST_POST(&n.ts, n.rie, sti, "set", "1", "handling", "traek", "begrundelse", "vil ikke");
    assert_int_equal(r.status, 409);
    assert_says(r, "kladdens grund</textarea>");
    assert_says(r, "vil ikke</textarea>");
    test_side_close(&n.ts);
}

static void what_cannot_be_meant_is_refused(void **state)
{
    static const char *const AAR[] = {"1821-06-01", "1907-06-01", "2199-06-01"};
    static const char *const IKKE[] = {"NaN", "-1", "1e3", "inf", "11", "halv tid", "1,555"};
    struct niveauer n;
    int trin = 0;

    open_pages(&n, *state);
    const char *sted = find_place(&n, &trin);
    const char *sti = begin(&n, sted, "aaaaaaaaaaaaaaaaaaaa");
    struct web_response r;
    /* A day that must be a mistake. */
    for (size_t i = 0; i < 3; i++) {
        r = TEST_POST(&n.ts, n.rie, "/indstillinger/ny", "id", "bbbbbbbbbbbbbbbbbbbb",
                      "anbringelse", sted, "fra", AAR[i]);
        assert_int_equal(r.status, 400);
        assert_says(r, "kan ikke passe; skriv et år fra 1980 til 2051");
    }
    r = TEST_POST(&n.ts, n.kim, "/dagsordener", "id", "bbbbbbbbbbbbbbbbbbbb", "dag", "1821-06-30");
    assert_int_equal(r.status, 400);
    assert_says(r, "kan ikke passe");
    /* What letters cannot show is refused with its place, and what was written is shown again. */
    r = TEST_POST(&n.ts, n.rie, sti, NU(&n), "handling", "gem", SVAR, "begrundelse",
                  "et smil 😀 til");
    assert_int_equal(r.status, 400);
    assert_says(r, "Teksten har tegnet »😀« (U+1F600) efter »et smil«");
    assert_says(r, "et smil 😀 til</textarea>");
    r = TEST_POST(&n.ts, n.rie, sti, NU(&n), "handling", "gem", "note.varighed",
                  "mange\xE2\x80\xAE år");
    assert_int_equal(r.status, 400);
    assert_says(r, "usynlige tegn");
    assert_says(r, "mange\xE2\x80\xAE år</textarea>");
    /* What is to be a number of posts is one. */
    for (size_t i = 0; i < sizeof(IKKE) / sizeof(*IKKE); i++) {
        r = TEST_POST(&n.ts, n.rie, sti, NU(&n), "handling", "gem", "arbejde", IKKE[i]);
        assert_int_equal(r.status, 400);
        assert_says(r, "ikke et antal stillinger");
    }
    test_side_close(&n.ts);
}

static void who_may_not_is_kept_out(void **state)
{
    struct niveauer n;
    int trin = 0;

    open_pages(&n, *state);
    const char *sted = find_place(&n, &trin);
    const char *sti = begin(&n, sted, "aaaaaaaaaaaaaaaaaaaa");
    assert_int_equal(test_side_ask(&n.ts, n.olga, "/indstillinger").status, 403);
    assert_int_equal(test_side_ask(&n.ts, n.olga, sti).status, 403);
    assert_int_equal(test_side_ask(&n.ts, n.udo, sti).status, 404);
    assert_int_equal(test_side_ask(&n.ts, n.udo, "/indstillinger/ny").status, 403);
    assert_int_equal(test_side_ask(&n.ts, n.udo, "/opsigelser").status, 403);
    assert_int_equal(TEST_POST(&n.ts, n.udo, sti, "handling", "gem", SVAR).status, 404);
    assert_int_equal(test_side_ask(&n.ts, n.rie, "/indstillinger/zzzzzzzzzzzzzzzzzzzz").status,
                     404);
    assert_int_equal(test_side_ask(&n.ts, n.rie, "/dagsordener/zzzzzzzzzzzzzzzzzzzz").status, 404);
    assert_int_equal(test_side_ask(&n.ts, n.rie, "/opsigelser/zzzzzzzzzzzzzzzzzzzz").status, 404);
    assert_int_equal(TEST_POST(&n.ts, n.rie, "/dagsordener", "dag", "2021-07-10").status, 403);
    /* All three lists are under the same point of the menu. */
    static const char *const LISTE[] = {"/indstillinger", "/dagsordener", "/opsigelser"};
    for (size_t i = 0; i < sizeof(LISTE) / sizeof(*LISTE); i++)
        assert_says(test_side_ask(&n.ts, n.rie, LISTE[i]),
                    "<a href=\"/indstillinger\" aria-current=\"page\">Niveauer</a>");
    test_side_close(&n.ts);
}

/* ---- the whole way ---- */

/* An old number is none, and neither is no number. */
static void only_as_it_was_shown(struct niveauer *n, const char *sti, const char *niveau)
{
    static const char *const IKKE[] = {"", "0", "1", "-1", "x", "99"};
    static const char *const GANG[] = {"beslut", "afvis", "traek", "tilbage"};

    for (size_t i = 0; i < sizeof(IKKE) / sizeof(*IKKE); i++) {
        for (size_t k = 0; k < sizeof(GANG) / sizeof(*GANG); k++) {
            struct web_response r =
                TEST_POST(&n->ts, k < 2 ? n->udo : n->kim, sti, "handling", GANG[k], "niveau",
                          niveau, "begrundelse", "enige", "set", IKKE[i]);
            assert_int_equal(r.status, 409);
            assert_says(r, "siden den blev vist");
        }
    }
}

/* The name of a field about a member. */
static const char *member(struct niveauer *n, const char *hvad, struct test_bruger b)
{
    return str_c(&n->ts.t.arena,
                 str_format(&n->ts.t.arena, "%s.%.*s", hvad, STR_ARG(b.adgang.bruger)));
}

static void from_draft_to_register(void **state)
{
    struct niveauer n;
    int trin = 0;

    open_pages(&n, *state);
    const char *sted = find_place(&n, &trin);
    size_t foer = levels(&n, sted);
    const char *sti = propose(&n, sted, trin, "aaaaaaaaaaaaaaaaaaaa");
    struct web_response r =
        TEST_POST(&n.ts, n.kim, "/dagsordener", "id", "bbbbbbbbbbbbbbbbbbbb", "dag", "2021-06-30");
    const char *moede = path_of(&n, r);
    assert_int_equal(test_side_ask(&n.ts, n.udo, sti).status, 404);
    assert_says(test_side_ask(&n.ts, n.udo, "/indstillinger"), "ingen sager til dig");
    r = TEST_POST(&n.ts, n.kim, sti, "set", set_nu(&n), "handling", "dagsorden", "moede",
                  "bbbbbbbbbbbbbbbbbbbb");
    assert_int_equal(r.status, 303);
    /* A member sees the case now, and no way into the placement's own page. */
    r = test_side_ask(&n.ts, n.udo, sti);
    assert_says(r, "Beslut niveauet");
    assert_false(test_side_har(r, "href=\"/anbringelser/"));
    assert_says(test_side_ask(&n.ts, n.udo, moede), sti);
    /* One who is no longer invited does not. */
    const char *udo = member(&n, "medlem", n.udo), *udo_vist = member(&n, "vist", n.udo);
    const char *ulla_vist = member(&n, "vist", n.ulla);
    r = TEST_POST(&n.ts, n.kim, moede, "handling", "indkald", udo, "ja", udo_vist, "ja", ulla_vist,
                  "ja");
    assert_int_equal(r.status, 303);
    /* A page from before, on which another is struck out, does not invite her again; and who was
     * not on it stays. */
    r = TEST_POST(&n.ts, n.kim, moede, "handling", "indkald", member(&n, "medlem", n.ulla), "ja",
                  ulla_vist, "ja");
    assert_int_equal(r.status, 303);
    assert_int_equal(test_side_ask(&n.ts, n.udo, moede).status, 200);
    assert_int_equal(test_side_ask(&n.ts, n.ulla, sti).status, 404);
    assert_int_equal(test_side_ask(&n.ts, n.ulla, moede).status, 404);
    assert_int_equal(TEST_POST(&n.ts, n.ulla, sti, "set", set_nu(&n), "handling", "beslut").status,
                     404);
    /* Decided: not by the one who proposed, not without reasons, once. */
    const char *niveau = str_c(&n.ts.t.arena, str_format(&n.ts.t.arena, "trin=%d", trin));
    r = TEST_POST(&n.ts, n.rie, sti, "set", set_nu(&n), "handling", "beslut", "niveau", niveau,
                  "begrundelse", "ja");
    assert_int_equal(r.status, 403);
    r = TEST_POST(&n.ts, n.udo, sti, "set", set_nu(&n), "handling", "beslut", "niveau", niveau,
                  "begrundelse", " ");
    assert_int_equal(r.status, 400);
    only_as_it_was_shown(&n, sti, niveau);
    r = TEST_POST(&n.ts, n.udo, sti, "set", set_nu(&n), "handling", "beslut", "niveau", niveau,
                  "begrundelse", "enige <i>alle</i>");
    assert_int_equal(r.status, 303);
    r = TEST_POST(&n.ts, n.udo, sti, "set", set_nu(&n), "handling", "beslut", "niveau", niveau,
                  "begrundelse", "igen");
    assert_int_equal(r.status, 409);
    /* The handbook gives no limit: a leader approves, and then the level stands in the register. */
    assert_int_equal(levels(&n, sted), foer);
    assert_says(test_side_ask(&n.ts, n.lis, sti), "Godkend som leder");
    assert_int_equal(TEST_POST(&n.ts, n.kim, sti, "set", set_nu(&n), "handling", "godkend").status,
                     403);
    assert_int_equal(TEST_POST(&n.ts, n.lis, sti, "set", set_nu(&n), "handling", "godkend").status,
                     303);
    assert_int_equal(TEST_POST(&n.ts, n.lis, sti, "set", set_nu(&n), "handling", "godkend").status,
                     409);
    assert_int_equal(levels(&n, sted), foer + 1);
    r = test_side_ask(&n.ts, n.rie, sti);
    assert_says(r, "Kontrakten til underskrift");
    assert_says(r, "enige &lt;i&gt;alle&lt;/i&gt;");
    test_side_close(&n.ts);
}

static void letters_are_files(void **state)
{
    struct niveauer n;
    int trin = 0;

    open_pages(&n, *state);
    const char *sted = find_place(&n, &trin);
    const char *sti = propose(&n, sted, trin, "aaaaaaaaaaaaaaaaaaaa");
    struct arena *arena = &n.ts.t.arena;
    const char *kontrakt = str_c(arena, str_format(arena, "%s/kontrakt", sti));
    const char *niveau = str_c(arena, str_format(arena, "trin=%d", trin));
    struct test_bruger lone = test_side_stab(&n.ts, "lone", ROLLE_LEDER);
    assert_int_equal(test_side_ask(&n.ts, n.rie, kontrakt).status, 404);
    struct web_response r = TEST_POST(&n.ts, n.lis, sti, "set", set_nu(&n), "handling", "beslut",
                                      "niveau", niveau, "begrundelse", "enig");
    assert_int_equal(r.status, 303);
    assert_int_equal(TEST_POST(&n.ts, n.lis, sti, "set", set_nu(&n), "handling", "godkend").status,
                     403);
    assert_int_equal(TEST_POST(&n.ts, lone, sti, "set", set_nu(&n), "handling", "godkend").status,
                     303);
    r = test_side_ask(&n.ts, n.rie, kontrakt);
    assert_int_equal(r.status, 200);
    assert_string_equal(r.type, "application/pdf");
    assert_true(str_starts(r.body, STR("%PDF-1.4")));
    assert_int_equal(test_side_ask(&n.ts, n.udo, kontrakt).status, 404);
    test_side_close(&n.ts);
}

static struct web_response take_off(struct niveauer *n, struct test_bruger som, const char *moede,
                                    const char *hvorfor)
{
    return TEST_POST(&n->ts, som, moede, "set", set_nu(n), "handling", "af", "indstilling",
                     "aaaaaaaaaaaaaaaaaaaa", "begrundelse", hvorfor);
}

static void an_agenda_is_ordered(void **state)
{
    struct niveauer n;
    int trin = 0;

    open_pages(&n, *state);
    const char *sted = find_place(&n, &trin);
    const char *sti = propose(&n, sted, trin, "aaaaaaaaaaaaaaaaaaaa");
    struct web_response r =
        TEST_POST(&n.ts, n.kim, "/dagsordener", "id", "bbbbbbbbbbbbbbbbbbbb", "dag", "2021-06-01");
    assert_int_equal(r.status, 400); /* in the past */
    const char *moede = path_of(&n, TEST_POST(&n.ts, n.kim, "/dagsordener", "id",
                                              "bbbbbbbbbbbbbbbbbbbb", "dag", "2021-06-30"));
    assert_int_equal(
        TEST_POST(&n.ts, n.kim, sti, "set", set_nu(&n), "handling", "dagsorden", "moede", "x")
            .status,
        400);
    r = TEST_POST(&n.ts, n.kim, sti, "set", set_nu(&n), "handling", "dagsorden", "moede",
                  "bbbbbbbbbbbbbbbbbbbb");
    assert_int_equal(r.status, 303);
    r = TEST_POST(&n.ts, n.kim, moede, "set", set_nu(&n), "handling", "ned", "indstilling",
                  "aaaaaaaaaaaaaaaaaaaa");
    assert_int_equal(r.status, 303);
    /* What the page does not know is not done. */
    r = TEST_POST(&n.ts, n.kim, moede, "set", set_nu(&n), "handling", "fjern", "indstilling",
                  "aaaaaaaaaaaaaaaaaaaa");
    assert_int_equal(r.status, 400);
    assert_says(r, "Vælg, hvad der skal ske");
    r = take_off(&n, n.kim, moede, " ");
    assert_int_equal(r.status, 400);
    assert_says(r, "Skriv, hvorfor sagen tages af; det står i sagen.");
    /* Another who makes agendas, but neither this one nor put the case on it. */
    struct test_bruger kir = test_side_stab(&n.ts, "kir", ROLLE_FAMILIEPLEJEKONSULENT);
    assert_false(test_side_har(test_side_ask(&n.ts, kir, moede), "value=\"af\""));
    assert_int_equal(take_off(&n, kir, moede, "den skal vente").status, 403);
    assert_int_equal(take_off(&n, n.kim, moede, "skal <b>belyses</b>").status, 303);
    assert_says(test_side_ask(&n.ts, n.kim, moede), "ingen sager på dagsordenen");
    assert_says(test_side_ask(&n.ts, n.rie, sti), "skal &lt;b&gt;belyses&lt;/b&gt;");
    assert_int_equal(take_off(&n, n.kim, moede, "igen").status, 409);
    test_side_close(&n.ts);
}

/* Who must have a relation to a case sees it on an agenda only as the one who made the agenda. */
static void an_agenda_shows_no_others_cases(void **state)
{
    struct niveauer n;
    int trin = 0;

    open_pages(&n, *state);
    const char *sted = find_place(&n, &trin);
    struct test_afregning *t = &n.ts.t;
    struct test_bruger mia = test_side_stab(&n.ts, "mia", ROLLE_FAMILIEPLEJEKONSULENT);
    struct test_bruger kir = test_side_stab(&n.ts, "kir", ROLLE_FAMILIEPLEJEKONSULENT);
    struct relation r = {.anbringelse = str_from(sted),
                         .slags = RELATION_RAADGIVER,
                         .fra = dato_of_us(t->now_us),
                         .til = DATO_MAX};
    assert_ok(relation_krav_saet(t->store, &t->arena, &n.lis.adgang, true, t->now_us, &t->err),
              t->err);
    assert_ok(relation_saet(t->store, &t->arena, &n.lis.adgang, STR("rie"), &r, t->now_us, &t->err),
              t->err);
    r.slags = RELATION_KONSULENT;
    assert_ok(relation_saet(t->store, &t->arena, &n.lis.adgang, STR("kim"), &r, t->now_us, &t->err),
              t->err);
    const char *sti = propose(&n, sted, trin, "aaaaaaaaaaaaaaaaaaaa");
    const char *moede = path_of(&n, TEST_POST(&n.ts, mia, "/dagsordener", "id",
                                              "bbbbbbbbbbbbbbbbbbbb", "dag", "2021-06-30"));
    assert_int_equal(test_side_ask(&n.ts, mia, sti).status, 404);
    assert_int_equal(TEST_POST(&n.ts, n.kim, sti, "set", set_nu(&n), "handling", "dagsorden",
                               "moede", "bbbbbbbbbbbbbbbbbbbb")
                         .status,
                     303);
    /* The one who made the agenda, those who have the case, and a leader see it. */
    assert_says(test_side_ask(&n.ts, mia, moede), sti);
    assert_says(test_side_ask(&n.ts, n.rie, moede), sti);
    assert_says(test_side_ask(&n.ts, n.lis, moede), sti);
    assert_int_equal(test_side_ask(&n.ts, mia, sti).status, 200);
    /* … who may not do with the case what only they may who have it. */
    assert_false(test_side_har(test_side_ask(&n.ts, mia, sti), "value=\"traek\""));
    assert_int_equal(
        TEST_POST(&n.ts, mia, sti, "set", set_nu(&n), "handling", "traek", "begrundelse", "nej")
            .status,
        403);
    /* Another who makes agendas sees that there is one, and nothing of whom. */
    struct web_response s = test_side_ask(&n.ts, kir, moede);
    assert_int_equal(s.status, 200);
    assert_false(test_side_har(s, sti));
    assert_says(s, "1 sag på dagsordenen er ikke din");
    assert_int_equal(test_side_ask(&n.ts, kir, sti).status, 404);
    assert_int_equal(take_off(&n, kir, moede, "den skal vente").status, 409);
    assert_int_equal(take_off(&n, mia, moede, "mødet er fuldt").status, 303);
    assert_int_equal(test_side_ask(&n.ts, mia, sti).status, 404);
    test_side_close(&n.ts);
}

/* ---- a termination ---- */

static void a_termination_waits(void **state)
{
    struct niveauer n;
    int trin = 0;

    open_pages(&n, *state);
    const char *sted = find_place(&n, &trin);
    struct web_response r = TEST_POST(&n.ts, n.rie, "/opsigelser/ny", "id", "cccccccccccccccccccc",
                                      "anbringelse", sted, "grund", "brudt <b>samarbejde</b>");
    assert_int_equal(r.status, 400); /* the handbook gives no time to answer: it must be chosen */
    assert_says(r, "brudt &lt;b&gt;samarbejde&lt;/b&gt;");
    const char *sti = path_of(&n, TEST_POST(&n.ts, n.rie, "/opsigelser/ny", "id",
                                            "cccccccccccccccccccc", "anbringelse", sted, "grund",
                                            "brudt samarbejde", "frist", "2021-07-05"));
    r = test_side_ask(&n.ts, n.rie, sti);
    assert_says(r, "Opsigelsen kan registreres fra den 6. juli 2021");
    r = TEST_POST(&n.ts, n.rie, sti, "set", "1", "handling", "opsig", "dato", "2021-07-06",
                  "aarsag", "konflikt");
    assert_int_equal(r.status, 400);
    assert_int_equal(
        TEST_POST(&n.ts, n.rie, sti, "set", "1", "handling", "svar", "tekst", "vi er uenige")
            .status,
        303);
    r = TEST_POST(&n.ts, n.rie, sti, "set", "1", "handling", "frafald", "tekst", "ikke mere");
    assert_int_equal(r.status, 409); /* the family's answer came after it was shown */
    n.ts.t.now_us = test_us("2021-07-06");
    n.rie = test_side_bruger(&n.ts, "rie");
    r = TEST_POST(&n.ts, n.rie, sti, "set", "2", "handling", "opsig", "dato", "2021-07-06");
    assert_int_equal(r.status, 400); /* no cause */
    r = TEST_POST(&n.ts, n.rie, sti, "set", "2", "handling", "opsig", "dato", "2021-07-06",
                  "aarsag", "konflikt");
    assert_int_equal(r.status, 303);
    r = TEST_POST(&n.ts, n.rie, sti, "set", "3", "handling", "opsig", "dato", "2021-07-07",
                  "aarsag", "konflikt");
    assert_int_equal(r.status, 409);
    assert_says(test_side_ask(&n.ts, n.rie, "/opsigelser"), "Opsagt");
    test_side_close(&n.ts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_draft_keeps_what_was_answered),
        BOTH(two_write_in_one_draft),
        BOTH(what_was_refused_stands),
        BOTH(what_cannot_be_meant_is_refused),
        BOTH(who_may_not_is_kept_out),
        BOTH(from_draft_to_register),
        BOTH(letters_are_files),
        BOTH(an_agenda_is_ordered),
        BOTH(an_agenda_shows_no_others_cases),
        BOTH(a_termination_waits),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
