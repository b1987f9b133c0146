/*
 * partshoering: hearings before a termination for the carer's reasons (contract in partshoering.h).
 */
#include "indstilling/partshoering.h"

#include "base/id.h"
#include "base/tid.h"
#include "indstilling/indstilling_intern.h"

#define TIL(tilstand) (1u << PARTSHOERING_##tilstand)

static const struct {
    const char *kode;
    const char *navn;
    const char *engelsk;
    unsigned til; /* bit per enum partshoering_tilstand */
} TILSTANDE[PARTSHOERING_TILSTANDE] = {
    [PARTSHOERING_SENDT] = {"sendt", "sendt", "sent", TIL(BESVARET) | TIL(FRAFALDET) | TIL(OPSAGT)},
    [PARTSHOERING_BESVARET] = {"besvaret", "besvaret", "answered",
                               TIL(BESVARET) | TIL(FRAFALDET) | TIL(OPSAGT)},
    [PARTSHOERING_FRAFALDET] = {"frafaldet", "frafaldet", "dropped", 0},
    [PARTSHOERING_OPSAGT] = {"opsagt", "opsagt", "closed by a notice", 0},
};

static const struct {
    const char *kode;
    const char *navn;
} AARSAG[AARSAGER] = {
    [AARSAG_KONFLIKT] = {"konflikt", "konflikt i samarbejdet"},
    [AARSAG_VEDERLAG] = {"vederlag", "uenighed om vederlaget"},
    [AARSAG_FAGLIGHED] = {"faglighed", "manglende faglige forudsætninger"},
    [AARSAG_PERSONLIGE] = {"personlige", "personlige forhold i familien"},
    [AARSAG_FOR_SVAER] = {"for_svaer", "opgaven er for svær"},
};

const char *partshoering_tilstand_kode(enum partshoering_tilstand tilstand)
{
    ASSERT(tilstand < PARTSHOERING_TILSTANDE);
    return TILSTANDE[tilstand].kode;
}

const char *partshoering_tilstand_navn(enum partshoering_tilstand tilstand)
{
    ASSERT(tilstand < PARTSHOERING_TILSTANDE);
    return TILSTANDE[tilstand].navn;
}

const char *partshoering_tilstand_engelsk(enum partshoering_tilstand tilstand)
{
    ASSERT(tilstand < PARTSHOERING_TILSTANDE);
    return TILSTANDE[tilstand].engelsk;
}

bool partshoering_kan_flytte(enum partshoering_tilstand fra, enum partshoering_tilstand til)
{
    ASSERT(fra < PARTSHOERING_TILSTANDE && til < PARTSHOERING_TILSTANDE);
    return (TILSTANDE[fra].til & 1u << til) != 0;
}

const char *opsigelse_aarsag_kode(enum opsigelse_aarsag aarsag)
{
    ASSERT(aarsag < AARSAGER);
    return AARSAG[aarsag].kode;
}

const char *opsigelse_aarsag_navn(enum opsigelse_aarsag aarsag)
{
    ASSERT(aarsag < AARSAGER);
    return AARSAG[aarsag].navn;
}

bool opsigelse_aarsag_of(struct str kode, enum opsigelse_aarsag *out)
{
    for (int i = 0; i < AARSAGER; i++) {
        if (!str_is(kode, AARSAG[i].kode)) continue;
        *out = (enum opsigelse_aarsag)i;
        return true;
    }
    return false;
}

const struct partshoering_trin *partshoering_nu(const struct partshoering *h)
{
    ASSERT(h->trin_antal > 0);
    return &h->trin[h->trin_antal - 1];
}

bool partshoering_er_udloebet(const struct partshoering *h, struct dato dag)
{
    return dag.dag > h->frist.dag;
}

/* ---- reading ---- */

static bool read_move(const struct store_rows *rows, size_t at, struct partshoering_trin *out,
                      struct err *err)
{
    *out = (struct partshoering_trin){.nr = store_at(rows, at, 9).i,
                                      .tekst = store_at(rows, at, 11).s,
                                      .registrering = store_at(rows, at, 12).i,
                                      .bruger = store_at(rows, at, 13).s,
                                      .tid_us = store_at(rows, at, 14).i};
    for (int i = 0; i < PARTSHOERING_TILSTANDE; i++) {
        if (!str_is(store_at(rows, at, 10).s, TILSTANDE[i].kode)) continue;
        out->tilstand = (enum partshoering_tilstand)i;
        return true;
    }
    return err_begge(err, ERR_INPUT, "partshoering",
                     "En partshøring kan ikke læses; hent en sikkerhedskopi",
                     "A hearing cannot be read; fetch a backup");
}

