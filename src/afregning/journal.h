/*
 * journal: rows that are only added, each chained to the one before by hash.
 *
 * A row moves an amount between two accounts: debet gets minus, kredit plus. So whatever is done,
 * the accounts sum to zero. What an account stands at:
 *     tilkendt        minus what families have been granted in all
 *     skyldig         owed to them and not sent
 *     udbetalt        sent
 *     afvist          sent, and come back
 *     tilgodehavende  minus what they owe
 *     eftergivet      minus what was waived
 */
#ifndef AFREGNING_JOURNAL_H
#define AFREGNING_JOURNAL_H

#include "base/dato.h"
#include "base/hash.h"
#include "base/oere.h"
#include "store/store.h"

enum konto {
    KONTO_TILKENDT,
    KONTO_SKYLDIG,
    KONTO_UDBETALT,
    KONTO_AFVIST,
    KONTO_TILGODEHAVENDE,
    KONTO_EFTERGIVET,
    KONTO_ANTAL,
};

enum journal_art {
    JOURNAL_TILKENDELSE, /* a difference, approved */
    JOURNAL_ACONTO,      /* granted by a person before it could be computed */
    JOURNAL_FAKTURA,     /* a supplier's invoice, granted by a person */
    JOURNAL_KREDITNOTA,  /* the supplier takes some of one back */
    JOURNAL_MODREGNING,  /* a tilgodehavende drawn from what is owed */
    JOURNAL_EFTERGIVELSE,
    JOURNAL_UDBETALING,
    JOURNAL_AFVISNING,
    JOURNAL_RETUR, /* came back after it had been carried out */
    JOURNAL_GENUDBETALING,
    JOURNAL_ARTER,
};

/* "skyldig", "tilkendelse"; false, and *out untouched, for what is none. */
bool konto_of(struct str kode, enum konto *out);
bool journal_art_of(struct str kode, enum journal_art *out);

struct journal_raekke {
    int64_t nr;
    enum journal_art art;
    enum konto debet;
    enum konto kredit;
    struct oere beloeb; /* > 0 */
    int64_t koersel;
    struct str anbringelse; /* empty where a row is of a whole payment */
    struct str ydelse;
    struct str modtager;
    struct str kanal;
    struct str skat;
    struct maaned maaned; /* 0 where there is none */
    int aar;              /* income year of a payment, see eksport.h; 0 where no money is sent */
    bool har_efter;       /* a grant */
    int64_t efter;        /* the grant before it on the key; 0: none */
    struct oere tilkendt; /* granted on the key in all, after it */
    struct str reference; /* betaling.id or beslutning.id */
    struct str bruger;
    int64_t tid_us;
    struct str forrige;
    struct str hash;
};

/* The newest row: number and hash; 0 and "" before the first. */
struct journal_hoved {
    int64_t nr;
    char hash[65]; /* 64 hex digits */
};
bool journal_hoved(struct store *store, int kommune, struct journal_hoved *out,
                   struct err *err) MUST_CHECK;

/* Adds rows in the open write transaction; nr, forrige and hash are filled in here, and the head is
 * moved. A key that has been granted since is a refusal by the database (ERR_INPUT, constraint
 * journal_…_efter_key). */
bool journal_skriv(struct store *store, struct arena *arena, int kommune,
                   struct journal_raekke *raekke, size_t antal, struct journal_hoved *hoved,
                   struct err *err) MUST_CHECK;

/* A row of any of the statements that list the journal. False when it is not one of ours. */
bool journal_laes_raekke(const struct store_value *v, struct journal_raekke *out,
                         struct err *err) MUST_CHECK;
/* All rows of a payee, of a placement, or of a run, oldest first. */
bool journal_af_modtager(struct store *store, struct arena *arena, int kommune, struct str modtager,
                         struct journal_raekke **out, size_t *antal, struct err *err) MUST_CHECK;
bool journal_af_anbringelse(struct store *store, struct arena *arena, int kommune,
                            struct str anbringelse, struct journal_raekke **out, size_t *antal,
                            struct err *err) MUST_CHECK;
bool journal_af_koersel(struct store *store, struct arena *arena, int kommune, int64_t koersel,
                        struct journal_raekke **out, size_t *antal, struct err *err) MUST_CHECK;

/* Rows with nr > efter, by nr, at most `hoejst`. */
bool journal_efter(struct store *store, struct arena *arena, int kommune, int64_t efter,
                   size_t hoejst, struct journal_raekke **out, size_t *antal,
                   struct err *err) MUST_CHECK;
/* The words of the file and of the table. */
const char *konto_kode(enum konto konto);
const char *journal_art_kode(enum journal_art art);

/* Walks the whole chain. brud: the number of the first row that is not what its hash says, or is
 * missing; 0 when all is well. */
bool journal_efterse(struct store *store, struct arena *arena, int kommune, int64_t *raekker,
                     int64_t *brud, struct journal_hoved *hoved, struct err *err) MUST_CHECK;

#endif
