/*
 * setup: what a kommune says of a provider, in a file of `nøgle;værdi`, and the file of the
 * client's secret.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/fil.h"
#include "oidc/intern.h"

#define FILE_MAX ((size_t)64 << 10)
enum { SECRET_MAX = 512, CODE_MAX = 20, MINUTES_MAX = 24 * 60 };

enum key {
    K_KODE,
    K_NAVN,
    K_NAVN_EN,
    K_HVEM,
    K_UDSTEDER,
    K_KLIENT,
    K_HEMMELIGHED,
    K_RETUR,
    K_KRAV,
    K_SCOPE,
    K_ACR,
    K_AMR,
    K_TO_FAKTORER,
    K_MINUTTER,
    K_CA,
    K_COUNT
};

static const struct {
    const char *name;
    bool needed;
} KEYS[K_COUNT] = {
    [K_KODE] = {"kode", true},
    [K_NAVN] = {"navn", true},
    [K_NAVN_EN] = {"navn_engelsk", false},
    [K_HVEM] = {"hvem", true},
    [K_UDSTEDER] = {"udsteder", true},
    [K_KLIENT] = {"klient", true},
    [K_HEMMELIGHED] = {"hemmelighed", true},
    [K_RETUR] = {"retur", true},
    [K_KRAV] = {"krav", false},
    [K_SCOPE] = {"scope", false},
    [K_ACR] = {"acr", false},
    [K_AMR] = {"amr", false},
    [K_TO_FAKTORER] = {"to_faktorer", false},
    [K_MINUTTER] = {"login_minutter", false},
    [K_CA] = {"ca", false},
};

static bool read_keys(const struct csv *csv, struct str value[K_COUNT], struct err *err)
{
    for (size_t row = 0; row < csv->rows; row++) {
        struct csv_cell cell = csv_at(csv, row, 0);
        int at = 0;
        while (at < K_COUNT && !str_is(cell.text, KEYS[at].name)) at++;
        if (at == K_COUNT || value[at].p != NULL) {
            err_set(err, ERR_INPUT, NULL, "Nøglen %.*s %s", STR_ARG(cell.text),
                    at == K_COUNT ? "kendes ikke; se docs/drift.md" : "står to gange");
            return err_at(err, "%s:%d:%d", csv->file, cell.line, cell.col);
        }
        value[at] = str_trim(csv_at(csv, row, 1).text);
    }
    for (int i = 0; i < K_COUNT; i++) {
        if (value[i].p == NULL) value[i] = STR_EMPTY;
        if (value[i].n > 0 || !KEYS[i].needed) continue;
        return err_set(err, ERR_INPUT, csv->file, "Nøglen %s mangler; se docs/drift.md",
                       KEYS[i].name);
    }
    return true;
}

/* A file named in the setup, beside it. */
static const char *beside(struct arena *arena, const char *path, struct str name)
{
    const char *slash = strrchr(path, '/');
    int folder = slash == NULL || name.p[0] == '/' ? 0 : (int)(slash - path) + 1;

    return str_c(arena, str_format(arena, "%.*s%.*s", folder, path, STR_ARG(name)));
}

/* ---- the secret */

/* What others could have read is no longer a secret. */
static bool check_file(const char *path, int fd, struct err *err)
{
    struct stat st;

    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return err_set(err, ERR_INPUT, path, "Hemmeligheden er ikke en almindelig fil");
    if (st.st_uid != geteuid()) {
        return err_set(err, ERR_INPUT, path,
                       "Hemmeligheden ejes af en anden end den, der kører programmet");
    }
    return (st.st_mode & 0077) == 0 ||
           err_set(err, ERR_INPUT, path,
                   "Hemmeligheden kan læses af andre; få en ny hos udbyderen, og sæt filens "
                   "rettigheder til 0600");
}

static bool read_secret(struct arena *arena, const char *path, struct str *out, struct err *err)
{
    char *room = arena_alloc(arena, SECRET_MAX + 2);
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0) {
        return err_set(err, ERR_INPUT, path, "Hemmeligheden kan ikke læses: %s",
                       errno == ENOENT  ? "filen findes ikke"
                       : errno == ELOOP ? "det er en henvisning til en anden fil"
                                        : "systemet giver ikke adgang");
    }
    bool ok = check_file(path, fd, err);
    ssize_t n = ok ? read(fd, room, SECRET_MAX + 2) : 0;
    close(fd);
    TRY(ok);
    struct str text = {room, n < 0 ? 0 : (size_t)n};
    while (text.n > 0 && (text.p[text.n - 1] == '\n' || text.p[text.n - 1] == '\r')) text.n--;
    if (text.n > SECRET_MAX || !oidc_plain(text)) {
        return err_set(err, ERR_INPUT, path,
                       "Hemmeligheden skal være én linje med 1-%d tegn uden mellemrum", SECRET_MAX);
    }
    *out = text;
    return true;
}

/* ---- words */

static bool read_code(const char *path, struct str text, struct err *err)
{
    bool ok = text.n >= 1 && text.n <= CODE_MAX;

    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        ok = ok && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }
    return ok || err_set(err, ERR_INPUT, path, "kode skal være 1-%d af a-z, 0-9 og »-«", CODE_MAX);
}

