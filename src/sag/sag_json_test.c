/*
 * sag_json: what is read, every refusal with its pointer, the schema, and writing back.
 *
 * The tests of every key walk a file that has all of them, so that a new key is covered at once.
 * VEDERLAG_REGEN=1 writes docs/sag.schema.json anew instead of comparing.
 */
#include "base/test_help.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fil.h"
#include "sag/sag.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct read {
    struct arena arena;
    struct sager sager;
    struct err err;
};

static bool read_bytes(struct read *r, struct str text)
{
    arena_init(&r->arena, 64u << 20);
    r->sager = (struct sager){0};
    r->err = (struct err)ERR_INIT;
    return sag_read_json(&r->arena, "f.json", text, &r->sager, &r->err);
}

static bool has(const char *text, const char *part)
{
    size_t at = 0;

    return str_find(str_from(text), str_from(part), &at);
}

/* Refused at that place, saying that; nothing of it handed out. */
static void refused(struct str text, const char *place, const char *said)
{
    struct read r;
    bool god = read_bytes(&r, text);

    if (god || strcmp(r.err.place, place) != 0 || !has(r.err.text, said) || r.sager.count != 0) {
        fail_msg("%.*s\nexpected %s: %s\n     got %s: %s", (int)(text.n < 600 ? text.n : 600),
                 text.p, place, said, r.err.place, r.err.text);
    }
    test_begge(&r.err);
    for (const char *c = r.err.text; *c != '\0'; c++) assert_true((unsigned char)*c >= 0x20);
    assert_null(r.sager.sag);
    assert_true(r.err.kind == ERR_INPUT || r.err.kind == ERR_LIMIT);
    arena_release(&r.arena);
}

/* Every key there is; also read by the tests that damage one value at a time. */
static const char all_keys[] =
    "{\"sager\":[{\"id\":\"A1\",\"plejefamilie\":{\"id\":\"F1\",\"godkendelse\":\"konkret\"},"
    "\"barn\":{\"foedt\":\"2009-03-14\"},"
    "\"anbringelse\":{\"art\":\"aflastning\",\"indflyttet\":\"2020-01-01\","
    "\"fraflyttet\":\"2022-01-01\",\"anbringende_kommune\":773,\"kendt_fra\":\"2019-12-01\","
    "\"fraflyttet_kendt_fra\":\"2021-12-01\"},"
    "\"indplacering\":[{\"trin\":3,\"fra\":\"2020-01-01\",\"til\":\"2021-01-01\","
    "\"besluttet\":\"2019-12-14\",\"kendt_fra\":\"2019-12-15\"},"
    "{\"vederlag\":\"5,5\",\"fra\":\"2021-01-01\",\"til\":null}],"
    "\"situationer\":[{\"art\":\"efterskole\",\"fra\":\"2021-08-01\",\"til\":\"2022-07-01\","
    "\"kendt_fra\":\"2021-05-01\"}],"
    "\"aftaler\":[{\"art\":\"tillaeg\",\"ydelse\":\"vederlag\",\"beloeb_oere\":50000,"
    "\"pr\":\"doegn\",\"fra\":\"2021-01-01\",\"til\":\"2021-02-01\",\"begrundelse\":\"skole\","
    "\"besluttet_af\":\"leder\",\"kendt_fra\":\"2021-01-05\"},"
    "{\"art\":\"vilkaar\",\"vilkaar\":\"varsel\",\"dage\":60,\"fra\":\"2021-01-01\"}],"
    "\"doegn\":[{\"fra\":\"2021-06-04\",\"til\":\"2021-06-06\",\"kendt_fra\":\"2021-06-07\"}],"
    "\"ophoer\":{\"art\":\"faktisk_ophoer\",\"dato\":\"2021-12-30\",\"kendt_fra\":\"2021-12-31\"}}"
    "]}";

