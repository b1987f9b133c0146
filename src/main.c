/*
 * vederlag: one table of commands.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/id.h"
#include "cmd/cmd.h"

/* Ceiling of one run: enough for a large municipality's month, far below the machine. */
#define RUN_LIMIT ((size_t)8 << 30)

/* What the help shows together. */
enum group {
    HAANDBOG,
    BEREGNING,
    DATABASE,
    ADGANG,
    REGISTER,
    AFREGNING,
    PENGE,
    BREVE,
    AENDRING,
    EFTERSYN,
    DRIFT,
    GROUPS
};

static const struct {
    const char *title;
    bool asks_who; /* takes --som and the other words that say who is asking */
} groups[GROUPS] = {
    [HAANDBOG] = {"Håndbog og takster", false},
    [BEREGNING] = {"Beregning af fakta i en fil", false},
    [DATABASE] = {"Kommunens database", false},
    [ADGANG] = {"Brugere og roller", true},
    [REGISTER] = {"Registret over familier, børn og anbringelser", true},
    [AFREGNING] = {"Månedsafregning", true},
    [PENGE] = {"Beslutninger om penge", true},
    [BREVE] = {"Breve til familierne", true},
    [AENDRING] = {"Ændring af håndbog og takster", true},
    [EFTERSYN] = {"Eftersyn og sikkerhedskopier", true},
    [DRIFT] = {"Sider i en browser", false},
};

struct command {
    enum group group;
    const char *word;
    const char *second; /* NULL when the command is one word */
    int (*run)(struct arena *arena, int argc, char **argv);
    const char *args;
    const char *help;
};

