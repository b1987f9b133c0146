/*
 * store/recall: what one read transaction has been answered.
 *
 * A read transaction is one snapshot, so an equal statement with equal values has an equal answer
 * as long as it lasts. Small answers are kept and given again without asking the engine: a page
 * asks the same of many of its lines. Memory is of fixed size; when it is full nothing more is
 * kept.
 */
#ifndef STORE_RECALL_H
#define STORE_RECALL_H

#include "store/store.h"

enum {
    RECALL_ANSWERS = 128,
    RECALL_VALUES = 2048, /* of arguments and rows */
    RECALL_BYTES = 32768, /* of their texts */
    RECALL_ROWS = 32,     /* of one answer */
};

struct recall_answer {
    uint64_t hash;
    enum sql statement;
    size_t args;
    size_t columns;
    size_t rows;
    const struct store_value *value; /* the arguments, then rows × columns */
};

struct recall {
    struct recall_answer answer[RECALL_ANSWERS];
    size_t count;
    bool taking; /* answer[count] is being taken down */
    size_t values, bytes;
    size_t kept_values, kept_bytes; /* without the one that is being taken down */
    struct store_value value[RECALL_VALUES];
    char text[RECALL_BYTES];
};

/* Forgets everything. */
void recall_forget(struct recall *recall);
/* What was answered before; NULL when it is not known. It lives until recall_forget. */
const struct recall_answer *recall_find(const struct recall *recall, enum sql statement,
                                        const struct store_value *args, size_t count);
/* Takes down an answer: what is asked, each row, and that it was the last. An answer that is not
 * ended is dropped by the next recall_ask; one that is too large is not kept. */
void recall_ask(struct recall *recall, enum sql statement, const struct store_value *args,
                size_t count, size_t columns);
void recall_row(struct recall *recall, const struct store_value *row);
void recall_end(struct recall *recall);

#endif
