/*
 * opsaetning: what a municipality's files need besides the journal, from a CSV of nøgle;værdi.
 */
#include <limits.h>
#include <string.h>

#include "afregning/eksport.h"
#include "base/csv.h"
#include "base/fil.h"
#include "base/tegn.h"

enum {
    FIL_MAX = 1 << 20,
    TABEL_MAX = 16 << 20,
    KONTOUDTOG_MAX = KANAL_TEKST_MAX - 20, /* room for a space and the month */
};

enum noegle {
    N_NAVN,
    N_CVR,
    N_REG,
    N_KONTO,
    N_BIC,
    N_HJEMMEL,
    N_KONTOUDTOG,
    N_MASKIN,
    N_MODKONTO,
    N_TILGODE,
    N_KONTOPLAN,
    N_LUKKEDAGE,
    N_AFDELING,
    N_KONTAKT,
    N_UENIG,
    N_ANTAL,
};

static const struct {
    const char *navn;
    bool kraeves;
} NOEGLE[N_ANTAL] = {
    [N_NAVN] = {"navn", true},
    [N_CVR] = {"cvr", true},
    [N_REG] = {"registreringsnummer", true},
    [N_KONTO] = {"kontonummer", true},
    [N_BIC] = {"bic", false},
    [N_HJEMMEL] = {"hjemmel", false},
    [N_KONTOUDTOG] = {"kontoudtog", false},
    [N_MASKIN] = {"maskinnummer", false},
    [N_MODKONTO] = {"modkonto", false},
    [N_TILGODE] = {"tilgodehavende_konto", false},
    [N_KONTOPLAN] = {"kontoplan", false},
    [N_LUKKEDAGE] = {"lukkedage", false},
    [N_AFDELING] = {"afdeling", false},
    [N_KONTAKT] = {"kontakt", false},
    [N_UENIG] = {"uenig", false},
};

static bool read_keys(const struct csv *csv, struct str vaerdi[N_ANTAL], struct err *err)
{
    for (size_t row = 0; row < csv->rows; row++) {
        struct csv_cell cell = csv_at(csv, row, 0);
        int at = 0;
        while (at < N_ANTAL && !str_is(cell.text, NOEGLE[at].navn)) at++;
        if (at == N_ANTAL || vaerdi[at].p != NULL) {
            err_set(err, ERR_INPUT, NULL, "Nøglen %.*s %s", STR_ARG(cell.text),
                    at == N_ANTAL ? "kendes ikke; se docs/kanaler.md, Opsætning" : "står to gange");
            return err_at(err, "%s:%d:%d", csv->file, cell.line, cell.col);
        }
        vaerdi[at] = csv_at(csv, row, 1).text;
    }
    for (int i = 0; i < N_ANTAL; i++) {
        if (vaerdi[i].p == NULL) vaerdi[i] = STR_EMPTY;
        if (vaerdi[i].n > 0 || !NOEGLE[i].kraeves) continue;
        return err_set(err, ERR_INPUT, csv->file,
                       "Nøglen %s mangler; se docs/kanaler.md, Opsætning", NOEGLE[i].navn);
    }
    return true;
}

/* A file named in the setup, beside it. */
static bool read_beside(struct arena *arena, const char *sti, struct str navn, const char **path,
                        struct str *tekst, struct err *err)
{
    const char *slash = strrchr(sti, '/');
    int folder = slash == NULL ? 0 : (int)(slash - sti) + 1;

    *path = str_c(arena,
                  str_format(arena, "%.*s%.*s", navn.p[0] == '/' ? 0 : folder, sti, STR_ARG(navn)));
    return fil_read(arena, *path, TABEL_MAX, tekst, err);
}

static bool read_tables(struct arena *arena, const char *sti, const struct str vaerdi[N_ANTAL],
                        struct eksport_opsaetning *out, struct err *err)
{
    const char *path;
    struct str tekst;