static const struct command commands[] = {
    {HAANDBOG, "haandbog", "check", cmd_haandbog_check, "STI... [--json]",
     "finder fejl i en håndbog"},
    {HAANDBOG, "haandbog", "test", cmd_haandbog_test, "STI... [--json]",
     "regner håndbogens eksempler efter"},
    {HAANDBOG, "haandbog", "fmt", cmd_haandbog_fmt, "FIL [-o FIL]", "skriver reglerne pænt op"},
    {HAANDBOG, "haandbog", "show", cmd_haandbog_show, "STI [-o FIL]",
     "viser, hvad der blev forstået"},
    {HAANDBOG, "haandbog", "publish", cmd_haandbog_publish, "STI [-o FIL]",
     "laver håndbogens side"},
    {HAANDBOG, "takst", "list", cmd_takst_list, "[--on DATO] [--known-at DATO]", "viser taksterne"},
    {HAANDBOG, "takst", "show", cmd_takst_show, "NAVN [--on DATO] [--known-at DATO]",
     "viser én takst"},
    {BEREGNING, "calc", NULL, cmd_calc,
     "--haandbog STI --facts FIL.json --month ÅÅÅÅ-MM [--known-at DATO] [--json|--explain|--html]",
     "beregner en måned"},
    {BEREGNING, "sag", "schema", cmd_sag_schema, "", "skriver faktafilens JSON Schema"},
    {BEREGNING, "demo", NULL, cmd_demo,
     "--antal N [--seed S] [--kommune NNN] [--til ÅÅÅÅ-MM] [--niveau trin|vederlag] "
     "[--personer FIL.csv] [-o FIL]",
     "laver en opdigtet kommunes fakta"},
    {DATABASE, "db", "init", cmd_db_init, "[--db URL]", "opretter en database med dens tabeller"},
    {DATABASE, "db", "migrate", cmd_db_migrate, "[--db URL]",
     "bringer en databases tabeller op til programmets udgave"},
    {DATABASE, "kommune", "opret", cmd_kommune_opret,
     "NNN NAVN --bruger NAVN [--noegler MAPPE] [--db URL] [--json]",
     "opretter en kommune og dens første bruger"},
    {ADGANG, "adgang", "opret", cmd_adgang_opret, "NAVN --rolle ROLLE[,ROLLE]",
     "opretter en bruger og udsteder dens nøgle"},
    {ADGANG, "adgang", "rolle", cmd_adgang_rolle, "NAVN --giv ROLLE | --tag ROLLE",
     "giver en bruger en rolle eller tager den igen"},
    {ADGANG, "adgang", "noegle", cmd_adgang_noegle, "NAVN [--luk]",
     "udsteder en ny nøgle, så de gamle ikke virker; --luk kun det sidste"},
    {ADGANG, "adgang", "liste", cmd_adgang_liste, "", "viser brugere, roller og nøgler"},
    {ADGANG, "adgang", "kode", cmd_adgang_kode, "NAVN [--luk]",
     "sætter en adgangskode til siderne; --luk lukker kontoen"},
    {ADGANG, "adgang", "totp", cmd_adgang_totp, "NAVN [--json]",
     "giver en ny hemmelighed til engangskoder"},
    {ADGANG, "adgang", "totp-kode", cmd_adgang_totp_kode, "< FIL",
     "viser engangskoden nu af en hemmelighed på standard input"},
    {ADGANG, "adgang", "familie", cmd_adgang_familie, "NAVN --person ID | --tag",
     "lukker et medlem af en plejefamilie ind eller ude"},
    {ADGANG, "adgang", "oidc", cmd_adgang_oidc, "NAVN [--emne EMNE | --tag]",
     "viser, giver eller tager en brugers login hos en udbyder"},
    {ADGANG, "adgang", "sag", cmd_adgang_sag,
     "NAVN [--familie ID | --anbringelse ID [--slags S] [--fra DATO] [--til DATO]]",
     "giver en bruger en sag, slutter den, eller viser brugerens sager"},
    {ADGANG, "adgang", "sagskrav", cmd_adgang_sagskrav, "[ja|nej]",
     "om rådgivere og konsulenter kun ser de sager, de har"},
    {ADGANG, "adgang", "log-ud", cmd_adgang_log_ud, "NAVN", "lukker alle en brugers sessioner"},
    {ADGANG, "adgang", "totp-noegle", cmd_adgang_totp_noegle, "FIL",
     "laver den nøgle, hemmeligheder til engangskoder låses med"},
    {ADGANG, "adgang", "visninger", cmd_adgang_visninger, "[--slet-aeldre MÅNEDER]",
     "efterser loggen over, hvem der så hvem; sletter det ældste"},
    {ADGANG, "adgang", "api-noegle", cmd_adgang_api_noegle,
     "ny NAVN --bruger BRUGER --omraade OMRÅDE[,OMRÅDE] [--dage N] [--til FIL] | liste | luk ID",
     "nøgler, som andre programmer spørger med"},
    {REGISTER, "register", "import", cmd_register_import,
     "FIL... [--kendt DATO] [--haandbog STI] [--behold|--erstat]",
     "registrerer, hvad filerne siger og registret ikke ved"},
    {REGISTER, "register", "export", cmd_register_export,
     "[--csv MAPPE [--personer]] [--registrering N | --kendt DATO] [-o FIL]",
     "skriver registret som faktafil eller CSV"},
    {REGISTER, "register", "ret", cmd_register_ret,
     "foedt|fraflyttet|indflyttet ID DATO | SLAGS [EJER] ID|ny KOLONNE=VÆRDI... [--tilbagekald]",
     "registrerer eller retter én oplysning"},
    {REGISTER, "register", "niveau", cmd_register_niveau,
     "ANBRINGELSE ID|ny trin=N|vederlag=N fra=DATO [til=DATO] [--haandbog STI] "
     "[--begrundelse TEKST] [--tilbagekald]",
     "registrerer et niveau, når håndbogens retning tillader det"},
    {REGISTER, "register", "situation", cmd_register_situation,
     "ANBRINGELSE ID|ny art=ART fra=DATO [til=DATO] [--tilbagekald]", "registrerer en situation"},
    {REGISTER, "register", "aftale", cmd_register_aftale,
     "ANBRINGELSE ID|ny art=ART fra=DATO ... [--begrundelse TEKST] [--tilbagekald]",
     "registrerer en individuel aftale"},
    {REGISTER, "register", "kontrakt", cmd_register_kontrakt,
     "ANBRINGELSE ID|ny fra=DATO holder=PERSON model=trin|vederlag ... [--tilbagekald]",
     "registrerer en kontrakt"},
    {REGISTER, "register", "ophoer", cmd_register_ophoer,
     "ANBRINGELSE ID|ny art=ART dato=DATO [part=..] [aarsag=..] [--tilbagekald]",
     "registrerer, hvordan og hvornår en anbringelse ophører"},
    {REGISTER, "konto", "foreslaa", cmd_konto_foreslaa,
     "PERSON REGISTRERINGSNUMMER KONTONUMMER | PERSON nemkonto",
     "foreslår, hvor en person får sine penge"},
    {REGISTER, "konto", "svar", cmd_konto_svar, "PERSON FORSLAG godkend|afvis",
     "svarer på en andens forslag"},
    {REGISTER, "konto", "vis", cmd_konto_vis, "PERSON", "viser forslag og svar"},
    {REGISTER, "henvendelse", "liste", cmd_henvendelse_liste, "",
     "viser, hvad familier har skrevet, og hvornår de skal have svar"},
    {REGISTER, "henvendelse", "vis", cmd_henvendelse_vis, "ID", "viser en henvendelse"},
    {REGISTER, "henvendelse", "svar", cmd_henvendelse_svar, "ID --tekst TEKST | --fil FIL",
     "svarer familien"},
    {REGISTER, "henvendelse", "luk", cmd_henvendelse_luk, "ID", "lukker en henvendelse"},
    {REGISTER, "indstilling", "ny", cmd_indstilling_ny, "ANBRINGELSE --fra DATO --haandbog STI",
     "begynder en indstilling af et niveau"},
    {REGISTER, "indstilling", "liste", cmd_indstilling_liste, "[--alle]",
     "viser de indstillinger, der ikke er afsluttet"},
    {REGISTER, "indstilling", "vis", cmd_indstilling_vis, "ID --haandbog STI",
     "viser svar, vejledning, kontrol og forløb"},
    {REGISTER, "indstilling", "svar", cmd_indstilling_svar,
     "ID SPØRGSMÅL=SVAR... [--note TEKST] --haandbog STI", "svarer på håndbogens spørgsmål"},
    {REGISTER, "indstilling", "send", cmd_indstilling_send,
     "ID trin=N|vederlag=N --begrundelse TEKST --haandbog STI", "indstiller et niveau"},
    {REGISTER, "indstilling", "dagsorden", cmd_indstilling_dagsorden,
     "[ny DATO --haandbog STI | MØDE ID [--punkt N] | MØDE --indkald NAVN|--afbud NAVN]",
     "viser, laver og ændrer udvalgets dagsorden"},
    {REGISTER, "indstilling", "beslut", cmd_indstilling_beslut,
     "ID [trin=N|vederlag=N | --nej] --begrundelse TEKST --haandbog STI",
     "beslutter et niveau; den, håndbogen nævner"},
    {REGISTER, "indstilling", "godkend", cmd_indstilling_godkend,
     "ID [--nej --begrundelse TEKST] --haandbog STI",
     "en leder godkender et niveau over håndbogens grænse"},
    {REGISTER, "indstilling", "tilbage", cmd_indstilling_tilbage, "ID --begrundelse TEKST",
     "sender den et skridt tilbage"},
    {REGISTER, "indstilling", "traek", cmd_indstilling_traek, "ID --begrundelse TEKST",
     "trækker den tilbage"},
    {REGISTER, "indstilling", "brev", cmd_indstilling_brev,
     "ID [--kontrakt] -o FIL.pdf --opsaetning FIL --haandbog STI",
     "skriver afgørelsen eller kontrakten som PDF"},
    {REGISTER, "opsigelse", "hoer", cmd_opsigelse_hoer,
     "ANBRINGELSE --grund TEKST [--frist DATO] --haandbog STI",
     "hører en familie, før den bliver opsagt af grunde hos den selv"},
    {REGISTER, "opsigelse", "svar", cmd_opsigelse_svar, "ID --tekst TEKST",
     "gemmer, hvad familien har svaret"},
    {REGISTER, "opsigelse", "frafald", cmd_opsigelse_frafald, "ID --grund TEKST",
     "opgiver opsigelsen"},
    {REGISTER, "opsigelse", "registrer", cmd_opsigelse_registrer, "ID DATO --aarsag ÅRSAG",
     "registrerer opsigelsen, når fristen er gået"},
    {REGISTER, "opsigelse", "liste", cmd_opsigelse_liste, "", "viser partshøringerne"},
    {REGISTER, "register", "vis", cmd_register_vis, "ANBRINGELSE",
     "viser alle registreringer af en anbringelse: hvem, hvornår, hvad"},
    {REGISTER, "as-of", NULL, cmd_as_of,
     "--anbringelse ID | --familie ID [--registrering N | --kendt DATO] [--paa DATO]",
     "viser, hvad der var kendt"},
    {AFREGNING, "run", "new", cmd_run_new,
     "--maaned ÅÅÅÅ-MM [--skaeringsdato DATO] [--dispositionsdato DATO] [--ekstra]",
     "opretter en kørsel som kladde"},
    {AFREGNING, "run", "list", cmd_run_list, "", "viser kørslerne"},
    {AFREGNING, "run", "calc", cmd_run_calc, "NUMMER [--haandbog STI]",
     "beregner den med alt, der er kendt på skæringsdatoen"},
    {AFREGNING, "run", "show", cmd_run_show, "NUMMER [--alle]",
     "viser en kørsel, dens betalinger og det, der ikke kan beregnes"},
    {AFREGNING, "run", "diff", cmd_run_diff, "NUMMER [--alle]",
     "viser forskellene til det, der er tilkendt"},
    {AFREGNING, "run", "explain", cmd_run_explain, "NUMMER --anbringelse ID --maaned ÅÅÅÅ-MM",
     "forklarer hver linje, som den blev beregnet"},
    {AFREGNING, "run", "approve", cmd_run_approve, "NUMMER [--udgave N] [--begrundelse TEKST]",
     "godkender den; en anden end den, der lavede den"},
    {AFREGNING, "run", "export", cmd_run_export,
     "NUMMER --til MAPPE --opsaetning FIL.csv [--dispositionsdato DATO]",
     "laver betalingsfilerne; igen giver de samme filer"},
    {AFREGNING, "run", "receipt", cmd_run_receipt,
     "NUMMER --fil FIL [--kanal nemkonto|loen|leverandoer] [--eksport NR]",
     "læser svar på betalingerne"},
    {AFREGNING, "run", "resend", cmd_run_resend,
     "NUMMER --til MAPPE --opsaetning FIL.csv --dispositionsdato DATO",
     "sender betalinger, der kom tilbage, igen"},
    {AFREGNING, "run", "close", cmd_run_close, "NUMMER", "afslutter en kvitteret kørsel"},
    {AFREGNING, "run", "drop", cmd_run_drop, "NUMMER", "opgiver en kørsel, der ikke er godkendt"},
    {PENGE, "penge", "list", cmd_penge_list, "", "viser tilgodehavender og åbne beslutninger"},
    {PENGE, "penge", "aconto", cmd_penge_aconto,
     "--anbringelse ID --ydelse KODE --maaned ÅÅÅÅ-MM --modtager ID --kanal KANAL --skat KODE "
     "--beloeb KR --begrundelse TEKST",
     "betaler på en linje, der ikke kan beregnes endnu"},
    {PENGE, "penge", "faktura", cmd_penge_faktura,
     "--anbringelse ID --ydelse KODE --maaned ÅÅÅÅ-MM --modtager ID --beloeb KR --nummer FAKTURANR "
     "--begrundelse TEKST",
     "betaler en leverandørs faktura"},
    {PENGE, "penge", "kreditnota", cmd_penge_kreditnota,
     "--modtager ID --faktura FAKTURANR --nummer KREDITNOTANR --beloeb KR --begrundelse TEKST",
     "en leverandør tager noget af en godkendt faktura tilbage"},
    {PENGE, "penge", "modregning", cmd_penge_modregning,
     "--modtager ID --kanal KANAL --beloeb KR [--pr-maaned KR] --begrundelse TEKST",
     "trækker et tilgodehavende i det, der udbetales"},
    {PENGE, "penge", "eftergivelse", cmd_penge_eftergivelse,
     "--modtager ID --kanal KANAL --beloeb KR --begrundelse TEKST", "eftergiver et tilgodehavende"},
    {PENGE, "penge", "mellemregning", cmd_penge_mellemregning,
     "--modtager ID --maaned ÅÅÅÅ-MM --beloeb KR --tekst TEKST [--familien-skylder] "
     "--begrundelse TEKST",
     "viser i månedens brev, hvad familien og forældrene skylder hinanden"},
    {PENGE, "penge", "tilbage", cmd_penge_tilbage, "ID", "tager en åben beslutning tilbage"},
    {BREVE, "brev", "run", cmd_brev_run, "NUMMER --til MAPPE --opsaetning FIL.csv",
     "skriver et brev til hver modtager i en godkendt kørsel"},
    {BREVE, "brev", "aar", cmd_brev_aar, "ÅÅÅÅ --til MAPPE --opsaetning FIL.csv",
     "skriver årsopgørelser over det, der er udbetalt"},
    {AENDRING, "simuler", NULL, cmd_simuler,
     "--efter STI | --udkast ID [--foer STI] [--fra ÅÅÅÅ-MM] [--maaneder 12] [--stoerste 10]",
     "regner ud, hvad en anden håndbog ville koste for de anbringelser, der er nu"},
    {AENDRING, "haandbog", "udkast", cmd_haandbog_udkast,
     "FIL [--navn NAVN] [--udkast ID] [--haandbog STI]",
     "gemmer et udkast til en håndbog eller takster med det, tjekket finder"},
    {AENDRING, "haandbog", "foreslaa", cmd_haandbog_foreslaa, "ID [--haandbog STI]",
     "foreslår et udkast uden fejl"},
    {AENDRING, "haandbog", "ikraft", cmd_haandbog_ikraft, "ID [--haandbog STI]",
     "sætter i kraft, hvad en anden har foreslået"},
    {AENDRING, "haandbog", "afvis", cmd_haandbog_afvis, "ID --begrundelse TEKST",
     "sender et forslag tilbage"},
    {AENDRING, "haandbog", "opgiv", cmd_haandbog_opgiv, "ID --begrundelse TEKST",
     "opgiver et udkast"},
    {AENDRING, "haandbog", "liste", cmd_haandbog_liste, "",
     "viser, hvad der er i kraft, og udkast"},
    {AENDRING, "haandbog", "eksporter", cmd_haandbog_eksporter,
     "--til MAPPE | --udkast ID [-o FIL]", "skriver det, der er i kraft, eller et udkast"},
    {EFTERSYN, "status", NULL, cmd_status, "", "viser, hvordan det står til"},
    {EFTERSYN, "doctor", NULL, cmd_doctor, "", "spørger databasen, om alt, der skal holde, holder"},
    {EFTERSYN, "verify", NULL, cmd_verify, "[--hoved FIL]... [--genberegn] [--skriv-hoved FIL]",
     "efterser, at alt gemt er, som det blev gemt"},
    {EFTERSYN, "backup", NULL, cmd_backup, "-o FIL", "tager en sikkerhedskopi med manifest"},
    {EFTERSYN, "restore", NULL, cmd_restore, "FIL --db URL [--hoved FIL]... [--json]",
     "gør en sikkerhedskopi til en database igen; kræver ingen bruger"},
    {DRIFT, "api", "openapi", cmd_api_openapi, "",
     "skriver beskrivelsen af det, andre programmer kan spørge om"},
    {DRIFT, "serve", NULL, cmd_serve,
     "[--listen 127.0.0.1:8080] [--db URL] [--kommune NNN]\n"
     "      [--haandboeger MAPPE] [--workers N] [--bag-proxy] [--uden-tls] "
     "[--aaben]",
     "viser siderne, til den bliver bedt om at holde op; se docs/drift.md"},
};

