/*
 * maaned_ord: the words of the settlement, in both languages.
 *
 * The rooms below speak to who types commands; here the same outcomes are said to who clicks.
 */
#include "maanedsside/maaned_side.h"

struct maaned_overhaler maaned_overhaler_af(const struct side *s, const struct koersel *alle,
                                            size_t antal, const struct koersel *k)
{
    const struct koersel *anden = koersel_overhalet(alle, antal, k);

    if (anden == NULL) return (struct maaned_overhaler){0};
    return (struct maaned_overhaler){
        anden->loebenr,
        str_format(s->arena, s->engelsk ? "run no. %lld, %.*s" : "kørsel nr. %lld, %.*s",
                   (long long)anden->loebenr, STR_ARG(maaned_titel(s, anden)))};
}

const char *maaned_tilstand_klasse(enum koersel_tilstand tilstand)
{
    static const char *const KLASSE[KOERSEL_TILSTANDE] = {
        [KOERSEL_KLADDE] = "badge",
        [KOERSEL_BEREGNET] = "badge badge-info",
        [KOERSEL_GODKENDT] = "badge badge-success",
        [KOERSEL_EKSPORTERET] = "badge badge-info",
        [KOERSEL_DELVIST_AFVIST] = "badge badge-warning",
        [KOERSEL_KVITTERET] = "badge badge-success",
        [KOERSEL_AFSLUTTET] = "badge badge-success",
        [KOERSEL_OPGIVET] = "badge",
    };

    return KLASSE[tilstand];
}

static const char *const UDFALD[AFREGNING_UDFALD][2] = {
    [AFREGNING_GJORT] = {"Det er gjort.", "It is done."},
    [AFREGNING_ALLEREDE] = {"Det er gjort før; intet er ændret.",
                            "It was done already; nothing was changed."},
    [AFREGNING_FORKERT_TRIN] = {"Kørslen er kommet videre, så det kan ikke gøres nu. Se herunder, "
                                "hvor den er.",
                                "The run has moved on, so this cannot be done now. See below where "
                                "it is."},
    [AFREGNING_ANDEN_UDGAVE] =
        {"Kørslen er beregnet igen, siden du så den. Se den igennem, og godkend så.",
         "The run was computed again after you looked. Look through it, then approve."},
    [AFREGNING_FORAELDET] = {"En anden kørsel er godkendt, eller en beslutning er taget tilbage, "
                             "siden denne blev beregnet. Beregn den igen.",
                             "Another run was approved, or a decision taken back, since this one "
                             "was computed. Compute it again."},
    [AFREGNING_FORBI] = {"En senere kørsel har afregnet måneden. Opgiv denne, og opret en ny.",
                         "A later run has settled the month. Give this one up and make a new one."},
    [AFREGNING_SAMME_PERSON] = {"Du har selv lavet eller beregnet kørslen. En anden skal godkende "
                                "den.",
                                "You made or computed the run yourself. Someone else must approve "
                                "it."},
    [AFREGNING_HAR_AENDRET] = {"Du har ændret en konto, et niveau eller en aftale, der er ny i "
                               "kørslen, eller besluttet penge i den. En anden skal godkende den.",
                               "You changed an account, a level or an agreement that is new in the "
                               "run, or decided on money in it. Someone else must approve it."},
    [AFREGNING_UDEN_GRUND] =
        {"Du har ændret noget i kørslen, og der er ingen andre til at godkende "
         "den. Som leder kan du gøre det, når du skriver hvorfor.",
         "You changed something in the run and there is nobody else to approve "
         "it. As a leader you may, when you write why."},
    [AFREGNING_INTET] = {"Der er intet at gøre det ved.", "There is nothing to do it to."},
    [AFREGNING_FOR_MEGET] = {"Beløbet er større end det, der er.",
                             "The amount is larger than there is."},
};

struct str maaned_udfald_ord(const struct side *s, enum afregning_udfald udfald)
{
    return str_from(UDFALD[udfald][s->engelsk]);
}

struct str maaned_kanal_ord(const struct side *s, struct str kanal)
{
    static const struct {
        const char *kode;
        const char *ord[2];
    } KANAL[] = {
        {"loen", {"Løn", "Pay"}},
        {"nemkonto", {"NemKonto", "NemKonto"}},
        {"leverandoer", {"Leverandører", "Suppliers"}},
        {"postering", {"Bogføring", "Bookkeeping"}},
        {"manifest", {"Følgeseddel", "Manifest"}},
    };

    for (size_t i = 0; i < sizeof(KANAL) / sizeof(*KANAL); i++)
        if (str_is(kanal, KANAL[i].kode)) return str_from(KANAL[i].ord[s->engelsk]);
    return kanal;
}

static const char *const GRUND[OVERBLIK_GRUNDE][2] = {
    [BREVE_BARN] = {"Barnets fødselsdag er rettet", "The child's birth date was corrected"},
    [BREVE_ANBRINGELSE] = {"Ind- eller udflytning er registreret eller rettet",
                           "Moving in or out was registered or corrected"},
    [BREVE_INDPLACERING] = {"Nyt eller rettet niveau", "New or corrected level"},
    [BREVE_SITUATION] = {"Barnets situation er registreret eller rettet",
                         "The child's situation was registered or corrected"},
    [BREVE_DOEGN] = {"Døgn i aflastning er registreret eller rettet",
                     "Days of relief were registered or corrected"},
    [BREVE_AFTALE] = {"Ny eller rettet aftale", "New or corrected agreement"},
    [BREVE_OPHOER] = {"Opsigelse eller ophør er registreret eller rettet",
                      "Notice or end was registered or corrected"},
    [BREVE_KONTRAKT] = {"Ny eller rettet kontrakt", "New or corrected contract"},
    [BREVE_PLEJEFAMILIE] = {"En oplysning om familien er ny eller rettet",
                            "Something about the family is new or was corrected"},
    [BREVE_ACONTO] = {"Besluttet: aconto, faktura eller kreditnota",
                      "Decided: payment on account, invoice or credit note"},
    [BREVE_ANDET] = {"En takst, en regel, en søskende eller noget, der manglede",
                     "A rate, a rule, a sibling or something that was missing"},
    [OVERBLIK_NY] = {"Nye anbringelser", "New placements"},
    [OVERBLIK_OPHOERT] = {"Anbringelser, der er ophørt", "Placements that have ended"},
    [OVERBLIK_MANGLER] = {"Kan ikke beregnes nu, men kunne sidst",
                          "Cannot be computed now, but could last time"},
    [OVERBLIK_MANGLEDE] = {"Kunne ikke beregnes sidst, men kan nu",
                           "Could not be computed last time, but can now"},
    [OVERBLIK_KENDT] = {"Kendt i forvejen: månedens dage, en fødselsdag, en takst eller en aftale, "
                        "der begyndte",
                        "Known before: the days of the month, a birthday, a rate or an agreement "
                        "that began"},
};

struct str maaned_grund_ord(const struct side *s, enum overblik_grund grund)
{
    return str_from(GRUND[grund][s->engelsk]);
}

struct str maaned_titel(const struct side *s, const struct koersel *koersel)
{
    struct str m = side_maaned(s, koersel->maaned);

    if (!koersel->ekstra) return m;
    return str_format(s->arena, s->engelsk ? "%.*s (extra)" : "%.*s (ekstra)", STR_ARG(m));
}
