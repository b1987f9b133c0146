/*
 * kanal_postering: bookkeeping in the two-record layout G69 (posting) and G68 (payment).
 *
 * One ekspedition per payment: a G69 per line on its account string, then what balances them, a
 * G69 on the clearing account (modkonto) or a G68 that makes the finance system pay. Fields,
 * widths and what is assumed of them are in docs/kanaler.md. The bytes are ISO 8859-1.
 *
 * Invariants: (1) postings balance in every ekspedition, and so per machine number and date;
 * (2) running numbers rise by one; (3) a payment's records stand in one file; (4) fields stand in
 * rising order of their numbers.
 */
#include <string.h>

#include "kanal/intern.h"

enum { TEXT_G69 = 35, TEXT_G68 = 81, LOEBENR_MAX = 9999999 };

struct skriver {
    struct arena *arena;
    struct buf buf; /* records of the file being written */
    const struct kanal_eksport *e;
    const struct kanal_postering_valg *valg;
    size_t poster; /* records in it */
    int64_t loebenr;
    char dato[9];
    struct err *err;
};

/* Bank characters as ISO 8859-1, cut to a width. '&' begins a field and is not among them. */
static bool latin_text(struct skriver *s, struct str text, size_t most, struct str *out)
{
    struct str plain;
    struct buf buf;

    TRY(kanal_tegn(s->arena, str_trim(text), &plain, s->err));
    plain = str_trim(str_clip(plain, most));
    buf_init(&buf, s->arena);
    for (size_t i = 0; i < plain.n; i++) {
        unsigned char c = (unsigned char)plain.p[i];
        if (c < 0x80) {
            buf_char(&buf, (char)c);
            continue;
        }
        /* æøåÆØÅ are all U+00C0-U+00FF. */
        ASSERT(c == 0xC3 && i + 1 < plain.n);
        buf_char(&buf, (char)(((unsigned char)plain.p[++i] & 0x3Fu) | 0xC0u));
    }
    *out = buf_str(&buf);
    return true;
}

static void record_end(struct skriver *s)
{
    buf_c(&s->buf, "\r\n");
}

static struct str reference(struct skriver *s)
{
    return str_format(s->arena, "%s%05d%07lld", s->dato, s->valg->maskinnr, (long long)s->loebenr);
}

static bool g69(struct skriver *s, const struct kanal_betaling *b, struct str konto,
                struct oere beloeb, bool kredit, struct str barn, struct str text)
{
    struct str latin;

    TRY(latin_text(s, text, TEXT_G69, &latin));
    s->poster++;
    buf_format(&s->buf, "000G69%05zu%04d01NORFLYD", s->poster, s->e->kommune_nr);
    buf_format(&s->buf, "&103%05d&104%07lld&110%s&111%.*s&112%012lld &113%c&114%.4s",
               s->valg->maskinnr, (long long)s->loebenr, s->dato, STR_ARG(konto),
               (long long)beloeb.oere, kredit ? 'K' : 'D', s->dato);
    buf_format(&s->buf, "&116%.*s&117%.*s", STR_ARG(b->id), STR_ARG(reference(s)));
    if (barn.n > 0) buf_format(&s->buf, "&13202&133%.*s", STR_ARG(barn));
    buf_c(&s->buf, "&153");
    buf_add(&s->buf, latin);
    record_end(s);
    return true;
}

static bool g68(struct skriver *s, const struct kanal_betaling *b)
{
    const struct kanal_modtager *m = &b->modtager;
    struct str latin;

    TRY(latin_text(s, b->tekst, TEXT_G68, &latin));
    s->poster++;
    buf_format(&s->buf, "000G68%05zu%04d%s1", s->poster, s->e->kommune_nr,
               s->valg->g68 == KANAL_G68_UDBETAL ? "01" : "00");
    buf_format(&s->buf, "&02%04d&0300&08%011lld&09+&10%s&11%.*s&12%s&16%.*s&17%010lld%03d%07lld",
               s->e->kommune_nr, (long long)b->beloeb.oere, m->art == KANAL_PERSON ? "02" : "11",
               STR_ARG(m->nummer), s->dato, STR_ARG(reference(s)), (long long)s->e->eksport_nr,
               s->e->kommune_nr, (long long)s->loebenr);
    buf_c(&s->buf, "&40");
    buf_add(&s->buf, latin);
    record_end(s);
    return true;
}

static bool ekspedition(struct skriver *s, const struct kanal_betaling *b)
{
    for (size_t i = 0; i < b->linje_count; i++) {
        const struct kanal_linje *l = &b->linjer[i];
        bool kredit = l->beloeb.oere < 0;
        struct oere size = {kredit ? -l->beloeb.oere : l->beloeb.oere};
        struct str text = str_format(s->arena, "%.*s %.*s", STR_ARG(l->titel),
                                     STR_ARG(maaned_iso(s->arena, l->maaned)));
        TRY(g69(s, b, l->kontostreng, size, kredit, l->barn_cpr, text));
    }
    if (s->valg->g68 != KANAL_G68_UDBETAL) {
        TRY(g69(s, b, s->valg->modkonto, b->beloeb, true, STR_EMPTY, STR("Udbetalt")));
    }
    if (s->valg->g68 != KANAL_G68_INGEN) TRY(g68(s, b));
    s->loebenr++;
    return true;
}

/* Records that a payment takes. */
static size_t records_of(const struct kanal_betaling *b, enum kanal_g68 g68)
{
    return b->linje_count + (g68 == KANAL_G68_REGISTRERET ? 2 : 1);
}

/* ---- files */

static void start_record(struct skriver *s, struct buf *buf)
{
    struct dato day = s->e->dispositionsdato;
    int day_of_year = day.dag - dato_make(dato_year(day), 1, 1).dag + 1;

    buf_format(buf, "Z300 %04d6      %03d1\r\n", s->e->kommune_nr, day_of_year);
}

