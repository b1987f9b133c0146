/*
 * sag_json_write: the facts format from the facts, by the tables of sag_felt.
 *
 * Keys come in the order of the tables, one sag a line. A key that says no more than its absence is
 * left out, unless the table wants it shown. Equal facts give equal bytes.
 */
#include "sag/sag_felt.h"

#include <inttypes.h>
#include <string.h>

static void skriv_objekt(struct buf *out, const struct objekt *objekt, const void *record);

static const void *felt_plads(const struct felt *felt, const void *record)
{
    return (const char *)record + felt->offset;
}

static int64_t hent_tal(const struct felt *felt, const void *record)
{
    struct oere oere = {0};
    int tal = 0;

    if (felt->type == FELT_OERE) {
        memcpy(&oere, felt_plads(felt, record), sizeof(oere));
        return oere.oere;
    }
    memcpy(&tal, felt_plads(felt, record), sizeof(tal));
    return tal;
}

static struct str hent_tekst(const struct felt *felt, const void *record)
{
    struct str tekst;

    memcpy(&tekst, felt_plads(felt, record), sizeof(tekst));
    return tekst.p == NULL ? STR_EMPTY : tekst;
}

static struct brok hent_brok(const struct felt *felt, const void *record)
{
    struct brok brok;

    memcpy(&brok, felt_plads(felt, record), sizeof(brok));
    return brok;
}

static size_t hent_antal(const struct felt *felt, const void *record)
{
    size_t antal = 0;

    memcpy(&antal, (const char *)record + felt->antal, sizeof(antal));
    return antal;
}

/* Whether the field says the same as a missing key. */
static bool er_mangler(const struct felt *felt, const void *record)
{
    bool der = true;

    if (felt->har > 0) {
        memcpy(&der, (const char *)record + felt->har - 1, sizeof(der));
        return !der;
    }
    switch (felt->type) {
    case FELT_ID:
    case FELT_KODE:
    case FELT_TEKST: return hent_tekst(felt, record).n == 0;
    case FELT_DATO: return dato_cmp(felt_hent_dato(record, felt->offset), felt->mangler) == 0;
    case FELT_TAL: return hent_tal(felt, record) == 0;
    case FELT_ORD: return felt_hent_ord(record, felt) == 0;
    case FELT_VEDERLAG: return hent_brok(felt, record).t == 0;
    case FELT_LISTE: return hent_antal(felt, record) == 0;
    case FELT_OERE:
    case FELT_OBJEKT: return false;
    }
    return false;
}

/* The first of two keys that exclude each other goes when both have a value in memory: a trin. */
static bool skjult(const struct objekt *objekt, const struct felt *felt, const void *record)
{
    if (felt->kun_laes || !felt_gaelder(objekt, felt, record)) return true;
    if (objekt->en_af[1] != NULL && str_is(str_from(felt->noegle), objekt->en_af[1])) {
        if (!er_mangler(felt_find(objekt, str_from(objekt->en_af[0])), record)) return true;
    }
    if (felt->kraevet || felt->altid || felt->hvis != NULL) return false;
    return er_mangler(felt, record);
}

static void skriv_liste(struct buf *out, const struct felt *felt, const void *record)
{
    const void *liste = NULL;
    size_t antal = hent_antal(felt, record);
    bool yderst = felt->objekt->bytes == sizeof(struct sag);

    memcpy(&liste, felt_plads(felt, record), sizeof(liste));
    buf_char(out, '[');
    for (size_t i = 0; i < antal; i++) {
        if (i > 0) buf_char(out, ',');
        if (yderst) buf_char(out, '\n');
        skriv_objekt(out, felt->objekt, (const char *)liste + i * felt->objekt->bytes);
    }
    if (yderst && antal > 0) buf_char(out, '\n');
    buf_char(out, ']');
}

static void skriv_vaerdi(struct buf *out, const struct felt *felt, const void *record)
{
    struct brok brok;

    if (felt->kan_null && er_mangler(felt, record)) {
        buf_c(out, "null");
        return;
    }
    switch (felt->type) {
    case FELT_ID:
    case FELT_KODE:
    case FELT_TEKST: buf_json(out, hent_tekst(felt, record)); break;
    case FELT_DATO:
        buf_json(out, dato_iso(out->arena, felt_hent_dato(record, felt->offset)));
        break;
    case FELT_TAL:
    case FELT_OERE: buf_format(out, "%" PRId64, hent_tal(felt, record)); break;
    case FELT_ORD: buf_json(out, str_from(felt->ord[felt_hent_ord(record, felt)])); break;
    case FELT_VEDERLAG:
        brok = hent_brok(felt, record);
        if (brok.n == 1) {
            buf_format(out, "%" PRId64, brok.t);
        } else {
            buf_json(out, brok_short(out->arena, brok));
        }
        break;
    case FELT_LISTE: skriv_liste(out, felt, record); break;
    case FELT_OBJEKT: skriv_objekt(out, felt->objekt, felt_plads(felt, record)); break;
    }
}

static void skriv_objekt(struct buf *out, const struct objekt *objekt, const void *record)
{
    const char *mellem = "";

    buf_char(out, '{');
    for (size_t i = 0; i < objekt->felter; i++) {
        const struct felt *felt = &objekt->felt[i];
        if (skjult(objekt, felt, record)) continue;
        buf_format(out, "%s\"%s\":", mellem, felt->noegle);
        mellem = ",";
        skriv_vaerdi(out, felt, record);
    }
    buf_char(out, '}');
}

void sag_write_json(struct buf *out, const struct sager *sager)
{
    skriv_objekt(out, &felt_fil, sager);
    buf_char(out, '\n');
}
