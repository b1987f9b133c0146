/*
 * sager_ord: what the pages of cases share: names, words, days, addresses. Only for src/sagsside.
 */
#ifndef SAGSSIDE_SAGER_ORD_H
#define SAGSSIDE_SAGER_ORD_H

#include "register/soeg.h"
#include "side/side_ord.h"
#include "side/side_sag.h"

/* A choice of a list. */
struct sager_valg {
    struct str kode;
    struct str tekst;
    bool valgt;
    bool dansk; /* the handbook's word, in whichever language the page is */
};
/* The words of a list of choices, in both languages; `koder` are their codes. */
struct sager_ord {
    const char *kode;
    const char *tekst[2];
};
/* The choices, with the one of that code chosen. `tom`: what stands first and says nothing; NULL:
 * no such. Returns how many. */
size_t sager_valgene(const struct side *s, const struct sager_ord *ord, size_t antal,
                     const char *const *tom, struct str valgt, const struct sager_valg **out);

extern const struct sager_ord SAGER_ART[ART_ANTAL];
extern const struct sager_ord SAGER_SITUATION[SITUATION_ANTAL];
extern const struct sager_ord SAGER_GODKENDELSE[GODKENDELSE_ANTAL];
/* The place in a list of words that a code has; `antal` when it has none. */
size_t sager_find(const struct sager_ord *ord, size_t antal, struct str kode);

/* A person's name; its id where the name is not known. */
bool sager_navn(struct side *s, struct str person, struct str *out, struct err *err) MUST_CHECK;
/* A user's name; its id where it is unknown. */
bool sager_bruger(struct side *s, struct str bruger, struct str *out, struct err *err) MUST_CHECK;
/* The names of a family's carers on a day, with commas; empty when none are known. */
bool sager_plejepersoner(struct side *s, struct str familie, struct dato dag, struct str *out,
                         struct err *err) MUST_CHECK;

struct str sager_alder(const struct side *s, struct dato foedt, struct dato dag); /* "9 år" */
/* "trin 3", "4,5 vederlag". */
struct str sager_niveau(const struct side *s, int trin, struct brok vederlag);
/* "1. juni 2021 – 30. juni 2021", "fra 1. juni 2021": [fra, til) with its last day. */
struct str sager_periode(const struct side *s, struct dato fra, struct dato til);

/* ---- addresses: fields are added one after another, empty ones left out */

struct sager_adresse {
    struct html h;
    bool har;
};
void sager_adresse(struct side *s, struct sager_adresse *a, const char *sti);
void sager_tilfoej(struct sager_adresse *a, const char *navn, struct str vaerdi);
struct str sager_adressen(const struct sager_adresse *a);
/* What comes after '?', without it. */
struct str sager_soegning(const struct sager_adresse *a);

/* A field of a request's query or form; what stands twice is an error. */
bool sager_felt(const struct web_felter *felter, const char *navn, struct str *out,
                struct err *err) MUST_CHECK;

#endif
