/*
 * register/tjek: one fact by itself (contract in tjek.h).
 */
#include "register/tjek.h"

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

bool tjek_id(struct str id, const char *hvad, struct err *err)
{
    static const char tegn[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    if (id.n == 0 || id.n > ID_MAX || like_cpr(id)) {
        return err_set(err, ERR_INPUT, NULL,
                       "%s skal have et id på 1-%d tegn, der ikke ligner et cpr-nummer", hvad,
                       ID_MAX);
    }
    for (size_t i = 0; i < id.n; i++) {
        if (strchr(tegn, id.p[i]) != NULL && id.p[i] != '\0') continue;
        return err_set(
            err, ERR_INPUT, NULL,
            "%s har et id med et tegn, der ikke kan bruges; brug A-Z, a-z, 0-9, punktum, "
            "bindestreg og understregning",
            hvad);
    }
    return true;
}

bool tjek_dag(struct dato dag, const char *hvad, struct err *err)
{
    int year, month, day;

    dato_civil(dag, &year, &month, &day);
    if (year >= YEAR_MIN && year <= YEAR_MAX) return true;
    return err_set(
        err, ERR_INPUT, NULL,
        "%s er %04d-%02d-%02d, men skal ligge i årene %d-%d; er årstallet skrevet rigtigt?", hvad,
        year, month, day, YEAR_MIN, YEAR_MAX);
}

/* The days of what has an interval. */
static bool check_days(const struct register_fakta *f, struct err *err)
{
    bool anbringelse = f->slags == SLAGS_ANBRINGELSE;
    const char *fra = anbringelse ? "indflyttet" : f->slags == SLAGS_OPHOER ? "dato" : "fra";
    const char *til = anbringelse ? "fraflyttet" : "til";

    TRY(tjek_dag(f->fra, fra, err));
    if (f->slags == SLAGS_OPHOER) return true;
    if (f->til.dag != DATO_MAX.dag) TRY(tjek_dag(f->til, til, err));
    if (f->fra.dag < f->til.dag || (anbringelse && f->fra.dag == f->til.dag)) return true;
    return err_set(err, ERR_INPUT, NULL, "»%s« skal ligge efter »%s«; ret en af de to datoer", til,
                   fra);
}

static bool check_level(const struct register_fakta *f, struct err *err)
{
    int trin = f->indplacering.trin;
    struct brok v = f->indplacering.vederlag;

    if (trin < 0 || trin > TRIN_MAX) {
        return err_set(err, ERR_INPUT, NULL, "trin er %d, men skal være et tal fra 1 til %d", trin,
                       TRIN_MAX);
    }
    bool antal = v.n > 0 && v.t > 0;
    if ((trin > 0) != antal) return true;
    return err_set(err, ERR_INPUT, NULL,
                   "En indplacering skal have enten et trin eller et antal vederlag, der er større "
                   "end nul; angiv det ene");
}

static bool check_agreement(const struct register_fakta *f, struct err *err)
{
    bool vilkaar = f->aftale.art == AFTALE_VILKAAR;

    if (!vilkaar && f->aftale.ydelse.n == 0) {
        return err_set(err, ERR_INPUT, NULL, "Aftalen mangler den ydelse, den handler om");
    }
    if (!vilkaar && (f->aftale.beloeb.oere < 0 || f->aftale.beloeb.oere > BELOEB_MAX_OERE)) {
        return err_set(err, ERR_INPUT, NULL,
                       "Aftalens beløb skal være mellem 0 og 1.000.000 kr.; ret beløbet");
    }
    if (vilkaar && f->aftale.vilkaar == VILKAAR_VARSEL &&
        (f->aftale.dage < 1 || f->aftale.dage > DAGE_MAX)) {
        return err_set(err, ERR_INPUT, NULL, "Varslet skal være på 1-%d dage", DAGE_MAX);
    }
    return true;
}

static bool check_approval(const struct register_fakta *f, struct err *err)
{
    int fra = f->godkendelse.alder_fra;
    int til = f->godkendelse.alder_til;

    if (f->godkendelse.antal_boern == 0 || f->godkendelse.antal_boern > 20) {
        return err_set(err, ERR_INPUT, NULL, "antal_boern skal være 1-20 eller udeladt");
    }
    if (fra <= 30 && til <= 30 && (fra < 0 || til < 0 || fra <= til)) return true;
    return err_set(err, ERR_INPUT, NULL,
                   "alder_fra og alder_til skal være aldre op til 30, den første ikke højere");
}

bool tjek_fakta(const struct register_fakta *f, struct err *err)
{
    TRY(tjek_id(f->id, tabeller[f->slags].vist, err));
    if (tabeller[f->slags].har_ejer) TRY(tjek_id(f->ejer, "Ejeren", err));
    switch (f->slags) {
    case SLAGS_PLEJEFAMILIE: return true;
    case SLAGS_BARN: return tjek_dag(f->barn.foedt, "foedt", err);
    case SLAGS_ANBRINGELSE:
        TRY(tjek_id(f->anbringelse.plejefamilie, "Plejefamilien", err));
        TRY(tjek_id(f->anbringelse.barn, "Barnet", err));
        break;
    case SLAGS_INDPLACERING: TRY(check_level(f, err)); break;
    case SLAGS_AFTALE: TRY(check_agreement(f, err)); break;
    case SLAGS_GODKENDELSE: TRY(check_approval(f, err)); break;
    case SLAGS_HUSSTAND: TRY(tjek_id(f->husstand.person, "Personen", err)); break;
    case SLAGS_KONTRAKT: TRY(tjek_id(f->kontrakt.holder, "Kontrakthaveren", err)); break;
    case SLAGS_SITUATION:
    case SLAGS_DOEGN:
    case SLAGS_OPHOER: break;
    case SLAGS_ANTAL: ASSERT(false);
    }
    return check_days(f, err);
}
