/*
 * prosa_replace: the text with its amounts written, for the published page.
 *
 * Findings go nowhere here: the check reported them. What gives no value stays as it was written.
 */
#include "haandbog/prosa_opslag.h"

struct skriver {
    struct arena *arena;
    const struct haandbog *haandbog;
    const struct prosa_maerker *maerker;
    struct buf *out;
    struct fund_liste glemt; /* findings nobody reads */
};

static void write_tal(struct skriver *s, const struct opslag_svar *svar, struct str opslag,
                      bool punktum)
{
    struct prosa_tal tal = {.tekst = oere_kr(s->arena, svar->beloeb),
                            .opslag = opslag,
                            .kilde = svar->kilde,
                            .anker = svar->anker,
                            .dag = svar->dag};

    if (punktum) tal.tekst.n--;
    if (s->maerker->tal != NULL) {
        s->maerker->tal(s->maerker->ctx, s->out, &tal);
    } else {
        buf_add(s->out, tal.tekst);
    }
}

static void write_citat(struct skriver *s, struct str kilde)
{
    if (s->maerker->citat != NULL) {
        s->maerker->citat(s->maerker->ctx, s->out, kilde);
    } else {
        buf_c(s->out, " (citat: ");
        buf_add(s->out, kilde);
        buf_char(s->out, ')');
    }
}

/* The spaces before {= …} and {citat …} go with it. */
static void drop_spaces(struct skriver *s, size_t floor)
{
    while (s->out->n > floor && s->out->p[s->out->n - 1] == ' ') s->out->n--;
}

/* Writes the insertion at [fra, til]; false when it has no value. floor: where the line begins in
 * the output. */
static bool write_indsat(struct skriver *s, struct str linje, size_t fra, size_t til, size_t floor)
{
    struct str indhold = str_sub(linje, fra + 1, til);
    struct laes l = laes_start(s->arena, &s->glemt, (struct regel_tekst){.tekst = indhold});
    struct opslag_svar svar;
    struct str kilde = STR_EMPTY;
    enum indsat_art art;

    if (!indsat_art_of(indhold, &art)) return false;
    if (art == INDSAT_ER) {
        drop_spaces(s, floor);
        return true;
    }
    if (art == INDSAT_CITAT) {
        TRY(citat_read(&l, &kilde));
        drop_spaces(s, floor);
        write_citat(s, kilde);
        return true;
    }
    TRY(opslag_read(&l, s->haandbog, &svar));
    write_tal(s, &svar, str_trim(indhold), til + 1 < linje.n && linje.p[til + 1] == '.');
    return true;
}

static size_t write_brace(struct skriver *s, struct str linje, size_t fra, size_t floor)
{
    size_t til = 0;

    if (fra + 1 < linje.n && linje.p[fra + 1] == '{') {
        buf_char(s->out, '{');
        return fra + 2;
    }
    if (indsat_slut(linje, fra, &til) && write_indsat(s, linje, fra, til, floor)) return til + 1;
    buf_char(s->out, '{');
    return fra + 1;
}

static void write_line(struct skriver *s, struct str linje)
{
    size_t floor = s->out->n;

    for (size_t at = 0; at < linje.n;) {
        size_t brace = at;
        while (brace < linje.n && linje.p[brace] != '{') brace++;
        buf_add(s->out, str_sub(linje, at, brace));
        at = brace < linje.n ? write_brace(s, linje, brace, floor) : brace;
    }
    buf_char(s->out, '\n');
}

static void write_block(struct skriver *s, size_t *blok, size_t nr)
{
    const struct dokument *dokument = &s->haandbog->dokument;

    if (*blok >= dokument->blokke || dokument->blok[*blok].fra_linje != (int)nr + 1) return;
    if (s->maerker->blok != NULL) s->maerker->blok(s->maerker->ctx, s->out, *blok);
    ++*blok;
}

bool prosa_replace(struct arena *arena, const struct haandbog *haandbog,
                   const struct prosa_maerker *maerker, struct buf *out, struct err *err)
{
    const struct dokument *dokument = &haandbog->dokument;
    struct skriver s = {.arena = arena, .haandbog = haandbog, .maerker = maerker, .out = out};
    size_t blok = 0;

    if (haandbog->plan == NULL) {
        return err_begge(err, ERR_INPUT, dokument->fil, "håndbogen er ikke oversat til en plan",
                         "the handbook is not compiled into a plan");
    }
    fund_init(&s.glemt, arena);
    for (size_t i = 0; i < dokument->linjer; i++) {
        const struct dokument_linje *linje = &dokument->linje[i];
        if (linje->regel) {
            write_block(&s, &blok, i);
        } else if (linje->kode) {
            buf_add(out, linje->tekst);
            buf_char(out, '\n');
        } else {
            write_line(&s, linje->tekst);
        }
    }
    return true;
}
