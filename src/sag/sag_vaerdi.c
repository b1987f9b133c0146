/*
 * sag_vaerdi: single values of the facts format, and what is said of those that are wrong.
 *
 * Every message tells what was expected, what was found and what to do. Ids are never repeated when
 * they may be a CPR number, since messages end up in logs.
 */
#include "sag/sag_vaerdi.h"

#include <inttypes.h>
#include <string.h>

#include "base/tegn.h"

enum { FILNAVN_MAX = 120 /* bytes of the path in a place; its end is kept */ };

/* ---- messages ---- */

/* Whether a control character starts there: C0, DEL or C1, each of which may steer a terminal. */
static bool er_styretegn(struct str tekst, size_t at)
{
    unsigned char c = (unsigned char)tekst.p[at];
    unsigned char next = at + 1 < tekst.n ? (unsigned char)tekst.p[at + 1] : 0xFF;

    return c < 0x20 || c == 0x7F || (c == 0xC2 && next < 0xA0);
}

static bool har_styretegn(struct str tekst)
{
    for (size_t i = 0; i < tekst.n; i++) {
        if (er_styretegn(tekst, i)) return true;
    }
    return false;
}

struct str vaerdi_ren(struct arena *arena, struct str tekst)
{
    struct buf buf;

    buf_init(&buf, arena);
    for (size_t i = 0; i < tekst.n; i++) {
        bool styrer = er_styretegn(tekst, i);
        if (styrer && (unsigned char)tekst.p[i] == 0xC2) i++;
        buf_char(&buf, styrer ? '?' : tekst.p[i]);
    }
    return buf_str(&buf);
}

static void skriv_noegle(struct buf *buf, struct str noegle)
{
    struct str vist = str_clip(noegle, VAERDI_VIST_MAX);

    for (size_t i = 0; i < vist.n; i++) {
        if (vist.p[i] == '~') {
            buf_c(buf, "~0");
        } else if (vist.p[i] == '/') {
            buf_c(buf, "~1");
        } else {
            buf_char(buf, vist.p[i]);
        }
    }
}

static void skriv_sti(struct buf *buf, const struct vaerdi_sti *sti)
{
    if (sti == NULL) return;
    skriv_sti(buf, sti->op);
    buf_char(buf, '/');
    if (sti->noegle.p == NULL) {
        buf_format(buf, "%zu", sti->nr);
    } else {
        skriv_noegle(buf, sti->noegle);
    }
}

/* The path of the file; only its end when it is so long that it would crowd out the place. */
struct str vaerdi_filnavn(const struct vaerdi_laeser *l)
{
    struct str navn = str_from(l->fil);
    size_t fra = navn.n > FILNAVN_MAX ? navn.n - FILNAVN_MAX : 0;

    while (fra > 0 && fra < navn.n && ((unsigned char)navn.p[fra] & 0xC0u) == 0x80u) fra++;
    return str_sub(navn, fra, navn.n);
}

bool vaerdi_afvis_tekst(const struct vaerdi_laeser *l, enum err_kind kind,
                        const struct vaerdi_sti *sti, struct str dansk, struct str engelsk)
{
    struct buf sted;

    buf_init(&sted, l->arena);
    buf_add(&sted, vaerdi_filnavn(l));
    buf_c(&sted, sti == NULL ? ":1:1" : ": ");
    skriv_sti(&sted, sti);
    return err_begge_tekst(l->err, kind, str_c(l->arena, vaerdi_ren(l->arena, buf_str(&sted))),
                           str_c(l->arena, vaerdi_ren(l->arena, dansk)),
                           str_c(l->arena, vaerdi_ren(l->arena, engelsk)));
}

bool vaerdi_afvis(const struct vaerdi_laeser *l, enum err_kind kind, const struct vaerdi_sti *sti,
                  const char *dansk, const char *engelsk, ...)
{
    va_list args;

    va_start(args, engelsk);
    struct str tekst = str_vformat(l->arena, dansk, args);
    va_end(args);
    va_start(args, engelsk);
    struct str text = str_vformat(l->arena, engelsk, args);
    va_end(args);
    return vaerdi_afvis_tekst(l, kind, sti, tekst, text);
}

