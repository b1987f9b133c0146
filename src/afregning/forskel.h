/*
 * forskel: computed now minus granted earlier, key by key. Pure.
 *
 * A key is (ydelse, modtager, kanal, skat) of one placement and month. What is granted is read from
 * the journal and never from bank state. A ydelse that cannot be computed gives no difference on
 * any of its keys; a key that was granted and is not computed, though it could be, becomes zero.
 */
#ifndef AFREGNING_FORSKEL_H
#define AFREGNING_FORSKEL_H

#include "afregning/afregning.h"

/* A computed line, its receiver found. */
struct forskel_linje {
    struct str ydelse;
    struct str modtager;
    struct str kanal;
    struct str skat;
    int64_t oere;
};

/* The newest grant of a key. */
struct tilkendt {
    struct str anbringelse;
    struct str ydelse;
    struct str modtager;
    struct str kanal;
    struct str skat;
    struct maaned maaned;
    int64_t nr;
    int64_t oere;
};

struct forskel_liste {
    struct arena *arena;
    struct forskel *forskel;
    size_t antal;
    size_t plads;
};

/* Adds the differences of one placement and month, by key. Lines may be in any order; two lines on
 * one key are added. mangler: the codes of ydelser that cannot be computed; "alle" is every one.
 * tilkendt: only that placement's and month's, each key once. */
bool forskel_add(struct forskel_liste *liste, struct str anbringelse, struct maaned maaned,
                 const struct forskel_linje *linje, size_t linjer, const struct str *mangler,
                 size_t mangler_antal, const struct tilkendt *tilkendt, size_t tilkendte,
                 struct err *err) MUST_CHECK;

#endif
