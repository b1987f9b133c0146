/*
 * api_problem: what is answered when something cannot be done (RFC 9457).
 *
 * Invariants: (1) nothing of the database or of the program is told, only what the caller can do
 * something about; (2) what was sent is never repeated but for names of fields and ids.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "api/api_intern.h"

static const struct api_problem_ord ORD[PROBLEMER] = {
    [PROBLEM_JSON] = {400, "json", "Indholdet kan ikke læses",
                      "Indholdet er ikke gyldig JSON i UTF-8, har en nøgle to gange eller er for "
                      "dybt. Ret det; at sende det samme igen hjælper ikke."},
    [PROBLEM_PARAMETER] = {400, "parameter", "En parameter er forkert",
                           "En parameter i adressen er ukendt, mangler, står to gange eller har en "
                           "forkert værdi. »parameter« siger hvilken."},
    [PROBLEM_NOEGLE_MANGLER] = {400, "idempotency-key", "Idempotency-Key mangler",
                                "Alt, der skriver, skal sendes med feltet Idempotency-Key: 8-200 "
                                "synlige tegn, som I vælger, en ny til hver handling."},
    [PROBLEM_ADGANG] = {401, "adgang", "Nøglen giver ikke adgang",
                        "Nøglen mangler, er udløbet eller lukket, eller dens bruger har ingen "
                        "roller mere. Få en ny af en bruger med rollen adgang."},
    [PROBLEM_OMRAADE] = {403, "omraade", "Nøglen gælder ikke til det",
                         "Nøglen er ikke lavet til dette område. Få en, der er."},
    [PROBLEM_RET] = {403, "ret", "Brugeren har ikke ret til det",
                     "Nøglens bruger må ikke selv. Få en rolle, der må, eller brug en anden "
                     "brugers nøgle."},
    [PROBLEM_UKENDT] = {404, "findes-ikke", "Det findes ikke",
                        "Adressen eller det, den peger på, findes ikke."},
    [PROBLEM_METODE] = {405, "metode", "Adressen kan ikke det",
                        "Adressen findes, men ikke med den metode. Feltet Allow siger, hvad den "
                        "kan."},
    [PROBLEM_UDFALD] = {409, "udfald", "Reglerne siger nej",
                        "Intet er gjort. »udfald« siger hvorfor, og »detail«, hvad der kan gøres. "
                        "Samme nøgle må bruges igen."},
    [PROBLEM_SAMTIDIG] = {409, "samtidig", "En anden kom først",
                          "Intet er gjort. Send det samme igen, med samme Idempotency-Key."},
    [PROBLEM_STOR] = {413, "for-stort", "Indholdet er for stort", "Del det i flere."},
    [PROBLEM_TYPE] = {415, "type", "Indholdet er ikke JSON",
                      "Send feltet Content-Type: application/json."},
    [PROBLEM_INDHOLD] = {422, "indhold", "Indholdet kan ikke bruges",
                         "Indholdet er JSON, men siger noget, der ikke kan være. Intet er gjort. "
                         "»pointer« eller »errors« siger hvor."},
    [PROBLEM_NOEGLE_BRUGT] = {422, "idempotency-key-brugt", "Idempotency-Key er brugt til andet",
                              "Samme nøgle er brugt til noget andet. Brug en ny til hver "
                              "handling."},
    [PROBLEM_FOR_MANGE] = {429, "for-mange", "For mange forespørgsler",
                           "Vent så mange sekunder, som feltet Retry-After siger."},
    [PROBLEM_FEJL] = {500, "fejl", "Noget gik galt hos os",
                      "Intet er gjort, eller det er uvist. Send det samme igen om lidt, med samme "
                      "Idempotency-Key: så sker det én gang. Opgiv »nummer«, hvis det bliver ved."},
    [PROBLEM_LUKKET] = {503, "lukket", "Der er ingen database",
                        "Serveren er startet uden kommunens database."},
    [PROBLEM_UGEMT] = {503, "ugemt", "Svaret kan ikke vises lige nu",
                       "Hvem der ser mennesker, skal skrives ned, og det kan det ikke lige nu. "
                       "Send det samme igen om lidt."},
};

/* The same in English: title, and what to do where the case itself has no English words. Codes,
 * pointers and names of fields have no language. */
