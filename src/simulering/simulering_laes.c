/*
 * simulering_laes: what simulering_print_json wrote, read back as it was.
 */
#include <jansson.h>

#include "simulering/simulering.h"

struct laeser {
    struct arena *arena;
    bool god; /* everything was there */
};

static int64_t number(struct laeser *l, json_t *o, const char *navn)
{
    json_t *v = json_object_get(o, navn);

    l->god = l->god && json_is_integer(v);
    return json_integer_value(v);
}

static struct str text(struct laeser *l, json_t *o, const char *navn)
{
    json_t *v = json_object_get(o, navn);

    l->god = l->god && json_is_string(v);
    return json_is_string(v) ? str_copy(l->arena, str_from(json_string_value(v))) : STR_EMPTY;
}

static struct maaned month(struct laeser *l, json_t *o, const char *navn)
{
    struct err wrong = ERR_INIT;
    struct maaned m = {0};

    l->god = maaned_parse(text(l, o, navn), &m, &wrong) && l->god;
    return m;
}

static struct simulering_sum sum(struct laeser *l, json_t *o, const char *navn)
{
    json_t *s = json_object_get(o, navn);

    return (struct simulering_sum){{number(l, s, "beregnet_oere")},
                                   (size_t)number(l, s, "mangler")};
}

static struct simulering_par par(struct laeser *l, json_t *o)
{
    return (struct simulering_par){sum(l, o, "foer"), sum(l, o, "efter"), sum(l, o, "forskel")};
}

static const struct simulering_par *months(struct laeser *l, json_t *array, int maaneder)
{
    struct simulering_par *p = ARENA_ARRAY(l->arena, (size_t)maaneder, struct simulering_par);

    l->god = l->god && json_array_size(array) == (size_t)maaneder;
    for (int i = 0; l->god && i < maaneder; i++) p[i] = par(l, json_array_get(array, (size_t)i));
    return p;
}

static void read_ydelser(struct laeser *l, json_t *array, struct simulering *out)
{
    out->ydelser = json_array_size(array);
    struct simulering_ydelse *y = ARENA_ARRAY(l->arena, out->ydelser, struct simulering_ydelse);
    for (size_t i = 0; i < out->ydelser; i++) {
        json_t *o = json_array_get(array, i);
        y[i].kode = text(l, o, "ydelse");
        y[i].titel = text(l, o, "titel");
        y[i].i_alt = par(l, o);
        y[i].maaned = months(l, json_object_get(o, "maaneder"), out->maaneder);
    }
    out->ydelse = y;
}

static void read_skift(struct laeser *l, json_t *array, struct simulering *out)
{
    out->skift_antal = json_array_size(array);
    struct simulering_skift *k = ARENA_ARRAY(l->arena, out->skift_antal, struct simulering_skift);
    for (size_t i = 0; i < out->skift_antal; i++) {
        json_t *o = json_array_get(array, i);
        k[i].ydelse = text(l, o, "ydelse");
        k[i].titel = k[i].ydelse;
        for (size_t y = 0; y < out->ydelser; y++)
            if (str_eq(out->ydelse[y].kode, k[i].ydelse)) k[i].titel = out->ydelse[y].titel;
        k[i].kan_nu = json_is_true(json_object_get(o, "kan_nu"));
        k[i].anbringelser = (size_t)number(l, o, "anbringelser");
        k[i].linjer = (size_t)number(l, o, "linjer");
        k[i].anbringelse = text(l, o, "anbringelse");
        k[i].maaned = month(l, o, "maaned");
        k[i].mangler = text(l, o, "mangler");
        k[i].grund = text(l, o, "grund");
    }
    out->skift = k;
}

static const struct simulering_aendring *largest(struct laeser *l, json_t *array, size_t *antal)
{
    *antal = json_array_size(array);
    struct simulering_aendring *a = ARENA_ARRAY(l->arena, *antal, struct simulering_aendring);
    for (size_t i = 0; i < *antal; i++) {
        json_t *o = json_array_get(array, i);
        a[i] = (struct simulering_aendring){text(l, o, "id"), text(l, o, "familie"), par(l, o)};
    }
    return a;
}

static void read_all(struct laeser *l, json_t *o, struct simulering *out)
{
    *out = (struct simulering){
        .fra = month(l, o, "fra"),
        .maaneder = (int)number(l, o, "maaneder"),
        .anbringelser = (size_t)number(l, o, "anbringelser"),
        .aendrede = (size_t)number(l, o, "aendrede"),
        .faar_mere = (size_t)number(l, o, "faar_mere"),
        .faar_mindre = (size_t)number(l, o, "faar_mindre"),
        .familier_aendrede = (size_t)number(l, o, "familier_aendrede"),
        .i_alt = par(l, json_object_get(o, "i_alt")),
    };
    if (!l->god) return;
    out->maaned = months(l, json_object_get(o, "pr_maaned"), out->maaneder);
    read_ydelser(l, json_object_get(o, "ydelser"), out);
    read_skift(l, json_object_get(o, "skift"), out);
    out->stoerste = largest(l, json_object_get(o, "stoerste_anbringelser"), &out->stoerste_antal);
    out->stoerste_familie =
        largest(l, json_object_get(o, "stoerste_familier"), &out->stoerste_familie_antal);
}

bool simulering_laes_json(struct arena *arena, struct str json, struct simulering *out,
                          struct err *err)
{
    struct laeser l = {arena, true};
    json_t *o = json_loadb(json.p, json.n, 0, NULL);

    if (o != NULL) read_all(&l, o, out);
    json_decref(o);
    if (o != NULL && l.god) return true;
    return err_begge(err, ERR_INPUT, "simulering", "Det gemte svar kan ikke læses",
                     "The saved answer cannot be read");
}
