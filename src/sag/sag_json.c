/*
 * sag_json: reads the facts format by the tables of sag_felt.
 *
 * All or nothing: *out is written when every sag is right. The JSON tree is jansson's and is freed
 * on every way out but one: when the arena's ceiling jumps, the run is over and so is the tree.
 * jansson keeps about 1 kB per value-rich object: 200,000 sager of 90 MB take 1 GB while read.
 * Cost: one pass for UTF-8, one for nesting, one by jansson, one over its tree, and a sort of ids.
 */
#include "sag/sag_vaerdi.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { DYBDE_MAX = 16 }; /* also in a message */

/* ---- objects and lists ---- */

static bool laes_objekt(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                        const struct objekt *objekt, json_t *json, void *record);

static bool laes_liste(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                       const struct felt *felt, json_t *vaerdi, void *record)
{
    void *liste = NULL;

    if (!json_is_array(vaerdi))
        return vaerdi_forkert(l, sti, felt, vaerdi, "ret værdien", "correct the value");
    memcpy(&liste, (char *)record + felt->offset, sizeof(liste));
    if (liste != NULL) {
        return vaerdi_afvis(l, ERR_INPUT, sti, "»%s« står to steder i samme sag; behold det ene",
                            "“%s” is in two places of the same case; keep one of them",
                            felt->noegle);
    }
    size_t antal = json_array_size(vaerdi);
    if (antal > (size_t)felt->max) {
        return vaerdi_afvis(l, ERR_LIMIT, sti,
                            "»%s« har %zu dele, men må højst have %" PRId64 "; del filen i flere",
                            "“%s” has %zu parts, but may have at most %" PRId64 "; divide the file",
                            felt->noegle, antal, felt->max);
    }
    liste = arena_array(l->arena, antal, felt->objekt->bytes);
    for (size_t i = 0; i < antal; i++) {
        struct vaerdi_sti plads = {.op = sti, .nr = i};
        TRY(laes_objekt(l, &plads, felt->objekt, json_array_get(vaerdi, i),
                        (char *)liste + i * felt->objekt->bytes));
    }
    vaerdi_gem(record, felt->offset, &liste, sizeof(liste));
    vaerdi_gem(record, felt->antal, &antal, sizeof(antal));
    return true;
}

static bool laes_vaerdi(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                        const struct felt *felt, json_t *vaerdi, void *record)
{
    if (felt->type == FELT_LISTE) return laes_liste(l, sti, felt, vaerdi, record);
    if (felt->type != FELT_OBJEKT) return vaerdi_laes(l, sti, felt, vaerdi, record);
    if (!json_is_object(vaerdi))
        return vaerdi_forkert(l, sti, felt, vaerdi, "ret værdien", "correct the value");
    return laes_objekt(l, sti, felt->objekt, vaerdi, (char *)record + felt->offset);
}

static bool mangler(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                    const struct felt *felt)
{
    struct str skal = vaerdi_forventet(l, felt, false), must = vaerdi_forventet(l, felt, true);

    return vaerdi_afvis_tekst(
        l, ERR_INPUT, sti,
        str_format(l->arena, "Her mangler »%s« (%s); tilføj %.*s", felt->noegle, felt->tekst,
                   STR_ARG(skal)),
        str_format(l->arena, "“%s” is missing here; add %.*s", felt->noegle, STR_ARG(must)));
}

static bool hoerer_ikke_til(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                            const struct objekt *objekt, const struct felt *felt)
{
    struct buf ord;

    buf_init(&ord, l->arena);
    vaerdi_ordene(&ord, felt_find(objekt, str_from(felt->hvis)), felt->hvis_ord);
    return vaerdi_afvis(l, ERR_INPUT, sti,
                        "»%s« hører kun til her, når »%s« er %s; fjern »%s«, eller ret »%s«",
                        "“%s” belongs here only when “%s” is %s; remove “%s”, or correct “%s”",
                        felt->noegle, felt->hvis, ord.p, felt->noegle, felt->hvis);
}

