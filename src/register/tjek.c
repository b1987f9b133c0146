/*
 * register/tjek: one fact by itself (contract in tjek.h).
 */
#include "register/tjek.h"

#include <stdio.h>
#include <string.h>

#include "sag/sag.h"

enum {
    ID_MAX = 80,
    YEAR_MIN = 1950,
    YEAR_MAX = 2150,
    TRIN_MAX = 99,
    DAGE_MAX = 366,
    BELOEB_MAX_OERE = 100000000,
};

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static int two(const char *p)
{
    return (p[0] - '0') * 10 + (p[1] - '0');
}

/* Ten digits, a hyphen after six or not, that begin with a day and a month; also replacement
 * numbers, whose day is 60 higher. */
static bool like_cpr(struct str id)
{
    bool hyphen = id.n == 11 && id.p[6] == '-';

    if (id.n != 10 && !hyphen) return false;
    for (size_t i = 0; i < id.n; i++)
        if (!digit(id.p[i]) && !(hyphen && i == 6)) return false;
    int day = two(id.p) > 60 ? two(id.p) - 60 : two(id.p);
    int month = two(id.p + 2);
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

bool tjek_id(struct str id, struct tegn_hvad hvad, struct err *err)
{
    static const char tegn[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    char dansk[200], engelsk[200];
    bool kan = id.n > 0 && id.n <= ID_MAX && !like_cpr(id);

    for (size_t i = 0; kan && i < id.n; i++) {
        if (strchr(tegn, id.p[i]) != NULL && id.p[i] != '\0') continue;
        (void)snprintf(dansk, sizeof(dansk),
                       "%s har et id med et tegn, der ikke kan bruges; brug A-Z, a-z, 0-9, "
                       "punktum, bindestreg og understregning",
                       hvad.dansk);
        (void)snprintf(engelsk, sizeof(engelsk),
                       "%s has an id with a character that cannot be used; use A-Z, a-z, 0-9, "
                       "full stop, hyphen and underscore",
                       hvad.engelsk);
        return err_begge_tekst(err, ERR_INPUT, NULL, dansk, engelsk);
    }
    if (kan) return true;
    (void)snprintf(dansk, sizeof(dansk),
                   "%s skal have et id på 1-%d tegn, der ikke ligner et cpr-nummer", hvad.dansk,
                   ID_MAX);
    (void)snprintf(engelsk, sizeof(engelsk),
                   "%s must have an id of 1-%d characters that does not look like a CPR number",
                   hvad.engelsk, ID_MAX);
    return err_begge_tekst(err, ERR_INPUT, NULL, dansk, engelsk);
}

bool tjek_dag(struct dato dag, struct tegn_hvad hvad, struct err *err)
{
    char dansk[200], engelsk[200];
    int year, month, day;

    dato_civil(dag, &year, &month, &day);
    if (year >= YEAR_MIN && year <= YEAR_MAX) return true;
    (void)snprintf(dansk, sizeof(dansk),
                   "%s er %04d-%02d-%02d, men skal ligge i årene %d-%d; er årstallet skrevet "
                   "rigtigt?",
                   hvad.dansk, year, month, day, YEAR_MIN, YEAR_MAX);
    (void)snprintf(engelsk, sizeof(engelsk),
                   "%s is %04d-%02d-%02d, but must be in the years %d-%d; is the year written "
                   "rightly?",
                   hvad.engelsk, year, month, day, YEAR_MIN, YEAR_MAX);
    return err_begge_tekst(err, ERR_INPUT, NULL, dansk, engelsk);
}

/* A column, which has one name. */
static struct tegn_hvad kolonnen(const char *navn)
{
    return (struct tegn_hvad){navn, navn};
}

/* The days of what has an interval. */
static bool check_days(const struct register_fakta *f, struct err *err)
{
    bool anbringelse = f->slags == SLAGS_ANBRINGELSE;
    const char *fra = anbringelse ? "indflyttet" : f->slags == SLAGS_OPHOER ? "dato" : "fra";
    const char *til = anbringelse ? "fraflyttet" : "til";

    TRY(tjek_dag(f->fra, kolonnen(fra), err));
    if (f->slags == SLAGS_OPHOER) return true;
    if (f->til.dag != DATO_MAX.dag) TRY(tjek_dag(f->til, kolonnen(til), err));
    if (f->fra.dag < f->til.dag || (anbringelse && f->fra.dag == f->til.dag)) return true;
    return err_begge(err, ERR_INPUT, NULL, "»%s« skal ligge efter »%s«; ret en af de to datoer",
                     "“%s” must be after “%s”; correct one of the two dates", til, fra);
}

static bool check_level(const struct register_fakta *f, struct err *err)
{
    int trin = f->indplacering.trin;
    struct brok v = f->indplacering.vederlag;

    if (trin < 0 || trin > TRIN_MAX) {
        return err_begge(err, ERR_INPUT, NULL, "trin er %d, men skal være et tal fra 1 til %d",
                         "trin (the step) is %d, but must be a number from 1 to %d", trin,
                         TRIN_MAX);
    }
    bool antal = v.n > 0 && v.t > 0;
    if ((trin > 0) != antal) return true;
    return err_begge(
        err, ERR_INPUT, NULL,
        "En indplacering skal have enten et trin eller et antal vederlag, der er større "
        "end nul; angiv det ene",
        "A level is either a step of the table (trin) or a number of fees (vederlag) greater than "
        "zero; say one of them");
}

static bool check_agreement(const struct register_fakta *f, struct err *err)
{
    bool vilkaar = f->aftale.art == AFTALE_VILKAAR;

    if (!vilkaar && f->aftale.ydelse.n == 0) {
        return err_begge(err, ERR_INPUT, NULL, "Aftalen mangler den ydelse, den handler om",
                         "The agreement lacks the kind of payment it is about");
    }
    if (!vilkaar && (f->aftale.beloeb.oere < 0 || f->aftale.beloeb.oere > BELOEB_MAX_OERE)) {
        return err_begge(
            err, ERR_INPUT, NULL, "Aftalens beløb skal være mellem 0 og 1.000.000 kr.; ret beløbet",
            "The agreement's amount must be between 0 and 1.000.000 kr.; correct the amount");
    }
    if (vilkaar && f->aftale.vilkaar == VILKAAR_VARSEL &&
        (f->aftale.dage < 1 || f->aftale.dage > DAGE_MAX)) {
        return err_begge(err, ERR_INPUT, NULL, "Varslet skal være på 1-%d dage",
                         "The notice must be 1-%d days", DAGE_MAX);
    }
    return true;
}

static bool check_approval(const struct register_fakta *f, struct err *err)
{
    int fra = f->godkendelse.alder_fra;
    int til = f->godkendelse.alder_til;

    if (f->godkendelse.antal_boern == 0 || f->godkendelse.antal_boern > 20) {
        return err_begge(err, ERR_INPUT, NULL, "antal_boern skal være 1-20 eller udeladt",
                         "antal_boern (the number of children) must be 1-20 or left out");
    }
    if (fra <= 30 && til <= 30 && (fra < 0 || til < 0 || fra <= til)) return true;
    return err_begge(
        err, ERR_INPUT, NULL,
        "alder_fra og alder_til skal være aldre op til 30, den første ikke højere",
        "alder_fra and alder_til (the ages) must be ages up to 30, the first not higher");
}

bool tjek_fakta(const struct register_fakta *f, struct err *err)
{
    const struct tabel *t = &tabeller[f->slags];

    TRY(tjek_id(f->id, (struct tegn_hvad){t->vist, t->engelsk}, err));
    if (t->har_ejer) TRY(tjek_id(f->ejer, (struct tegn_hvad){"Ejeren", "The owner"}, err));
    switch (f->slags) {
    case SLAGS_PLEJEFAMILIE: return true;
    case SLAGS_BARN: return tjek_dag(f->barn.foedt, kolonnen("foedt"), err);
    case SLAGS_ANBRINGELSE:
        TRY(tjek_id(f->anbringelse.plejefamilie,
                    (struct tegn_hvad){"Plejefamilien", "The foster family"}, err));
        TRY(tjek_id(f->anbringelse.barn, (struct tegn_hvad){"Barnet", "The child"}, err));
        break;
    case SLAGS_INDPLACERING: TRY(check_level(f, err)); break;
    case SLAGS_AFTALE: TRY(check_agreement(f, err)); break;
    case SLAGS_GODKENDELSE: TRY(check_approval(f, err)); break;
    case SLAGS_HUSSTAND:
        TRY(tjek_id(f->husstand.person, (struct tegn_hvad){"Personen", "The person"}, err));
        break;
    case SLAGS_KONTRAKT:
        TRY(tjek_id(f->kontrakt.holder,
                    (struct tegn_hvad){"Kontrakthaveren", "The contract holder"}, err));
        break;
    case SLAGS_SITUATION:
    case SLAGS_DOEGN:
    case SLAGS_OPHOER: break;
    case SLAGS_ANTAL: ASSERT(false);
    }
    return check_days(f, err);
}
