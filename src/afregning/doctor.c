/*
 * doctor: the invariants, what they mean, and who breaks them.
 */
#include "afregning/doctor.h"

#include "adgang/visning.h"

#include "afregning/intern.h"

#define BACKUP                                                                                     \
    "Lav ingen kørsler; kør vederlag verify, og hent den nyeste sikkerhedskopi, der er i orden"
#define PENGE "Send ingen filer; sammenhold betalingerne med bankens og lønsystemets svar"
#define LEDELSE "Lad lederen se på kørslen; den er godkendt uden om reglen om to personer"
#define KONTO "Lad en anden svare på forslaget igen, før der udbetales til kontoen"

const struct doctor_krav doctor_krav[] = {
    {"D01", SQL_AFREGNING_DOCTOR_REGISTRERING_HULLER,
     "Registreringernes numre er 1, 2, 3 … uden huller", BACKUP},
    {"D02", SQL_AFREGNING_DOCTOR_REGISTRERING_HOVED,
     "Kommunens nyeste nummer er den nyeste registrerings", BACKUP},
    {"D03", SQL_AFREGNING_DOCTOR_FAKTA_REGISTRERING,
     "Hver oplysning i registeret hører til en registrering", BACKUP},
    {"D04", SQL_AFREGNING_DOCTOR_KONTO_TO_PERSONER,
     "Et forslag til en konto er besvaret af en anden end den, der stillede det", KONTO},
    {"D05", SQL_AFREGNING_DOCTOR_FLYTNING_VEJ,
     "En kørsels skridt er nummereret uden huller, og hvert begynder, hvor det forrige endte",
     BACKUP},
    {"D06", SQL_AFREGNING_DOCTOR_FLYTNING_LOVLIG, "En kørsel går kun de skridt, der findes",
     BACKUP},
    {"D07", SQL_AFREGNING_DOCTOR_AFREGNING_HULLER, "Godkendelsernes numre er 1, 2, 3 … uden huller",
     BACKUP},
    {"D08", SQL_AFREGNING_DOCTOR_AFREGNING_FLYTNING,
     "En kørsel, der er godkendt, står én gang blandt godkendelserne, og ingen anden gør", BACKUP},
    {"D09", SQL_AFREGNING_DOCTOR_AFREGNING_UDGAVE,
     "En godkendelse er af kørslens nyeste udgave, beregnet efter godkendelsen før", BACKUP},
    {"D10", SQL_AFREGNING_DOCTOR_AFREGNING_MAANEDER,
     "En kørsel afregner måneden efter den sidst afregnede; en ekstra kørsel ingen ny måned",
     BACKUP},
    {"D11", SQL_AFREGNING_DOCTOR_TO_PERSONER,
     "Den, der har godkendt en kørsel, har hverken lavet eller beregnet den", LEDELSE},
    {"D12", SQL_AFREGNING_DOCTOR_FORSKEL_TILKENDT,
     "Hver forskel i en godkendt udgave er én række i journalen, og ingen andre rækker tilkender",
     BACKUP},
    {"D13", SQL_AFREGNING_DOCTOR_JOURNAL_HULLER, "Journalens rækker er 1, 2, 3 … uden huller",
     BACKUP},
    {"D14", SQL_AFREGNING_DOCTOR_JOURNAL_EFTER,
     "En tilkendelse nævner den tilkendelse, der var før den på samme linje", BACKUP},
    {"D15", SQL_AFREGNING_DOCTOR_JOURNAL_TILKENDT,
     "Det, der i alt er tilkendt, er det forrige med rækkens beløb lagt til eller trukket fra",
     BACKUP},
    {"D16", SQL_AFREGNING_DOCTOR_JOURNAL_KONTI,
     "En række flytter mellem de konti, dens art har, og har de felter, arten skal have", BACKUP},
    {"D17", SQL_AFREGNING_DOCTOR_SALDO_SKYLDIG,
     "Der er ikke sendt mere til en modtager, end der var skyldigt", PENGE},
    {"D18", SQL_AFREGNING_DOCTOR_SALDO_UDBETALT,
     "Der er ikke kommet mere tilbage fra en modtager, end der var sendt", PENGE},
    {"D19", SQL_AFREGNING_DOCTOR_SALDO_AFVIST,
     "Der er ikke sendt mere igen til en modtager, end der var kommet tilbage", PENGE},
    {"D20", SQL_AFREGNING_DOCTOR_SALDO_TILGODEHAVENDE,
     "Der er ikke trukket mere hos en modtager, end modtageren skyldte", PENGE},
    {"D21", SQL_AFREGNING_DOCTOR_JOURNAL_GODKENDT,
     "Journalen har kun rækker fra godkendte kørsler, skrevet af den, der godkendte", BACKUP},
    {"D22", SQL_AFREGNING_DOCTOR_BESLUTNING,
     "Der er ikke udført mere af en beslutning end dens beløb", PENGE},
    {"D23", SQL_AFREGNING_DOCTOR_BESLUTNING_FINDES,
     "Aconto, faktura, kreditnota, modregning og eftergivelse har en beslutning om den samme "
     "modtager",
     PENGE},
    {"D24", SQL_AFREGNING_DOCTOR_EKSPORT_HULLER, "Eksporternes numre er 1, 2, 3 … uden huller",
     BACKUP},
    {"D25", SQL_AFREGNING_DOCTOR_EKSPORT_HOVED,
     "Journalen har den række, en eksport så som den nyeste", BACKUP},
    {"D26", SQL_AFREGNING_DOCTOR_EKSPORT_SUM, "En betalingsfils sum er summen af dens betalinger",
     PENGE},
    {"D27", SQL_AFREGNING_DOCTOR_EKSPORT_FILER,
     "En eksport har en fil for hver kanal, der er betalinger på", PENGE},
    {"D28", SQL_AFREGNING_DOCTOR_BETALING_EKSPORT,
     "En betaling hører til en eksport af sin egen, godkendte kørsel", PENGE},
    {"D29", SQL_AFREGNING_DOCTOR_BETALING_LINJE,
     "En betalings linjer er rækker i journalen fra samme kørsel, modtager og kanal", PENGE},
    {"D30", SQL_AFREGNING_DOCTOR_BETALING_SUM,
     "En betaling er summen af sine linjer, med det modregnede trukket fra", PENGE},
    {"D31", SQL_AFREGNING_DOCTOR_KOERSEL_SENDT,
     "En eksporteret kørsel har sendt alt, hvad den gjorde skyldigt, til hver modtager", PENGE},
    {"D32", SQL_AFREGNING_DOCTOR_KOERSEL_EKSPORT,
     "En kørsel, der står som eksporteret, har en eksport", PENGE},
    {"D33", SQL_AFREGNING_DOCTOR_BETALING_JOURNAL,
     "En betaling står i journalen med sit beløb, og kun betalinger gør", PENGE},
    {"D34", SQL_AFREGNING_DOCTOR_AFVISNING,
     "En afvist betaling står i journalen som afvist, og kun en sådan gør", PENGE},
    {"D35", SQL_AFREGNING_DOCTOR_GENUDBETALING,
     "En betaling, der er sendt igen, står i journalen som det, og kun en sådan gør", PENGE},
    {"D36", SQL_AFREGNING_DOCTOR_IGEN,
     "Kun en betaling, der kom tilbage, er sendt igen, én gang, med samme beløb til samme modtager",
     PENGE},
    {"D37", SQL_AFREGNING_DOCTOR_INDHOLD, "Alt, hvad der blev brugt og lavet, er gemt", BACKUP},
    {"D38", SQL_AFREGNING_DOCTOR_KVITTERET,
     "En kvitteret kørsel har svar på hver betaling, og de, der kom tilbage, er sendt igen", PENGE},
    {"D39", SQL_AFREGNING_DOCTOR_INDKOMSTAAR,
     "En betalings indkomstår er året for dens dispositionsdato; det, der kun er tilkendt, har "
     "intet",
     PENGE},
    {"D40", SQL_AFREGNING_DOCTOR_RETUR,
     "En betaling, der var godtaget og kom retur, står i journalen som det, og kun en sådan gør",
     PENGE},
    {"D41", SQL_AFREGNING_DOCTOR_KREDITNOTA,
     "En kreditnota er på en udført faktura fra samme leverandør, og der er ikke krediteret mere "
     "end fakturaen",
     PENGE},
    {"D42", SQL_AFREGNING_DOCTOR_ANBRINGELSER,
     "Kommunens tal på anbringelser er tallet på dem, der er registreret og ikke tilbagekaldt",
     BACKUP},
    {"D70", SQL_COUNT,
     "Loggen over visninger er hel: ingen række er ændret eller taget ud, siden den blev skrevet, "
     "eller slettet uden at det står der",
     BACKUP},
    {"D71", SQL_AFREGNING_DOCTOR_HENVENDELSE,
     "En henvendelse står i listen over dem, der venter, som dens nyeste række siger", BACKUP},
    {"D72", SQL_AFREGNING_DOCTOR_KONTO_VENTER,
     "De konti, der venter på svar, er de forslag, der kan besvares", BACKUP},
    {"D75", SQL_AFREGNING_DOCTOR_NIVEAU_REGISTRERET,
     "Et niveau, der er besluttet, står i registret med den registrering, beslutningen nævner",
     BACKUP},
    {"D76", SQL_AFREGNING_DOCTOR_NIVEAU_TO_PERSONER,
     "En leder har ikke godkendt et niveau, lederen selv har indstillet eller besluttet",
     "Lad en anden leder se på beslutningen; den er godkendt uden om reglen om to personer"},
    {"D77", SQL_AFREGNING_DOCTOR_OPSIGELSE_HOERT,
     "En opsigelse efter partshøring står i registret og er efter familiens frist",
     "Se på høringen; en opsigelse, der kom før fristen, kan være ugyldig"},
    {"D80", SQL_AFREGNING_DOCTOR_IKRAFT_HULLER,
     "Hvad der er sat i kraft af håndbøger og takster, har numrene 1, 2, 3 … uden huller", BACKUP},
    {"D81", SQL_AFREGNING_DOCTOR_IKRAFT_EFTER,
     "En tekst i kraft følger den forrige af sit navn og er udkastets tekst", BACKUP},
    {"D82", SQL_AFREGNING_DOCTOR_IKRAFT_TO_PERSONER,
     "En tekst er sat i kraft af en anden end den, der foreslog den, og dem, der skrev i den",
     BACKUP},
};
const size_t doctor_krav_antal = sizeof(doctor_krav) / sizeof(*doctor_krav);

