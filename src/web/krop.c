/*
 * krop: the body of a form, in both ways a browser sends one.
 *
 * multipart/form-data is read from the whole body by a reader that knows only what browsers send:
 * no text before the first part or after the last, three header fields, no nested parts, no
 * transfer encodings. What is cut in another way than the boundary says cannot come through.
 */
#include "web/intern.h"

#include <string.h>

enum { DELE_MAX = 1000, DEL_LINJER_MAX = 4, SKEL_MAX = 70 };

static struct str smaa(struct arena *arena, struct str s)
{
    char *p = str_c(arena, s);

    for (size_t i = 0; i < s.n; i++)
        if (p[i] >= 'A' && p[i] <= 'Z') p[i] = (char)(p[i] - 'A' + 'a');
    return (struct str){p, s.n};
}

/* The part before the first ';'. */
static struct str uden_parametre(struct arena *arena, struct str linje)
{
    struct str foerst = STR_EMPTY;

    if (!str_split(&linje, ';', &foerst)) return STR_EMPTY;
    return smaa(arena, str_trim(foerst));
}

static void skip_blanke(struct str *s)
{
    while (s->n > 0 && (s->p[0] == ' ' || s->p[0] == '\t')) *s = str_sub(*s, 1, s->n);
}

/* Takes `navn=værdi` off the front; a quoted value ends at the next quote, and no escape is known:
 * a backslash could be read in two ways. */
static bool tag_parameter(struct str *rest, struct str *navn, struct str *vaerdi)
{
    size_t n = 0;

    skip_blanke(rest);
    while (n < rest->n && web_token_tegn(rest->p[n])) n++;
    *navn = str_sub(*rest, 0, n);
    if (n == 0 || n == rest->n || rest->p[n] != '=') return false;
    *rest = str_sub(*rest, n + 1, rest->n);
    if (rest->n > 0 && rest->p[0] == '"') {
        const char *slut = memchr(rest->p + 1, '"', rest->n - 1);
        if (slut == NULL) return false;
        n = (size_t)(slut - rest->p);
        *vaerdi = str_sub(*rest, 1, n);
        if (memchr(vaerdi->p, '\\', vaerdi->n) != NULL) return false;
        n++;
    } else {
        for (n = 0; n < rest->n && web_token_tegn(rest->p[n]);) n++;
        if (n == 0) return false;
        *vaerdi = str_sub(*rest, 0, n);
    }
    *rest = str_sub(*rest, n, rest->n);
    skip_blanke(rest);
    return true;
}

bool web_parameter(struct str linje, const char *navn, struct str *out)
{
    struct str foerst, n, v;
    struct str rest = linje;
    bool har = false;

    *out = (struct str){0};
    if (!str_split(&rest, ';', &foerst) || foerst.n == linje.n) return true;
    for (;;) {
        if (!tag_parameter(&rest, &n, &v)) return false;
        if (web_navn_er(n, navn)) {
            if (har) return false;
            har = true;
            *out = v;
        }
        if (rest.n == 0) return true;
        if (rest.p[0] != ';') return false;
        rest = str_sub(rest, 1, rest.n);
    }
}

/* ---- multipart/form-data ---- */

struct del {
    struct str disposition;
    struct str type;
    struct str indhold;
};

/* As str_find, from a place on; the first byte is looked for fast. */
static bool find_fra(struct str s, struct str naal, size_t fra, size_t *at)
{
    while (fra <= s.n && s.n - fra >= naal.n) {
        const char *p = memchr(s.p + fra, naal.p[0], s.n - fra - naal.n + 1);
        if (p == NULL) return false;
        fra = (size_t)(p - s.p);
        if (memcmp(p, naal.p, naal.n) == 0) {
            *at = fra;
            return true;
        }
        fra++;
    }
    return false;
}

static bool del_linje(struct str linje, struct del *del, struct err *err)
{
    struct str navn, vaerdi = linje;
    struct str *hvor = NULL;

    if (str_split(&vaerdi, ':', &navn) && navn.n < linje.n) {
        if (web_navn_er(navn, "content-disposition")) hvor = &del->disposition;
        if (web_navn_er(navn, "content-type")) hvor = &del->type;
    }
    if (hvor == NULL || hvor->n > 0 || !web_ren_tekst(vaerdi, false))
        return err_set(err, ERR_INPUT, NULL, "En del af formularen har et hoved, vi ikke kender");
    *hvor = str_trim(vaerdi);
    return true;
}