#define COMMANDS (sizeof(commands) / sizeof(*commands))

static const char about_who[] =
    "Hvem der spørger, og i hvilken database:\n"
    "  --som NAVN        brugeren, hvis nøglefil er NAVN.noegle\n"
    "  --noegler MAPPE   hvor nøglefilen ligger (ellers VEDERLAG_NOEGLER, ellers "
    "~/.config/vederlag)\n"
    "  --db URL          databasen (ellers VEDERLAG_DB, ellers sqlite:vederlag.db)\n"
    "  --kommune NNN     når databasen har flere kommuner\n"
    "  --json            svaret som JSON\n";

static const char about_codes[] =
    "Svarkoder: 0 gjort; 1 indholdet er forkert, eller reglerne siger nej; 2 kommandoen, en fil "
    "eller\ndatabasen er forkert; 3 ingen adgang; 4 en anden var i vejen, intet er gjort, prøv "
    "igen.\n";

/* One line for each command, in its group. */
static int overview(FILE *out, int code)
{
    enum { WIDTH = 22 };

    fprintf(out, "vederlag: beregner og forklarer plejefamiliers ydelser efter en håndbog\n");
    for (int g = 0; g < GROUPS; g++) {
        fprintf(out, "\n%s\n", groups[g].title);
        for (size_t i = 0; i < COMMANDS; i++) {
            const struct command *c = &commands[i];
            if (c->group != (enum group)g) continue;
            int n = fprintf(out, "  %s%s%s", c->word, c->second != NULL ? " " : "",
                            c->second != NULL ? c->second : "");
            fprintf(out, "%*s%s\n", n < WIDTH ? WIDTH - n : 1, "", c->help);
        }
    }
    fprintf(out,
            "\nvederlag help ORD viser, hvad en kommando tager, fx vederlag help haandbog\n\n%s",
            about_codes);
    return code;
}

