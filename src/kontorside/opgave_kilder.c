/*
 * opgave_kilder: the kinds of tasks there are, one row each.
 *
 * A kind asks the room that knows it for a part of what waits; nothing here reads more than that.
 */
#include "afregning/afregning.h"
#include "afregning/venter.h"
#include "base/tid.h"
#include "beregning/ord.h"
#include "indstilling/indstilling.h"
#include "kontorside/henvendelser.h"
#include "kontorside/opgaver.h"
#include "register/venter.h"

enum {
    DAGE_FREM = 60,     /* how far ahead what ends is told of */
    DAGE_TILBAGE = 365, /* how long an approval that ran out is told of */
    KONTO_DAGE = 3,     /* bank days to answer a proposal of an account: our choice */
};

#define ROLLE(rolle) (1u << ROLLE_##rolle)
#define ALLE_ROLLER ((1u << ROLLE_ANTAL) - 1)

static struct dato bank_days_after(struct dato dag, int dage)
{
    while (dage > 0) {
        dag = dato_plus(dag, 1);
        if (dato_bank_day(dag)) dage--;
    }
    return dag;
}

static struct str place_of(const struct side *s, struct str anbringelse)
{
    return str_format(s->arena, "/anbringelser/%.*s", STR_ARG(anbringelse));
}

/* ---- what families and colleagues write */

static bool to_me(struct side *s, struct henvendelse_valg *out, struct err *err)
{
    *out = (struct henvendelse_valg){.stand = HENVENDELSE_VENTER,
                                     .hvem = HENVENDELSE_TIL_MIG,
                                     .foer = DATO_MAX,
                                     .kun_forslag = !adgang_har(&s->hvem, RET_LAES_PERSON),
                                     .dag = s->i_dag};
    return kontor_kun_egne(s, &out->kun_sager, err);
}

static bool count_messages(struct side *s, int64_t *antal, struct err *err)
{
    struct henvendelse_valg valg;

    TRY(to_me(s, &valg, err));
    return henvendelse_antal(s->app->store, s->arena, &s->hvem, &valg, antal, err);
}

static bool fetch_messages(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                           size_t *antal, struct err *err)
{
    struct henvendelse_valg valg;
    struct kontor_opslag o;
    struct henvendelse *h;

    TRY(to_me(s, &valg, err));
    TRY(kontor_opslag(s, &o, err));
    TRY(henvendelse_udsnit(s->app->store, s->arena, &s->hvem, &valg, fra, hoejst, &h, antal, err));
    for (size_t i = 0; i < *antal; i++) {
        out[i] = (struct opgave){
            .hvad = str_format(s->arena, s->engelsk ? "Answer: %.*s" : "Svar: %.*s",
                               STR_ARG(kontor_henvendelse_art(s, h[i].art))),
            .sti = str_format(s->arena, "/henvendelser/%.*s", STR_ARG(h[i].id)),
            .frist = h[i].frist,
        };
        TRY(kontor_henvendelse_fra(&o, &h[i], &out[i].om, err));
    }
    return true;
}

/* ---- accounts */

static bool count_accounts(struct side *s, int64_t *antal, struct err *err)
{
    return venter_konti_antal(s->app->store, s->arena, s->app->kommune, s->hvem.bruger, antal, err);
}

static bool fetch_accounts(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                           size_t *antal, struct err *err)
{
    struct kontor_opslag o;
    struct venter_konto *k;

    TRY(kontor_opslag(s, &o, err));
    TRY(venter_konti(s->app->store, s->arena, s->app->kommune, s->hvem.bruger, fra, hoejst, &k,
                     antal, err));
    for (size_t i = 0; i < *antal; i++) {
        out[i] = (struct opgave){
            .hvad = side_tekst(s, "Svar på en ny konto", "Answer a new account"),
            .sti = str_format(s->arena, "/konti/%.*s/%lld", STR_ARG(k[i].person),
                              (long long)k[i].forslag),
            .frist = bank_days_after(dato_of_us(k[i].tid_us), KONTO_DAGE),
        };
        TRY(kontor_person(&o, k[i].person, &out[i].om, err));
    }
    return true;
}

/* ---- runs */

/* What a run needs next, and who may do it. */
static const struct {
    enum ret ret; /* RET_ANTAL: nothing is needed */
    const char *hvad[2];
} RUN_NEXT[KOERSEL_TILSTANDE] = {
    [KOERSEL_KLADDE] = {RET_KOERSEL, {"Beregn kørslen", "Compute the run"}},
    [KOERSEL_BEREGNET] = {RET_GODKEND, {"Godkend kørslen", "Approve the run"}},
    [KOERSEL_GODKENDT] = {RET_EKSPORT, {"Eksportér kørslen", "Export the run"}},
    [KOERSEL_EKSPORTERET] = {RET_EKSPORT, {"Indlæs kvitteringer", "Read the receipts"}},
    [KOERSEL_DELVIST_AFVIST] = {RET_ANTAL, {NULL, NULL}}, /* told of payment by payment */
    [KOERSEL_KVITTERET] = {RET_EKSPORT, {"Afslut kørslen", "Close the run"}},
    [KOERSEL_AFSLUTTET] = {RET_ANTAL, {NULL, NULL}},
    [KOERSEL_OPGIVET] = {RET_ANTAL, {NULL, NULL}},
};

