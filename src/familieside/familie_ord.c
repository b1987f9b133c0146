/*
 * familie_ord: the sentences of a family's pages, in both languages.
 *
 * Danish is written as one would say it to a parent; what comes from the handbook or the register
 * stays Danish in the English view.
 */
#include "familieside/familie_side.h"

#include "base/dato.h"
#include "beregning/oversat.h"

/* ---- states and places */

static const struct {
    const char *ord[2];
    const char *saetning[2];
    const char *klasse;
} TRIN[] = {
    [FAMILIE_BEREGNET] = {{"Beregnet", "Computed"},
                          {"Beløbet er beregnet, men ikke godkendt endnu. Det kan ændre sig.",
                           "The amount has been computed but not approved yet. It may change."},
                          "badge badge-info"},
    [FAMILIE_GODKENDT] = {{"Godkendt", "Approved"},
                          {"Beløbet er godkendt og bliver sendt til banken.",
                           "The amount has been approved and will be sent to the bank."},
                          "badge badge-success"},
    [FAMILIE_SENDT] = {{"Sendt til banken", "Sent to the bank"},
                       {"Pengene er sendt. De står på kontoen på dagen.",
                        "The money has been sent. It will be in the account on the day."},
                       "badge badge-success"},
    [FAMILIE_AFVIST] = {{"Kom tilbage", "Came back"},
                        {"Noget af betalingen kom tilbage fra banken. Vi sender det igen.",
                         "Some of the payment came back from the bank. We will send it again."},
                        "badge badge-warning"},
};

struct str familie_trin_ord(const struct side *s, enum familie_trin trin)
{
    return str_from(TRIN[trin].ord[s->engelsk]);
}

struct str familie_trin_saetning(const struct side *s, enum familie_trin trin)
{
    return str_from(TRIN[trin].saetning[s->engelsk]);
}

const char *familie_trin_klasse(enum familie_trin trin)
{
    return TRIN[trin].klasse;
}

struct str familie_konto_ord(const struct side *s, bool barn, enum kanal kanal, struct str navn)
{
    bool s_lyd = navn.n > 0 && (navn.p[navn.n - 1] == 's' || navn.p[navn.n - 1] == 'x' ||
                                navn.p[navn.n - 1] == 'z');

    if (barn) {
        return s->engelsk
                   ? str_format(s->arena, "%.*s's own account", STR_ARG(navn))
                   : str_format(s->arena, "%.*s%s egen konto", STR_ARG(navn), s_lyd ? "’" : "s");
    }
    return kanal == KANAL_LOEN ? side_tekst(s, "Løn", "Pay") : STR("NemKonto");
}

/* ---- why */

/* Words of a computation; all of them are the program's own. */
static struct str own(const struct side *s, struct str tekst)
{
    return oversat_tekst(s->arena, oversat_af(s->arena, tekst, s->engelsk));
}

static struct str days(const struct side *s, const struct familie_aendring *a, struct maaned foer,
                       struct maaned nu)
{
    struct str m = side_maaned(s, nu), f = side_maaned(s, foer);

    return str_format(s->arena,
                      s->engelsk ? "Paid for %d of %d days in %.*s, and %d of %d in %.*s."
                                 : "Der betales for %d af %d døgn i %.*s mod %d af %d i %.*s.",
                      a->dage_nu, a->dage_nu_af, STR_ARG(m), a->dage_foer, a->dage_foer_af,
                      STR_ARG(f));
}

static struct str age(const struct side *s, const struct familie_aendring *a)
{
    struct str dag = side_dato(s, a->dato);

    return str_format(s->arena,
                      s->engelsk ? "%.*s turned %d on %.*s; another rate applies from that age: "
                                   "%.*s was %.*s."
                                 : "%.*s fyldte %d år den %.*s, og fra den alder gælder en anden "
                                   "takst: %.*s mod %.*s før.",
                      STR_ARG(a->barn), a->alder, STR_ARG(dag), STR_ARG(a->vaerdi_nu),
                      STR_ARG(a->vaerdi_foer));
}

static struct str rate(const struct side *s, const struct familie_aendring *a)
{
    struct str dag = side_dato(s, a->dato);

    return str_format(s->arena,
                      s->engelsk ? "The rate is %.*s from %.*s; it was %.*s."
                                 : "Taksten er %.*s fra %.*s; før var den %.*s.",
                      STR_ARG(a->vaerdi_nu), STR_ARG(dag), STR_ARG(a->vaerdi_foer));
}

