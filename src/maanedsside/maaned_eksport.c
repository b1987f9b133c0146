/*
 * maaned_eksport: the files of a run and what was answered, as a run's page shows them.
 */
#include "maanedsside/maaned_eksport.h"

#include "kanal/kanal.h"
#include "maanedsside/maanedsside.h"

enum { DAGE_FREM = 30 /* how far ahead a day is looked for */ };

/* ---- the day of the payments */

/* The planned day, or the first that can still be met. */
static struct dato reachable(const struct side *s, const struct koersel *k)
{
    const struct eksport_opsaetning *o = s->app->eksport;
    const struct kanal_lukkedage *lukket = o == NULL ? NULL : &o->lukkedage;
    struct err nej = ERR_INIT;

    if (kanal_dispositionsdato_check(lukket, s->i_dag, k->dispositionsdato, &nej))
        return k->dispositionsdato;
    for (int i = 1; i <= DAGE_FREM; i++) {
        struct dato dag = dato_plus(s->i_dag, i);
        if (dag.dag > k->dispositionsdato.dag &&
            kanal_dispositionsdato_check(lukket, s->i_dag, dag, &nej))
            return dag;
    }
    return k->dispositionsdato;
}

/* ---- files */

/* "812 byte", "12,4 kB", "3,1 MB" */
static struct str length_word(const struct side *s, int64_t bytes)
{
    const char *tegn = s->engelsk ? "." : ",";

    if (bytes < 1000) return str_format(s->arena, "%lld byte", (long long)bytes);
    int64_t enhed = bytes < 1000000 ? 1000 : 1000000, tiendedel = bytes * 10 / enhed;
    return str_format(s->arena, "%lld%s%lld %s", (long long)(tiendedel / 10), tegn,
                      (long long)(tiendedel % 10), enhed == 1000 ? "kB" : "MB");
}

static bool add_files(struct side *s, const struct koersel *k, struct maaned_eksport *out,
                      struct err *err)
{
    struct eksport_gemt *g;
    size_t n;
    bool ret = side_maa(s, SIDE_RET, RET_EKSPORT);

    TRY(eksport_gemte(s->app->store, s->arena, s->app->kommune, k->loebenr, &g, &n, err));
    struct maaned_fil *row = ARENA_ARRAY(s->arena, n, struct maaned_fil);
    for (size_t i = 0; i < n; i++)
        row[i] = (struct maaned_fil){
            .koersel = k->loebenr,
            .navn = g[i].navn,
            .kanal = maaned_kanal_ord(s, g[i].kanal),
            .har_betalinger = !str_is(g[i].kanal, "manifest"),
            .antal = g[i].antal,
            .sum = g[i].sum,
            .laengde = length_word(s, g[i].bytes),
            .hash = str_copy(s->arena, str_from(g[i].hash.hex)),
            .kan_hentes = ret,
        };
    out->fil = row;
    out->fil_antal = n;
    return true;
}

/* ---- payments */

static void add_channel(struct side *s, struct maaned_eksport *out, struct maaned_kanalvalg *row,
                        struct str kode)
{
    for (size_t i = 0; i < out->kanal_antal; i++)
        if (str_eq(row[i].kode, kode)) return;
    row[out->kanal_antal++] =
        (struct maaned_kanalvalg){kode, maaned_kanal_ord(s, kode), str_is(kode, "nemkonto")};
}

static void add_export(struct maaned_eksport *out, struct maaned_eksportvalg *row, int64_t nr)
{
    if (out->eksport_antal > 0 && row[out->eksport_antal - 1].nr == nr) return;
    if (out->eksport_antal > 0) row[out->eksport_antal - 1].valgt = false;
    row[out->eksport_antal++] = (struct maaned_eksportvalg){nr, true};
}

/* After a receipt that was refused: of what it was, as it was chosen. */
static bool as_chosen(struct side *s, struct maaned_kanalvalg *kanal, size_t kanaler,
                      struct maaned_eksportvalg *eksport, size_t eksporter, struct err *err)
{
    struct str kode, nr;
    int64_t tal;