/* Who made a run does not approve it. */
static bool run_is_mine(const struct side *s, const struct koersel *k)
{
    enum ret ret = RUN_NEXT[k->tilstand].ret;

    if (ret == RET_ANTAL || !adgang_har(&s->hvem, ret)) return false;
    return ret != RET_GODKEND || !str_eq(k->bruger, s->hvem.bruger);
}

static bool my_runs(struct side *s, struct koersel **out, size_t *antal, struct err *err)
{
    struct koersel *k;
    size_t n;

    TRY(koersel_liste(s->app->store, s->arena, s->app->kommune, &k, &n, err));
    *antal = 0;
    /* Oldest first. */
    *out = ARENA_ARRAY(s->arena, n, struct koersel);
    for (size_t i = n; i-- > 0;)
        if (run_is_mine(s, &k[i]) && koersel_overhalet(k, n, &k[i]) == NULL)
            (*out)[(*antal)++] = k[i];
    return true;
}

static bool count_runs(struct side *s, int64_t *antal, struct err *err)
{
    struct koersel *k;
    size_t n;

    TRY(my_runs(s, &k, &n, err));
    *antal = (int64_t)n;
    return true;
}

static bool fetch_runs(struct side *s, size_t fra, size_t hoejst, struct opgave *out, size_t *antal,
                       struct err *err)
{
    struct koersel *k;
    size_t n;

    TRY(my_runs(s, &k, &n, err));
    *antal = 0;
    for (size_t i = fra; i < n && *antal < hoejst; i++)
        out[(*antal)++] = (struct opgave){
            .hvad = str_from(RUN_NEXT[k[i].tilstand].hvad[s->engelsk]),
            .om = str_format(s->arena, "%.*s%s",
                             STR_ARG(ord_stort(s->arena, side_maaned(s, k[i].maaned))),
                             !k[i].ekstra ? ""
                             : s->engelsk ? " (extra)"
                                          : " (ekstra)"),
            .sti = str_format(s->arena, "/maaned/%lld", (long long)k[i].loebenr),
            .frist = k[i].tilstand == KOERSEL_KLADDE ? k[i].skaeringsdato : k[i].dispositionsdato,
        };
    return true;
}

/* ---- what stops money */

static bool count_lacks(struct side *s, int64_t *antal, struct err *err)
{
    struct str bruger;

    TRY(kontor_kun_egne(s, &bruger, err));
    return venter_mangler_antal(s->app->store, s->arena, s->app->kommune, bruger, s->i_dag, antal,
                                err);
}

/* "Takst kost andel: kilden trykker kun kost og logi som ét beløb" */
static struct oversat lack_of(const struct side *s, const struct venter_mangel *m)
{
    struct oversat navn = oversat_stort(s->arena, ord_navn(s->arena, m->mangler), s->engelsk);

    return oversat_sammen(s->arena, navn, s->engelsk ? ": " : " mangler: ",
                          oversat_af(s->arena, m->grund, s->engelsk));
}

static bool fetch_lacks(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                        size_t *antal, struct err *err)
{
    struct kontor_opslag o;
    struct venter_mangel *m;
    struct str bruger;

    TRY(kontor_opslag(s, &o, err));
    TRY(kontor_kun_egne(s, &bruger, err));
    TRY(venter_mangler(s->app->store, s->arena, s->app->kommune, bruger, s->i_dag, fra, hoejst, &m,
                       antal, err));
    for (size_t i = 0; i < *antal; i++) {
        out[i] = (struct opgave){
            .hvad = s->engelsk ? STR("Missing:") : STR_EMPTY,
            .ord = lack_of(s, &m[i]),
            .sti = place_of(s, m[i].anbringelse),
            .frist = dato_plus(maaned_end(m[i].maaned), -1),
        };
        TRY(kontor_barn(&o, m[i].anbringelse, true, &out[i].om, err));
    }
    return true;
}

static bool count_rejected(struct side *s, int64_t *antal, struct err *err)
{
    return venter_afviste_antal(s->app->store, s->arena, s->app->kommune, antal, err);
}

