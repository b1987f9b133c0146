/*
 * api_skema: what goes in and out, field by field. Handbooks and computed months:
 * api_skema_haandbog.c.
 */
#include "api/api_intern.h"
#include "api/api_skema.h"

/* ---- words of enumerations ---- */

static const char *tilstand(int v)
{
    return koersel_tilstand_kode((enum koersel_tilstand)v);
}
static const char *konto(int v)
{
    return konto_kode((enum konto)v);
}
static const char *journal_ord(int v)
{
    return journal_art_kode((enum journal_art)v);
}
static const char *henvendelse_ord(int v)
{
    return henvendelse_art_kode((enum henvendelse_art)v);
}
static const char *henvendelse_trin(int v)
{
    return henvendelse_tilstand_kode((enum henvendelse_tilstand)v);
}

/* ---- problems ---- */

static const struct api_felt sted_felt[] = {
    VIST("pointer", API_TEKST,
         .tekst = {"hvor: en JSON-pointer, eller linje og tegn i JSON, der ikke kan læses",
                   "where: a JSON pointer, or line and character of JSON that cannot be read"}),
    VIST("detail", API_TEKST, .tekst = {"hvad der er galt her", "what is wrong here"}),
};
static const struct api_objekt sted =
    API_PRINTET("Sted", "Et sted i det sendte, der er galt",
                "A place in what was sent that is wrong", sted_felt, false);
static const struct api_felt problem_felt[] = {
    VIST("type", API_TEKST,
         .tekst = {"hvilken slags fejl; adressen på dens beskrivelse",
                   "which kind of error; the address of its description"}),
    VIST("title", API_TEKST, .tekst = {"fejlens slags i ord", "the kind of the error in words"}),
    VIST("status", API_TAL, .tekst = {"svarets statuskode", "the status code of the answer"}),
    VIST("detail", API_TEKST,
         .tekst = {"hvad der er galt, og hvad der kan gøres",
                   "what is wrong, and what can be done"}),
    VIST("pointer", API_TEKST, .kan_mangle = true,
         .tekst = {"det sted i det sendte, der er galt (JSON-pointer)",
                   "the place in what was sent that is wrong (JSON pointer)"}),
    VIST("parameter", API_TEKST, .kan_mangle = true,
         .tekst = {"den parameter, der er galt", "the parameter that is wrong"}),
    VIST("udfald", API_TEKST, .kan_mangle = true,
         .tekst = {"hvad reglerne siger nej af: forkert_trin, foraeldet, forbi, samme_person, "
                   "har_aendret, uden_grund, intet, for_meget, allerede, ingen_haandbog",
                   "why the rules say no: forkert_trin, foraeldet, forbi, samme_person, "
                   "har_aendret, uden_grund, intet, for_meget, allerede, ingen_haandbog"}),
    VIST("nummer", API_TEKST, .kan_mangle = true,
         .tekst = {"opgives ved henvendelse om fejlen", "to be given when asking about the error"}),
    {.navn = "errors",
     .type = API_LISTE,
     .kan_mangle = true,
     .objekt = &sted,
     .tekst = {"alle steder, der er galt", "all places that are wrong"}},
};
const struct api_objekt api_o_problem =
    API_PRINTET("Problem", "En fejl (RFC 9457, application/problem+json)",
                "An error (RFC 9457, application/problem+json)", problem_felt, false);

/* ---- runs ---- */

static const struct api_felt koersel_felt[] = {
    FELT(struct koersel, loebenr, "koersel", API_TAL,
         .tekst = {"kørslens nummer", "the number of the run"}),
    FELT(struct koersel, maaned, "maaned", API_MAANED,
         .tekst = {"måneden, den afregner", "the month it settles"}),
    FELT(struct koersel, tilstand, "tilstand", API_ORD, ORD(tilstand, KOERSEL_TILSTANDE),
         .tekst = {"hvor langt den er", "how far it is"}),
    FELT(struct koersel, ekstra, "ekstra", API_SAND,
         .tekst = {"en ekstra kørsel: ingen ny måned", "an extra run: no new month"}),
    FELT(struct koersel, skaeringsdato, "skaeringsdato", API_DATO,
         .tekst = {"hvad der er kendt efter denne dag, venter",
                   "what is known after this day waits"}),
    FELT(struct koersel, dispositionsdato, "dispositionsdato", API_DATO,
         .tekst = {"bankdagen, hvor pengene er fremme", "the bank day on which the money arrives"}),
    FELT(struct koersel, udgave, "udgave", API_TAL, .kan_null = true,
         .tekst = {"den nyeste beregning; null før den første",
                   "the newest computation; null before the first"}),
    FELT(struct koersel, bruger, "bruger", API_ID,
         .tekst = {"hvem der oprettede den (id)", "who made it (id)"}),
    FELT(struct koersel, tid_us, "tid", API_TID,
         .tekst = {"hvornår den blev oprettet", "when it was made"}),
};
const struct api_objekt api_o_koersel =
    API_OBJEKT_AF("Koersel", "En månedskørsel", "A run of a month", koersel_felt, struct koersel);

