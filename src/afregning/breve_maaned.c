/*
 * breve_maaned: what a run tells one payee, as the struct of its letter.
 *
 * Differences are sorted by payee; what each line came from is computed anew, month by month, from
 * the stored facts and rules. What changed is told from what was registered since the run before.
 */
#include <stdlib.h>

#include "afregning/breve_intern.h"
#include "base/tid.h"

/* ---- computed again */

static int by_pair(const void *a, const void *b)
{
    const struct breve_par_maaned *x = a, *y = b;
    int order = str_cmp(x->anbringelse, y->anbringelse);

    return order != 0 ? order : (x->maaned.nr > y->maaned.nr) - (x->maaned.nr < y->maaned.nr);
}

/* What is looked up for every line, sorted once. */
void breve_opslag(struct breve_kilde *r)
{
    const struct udgave *u = &r->grund.udgave;

    opslag_make(r->arena, &r->grund.udsnit.sager, &r->sted);
    r->oensket = ARENA_ARRAY(r->arena, u->forskelle + u->mangler, struct breve_par_maaned);
    for (size_t i = 0; i < u->forskelle; i++)
        r->oensket[r->oenskede++] =
            (struct breve_par_maaned){u->forskel[i].anbringelse, u->forskel[i].maaned};
    for (size_t i = 0; i < u->mangler; i++)
        r->oensket[r->oenskede++] =
            (struct breve_par_maaned){u->mangel[i].anbringelse, u->mangel[i].maaned};
    if (r->oenskede > 0) qsort(r->oensket, r->oenskede, sizeof(*r->oensket), by_pair);
}

static bool wanted(const struct breve_kilde *r, struct maaned m, struct str anbringelse)
{
    const struct breve_par_maaned key = {anbringelse, m};

    return r->oenskede > 0 &&
           bsearch(&key, r->oensket, r->oenskede, sizeof(*r->oensket), by_pair) != NULL;
}

/* Whole families, since siblings decide. In the run's own month everybody. */
static size_t cases_of_month(struct breve_kilde *r, struct maaned m, struct sag *out)
{
    const struct sager *alle = &r->grund.udsnit.sager;
    size_t n = 0;

    for (size_t i = 0, next; i < alle->count; i = next) {
        bool take = m.nr == r->grund.koersel.maaned.nr && !r->grund.koersel.ekstra;
        for (next = i; next < alle->count; next++) {
            if (!str_eq(alle->sag[next].familie, alle->sag[i].familie)) break;
            take = take || wanted(r, m, alle->sag[next].id);
        }
        for (size_t k = i; take && k < next; k++) out[n++] = alle->sag[k];
    }
    return n;
}

static bool compute_month(struct breve_kilde *r, struct maaned m, struct breve_genregnet *out,
                          struct err *err)
{
    struct sag *sag = ARENA_ARRAY(r->arena, r->grund.udsnit.sager.count, struct sag);
    struct sager *sager = ARENA_NEW(r->arena, struct sager);

    *sager = (struct sager){sag, cases_of_month(r, m, sag)};
    out->maaned = m;
    TRY(beregning_month(r->arena, &r->grund.haandbog.planer, sager, m,
                        r->grund.koersel.skaeringsdato, &out->beregning, err));
    opslag_make(r->arena, sager, &out->sted);
    return true;
}

bool breve_maaneder(struct breve_kilde *r, struct err *err)
{
    const struct udgave *u = &r->grund.udgave;
    size_t most = u->forskelle + u->mangler;

    r->maaned = ARENA_ARRAY(r->arena, most, struct breve_genregnet);
    for (size_t i = 0; i < most; i++) {
        struct maaned m =
            i < u->forskelle ? u->forskel[i].maaned : u->mangel[i - u->forskelle].maaned;
        size_t k = 0;
        while (k < r->maaneder && r->maaned[k].maaned.nr != m.nr) k++;
        if (k == r->maaneder) TRY(compute_month(r, m, &r->maaned[r->maaneder++], err));
    }
    return true;
}

static const struct sag_beregning *case_result(const struct breve_kilde *r, struct str anbringelse,
                                               struct maaned m)
{
    for (size_t i = 0; i < r->maaneder; i++) {
        const struct breve_genregnet *g = &r->maaned[i];
        size_t at;
        if (g->maaned.nr == m.nr && opslag_find(&g->sted, anbringelse, &at))
            return &g->beregning.sag[at];
    }
    return NULL;
}

