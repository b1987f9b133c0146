#include "store/husk.h"

#include <string.h>

void husk_forget(struct husk *husk)
{
    husk->antal = 0;
    husk->taking = false;
    husk->kept_values = 0;
    husk->kept_bytes = 0;
}

/* ---- finding */

static uint64_t mix(uint64_t hash, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;

    for (size_t i = 0; i < n; i++) hash = (hash ^ p[i]) * 1099511628211u; /* FNV-1a */
    return hash;
}

static uint64_t hash_of(enum sql statement, const struct store_value *args, size_t count)
{
    uint64_t hash = mix(14695981039346656037u, &statement, sizeof(statement));

    for (size_t i = 0; i < count; i++) {
        if (args[i].type == STORE_TEXT)
            hash = mix(hash, args[i].s.p, args[i].s.n);
        else if (args[i].type == STORE_INT)
            hash = mix(hash, &args[i].i, sizeof(args[i].i));
    }
    return hash;
}

static bool same_value(const struct store_value *a, const struct store_value *b)
{
    if (a->type != b->type) return false;
    if (a->type == STORE_TEXT) return str_eq(a->s, b->s);
    return a->type == STORE_NULL || a->i == b->i;
}

const struct husk_svar *husk_find(const struct husk *husk, enum sql statement,
                                  const struct store_value *args, size_t count)
{
    uint64_t hash = hash_of(statement, args, count);

    for (size_t i = 0; i < husk->antal; i++) {
        const struct husk_svar *svar = &husk->svar[i];
        size_t same = 0;
        if (svar->hash != hash || svar->statement != statement || svar->args != count) continue;
        while (same < count && same_value(&svar->value[same], &args[same])) same++;
        if (same == count) return svar;
    }
    return NULL;
}

/* ---- keeping */

static bool keep(struct husk *husk, const struct store_value *value, size_t count)
{
    if (count > HUSK_VALUES - husk->values) return false;
    for (size_t i = 0; i < count; i++) {
        struct store_value *own = &husk->value[husk->values++];
        *own = value[i];
        if (own->type != STORE_TEXT) continue;
        if (own->s.n > HUSK_BYTES - husk->bytes) return false;
        char *text = husk->text + husk->bytes;
        if (own->s.n > 0) memcpy(text, own->s.p, own->s.n);
        husk->bytes += own->s.n;
        own->s.p = text;
    }
    return true;
}

void husk_ask(struct husk *husk, enum sql statement, const struct store_value *args, size_t count,
              size_t columns)
{
    husk->values = husk->kept_values;
    husk->bytes = husk->kept_bytes;
    husk->taking = husk->antal < HUSK_ANSWERS && columns > 0;
    if (!husk->taking) return;
    husk->svar[husk->antal] = (struct husk_svar){
        .hash = hash_of(statement, args, count),
        .statement = statement,
        .args = count,
        .columns = columns,
        .value = &husk->value[husk->values],
    };
    husk->taking = keep(husk, args, count);
}

void husk_row(struct husk *husk, const struct store_value *row)
{
    if (!husk->taking) return;
    struct husk_svar *svar = &husk->svar[husk->antal];
    husk->taking = svar->rows++ < HUSK_ROWS && keep(husk, row, svar->columns);
}

void husk_end(struct husk *husk)
{
    if (!husk->taking) return;
    husk->taking = false;
    husk->antal++;
    husk->kept_values = husk->values;
    husk->kept_bytes = husk->bytes;
}
