/*
 * side_ord: words that pages share, in the page's language. For rooms of pages.
 */
#ifndef SIDE_SIDE_ORD_H
#define SIDE_SIDE_ORD_H

#include "afregning/breve.h"
#include "side/side_rum.h"

struct str side_dato(const struct side *s, struct dato dag);        /* "14. marts 2021" */
struct str side_ugedag(const struct side *s, struct dato dag);      /* "onsdag den 30. juni 2021" */
struct str side_tid(const struct side *s, int64_t tid_us);          /* "14. marts 2021 kl. 09.12" */
struct str side_maaned(const struct side *s, struct maaned maaned); /* "juni 2021" */
struct str side_fortegn(const struct side *s, int64_t oere); /* "+1.234,00 kr.", "−1.234,00 kr." */
struct str side_art_ord(const struct side *s, enum art art);       /* "døgnpleje" */
struct str side_rolle_ord(const struct side *s, enum rolle rolle); /* "økonomi" */
/* How far a run is: "Sendt, venter på svar". */
struct str side_koersel_ord(const struct side *s, enum koersel_tilstand tilstand);
struct str side_skat_ord(const struct side *s, enum skat skat); /* "før skat" */
/* A word of the log of views: what for, or which list. As it stands when no page writes it. */
struct str side_visning_ord(const struct side *s, struct str ord);
/* What people call a ydelse in a handbook; its code as words where it is not there. */
struct str side_titel(struct side *s, const struct haandbog_samling *haandbog, struct str kode);
/* The same, in whichever handbook of the program has it. */
struct str side_ydelse(struct side *s, struct str kode);
/* A rule of a handbook, by its place: "Honorering: ydelse vederlag (Morsø Kommune, 2021-01-01)";
 * empty when there is none. */
struct str side_regel(struct side *s, struct str haandbog, struct str version, struct str anker);
/* A day as it is typed in a form. Refused (ERR_INPUT) is also one so far off that it must be a
 * mistake: before any child in care today was born, or a working life ahead. The error's place is
 * then SIDE_AAR, also of a year that no day of the program has. */
#define SIDE_AAR "aar"
bool side_dag_laes(const struct side *s, struct str tekst, struct dato *out,
                   struct err *err) MUST_CHECK;
/* The same from another first year: what grown-ups have to do with can be older than any child. */
enum { SIDE_AAR_VOKSEN = 1950 }; /* as the register has it */
bool side_dag_laes_fra(const struct side *s, int foerste_aar, struct str tekst, struct dato *out,
                       struct err *err) MUST_CHECK;
/* As side_dag_laes; the error's place is the field. */
bool side_dag_felt(const struct side *s, const char *felt, struct str tekst, struct dato *out,
                   struct err *err) MUST_CHECK;
bool side_maaned_laes(const struct side *s, struct str tekst, struct maaned *out,
                      struct err *err) MUST_CHECK;
bool side_maaned_felt(const struct side *s, const char *felt, struct str tekst, struct maaned *out,
                      struct err *err) MUST_CHECK;
/* The same, refused at the field (side_afvis): what is no day by the page's own words, a year that
 * cannot be right by which years can. *out is written only on success. */
bool side_dag_eller(struct side *s, const char *felt, struct str tekst, struct dato *out,
                    const char *dansk, const char *engelsk);
bool side_maaned_eller(struct side *s, const char *felt, struct str tekst, struct maaned *out,
                       const char *dansk, const char *engelsk);
/* Why an amount that was paid is another now: bits of enum breve_grund. */
struct str side_grunde_ord(const struct side *s, unsigned grunde);

#endif
