/*
 * anker: heads of the journal that were written down elsewhere.
 */
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "afregning/verify.h"
#include "base/fil.h"
#include "base/tid.h"

enum { ANKER_FIL_MAX = 16 << 20 };

struct samler {
    struct arena *arena;
    const char *sti;
    struct anker **anker;
    size_t *antal;
    size_t plads;
};

static bool is_hash(const char *hash)
{
    return strlen(hash) == 64 && strspn(hash, "0123456789abcdef") == 64;
}

static void add_anchor(struct samler *s, json_t *object)
{
    json_int_t kommune = json_integer_value(json_object_get(object, "kommune"));
    json_int_t nr = json_integer_value(json_object_get(object, "nr"));
    const char *hash = json_string_value(json_object_get(object, "hash"));

    if (hash == NULL || !is_hash(hash) || nr < 1 || kommune < 1 || kommune > 999) return;
    *s->anker =
        arena_grow(s->arena, *s->anker, *s->antal, &s->plads, *s->antal + 1, sizeof(**s->anker));
    struct anker *a = &(*s->anker)[(*s->antal)++];
    *a = (struct anker){.kommune = (int)kommune, .nr = nr, .fil = s->sti};
    memcpy(a->hash, hash, sizeof(a->hash));
}

/* JSON has no rings, and jansson refuses what lies deeper than 2,048. */
static void walk(struct samler *s, json_t *value)
{
    const char *key;
    json_t *member;
    size_t i;

    if (json_is_object(value)) {
        add_anchor(s, value);
        json_object_foreach(value, key, member) walk(s, member);
    } else if (json_is_array(value)) {
        json_array_foreach(value, i, member) walk(s, member);
    }
}

bool anker_laes_tekst(struct arena *arena, const char *navn, struct str tekst, struct anker **anker,
                      size_t *antal, struct err *err)
{
    struct samler s = {arena, navn, anker, antal, *antal};
    size_t before = *antal;
    json_error_t fejl;
    struct str rest = tekst;

    while (str_trim(rest).n > 0) {
        json_t *value =
            json_loadb(rest.p, rest.n, JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &fejl);
        if (value == NULL) {
            size_t n = 0;
            while (n < rest.n && strchr(" \t\r\n", rest.p[n]) != NULL && rest.p[n] != '\0') n++;
            if (*antal > before && n == rest.n) return true;
            err_set(err, ERR_INPUT, navn,
                    "Filen er ikke JSON; brug et manifest, eller et hoved fra vederlag verify "
                    "--skriv-hoved");
            return err_side(err,
                            "Filen er ikke JSON; vælg et manifest fra en eksport eller en "
                            "sikkerhedskopi.",
                            "The file is not JSON; choose a manifest of an export or a backup.");
        }
        walk(&s, value);
        json_decref(value);
        rest = str_sub(rest, (size_t)fejl.position, rest.n);
    }
    if (*antal > before) return true;
    err_set(err, ERR_INPUT, navn,
            "Filen har intet hoved (kommune, nr og hash); brug et manifest, eller et hoved fra "
            "vederlag verify --skriv-hoved");
    return err_side(err,
                    "Filen har intet hoved (kommune, nr og hash); vælg et manifest fra en eksport "
                    "eller en sikkerhedskopi.",
                    "The file has no head (kommune, nr and hash); choose a manifest of an export "
                    "or a backup.");
}

bool anker_laes(struct arena *arena, const char *sti, struct anker **anker, size_t *antal,
                struct err *err)
{
    struct str tekst;

    TRY(fil_read(arena, sti, ANKER_FIL_MAX, &tekst, err));
    return anker_laes_tekst(arena, sti, tekst, anker, antal, err);
}

void anker_skriv(struct buf *out, int kommune, const struct journal_hoved *hoved, int64_t now_us)
{
    struct str tid = tid_tekst(out->arena, now_us);

    buf_format(out, "{\"kommune\":%d,\"nr\":%lld,\"hash\":\"%s\",\"tid\":\"%.*s\"}", kommune,
               (long long)hoved->nr, hoved->hash, STR_ARG(tid));
}
