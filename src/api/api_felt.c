/*
 * api_felt: records to JSON and JSON to records, by tables.
 *
 * Memory is copied in and out by offset, so that no rule on types is bent. A body's tree is
 * jansson's and hangs on the arena, so it goes also when the arena is full in the middle.
 */
#include "api/api_felt.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* ---- out ---- */

static const char *at(const void *record, size_t offset)
{
    return (const char *)record + offset;
}

static void put_text(struct buf *out, struct str s, bool kan_null)
{
    if (s.n == 0 && kan_null)
        buf_c(out, "null");
    else
        buf_json(out, s);
}

static void put_dato(struct buf *out, struct dato d)
{
    if (d.dag <= DATO_MIN.dag || d.dag >= DATO_MAX.dag)
        buf_c(out, "null");
    else
        buf_json(out, dato_iso(out->arena, d));
}

static void put_maaned(struct buf *out, struct maaned m)
{
    if (m.nr == 0)
        buf_c(out, "null");
    else
        buf_json(out, maaned_iso(out->arena, m));
}

struct str api_tid(struct arena *arena, int64_t us)
{
    time_t sekund = (time_t)(us / 1000000);
    struct tm tm;

    ASSERT(gmtime_r(&sekund, &tm) != NULL);
    return str_format(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1,
                      tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

#define TAKE(type, name)                                                                           \
    type name;                                                                                     \
    memcpy(&(name), at(record, felt->offset), sizeof(name))

static void put_list(struct buf *out, const struct api_felt *felt, const void *record)
{
    size_t antal;
    TAKE(const char *, liste);

    memcpy(&antal, at(record, felt->antal), sizeof(antal));
    buf_char(out, '[');
    for (size_t i = 0; i < antal; i++) {
        if (i > 0) buf_char(out, ',');
        if (felt->type == API_LISTE) {
            buf_char(out, '\n');
            api_skriv(out, felt->objekt, liste + i * felt->objekt->bytes);
            continue;
        }
        struct str s;
        memcpy(&s, liste + i * sizeof(s), sizeof(s));
        buf_json(out, s);
    }
    buf_char(out, ']');
}

static void put_number(struct buf *out, const struct api_felt *felt, const void *record)
{
    int64_t tal = 0;

    if (felt->type == API_INT) {
        TAKE(int, n);
        tal = n;
    } else if (felt->type == API_ANTAL) {
        TAKE(size_t, n);
        tal = (int64_t)n;
    } else {
        TAKE(int64_t, n); /* also struct oere, which is one */
        tal = n;
    }
    if (tal == 0 && felt->kan_null && felt->hvis == 0)
        buf_c(out, "null");
    else
        buf_format(out, "%" PRId64, tal);
}
_Static_assert(sizeof(struct oere) == sizeof(int64_t), "an amount is one number");

static void put_value(struct buf *out, const struct api_felt *felt, const void *record)
{
    switch (felt->type) {
    case API_TEKST:
    case API_ID: {
        TAKE(struct str, s);
        put_text(out, s, felt->kan_null);
        return;
    }
    case API_DATO: {
        TAKE(struct dato, d);
        put_dato(out, d);
        return;
    }
    case API_MAANED: {
        TAKE(struct maaned, m);
        put_maaned(out, m);
        return;
    }
    case API_TID: {
        TAKE(int64_t, us);
        if (us == 0 && felt->kan_null)
            buf_c(out, "null");
        else
            buf_json(out, api_tid(out->arena, us));
        return;
    }
    case API_SAND: {
        TAKE(bool, ja);
        buf_c(out, ja ? "true" : "false");
        return;
    }
    case API_ORD: {
        TAKE(int, vaerdi);
        buf_json(out, str_from(felt->kode(vaerdi)));
        return;
    }
    case API_OERE:
    case API_TAL:
    case API_INT:
    case API_ANTAL: put_number(out, felt, record); return;
    case API_OBJEKT: api_skriv(out, felt->objekt, at(record, felt->offset)); return;
    case API_LISTE:
    case API_TEKSTER: put_list(out, felt, record); return;
    }
}

static bool is_there(const struct api_felt *felt, const void *record)
{
    bool ja = true;

    if (felt->hvis > 0) memcpy(&ja, at(record, felt->hvis - 1), sizeof(ja));
    return ja;
}

void api_skriv(struct buf *out, const struct api_objekt *objekt, const void *record)
{
    ASSERT(objekt->bytes > 0 || objekt->felter == 0);
    buf_char(out, '{');
    for (size_t i = 0; i < objekt->felter; i++) {
        if (i > 0) buf_char(out, ',');
        buf_format(out, "\"%s\":", objekt->felt[i].navn);
        if (is_there(&objekt->felt[i], record))
            put_value(out, &objekt->felt[i], record);
        else
            buf_c(out, "null");
    }
    buf_char(out, '}');
}

/* ---- in ---- */

struct laeser {
    struct arena *arena;
    struct err *err;
};

static bool wrong(const struct laeser *l, const struct api_felt *felt, const char *skal,
                  const char *must)
{
    char sted[80];

    snprintf(sted, sizeof(sted), "/%s", felt->navn);
    /* %.0s passes over the words of the other language. */
    return err_begge(l->err, ERR_INPUT, sted, "»%s« (%s%.0s) skal være %s%.0s",
                     "“%s” (%.0s%s) must be %.0s%s", felt->navn, felt->tekst.dansk,
                     felt->tekst.engelsk, skal, must);
}

static struct str text_of(const json_t *json)
{
    return (struct str){json_string_value(json), json_string_length(json)};
}

/* Control characters could hide in what people read; line ends may stand in a text. */
static bool plain(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\n') continue;
        if (s.p[i] == '\0' || str_steering(s, i) > 0) return false;
    }
    return true;
}

static bool read_text(const struct laeser *l, const struct api_felt *felt, const json_t *json,
                      void *til)
{
    struct str s = json_is_string(json) ? text_of(json) : STR_EMPTY;

    if (!json_is_string(json) || s.n == 0 || (int64_t)str_width(s) > felt->max || !plain(s)) {
        struct str skal =
            str_format(l->arena, "en tekst på 1-%" PRId64 " tegn uden styretegn", felt->max);
        struct str must = str_format(
            l->arena, "a text of 1-%" PRId64 " characters without control characters", felt->max);
        return wrong(l, felt, str_c(l->arena, skal), str_c(l->arena, must));
    }
    s = str_copy(l->arena, s);
    memcpy(til, &s, sizeof(s));
    return true;
}

static bool read_number(const struct laeser *l, const struct api_felt *felt, const json_t *json,
                        void *til)
{
    int64_t tal = json_integer_value(json);

    if (!json_is_integer(json) || tal < felt->min || tal > felt->max) {
        struct str skal =
            str_format(l->arena, "et helt tal fra %" PRId64 " til %" PRId64, felt->min, felt->max);
        struct str must = str_format(l->arena, "a whole number from %" PRId64 " to %" PRId64,
                                     felt->min, felt->max);
        return wrong(l, felt, str_c(l->arena, skal), str_c(l->arena, must));
    }
    memcpy(til, &tal, sizeof(tal));
    return true;
}

static bool read_value(const struct laeser *l, const struct api_felt *felt, const json_t *json,
                       void *til)
{
    struct err own = ERR_INIT;
    struct str s = json_is_string(json) ? text_of(json) : STR_EMPTY;

    switch (felt->type) {
    case API_TEKST: return read_text(l, felt, json, til);
    case API_DATO: {
        struct dato d;
        if (!dato_parse(s, &d, &own))
            return wrong(l, felt, "en dato, ÅÅÅÅ-MM-DD", "a date, YYYY-MM-DD");
        memcpy(til, &d, sizeof(d));
        return true;
    }
    case API_MAANED: {
        struct maaned m;
        if (!maaned_parse(s, &m, &own))
            return wrong(l, felt, "en måned, ÅÅÅÅ-MM", "a month, YYYY-MM");
        memcpy(til, &m, sizeof(m));
        return true;
    }
    case API_TAL: return read_number(l, felt, json, til);
    case API_SAND: {
        bool ja = json_is_true(json);
        if (!json_is_boolean(json)) return wrong(l, felt, "true eller false", "true or false");
        memcpy(til, &ja, sizeof(ja));
        return true;
    }
    default: ASSERT(false);
    }
    return false;
}

static bool only_known(const struct laeser *l, const struct api_objekt *objekt, json_t *json)
{
    const char *noegle = NULL;
    json_t *vaerdi = NULL;

    json_object_foreach(json, noegle, vaerdi)
    {
        size_t i = 0;
        while (i < objekt->felter && strcmp(objekt->felt[i].navn, noegle) != 0) i++;
        if (i < objekt->felter) continue;
        struct buf ren;
        buf_init(&ren, l->arena);
        buf_terminal(&ren, str_clip(str_from(noegle), 40));
        char sted[200];
        snprintf(sted, sizeof(sted), "/%.*s", STR_ARG(buf_str(&ren)));
        return err_begge(l->err, ERR_INPUT, sted, "Feltet »%.*s« kendes ikke her; fjern det",
                         "The field “%.*s” is not known here; remove it", STR_ARG(buf_str(&ren)));
    }
    return true;
}

static bool missing(const struct laeser *l, const struct api_felt *felt)
{
    char sted[80];

    snprintf(sted, sizeof(sted), "/%s", felt->navn);
    return err_begge(l->err, ERR_INPUT, sted, "Her mangler »%s« (%s%.0s)",
                     "“%s” (%.0s%s) is missing here", felt->navn, felt->tekst.dansk,
                     felt->tekst.engelsk);
}

static bool read_fields(const struct laeser *l, const struct api_objekt *objekt, json_t *json,
                        void *record)
{
    if (!json_is_object(json))
        return err_begge(l->err, ERR_INPUT, "", "Indholdet skal være et JSON-objekt",
                         "The content must be a JSON object");
    TRY(only_known(l, objekt, json));
    for (size_t i = 0; i < objekt->felter; i++) {
        const struct api_felt *felt = &objekt->felt[i];
        const json_t *vaerdi = json_object_get(json, felt->navn);
        if (vaerdi == NULL && felt->kan_mangle) continue;
        if (vaerdi == NULL) return missing(l, felt);
        if (felt->kan_null && json_is_null(vaerdi)) continue;
        TRY(read_value(l, felt, vaerdi, (char *)record + felt->offset));
    }
    return true;
}

/* jansson reads 2,048 levels by recursion; nothing of ours is so deep. */
static bool shallow(struct str s)
{
    int dybde = 0;
    bool i_tekst = false;

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (i_tekst && c == '\\')
            i++;
        else if (c == '"')
            i_tekst = !i_tekst;
        else if (!i_tekst && (c == '[' || c == '{') && ++dybde > API_DYBDE_MAX)
            return false;
        else if (!i_tekst && (c == ']' || c == '}'))
            dybde--;
    }
    return true;
}

