/*
 * api_openapi: the table of operations as OpenAPI 3.1.
 *
 * Written in the order of the tables, so that the same program writes the same bytes. What it
 * describes is in Danish alone: a document of OpenAPI has one language.
 */
#include <inttypes.h>
#include <string.h>

#include "api/api_intern.h"
#include "api/api_svar.h"
#include "sag/sag.h"

#define PROBLEM_REF "#/components/schemas/Problem"

static void key(struct buf *out, const char *navn, const char *tekst)
{
    buf_format(out, "\"%s\":", navn);
    buf_json(out, str_from(tekst));
}

/* ---- parameters and bodies ---- */

static void parameter_schema(struct buf *out, const struct api_parameter *p)
{
    switch (p->type) {
    case API_TAL:
        buf_format(out, "{\"type\":\"integer\",\"minimum\":%" PRId64, p->min);
        if (p->max < INT64_MAX) buf_format(out, ",\"maximum\":%" PRId64, p->max);
        buf_char(out, '}');
        return;
    case API_DATO: buf_c(out, "{\"type\":\"string\",\"format\":\"date\"}"); return;
    case API_MAANED:
        buf_c(out, "{\"type\":\"string\",\"pattern\":\"^[0-9]{4}-(0[1-9]|1[0-2])$\"}");
        return;
    case API_SAND: buf_c(out, "{\"type\":\"boolean\"}"); return;
    default:
        buf_format(out, "{\"type\":\"string\",\"minLength\":1,\"maxLength\":%" PRId64 "}", p->max);
    }
}

static void parameters(struct buf *out, const struct api_operation *o)
{
    buf_c(out, ",\"parameters\":[");
    for (size_t i = 0; i < o->parametre; i++) {
        const struct api_parameter *p = &o->parameter[i];
        buf_format(out, "%s{\"name\":\"%s\",\"in\":\"%s\",\"required\":%s,", i > 0 ? "," : "",
                   p->navn, p->i_sti ? "path" : "query", p->kraevet ? "true" : "false");
        key(out, "description", p->tekst.dansk);
        buf_c(out, ",\"schema\":");
        parameter_schema(out, p);
        buf_char(out, '}');
    }
    if (o->data == API_SKRIVER)
        buf_format(out, "%s{\"$ref\":\"#/components/parameters/IdempotencyKey\"}",
                   o->parametre > 0 ? "," : "");
    buf_char(out, ']');
}

static void body(struct buf *out, const struct api_operation *o)
{
    if (o->krop == NULL && !o->fakta) return;
    bool kraevet = o->fakta;
    for (size_t i = 0; o->krop != NULL && i < o->krop->felter; i++)
        kraevet = kraevet || !o->krop->felt[i].kan_mangle;
    buf_format(out,
               ",\"requestBody\":{\"required\":%s,\"content\":{\"application/json\":{\"schema\":"
               "{\"$ref\":\"#/components/schemas/%s\"}}}}",
               kraevet ? "true" : "false", o->fakta ? "Fakta" : o->krop->navn);
}

/* ---- answers ---- */

/* Whether a problem can come of the operation. */
static bool comes(const struct api_operation *o, enum api_problem problem)
{
    bool krop = o->krop != NULL || o->fakta;

    switch (problem) {
    case PROBLEM_ADGANG:
    case PROBLEM_OMRAADE:
    case PROBLEM_RET:
    case PROBLEM_LUKKET: return !o->aaben;
    case PROBLEM_UGEMT: return o->data == API_VISER;
    case PROBLEM_FOR_MANGE: return !o->aaben || krop;
    case PROBLEM_JSON:
    case PROBLEM_STOR:
    case PROBLEM_TYPE:
    case PROBLEM_INDHOLD: return krop;
    case PROBLEM_NOEGLE_MANGLER:
    case PROBLEM_NOEGLE_BRUGT: return o->data == API_SKRIVER;
    case PROBLEM_SAMTIDIG: return o->data == API_SKRIVER;
    case PROBLEM_UDFALD: return !o->aaben || krop;
    case PROBLEM_UKENDT:
        for (size_t i = 0; i < o->parametre; i++)
            if (o->parameter[i].i_sti) return true;
        return false;
    case PROBLEM_PARAMETER:
    case PROBLEM_FEJL: return true;
    default: return false;
    }
}

