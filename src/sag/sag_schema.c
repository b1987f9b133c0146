/*
 * sag_schema: the JSON Schema (draft 2020-12) of the facts format, from the tables of sag_felt.
 *
 * What a schema cannot say (days in order, ids that differ) stands in the descriptions.
 */
#include "sag/sag_felt.h"

#include <jansson.h>

/* jansson has no memory left: the schema is made when asked for, so the run may as well stop. */
static json_t *fast(json_t *json)
{
    ASSERT(json != NULL);
    return json;
}

static void saet(json_t *objekt, const char *noegle, json_t *vaerdi)
{
    int fejl = json_object_set_new(objekt, noegle, fast(vaerdi));

    ASSERT(fejl == 0);
}

static void tilfoej(json_t *liste, json_t *vaerdi)
{
    int fejl = json_array_append_new(liste, fast(vaerdi));

    ASSERT(fejl == 0);
}

static json_t *tekst_type(const char *moenster, int max)
{
    json_t *type = fast(json_pack("{s:s, s:s}", "type", "string", "pattern", moenster));

    if (max > 0) saet(type, "maxLength", json_integer(max));
    return type;
}

static json_t *ordene(const struct felt *felt, unsigned bits)
{
    json_t *liste = fast(json_array());

    for (unsigned i = 0; i < felt->ord_antal; i++) {
        if (felt_har_bit(bits, i)) tilfoej(liste, json_string(felt->ord[i]));
    }
    return liste;
}

static json_t *henvisning(const struct objekt *objekt)
{
    return fast(json_pack("{s:o}", "$ref", json_sprintf("#/$defs/%s", objekt->navn)));
}

static json_t *vaerdi_type(const struct felt *felt)
{
    json_t *type = NULL;

    switch (felt->type) {
    case FELT_ID: return tekst_type(FELT_ID_PATTERN, 0);
    case FELT_KODE: return tekst_type(FELT_KODE_PATTERN, 0);
    case FELT_TEKST: return tekst_type(FELT_TEKST_PATTERN, FELT_TEKST_MAX);
    case FELT_DATO:
        type = tekst_type(FELT_DATO_PATTERN, 0);
        saet(type, "format", json_string("date"));
        return type;
    case FELT_TAL:
    case FELT_OERE:
        return json_pack("{s:s, s:I, s:I}", "type", "integer", "minimum", (json_int_t)felt->min,
                         "maximum", (json_int_t)felt->max);
    case FELT_ORD: return json_pack("{s:s, s:o}", "type", "string", "enum", ordene(felt, ~0u));
    case FELT_VEDERLAG:
        return json_pack("{s:[{s:s, s:i, s:i}, {s:s, s:s}]}", "oneOf", "type", "integer", "minimum",
                         1, "maximum", FELT_VEDERLAG_MAX, "type", "string", "pattern",
                         FELT_VEDERLAG_PATTERN);
    case FELT_OBJEKT: return henvisning(felt->objekt);
    case FELT_LISTE:
        return json_pack("{s:s, s:I, s:o}", "type", "array", "maxItems", (json_int_t)felt->max,
                         "items", henvisning(felt->objekt));
    }
    return NULL;
}

static json_t *felt_type(const struct felt *felt)
{
    json_t *type = fast(vaerdi_type(felt));

    if (felt->kan_null) {
        type = fast(json_pack("{s:[o, {s:s}]}", "anyOf", type, "type", "null"));
    }
    saet(type, "description", json_string(felt->tekst));
    return type;
}

/* if the other key has one of the values, then this key is required, else it is forbidden. */
static json_t *betingelse(const struct objekt *objekt, const struct felt *felt)
{
    const struct felt *andet = felt_find(objekt, str_from(felt->hvis));

    return json_pack("{s:{s:[s], s:{s:{s:o}}}, s:{s:[s]}, s:{s:{s:b}}}", "if", "required",
                     felt->hvis, "properties", felt->hvis, "enum", ordene(andet, felt->hvis_ord),
                     "then", "required", felt->noegle, "else", "properties", felt->noegle, 0);
}

static void saet_egenskaber(json_t *skema, const struct objekt *objekt)
{
    json_t *egenskaber = fast(json_object());
    json_t *kraevede = fast(json_array());
    json_t *betingelser = fast(json_array());

    for (size_t i = 0; i < objekt->felter; i++) {
        const struct felt *felt = &objekt->felt[i];
        saet(egenskaber, felt->noegle, felt_type(felt));
        if (felt->kraevet) tilfoej(kraevede, json_string(felt->noegle));
        if (felt->hvis != NULL) tilfoej(betingelser, betingelse(objekt, felt));
    }
    saet(skema, "properties", egenskaber);
    if (json_array_size(kraevede) > 0) saet(skema, "required", json_incref(kraevede));
    if (json_array_size(betingelser) > 0) saet(skema, "allOf", json_incref(betingelser));
    json_decref(kraevede);
    json_decref(betingelser);
}

static json_t *objekt_skema(const struct objekt *objekt)
{
    json_t *skema = fast(json_pack("{s:s, s:s}", "type", "object", "description", objekt->tekst));

    saet_egenskaber(skema, objekt);
    saet(skema, "additionalProperties", json_false());
    if (objekt->en_af[0] != NULL) {
        saet(skema, "oneOf",
             json_pack("[{s:[s]}, {s:[s]}]", "required", objekt->en_af[0], "required",
                       objekt->en_af[1]));
    }
    if (objekt->schema != NULL) {
        json_t *mere = fast(json_loads(objekt->schema, 0, NULL));
        int fejl = json_object_update(skema, mere);
        ASSERT(fejl == 0);
        json_decref(mere);
    }
    return skema;
}

static void saet_dele(json_t *dele, const struct objekt *objekt)
{
    for (size_t i = 0; i < objekt->felter; i++) {
        const struct objekt *del = objekt->felt[i].objekt;
        if (del == NULL || json_object_get(dele, del->navn) != NULL) continue;
        saet(dele, del->navn, objekt_skema(del));
        saet_dele(dele, del);
    }
}

static int skriv_stump(const char *tekst, size_t bytes, void *out)
{
    buf_add(out, (struct str){tekst, bytes});
    return 0;
}

void sag_schema(struct buf *out)
{
    json_t *dele = fast(json_object());
    json_t *skema =
        fast(json_pack("{s:s, s:s}", "$schema", "https://json-schema.org/draft/2020-12/schema",
                       "title", "Sager til vederlag"));
    json_t *fil = objekt_skema(&felt_fil);

    saet_dele(dele, &felt_fil);
    int fejl = json_object_update(skema, fil);
    ASSERT(fejl == 0);
    saet(skema, "$defs", dele);
    fejl = json_dump_callback(skema, skriv_stump, out, JSON_INDENT(2));
    json_decref(fil);
    json_decref(skema);
    ASSERT(fejl == 0);
    buf_char(out, '\n');
}
