/*
 * The pages of drafts and rates, asked for as a browser asks, on an invented municipality that has
 * settled: from an empty list to a version in force that the public pages show, by two persons.
 */
#include "side/test_side.h"

#include "haandbogsside/haandbogsside.h"
#include "base/fil.h"
#include "side/arbejde.h"
#include "udkast/udkast.h"

struct by { /* a town, and who of it asks */
    struct test_side ts;
    struct test_bruger hanne; /* writes */
    struct test_bruger lis;   /* puts in force */
    struct test_bruger carl;  /* looks */
    struct str bog;           /* Morsø's handbook, as this kommune's */
    struct str takster;
};

static struct str read_file(struct by *by, const char *sti)
{
    struct str text;
    struct err err = ERR_INIT;

    assert_ok(fil_read(&by->ts.t.arena, sti, 1 << 20, &text, &err), err);
    return text;
}

/* The text with the first `fra` replaced. */
static struct str replaced(struct by *by, struct str text, const char *fra, const char *til)
{
    size_t at;

    assert_true(str_find(text, str_from(fra), &at));
    struct str efter = str_sub(text, at + str_from(fra).n, text.n);
    return str_format(&by->ts.t.arena, "%.*s%s%.*s", STR_ARG(str_sub(text, 0, at)), til,
                      STR_ARG(efter));
}

static void open_town(struct by *by, struct test_store *place)
{
    *by = (struct by){0};
    test_side_open(&by->ts, place, &HAANDBOGSSIDE);
    by->hanne = test_side_stab(&by->ts, "hanne", ROLLE_HAANDBOGSANSVARLIG);
    by->lis = test_side_stab(&by->ts, "lis", ROLLE_LEDER);
    by->carl = test_side_stab(&by->ts, "carl", ROLLE_ANALYTIKER);
    by->bog = replaced(by, read_file(by, "haandboeger/morsoe/2021-01-01.md"), "  kommunekode  773",
                       "  kommunekode  999");
    by->takster = read_file(by, "takster/kl.csv");
}

static struct web_response ask(struct by *by, struct test_bruger b, struct str adresse)
{
    return test_side_ask(&by->ts, b, str_c(&by->ts.t.arena, adresse));
}

/* The page of a draft, "/udkast/ID" and what comes after. */
static struct str page(struct by *by, struct str id, const char *efter)
{
    return str_format(&by->ts.t.arena, "/udkast/%.*s%s", STR_ARG(id), efter);
}

#define POST(by, bruger, adresse, ...)                                                             \
    TEST_POST(&(by)->ts, bruger, str_c(&(by)->ts.t.arena, adresse), __VA_ARGS__)

/* A draft saved by somebody, past the pages. */
static struct str save(struct by *by, const struct test_bruger *b, enum udkast_slags slags,
                       const char *navn, struct str tekst)
{
    struct test_afregning *t = &by->ts.t;
    struct udkast_ny ny = {.tekst = {slags, str_from(navn), tekst, 0}};
    struct udkast_tjek tjek;
    struct id id;
    bool gemt;

    assert_ok(id_make(&id, &t->err), t->err);
    ny.id = str_copy(&t->arena, id_str(&id));
    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(
        udkast_gem(t->store, &t->arena, &b->adgang, NULL, &ny, t->now_us, &tjek, &gemt, &t->err),
        t->err);
    assert_ok(store_commit(t->store, &t->err), t->err);
    return ny.id;
}

/* Proposed by hanne and put in force by lis, on the pages. */
static void through(struct by *by, struct str id)
{
    struct web_response r = POST(by, by->hanne, page(by, id, "/foreslaa"), "efter", "1");

    assert_int_equal(r.status, 303);
    r = ask(by, by->lis, page(by, id, ""));
    assert_says(r, "Sæt i kraft");
    r = POST(by, by->lis, page(by, id, "/ikraft"), "efter", "1");
    assert_int_equal(r.status, 303);
}

static void town_with_rules(struct by *by, struct test_store *place)
{
    open_town(by, place);
    through(by, save(by, &by->hanne, UDKAST_TAKSTER, "kl", by->takster));
    through(by, save(by, &by->hanne, UDKAST_HAANDBOG, "2021-01-01.md", by->bog));
}

/* ---- */

