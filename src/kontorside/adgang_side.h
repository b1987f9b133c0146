/*
 * adgang_side: users, roles and accounts, for who gives them. Only for src/kontorside.
 *
 * A user's first password is shown in the one answer that makes it. The rules of who may do what to
 * whom are the room adgang's; a page shows a button only where that would do it.
 */
#ifndef KONTORSIDE_ADGANG_SIDE_H
#define KONTORSIDE_ADGANG_SIDE_H

#include "adgang/konto.h"
#include "kontorside/kontor.h"

struct adgang_raekke {
    struct str sti;
    struct str navn;
    struct str hvem; /* of a family: the person's name, where it may be told */
    struct str roller;
    struct str konto; /* "virker", "venter på første login", "ingen" */
    const char *klasse;
    struct str set; /* when it last came in; may be empty */
};

struct adgang_liste {
    const struct kontor_valg *valg;
    size_t valg_antal;
    struct str csrf;
    struct str begynder;
    struct str vis; /* "familier" or "medarbejdere" */
    bool familier;
    bool kan_oprette;
    bool kan_familie;
    bool kan_sager; /* may say whether access hangs on cases */
    bool kraeves;   /* it does */
    const struct adgang_raekke *raekke;
    size_t raekke_antal;
    struct kontor_sider sider;
};

struct adgang_rolle {
    struct str kode;
    struct str navn;
    bool har;
};

struct adgang_sag {
    struct str navn;
    struct str slags;
    struct str slags_kode;
    struct str familie;
    struct str anbringelse;
    struct dato fra;
    struct dato til;
    bool aaben; /* until further notice */
    bool slut;
};

struct adgang_bruger_vis {
    struct adgang_raekke bruger;
    struct str csrf;
    struct str oprettet;
    bool har_noegle;
    struct str noegle_til;
    int64_t sessioner;
    const struct adgang_rolle *rolle; /* all that a member of staff may have */
    size_t rolle_antal;
    bool kan_rolle;
    bool kan_konto; /* may set passwords and end sessions */
    bool har_konto;
    bool kan_emne; /* may tie the user to a provider of logins; there is one */
    bool kan_ud;   /* a member of a family may be kept out */
    bool har_sager;
    bool kan_sager;
    struct str anbringelse; /* as typed, when it was refused */
    struct str familie;
    bool som_konsulent; /* what was chosen then; neither is raadgiver */
    bool som_vikar;
    const struct adgang_sag *sag;
    size_t sag_antal;
};

/* A provider of logins, and who the user is there. */
struct adgang_udbyder {
    struct str kode;
    struct str navn;
    struct str emne;    /* empty: not tied */
    struct str skrevet; /* as typed, when it was refused */
};

struct adgang_emne {
    struct str csrf;
    struct str navn; /* the user */
    struct str sti;  /* of the user's page */
    const struct adgang_udbyder *udbyder;
    size_t udbyder_antal;
    const struct adgang_udbyder
        *ukendt; /* issuers that no login goes by any longer; navn is theirs */
    size_t ukendt_antal;
};

/* A first password, shown once. */
struct adgang_kode_vis {
    struct str navn;
    struct str kode;
    struct str sti; /* of the user's page */
};

struct adgang_ny {
    struct str csrf;
    struct str navn;
    const struct adgang_rolle *rolle;
    size_t rolle_antal;
};

struct adgang_ret {
    struct str navn;
    struct str roller; /* who has it */
};

struct adgang_roller {
    const struct adgang_ret *ret;
    size_t ret_antal;
};

struct adgang_fundet {
    struct str sti;
    struct str navn;
    struct str boern; /* how many live there */
};

struct adgang_familie {
    struct str csrf;
    struct str navn; /* as it was asked */
    bool spurgt;
    bool flere;
    const struct adgang_fundet *fundet;
    size_t fundet_antal;
};

struct adgang_person {
    struct str csrf;
    struct str adresse;
    struct str person; /* the name */
    struct str navn;   /* of the user that will be */
};

/* ---- shared by the files of these pages */

bool adgang_giver(const struct side *s);
/* Whether who asks may see and do something to the user. */
bool adgang_over(const struct side *s, const struct konto_bruger *k);
bool adgang_raekke_af(struct side *s, const struct konto_bruger *k, struct adgang_raekke *out,
                      struct err *err) MUST_CHECK;
/* The user that {navn} in the path means; 404 when who asks has no say over it. In the open
 * transaction. */
bool adgang_bruger_find(struct side *s, struct konto_bruger *out, struct err *err) MUST_CHECK;
/* Sets a new first password in the place of any, and shows it. In transactions of its own. */
bool adgang_vis_kode(struct side *s, struct str navn, struct err *err) MUST_CHECK;
/* Refuses the form for what a person who fills it in should read; false with *err when it is
 * another error. `felt`: the one that ERR_INPUT is about, or NULL. */
bool adgang_afvis(struct side *s, const char *felt, const struct err *fejl,
                  struct err *err) MUST_CHECK;

#endif
