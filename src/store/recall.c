/*
 * store/recall: answers and what was asked for them, in two arrays that are filled from below.
 *
 * Invariants: (1) one answer is taken down at a time, above those that are kept; (2) what is kept
 * does not move until all is forgotten; (3) nothing is taken down in a transaction that writes.
 * Cost: a question is hashed once to be sought and once more to be kept, and compared with at most
 * RECALL_ANSWERS; equal hashes of different questions are ordinary (NULL and "" hash alike).
 */
#include "store/recall.h"

#include <string.h>

void recall_forget(struct recall *recall)
{
    recall->count = 0;
    recall->taking = false;
    recall->kept_values = 0;
    recall->kept_bytes = 0;
#ifdef VEDERLAG_DEBUG
    /* Who kept a text of the transaction that is over sees it. */
    memset(recall->text, '?', sizeof(recall->text));
#endif
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

const struct recall_answer *recall_find(const struct recall *recall, enum sql statement,
                                        const struct store_value *args, size_t count)
{
    uint64_t hash = hash_of(statement, args, count);

    for (size_t i = 0; i < recall->count; i++) {
        const struct recall_answer *answer = &recall->answer[i];
        size_t same = 0;
        if (answer->hash != hash || answer->statement != statement || answer->args != count)
            continue;
        while (same < count && same_value(&answer->value[same], &args[same])) same++;
        if (same == count) return answer;
    }
    return NULL;
}

/* ---- keeping */

static bool keep(struct recall *recall, const struct store_value *value, size_t count)
{
    if (count > RECALL_VALUES - recall->values) return false;
    for (size_t i = 0; i < count; i++) {
        struct store_value *own = &recall->value[recall->values++];
        *own = value[i];
        if (own->type != STORE_TEXT) continue;
        if (own->s.n > RECALL_BYTES - recall->bytes) return false;
        char *text = recall->text + recall->bytes;
        if (own->s.n > 0) memcpy(text, own->s.p, own->s.n);
        recall->bytes += own->s.n;
        own->s.p = text;
    }
    return true;
}

void recall_ask(struct recall *recall, enum sql statement, const struct store_value *args,
                size_t count, size_t columns)
{
    recall->values = recall->kept_values;
    recall->bytes = recall->kept_bytes;
    recall->taking = recall->count < RECALL_ANSWERS && columns > 0;
    if (!recall->taking) return;
    recall->answer[recall->count] = (struct recall_answer){
        .hash = hash_of(statement, args, count),
        .statement = statement,
        .args = count,
        .columns = columns,
        .value = &recall->value[recall->values],
    };
    recall->taking = keep(recall, args, count);
}

void recall_row(struct recall *recall, const struct store_value *row)
{
    if (!recall->taking) return;
    struct recall_answer *answer = &recall->answer[recall->count];
    recall->taking = answer->rows++ < RECALL_ROWS && keep(recall, row, answer->columns);
}

void recall_end(struct recall *recall)
{
    if (!recall->taking) return;
    recall->taking = false;
    recall->count++;
    recall->kept_values = recall->values;
    recall->kept_bytes = recall->bytes;
}