    if (vaerdi[N_LUKKEDAGE].n > 0) {
        TRY(read_beside(arena, sti, vaerdi[N_LUKKEDAGE], &path, &tekst, err));
        TRY(kanal_lukkedage_read(arena, path, tekst, &out->lukkedage, err));
    }
    out->har_kontoplan = vaerdi[N_KONTOPLAN].n > 0;
    if (!out->har_kontoplan) return true;
    TRY(read_beside(arena, sti, vaerdi[N_KONTOPLAN], &path, &tekst, err));
    TRY(kanal_kontoplan_read(arena, path, tekst, &out->kontoplan, err));
    if (out->maskinnr > 0 && out->modkonto.n > 0) return true;
    return err_set(err, ERR_INPUT, sti,
                   "En kontoplan kræver også maskinnummer (1-99999) og modkonto");
}

/* Lines are separated by | in the file. */
static void read_letter(struct arena *arena, const struct str vaerdi[N_ANTAL],
                        struct eksport_opsaetning *out)
{
    struct str rest = vaerdi[N_KONTAKT], line;
    size_t most = 1;

    for (size_t i = 0; i < rest.n; i++) most += rest.p[i] == '|';
    out->afdeling = vaerdi[N_AFDELING];
    out->uenig = vaerdi[N_UENIG];
    out->kontakt = ARENA_ARRAY(arena, most, struct str);
    while (rest.n > 0 && str_split(&rest, '|', &line)) {
        line = str_trim(line);
        if (line.n > 0) out->kontakt[out->kontaktlinjer++] = line;
    }
}

/* What the bank would refuse later is refused here. */
static bool read_statement(struct arena *arena, const char *sti, struct str text, struct str *out,
                           struct err *err)
{
    struct str sendt;

    *out = text.n > 0 ? text : STR("Plejevederlag");
    if (!kanal_tegn(arena, *out, &sendt, err)) return err_at(err, "%s: kontoudtog", sti);
    if (str_width(sendt) <= KONTOUDTOG_MAX) return true;
    return err_set(err, ERR_INPUT, sti, "kontoudtog må højst have %d tegn", KONTOUDTOG_MAX);
}

/* Up to 99999; nothing is 0. */
static bool read_number(struct str text, int *out)
{
    int value = 0;

    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || value > 99999) return false;
        value = value * 10 + (text.p[i] - '0');
    }
    *out = value;
    return value <= 99999;
}

bool eksport_opsaetning_laes(struct arena *arena, const char *sti, struct eksport_opsaetning *out,
                             struct err *err)
{
    struct str tekst, vaerdi[N_ANTAL] = {{0}};
    struct csv csv;

    *out = (struct eksport_opsaetning){0};
    TRY(fil_read(arena, sti, FIL_MAX, &tekst, err));
    TRY(csv_read(arena, sti, tekst, &csv, err));
    if (csv.columns != 2 || !str_is(csv.head[0].text, "nøgle") ||
        !str_is(csv.head[1].text, "værdi"))
        return err_set(err, ERR_INPUT, sti, "Første linje skal være nøgle;værdi");
    TRY(read_keys(&csv, vaerdi, err));
    for (int i = 0; i < N_ANTAL; i++)
        if (!tegn_tjek(vaerdi[i], TEGN_BREV, (struct tegn_hvad){NOEGLE[i].navn, NOEGLE[i].navn},
                       err))
            return err_at(err, "%s", sti);
    out->kommune_navn = vaerdi[N_NAVN];
    out->cvr = vaerdi[N_CVR];
    out->konto = (struct kanal_konto){vaerdi[N_REG], vaerdi[N_KONTO]};
    out->bic = vaerdi[N_BIC];
    out->hjemmel = vaerdi[N_HJEMMEL].n > 0 ? vaerdi[N_HJEMMEL] : STR("alle");
    out->modkonto = vaerdi[N_MODKONTO];
    out->tilgodehavende_konto = vaerdi[N_TILGODE];
    TRY(read_statement(arena, sti, vaerdi[N_KONTOUDTOG], &out->kontoudtog, err));
    read_letter(arena, vaerdi, out);
    if (!read_number(vaerdi[N_MASKIN], &out->maskinnr))
        return err_set(err, ERR_INPUT, sti, "maskinnummer er ikke et tal fra 1 til 99999");
    if (!kanal_konto_valid(out->konto))
        return err_set(err, ERR_INPUT, sti,
                       "registreringsnummer har 4 cifre og kontonummer 1 til 10");
    return read_tables(arena, sti, vaerdi, out, err);
}