/* The computed line behind a difference; NULL for an aconto, or where nothing is due any more. */
static const struct linje *line_of(const struct breve_kilde *r, const struct forskel *f)
{
    const struct sag_beregning *b = case_result(r, f->anbringelse, f->maaned);

    for (size_t i = 0; b != NULL && i < b->linjer; i++) {
        const struct linje *l = &b->linje[i];
        if (str_eq(l->ydelse, f->ydelse) && str_is(f->kanal, kanal_kode(l->kanal)) &&
            str_is(f->skat, skat_kode(l->skat)) && l->beloeb.oere == f->beregnet.oere)
            return l;
    }
    return NULL;
}

/* ---- words */

/* In the order of enum breve_grund. */
static const struct {
    const char *slags;
    const char *ord;
} HVAD[] = {
    {"barn", "barnets fødselsdag er rettet"},
    {"anbringelse", "en oplysning om, hvornår barnet har boet hos dig, er ny eller rettet"},
    {"indplacering", "niveauet for vederlaget er nyt eller rettet"},
    {"situation", "en oplysning om, hvor barnet har været, er ny eller rettet"},
    {"doegn", "de døgn, barnet har været hos dig, er nye eller rettet"},
    {"aftale", "en aftale med dig er ny eller rettet"},
    {"ophoer", "en oplysning om opsigelse eller ophør er ny eller rettet"},
    {"kontrakt", "kontrakten er ny eller rettet"},
    {"plejefamilie", "en oplysning om din familie er ny eller rettet"},
    {NULL, "vi har besluttet at betale et beløb på forhånd"},
    {NULL, "en takst eller regel, et søskendebarn eller noget, der manglede, er ændret"},
};
_Static_assert(sizeof(HVAD) / sizeof(*HVAD) == BREVE_GRUNDE, "every reason has its words");

const char *breve_grund_tekst(enum breve_grund grund)
{
    ASSERT(grund < BREVE_GRUNDE);
    return HVAD[grund].ord;
}

unsigned breve_slags_grund(struct str slags)
{
    for (size_t i = 0; i < BREVE_GRUNDE; i++)
        if (HVAD[i].slags != NULL && str_is(slags, HVAD[i].slags)) return 1u << i;
    return 0;
}

unsigned breve_grunde(const struct breve_kilde *r, const struct forskel *f)
{
    unsigned grunde = 0;

    for (size_t i = 0; i < r->beroerte; i++) {
        const struct register_beroert *b = &r->beroert[i];
        bool her = str_eq(b->anbringelse, f->anbringelse) || b->anbringelse.n == 0;
        if (her && b->fra.dag < maaned_end(f->maaned).dag &&
            b->til.dag > maaned_first(f->maaned).dag)
            grunde |= breve_slags_grund(b->slags);
    }
    if (grunde != 0) return grunde;
    return 1u << (str_is(f->art, "aconto") ? BREVE_ACONTO : BREVE_ANDET);
}

static struct str why(struct breve_kilde *r, const struct forskel *f)
{
    unsigned grunde = breve_grunde(r, f);
    struct buf out;

    buf_init(&out, r->scratch);
    for (size_t i = 0; i < BREVE_GRUNDE; i++)
        if ((grunde & 1u << i) != 0)
            buf_format(&out, "%s%s", out.n > 0 ? ", og " : "", HVAD[i].ord);
    return buf_str(&out);
}

/* ---- one letter */

struct samler { /* what a letter says of one child */
    struct str anbringelse;
    struct brev_barn barn;
    struct brev_linje *linje;
    struct brev_rettelse *rettelse;
    struct brev_mangel *mangel;
};

struct udkast {
    struct brev_maaned brev;
    struct samler *barn;
    size_t boern;
    const struct forskel **forskel;
    size_t forskelle;
    const struct udgave_mangel **mangel;
    size_t mangler;
};

static const struct register_sag *facts_of(const struct breve_kilde *r, struct str anbringelse)
{
    size_t at;

    return opslag_find(&r->sted, anbringelse, &at) ? &r->grund.udsnit.til[at] : NULL;
}

