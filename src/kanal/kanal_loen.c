/*
 * kanal_loen: A-indkomst for the payroll system, as rows, as sums and as a workbook.
 *
 * Tax, AM-bidrag, ATP, holiday pay and eIndkomst are the payroll system's work; this file says
 * only what was earned, by whom and in which income year.
 * Law: kildeskatteloven § 46, stk. 1 (the payer withholds when A-indkomst is paid out); the income
 * year is therefore the year of the dispositionsdato.
 *
 * Invariants: (1) rows, person sums, both sheets and the control row have one sum; (2) the control
 * row is the last.
 */
#include <stdlib.h>

#include "kanal/intern.h"
#include "kanal/loen.h"
#include "base/csv.h"

static const char *const linje_head[] = {
    "betalingsid", "cpr",           "kontrakthaver", "indkomstår", "dispositionsdato",
    "ydelse",      "ydelsens navn", "måned",         "beløb"};
static const char *const person_head[] = {"cpr", "kontrakthaver", "indkomstår", "betalinger",
                                          "beløb"};

static void row_end(struct buf *buf)
{
    buf_c(buf, "\r\n");
}

static void cell(struct buf *buf, struct str text, bool last)
{
    csv_add_cell(buf, text);
    if (last) {
        row_end(buf);
    } else {
        buf_char(buf, ';');
    }
}

static void head(struct buf *buf, const char *const *names, size_t count)
{
    buf_c(buf, "\xEF\xBB\xBF");
    for (size_t i = 0; i < count; i++) cell(buf, str_from(names[i]), i + 1 == count);
}

/* ---- rows and sums */

static int by_person(const void *a, const void *b)
{
    const struct loen_person *x = a;
    const struct loen_person *y = b;
    int order = str_cmp(x->cpr, y->cpr);

    if (order != 0) return order;
    if (x->indkomstaar != y->indkomstaar) return x->indkomstaar < y->indkomstaar ? -1 : 1;
    return x->nr < y->nr ? -1 : x->nr > y->nr;
}

/* Sorted by CPR and year; the name is that of the first payment. */
static bool make_tal(struct arena *arena, const struct kanal_eksport *e, struct loen_tal *out,
                     struct err *err)
{
    struct loen_person *p = ARENA_ARRAY(arena, e->count, struct loen_person);
    size_t count = 0;

    *out = (struct loen_tal){.eksport = e, .person = p};
    for (size_t i = 0; i < e->count; i++) {
        const struct kanal_betaling *b = &e->betalinger[i];
        out->linjer += b->linje_count;
        p[i] = (struct loen_person){
            b->modtager.nummer, b->linjer[0].kontrakthaver_navn, b->linjer[0].indkomstaar, i, 1,
            b->beloeb};
        TRY(oere_add(out->sum, b->beloeb, &out->sum, err));
    }
    qsort(p, e->count, sizeof(*p), by_person);
    for (size_t i = 0; i < e->count; i++) {
        struct loen_person *last = count == 0 ? NULL : &p[count - 1];
        if (last == NULL || !str_eq(last->cpr, p[i].cpr) || last->indkomstaar != p[i].indkomstaar) {
            p[count++] = p[i];
            continue;
        }
        last->betalinger++;
        TRY(oere_add(last->beloeb, p[i].beloeb, &last->beloeb, err));
    }
    out->person_count = count;
    return true;
}

struct str kanal_loen_celle(struct arena *arena, const struct kanal_eksport *e,
                            const struct kanal_betaling *b, const struct kanal_linje *l,
                            enum loen_kolonne kolonne)
{
    switch (kolonne) {
    case LOEN_BETALING: return b->id;
    case LOEN_CPR: return l->kontrakthaver_cpr;
    case LOEN_NAVN: return l->kontrakthaver_navn;
    case LOEN_AAR: return str_format(arena, "%d", l->indkomstaar);
    case LOEN_DATO: return dato_iso(arena, e->dispositionsdato);
    case LOEN_YDELSE: return l->ydelse;
    case LOEN_TITEL: return l->titel;
    case LOEN_MAANED: return maaned_iso(arena, l->maaned);
    case LOEN_BELOEB: return kanal_decimal(arena, l->beloeb, ',');
    case LOEN_KOLONNER: break;
    }
    ASSERT(false);
    return STR_EMPTY;
}

const char *kanal_loen_navn(enum loen_kolonne kolonne)
{
    return linje_head[kolonne];
}

/* ---- CSV */

static void write_lines(struct arena *arena, struct buf *buf, const struct loen_tal *tal)
{
    const struct kanal_eksport *e = tal->eksport;

    head(buf, linje_head, LOEN_KOLONNER);
    for (size_t i = 0; i < e->count; i++) {
        const struct kanal_betaling *b = &e->betalinger[i];
        for (size_t j = 0; j < b->linje_count; j++) {
            for (int k = 0; k < LOEN_KOLONNER; k++) {
                cell(buf, kanal_loen_celle(arena, e, b, &b->linjer[j], (enum loen_kolonne)k),
                     k + 1 == LOEN_KOLONNER);
            }
        }
    }
    buf_format(buf, "KONTROL;;%zu betalinger;;;;%zu linjer;;", e->count, tal->linjer);
    cell(buf, kanal_decimal(arena, tal->sum, ','), true);
}

static void write_persons(struct arena *arena, struct buf *buf, const struct loen_tal *tal)
{
    head(buf, person_head, LOEN_PERSON_KOLONNER);
    for (size_t i = 0; i < tal->person_count; i++) {
        const struct loen_person *p = &tal->person[i];
        cell(buf, p->cpr, false);
        cell(buf, p->navn, false);
        cell(buf, str_format(arena, "%d", p->indkomstaar), false);
        cell(buf, str_format(arena, "%zu", p->betalinger), false);
        cell(buf, kanal_decimal(arena, p->beloeb, ','), true);
    }
    buf_format(buf, "KONTROL;%zu personer;;%zu;", tal->person_count, tal->eksport->count);
    cell(buf, kanal_decimal(arena, tal->sum, ','), true);
}

bool kanal_loen_write(struct arena *arena, const struct kanal_eksport *eksport,
                      enum kanal_loen_form form, struct kanal_fil *out, struct err *err)
{
    struct loen_tal tal;
    struct buf buf;
    struct kanal_fil fil = {.antal = eksport->count};

    TRY(kanal_check(arena, eksport, KANAL_SEND_LOEN, err));
    TRY(make_tal(arena, eksport, &tal, err));
    fil.sum = tal.sum;
    buf_init(&buf, arena);
    switch (form) {
    case KANAL_LOEN_LINJER:
        write_lines(arena, &buf, &tal);
        fil.navn = kanal_file_name(arena, eksport, "loen-linjer", "csv");
        break;
    case KANAL_LOEN_PERSONER:
        write_persons(arena, &buf, &tal);
        fil.navn = kanal_file_name(arena, eksport, "loen-personer", "csv");
        break;
    case KANAL_LOEN_XLSX:
        fil.navn = kanal_file_name(arena, eksport, "loen", "xlsx");
        TRY(kanal_loen_xlsx(arena, &tal, &fil.bytes, err));
        break;
    }
    if (form != KANAL_LOEN_XLSX) fil.bytes = buf_str(&buf);
    *out = fil;
    return true;
}