static bool write_file(struct skriver *s, size_t from, size_t to, size_t nr, bool several,
                       struct kanal_fil *fil)
{
    struct oere sum = {0};
    const char *what = several ? str_format(s->arena, "postering-%zu", nr).p : "postering";

    buf_init(&s->buf, s->arena);
    s->poster = 0;
    start_record(s, &s->buf);
    for (size_t i = from; i < to; i++) {
        const struct kanal_betaling *b = &s->e->betalinger[i];
        if (!ekspedition(s, b)) return err_at(s->err, "betaling %.*s", STR_ARG(b->id));
        TRY(oere_add(sum, b->beloeb, &sum, s->err));
    }
    ASSERT(s->poster <= KANAL_POSTER_MAX);
    buf_format(&s->buf, "SLUTD%05zu\r\n", s->poster);
    *fil = (struct kanal_fil){kanal_file_name(s->arena, s->e, what, "txt"), buf_str(&s->buf),
                              to - from, sum};
    return true;
}

/* The first payment that does not fit in the file that begins with `from`. */
static size_t file_end(const struct skriver *s, size_t from)
{
    size_t records = 0;
    size_t to = from;

    while (to < s->e->count) {
        records += records_of(&s->e->betalinger[to], s->valg->g68);
        if (records > KANAL_POSTER_MAX) break;
        to++;
    }
    return to;
}

/* ---- what must hold */

static bool check_choice(const struct kanal_eksport *e, const struct kanal_postering_valg *v,
                         struct err *err)
{
    if (v->maskinnr < 1 || v->maskinnr > 99999) {
        return err_begge(err, ERR_INPUT, NULL, "Maskinnummeret skal være et tal fra 1 til 99999",
                         "The machine number must be a number from 1 to 99999");
    }
    if (v->foerste_loebenr < 1 || v->foerste_loebenr + (int64_t)e->count - 1 > LOEBENR_MAX) {
        return err_begge(err, ERR_LIMIT, NULL,
                         "Ekspeditionsnumrene løber ud over %d; tag et nyt maskinnummer i brug",
                         "The numbers of vouchers run past %d; begin to use a new machine number",
                         LOEBENR_MAX);
    }
    if (v->g68 != KANAL_G68_UDBETAL && !kanal_digits(v->modkonto, 1, KANAL_KONTOSTRENG_MAX)) {
        return err_begge(err, ERR_INPUT, NULL, "Modkontoen skal være højst %d cifre",
                         "The contra account must be at most %d digits", KANAL_KONTOSTRENG_MAX);
    }
    if (v->g68 != KANAL_G68_INGEN && e->eksport_nr > INT64_C(9999999999)) {
        return err_begge(err, ERR_LIMIT, NULL, "Eksportnummeret har over 10 cifre",
                         "The number of the export has more than 10 digits");
    }
    return true;
}

static bool check_payments(const struct kanal_eksport *e, const struct kanal_postering_valg *v,
                           struct err *err)
{
    for (size_t i = 0; i < e->count; i++) {
        const struct kanal_betaling *b = &e->betalinger[i];
        if (records_of(b, v->g68) > KANAL_POSTER_MAX) {
            return err_begge(err, ERR_LIMIT, NULL,
                             "Betaling %.*s har flere linjer, end en fil rummer",
                             "Payment %.*s has more lines than a file holds", STR_ARG(b->id));
        }
        if (v->g68 == KANAL_G68_INGEN) continue;
        if (b->modtager.nummer.n == 0) {
            return err_begge(
                err, ERR_INPUT, NULL, "Betaling %.*s: G68 kræver modtagerens CPR- eller CVR-nummer",
                "Payment %.*s: G68 needs the payee's CPR or CVR number", STR_ARG(b->id));
        }
        if (v->g68 == KANAL_G68_UDBETAL && b->modtager.konto.reg.n > 0) {
            return err_begge(err, ERR_INPUT, NULL,
                             "Betaling %.*s: G68 betaler til NemKonto; en betaling til egen konto "
                             "sendes som pain.001",
                             "Payment %.*s: G68 pays to NemKonto; a payment to an account of the "
                             "payee's own is sent as pain.001",
                             STR_ARG(b->id));
        }
    }
    return true;
}

bool kanal_postering_write(struct arena *arena, const struct kanal_eksport *eksport,
                           const struct kanal_postering_valg *valg, struct kanal_filer *out,
                           int64_t *naeste_loebenr, struct err *err)
{
    struct skriver s = {.arena = arena, .e = eksport, .valg = valg, .err = err};
    struct kanal_filer filer = {0};
    size_t room = 0;

    TRY(kanal_check(arena, eksport, KANAL_SEND_POSTERING, err));
    TRY(check_choice(eksport, valg, err));
    TRY(check_payments(eksport, valg, err));
    s.loebenr = valg->foerste_loebenr;
    struct str iso = dato_iso(arena, eksport->dispositionsdato);
    for (size_t i = 0, at = 0; i < iso.n; i++) {
        if (iso.p[i] != '-') s.dato[at++] = iso.p[i];
    }
    for (size_t from = 0; from < eksport->count;) {
        size_t to = file_end(&s, from);
        ASSERT(to > from);
        filer.fil =
            arena_grow(arena, filer.fil, filer.count, &room, filer.count + 1, sizeof(*filer.fil));
        TRY(write_file(&s, from, to, filer.count + 1, from > 0 || to < eksport->count,
                       &filer.fil[filer.count]));
        filer.count++;
        from = to;
    }
    *naeste_loebenr = s.loebenr;
    *out = filer;
    return true;
}