static struct samler *child_of(struct breve_kilde *r, struct udkast *u, struct str anbringelse)
{
    for (size_t i = 0; i < u->boern; i++)
        if (str_eq(u->barn[i].anbringelse, anbringelse)) return &u->barn[i];
    const struct register_sag *sag = facts_of(r, anbringelse);
    struct samler *s = &u->barn[u->boern++];
    *s = (struct samler){.anbringelse = anbringelse};
    s->barn.navn =
        breve_fornavn(sag == NULL ? NULL : register_person_find(r->person, r->personer, sag->barn));
    s->linje = ARENA_ARRAY(r->scratch, u->forskelle, struct brev_linje);
    s->rettelse = ARENA_ARRAY(r->scratch, u->forskelle, struct brev_rettelse);
    s->mangel = ARENA_ARRAY(r->scratch, u->mangler, struct brev_mangel);
    return s;
}

static enum modtager role_of(const struct breve_kilde *r, const struct forskel *f)
{
    const struct register_sag *sag = facts_of(r, f->anbringelse);

    return sag != NULL && str_eq(sag->barn, f->modtager) ? MODTAGER_BARN : MODTAGER_KONTRAKTHAVER;
}

static void add_difference(struct breve_kilde *r, struct udkast *u, const struct forskel *f)
{
    struct samler *s = child_of(r, u, f->anbringelse);
    struct str titel = breve_titel(&r->grund.haandbog, f->ydelse);
    bool aconto = str_is(f->art, "aconto");

    if (aconto) titel = str_format(r->scratch, "%.*s (på forhånd)", STR_ARG(titel));
    if (f->efter == 0) {
        s->linje[s->barn.linjer++] = (struct brev_linje){titel,
                                                         f->maaned,
                                                         role_of(r, f),
                                                         breve_kanal(f->kanal),
                                                         breve_skat(f->skat),
                                                         f->beregnet,
                                                         aconto ? NULL : line_of(r, f),
                                                         f->nr};
        return;
    }
    s->rettelse[s->barn.rettelser++] = (struct brev_rettelse){titel,
                                                              f->maaned,
                                                              role_of(r, f),
                                                              breve_kanal(f->kanal),
                                                              breve_skat(f->skat),
                                                              f->tilkendt,
                                                              f->beregnet,
                                                              {f->beregnet.oere - f->tilkendt.oere},
                                                              why(r, f),
                                                              aconto ? NULL : line_of(r, f),
                                                              f->nr};
}

static void add_lack(struct breve_kilde *r, struct udkast *u, const struct udgave_mangel *m)
{
    struct samler *s = child_of(r, u, m->anbringelse);
    struct mangel *copy = ARENA_NEW(r->scratch, struct mangel);

    *copy = (struct mangel){m->ydelse, m->mangler, m->grund, m->fra, m->til};
    s->mangel[s->barn.mangler++] =
        (struct brev_mangel){breve_titel(&r->grund.haandbog, m->ydelse), m->maaned, copy};
}

bool breve_journal(const struct breve_kilde *r, struct str modtager, struct journal_raekke **out,
                   size_t *antal, struct err *err)
{
    for (size_t i = 0; i < r->kendte; i++) {
        struct breve_journal *j = &r->kendt[i];
        if (!str_eq(j->modtager, modtager)) continue;
        if (!j->laest)
            TRY(journal_af_modtager(r->store, r->arena, r->kommune, modtager, &j->raekke, &j->antal,
                                    err));
        j->laest = true;
        *out = j->raekke;
        *antal = j->antal;
        return true;
    }
    return journal_af_modtager(r->store, r->scratch, r->kommune, modtager, out, antal, err);
}

