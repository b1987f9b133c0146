/*
 * request: the address, the header fields and the fields of a form, decoded once and strictly.
 *
 * Invariant: every text that comes out is UTF-8 without NUL and control characters (line ends and
 * tabs apart, where a person may have typed them), so that nothing later has to look again.
 */
#include "web/intern.h"

#include <arpa/inet.h>
#include <string.h>

enum { FELTER_MAX = 2000, NOEGLE_MAX = 255 };

/* ---- text ---- */

bool web_ren_tekst(struct str s, bool linjer)
{
    struct err ignored = ERR_INIT;
    struct str kopi = s;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool linje = c == '\n' || c == '\r' || c == '\t';
        if ((c < ' ' && !(linje && linjer)) || c == 0x7F) return false;
        /* U+0080-U+009F */
        if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xA0) return false;
    }
    return str_check_utf8(&kopi, NULL, &ignored);
}

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool web_afkod(struct arena *arena, struct str s, bool form, struct str *out)
{
    char *p = arena_alloc(arena, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '%') {
            int hoej = s.n - i > 2 ? hex(s.p[i + 1]) : -1;
            int lav = s.n - i > 2 ? hex(s.p[i + 2]) : -1;
            if (hoej < 0 || lav < 0) return false;
            c = (char)(hoej * 16 + lav);
            i += 2;
        } else if (c == '+' && form) {
            c = ' ';
        }
        p[n++] = c;
    }
    *out = (struct str){p, n};
    return true;
}

/* ---- fields ---- */

static bool felt_laes(struct arena *arena, struct str par, struct web_felt *out, struct err *err)
{
    struct str navn, vaerdi = par;
    bool lighed = str_split(&vaerdi, '=', &navn);

    ASSERT(lighed);
    if (navn.n == par.n) vaerdi = STR_EMPTY;
    if (navn.n == 0) return err_set(err, ERR_INPUT, NULL, "Et felt har intet navn");
    if (!web_afkod(arena, navn, true, &out->navn) || !web_afkod(arena, vaerdi, true, &out->vaerdi))
        return err_set(err, ERR_INPUT, NULL, "Et felt har et procenttegn uden to cifre efter");
    if (!web_ren_tekst(out->navn, false) || !web_ren_tekst(out->vaerdi, true))
        return err_set(err, ERR_INPUT, NULL, "Et felt er ikke tekst i UTF-8 uden styretegn");
    return true;
}

bool web_felter_laes(struct arena *arena, struct str s, struct web_felter *out, struct err *err)
{
    struct str par;
    size_t antal = 1;

    *out = (struct web_felter){0};
    if (s.n == 0) return true;
    for (size_t i = 0; i < s.n; i++) antal += s.p[i] == '&';
    if (antal > FELTER_MAX)
        return err_set(err, ERR_LIMIT, NULL, "Der er mere end %d felter", FELTER_MAX);
    out->felt = ARENA_ARRAY(arena, antal, struct web_felt);
    while (str_split(&s, '&', &par)) TRY(felt_laes(arena, par, &out->felt[out->antal++], err));
    ASSERT(out->antal == antal);
    return true;
}

bool web_felt(const struct web_felter *felter, const char *navn, struct str *out, struct err *err)
{
    struct str fundet = STR_EMPTY;
    bool har = false;

    for (size_t i = 0; i < felter->antal; i++) {
        if (!str_is(felter->felt[i].navn, navn)) continue;
        if (har)
            return err_begge(err, ERR_INPUT, NULL, "Feltet %s står to gange",
                             "The field %s appears twice", navn);
        har = true;
        fundet = felter->felt[i].vaerdi;
    }
    *out = fundet;
    return true;
}

/* ---- the address ---- */

/* What may stand in an address as it is sent; the rest is escaped by whoever sends it. */
static bool adresse_tegn(struct str s, const char *ikke)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] > '~' || strchr(ikke, s.p[i]) != NULL) return false;
    return true;
}

static bool sti_del(struct arena *arena, struct str raa, struct str *out, struct err *err)
{
    if (!web_afkod(arena, raa, false, out))
        return err_set(err, ERR_INPUT, NULL, "Adressen har et procenttegn uden to cifre efter");
    if (!web_ren_tekst(*out, false))
        return err_set(err, ERR_INPUT, NULL, "Adressen er ikke tekst i UTF-8 uden styretegn");
    if (memchr(out->p, '/', out->n) != NULL || memchr(out->p, '\\', out->n) != NULL)
        return err_set(err, ERR_INPUT, NULL, "Adressen har en skjult skråstreg");
    if (str_is(*out, ".") || str_is(*out, ".."))
        return err_set(err, ERR_INPUT, NULL, "Adressen går op og ned i mapper");
    return true;
}

