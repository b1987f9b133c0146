/*
 * api_skema: what goes in and out, field by field.
 */
#include "api/api_intern.h"
#include "api/api_svar.h"

#define FELT(s, m, n, t, ...)                                                                      \
    {                                                                                              \
        .navn = (n), .type = (t), .offset = offsetof(s, m), __VA_ARGS__                            \
    }
/* Of what another room prints: only described. */
#define VIST(n, t, ...)                                                                            \
    {                                                                                              \
        .navn = (n), .type = (t), __VA_ARGS__                                                      \
    }
#define LISTE(s, m, a, n, o, tx)                                                                   \
    {                                                                                              \
        .navn = (n), .type = API_LISTE, .tekst = (tx), .offset = offsetof(s, m),                   \
        .antal = offsetof(s, a), .objekt = (o)                                                     \
    }
#define VIST_LISTE(n, o, tx)                                                                       \
    {                                                                                              \
        .navn = (n), .type = API_LISTE, .tekst = (tx), .objekt = (o)                               \
    }

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
static const char *modtager(int v)
{
    return modtager_kode((enum modtager)v);
}
static const char *kanal(int v)
{
    return kanal_kode((enum kanal)v);
}
static const char *skat(int v)
{
    return skat_kode((enum skat)v);
}
static const char *takststatus(int v)
{
    return takst_status_navn((enum takst_status)v);
}
#define ORD(funktion, antal) .kode = (funktion), .ord = (antal)

/* ---- problems ---- */

static const struct api_felt sted_felt[] = {
    VIST("pointer", API_TEKST,
         .tekst = "hvor: en JSON-pointer, eller linje og tegn i JSON, der ikke kan læses"),
    VIST("detail", API_TEKST, .tekst = "hvad der er galt her"),
};
static const struct api_objekt sted =
    API_PRINTET("Sted", "Et sted i det sendte, der er galt", sted_felt, false);
static const struct api_felt problem_felt[] = {
    VIST("type", API_TEKST, .tekst = "hvilken slags fejl; adressen på dens beskrivelse"),
    VIST("title", API_TEKST, .tekst = "fejlens slags i ord"),
    VIST("status", API_TAL, .tekst = "svarets statuskode"),
    VIST("detail", API_TEKST, .tekst = "hvad der er galt, og hvad der kan gøres"),
    VIST("pointer", API_TEKST, .kan_mangle = true,
         .tekst = "det sted i det sendte, der er galt (JSON-pointer)"),
    VIST("parameter", API_TEKST, .kan_mangle = true, .tekst = "den parameter, der er galt"),
    VIST("udfald", API_TEKST, .kan_mangle = true,
         .tekst = "hvad reglerne siger nej af: forkert_trin, foraeldet, forbi, samme_person, "
                  "har_aendret, uden_grund, intet, for_meget, allerede, ingen_haandbog"),
    VIST("nummer", API_TEKST, .kan_mangle = true, .tekst = "opgives ved henvendelse om fejlen"),
    {.navn = "errors",
     .type = API_LISTE,
     .kan_mangle = true,
     .objekt = &sted,
     .tekst = "alle steder, der er galt"},
};
const struct api_objekt api_o_problem =
    API_PRINTET("Problem", "En fejl (RFC 9457, application/problem+json)", problem_felt, false);

/* ---- runs ---- */

static const struct api_felt koersel_felt[] = {
    FELT(struct koersel, loebenr, "koersel", API_TAL, .tekst = "kørslens nummer"),
    FELT(struct koersel, maaned, "maaned", API_MAANED, .tekst = "måneden, den afregner"),
    FELT(struct koersel, tilstand, "tilstand", API_ORD, ORD(tilstand, KOERSEL_TILSTANDE),
         .tekst = "hvor langt den er"),
    FELT(struct koersel, ekstra, "ekstra", API_SAND, .tekst = "en ekstra kørsel: ingen ny måned"),
    FELT(struct koersel, skaeringsdato, "skaeringsdato", API_DATO,
         .tekst = "hvad der er kendt efter denne dag, venter"),
    FELT(struct koersel, dispositionsdato, "dispositionsdato", API_DATO,
         .tekst = "bankdagen, hvor pengene er fremme"),
    FELT(struct koersel, udgave, "udgave", API_TAL, .kan_null = true,
         .tekst = "den nyeste beregning; null før den første"),
    FELT(struct koersel, bruger, "bruger", API_ID, .tekst = "hvem der oprettede den (id)"),
    FELT(struct koersel, tid_us, "tid", API_TID, .tekst = "hvornår den blev oprettet"),
};
const struct api_objekt api_o_koersel =
    API_OBJEKT_AF("Koersel", "En månedskørsel", koersel_felt, struct koersel);

#define NAESTE                                                                                     \
    FELT(struct api_side, naeste, "naeste", API_TEKST, .kan_null = true,                           \
         .tekst = "sendes som »efter« for at få næste side; null på den sidste")
#define RAEKKER(objekt) LISTE(struct api_side, raekke, antal, "raekker", objekt, "sidens rækker")
#define AF_UDGAVE                                                                                  \
    FELT(struct api_side, af, "udgave", API_TAL, .tekst = "beregningen, siden er læst af")

static const struct api_felt koersler_felt[] = {RAEKKER(&api_o_koersel), NAESTE};
const struct api_objekt api_o_koersler =
    API_OBJEKT_AF("Koersler", "Kørsler, nyeste først", koersler_felt, struct api_side);

