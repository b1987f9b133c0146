/*
 * ord: what the letters share in words and sums (private to the room).
 */
#ifndef BREV_ORD_H
#define BREV_ORD_H

#include "beregning/ord.h"
#include "brev/blok.h"
#include "brev/brev.h"

/* Adds and stops the run on overflow: the amounts were added before, in the journal. */
void brev_plus(struct oere *sum, struct oere a);
void brev_minus(struct oere *sum, struct oere a);

struct str brev_konto(enum modtager modtager, enum kanal kanal); /* "Løn", "NemKonto" … */
struct str brev_skat(struct arena *arena, enum skat skat);       /* "Før skat", "Skattefri" */
/* "27.004,08 kr." whose parts stay on one line in running text. */
struct str brev_kr(struct arena *arena, struct oere a);
/* A whole sentence: a capital first and a full stop last. */
struct str brev_saetning(struct arena *arena, struct str s);

/* The blad with its head filled, and an empty list of blocks. */
struct blad brev_blad(struct arena *arena, const struct brev_afsender *afsender,
                      const struct brev_modtager *modtager, struct str titel, struct dato dato,
                      struct str journal, bool opdigtet);
void brev_boks_opdigtet(struct blok_liste *liste);
void brev_uenig(struct blok_liste *liste, const struct brev_afsender *afsender);
/* A row of a table with as many cells as columns. */
void brev_raekke(struct blok_liste *liste, enum raekke_art art, const struct str *celle, int antal);

/* How one line came about: a heading with the amount, the formula and its sources. */
void brev_forklar(struct blok_liste *liste, struct str overskrift, const struct linje *linje);
/* The versions of handbooks, and what was chosen where the sources are silent. */
void brev_haandboeger(struct blok_liste *liste, const struct print_planer *planer);

/* The blocks of the letters, before geometry; they check the sums. */
struct blad brev_maaned_blad(struct arena *arena, const struct brev_maaned *brev);
struct blad brev_aar_blad(struct arena *arena, const struct brev_aar *brev);
struct blad brev_afgoerelse_blad(struct arena *arena, const struct brev_niveau *brev);
struct blad brev_kontrakt_blad(struct arena *arena, const struct brev_niveau *brev);

#endif
