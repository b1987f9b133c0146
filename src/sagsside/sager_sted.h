/*
 * sager_sted: the placement or family a page is about, and as known when. Only for src/sagsside.
 */
#ifndef SAGSSIDE_SAGER_STED_H
#define SAGSSIDE_SAGER_STED_H

#include "sagsside/sager_ord.h"

/* As known when: now, or at the end of a day, or at a registrering. */
struct sager_kendt {
    bool da;
    int64_t nr;
    int64_t tid_us;     /* of that moment */
    struct str skrevet; /* what stood in the field */
    struct str banner;  /* "den 30. juni 2021 (registrering 17)" */
    struct str fejl;    /* it could not be read: then it is as now */
};
/* The field `kendt` of the query. */
bool sager_kendt(struct side *s, struct sager_kendt *out, struct err *err) MUST_CHECK;

/* The placement with that id, as known at nr and as known now, if it may be seen; 404 when not.
 * *foer: NULL when it was not known then. Its view is not written here. */
bool sager_sted(struct side *s, struct str id, int64_t nr, const struct register_fakta **foer,
                const struct register_fakta **nu, struct err *err) MUST_CHECK;
/* The placement of {anbringelse} in the path for who registers, now; 404 when it is not there, is
 * not the user's, or has been taken back. */
bool sager_sted_ret(struct side *s, const struct register_fakta **nu, struct err *err) MUST_CHECK;
/* Whether a placement is there and may be seen. */
bool sager_sted_ser(struct side *s, struct str id, bool *out, struct err *err) MUST_CHECK;
/* The family with that id as known at nr; false in *fandtes when there was none. */
bool sager_familien(struct side *s, struct str id, int64_t nr, struct register_fakta *out,
                    bool *fandtes, struct err *err) MUST_CHECK;

#endif