static const struct api_felt forskel_felt[] = {
    FELT(struct forskel, nr, "nr", API_TAL, .tekst = "nummer i beregningen"),
    FELT(struct forskel, anbringelse, "anbringelse", API_ID, .tekst = "anbringelsens id"),
    FELT(struct forskel, maaned, "maaned", API_MAANED, .tekst = "måneden, den gælder"),
    FELT(struct forskel, ydelse, "ydelse", API_TEKST, .tekst = "ydelsens kode i håndbogen"),
    FELT(struct forskel, modtager, "modtager", API_ID, .tekst = "hvem pengene går til (person-id)"),
    FELT(struct forskel, kanal, "kanal", API_TEKST, .tekst = "hvordan de sendes"),
    FELT(struct forskel, skat, "skat", API_TEKST, .tekst = "hvordan de beskattes"),
    FELT(struct forskel, art, "art", API_TEKST,
         .tekst = "tilkendelse, aconto, faktura eller kreditnota"),
    FELT(struct forskel, tilkendt, "tilkendt_oere", API_OERE,
         .tekst = "tilkendt før, i alt, i øre"),
    FELT(struct forskel, beregnet, "beregnet_oere", API_OERE, .tekst = "beregnet nu, i alt, i øre"),
    FELT(struct forskel, efter, "efter", API_TAL, .kan_null = true,
         .tekst = "den journalrække, der tilkendte sidst; null: ingen"),
    FELT(struct forskel, reference, "reference", API_TEKST, .kan_null = true,
         .tekst = "beslutningen bag en aconto, faktura eller kreditnota (id)"),
};
static const struct api_objekt forskel =
    API_OBJEKT_AF("Forskel", "Forskellen på det beregnede og det tilkendte på én linje",
                  forskel_felt, struct forskel);
static const struct api_felt forskelle_felt[] = {AF_UDGAVE, RAEKKER(&forskel), NAESTE};
const struct api_objekt api_o_forskelle = API_OBJEKT_AF(
    "Forskelle", "Forskelle i en beregning, efter nummer", forskelle_felt, struct api_side);

static const struct api_felt mangel_felt[] = {
    FELT(struct udgave_mangel, nr, "nr", API_TAL, .tekst = "nummer i beregningen"),
    FELT(struct udgave_mangel, plejefamilie, "plejefamilie", API_ID, .tekst = "familiens id"),
    FELT(struct udgave_mangel, anbringelse, "anbringelse", API_ID, .tekst = "anbringelsens id"),
    FELT(struct udgave_mangel, maaned, "maaned", API_MAANED, .tekst = "måneden"),
    FELT(struct udgave_mangel, ydelse, "ydelse", API_TEKST,
         .tekst = "linjen, der ikke kan beregnes; »alle«, når ingen kan"),
    FELT(struct udgave_mangel, mangler, "mangler", API_TEKST, .tekst = "hvad der mangler"),
    FELT(struct udgave_mangel, grund, "grund", API_TEKST, .tekst = "hvorfor, i én sætning"),
    FELT(struct udgave_mangel, fra, "fra", API_DATO, .kan_null = true, .tekst = "fra og med"),
    FELT(struct udgave_mangel, til, "til", API_DATO, .kan_null = true, .tekst = "til, ikke med"),
};
static const struct api_objekt mangel =
    API_OBJEKT_AF("Mangel", "Noget, der ikke kan beregnes og derfor ikke betales", mangel_felt,
                  struct udgave_mangel);
static const struct api_felt mangler_felt[] = {AF_UDGAVE, RAEKKER(&mangel), NAESTE};
const struct api_objekt api_o_mangler = API_OBJEKT_AF(
    "Mangler", "Det, der ikke kan beregnes, efter nummer", mangler_felt, struct api_side);

#define S struct betaling
static const struct api_felt betaling_felt[] = {
    FELT(S, id, "id", API_ID, .tekst = "betalingens id"),
    FELT(S, eksport, "eksport", API_TAL, .tekst = "eksporten, den gik ud med"),
    FELT(S, kanal, "kanal", API_TEKST, .tekst = "hvordan den er sendt"),
    FELT(S, modtager, "modtager", API_ID, .tekst = "modtageren (person-id)"),
    FELT(S, beloeb, "beloeb_oere", API_OERE, .tekst = "beløbet i øre, over nul"),
    FELT(S, dispositionsdato, "dispositionsdato", API_DATO, .tekst = "dagen, pengene er fremme"),
    FELT(S, igen, "igen", API_ID, .kan_null = true,
         .tekst = "den betaling, der kom tilbage, og som den sender igen"),
    FELT(S, svar, "svar", API_TEKST, .kan_null = true,
         .tekst = "godtaget, afvist eller retur; null, til der er svar"),
    FELT(S, aarsag, "aarsag", API_TEKST, .kan_null = true, .tekst = "hvorfor den kom tilbage"),
    FELT(S, ny, "ny", API_ID, .kan_null = true, .tekst = "den betaling, der sendte den igen"),
};
static const struct api_objekt betaling =
    API_OBJEKT_AF("Betaling", "En betaling til en modtager", betaling_felt, S);
#undef S
static const struct api_felt betalinger_felt[] = {RAEKKER(&betaling), NAESTE};
const struct api_objekt api_o_betalinger = API_OBJEKT_AF(
    "Betalinger", "En kørsels betalinger, efter eksport og id", betalinger_felt, struct api_side);

static const struct api_felt beregnet_felt[] = {
    FELT(struct api_beregnet_svar, koersel, "koersel", API_TAL, .tekst = "kørslens nummer"),
    FELT(struct api_beregnet_svar, resultat.udgave, "udgave", API_TAL,
         .tekst = "beregningens nummer"),
    FELT(struct api_beregnet_svar, resultat.par, "par", API_ANTAL,
         .tekst = "beregnede anbringelsesmåneder"),
    FELT(struct api_beregnet_svar, resultat.maaneder, "maaneder", API_ANTAL,
         .tekst = "måneder, der er rørt"),
    FELT(struct api_beregnet_svar, resultat.forskelle, "forskelle", API_ANTAL,
         .tekst = "hvor mange forskelle"),
    FELT(struct api_beregnet_svar, resultat.mangler, "mangler", API_ANTAL,
         .tekst = "hvor mange linjer, der ikke kan beregnes"),
    FELT(struct api_beregnet_svar, resultat.beregnet, "beregnet_oere", API_OERE,
         .tekst = "beregnet i alt, i øre"),
    FELT(struct api_beregnet_svar, resultat.op, "op_oere", API_OERE,
         .tekst = "forskelle til familierne, i øre"),
    FELT(struct api_beregnet_svar, resultat.ned, "ned_oere", API_OERE,
         .tekst = "for meget tilkendt, i øre"),
};
const struct api_objekt api_o_beregnet =
    API_OBJEKT_AF("Beregnet", "Hvad en beregning gav", beregnet_felt, struct api_beregnet_svar);