static void from_nothing_to_force(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct web_response r = test_side_ask(&by.ts, by.hanne, "/udkast");
    assert_says(r, "har ikke sat noget i kraft");
    struct str id = save(&by, &by.hanne, UDKAST_TAKSTER, "kl", by.takster);
    r = ask(&by, by.hanne, page(&by, id, ""));
    assert_says(r, "Foreslå</button>");
    assert_false(test_side_har(r, "Sæt i kraft</button>"));
    through(&by, id);
    id = save(&by, &by.hanne, UDKAST_HAANDBOG, "2021-01-01.md", by.bog);
    r = ask(&by, by.hanne, page(&by, id, ""));
    assert_says(r, "eksempler giver det rigtige svar");

    /* Nobody but another puts it in force, and once. */
    r = POST(&by, by.hanne, page(&by, id, "/foreslaa"), "efter", "1");
    assert_int_equal(r.status, 303);
    r = ask(&by, by.hanne, page(&by, id, "?gjort=foreslaaet"));
    assert_says(r, "En anden, som ikke har skrevet i det");
    r = POST(&by, by.hanne, page(&by, id, "/ikraft"), "efter", "1");
    assert_int_equal(r.status, 403);
    assert_says(r, "en anden skal sætte det i kraft");
    r = POST(&by, by.carl, page(&by, id, "/ikraft"), "efter", "1");
    assert_int_equal(r.status, 403);
    r = POST(&by, by.lis, page(&by, id, "/ikraft"), "efter", "2");
    assert_int_equal(r.status, 409);
    assert_says(r, "Udkastet er et andet");
    r = POST(&by, by.lis, page(&by, id, "/ikraft"), "efter", "1");
    assert_int_equal(r.status, 303);
    r = POST(&by, by.lis, page(&by, id, "/ikraft"), "efter", "1");
    assert_int_equal(r.status, 400);

    /* The pages of everybody show it at once. */
    r = test_side_ask(&by.ts, (struct test_bruger){0}, "/haandbog/egen/2021-01-01");
    assert_int_equal(r.status, 200);
    r = test_side_ask(&by.ts, by.carl, "/udkast");
    assert_says(r, "hanne");
    assert_says(r, "lis");
    test_side_close(&by.ts);
}

static void the_editor_shows_findings_at_the_line(void **state)
{
    struct by by;

    town_with_rules(&by, *state);
    struct web_response r = POST(&by, by.hanne, STR("/udkast/nyt"), "id", "aaaaaaaaaaaaaaaaaaaa",
                                 "art", "rettelse", "grund", "haandbog:2021-01-01.md", "dag", "");
    assert_int_equal(r.status, 303);
    assert_str(test_side_til(r), "/udkast/aaaaaaaaaaaaaaaaaaaa");
    struct str id = STR("aaaaaaaaaaaaaaaaaaaa");
    r = ask(&by, by.hanne, page(&by, id, ""));
    assert_says(r, "2021-01-01.r1.md");
    assert_says(r, "mangler posten"); /* a correction says what it corrects */
    r = ask(&by, by.hanne, page(&by, id, "?sprog=en"));
    assert_says(r, "the file is named as a correction, but lacks the entry");
    assert_says(r, "<span class=\"note\">write ");
    assert_says(r, "lacks the entry <span lang=\"da\">“retter”</span>");
    assert_false(test_side_har(r, "mangler posten"));

    struct str ret = replaced(&by, by.bog, "  takster      kl",
                              "  retter       2021-01-01, kendt fra 2021-06-01\n  takster      kl");
    struct str ond =
        replaced(&by, ret, "  model        trin", "  model        <script>alert(1)</script>");
    const char *ond_c = str_c(&by.ts.t.arena, ond), *ret_c = str_c(&by.ts.t.arena, ret);
    r = POST(&by, by.hanne, page(&by, id, ""), "handling", "tjek", "efter", "1", "tekst", ond_c);
    assert_int_equal(r.status, 200);
    assert_says(r, "tjekket, ikke gemt");
    assert_says(r, "href=\"#linje-");
    assert_says(r, "id=\"linje-");
    assert_says(r, "&lt;script&gt;");
    assert_false(test_side_har(r, "<script>alert"));

    r = POST(&by, by.hanne, page(&by, id, "/tjek"), "tekst", ond_c);
    assert_str(str_from(r.type), "application/json; charset=utf-8");
    assert_says(r, "\"god\":false");
    assert_says(r, "\"linje\":");
    assert_says(r, "\"tekst\":\"ukendt ord ");
    r = POST(&by, by.hanne, page(&by, id, "/tjek?sprog=en"), "tekst", ond_c);
    assert_says(r, "\"tekst\":\"unknown word ");
    assert_false(test_side_har(r, "ukendt ord"));
    r = POST(&by, by.hanne, page(&by, id, ""), "handling", "gem", "efter", "1", "tekst", ret_c);
    assert_int_equal(r.status, 303);
    r = POST(&by, by.hanne, page(&by, id, ""), "handling", "gem", "efter", "1", "tekst", ond_c);
    assert_int_equal(r.status, 409);
    assert_says(r, "Udkastet er gemt af hanne, siden du åbnede det");
    assert_says(r, "&lt;script&gt;"); /* what was typed is not lost */
    assert_says(r, "Hvad den anden har ændret");
    assert_says(r, "<td>  retter       2021-01-01, kendt fra 2021-06-01</td>");
    assert_says(r, "name=\"efter\" value=\"2\"");
    /* Nothing is not saved over something, and neither is it proposed what was not looked at. */
    static const char *const INTET[] = {"", " \r\n\t\n"};
    for (size_t i = 0; i < 2; i++) {
        r = POST(&by, by.hanne, page(&by, id, ""), "handling", "gem", "efter", "2", "tekst",
                 INTET[i]);
        assert_int_equal(r.status, 400);
        assert_says(r, "ingen tekst i det, du sendte");
        assert_says(r, "kendt fra 2021-06-01\n"); /* the draft stands in the field */
    }
    r = POST(&by, by.hanne, page(&by, id, "?sprog=en"), "handling", "gem", "efter", "2");
    assert_int_equal(r.status, 400);
    assert_says(r, "There is no text in what you sent");
    r = POST(&by, by.hanne, page(&by, id, "/foreslaa"), "efter", "1");
    assert_int_equal(r.status, 409);
    assert_says(r, "Udkastet er et andet");
    assert_int_equal(POST(&by, by.hanne, page(&by, id, "/foreslaa"), "x", "").status, 409);
    r = POST(&by, by.carl, page(&by, id, ""), "handling", "gem", "efter", "2", "tekst", ret_c);
    assert_int_equal(r.status, 403);
    test_side_close(&by.ts);
}

