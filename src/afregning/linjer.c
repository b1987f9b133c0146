/*
 * linjer: see linjer.h. Explanations are made and thrown away block by block; what a family is
 * shown is computed anew from what was stored.
 */
#include "afregning/linjer.h"

enum { BLOK = 1024 /* placements whose explanations are in memory at once */ };
#define BLOK_HUKOMMELSE ((size_t)1 << 30)

void linjer_init(struct linjer *l, struct arena *arena, const struct plan_samling *planer,
                 const struct register_udsnit *udsnit, struct dato kendt)
{
    *l = (struct linjer){.arena = arena, .planer = planer, .udsnit = udsnit, .kendt = kendt};
    buf_init(&l->tekst, arena);
    buf_c(&l->tekst, "vederlag linjer 1\n");
}

/* Whoever holds the contract on the day; after it has ended, whoever held it last. */
static struct str holder_on(const struct register_sag *sag, struct dato dag)
{
    struct str person = STR_EMPTY;

    for (size_t i = 0; i < sag->holdere; i++)
        if (sag->holder[i].fra.dag <= dag.dag) person = sag->holder[i].person;
    return person;
}

static struct str receiver_of(const struct register_sag *sag, const struct linje *linje)
{
    const struct forklaring *f = &linje->forklaring;

    ASSERT(f->dele > 0);
    if (linje->modtager == MODTAGER_BARN) return sag->barn;
    return holder_on(sag, dato_plus(f->del[f->dele - 1].til, -1));
}

/* What one placement's month came to. */
struct samling {
    struct linjer *l;
    struct maaned maaned;
    struct forskel_linje *linje;
    size_t linjer;
    struct udgave_mangel *mangel;
    size_t mangler;
};

static void add_lack(struct samling *s, const struct sag *sag, const struct mangel *m)
{
    struct arena *arena = s->l->arena;

    s->mangel[s->mangler++] = (struct udgave_mangel){
        .plejefamilie = sag->familie,
        .anbringelse = sag->id,
        .maaned = s->maaned,
        .ydelse = str_copy(arena, m->ydelse),
        .mangler = str_copy(arena, m->mangler),
        .grund = str_copy(arena, m->grund),
        .fra = m->fra,
        .til = m->til,
    };
}

static void add_line(struct samling *s, const struct sag *sag, const struct register_sag *til,
                     const struct linje *linje)
{
    struct str modtager = receiver_of(til, linje);

    if (modtager.n == 0) {
        struct mangel m = {linje->ydelse, STR("kontrakt"),
                           STR("det er ikke registreret, hvem der har kontrakten"),
                           maaned_first(s->maaned), maaned_end(s->maaned)};
        add_lack(s, sag, &m);
        return;
    }
    s->linje[s->linjer++] = (struct forskel_linje){
        .ydelse = linje->ydelse,
        .modtager = modtager,
        .kanal = str_from(kanal_kode(linje->kanal)),
        .skat = str_from(skat_kode(linje->skat)),
        .oere = linje->beloeb.oere,
    };
}

static void write_pair(struct buf *out, struct str anbringelse, const struct samling *s)
{
    buf_format(out, "S\t%.*s\n", STR_ARG(anbringelse));
    for (size_t i = 0; i < s->linjer; i++) {
        const struct forskel_linje *l = &s->linje[i];
        buf_format(out, "L\t%.*s\t%.*s\t%.*s\t%.*s\t%lld\n", STR_ARG(l->ydelse),
                   STR_ARG(l->modtager), STR_ARG(l->kanal), STR_ARG(l->skat), (long long)l->oere);
    }
    for (size_t i = 0; i < s->mangler; i++)
        buf_format(out, "X\t%.*s\t%.*s\n", STR_ARG(s->mangel[i].ydelse),
                   STR_ARG(s->mangel[i].mangler));
}

static bool one_case(struct linjer *l, const struct sag_beregning *b,
                     const struct register_sag *til, struct maaned maaned, struct arena *scratch,
                     struct err *err)
{
    struct samling s = {.l = l, .maaned = maaned};
    size_t most = b->linjer + b->mangler;