static void every_key_is_read(void **state)
{
    struct read r;

    (void)state;
    assert_true(read_bytes(&r, str_from(all_keys)));
    assert_int_equal(r.sager.count, 1);
    const struct sag *s = r.sager.sag;
    assert_str(s->id, "A1");
    assert_str(s->familie, "F1");
    assert_int_equal(s->godkendelse, GODKENDELSE_KONKRET);
    assert_int_equal(s->foedt.dag, dato_make(2009, 3, 14).dag);
    assert_int_equal(s->art, ART_AFLASTNING);
    assert_int_equal(s->indflyttet.dag, dato_make(2020, 1, 1).dag);
    assert_int_equal(s->fraflyttet.dag, dato_make(2022, 1, 1).dag);
    assert_int_equal(s->kommune, 773);
    assert_int_equal(s->kendt_fra.dag, dato_make(2019, 12, 1).dag);
    assert_int_equal(s->fraflyttet_kendt_fra.dag, dato_make(2021, 12, 1).dag);
    assert_int_equal(s->indplaceringer, 2);
    assert_int_equal(s->indplacering[0].trin, 3);
    assert_true(s->indplacering[0].har_besluttet);
    assert_int_equal(s->indplacering[0].besluttet.dag, dato_make(2019, 12, 14).dag);
    assert_int_equal(s->indplacering[0].periode.til.dag, dato_make(2021, 1, 1).dag);
    assert_int_equal(s->indplacering[1].trin, 0);
    assert_true(brok_eq(s->indplacering[1].vederlag, (struct brok){11, 2}));
    assert_false(s->indplacering[1].har_besluttet);
    assert_int_equal(s->indplacering[1].periode.til.dag, DATO_MAX.dag);
    assert_int_equal(s->indplacering[1].periode.kendt_fra.dag, DATO_MIN.dag);
    assert_int_equal(s->situationer, 1);
    assert_int_equal(s->situation[0].art, SITUATION_EFTERSKOLE);
    assert_int_equal(s->situation[0].periode.kendt_fra.dag, dato_make(2021, 5, 1).dag);
    assert_int_equal(s->aftaler, 2);
    assert_int_equal(s->aftale[0].art, AFTALE_TILLAEG);
    assert_str(s->aftale[0].ydelse, "vederlag");
    assert_int_equal(s->aftale[0].beloeb.oere, 50000);
    assert_int_equal(s->aftale[0].pr, PR_DOEGN);
    assert_str(s->aftale[0].begrundelse, "skole");
    assert_str(s->aftale[0].besluttet_af, "leder");
    assert_int_equal(s->aftale[1].vilkaar, VILKAAR_VARSEL);
    assert_int_equal(s->aftale[1].dage, 60);
    assert_int_equal(s->doegn_antal, 1);
    assert_int_equal(s->doegn[0].til.dag, dato_make(2021, 6, 6).dag);
    assert_true(s->har_ophoer);
    assert_int_equal(s->ophoer.art, OPHOER_FAKTISK);
    assert_int_equal(s->ophoer.dato.dag, dato_make(2021, 12, 30).dag);
    assert_int_equal(s->ophoer.kendt_fra.dag, dato_make(2021, 12, 31).dag);
    arena_release(&r.arena);
}

static void missing_keys_have_defaults(void **state)
{
    struct read r;

    (void)state;
    assert_true(read_bytes(&r, STR("\xEF\xBB\xBF{\"sager\":[{\"id\":\"A1\",\"plejefamilie\":"
                                   "{\"id\":\"F1\"},\"barn\":{\"foedt\":\"2020-01-01\"},"
                                   "\"anbringelse\":{\"art\":\"doegn\",\"indflyttet\":"
                                   "\"2020-01-01\",\"fraflyttet\":null},\"ophoer\":null}]}")));
    const struct sag *s = r.sager.sag;
    assert_int_equal(s->godkendelse, GODKENDELSE_ALMEN);
    assert_int_equal(s->fraflyttet.dag, DATO_MAX.dag);
    assert_int_equal(s->kendt_fra.dag, DATO_MIN.dag);
    assert_int_equal(s->fraflyttet_kendt_fra.dag, DATO_MIN.dag);
    assert_int_equal(s->kommune, 0);
    assert_int_equal(s->indplaceringer + s->situationer + s->aftaler + s->doegn_antal, 0);
    assert_false(s->har_ophoer);
    arena_release(&r.arena);
    assert_true(read_bytes(&r, STR("{\"sager\":[]}")));
    assert_int_equal(r.sager.count, 0);
    arena_release(&r.arena);
}

/* all_keys with the first `old` replaced. */
static struct str changed(struct arena *arena, const char *old, const char *new)
{
    struct str all = str_from(all_keys);
    size_t at = 0;

    if (!str_find(all, str_from(old), &at)) fail_msg("not in the file: %s", old);
    struct str after = str_sub(all, at + strlen(old), all.n);
    return str_format(arena, "%.*s%s%.*s", (int)at, all.p, new, STR_ARG(after));
}

struct change {
    const char *old;
    const char *new;
    const char *pointer;
    const char *said;
};

static void check_changes(const struct change *changes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena;
        char place[256];
        arena_init(&arena, 1u << 20);
        snprintf(place, sizeof(place), "f.json: %s", changes[i].pointer);
        refused(changed(&arena, changes[i].old, changes[i].new), place, changes[i].said);
        arena_release(&arena);
    }
}

#define SAG "/sager/0"

