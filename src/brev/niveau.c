/*
 * niveau: the decision of a level and the contract, as blocks.
 *
 * The amounts are those of a whole month, computed as a payment is. What cannot be computed is
 * named and never left out of sight.
 */
#include "brev/ord.h"

#include "brev/ark.h"

static const struct blok_kolonne fakta[] = {{"", 300, false}, {"", 700, false}};
static const struct blok_kolonne beloeb[] = {
    {"Ydelse", 300, false}, {"Til", 280, false}, {"Skat", 200, false}, {"Beløb", 220, true}};
static const struct blok_kolonne aftalt[] = {{"Om", 300, false}, {"Aftalt", 700, false}};
static const struct blok_kolonne underskrift[] = {
    {"", 160, false}, {"For kommunen", 420, false}, {"Kontrakthaver", 420, false}};

static void fact(struct blok_liste *liste, const char *navn, struct str vaerdi)
{
    struct str celle[] = {str_from(navn), vaerdi};

    if (vaerdi.n > 0) brev_raekke(liste, RAEKKE_LINJE, celle, 2);
}

static struct str level(struct arena *arena, const struct brev_niveau *b)
{
    if (b->vederlag.n == 0 || str_eq(b->vederlag, b->niveau)) return b->niveau;
    return str_format(arena, "%.*s, som er %.*s", STR_ARG(b->niveau), STR_ARG(b->vederlag));
}

static void add_facts(struct blok_liste *liste, const struct brev_niveau *b)
{
    struct arena *arena = liste->arena;

    blok_tabel(liste, fakta, 2);
    fact(liste, "Barn", b->barn);
    fact(liste, "Plejeform", ord_stort(arena, b->art));
    fact(liste, "Niveau", ord_stort(arena, level(arena, b)));
    fact(liste, "Gælder fra", dato_tekst(arena, b->fra));
    fact(liste, "Besluttet", dato_tekst(arena, b->besluttet));
    fact(liste, "Besluttet af", ord_stort(arena, b->organ));
    fact(liste, "Godkendt", b->leder);
}

/* ---- what is paid ---- */

static void add_lacks(struct blok_liste *liste, const struct sag_beregning *s)
{
    for (size_t i = 0; i < s->mangler; i++) {
        struct str grund = brev_saetning(liste->arena, s->mangel[i].grund);
        blok_format(liste, BLOK_BOKS, "Noget kan ikke beregnes endnu. %.*s", STR_ARG(grund));
    }
}

static void add_amounts(struct blok_liste *liste, const struct brev_niveau *b)
{
    struct arena *arena = liste->arena;
    const struct sag_beregning *s = b->beloeb;
    struct oere sum = {0};

    blok_c(liste, BLOK_H2, "Det får du om måneden");
    blok_format(liste, BLOK_AFSNIT,
                "Beløbene er for en hel måned, her %.*s. De ændrer sig, når satserne bliver "
                "reguleret, når barnet bliver ældre, og når noget andet i opgaven bliver ændret. "
                "Du får et brev med hver betaling, som viser udregningen.",
                STR_ARG(maaned_tekst(arena, b->maaned)));
    blok_hold(liste);
    blok_tabel(liste, beloeb, 4);
    for (size_t i = 0; i < s->linjer; i++) {
        const struct linje *l = &s->linje[i];
        struct str celle[] = {l->titel, brev_konto(l->modtager, l->kanal),
                              brev_skat(arena, l->skat), oere_kr(arena, l->beloeb)};
        brev_raekke(liste, RAEKKE_LINJE, celle, 4);
        brev_plus(&sum, l->beloeb);
    }
    ASSERT(sum.oere == s->beregnet.oere);
    struct str celle[] = {s->mangler > 0 ? STR("Det, der kan beregnes") : STR("I alt"), STR_EMPTY,
                          STR_EMPTY, oere_kr(arena, sum)};
    brev_raekke(liste, RAEKKE_SUM, celle, 4);
    add_lacks(liste, s);
}

/* ---- the handbook's terms ---- */

static void add_direction(struct blok_liste *liste, const struct brev_niveau *b)
{
    static const char *const tekst[] = {
        [RETNING_FASTHOLDES] = "Niveauet er sat som et gennemsnit for hele forløbet. Det bliver "
                               "ved med at være det samme, så længe barnet bor hos jer.",
        [RETNING_ALDRIG_NED] = "Niveauet kan blive sat op, hvis opgaven viser sig at være meget "
                               "større. Det bliver aldrig sat ned.",
        [RETNING_GENFORHANDLES] = "Vi ser på opgaven sammen hvert år, og så kan niveauet blive et "
                                  "andet.",
    };

    blok_c(liste, BLOK_AFSNIT, tekst[b->plan->retning]);
}

