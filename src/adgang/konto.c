/*
 * konto: a user as the pages about access show it.
 */
#include "adgang/konto.h"

#include "adgang/kode.h"
#include "adgang/session_intern.h"

enum { SESSIONER_MAX = 1000 };

static bool works(const struct bruger *bruger, int64_t now_us)
{
    return bruger->hash.n > 0 && bruger->udloeber_us > now_us;
}

bool konto_find(struct store *store, struct arena *arena, int kommune, struct str navn,
                int64_t now_us, struct konto_bruger *out, struct err *err)
{
    struct err ugyldig = ERR_INIT;
    struct konto_laest laest;
    struct store_rows rows;
    struct bruger b;
    struct str kept, id = STR_EMPTY;

    *out = (struct konto_bruger){.person = STR_EMPTY};
    if (!adgang_navn_parse(arena, navn, &kept, &ugyldig)) return true;
    TRY(adgang_find(store, arena, kommune, kept, &id, err));
    if (id.n == 0) return true;
    TRY(adgang_bruger_laes(store, arena, kommune, id, &b, err));
    TRY(adgang_konto_laes(store, arena, kommune, id, &laest, err));
    out->bruger = (struct adgang_bruger){.id = id,
                                         .navn = kept,
                                         .roller = b.roller,
                                         .har_noegle = works(&b, now_us),
                                         .udloeber_us = works(&b, now_us) ? b.udloeber_us : 0};
    out->har_kode = laest.kode.n > 0;
    out->foerste = laest.skift;
    out->har_totp = laest.gemt.n > 0;
    const struct store_value who[] = {STORE_I(kommune), STORE_S(id)};
    TRY(adgang_ask(store, arena, SQL_ADGANG_KONTO_OPRETTET, who, 2, 1, &rows, err));
    out->oprettet_us = store_at(&rows, 0, 0).i;
    out->set_us = store_at(&rows, 0, 1).i;
    if (b.roller != 1u << ROLLE_PLEJEFAMILIE) return true;
    return familie_person(store, arena, kommune, id, &out->person, err);
}

bool konto_sessioner(struct store *store, struct arena *arena, int kommune, struct str bruger,
                     int64_t now_us, struct konto_session **out, size_t *antal, struct err *err)
{
    const struct store_value args[] = {STORE_I(kommune), STORE_S(bruger)};
    struct store_rows rows;

    TRY(adgang_ask(store, arena, SQL_ADGANG_KONTO_SESSIONER, args, 2, SESSIONER_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct konto_session);
    *antal = 0;
    for (size_t i = 0; i < rows.count; i++) {
        struct konto_session k = {store_at(&rows, i, 0).i, store_at(&rows, i, 1).i};
        if (session_lever(k.aabnet_us, k.set_us, now_us)) (*out)[(*antal)++] = k;
    }
    return true;
}
