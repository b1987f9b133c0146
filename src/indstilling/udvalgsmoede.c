/*
 * udvalgsmoede: the udvalg's meetings, who is invited, and what stands on an agenda.
 */
#include "base/id.h"
#include "base/tid.h"
#include "indstilling/indstilling_intern.h"

enum { DELTAGERE_MAX = 1000, PUNKT_MAX = 999 };

/* ---- reading ---- */

static bool read_invited(struct store *store, struct arena *arena, int kommune,
                         struct udvalgsmoede *m, int64_t *naeste, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_INDSTILLING_MOEDE_DELTAGERE,
                    ARGS(STORE_I(kommune), STORE_S(m->id)), RAEKKER_MAX, &rows, err));
    m->deltager = ARENA_ARRAY(arena, rows.count, struct str);
    m->deltagere = 0;
    for (size_t at = 0; at < rows.count; at++) {
        struct str bruger = store_at(&rows, at, 1).s;
        size_t n = 0;
        while (n < m->deltagere && !str_eq(m->deltager[n], bruger)) n++;
        if (store_at(&rows, at, 2).i == 1) {
            m->deltager[n] = bruger;
            if (n == m->deltagere) m->deltagere++;
        } else if (n < m->deltagere) {
            m->deltager[n] = m->deltager[--m->deltagere];
        }
    }
    if (naeste != NULL) *naeste = (int64_t)rows.count + 1;
    return true;
}

static bool invited(const struct udvalgsmoede *m, const struct adgang *adgang)
{
    for (size_t n = 0; n < m->deltagere; n++)
        if (str_eq(m->deltager[n], adgang->bruger)) return true;
    return false;
}

bool udvalgsmoede_er_med(struct store *store, struct arena *arena, const struct adgang *adgang,
                         struct str moede, bool *med, struct err *err)
{
    struct udvalgsmoede m = {.id = moede};

    TRY(read_invited(store, arena, adgang->kommune, &m, NULL, err));
    *med = invited(&m, adgang);
    return true;
}

/* Whether the user sees the meeting at all. */
static bool shown(const struct udvalgsmoede *m, const struct adgang *adgang)
{
    if (adgang_har(adgang, RET_LAES_PERSON)) return true;
    return adgang_har(adgang, RET_BESLUT_NIVEAU) && invited(m, adgang);
}

static bool read_list(struct store *store, struct arena *arena, const struct adgang *adgang,
                      enum sql statement, const struct store_value *args, size_t count,
                      struct udvalgsmoede **out, size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, statement, args, count, RAEKKER_MAX, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct udvalgsmoede);
    *antal = 0;
    for (size_t at = 0; at < rows.count; at++) {
        struct udvalgsmoede *m = &(*out)[*antal];
        *m = (struct udvalgsmoede){.id = store_at(&rows, at, 0).s,
                                   .dag = {(int32_t)store_at(&rows, at, 1).i},
                                   .navn = store_at(&rows, at, 2).s,
                                   .bruger = store_at(&rows, at, 3).s};
        TRY(read_invited(store, arena, adgang->kommune, m, NULL, err));
        if (shown(m, adgang)) (*antal)++;
    }
    return true;
}

bool udvalgsmoede_liste(struct store *store, struct arena *arena, const struct adgang *adgang,
                        struct udvalgsmoede **out, size_t *antal, struct err *err)
{
    return read_list(store, arena, adgang, SQL_INDSTILLING_MOEDE_ALLE,
                     ARGS(STORE_I(adgang->kommune)), out, antal, err);
}

bool udvalgsmoede_find(struct store *store, struct arena *arena, const struct adgang *adgang,
                       struct str id, struct udvalgsmoede *out, struct err *err)
{
    struct udvalgsmoede *m;
    size_t n = 0;

    TRY(read_list(store, arena, adgang, SQL_INDSTILLING_MOEDE_EN,
                  ARGS(STORE_I(adgang->kommune), STORE_S(id)), &m, &n, err));
    *out = n == 0 ? (struct udvalgsmoede){.id = STR_EMPTY} : m[0];
    return true;
}

bool udvalgsmoede_aabner(struct store *store, struct arena *arena, const struct adgang *adgang,
                         struct str moede, bool *ser, struct err *err)
{
    struct udvalgsmoede m;

