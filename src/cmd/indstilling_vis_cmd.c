/*
 * indstilling liste, vis, brev: what is proposed, what the answers point to, what was decided, and
 * the letters of it.
 */
#include "afregning/eksport.h"
#include "base/fil.h"
#include "base/tid.h"
#include "cmd/indstilling_cmd.h"
#include "indstilling/niveaubrev.h"

/* ---- liste ---- */

static bool print_list(struct niveau_kald *k, struct err *err)
{
    struct indstilling *i;
    size_t n = 0;
    struct buf *out = &k->ud;

    TRY(indstilling_liste(k->db.store, k->arena, &k->db.adgang, !k->alle, 0, 100000, &i, &n, err));
    if (k->w.json) buf_char(out, '[');
    for (size_t at = 0; at < n; at++) {
        const struct indstilling_trin *nu = indstilling_nu(&i[at]);
        struct str niveau = niveau_tekst(k->arena, indstilling_forslag(&i[at])->niveau);
        struct str fra = dato_tekst(k->arena, i[at].fra);
        if (!k->w.json) {
            buf_format(out, "%.*s  ", STR_ARG(i[at].id));
            buf_left(out, str_from(indstilling_tilstand_navn(nu->tilstand)), 16);
            buf_format(out, "anbringelse %.*s  fra %.*s: %.*s\n", STR_ARG(i[at].anbringelse),
                       STR_ARG(fra), STR_ARG(niveau));
            continue;
        }
        buf_format(out,
                   "%s{\"id\":\"%.*s\",\"tilstand\":\"%s\",\"anbringelse\":", at > 0 ? ",\n" : "",
                   STR_ARG(i[at].id), indstilling_tilstand_kode(nu->tilstand));
        buf_json(out, i[at].anbringelse);
        buf_format(out, ",\"fra\":\"%.*s\",\"niveau\":\"%.*s\"}",
                   STR_ARG(dato_iso(k->arena, i[at].fra)), STR_ARG(niveau));
    }
    if (k->w.json) buf_c(out, "]\n");
    if (!k->w.json && n == 0) buf_c(out, "Der er ingen indstillinger.\n");
    return true;
}

int cmd_indstilling_liste(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv, "indstilling liste [--alle] --som NAVN [--json]",
                          0, 0))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_READ, print_list);
}

/* ---- vis ---- */

static struct str stretch(struct arena *arena, const struct plan_niveau *n)
{
    struct str fra = brok_short(arena, n->fra), til = brok_short(arena, n->til);
    bool en = brok_eq(n->fra, n->til);
    struct str tal = en ? fra : str_format(arena, "%.*s-%.*s", STR_ARG(fra), STR_ARG(til));

    return n->model == MODEL_TRIN ? str_format(arena, "trin %.*s", STR_ARG(tal))
                                  : str_format(arena, "%.*s vederlag", STR_ARG(tal));
}

static bool words(struct niveau_kald *k, struct str id, struct str *out, struct err *err)
{
    *out = STR_EMPTY;
    return id.n == 0 || register_tekst(k->db.store, k->arena, k->db.adgang.kommune, id, out, err);
}

/* What may be answered, so that one can answer from here. */
static void print_choices(struct buf *out, const struct plan_kriterium *kr)
{
    for (size_t n = 0; n < kr->svar_antal; n++) {
        const struct plan_svar *s = &kr->svar[n];
        buf_format(out, "      - %.*s", STR_ARG(s->tekst));
        if (s->peger) buf_format(out, " → %.*s", STR_ARG(stretch(out->arena, &s->niveau)));
        buf_char(out, '\n');
    }
}

static void print_signs(struct buf *out, const struct plan_indplacering *p, size_t kriterium,
                        const struct indstilling_svarene *svar)
{
    for (size_t l = 0; l < p->indikator_lister; l++) {
        const struct plan_indikatorer *liste = &p->indikatorer[l];
        if (liste->kriterium != kriterium) continue;
        for (size_t t = 0; t < liste->antal; t++) {
            struct str noegle = str_format(out->arena, "%.*s.%.*s", STR_ARG(liste->kode),
                                           STR_ARG(liste->tegn[t].kode));
            const struct indstilling_svar *s = indstilling_svar_find(svar, SVAR_TEGN, noegle);
            bool sat = s != NULL && str_is(s->vaerdi, "1");
            buf_format(out, "      [%c] %.*s (%.*s)\n", sat ? 'x' : ' ',
                       STR_ARG(liste->tegn[t].tekst), STR_ARG(noegle));
        }
    }
}

static bool print_answers(struct niveau_kald *k, const struct plan *plan,
                          const struct indstilling_svarene *svar, const struct vejled *v,
                          struct err *err)
{
    struct buf *out = &k->ud;

