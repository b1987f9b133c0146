/*
 * kontor: what the staff's pages share: names, days, lists in pages. Only for src/kontorside.
 */
#ifndef KONTORSIDE_KONTOR_H
#define KONTORSIDE_KONTOR_H

#include "henvendelse/henvendelse.h"
#include "side/side_ord.h"
#include "side/side_rum.h"

enum { KONTOR_SIDE = 50 }; /* rows of a page */

/* ---- names, as the register knows them now; never empty */

struct kontor_opslag {
    struct side *s;
    int64_t nr; /* as known at */
};
bool kontor_opslag(struct side *s, struct kontor_opslag *out, struct err *err) MUST_CHECK;
bool kontor_person(const struct kontor_opslag *o, struct str person, struct str *navn,
                   struct err *err) MUST_CHECK;
/* The foster parents of a family, else who holds its contracts: "Kirsten Mose og Per Mose". */
bool kontor_familie(const struct kontor_opslag *o, struct str familie, struct str *navn,
                    struct err *err) MUST_CHECK;
/* The child of a placement; with the family: "Mads Holm hos Kirsten Mose". */
bool kontor_barn(const struct kontor_opslag *o, struct str anbringelse, bool med_familie,
                 struct str *navn, struct err *err) MUST_CHECK;
/* A user's name; "ukendt" when it is gone. */
bool kontor_bruger(struct side *s, struct str bruger, struct str *navn, struct err *err) MUST_CHECK;
struct str kontor_rolle(const struct side *s, struct str kode); /* "Økonomi" */

/* The user whose cases alone the one who asks may see, itself; empty: all. */
bool kontor_kun_egne(struct side *s, struct str *bruger, struct err *err) MUST_CHECK;
/* Whether the one who asks may see the family, or the placement when one is said. */
bool kontor_maa_se(struct side *s, struct str familie, struct str anbringelse, bool *maa,
                   struct err *err) MUST_CHECK;

/* Whether the person belongs to a family that the one who asks may see. */
bool kontor_person_maa_ses(struct side *s, struct str person, bool *maa,
                           struct err *err) MUST_CHECK;

/* ---- days */

/* "3 dage for sent", "i dag", "om 5 dage"; *klasse is that of a badge, or "". */
struct str kontor_naar(const struct side *s, struct dato dag, const char **klasse);

/* ---- lists in pages */

struct kontor_sider {
    struct str forrige; /* addresses; empty where there is none */
    struct str naeste;
    int64_t fra; /* of `i_alt`, the rows fra to til are here */
    int64_t til;
    int64_t i_alt; /* 0: nobody has counted them */
    bool flere;    /* there is more than one page */
};
/* The number of the page that is asked for (?side=2), as the first row: 0, 50 … */
bool kontor_fra(struct side *s, size_t *fra, struct err *err) MUST_CHECK;
/* `adresse`: of the list with its other fields, ending in '?' or '&'. */
struct kontor_sider kontor_sider(struct side *s, struct str adresse, size_t fra, size_t antal,
                                 int64_t i_alt);

/* The same where nobody has counted them: `flere` says that another page follows. */
struct kontor_sider kontor_sider_ukendt(struct side *s, struct str adresse, size_t fra,
                                        size_t antal, bool flere);

/* A choice between lists, as a row of links. */
struct kontor_valg {
    struct str sti;
    struct str navn;
    int64_t antal;
    bool med_antal;
    bool valgt;
};

#endif
