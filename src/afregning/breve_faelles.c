/*
 * breve_faelles: names, addresses, ids and words that both letters use.
 */
#include "afregning/breve_intern.h"
#include "base/hash.h"

struct brev_modtager breve_modtager(struct arena *arena, const struct register_person *person)
{
    struct str *line = ARENA_ARRAY(arena, 2, struct str);
    size_t n = 0;

    if (person == NULL) return (struct brev_modtager){.navn = STR("Plejefamilien")};
    if (person->adresse.n > 0) line[n++] = person->adresse;
    if (person->postnummer.n > 0 || person->by_navn.n > 0)
        line[n++] =
            str_format(arena, "%.*s %.*s", STR_ARG(person->postnummer), STR_ARG(person->by_navn));
    return (struct brev_modtager){
        .navn = person->navn.n > 0 ? person->navn : STR("Plejefamilien"),
        .adresse = line,
        .adresselinjer = n,
        .adresse_skjult = person->beskyttet,
    };
}

struct str breve_fornavn(const struct register_person *person)
{
    struct str rest, first;

    if (person == NULL || person->navn.n == 0) return STR("Barnet");
    rest = person->navn;
    return str_split(&rest, ' ', &first) && first.n > 0 ? first : person->navn;
}

struct str breve_id(struct arena *arena, int kommune, const char *slags, int64_t nr,
                    struct str modtager)
{
    struct str what = str_format(arena, "vederlag brev %d %s %lld %.*s", kommune, slags,
                                 (long long)nr, STR_ARG(modtager));
    struct hash h = hash_of(what);

    /* A UUID of version 8: its bits are ours. */
    return str_format(arena, "%.8s-%.4s-8%.3s-a%.3s-%.12s", h.hex, h.hex + 8, h.hex + 13,
                      h.hex + 17, h.hex + 20);
}

enum kanal breve_kanal(struct str kode)
{
    for (int i = 0; i < KANAL_ANTAL; i++)
        if (str_is(kode, kanal_kode((enum kanal)i))) return (enum kanal)i;
    ASSERT(false);
    return KANAL_NEMKONTO;
}

enum skat breve_skat(struct str kode)
{
    for (int i = 0; i < SKAT_ANTAL; i++)
        if (str_is(kode, skat_kode((enum skat)i))) return (enum skat)i;
    return SKAT_SKATTEFRI;
}

struct str breve_titel(const struct haandbog_samling *haandbog, struct str ydelse)
{
    struct str titel = opslag_titel(haandbog, ydelse);

    if (titel.n > 0) return titel;
    return str_is(ydelse, "alle") ? STR("Alle ydelser") : STR("Ydelsen");
}