static const char *stop_words(enum stop stop)
{
    switch (stop) {
    case STOP_FRAFLYTNING: return "stopper den dag, barnet flytter";
    case STOP_VARSEL: return "bliver betalt, til varslet er gået";
    case STOP_STRAKS: return "stopper straks";
    case STOP_DATOEN: return "stopper på datoen";
    case STOP_MAANEDSUDGANG: return "stopper med udgangen af måneden";
    case STOP_UKENDT: break;
    }
    return "er ikke nævnt i håndbogen";
}

/* "Vederlag bliver betalt, til varslet er gået; kost og logi og lommepenge stopper …" */
static struct str stops(struct arena *arena, const struct plan *plan, enum ophoer_art art)
{
    const enum stop *stop = plan->opsigelse.stop[art];
    struct buf out;

    buf_init(&out, arena);
    for (size_t i = 0; i < plan->linjer; i++) {
        bool set = false;
        size_t antal = 0, sidste = i;
        for (size_t k = 0; k < i; k++) set = set || stop[k] == stop[i];
        if (set) continue;
        for (size_t k = i; k < plan->linjer; k++)
            if (stop[k] == stop[i]) sidste = k;
        if (out.n > 0) buf_c(&out, "; ");
        for (size_t k = i; k < plan->linjer; k++) {
            if (stop[k] != stop[i]) continue;
            struct str navn = ord_navn(arena, plan->linje[k].navn);
            const char *skil = antal == 0 ? "" : k == sidste ? " og " : ", ";
            buf_format(&out, "%s%.*s", skil, STR_ARG(navn));
            antal++;
        }
        buf_format(&out, " %s", stop_words(stop[i]));
    }
    return brev_saetning(arena, buf_str(&out));
}

static void add_ending(struct blok_liste *liste, const struct brev_niveau *b)
{
    static const char *const naar[OPHOER_ANTAL] = {
        [OPHOER_OPSIGELSE] = "Bliver kontrakten sagt op",
        [OPHOER_FAKTISK] = "Flytter barnet, uden at der er sagt op",
        [OPHOER_MISLIGHOLDELSE] = "Bliver kontrakten brudt",
        [OPHOER_ADOPTION] = "Bliver barnet adopteret",
    };
    const struct plan_opsigelse *o = &b->plan->opsigelse;
    const struct plan_afgoerelse *a = &b->plan->indplacering.afgoerelse;

    blok_c(liste, BLOK_H2, "Når kontrakten slutter");
    blok_format(liste, BLOK_AFSNIT,
                "Du og kommunen kan begge sige kontrakten op. Varslet er %d dage i de første %d "
                "måneder og derefter %d dage%s.",
                o->varsel_foerst_dage, o->foerste_maaneder, o->varsel_siden_dage,
                o->til == VARSEL_FOERSTE_ELLER_15 ? ", til den 1. eller den 15." : "");
    if (a->findes && a->hoering_dage > 0)
        blok_format(liste, BLOK_AFSNIT,
                    "Vil kommunen sige op af grunde hos dig, hører vi dig først. Du får mindst %d "
                    "dage til at svare, før vi kan sige op.",
                    a->hoering_dage);
    for (int art = 0; art < OPHOER_ANTAL; art++)
        blok_format(liste, BLOK_PUNKT, "%s: %.*s", naar[art],
                    STR_ARG(stops(liste->arena, b->plan, (enum ophoer_art)art)));
    if (o->atten)
        blok_c(
            liste, BLOK_PUNKT,
            "Fylder barnet 18 år: Kontrakten slutter med udgangen af måneden, medmindre andet er "
            "aftalt.");
}

/* ---- the decision ---- */

static void add_answers(struct blok_liste *liste, const struct brev_niveau *b)
{
    if (b->peger_antal == 0) return;
    blok_c(liste, BLOK_H2, "Det har vi set på");
    blok_c(liste, BLOK_AFSNIT,
           "Her er spørgsmålene fra håndbogen og de svar, der lå til grund. Svarene er en hjælp. "
           "Niveauet er et skøn.");
    blok_hold(liste);
    for (size_t i = 0; i < b->peger_antal; i++) blok_add(liste, BLOK_PUNKT, b->peger[i]);
}

struct blad brev_afgoerelse_blad(struct arena *arena, const struct brev_niveau *b)
{
    struct blad blad = brev_blad(arena, &b->afsender, &b->modtager, STR("Afgørelse om niveau"),
                                 b->dato, b->journal, b->plan->opdigtet);
    struct blok_liste *liste = &blad.liste;