static void refused_ids_and_words(void **state)
{
    static const struct change changes[] = {
        {"\"A1\"", "\"\"", SAG "/id", "»id«"},
        {"\"A1\"", "\"A 1\"", SAG "/id", "teksten »A 1«"},
        {"\"A1\"", "\"\\u001b[2J\\u009bx\"", SAG "/id", "teksten »?[2J?x«"},
        {"\"A1\"", "\"Åse\"", SAG "/id", "brug et andet id"},
        {"\"A1\"", "\"A/1\"", SAG "/id", "brug et andet id"},
        {"\"A1\"", "\"A12345678901234567890123456789012345678901234567890123456789012345\"",
         SAG "/id", "1-64 tegn"},
        /* R307, R374: ids are never personal data. */
        {"\"A1\"", "\"140309-1234\"", SAG "/id", "ligner et cpr-nummer"},
        {"\"A1\"", "\"1403091234\"", SAG "/id", "ligner et cpr-nummer"},
        {"\"A1\"", "\"7403091234\"", SAG "/id", "ligner et cpr-nummer"},
        {"\"F1\"", "\"311299-0000\"", SAG "/plejefamilie/id", "ligner et cpr-nummer"},
        {"\"konkret\"", "\"almindelig\"", SAG "/plejefamilie/godkendelse", "vælg et af dem"},
        /* R305: the kinds are a closed list. */
        {"\"aflastning\"", "\"aflastnng\"", SAG "/anbringelse/art", "mente du aflastning?"},
        {"\"aflastning\"", "\"døgn\"", SAG "/anbringelse/art", "mente du doegn?"},
        {"\"efterskole\"", "\"Efterværn\"", SAG "/situationer/0/art", "mente du eftervaern?"},
        {"\"tillaeg\"", "\"tillæg\"", SAG "/aftaler/0/art", "mente du tillaeg?"},
        {"\"pr\":\"doegn\"", "\"pr\":\"uge\"", SAG "/aftaler/0/pr", "maaned, doegn"},
        {"\"varsel\"", "\"varsl\"", SAG "/aftaler/1/vilkaar", "mente du varsel?"},
        {"\"faktisk_ophoer\"", "\"flytning\"", SAG "/ophoer/art", "opsigelse, faktisk_ophoer"},
        {"\"ydelse\":\"vederlag\"", "\"ydelse\":\"Beklædning\"", SAG "/aftaler/0/ydelse",
         "skriv æ, ø og å som ae, oe og aa"},
        {"\"ydelse\":\"vederlag\"", "\"ydelse\":\"3barn\"", SAG "/aftaler/0/ydelse",
         "kost_og_logi"},
        {"\"skole\"", "\"a\\nb\"", SAG "/aftaler/0/begrundelse", "linjeskift"},
        {"\"skole\"", "\"a\\u0085b\"", SAG "/aftaler/0/begrundelse", "styretegn"},
    };

    (void)state;
    check_changes(changes, COUNT(changes));
}

static void refused_days(void **state)
{
    static const struct change changes[] = {
        {"2009-03-14", "2009-02-29", SAG "/barn/foedt", "»2009-02-29« findes ikke i kalenderen"},
        {"2009-03-14", "14-03-2009", SAG "/barn/foedt", "er ikke en dato"},
        {"2009-03-14", "2009-3-14", SAG "/barn/foedt", "er ikke en dato"},
        {"2009-03-14", "2009-13-14", SAG "/barn/foedt", "findes ikke"},
        {"2009-03-14", "1899-12-31", SAG "/barn/foedt", "uden for årene"},
        {"2009-03-14", "9999-12-31", SAG "/barn/foedt", "uden for årene"},
        {"2009-03-14", "", SAG "/barn/foedt", "Datoen mangler"},
        {"2009-03-14", "2009-03-14 ", SAG "/barn/foedt", "er ikke en dato"},
        {"2009-03-14", "2020-01-02", SAG "/barn/foedt",
         "før det er født; her er »foedt« 2020-01-02 og »indflyttet« 2020-01-01"},
        {"2022-01-01", "2019-12-31", SAG "/anbringelse/fraflyttet", "før det er flyttet ind"},
        {"\"til\":\"2021-01-01\"", "\"til\":\"2020-01-01\"", SAG "/indplacering/0/til",
         "»til« skal ligge efter »fra«"},
        {"\"til\":\"2021-01-01\"", "\"til\":\"2019-01-01\"", SAG "/indplacering/0/til",
         "første dag, der ikke tæller med"},
        {"2022-07-01", "2021-08-01", SAG "/situationer/0/til", "»fra« 2021-08-01"},
        {"2021-02-01", "2021-01-01", SAG "/aftaler/0/til", "ret en af dem"},
        {"2021-06-06", "2021-06-04", SAG "/doegn/0/til", "»til« skal ligge efter »fra«"},
        {"\"til\":\"2021-06-06\"", "\"til\":null", SAG "/doegn/0/til", "men er null"},
        {"2021-12-30", "2021-12-32", SAG "/ophoer/dato", "findes ikke"},
        {"2019-12-15", "2019-99-99", SAG "/indplacering/0/kendt_fra", "findes ikke"},
    };

    (void)state;
    check_changes(changes, COUNT(changes));
}

