/*
 * familie_fortael: a family tells of a change, or asks about a line.
 *
 * What is told changes nothing by itself: it becomes a henvendelse with a deadline and an owner. An
 * account is asked for twice, since money goes where it says.
 */
#include "base/id.h"
#include "base/tid.h"
#include "kanal/kanal.h"
#include "familieside/familie_henvendelse.h"
#include "familieside/familieside.h"
#include "familieside/skabelon.h"

static const struct {
    const char *overskrift[2];
    const char *vejledning[2];
    bool barn;
    bool dag;
} FORM[HENVENDELSE_ARTER] = {
    [HENVENDELSE_UENIG] =
        {{"Uenig, eller svært at forstå?", "Disagree, or hard to understand?"},
         {"Fortæl, hvad du er uenig i, eller hvad du ikke forstår. Linjen følger med, så den, der "
          "svarer, kan se præcis hvilken.",
          "Say what you disagree with, or what you do not understand. The line is attached, so "
          "that the one who answers sees exactly which."},
         false,
         false},
    [HENVENDELSE_FLYTTET] = {{"Et barn er flyttet ind eller ud", "A child has moved in or out"},
                             {"Fortæl os dagen, så betaler vi for de rigtige dage.",
                              "Tell us the day, so that we pay for the right days."},
                             true,
                             true},
    [HENVENDELSE_EFTERSKOLE] =
        {{"Et barn skal på efterskole", "A child is going to boarding school"},
         {"Sig det helst tre måneder før skolestart: hvad I får for barnet, ændrer sig, mens det "
          "er på skolen.",
          "Please say so three months before school begins: what you receive for the child changes "
          "while it is there."},
         true,
         true},
    [HENVENDELSE_HUSSTAND] =
        {{"Nogen er flyttet ind eller ud af husstanden",
          "Somebody has moved in or out of the household"},
         {"Fortæl, hvem det drejer sig om, og hvornår. Jeres godkendelse skal måske ses på igen.",
          "Say who it is about and when. Your approval may have to be looked at again."},
         false,
         true},
    [HENVENDELSE_KONTO] =
        {{"Ny konto", "New account"},
         {"Skriv den konto, pengene skal gå til. Vi ringer måske for at være sikre på, at det er "
          "dig.",
          "Write the account the money is to go to. We may call to be sure that it is you."},
         false,
         false},
    [HENVENDELSE_ANDET] = {{"Fortæl os noget andet", "Tell us something else"},
                           {"Skriv, hvad det drejer sig om, så finder vi den, der kan svare.",
                            "Write what it is about, and we will find the one who can answer."},
                           true,
                           false},
};

static struct str deadline(const struct side *s, enum henvendelse_art art)
{
    struct str dag = side_ugedag(s, henvendelse_frist(art, dato_of_us(s->request->now_us)));

    return str_format(s->arena, s->engelsk ? "We will answer by %.*s." : "Vi svarer senest %.*s.",
                      STR_ARG(dag));
}

/* ---- the form */

static bool draw_id(struct side *s, struct str *out, struct err *err)
{
    struct id id;

    TRY(id_make(&id, err));
    *out = str_copy(s->arena, id_str(&id));
    return true;
}

static bool children(struct side *s, const struct familie_kreds *k, struct str valgt,
                     struct familie_formular *f, struct err *err)
{
    struct familie_barnevalg *row = ARENA_ARRAY(s->arena, k->steder, struct familie_barnevalg);

    for (size_t i = 0; i < k->steder; i++) {
        if (k->sted[i].tilbagekaldt) continue;
        struct familie_barnevalg *v = &row[f->barn_antal++];
        v->id = k->sted[i].id;
        v->valgt = str_eq(v->id, valgt);
        TRY(familie_navn(s, k->sted[i].anbringelse.barn, true, &v->navn, err));
    }
    f->barn = row;
    return true;
}

static bool base_form(struct side *s, const struct familie_kreds *k, enum henvendelse_art art,
                      struct familie_formular *f, struct err *err)
{
    *f = (struct familie_formular){
        .familie = k->familie,
        .adresse = s->request->sti,
        .tilbage = str_format(s->arena, "/familie/%.*s/henvendelser", STR_ARG(k->familie)),
        .csrf = s->csrf,
        .overskrift = str_from(FORM[art].overskrift[s->engelsk]),
        .vejledning = str_from(FORM[art].vejledning[s->engelsk]),
        .med_barn = FORM[art].barn,
        .med_dag = FORM[art].dag,
        .med_konto = art == HENVENDELSE_KONTO,
        .frist = deadline(s, art),
    };
    return draw_id(s, &f->id, err);
}

