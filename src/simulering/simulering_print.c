/*
 * simulering_print: a simulation as text for people, and as JSON. Ids only.
 */
#include "simulering/simulering.h"

enum { NAVN = 24, BELOEB = 20 };

/* ---- text */

static void amount(struct buf *out, const struct simulering_sum *sum)
{
    buf_right(out, oere_kr(out->arena, sum->beregnet), BELOEB);
    buf_c(out, sum->mangler > 0 ? " *" : "  ");
}

static void row(struct buf *out, struct str navn, const struct simulering_par *par)
{
    buf_c(out, "  ");
    buf_left(out, str_clip(navn, NAVN), NAVN);
    amount(out, &par->foer);
    amount(out, &par->efter);
    amount(out, &par->forskel);
    buf_char(out, '\n');
}

static void head(struct buf *out, const char *navn)
{
    buf_c(out, "\n  ");
    buf_left(out, str_from(navn), NAVN);
    buf_right(out, STR("før"), BELOEB);
    buf_c(out, "  ");
    buf_right(out, STR("efter"), BELOEB);
    buf_c(out, "  ");
    buf_right(out, STR("forskel"), BELOEB);
    buf_char(out, '\n');
}

static struct str maaned_nr(const struct simulering *s, struct arena *arena, int m)
{
    return maaned_tekst(arena, (struct maaned){s->fra.nr + m});
}

static void text_sums(struct buf *out, const struct simulering *s)
{
    head(out, "Måned");
    for (int m = 0; m < s->maaneder; m++) row(out, maaned_nr(s, out->arena, m), &s->maaned[m]);
    head(out, "Ydelse, alle måneder");
    for (size_t y = 0; y < s->ydelser; y++) row(out, s->ydelse[y].titel, &s->ydelse[y].i_alt);
    row(out, STR("I alt"), &s->i_alt);
    if (s->i_alt.forskel.mangler == 0) return;
    buf_format(out,
               "\n  * Summen er ikke hele beløbet: %zu linjer kan ikke beregnes før, %zu ikke "
               "efter.\n    Forskellen er af de linjer, der kan beregnes efter begge håndbøger.\n",
               s->i_alt.foer.mangler, s->i_alt.efter.mangler);
}

static void text_skift(struct buf *out, const struct simulering *s)
{
    for (size_t i = 0; i < s->skift_antal; i++) {
        const struct simulering_skift *k = &s->skift[i];
        buf_format(
            out, "\n  %.*s kan %s beregnes efter ændringen for %zu anbringelser (%zu linjer).\n",
            STR_ARG(k->titel), k->kan_nu ? "nu" : "ikke længere", k->anbringelser, k->linjer);
        buf_format(out, "    Fx %.*s i %.*s, der %s mangler %.*s: %.*s\n", STR_ARG(k->anbringelse),
                   STR_ARG(maaned_tekst(out->arena, k->maaned)), k->kan_nu ? "før" : "nu",
                   STR_ARG(k->mangler), STR_ARG(k->grund));
    }
}

static void text_largest(struct buf *out, const char *navn, const struct simulering_aendring *a,
                         size_t n)
{
    if (n == 0) return;
    head(out, navn);
    for (size_t i = 0; i < n; i++) row(out, a[i].id, &a[i].par);
}

void simulering_print_text(struct buf *out, const struct simulering *s)
{
    struct arena *arena = out->arena;

    buf_format(out, "Hvad ændringen koster fra %.*s til %.*s\n", STR_ARG(maaned_nr(s, arena, 0)),
               STR_ARG(maaned_nr(s, arena, s->maaneder - 1)));
    buf_c(out, "  Oplysningerne er holdt fast, som de er kendt nu.\n");
    buf_format(out, "  Anbringelser i månederne    %zu\n", s->anbringelser);
    buf_format(out, "  Får et andet beløb          %zu i %zu familier: %zu mere, %zu mindre\n",
               s->aendrede, s->familier_aendrede, s->faar_mere, s->faar_mindre);
    text_sums(out, s);
    text_skift(out, s);
    text_largest(out, "Største, anbringelser", s->stoerste, s->stoerste_antal);
    text_largest(out, "Største, familier", s->stoerste_familie, s->stoerste_familie_antal);
}

/* ---- JSON */

