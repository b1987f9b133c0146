/*
 * side_ord: words that pages share, in the page's language.
 *
 * What comes from the handbook or the register stays Danish in the English view.
 */
#include "side/side_ord.h"

#include "adgang/visning.h"
#include "base/dato.h"
#include "base/tid.h"
#include "beregning/ord.h"

static struct str plain(const struct side *s, void (*write)(struct html *h, struct dato d),
                        struct dato dag)
{
    struct html h;

    html_init(&h, s->arena, s->engelsk);
    write(&h, dag);
    return buf_str(&h.buf);
}

struct str side_dato(const struct side *s, struct dato dag)
{
    return plain(s, html_dato, dag);
}

struct str side_ugedag(const struct side *s, struct dato dag)
{
    static const char *const NAVN[2][7] = {
        {"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"},
        {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
    };
    const char *navn = NAVN[s->engelsk][dato_weekday(dag) - 1];

    return str_format(s->arena, s->engelsk ? "%s %.*s" : "%s den %.*s", navn,
                      STR_ARG(side_dato(s, dag)));
}

struct str side_maaned(const struct side *s, struct maaned maaned)
{
    struct html h;

    html_init(&h, s->arena, s->engelsk);
    html_maaned(&h, maaned);
    return buf_str(&h.buf);
}

struct str side_art_ord(const struct side *s, enum art art)
{
    static const char *const ENGELSK[ART_ANTAL] = {
        [ART_DOEGN] = "full-time foster care",
        [ART_AFLASTNING] = "relief care",
        [ART_AKUT] = "emergency care",
        [ART_NETVAERK] = "network care",
    };

    ASSERT(art < ART_ANTAL);
    return str_from(s->engelsk ? ENGELSK[art] : art_navn(art));
}

struct str side_rolle_ord(const struct side *s, enum rolle rolle)
{
    return str_from(s->engelsk ? rolle_engelsk(rolle) : rolle_navn(rolle));
}

struct str side_koersel_ord(const struct side *s, enum koersel_tilstand tilstand)
{
    static const char *const ORD[KOERSEL_TILSTANDE][2] = {
        [KOERSEL_KLADDE] = {"Kladde", "Draft"},
        [KOERSEL_BEREGNET] = {"Beregnet", "Computed"},
        [KOERSEL_GODKENDT] = {"Godkendt", "Approved"},
        [KOERSEL_EKSPORTERET] = {"Sendt, venter på svar", "Sent, awaiting answers"},
        [KOERSEL_DELVIST_AFVIST] = {"Noget kom tilbage", "Some came back"},
        [KOERSEL_KVITTERET] = {"Betalt", "Paid"},
        [KOERSEL_AFSLUTTET] = {"Afsluttet", "Closed"},
        [KOERSEL_OPGIVET] = {"Opgivet", "Given up"},
    };

    return str_from(ORD[tilstand][s->engelsk]);
}

struct str side_skat_ord(const struct side *s, enum skat skat)
{
    switch (skat) {
    case SKAT_A_INDKOMST: return side_tekst(s, "før skat", "before tax");
    case SKAT_SKATTEFRI: return side_tekst(s, "skattefrit", "tax-free");
    default:
        return side_tekst(s, "skattefrit op til lovens sats", "tax-free up to the rate of the law");
    }
}

struct str side_visning_ord(const struct side *s, struct str ord)
{
    const char *engelsk = s->engelsk ? visning_engelsk(ord) : NULL;

    return engelsk != NULL ? str_from(engelsk) : ord;
}

static const char *const GRUNDE[BREVE_GRUNDE][2] = {
    [BREVE_BARN] = {"barnets fødselsdag er rettet", "the child's birth date was corrected"},
    [BREVE_ANBRINGELSE] = {"vi har fået at vide, hvornår barnet har boet hos jer",
                           "we were told when the child has lived with you"},
    [BREVE_INDPLACERING] = {"niveauet for vederlaget er nyt eller rettet",
                            "the level of the fee is new or was corrected"},
    [BREVE_SITUATION] = {"vi har fået at vide, hvor barnet har været",
                         "we were told where the child has been"},
    [BREVE_DOEGN] = {"vi har fået at vide, hvilke døgn barnet har været hos jer",
                     "we were told which days the child has been with you"},
    [BREVE_AFTALE] = {"en aftale med jer er ny eller rettet",
                      "an agreement with you is new or was corrected"},
    [BREVE_OPHOER] = {"vi har fået at vide, at opholdet er sagt op eller slut",
                      "we were told that the stay has been given notice or has ended"},
    [BREVE_KONTRAKT] = {"kontrakten er ny eller rettet", "the contract is new or was corrected"},
    [BREVE_PLEJEFAMILIE] = {"en oplysning om jeres familie er ny eller rettet",
                            "something about your family is new or was corrected"},
    [BREVE_ACONTO] = {"vi har besluttet at betale et beløb på forhånd",
                      "we decided to pay an amount in advance"},
    [BREVE_ANDET] = {"en takst eller regel, et søskendebarn eller noget, der manglede, er ændret",
                     "a rate or rule, a sibling or something that was missing has changed"},
};

struct str side_grunde_ord(const struct side *s, unsigned grunde)
{
    struct buf out;