void vaerdi_ordene(struct buf *buf, const struct felt *felt, unsigned bits)
{
    const char *mellem = "";

    for (unsigned i = 0; i < felt->ord_antal; i++) {
        if (!felt_har_bit(bits, i)) continue;
        buf_c(buf, mellem);
        buf_c(buf, felt->ord[i]);
        mellem = ", ";
    }
}

/* What a field must hold, as in "skal være …". */
struct str vaerdi_forventet(const struct vaerdi_laeser *l, const struct felt *felt, bool engelsk)
{
    static const char *const SKAL[][2] = {
        [FELT_ID] = {"en tekst af 1-64 tegn: bogstaverne A-Z, cifre, bindestreg, understreg, "
                     "punktum",
                     "a text of 1-64 characters: the letters A-Z, digits, hyphen, underscore, "
                     "full stop"},
        [FELT_KODE] = {"et navn med små bogstaver som \"kost_og_logi\", højst 64 tegn",
                       "a name of small letters like \"kost_og_logi\", at most 64 characters"},
        [FELT_TEKST] = {"en tekst på én linje, højst ", "a text on one line, at most "},
        [FELT_DATO] = {"en dato som \"2021-06-16\"", "a date like \"2021-06-16\""},
        [FELT_TAL] = {"et helt tal fra ", "a whole number from "},
        [FELT_OERE] = {"et helt tal fra ", "a whole number from "},
        [FELT_ORD] = {"et af ordene ", "one of the words "},
        [FELT_VEDERLAG] = {"et antal over 0 og højst ", "a number above 0 and at most "},
        [FELT_OBJEKT] = {"et objekt i krøllede parenteser", "an object in curly brackets"},
        [FELT_LISTE] = {"en liste i firkantede parenteser", "a list in square brackets"},
    };
    struct buf buf;

    buf_init(&buf, l->arena);
    buf_c(&buf, SKAL[felt->type][engelsk]);
    if (felt->type == FELT_TEKST)
        buf_format(&buf, "%d %s", FELT_TEKST_MAX, engelsk ? "characters" : "tegn");
    if (felt->type == FELT_TAL || felt->type == FELT_OERE)
        buf_format(&buf, "%" PRId64 " %s %" PRId64, felt->min, engelsk ? "to" : "til", felt->max);
    if (felt->type == FELT_ORD) vaerdi_ordene(&buf, felt, ~0u);
    if (felt->type == FELT_VEDERLAG)
        buf_format(&buf,
                   engelsk ? "%d, as the number 5 or the text \"5,5\""
                           : "%d, som tallet 5 eller teksten \"5,5\"",
                   FELT_VEDERLAG_MAX);
    if (felt->kan_null) buf_c(&buf, engelsk ? " or null" : " eller null");
    return buf_str(&buf);
}

/* What was found, as in "men er …". */
struct str vaerdi_fundet(const struct vaerdi_laeser *l, const json_t *vaerdi, bool engelsk)
{
    struct str tekst = STR_EMPTY;

    switch (json_typeof(vaerdi)) {
    case JSON_OBJECT: return engelsk ? STR("an object") : STR("et objekt");
    case JSON_ARRAY: return engelsk ? STR("a list") : STR("en liste");
    case JSON_INTEGER:
        return str_format(l->arena, "%s %" PRId64, engelsk ? "the number" : "tallet",
                          (int64_t)json_integer_value(vaerdi));
    case JSON_REAL: return engelsk ? STR("a decimal number") : STR("et decimaltal");
    case JSON_TRUE: return STR("true");
    case JSON_FALSE: return STR("false");
    case JSON_NULL: return STR("null");
    case JSON_STRING:
        tekst = str_clip((struct str){json_string_value(vaerdi), json_string_length(vaerdi)},
                         VAERDI_VIST_MAX);
        return str_format(l->arena, engelsk ? "the text “%.*s”" : "teksten »%.*s«", STR_ARG(tekst));
    }
    return engelsk ? STR("something else") : STR("noget andet");
}