static void problem_answers(struct buf *out, const struct api_operation *o)
{
    int skrevet = 0;

    for (int p = PROBLEM_INTET + 1; p < PROBLEMER; p++) {
        const struct api_problem_ord *ord = api_problem_ord((enum api_problem)p);
        if (!comes(o, (enum api_problem)p) || ord->status == skrevet) continue;
        skrevet = ord->status;
        buf_format(out, ",\"%d\":{\"$ref\":\"#/components/responses/P%d\"}", skrevet, skrevet);
    }
}

static void answers(struct buf *out, const struct api_operation *o)
{
    buf_format(out, ",\"responses\":{\"%d\":{", o->status);
    key(out, "description", o->svar != NULL ? o->svar->tekst.dansk : "OpenAPI 3.1");
    buf_c(out, ",\"content\":{\"application/json\":{\"schema\":");
    if (o->svar != NULL)
        buf_format(out, "{\"$ref\":\"#/components/schemas/%s\"}", o->svar->navn);
    else
        buf_c(out, "{\"type\":\"object\"}");
    buf_c(out, "}}}");
    problem_answers(out, o);
    buf_char(out, '}');
}

/* ---- paths ---- */

static const char *method(enum web_method m)
{
    static const char *const NAVN[] = {
        [WEB_GET] = "get", [WEB_POST] = "post", [WEB_PUT] = "put", [WEB_DELETE] = "delete"};
    return NAVN[m];
}

static void access_to(struct buf *out, const struct api_operation *o)
{
    if (o->aaben) {
        buf_c(out, ",\"security\":[]");
        return;
    }
    buf_format(out, ",\"security\":[{\"noegle\":[\"%s\"]}]", omraade_kode(o->omraade));
}

static void operation(struct buf *out, const struct api_operation *o)
{
    buf_format(out, "\"%s\":{\"operationId\":\"%s\",\"tags\":[", method(o->rute.method), o->id);
    buf_json(out, str_from(o->gruppe.dansk));
    buf_c(out, "],");
    key(out, "summary", o->navn.dansk);
    buf_c(out, ",");
    key(out, "description", o->tekst.dansk);
    access_to(out, o);
    parameters(out, o);
    body(out, o);
    answers(out, o);
    buf_char(out, '}');
}

/* Operations of one path stand together in the table. */
static void paths(struct buf *out)
{
    const char *sti = "";

    buf_c(out, ",\n\"paths\":{");
    for (size_t i = 0; i < api_operationer_antal; i++) {
        const struct api_operation *o = &api_operationer[i];
        bool samme = strcmp(o->rute.sti, sti) == 0;
        if (!samme) buf_format(out, "%s\n\"%s\":{", i > 0 ? "}," : "", o->rute.sti);
        if (samme) buf_char(out, ',');
        operation(out, o);
        sti = o->rute.sti;
    }
    buf_c(out, "}}");
}

static void tags(struct buf *out)
{
    const char *gruppe = "";

    buf_c(out, ",\n\"tags\":[");
    for (size_t i = 0; i < api_operationer_antal; i++) {
        const char *g = api_operationer[i].gruppe.dansk;
        if (strcmp(g, gruppe) == 0) continue;
        buf_format(out, "%s{", i > 0 ? "," : "");
        key(out, "name", g);
        buf_char(out, '}');
        gruppe = g;
    }
    buf_char(out, ']');
}

/* ---- components ---- */

static int dump(const char *text, size_t n, void *ctx)
{
    buf_add(ctx, (struct str){text, n});
    return 0;
}

/* Names of the file's own definitions become names of ours. */
static struct str renamed(struct arena *arena, struct str text)
{
    static const char GAMMEL[] = "#/$defs/", NY[] = "#/components/schemas/Fakta_";
    struct buf out;
    size_t at;