struct optaelling {
    struct arena *arena;
    const struct doctor_krav *krav;
    struct doctor_svar *svar;
    size_t plads;
    size_t af_krav;
};

static int64_t number(struct store_value v)
{
    return v.type == STORE_INT ? v.i : 0;
}

static bool take_breach(void *ctx, const struct store_value *v, size_t columns, struct err *err)
{
    struct optaelling *o = ctx;
    struct doctor_svar *s = o->svar;

    (void)err;
    ASSERT(columns == 3);
    s->i_alt++;
    if (++o->af_krav > DOCTOR_VIST) return true;
    s->brud = arena_grow(o->arena, s->brud, s->antal, &o->plads, s->antal + 1, sizeof(*s->brud));
    s->brud[s->antal++] = (struct doctor_brud){
        .krav = o->krav,
        .hvor = v[0].type == STORE_TEXT ? str_copy(o->arena, v[0].s)
                                        : str_format(o->arena, "%lld", (long long)number(v[0])),
        .fundet = number(v[1]),
        .ventet = number(v[2]),
    };
    return true;
}

/* The log of views: its first user whose rows are not whole. */
static bool ask_views(struct store *store, struct arena *arena, int kommune, struct optaelling *o,
                      struct err *err)
{
    struct str brudt;

    TRY(visning_hel(store, arena, kommune, &brudt, err));
    const struct store_value v[] = {STORE_S(brudt), STORE_I(1), STORE_I(0)};
    return brudt.n == 0 || take_breach(o, v, 3, err);
}

bool afregning_doctor(struct store *store, struct arena *arena, int kommune,
                      const struct fremgang *fremgang, struct doctor_svar *out, struct err *err)
{
    struct optaelling o = {.arena = arena, .svar = out};

    *out = (struct doctor_svar){0};
    for (size_t i = 0; i < doctor_krav_antal; i++) {
        o.krav = &doctor_krav[i];
        o.af_krav = 0;
        if (fremgang != NULL) fremgang->fortael(fremgang->ctx, i, doctor_krav_antal);
        if (o.krav->statement == SQL_COUNT)
            TRY(ask_views(store, arena, kommune, &o, err));
        else
            TRY(store_each(store, arena, o.krav->statement, ARGS(STORE_I(kommune)), take_breach, &o,
                           err));
    }
    return true;
}
