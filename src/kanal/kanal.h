/*
 * kanal: what a run sends out of the house, as exact bytes, and what comes back.
 *
 * Pure: plain structs in, bytes out. No database, no clock, no file. The caller (the settlement)
 * fills a struct kanal_eksport from journal rows, stores the bytes it gets and serves those again;
 * the same export always gives the same bytes. Nothing here decides what is to be paid.
 *
 * Four kinds of file:
 *   loen         A-indkomst per contract holder and income year: CSV and XLSX with the same numbers
 *   nemkonto     credit transfers to persons and companies, ISO 20022 pain.001
 *   leverandoer  invoices paid directly, pain.001
 *   postering    bookkeeping, G69 postings and G68 payments, for a municipal finance system
 * The layouts, with their sources and what is assumed, are in docs/kanaler.md.
 *
 * Invariants: (1) the sum of a file is the sum of its payments, and each payment the sum of its
 * lines; (2) an export is refused whole or written whole; (3) no CPR, name or account stands in a
 * file name or an error text: an error names a payment by its id; (4) a reader of ours gives back
 * what a writer of ours was given.
 */
#ifndef KANAL_KANAL_H
#define KANAL_KANAL_H

#include "base/dato.h"
#include "base/fund.h"
#include "base/oere.h"
#include "base/str.h"

enum {
    KANAL_ID_MAX = 35,          /* characters of a payment id: A-Z a-z 0-9 and - */
    KANAL_NAVN_MAX = 70,        /* a longer name is cut in pain.001 */
    KANAL_TEKST_MAX = 140,      /* a longer text is refused */
    KANAL_REFERENCE_MAX = 35,   /* a supplier's invoice number */
    KANAL_POSTER_MAX = 99999,   /* records in one bookkeeping file; more become several files */
    KANAL_KONTOSTRENG_MAX = 15, /* digits */
    KANAL_FIL_MAX = 256 << 20,  /* bytes of a file we read back */
    KANAL_BETALINGER_MAX = 1000000,
};
#define KANAL_BELOEB_MAX_OERE INT64_C(99999999999) /* 11 digits: one payment, or one line of it */

/* ---- what is sent */

enum kanal_slags {
    KANAL_SEND_LOEN,
    KANAL_SEND_NEMKONTO,
    KANAL_SEND_LEVERANDOER,
    KANAL_SEND_POSTERING
};

/* A Danish bank account. reg empty: none. */
struct kanal_konto {
    struct str reg;   /* 4 digits */
    struct str konto; /* 1-10 digits; written with leading zeros where ten are needed */
};

enum kanal_modtager_art { KANAL_PERSON, KANAL_VIRKSOMHED };

struct kanal_modtager {
    enum kanal_modtager_art art;
    struct str nummer; /* CPR of a person (10 digits), CVR of a company (8 digits); no hyphen */
    struct str navn;
    struct kanal_konto konto; /* own account; none: the NemKonto of the number */
};

/* What a payment consists of. Fields that a channel does not need may be empty. */
struct kanal_linje {
    struct str ydelse; /* code */
    struct str titel;  /* what people call it */
    struct maaned maaned;
    struct oere beloeb;            /* not 0; negative where something is drawn from a payment */
    struct str kontostreng;        /* digits, from the chart of accounts; for postering */
    struct str barn_cpr;           /* the person the expense is registered on; may be empty */
    struct str kontrakthaver_cpr;  /* who is taxed; for loen: the payee */
    struct str kontrakthaver_navn; /* for loen */
    int indkomstaar;               /* for loen: the year of the dispositionsdato */
};

struct kanal_betaling {
    struct str id; /* opaque and unique for ever; never made from a CPR */
    struct kanal_modtager modtager;
    struct oere beloeb;   /* above 0, the sum of the lines */
    struct str tekst;     /* on the payee's statement */
    struct str reference; /* for leverandoer: the invoice's number; else empty */
    const struct kanal_linje *linjer;
    size_t linje_count; /* at least 1 */
};

struct kanal_eksport {
    int kommune_nr; /* 1-999 */
    struct str kommune_navn;
    struct str cvr;           /* the municipality's */
    struct kanal_konto konto; /* that pays; for pain.001 */
    struct str bic;           /* of that bank; may be empty */
    struct str koersel;       /* id of the run */
    int64_t eksport_nr;       /* 1 and up, gap-free per kommune, a new one for every export */
    int64_t oprettet_us;      /* µs UTC since 1970; only the second is used */
    struct dato dispositionsdato;
    const struct kanal_betaling *betalinger;
    size_t count;
};

/* One file. navn is made of kommune, export number and kind; never of a person. */
struct kanal_fil {
    struct str navn;
    struct str bytes;
    size_t antal;    /* payments in it */
    struct oere sum; /* of those payments */
};

struct kanal_filer {
    struct kanal_fil *fil;
    size_t count;
};

/* Everything that must hold before a file of that kind can be written. Writers ask themselves. */
bool kanal_check(struct arena *scratch, const struct kanal_eksport *eksport, enum kanal_slags slags,
                 struct err *err) MUST_CHECK;