static const char *const ENGELSK[PROBLEMER][2] = {
    [PROBLEM_JSON] =
        {"The content cannot be read",
         "The content is no valid JSON in UTF-8, has a key twice or is too deep. Mend it; "
         "sending the same again does not help."},
    [PROBLEM_PARAMETER] =
        {"A parameter is wrong",
         "A parameter of the address is unknown, missing, there twice or has a wrong value. "
         "“parameter” says which."},
    [PROBLEM_NOEGLE_MANGLER] =
        {"Idempotency-Key is missing",
         "All that writes is sent with the field Idempotency-Key: 8-200 visible characters "
         "of your choice, a new one for each act."},
    [PROBLEM_ADGANG] =
        {"The token gives no access",
         "The token is missing, has expired or was closed, or its user has no roles any "
         "more. Get a new one from a user with the role of access."},
    [PROBLEM_OMRAADE] = {"The token is not for that",
                         "The token was not made for this area. Get one that was."},
    [PROBLEM_RET] =
        {"The user has no right to that",
         "The user of the token may not. Get a role that may, or use the token of another user."},
    [PROBLEM_UKENDT] = {"It does not exist", "The address, or what it points to, does not exist."},
    [PROBLEM_METODE] =
        {"The address cannot do that",
         "The address exists, but not with that method. The field Allow says what it can."},
    [PROBLEM_UDFALD] = {"The rules say no",
                        "Nothing was done. “udfald” says why. The same key may be used again."},
    [PROBLEM_SAMTIDIG] = {"Somebody else was first",
                          "Nothing was done. Send the same again, with the same Idempotency-Key."},
    [PROBLEM_STOR] = {"The content is too large", "Divide it."},
    [PROBLEM_TYPE] = {"The content is not JSON", "Send the field Content-Type: application/json."},
    [PROBLEM_INDHOLD] =
        {"The content cannot be used",
         "The content is JSON, but says something that cannot be. Nothing was done. "
         "“pointer” or “errors” says where."},
    [PROBLEM_NOEGLE_BRUGT] =
        {"Idempotency-Key was used for something else",
         "The same key was used for something else. Use a new one for each act."},
    [PROBLEM_FOR_MANGE] = {"Too many requests",
                           "Wait as many seconds as the field Retry-After says."},
    [PROBLEM_FEJL] =
        {"Something went wrong here",
         "Nothing was done, or it is uncertain. Send the same again in a while, with the "
         "same Idempotency-Key: then it is done once. Give “nummer” if it goes on."},
    [PROBLEM_LUKKET] = {"There is no database",
                        "The server was started without the municipality's database."},
    [PROBLEM_UGEMT] = {"The answer cannot be shown right now",
                       "Who sees people must be written down, which cannot be done right now. "
                       "Send the same again in a little while."},
};

const struct api_problem_ord *api_problem_ord(enum api_problem problem)
{
    ASSERT(problem > PROBLEM_INTET && problem < PROBLEMER);
    return &ORD[problem];
}

const char *const *api_problem_engelsk(enum api_problem problem)
{
    ASSERT(problem > PROBLEM_INTET && problem < PROBLEMER);
    return ENGELSK[problem];
}

const char *api_udfald_kode(enum afregning_udfald udfald)
{
    static const char *const KODE[AFREGNING_UDFALD] = {
        [AFREGNING_GJORT] = "gjort",
        [AFREGNING_ALLEREDE] = "allerede",
        [AFREGNING_FORKERT_TRIN] = "forkert_trin",
        [AFREGNING_ANDEN_UDGAVE] = "anden_udgave",
        [AFREGNING_FORAELDET] = "foraeldet",
        [AFREGNING_FORBI] = "forbi",
        [AFREGNING_SAMME_PERSON] = "samme_person",
        [AFREGNING_HAR_AENDRET] = "har_aendret",
        [AFREGNING_UDEN_GRUND] = "uden_grund",
        [AFREGNING_INTET] = "intet",
        [AFREGNING_FOR_MEGET] = "for_meget",
    };

    ASSERT(udfald < AFREGNING_UDFALD);
    return KODE[udfald];
}

/* ---- refusing ---- */

/* A %.0s passes over the words of the other language. */
bool api_afvis(struct api *a, enum api_problem problem, const char *dansk, const char *engelsk, ...)
{
    va_list args;

    if (a->problem != PROBLEM_INTET) return false;
    a->problem = problem;
    va_start(args, engelsk);
    a->detail = str_vformat(a->arena, dansk, args);
    va_end(args);
    va_start(args, engelsk);
    a->detail_en = str_vformat(a->arena, engelsk, args);
    va_end(args);
    return false;
}

bool api_afvis_fejl(struct api *a, enum api_problem problem, const struct err *err)
{
    if (a->problem != PROBLEM_INTET) return false;
    a->problem = problem;
    a->detail = str_copy(a->arena, str_from(err_paa_side(err, false)));
    a->detail_en = str_copy(a->arena, str_from(err->engelsk));
    return false;
}

bool api_afvis_parameter(struct api *a, const char *navn, const char *skal, const char *must)
{
    if (a->problem == PROBLEM_INTET) a->parameter = str_from(navn);
    return api_afvis(a, PROBLEM_PARAMETER, "»%s« skal være %s%.0s", "“%s” must be %.0s%s", navn,
                     skal, must);
}