/* The commands that begin with a word, and what they take. */
static int details(FILE *out, int code, const char *word)
{
    const struct command *last = NULL;

    if (code != CMD_OK) fprintf(stderr, "vederlag: ukendt kommando\n");
    for (size_t i = 0; i < COMMANDS; i++) {
        const struct command *c = &commands[i];
        if (strcmp(c->word, word) != 0) continue;
        last = c;
        fprintf(out, "  vederlag %s%s%s%s%s\n      %s\n", c->word, c->second != NULL ? " " : "",
                c->second != NULL ? c->second : "", c->args[0] != '\0' ? " " : "", c->args,
                c->help);
    }
    if (last == NULL) return overview(stderr, CMD_USAGE);
    if (groups[last->group].asks_who) fprintf(out, "\n%s", about_who);
    return code;
}

/* With a seed, the ids that are made follow from what was asked; not from where it is kept. */
static void mix_ids(struct arena *arena, int argc, char **argv)
{
    struct buf words;

    buf_init(&words, arena);
    for (int i = 1; i < argc; i++) {
        if (i + 1 < argc && (strcmp(argv[i], "--db") == 0 || strcmp(argv[i], "--noegler") == 0))
            i++;
        else
            buf_format(&words, "%s\n", argv[i]);
    }
    id_mix(buf_str(&words));
}