/* The sum of the payments. */
bool kanal_sum(const struct kanal_eksport *eksport, struct oere *out, struct err *err) MUST_CHECK;
/* "DK" + two check digits + reg + ten-digit account: 18 characters. The account must be checked. */
struct str kanal_iban(struct arena *arena, struct kanal_konto konto);
bool kanal_iban_valid(struct str iban); /* a Danish IBAN whose check digits hold */
bool kanal_konto_valid(struct kanal_konto konto);

/* ---- loen */

enum kanal_loen_form {
    KANAL_LOEN_LINJER,   /* CSV: one row per line, for the payroll system */
    KANAL_LOEN_PERSONER, /* CSV: one row per contract holder and income year, the sums of it */
    KANAL_LOEN_XLSX,     /* both as sheets, for people */
};

bool kanal_loen_write(struct arena *arena, const struct kanal_eksport *eksport,
                      enum kanal_loen_form form, struct kanal_fil *out, struct err *err) MUST_CHECK;

/* One row of KANAL_LOEN_LINJER, read back. */
struct kanal_loen_raekke {
    struct str betaling;
    struct str cpr;
    struct str navn;
    int indkomstaar;
    struct dato dispositionsdato;
    struct str ydelse;
    struct str titel;
    struct maaned maaned;
    struct oere beloeb;
};

struct kanal_loen {
    struct kanal_loen_raekke *raekke;
    size_t count;
    size_t betalinger; /* as the control row says, and as counted */
    struct oere sum;   /* likewise */
};

/* Strict; also the control row must hold. */
bool kanal_loen_read(struct arena *arena, const char *file, struct str text, struct kanal_loen *out,
                     struct err *err) MUST_CHECK;

/* ---- pain.001: nemkonto and leverandoer */

enum kanal_pain { KANAL_PAIN_03 = 3, KANAL_PAIN_09 = 9 }; /* pain.001.001.03 and .09 */

/* slags is KANAL_SEND_NEMKONTO or KANAL_SEND_LEVERANDOER. */
bool kanal_pain001_write(struct arena *arena, const struct kanal_eksport *eksport,
                         enum kanal_slags slags, enum kanal_pain version, struct kanal_fil *out,
                         struct err *err) MUST_CHECK;
/* The id of the message, also what a receipt refers to; the same for both versions. */
struct str kanal_message_id(struct arena *arena, const struct kanal_eksport *eksport,
                            enum kanal_slags slags);

struct kanal_pain001_betaling {
    struct str id;
    struct oere beloeb;
    bool er_virksomhed;
    struct str nummer; /* empty for a person paid to an own account: the CPR is not sent */
    struct str navn;
    struct str iban; /* empty: NemKonto */
    struct str tekst;
    struct str reference;
};

struct kanal_pain001 {
    enum kanal_pain version;
    struct str message_id;
    struct str oprettet; /* "2026-11-25T18:52:23Z" */
    struct str afsender;
    struct str cvr;
    struct str iban;
    struct str bic; /* may be empty */
    struct dato dispositionsdato;
    struct oere sum;
    struct kanal_pain001_betaling *betaling;
    size_t count;
};

/* Reads what kanal_pain001_write writes, and nothing else; counts, sums, check digits and unique
 * ids must hold. */
bool kanal_pain001_read(struct arena *arena, const char *file, struct str text,
                        struct kanal_pain001 *out, struct err *err) MUST_CHECK;

/* The characters banks carry: a-z A-Z 0-9 / - ? : ( ) . , ' + space and æøåÆØÅ. Other letters and
 * signs that can be written with those are (é → e, & → +); what cannot is refused by its number. */
bool kanal_tegn(struct arena *arena, struct str text, struct str *out, struct err *err) MUST_CHECK;

/* ---- postering */

/* What stands beside the G69 postings. Only KANAL_G68_UDBETAL makes the finance system pay: then
 * the same payments must not also leave as pain.001. */
enum kanal_g68 {
    KANAL_G68_INGEN,       /* postings alone; balanced by a credit on modkonto */
    KANAL_G68_REGISTRERET, /* and G68 of type 00: paid by another system; balanced the same way */
    KANAL_G68_UDBETAL,     /* and G68 of type 01: to be paid; each balances its own postings */
};

struct kanal_postering_valg {
    enum kanal_g68 g68;
    int maskinnr;            /* 1-99999, given by the finance system */
    int64_t foerste_loebenr; /* 1-9999999; the next after the last export on this machine number */
    struct str modkonto;     /* digits; not for KANAL_G68_UDBETAL */
};

/* naeste_loebenr is for the next export. Payments are never divided between files. */
bool kanal_postering_write(struct arena *arena, const struct kanal_eksport *eksport,
                           const struct kanal_postering_valg *valg, struct kanal_filer *out,
                           int64_t *naeste_loebenr, struct err *err) MUST_CHECK;