#define AF_UDGAVE                                                                                  \
    FELT(struct api_side, af, "udgave", API_TAL,                                                   \
         .tekst = {"beregningen, siden er læst af", "the computation the page was read of"})

static const struct api_felt koersler_felt[] = {RAEKKER(&api_o_koersel), NAESTE};
const struct api_objekt api_o_koersler = API_OBJEKT_AF(
    "Koersler", "Kørsler, nyeste først", "Runs, newest first", koersler_felt, struct api_side);

static const struct api_felt forskel_felt[] = {
    FELT(struct forskel, nr, "nr", API_TAL,
         .tekst = {"nummer i beregningen", "number in the computation"}),
    FELT(struct forskel, anbringelse, "anbringelse", API_ID,
         .tekst = {"anbringelsens id", "the placement's id"}),
    FELT(struct forskel, maaned, "maaned", API_MAANED,
         .tekst = {"måneden, den gælder", "the month it is for"}),
    FELT(struct forskel, ydelse, "ydelse", API_TEKST,
         .tekst = {"ydelsens kode i håndbogen", "the payment kind's code in the handbook"}),
    FELT(struct forskel, modtager, "modtager", API_ID,
         .tekst = {"hvem pengene går til (person-id)", "whom the money goes to (person id)"}),
    FELT(struct forskel, kanal, "kanal", API_TEKST,
         .tekst = {"hvordan de sendes", "how it is sent"}),
    FELT(struct forskel, skat, "skat", API_TEKST,
         .tekst = {"hvordan de beskattes", "how it is taxed"}),
    FELT(struct forskel, art, "art", API_TEKST,
         .tekst = {"tilkendelse, aconto, faktura eller kreditnota",
                   "“tilkendelse” (a grant), “aconto” (a payment on account), “faktura” (an "
                   "invoice) or “kreditnota” (a credit note)"}),
    FELT(struct forskel, tilkendt, "tilkendt_oere", API_OERE,
         .tekst = {"tilkendt før, i alt, i øre", "granted before, in all, in øre"}),
    FELT(struct forskel, beregnet, "beregnet_oere", API_OERE,
         .tekst = {"beregnet nu, i alt, i øre", "computed now, in all, in øre"}),
    FELT(struct forskel, efter, "efter", API_TAL, .kan_null = true,
         .tekst = {"den journalrække, der tilkendte sidst; null: ingen",
                   "the journal row that granted last; null: none"}),
    FELT(struct forskel, reference, "reference", API_TEKST, .kan_null = true,
         .tekst = {"beslutningen bag en aconto, faktura eller kreditnota (id)",
                   "the decision behind a payment on account, an invoice or a credit note (id)"}),
};
static const struct api_objekt forskel =
    API_OBJEKT_AF("Forskel", "Forskellen på det beregnede og det tilkendte på én linje",
                  "The difference between what is computed and what was granted, of one line",
                  forskel_felt, struct forskel);
static const struct api_felt forskelle_felt[] = {AF_UDGAVE, RAEKKER(&forskel), NAESTE};
const struct api_objekt api_o_forskelle =
    API_OBJEKT_AF("Forskelle", "Forskelle i en beregning, efter nummer",
                  "Differences of a computation, by number", forskelle_felt, struct api_side);

static const struct api_felt mangel_felt[] = {
    FELT(struct udgave_mangel, nr, "nr", API_TAL,
         .tekst = {"nummer i beregningen", "number in the computation"}),
    FELT(struct udgave_mangel, plejefamilie, "plejefamilie", API_ID,
         .tekst = {"familiens id", "the family's id"}),
    FELT(struct udgave_mangel, anbringelse, "anbringelse", API_ID,
         .tekst = {"anbringelsens id", "the placement's id"}),
    FELT(struct udgave_mangel, maaned, "maaned", API_MAANED, .tekst = {"måneden", "the month"}),
    FELT(struct udgave_mangel, ydelse, "ydelse", API_TEKST,
         .tekst = {"linjen, der ikke kan beregnes; »alle«, når ingen kan",
                   "the line that cannot be computed; “alle” when none can"}),
    FELT(struct udgave_mangel, mangler, "mangler", API_TEKST,
         .tekst = {"hvad der mangler", "what is missing"}),
    FELT(struct udgave_mangel, grund, "grund", API_TEKST,
         .tekst = {"hvorfor, i én sætning", "why, in one sentence"}),
    FELT(struct udgave_mangel, fra, "fra", API_DATO, .kan_null = true,
         .tekst = {"fra og med", "from this day"}),
    FELT(struct udgave_mangel, til, "til", API_DATO, .kan_null = true,
         .tekst = {"til, ikke med", "up to this day, not including it"}),
};
static const struct api_objekt mangel = API_OBJEKT_AF(
    "Mangel", "Noget, der ikke kan beregnes og derfor ikke betales",
    "Something that cannot be computed and so is not paid", mangel_felt, struct udgave_mangel);
