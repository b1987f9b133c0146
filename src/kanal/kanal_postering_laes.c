/*
 * kanal_postering_laes: reads back the bookkeeping files that this room writes.
 *
 * Holds what a finance system would hold: the header of every record, its number in the file,
 * fields in rising order, running numbers that do not fall, references, the count of the end
 * record, and a balance in every ekspedition.
 */
#include <string.h>

#include "kanal/intern.h"

enum { FELTER_MAX = 16 };

struct felt {
    int nr;
    struct str vaerdi;
};

struct laes {
    struct arena *arena;
    const char *file;
    int linje;
    size_t poster;
    size_t g69_room;
    size_t g68_room;
    struct kanal_postering *out;
    int64_t loebenr;              /* of the ekspedition being read; 0 before the first */
    struct oere saldo;            /* debits minus credits in it */
    struct kanal_g69_post sidste; /* the newest posting in it */
    struct kanal_g68_post g68;    /* its payment */
    bool har_g68;
    struct err *err;
};

static bool wrong(struct laes *l, const char *what)
{
    err_begge_tekst(l->err, ERR_INPUT, NULL, what, KANAL_EGEN_FIL);
    return err_at(l->err, "%s:%d", l->file, l->linje);
}

/* "&103…&104…": numbers of `digits` digits, rising. */
static bool split_fields(struct laes *l, struct str rest, size_t digits, struct felt *felt,
                         size_t *count)
{
    struct str part;

    *count = 0;
    TRY(str_split(&rest, '&', &part) && part.n == 0 ? true : wrong(l, "Posten har ingen felter"));
    while (str_split(&rest, '&', &part)) {
        int64_t nr;
        if (*count == FELTER_MAX) return wrong(l, "Posten har for mange felter");
        if (!kanal_number(str_sub(part, 0, digits), &nr) || part.n < digits) {
            return wrong(l, "Et felt begynder ikke med sit nummer");
        }
        if (*count > 0 && felt[*count - 1].nr >= nr) {
            return wrong(l, "Feltnumrene står ikke i stigende orden");
        }
        felt[(*count)++] = (struct felt){(int)nr, str_sub(part, digits, part.n)};
    }
    return true;
}

static struct str value(const struct felt *felt, size_t count, int nr)
{
    for (size_t i = 0; i < count; i++) {
        if (felt[i].nr == nr) return felt[i].vaerdi;
    }
    return STR_EMPTY;
}

/* The record has exactly these fields, apart from the ones after the 0. */
static bool only_fields(struct laes *l, const struct felt *felt, size_t count, const int *numbers,
                        size_t needed)
{
    size_t seen = 0;

    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t k = 0; numbers[k] != 0; k++) {
            if (numbers[k] != felt[i].nr) continue;
            known = true;
            if (k < needed) seen++;
        }
        if (!known) return wrong(l, "Posten har et felt, der ikke hører til");
    }
    return seen == needed || wrong(l, "Posten mangler et felt");
}

/* A digit field of a fixed width. */
static bool fixed(struct laes *l, struct str text, size_t width, int64_t *out)
{
    if (!kanal_digits(text, width, width)) return wrong(l, "Et talfelt har forkert bredde");
    return kanal_number(text, out) || wrong(l, "Et talfelt er ikke et tal");
}

static bool day(struct laes *l, struct str text, struct dato *out)
{
    int64_t nr;

    TRY(fixed(l, text, 8, &nr));
    int year = (int)(nr / 10000);
    int month = (int)(nr / 100 % 100);
    if (!dato_valid(year, month, (int)(nr % 100))) return wrong(l, "Datoen findes ikke");
    *out = dato_make(year, month, (int)(nr % 100));
    return true;
}

static struct str utf8(struct arena *arena, struct str latin)
{
    struct buf buf;