struct kanal_g69_post {
    int64_t loebenr;
    struct dato dato;
    struct str konto;
    struct oere beloeb; /* above 0 */
    bool kredit;
    struct str betaling; /* payment id */
    struct str barn_cpr; /* may be empty */
    struct str tekst;
};

struct kanal_g68_post {
    int64_t loebenr;
    enum kanal_g68 type; /* REGISTRERET or UDBETAL */
    struct oere beloeb;
    struct kanal_modtager modtager; /* number only */
    struct dato dato;
    struct str noegle; /* 20 digits, unique for ever in the kommune */
    struct str tekst;
};

struct kanal_postering {
    int kommune_nr;
    int maskinnr;
    struct kanal_g69_post *g69;
    size_t g69_count;
    struct kanal_g68_post *g68;
    size_t g68_count;
    struct oere udbetalt; /* what the payments in it come to */
};

/* Strict; record numbers, field order, references, count and balance must hold. */
bool kanal_postering_read(struct arena *arena, const char *file, struct str bytes,
                          struct kanal_postering *out, struct err *err) MUST_CHECK;

/* ---- the chart of accounts: which account string a line is booked on */

struct kanal_kontoplan_raekke {
    struct dato fra;
    struct dato til; /* first day after; DATO_MAX: still in force */
    struct str ydelse;
    struct str art;     /* kind of placement, or "alle" */
    struct str hjemmel; /* legal basis, or "alle" */
    int alder_fra;      /* whole years, both included */
    int alder_til;
    struct str konto;
    struct str tekst;
    struct str kilde;
    int linje; /* in the file */
};

struct kanal_kontoplan {
    const struct kanal_kontoplan_raekke *raekke;
    size_t count;
};

/* Overlaps, and gaps in days or ages inside one ydelse × art × hjemmel, are refused by line. */
bool kanal_kontoplan_read(struct arena *arena, const char *file, struct str text,
                          struct kanal_kontoplan *out, struct err *err) MUST_CHECK;
/* NULL when no row fits: then *mangel says what is missing, in Danish. Never a near match. */
const struct kanal_kontoplan_raekke *kanal_kontoplan_find(struct arena *arena,
                                                          const struct kanal_kontoplan *plan,
                                                          struct dato dag, struct str ydelse,
                                                          struct str art, struct str hjemmel,
                                                          int alder, struct str *mangel);

/* ---- bank days */

struct kanal_lukkedage {
    const struct dato *dag; /* rising */
    size_t count;
};

bool kanal_lukkedage_read(struct arena *arena, const char *file, struct str text,
                          struct kanal_lukkedage *out, struct err *err) MUST_CHECK;
/* lukkedage may be NULL: only the general bank days then. */
bool kanal_bankdag(const struct kanal_lukkedage *lukkedage, struct dato d);
/* The n-th bank day after d; n ≥ 1. */
struct dato kanal_bankdag_efter(const struct kanal_lukkedage *lukkedage, struct dato d, int n);
/* A bank day, and at least the second one after i_dag. */
bool kanal_dispositionsdato_check(const struct kanal_lukkedage *lukkedage, struct dato i_dag,
                                  struct dato dispositionsdato, struct err *err) MUST_CHECK;

/* ---- receipts */

enum kanal_udfald {
    KANAL_AFVENTER,   /* nothing heard, or not decided yet */
    KANAL_ACCEPTERET, /* taken; endelig when it has been carried out */
    KANAL_AFVIST,     /* always endelig */
    KANAL_RETUR,      /* carried out, and then the money came back: always endelig */
};

/* What was sent, to hold a receipt against. */
struct kanal_sendt {
    struct str id;
    struct oere beloeb;
};

struct kanal_sendt_liste {
    struct str message_id; /* of the pain.001; empty for a CSV receipt */
    const struct kanal_sendt *sendt;
    size_t count;
};

/* One answer for each sent payment, in that order. */
struct kanal_svar {
    enum kanal_udfald udfald;
    bool endelig;
    bool naevnt;       /* the receipt has an answer that covers it */
    struct str kode;   /* as received: ACSC, RJCT; accepteret, afvist, retur */
    struct str aarsag; /* reason code and text; may be empty */
};

struct kanal_kvittering {
    struct str id;           /* of the receipt message; empty for CSV */
    struct kanal_svar *svar; /* as many as were sent */
    size_t count;
    size_t accepteret;
    size_t afvist;
    size_t retur;
    size_t afventer;
};

/*
 * Reads a receipt: pain.002 (XML) or our CSV (betalingsid;status;årsag, and optionally beløb), told
 * apart by the first sign. All or nothing: unknown ids, ids named twice, counts and sums that
 * differ and every other trouble are findings in fund, and then the result is false and *out
 * untouched.
 */
bool kanal_kvittering_read(struct arena *arena, const char *file, struct str text,
                           const struct kanal_sendt_liste *sendt, struct kanal_kvittering *out,
                           struct fund_liste *fund, struct err *err) MUST_CHECK;

#endif
