/*
 * mutation_intern: what the files of mutation share. Nobody else includes it.
 */
#ifndef HAANDBOG_MUTATION_INTERN_H
#define HAANDBOG_MUTATION_INTERN_H

#include "haandbog/mutation.h"

struct korpus_blok {
    size_t fra; /* its bytes in the text, fences included: [fra, til) */
    size_t til;
    uint64_t form; /* mutation_shape of the block */
};

/* One handbook in its original form. */
struct korpus_bog {
    const char *sti;
    struct str tekst;
    struct haandbog haandbog;
    struct fund_liste fund; /* remarks of the original */
    struct hash penge;
    struct gitter *gitter;
    struct korpus_blok *blok; /* by its document's blocks */
    uint64_t *saetning;       /* hashes of its statements, sorted */
    size_t saetninger;
    size_t draeber; /* index of the statement whose example failed last */
};

/* Reads a text as this handbook: what haandbog_load does for one file, from memory. */
bool mutation_compile(struct arena *arena, const struct korpus_bog *bog, struct str tekst,
                      const struct takst_kilde *takster, struct haandbog *out,
                      struct fund_liste *fund, struct err *err) MUST_CHECK;
/* Whether rows of that rate file stand in the original. */
bool mutation_uses(const struct korpus_bog *bog, const char *sti);
/* Hash of what a statement says: its words and cells, without comments and layout. */
uint64_t mutation_statement(const struct regel *regel);
/* Hash of all its statements but the examples. */
uint64_t mutation_shape(const struct dokument *dokument);
/* Reads the text of a block alone; true when it is one whole block and nothing more. */
bool mutation_block(struct arena *arena, const char *sti, struct str tekst, struct dokument *out,
                    struct fund_liste *fund);

#endif