    buf_init(&buf, arena);
    for (size_t i = 0; i < latin.n; i++) {
        unsigned char c = (unsigned char)latin.p[i];
        if (c >= 0x80) {
            buf_char(&buf, (char)(0xC0u | (c >> 6)));
            c = (unsigned char)(0x80u | (c & 0x3Fu));
        }
        buf_char(&buf, (char)c);
    }
    return buf_str(&buf);
}

/* date + machine number + running number */
static bool check_reference(struct laes *l, struct str text, struct str date, int64_t loebenr)
{
    struct str expected =
        str_format(l->arena, "%.*s%05d%07lld", STR_ARG(date), l->out->maskinnr, (long long)loebenr);

    return str_eq(text, expected) || wrong(l, "Henvisningsnummeret passer ikke til posten");
}

/* ---- ekspeditioner */

/* What a payment comes to stands in its G68, or as the credit that is its last posting. */
static bool end_ekspedition(struct laes *l)
{
    if (l->loebenr == 0) return true;
    struct oere paid = l->sidste.beloeb;
    int64_t counterpart = 0;
    if (l->har_g68 && l->g68.type == KANAL_G68_UDBETAL) {
        paid = l->g68.beloeb;
        counterpart = paid.oere;
    } else if (!l->sidste.kredit) {
        return wrong(l, "Ekspeditionen før denne linje slutter ikke med en modpost");
    }
    if (l->saldo.oere != counterpart) {
        return wrong(l, "Ekspeditionen før denne linje balancerer ikke");
    }
    if (l->har_g68 && l->g68.beloeb.oere != paid.oere) {
        return wrong(l, "Betalingen er et andet beløb end posteringerne");
    }
    return oere_add(l->out->udbetalt, paid, &l->out->udbetalt, l->err);
}

static bool enter(struct laes *l, int64_t loebenr)
{
    if (loebenr == l->loebenr) {
        return !l->har_g68 || wrong(l, "Der står poster efter ekspeditionens G68");
    }
    if (l->loebenr != 0 && loebenr != l->loebenr + 1) {
        return wrong(l, "Ekspeditionsnumrene stiger ikke med én");
    }
    TRY(end_ekspedition(l));
    l->loebenr = loebenr;
    l->saldo = (struct oere){0};
    l->sidste = (struct kanal_g69_post){0};
    l->har_g68 = false;
    return true;
}

static bool machine(struct laes *l, struct str text)
{
    int64_t nr;

    TRY(fixed(l, text, 5, &nr));
    if (l->out->maskinnr == 0) l->out->maskinnr = (int)nr;
    return l->out->maskinnr == nr || wrong(l, "Filen har mere end ét maskinnummer");
}

/* ---- G69 */

static bool g69_amount(struct laes *l, const struct felt *felt, size_t count,
                       struct kanal_g69_post *p)
{
    struct str amount = value(felt, count, 112);
    struct str side = value(felt, count, 113);

    if (amount.n != 13 || amount.p[12] != ' ') return wrong(l, "Beløbet skal have tomt fortegn");
    TRY(fixed(l, str_sub(amount, 0, 12), 12, &p->beloeb.oere));
    if (p->beloeb.oere == 0) return wrong(l, "Beløbet er 0");
    p->kredit = str_is(side, "K");
    if (!p->kredit && !str_is(side, "D")) return wrong(l, "Felt 113 skal være D eller K");
    struct oere with_sign = {p->kredit ? -p->beloeb.oere : p->beloeb.oere};
    return oere_add(l->saldo, with_sign, &l->saldo, l->err);
}

