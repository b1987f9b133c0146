/*
 * sag: the Danish names of what a placement is made of. The codes stand in sag_felt.c.
 */
#include "sag/sag.h"

#include "sag/sag_felt.h"

const char *art_navn(enum art art)
{
    static const char *const navne[ART_ANTAL] = {
        [ART_DOEGN] = "døgnpleje",
        [ART_AFLASTNING] = "aflastning",
        [ART_AKUT] = "akut",
        [ART_NETVAERK] = "netværk",
    };

    ASSERT(art < ART_ANTAL);
    return navne[art];
}

const char *art_kode(enum art art)
{
    ASSERT(art < ART_ANTAL);
    return felt_art[art];
}

const char *situation_navn(enum situation_art art)
{
    static const char *const navne[SITUATION_ANTAL] = {
        [SITUATION_EFTERSKOLE] = "efterskole",
        [SITUATION_EFTERVAERN] = "efterværn",
        [SITUATION_OPHOLD_I_AFLASTNING] = "ophold i aflastning",
        [SITUATION_HJEMMEBESOEG] = "hjemmebesøg",
    };

    ASSERT(art < SITUATION_ANTAL);
    return navne[art];
}

const char *situation_kode(enum situation_art art)
{
    ASSERT(art < SITUATION_ANTAL);
    return felt_situation[art];
}

const char *ophoer_navn(enum ophoer_art art)
{
    static const char *const navne[OPHOER_ANTAL] = {
        [OPHOER_OPSIGELSE] = "opsigelse",
        [OPHOER_FAKTISK] = "faktisk ophør",
        [OPHOER_MISLIGHOLDELSE] = "misligholdelse",
        [OPHOER_ADOPTION] = "adoption",
    };

    ASSERT(art < OPHOER_ANTAL);
    return navne[art];
}
