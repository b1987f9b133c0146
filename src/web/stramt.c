/*
 * stramt: the head of a request, byte by byte, and whether it may be answered at all.
 *
 * This is the one reader of heads: what it refuses never reaches the library below, and what it
 * passes can be read in one way only. A server in front that reads a request otherwise than we do
 * would let one sender put words into another's mouth.
 */
#include "web/intern.h"

#include <string.h>

bool web_navn_er(struct str sendt, const char *navn)
{
    if (sendt.n != strlen(navn)) return false;
    for (size_t i = 0; i < sendt.n; i++) {
        char c = sendt.p[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if (c != navn[i]) return false;
    }
    return true;
}

bool web_token_tegn(char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
    return c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL;
}

bool web_token(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!web_token_tegn(s.p[i])) return false;
    return s.n > 0;
}

bool web_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < ' ' || s.p[i] > '~') return false;
    return true;
}

/* A header's value: no control characters but the tab. */
static bool vaerdi_ok(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c < ' ' && c != '\t') || c == 0x7F) return false;
    }
    return true;
}

/* Digits alone, and few enough to be a number of bytes. */
static bool laengde_laes(struct str s, int64_t *out)
{
    int64_t n = 0;

    if (s.n == 0 || s.n > 15) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        n = n * 10 + (s.p[i] - '0');
    }
    *out = n;
    return true;
}

/* A name or an address with a port or without: nothing else can stand in a Host. */
static bool host_ok(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool ord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!ord && (c == '\0' || strchr(".-_:[]", c) == NULL)) return false;
    }
    return s.n > 0 && s.n <= 255;
}

struct talt {
    int host, laengde, kodning;
};

static bool linje_ok(const struct web_linje *l, struct talt *talt, struct err *err)
{
    int64_t n = 0;

    if (!web_token(l->navn))
        return err_set(err, ERR_INPUT, NULL, "Et navn i hovedet har tegn, det ikke kan have");
    if (!vaerdi_ok(l->vaerdi))
        return err_set(err, ERR_INPUT, NULL, "En værdi i hovedet har styretegn");
    if (web_navn_er(l->navn, "host")) {
        talt->host++;
        if (!host_ok(l->vaerdi)) return err_set(err, ERR_INPUT, NULL, "Host er ikke et navn");
    }
    if (web_navn_er(l->navn, "content-length")) {
        talt->laengde++;
        if (!laengde_laes(l->vaerdi, &n))
            return err_set(err, ERR_INPUT, NULL, "Content-Length er ikke et tal");
    }
    if (web_navn_er(l->navn, "transfer-encoding")) {
        talt->kodning++;
        if (!web_navn_er(l->vaerdi, "chunked"))
            return err_set(err, ERR_INPUT, NULL, "Transfer-Encoding kan kun være chunked");
    }
    return true;
}

bool web_stramt(const struct web_linje *linje, size_t antal, struct err *err)
{
    struct talt talt = {0};

    for (size_t i = 0; i < antal; i++) TRY(linje_ok(&linje[i], &talt, err));
    if (talt.host != 1)
        return err_set(err, ERR_INPUT, NULL, "Hovedet skal have Host netop én gang");
    if (talt.laengde > 1) return err_set(err, ERR_INPUT, NULL, "Content-Length står to gange");
    if (talt.kodning > 1 || (talt.kodning == 1 && talt.laengde == 1))
        return err_set(err, ERR_INPUT, NULL, "Kroppens længde er sagt på to måder");
    return true;
}

/* ---- the bytes ---- */

/* Where the head ends, after its empty line: 0 when it has not come yet. False when a byte stands
 * there that no head can have; a line that ends with a bare LF or CR is one. */
static bool find_slut(struct str bytes, size_t *slut)
{
    *slut = 0;
    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        if (c == '\r') {
            if (i + 1 == bytes.n) return true;
            if (bytes.p[i + 1] != '\n') return false;
            if (i >= 2 && bytes.p[i - 1] == '\n') {
                *slut = i + 2;
                return true;
            }
            i++;
        } else if ((c < ' ' && c != '\t') || c == 0x7F) {
            return false;
        }
    }
    return true;
}

/* Takes one line off the front, without its CR LF. */
static struct str tag_linje(struct str *rest)
{
    size_t n = 0;

    while (rest->p[n] != '\r') n++;
    struct str linje = {rest->p, n};
    *rest = (struct str){rest->p + n + 2, rest->n - n - 2};
    return linje;
}