static bool gather(struct store *store, struct arena *arena, enum sql statement,
                   const struct store_value *args, size_t count, struct partshoering **out,
                   size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, statement, args, count, RAEKKER_MAX, &rows, err));
    struct partshoering_trin *trin = ARENA_ARRAY(arena, rows.count, struct partshoering_trin);
    *out = ARENA_ARRAY(arena, rows.count, struct partshoering);
    *antal = 0;
    for (size_t at = 0; at < rows.count; at++) {
        TRY(read_move(&rows, at, &trin[at], err));
        struct str id = store_at(&rows, at, 0).s;
        if (*antal == 0 || !str_eq((*out)[*antal - 1].id, id))
            (*out)[(*antal)++] = (struct partshoering){
                .id = id,
                .anbringelse = store_at(&rows, at, 1).s,
                .familie = store_at(&rows, at, 2).s,
                .sendt = {(int32_t)store_at(&rows, at, 3).i},
                .frist = {(int32_t)store_at(&rows, at, 4).i},
                .mindst_dage = (int)store_at(&rows, at, 5).i,
                .grund = store_at(&rows, at, 6).s,
                .bruger = store_at(&rows, at, 7).s,
                .tid_us = store_at(&rows, at, 8).i,
                .trin = &trin[at],
            };
        (*out)[*antal - 1].trin_antal++;
    }
    return true;
}

bool partshoering_find(struct store *store, struct arena *arena, const struct adgang *adgang,
                       struct str id, struct partshoering *out, struct err *err)
{
    struct partshoering *h;
    size_t n = 0;

    *out = (struct partshoering){.id = STR_EMPTY};
    if (!adgang_har(adgang, RET_LAES_PERSON)) return true;
    TRY(gather(store, arena, SQL_INDSTILLING_HOERING_EN,
               ARGS(STORE_I(adgang->kommune), STORE_S(id)), &h, &n, err));
    if (n > 0) *out = h[0];
    return true;
}

bool partshoering_liste(struct store *store, struct arena *arena, const struct adgang *adgang,
                        struct partshoering **out, size_t *antal, struct err *err)
{
    *antal = 0;
    TRY(adgang_kraev(adgang, RET_LAES_PERSON, err));
    return gather(store, arena, SQL_INDSTILLING_HOERING_ALLE, ARGS(STORE_I(adgang->kommune)), out,
                  antal, err);
}

bool partshoering_familiens(struct store *store, struct arena *arena, int kommune,
                            struct str anbringelse, struct partshoering **out, size_t *antal,
                            struct err *err)
{
    return gather(store, arena, SQL_INDSTILLING_HOERING_ANBRINGELSE,
                  ARGS(STORE_I(kommune), STORE_S(anbringelse)), out, antal, err);
}

/* ---- writing ---- */

static bool add_move(struct store *store, struct arena *arena, const struct adgang *adgang,
                     struct str id, int64_t nr, enum partshoering_tilstand til, struct str tekst,
                     int64_t registrering, int64_t now_us, struct err *err)
{
    struct str fritekst = STR_EMPTY;

    if (tekst.n > 0)
        TRY(register_tekst_skriv(store, adgang->kommune, tekst, TEGN_BREV, arena, &fritekst, err));
    return store_exec(store, SQL_INDSTILLING_HOERING_TRIN_INDSAET,
                      ARGS(STORE_I(adgang->kommune), STORE_S(id), STORE_I(nr),
                           STORE_S(str_from(TILSTANDE[til].kode)), STORE_S(fritekst),
                           STORE_I(registrering), STORE_S(adgang->bruger), STORE_I(now_us)),
                      NULL, err);
}

static bool check_move(const struct partshoering *h, enum partshoering_tilstand til,
                       struct err *err)
{
    enum partshoering_tilstand nu = partshoering_nu(h)->tilstand;

    if (partshoering_kan_flytte(nu, til)) return true;
    /* %.0s passes over the word of the other language. */
    return err_begge(err, TILSTANDE[nu].til == 0 ? ERR_CONFLICT : ERR_INPUT, "partshoering",
                     "Partshøringen er %s%.0s og kan ikke blive %s%.0s",
                     "The hearing is %.0s%s and cannot become %.0s%s", TILSTANDE[nu].navn,
                     TILSTANDE[nu].engelsk, TILSTANDE[til].navn, TILSTANDE[til].engelsk);
}