/* What a payee owes: before the run, from it, drawn in it. */
static bool add_credit(struct breve_kilde *r, struct udkast *u, struct err *err)
{
    struct journal_raekke *row;
    size_t n;
    struct brev_tilgode *t = &u->brev.tilgode;
    struct brev_traek *traek;

    TRY(breve_journal(r, r->modtager, &row, &n, err));
    traek = ARENA_ARRAY(r->scratch, n, struct brev_traek);
    for (size_t i = 0; i < n; i++) {
        bool her = row[i].koersel == r->grund.koersel.loebenr;
        bool nyt = row[i].debet == KONTO_TILGODEHAVENDE, af = row[i].kredit == KONTO_TILGODEHAVENDE;
        if (r->foerste_nr == 0 || (!her && row[i].nr > r->foerste_nr)) continue;
        if (her && nyt)
            t->nyt.oere += row[i].beloeb.oere;
        else if (her && row[i].art == JOURNAL_MODREGNING) {
            traek[u->brev.traek_antal++] = (struct brev_traek){
                STR("det, du tidligere har fået for meget"), dato_of_us(row[i].tid_us),
                breve_kanal(row[i].kanal), SKAT_SKATTEFRI, row[i].beloeb};
            t->trukket.oere += row[i].beloeb.oere;
        } else if (nyt || af)
            t->foer.oere += nyt ? row[i].beloeb.oere : -row[i].beloeb.oere;
    }
    for (size_t i = 0; i < u->brev.traek_antal; i++)
        if (traek[i].kanal == KANAL_LOEN) traek[i].skat = SKAT_A_INDKOMST;
    t->efter.oere = t->foer.oere + t->nyt.oere - t->trukket.oere;
    u->brev.traek = traek;
    return true;
}

static void add_sums(struct udkast *u)
{
    int64_t sum = 0;

    for (size_t i = 0; i < u->forskelle; i++) {
        int64_t d = u->forskel[i]->beregnet.oere - u->forskel[i]->tilkendt.oere;
        if (d > 0) sum += d;
    }
    u->brev.udbetales.oere = sum - u->brev.tilgode.trukket.oere;
}

static void add_mellem(struct breve_kilde *r, struct udkast *u)
{
    struct brev_mellem *m = ARENA_ARRAY(r->scratch, r->mellemer, struct brev_mellem);

    for (size_t i = 0; i < r->mellemer; i++)
        if (str_eq(r->mellem[i].modtager, r->modtager))
            m[u->brev.mellem_antal++] = r->mellem[i].brev;
    u->brev.mellem = m;
}

static bool fill(struct breve_kilde *r, struct udkast *u, struct err *err)
{
    const struct register_person *person =
        register_person_find(r->person, r->personer, r->modtager);
    const struct koersel *k = &r->grund.koersel;
    struct brev_barn *barn;

    if (r->valg != NULL) u->brev.afsender = *r->valg->afsender;
    u->brev.modtager = breve_modtager(r->scratch, person);
    u->brev.journal =
        str_format(r->scratch, "%lld-%.8s", (long long)k->loebenr,
                   breve_id(r->scratch, r->kommune, "maaned", k->loebenr, r->modtager).p);
    if (r->valg != NULL) u->brev.dato = r->valg->dato;
    u->brev.maaned = k->maaned;
    u->brev.disposition = r->dag;
    u->barn = ARENA_ARRAY(r->scratch, u->forskelle + u->mangler, struct samler);
    for (size_t i = 0; i < u->forskelle; i++) add_difference(r, u, u->forskel[i]);
    for (size_t i = 0; i < u->mangler; i++) add_lack(r, u, u->mangel[i]);
    TRY(add_credit(r, u, err));
    add_sums(u);
    add_mellem(r, u);
    barn = ARENA_ARRAY(r->scratch, u->boern, struct brev_barn);
    for (size_t i = 0; i < u->boern; i++) {
        barn[i] = u->barn[i].barn;
        barn[i].linje = u->barn[i].linje;
        barn[i].rettelse = u->barn[i].rettelse;
        barn[i].mangel = u->barn[i].mangel;
    }
    u->brev.barn = barn;
    u->brev.boern = u->boern;
    return true;
}

/* ---- who gets one */

/* A lack is told to whoever holds the contract at the end of the month. */
static struct str holder_of(const struct breve_kilde *r, const struct udgave_mangel *m)
{
    const struct register_sag *sag = facts_of(r, m->anbringelse);
    struct str person = STR_EMPTY;

    for (size_t i = 0; sag != NULL && i < sag->holdere; i++)
        if (sag->holder[i].fra.dag < maaned_end(m->maaned).dag) person = sag->holder[i].person;
    return person;
}

static int by_payee(const void *a, const void *b)
{
    const struct breve_post *x = a, *y = b;
    int order = str_cmp(x->modtager, y->modtager);

    return order != 0 ? order : (x->nr > y->nr) - (x->nr < y->nr);
}