bool vaerdi_forkert(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                    const struct felt *felt, const json_t *vaerdi, const char *raad,
                    const char *advice)
{
    struct str tekst[2];

    for (int engelsk = 0; engelsk < 2; engelsk++) {
        struct str skal = vaerdi_forventet(l, felt, engelsk);
        struct str er = vaerdi_fundet(l, vaerdi, engelsk);
        tekst[engelsk] =
            engelsk ? str_format(l->arena, "“%s” must be %.*s, but is %.*s; %s", felt->noegle,
                                 STR_ARG(skal), STR_ARG(er), advice)
                    : str_format(l->arena, "»%s« (%s) skal være %.*s, men er %.*s; %s",
                                 felt->noegle, felt->tekst, STR_ARG(skal), STR_ARG(er), raad);
    }
    return vaerdi_afvis_tekst(l, ERR_INPUT, sti, tekst[0], tekst[1]);
}

/* ---- values ---- */

void vaerdi_gem(void *record, size_t offset, const void *vaerdi, size_t bytes)
{
    memcpy((char *)record + offset, vaerdi, bytes);
}

static struct str tekst_af(const json_t *vaerdi)
{
    return (struct str){json_string_value(vaerdi), json_string_length(vaerdi)};
}

static bool alle_i(struct str tekst, const char *ekstra, bool store)
{
    for (size_t i = 0; i < tekst.n; i++) {
        char c = tekst.p[i];
        bool ok = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  (store && c >= 'A' && c <= 'Z') || (c != '\0' && strchr(ekstra, c) != NULL);
        if (!ok) return false;
    }
    return true;
}

static int to_cifre(struct str tekst, size_t at)
{
    return (tekst.p[at] - '0') * 10 + (tekst.p[at + 1] - '0');
}

/* Six digits, perhaps a hyphen, four digits, and the first four a day and a month. The days 61-91
 * are those of substitute numbers. */
static bool ligner_cpr(struct str id)
{
    char cifre[10];
    size_t antal = 0;

    for (size_t i = 0; i < id.n; i++) {
        if (i == 6 && id.p[i] == '-') continue;
        if (id.p[i] < '0' || id.p[i] > '9' || antal == sizeof(cifre)) return false;
        cifre[antal++] = id.p[i];
    }
    if (antal != sizeof(cifre)) return false;
    int dag = to_cifre((struct str){cifre, antal}, 0);
    int maaned = to_cifre((struct str){cifre, antal}, 2);
    if (dag > 60) dag -= 60;
    return dag >= 1 && dag <= 31 && maaned >= 1 && maaned <= 12;
}

static bool laes_id(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                    const struct felt *felt, const json_t *vaerdi, void *record)
{
    if (!json_is_string(vaerdi))
        return vaerdi_forkert(l, sti, felt, vaerdi, "skriv id'et i anførselstegn",
                              "write the id in quotation marks");
    struct str id = tekst_af(vaerdi);
    if (id.n == 0 || id.n > FELT_ID_MAX || !alle_i(id, "-_.", true)) {
        return vaerdi_forkert(l, sti, felt, vaerdi, "brug et andet id", "use another id");
    }
    if (ligner_cpr(id)) {
        /* The id itself is not repeated: messages end up in logs. */
        return vaerdi_afvis(l, ERR_INPUT, sti,
                            "»%s« ligner et cpr-nummer; brug et id, der ikke er en personoplysning",
                            "“%s” looks like a CPR number; use an id that is not personal data",
                            felt->noegle);
    }
    id = str_copy(l->arena, id);
    vaerdi_gem(record, felt->offset, &id, sizeof(id));
    return true;
}

