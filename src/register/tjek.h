/*
 * register/tjek: whether one fact can be true, apart from all others; pure. For this room only.
 */
#ifndef REGISTER_TJEK_H
#define REGISTER_TJEK_H

#include "base/tegn.h"
#include "register/tabel.h"

/* An id: 1-80 of A-Z a-z 0-9 . _ -, and nothing that looks like a CPR number. What is refused is
 * not repeated. */
bool tjek_id(struct str id, struct tegn_hvad hvad, struct err *err) MUST_CHECK;
/* A day somebody living can have to do with: 1950 to 2150. */
bool tjek_dag(struct dato dag, struct tegn_hvad hvad, struct err *err) MUST_CHECK;
bool tjek_fakta(const struct register_fakta *fakta, struct err *err) MUST_CHECK;

bool tjek_person(const struct register_person *person, struct err *err) MUST_CHECK;
bool tjek_konto(const struct register_konto *konto, struct err *err) MUST_CHECK;

/* Writes a proposal under a number drawn already. */
bool konto_foreslaa(struct store *store, const struct adgang *adgang, struct str person,
                    const struct register_konto *konto, int64_t nr, struct err *err) MUST_CHECK;

#endif