    TRY(web_felt(&s->request->form, "kanal", &kode, err));
    TRY(web_felt(&s->request->form, "eksport", &nr, err));
    for (size_t i = 0; kode.n > 0 && i < kanaler; i++) kanal[i].valgt = str_eq(kanal[i].kode, kode);
    for (size_t i = 0; str_int(nr, &tal) && i < eksporter; i++)
        eksport[i].valgt = eksport[i].nr == tal;
    return true;
}

static bool add_payments(struct side *s, const struct koersel *k, struct maaned_eksport *out,
                         struct err *err)
{
    struct betaling_summer *b;
    size_t n;

    TRY(betaling_summer(s->app->store, s->arena, s->app->kommune, k->loebenr, &b, &n, err));
    struct maaned_betalinger *row = ARENA_ARRAY(s->arena, n, struct maaned_betalinger);
    struct maaned_kanalvalg *kanal = ARENA_ARRAY(s->arena, n, struct maaned_kanalvalg);
    struct maaned_eksportvalg *eksport = ARENA_ARRAY(s->arena, n, struct maaned_eksportvalg);
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct maaned_betalinger){maaned_kanal_ord(s, b[i].kanal),
                                            b[i].eksport,
                                            side_dato(s, b[i].dag),
                                            b[i].antal,
                                            b[i].sum,
                                            b[i].godtaget,
                                            b[i].tilbage,
                                            b[i].venter};
        out->tilbage += b[i].tilbage;
        out->tilbage_sum.oere += b[i].tilbage_sum.oere;
        add_channel(s, out, kanal, b[i].kanal);
        add_export(out, eksport, b[i].eksport);
    }
    out->betaling = row;
    out->betaling_antal = n;
    out->kanal = kanal;
    out->eksport = eksport;
    out->flere_eksporter = out->eksport_antal > 1;
    return as_chosen(s, kanal, out->kanal_antal, eksport, out->eksport_antal, err);
}

/* After a day that was refused. */
static bool as_typed(struct side *s, struct str *dag, struct err *err)
{
    struct str tekst;

    TRY(web_felt(&s->request->form, "dag", &tekst, err));
    if (tekst.n > 0) *dag = tekst;
    return true;
}

bool maaned_eksport_af(struct side *s, const struct koersel *k, bool i_ro,
                       struct maaned_eksport *out, struct err *err)
{
    bool ret = i_ro && side_maa(s, SIDE_RET, RET_EKSPORT);
    bool sendt = k->tilstand > KOERSEL_GODKENDT && k->tilstand != KOERSEL_OPGIVET;

    *out = (struct maaned_eksport){.nr = k->loebenr, .csrf = s->csrf};
    out->vist = sendt || k->tilstand == KOERSEL_GODKENDT;
    if (!out->vist) return true;
    bool skal_ud = k->tilstand == KOERSEL_GODKENDT || k->tilstand == KOERSEL_DELVIST_AFVIST;
    out->mangler_opsaetning = skal_ud && ret && s->app->eksport == NULL;
    out->uden_ret = i_ro && k->tilstand == KOERSEL_GODKENDT && !ret;
    out->kan_laves = k->tilstand == KOERSEL_GODKENDT && ret && s->app->eksport != NULL;
    out->kan_sendes_igen = k->tilstand == KOERSEL_DELVIST_AFVIST && ret && s->app->eksport != NULL;
    out->kan_kvittere = sendt && ret;
    out->kan_afsluttes = k->tilstand == KOERSEL_KVITTERET && ret;
    out->er_afsluttet = k->tilstand == KOERSEL_AFSLUTTET;
    struct dato dag = reachable(s, k);
    out->dag = dato_iso(s->arena, dag);
    TRY(as_typed(s, &out->dag, err));
    out->dag_er_ny = dag.dag != k->dispositionsdato.dag && k->tilstand == KOERSEL_GODKENDT;
    out->planlagt = side_dato(s, k->dispositionsdato);
    if (!sendt) return true;
    TRY(add_files(s, k, out, err));
    TRY(add_payments(s, k, out, err));
    out->kan_kvittere = out->kan_kvittere && out->betaling_antal > 0;
    return true;
}