static int run(const struct command *command, int argc, char **argv)
{
    static struct arena arena;
    int words = command->second == NULL ? 2 : 3;
    arena_init(&arena, RUN_LIMIT);
    if (setjmp(arena.boundary) != 0) {
        fprintf(stderr, "vederlag: fejl: kørslen ville bruge mere hukommelse, end den må\n");
        arena_release(&arena);
        return CMD_USAGE;
    }
    arena.has_boundary = true;
    mix_ids(&arena, argc, argv);
    int code = command->run(&arena, argc - words, argv + words);
    arena_release(&arena);
    return code;
}

static bool is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "help") == 0 || strcmp(word, "-h") == 0;
}

int main(int argc, char **argv)
{
    json_set_alloc_funcs(memory_or_stop, free);
    if (argc < 2) return overview(stderr, CMD_USAGE);
    if (is_help(argv[1]))
        return argc > 2 ? details(stdout, CMD_OK, argv[2]) : overview(stdout, CMD_OK);
    if (argc > 2 && strcmp(argv[argc - 1], "--help") == 0) return details(stdout, CMD_OK, argv[1]);
    for (size_t i = 0; i < COMMANDS; i++) {
        const struct command *c = &commands[i];
        if (strcmp(argv[1], c->word) != 0) continue;
        if (c->second == NULL || (argc > 2 && strcmp(argv[2], c->second) == 0))
            return run(c, argc, argv);
    }
    return details(stderr, CMD_USAGE, argv[1]);
}