static const struct api_felt godkendt_felt[] = {
    FELT(struct api_godkendt_svar, koersel, "koersel", API_TAL, .tekst = "kørslens nummer"),
    FELT(struct api_godkendt_svar, resultat.raekker, "raekker", API_TAL,
         .tekst = "rækker, der kom i journalen"),
    FELT(struct api_godkendt_svar, resultat.skyldig, "skyldig_oere", API_OERE,
         .tekst = "skyldes nu familierne, i øre"),
    FELT(struct api_godkendt_svar, resultat.tilgodehavende, "tilgodehavende_oere", API_OERE,
         .tekst = "nyt tilgodehavende hos familierne, i øre"),
    FELT(struct api_godkendt_svar, resultat.modregnet, "modregnet_oere", API_OERE,
         .tekst = "trukket i det, der skyldes dem, i øre"),
    FELT(struct api_godkendt_svar, resultat.hoved_nr, "journal_nr", API_TAL, .kan_null = true,
         .tekst = "journalens nyeste række; null, når den er tom"),
    FELT(struct api_godkendt_svar, hoved, "journal_hash", API_TEKST, .kan_null = true,
         .tekst = "dens hash"),
};
const struct api_objekt api_o_godkendt = API_OBJEKT_AF("Godkendt", "Hvad en godkendelse gjorde",
                                                       godkendt_felt, struct api_godkendt_svar);

static const struct api_felt koersel_krop_felt[] = {
    FELT(struct api_koersel_krop, maaned, "maaned", API_MAANED, .tekst = "måneden, den afregner"),
    FELT(struct api_koersel_krop, skaeringsdato, "skaeringsdato", API_DATO, .kan_mangle = true,
         .tekst = "hvad der er kendt efter denne dag, venter; ellers i dag"),
    FELT(struct api_koersel_krop, dispositionsdato, "dispositionsdato", API_DATO,
         .kan_mangle = true,
         .tekst = "bankdagen, hvor pengene er fremme; ellers månedens sidste bankdag"),
    FELT(struct api_koersel_krop, ekstra, "ekstra", API_SAND, .kan_mangle = true,
         .tekst = "en ekstra kørsel: ingen ny måned"),
};
const struct api_objekt api_o_koersel_krop = API_OBJEKT_AF(
    "KoerselNy", "En kørsel, der skal oprettes", koersel_krop_felt, struct api_koersel_krop);
static const struct api_felt godkend_krop_felt[] = {
    FELT(struct api_godkend_krop, udgave, "udgave", API_TAL, .min = 1, .max = INT32_MAX,
         .tekst = "beregningen, der er set igennem: »udgave« fra kørslen eller dens forskelle"),
    FELT(struct api_godkend_krop, begrundelse, "begrundelse", API_TEKST, .kan_mangle = true,
         .max = 1000, .tekst = "kun når alene en leder kan godkende"),
};
const struct api_objekt api_o_godkend_krop =
    API_OBJEKT_AF("Godkendelse", "En godkendelse", godkend_krop_felt, struct api_godkend_krop);
const struct api_objekt api_o_tom_krop = {"Tom", "Intet indhold", NULL, 0, 1, false};

/* ---- how it stands ---- */

#define S struct api_status_svar
static const struct api_felt status_felt[] = {
    FELT(S, kommune, "kommune", API_INT, .tekst = "kommunens kode"),
    FELT(S, navn, "navn", API_TEKST, .tekst = "kommunens navn"),
    FELT(S, status.registrering, "registrering", API_TAL, .kan_null = true,
         .tekst = "registrets nyeste registrering"),
    FELT(S, status.registreret_us, "registreret", API_TID, .kan_null = true,
         .tekst = "hvornår den kom"),
    FELT(S, status.anbringelser, "anbringelser", API_TAL, .tekst = "anbringelser i registret"),
    FELT(S, status.godkendelser, "godkendelser", API_TAL, .tekst = "godkendte kørsler"),
    FELT(S, status.til_maaned, "afregnet_til", API_MAANED, .kan_null = true,
         .tekst = "afregnet til og med"),
    FELT(S, status.mangler, "mangler", API_TAL, .tekst = "linjer, der ikke kunne beregnes sidst"),
    FELT(S, status.tilgodehavende, "tilgodehavende_oere", API_OERE,
         .tekst = "hvad familier skylder, i øre"),
    FELT(S, status.hoved.nr, "journal_nr", API_TAL, .kan_null = true,
         .tekst = "journalens nyeste række"),
    FELT(S, hoved, "journal_hash", API_TEKST, .kan_null = true, .tekst = "dens hash"),
    LISTE(S, status.koersel, status.koersler, "koersler", &api_o_koersel, "de nyeste kørsler"),
};
const struct api_objekt api_o_status =
    API_OBJEKT_AF("Status", "Hvordan det står til", status_felt, S);
#undef S

/* ---- the register ---- */

static const struct api_felt familie_felt[] = {
    FELT(struct api_familie_svar, id, "id", API_ID, .tekst = "familiens id"),
    {.navn = "anbringelser",
     .type = API_TEKSTER,
     .tekst = "dens anbringelser (id)",
     .offset = offsetof(struct api_familie_svar, anbringelse),
     .antal = offsetof(struct api_familie_svar, anbringelser)},
};
static const struct api_objekt familie =
    API_OBJEKT_AF("Familie", "En plejefamilie", familie_felt, struct api_familie_svar);
static const struct api_felt familier_felt[] = {
    FELT(struct api_side, af, "registrering", API_TAL, .tekst = "som kendt ved denne registrering"),
    RAEKKER(&familie), NAESTE};