static const struct api_felt mangler_felt[] = {AF_UDGAVE, RAEKKER(&mangel), NAESTE};
const struct api_objekt api_o_mangler =
    API_OBJEKT_AF("Mangler", "Det, der ikke kan beregnes, efter nummer",
                  "What cannot be computed, by number", mangler_felt, struct api_side);

#define S struct betaling
static const struct api_felt betaling_felt[] = {
    FELT(S, id, "id", API_ID, .tekst = {"betalingens id", "the payment's id"}),
    FELT(S, eksport, "eksport", API_TAL,
         .tekst = {"eksporten, den gik ud med", "the export it went out with"}),
    FELT(S, kanal, "kanal", API_TEKST, .tekst = {"hvordan den er sendt", "how it was sent"}),
    FELT(S, modtager, "modtager", API_ID,
         .tekst = {"modtageren (person-id)", "the payee (person id)"}),
    FELT(S, beloeb, "beloeb_oere", API_OERE,
         .tekst = {"beløbet i øre, over nul", "the amount in øre, above zero"}),
    FELT(S, dispositionsdato, "dispositionsdato", API_DATO,
         .tekst = {"dagen, pengene er fremme", "the day the money arrives"}),
    FELT(S, igen, "igen", API_ID, .kan_null = true,
         .tekst = {"den betaling, der kom tilbage, og som den sender igen",
                   "the payment that came back and that this one sends again"}),
    FELT(S, svar, "svar", API_TEKST, .kan_null = true,
         .tekst = {"godtaget, afvist eller retur; null, til der er svar",
                   "“godtaget” (accepted), “afvist” (rejected) or “retur” (returned); null until "
                   "there is an answer"}),
    FELT(S, aarsag, "aarsag", API_TEKST, .kan_null = true,
         .tekst = {"hvorfor den kom tilbage", "why it came back"}),
    FELT(S, ny, "ny", API_ID, .kan_null = true,
         .tekst = {"den betaling, der sendte den igen", "the payment that sent it again"}),
};
static const struct api_objekt betaling = API_OBJEKT_AF("Betaling", "En betaling til en modtager",
                                                        "A payment to a payee", betaling_felt, S);
#undef S
static const struct api_felt betalinger_felt[] = {RAEKKER(&betaling), NAESTE};
const struct api_objekt api_o_betalinger =
    API_OBJEKT_AF("Betalinger", "En kørsels betalinger, efter eksport og id",
                  "The payments of a run, by export and id", betalinger_felt, struct api_side);

static const struct api_felt beregnet_felt[] = {
    FELT(struct api_beregnet_svar, koersel, "koersel", API_TAL,
         .tekst = {"kørslens nummer", "the number of the run"}),
    FELT(struct api_beregnet_svar, resultat.udgave, "udgave", API_TAL,
         .tekst = {"beregningens nummer", "the number of the computation"}),
    FELT(struct api_beregnet_svar, resultat.par, "par", API_ANTAL,
         .tekst = {"beregnede anbringelsesmåneder", "months of placements that were computed"}),
    FELT(struct api_beregnet_svar, resultat.maaneder, "maaneder", API_ANTAL,
         .tekst = {"måneder, der er rørt", "months that were touched"}),
    FELT(struct api_beregnet_svar, resultat.forskelle, "forskelle", API_ANTAL,
         .tekst = {"hvor mange forskelle", "how many differences"}),
    FELT(
        struct api_beregnet_svar, resultat.mangler, "mangler", API_ANTAL,
        .tekst = {"hvor mange linjer, der ikke kan beregnes", "how many lines cannot be computed"}),
    FELT(struct api_beregnet_svar, resultat.beregnet, "beregnet_oere", API_OERE,
         .tekst = {"beregnet i alt, i øre", "computed in all, in øre"}),
    FELT(struct api_beregnet_svar, resultat.op, "op_oere", API_OERE,
         .tekst = {"forskelle til familierne, i øre", "differences to the families, in øre"}),
    FELT(struct api_beregnet_svar, resultat.ned, "ned_oere", API_OERE,
         .tekst = {"for meget tilkendt, i øre", "granted too much, in øre"}),
};
const struct api_objekt api_o_beregnet =
    API_OBJEKT_AF("Beregnet", "Hvad en beregning gav", "What a computation gave", beregnet_felt,
                  struct api_beregnet_svar);