    buf_init(&out, arena);
    while (str_find(text, STR(GAMMEL), &at)) {
        buf_add(&out, str_sub(text, 0, at));
        buf_c(&out, NY);
        text = str_sub(text, at + sizeof(GAMMEL) - 1, text.n);
    }
    buf_add(&out, text);
    return buf_str(&out);
}

/* The facts format, as sag_schema says it. */
static void facts(struct buf *out)
{
    const char *navn = NULL;
    json_t *def = NULL;
    struct buf text;

    buf_init(&text, out->arena);
    sag_schema(&text);
    struct str ny = renamed(out->arena, buf_str(&text));
    json_t *skema = json_loadb(ny.p, ny.n, 0, NULL);
    ASSERT(skema != NULL);
    json_object_foreach(json_object_get(skema, "$defs"), navn, def)
    {
        buf_format(out, ",\n\"Fakta_%s\":", navn);
        int fejl = json_dump_callback(def, dump, out, JSON_COMPACT);
        ASSERT(fejl == 0);
    }
    json_object_del(skema, "$defs");
    json_object_del(skema, "$schema");
    json_object_del(skema, "$id");
    buf_c(out, ",\n\"Fakta\":");
    int fejl = json_dump_callback(skema, dump, out, JSON_COMPACT);
    ASSERT(fejl == 0);
    json_decref(skema);
}

static void problem_components(struct buf *out)
{
    int skrevet = 0;

    buf_c(out, ",\n\"responses\":{");
    for (int p = PROBLEM_INTET + 1; p < PROBLEMER; p++) {
        const struct api_problem_ord *ord = api_problem_ord((enum api_problem)p);
        if (ord->status == skrevet) continue;
        buf_format(out, "%s\"P%d\":{", skrevet > 0 ? ",\n" : "", ord->status);
        skrevet = ord->status;
        key(out, "description", ord->titel);
        buf_c(out, ",\"content\":{\"application/problem+json\":{\"schema\":{\"$ref\":\"" PROBLEM_REF
                   "\"}}}}");
    }
    buf_char(out, '}');
}

static void components(struct buf *out)
{
    buf_c(out, ",\n\"components\":{\"schemas\":{");
    for (size_t i = 0; i < api_skemaer_antal; i++) {
        buf_format(out, "%s\n\"%s\":", i > 0 ? "," : "", api_skemaer[i]->navn);
        api_skema(out, api_skemaer[i]);
    }
    facts(out);
    buf_c(out, "}");
    problem_components(out);
    buf_c(out, ",\n\"parameters\":{\"IdempotencyKey\":{\"name\":\"Idempotency-Key\",\"in\":"
               "\"header\",\"required\":true,");
    key(out, "description",
        "En nøgle, I vælger, en ny til hver handling. Sendes det samme igen med samme nøgle inden "
        "30 dage, kommer det første svar igen, og intet gøres to gange.");
    buf_c(out, ",\"schema\":{\"type\":\"string\",\"minLength\":8,\"maxLength\":200}}}");
    buf_c(out, ",\n\"securitySchemes\":{\"noegle\":{\"type\":\"http\",\"scheme\":\"bearer\",");
    key(out, "description",
        "En nøgle lavet med: vederlag adgang api-noegle ny. Den må det, dens bruger må nu, og af "
        "det kun det, der ligger i dens områder.");
    buf_c(out, "}}}");
}

void api_openapi(struct buf *out)
{
    buf_c(out, "{\"openapi\":\"3.1.0\",\n\"info\":{");
    key(out, "title", "Vederlag");
    buf_c(out, ",");
    key(out, "version", "1");
    buf_c(out, ",");
    key(out, "description",
        "Kommunens andre programmer henter og skriver her. Beløb er hele øre, dage ÅÅÅÅ-MM-DD, "
        "måneder ÅÅÅÅ-MM. Nye felter kan komme til i svar; ingen forsvinder i version 1.");
    buf_c(out, "},\n\"servers\":[{\"url\":\"/\"}]");
    tags(out);
    paths(out);
    components(out);
    buf_c(out, "}\n");
}

bool api_beskrivelse(struct api *a, struct err *err)
{
    (void)err;
    api_openapi(&a->ud);
    return true;
}