static void json_sum(struct buf *out, const char *navn, const struct simulering_sum *sum)
{
    buf_format(out, "\"%s\":{\"oere\":", navn);
    if (sum->mangler == 0)
        buf_format(out, "%lld", (long long)sum->beregnet.oere);
    else
        buf_c(out, "null");
    buf_format(out, ",\"beregnet_oere\":%lld,\"mangler\":%zu}", (long long)sum->beregnet.oere,
               sum->mangler);
}

static void json_par(struct buf *out, const struct simulering_par *par)
{
    json_sum(out, "foer", &par->foer);
    buf_char(out, ',');
    json_sum(out, "efter", &par->efter);
    buf_char(out, ',');
    json_sum(out, "forskel", &par->forskel);
}

static void json_months(struct buf *out, const struct simulering *s,
                        const struct simulering_par *maaned)
{
    buf_c(out, "[");
    for (int m = 0; m < s->maaneder; m++) {
        buf_format(out, "%s\n  {\"maaned\":\"%.*s\",", m > 0 ? "," : "",
                   STR_ARG(maaned_iso(out->arena, (struct maaned){s->fra.nr + m})));
        json_par(out, &maaned[m]);
        buf_char(out, '}');
    }
    buf_c(out, "]");
}

static void json_ydelser(struct buf *out, const struct simulering *s)
{
    for (size_t y = 0; y < s->ydelser; y++) {
        buf_c(out, y > 0 ? ",\n {\"ydelse\":" : "\n {\"ydelse\":");
        buf_json(out, s->ydelse[y].kode);
        buf_c(out, ",\"titel\":");
        buf_json(out, s->ydelse[y].titel);
        buf_char(out, ',');
        json_par(out, &s->ydelse[y].i_alt);
        buf_c(out, ",\"maaneder\":");
        json_months(out, s, s->ydelse[y].maaned);
        buf_char(out, '}');
    }
}

static void json_skift(struct buf *out, const struct simulering *s)
{
    for (size_t i = 0; i < s->skift_antal; i++) {
        const struct simulering_skift *k = &s->skift[i];
        buf_c(out, i > 0 ? ",\n {\"ydelse\":" : "\n {\"ydelse\":");
        buf_json(out, k->ydelse);
        buf_format(out, ",\"kan_nu\":%s,\"anbringelser\":%zu,\"linjer\":%zu,\"anbringelse\":",
                   k->kan_nu ? "true" : "false", k->anbringelser, k->linjer);
        buf_json(out, k->anbringelse);
        buf_format(out,
                   ",\"maaned\":\"%.*s\",\"mangler\":", STR_ARG(maaned_iso(out->arena, k->maaned)));
        buf_json(out, k->mangler);
        buf_c(out, ",\"grund\":");
        buf_json(out, k->grund);
        buf_char(out, '}');
    }
}

static void json_largest(struct buf *out, const struct simulering_aendring *a, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_c(out, i > 0 ? ",\n {\"id\":" : "\n {\"id\":");
        buf_json(out, a[i].id);
        buf_c(out, ",\"familie\":");
        buf_json(out, a[i].familie);
        buf_char(out, ',');
        json_par(out, &a[i].par);
        buf_char(out, '}');
    }
}

void simulering_print_json(struct buf *out, const struct simulering *s)
{
    buf_format(out, "{\"fra\":\"%.*s\",\"maaneder\":%d,", STR_ARG(maaned_iso(out->arena, s->fra)),
               s->maaneder);
    buf_format(out, "\"anbringelser\":%zu,\"aendrede\":%zu,\"faar_mere\":%zu,\"faar_mindre\":%zu,",
               s->anbringelser, s->aendrede, s->faar_mere, s->faar_mindre);
    buf_format(out, "\"familier_aendrede\":%zu,\n\"i_alt\":{", s->familier_aendrede);
    json_par(out, &s->i_alt);
    buf_c(out, "},\n\"pr_maaned\":");
    json_months(out, s, s->maaned);
    buf_c(out, ",\n\"ydelser\":[");
    json_ydelser(out, s);
    buf_c(out, "],\n\"skift\":[");
    json_skift(out, s);
    buf_c(out, "],\n\"stoerste_anbringelser\":[");
    json_largest(out, s->stoerste, s->stoerste_antal);
    buf_c(out, "],\n\"stoerste_familier\":[");
    json_largest(out, s->stoerste_familie, s->stoerste_familie_antal);
    buf_c(out, "]}\n");
}
