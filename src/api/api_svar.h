/*
 * api_svar: what operations answer with, where no room has a struct for it, and the tables of all
 * (private to the room).
 */
#ifndef API_API_SVAR_H
#define API_API_SVAR_H

#include "afregning/beslutning.h"
#include "afregning/journal.h"
#include "afregning/status.h"
#include "api/api_felt.h"
#include "henvendelse/henvendelse.h"
#include "register/register.h"

/* A page of a list. */
struct api_side {
    const void *raekke;
    size_t antal;
    struct str naeste; /* the cursor of the next page; empty after the last row */
    int64_t af;        /* the registrering or edition it was read of; 0 where there is none */
};

struct api_status_svar {
    int kommune;
    struct str navn;
    struct str hoved;
    struct afregning_status status;
};

struct api_familie_svar {
    struct str id;
    struct str *anbringelse;
    size_t anbringelser;
};

struct api_godkendt_svar {
    int64_t koersel;
    struct godkendelse_resultat resultat;
    struct str hoved;
};

struct api_beregnet_svar {
    int64_t koersel;
    struct udgave_resultat resultat;
};

struct api_henvendelse_svar {
    struct henvendelse h;
    struct henvendelse_besked *besked;
    size_t beskeder;
};

struct api_haandbog_svar {
    struct str kode;
    struct str navn;
    bool egen;
    bool opdigtet;
    struct api_version_svar *version;
    size_t versioner;
};
struct api_version_svar {
    struct str version;
    struct dato fra;
    struct dato til;
    struct dato kendt_fra;
    struct str hash;
    struct str adresse;
};
struct api_ydelse_svar {
    struct str kode;
    struct str titel;
    struct str formel;
    struct str formel_3_barn;
    int fra_alder;
    int til_alder;
    enum modtager modtager;
    enum kanal kanal;
    enum skat skat;
    struct str afsnit;
    struct str kilde;
    struct str anker;
};
struct api_takst_svar {
    struct str navn;
    struct str enhed;
    bool har_alder;
    int alder_fra;
    int alder_til;
    struct dato fra;
    struct dato til;
    bool kendt;
    struct oere beloeb;
    enum takst_status status;
    struct dato kendt_fra;
    struct str kilde;
};
struct api_trin_svar {
    int nr;
    struct str vederlag;
    struct str belastning;
};
struct api_haandbog_version_svar {
    struct str kode;
    struct str navn;
    bool opdigtet;
    struct api_version_svar version;
    struct str regler_hash;
    struct str takster_hash;
    struct api_trin_svar *trin;
    size_t trin_antal;
    struct api_ydelse_svar *ydelse;
    size_t ydelser;
    struct api_takst_svar *takst;
    size_t takster;
};

/* ---- bodies ---- */

struct api_koersel_krop {
    struct maaned maaned;
    struct dato skaeringsdato;    /* dag 0 and har false: today */
    struct dato dispositionsdato; /* likewise: the last bank day of the month */
    bool ekstra;
};
struct api_godkend_krop {
    int64_t udgave;
    struct str begrundelse;
};
struct api_svar_krop {
    struct str tekst;
};

extern const struct api_objekt api_o_problem, api_o_status, api_o_familier, api_o_anbringelse,
    api_o_historie, api_o_importeret, api_o_koersel, api_o_koersler, api_o_forskelle, api_o_mangler,
    api_o_betalinger, api_o_beregning, api_o_beregnet, api_o_godkendt, api_o_journal,
    api_o_tilgodehavender, api_o_henvendelser, api_o_henvendelse, api_o_haandboeger, api_o_haandbog,
    api_o_koersel_krop, api_o_tom_krop, api_o_godkend_krop, api_o_svar_krop;

#endif