static void give_back(void *ctx)
{
    json_decref(ctx);
}

static bool parse(struct arena *arena, struct str krop, json_t **out, struct err *err)
{
    struct arena_hook *hook = ARENA_NEW(arena, struct arena_hook);
    struct err own = ERR_INIT;
    struct str ren = krop;
    json_error_t fejl;

    if (!str_check_utf8(&ren, "", &own))
        return err_begge(err, ERR_INPUT, NULL, "Indholdet er ikke UTF-8",
                         "The content is not UTF-8");
    if (!shallow(krop)) {
        return err_begge(err, ERR_INPUT, NULL, "Indholdet har mere end %d niveauer af parenteser",
                         "The content has more than %d levels of brackets", API_DYBDE_MAX);
    }
    *out = json_loadb(krop.p, krop.n, JSON_REJECT_DUPLICATES, &fejl);
    if (*out == NULL) {
        return err_begge(err, ERR_INPUT, NULL,
                         "Indholdet er ikke JSON, eller en nøgle står to gange: linje %d, tegn %d",
                         "The content is not JSON, or a key appears twice: line %d, character %d",
                         fejl.line, fejl.column);
    }
    arena_hang(arena, hook, give_back, *out);
    return true;
}

bool api_laes(struct arena *arena, struct str krop, const struct api_objekt *objekt, void *record,
              struct err *err)
{
    const struct laeser l = {arena, err};
    json_t *json = NULL;

