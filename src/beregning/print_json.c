/*
 * print_json: a result and its trees as JSON.
 *
 * Key order is fixed. Amounts are whole øre; exact values are strings "t/n" in øre (a factor's
 * `vaerdi` is in its own unit, kr for money). Fields ending in _tekst, and `tekst`, `periode` and
 * `dage_tekst`, are the words the other prints show, so that every number in them is found here.
 * A date without end is null. Text is escaped by buf_json, which gives valid UTF-8.
 */
#include "beregning/print.h"

#include <inttypes.h>

/* ---- small writers: a comma is due unless something just opened ---- */

static void comma(struct buf *out)
{
    char last = out->n == 0 ? '{' : out->p[out->n - 1];

    if (last != '{' && last != '[' && last != ':') buf_char(out, ',');
}

static void key(struct buf *out, const char *name)
{
    comma(out);
    buf_format(out, "\"%s\":", name);
}

static void put_str(struct buf *out, const char *name, struct str value)
{
    key(out, name);
    buf_json(out, value);
}

static void put_c(struct buf *out, const char *name, const char *value)
{
    put_str(out, name, str_from(value));
}

static void put_null(struct buf *out, const char *name)
{
    key(out, name);
    buf_c(out, "null");
}

/* Null when there is nothing to say. */
static void put_maybe(struct buf *out, const char *name, struct str value)
{
    if (value.n == 0) {
        put_null(out, name);
    } else {
        put_str(out, name, value);
    }
}

static void put_bool(struct buf *out, const char *name, bool value)
{
    key(out, name);
    buf_c(out, value ? "true" : "false");
}

static void put_int(struct buf *out, const char *name, int64_t value)
{
    key(out, name);
    buf_format(out, "%" PRId64, value);
}

static void put_brok(struct buf *out, const char *name, struct brok value)
{
    key(out, name);
    buf_format(out, "\"%" PRId64 "/%" PRId64 "\"", value.t, value.n);
}

static void put_dato(struct buf *out, const char *name, struct dato d)
{
    if (d.dag <= DATO_MIN.dag || d.dag >= DATO_MAX.dag) {
        put_null(out, name);
    } else {
        put_str(out, name, dato_iso(out->arena, d));
    }
}

static void put_open(struct buf *out, const char *name, char bracket)
{
    key(out, name);
    buf_char(out, bracket);
}

static void put_texts(struct buf *out, const char *name, const struct str *texts, size_t count)
{
    put_open(out, name, '[');
    for (size_t i = 0; i < count; i++) {
        comma(out);
        buf_json(out, texts[i]);
    }
    buf_char(out, ']');
}

/* ---- the tree ---- */

