/*
 * kanal_test_data: invented exports for the tests of this room. Only for *_test.c, after
 * base/test_help.h.
 *
 * Every CPR has a day above 60, so that it is nobody's; every name is invented.
 */
#ifndef KANAL_KANAL_TEST_DATA_H
#define KANAL_KANAL_TEST_DATA_H

#include <string.h>

#include "kanal/kanal.h"

enum { TEST_ARENA = 1 << 30 };

struct proeve {
    struct arena arena;
    struct kanal_eksport e;
    struct kanal_betaling *betaling; /* those of e, to be changed */
    struct err err;
    uint64_t froe;
    bool enkel; /* one line per payment, and few texts of their own: for large exports */
};

static const char *const proeve_navne[] = {
    "Åse Ørsted Ærø", "Søren Bækgård",      "Ida Ågård-Nygård",  "Müller & Sønner ApS",
    "José Peña",      "Łukasz Żółw",        "O'Brien (vikar)",   "Bo",
    "Æblegården I/S", "Maria \"Mie\" Kjær", "Straße; nr. 5 <x>", "Nguyễn ikke brugt",
};
enum { PROEVE_NAVNE = 11 }; /* the last one cannot be sent */

static inline struct str proeve_cpr(struct proeve *p, uint64_t *froe)
{
    return str_format(&p->arena, "%02d%02d%02d%04d", (int)test_between(froe, 61, 91),
                      (int)test_between(froe, 1, 12), (int)test_between(froe, 0, 99),
                      (int)test_between(froe, 0, 9999));
}

static inline struct kanal_konto proeve_konto(struct proeve *p)
{
    int width = (int)test_between(&p->froe, 1, 10);
    int64_t most = 1;

    for (int i = 0; i < width; i++) most *= 10;
    return (struct kanal_konto){
        str_format(&p->arena, "%04d", (int)test_between(&p->froe, 0, 9999)),
        str_format(&p->arena, "%0*lld", width, (long long)test_between(&p->froe, 0, most - 1))};
}

/* Amounts of all sizes, many of them small. */
static inline int64_t proeve_oere(struct proeve *p)
{
    int64_t most = 10;

    for (int64_t i = test_between(&p->froe, 0, 7); i > 0; i--) most *= 10;
    return test_between(&p->froe, 1, most);
}

static inline void proeve_linjer(struct proeve *p, struct kanal_betaling *b, int year)
{
    static const char *const titler[] = {"Vederlag", "Kost og logi", "Lommepenge",
                                         "Tøj; sko", "=Kørsel",      "-Tilbageført"};
    size_t count = p->enkel ? 1 : (size_t)test_between(&p->froe, 1, 4);
    struct kanal_linje *l = ARENA_ARRAY(&p->arena, count, struct kanal_linje);

    b->beloeb.oere = 0;
    for (size_t i = 0; i < count; i++) {
        l[i] = (struct kanal_linje){
            .ydelse = STR("kost_og_logi"),
            .titel = str_from(titler[test_between(&p->froe, 0, 5)]),
            .maaned = maaned_make(year, (int)test_between(&p->froe, 1, 12)),
            .beloeb = {proeve_oere(p)},
            .kontostreng = str_format(&p->arena, "%lld",
                                      (long long)test_between(&p->froe, 1, 999999999999999)),
            .barn_cpr = i % 2 == 0 ? proeve_cpr(p, &p->froe) : STR_EMPTY,
            .kontrakthaver_cpr = b->modtager.nummer,
            .kontrakthaver_navn = b->modtager.navn,
            .indkomstaar = year,
        };
        /* Something drawn, but never more than what is there. */
        if (i > 0 && b->beloeb.oere > 1 && test_between(&p->froe, 0, 3) == 0) {
            l[i].beloeb.oere = -test_between(&p->froe, 1, b->beloeb.oere - 1);
        }
        b->beloeb.oere += l[i].beloeb.oere;
    }
    b->linjer = l;
    b->linje_count = count;
}

static inline void proeve_betaling(struct proeve *p, size_t nr, enum kanal_slags slags, int year)
{
    struct kanal_betaling *b = &p->betaling[nr];
    bool company = slags == KANAL_SEND_LEVERANDOER || (slags != KANAL_SEND_LOEN && nr % 7 == 3);
    /* A person's payments carry one name: the number decides both. */
    uint64_t who = (uint64_t)test_between(&p->froe, 0, 40) * 1000003 + p->froe % 2;

    if (slags != KANAL_SEND_LOEN) who = test_random(&p->froe);
    b->id = str_format(&p->arena, "b%zu-%016llx", nr, (unsigned long long)test_random(&p->froe));
    b->modtager.art = company ? KANAL_VIRKSOMHED : KANAL_PERSON;
    uint64_t of_person = who;
    b->modtager.nummer =
        company ? str_format(&p->arena, "%08d", (int)test_between(&p->froe, 0, 99999999))
                : proeve_cpr(p, &of_person);
    b->modtager.navn = str_from(proeve_navne[who % PROEVE_NAVNE]);
    if (slags != KANAL_SEND_LOEN && test_between(&p->froe, 0, 2) == 0) {
        b->modtager.konto = proeve_konto(p);
    }
    b->tekst = nr % 5 == 0 ? STR_EMPTY : STR("Plejevederlag juni 2021, æøå");
    if (slags == KANAL_SEND_LEVERANDOER) b->reference = str_format(&p->arena, "F-%zu", nr);
    proeve_linjer(p, b, year);
}

static inline void proeve_begin(struct proeve *p, uint64_t froe, size_t count,
                                enum kanal_slags slags, bool enkel)
{
    *p = (struct proeve){.froe = froe, .enkel = enkel};
    arena_init(&p->arena, TEST_ARENA);
    p->betaling = ARENA_ARRAY(&p->arena, count, struct kanal_betaling);
    p->e = (struct kanal_eksport){
        .kommune_nr = 101,
        .kommune_navn = STR("Ærøskøbing Prøvekommune"),
        .cvr = STR("12345678"),
        .konto = {STR("0040"), STR("440116243")},
        .koersel = STR("k1"),
        .eksport_nr = 17,
        .oprettet_us = INT64_C(1622800000123456),
        .dispositionsdato = dato_make(2021, 6, 30),
        .betalinger = p->betaling,
        .count = count,
    };
    for (size_t i = 0; i < count; i++) proeve_betaling(p, i, slags, 2021);
}

static inline void proeve_init(struct proeve *p, uint64_t froe, size_t count,
                               enum kanal_slags slags)
{
    proeve_begin(p, froe, count, slags, false);
}

static inline void proeve_release(struct proeve *p)
{
    arena_release(&p->arena);
}

static inline int64_t proeve_sum(const struct proeve *p)
{
    int64_t sum = 0;

    for (size_t i = 0; i < p->e.count; i++) sum += p->betaling[i].beloeb.oere;
    return sum;
}

static inline bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

#endif