static bool sti_laes(struct arena *arena, struct str sti, struct str *out, struct err *err)
{
    struct str raa, del;
    struct buf buf;
    bool tom = false;

    buf_init(&buf, arena);
    /* Nothing stands before the first '/'. */
    bool delt = str_split(&sti, '/', &raa);
    ASSERT(delt && raa.n == 0);
    while (str_split(&sti, '/', &raa)) {
        if (tom) return err_set(err, ERR_INPUT, NULL, "Adressen har // i sig");
        TRY(sti_del(arena, raa, &del, err));
        tom = del.n == 0;
        buf_char(&buf, '/');
        buf_add(&buf, del);
    }
    *out = buf_str(&buf);
    return true;
}

bool web_adresse(struct web_request *request, struct str target, struct err *err)
{
    struct str sti, query = target;
    bool delt = str_split(&query, '?', &sti);

    ASSERT(delt);
    if (sti.n == target.n) query = STR_EMPTY;
    if (sti.n == 0 || sti.p[0] != '/')
        return err_set(err, ERR_INPUT, NULL, "Adressen begynder ikke med /");
    if (!adresse_tegn(sti, "\"#<>?\\^`{|}") || !adresse_tegn(query, "#"))
        return err_set(err, ERR_INPUT, NULL, "Adressen har tegn, den ikke kan have");
    TRY(sti_laes(request->arena, sti, &request->sti, err));
    return web_felter_laes(request->arena, query, &request->query, err);
}

/* ---- the header fields ---- */

static bool bearer(struct web_request *request, struct str vaerdi, struct err *err)
{
    struct str ord, noegle = vaerdi;

    if (!str_split(&noegle, ' ', &ord) || !web_navn_er(ord, "bearer")) return true;
    if (ord.n == vaerdi.n || noegle.n == 0 || memchr(noegle.p, ' ', noegle.n) != NULL)
        return err_set(err, ERR_INPUT, NULL, "Authorization er ikke Bearer og en nøgle");
    request->bearer = noegle;
    return true;
}

/* One that we cannot read was set by somebody else on this host: it is left out. */
static void cookies(struct web_request *request, struct str linje)
{
    struct str par, navn;
    size_t antal = 1;

    for (size_t i = 0; i < linje.n; i++) antal += linje.p[i] == ';';
    struct web_felter *ud = &request->cookies;
    ud->felt = ARENA_ARRAY(request->arena, antal, struct web_felt);
    while (str_split(&linje, ';', &par)) {
        struct str vaerdi = str_trim(par);
        size_t n = vaerdi.n;
        if (!str_split(&vaerdi, '=', &navn) || navn.n == n || !web_token(navn)) continue;
        ud->felt[ud->antal++] = (struct web_felt){navn, vaerdi};
    }
}

/* Only what is named without a wish (";q=") counts: browsers send it so. */
static bool takes_gzip(struct str linje)
{
    struct str del;

    while (str_split(&linje, ',', &del))
        if (web_navn_er(str_trim(del), "gzip")) return true;
    return false;
}

/* The fields that we read and that stand once. */
enum felt { HOST, ORIGIN, SITE, SPROG, KODNING, AUTORISATION, NOEGLE, COOKIE, TYPE, FELTER };
static const char *const navne[FELTER] = {
    [HOST] = "host",
    [ORIGIN] = "origin",
    [SITE] = "sec-fetch-site",
    [SPROG] = "accept-language",
    [KODNING] = "accept-encoding",
    [AUTORISATION] = "authorization",
    [NOEGLE] = "idempotency-key",
    [COOKIE] = "cookie",
    [TYPE] = "content-type",
};

bool web_laes_hoved(struct web_request *request, const struct web_linje *linje, size_t antal,
                    struct err *err)
{
    struct str fundet[FELTER] = {{0}};

    for (size_t i = 0; i < antal; i++) {
        for (int f = 0; f < FELTER; f++) {
            if (!web_navn_er(linje[i].navn, navne[f])) continue;
            if (fundet[f].p != NULL && f != SPROG && f != KODNING)
                return err_set(err, ERR_INPUT, NULL, "%s står to gange", navne[f]);
            if (!web_ascii(linje[i].vaerdi))
                return err_set(err, ERR_INPUT, NULL, "%s har tegn, den ikke kan have", navne[f]);
            if (fundet[f].p == NULL) fundet[f] = linje[i].vaerdi;
        }
    }
    for (int f = 0; f < FELTER; f++)
        if (fundet[f].p == NULL) fundet[f] = STR_EMPTY;
    if (fundet[NOEGLE].n > NOEGLE_MAX)
        return err_set(err, ERR_INPUT, NULL, "Idempotency-Key er længere end %d tegn", NOEGLE_MAX);
    request->host = fundet[HOST];
    request->origin = fundet[ORIGIN];
    request->site = fundet[SITE];
    request->sprog = fundet[SPROG];
    request->gzip = takes_gzip(fundet[KODNING]);
    request->noegle = fundet[NOEGLE];
    if (fundet[COOKIE].n > 0) cookies(request, fundet[COOKIE]);
    return bearer(request, fundet[AUTORISATION], err);
}