const struct api_objekt api_o_familier =
    API_OBJEKT_AF("Familier", "Plejefamilier, efter id", familier_felt, struct api_side);

static const struct api_felt faktum_felt[] = {
    VIST("slags", API_TEKST, .tekst = "hvad det er: anbringelse, barn, indplacering …"),
    VIST("id", API_ID, .tekst = "oplysningens id"),
    VIST("registrering", API_TAL, .tekst = "hvornår den kom i registret"),
};
static const struct api_objekt faktum = API_PRINTET(
    "Faktum", "En oplysning, med de felter dens slags har i importens filer", faktum_felt, true);
static const struct api_felt anbringelse_felt[] = {
    VIST("anbringelse", API_ID, .tekst = "anbringelsens id"),
    VIST("registrering", API_TAL, .tekst = "som kendt ved denne registrering"),
    VIST("tid", API_TEKST, .tekst = "hvornår den kom, dansk tid"),
    VIST("paa", API_DATO, .kan_mangle = true, .tekst = "den dag, der er spurgt om"),
    VIST_LISTE("fakta", &faktum, "hvad der er kendt"),
};
const struct api_objekt api_o_anbringelse =
    API_PRINTET("Anbringelse", "En anbringelse, som den var kendt", anbringelse_felt, false);
static const struct api_felt registrering_felt[] = {
    VIST("registrering", API_TAL, .tekst = "nummeret"),
    VIST("tid", API_TEKST, .tekst = "hvornår, dansk tid"),
    VIST("bruger", API_TEKST, .tekst = "hvem (brugernavn)"),
    VIST("handling", API_TEKST, .tekst = "hvad der blev gjort"),
    VIST_LISTE("fakta", &faktum, "hvad der blev registreret"),
};
static const struct api_objekt registrering =
    API_PRINTET("Registrering", "En registrering af anbringelsen", registrering_felt, false);
static const struct api_felt historie_felt[] = {
    VIST("anbringelse", API_ID, .tekst = "anbringelsens id"),
    VIST_LISTE("registreringer", &registrering, "ældste først"),
};
const struct api_objekt api_o_historie = API_PRINTET(
    "Historie", "Alle registreringer af en anbringelse og dens barn", historie_felt, false);

#define S struct register_importeret
static const struct api_felt importeret_felt[] = {
    FELT(S, nr, "registrering", API_TAL, .kan_null = true,
         .tekst = "den nye registrering; null, når registret vidste det hele"),
    FELT(S, sager, "sager", API_ANTAL, .tekst = "læste sager"),
    FELT(S, udeladt, "udeladt", API_ANTAL, .tekst = "af dem ikke kendt endnu på den dag"),
    FELT(S, nye, "nye", API_ANTAL, .tekst = "nye oplysninger"),
    FELT(S, rettet, "rettet", API_ANTAL, .tekst = "rettede oplysninger"),
    FELT(S, tilbagekaldt, "tilbagekaldt", API_ANTAL, .tekst = "oplysninger kaldt tilbage"),
    FELT(S, beholdt, "beholdt", API_ANTAL,
         .tekst = "oplysninger om sagerne, som ikke var med og er beholdt"),
};
const struct api_objekt api_o_importeret =
    API_OBJEKT_AF("Importeret", "Hvad en import gjorde", importeret_felt, S);
#undef S

/* ---- the journal ---- */

#define S struct journal_raekke
static const struct api_felt journal_felt[] = {
    FELT(S, nr, "nr", API_TAL, .tekst = "nummer, uden huller"),
    FELT(S, art, "art", API_ORD, ORD(journal_ord, JOURNAL_ARTER), .tekst = "hvad der skete"),
    FELT(S, debet, "debet", API_ORD, ORD(konto, KONTO_ANTAL), .tekst = "kontoen, der får minus"),
    FELT(S, kredit, "kredit", API_ORD, ORD(konto, KONTO_ANTAL), .tekst = "kontoen, der får plus"),
    FELT(S, beloeb, "beloeb_oere", API_OERE, .tekst = "beløbet i øre, over nul"),
    FELT(S, koersel, "koersel", API_TAL, .kan_null = true, .tekst = "kørslen"),
    FELT(S, anbringelse, "anbringelse", API_ID, .kan_null = true, .tekst = "anbringelsens id"),
    FELT(S, ydelse, "ydelse", API_TEKST, .kan_null = true, .tekst = "ydelsens kode"),
    FELT(S, modtager, "modtager", API_ID, .kan_null = true, .tekst = "modtageren (person-id)"),
    FELT(S, kanal, "kanal", API_TEKST, .kan_null = true, .tekst = "hvordan pengene sendes"),
    FELT(S, skat, "skat", API_TEKST, .kan_null = true, .tekst = "hvordan de beskattes"),
    FELT(S, maaned, "maaned", API_MAANED, .kan_null = true, .tekst = "måneden"),
    FELT(S, aar, "aar", API_INT, .kan_null = true, .tekst = "indkomståret, når penge sendes"),
    FELT(S, har_efter, "tilkender", API_SAND, .tekst = "rækken tilkender et beløb på en linje"),
    FELT(S, efter, "efter", API_TAL, .kan_null = true,
         .tekst = "tilkendelsen før den på linjen; null: ingen"),
    FELT(S, tilkendt, "tilkendt_oere", API_OERE, .kan_null = true,
         .hvis = 1 + offsetof(S, har_efter),
         .tekst = "tilkendt på linjen i alt efter rækken, i øre"),
    FELT(S, reference, "reference", API_TEKST, .kan_null = true,
         .tekst = "betalingen eller beslutningen (id)"),
    FELT(S, bruger, "bruger", API_TEKST, .tekst = "hvem (id)"),
    FELT(S, tid_us, "tid", API_TID, .tekst = "hvornår"),
    FELT(S, forrige, "forrige", API_TEKST, .tekst = "hash af rækken før"),
    FELT(S, hash, "hash", API_TEKST, .tekst = "rækkens hash"),
};
static const struct api_objekt raekke =
    API_OBJEKT_AF("JournalRaekke", "En række i journalen", journal_felt, S);