static struct str level(const struct side *s, const struct familie_aendring *a)
{
    return str_format(s->arena,
                      s->engelsk ? "The fee is now %.*s; it was %.*s."
                                 : "Vederlaget er nu %.*s; før var det %.*s.",
                      STR_ARG(a->vaerdi_nu), STR_ARG(a->vaerdi_foer));
}

static struct str moved(const struct side *s, const struct familie_aendring *a, bool ind)
{
    struct str dag = side_dato(s, a->dato);

    if (s->engelsk)
        return str_format(s->arena, "%.*s %s %.*s.", STR_ARG(a->barn),
                          ind ? "moved in on" : "lived with you until", STR_ARG(dag));
    return str_format(s->arena, "%.*s %s den %.*s.", STR_ARG(a->barn),
                      ind ? "flyttede ind" : "boede hos jer til", STR_ARG(dag));
}

static struct str month_length(const struct side *s, struct maaned foer, struct maaned nu)
{
    return str_format(s->arena,
                      s->engelsk
                          ? "Some of it is paid by the day: %.*s has %d days, and %.*s had %d."
                          : "Noget betales pr. dag: %.*s har %d dage, og %.*s havde %d.",
                      STR_ARG(side_maaned(s, nu)), maaned_days(nu), STR_ARG(side_maaned(s, foer)),
                      maaned_days(foer));
}

static struct str corrected(const struct side *s, const struct familie_aendring *a)
{
    struct str why = side_grunde_ord(s, a->rettet);

    return str_format(s->arena,
                      s->engelsk ? "Earlier months were corrected and are paid now: %.*s."
                                 : "Tidligere måneder er rettet og betales nu: %.*s.",
                      STR_ARG(why));
}

static struct str sentence(const struct side *s, const struct familie_aendring *a,
                           struct maaned foer, struct maaned nu)
{
    switch (a->grund) {
    case GRUND_FLYTTET_IND: return moved(s, a, true);
    case GRUND_FLYTTET_UD: return moved(s, a, false);
    case GRUND_DAGE: return days(s, a, foer, nu);
    case GRUND_ALDER: return age(s, a);
    case GRUND_TAKST: return rate(s, a);
    case GRUND_NIVEAU: return level(s, a);
    case GRUND_AFTALE:
        return side_tekst(s, "En aftale med jer begyndte, sluttede eller blev ændret.",
                          "An agreement with you began, ended or was changed.");
    case GRUND_SITUATION:
        if (a->ord.n == 0)
            return side_tekst(s, "Barnets situation er en anden.",
                              "The child's situation is another.");
        return str_format(s->arena,
                          s->engelsk ? "The child's situation is another: %.*s."
                                     : "Barnets situation er en anden: %.*s.",
                          STR_ARG(a->ord));
    case GRUND_MANGLER:
        return side_tekst(s,
                          "Vi mangler en oplysning og kan ikke regne det ud endnu. Det betales, "
                          "når vi kender den.",
                          "Something is missing, so we cannot compute it yet. It will be paid when "
                          "we know it.");
    case GRUND_MANGLEDE:
        return side_tekst(s, "Vi manglede en oplysning sidst; nu har vi den.",
                          "Something was missing last time; now we have it.");
    case GRUND_ACONTO:
        return side_tekst(s, "Et beløb blev betalt på forhånd i den ene af månederne.",
                          "An amount was paid in advance in one of the months.");
    case GRUND_MAANED: return month_length(s, foer, nu);
    case GRUND_RETTET: return corrected(s, a);
    case GRUND_RETTET_FOER:
        return side_tekst(s,
                          "I den forrige betaling var der rettelser af tidligere måneder. De "
                          "kommer kun én gang.",
                          "The payment before held corrections of earlier months. They come only "
                          "once.");
    case GRUND_TRUKKET:
        return side_tekst(s, "Trukket, fordi der er truffet en afgørelse om det.",
                          "Drawn, because it was decided.");
    case GRUND_TRUKKET_FOER:
        return side_tekst(s, "I den forrige betaling blev der trukket et beløb.",
                          "An amount was drawn from the payment before.");
    case GRUND_ANDET:
    case GRUND_ANTAL: break;
    }
    return side_tekst(s, "Åbn betalingen for at se, hvordan beløbet er regnet ud.",
                      "Open the payment to see how the amount was computed.");
}

struct str familie_aendring_ord(const struct side *s, const struct familie_aendring *a,
                                struct maaned foer, struct maaned nu)
{
    struct familie_aendring sagt = *a;

    sagt.vaerdi_foer = own(s, a->vaerdi_foer);
    sagt.vaerdi_nu = own(s, a->vaerdi_nu);
    sagt.ord = own(s, a->ord);
    return sentence(s, &sagt, foer, nu);
}