static void refused_numbers(void **state)
{
    static const struct change changes[] = {
        {"773", "100", SAG "/anbringelse/anbringende_kommune", "fra 101 til 999"},
        {"773", "1000", SAG "/anbringelse/anbringende_kommune", "men er tallet 1000"},
        {"773", "0", SAG "/anbringelse/anbringende_kommune", "fra 101 til 999"},
        {"773", "773.0", SAG "/anbringelse/anbringende_kommune", "uden decimaler"},
        {"773", "\"773\"", SAG "/anbringelse/anbringende_kommune", "uden anførselstegn"},
        {"\"trin\":3", "\"trin\":0", SAG "/indplacering/0/trin", "fra 1 til 99"},
        {"\"trin\":3", "\"trin\":-1", SAG "/indplacering/0/trin", "tallet -1"},
        {"\"trin\":3", "\"trin\":9223372036854775807", SAG "/indplacering/0/trin", "ret tallet"},
        {"50000", "-1", SAG "/aftaler/0/beloeb_oere", "fra 0 til 100000000"},
        {"50000", "100000001", SAG "/aftaler/0/beloeb_oere", "ret tallet"},
        {"50000", "500.00", SAG "/aftaler/0/beloeb_oere", "uden decimaler"},
        {"\"dage\":60", "\"dage\":0", SAG "/aftaler/1/dage", "fra 1 til 366"},
        {"\"5,5\"", "5.5", SAG "/indplacering/1/vederlag", "som tekst med komma, som \"5,5\""},
        {"\"5,5\"", "0", SAG "/indplacering/1/vederlag", "over 0 og højst 99"},
        {"\"5,5\"", "100", SAG "/indplacering/1/vederlag", "tallet 100"},
        {"\"5,5\"", "-5", SAG "/indplacering/1/vederlag", "tallet -5"},
        {"\"5,5\"", "\"0,00\"", SAG "/indplacering/1/vederlag", "teksten »0,00«"},
        {"\"5,5\"", "\"5,555\"", SAG "/indplacering/1/vederlag", "højst to decimaler"},
        {"\"5,5\"", "\"1.500\"", SAG "/indplacering/1/vederlag", "højst to decimaler"},
        {"\"5,5\"", "\",5\"", SAG "/indplacering/1/vederlag", "teksten »,5«"},
        {"\"5,5\"", "\"5,\"", SAG "/indplacering/1/vederlag", "teksten »5,«"},
        {"\"5,5\"", "\"5,5,5\"", SAG "/indplacering/1/vederlag", "teksten »5,5,5«"},
        {"\"5,5\"", "\"fem\"", SAG "/indplacering/1/vederlag", "teksten »fem«"},
        {"\"5,5\"", "\"11/2\"", SAG "/indplacering/1/vederlag", "teksten »11/2«"},
        {"\"5,5\"", "\"\"", SAG "/indplacering/1/vederlag", "teksten »«"},
    };

    (void)state;
    check_changes(changes, COUNT(changes));
}