static bool read_g69(struct laes *l, struct str rest)
{
    static const int numbers[] = {103, 104, 110, 111, 112, 113, 114, 116, 117, 153, 132, 133, 0};
    struct felt felt[FELTER_MAX];
    struct kanal_g69_post p = {0};
    size_t count;

    TRY(split_fields(l, rest, 3, felt, &count));
    TRY(only_fields(l, felt, count, numbers, 10));
    TRY(machine(l, value(felt, count, 103)));
    TRY(fixed(l, value(felt, count, 104), 7, &p.loebenr));
    TRY(enter(l, p.loebenr));
    TRY(day(l, value(felt, count, 110), &p.dato));
    p.konto = value(felt, count, 111);
    if (!kanal_digits(p.konto, 1, KANAL_KONTOSTRENG_MAX)) return wrong(l, "Kontoen er ikke cifre");
    TRY(g69_amount(l, felt, count, &p));
    if (!str_eq(value(felt, count, 114), str_sub(value(felt, count, 110), 0, 4))) {
        return wrong(l, "Regnskabsåret er et andet end datoens");
    }
    p.betaling = value(felt, count, 116);
    TRY(check_reference(l, value(felt, count, 117), value(felt, count, 110), p.loebenr));
    p.barn_cpr = value(felt, count, 133);
    if ((p.barn_cpr.n > 0 && !kanal_digits(p.barn_cpr, 10, 10)) ||
        !str_is(value(felt, count, 132), p.barn_cpr.n > 0 ? "02" : "")) {
        return wrong(l, "Felt 132 og 133 passer ikke sammen");
    }
    if (l->sidste.loebenr != 0 && !str_eq(l->sidste.betaling, p.betaling)) {
        return wrong(l, "En ekspedition har posteringer for to betalinger");
    }
    p.tekst = utf8(l->arena, value(felt, count, 153));
    l->sidste = p;
    struct kanal_postering *out = l->out;
    out->g69 = arena_grow(l->arena, out->g69, out->g69_count, &l->g69_room, out->g69_count + 1,
                          sizeof(*out->g69));
    out->g69[out->g69_count++] = p;
    return true;
}

/* ---- G68 */

static bool g68_payee(struct laes *l, const struct felt *felt, size_t count,
                      struct kanal_modtager *m)
{
    struct str kind = value(felt, count, 10);

    m->nummer = value(felt, count, 11);
    m->art = str_is(kind, "02") ? KANAL_PERSON : KANAL_VIRKSOMHED;
    if (m->art == KANAL_VIRKSOMHED && !str_is(kind, "11")) {
        return wrong(l, "Felt 10 skal være 02 (CPR) eller 11 (CVR)");
    }
    size_t digits = m->art == KANAL_PERSON ? 10 : 8;
    return kanal_digits(m->nummer, digits, digits) || wrong(l, "Modtagerens nummer er forkert");
}

static bool read_g68(struct laes *l, struct str type, struct str rest)
{
    static const int numbers[] = {2, 3, 8, 9, 10, 11, 12, 16, 17, 40, 0};
    struct felt felt[FELTER_MAX];
    struct kanal_g68_post p = {.loebenr = l->loebenr};
    size_t count;

    if (l->loebenr == 0 || l->har_g68) return wrong(l, "G68 skal stå efter sine posteringer");
    TRY(split_fields(l, rest, 2, felt, &count));
    TRY(only_fields(l, felt, count, numbers, 10));
    p.type = str_is(type, "01") ? KANAL_G68_UDBETAL : KANAL_G68_REGISTRERET;
    if (p.type == KANAL_G68_REGISTRERET && !str_is(type, "00")) {
        return wrong(l, "Transaktionstypen skal være 00 eller 01");
    }
    if (!str_is(value(felt, count, 3), "00") || !str_is(value(felt, count, 9), "+")) {
        return wrong(l, "Felt 03 skal være 00 og felt 09 +");
    }
    TRY(fixed(l, value(felt, count, 8), 11, &p.beloeb.oere));
    TRY(g68_payee(l, felt, count, &p.modtager));
    TRY(day(l, value(felt, count, 12), &p.dato));
    TRY(check_reference(l, value(felt, count, 16), value(felt, count, 12), p.loebenr));
    p.noegle = value(felt, count, 17);
    if (!kanal_digits(p.noegle, 20, 20)) return wrong(l, "Felt 17 skal være 20 cifre");
    p.tekst = utf8(l->arena, value(felt, count, 40));
    l->har_g68 = true;
    l->g68 = p;
    struct kanal_postering *out = l->out;
    out->g68 = arena_grow(l->arena, out->g68, out->g68_count, &l->g68_room, out->g68_count + 1,
                          sizeof(*out->g68));
    out->g68[out->g68_count++] = p;
    return true;
}

