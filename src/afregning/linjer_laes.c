/*
 * linjer_laes: stored facts back to structs. What does not read as it was written is an error: it
 * has been changed.
 */
#include "afregning/linjer.h"

static bool damaged(struct err *err)
{
    return err_begge(err, ERR_INPUT, "gemte fakta",
                     "De gemte fakta kan ikke læses; hent en sikkerhedskopi",
                     "The stored facts cannot be read; fetch a backup");
}

static bool read_day(struct str text, struct dato *out)
{
    int64_t dag;

    if (!str_int(text, &dag) || dag < DATO_MIN.dag || dag > DATO_MAX.dag) return false;
    out->dag = (int32_t)dag;
    return true;
}

static struct register_sag *find(struct linjer_fakta *fakta, size_t foerste, struct str id)
{
    for (size_t i = foerste; i < fakta->antal; i++)
        if (str_eq(fakta->sag[i].id, id)) return &fakta->til[i];
    return NULL;
}

static bool read_holder(struct linjer_fakta *fakta, struct register_sag *sag, struct str rest)
{
    struct str fra, til;
    struct register_holder holder;
    size_t plads = sag->holdere;

    if (!str_split(&rest, '\t', &fra) || !str_split(&rest, '\t', &til)) return false;
    if (!read_day(fra, &holder.fra) || !read_day(til, &holder.til)) return false;
    holder.person = rest;
    sag->holder = arena_grow(fakta->arena, sag->holder, sag->holdere, &plads, sag->holdere + 1,
                             sizeof(holder));
    sag->holder[sag->holdere++] = holder;
    return true;
}

static bool read_line(struct linjer_fakta *fakta, size_t foerste, struct str line)
{
    struct str word, id;

    if (!str_split(&line, '\t', &word) || !str_split(&line, '\t', &id)) return false;
    struct register_sag *sag = find(fakta, foerste, id);
    if (sag == NULL) return false;
    if (str_is(word, "kontrakt")) return read_holder(fakta, sag, line);
    sag->barn = line;
    return str_is(word, "barn");
}

static void room_for(struct linjer_fakta *fakta, size_t flere)
{
    size_t need = fakta->antal + flere;

    fakta->sag = arena_grow(fakta->arena, fakta->sag, fakta->antal, &fakta->sag_plads, need,
                            sizeof(*fakta->sag));
    fakta->til = arena_grow(fakta->arena, fakta->til, fakta->antal, &fakta->til_plads, need,
                            sizeof(*fakta->til));
}

static void add_cases(struct linjer_fakta *fakta, const struct sager *sager)
{
    room_for(fakta, sager->count);
    for (size_t i = 0; i < sager->count; i++) {
        fakta->sag[fakta->antal] = sager->sag[i];
        fakta->til[fakta->antal++] = (struct register_sag){.barn = STR_EMPTY};
    }
}

void linjer_fakta_tag(struct linjer_fakta *fakta, const struct linjer_fakta *fra)
{
    room_for(fakta, fra->antal);
    for (size_t i = 0; i < fra->antal; i++) {
        fakta->sag[fakta->antal] = fra->sag[i];
        fakta->til[fakta->antal++] = fra->til[i];
    }
}

bool linjer_fakta_laes(struct linjer_fakta *fakta, struct str tekst, struct err *err)
{
    struct sager sager;
    struct str line, rest;
    size_t foerste = fakta->antal, at;

    if (!str_find(tekst, STR("\n]}\n"), &at)) return damaged(err);
    rest = str_sub(tekst, at + 4, tekst.n);
    TRY(sag_read_json(fakta->arena, "gemte fakta", str_sub(tekst, 0, at + 4), &sager, err));
    add_cases(fakta, &sager);
    while (rest.n > 0 && str_split(&rest, '\n', &line))
        if (line.n > 0 && !read_line(fakta, foerste, line)) return damaged(err);
    return true;
}