static bool ciffer(char c)
{
    return c >= '0' && c <= '9';
}

static int foerste_linje(struct str linje, struct web_head *head, struct err *err)
{
    struct str version, mere;
    struct str rest = linje;

    if (!str_split(&rest, ' ', &head->metode) || !str_split(&rest, ' ', &head->target) ||
        !str_split(&rest, ' ', &version) || str_split(&rest, ' ', &mere) ||
        !web_token(head->metode) || head->target.n == 0) {
        err_set(err, ERR_INPUT, NULL, "Den første linje er ikke metode, adresse og HTTP/1.1");
        return 400;
    }
    if (str_is(version, "HTTP/1.1") || str_is(version, "HTTP/1.0")) return 200;
    bool anden = version.n == 8 && str_starts(version, STR("HTTP/")) && ciffer(version.p[5]) &&
                 version.p[6] == '.' && ciffer(version.p[7]);
    err_set(err, ERR_INPUT, NULL, "Her tales HTTP/1.1");
    return anden ? 505 : 400;
}

static int del_linjer(struct str rest, struct web_head *head, struct err *err)
{
    while (rest.n > 2) {
        struct str linje = tag_linje(&rest), navn;
        if (head->antal == WEB_LINJER_MAX) {
            err_set(err, ERR_LIMIT, NULL, "Hovedet har mere end %d linjer", WEB_LINJER_MAX);
            return 431;
        }
        struct str vaerdi = linje;
        if (!str_split(&vaerdi, ':', &navn) || navn.n == linje.n) {
            err_set(err, ERR_INPUT, NULL, "En linje i hovedet har intet kolon");
            return 400;
        }
        head->linje[head->antal++] = (struct web_linje){navn, str_trim(vaerdi)};
    }
    return web_stramt(head->linje, head->antal, err) ? 200 : 400;
}

struct str web_head_vaerdi(const struct web_head *head, const char *navn)
{
    for (size_t i = 0; i < head->antal; i++)
        if (web_navn_er(head->linje[i].navn, navn)) return head->linje[i].vaerdi;
    return STR_EMPTY;
}

static bool har(const struct web_head *head, const char *navn)
{
    for (size_t i = 0; i < head->antal; i++)
        if (web_navn_er(head->linje[i].navn, navn)) return true;
    return false;
}

/* What the method and the length say together. */
static int metode_og_krop(struct web_head *head, struct err *err)
{
    bool med_krop = str_is(head->metode, "POST") || str_is(head->metode, "PUT");
    struct str vent = web_head_vaerdi(head, "expect");

    if (!med_krop && !str_is(head->metode, "GET") && !str_is(head->metode, "HEAD") &&
        !str_is(head->metode, "DELETE")) {
        err_set(err, ERR_INPUT, NULL, "Metoden kendes ikke");
        return 501;
    }
    if (har(head, "transfer-encoding")) {
        err_set(err, ERR_INPUT, NULL, "Sig kroppens længde med Content-Length");
        return 411;
    }
    if (har(head, "content-length")) {
        bool tal = laengde_laes(web_head_vaerdi(head, "content-length"), &head->laengde);
        ASSERT(tal); /* as web_stramt found */
    }
    if (!med_krop && head->laengde > 0) {
        err_set(err, ERR_INPUT, NULL, "Kun POST og PUT har en krop");
        return 400;
    }
    if (vent.n > 0 && !web_navn_er(vent, "100-continue")) {
        err_set(err, ERR_INPUT, NULL, "Expect kan kun være 100-continue");
        return 417;
    }
    return 200;
}

int web_head_laes(struct str bytes, struct web_head *head, struct err *err)
{
    size_t slut = 0;

    head->antal = 0;
    head->laengde = 0;
    if (!find_slut(str_sub(bytes, 0, WEB_HOVED_MAX), &slut)) {
        err_set(err, ERR_INPUT, NULL, "Hovedet har en byte, det ikke kan have");
        return 400;
    }
    if (slut == 0 && bytes.n < WEB_HOVED_MAX) return 0;
    if (slut == 0) {
        err_set(err, ERR_LIMIT, NULL, "Hovedet fylder mere end %d byte", WEB_HOVED_MAX);
        return 431;
    }
    head->bytes = slut;
    struct str rest = str_sub(bytes, 0, slut);
    int status = foerste_linje(tag_linje(&rest), head, err);
    if (status == 200) status = del_linjer(rest, head, err);
    return status == 200 ? metode_og_krop(head, err) : status;
}
