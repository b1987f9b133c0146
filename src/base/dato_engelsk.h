/*
 * dato_engelsk: days as English pages write them.
 */
#ifndef BASE_DATO_ENGELSK_H
#define BASE_DATO_ENGELSK_H

const char *maaned_navn_engelsk(int month); /* 1 → "January" */

#endif