/* ---- records */

/* 000 G69 00001 0101 …: what both kinds begin with. */
static bool read_record(struct laes *l, struct str line)
{
    int64_t number, kommune;
    struct str kind = str_sub(line, 3, 6);

    if (line.n < 18 || !str_is(str_sub(line, 0, 3), "000")) {
        return wrong(l, "Linjen er ikke en post");
    }
    TRY(fixed(l, str_sub(line, 6, 11), 5, &number));
    TRY(fixed(l, str_sub(line, 11, 15), 4, &kommune));
    if (number != (int64_t)++l->poster) return wrong(l, "Linjeløbenummeret er forkert");
    if (kommune != l->out->kommune_nr) return wrong(l, "Posten har en anden kommune");
    if (str_is(kind, "G69")) {
        if (!str_is(str_sub(line, 15, 24), "01NORFLYD"))
            return wrong(l, "Startheaderen er forkert");
        return read_g69(l, str_sub(line, 24, line.n));
    }
    if (!str_is(kind, "G68") || line.p[17] != '1')
        return wrong(l, "Posten er hverken G69 eller G68");
    return read_g68(l, str_sub(line, 15, 17), str_sub(line, 18, line.n));
}

static bool read_start(struct laes *l, struct str line)
{
    int64_t kommune, day_of_year;

    if (line.n != 20 || !str_starts(line, STR("Z300 ")) ||
        !str_is(str_sub(line, 9, 16), "6      ") || line.p[19] != '1') {
        return wrong(l, "Startposten er forkert");
    }
    TRY(fixed(l, str_sub(line, 5, 9), 4, &kommune));
    TRY(fixed(l, str_sub(line, 16, 19), 3, &day_of_year));
    if (day_of_year < 1 || day_of_year > 366) return wrong(l, "Startpostens dag findes ikke");
    l->out->kommune_nr = (int)kommune;
    return true;
}

static bool read_end(struct laes *l, struct str line)
{
    int64_t count;

    if (line.n != 10) return wrong(l, "Slutposten er forkert");
    TRY(fixed(l, str_sub(line, 5, 10), 5, &count));
    if ((size_t)count != l->poster) return wrong(l, "Slutpostens antal er forkert");
    return end_ekspedition(l);
}

bool kanal_postering_read(struct arena *arena, const char *file, struct str bytes,
                          struct kanal_postering *out, struct err *err)
{
    struct kanal_postering made = {0};
    struct laes l = {.arena = arena, .file = file, .out = &made, .err = err};
    struct str line;
    bool ended = false;

    if (!str_ends(bytes, STR("\r\n")))
        return wrong(&l, "Filen er skåret af: den ender ikke med CRLF");
    while (str_split(&bytes, '\n', &line)) {
        if (ended) {
            if (line.n == 0 && bytes.n == 0) break;
            return wrong(&l, "Der står noget efter slutposten");
        }
        l.linje++;
        if (line.n == 0 || line.p[line.n - 1] != '\r')
            return wrong(&l, "Linjen ender ikke med CRLF");
        line.n--;
        if (l.linje == 1) {
            TRY(read_start(&l, line));
        } else if (str_starts(line, STR("SLUTD"))) {
            TRY(read_end(&l, line));
            ended = true;
        } else {
            TRY(read_record(&l, line));
        }
    }
    if (!ended) return wrong(&l, "Slutposten mangler");
    *out = made;
    return true;
}