#undef S
static const struct api_felt journal_liste_felt[] = {RAEKKER(&raekke), NAESTE};
const struct api_objekt api_o_journal = API_OBJEKT_AF("Journal", "Journalens rækker, efter nummer",
                                                      journal_liste_felt, struct api_side);

#define S struct tilgodehavende
static const struct api_felt skylder_felt[] = {
    FELT(S, modtager, "modtager", API_ID, .tekst = "hvem der skylder (person-id)"),
    FELT(S, kanal, "kanal", API_TEKST, .tekst = "kanalen, det kan trækkes i"),
    FELT(S, beloeb, "beloeb_oere", API_OERE, .tekst = "hvad der skyldes, i øre"),
};
static const struct api_objekt skylder =
    API_OBJEKT_AF("Tilgodehavende", "Noget, en modtager skylder", skylder_felt, S);
#undef S
static const struct api_felt skyldere_felt[] = {RAEKKER(&skylder), NAESTE};
const struct api_objekt api_o_tilgodehavender =
    API_OBJEKT_AF("Tilgodehavender", "Hvad modtagere skylder, efter modtager og kanal",
                  skyldere_felt, struct api_side);

/* ---- what families write ---- */

#define HENVENDELSE(S, h)                                                                          \
    FELT(S, h id, "id", API_ID, .tekst = "henvendelsens id"),                                      \
        FELT(S, h familie, "plejefamilie", API_ID, .kan_null = true,                               \
             .tekst = "familiens id; null: en medarbejder foreslår en anden regel"),               \
        FELT(S, h person, "person", API_ID, .kan_null = true,                                      \
             .tekst = "hvem der skrev (person-id)"),                                               \
        FELT(S, h art, "art", API_ORD, ORD(henvendelse_ord, HENVENDELSE_ARTER),                    \
             .tekst = "hvad den handler om"),                                                      \
        FELT(S, h tilstand, "tilstand", API_ORD, ORD(henvendelse_trin, HENVENDELSE_TILSTANDE),     \
             .tekst = "hvor langt den er"),                                                        \
        FELT(S, h tid_us, "tid", API_TID, .tekst = "hvornår den kom"),                             \
        FELT(S, h frist, "frist", API_DATO, .tekst = "besvares senest"),                           \
        FELT(S, h dag, "dag", API_DATO, .kan_null = true, .tekst = "fra hvornår noget er sådan"),  \
        FELT(S, h rolle, "rolle", API_TEKST, .tekst = "rollen, der skal svare"),                   \
        FELT(S, h ansvarlig, "ansvarlig", API_ID, .kan_null = true,                                \
             .tekst = "brugeren, der har den (id)"),                                               \
        FELT(S, h linje.koersel, "koersel", API_TAL, .kan_null = true,                             \
             .tekst = "kørslen, den handler om"),                                                  \
        FELT(S, h linje.anbringelse, "anbringelse", API_ID, .kan_null = true,                      \
             .tekst = "anbringelsen, den handler om (id)"),                                        \
        FELT(S, h linje.ydelse, "ydelse", API_TEKST, .kan_null = true,                             \
             .tekst = "ydelsen, den handler om"),                                                  \
        FELT(S, h linje.maaned, "maaned", API_MAANED, .kan_null = true,                            \
             .tekst = "måneden, den handler om"),                                                  \
        FELT(S, h regel.haandbog, "haandbog", API_TEKST, .kan_null = true,                         \
             .tekst = "et forslag: håndbogens kode"),                                              \
        FELT(S, h regel.version, "version", API_TEKST, .kan_null = true,                           \
             .tekst = "et forslag: håndbogens version"),                                           \
        FELT(S, h regel.anker, "anker", API_TEKST, .kan_null = true,                               \
             .tekst = "et forslag: reglens sted på håndbogens side")
static const struct api_felt henvendelse_felt[] = {HENVENDELSE(struct henvendelse, )};
static const struct api_objekt henvendelse = API_OBJEKT_AF(
    "HenvendelseKort", "En henvendelse uden dens tekst", henvendelse_felt, struct henvendelse);
static const struct api_felt henvendelser_felt[] = {RAEKKER(&henvendelse), NAESTE};
const struct api_objekt api_o_henvendelser = API_OBJEKT_AF(
    "Henvendelser", "Henvendelser, den første frist først", henvendelser_felt, struct api_side);
static const struct api_felt besked_felt[] = {
    FELT(struct henvendelse_besked, fra_kommune, "fra_kommune", API_SAND,
         .tekst = "fra kommunen; ellers fra familien"),
    FELT(struct henvendelse_besked, tekst, "tekst", API_TEKST, .tekst = "hvad der blev skrevet"),
    FELT(struct henvendelse_besked, tid_us, "tid", API_TID, .tekst = "hvornår"),
};
static const struct api_objekt besked =
    API_OBJEKT_AF("Besked", "En besked i en henvendelse", besked_felt, struct henvendelse_besked);
static const struct api_felt henvendelse_hel_felt[] = {
    HENVENDELSE(struct api_henvendelse_svar, h.),
    LISTE(struct api_henvendelse_svar, besked, beskeder, "beskeder", &besked, "ældste først"),
};
const struct api_objekt api_o_henvendelse =
    API_OBJEKT_AF("Henvendelse", "En henvendelse med beskeder", henvendelse_hel_felt,
                  struct api_henvendelse_svar);
static const struct api_felt svar_krop_felt[] = {
    FELT(struct api_svar_krop, tekst, "tekst", API_TEKST, .max = HENVENDELSE_TEKST_MAX,
         .tekst = "svaret til familien"),
};
const struct api_objekt api_o_svar_krop =
    API_OBJEKT_AF("Svar", "Et svar til familien", svar_krop_felt, struct api_svar_krop);

/* ---- handbooks ---- */