static bool laes_kode(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                      const struct felt *felt, const json_t *vaerdi, void *record)
{
    struct str kode = json_is_string(vaerdi) ? tekst_af(vaerdi) : STR_EMPTY;

    if (kode.n == 0 || kode.n > FELT_KODE_MAX || !alle_i(kode, "_", false) || kode.p[0] < 'a') {
        return vaerdi_forkert(l, sti, felt, vaerdi, "skriv æ, ø og å som ae, oe og aa",
                              "write æ, ø and å as ae, oe and aa");
    }
    kode = str_copy(l->arena, kode);
    vaerdi_gem(record, felt->offset, &kode, sizeof(kode));
    return true;
}

static bool laes_tekst(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                       const struct felt *felt, const json_t *vaerdi, void *record)
{
    if (!json_is_string(vaerdi))
        return vaerdi_forkert(l, sti, felt, vaerdi, "ret værdien", "correct the value");
    struct str tekst = tekst_af(vaerdi);
    if (str_width(tekst) > FELT_TEKST_MAX || har_styretegn(tekst)) {
        return vaerdi_afvis(
            l, ERR_INPUT, sti,
            "»%s« er på mere end %d tegn eller har linjeskift og andre styretegn; skriv "
            "den kortere og på én linje",
            "“%s” has more than %d characters, or line ends and other control characters; write "
            "it shorter and on one line",
            felt->noegle, FELT_TEKST_MAX);
    }
    struct err fejl = ERR_INIT;
    if (!tegn_tjek(tekst, TEGN_BREV, (struct tegn_hvad){"Teksten", "The text"}, &fejl))
        return vaerdi_afvis_tekst(l, ERR_INPUT, sti,
                                  str_format(l->arena, "»%s«: %s", felt->noegle, fejl.text),
                                  str_format(l->arena, "“%s”: %s", felt->noegle, fejl.engelsk));
    tekst = str_copy(l->arena, tekst);
    vaerdi_gem(record, felt->offset, &tekst, sizeof(tekst));
    return true;
}

static bool laes_dato(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                      const struct felt *felt, const json_t *vaerdi, void *record)
{
    struct err err = ERR_INIT;
    struct dato dato = felt->mangler;

    if (!json_is_string(vaerdi))
        return vaerdi_forkert(l, sti, felt, vaerdi, "ret værdien", "correct the value");
    if (!dato_parse(tekst_af(vaerdi), &dato, &err)) {
        return vaerdi_afvis_tekst(
            l, ERR_INPUT, sti,
            str_format(l->arena, "»%s« (%s) skal være en dato som \"2021-06-16\": %s", felt->noegle,
                       felt->tekst, err.text),
            str_format(l->arena, "“%s” must be a date like \"2021-06-16\": %s", felt->noegle,
                       err.engelsk));
    }
    vaerdi_gem(record, felt->offset, &dato, sizeof(dato));
    return true;
}

static bool laes_tal(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                     const struct felt *felt, const json_t *vaerdi, void *record)
{
    if (!json_is_integer(vaerdi)) {
        return vaerdi_forkert(l, sti, felt, vaerdi,
                              json_is_real(vaerdi) ? "skriv tallet uden decimaler"
                                                   : "skriv et tal uden anførselstegn",
                              json_is_real(vaerdi) ? "write the number without decimals"
                                                   : "write a number without quotation marks");
    }
    int64_t tal = (int64_t)json_integer_value(vaerdi);
    if (tal < felt->min || tal > felt->max)
        return vaerdi_forkert(l, sti, felt, vaerdi, "ret tallet", "correct the number");
    if (felt->type == FELT_OERE) {
        struct oere oere = {tal};
        vaerdi_gem(record, felt->offset, &oere, sizeof(oere));
    } else {
        int kort = (int)tal;
        vaerdi_gem(record, felt->offset, &kort, sizeof(kort));
    }
    return true;
}

