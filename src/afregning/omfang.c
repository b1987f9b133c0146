/*
 * omfang: posts sorted by family, then gathered. Cost: n log n in the posts.
 */
#include "afregning/omfang.h"

#include <stdlib.h>

static int by_family(const void *a, const void *b)
{
    const struct omfang_post *x = a, *y = b;
    int order = str_cmp(x->plejefamilie, y->plejefamilie);

    return order != 0 ? order : str_cmp(x->anbringelse, y->anbringelse);
}

static bool touches(const struct omfang_post *post, struct maaned maaned)
{
    return post->fra.dag < maaned_end(maaned).dag && maaned_first(maaned).dag < post->til.dag;
}

static void gather(struct arena *arena, const struct omfang *omfang, const struct omfang_post *post,
                   size_t antal, struct omfang_familie *out)
{
    *out = (struct omfang_familie){.id = post[0].plejefamilie};
    out->maaned = ARENA_ARRAY(arena, (size_t)omfang->maaneder, bool);
    out->anbringelse = ARENA_ARRAY(arena, antal, struct str);
    for (size_t i = 0; i < antal; i++) {
        for (int m = 0; m < omfang->maaneder; m++)
            if (touches(&post[i], (struct maaned){omfang->fra.nr + m})) out->maaned[m] = true;
        struct str id = post[i].anbringelse;
        size_t n = out->anbringelser;
        if (id.n == 0 || (n > 0 && str_eq(out->anbringelse[n - 1], id))) continue;
        out->anbringelse[out->anbringelser++] = id;
    }
}

void omfang_make(struct arena *arena, struct maaned fra, int maaneder, const bool *hele,
                 const struct omfang_post *post, size_t antal, struct omfang *out)
{
    struct omfang_post *sorted = ARENA_ARRAY(arena, antal, struct omfang_post);

    ASSERT(maaneder > 0);
    *out = (struct omfang){.fra = fra, .maaneder = maaneder};
    out->hele = ARENA_ARRAY(arena, (size_t)maaneder, bool);
    for (int m = 0; m < maaneder; m++) out->hele[m] = hele[m];
    for (size_t i = 0; i < antal; i++) sorted[i] = post[i];
    if (antal > 0) qsort(sorted, antal, sizeof(*sorted), by_family);
    out->familie = ARENA_ARRAY(arena, antal, struct omfang_familie);
    for (size_t i = 0, next; i < antal; i = next) {
        for (next = i + 1; next < antal; next++)
            if (!str_eq(sorted[next].plejefamilie, sorted[i].plejefamilie)) break;
        gather(arena, out, &sorted[i], next - i, &out->familie[out->familier++]);
    }
}

static int find(const void *key, const void *item)
{
    const struct str *id = key;
    const struct omfang_familie *f = item;

    return str_cmp(*id, f->id);
}

const struct omfang_familie *omfang_find(const struct omfang *omfang, struct str familie)
{
    if (omfang->familier == 0) return NULL;
    return bsearch(&familie, omfang->familie, omfang->familier, sizeof(*omfang->familie), find);
}

bool omfang_skal(const struct omfang *omfang, struct str familie, int maaned)
{
    ASSERT(maaned >= 0 && maaned < omfang->maaneder);
    if (omfang->hele[maaned]) return true;
    const struct omfang_familie *f = omfang_find(omfang, familie);
    return f != NULL && f->maaned[maaned];
}

bool omfang_nogen_hel(const struct omfang *omfang)
{
    for (int m = 0; m < omfang->maaneder; m++)
        if (omfang->hele[m]) return true;
    return false;
}