/* The last day to answer: the handbook's days, or a later day that was chosen. */
static bool set_deadline(const struct plan *plan, struct dato i_dag, struct dato valgt,
                         struct dato *out, int *mindst, struct err *err)
{
    int dage =
        plan->indplacering.afgoerelse.findes ? plan->indplacering.afgoerelse.hoering_dage : -1;

    *mindst = dage < 0 ? 0 : dage;
    if (valgt.dag == DATO_MIN.dag && dage < 0)
        return err_begge(
            err, ERR_INPUT, "frist",
            "Håndbogen siger ikke, hvor længe familien har til at svare; vælg en frist.",
            "The handbook does not say how long the family has to answer; choose a "
            "deadline.");
    *out = valgt.dag == DATO_MIN.dag ? dato_plus(i_dag, dage) : valgt;
    if (out->dag > i_dag.dag && out->dag >= dato_plus(i_dag, *mindst).dag) return true;
    if (dage < 0)
        return err_begge(err, ERR_INPUT, "frist", "Fristen skal ligge efter i dag.",
                         "The deadline must lie after today.");
    return err_begge(err, ERR_INPUT, "frist", "Familien har mindst %d dage til at svare.",
                     "The family has at least %d days to answer.", dage);
}

static bool none_open(struct store *store, struct arena *arena, const struct adgang *adgang,
                      struct str anbringelse, struct err *err)
{
    struct partshoering *h;
    size_t n = 0;

    TRY(gather(store, arena, SQL_INDSTILLING_HOERING_ANBRINGELSE,
               ARGS(STORE_I(adgang->kommune), STORE_S(anbringelse)), &h, &n, err));
    for (size_t i = 0; i < n; i++)
        if (TILSTANDE[partshoering_nu(&h[i])->tilstand].til != 0)
            return err_begge(err, ERR_INPUT, "anbringelse",
                             "Familien bliver allerede hørt om den anbringelse.",
                             "The family is being heard about that placement already.");
    return true;
}

bool partshoering_send(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct plan *plan, struct str id, struct str anbringelse,
                       struct str grund, struct dato frist, int64_t now_us, struct err *err)
{
    struct dato i_dag = dato_of_us(now_us), sidste = DATO_MIN;
    struct partshoering kendt;
    struct register_fakta *a;
    struct str fritekst;
    size_t n = 0;
    int mindst = 0;

    TRY(adgang_kraev(adgang, RET_INDSTIL, err));
    if (!id_valid(id))
        return err_begge(err, ERR_INPUT, "id", "Åbn siden igen, og prøv en gang til.",
                         "Open the page again, and try once more.");
    TRY(partshoering_find(store, arena, adgang, id, &kendt, err));
    if (kendt.id.n > 0)
        return str_eq(kendt.anbringelse, anbringelse) ||
               err_begge(err, ERR_INPUT, "id",
                         "Siden er brugt til en anden høring; åbn den igen, og udfyld den på ny.",
                         "The page was used for another hearing; open it again, and fill it in "
                         "anew.");
    TRY(indstilling_tekst(&grund, "Skriv grunden, som familien skal svare på; den står i sagen.",
                          "Write the reason that the family is to answer; it stands in the case.",
                          err));
    TRY(register_fakta_af(store, arena, adgang->kommune, INT64_MAX, SLAGS_ANBRINGELSE, anbringelse,
                          &a, &n, err));
    if (n != 1 || a[0].tilbagekaldt)
        return err_begge(err, ERR_INPUT, "anbringelse", "Der er ingen anbringelse med det id",
                         "There is no placement with that id");
    TRY(none_open(store, arena, adgang, anbringelse, err));
    TRY(set_deadline(plan, i_dag, frist, &sidste, &mindst, err));
    TRY(register_tekst_skriv(store, adgang->kommune, grund, TEGN_BREV, arena, &fritekst, err));
    TRY(store_exec(store, SQL_INDSTILLING_HOERING_INDSAET,
                   ARGS(STORE_I(adgang->kommune), STORE_S(id), STORE_S(anbringelse),
                        STORE_S(a[0].anbringelse.plejefamilie), STORE_I(i_dag.dag),
                        STORE_I(sidste.dag), STORE_I(mindst), STORE_S(fritekst),
                        STORE_S(adgang->bruger), STORE_I(now_us)),
                   NULL, err));
    return add_move(store, arena, adgang, id, 1, PARTSHOERING_SENDT, STR_EMPTY, 0, now_us, err);
}