    TRY(parse(arena, krop.n == 0 ? STR("{}") : krop, &json, err));
    return read_fields(&l, objekt, json, record);
}

/* ---- the schema ---- */

static void schema_type(struct buf *out, const char *type, bool kan_null)
{
    if (kan_null)
        buf_format(out, "\"type\":[\"%s\",\"null\"]", type);
    else
        buf_format(out, "\"type\":\"%s\"", type);
}

static void schema_words(struct buf *out, const struct api_felt *felt)
{
    buf_c(out, "\"type\":\"string\",\"enum\":[");
    for (int i = 0; i < felt->ord; i++) {
        if (i > 0) buf_char(out, ',');
        buf_json(out, str_from(felt->kode(i)));
    }
    buf_char(out, ']');
}

static void schema_text(struct buf *out, const struct api_felt *felt)
{
    schema_type(out, "string", felt->kan_null);
    if (felt->type == API_ID) buf_c(out, ",\"minLength\":1,\"maxLength\":64");
    if (felt->type == API_DATO) buf_c(out, ",\"format\":\"date\"");
    if (felt->type == API_TID) buf_c(out, ",\"format\":\"date-time\"");
    if (felt->type == API_MAANED) buf_c(out, ",\"pattern\":\"^[0-9]{4}-(0[1-9]|1[0-2])$\"");
    if (felt->type == API_TEKST && felt->max > 0)
        buf_format(out, ",\"minLength\":1,\"maxLength\":%" PRId64, felt->max);
}