static void print_valg(struct buf *out, const struct plan *plan)
{
    put_open(out, "valg", '[');
    for (size_t i = 0; plan != NULL && i < plan->valg_tekster; i++) {
        const struct plan_valg_tekst *v = &plan->valg_tekst[i];
        comma(out);
        buf_char(out, '{');
        put_str(out, "noegle", v->noegle);
        put_str(out, "vaerdi", v->vaerdi);
        put_bool(out, "valgt_af_os", v->valgt_af_os);
        put_maybe(out, "kilde", v->kilde);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void haandbog_fields(struct buf *out, const struct plan *plan)
{
    put_str(out, "navn", plan->haandbog);
    put_dato(out, "gaelder_fra", plan->gaelder_fra);
    put_dato(out, "kendt_fra", plan->kendt_fra);
    put_bool(out, "opdigtet", plan->opdigtet);
    put_c(out, "regler_hash", plan->regler_hash.hex);
    put_c(out, "takster_hash", plan->takster_hash.hex);
    put_c(out, "hash", plan->hash.hex);
}

static void print_haandbog(struct buf *out, const struct plan *plan)
{
    if (plan == NULL) {
        put_null(out, "haandbog");
        return;
    }
    put_open(out, "haandbog", '{');
    haandbog_fields(out, plan);
    buf_char(out, '}');
}

/* The versions after the first, when the month is cut by a change of version. */
static void print_flere_haandboeger(struct buf *out, const struct print_planer *planer)
{
    put_open(out, "flere_haandboeger", '[');
    for (size_t i = 1; i < planer->count; i++) {
        comma(out);
        buf_char(out, '{');
        haandbog_fields(out, planer->plan[i]);
        print_valg(out, planer->plan[i]);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void takst_fields(struct buf *out, const struct takst *takst)
{
    if (takst == NULL) {
        static const char *const names[] = {"takst",       "oere",       "kilde",     "status",
                                            "kilde_tekst", "gyldig_fra", "gyldig_til"};
        for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) put_null(out, names[i]);
        return;
    }
    put_str(out, "takst", takst->navn);
    put_int(out, "oere", takst->beloeb.oere);
    put_str(out, "kilde", takst->kilde);
    put_c(out, "status", takst_status_navn(takst->status));
    put_str(out, "kilde_tekst", ord_takst_kilde(out->arena, takst));
    put_dato(out, "gyldig_fra", takst->fra);
    put_dato(out, "gyldig_til", takst->til);
}

static void print_faktor(struct buf *out, const struct forklaring_faktor *f)
{
    static const char *const arter[] = {
        [FAKTOR_TAL] = "tal",
        [FAKTOR_VEDERLAG] = "vederlag",
        [FAKTOR_VEDERLAG_TRIN] = "vederlag_trin",
        [FAKTOR_TAKST] = "takst",
    };

    comma(out);
    buf_char(out, '{');
    put_c(out, "art", arter[f->art]);
    put_bool(out, "divider", f->divider);
    put_str(out, "tekst", ord_faktor(out->arena, f));
    put_brok(out, "vaerdi", f->vaerdi);
    put_str(out, "enhed", enhed_text(out->arena, f->enhed));
    put_str(out, "note", f->note);
    takst_fields(out, f->takst);
    buf_char(out, '}');
}

static void print_led(struct buf *out, const struct forklaring_led *led)
{
    comma(out);
    buf_char(out, '{');
    put_bool(out, "minus", led->minus);
    put_bool(out, "fradrag", led->fradrag);
    put_bool(out, "tillaeg", led->tillaeg);
    put_open(out, "faktorer", '[');
    for (size_t i = 0; i < led->faktorer; i++) print_faktor(out, &led->faktor[i]);
    buf_char(out, ']');
    put_brok(out, "oere", led->oere);
    put_str(out, "enhed", enhed_text(out->arena, led->enhed));
    put_brok(out, "gange", led->gange);
    put_str(out, "gange_tekst", led->gange_tekst);
    put_str(out, "note", led->note);
    buf_char(out, '}');
}

static void regel_fields(struct buf *out, const struct plan_ydelse *regel)
{
    struct str tom = STR_EMPTY;

    put_maybe(out, "formel", regel == NULL ? tom : regel->beloeb.tekst);
    put_maybe(out, "formel_3_barn",
              regel == NULL || !regel->har_tredje ? tom : regel->tredje.tekst);
    put_maybe(out, "afsnit", regel == NULL ? tom : regel->afsnit);
    put_maybe(out, "afsnit_tekst", regel == NULL ? tom : ord_afsnit(out->arena, regel));
    put_maybe(out, "anker", regel == NULL ? tom : regel->anker);
    put_maybe(out, "kilde", regel == NULL ? tom : regel->kilde);
}

static void print_del(struct buf *out, const struct forklaring_del *del, struct maaned maaned)
{
    comma(out);
    buf_char(out, '{');
    put_dato(out, "fra", del->fra);
    put_dato(out, "til", del->til);
    put_str(out, "periode", ord_del(out->arena, del, maaned));
    put_int(out, "dage", del->dage);
    put_str(out, "dage_tekst", ord_dage(out->arena, del, maaned));
    put_open(out, "led", '[');
    for (size_t i = 0; i < del->antal_led; i++) print_led(out, &del->led[i]);
    buf_char(out, ']');
    put_brok(out, "beloeb", del->beloeb);
    put_int(out, "vist_oere", del->vist.oere);
    put_str(out, "vist_tekst", oere_kr(out->arena, del->vist));
    put_str(out, "note", del->note);
    put_texts(out, "grunde", del->grunde, del->antal_grunde);
    regel_fields(out, del->regel);
    put_c(out, "haandbog_hash", del->plan == NULL ? "" : del->plan->hash.hex);
    buf_char(out, '}');
}

static void print_afrunding(struct buf *out, const struct forklaring *f)
{
    put_open(out, "afrunding", '{');
    put_int(out, "trin_oere", f->afrund_step);
    put_c(out, "retning", ord_retning(f->afrund));
    put_str(out, "tekst", ord_afrunding(out->arena, f));
    put_brok(out, "foer", f->foer);
    put_int(out, "efter_oere", f->efter.oere);
    put_int(out, "difference_oere", f->afrunding.oere);
    put_str(out, "difference_tekst", oere_kr(out->arena, f->afrunding));
    buf_char(out, '}');
}

/* The lines a person reads, one string each. */
static void print_tekst(struct buf *out, const struct linje *linje)
{
    struct str line = STR_EMPTY;
    struct buf text;

    buf_init(&text, out->arena);
    forklaring_print_text(&text, linje);
    struct str rest = buf_str(&text);
    put_open(out, "tekst", '[');
    while (str_split(&rest, '\n', &line)) {
        if (line.n == 0) continue;
        comma(out);
        buf_json(out, line);
    }
    buf_char(out, ']');
}

static void print_forklaring(struct buf *out, const struct linje *linje, bool forklar)
{
    const struct forklaring *f = &linje->forklaring;
    const struct forklaring_del *foerste = f->dele == 0 ? NULL : &f->del[0];
    struct print_planer planer = {0};

    print_planer_of(out->arena, linje, &planer);
    const struct plan *plan = planer.count == 0 ? NULL : planer.plan[0];
    buf_char(out, '{');
    put_str(out, "titel", linje->titel);
    put_str(out, "maaned", maaned_iso(out->arena, f->maaned));
    put_str(out, "maaned_tekst", maaned_tekst(out->arena, f->maaned));
    put_int(out, "maanedens_dage", maaned_days(f->maaned));
    put_bool(out, "hele_maaneden", f->hele_maaneden);
    put_int(out, "beloeb_oere", linje->beloeb.oere);
    put_str(out, "beloeb_tekst", oere_kr(out->arena, linje->beloeb));
    regel_fields(out, foerste == NULL ? NULL : foerste->regel);
    print_haandbog(out, plan);
    print_flere_haandboeger(out, &planer);
    put_open(out, "dele", '[');
    for (size_t i = 0; i < f->dele; i++) print_del(out, &f->del[i], f->maaned);
    buf_char(out, ']');
    print_afrunding(out, f);
    print_valg(out, plan);
    put_texts(out, "bemaerkninger", f->bemaerkninger, f->antal_bemaerkninger);
    if (forklar) print_tekst(out, linje);
    buf_char(out, '}');
}

void forklaring_print_json(struct buf *out, const struct linje *linje)
{
    print_check_linje(linje);
    print_forklaring(out, linje, false);
}

/* ---- the answer ---- */

static void print_linje(struct buf *out, const struct linje *linje, bool forklar)
{
    comma(out);
    buf_c(out, "\n{");
    put_str(out, "ydelse", linje->ydelse);
    put_str(out, "titel", linje->titel);
    put_c(out, "modtager", modtager_kode(linje->modtager));
    put_c(out, "kanal", kanal_kode(linje->kanal));
    put_c(out, "skat", skat_kode(linje->skat));
    put_int(out, "beloeb_oere", linje->beloeb.oere);
    key(out, "forklaring");
    print_forklaring(out, linje, forklar);
    buf_char(out, '}');
}

static void print_mangel(struct buf *out, const struct mangel *m)
{
    comma(out);
    buf_char(out, '{');
    put_str(out, "ydelse", m->ydelse);
    put_str(out, "mangler", m->mangler);
    put_str(out, "grund", m->grund);
    put_dato(out, "fra", m->fra);
    put_dato(out, "til", m->til);
    buf_char(out, '}');
}

static void put_sum(struct buf *out, struct oere beregnet, bool hel)
{
    put_int(out, "beregnet_oere", beregnet.oere);
    if (hel) {
        put_int(out, "i_alt_oere", beregnet.oere);
    } else {
        put_null(out, "i_alt_oere");
    }
}

static void print_sag(struct buf *out, const struct sag_beregning *s, bool forklar)
{
    comma(out);
    buf_c(out, "\n{");
    put_str(out, "id", s->sag->id);
    put_open(out, "linjer", '[');
    for (size_t i = 0; i < s->linjer; i++) print_linje(out, &s->linje[i], forklar);
    buf_char(out, ']');
    put_open(out, "mangler", '[');
    for (size_t i = 0; i < s->mangler; i++) print_mangel(out, &s->mangel[i]);
    buf_char(out, ']');
    put_sum(out, s->beregnet, s->mangler == 0);
    buf_char(out, '}');
}

void beregning_print_json(struct buf *out, const struct beregning *b, bool forklar)
{
    print_check(b);
    buf_char(out, '{');
    put_str(out, "maaned", maaned_iso(out->arena, b->maaned));
    put_dato(out, "kendt_pr", b->kendt);
    put_open(out, "sager", '[');
    for (size_t i = 0; i < b->count; i++) print_sag(out, &b->sag[i], forklar);
    buf_char(out, ']');
    put_sum(out, b->beregnet, b->hel);
    buf_c(out, "}\n");
}
