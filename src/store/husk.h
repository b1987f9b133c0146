/*
 * store/husk: what one read transaction has been answered.
 *
 * A read transaction is one snapshot, so an equal statement with equal values has an equal answer
 * as long as it lasts. Small answers are kept and given again without asking the engine: a page
 * asks the same of many of its lines. Memory is of fixed size; when it is full nothing more is
 * kept.
 */
#ifndef STORE_HUSK_H
#define STORE_HUSK_H

#include "store/store.h"

enum {
    HUSK_ANSWERS = 128,
    HUSK_VALUES = 2048, /* of arguments and rows */
    HUSK_BYTES = 32768, /* of their texts */
    HUSK_ROWS = 32,     /* of one answer */
};

struct husk_svar {
    uint64_t hash;
    enum sql statement;
    size_t args;
    size_t columns;
    size_t rows;
    const struct store_value *value; /* the arguments, then rows × columns */
};

struct husk {
    struct husk_svar svar[HUSK_ANSWERS];
    size_t antal;
    bool taking; /* svar[antal] is being taken down */
    size_t values, bytes;
    size_t kept_values, kept_bytes; /* without the one that is being taken down */
    struct store_value value[HUSK_VALUES];
    char text[HUSK_BYTES];
};

/* Forgets everything. */
void husk_forget(struct husk *husk);
/* What was answered before; NULL when it is not known. It lives until husk_forget. */
const struct husk_svar *husk_find(const struct husk *husk, enum sql statement,
                                  const struct store_value *args, size_t count);
/* Takes down an answer: what is asked, each row, and that it was the last. An answer that is not
 * ended is dropped by the next husk_ask; one that is too large is not kept. */
void husk_ask(struct husk *husk, enum sql statement, const struct store_value *args, size_t count,
              size_t columns);
void husk_row(struct husk *husk, const struct store_value *row);
void husk_end(struct husk *husk);

#endif