static bool show(struct side *s, const struct familie_formular *f)
{
    html_familie_formular(&s->h, f);
    return side_vis_med(s, f->overskrift);
}

/* ---- what was written */

struct svar {
    struct str id;
    struct str tekst;
    struct str barn;
    struct str dag;
    struct str reg;
    struct str konto;
    struct str art;
    struct str bekraeft;
};

static bool read_form(const struct side *s, struct svar *v, struct err *err)
{
    const struct web_felter *form = &s->request->form;

    return web_felt(form, "id", &v->id, err) && web_felt(form, "tekst", &v->tekst, err) &&
           web_felt(form, "barn", &v->barn, err) && web_felt(form, "dag", &v->dag, err) &&
           web_felt(form, "reg", &v->reg, err) && web_felt(form, "konto", &v->konto, err) &&
           web_felt(form, "art", &v->art, err) && web_felt(form, "bekraeft", &v->bekraeft, err);
}

/* What was written stays in the form. */
static bool keep(struct side *s, const struct familie_kreds *k, const struct svar *v,
                 struct familie_formular *f, struct err *err)
{
    if (id_valid(v->id)) f->id = v->id;
    f->tekst = v->tekst;
    f->dag = v->dag;
    f->reg = v->reg;
    f->konto = v->konto;
    f->forstaar_ikke = str_is(v->art, "forstaar_ikke");
    return !f->med_barn || children(s, k, v->barn, f, err);
}

/* True: it is written, and the answer is on its way. False with an empty err: it is refused, and
 * the page says why. */
static bool create(struct side *s, const struct familie_kreds *k, const struct henvendelse_ny *ny,
                   struct err *err)
{
    struct err e = ERR_INIT;
    bool oprettet;

    if (henvendelse_opret(s->app->store, s->arena, &s->hvem, ny, s->request->now_us, &oprettet, &e))
        return side_videre(s, str_format(s->arena, "/familie/%.*s/henvendelser/%.*s",
                                         STR_ARG(k->familie), STR_ARG(ny->id)));
    TRY(side_afvis_henvendelse(s, &e, err));
    return false;
}

static bool check_day(struct side *s, const struct svar *v, struct henvendelse_ny *ny)
{
    ny->dag = DATO_MIN;
    return side_dag_eller(s, "dag", str_trim(v->dag), &ny->dag,
                          "Skriv dagen som år-måned-dag, for eksempel 2021-06-01.",
                          "Write the day as year-month-day, for example 2021-06-01.");
}

/* A child that is chosen is one of the family's; empty when it is none of them. */
static struct str own_place(const struct familie_kreds *k, struct str id)
{
    for (size_t i = 0; i < k->steder; i++)
        if (str_eq(k->sted[i].id, id)) return k->sted[i].id;
    return STR_EMPTY;
}

static bool digits(struct str t, size_t least, size_t most)
{
    if (t.n < least || t.n > most) return false;
    for (size_t i = 0; i < t.n; i++)
        if (t.p[i] < '0' || t.p[i] > '9') return false;
    return true;
}

static bool check_account(struct side *s, struct svar *v, struct henvendelse_ny *ny)
{
    v->reg = str_trim(v->reg);
    v->konto = str_trim(v->konto);
    if (!digits(v->reg, 4, 4))
        side_afvis(s, "reg",
                   side_tekst(s, "Registreringsnummeret skal være fire cifre.",
                              "The sort code must be four digits."));
    if (!digits(v->konto, 1, 10))
        side_afvis(s, "konto",
                   side_tekst(s, "Kontonummeret skal være et til ti cifre.",
                              "The account number must be one to ten digits."));
    if (s->afvist_antal > 0) return false;
    ny->tekst = henvendelse_konto_tekst(s->arena, v->reg, v->konto, v->tekst);
    return true;
}

/* ---- a change */

/* Only kinds that are about no line and no rule are told of here. */
static bool kind_of(struct side *s, enum henvendelse_art *out, struct err *err)
{
    bool known = henvendelse_art_of(web_del(s->request, "art"), out);

    return (known && FORM[*out].overskrift[0] != NULL && *out != HENVENDELSE_UENIG) ||
           side_findes_ikke(err);
}

