/*
 * breve: what families are told of a run and of a year. Part of the door of the room.
 *
 * The letters are made from what was stored when the run was computed, so they explain what was
 * paid and not what would be paid today. Names and addresses are those of today.
 */
#ifndef AFREGNING_BREVE_H
#define AFREGNING_BREVE_H

#include "afregning/afregning.h"
#include "brev/brev.h"
#include "register/register.h"

/* Why a month that was paid is another now. */
enum breve_grund {
    BREVE_BARN,
    BREVE_ANBRINGELSE,
    BREVE_INDPLACERING,
    BREVE_SITUATION,
    BREVE_DOEGN,
    BREVE_AFTALE,
    BREVE_OPHOER,
    BREVE_KONTRAKT,
    BREVE_PLEJEFAMILIE,
    BREVE_ACONTO,
    BREVE_ANDET, /* a rate, a rule, a sibling, or something that was missing */
    BREVE_GRUNDE,
};
/* As a letter says it: "barnets fødselsdag er rettet". */
const char *breve_grund_tekst(enum breve_grund grund);

struct breve_valg {
    const struct brev_afsender *afsender;
    struct dato dato; /* of the letters; DATO_MIN: the day the run was approved */
};

/* One letter for each payee who is paid something, is told of a correction, of something missing
 * or of a mellemregning; none for suppliers. Only for an approved run. `hver` gets one finished
 * letter after another, whose texts live until it returns, and may not use the store; false
 * stops. */
bool breve_koersel(struct store *store, struct arena *arena, const struct adgang *adgang,
                   int64_t loebenr, const struct breve_valg *valg, struct brev_trykkeri *trykkeri,
                   bool (*hver)(void *ctx, const struct brev_forsendelse *brev, struct err *err),
                   void *ctx, size_t *antal, struct err *err) MUST_CHECK;
/* The statement of a year, for everybody who was paid in it. */
bool breve_aar(struct store *store, struct arena *arena, const struct adgang *adgang, int aar,
               const struct breve_valg *valg, struct brev_trykkeri *trykkeri,
               bool (*hver)(void *ctx, const struct brev_forsendelse *brev, struct err *err),
               void *ctx, size_t *antal, struct err *err) MUST_CHECK;

/* ---- who a letter is to, for letters of other rooms as well ---- */

/* Name and address as they are now; of NULL, "Plejefamilien" without address. */
struct brev_modtager breve_modtager(struct arena *arena, const struct register_person *person);
/* The first name, or "Barnet". */
struct str breve_fornavn(const struct register_person *person);

#endif
