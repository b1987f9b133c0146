/*
 * aktiv: what a page needs beside its HTML – style, script, icons, letters – held in the program.
 *
 * The bytes are put into the program when it is built (tools/embed_aktiv.sh). A file's address has
 * a part of its hash in it, so other bytes have another address: the answer may be kept for ever,
 * and an address of an older build is simply not found.
 */
#ifndef SIDE_AKTIV_H
#define SIDE_AKTIV_H

#include "web/web.h"

struct aktiv {
    const char *navn;    /* "vederlag.css", as pages name it */
    const char *adresse; /* "/aktiv/vederlag.0a1b2c3d4e5f.css" */
    const char *type;    /* "text/css; charset=utf-8" */
    const char *hash;    /* SHA-256 of the bytes, as hex */
    struct str bytes;
    struct str gzip; /* the same, compressed; empty where that saves little */
};

/* All of them; made when building. */
extern const struct aktiv aktiv_alle[];
extern const size_t aktiv_antal;

/* The file at an address ("/aktiv/vederlag.0a1b2c3d4e5f.css"); NULL when there is none. */
const struct aktiv *aktiv_find(struct str adresse);

/* The address of a file by its name ("vederlag.css"). ASSERTs that there is one. */
struct str aktiv_adresse(const char *navn);

#endif