#define VERSION(S, v)                                                                              \
    FELT(S, v version, "version", API_TEKST, .tekst = "versionens navn"),                          \
        FELT(S, v fra, "gaelder_fra", API_DATO, .tekst = "gælder fra og med"),                     \
        FELT(S, v til, "gaelder_til", API_DATO, .kan_null = true,                                  \
             .tekst = "gælder til, ikke med; null: indtil videre"),                                \
        FELT(S, v kendt_fra, "kendt_fra", API_DATO, .kan_null = true,                              \
             .tekst = "en rettelse: hvornår den blev kendt"),                                      \
        FELT(S, v hash, "hash", API_TEKST, .tekst = "hash af regler og takster"),                  \
        FELT(S, v adresse, "adresse", API_TEKST, .tekst = "siden, hvor den kan læses")
static const struct api_felt version_felt[] = {VERSION(struct api_version_svar, )};
static const struct api_objekt version =
    API_OBJEKT_AF("Version", "En version af en håndbog", version_felt, struct api_version_svar);
#define S struct api_haandbog_svar
static const struct api_felt haandbog_felt[] = {
    FELT(S, kode, "kode", API_TEKST, .tekst = "håndbogens kode"),
    FELT(S, navn, "navn", API_TEKST, .tekst = "hvis håndbog det er"),
    FELT(S, egen, "egen", API_SAND, .tekst = "kommunens egen"),
    FELT(S, opdigtet, "opdigtet", API_SAND, .tekst = "beløbene er opdigtede"),
    LISTE(S, version, versioner, "versioner", &version, "ældste først"),
};
static const struct api_objekt haandbog =
    API_OBJEKT_AF("HaandbogKort", "En håndbog og dens versioner", haandbog_felt, S);
#undef S
static const struct api_felt haandboeger_felt[] = {RAEKKER(&haandbog), NAESTE};
const struct api_objekt api_o_haandboeger =
    API_OBJEKT_AF("Haandboeger", "Håndbøger", haandboeger_felt, struct api_side);

#define S struct api_ydelse_svar
static const struct api_felt ydelse_felt[] = {
    FELT(S, kode, "kode", API_TEKST, .tekst = "ydelsens kode"),
    FELT(S, titel, "titel", API_TEKST, .tekst = "ydelsens navn"),
    FELT(S, formel, "formel", API_TEKST, .tekst = "beløbet, som reglen skriver det"),
    FELT(S, formel_3_barn, "formel_3_barn", API_TEKST, .kan_null = true,
         .tekst = "for det tredje barn, når det er et andet"),
    FELT(S, fra_alder, "fra_alder", API_INT, .tekst = "fra og med denne alder"),
    FELT(S, til_alder, "til_alder", API_INT, .tekst = "til og med denne alder"),
    FELT(S, modtager, "modtager", API_ORD, ORD(modtager, MODTAGER_ANTAL),
         .tekst = "hvem der får den"),
    FELT(S, kanal, "kanal", API_ORD, ORD(kanal, KANAL_ANTAL), .tekst = "hvordan den sendes"),
    FELT(S, skat, "skat", API_ORD, ORD(skat, SKAT_ANTAL), .tekst = "hvordan den beskattes"),
    FELT(S, afsnit, "afsnit", API_TEKST, .kan_null = true, .tekst = "afsnittet, reglen står i"),
    FELT(S, kilde, "kilde", API_TEKST, .kan_null = true, .tekst = "reglens kilde"),
    FELT(S, anker, "anker", API_TEKST, .kan_null = true,
         .tekst = "reglens sted på håndbogens side"),
};
static const struct api_objekt ydelse =
    API_OBJEKT_AF("Ydelse", "En regel om en ydelse", ydelse_felt, S);
#undef S
#define S struct api_takst_svar
static const struct api_felt takst_felt[] = {
    FELT(S, navn, "navn", API_TEKST, .tekst = "takstens navn"),
    FELT(S, enhed, "enhed", API_TEKST, .tekst = "takstens enhed"),
    FELT(S, alder_fra, "alder_fra", API_INT, .kan_null = true, .hvis = 1 + offsetof(S, har_alder),
         .tekst = "fra og med denne alder; null: alle"),
    FELT(S, alder_til, "alder_til", API_INT, .kan_null = true, .hvis = 1 + offsetof(S, har_alder),
         .tekst = "til og med denne alder; null: alle"),
    FELT(S, fra, "fra", API_DATO, .tekst = "gælder fra og med"),
    FELT(S, til, "til", API_DATO, .kan_null = true, .tekst = "gælder til, ikke med"),
    FELT(S, beloeb, "beloeb_oere", API_OERE, .kan_null = true, .hvis = 1 + offsetof(S, kendt),
         .tekst = "beløbet i øre; null: ikke kendt"),
    FELT(S, status, "status", API_ORD, ORD(takststatus, TAKST_FREMSKRIVNING + 1),
         .tekst = "hvor sikker den er"),
    FELT(S, kendt_fra, "kendt_fra", API_DATO, .kan_null = true, .tekst = "hvornår den blev kendt"),
    FELT(S, kilde, "kilde", API_TEKST, .tekst = "hvor den er fra"),
};
static const struct api_objekt takst = API_OBJEKT_AF("Takst", "En takst", takst_felt, S);
#undef S
#define S struct api_trin_svar
static const struct api_felt trin_felt[] = {
    FELT(S, nr, "trin", API_INT, .tekst = "vederlagstrinnet"),
    FELT(S, vederlag, "vederlag", API_TEKST, .tekst = "antallet af vederlag"),
    FELT(S, belastning, "belastning", API_TEKST, .kan_null = true, .tekst = "belastningsgraden"),
};
static const struct api_objekt trin = API_OBJEKT_AF("Vederlagstrin", "Et trin", trin_felt, S);
#undef S
#define S struct api_haandbog_version_svar
static const struct api_felt haandbog_hel_felt[] = {
    FELT(S, kode, "kode", API_TEKST, .tekst = "håndbogens kode"),
    FELT(S, navn, "navn", API_TEKST, .tekst = "hvis håndbog det er"),
    FELT(S, opdigtet, "opdigtet", API_SAND, .tekst = "beløbene er opdigtede"),
    VERSION(S, version.),
    FELT(S, regler_hash, "regler_hash", API_TEKST, .tekst = "hash af reglerne alene"),
    FELT(S, takster_hash, "takster_hash", API_TEKST, .tekst = "hash af taksterne alene"),
    LISTE(S, trin, trin_antal, "trin", &trin, "vederlagstrinnene"),
    LISTE(S, ydelse, ydelser, "ydelser", &ydelse, "reglerne"),
    LISTE(S, takst, takster, "takster", &takst, "taksterne, reglerne bruger"),
};
const struct api_objekt api_o_haandbog = API_OBJEKT_AF(
    "Haandbog", "En version af en håndbog: dens regler og takster", haandbog_hel_felt, S);