static const struct api_felt godkendt_felt[] = {
    FELT(struct api_godkendt_svar, koersel, "koersel", API_TAL,
         .tekst = {"kørslens nummer", "the number of the run"}),
    FELT(struct api_godkendt_svar, resultat.raekker, "raekker", API_TAL,
         .tekst = {"rækker, der kom i journalen", "rows that came into the journal"}),
    FELT(struct api_godkendt_svar, resultat.skyldig, "skyldig_oere", API_OERE,
         .tekst = {"skyldes nu familierne, i øre", "now owed to the families, in øre"}),
    FELT(struct api_godkendt_svar, resultat.tilgodehavende, "tilgodehavende_oere", API_OERE,
         .tekst = {"nyt tilgodehavende hos familierne, i øre",
                   "newly owed by the families, in øre"}),
    FELT(struct api_godkendt_svar, resultat.modregnet, "modregnet_oere", API_OERE,
         .tekst = {"trukket i det, der skyldes dem, i øre",
                   "drawn from what is owed to them, in øre"}),
    FELT(struct api_godkendt_svar, resultat.hoved_nr, "journal_nr", API_TAL, .kan_null = true,
         .tekst = {"journalens nyeste række; null, når den er tom",
                   "the journal's newest row; null when it is empty"}),
    FELT(struct api_godkendt_svar, hoved, "journal_hash", API_TEKST, .kan_null = true,
         .tekst = {"dens hash", "its hash"}),
};
const struct api_objekt api_o_godkendt =
    API_OBJEKT_AF("Godkendt", "Hvad en godkendelse gjorde", "What an approval did", godkendt_felt,
                  struct api_godkendt_svar);

static const struct api_felt koersel_krop_felt[] = {
    FELT(struct api_koersel_krop, maaned, "maaned", API_MAANED,
         .tekst = {"måneden, den afregner", "the month it settles"}),
    FELT(struct api_koersel_krop, skaeringsdato, "skaeringsdato", API_DATO, .kan_mangle = true,
         .tekst = {"hvad der er kendt efter denne dag, venter; ellers i dag",
                   "what is known after this day waits; else today"}),
    FELT(struct api_koersel_krop, dispositionsdato, "dispositionsdato", API_DATO,
         .kan_mangle = true,
         .tekst = {"bankdagen, hvor pengene er fremme; ellers månedens sidste bankdag",
                   "the bank day on which the money arrives; else the month's last bank day"}),
    FELT(struct api_koersel_krop, ekstra, "ekstra", API_SAND, .kan_mangle = true,
         .tekst = {"en ekstra kørsel: ingen ny måned", "an extra run: no new month"}),
};
const struct api_objekt api_o_koersel_krop =
    API_OBJEKT_AF("KoerselNy", "En kørsel, der skal oprettes", "A run to be made",
                  koersel_krop_felt, struct api_koersel_krop);
static const struct api_felt godkend_krop_felt[] = {
    FELT(struct api_godkend_krop, udgave, "udgave", API_TAL, .min = 1, .max = INT32_MAX,
         .tekst = {"beregningen, der er set igennem: »udgave« fra kørslen eller dens forskelle",
                   "the computation that was looked through: “udgave” of the run or of its "
                   "differences"}),
    FELT(struct api_godkend_krop, begrundelse, "begrundelse", API_TEKST, .kan_mangle = true,
         .max = 1000,
         .tekst = {"kun når alene en leder kan godkende",
                   "only when nobody but a leader can approve"}),
};
const struct api_objekt api_o_godkend_krop = API_OBJEKT_AF(
    "Godkendelse", "En godkendelse", "An approval", godkend_krop_felt, struct api_godkend_krop);
const struct api_objekt api_o_tom_krop = {"Tom", {"Intet indhold", "No content"}, NULL, 0, 1,
                                          false};

/* ---- how it stands ---- */

