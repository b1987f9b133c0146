/*
 * api_skema: how a table of fields is written, and those of api_skema_haandbog.c that stand only in
 * the list of all (private to the room).
 */
#ifndef API_API_SKEMA_H
#define API_API_SKEMA_H

#include "api/api_svar.h"

/* A field of the record that s is. */
#define FELT(s, m, n, t, ...)                                                                      \
    {                                                                                              \
        .navn = (n), .type = (t), .offset = offsetof(s, m), __VA_ARGS__                            \
    }
/* Of what another room prints: only described. */
#define VIST(n, t, ...)                                                                            \
    {                                                                                              \
        .navn = (n), .type = (t), __VA_ARGS__                                                      \
    }
#define LISTE(s, m, a, n, o, da, en)                                                               \
    {                                                                                              \
        .navn = (n), .type = API_LISTE, .tekst = API_BEGGE(da, en), .offset = offsetof(s, m),      \
        .antal = offsetof(s, a), .objekt = (o)                                                     \
    }
#define VIST_LISTE(n, o, da, en)                                                                   \
    {                                                                                              \
        .navn = (n), .type = API_LISTE, .tekst = API_BEGGE(da, en), .objekt = (o)                  \
    }

/* The words of an enumeration: the code of each value, and how many there are. */
#define ORD(funktion, antal) .kode = (funktion), .ord = (antal)

/* Of a struct api_side. */
#define NAESTE                                                                                     \
    FELT(struct api_side, naeste, "naeste", API_TEKST, .kan_null = true,                           \
         .tekst = {"sendes som »efter« for at få næste side; null på den sidste",                  \
                   "is sent as “efter” to get the next page; null on the last"})
#define RAEKKER(objekt)                                                                            \
    LISTE(struct api_side, raekke, antal, "raekker", objekt, "sidens rækker",                      \
          "the rows of the page")

/* Parts of a handbook and of a computed month. */
extern const struct api_objekt api_o_version, api_o_haandbog_kort, api_o_ydelse, api_o_takst,
    api_o_trin, api_o_faktor, api_o_led, api_o_del, api_o_afrunding, api_o_valg, api_o_brugt,
    api_o_flere, api_o_forklaring, api_o_linje, api_o_lak, api_o_sag;

#endif
