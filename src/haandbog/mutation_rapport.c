/*
 * mutation_rapport: what the judgement of many mutants says, by file.
 */
#include "haandbog/mutation.h"

enum { VIST_MAX = 120 };

static const char *const DOM_NAVN[DOM_ANTAL] = {
    [DOM_FEJL] = "fejl",         [DOM_BEMAERKNING] = "bemærkning",
    [DOM_EKSEMPEL] = "eksempel", [DOM_UAENDRET] = "uden ændring",
    [DOM_LIGE] = "lige beløb",   [DOM_AENDRET] = "ændret beløb",
    [DOM_STYRTET] = "styrtet",
};

struct taelling {
    size_t antal[DOM_ANTAL];
    size_t alle;
};

static void add_row(struct buf *out, struct str navn, size_t width, const struct taelling *t)
{
    buf_left(out, navn, width);
    buf_format(out, " %9zu", t->alle);
    for (int dom = 0; dom < DOM_ANTAL; dom++) buf_format(out, " %12zu", t->antal[dom]);
    buf_char(out, '\n');
}

static void add_head(struct buf *out, size_t width)
{
    buf_left(out, STR("fil"), width);
    buf_c(out, "  mutanter");
    for (int dom = 0; dom < DOM_ANTAL; dom++) {
        buf_char(out, ' ');
        buf_right(out, str_from(DOM_NAVN[dom]), 12);
    }
    buf_char(out, '\n');
}

static size_t file_of(const struct korpus *korpus, uint32_t nr)
{
    size_t i = 0;
    while (i + 1 < korpus->filer && nr >= korpus->fil[i + 1].foerste) i++;
    return i;
}

static void add_table(struct buf *out, const struct korpus *korpus, const uint32_t *nr,
                      size_t count, const uint8_t *svar, struct taelling *sum)
{
    struct taelling *t = ARENA_ARRAY(out->arena, korpus->filer, struct taelling);
    size_t width = 8;
    for (size_t i = 0; i < korpus->filer; i++) {
        size_t own = str_width(str_from(korpus->fil[i].sti));
        if (own > width) width = own;
    }
    for (size_t i = 0; i < count; i++) {
        size_t fil = file_of(korpus, nr[i]);
        t[fil].antal[svar[i]]++;
        t[fil].alle++;
        sum->antal[svar[i]]++;
        sum->alle++;
    }
    add_head(out, width);
    for (size_t i = 0; i < korpus->filer; i++)
        add_row(out, str_from(korpus->fil[i].sti), width, &t[i]);
    add_row(out, STR("i alt"), width, sum);
}

/* The lines a mutant touches, with \n written out. */
static void add_lines(struct buf *out, struct str tekst, size_t fra, size_t til)
{
    size_t end = til;
    while (fra > 0 && tekst.p[fra - 1] != '\n') fra--;
    while (end < tekst.n && tekst.p[end] != '\n') end++;
    struct str lines = str_clip(str_trim(str_sub(tekst, fra, end)), VIST_MAX);
    for (size_t i = 0; i < lines.n; i++) {
        if (lines.p[i] == '\n')
            buf_c(out, "⏎");
        else
            buf_char(out, lines.p[i]);
    }
}

static void add_survivor(struct buf *out, const struct korpus *korpus, uint32_t nr, enum dom dom,
                         struct arena *scratch)
{
    struct mutant m;
    struct str hvor = STR_EMPTY;
    const struct korpus_fil *fil = korpus_mutant(korpus, nr, &m);
    int linje = 1;
    for (size_t i = 0; i < m.fra; i++) linje += fil->tekst.p[i] == '\n';
    struct str ny = mutation_apply(out->arena, fil->tekst, &m);
    size_t til = m.til + ny.n - fil->tekst.n;
    buf_format(out, "\n%s:%d: %s, %s (nr. %u)\n  før   ", fil->sti, linje, DOM_NAVN[dom],
               mutant_art_navn((enum mutant_art)m.art), nr);
    add_lines(out, fil->tekst, m.fra, m.til);
    buf_c(out, "\n  efter ");
    add_lines(out, ny, m.fra, til < m.fra ? m.fra : til);
    buf_char(out, '\n');
    if (dom != DOM_AENDRET) return;
    (void)mutation_judge(korpus, nr, scratch, &hvor);
    buf_format(out, "  %.*s\n", STR_ARG(hvor));
}

size_t mutation_report(struct buf *out, const struct korpus *korpus, const uint32_t *nr,
                       size_t count, const uint8_t *svar, bool lige)
{
    struct taelling sum = {0};
    struct arena scratch;
    arena_init(&scratch, 1);
    add_table(out, korpus, nr, count, svar, &sum);
    for (size_t i = 0; i < count; i++)
        if (svar[i] == DOM_AENDRET || svar[i] == DOM_STYRTET || (lige && svar[i] == DOM_LIGE))
            add_survivor(out, korpus, nr[i], (enum dom)svar[i], &scratch);
    arena_release(&scratch);
    return sum.antal[DOM_AENDRET] + sum.antal[DOM_STYRTET];
}