    blok_c(liste, BLOK_H1, "Afgørelse om niveau");
    blok_format(liste, BLOK_STOR, "Opgaven med %.*s er på %.*s fra den %.*s.", STR_ARG(b->barn),
                STR_ARG(b->niveau), STR_ARG(dato_tekst(arena, b->fra)));
    if (b->plan->opdigtet) brev_boks_opdigtet(liste);
    add_facts(liste, b);
    blok_c(liste, BLOK_H2, "Hvorfor");
    if (b->grund.n > 0)
        blok_add(liste, BLOK_AFSNIT, b->grund);
    else
        blok_c(liste, BLOK_AFSNIT, "Begrundelsen er slettet.");
    add_direction(liste, b);
    add_answers(liste, b);
    add_amounts(liste, b);
    brev_uenig(liste, &b->afsender);
    return blad;
}

bool brev_afgoerelse_pdf(struct arena *arena, struct brev_trykkeri *trykkeri,
                         const struct brev_niveau *brev, struct str *pdf, struct err *err)
{
    struct blad blad = brev_afgoerelse_blad(arena, brev);

    return ark_pdf(arena, trykkeri, &blad, pdf, err);
}

/* ---- the contract ---- */

static void write_in(struct blok_liste *liste, const struct str *celle, int antal)
{
    struct blok_raekke *raekke = blok_raekke(liste, RAEKKE_LINJE);

    raekke->skrives = true;
    for (int i = 0; i < antal; i++) blok_celle(liste, i, celle[i]);
}

/* What a contract settles beside the amounts; what is not agreed before, is written in. */
static void add_agreed(struct blok_liste *liste, const struct brev_niveau *b)
{
    static const char *const emne[] = {
        "Mål i handleplanen", "Kørsel", "Hvem henter og bringer", "Ferie", "Pasning", "Forsikring"};

    blok_c(liste, BLOK_H2, "Det har vi aftalt");
    for (size_t i = 0; i < b->aftaler; i++) blok_add(liste, BLOK_PUNKT, b->aftale[i]);
    blok_c(liste, BLOK_AFSNIT, "Skriv, hvad I aftaler om opgaven, før I skriver under.");
    blok_hold(liste);
    blok_tabel(liste, aftalt, 2);
    for (size_t i = 0; i < sizeof(emne) / sizeof(*emne); i++) {
        struct str celle[] = {str_from(emne[i]), STR_EMPTY};
        write_in(liste, celle, 2);
    }
}

static void add_signatures(struct blok_liste *liste, const struct brev_niveau *b)
{
    static const char *const raekke[] = {"Dato", "Navn", "Underskrift"};

    blok_c(liste, BLOK_H2, "Underskrift");
    blok_c(
        liste, BLOK_AFSNIT,
        "I skriver under på det, der står her. Bliver niveauet et andet, laver vi en ny kontrakt, "
        "før det begynder at gælde.");
    blok_hold(liste);
    blok_tabel(liste, underskrift, 3);
    for (size_t i = 0; i < sizeof(raekke) / sizeof(*raekke); i++) {
        struct str celle[] = {str_from(raekke[i]), STR_EMPTY,
                              i == 1 ? b->modtager.navn : STR_EMPTY};
        write_in(liste, celle, 3);
        if (i + 1 < sizeof(raekke) / sizeof(*raekke)) blok_hold(liste);
    }
}

struct blad brev_kontrakt_blad(struct arena *arena, const struct brev_niveau *b)
{
    struct blad blad = brev_blad(arena, &b->afsender, &b->modtager, STR("Kontrakt om pleje"),
                                 b->dato, b->journal, b->plan->opdigtet);
    struct blok_liste *liste = &blad.liste;

    blok_c(liste, BLOK_H1, "Kontrakt om pleje");
    blok_format(liste, BLOK_STOR, "%.*s og %.*s aftaler her opgaven med %.*s.",
                STR_ARG(b->afsender.kommune), STR_ARG(b->modtager.navn), STR_ARG(b->barn));
    if (b->plan->opdigtet) brev_boks_opdigtet(liste);
    add_facts(liste, b);
    blok_format(liste, BLOK_AFSNIT,
                "Kontrakten følger kommunens håndbog, udgaven fra %.*s. Håndbogen siger, hvad der "
                "ellers gælder. Vederlaget er skattepligtigt for dig, der skriver under. "
                "Tavshedspligten gælder også, når kontrakten er slut.",
                STR_ARG(dato_tekst(arena, b->plan->gaelder_fra)));
    add_direction(liste, b);
    add_amounts(liste, b);
    add_ending(liste, b);
    add_agreed(liste, b);
    add_signatures(liste, b);
    return blad;
}

bool brev_kontrakt_pdf(struct arena *arena, struct brev_trykkeri *trykkeri,
                       const struct brev_niveau *brev, struct str *pdf, struct err *err)
{
    struct blad blad = brev_kontrakt_blad(arena, brev);

    return ark_pdf(arena, trykkeri, &blad, pdf, err);
}
