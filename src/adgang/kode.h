/*
 * kode: the local account of a user: its password, its second factor, and who a member of a foster
 * family is in the register.
 *
 * A password is kept as argon2id (46 MiB, two passes), the second factor as a secret of 160 bits
 * for codes of six digits that change every 30 seconds (RFC 6238), each used at most once. Setting
 * either ends the user's sessions.
 *
 * Who may set them: the user itself, one with RET_BRUGERE, and of a member of a family one with
 * RET_GIV_FAMILIE.
 */
#ifndef ADGANG_KODE_H
#define ADGANG_KODE_H

#include "adgang/adgang.h"

enum {
    KODE_MIN_MEDARBEJDER = 15, /* characters */
    KODE_MIN_FAMILIE = 12,
    KODE_MAX = 256,
    TOTP_CIFRE = 6,
    TOTP_SEKUNDER = 30,
};

/* Whether a password may be used by the user of that name: long enough, UTF-8, and not one that is
 * guessed first: no more than two different common words, whatever digits and signs stand between
 * them, no run along the keyboard or the alphabet, no piece repeated, not the name. What is asked
 * for is length, not kinds of characters. The error never repeats it. */
bool kode_god(struct arena *arena, struct str kode, struct str navn, bool medarbejder,
              struct err *err) MUST_CHECK;

/* A password drawn by chance, for a user's first login: "k7wq-m2xr-9tbn-4hpd". */
bool kode_foerste(struct arena *arena, struct str navn, struct str *out,
                  struct err *err) MUST_CHECK;

/* In transactions of their own. */

/* Sets the password of a user, after kode_god. Set by another than the user, it is to be changed at
 * the next login (session_skift_kode). */
bool kode_saet(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
               struct str kode, int64_t now_us, struct err *err) MUST_CHECK;
/* Closes the account: no password, no second factor, no session. */
bool kode_luk(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
              int64_t now_us, struct err *err) MUST_CHECK;

/* Gives the user a new second factor: its secret in base32 and the address an app reads
 * ("otpauth://totp/…"). It is told this once. */
bool totp_lav(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
              int64_t now_us, struct str *hemmelighed, struct str *uri, struct err *err) MUST_CHECK;

/* Ties a member of a foster family to the person it is in the register, and makes the user when it
 * is not there (RET_GIV_FAMILIE). Such a user has the role plejefamilie and no other; a person has
 * one user. The caller sees that there is such a person. */
bool familie_giv(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
                 struct str person, int64_t now_us, struct err *err) MUST_CHECK;
/* Takes the tie back (RET_GIV_FAMILIE); the user sees nothing from now on. */
bool familie_tag(struct store *store, struct arena *arena, const struct adgang *af, struct str navn,
                 int64_t now_us, struct err *err) MUST_CHECK;
/* Who a user is in the register; empty when nobody. Inside a transaction. */
bool familie_person(struct store *store, struct arena *arena, int kommune, struct str bruger,
                    struct str *person, struct err *err) MUST_CHECK;

/* ---- pure ---- */

/* The code of a secret in base32 at a step (seconds since 1970 / 30), six digits. False when the
 * secret is none. */
bool totp_kode(struct str hemmelighed, int64_t trin, char out[TOTP_CIFRE + 1],
               struct err *err) MUST_CHECK;

#endif