/* ---- the server in front ---- */

static bool ip_ok(struct arena *arena, struct str s)
{
    unsigned char plads[sizeof(struct in6_addr)];
    const char *c = str_c(arena, s);

    return inet_pton(AF_INET, c, plads) == 1 || inet_pton(AF_INET6, c, plads) == 1;
}

static bool eneste(const struct web_linje *linje, size_t antal, const char *navn, struct str *out,
                   struct err *err)
{
    bool har = false;

    *out = STR_EMPTY;
    for (size_t i = 0; i < antal; i++) {
        if (!web_navn_er(linje[i].navn, navn)) continue;
        if (har) return err_set(err, ERR_INPUT, NULL, "%s står to gange", navn);
        har = true;
        *out = linje[i].vaerdi;
    }
    return true;
}

bool web_bag_proxy(struct web_request *request, const struct web_linje *linje, size_t antal,
                   struct err *err)
{
    struct str fra, del, sidste = STR_EMPTY, skema;

    TRY(eneste(linje, antal, "x-forwarded-for", &fra, err));
    TRY(eneste(linje, antal, "x-forwarded-proto", &skema, err));
    /* Whoever stands before the server in front may write what it likes first. */
    if (fra.n > 0)
        while (str_split(&fra, ',', &del)) sidste = str_trim(del);
    if (sidste.n == 0 || !ip_ok(request->arena, sidste)) {
        return err_set(err, ERR_INPUT, NULL,
                       "Serveren foran skal sige afsenderens adresse med X-Forwarded-For");
    }
    request->fra = sidste;
    request->sikker = str_is(skema, "https");
    return true;
}

/* ---- the answer ---- */

void web_hoved(struct web_request *request, struct web_response *response, const char *navn,
               struct str vaerdi)
{
    ASSERT(web_token(str_from(navn)));
    for (size_t i = 0; i < vaerdi.n; i++) ASSERT((unsigned char)vaerdi.p[i] >= ' ');
    struct web_felter *h = &response->hoved;
    h->felt = arena_grow(request->arena, h->felt, h->antal, &response->plads, h->antal + 1,
                         sizeof(*h->felt));
    h->felt[h->antal++] = (struct web_felt){str_from(navn), str_copy(request->arena, vaerdi)};
}

static const char *kort_tekst(int status)
{
    switch (status) {
    case 400: return "Forespørgslen kunne ikke læses.\nThe request could not be read.\n";
    case 404: return "Her er ingenting.\nThere is nothing here.\n";
    case 405: return "Metoden kan ikke bruges her.\nThe method cannot be used here.\n";
    case 408: return "Forespørgslen kom ikke i tide.\nThe request did not come in time.\n";
    case 411: return "Kroppens længde mangler.\nThe length of the body is missing.\n";
    case 413: return "Det sendte fylder for meget.\nWhat was sent is too large.\n";
    case 417: return "Expect kan kun være 100-continue.\nExpect can only be 100-continue.\n";
    case 431: return "Forespørgslens hoved fylder for meget.\nThe head is too large.\n";
    case 501: return "Metoden kendes ikke.\nThe method is not known.\n";
    case 503: return "Der er for travlt; prøv igen om lidt.\nToo busy; try again in a while.\n";
    case 505: return "Her tales HTTP/1.1.\nHTTP/1.1 is spoken here.\n";
    default: return "Noget gik galt; prøv igen om lidt.\nSomething went wrong; try again.\n";
    }
}

void web_kort_svar(struct web_request *request, struct web_response *response, int status)
{
    *response = (struct web_response){
        .status = status,
        .type = "text/plain; charset=utf-8",
        .body = str_from(kort_tekst(status)),
        .rute = response->rute,
    };
    web_hoved(request, response, "Content-Security-Policy",
              STR("default-src 'none'; frame-ancestors 'none'"));
    web_hoved(request, response, "X-Content-Type-Options", STR("nosniff"));
    web_hoved(request, response, "Referrer-Policy", STR("no-referrer"));
    web_hoved(request, response, "Cross-Origin-Opener-Policy", STR("same-origin"));
    web_hoved(request, response, "Cross-Origin-Resource-Policy", STR("same-origin"));
    web_hoved(request, response, "Cache-Control", STR("no-store"));
    if (request->sikker) {
        web_hoved(request, response, "Strict-Transport-Security",
                  STR("max-age=31536000; includeSubDomains"));
    }
}
