/*
 * brev: the letters a foster family gets, as tagged PDF/A-1b, and the folder that hands them over
 * to Digital Post.
 *
 * Pure: plain structs in, bytes out; no clock, no SQL. The same structs give the same bytes. Only
 * brev_trykkeri_open (fonts, colour profile) and brev_mappe_write touch files.
 *
 * Before anything is printed the parts are added up: a letter whose parts do not make its sums
 * stops the run (ASSERT), for it would tell a family a wrong amount. Texts from outside may hold
 * anything; what would steer is taken out. Whoever writes a text is told of a character that the
 * font lacks (tegn.h); where one stands all the same, in what was written before, the letter has
 * a visible � in its place, for the others' letters and this one's money must not wait for it, and
 * brev_erstattede names it to who sends the letters.
 *
 *     struct brev_trykkeri *trykkeri;
 *     TRY(brev_trykkeri_open(arena, &brev_filer_debian, &trykkeri, err));
 *     TRY(brev_maaned_pdf(arena, trykkeri, &maaned, &pdf, err));    one letter; as many as needed
 *     brev_trykkeri_close(trykkeri);                                also after an error
 */
#ifndef BREV_BREV_H
#define BREV_BREV_H

#include "beregning/beregning.h"

/* ---- the printing house: fonts and colour profile, opened once ---- */

struct brev_filer {
    const char *skrift;      /* TrueType file, normal weight */
    const char *skrift_fed;  /* the same family, semibold */
    const char *familie;     /* the family name in both files */
    const char *farveprofil; /* ICC profile of sRGB */
};

/* Where Debian's fonts-open-sans and icc-profiles-free put them. */
extern const struct brev_filer brev_filer_debian;

struct brev_trykkeri;

/* The arena holds what the printing house keeps and must outlive it. A missing file is an error
 * that names the path and the package. Not for two threads at once. */
bool brev_trykkeri_open(struct arena *arena, const struct brev_filer *filer,
                        struct brev_trykkeri **out, struct err *err) MUST_CHECK;
void brev_trykkeri_close(struct brev_trykkeri *trykkeri);

/* A character that the newest letter could not show, and some words around it. */
struct brev_erstattet {
    struct str tegn;
    uint32_t kode;
    struct str tekst;
};
/* Those of the newest letter; they live on the arena that it was made on. */
size_t brev_erstattede(const struct brev_trykkeri *trykkeri, const struct brev_erstattet **ud);

/* ---- who writes to whom ---- */

struct brev_afsender {
    struct str kommune;        /* "Prøve Kommune" */
    struct str afdeling;       /* "Familieplejen"; may be empty */
    struct str cvr;            /* eight digits, for Digital Post */
    const struct str *kontakt; /* how to reach us, a line each: "Telefon 12 34 56 78" */
    size_t kontaktlinjer;
    /* What to do when one disagrees, with its deadline, as whole sentences. Information only: the
     * municipality answers for the text. May be empty. */
    struct str uenig;
};

struct brev_modtager {
    struct str navn;
    const struct str *adresse; /* a line each */
    size_t adresselinjer;
    bool adresse_skjult; /* protected: the address is not printed */
};

/* ---- the letter of a month ---- */

/* What is paid: one ydelse for one month. */
struct brev_linje {
    struct str titel; /* "Kost og logi" */
    struct maaned maaned;
    enum modtager modtager;
    enum kanal kanal;
    enum skat skat;
    struct oere beloeb;
    const struct linje *linje; /* how it came about; NULL when nothing was computed */
    int64_t nr;                /* whatever the caller calls the line; not printed */
};

/* A month that was paid before and is computed anew. A positive difference is paid now; a negative
 * one is never drawn from it, but becomes tilgodehavende. */
struct brev_rettelse {
    struct str titel;
    struct maaned maaned;
    enum modtager modtager;
    enum kanal kanal;
    enum skat skat;
    struct oere foer;
    struct oere efter;
    struct oere forskel;       /* efter − foer */
    struct str grund;          /* "vi fik at vide, at Mads flyttede ind den 3. maj 2021" */
    const struct linje *linje; /* the new computation; NULL when there is none */
    int64_t nr;                /* as brev_linje.nr */
};

struct brev_mangel {
    struct str titel; /* of the ydelse; "Alle ydelser" when all are stopped */
    struct maaned maaned;
    const struct mangel *mangel;
};

struct brev_barn {
    struct str navn; /* first name or initials, as the municipality wants it printed */
    const struct brev_linje *linje;
    size_t linjer;
    const struct brev_rettelse *rettelse;
    size_t rettelser;
    const struct brev_mangel *mangel;
    size_t mangler;
};

/* Drawn from this payment by a decision. */
struct brev_traek {
    struct str tekst; /* "for meget udbetalt vederlag i marts 2021" */
    struct dato besluttet;
    enum kanal kanal;
    enum skat skat;
    struct oere beloeb; /* positive */
};

/* What the municipality has to its credit: efter = foer + nyt − trukket. */
struct brev_tilgode {
    struct oere foer;
    struct oere nyt;     /* the negative corrections of this letter, as a positive amount */
    struct oere trukket; /* the sum of traek */
    struct oere efter;
};