    s.linje = ARENA_ARRAY(scratch, b->linjer, struct forskel_linje);
    s.mangel = ARENA_ARRAY(scratch, most, struct udgave_mangel);
    for (size_t i = 0; i < b->mangler; i++) add_lack(&s, b->sag, &b->mangel[i]);
    for (size_t i = 0; i < b->linjer; i++) add_line(&s, b->sag, til, &b->linje[i]);
    ASSERT(s.linjer + s.mangler == most);
    write_pair(&l->tekst, b->sag->id, &s);
    if (l->par == NULL) return true;
    struct linjer_par par = {b->sag->familie, b->sag->id, maaned,   s.linje,
                             s.linjer,        s.mangel,   s.mangler};
    return l->par(l->ctx, &par, err);
}

static bool one_block(struct linjer *l, struct maaned maaned, const size_t *valgt, size_t antal,
                      struct arena *scratch, struct err *err)
{
    struct sag *sag = ARENA_ARRAY(scratch, antal, struct sag);
    struct sager sager = {sag, antal};
    struct beregning b;

    for (size_t i = 0; i < antal; i++) sag[i] = l->udsnit->sager.sag[valgt[i]];
    TRY(beregning_month(scratch, l->planer, &sager, maaned, l->kendt, &b, err));
    ASSERT(b.count == antal);
    for (size_t i = 0; i < antal; i++) {
        /* Ids outlive the block; the copies of struct sag do not. */
        struct sag_beregning one = b.sag[i];
        one.sag = &l->udsnit->sager.sag[valgt[i]];
        TRY(one_case(l, &one, &l->udsnit->til[valgt[i]], maaned, scratch, err));
    }
    return true;
}

/* The end of the block that begins at `at`: about BLOK placements, whole families. */
static size_t block_end(const struct linjer *l, const size_t *valgt, size_t antal, size_t at)
{
    const struct sag *sag = l->udsnit->sager.sag;
    size_t end = at + BLOK < antal ? at + BLOK : antal;

    while (end < antal && str_eq(sag[valgt[end]].familie, sag[valgt[end - 1]].familie)) end++;
    return end;
}

bool linjer_maaned(struct linjer *l, struct maaned maaned, const size_t *valgt, size_t antal,
                   struct err *err)
{
    bool ok = true;

    buf_format(&l->tekst, "M\t%d\n", maaned.nr);
    for (size_t at = 0, end; ok && at < antal; at = end) {
        struct arena scratch;
        end = block_end(l, valgt, antal, at);
        arena_init(&scratch, BLOK_HUKOMMELSE);
        ok = one_block(l, maaned, &valgt[at], end - at, &scratch, err);
        arena_release(&scratch);
    }
    return ok;
}

bool linjer_tilbagekaldt(struct linjer *l, struct maaned maaned, struct str anbringelse,
                         struct err *err)
{
    struct linjer_par par = {.anbringelse = anbringelse, .maaned = maaned};

    buf_format(&l->tekst, "T\t%.*s\n", STR_ARG(anbringelse));
    return l->par == NULL || l->par(l->ctx, &par, err);
}

/* ---- facts ---- */

void linjer_fakta_skriv(struct buf *out, const struct register_udsnit *udsnit, size_t fra,
                        size_t til)
{
    struct sager sager = {&udsnit->sager.sag[fra], til - fra};

    sag_write_json(out, &sager);
    for (size_t i = fra; i < til; i++) {
        const struct register_sag *r = &udsnit->til[i];
        struct str id = udsnit->sager.sag[i].id;
        buf_format(out, "barn\t%.*s\t%.*s\n", STR_ARG(id), STR_ARG(r->barn));
        for (size_t k = 0; k < r->holdere; k++)
            buf_format(out, "kontrakt\t%.*s\t%d\t%d\t%.*s\n", STR_ARG(id), r->holder[k].fra.dag,
                       r->holder[k].til.dag, STR_ARG(r->holder[k].person));
    }
}