static void schema_list(struct buf *out, const struct api_felt *felt)
{
    schema_type(out, "array", felt->kan_null);
    buf_c(out, ",\"items\":{");
    if (felt->type == API_TEKSTER)
        buf_c(out, "\"type\":\"string\"");
    else
        buf_format(out, "\"$ref\":\"#/components/schemas/%s\"", felt->objekt->navn);
    buf_char(out, '}');
}

static void schema_object(struct buf *out, const struct api_felt *felt)
{
    if (felt->kan_null)
        buf_format(out, "\"oneOf\":[{\"$ref\":\"#/components/schemas/%s\"},{\"type\":\"null\"}]",
                   felt->objekt->navn);
    else
        buf_format(out, "\"$ref\":\"#/components/schemas/%s\"", felt->objekt->navn);
}

static void schema_field(struct buf *out, const struct api_felt *felt)
{
    buf_format(out, "\"%s\":{", felt->navn);
    switch (felt->type) {
    case API_TEKST:
    case API_ID:
    case API_DATO:
    case API_MAANED:
    case API_TID: schema_text(out, felt); break;
    case API_OERE:
    case API_TAL:
    case API_INT:
    case API_ANTAL: schema_type(out, "integer", felt->kan_null); break;
    case API_SAND: schema_type(out, "boolean", felt->kan_null); break;
    case API_ORD: schema_words(out, felt); break;
    case API_OBJEKT: schema_object(out, felt); break;
    case API_LISTE:
    case API_TEKSTER: schema_list(out, felt); break;
    }
    buf_c(out, ",\"description\":");
    buf_json(out, str_from(felt->tekst.dansk));
    buf_char(out, '}');
}

void api_skema(struct buf *out, const struct api_objekt *objekt)
{
    bool foerste = true;

    buf_c(out, "{\"type\":\"object\",\"description\":");
    buf_json(out, str_from(objekt->tekst.dansk));
    buf_c(out, ",\"properties\":{");
    for (size_t i = 0; i < objekt->felter; i++) {
        if (i > 0) buf_char(out, ',');
        schema_field(out, &objekt->felt[i]);
    }
    buf_c(out, "},\"required\":[");
    for (size_t i = 0; i < objekt->felter; i++) {
        if (objekt->felt[i].kan_mangle) continue;
        buf_format(out, "%s\"%s\"", foerste ? "" : ",", objekt->felt[i].navn);
        foerste = false;
    }
    buf_format(out, "],\"additionalProperties\":%s}", objekt->mere ? "true" : "false");
}
