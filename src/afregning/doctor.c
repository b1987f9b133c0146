/*
 * doctor: the invariants, what they mean, and who breaks them.
 */
#include "afregning/doctor.h"

#include "adgang/visning.h"

#include "afregning/intern.h"

/* What to do, in both languages. */
#define BACKUP                                                                                     \
    "Lav ingen kørsler; kør vederlag verify, og hent den nyeste sikkerhedskopi, der er i orden",   \
        "Make no runs; run vederlag verify, and fetch the newest backup that is in order"
#define PENGE                                                                                      \
    "Send ingen filer; sammenhold betalingerne med bankens og lønsystemets svar",                  \
        "Send no files; hold the payments against the answers of the bank and the payroll system"
#define LEDELSE                                                                                    \
    "Lad lederen se på kørslen; den er godkendt uden om reglen om to personer",                    \
        "Let the leader look at the run; it was approved past the rule of two persons"
#define KONTO                                                                                      \
    "Lad en anden svare på forslaget igen, før der udbetales til kontoen",                         \
        "Let somebody else answer the proposal again before anything is paid to the account"

const struct doctor_krav doctor_krav[] = {
    {"D01", SQL_AFREGNING_DOCTOR_REGISTRERING_HULLER,
     "Registreringernes numre er 1, 2, 3 … uden huller",
     "The numbers of registrations are 1, 2, 3 … without gaps", BACKUP},
    {"D02", SQL_AFREGNING_DOCTOR_REGISTRERING_HOVED,
     "Kommunens nyeste nummer er den nyeste registrerings",
     "The municipality's newest number is that of the newest registration", BACKUP},
    {"D03", SQL_AFREGNING_DOCTOR_FAKTA_REGISTRERING,
     "Hver oplysning i registeret hører til en registrering",
     "Every fact in the register belongs to a registration", BACKUP},
    {"D04", SQL_AFREGNING_DOCTOR_KONTO_TO_PERSONER,
     "Et forslag til en konto er besvaret af en anden end den, der stillede det",
     "A proposal of an account was answered by somebody else than the one who made it", KONTO},
    {"D05", SQL_AFREGNING_DOCTOR_FLYTNING_VEJ,
     "En kørsels skridt er nummereret uden huller, og hvert begynder, hvor det forrige endte",
     "A run's steps are numbered without gaps, and each begins where the one before ended", BACKUP},
    {"D06", SQL_AFREGNING_DOCTOR_FLYTNING_LOVLIG, "En kørsel går kun de skridt, der findes",
     "A run only takes steps that there are", BACKUP},
    {"D07", SQL_AFREGNING_DOCTOR_AFREGNING_HULLER, "Godkendelsernes numre er 1, 2, 3 … uden huller",
     "The numbers of approvals are 1, 2, 3 … without gaps", BACKUP},
    {"D08", SQL_AFREGNING_DOCTOR_AFREGNING_FLYTNING,
     "En kørsel, der er godkendt, står én gang blandt godkendelserne, og ingen anden gør",
     "A run that is approved stands once among the approvals, and no other does", BACKUP},
    {"D09", SQL_AFREGNING_DOCTOR_AFREGNING_UDGAVE,
     "En godkendelse er af kørslens nyeste udgave, beregnet efter godkendelsen før",
     "An approval is of the run's newest edition, computed after the approval before", BACKUP},
    {"D10", SQL_AFREGNING_DOCTOR_AFREGNING_MAANEDER,
     "En kørsel afregner måneden efter den sidst afregnede; en ekstra kørsel ingen ny måned",
     "A run settles the month after the one settled last; an extra run no new month", BACKUP},
    {"D11", SQL_AFREGNING_DOCTOR_TO_PERSONER,
     "Den, der har godkendt en kørsel, har hverken lavet eller beregnet den",
     "Who approved a run has neither made nor computed it", LEDELSE},
    {"D12", SQL_AFREGNING_DOCTOR_FORSKEL_TILKENDT,
     "Hver forskel i en godkendt udgave er én række i journalen, og ingen andre rækker tilkender",
     "Each difference of an approved edition is one row of the journal, and no other rows grant",
     BACKUP},
    {"D13", SQL_AFREGNING_DOCTOR_JOURNAL_HULLER, "Journalens rækker er 1, 2, 3 … uden huller",
     "The rows of the journal are 1, 2, 3 … without gaps", BACKUP},
    {"D14", SQL_AFREGNING_DOCTOR_JOURNAL_EFTER,
     "En tilkendelse nævner den tilkendelse, der var før den på samme linje",
     "A grant names the grant that was before it on the same line", BACKUP},
    {"D15", SQL_AFREGNING_DOCTOR_JOURNAL_TILKENDT,
     "Det, der i alt er tilkendt, er det forrige med rækkens beløb lagt til eller trukket fra",
     "What is granted in all is the one before with the row's amount added or taken off", BACKUP},
    {"D16", SQL_AFREGNING_DOCTOR_JOURNAL_KONTI,
     "En række flytter mellem de konti, dens art har, og har de felter, arten skal have",
     "A row moves between the accounts of its kind, and has the fields that the kind must have",
     BACKUP},
    {"D17", SQL_AFREGNING_DOCTOR_SALDO_SKYLDIG,
     "Der er ikke sendt mere til en modtager, end der var skyldigt",
     "No more was sent to a payee than was owed", PENGE},
    {"D18", SQL_AFREGNING_DOCTOR_SALDO_UDBETALT,
     "Der er ikke kommet mere tilbage fra en modtager, end der var sendt",
     "No more came back from a payee than was sent", PENGE},
    {"D19", SQL_AFREGNING_DOCTOR_SALDO_AFVIST,
     "Der er ikke sendt mere igen til en modtager, end der var kommet tilbage",
     "No more was sent to a payee again than had come back", PENGE},
    {"D20", SQL_AFREGNING_DOCTOR_SALDO_TILGODEHAVENDE,
     "Der er ikke trukket mere hos en modtager, end modtageren skyldte",
     "No more was drawn from a payee than the payee owed", PENGE},
    {"D21", SQL_AFREGNING_DOCTOR_JOURNAL_GODKENDT,
     "Journalen har kun rækker fra godkendte kørsler, skrevet af den, der godkendte",
     "The journal only has rows of approved runs, written by the one who approved", BACKUP},
    {"D22", SQL_AFREGNING_DOCTOR_BESLUTNING,
     "Der er ikke udført mere af en beslutning end dens beløb",
     "No more of a decision was carried out than its amount", PENGE},
    {"D23", SQL_AFREGNING_DOCTOR_BESLUTNING_FINDES,
     "Aconto, faktura, kreditnota, modregning og eftergivelse har en beslutning om den samme "
     "modtager",
     "A payment on account, an invoice, a credit note, a set-off and a waiver have a decision "
     "on the same payee",
     PENGE},
    {"D24", SQL_AFREGNING_DOCTOR_EKSPORT_HULLER, "Eksporternes numre er 1, 2, 3 … uden huller",
     "The numbers of exports are 1, 2, 3 … without gaps", BACKUP},
    {"D25", SQL_AFREGNING_DOCTOR_EKSPORT_HOVED,
     "Journalen har den række, en eksport så som den nyeste",
     "The journal has the row that an export saw as the newest", BACKUP},
    {"D26", SQL_AFREGNING_DOCTOR_EKSPORT_SUM, "En betalingsfils sum er summen af dens betalinger",
     "The sum of a file of payments is the sum of its payments", PENGE},
    {"D27", SQL_AFREGNING_DOCTOR_EKSPORT_FILER,
     "En eksport har en fil for hver kanal, der er betalinger på",
     "An export has a file for each channel that has payments", PENGE},
    {"D28", SQL_AFREGNING_DOCTOR_BETALING_EKSPORT,
     "En betaling hører til en eksport af sin egen, godkendte kørsel",
     "A payment belongs to an export of its own, approved run", PENGE},
    {"D29", SQL_AFREGNING_DOCTOR_BETALING_LINJE,
     "En betalings linjer er rækker i journalen fra samme kørsel, modtager og kanal",
     "A payment's lines are rows of the journal, of the same run, payee and channel", PENGE},
    {"D30", SQL_AFREGNING_DOCTOR_BETALING_SUM,
     "En betaling er summen af sine linjer, med det modregnede trukket fra",
     "A payment is the sum of its lines, with what was set off taken from it", PENGE},
    {"D31", SQL_AFREGNING_DOCTOR_KOERSEL_SENDT,
     "En eksporteret kørsel har sendt alt, hvad den gjorde skyldigt, til hver modtager",
     "A run that was exported has sent all that it owed to each payee", PENGE},
    {"D32", SQL_AFREGNING_DOCTOR_KOERSEL_EKSPORT,
     "En kørsel, der står som eksporteret, har en eksport",
     "A run that stands as exported has an export", PENGE},
    {"D33", SQL_AFREGNING_DOCTOR_BETALING_JOURNAL,
     "En betaling står i journalen med sit beløb, og kun betalinger gør",
     "A payment stands in the journal with its amount, and only payments do", PENGE},
    {"D34", SQL_AFREGNING_DOCTOR_AFVISNING,
     "En afvist betaling står i journalen som afvist, og kun en sådan gør",
     "A rejected payment stands in the journal as rejected, and only such a one does", PENGE},
    {"D35", SQL_AFREGNING_DOCTOR_GENUDBETALING,
     "En betaling, der er sendt igen, står i journalen som det, og kun en sådan gør",
     "A payment that was sent again stands in the journal as that, and only such a one does",
     PENGE},
    {"D36", SQL_AFREGNING_DOCTOR_IGEN,
     "Kun en betaling, der kom tilbage, er sendt igen, én gang, med samme beløb til samme modtager",
     "Only a payment that came back is sent again, once, with the same amount to the same payee",
     PENGE},
    {"D37", SQL_AFREGNING_DOCTOR_INDHOLD, "Alt, hvad der blev brugt og lavet, er gemt",
     "All that was used and made is stored", BACKUP},
    {"D38", SQL_AFREGNING_DOCTOR_KVITTERET,
     "En kvitteret kørsel har svar på hver betaling, og de, der kom tilbage, er sendt igen",
     "A run with receipts has an answer to each payment, and those that came back are sent again",
     PENGE},
    {"D39", SQL_AFREGNING_DOCTOR_INDKOMSTAAR,
     "En betalings indkomstår er året for dens dispositionsdato; det, der kun er tilkendt, har "
     "intet",
     "A payment's income year is the year of its day at disposal; what is only granted has none",
     PENGE},
    {"D40", SQL_AFREGNING_DOCTOR_RETUR,
     "En betaling, der var godtaget og kom retur, står i journalen som det, og kun en sådan gør",
     "A payment that was accepted and was returned stands in the journal as that, and only such a "
     "one does",
     PENGE},
    {"D41", SQL_AFREGNING_DOCTOR_KREDITNOTA,
     "En kreditnota er på en udført faktura fra samme leverandør, og der er ikke krediteret mere "
     "end fakturaen",
     "A credit note is on a carried out invoice of the same supplier, and no more is credited "
     "than the invoice",
     PENGE},
    {"D42", SQL_AFREGNING_DOCTOR_ANBRINGELSER,
     "Kommunens tal på anbringelser er tallet på dem, der er registreret og ikke tilbagekaldt",
     "The municipality's count of placements is the count of those registered and not withdrawn",
     BACKUP},
    {"D70", SQL_COUNT,
     "Loggen over visninger er hel: ingen række er ændret eller taget ud, siden den blev skrevet, "
     "eller slettet uden at det står der",
     "The log of views is whole: no row was changed or taken out since it was written, or deleted "
     "without it saying so",
     BACKUP},
    {"D71", SQL_AFREGNING_DOCTOR_HENVENDELSE,
     "En henvendelse står i listen over dem, der venter, som dens nyeste række siger",
     "A message from a family stands in the list of those that wait as its newest row says",
     BACKUP},
    {"D72", SQL_AFREGNING_DOCTOR_KONTO_VENTER,
     "De konti, der venter på svar, er de forslag, der kan besvares",
     "The accounts that wait for an answer are the proposals that can be answered", BACKUP},
    {"D75", SQL_AFREGNING_DOCTOR_NIVEAU_REGISTRERET,
     "Et niveau, der er besluttet, står i registret med den registrering, beslutningen nævner",
     "A level that was decided stands in the register with the registration that the decision "
     "names",
     BACKUP},
    {"D76", SQL_AFREGNING_DOCTOR_NIVEAU_TO_PERSONER,
     "En leder har ikke godkendt et niveau, lederen selv har indstillet eller besluttet",
     "A leader has not approved a level that the leader proposed or decided",
     "Lad en anden leder se på beslutningen; den er godkendt uden om reglen om to personer",
     "Let another leader look at the decision; it was approved past the rule of two persons"},
    {"D77", SQL_AFREGNING_DOCTOR_OPSIGELSE_HOERT,
     "En opsigelse efter partshøring står i registret og er efter familiens frist",
     "A termination after a hearing stands in the register and is after the family's deadline",
     "Se på høringen; en opsigelse, der kom før fristen, kan være ugyldig",
     "Look at the hearing; a termination that came before the deadline may be void"},
    {"D80", SQL_AFREGNING_DOCTOR_IKRAFT_HULLER,
     "Hvad der er sat i kraft af håndbøger og takster, har numrene 1, 2, 3 … uden huller",
     "What was put in force of handbooks and rates has the numbers 1, 2, 3 … without gaps", BACKUP},
    {"D81", SQL_AFREGNING_DOCTOR_IKRAFT_EFTER,
     "En tekst i kraft følger den forrige af sit navn og er udkastets tekst",
     "A text in force follows the one before of its name and is the text of the draft", BACKUP},
    {"D82", SQL_AFREGNING_DOCTOR_IKRAFT_TO_PERSONER,
     "En tekst er sat i kraft af en anden end den, der foreslog den, og dem, der skrev i den",
     "A text was put in force by somebody else than the one who proposed it and those who wrote "
     "in it",
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