#define S struct api_status_svar
static const struct api_felt status_felt[] = {
    FELT(S, kommune, "kommune", API_INT, .tekst = {"kommunens kode", "the municipality's code"}),
    FELT(S, navn, "navn", API_TEKST, .tekst = {"kommunens navn", "the municipality's name"}),
    FELT(S, status.registrering, "registrering", API_TAL, .kan_null = true,
         .tekst = {"registrets nyeste registrering", "the register's newest registration"}),
    FELT(S, status.registreret_us, "registreret", API_TID, .kan_null = true,
         .tekst = {"hvornår den kom", "when it came"}),
    FELT(S, status.anbringelser, "anbringelser", API_TAL,
         .tekst = {"anbringelser i registret", "placements in the register"}),
    FELT(S, status.godkendelser, "godkendelser", API_TAL,
         .tekst = {"godkendte kørsler", "approved runs"}),
    FELT(S, status.til_maaned, "afregnet_til", API_MAANED, .kan_null = true,
         .tekst = {"afregnet til og med", "settled up to and including this month"}),
    FELT(S, status.mangler, "mangler", API_TAL,
         .tekst = {"linjer, der ikke kunne beregnes sidst",
                   "lines that could not be computed last"}),
    FELT(S, status.tilgodehavende, "tilgodehavende_oere", API_OERE,
         .tekst = {"hvad familier skylder, i øre", "what families owe, in øre"}),
    FELT(S, status.hoved.nr, "journal_nr", API_TAL, .kan_null = true,
         .tekst = {"journalens nyeste række", "the journal's newest row"}),
    FELT(S, hoved, "journal_hash", API_TEKST, .kan_null = true, .tekst = {"dens hash", "its hash"}),
    LISTE(S, status.koersel, status.koersler, "koersler", &api_o_koersel, "de nyeste kørsler",
          "the newest runs"),
};
const struct api_objekt api_o_status =
    API_OBJEKT_AF("Status", "Hvordan det står til", "How things stand", status_felt, S);
#undef S

/* ---- the register ---- */

static const struct api_felt familie_felt[] = {
    FELT(struct api_familie_svar, id, "id", API_ID, .tekst = {"familiens id", "the family's id"}),
    {.navn = "anbringelser",
     .type = API_TEKSTER,
     .tekst = {"dens anbringelser (id)", "its placements (id)"},
     .offset = offsetof(struct api_familie_svar, anbringelse),
     .antal = offsetof(struct api_familie_svar, anbringelser)},
};
static const struct api_objekt familie = API_OBJEKT_AF(
    "Familie", "En plejefamilie", "A foster family", familie_felt, struct api_familie_svar);
static const struct api_felt familier_felt[] = {
    FELT(struct api_side, af, "registrering", API_TAL,
         .tekst = {"som kendt ved denne registrering", "as known at this registration"}),
    RAEKKER(&familie), NAESTE};
const struct api_objekt api_o_familier =
    API_OBJEKT_AF("Familier", "Plejefamilier, efter id", "Foster families, by id", familier_felt,
                  struct api_side);

static const struct api_felt faktum_felt[] = {
    VIST("slags", API_TEKST,
         .tekst = {"hvad det er: anbringelse, barn, indplacering …",
                   "what it is: “anbringelse” (a placement), “barn” (a child), "
                   "“indplacering” (a level) …"}),
    VIST("id", API_ID, .tekst = {"oplysningens id", "the fact's id"}),
    VIST("registrering", API_TAL,
         .tekst = {"hvornår den kom i registret", "when it came into the register"}),
};
static const struct api_objekt faktum = API_PRINTET(
    "Faktum", "En oplysning, med de felter dens slags har i importens filer",
    "A fact, with the fields its kind has in the files of an import", faktum_felt, true);
static const struct api_felt anbringelse_felt[] = {
    VIST("anbringelse", API_ID, .tekst = {"anbringelsens id", "the placement's id"}),
    VIST("registrering", API_TAL,
         .tekst = {"som kendt ved denne registrering", "as known at this registration"}),
    VIST("tid", API_TEKST, .tekst = {"hvornår den kom, dansk tid", "when it came, Danish time"}),
    VIST("paa", API_DATO, .kan_mangle = true,
         .tekst = {"den dag, der er spurgt om", "the day that was asked about"}),
    VIST_LISTE("fakta", &faktum, "hvad der er kendt", "what is known"),
};
const struct api_objekt api_o_anbringelse =
    API_PRINTET("Anbringelse", "En anbringelse, som den var kendt", "A placement, as it was known",
                anbringelse_felt, false);
static const struct api_felt registrering_felt[] = {
    VIST("registrering", API_TAL, .tekst = {"nummeret", "the number"}),
    VIST("tid", API_TEKST, .tekst = {"hvornår, dansk tid", "when, Danish time"}),
    VIST("bruger", API_TEKST, .tekst = {"hvem (brugernavn)", "who (user name)"}),
    VIST("handling", API_TEKST, .tekst = {"hvad der blev gjort", "what was done"}),
    VIST_LISTE("fakta", &faktum, "hvad der blev registreret", "what was registered"),
};
static const struct api_objekt registrering =
    API_PRINTET("Registrering", "En registrering af anbringelsen",
                "A registration of the placement", registrering_felt, false);