/* Owed between the family and others; shown, never part of the payment. */
struct brev_mellem {
    struct str tekst; /* "Forældrenes del af cyklen" */
    struct maaned maaned;
    bool familien_skylder; /* otherwise the family is owed */
    struct oere beloeb;    /* positive */
};

struct brev_maaned {
    struct brev_afsender afsender;
    struct brev_modtager modtager;
    struct str journal;      /* journal number; may be empty */
    struct dato dato;        /* of the letter */
    struct maaned maaned;    /* the month the run is for */
    struct dato disposition; /* when the money is there */
    const struct brev_barn *barn;
    size_t boern;
    const struct brev_traek *traek;
    size_t traek_antal;
    struct brev_tilgode tilgode;
    const struct brev_mellem *mellem;
    size_t mellem_antal;
    struct oere udbetales; /* lines + positive corrections − traek */
};

bool brev_maaned_pdf(struct arena *arena, struct brev_trykkeri *trykkeri,
                     const struct brev_maaned *brev, struct str *pdf, struct err *err) MUST_CHECK;

/* ---- the statement of a year ---- */

/* Paid in one month of the year: one ydelse, for one month, which may lie in an earlier year. */
struct brev_aar_post {
    struct maaned betalt; /* the month it was paid in */
    struct str barn;      /* as brev_barn.navn */
    struct str titel;
    struct maaned maaned; /* the month it concerns */
    enum kanal kanal;
    enum skat skat;
    bool rettelse;      /* a correction, or drawn by a decision (negative) */
    struct oere beloeb; /* what was paid; negative when drawn */
    int64_t koersel;    /* the run it was paid by; not printed */
};

struct brev_aar {
    struct brev_afsender afsender;
    struct brev_modtager modtager;
    struct str journal;
    struct dato dato;
    int aar;
    const struct brev_aar_post *post; /* in the order of `betalt` */
    size_t poster;
    struct oere a_indkomst; /* sums of the posts by tax class … */
    struct oere skattefri;
    struct oere rettelser; /* … of those that are corrections (contained in the two above) */
    struct oere udbetalt;  /* a_indkomst + skattefri: what left the accounts */
    bool opdigtet;         /* amounts are invented */
};

bool brev_aar_pdf(struct arena *arena, struct brev_trykkeri *trykkeri, const struct brev_aar *brev,
                  struct str *pdf, struct err *err) MUST_CHECK;

/* ---- a level: the decision a family gets, and the contract it signs ---- */

struct brev_niveau {
    struct brev_afsender afsender;
    struct brev_modtager modtager; /* the one who holds the contract */
    struct str journal;
    struct dato dato;
    struct str barn; /* as brev_barn.navn */
    struct str art;  /* "døgnpleje" */
    struct str niveau;
    struct str vederlag; /* "6 vederlag"; may be empty */
    struct dato fra;
    const struct plan *plan; /* the handbook in force on that day */
    struct maaned maaned;    /* the whole month whose amounts are shown */
    const struct sag_beregning *beloeb;
    struct dato besluttet;
    struct str organ;        /* "Gennemsnitsudvalget", "leder" */
    struct str leder;        /* "godkendt af en leder"; may be empty */
    struct str grund;        /* the reasons, as they were written; may be empty when erased */
    const struct str *peger; /* what was answered, a sentence each */
    size_t peger_antal;
    const struct str *aftale; /* what is agreed apart from the handbook, a sentence each */
    size_t aftaler;
};

/* The decision with its reasons, and what is paid by it: a receipt for the family. */
bool brev_afgoerelse_pdf(struct arena *arena, struct brev_trykkeri *trykkeri,
                         const struct brev_niveau *brev, struct str *pdf,
                         struct err *err) MUST_CHECK;
/* The contract, with room for what is agreed and for two signatures. */
bool brev_kontrakt_pdf(struct arena *arena, struct brev_trykkeri *trykkeri,
                       const struct brev_niveau *brev, struct str *pdf, struct err *err) MUST_CHECK;

/* ---- the folder for Digital Post ---- */

enum brev_slags { BREV_MAANED, BREV_AAR };

struct brev_forsendelse {
    struct str id;  /* random UUID, lower case: the only name of its files */
    struct str cpr; /* ten digits; only inside the message */
    enum brev_slags slags;
    struct str pdf;
    const struct brev_erstattet *erstattet; /* what pdf could not show; not in the folder */
    size_t erstattede;
    struct str modtager; /* who that is, for the one who mends it; not in the folder */
};

/* Writes, in the existing folder `sti`, ID.pdf and ID.xml (a MeMo 1.2 message) for each letter,
 * then manifest.txt with their lengths and SHA-256: a folder without a manifest is half written
 * and must not be sent. `tid` is when it was made ("2021-06-25T08:00:00Z"). Labels and
 * notifications hold no name, CPR or fact of a case. Repeating it gives the same bytes. A folder
 * that has a manifest with other contents is refused. */
bool brev_mappe_write(struct arena *arena, const char *sti, const struct brev_afsender *afsender,
                      struct str tid, const struct brev_forsendelse *forsendelse, size_t antal,
                      struct err *err) MUST_CHECK;

/* Reads a folder back: false when the manifest is missing, or a file differs from it, is missing
 * or stands there without being named. */
bool brev_mappe_check(struct arena *arena, const char *sti, size_t *antal,
                      struct err *err) MUST_CHECK;

#endif
