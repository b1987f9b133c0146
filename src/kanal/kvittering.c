/*
 * kvittering: what the bank or the payroll system answered, held against what was sent.
 *
 * Invariants: (1) the answers are as many as the payments sent, in that order; (2) with any finding
 * there are no answers at all; (3) an answer on a payment itself beats one on its group.
 */
#include "kanal/intern.h"

struct fund *kanal_laeser_fund(struct kanal_laeser *l, int linje, int kol, const char *kode,
                               struct fund_ord tekst)
{
    struct sted sted = {l->file, linje, kol, 0};

    return fund_tekst(l->fund, true, kode, STR_EMPTY, sted, tekst);
}

struct str kanal_plain(struct arena *arena, struct str text)
{
    struct buf buf;

    buf_init(&buf, arena);
    for (size_t at = 0; at < text.n;) {
        size_t steering = str_steering(text, at);
        buf_char(&buf, steering == 0 ? text.p[at] : ' ');
        at += steering == 0 ? 1 : steering;
    }
    return buf_str(&buf);
}

bool kanal_sendt_find(struct kanal_laeser *l, struct str id, size_t *at)
{
    const struct str *found = kanal_index_find(&l->index, &id, false);

    if (found == NULL) return false;
    const char *base = (const char *)&l->sendt->sendt[0].id;
    *at = (size_t)((const char *)found - base) / sizeof(l->sendt->sendt[0]);
    ASSERT(*at < l->sendt->count);
    return true;
}

static bool index_sent(struct kanal_laeser *l)
{
    kanal_index_init(&l->index, l->arena, l->sendt->count);
    for (size_t i = 0; i < l->sendt->count; i++) {
        const struct str *before = kanal_index_find(&l->index, &l->sendt->sendt[i].id, true);
        if (before != NULL) return false;
    }
    return true;
}

static bool looks_like_xml(struct str text)
{
    if (str_starts(text, STR("\xEF\xBB\xBF"))) text = str_sub(text, 3, text.n);
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n') return c == '<';
    }
    return false;
}

static void count_answers(struct kanal_kvittering *k)
{
    for (size_t i = 0; i < k->count; i++) {
        switch (k->svar[i].udfald) {
        case KANAL_AFVENTER: k->afventer++; break;
        case KANAL_ACCEPTERET: k->accepteret++; break;
        case KANAL_AFVIST: k->afvist++; break;
        case KANAL_RETUR: k->retur++; break;
        }
    }
    ASSERT(k->afventer + k->accepteret + k->afvist + k->retur == k->count);
}

bool kanal_kvittering_read(struct arena *arena, const char *file, struct str text,
                           const struct kanal_sendt_liste *sendt, struct kanal_kvittering *out,
                           struct fund_liste *fund, struct err *err)
{
    struct kanal_laeser l = {.arena = arena, .file = file, .sendt = sendt, .fund = fund};
    size_t before = fund->fejl;

    if (text.n > KANAL_FIL_MAX) {
        return err_begge(err, ERR_LIMIT, file, "Kvitteringen fylder over %d byte",
                         "The receipt is larger than %d bytes", KANAL_FIL_MAX);
    }
    ASSERT(sendt->count > 0);
    bool unique = index_sent(&l);
    ASSERT(unique);
    l.svar = ARENA_ARRAY(arena, sendt->count, struct kanal_svar);
    if (looks_like_xml(text)) {
        TRY(kanal_pain002_read(&l, text, err));
    } else {
        TRY(kanal_kvittering_csv(&l, text, err));
    }
    if (fund->fejl > before) {
        return err_begge(err, ERR_INPUT, file,
                         "Kvitteringen er ikke læst: den har %zu fejl, og intet af den er brugt",
                         "The receipt is not read: it has %zu errors, and nothing of it was used",
                         fund->fejl - before);
    }
    struct kanal_kvittering made = {.id = l.id, .svar = l.svar, .count = sendt->count};
    count_answers(&made);
    *out = made;
    return true;
}