static const struct api_felt historie_felt[] = {
    VIST("anbringelse", API_ID, .tekst = {"anbringelsens id", "the placement's id"}),
    VIST_LISTE("registreringer", &registrering, "ældste først", "oldest first"),
};
const struct api_objekt api_o_historie =
    API_PRINTET("Historie", "Alle registreringer af en anbringelse og dens barn",
                "All registrations of a placement and its child", historie_felt, false);

#define S struct register_importeret
static const struct api_felt importeret_felt[] = {
    FELT(S, nr, "registrering", API_TAL, .kan_null = true,
         .tekst = {"den nye registrering; null, når registret vidste det hele",
                   "the new registration; null when the register knew it all"}),
    FELT(S, sager, "sager", API_ANTAL, .tekst = {"læste sager", "cases that were read"}),
    FELT(S, udeladt, "udeladt", API_ANTAL,
         .tekst = {"af dem ikke kendt endnu på den dag", "of these, not known yet on that day"}),
    FELT(S, nye, "nye", API_ANTAL, .tekst = {"nye oplysninger", "new facts"}),
    FELT(S, rettet, "rettet", API_ANTAL, .tekst = {"rettede oplysninger", "corrected facts"}),
    FELT(S, tilbagekaldt, "tilbagekaldt", API_ANTAL,
         .tekst = {"oplysninger kaldt tilbage", "facts that were withdrawn"}),
    FELT(S, beholdt, "beholdt", API_ANTAL,
         .tekst = {"oplysninger om sagerne, som ikke var med og er beholdt",
                   "facts about the cases that were not in it and are kept"}),
};
const struct api_objekt api_o_importeret =
    API_OBJEKT_AF("Importeret", "Hvad en import gjorde", "What an import did", importeret_felt, S);
#undef S

/* ---- the journal ---- */

#define S struct journal_raekke
static const struct api_felt journal_felt[] = {
    FELT(S, nr, "nr", API_TAL, .tekst = {"nummer, uden huller", "number, without gaps"}),
    FELT(S, art, "art", API_ORD, ORD(journal_ord, JOURNAL_ARTER),
         .tekst = {"hvad der skete", "what happened"}),
    FELT(S, debet, "debet", API_ORD, ORD(konto, KONTO_ANTAL),
         .tekst = {"kontoen, der får minus", "the account that is debited"}),
    FELT(S, kredit, "kredit", API_ORD, ORD(konto, KONTO_ANTAL),
         .tekst = {"kontoen, der får plus", "the account that is credited"}),
    FELT(S, beloeb, "beloeb_oere", API_OERE,
         .tekst = {"beløbet i øre, over nul", "the amount in øre, above zero"}),
    FELT(S, koersel, "koersel", API_TAL, .kan_null = true, .tekst = {"kørslen", "the run"}),
    FELT(S, anbringelse, "anbringelse", API_ID, .kan_null = true,
         .tekst = {"anbringelsens id", "the placement's id"}),
    FELT(S, ydelse, "ydelse", API_TEKST, .kan_null = true,
         .tekst = {"ydelsens kode", "the payment kind's code"}),
    FELT(S, modtager, "modtager", API_ID, .kan_null = true,
         .tekst = {"modtageren (person-id)", "the payee (person id)"}),
    FELT(S, kanal, "kanal", API_TEKST, .kan_null = true,
         .tekst = {"hvordan pengene sendes", "how the money is sent"}),
    FELT(S, skat, "skat", API_TEKST, .kan_null = true,
         .tekst = {"hvordan de beskattes", "how it is taxed"}),
    FELT(S, maaned, "maaned", API_MAANED, .kan_null = true, .tekst = {"måneden", "the month"}),
    FELT(S, aar, "aar", API_INT, .kan_null = true,
         .tekst = {"indkomståret, når penge sendes", "the income year, when money is sent"}),
    FELT(S, har_efter, "tilkender", API_SAND,
         .tekst = {"rækken tilkender et beløb på en linje", "the row grants an amount on a line"}),
    FELT(S, efter, "efter", API_TAL, .kan_null = true,
         .tekst = {"tilkendelsen før den på linjen; null: ingen",
                   "the grant before it on the line; null: none"}),
    FELT(S, tilkendt, "tilkendt_oere", API_OERE, .kan_null = true,
         .hvis = 1 + offsetof(S, har_efter),
         .tekst = {"tilkendt på linjen i alt efter rækken, i øre",
                   "granted on the line in all after the row, in øre"}),
    FELT(S, reference, "reference", API_TEKST, .kan_null = true,
         .tekst = {"betalingen eller beslutningen (id)", "the payment or the decision (id)"}),
    FELT(S, bruger, "bruger", API_TEKST, .tekst = {"hvem (id)", "who (id)"}),
    FELT(S, tid_us, "tid", API_TID, .tekst = {"hvornår", "when"}),
    FELT(S, forrige, "forrige", API_TEKST,
         .tekst = {"hash af rækken før", "hash of the row before"}),
    FELT(S, hash, "hash", API_TEKST, .tekst = {"rækkens hash", "the row's hash"}),
};
static const struct api_objekt raekke =
    API_OBJEKT_AF("JournalRaekke", "En række i journalen", "A row of the journal", journal_felt, S);
