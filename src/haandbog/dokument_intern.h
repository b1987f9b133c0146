/*
 * dokument_intern: what the files of dokument share. Nobody else includes it.
 *
 * dokument.c cuts the file into lines and blocks, dokument_blok.c a block into statements,
 * dokument_ord.c knows the closed lists, dokument_navn.c counts names.
 */
#ifndef HAANDBOG_DOKUMENT_INTERN_H
#define HAANDBOG_DOKUMENT_INTERN_H

#include "haandbog/dokument.h"

/* The ceiling of one document. */
enum { DOKUMENT_MAX = 2 << 20 };

/* ---- closed lists ---- */

struct noegle_ord {
    const char *ord; /* NULL after the last */
    bool gentages;
};

struct art_ord {
    const char *ord;
    bool navngivet; /* the head line may say more than the kind */
    bool tabel;
    bool frie; /* a key may also be a name, split from its value by two spaces */
    const struct noegle_ord *noegler;
};

const struct art_ord *art_ord(enum regel_art art);
/* The kind whose word this is; false when there is none. */
bool art_find(struct str ord, enum regel_art *out);
/* The longest key the text begins with, followed by a space or the end; NULL when there is none. */
const struct noegle_ord *noegle_find(const struct art_ord *art, struct str tekst);
/* What an unknown word or key was perhaps meant to be (empty when nothing is near), and in *laest
 * the part of the text that was looked at. */
struct str art_forslag(struct str ord);
struct str noegle_forslag(const struct art_ord *art, struct str tekst, struct str *laest);
/* "kilde, beløb, …" for advice. */
struct str noegle_liste(struct arena *arena, const struct art_ord *art);
struct str art_liste(struct arena *arena);

/* ---- names seen ---- */

struct navn_set {
    struct str navn;
    int antal; /* for the one who counts */
    int linje; /* where it was first */
};

struct navne {
    struct arena *arena;
    struct navn_set *plads;
    size_t pladser; /* a power of two, or 0 */
    size_t antal;
};

/* The entry of that name, added with antal 0 when it is new. Valid until the next call. */
struct navn_set *navne_find(struct navne *navne, struct str navn);
/* "regel-ydelse-vederlag", with -2, -3 … when taken. */
struct str anker_make(struct navne *navne, enum regel_art art, struct str hoved);

/* ---- building ---- */

struct bygger {
    struct arena *arena;
    struct fund_liste *fund;
    const char *fil;
    struct dokument_linje *linje;
    size_t linjer;
    struct regel_blok *blok;
    bool *blok_lukket;
    size_t blokke;
    size_t blok_plads;
    struct regel *regel;
    size_t regler;
    size_t regel_plads;
    struct navne ankre;
};

/* An error of form or words at the n bytes at p of that line (1-based). */
struct fund *bygger_fejl(struct bygger *b, const char *kode, int linje, const char *p, size_t n,
                         const char *dansk, const char *engelsk, ...)
    __attribute__((format(printf, 6, 8), format(printf, 7, 8)));
struct sted bygger_sted(const struct bygger *b, int linje, const char *p, size_t n);

/* Reads the statements of one block. */
void blok_read(struct bygger *b, size_t blok, struct str afsnit);

/* A line of a rule block without its comment; unclosed tells of a quote that stays open. */
struct regel_delt {
    struct str tekst;       /* trimmed */
    struct str bemaerkning; /* what follows #, without spaces at its end */
    bool har_bemaerkning;
    const char *aaben; /* the quote that is not closed, or NULL */
};
struct regel_delt linje_delt(struct str linje);

/* Steps from *at over one character or one whole "…" of the text; its first byte is returned. */
char tekst_skridt(struct str tekst, size_t *at);
static inline bool er_blank(char c)
{
    return c == ' ' || c == '\t';
}

#endif