    for (size_t n = 0; n < v->linjer; n++) {
        const struct vejled_linje *l = &v->linje[n];
        struct str note = STR_EMPTY;
        if (l->besvaret != NULL) TRY(words(k, l->besvaret->tekst, &note, err));
        buf_format(out, "\n  %.*s (%.*s)\n", STR_ARG(l->kriterium->spoergsmaal),
                   STR_ARG(l->kriterium->kode));
        if (l->svar != NULL && l->svar->peger)
            buf_format(out, "    %.*s; det peger på %.*s\n", STR_ARG(l->svar->tekst),
                       STR_ARG(stretch(k->arena, &l->svar->niveau)));
        else if (l->besvaret != NULL && l->besvaret->vaerdi.n > 0)
            buf_format(out, "    %.*s; det peger ikke på noget niveau\n",
                       STR_ARG(l->besvaret->vaerdi));
        else if (note.n == 0)
            buf_c(out, "    ikke besvaret\n");
        if (note.n > 0) {
            buf_c(out, "    ");
            buf_terminal(out, note);
            buf_char(out, '\n');
        }
        if (l->kriterium->ukendt)
            buf_format(out, "    Svaret peger ikke: %.*s.\n", STR_ARG(l->kriterium->grund));
        if (l->svar == NULL) print_choices(out, l->kriterium);
        print_signs(out, &plan->indplacering, n, svar);
    }
    buf_c(out, "\nVejledning (niveauet er et skøn; svarene afgør det ikke)\n");
    for (size_t n = 0; n < v->summer; n++)
        buf_format(out, "  %zu svar peger på %.*s\n", v->sum[n].antal,
                   STR_ARG(stretch(k->arena, &v->sum[n].niveau)));
    if (v->ubesvaret > 0) buf_format(out, "  %zu er ikke besvaret\n", v->ubesvaret);
    return true;
}

static void print_checks(struct buf *out, const struct kontrol *k)
{
    buf_c(out, "\nKontrol\n");
    for (int n = 0; n < KONTROLLER; n++) {
        buf_c(out, "  ");
        buf_left(out, str_from(kontrol_navn(k[n].art)), 22);
        buf_left(out, str_from(kontrol_svar_navn(k[n].svar)), 16);
        if (k[n].krav.n > 0) buf_format(out, "krav: %.*s", STR_ARG(k[n].krav));
        if (k[n].fundet.n > 0) {
            buf_c(out, k[n].krav.n > 0 ? "; oplyst: " : "oplyst: ");
            buf_terminal(out, k[n].fundet);
        }
        buf_char(out, '\n');
    }
}

static bool print_moves(struct niveau_kald *k, const struct indstilling *i, struct err *err)
{
    struct buf *out = &k->ud;

    buf_c(out, "\nForløb\n");
    for (size_t n = 0; n < i->trin_antal; n++) {
        const struct indstilling_trin *t = &i->trin[n];
        struct str navn, tekst;
        TRY(adgang_navn(k->db.store, k->arena, k->db.adgang.kommune, t->bruger, &navn, err));
        TRY(words(k, t->tekst, &tekst, err));
        buf_format(out, "  %.*s  ", STR_ARG(tid_tekst(k->arena, t->tid_us)));
        buf_left(out, str_from(indstilling_tilstand_navn(t->tilstand)), 16);
        buf_format(out, "%.*s", STR_ARG(navn));
        if (niveau_sagt(t->niveau))
            buf_format(out, "  %.*s", STR_ARG(niveau_tekst(k->arena, t->niveau)));
        if (tekst.n > 0) {
            buf_c(out, ": ");
            buf_terminal(out, tekst);
        }
        buf_char(out, '\n');
    }
    return true;
}

static void print_json(struct niveau_kald *k, const struct indstilling *i, const struct vejled *v,
                       const struct kontrol *kontrol)
{
    struct buf *out = &k->ud;
    const struct indstilling_trin *nu = indstilling_nu(i);

    buf_format(out, "{\"id\":\"%.*s\",\"tilstand\":\"%s\",\"anbringelse\":", STR_ARG(i->id),
               indstilling_tilstand_kode(nu->tilstand));
    buf_json(out, i->anbringelse);
    buf_format(out, ",\"fra\":\"%.*s\",\"niveau\":\"%.*s\",\"svar\":[",
               STR_ARG(dato_iso(k->arena, i->fra)),
               STR_ARG(niveau_tekst(k->arena, indstilling_forslag(i)->niveau)));
    for (size_t n = 0; n < v->linjer; n++) {
        const struct vejled_linje *l = &v->linje[n];
        buf_format(out, "%s{\"kriterium\":\"%.*s\",\"svar\":", n > 0 ? "," : "",
                   STR_ARG(l->kriterium->kode));
        buf_json(out, l->besvaret == NULL ? STR_EMPTY : l->besvaret->vaerdi);
        buf_format(out, ",\"tegn\":%zu}", l->tegn);
    }
    buf_c(out, "],\"kontrol\":[");
    for (int n = 0; n < KONTROLLER; n++)
        buf_format(out, "%s{\"art\":\"%s\",\"svar\":\"%s\"}", n > 0 ? "," : "",
                   kontrol_navn(kontrol[n].art), kontrol_svar_navn(kontrol[n].svar));
    buf_c(out, "]}\n");
}

