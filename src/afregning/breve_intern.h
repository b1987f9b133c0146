/*
 * breve_intern: between the files that fill letters (private to the room).
 */
#ifndef AFREGNING_BREVE_INTERN_H
#define AFREGNING_BREVE_INTERN_H

#include "afregning/breve.h"
#include "afregning/genberegn.h"
#include "afregning/intern.h"
#include "afregning/journal.h"
#include "afregning/opslag.h"

/* Name and address as they are now; of NULL, "Plejefamilien" without address. */
struct brev_modtager breve_modtager(struct arena *arena, const struct register_person *person);
/* The first name, or "Barnet". */
struct str breve_fornavn(const struct register_person *person);
/* A UUID that tells nothing and is the same each time the same letter is made. nr: the run, or the
 * year. */
struct str breve_id(struct arena *arena, int kommune, const char *slags, int64_t nr,
                    struct str modtager);
enum kanal breve_kanal(struct str kode);
/* What a journal row has no tax class for is tax-free. */
enum skat breve_skat(struct str kode);
/* What the newest version of the handbook calls a ydelse, or words that fit when none has it. */
struct str breve_titel(const struct haandbog_samling *haandbog, struct str ydelse);

#endif