static void refused_shapes(void **state)
{
    static const struct change changes[] = {
        {"\"barn\":{", "\"barn\":{\"navn\":\"x\",", SAG "/barn/navn", "Nøglen »navn« kendes ikke"},
        {"\"foedt\"", "\"født\"", SAG "/barn/født", "mente du foedt?"},
        {"{\"sager\"", "{\"kommune\":773,\"sager\"", "/kommune", "fjern den, eller brug sager"},
        {"{\"sager\"", "{\"sag\":1,\"sager\"", "/sag", "Nøglen »sag« kendes ikke her"},
        {"{\"sager\"", "{\"a/b~c\":1,\"sager\"", "/a~1b~0c", "Nøglen »a/b~c« kendes ikke her"},
        {"{\"sager\"", "{\"\\ta\":1,\"sager\"", "/?a", "Nøglen »?a« kendes ikke her"},
        {"{\"sager\"", "{\"\":1,\"sager\"", "/", "Nøglen »« kendes ikke her"},
        {"\"situationer\"", "\"situation\"", SAG "/situation", "mente du situationer?"},
        {"\"trin\":3", "\"trin\":3,\"vederlag\":5", SAG "/indplacering/0/vederlag",
         "»trin« og »vederlag« kan ikke stå sammen; behold en af dem"},
        {"\"trin\":3,", "", SAG "/indplacering/0/trin", "mangler »trin« eller »vederlag«"},
        {"\"pr\":\"doegn\",", "", SAG "/aftaler/0/pr", "Her mangler »pr«"},
        {"\"dage\":60,", "", SAG "/aftaler/1/dage", "Her mangler »dage« (varslets længde"},
        {"\"varsel\"", "\"fortsaetter_efter_18\"", SAG "/aftaler/1/dage",
         "»dage« hører kun til her, når »vilkaar« er varsel; fjern »dage«, eller ret »vilkaar«"},
        {"\"tillaeg\"", "\"vilkaar\"", SAG "/aftaler/0/ydelse", "når »art« er tillaeg, erstatning"},
        {"\"art\":\"vilkaar\",\"vilkaar\":\"varsel\"",
         "\"art\":\"tillaeg\",\"ydelse\":\"a\",\"beloeb_oere\":1,\"pr\":\"doegn\"",
         SAG "/aftaler/1/dage", "når »vilkaar« er varsel"},
        {"\"fraflyttet_kendt_fra\":\"2021-12-01\"", "\"doegn\":[]", SAG "/doegn",
         "»doegn« står to steder i samme sag; behold det ene"},
        {"[{\"id\"", "[5,{\"id\"", "/sager/0", "skal stå et objekt i krøllede parenteser (sag)"},
        {"\"doegn\":[{", "\"doegn\":[null,{", SAG "/doegn/0", "men her er null"},
    };

    (void)state;
    check_changes(changes, COUNT(changes));
}

/* ---- every value of all_keys in turn ---- */

typedef void visit_fn(json_t *root, json_t *holder, const char *key, size_t index,
                      const char *pointer);

static void visit_all(json_t *root, json_t *json, const char *pointer, visit_fn *visit)
{
    char below[256];
    const char *key = NULL;
    json_t *value = NULL;

    if (json_is_object(json)) {
        json_t *keys = json_copy(json);
        json_object_foreach(keys, key, value)
        {
            snprintf(below, sizeof(below), "%s/%s", pointer, key);
            visit(root, json, key, 0, below);
            visit_all(root, value, below, visit);
        }
        json_decref(keys);
    }
    for (size_t i = 0; json_is_array(json) && i < json_array_size(json); i++) {
        snprintf(below, sizeof(below), "%s/%zu", pointer, i);
        visit(root, json, NULL, i, below);
        visit_all(root, json_array_get(json, i), below, visit);
    }
}

static void for_every_value(visit_fn *visit)
{
    json_t *root = json_loads(all_keys, 0, NULL);

    assert_non_null(root);
    visit_all(root, root, "", visit);
    char *after = json_dumps(root, JSON_COMPACT);
    assert_string_equal(after, all_keys); /* each visit put things back */
    free(after);
    json_decref(root);
}

static json_t *value_at(json_t *holder, const char *key, size_t index)
{
    return key != NULL ? json_object_get(holder, key) : json_array_get(holder, index);
}

static void put_at(json_t *holder, const char *key, size_t index, json_t *value)
{
    int failed =
        key != NULL ? json_object_set(holder, key, value) : json_array_set(holder, index, value);

    assert_int_equal(failed, 0);
}

static bool same_type(const json_t *a, const json_t *b)
{
    return json_typeof(a) == json_typeof(b) || (json_is_boolean(a) && json_is_boolean(b));
}

static bool may_be_null(const char *key)
{
    return key != NULL && (strcmp(key, "til") == 0 || strcmp(key, "fraflyttet") == 0 ||
                           strcmp(key, "ophoer") == 0);
}

static void try_wrong_types(json_t *root, json_t *holder, const char *key, size_t index,
                            const char *pointer)
{
    static const char *const others[] = {"null", "true", "7000000000", "1.5", "\"§\"", "[]", "{}"};
    json_t *own = json_incref(value_at(holder, key, index));
    char place[256];

    snprintf(place, sizeof(place), "f.json: %s", pointer);
    for (size_t i = 0; i < COUNT(others); i++) {
        json_t *other = json_loads(others[i], JSON_DECODE_ANY, NULL);
        bool allowed = json_is_null(other) && may_be_null(key) && !has(pointer, "/doegn/");
        if (!same_type(own, other) && !allowed) {
            put_at(holder, key, index, other);
            char *text = json_dumps(root, JSON_COMPACT);
            refused(str_from(text), place, key == NULL ? "Her skal stå" : "skal være");
            free(text);
        }
        json_decref(other);
    }
    put_at(holder, key, index, own);
    json_decref(own);
}