/* An example that answers otherwise says so in the page's language; its name is Danish. */
static void an_example_is_told_in_english(void **state)
{
    struct by by;

    town_with_rules(&by, *state);
    struct str id = STR("aaaaaaaaaaaaaaaaaaaa");
    struct web_response r = POST(&by, by.hanne, STR("/udkast/nyt"), "id", "aaaaaaaaaaaaaaaaaaaa",
                                 "art", "rettelse", "grund", "haandbog:2021-01-01.md", "dag", "");
    assert_int_equal(r.status, 303);
    struct str ret = replaced(&by, by.bog, "  takster      kl",
                              "  retter       2021-01-01, kendt fra 2021-06-01\n  takster      kl");
    const char *andet = str_c(&by.ts.t.arena, replaced(&by, ret, "  giver  vederlag 18.002,72 kr",
                                                       "  giver  vederlag 1,00 kr"));
    r = POST(&by, by.hanne, page(&by, id, "?sprog=en"), "handling", "tjek", "efter", "1", "tekst",
             andet);
    assert_says(r, "</a>: “<span lang=\"da\">fylder 10 år midt i juni</span>”: line ");
    assert_says(r, "<span lang=\"da\">“vederlag”</span>: expected 1,00 kr., computed ");
    assert_false(test_side_har(r, "forventet"));
    r = POST(&by, by.hanne, page(&by, id, "/tjek?sprog=en"), "tekst", andet);
    assert_says(r, "“vederlag”: expected 1,00 kr., computed ");
    test_side_close(&by.ts);
}

/* A browser's field ends its lines with CR LF; the file does not. */
static void line_ends_are_those_of_a_file(void **state)
{
    struct by by;
    struct buf crlf;

    town_with_rules(&by, *state);
    struct str ret = replaced(&by, by.bog, "  takster      kl",
                              "  retter       2021-01-01, kendt fra 2021-06-01\n  takster      kl");
    struct str id = save(&by, &by.hanne, UDKAST_HAANDBOG, "2021-01-01.r1.md", ret);
    buf_init(&crlf, &by.ts.t.arena);
    for (size_t i = 0; i < ret.n; i++) {
        if (ret.p[i] == '\n') buf_char(&crlf, '\r');
        buf_char(&crlf, ret.p[i]);
    }
    struct web_response r = POST(&by, by.hanne, page(&by, id, ""), "handling", "gem", "efter", "1",
                                 "tekst", str_c(&by.ts.t.arena, buf_str(&crlf)));
    assert_int_equal(r.status, 303);
    r = POST(&by, by.hanne, page(&by, id, ""), "handling", "gem", "efter", "1", "tekst",
             str_c(&by.ts.t.arena, replaced(&by, ret, "Velkommen", "Goddag")));
    assert_int_equal(r.status, 303); /* the first was the same text: nothing was saved over it */
    test_side_close(&by.ts);
}