static bool laes_ord(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                     const struct felt *felt, const json_t *vaerdi, void *record)
{
    struct str kendte[8];
    struct str tekst = json_is_string(vaerdi) ? tekst_af(vaerdi) : STR_EMPTY;

    ASSERT(felt->ord_antal <= sizeof(kendte) / sizeof(kendte[0]));
    for (unsigned i = 0; i < felt->ord_antal; i++) {
        kendte[i] = str_from(felt->ord[i]);
        if (!json_is_string(vaerdi) || !str_eq(tekst, kendte[i])) continue;
        vaerdi_gem(record, felt->offset, &i, sizeof(i));
        return true;
    }
    struct str ment = str_suggest(str_fold(l->arena, tekst), kendte, felt->ord_antal);
    if (ment.n == 0)
        return vaerdi_forkert(l, sti, felt, vaerdi, "vælg et af dem", "choose one of them");
    return vaerdi_forkert(
        l, sti, felt, vaerdi,
        str_c(l->arena, str_format(l->arena, "mente du %.*s?", STR_ARG(ment))),
        str_c(l->arena, str_format(l->arena, "did you mean %.*s?", STR_ARG(ment))));
}

/* "5,5" or "5.5": one or two digits, perhaps one or two decimals. A point is a decimal point here,
 * since a number of vederlag never reaches a thousand. */
static bool vederlag_af(struct str tekst, struct brok *ud)
{
    struct err err = ERR_INIT;
    int64_t cifre = 0;
    int64_t naevner = 1;
    size_t hele = 0;

    while (hele < tekst.n && tekst.p[hele] != ',' && tekst.p[hele] != '.') hele++;
    size_t decimaler = hele == tekst.n ? 0 : tekst.n - hele - 1;
    if (hele < 1 || hele > 2 || decimaler > 2 || (hele < tekst.n && decimaler == 0)) return false;
    for (size_t i = 0; i < tekst.n; i++) {
        if (i == hele) continue;
        if (tekst.p[i] < '0' || tekst.p[i] > '9') return false;
        cifre = cifre * 10 + (tekst.p[i] - '0');
        if (i > hele) naevner *= 10;
    }
    return cifre > 0 && brok_make(cifre, naevner, ud, &err);
}

static bool laes_vederlag(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                          const struct felt *felt, const json_t *vaerdi, void *record)
{
    struct brok brok = BROK_NUL;
    int64_t tal = json_is_integer(vaerdi) ? (int64_t)json_integer_value(vaerdi) : 0;
    bool godt = tal >= 1 && tal <= FELT_VEDERLAG_MAX;

    if (godt) brok = brok_int(tal);
    if (json_is_string(vaerdi)) godt = vederlag_af(tekst_af(vaerdi), &brok);
    if (!godt) {
        return vaerdi_forkert(
            l, sti, felt, vaerdi,
            "skriv højst to decimaler, og skriv dem som tekst med komma, som \"5,5\"",
            "write at most two decimals, and write them as text with a comma, as \"5,5\"");
    }
    vaerdi_gem(record, felt->offset, &brok, sizeof(brok));
    return true;
}

bool vaerdi_laes(const struct vaerdi_laeser *l, const struct vaerdi_sti *sti,
                 const struct felt *felt, const json_t *vaerdi, void *record)
{
    switch (felt->type) {
    case FELT_ID: return laes_id(l, sti, felt, vaerdi, record);
    case FELT_KODE: return laes_kode(l, sti, felt, vaerdi, record);
    case FELT_TEKST: return laes_tekst(l, sti, felt, vaerdi, record);
    case FELT_DATO: return laes_dato(l, sti, felt, vaerdi, record);
    case FELT_TAL:
    case FELT_OERE: return laes_tal(l, sti, felt, vaerdi, record);
    case FELT_ORD: return laes_ord(l, sti, felt, vaerdi, record);
    case FELT_VEDERLAG: return laes_vederlag(l, sti, felt, vaerdi, record);
    case FELT_OBJEKT:
    case FELT_LISTE: break;
    }
    assert_failed("a field of one value", __FILE__, __LINE__);
}