static bool laes_felt(const struct vaerdi_laeser *l, const struct vaerdi_sti *op,
                      const struct objekt *objekt, const struct felt *felt, json_t *json,
                      void *record)
{
    json_t *vaerdi = json_object_get(json, felt->noegle);
    struct vaerdi_sti sti = {.op = op, .noegle = str_from(felt->noegle)};
    bool gaelder = felt_gaelder(objekt, felt, record);
    bool der = true;

    if (vaerdi != NULL && !gaelder) return hoerer_ikke_til(l, &sti, objekt, felt);
    if (felt->type == FELT_DATO)
        vaerdi_gem(record, felt->offset, &felt->mangler, sizeof(felt->mangler));
    if (vaerdi == NULL) {
        return felt->kraevet || (felt->hvis != NULL && gaelder) ? mangler(l, &sti, felt) : true;
    }
    if (felt->kan_null && json_is_null(vaerdi)) return true;
    TRY(laes_vaerdi(l, &sti, felt, vaerdi, record));
    if (felt->har > 0) vaerdi_gem(record, felt->har - 1, &der, sizeof(der));
    return true;
}

static bool kun_kendte(const struct vaerdi_laeser *l, const struct vaerdi_sti *op,
                       const struct objekt *objekt, json_t *json)
{
    struct buf alle;
    struct str kendte[16];
    const char *noegle = NULL;
    json_t *vaerdi = NULL;

    ASSERT(objekt->felter <= sizeof(kendte) / sizeof(kendte[0]));
    json_object_foreach(json, noegle, vaerdi)
    {
        struct vaerdi_sti sti = {.op = op, .noegle = str_from(noegle)};
        struct str vist = str_clip(sti.noegle, VAERDI_VIST_MAX);
        if (felt_find(objekt, sti.noegle) != NULL) continue;
        buf_init(&alle, l->arena);
        for (size_t i = 0; i < objekt->felter; i++) {
            kendte[i] = str_from(objekt->felt[i].noegle);
            buf_format(&alle, "%s%s", i == 0 ? "" : ", ", objekt->felt[i].noegle);
        }
        struct str ment = str_suggest(str_fold(l->arena, sti.noegle), kendte, objekt->felter);
        if (ment.n > 0) {
            return vaerdi_afvis(l, ERR_INPUT, &sti, "Nøglen »%.*s« kendes ikke her; mente du %.*s?",
                                "The key “%.*s” is not known here; did you mean %.*s?",
                                STR_ARG(vist), STR_ARG(ment));
        }
        return vaerdi_afvis(
            l, ERR_INPUT, &sti, "Nøglen »%.*s« kendes ikke her; fjern den, eller brug %s",
            "The key “%.*s” is not known here; remove it, or use %s", STR_ARG(vist), alle.p);
    }
    return true;
}

static bool kun_en_af(const struct vaerdi_laeser *l, const struct vaerdi_sti *op,
                      const struct objekt *objekt, const json_t *json)
{
    const char *a = objekt->en_af[0];
    const char *b = objekt->en_af[1];
    if (a == NULL) return true;
    struct vaerdi_sti sti = {.op = op, .noegle = str_from(b)};
    bool har_a = json_object_get(json, a) != NULL;
    bool har_b = json_object_get(json, b) != NULL;

    if (har_a && har_b) {
        return vaerdi_afvis(l, ERR_INPUT, &sti,
                            "»%s« og »%s« kan ikke stå sammen; behold en af dem",
                            "“%s” and “%s” cannot stand together; keep one of them", a, b);
    }
    sti.noegle = str_from(a);
    if (har_a || har_b) return true;
    return vaerdi_afvis(l, ERR_INPUT, &sti, "Her mangler »%s« eller »%s«; tilføj en af dem",
                        "“%s” or “%s” is missing here; add one of them", a, b);
}

static bool i_orden(const struct vaerdi_laeser *l, const struct vaerdi_sti *op,
                    const struct objekt *objekt, const void *record)
{
    for (size_t i = 0; i < objekt->ordner; i++) {
        const struct felt_orden *orden = &objekt->orden[i];
        struct dato tidlig = felt_hent_dato(record, orden->tidlig);
        struct dato sen = felt_hent_dato(record, orden->sen);
        if (dato_cmp(tidlig, sen) < (orden->lige ? 1 : 0)) continue;
        struct str a = dato_iso(l->arena, tidlig);
        struct str b = dato_iso(l->arena, sen);
        struct vaerdi_sti foerste = {.op = op, .noegle = str_from(orden->objekt)};
        struct vaerdi_sti sti = {.op = orden->objekt == NULL ? op : &foerste,
                                 .noegle = str_from(orden->noegle)};
        return vaerdi_afvis_tekst(
            l, ERR_INPUT, &sti,
            str_format(l->arena, "%s; her er »%s« %.*s og »%s« %.*s, ret en af dem", orden->tekst,
                       orden->tidlig_navn, STR_ARG(a), orden->sen_navn, STR_ARG(b)),
            str_format(l->arena, "“%s” %.*s must be %s “%s” %.*s; correct one of them",
                       orden->sen_navn, STR_ARG(b), orden->lige ? "on or after" : "after",
                       orden->tidlig_navn, STR_ARG(a)));
    }
    return true;
}

