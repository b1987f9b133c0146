/*
 * omfang: which placements a run computes, and for which months. Pure.
 *
 * New months are computed for everybody; so is a settled month whose rules or rates have changed.
 * In other settled months only families with a registration that touches the month, or with
 * something that could not be computed, are computed again.
 */
#ifndef AFREGNING_OMFANG_H
#define AFREGNING_OMFANG_H

#include "base/dato.h"
#include "base/str.h"

/* A reason to compute a family again: [fra, til) was touched. anbringelse may be empty. */
struct omfang_post {
    struct str plejefamilie;
    struct str anbringelse;
    struct dato fra;
    struct dato til;
};

struct omfang_familie {
    struct str id;
    bool *maaned;            /* omfang.maaneder of them */
    struct str *anbringelse; /* the placements named in its posts, sorted, each once */
    size_t anbringelser;
};

struct omfang {
    struct maaned fra;
    int maaneder;
    bool *hele;                     /* by month: everybody */
    struct omfang_familie *familie; /* by id, bytewise */
    size_t familier;
};

/* Months [fra, fra + maaneder). hele may be all false; posts outside the months count for nothing.
 */
void omfang_make(struct arena *arena, struct maaned fra, int maaneder, const bool *hele,
                 const struct omfang_post *post, size_t antal, struct omfang *out);
/* NULL when the family is in no post. */
const struct omfang_familie *omfang_find(const struct omfang *omfang, struct str familie);
bool omfang_skal(const struct omfang *omfang, struct str familie, int maaned);
bool omfang_nogen_hel(const struct omfang *omfang);

#endif