static void wrong_type_at_every_key(void **state)
{
    (void)state;
    for_every_value(try_wrong_types);
}

static void try_unknown_key(json_t *root, json_t *holder, const char *key, size_t index,
                            const char *pointer)
{
    json_t *own = value_at(holder, key, index);
    char place[256];

    if (!json_is_object(own)) return;
    json_object_set_new(own, "qqq", json_null());
    char *text = json_dumps(root, JSON_COMPACT);
    snprintf(place, sizeof(place), "f.json: %s/qqq", pointer);
    refused(str_from(text), place, "Nøglen »qqq« kendes ikke her; fjern den, eller brug");
    free(text);
    json_object_del(own, "qqq");
}

static void unknown_key_in_every_object(void **state)
{
    (void)state;
    for_every_value(try_unknown_key);
}

/* The keys that may be left out; every other one is missed by name. */
static bool optional(const char *pointer)
{
    static const char *const ends[] = {
        "/godkendelse",
        "/fraflyttet",
        "/anbringende_kommune",
        "/kendt_fra",
        "/fraflyttet_kendt_fra",
        "/indplacering",
        "/situationer",
        "/aftaler",
        "/doegn",
        "/ophoer",
        "/besluttet",
        "/begrundelse",
        "/besluttet_af",
    };

    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(str_from(pointer), str_from(ends[i]))) return true;
    }
    return str_ends(str_from(pointer), STR("/til")) && !has(pointer, "/doegn/");
}

static void try_missing_key(json_t *root, json_t *holder, const char *key, size_t index,
                            const char *pointer)
{
    json_t *before = NULL;
    struct read r;
    char place[256];

    (void)index;
    if (key == NULL) return;
    before = json_copy(holder);
    json_object_del(holder, key);
    char *text = json_dumps(root, JSON_COMPACT);
    snprintf(place, sizeof(place), "f.json: %s", pointer);
    if (optional(pointer)) {
        if (!read_bytes(&r, str_from(text))) fail_msg("%s: %s", pointer, r.err.text);
        arena_release(&r.arena);
    } else if (strcmp(pointer, SAG "/indplacering/1/vederlag") == 0) {
        refused(str_from(text), "f.json: " SAG "/indplacering/1/trin", "Her mangler");
    } else {
        refused(str_from(text), place, "Her mangler");
    }
    free(text);
    json_object_clear(holder);
    json_object_update(holder, before); /* in the old order */
    json_decref(before);
}

static void missing_key_at_every_place(void **state)
{
    (void)state;
    for_every_value(try_missing_key);
}

/* ---- the file as a whole ---- */