static bool read_who(const char *path, struct str text, enum oidc_hvem *out, struct err *err)
{
    static const char *const words[] = {"alle", "medarbejdere", "familier"};

    for (int i = 0; i < 3; i++) {
        if (!str_is(text, words[i])) continue;
        *out = (enum oidc_hvem)i;
        return true;
    }
    return err_set(err, ERR_INPUT, path, "hvem skal være alle, medarbejdere eller familier");
}

/* Words with spaces between. */
static bool read_words(const char *path, struct str text, const char *key, struct oidc_words *out,
                       struct err *err)
{
    struct str rest = text, word;

    while (rest.n > 0 && str_split(&rest, ' ', &word)) {
        if (word.n == 0) continue;
        if (out->count == OIDC_WORDS_MAX || !oidc_plain(word)) {
            return err_set(err, ERR_INPUT, path, "%s må højst have %d ord med mellemrum imellem",
                           key, OIDC_WORDS_MAX);
        }
        out->word[out->count++] = word;
    }
    return true;
}

/* Which answer of the provider says that two factors were given, must be said. */
static bool read_factors(const char *path, const struct str value[K_COUNT], struct oidc_setup *s,
                         struct err *err)
{
    struct str always = value[K_TO_FAKTORER];

    TRY(read_words(path, value[K_ACR], "acr", &s->acr, err));
    TRY(read_words(path, value[K_AMR], "amr", &s->amr, err));
    s->altid_to = str_is(always, "altid");
    bool said = s->acr.count + s->amr.count > 0;
    if ((always.n == 0 || s->altid_to) && said != s->altid_to) return true;
    return err_set(err, ERR_INPUT, path,
                   "Sig enten med acr eller amr, hvilket svar der betyder to faktorer, eller med "
                   "»to_faktorer;altid«, at udbyderen ikke lukker nogen ind med én");
}

static bool read_minutes(const char *path, struct str text, int64_t *seconds, struct err *err)
{
    int64_t minutes = 0;

    if (text.n > 0 && (!str_int(text, &minutes) || minutes < 1 || minutes > MINUTES_MAX))
        return err_set(err, ERR_INPUT, path, "login_minutter skal være 1-%d", MINUTES_MAX);
    *seconds = minutes * 60;
    return true;
}

static bool read_addresses(const char *path, const struct oidc_setup *s, struct err *err)
{
    size_t at = 0;

    if (!oidc_url_ok(s->udsteder) || str_find(s->udsteder, STR("?"), &at))
        return err_set(err, ERR_INPUT, path, "udsteder skal være en adresse med https://");
    if (!oidc_url_ok(s->retur) || str_find(s->retur, STR("?"), &at))
        return err_set(err, ERR_INPUT, path, "retur skal være en adresse med https://");
    return oidc_plain(s->klient) ||
           err_set(err, ERR_INPUT, path, "klient skal være tegn uden mellemrum");
}

/* openid is what makes it a login; the rest is up to the provider. */
static bool read_scope(const char *path, struct str text, struct str *out, struct err *err)
{
    struct oidc_words words = {0};
    bool openid = false;

    *out = text.n > 0 ? text : STR("openid");
    TRY(read_words(path, *out, "scope", &words, err));
    for (size_t i = 0; i < words.count; i++) openid = openid || str_is(words.word[i], "openid");
    return openid || err_set(err, ERR_INPUT, path, "scope skal have ordet openid");
}

bool oidc_setup_read(struct arena *arena, const char *path, struct oidc_setup *out, struct err *err)
{
    struct str text, value[K_COUNT] = {{0}};
    struct oidc_setup s = {0};
    struct csv csv;

    TRY(fil_read(arena, path, FILE_MAX, &text, err));
    TRY(csv_read(arena, path, text, &csv, err));
    if (csv.columns != 2 || !str_is(csv.head[0].text, "nøgle") ||
        !str_is(csv.head[1].text, "værdi"))
        return err_set(err, ERR_INPUT, path, "Første linje skal være nøgle;værdi");
    TRY(read_keys(&csv, value, err));
    s.kode = value[K_KODE];
    s.navn = value[K_NAVN];
    s.navn_en = value[K_NAVN_EN].n > 0 ? value[K_NAVN_EN] : s.navn;
    s.udsteder = value[K_UDSTEDER];
    s.klient = value[K_KLIENT];
    s.retur = value[K_RETUR];
    s.krav = value[K_KRAV].n > 0 ? value[K_KRAV] : STR("sub");
    if (value[K_CA].n > 0) s.ca = beside(arena, path, value[K_CA]);
    TRY(read_code(path, s.kode, err));
    TRY(read_who(path, value[K_HVEM], &s.hvem, err));
    TRY(read_addresses(path, &s, err));
    TRY(read_scope(path, value[K_SCOPE], &s.scope, err));
    TRY(read_factors(path, value, &s, err));
    TRY(read_minutes(path, value[K_MINUTTER], &s.max_alder_s, err));
    TRY(read_secret(arena, beside(arena, path, value[K_HEMMELIGHED]), &s.hemmelig, err));
    *out = s;
    return true;
}