size_t breve_poster(struct breve_kilde *r, struct breve_post **out)
{
    const struct udgave *u = &r->grund.udgave;
    struct breve_post *post =
        ARENA_ARRAY(r->arena, u->forskelle + u->mangler + r->mellemer, struct breve_post);
    size_t n = 0;

    for (size_t i = 0; i < u->forskelle; i++, n++)
        post[n] = (struct breve_post){u->forskel[i].modtager, &u->forskel[i], NULL, n};
    for (size_t i = 0; i < u->mangler; i++) {
        struct str who = holder_of(r, &u->mangel[i]);
        if (who.n == 0) continue; /* nobody to tell: the caseworker is told by run show */
        post[n] = (struct breve_post){who, NULL, &u->mangel[i], n};
        n++;
    }
    for (size_t i = 0; i < r->mellemer; i++, n++)
        post[n] = (struct breve_post){r->mellem[i].modtager, NULL, NULL, n};
    if (n > 0) qsort(post, n, sizeof(*post), by_payee);
    *out = post;
    return n;
}

bool breve_udfyld(struct breve_kilde *r, const struct breve_post *post, size_t n,
                  struct brev_maaned *out, struct err *err)
{
    struct udkast *u = ARENA_NEW(r->scratch, struct udkast);

    r->modtager = post[0].modtager;
    u->forskel = ARENA_ARRAY(r->scratch, n, const struct forskel *);
    u->mangel = ARENA_ARRAY(r->scratch, n, const struct udgave_mangel *);
    for (size_t i = 0; i < n; i++) {
        if (post[i].forskel != NULL) u->forskel[u->forskelle++] = post[i].forskel;
        if (post[i].mangel != NULL) u->mangel[u->mangler++] = post[i].mangel;
    }
    TRY(fill(r, u, err));
    *out = u->brev;
    return true;
}

/* ---- what is read for them */

bool breve_foer(const struct breve_kilde *r, int64_t *skaering, bool *foerste, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(r->store, r->arena, SQL_AFREGNING_FIND,
                    ARGS(STORE_I(r->kommune), STORE_I(r->grund.udgave.efter)), 1, &rows, err));
    *foerste = rows.count == 0;
    *skaering = *foerste ? 0 : store_at(&rows, 0, 5).i;
    return true;
}

bool breve_mellem_laes(struct breve_kilde *r, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(r->store, r->arena, SQL_AFREGNING_MELLEM_LISTE,
                    ARGS(STORE_I(r->kommune), STORE_I(r->grund.koersel.loebenr)), ROWS_MAX, &rows,
                    err));
    r->mellem = ARENA_ARRAY(r->arena, rows.count, struct breve_mellem);
    r->mellemer = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        struct breve_mellem *m = &r->mellem[i];
        *m = (struct breve_mellem){
            .modtager = store_at(&rows, i, 0).s,
            .brev = {.maaned = {(int32_t)store_at(&rows, i, 1).i},
                     .familien_skylder = store_at(&rows, i, 3).i != 0,
                     .beloeb = {store_at(&rows, i, 4).i}},
        };
        TRY(register_tekst(r->store, r->arena, r->kommune, store_at(&rows, i, 2).s, &m->brev.tekst,
                           err));
        if (m->brev.tekst.n == 0) m->brev.tekst = STR("(teksten er slettet)");
    }
    return true;
}

bool breve_dag(struct breve_kilde *r, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(r->store, r->arena, SQL_AFREGNING_KOERSEL_DAG,
                    ARGS(STORE_I(r->kommune), STORE_I(r->grund.koersel.loebenr)), 1, &rows, err));
    r->dag = r->grund.koersel.dispositionsdato;
    if (rows.count > 0) r->dag.dag = (int32_t)store_at(&rows, 0, 0).i;
    return true;
}

bool breve_godkendt(struct store *store, struct arena *arena, int kommune, int64_t loebenr,
                    struct dato *out, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_GODKENDT, ARGS(STORE_I(kommune), STORE_I(loebenr)),
                    1, &rows, err));
    if (rows.count == 0)
        return err_begge(err, ERR_INPUT, "kørsel",
                         "Kørsel nr. %lld er ikke godkendt, så der er intet at skrive om",
                         "Run no. %lld is not approved, so there is nothing to write about",
                         (long long)loebenr);
    *out = dato_of_us(store_at(&rows, 0, 0).i);
    return true;
}