bool side_familie_fortael(struct side *s, struct err *err)
{
    struct familie_formular f;
    struct familie_kreds k;
    enum henvendelse_art art;

    TRY(familie_aabn(s, &k, err));
    TRY(kind_of(s, &art, err));
    TRY(base_form(s, &k, art, &f, err));
    if (f.med_barn) TRY(children(s, &k, STR_EMPTY, &f, err));
    return show(s, &f);
}

bool side_familie_fortael_send(struct side *s, struct err *err)
{
    struct familie_formular f;
    struct familie_kreds k;
    struct svar v;
    enum henvendelse_art art;

    TRY(familie_aabn(s, &k, err));
    TRY(kind_of(s, &art, err));
    TRY(read_form(s, &v, err));
    TRY(base_form(s, &k, art, &f, err));
    struct henvendelse_ny ny = {v.id, k.familie, s->person, art,
                                {0},  DATO_MIN,  v.tekst,   {.anker = STR_EMPTY}};
    ny.linje.anbringelse = own_place(&k, v.barn);
    bool ok = v.barn.n == 0 || ny.linje.anbringelse.n > 0;
    if (!ok)
        side_afvis(s, "barn",
                   side_tekst(s, "Vælg et af jeres børn.", "Choose one of your children."));
    if (ok && f.med_dag) ok = check_day(s, &v, &ny);
    if (ok && f.med_konto) ok = check_account(s, &v, &ny);
    f.bekraeft = ok && f.med_konto && !str_is(v.bekraeft, "ja");
    if (ok && !f.bekraeft && create(s, &k, &ny, err)) return true;
    if (err->kind != ERR_NONE) return false;
    TRY(keep(s, &k, &v, &f, err));
    return show(s, &f);
}

/* ---- a line */

/* The line that {linje} in the path means, of the payment that {nr} means. */
static bool line_of(struct side *s, const struct familie_kreds *k, struct familie_formular *f,
                    struct henvendelse_linje *out, struct err *err)
{
    struct familie_betaling b;
    struct familie_koersel run;
    struct str sti = web_del(s->request, "linje");

    TRY(familie_find_betaling(s, k, &b, err));
    TRY(familie_koersel(k, &b.koersel, &run, err));
    for (size_t i = 0; i < run.grund.udgave.forskelle; i++) {
        const struct forskel *d = &run.grund.udgave.forskel[i];
        if (!str_eq(sti, str_format(s->arena, "%lld", (long long)d->nr))) continue;
        *out = (struct henvendelse_linje){b.koersel.loebenr, d->anbringelse, d->ydelse, d->modtager,
                                          d->kanal,          d->skat,        d->maaned};
        f->linje = str_format(s->arena, "%.*s, %.*s",
                              STR_ARG(side_titel(s, &run.grund.haandbog, d->ydelse)),
                              STR_ARG(side_maaned(s, d->maaned)));
        f->beloeb = d->beregnet;
        f->med_linje = true;
        f->tilbage = str_format(s->arena, "/familie/%.*s/betaling/%lld", STR_ARG(k->familie),
                                (long long)b.koersel.loebenr);
        return true;
    }
    return side_findes_ikke(err);
}

bool side_familie_linje(struct side *s, struct err *err)
{
    struct henvendelse_linje linje;
    struct familie_formular f;
    struct familie_kreds k;

    TRY(familie_aabn(s, &k, err));
    TRY(base_form(s, &k, HENVENDELSE_UENIG, &f, err));
    TRY(line_of(s, &k, &f, &linje, err));
    return show(s, &f);
}

bool side_familie_linje_send(struct side *s, struct err *err)
{
    struct henvendelse_ny ny = {.dag = DATO_MIN, .art = HENVENDELSE_UENIG};
    struct familie_formular f;
    struct familie_kreds k;
    struct svar v;

    TRY(familie_aabn(s, &k, err));
    TRY(read_form(s, &v, err));
    TRY(base_form(s, &k, HENVENDELSE_UENIG, &f, err));
    TRY(line_of(s, &k, &f, &ny.linje, err));
    if (str_is(v.art, "forstaar_ikke")) ny.art = HENVENDELSE_FORSTAAR_IKKE;
    ny.id = v.id;
    ny.familie = k.familie;
    ny.person = s->person;
    ny.tekst = v.tekst;
    if (create(s, &k, &ny, err)) return true;
    if (err->kind != ERR_NONE) return false;
    TRY(keep(s, &k, &v, &f, err));
    return show(s, &f);
}