/* The same answer sent twice is one. */
static bool answered_so(struct store *store, struct arena *arena, int kommune,
                        const struct partshoering_trin *nu, struct str tekst, bool *out,
                        struct err *err)
{
    struct str svar;

    *out = false;
    if (nu->tilstand != PARTSHOERING_BESVARET) return true;
    TRY(register_tekst(store, arena, kommune, nu->tekst, &svar, err));
    *out = str_eq(svar, tekst);
    return true;
}

bool partshoering_svar(struct store *store, struct arena *arena, const struct adgang *adgang,
                       const struct partshoering *h, struct str tekst, int64_t now_us,
                       struct err *err)
{
    bool igen;

    TRY(adgang_kraev(adgang, RET_INDSTIL, err));
    TRY(indstilling_tekst(&tekst, "Skriv det, familien har svaret; det står i sagen.",
                          "Write what the family has answered; it stands in the case.", err));
    TRY(answered_so(store, arena, adgang->kommune, partshoering_nu(h), tekst, &igen, err));
    if (igen) return true;
    TRY(check_move(h, PARTSHOERING_BESVARET, err));
    return add_move(store, arena, adgang, h->id, partshoering_nu(h)->nr + 1, PARTSHOERING_BESVARET,
                    tekst, 0, now_us, err);
}

bool partshoering_frafald(struct store *store, struct arena *arena, const struct adgang *adgang,
                          const struct partshoering *h, struct str tekst, int64_t now_us,
                          struct err *err)
{
    TRY(adgang_kraev(adgang, RET_INDSTIL, err));
    TRY(indstilling_tekst(&tekst, "Skriv, hvorfor opsigelsen er frafaldet; det står i sagen.",
                          "Write why the termination is dropped; it stands in the case.", err));
    TRY(check_move(h, PARTSHOERING_FRAFALDET, err));
    return add_move(store, arena, adgang, h->id, partshoering_nu(h)->nr + 1, PARTSHOERING_FRAFALDET,
                    tekst, 0, now_us, err);
}

static bool after_the_deadline(struct arena *arena, const struct partshoering *h, struct dato dag,
                               const char *hvad, const char *what, struct err *err)
{
    if (partshoering_er_udloebet(h, dag)) return true;
    const char *dansk = str_c(arena, dato_tekst(arena, h->frist));
    const char *engelsk = str_c(arena, dato_iso(arena, h->frist));
    return err_begge(err, ERR_INPUT, "frist",
                     "Familien kan svare til og med den %s%.0s; %s%.0s kan først være dagen efter.",
                     "The family can answer until %.0s%s and on it; %.0s%s can be the day after at "
                     "the earliest.",
                     dansk, engelsk, hvad, what);
}

bool partshoering_opsig(struct store *store, struct arena *arena, const struct adgang *adgang,
                        const struct partshoering *h, struct dato dato,
                        enum opsigelse_aarsag aarsag, int64_t now_us, struct err *err)
{
    struct register_fakta f = register_tom(SLAGS_OPHOER), *kendt;
    size_t antal = 0;
    int64_t nr = 0;
    bool skrevet = false;

    TRY(adgang_kraev(adgang, RET_INDSTIL, err));
    TRY(check_move(h, PARTSHOERING_OPSAGT, err));
    TRY(after_the_deadline(arena, h, dato_of_us(now_us), "opsigelsen", "the termination", err));
    TRY(after_the_deadline(arena, h, dato, "opsigelsens dag", "the day of the termination", err));
    TRY(register_fakta_af(store, arena, adgang->kommune, INT64_MAX, SLAGS_OPHOER, h->anbringelse,
                          &kendt, &antal, err));
    f.ejer = h->anbringelse;
    f.id = register_nyt_id(arena, SLAGS_OPHOER, kendt, antal);
    f.fra = dato;
    f.ophoer.art = OPHOER_OPSIGELSE;
    f.ophoer.part = STR("kommune");
    f.ophoer.aarsag = str_from(AARSAG[aarsag].kode);
    TRY(register_begin(store, adgang, STR("opsigelse efter partshøring"), now_us, &nr, err));
    TRY(register_ret(store, arena, adgang, nr, &f, &skrevet, err));
    ASSERT(skrevet); /* its id is new */
    return add_move(store, arena, adgang, h->id, partshoering_nu(h)->nr + 1, PARTSHOERING_OPSAGT,
                    STR_EMPTY, nr, now_us, err);
}
