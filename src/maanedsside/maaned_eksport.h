/* maaned_eksport: an approved run leaves the house, and what is answered. Only for
 * src/maanedsside. */
#ifndef MAANEDSSIDE_MAANED_EKSPORT_H
#define MAANEDSSIDE_MAANED_EKSPORT_H

#include "afregning/eksport_vis.h"
#include "maanedsside/maaned_side.h"

struct maaned_fil {
    int64_t koersel;
    struct str navn;
    struct str kanal;
    bool har_betalinger;
    int64_t antal;
    struct oere sum;
    struct str laengde; /* "12,4 kB" */
    struct str hash;
    bool kan_hentes;
};

struct maaned_betalinger {
    struct str kanal;
    int64_t eksport;
    struct str dag;
    int64_t antal;
    struct oere sum;
    int64_t godtaget;
    int64_t tilbage;
    int64_t venter;
};

struct maaned_eksportvalg {
    int64_t nr;
    bool valgt;
};

struct maaned_kanalvalg {
    struct str kode;
    struct str navn;
    bool valgt;
};

/* Of a run that is approved. */
struct maaned_eksport {
    int64_t nr;
    struct str csrf;
    bool vist;
    bool kan_laves;
    bool uden_ret; /* approved, and the one who looks may not make the files */
    bool mangler_opsaetning;
    struct str dag; /* ISO: proposed for the payments */
    bool dag_er_ny; /* the planned day can no longer be met */
    struct str planlagt;
    const struct maaned_fil *fil;
    size_t fil_antal;
    const struct maaned_betalinger *betaling;
    size_t betaling_antal;
    bool kan_kvittere;
    const struct maaned_kanalvalg *kanal; /* that there are payments on */
    size_t kanal_antal;
    const struct maaned_eksportvalg *eksport;
    size_t eksport_antal;
    bool flere_eksporter;
    int64_t tilbage;
    struct oere tilbage_sum;
    bool kan_sendes_igen;
    bool kan_afsluttes;
    bool er_afsluttet;
};
/* Inside a transaction. i_ro: no work on the run is going on, so it can be asked for. */
bool maaned_eksport_af(struct side *s, const struct koersel *k, bool i_ro,
                       struct maaned_eksport *out, struct err *err) MUST_CHECK;

/* ---- payments that came back */

struct maaned_kom_tilbage {
    struct str navn;
    struct str modtager;
    struct str kanal;
    struct oere beloeb;
    struct str svar;
    struct str aarsag;
};

struct maaned_tilbage {
    int64_t nr;
    struct str titel;
    const struct maaned_kom_tilbage *betaling;
    size_t betaling_antal;
};

/* ---- payees and their letters */

struct maaned_modtager {
    int64_t koersel;
    struct str id;
    struct str navn;
    int64_t linjer;
    struct oere op;
    struct oere ned;
    bool har_brev;
};

struct maaned_modtagere {
    int64_t nr;
    struct str titel;
    bool breve; /* the run is approved: there are letters */
    const struct maaned_modtager *modtager;
    size_t modtager_antal;
    bool flere;
    struct str efter;
    bool senere;
};

#endif