static bool fetch_rejected(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                           size_t *antal, struct err *err)
{
    struct kontor_opslag o;
    struct venter_afvist *a;

    TRY(kontor_opslag(s, &o, err));
    TRY(venter_afviste(s->app->store, s->arena, s->app->kommune, fra, hoejst, &a, antal, err));
    for (size_t i = 0; i < *antal; i++) {
        struct str navn;
        TRY(kontor_person(&o, a[i].modtager, &navn, err));
        out[i] = (struct opgave){
            .hvad = str_format(s->arena,
                               s->engelsk ? "Send again: %.*s came back"
                                          : "Send igen: %.*s kom "
                                            "retur",
                               STR_ARG(oere_kr(s->arena, a[i].beloeb))),
            .om = a[i].aarsag.n == 0
                      ? navn
                      : str_format(s->arena, "%.*s: %.*s", STR_ARG(navn), STR_ARG(a[i].aarsag)),
            .sti = str_format(s->arena, "/maaned/%lld", (long long)a[i].koersel),
            .frist = bank_days_after(dato_of_us(a[i].tid_us), 1),
        };
    }
    return true;
}

/* ---- levels */

/* What waits for this user: an agenda's point to decide, or a decision that needs a leader, who did
 * not make it. */
static bool level_is_mine(const struct side *s, const struct indstilling *i)
{
    const struct indstilling_trin *nu = indstilling_nu(i);

    if (nu->tilstand == INDSTILLING_DAGSORDEN) return adgang_har(&s->hvem, RET_BESLUT_NIVEAU);
    return nu->tilstand == INDSTILLING_AFVENTER_LEDER && adgang_har(&s->hvem, RET_GODKEND_NIVEAU) &&
           !str_eq(nu->bruger, s->hvem.bruger);
}

/* Of those that are open, which are few. */
static bool my_levels(struct side *s, struct indstilling **out, size_t *antal, struct err *err)
{
    enum { AABNE_MAX = 500 };
    struct indstilling *i;
    size_t n;

    TRY(indstilling_liste(s->app->store, s->arena, &s->hvem, true, 0, AABNE_MAX, &i, &n, err));
    *antal = 0;
    *out = ARENA_ARRAY(s->arena, n, struct indstilling);
    /* Oldest first. */
    for (size_t at = n; at-- > 0;)
        if (level_is_mine(s, &i[at])) (*out)[(*antal)++] = i[at];
    return true;
}

static bool count_levels(struct side *s, int64_t *antal, struct err *err)
{
    struct indstilling *i;
    size_t n;

    TRY(my_levels(s, &i, &n, err));
    *antal = (int64_t)n;
    return true;
}

static bool fetch_levels(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                         size_t *antal, struct err *err)
{
    struct kontor_opslag o;
    struct indstilling *i;
    size_t n;

    TRY(kontor_opslag(s, &o, err));
    TRY(my_levels(s, &i, &n, err));
    *antal = 0;
    for (size_t at = fra; at < n && *antal < hoejst; at++) {
        bool leder = indstilling_nu(&i[at])->tilstand == INDSTILLING_AFVENTER_LEDER;
        struct opgave *t = &out[(*antal)++];
        *t = (struct opgave){
            .hvad = leder ? side_tekst(s, "Godkend niveauet", "Approve the level")
                          : side_tekst(s, "Beslut niveauet", "Decide the level"),
            .sti = str_format(s->arena, "/indstillinger/%.*s", STR_ARG(i[at].id)),
            .frist = i[at].fra,
        };
        TRY(kontor_barn(&o, i[at].anbringelse, true, &t->om, err));
    }
    return true;
}

/* ---- what ends */

/* From `tilbage` days ago. */
static bool soon(struct side *s, int tilbage, struct venter_valg *out, struct err *err)
{
    *out = (struct venter_valg){.fra = dato_plus(s->i_dag, -tilbage),
                                .til = dato_plus(s->i_dag, DAGE_FREM),
                                .i_dag = s->i_dag};
    return kontor_kun_egne(s, &out->bruger, err);
}

static bool count_endings(struct side *s, int64_t *antal, struct err *err)
{
    struct venter_valg valg;

    TRY(soon(s, 0, &valg, err));
    return venter_anbringelser_antal(s->app->store, s->arena, s->app->kommune, &valg, antal, err);
}

static bool fetch_endings(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                          size_t *antal, struct err *err)
{
    struct venter_valg valg;
    struct venter_ophoer *v;
    struct kontor_opslag o;

    TRY(kontor_opslag(s, &o, err));
    TRY(soon(s, 0, &valg, err));
    TRY(venter_anbringelser(s->app->store, s->arena, s->app->kommune, &valg, fra, hoejst, &v, antal,
                            err));
    for (size_t i = 0; i < *antal; i++) {
        out[i] = (struct opgave){
            .hvad = side_tekst(s, "Anbringelsen slutter", "The placement ends"),
            .sti = place_of(s, v[i].anbringelse),
            .frist = v[i].dag,
        };
        TRY(kontor_barn(&o, v[i].anbringelse, true, &out[i].om, err));
    }
    return true;
}