static bool laes_objekt(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                        const struct objekt *objekt, json_t *json, void *record)
{
    if (!json_is_object(json)) {
        struct str er = vaerdi_fundet(l, json, false), is = vaerdi_fundet(l, json, true);
        return vaerdi_afvis_tekst(
            l, ERR_INPUT, sti,
            str_format(l->arena,
                       "Her skal stå et objekt i krøllede parenteser (%s), men her er %.*s; ret "
                       "værdien",
                       objekt->navn, STR_ARG(er)),
            str_format(l->arena,
                       "Here must be an object in curly brackets, but here is %.*s; correct the "
                       "value",
                       STR_ARG(is)));
    }
    TRY(kun_kendte(l, sti, objekt, json));
    TRY(kun_en_af(l, sti, objekt, json));
    for (size_t i = 0; i < objekt->felter; i++) {
        TRY(laes_felt(l, sti, objekt, &objekt->felt[i], json, record));
    }
    return i_orden(l, sti, objekt, record);
}

/* ---- the file ---- */

static bool afvis_ved(const struct vaerdi_laeser *l, enum err_kind kind, int linje, int kol,
                      const char *dansk, const char *engelsk)
{
    struct str fil = vaerdi_filnavn(l);
    struct str sted = str_format(l->arena, "%.*s:%d:%d", STR_ARG(fil), linje, kol);

    return err_begge_tekst(l->err, kind, str_c(l->arena, sted), dansk, engelsk);
}

/* Looks at brackets before jansson does: it reads 2,048 levels by recursion, and the format has
 * six; and of a file that was cut it builds all it can before it sees the end. */
static bool parenteser_i_orden(const struct vaerdi_laeser *l, struct str text)
{
    int linje = 1;
    int kol = 0;
    int dybde = 0;
    bool i_tekst = false;
    char sidste = '\0';

    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (((unsigned char)c & 0xC0u) != 0x80u) kol++;
        if (c == '\n') {
            linje++;
            kol = 0;
        }
        if (i_tekst && c == '\\') {
            i++;
            kol++;
        } else if (c == '"') {
            i_tekst = !i_tekst;
        } else if (!i_tekst && (c == '[' || c == '{')) {
            dybde++;
        } else if (!i_tekst && (c == ']' || c == '}')) {
            dybde--;
        }
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') sidste = c;
        if (dybde <= DYBDE_MAX) continue;
        return afvis_ved(l, ERR_INPUT, linje, kol,
                         "Parenteserne går mere end 16 niveauer ned, og så dybt går formatet ikke; "
                         "ret filen",
                         "The brackets go more than 16 levels down, and the format does not go so "
                         "deep; correct the file");
    }
    if (sidste == '}' || (dybde <= 0 && !i_tekst)) return true;
    return afvis_ved(l, ERR_INPUT, linje, kol > 0 ? kol : 1,
                     "Filen slutter, før den er færdig; den er nok skåret over, så hent den igen",
                     "The file ends before it is done; it was probably cut, so fetch it again");
}

/* What jansson stood by: the text it quotes in its message, or nothing. */
static struct str ved(struct arena *arena, const json_error_t *fejl)
{
    struct str tekst = str_from(fejl->text);
    size_t at = 0;

    if (!str_find(tekst, STR(" near '"), &at)) return STR_EMPTY;
    struct str citat = str_clip(str_sub(tekst, at + 7, tekst.n), VAERDI_VIST_MAX);
    if (str_ends(citat, STR("'"))) citat.n--;
    return vaerdi_ren(arena, citat);
}