#undef S

/* ---- a computed month, printed by beregning ---- */

static const struct api_felt faktor_felt[] = {
    VIST("art", API_TEKST, .tekst = "tal, vederlag, vederlag_trin eller takst"),
    VIST("divider", API_SAND, .tekst = "der deles med den"),
    VIST("tekst", API_TEKST, .tekst = "den i ord"),
    VIST("vaerdi", API_TEKST, .tekst = "præcis værdi, »tæller/nævner«, i dens egen enhed"),
    VIST("enhed", API_TEKST, .tekst = "dens enhed"),
    VIST("note", API_TEKST, .tekst = "bemærkning"),
    VIST("takst", API_TEKST, .kan_null = true, .tekst = "takstens navn"),
    VIST("oere", API_OERE, .kan_null = true, .tekst = "taksten i øre"),
    VIST("kilde", API_TEKST, .kan_null = true, .tekst = "hvor den er fra"),
    VIST("status", API_TEKST, .kan_null = true, .tekst = "hvor sikker den er"),
    VIST("kilde_tekst", API_TEKST, .kan_null = true, .tekst = "kilden i ord"),
    VIST("gyldig_fra", API_DATO, .kan_null = true, .tekst = "gælder fra og med"),
    VIST("gyldig_til", API_DATO, .kan_null = true, .tekst = "gælder til, ikke med"),
};
static const struct api_objekt faktor =
    API_PRINTET("Faktor", "En faktor i et led", faktor_felt, false);
static const struct api_felt led_felt[] = {
    VIST("minus", API_SAND, .tekst = "leddet trækkes fra"),
    VIST("fradrag", API_SAND, .tekst = "et fradrag"),
    VIST("tillaeg", API_SAND, .tekst = "et tillæg"),
    VIST_LISTE("faktorer", &faktor, "hvad der ganges"),
    VIST("oere", API_TEKST, .tekst = "leddets værdi, »tæller/nævner« i øre"),
    VIST("enhed", API_TEKST, .tekst = "dets enhed"),
    VIST("gange", API_TEKST, .tekst = "hvor mange gange, »tæller/nævner«"),
    VIST("gange_tekst", API_TEKST, .tekst = "det i ord"),
    VIST("note", API_TEKST, .tekst = "bemærkning"),
};
static const struct api_objekt led = API_PRINTET("Led", "Et led i et beløb", led_felt, false);
#define REGEL                                                                                      \
    VIST("formel", API_TEKST, .kan_null = true, .tekst = "reglen, som den står"),                  \
        VIST("formel_3_barn", API_TEKST, .kan_null = true, .tekst = "for det tredje barn"),        \
        VIST("afsnit", API_TEKST, .kan_null = true, .tekst = "afsnittet i håndbogen"),             \
        VIST("afsnit_tekst", API_TEKST, .kan_null = true, .tekst = "det i ord"),                   \
        VIST("anker", API_TEKST, .kan_null = true, .tekst = "stedet på håndbogens side"),          \
        VIST("kilde", API_TEKST, .kan_null = true, .tekst = "reglens kilde")
static const struct api_felt del_felt[] = {
    VIST("fra", API_DATO, .tekst = "fra og med"),
    VIST("til", API_DATO, .tekst = "til, ikke med"),
    VIST("periode", API_TEKST, .tekst = "perioden i ord"),
    VIST("dage", API_TAL, .tekst = "antal dage"),
    VIST("dage_tekst", API_TEKST, .tekst = "dem i ord"),
    VIST_LISTE("led", &led, "leddene"),
    VIST("beloeb", API_TEKST, .tekst = "præcist beløb, »tæller/nævner« i øre"),
    VIST("vist_oere", API_OERE, .tekst = "vist beløb i øre"),
    VIST("vist_tekst", API_TEKST, .tekst = "det i ord"),
    VIST("note", API_TEKST, .tekst = "bemærkning"),
    VIST("grunde", API_TEKSTER, .tekst = "hvorfor sådan"),
    REGEL,
    VIST("haandbog_hash", API_TEKST, .tekst = "versionen, den er regnet efter"),
};
static const struct api_objekt del = API_PRINTET("Del", "En del af måneden", del_felt, false);
static const struct api_felt afrunding_felt[] = {
    VIST("trin_oere", API_TAL, .tekst = "der rundes til hele af så mange øre"),
    VIST("retning", API_TEKST, .tekst = "hvilken vej"),
    VIST("tekst", API_TEKST, .tekst = "det i ord"),
    VIST("foer", API_TEKST, .tekst = "før, »tæller/nævner« i øre"),
    VIST("efter_oere", API_OERE, .tekst = "efter, i øre"),
    VIST("difference_oere", API_OERE, .tekst = "forskellen, i øre"),
    VIST("difference_tekst", API_TEKST, .tekst = "den i ord"),
};
static const struct api_objekt afrunding =
    API_PRINTET("Afrunding", "Linjens ene afrunding", afrunding_felt, false);