static bool print_case(struct niveau_kald *k, struct err *err)
{
    const struct plan *plan = NULL;
    struct indstilling i;
    struct indstilling_svarene svar;
    struct indstilling_forhold forhold;
    struct kontrol kontrol[KONTROLLER];
    struct vejled v;

    TRY(indstilling_find(k->db.store, k->arena, &k->db.adgang, str_from(k->ord[0]), &i, err));
    if (i.id.n == 0)
        return err_set(err, ERR_INPUT, "indstilling",
                       "Der er ingen indstilling med det id; se vederlag indstilling liste");
    TRY(niveau_kald_plan(k, i.fra, &plan, err));
    TRY(indstilling_svarene(k->db.store, k->arena, k->db.adgang.kommune, i.id, &svar, err));
    TRY(indstilling_forhold_laes(k->db.store, k->arena, k->db.adgang.kommune, &i, &forhold, err));
    vejled(k->arena, plan, &svar, &v);
    struct niveau niveau = indstilling_forslag(&i)->niveau;
    indstilling_kontrol(k->arena, plan, &i, &svar, &forhold, niveau, kontrol);
    if (k->w.json) {
        print_json(k, &i, &v, kontrol);
        return true;
    }
    buf_format(&k->ud, "Indstilling %.*s: %s\n  anbringelse %.*s, fra %.*s: %.*s\n", STR_ARG(i.id),
               indstilling_tilstand_navn(indstilling_nu(&i)->tilstand), STR_ARG(i.anbringelse),
               STR_ARG(dato_tekst(k->arena, i.fra)), STR_ARG(niveau_tekst(k->arena, niveau)));
    TRY(print_answers(k, plan, &svar, &v, err));
    print_checks(&k->ud, kontrol);
    return print_moves(k, &i, err);
}

int cmd_indstilling_vis(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv,
                          "indstilling vis ID --haandbog STI --som NAVN [--json]", 1, 1))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_READ, print_case);
}

/* ---- brev ---- */

static bool make_letter(struct niveau_kald *k, struct err *err)
{
    struct eksport_opsaetning o;
    struct brev_trykkeri *trykkeri;
    struct plan_samling planer;
    struct indstilling i;
    struct brev_niveau brev;
    struct str pdf = STR_EMPTY;

    if (k->fil == NULL || k->opsaetning == NULL)
        return err_set(err, ERR_INPUT, "brev", "Sig med -o FIL hvor, og med --opsaetning FIL hvem");
    TRY(indstilling_find(k->db.store, k->arena, &k->db.adgang, str_from(k->ord[0]), &i, err));
    if (i.id.n == 0)
        return err_set(err, ERR_INPUT, "indstilling",
                       "Der er ingen indstilling med det id; se vederlag indstilling liste");
    TRY(eksport_opsaetning_laes(k->arena, k->opsaetning, &o, err));
    struct brev_afsender afsender = {o.kommune_navn, o.afdeling,      o.cvr,
                                     o.kontakt,      o.kontaktlinjer, o.uenig};
    TRY(niveau_kald_planer(k, &planer, err));
    TRY(niveaubrev(k->db.store, k->arena, k->db.adgang.kommune, &planer, &i, &afsender, &brev,
                   err));
    TRY(brev_trykkeri_open(k->arena, &brev_filer_debian, &trykkeri, err));
    bool ok = k->kontrakt ? brev_kontrakt_pdf(k->arena, trykkeri, &brev, &pdf, err)
                          : brev_afgoerelse_pdf(k->arena, trykkeri, &brev, &pdf, err);
    brev_trykkeri_close(trykkeri);
    TRY(ok && fil_write(k->fil, pdf, err));
    niveau_kald_sig(k, i.id, str_format(k->arena, "Brevet ligger i %s.", k->fil));
    return true;
}

int cmd_indstilling_brev(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv,
                          "indstilling brev ID [--kontrakt] -o FIL.pdf --opsaetning FIL "
                          "--haandbog STI --som NAVN",
                          1, 1))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_READ, make_letter);
}
