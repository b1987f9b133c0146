/*
 * indhold: texts by the hash of their bytes. The same text is stored once.
 */
#include "afregning/intern.h"

bool indhold_gem(struct store *store, int kommune, const char *art, struct str tekst,
                 struct hash *hash, struct err *err)
{
    *hash = hash_of(tekst);
    return store_exec(store, SQL_AFREGNING_INDHOLD_INSERT,
                      ARGS(STORE_I(kommune), STORE_S(str_from(hash->hex)), STORE_S(str_from(art)),
                           STORE_S(tekst)),
                      NULL, err);
}

bool indhold_hent(struct store *store, struct arena *arena, int kommune, struct str hash,
                  struct str *tekst, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_INDHOLD_FIND, ARGS(STORE_I(kommune), STORE_S(hash)),
                    1, &rows, err));
    if (rows.count == 0) {
        return err_set(err, ERR_INPUT, store_shown(store),
                       "Det gemte indhold %.12s… mangler; hent en sikkerhedskopi", hash.p);
    }
    *tekst = store_at(&rows, 0, 0).s;
    struct hash is = hash_of(*tekst);
    if (str_eq(str_from(is.hex), hash)) return true;
    return err_set(err, ERR_INPUT, store_shown(store),
                   "Det gemte indhold %.12s… er ændret; hent en sikkerhedskopi", hash.p);
}
