/*
 * aktiv: the files beside the pages. The table is short and is walked.
 */
#include "side/aktiv.h"

#include <string.h>

#include "base/err.h"

const struct aktiv *aktiv_find(struct str adresse)
{
    for (size_t i = 0; i < aktiv_antal; i++) {
        if (str_is(adresse, aktiv_alle[i].adresse)) {
            return &aktiv_alle[i];
        }
    }
    return NULL;
}

struct str aktiv_adresse(const char *navn)
{
    const struct aktiv *found = NULL;
    for (size_t i = 0; i < aktiv_antal && found == NULL; i++) {
        if (strcmp(navn, aktiv_alle[i].navn) == 0) {
            found = &aktiv_alle[i];
        }
    }
    ASSERT(found != NULL);
    return str_from(found->adresse);
}