#undef S
static const struct api_felt journal_liste_felt[] = {RAEKKER(&raekke), NAESTE};
const struct api_objekt api_o_journal =
    API_OBJEKT_AF("Journal", "Journalens rækker, efter nummer",
                  "The rows of the journal, by number", journal_liste_felt, struct api_side);

#define S struct tilgodehavende
static const struct api_felt skylder_felt[] = {
    FELT(S, modtager, "modtager", API_ID,
         .tekst = {"hvem der skylder (person-id)", "who owes (person id)"}),
    FELT(S, kanal, "kanal", API_TEKST,
         .tekst = {"kanalen, det kan trækkes i", "the channel it can be drawn from"}),
    FELT(S, beloeb, "beloeb_oere", API_OERE,
         .tekst = {"hvad der skyldes, i øre", "what is owed, in øre"}),
};
static const struct api_objekt skylder = API_OBJEKT_AF(
    "Tilgodehavende", "Noget, en modtager skylder", "Something a payee owes", skylder_felt, S);
#undef S
static const struct api_felt skyldere_felt[] = {RAEKKER(&skylder), NAESTE};
const struct api_objekt api_o_tilgodehavender =
    API_OBJEKT_AF("Tilgodehavender", "Hvad modtagere skylder, efter modtager og kanal",
                  "What payees owe, by payee and channel", skyldere_felt, struct api_side);

/* ---- what families write ---- */

#define HENVENDELSE(S, h)                                                                          \
    FELT(S, h id, "id", API_ID, .tekst = {"henvendelsens id", "the message's id"}),                \
        FELT(S, h familie, "plejefamilie", API_ID, .kan_null = true,                               \
             .tekst = {"familiens id; null: en medarbejder foreslår en anden regel",               \
                       "the family's id; null: a member of staff proposes another rule"}),         \
        FELT(S, h person, "person", API_ID, .kan_null = true,                                      \
             .tekst = {"hvem der skrev (person-id)", "who wrote (person id)"}),                    \
        FELT(S, h art, "art", API_ORD, ORD(henvendelse_ord, HENVENDELSE_ARTER),                    \
             .tekst = {"hvad den handler om", "what it is about"}),                                \
        FELT(S, h tilstand, "tilstand", API_ORD, ORD(henvendelse_trin, HENVENDELSE_TILSTANDE),     \
             .tekst = {"hvor langt den er", "how far it is"}),                                     \
        FELT(S, h tid_us, "tid", API_TID, .tekst = {"hvornår den kom", "when it came"}),           \
        FELT(S, h frist, "frist", API_DATO, .tekst = {"besvares senest", "to be answered by"}),    \
        FELT(S, h dag, "dag", API_DATO, .kan_null = true,                                          \
             .tekst = {"fra hvornår noget er sådan", "from when something is so"}),                \
        FELT(S, h rolle, "rolle", API_TEKST,                                                       \
             .tekst = {"rollen, der skal svare", "the role that is to answer"}),                   \
        FELT(S, h ansvarlig, "ansvarlig", API_ID, .kan_null = true,                                \
             .tekst = {"brugeren, der har den (id)", "the user who has it (id)"}),                 \
        FELT(S, h linje.koersel, "koersel", API_TAL, .kan_null = true,                             \
             .tekst = {"kørslen, den handler om", "the run it is about"}),                         \
        FELT(S, h linje.anbringelse, "anbringelse", API_ID, .kan_null = true,                      \
             .tekst = {"anbringelsen, den handler om (id)", "the placement it is about (id)"}),    \
        FELT(S, h linje.ydelse, "ydelse", API_TEKST, .kan_null = true,                             \
             .tekst = {"ydelsen, den handler om", "the payment kind it is about"}),                \
        FELT(S, h linje.maaned, "maaned", API_MAANED, .kan_null = true,                            \
             .tekst = {"måneden, den handler om", "the month it is about"}),                       \
        FELT(S, h regel.haandbog, "haandbog", API_TEKST, .kan_null = true,                         \
             .tekst = {"et forslag: håndbogens kode", "a proposal: the handbook's code"}),         \
        FELT(S, h regel.version, "version", API_TEKST, .kan_null = true,                           \
             .tekst = {"et forslag: håndbogens version", "a proposal: the handbook's version"}),   \
        FELT(S, h regel.anker, "anker", API_TEKST, .kan_null = true,                               \
             .tekst = {"et forslag: reglens sted på håndbogens side",                              \
                       "a proposal: the rule's place on the handbook's page"})