static const struct api_felt valg_felt[] = {
    VIST("noegle", API_TEKST, .tekst = "hvad der er valgt"),
    VIST("vaerdi", API_TEKST, .tekst = "valget"),
    VIST("valgt_af_os", API_SAND, .tekst = "kilden siger det ikke; det er valgt i håndbogen"),
    VIST("kilde", API_TEKST, .kan_null = true, .tekst = "hvor det står"),
};
static const struct api_objekt valg = API_PRINTET("Valg", "Et valg i håndbogen", valg_felt, false);
#define BRUGT                                                                                      \
    VIST("navn", API_TEKST, .tekst = "hvis håndbog"),                                              \
        VIST("gaelder_fra", API_DATO, .kan_null = true, .tekst = "versionen gælder fra"),          \
        VIST("kendt_fra", API_DATO, .kan_null = true, .tekst = "en rettelse: kendt fra"),          \
        VIST("opdigtet", API_SAND, .tekst = "beløbene er opdigtede"),                              \
        VIST("regler_hash", API_TEKST, .tekst = "hash af reglerne"),                               \
        VIST("takster_hash", API_TEKST, .tekst = "hash af taksterne"),                             \
        VIST("hash", API_TEKST, .tekst = "hash af begge")
static const struct api_felt brugt_felt[] = {BRUGT};
static const struct api_objekt brugt =
    API_PRINTET("BrugtHaandbog", "Versionen, der er regnet efter", brugt_felt, false);
static const struct api_felt flere_felt[] = {BRUGT, VIST_LISTE("valg", &valg, "dens valg")};
static const struct api_objekt flere = API_PRINTET(
    "FlereHaandboeger", "En version mere, når den skifter i måneden", flere_felt, false);
static const struct api_felt forklaring_felt[] = {
    VIST("titel", API_TEKST, .tekst = "linjens navn"),
    VIST("maaned", API_MAANED, .tekst = "måneden"),
    VIST("maaned_tekst", API_TEKST, .tekst = "den i ord"),
    VIST("maanedens_dage", API_TAL, .tekst = "månedens dage"),
    VIST("hele_maaneden", API_SAND, .tekst = "beløbet gælder hele måneden"),
    VIST("beloeb_oere", API_OERE, .tekst = "linjens beløb i øre"),
    VIST("beloeb_tekst", API_TEKST, .tekst = "det i ord"),
    REGEL,
    {.navn = "haandbog",
     .type = API_OBJEKT,
     .kan_null = true,
     .objekt = &brugt,
     .tekst = "versionen, der er regnet efter"},
    VIST_LISTE("flere_haandboeger", &flere, "når versionen skifter i måneden"),
    VIST_LISTE("dele", &del, "månedens dele"),
    {.navn = "afrunding", .type = API_OBJEKT, .objekt = &afrunding, .tekst = "afrundingen"},
    VIST_LISTE("valg", &valg, "håndbogens valg, der kan betyde noget her"),
    VIST("bemaerkninger", API_TEKSTER, .tekst = "bemærkninger"),
    {.navn = "tekst",
     .type = API_TEKSTER,
     .kan_mangle = true,
     .tekst = "forklaringen, linje for linje"},
};
static const struct api_objekt forklaring =
    API_PRINTET("Forklaring", "Hvorfor et beløb er, hvad det er", forklaring_felt, false);
static const struct api_felt linje_felt[] = {
    VIST("ydelse", API_TEKST, .tekst = "ydelsens kode"),
    VIST("titel", API_TEKST, .tekst = "ydelsens navn"),
    VIST("modtager", API_TEKST, .tekst = "hvem der får den"),
    VIST("kanal", API_TEKST, .tekst = "hvordan den sendes"),
    VIST("skat", API_TEKST, .tekst = "hvordan den beskattes"),
    VIST("beloeb_oere", API_OERE, .tekst = "beløbet i øre"),
    {.navn = "forklaring", .type = API_OBJEKT, .objekt = &forklaring, .tekst = "hvorfor"},
};
static const struct api_objekt linje = API_PRINTET("Linje", "En linje", linje_felt, false);
static const struct api_felt lak_felt[] = {
    VIST("ydelse", API_TEKST, .tekst = "linjen, der ikke kan beregnes"),
    VIST("mangler", API_TEKST, .tekst = "hvad der mangler"),
    VIST("grund", API_TEKST, .tekst = "hvorfor, i én sætning"),
    VIST("fra", API_DATO, .kan_null = true, .tekst = "fra og med"),
    VIST("til", API_DATO, .kan_null = true, .tekst = "til, ikke med"),
};
static const struct api_objekt lak =
    API_PRINTET("BeregningMangel", "Noget, der ikke kan beregnes", lak_felt, false);
static const struct api_felt sag_felt[] = {
    VIST("id", API_ID, .tekst = "sagens id"),
    VIST_LISTE("linjer", &linje, "linjerne"),
    VIST_LISTE("mangler", &lak, "hvad der ikke kan beregnes"),
    VIST("beregnet_oere", API_OERE, .tekst = "det, der kan beregnes, i øre"),
    VIST("i_alt_oere", API_OERE, .kan_null = true, .tekst = "i alt i øre; null, når noget mangler"),
};
static const struct api_objekt sag = API_PRINTET("BeregnetSag", "En sags måned", sag_felt, false);
static const struct api_felt beregning_felt[] = {
    VIST("maaned", API_MAANED, .tekst = "måneden"),
    VIST("kendt_pr", API_DATO, .kan_null = true, .tekst = "med det, der var kendt denne dag"),
    VIST_LISTE("sager", &sag, "sagerne"),
    VIST("beregnet_oere", API_OERE, .tekst = "det, der kan beregnes, i øre"),
    VIST("i_alt_oere", API_OERE, .kan_null = true, .tekst = "i alt i øre; null, når noget mangler"),
};
const struct api_objekt api_o_beregning =
    API_PRINTET("Beregning", "En beregnet måned med forklaringer", beregning_felt, false);

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
    &version,
    &haandbog,
    &api_o_haandboeger,
    &ydelse,
    &takst,
    &trin,
    &api_o_haandbog,
    &faktor,
    &led,
    &del,
    &afrunding,
    &valg,
    &brugt,
    &flere,
    &forklaring,
    &linje,
    &lak,
    &sag,
    &api_o_beregning,
};
const size_t api_skemaer_antal = sizeof(api_skemaer) / sizeof(*api_skemaer);