static bool count_approvals(struct side *s, int64_t *antal, struct err *err)
{
    struct venter_valg valg;

    TRY(soon(s, DAGE_TILBAGE, &valg, err));
    return venter_godkendelser_antal(s->app->store, s->arena, s->app->kommune, &valg, antal, err);
}

static bool fetch_approvals(struct side *s, size_t fra, size_t hoejst, struct opgave *out,
                            size_t *antal, struct err *err)
{
    struct venter_valg valg;
    struct venter_ophoer *v;
    struct kontor_opslag o;

    TRY(kontor_opslag(s, &o, err));
    TRY(soon(s, DAGE_TILBAGE, &valg, err));
    TRY(venter_godkendelser(s->app->store, s->arena, s->app->kommune, &valg, fra, hoejst, &v, antal,
                            err));
    for (size_t i = 0; i < *antal; i++) {
        out[i] = (struct opgave){
            .hvad = v[i].dag.dag <= s->i_dag.dag
                        ? side_tekst(s, "Godkendelsen er udløbet", "The approval has run out")
                        : side_tekst(s, "Godkendelsen udløber", "The approval runs out"),
            .sti = str_format(s->arena, "/familier/%.*s", STR_ARG(v[i].plejefamilie)),
            .frist = v[i].dag,
        };
        TRY(kontor_familie(&o, v[i].plejefamilie, &out[i].om, err));
    }
    return true;
}

/* ---- the table */

#define SAGSBEHANDLERE (ROLLE(FAMILIERAADGIVER) | ROLLE(FAMILIEPLEJEKONSULENT) | ROLLE(LEDER))

const struct opgave_kilde opgave_kilder[] = {
    {"henvendelser",
     {"Henvendelser", "Messages"},
     RET_ANTAL,
     ALLE_ROLLER & ~ROLLE(PLEJEFAMILIE) & ~ROLLE(ADGANG) & ~ROLLE(ANALYTIKER) & ~ROLLE(REVISION),
     true,
     count_messages,
     fetch_messages},
    {"niveau-leder",
     {"Niveauer at godkende", "Levels to approve"},
     RET_GODKEND_NIVEAU,
     ROLLE(LEDER),
     true,
     opgave_niveau_leder_antal,
     opgave_niveau_leder},
    {"niveau-dagsorden",
     {"Niveauer til en dagsorden", "Levels for an agenda"},
     RET_DAGSORDEN,
     ROLLE(FAMILIEPLEJEKONSULENT) | ROLLE(LEDER),
     true,
     opgave_niveau_dagsorden_antal,
     opgave_niveau_dagsorden},
    {"niveau-udvalg",
     {"Niveauer at beslutte", "Levels to decide"},
     RET_BESLUT_NIVEAU,
     ROLLE(UDVALG),
     true,
     opgave_niveau_udvalg_antal,
     opgave_niveau_udvalg},
    {"konti",
     {"Nye konti", "New accounts"},
     RET_KONTO_SVAR,
     ROLLE(LEDER) | ROLLE(OEKONOMI),
     true,
     count_accounts,
     fetch_accounts},
    {"niveauer",
     {"Niveauer", "Levels"},
     RET_BESLUT_NIVEAU,
     ROLLE(UDVALG) | ROLLE(LEDER),
     true,
     count_levels,
     fetch_levels},
    {"koersler",
     {"Kørsler", "Runs"},
     RET_LAES_PENGE,
     ROLLE(LEDER) | ROLLE(OEKONOMI),
     false,
     count_runs,
     fetch_runs},
    {"afviste",
     {"Betalinger retur", "Payments returned"},
     RET_EKSPORT,
     ROLLE(OEKONOMI),
     true,
     count_rejected,
     fetch_rejected},
    {"mangler",
     {"Manglende oplysninger", "Missing facts"},
     RET_REGISTRER,
     SAGSBEHANDLERE | ROLLE(OEKONOMI),
     true,
     count_lacks,
     fetch_lacks},
    {"ophoer",
     {"Anbringelser, der slutter", "Placements that end"},
     RET_REGISTRER,
     SAGSBEHANDLERE,
     true,
     count_endings,
     fetch_endings},
    {"godkendelser",
     {"Godkendelser, der udløber", "Approvals that run out"},
     RET_REGISTRER,
     SAGSBEHANDLERE,
     true,
     count_approvals,
     fetch_approvals},
};
const size_t opgave_kilder_antal = sizeof(opgave_kilder) / sizeof(*opgave_kilder);