static const struct api_felt henvendelse_felt[] = {HENVENDELSE(struct henvendelse, )};
static const struct api_objekt henvendelse =
    API_OBJEKT_AF("HenvendelseKort", "En henvendelse uden dens tekst", "A message without its text",
                  henvendelse_felt, struct henvendelse);
static const struct api_felt henvendelser_felt[] = {RAEKKER(&henvendelse), NAESTE};
const struct api_objekt api_o_henvendelser =
    API_OBJEKT_AF("Henvendelser", "Henvendelser, den første frist først",
                  "Messages, the first deadline first", henvendelser_felt, struct api_side);
static const struct api_felt besked_felt[] = {
    FELT(struct henvendelse_besked, fra_kommune, "fra_kommune", API_SAND,
         .tekst = {"fra kommunen; ellers fra familien",
                   "from the municipality; else from the family"}),
    FELT(struct henvendelse_besked, tekst, "tekst", API_TEKST,
         .tekst = {"hvad der blev skrevet", "what was written"}),
    FELT(struct henvendelse_besked, tid_us, "tid", API_TID, .tekst = {"hvornår", "when"}),
};
static const struct api_objekt besked =
    API_OBJEKT_AF("Besked", "En besked i en henvendelse", "One text of a message, either way",
                  besked_felt, struct henvendelse_besked);
static const struct api_felt henvendelse_hel_felt[] = {
    HENVENDELSE(struct api_henvendelse_svar, h.),
    LISTE(struct api_henvendelse_svar, besked, beskeder, "beskeder", &besked, "ældste først",
          "oldest first"),
};
const struct api_objekt api_o_henvendelse =
    API_OBJEKT_AF("Henvendelse", "En henvendelse med beskeder", "A message with its texts",
                  henvendelse_hel_felt, struct api_henvendelse_svar);
static const struct api_felt svar_krop_felt[] = {
    FELT(struct api_svar_krop, tekst, "tekst", API_TEKST, .max = HENVENDELSE_TEKST_MAX,
         .tekst = {"svaret til familien", "the answer to the family"}),
};
const struct api_objekt api_o_svar_krop =
    API_OBJEKT_AF("Svar", "Et svar til familien", "An answer to the family", svar_krop_felt,
                  struct api_svar_krop);
/* ---- all of them ---- */

const struct api_objekt *const api_skemaer[] = {
    &api_o_problem,
    &sted,
    &api_o_status,
    &api_o_koersel,
    &api_o_koersler,
    &api_o_koersel_krop,
    &api_o_tom_krop,
    &api_o_beregnet,
    &api_o_godkend_krop,
    &api_o_godkendt,
    &forskel,
    &api_o_forskelle,
    &betaling,
    &api_o_betalinger,
    &mangel,
    &api_o_mangler,
    &familie,
    &api_o_familier,
    &faktum,
    &api_o_anbringelse,
    &registrering,
    &api_o_historie,
    &api_o_importeret,
    &raekke,
    &api_o_journal,
    &skylder,
    &api_o_tilgodehavender,
    &henvendelse,
    &api_o_henvendelser,
    &besked,
    &api_o_henvendelse,
    &api_o_svar_krop,
    &api_o_version,
    &api_o_haandbog_kort,
    &api_o_haandboeger,
    &api_o_ydelse,
    &api_o_takst,
    &api_o_trin,
    &api_o_haandbog,
    &api_o_faktor,
    &api_o_led,
    &api_o_del,
    &api_o_afrunding,
    &api_o_valg,
    &api_o_brugt,
    &api_o_flere,
    &api_o_forklaring,
    &api_o_linje,
    &api_o_lak,
    &api_o_sag,
    &api_o_beregning,
};
const size_t api_skemaer_antal = sizeof(api_skemaer) / sizeof(*api_skemaer);