/* Header lines, an empty line, content. */
static bool del_laes(struct str raa, struct del *del, struct err *err)
{
    size_t slut = 0;

    *del = (struct del){STR_EMPTY, STR_EMPTY, STR_EMPTY};
    for (int i = 0; i <= DEL_LINJER_MAX; i++) {
        if (!find_fra(raa, STR("\r\n"), 0, &slut)) break;
        struct str linje = str_sub(raa, 0, slut);
        raa = str_sub(raa, slut + 2, raa.n);
        if (linje.n == 0) {
            del->indhold = raa;
            return true;
        }
        TRY(del_linje(linje, del, err));
    }
    return err_set(err, ERR_INPUT, NULL, "En del af formularen har intet indhold");
}

/* Into the form's fields or its files. A file that was not chosen is sent empty without a name. */
static bool del_gem(struct web_request *request, const struct del *del, struct err *err)
{
    struct str navn, fil, andet_navn;
    struct str art = uden_parametre(request->arena, del->disposition);

    if (!str_is(art, "form-data") || !web_parameter(del->disposition, "name", &navn) ||
        !web_parameter(del->disposition, "filename", &fil) ||
        !web_parameter(del->disposition, "filename*", &andet_navn) || navn.n == 0 ||
        andet_navn.p != NULL)
        return err_set(err, ERR_INPUT, NULL, "En del af formularen siger ikke, hvad den er");
    if (fil.p != NULL) {
        if (fil.n == 0 && del->indhold.n == 0) return true;
        request->fil[request->filer++] = (struct web_fil){
            .felt = navn,
            .navn = fil,
            .type = uden_parametre(request->arena, del->type),
            .indhold = del->indhold,
        };
        return true;
    }
    if (!web_ren_tekst(del->indhold, true))
        return err_set(err, ERR_INPUT, NULL, "Et felt er ikke tekst i UTF-8 uden styretegn");
    request->form.felt[request->form.antal++] = (struct web_felt){navn, del->indhold};
    return true;
}

static size_t tael(struct str s, struct str naal)
{
    size_t antal = 0, at = 0;

    for (size_t fra = 0; find_fra(s, naal, fra, &at); fra = at + naal.n) antal++;
    return antal;
}

static bool dele_laes(struct web_request *request, struct str skel, struct err *err)
{
    /* A line end is thought before the body, so that every boundary looks the same. */
    struct str krop = request->body;
    struct str foerste = str_sub(skel, 2, skel.n);
    size_t at = 0;
    struct del del;

    if (!str_starts(krop, foerste))
        return err_set(err, ERR_INPUT, NULL, "Formularen begynder ikke med sit skel");
    krop = str_sub(krop, foerste.n, krop.n);
    while (str_starts(krop, STR("\r\n"))) {
        if (!find_fra(krop, skel, 2, &at))
            return err_set(err, ERR_INPUT, NULL, "Formularen slutter midt i en del");
        TRY(del_laes(str_sub(krop, 2, at), &del, err));
        TRY(del_gem(request, &del, err));
        krop = str_sub(krop, at + skel.n, krop.n);
    }
    if (str_is(krop, "--") || str_is(krop, "--\r\n")) return true;
    return err_set(err, ERR_INPUT, NULL, "Formularen slutter ikke med sit skel");
}

static bool skel_ok(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!web_token_tegn(s.p[i]) && strchr("()/,:=? ", s.p[i]) == NULL) return false;
    return s.n > 0 && s.n <= SKEL_MAX && s.p[s.n - 1] != ' ';
}

bool web_multipart(struct web_request *request, struct str type_linje, struct err *err)
{
    struct str navn;

    if (!web_parameter(type_linje, "boundary", &navn) || !skel_ok(navn))
        return err_set(err, ERR_INPUT, NULL, "Formularens skel er ikke sagt, som det skal");
    struct str skel = str_format(request->arena, "\r\n--%.*s", STR_ARG(navn));
    size_t dele = tael(request->body, skel); /* each part ends with one */
    if (dele > DELE_MAX)
        return err_set(err, ERR_LIMIT, NULL, "Formularen har mere end %d dele", DELE_MAX);
    request->form.felt = ARENA_ARRAY(request->arena, dele, struct web_felt);
    request->fil = ARENA_ARRAY(request->arena, dele, struct web_fil);
    return dele_laes(request, skel, err);
}

/* ---- by type ---- */

bool web_laes_body(struct web_request *request, struct str type_linje, struct err *err)
{
    struct str tegnsaet;

    request->type = uden_parametre(request->arena, type_linje);
    if (str_is(request->type, "multipart/form-data"))
        return web_multipart(request, type_linje, err);
    if (!str_is(request->type, "application/x-www-form-urlencoded")) return true;
    if (!web_parameter(type_linje, "charset", &tegnsaet) ||
        (tegnsaet.n > 0 && !web_navn_er(tegnsaet, "utf-8")))
        return err_set(err, ERR_INPUT, NULL, "Formularen er ikke sendt i UTF-8");
    return web_felter_laes(request->arena, request->body, &request->form, err);
}