    *ser = false;
    if (moede.n == 0) return true;
    TRY(udvalgsmoede_find(store, arena, adgang, moede, &m, err));
    if (m.id.n == 0) return true;
    bool egen = adgang_har(adgang, RET_DAGSORDEN) && str_eq(m.bruger, adgang->bruger);
    *ser = egen || ((adgang->roller & 1u << ROLLE_UDVALG) != 0 && invited(&m, adgang));
    return true;
}

/* Who put it on the agenda it stands on: a later number there is the same case moved up or down. */
static struct str put_on_by(const struct indstilling *i)
{
    const struct indstilling_trin *nu = indstilling_nu(i);
    size_t n = i->trin_antal;

    while (n > 1 && i->trin[n - 2].tilstand == INDSTILLING_DAGSORDEN &&
           str_eq(i->trin[n - 2].moede, nu->moede))
        n--;
    return i->trin[n - 1].bruger;
}

bool indstilling_maa_tages_af(struct store *store, struct arena *arena, const struct adgang *adgang,
                              const struct indstilling *i, bool *maa, struct err *err)
{
    const struct indstilling_trin *nu = indstilling_nu(i);
    struct udvalgsmoede m;

    *maa = false;
    if (nu->tilstand != INDSTILLING_DAGSORDEN || !adgang_har(adgang, RET_DAGSORDEN)) return true;
    *maa = adgang_har(adgang, RET_GODKEND_NIVEAU) || str_eq(put_on_by(i), adgang->bruger);
    if (*maa) return true;
    TRY(udvalgsmoede_find(store, arena, adgang, nu->moede, &m, err));
    *maa = str_eq(m.bruger, adgang->bruger);
    return true;
}

bool indstilling_kraev_af(struct store *store, struct arena *arena, const struct adgang *adgang,
                          const struct indstilling *i, struct err *err)
{
    bool maa;

    TRY(indstilling_maa_tages_af(store, arena, adgang, i, &maa, err));
    return maa ||
           err_begge(err, ERR_ACCESS, "af",
                     "Sagen kan tages af dagsordenen af den, der satte den på, af den, der "
                     "lavede dagsordenen, eller af en leder",
                     "The case can be taken off the agenda by who put it on, by who made the "
                     "agenda, or by a leader");
}

bool udvalgsmoede_punkter(struct store *store, struct arena *arena, const struct adgang *adgang,
                          struct str moede, struct indstilling **out, size_t *antal,
                          struct err *err)
{
    struct udvalgsmoede m;

    *antal = 0;
    TRY(udvalgsmoede_find(store, arena, adgang, moede, &m, err));
    if (m.id.n == 0) return true;
    return indstilling_saml(store, arena, SQL_INDSTILLING_PAA_MOEDE,
                            ARGS(STORE_I(adgang->kommune), STORE_S(moede)), out, antal, err);
}

/* ---- writing ---- */

static bool invite(struct store *store, const struct adgang *adgang, struct str moede, int64_t nr,
                   struct str bruger, bool med, int64_t now_us, struct err *err)
{
    return store_exec(store, SQL_INDSTILLING_MOEDE_DELTAGER_INDSAET,
                      ARGS(STORE_I(adgang->kommune), STORE_S(moede), STORE_I(nr), STORE_S(bruger),
                           STORE_I(med), STORE_S(adgang->bruger), STORE_I(now_us)),
                      NULL, err);
}

bool udvalgsmoede_opret(struct store *store, struct arena *arena, const struct adgang *adgang,
                        struct str id, struct dato dag, struct str navn, int64_t now_us,
                        struct err *err)
{
    struct udvalgsmoede kendt;
    struct adgang_bruger *b;
    size_t n = 0;
    int64_t nr = 1;