/* What the process beside the pages does: how many pieces there were. */
static int work(struct by *by)
{
    int n = 0;

    while (side_arbejd(by->ts.program.ctx, by->ts.t.now_us)) n++;
    assert_false(store_in_transaction(by->ts.t.store));
    return n;
}

/* A correction of the handbook that makes one level dearer. */
static struct str correction(struct by *by)
{
    struct str ret = replaced(by, by->bog, "  takster      kl",
                              "  retter       2021-01-01, kendt fra 2021-06-01\n  takster      kl");

    ret = replaced(by, ret, "     5 |        9 |", "     5 |       10 |");
    return replaced(by, ret, "stor           |      40.506,12", "stor           |      45.006,80");
}

static void preview_difference_and_cost(void **state)
{
    struct by by;

    town_with_rules(&by, *state);
    struct str ret = correction(&by);
    struct str id = save(&by, &by.hanne, UDKAST_HAANDBOG, "2021-01-01.r1.md", ret);

    struct web_response r = ask(&by, by.carl, page(&by, id, "/vis"));
    assert_int_equal(r.status, 200);
    assert_says(r, "class=\"haandbog\"");
    r = ask(&by, by.carl, page(&by, id, "/forskel"));
    assert_says(r, "Håndbogen fra 1. januar 2021");
    assert_says(r, "45.006,80");
    /* asked for by two, it is computed once, and kept */
    r = ask(&by, by.carl, page(&by, id, "/koster?maaneder=4"));
    assert_int_equal(r.status, 200);
    assert_says(r, "Det regnes ud");
    assert_says(ask(&by, by.hanne, page(&by, id, "/koster?maaneder=4")), "Det regnes ud");
    assert_int_equal(work(&by), 1);
    r = ask(&by, by.carl, page(&by, id, "/koster?maaneder=4"));
    assert_int_equal(r.status, 200);
    assert_says(r, "anbringelser får et andet beløb");
    assert_says(r, "Regnet ud ");
    assert_int_equal(work(&by), 0);
    assert_says(r, "<svg");
    assert_says(r, "Måned for måned");
    assert_says(r, "Hvad det ændrer i månederne fra januar 2021 til nu");
    r = ask(&by, by.carl, page(&by, id, "/koster?maaneder=99"));
    assert_int_equal(r.status, 400);
    r = ask(&by, by.carl, page(&by, id, "/koster?fra=x"));
    assert_int_equal(r.status, 400);
    r = ask(&by, by.carl, page(&by, id, "/koster?fra=1821-01"));
    assert_says(r, "Året 1821 kan ikke passe");
    r = POST(&by, by.hanne, STR("/udkast/nyt"), "id", "bbbbbbbbbbbbbbbbbbbb", "art", "version",
             "grund", "haandbog:2021-01-01.md", "dag", "1821-01-01");
    assert_says(r, "Året 1821 kan ikke passe");
    r = ask(&by, by.carl, page(&by, id, "/koster?sprog=en&maaneder=4"));
    assert_says(r, "placements get another amount");
    r = ask(&by, by.carl, page(&by, STR("bbbbbbbbbbbbbbbbbbbb"), "/koster"));
    assert_int_equal(r.status, 404);
    /* another text is another question, another day too */
    struct str dyrere = replaced(&by, ret, "45.006,80", "45.006,81");
    r = POST(&by, by.hanne, page(&by, id, ""), "handling", "gem", "efter", "1", "tekst",
             str_c(&by.ts.t.arena, dyrere));
    assert_int_equal(r.status, 303);
    assert_says(ask(&by, by.carl, page(&by, id, "/koster?maaneder=4")), "Det regnes ud");
    assert_int_equal(work(&by), 1);
    /* that text does not agree with its own rates */
    r = ask(&by, by.carl, page(&by, id, "/koster?maaneder=4"));
    assert_says(r, "Udkastet har fejl");
    assert_false(test_side_har(r, "The draft has errors"));
    r = ask(&by, by.carl, page(&by, id, "/koster?sprog=en&maaneder=4"));
    assert_says(r, "The draft has errors");
    assert_false(test_side_har(r, "Udkastet har fejl"));
    assert_int_equal(work(&by), 0);
    test_side_close(&by.ts);
}