/* The text, where it is, and what to do. The first holds for all other codes. */
static const struct ugyldig {
    enum json_error_code kode;
    enum err_kind kind;
    const char *dansk[2];
    const char *engelsk[2];
} UGYLDIG[] = {
    {json_error_invalid_syntax,
     ERR_INPUT,
     {"Filen er ikke gyldig JSON", "ret tegnsætningen, eller hent filen igen"},
     {"The file is not valid JSON", "correct its punctuation, or fetch the file again"}},
    {json_error_premature_end_of_input,
     ERR_INPUT,
     {"Filen slutter, før den er færdig", "den er nok skåret over, så hent den igen"},
     {"The file ends before it is done", "it was probably cut, so fetch it again"}},
    {json_error_end_of_input_expected,
     ERR_INPUT,
     {"Der står mere efter den sidste parentes", "fjern det"},
     {"There is more after the last bracket", "remove it"}},
    {json_error_duplicate_key,
     ERR_INPUT,
     {"Samme nøgle står to gange i et objekt", "behold den rigtige"},
     {"The same key is twice in one object", "keep the right one"}},
    {json_error_numeric_overflow,
     ERR_INPUT,
     {"Tallet er for stort til at regne med", "ret det"},
     {"The number is too large to compute with", "correct it"}},
    {json_error_null_character,
     ERR_INPUT,
     {"Teksten har tegnet \\u0000, som ikke er skrift", "fjern det"},
     {"The text has the character \\u0000, which is no writing", "remove it"}},
    {json_error_null_byte_in_key,
     ERR_INPUT,
     {"Teksten har tegnet \\u0000, som ikke er skrift", "fjern det"},
     {"The text has the character \\u0000, which is no writing", "remove it"}},
    {json_error_out_of_memory,
     ERR_LIMIT,
     {"Filen fylder mere, end der er hukommelse til", "del den i flere"},
     {"The file needs more memory than there is", "divide it"}},
};

static bool ugyldig_json(const struct vaerdi_laeser *l, const json_error_t *fejl)
{
    struct str citat = ved(l->arena, fejl);
    const struct ugyldig *u = &UGYLDIG[0];
    int linje = fejl->line > 0 ? fejl->line : 1;
    int kol = fejl->column > 0 ? fejl->column : 1;

    for (size_t i = 1; i < sizeof(UGYLDIG) / sizeof(*UGYLDIG); i++)
        if (UGYLDIG[i].kode == json_error_code(fejl)) u = &UGYLDIG[i];
    struct str da = citat.n == 0 ? STR_EMPTY : str_format(l->arena, " ved »%.*s«", STR_ARG(citat));
    struct str en = citat.n == 0 ? STR_EMPTY : str_format(l->arena, " at “%.*s”", STR_ARG(citat));
    da = str_format(l->arena, "%s%.*s; %s", u->dansk[0], STR_ARG(da), u->dansk[1]);
    en = str_format(l->arena, "%s%.*s; %s", u->engelsk[0], STR_ARG(en), u->engelsk[1]);
    return afvis_ved(l, u->kind, linje, kol, str_c(l->arena, da), str_c(l->arena, en));
}

struct id_plads {
    struct str id;
    size_t nr;
};

static int by_id(const void *left, const void *right)
{
    const struct id_plads *a = left;
    const struct id_plads *b = right;
    int order = str_cmp(a->id, b->id);

    return order != 0 ? order : (a->nr > b->nr) - (a->nr < b->nr);
}

static bool forskellige_id(const struct vaerdi_laeser *l, const struct sager *sager)
{
    struct id_plads *plads = ARENA_ARRAY(l->arena, sager->count, struct id_plads);

    for (size_t i = 0; i < sager->count; i++) {
        plads[i] = (struct id_plads){sager->sag[i].id, i};
    }
    if (sager->count > 1) qsort(plads, sager->count, sizeof(*plads), by_id);
    for (size_t i = 1; i < sager->count; i++) {
        if (!str_eq(plads[i - 1].id, plads[i].id)) continue;
        struct vaerdi_sti liste = {.noegle = STR("sager")};
        struct vaerdi_sti sag = {.op = &liste, .nr = plads[i].nr};
        struct vaerdi_sti sti = {.op = &sag, .noegle = STR("id")};
        return vaerdi_afvis(l, ERR_INPUT, &sti,
                            "Id'et %.*s er allerede brugt i /sager/%zu; giv sagen sit "
                            "eget id, eller fjern den ene",
                            "The id %.*s is used already in /sager/%zu; give the case its own id, "
                            "or remove one of them",
                            STR_ARG(plads[i].id), plads[i - 1].nr);
    }
    return true;
}

bool sag_read_json(struct arena *arena, const char *file, struct str text, struct sager *out,
                   struct err *err)
{
    struct vaerdi_laeser l = {arena, file == NULL ? "" : file, err};
    struct sager sager = {0};
    json_error_t fejl;

    TRY(str_check_utf8(&text, l.fil, err));
    TRY(parenteser_i_orden(&l, text));
    json_t *json = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &fejl);
    if (json == NULL) return ugyldig_json(&l, &fejl);
    bool god = laes_objekt(&l, NULL, &felt_fil, json, &sager) && forskellige_id(&l, &sager);
    json_decref(json);
    if (!god) return false;
    ASSERT(err->kind == ERR_NONE);
    *out = sager;
    return true;
}