    TRY(adgang_kraev(adgang, RET_DAGSORDEN, err));
    if (!id_valid(id))
        return err_begge(err, ERR_INPUT, "id", "Åbn siden igen, og prøv en gang til.",
                         "Open the page again, and try once more.");
    if (dag.dag < dato_of_us(now_us).dag)
        return err_begge(err, ERR_INPUT, "dag", "Mødet ligger i fortiden; vælg en dag fra i dag.",
                         "The meeting lies in the past; choose a day from today on.");
    TRY(udvalgsmoede_find(store, arena, adgang, id, &kendt, err));
    if (kendt.id.n > 0)
        return kendt.dag.dag == dag.dag ||
               err_begge(err, ERR_INPUT, "id",
                         "Siden er brugt til et andet møde; åbn den igen, og vælg dagen på ny.",
                         "The page was used for another meeting; open it again, and choose the "
                         "day anew.");
    TRY(store_exec(store, SQL_INDSTILLING_MOEDE_INDSAET,
                   ARGS(STORE_I(adgang->kommune), STORE_S(id), STORE_I(dag.dag), STORE_S(navn),
                        STORE_S(adgang->bruger), STORE_I(now_us)),
                   NULL, err));
    TRY(adgang_brugere(store, arena, adgang->kommune, now_us, &b, &n, err));
    for (size_t i = 0; i < n && nr <= DELTAGERE_MAX; i++)
        if ((b[i].roller & 1u << ROLLE_UDVALG) != 0)
            TRY(invite(store, adgang, id, nr++, b[i].id, true, now_us, err));
    return true;
}

bool udvalgsmoede_deltager(struct store *store, struct arena *arena, const struct adgang *adgang,
                           const struct udvalgsmoede *moede, struct str bruger, bool med,
                           int64_t now_us, struct err *err)
{
    struct udvalgsmoede m = *moede;
    struct adgang som = {.bruger = bruger};
    struct adgang_bruger *b;
    size_t n = 0, at = 0;
    int64_t nr = 0;

    TRY(adgang_kraev(adgang, RET_DAGSORDEN, err));
    TRY(adgang_brugere(store, arena, adgang->kommune, now_us, &b, &n, err));
    while (at < n && !str_eq(b[at].id, bruger)) at++;
    if (at == n || (med && (b[at].roller & 1u << ROLLE_UDVALG) == 0))
        return err_begge(
            err, ERR_INPUT, "deltager", "Kun en bruger med rollen udvalg kan indkaldes til mødet",
            "Only a user with the role of the committee can be invited to the meeting");
    TRY(read_invited(store, arena, adgang->kommune, &m, &nr, err));
    if (invited(&m, &som) == med) return true;
    return invite(store, adgang, m.id, nr, bruger, med, now_us, err);
}

bool indstilling_dagsorden(struct store *store, struct arena *arena, const struct adgang *adgang,
                           const struct indstilling *i, const struct udvalgsmoede *moede, int punkt,
                           int64_t now_us, struct err *err)
{
    struct indstilling *paa;
    size_t n = 0;
    struct flytning f = {.til = INDSTILLING_DAGSORDEN,
                         .niveau = indstilling_forslag(i)->niveau,
                         .moede = moede->id,
                         .punkt = punkt,
                         .tekst = STR_EMPTY};

    TRY(adgang_kraev(adgang, RET_DAGSORDEN, err));
    if (punkt < 0 || punkt > PUNKT_MAX)
        return err_begge(err, ERR_INPUT, "punkt", "Et punkt er et tal fra 1 til %d",
                         "An item is a number from 1 to %d", PUNKT_MAX);
    if (moede->dag.dag < dato_of_us(now_us).dag)
        return err_begge(err, ERR_INPUT, "moede",
                         "Mødet er holdt; vælg et møde fra i dag, eller lav et nyt.",
                         "The meeting has been held; choose one from today on, or make a new one.");
    const struct indstilling_trin *nu = indstilling_nu(i);
    if (nu->tilstand == INDSTILLING_DAGSORDEN && !str_eq(nu->moede, moede->id))
        TRY(indstilling_kraev_af(store, arena, adgang, i, err));
    TRY(udvalgsmoede_punkter(store, arena, adgang, moede->id, &paa, &n, err));
    for (size_t at = 0; at < n && punkt == 0; at++)
        if (!str_eq(paa[at].id, i->id) && indstilling_nu(&paa[at])->punkt >= f.punkt)
            f.punkt = indstilling_nu(&paa[at])->punkt + 1;
    if (f.punkt == 0) f.punkt = 1;
    return indstilling_flyt(store, arena, adgang, i, &f, now_us, err);
}