/* A fact: the first placement with that level has had the one below. */
static void lower_a_level(struct by *by, int trin)
{
    struct test_afregning *t = &by->ts.t;
    struct register_udsnit alle;
    struct register_fakta *f;
    bool skrevet = false;
    int64_t nr;
    size_t n;

    assert_ok(store_begin(t->store, STORE_WRITE, &t->err), t->err);
    assert_ok(register_read(t->store, &t->arena, TEST_KOMMUNE, INT64_MAX, NULL, 0, &alle, &t->err),
              t->err);
    assert_ok(register_begin(t->store, &t->anna, STR("niveau"), t->now_us, &nr, &t->err), t->err);
    for (size_t i = 0; i < alle.sager.count && !skrevet; i++) {
        if (alle.sager.sag[i].fraflyttet.dag != DATO_MAX.dag) continue;
        assert_ok(register_fakta_af(t->store, &t->arena, TEST_KOMMUNE, INT64_MAX,
                                    SLAGS_INDPLACERING, alle.sager.sag[i].id, &f, &n, &t->err),
                  t->err);
        if (n != 1 || f[0].indplacering.trin != trin) continue;
        f[0].indplacering.trin--;
        assert_ok(register_ret(t->store, &t->arena, &t->anna, nr, &f[0], &skrevet, &t->err),
                  t->err);
    }
    assert_true(skrevet);
    assert_ok(store_commit(t->store, &t->err), t->err);
}

/* What is computed for the page, and its answer. */
static struct str computed(struct by *by, struct str adresse)
{
    struct web_response r = ask(by, by->carl, adresse);

    assert_says(r, "Det regnes ud");
    assert_false(test_side_har(r, "anbringelser får et andet beløb"));
    assert_int_equal(work(by), 1);
    r = ask(by, by->carl, adresse);
    assert_says(r, "anbringelser får et andet beløb");
    assert_int_equal(work(by), 0);
    return r.body;
}

/* A cost is of the facts and rules there are, also when they change on the same day. */
static void a_cost_is_of_what_is_known_and_in_force(void **state)
{
    struct by by;

    town_with_rules(&by, *state);
    struct str id = save(&by, &by.hanne, UDKAST_HAANDBOG, "2021-01-01.r1.md", correction(&by));
    struct str adresse = page(&by, id, "/koster?maaneder=4");
    struct str foer = computed(&by, adresse);

    lower_a_level(&by, 5); /* the level the draft makes dearer */
    struct str efter = computed(&by, adresse);
    assert_false(str_eq(foer, efter));
    /* asked of the old facts and of the new, it is computed once, of the new */
    assert_says(ask(&by, by.carl, page(&by, id, "/koster?maaneder=5")), "Det regnes ud");
    lower_a_level(&by, 4);
    assert_says(ask(&by, by.carl, page(&by, id, "/koster?maaneder=5")), "Det regnes ud");
    assert_int_equal(work(&by), 2);
    assert_says(ask(&by, by.carl, page(&by, id, "/koster?maaneder=5")), "får et andet beløb");

    struct web_response r =
        POST(&by, by.hanne, STR("/takster/kl/ny"), "id", "dddddddddddddddddddd", "takst",
             "vederlag_døgn", "fra", "2022-01-01", "til", "2022-12-31", "beloeb", "150,10",
             "status", "endelig", "kendt", "", "kilde", "KL", "begrundelse", "");
    assert_int_equal(r.status, 303);
    assert_says(ask(&by, by.carl, page(&by, id, "/koster?maaneder=5")), "får et andet beløb");
    through(&by, STR("dddddddddddddddddddd"));
    computed(&by, adresse);
    test_side_close(&by.ts);
}