    buf_init(&out, s->arena);
    for (size_t i = 0; i < BREVE_GRUNDE; i++) {
        if ((grunde & 1u << i) == 0) continue;
        if (out.n > 0) buf_c(&out, s->engelsk ? ", and " : ", og ");
        buf_c(&out, GRUNDE[i][s->engelsk]);
    }
    return buf_str(&out);
}

struct str side_fortegn(const struct side *s, int64_t oere)
{
    struct oere a = {oere < 0 ? -oere : oere};

    return str_format(s->arena, "%s%.*s", oere < 0 ? "−" : "+", STR_ARG(oere_kr(s->arena, a)));
}

struct str side_titel(struct side *s, const struct haandbog_samling *haandbog, struct str kode)
{
    for (size_t i = haandbog->planer.count; i-- > 0;) {
        const struct plan *plan = haandbog->planer.plan[i];
        for (size_t k = 0; k < plan->linjer; k++)
            if (str_eq(plan->linje[k].kode, kode)) return plan->linje[k].titel;
    }
    return ord_stort(s->arena, ord_navn(s->arena, kode));
}

struct str side_ydelse(struct side *s, struct str kode)
{
    struct str ord = ord_stort(s->arena, ord_navn(s->arena, kode));

    for (size_t i = 0; i < s->app->haandboeger; i++) {
        struct str titel = side_titel(s, &s->app->haandbog[i].samling, kode);
        if (!str_eq(titel, ord)) return titel;
    }
    return ord;
}

struct str side_tid(const struct side *s, int64_t tid_us)
{
    struct str tid = tid_tekst(s->arena, tid_us); /* "2021-06-01 09:12:00" */
    struct str ur = str_sub(tid, 11, 16);

    return str_format(s->arena, s->engelsk ? "%.*s at %.2s:%.2s" : "%.*s kl. %.2s.%.2s",
                      STR_ARG(side_dato(s, dato_of_us(tid_us))), ur.p, ur.p + 3);
}

enum { AAR_BARN = 1980, AAR_FREM = 30 };

static bool year_can_be(const struct side *s, int foerste, int aar, struct err *err)
{
    int sidste = dato_year(s->i_dag) + AAR_FREM;

    if (aar >= foerste && aar <= sidste) return true;
    return err_begge(err, ERR_INPUT, SIDE_AAR, "Året %d kan ikke passe; skriv et år fra %d til %d",
                     "The year %d cannot be right; write a year from %d to %d", aar, foerste,
                     sidste);
}

/* The year that a text begins with, also one that dato_parse would not take: a browser's field lets
 * six digits through. */
static bool typed_year(const struct side *s, int foerste, struct str tekst, struct err *err)
{
    enum { CIFRE_MAX = 6 };
    int64_t aar;
    size_t n;

    if (!str_find(tekst, STR("-"), &n) || n < 4 || n > CIFRE_MAX) return true;
    return !str_int(str_sub(tekst, 0, n), &aar) || year_can_be(s, foerste, (int)aar, err);
}

bool side_dag_laes_fra(const struct side *s, int foerste_aar, struct str tekst, struct dato *out,
                       struct err *err)
{
    return typed_year(s, foerste_aar, tekst, err) && dato_parse(tekst, out, err);
}

bool side_dag_laes(const struct side *s, struct str tekst, struct dato *out, struct err *err)
{
    return side_dag_laes_fra(s, AAR_BARN, tekst, out, err);
}

bool side_dag_felt(const struct side *s, const char *felt, struct str tekst, struct dato *out,
                   struct err *err)
{
    struct err e = ERR_INIT;

    return side_dag_laes(s, tekst, out, &e) ||
           err_begge_tekst(err, e.kind, felt, e.text, e.engelsk);
}

bool side_maaned_laes(const struct side *s, struct str tekst, struct maaned *out, struct err *err)
{
    return typed_year(s, AAR_BARN, tekst, err) && maaned_parse(tekst, out, err);
}

bool side_maaned_felt(const struct side *s, const char *felt, struct str tekst, struct maaned *out,
                      struct err *err)
{
    struct err e = ERR_INIT;

    return side_maaned_laes(s, tekst, out, &e) ||
           err_begge_tekst(err, e.kind, felt, e.text, e.engelsk);
}

/* Refuses a field by the year, else by these words. */
static bool refuse(struct side *s, const char *felt, const struct err *e, const char *dansk,
                   const char *engelsk)
{
    bool aar = str_is(str_from(e->place), SIDE_AAR);

    side_afvis(s, felt, aar ? side_fejltekst(s, e) : side_tekst(s, dansk, engelsk));
    return false;
}

bool side_dag_eller(struct side *s, const char *felt, struct str tekst, struct dato *out,
                    const char *dansk, const char *engelsk)
{
    struct err e = ERR_INIT;

    return side_dag_laes(s, tekst, out, &e) || refuse(s, felt, &e, dansk, engelsk);
}

bool side_maaned_eller(struct side *s, const char *felt, struct str tekst, struct maaned *out,
                       const char *dansk, const char *engelsk)
{
    struct err e = ERR_INIT;

    return side_maaned_laes(s, tekst, out, &e) || refuse(s, felt, &e, dansk, engelsk);
}