bool api_afvis_udfald(struct api *a, enum afregning_udfald udfald)
{
    if (a->problem == PROBLEM_INTET) a->udfald = str_from(api_udfald_kode(udfald));
    return api_afvis(a, PROBLEM_UDFALD, "%s%.0s", "%.0s%s", afregning_udfald_tekst(udfald),
                     afregning_udfald_engelsk(udfald));
}

bool api_ukendt(struct api *a, const struct err *err)
{
    if (err->kind == ERR_INPUT)
        api_afvis(a, PROBLEM_UKENDT, "Det, der spørges om, findes ikke",
                  "What is asked for does not exist");
    return false;
}

/* What a failure of the rooms means for the caller. A place that is no JSON pointer is ours. */
void api_problem_af(struct api *a, const struct err *err)
{
    bool skriver = a->operation != NULL && a->operation->rute.method == WEB_POST;

    if (a->problem != PROBLEM_INTET) return;
    switch (err->kind) {
    case ERR_INPUT:
    case ERR_LIMIT:
    case ERR_OVERFLOW:
        api_afvis_fejl(a, skriver ? PROBLEM_INDHOLD : PROBLEM_PARAMETER, err);
        if (err->place[0] == '/') a->pointer = str_copy(a->arena, str_from(err->place));
        return;
    case ERR_ACCESS: api_afvis_fejl(a, PROBLEM_RET, err); return;
    case ERR_CONFLICT: api_afvis_fejl(a, PROBLEM_SAMTIDIG, err); return;
    default: api_afvis(a, PROBLEM_FEJL, "Prøv igen om lidt", "Try again in a while"); return;
    }
}

/* ---- the answer ---- */

/* English is asked for before Danish (Accept-Language). */
static bool wants_english(struct str sprog)
{
    size_t en = sprog.n, da = sprog.n, at;

    for (at = 0; at + 2 <= sprog.n; at++) {
        bool foerst = at == 0 || sprog.p[at - 1] == ' ' || sprog.p[at - 1] == ',';
        if (!foerst) continue;
        if (en == sprog.n && str_starts(str_sub(sprog, at, sprog.n), STR("en"))) en = at;
        if (da == sprog.n && str_starts(str_sub(sprog, at, sprog.n), STR("da"))) da = at;
    }
    return en < da;
}

static void member(struct buf *out, const char *navn, struct str vaerdi)
{
    if (vaerdi.n == 0) return;
    buf_format(out, ",\"%s\":", navn);
    buf_json(out, vaerdi);
}

static void places(struct buf *out, const struct api *a, bool engelsk)
{
    if (a->steder == 0) return;
    buf_c(out, ",\"errors\":[");
    for (size_t i = 0; i < a->steder; i++) {
        buf_c(out, i > 0 ? ",\n{\"pointer\":" : "\n{\"pointer\":");
        buf_json(out, a->sted[i].pointer);
        member(out, "detail", engelsk ? a->sted[i].detail.engelsk : a->sted[i].detail.dansk);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void headers(struct api *a)
{
    if (a->problem == PROBLEM_ADGANG)
        web_hoved(a->request, a->response, "WWW-Authenticate", STR("Bearer realm=\"vederlag\""));
    if (a->problem == PROBLEM_FOR_MANGE)
        web_hoved(a->request, a->response, "Retry-After",
                  str_format(a->arena, "%d", a->vent_sekunder));
}

void api_problem_svar(struct api *a)
{
    const struct api_problem_ord *ord = api_problem_ord(a->problem);
    bool engelsk = wants_english(a->request->sprog);
    struct str detail = a->detail.n > 0 ? a->detail : str_from(ord->tekst);
    struct buf out;

    if (engelsk) detail = a->detail_en.n > 0 ? a->detail_en : str_from(ENGELSK[a->problem][1]);
    buf_init(&out, a->arena);
    buf_format(&out, "{\"type\":\"/api#problem-%s\",\"title\":", ord->kode);
    buf_json(&out, str_from(engelsk ? ENGELSK[a->problem][0] : ord->titel));
    buf_format(&out, ",\"status\":%d", ord->status);
    member(&out, "detail", detail);
    member(&out, "pointer", a->pointer);
    member(&out, "parameter", a->parameter);
    member(&out, "udfald", a->udfald);
    if (ord->status == 500)
        member(&out, "nummer", str_format(a->arena, "%016" PRIx64, a->request->nr));
    places(&out, a, engelsk);
    buf_c(&out, "}\n");
    a->response->status = ord->status;
    a->response->type = "application/problem+json";
    a->response->body = buf_str(&out);
    headers(a);
}
