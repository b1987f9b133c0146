/*
 * api_reference: the tables as a page. Names of fields and paths are the same in both views.
 */
#include "api/api_reference.h"

#include <string.h>

#include "api/api_intern.h"
#include "api/skabelon.h"

static const char *type_name(enum api_type type, bool engelsk)
{
    static const char *const NAVN[][2] = {
        [API_TEKST] = {"tekst", "text"},       [API_ID] = {"id", "id"},
        [API_DATO] = {"dato", "date"},         [API_MAANED] = {"måned", "month"},
        [API_TID] = {"tidspunkt", "time"},     [API_OERE] = {"øre", "øre"},
        [API_TAL] = {"tal", "number"},         [API_INT] = {"tal", "number"},
        [API_ANTAL] = {"antal", "count"},      [API_SAND] = {"ja/nej", "true/false"},
        [API_ORD] = {"ord", "word"},           [API_OBJEKT] = {"", ""},
        [API_LISTE] = {"liste af", "list of"}, [API_TEKSTER] = {"tekster", "texts"},
    };
    return NAVN[type][engelsk];
}

static struct str text_of(const struct side *s, struct api_begge tekst)
{
    return side_tekst(s, tekst.dansk, tekst.engelsk);
}

/* ---- schemas ---- */

static struct api_reference_felt field_of(const struct side *s, const struct api_felt *f)
{
    struct buf type;

    buf_init(&type, s->arena);
    buf_c(&type, type_name(f->type, s->engelsk));
    if (f->kan_null) buf_c(&type, s->engelsk ? " or null" : " eller null");
    return (struct api_reference_felt){
        .navn = str_from(f->navn),
        .type = buf_str(&type),
        .skema = f->objekt != NULL ? str_from(f->objekt->navn) : STR_EMPTY,
        .tekst = text_of(s, f->tekst),
        .valgfri = f->kan_mangle,
    };
}

static void schemas(const struct side *s, struct api_reference *page)
{
    page->skema_antal = api_skemaer_antal;
    page->skema = ARENA_ARRAY(s->arena, api_skemaer_antal, struct api_reference_skema);
    for (size_t i = 0; i < api_skemaer_antal; i++) {
        const struct api_objekt *o = api_skemaer[i];
        struct api_reference_felt *felt =
            ARENA_ARRAY(s->arena, o->felter, struct api_reference_felt);
        for (size_t k = 0; k < o->felter; k++) felt[k] = field_of(s, &o->felt[k]);
        page->skema[i] =
            (struct api_reference_skema){str_from(o->navn), text_of(s, o->tekst), felt, o->felter};
    }
}

/* ---- operations ---- */

static struct api_reference_operation operation_of(const struct side *s,
                                                   const struct api_operation *o)
{
    struct api_reference_felt *par = ARENA_ARRAY(s->arena, o->parametre, struct api_reference_felt);

    for (size_t i = 0; i < o->parametre; i++) {
        const struct api_parameter *p = &o->parameter[i];
        par[i] = (struct api_reference_felt){
            .navn = str_from(p->navn),
            .type = str_from(type_name(p->type, s->engelsk)),
            .tekst = text_of(s, p->tekst),
            .valgfri = !p->kraevet,
        };
    }
    return (struct api_reference_operation){
        .id = str_from(o->id),
        .metode = o->rute.method == WEB_GET ? STR("GET") : STR("POST"),
        .sti = str_from(o->rute.sti),
        .navn = text_of(s, o->navn),
        .tekst = text_of(s, o->tekst),
        .omraade = o->aaben ? STR_EMPTY : str_from(omraade_kode(o->omraade)),
        .ret = o->aaben ? STR_EMPTY : side_tekst(s, ret_navn(o->ret), ret_engelsk(o->ret)),
        .skriver = o->data == API_SKRIVER,
        .par = par,
        .par_antal = o->parametre,
        .krop = o->krop != NULL && o->krop->felter > 0 ? str_from(o->krop->navn) : STR_EMPTY,
        .svar = o->svar != NULL ? str_from(o->svar->navn) : STR_EMPTY,
        .status = o->status,
    };
}

/* Operations of one group stand together in the table. */
static void groups(const struct side *s, struct api_reference *page)
{
    size_t n = api_operationer_antal;
    struct api_reference_operation *op = ARENA_ARRAY(s->arena, n, struct api_reference_operation);

    page->gruppe = ARENA_ARRAY(s->arena, n, struct api_reference_gruppe);
    for (size_t i = 0; i < n; i++) {
        struct str navn = text_of(s, api_operationer[i].gruppe);
        op[i] = operation_of(s, &api_operationer[i]);
        size_t sidste = page->gruppe_antal;
        if (sidste == 0 || !str_eq(page->gruppe[sidste - 1].navn, navn))
            page->gruppe[page->gruppe_antal++] = (struct api_reference_gruppe){navn, &op[i], 0};
        page->gruppe[page->gruppe_antal - 1].op_antal++;
    }
}

/* ---- the rest ---- */

static void areas(const struct side *s, struct api_reference *page)
{
    page->omraade_antal = OMRAADE_ANTAL;
    page->omraade = ARENA_ARRAY(s->arena, OMRAADE_ANTAL, struct api_reference_omraade);
    for (int i = 0; i < OMRAADE_ANTAL; i++)
        page->omraade[i] = (struct api_reference_omraade){
            str_from(omraade_kode((enum omraade)i)),
            side_tekst(s, omraade_tekst((enum omraade)i), omraade_engelsk((enum omraade)i))};
}

static void problems(const struct side *s, struct api_reference *page)
{
    page->problem = ARENA_ARRAY(s->arena, PROBLEMER, struct api_reference_problem);
    for (int i = PROBLEM_INTET + 1; i < PROBLEMER; i++) {
        const struct api_problem_ord *ord = api_problem_ord((enum api_problem)i);
        const char *const *engelsk = api_problem_engelsk((enum api_problem)i);
        page->problem[page->problem_antal++] = (struct api_reference_problem){
            ord->status, str_from(ord->kode), side_tekst(s, ord->titel, engelsk[0]),
            side_tekst(s, ord->tekst, engelsk[1])};
    }
}

bool api_reference(struct side *s, struct err *err)
{
    struct api_reference page = {0};

    (void)err;
    groups(s, &page);
    schemas(s, &page);
    areas(s, &page);
    problems(s, &page);
    html_api_reference(&s->h, &page);
    return side_vis(s, "For andre programmer (API)", "For other programs (API)");
}

static const struct side_rute RUTER[] = {
    {{WEB_GET, "/api"}, SIDE_ALLE, 0, SIDE_INGEN, api_reference},
};

const struct side_afsnit API_SIDE = {.rute = RUTER, .ruter = sizeof(RUTER) / sizeof(*RUTER)};