static void broken_files(void **state)
{
    static const struct {
        const char *text;
        const char *place;
        const char *said;
    } cases[] = {
        {"", "f.json:1:1", "slutter, før den er færdig"},
        {"[]", "f.json:1:1", "krøllede parenteser (sager), men her er en liste"},
        {"5", "f.json:1:1", "ikke gyldig JSON"},
        {"{}", "f.json: /sager", "Her mangler »sager«"},
        {"{\"sager\":{}}", "f.json: /sager", "en liste i firkantede parenteser, men er et objekt"},
        {"{\"sager\":[]", "f.json:1:11", "slutter, før den er færdig"},
        {"{\"sager\":[]} x", "f.json:1:14", "står mere efter den sidste parentes"},
        {"{\"sager\":[],}", "f.json:1:13", "ikke gyldig JSON ved »}«"},
        {"{\"sager\":\n[],\n  \"sager\":[]}", "f.json:3:9", "Samme nøgle står to gange"},
        {"{\"sager\":[{\"id\":\"A\",\"id\":\"B\"}]}", "f.json:1:24", "behold den rigtige"},
        {"{\"sager\":99999999999999999999}", "f.json:1:29", "Tallet er for stort"},
        {"{\"sager\":1e999}", "f.json:1:14", "Tallet er for stort"},
        {"{\"sager\":\"a\\u0000\"}", "f.json:1:18", "\\u0000"},
        {"{\"sager\":NaN}", "f.json:1:12", "ikke gyldig JSON"},
        {"{'sager':[]}", "f.json:1:2", "ikke gyldig JSON"},
        {"{\"sager\":[{\"id\":\"K\xF8ge\"}]}", "f.json:1:19", "Windows-1252"},
        {"{\"sager\":\"\xC3\"}", "f.json:1:11", "ikke gyldig UTF-8"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        refused(str_from(cases[i].text), cases[i].place, cases[i].said);
    }
}

static void deep_nesting(void **state)
{
    static char text[200001];

    (void)state;
    memset(text, '[', sizeof(text) - 1);
    refused(str_from(text), "f.json:1:17", "mere end 16 niveauer");
    text[16] = '\0';
    refused(str_from(text), "f.json:1:16", "slutter, før den er færdig");
    for (size_t i = 0; i + 6 < sizeof(text); i += 5) memcpy(text + i, "{\"a\":", 5);
    refused(str_from(text), "f.json:1:81", "mere end 16 niveauer");
    /* Brackets in a text are no nesting, also after an escaped quote. */
    refused(STR("{\"sager\":\"\\\"[[[[[[[[[[[[[[[[[[[[[[[\"}"), "f.json: /sager", "en liste");
}

static void repeated_ids(void **state)
{
    static const char sag[] = "{\"id\":\"%s\",\"plejefamilie\":{\"id\":\"F\"},\"barn\":{\"foedt\":"
                              "\"2009-03-14\"},\"anbringelse\":{\"art\":\"doegn\",\"indflyttet\":"
                              "\"2020-01-01\"}}";
    static const char *const ids[] = {"c", "b", "a", "d", "b", "e", "b"};
    struct arena arena;
    struct buf buf;

    (void)state;
    arena_init(&arena, 1u << 20);
    buf_init(&buf, &arena);
    buf_c(&buf, "{\"sager\":[");
    for (size_t i = 0; i < COUNT(ids); i++) {
        size_t at = 0;
        struct str form = str_from(sag);
        assert_true(str_find(form, STR("%s"), &at));
        if (i > 0) buf_char(&buf, ',');
        buf_add(&buf, str_sub(form, 0, at));
        buf_c(&buf, ids[i]);
        buf_add(&buf, str_sub(form, at + 2, form.n));
    }
    buf_c(&buf, "]}");
    refused(buf_str(&buf), "f.json: /sager/4/id", "b er allerede brugt i /sager/1");
    arena_release(&arena);
}

static void too_many(void **state)
{
    struct arena arena;
    struct buf buf;

    (void)state;
    arena_init(&arena, 16u << 20);
    buf_init(&buf, &arena);
    buf_c(&buf, "{\"sager\":[");
    for (int i = 0; i < 200000; i++) buf_c(&buf, "0,");
    buf_c(&buf, "0]}");
    refused(buf_str(&buf), "f.json: /sager", "har 200001 dele, men må højst have 200000");
    arena_release(&arena);
}

/* A long path loses its beginning, never the place in the file. */
static void long_path(void **state)
{
    struct arena arena;
    struct sager sager = {0};
    struct err err = ERR_INIT;
    char path[2048];

    (void)state;
    arena_init(&arena, 1u << 20);
    memset(path, 'x', sizeof(path));
    memcpy(path + sizeof(path) - 8, "/f.json", 8);
    assert_false(sag_read_json(&arena, path, STR("{}"), &sager, &err));
    assert_true(str_ends(str_from(err.place), STR("x/f.json: /sager")));
    arena_release(&arena);
}

/* Every number of vederlag that can be written is read to the hundredth. R041 */
static void every_number_of_vederlag(void **state)
{
    char text[16];

    (void)state;
    for (int i = 1; i < 10000; i++) {
        struct arena arena;
        struct read r;
        arena_init(&arena, 1u << 20);
        snprintf(text, sizeof(text), "\"%d%c%02d\"", i / 100, i % 2 == 0 ? ',' : '.', i % 100);
        assert_true(read_bytes(&r, changed(&arena, "\"5,5\"", text)));
        struct brok vederlag = r.sager.sag[0].indplacering[1].vederlag;
        assert_int_equal(vederlag.t * 100, i * vederlag.n);
        arena_release(&r.arena);
        arena_release(&arena);
    }
}

/* ---- schema, files and names ---- */

static void schema_is_published(void **state)
{
    struct arena arena;
    struct buf buf;
    struct str file = STR_EMPTY;
    struct err err = ERR_INIT;

    (void)state;
    arena_init(&arena, 4u << 20);
    buf_init(&buf, &arena);
    sag_schema(&buf);
    if (getenv("VEDERLAG_REGEN") != NULL) {
        assert_true(fil_write("docs/sag.schema.json", buf_str(&buf), &err));
    }
    if (!fil_read(&arena, "docs/sag.schema.json", 1u << 20, &file, &err)) fail_msg("%s", err.text);
    if (!str_eq(file, buf_str(&buf))) {
        fail_msg("docs/sag.schema.json is not what the tables say; run with VEDERLAG_REGEN=1");
    }
    arena_release(&arena);
}

static void cases_are_read_and_written(void **state)
{
    static const char *const files[] = {
        "tests/cases/facts_doegn.json",
        "tests/cases/facts_vederlag.json",
        "tests/cases/facts_aflastning_og_aftaler.json",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        struct arena arena;
        struct str text = STR_EMPTY;
        struct sager sager = {0};
        struct sager again = {0};
        struct err err = ERR_INIT;
        struct buf first;
        struct buf second;
        arena_init(&arena, 4u << 20);
        buf_init(&first, &arena);
        buf_init(&second, &arena);
        bool god = fil_read(&arena, files[i], 1u << 20, &text, &err) &&
                   sag_read_json(&arena, files[i], text, &sager, &err);
        if (!god) fail_msg("%s: %s", err.place, err.text);
        sag_write_json(&first, &sager);
        assert_true(sag_read_json(&arena, "again", buf_str(&first), &again, &err));
        sag_write_json(&second, &again);
        assert_true(str_eq(buf_str(&first), buf_str(&second)));
        assert_int_equal(again.count, sager.count);
        arena_release(&arena);
    }
}

static void canonical_writing(void **state)
{
    struct read r;
    struct buf buf;

    (void)state;
    assert_true(
        read_bytes(&r, STR("{\"sager\":[{\"barn\":{\"foedt\":\"2009-03-14\"},\"anbringelse\":"
                           "{\"doegn\":[{\"til\":\"2021-06-06\",\"fra\":\"2021-06-04\"}],"
                           "\"indflyttet\":\"2020-01-01\",\"art\":\"doegn\"},"
                           "\"indplacering\":[{\"vederlag\":\"6.50\",\"fra\":\"2020-01-01\"},"
                           "{\"vederlag\":\"07,00\",\"fra\":\"2020-01-01\"}],"
                           "\"plejefamilie\":{\"id\":\"F1\"},\"id\":\"A1\"}]}")));
    buf_init(&buf, &r.arena);
    sag_write_json(&buf, &r.sager);
    assert_str(buf_str(&buf),
               "{\"sager\":[\n"
               "{\"id\":\"A1\",\"plejefamilie\":{\"id\":\"F1\",\"godkendelse\":\"almen\"},"
               "\"barn\":{\"foedt\":\"2009-03-14\"},\"anbringelse\":{\"art\":\"doegn\","
               "\"indflyttet\":\"2020-01-01\",\"fraflyttet\":null},\"indplacering\":["
               "{\"vederlag\":\"6,5\",\"fra\":\"2020-01-01\",\"til\":null},"
               "{\"vederlag\":7,\"fra\":\"2020-01-01\",\"til\":null}],\"situationer\":[],"
               "\"aftaler\":[],\"doegn\":[{\"fra\":\"2021-06-04\",\"til\":\"2021-06-06\"}],"
               "\"ophoer\":null}\n"
               "]}\n");
    arena_release(&r.arena);
}

static void names(void **state)
{
    (void)state;
    assert_string_equal(art_navn(ART_DOEGN), "døgnpleje");
    assert_string_equal(art_kode(ART_NETVAERK), "netvaerk");
    assert_string_equal(situation_navn(SITUATION_OPHOLD_I_AFLASTNING), "ophold i aflastning");
    assert_string_equal(situation_kode(SITUATION_EFTERVAERN), "eftervaern");
    assert_string_equal(ophoer_navn(OPHOER_FAKTISK), "faktisk ophør");
    for (int i = 0; i < ART_ANTAL; i++) assert_non_null(art_navn((enum art)i));
    for (int i = 0; i < SITUATION_ANTAL; i++)
        assert_non_null(situation_navn((enum situation_art)i));
    for (int i = 0; i < OPHOER_ANTAL; i++) assert_non_null(ophoer_navn((enum ophoer_art)i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(missing_keys_have_defaults),
        cmocka_unit_test(refused_ids_and_words),
        cmocka_unit_test(refused_days),
        cmocka_unit_test(refused_numbers),
        cmocka_unit_test(refused_shapes),
        cmocka_unit_test(wrong_type_at_every_key),
        cmocka_unit_test(unknown_key_in_every_object),
        cmocka_unit_test(missing_key_at_every_place),
        cmocka_unit_test(broken_files),
        cmocka_unit_test(deep_nesting),
        cmocka_unit_test(repeated_ids),
        cmocka_unit_test(too_many),
        cmocka_unit_test(long_path),
        cmocka_unit_test(every_number_of_vederlag),
        cmocka_unit_test(schema_is_published),
        cmocka_unit_test(cases_are_read_and_written),
        cmocka_unit_test(canonical_writing),
        cmocka_unit_test(names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
