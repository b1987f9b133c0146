/*
 * demo_personer: invented people for the demo municipality, as the register imports them.
 *
 * Names are put together from two lists. Numbers have the form of a CPR number whose day is 60 too
 * high, as replacement numbers have, so that none is a living person's. Every tenth address is
 * protected.
 */
#include "demo/demo.h"

static const char *const FORNAVN[] = {"Alma", "Bo",     "Clara", "Dines", "Ella",  "Frej",
                                      "Gry",  "Holger", "Ida",   "Jens",  "Karla", "Lauge",
                                      "Maja", "Niels",  "Oda",   "Palle", "Rosa",  "Sigurd",
                                      "Tove", "Ulla",   "Vagn",  "Yrsa",  "Asger", "Bodil"};
static const char *const EFTERNAVN[] = {"Birk",   "Eg",       "Ask", "Lind", "Poppel", "Rønne",
                                        "Hassel", "Kirsebær", "Ly",  "Mose", "Bakke",  "Eng",
                                        "Skov",   "Strand",   "Kær", "Holm", "Dal",    "Bæk"};
static const char *const VEJ[] = {"Ahornvej", "Bygaden", "Engvej",   "Fjordvej", "Havnegade",
                                  "Kirkevej", "Lyngvej", "Møllevej", "Skolevej", "Åvej"};
static const struct {
    const char *nummer;
    const char *navn;
} BY[] = {{"7900", "Nykøbing M"}, {"7950", "Erslev"}, {"7960", "Karby"},
          {"7970", "Redsted M"},  {"7980", "Vils"},   {"7990", "Øster Assels"}};

#define OF(list, at) ((list)[(at) % (sizeof(list) / sizeof(*(list)))])

/* splitmix64, by Sebastiano Vigna (public domain). */
static uint64_t chance(uint64_t seed, uint64_t what, uint64_t who)
{
    uint64_t z = seed + 0x9E3779B97F4A7C15u * (what + 1) + 0xD1B54A32D192ED03u * (who + 1);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static void add_number(struct buf *out, struct dato born, uint64_t draw)
{
    int year, month, day;

    dato_civil(born, &year, &month, &day);
    /* The seventh digit tells the century: 0-3 before 2000, 4 or 9 after (to 2036). */
    int century = year < 2000 ? (int)(draw % 4) : 4;
    buf_format(out, "%02d%02d%02d%d%03d", day + 60, month, year % 100, century,
               (int)(draw / 7 % 1000));
}

static void add_child(struct buf *out, const struct demo_args *args, const struct sag *sag,
                      uint64_t who)
{
    uint64_t d = chance(args->seed, 1, who);

    buf_format(out, "%.*s-B;person;%s %s;", STR_ARG(sag->id), OF(FORNAVN, d),
               OF(EFTERNAVN, d / 97));
    add_number(out, sag->foedt, d / 11);
    buf_c(out, ";;;;nej\n");
}

static void add_holder(struct buf *out, const struct demo_args *args, const struct sag *sag,
                       uint64_t who)
{
    uint64_t d = chance(args->seed, 2, who);
    struct dato born = {(int32_t)(-5000 + (int32_t)(d % 7000))};

    buf_format(out, "%.*s-K;person;%s %s;", STR_ARG(sag->familie), OF(FORNAVN, d / 3),
               OF(EFTERNAVN, d / 53));
    add_number(out, born, d / 13);
    buf_format(out, ";%s %d;%s;%s;%s\n", OF(VEJ, d / 5), (int)(d / 31 % 140) + 1,
               OF(BY, d / 17).nummer, OF(BY, d / 17).navn, d / 211 % 10 == 0 ? "ja" : "nej");
}

void demo_personer(struct buf *out, const struct demo_args *args, const struct sager *sager)
{
    buf_c(out, "id;art;navn;cpr;adresse;postnummer;by_navn;beskyttet\n");
    for (size_t i = 0; i < sager->count; i++) {
        const struct sag *sag = &sager->sag[i];
        bool new_family = i == 0 || !str_eq(sager->sag[i - 1].familie, sag->familie);
        add_child(out, args, sag, i);
        if (new_family) add_holder(out, args, sag, i);
    }
}
