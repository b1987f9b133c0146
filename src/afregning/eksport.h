/*
 * eksport: an approved run leaves the house, once, and what comes back. Part of the door of the
 * room.
 *
 * An export pays each payee once on each channel: what the run granted, less what was drawn; a
 * supplier is paid once for each invoice. Its files are made, stored and numbered in the same
 * transaction that marks the journal rows as sent; asking again gives the stored bytes. Nothing
 * is written outside the database here: the caller writes the files it gets.
 *
 * The income year is that of the payment's dispositionsdato, whatever month the money is for and
 * whatever day the run was made with: in the journal (rows that send, or take back), in the payroll
 * file and in the yearly statement. A payment that came back counts in no year; sent again, it
 * counts in that of its new day.
 */
#ifndef AFREGNING_EKSPORT_H
#define AFREGNING_EKSPORT_H

#include "afregning/afregning.h"
#include "base/fund.h"
#include "kanal/kanal.h"

/* What a municipality's files need besides the journal (docs/kanaler.md, "Opsætning"). */
struct eksport_opsaetning {
    struct str kommune_navn;
    struct str cvr;
    struct kanal_konto konto; /* that pays */
    struct str bic;           /* may be empty */
    struct str hjemmel;       /* legal basis of the postings; "alle" when not said */
    struct str kontoudtog;    /* on the payee's statement, before the month */
    int maskinnr;
    struct str modkonto;             /* digits */
    struct str tilgodehavende_konto; /* digits: where a drawn tilgodehavende is booked */
    bool har_kontoplan;              /* without one no bookkeeping file is made */
    struct kanal_kontoplan kontoplan;
    struct kanal_lukkedage lukkedage;
    /* for letters */
    struct str afdeling;
    struct str *kontakt; /* how to reach the municipality, a line each */
    size_t kontaktlinjer;
    struct str uenig; /* what to do if one disagrees, with its deadline */
};
/* A CSV of nøgle;værdi; the files it names are looked for beside it. */
bool eksport_opsaetning_laes(struct arena *arena, const char *sti, struct eksport_opsaetning *out,
                             struct err *err) MUST_CHECK;

struct eksport_fil {
    struct str kanal; /* "loen", "nemkonto", "leverandoer", "postering", "manifest" */
    struct str navn;
    struct str bytes;
    int64_t antal;   /* payments in it */
    struct oere sum; /* of those payments; both 0 of a manifest */
};

struct eksport_resultat {
    int64_t nr; /* the newest export of the run */
    struct eksport_fil *fil;
    size_t filer;      /* of all the run's exports when it was done already */
    size_t betalinger; /* of the newest export */
    struct oere sum;   /* of those payments */
    char hoved[65];    /* hash and number of the journal's newest row, as the manifest has them */
    int64_t hoved_nr;
};

/* dispositionsdato: NULL for the run's own. AFREGNING_ALLEREDE gives the stored files. Persons
 * without number or name, and lines without an account, stop it (err names them all by id). */
bool koersel_eksporter(struct store *store, struct arena *arena, const struct adgang *adgang,
                       int64_t loebenr, const struct eksport_opsaetning *opsaetning,
                       const struct dato *dispositionsdato, int64_t now_us,
                       struct eksport_resultat *out, enum afregning_udfald *udfald,
                       struct err *err) MUST_CHECK;
/* Sends rejected and returned payments again, with the payee's data as they are now; amounts are
 * not computed. AFREGNING_INTET when none has come back and is unsent. */
bool koersel_eksporter_igen(struct store *store, struct arena *arena, const struct adgang *adgang,
                            int64_t loebenr, const struct eksport_opsaetning *opsaetning,
                            struct dato dispositionsdato, int64_t now_us,
                            struct eksport_resultat *out, enum afregning_udfald *udfald,
                            struct err *err) MUST_CHECK;

struct betaling {
    struct str id;
    int64_t eksport;     /* the export it left in */
    struct str kanal;    /* "loen", "nemkonto", "leverandoer" */
    struct str modtager; /* person.id */
    struct oere beloeb;  /* > 0 */
    struct dato dispositionsdato;
    struct str igen;   /* the rejected payment it sends again; else empty */
    struct str svar;   /* "godtaget", "afvist", "retur"; empty while there is none */
    struct str aarsag; /* of a rejection or a return */
    struct str ny;     /* the payment that sent it again; else empty */
};
/* Rejected, or returned after it had been carried out: the money is here, and can be sent again. */
bool betaling_er_tilbage(const struct betaling *betaling);
/* Inside a transaction. */
bool betaling_liste(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                    struct betaling **out, size_t *antal, struct err *err) MUST_CHECK;

/* At most `hoejst` of them by export and id, after the payment `id` of the export `eksport`. */
bool betaling_side(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                   int64_t eksport, struct str id, size_t hoejst, struct betaling **out,
                   size_t *antal, struct err *err) MUST_CHECK;

struct kvitter_resultat {
    size_t godtaget;
    size_t afvist;
    size_t retur;
    size_t afventer; /* payments of that export and channel without a final answer */
    size_t kendt;    /* answers that were known already */
};

/* Reads a receipt for one export and channel (eksport 0: the newest). All or nothing: what is wrong
 * in the file is in fund, and then nothing is written. An answer that contradicts an earlier final
 * one is an error; a return is none: it may follow an acceptance, or be the first answer, also when
 * the run is closed, and opens the run for sending again. */
bool koersel_kvitter(struct store *store, struct arena *arena, const struct adgang *adgang,
                     int64_t loebenr, int64_t eksport, struct str kanal, const char *fil,
                     struct str tekst, int64_t now_us, struct kvitter_resultat *out,
                     struct fund_liste *fund, enum afregning_udfald *udfald,
                     struct err *err) MUST_CHECK;

#endif