static void one_more_rate(void **state)
{
    struct by by;

    town_with_rules(&by, *state);
    struct web_response r = test_side_ask(&by.ts, by.carl, "/takster");
    assert_says(r, "2021");
    assert_says(r, "147,60 kr.");
    assert_false(test_side_har(r, "vederlag_d")); /* no name of the code */
    assert_false(test_side_har(r, "/takster/kl/ny"));
    r = test_side_ask(&by.ts, by.hanne, "/takster");
    assert_says(r, "/takster/kl/ny?takst=vederlag_d%C3%B8gn\"");
    assert_says(r, "/takster/kl/ny?takst=lommepenge%2014-15\"");
    /* A rate is called by what it is, which stays when rows come and go above it. */
    r = test_side_ask(&by.ts, by.hanne, "/takster/kl/ny?takst=lommepenge%2014-15");
    assert_says(r, "<option value=\"lommepenge 14-15\" selected>Lommepenge, 14-15 år");
    r = test_side_ask(&by.ts, by.hanne, "/takster/kl/ny?takst=lommepenge");
    assert_false(test_side_har(r, "lommepenge 14-15\" selected"));
    assert_int_equal(test_side_ask(&by.ts, by.hanne, "/takster/nix/ny").status, 404);

#define RAEKKE(fra, til, beloeb, kendt, kilde)                                                     \
    POST(&by, by.hanne, STR("/takster/kl/ny"), "id", "cccccccccccccccccccc", "takst",              \
         "vederlag_døgn", "fra", fra, "til", til, "beloeb", beloeb, "status", "endelig", "kendt",  \
         kendt, "kilde", kilde, "begrundelse", "")
    r = RAEKKE("2022-01-01", "2022-12-31", "mange", "", "KL");
    assert_int_equal(r.status, 400);
    assert_says(r, "<a href=\"#beloeb\">");
    r = RAEKKE("2022-01-01", "2022-12-31", "150,10", "", "");
    assert_int_equal(r.status, 400);
    assert_says(r, "<a href=\"#kilde\">");
    /* A finding is a sentence here, as other refusals are. */
    assert_says(r,
                ">Taksten har ingen kilde: skriv, hvor tallet står, for eksempel KL takster 2021, "
                "punkt 4.<");
    r = RAEKKE("2021-01-01", "2021-12-31", "150,10", "", "KL"); /* beside the one in force */
    assert_int_equal(r.status, 400);
    r = RAEKKE("2022-01-01", "2022-12-31", "150,10", "", "KL; \"2022\"");
    assert_int_equal(r.status, 303);
    assert_str(test_side_til(r), "/udkast/cccccccccccccccccccc/koster");
    r = RAEKKE("2021-01-01", "2021-12-31", "148,60", "2021-06-20", "KL, rettet");
    assert_int_equal(r.status, 303); /* the same draft has both */
    r = ask(&by, by.hanne, STR("/udkast/cccccccccccccccccccc"));
    assert_says(r, "150,10");
    assert_says(r, "148,60");
    r = POST(&by, by.hanne, STR("/udkast/cccccccccccccccccccc/foreslaa"), "efter", "2");
    assert_int_equal(r.status, 303);
    r = POST(&by, by.lis, STR("/udkast/cccccccccccccccccccc/ikraft"), "efter", "2");
    assert_int_equal(r.status, 303);
    r = test_side_ask(&by.ts, by.lis, "/takster");
    assert_says(r, "150,10 kr.");
    assert_says(r, "148,60 kr.");
    test_side_close(&by.ts);
}

static void sent_back_and_given_up(void **state)
{
    struct by by;

    open_town(&by, *state);
    struct str id = save(&by, &by.hanne, UDKAST_TAKSTER, "kl", by.takster);
    struct web_response r = POST(&by, by.hanne, page(&by, id, "/foreslaa"), "efter", "1");
    assert_int_equal(r.status, 303);
    r = POST(&by, by.lis, page(&by, id, "/afvis"), "begrundelse", " ");
    assert_int_equal(r.status, 400);
    assert_says(r, "Skriv en begrundelse");
    r = POST(&by, by.lis, page(&by, id, "/afvis"), "begrundelse", "<b>se 2021</b>");
    assert_int_equal(r.status, 303);
    r = ask(&by, by.hanne, page(&by, id, ""));
    assert_says(r, "&lt;b&gt;se 2021");
    r = POST(&by, by.hanne, page(&by, id, "/opgiv"), "begrundelse", "ikke mere");
    assert_int_equal(r.status, 303);
    r = ask(&by, by.hanne, page(&by, id, ""));
    assert_says(r, "Udkastet er opgivet");
    assert_says(r, "readonly");
    test_side_close(&by.ts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(from_nothing_to_force),
        BOTH(the_editor_shows_findings_at_the_line),
        BOTH(an_example_is_told_in_english),
        BOTH(line_ends_are_those_of_a_file),
        BOTH(preview_difference_and_cost),
        BOTH(a_cost_is_of_what_is_known_and_in_force),
        BOTH(one_more_rate),
        BOTH(sent_back_and_given_up),
    };

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
