/*
 * indhold: texts by the hash of their bytes. The same text is stored once.
 */
#include "afregning/intern.h"

#include <sodium.h>

static const char FIL[] = "fil";
static const char FIL_BASE64[] = "fil-base64"; /* bytes that are no text */

bool indhold_gem(struct store *store, int kommune, const char *art, struct str tekst,
                 struct hash *hash, struct err *err)
{
    *hash = hash_of(tekst);
    return store_exec(store, SQL_AFREGNING_INDHOLD_INSERT,
                      ARGS(STORE_I(kommune), STORE_S(str_from(hash->hex)), STORE_S(str_from(art)),
                           STORE_S(tekst)),
                      NULL, err);
}

static bool hent(struct store *store, struct arena *arena, int kommune, struct str hash,
                 struct str *tekst, struct str *art, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_INDHOLD_FIND, ARGS(STORE_I(kommune), STORE_S(hash)),
                    1, &rows, err));
    if (rows.count == 0) {
        return err_begge(err, ERR_INPUT, store_shown(store),
                         "Det gemte indhold %.12s… mangler; hent en sikkerhedskopi",
                         "The stored content %.12s… is missing; fetch a backup", hash.p);
    }
    *tekst = store_at(&rows, 0, 0).s;
    *art = store_at(&rows, 0, 1).s;
    struct hash is = hash_of(*tekst);
    if (str_eq(str_from(is.hex), hash)) return true;
    return err_begge(err, ERR_INPUT, store_shown(store),
                     "Det gemte indhold %.12s… er ændret; hent en sikkerhedskopi",
                     "The stored content %.12s… was changed; fetch a backup", hash.p);
}

bool indhold_hent(struct store *store, struct arena *arena, int kommune, struct str hash,
                  struct str *tekst, struct err *err)
{
    struct str art;

    return hent(store, arena, kommune, hash, tekst, &art, err);
}

/* ---- files */

bool indhold_gem_fil(struct store *store, struct arena *arena, int kommune, struct str bytes,
                     struct hash *hash, struct err *err)
{
    struct err no_text = ERR_INIT;
    struct str text = bytes;

    /* Text that begins with a byte order mark would lose it in the check, and is no plain text. */
    if (str_check_utf8(&text, "", &no_text) && text.n == bytes.n)
        return indhold_gem(store, kommune, FIL, bytes, hash, err);
    size_t room = sodium_base64_ENCODED_LEN(bytes.n, sodium_base64_VARIANT_ORIGINAL);
    char *coded = ARENA_ARRAY(arena, room, char);
    sodium_bin2base64(coded, room, (const unsigned char *)bytes.p, bytes.n,
                      sodium_base64_VARIANT_ORIGINAL);
    return indhold_gem(store, kommune, FIL_BASE64, str_from(coded), hash, err);
}

bool indhold_hent_fil(struct store *store, struct arena *arena, int kommune, struct str hash,
                      struct str *bytes, struct err *err)
{
    struct str tekst, art;
    size_t n = 0;

    TRY(hent(store, arena, kommune, hash, &tekst, &art, err));
    *bytes = tekst;
    if (!str_is(art, FIL_BASE64)) return true;
    unsigned char *raw = ARENA_ARRAY(arena, tekst.n, unsigned char);
    if (sodium_base642bin(raw, tekst.n, tekst.p, tekst.n, NULL, &n, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return err_begge(err, ERR_INPUT, store_shown(store),
                         "Den gemte fil %.12s… kan ikke læses; hent en sikkerhedskopi",
                         "The stored file %.12s… cannot be read; fetch a backup", hash.p);
    *bytes = (struct str){(const char *)raw, n};
    return true;
}
