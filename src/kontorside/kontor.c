/*
 * kontor: names, days, and lists in pages.
 */
#include "kontorside/kontor.h"

#include "adgang/relation.h"
#include "base/tid.h"
#include "beregning/ord.h"
#include "register/register.h"

/* ---- names */

bool kontor_opslag(struct side *s, struct kontor_opslag *out, struct err *err)
{
    out->s = s;
    return register_newest(s->app->store, s->app->kommune, &out->nr, err);
}

bool kontor_person(const struct kontor_opslag *o, struct str person, struct str *navn,
                   struct err *err)
{
    struct register_person p;
    struct side *s = o->s;

    TRY(register_person(s->app->store, s->arena, s->app->kommune, person, &p, err));
    *navn = p.id.n > 0 && p.navn.n > 0 ? p.navn : side_tekst(s, "Uden navn", "No name");
    return true;
}

static bool is_foster_parent(const struct register_fakta *f, struct dato dag)
{
    return !f->tilbagekaldt && str_is(f->husstand.rolle, "plejeforaelder") &&
           f->fra.dag <= dag.dag && dag.dag < f->til.dag;
}

/* Names that are joined; the same one once. */
struct names {
    struct buf tekst;
    struct str person[4];
    size_t antal;
};

static bool add_name(const struct kontor_opslag *o, struct str person, struct names *ud,
                     struct err *err)
{
    struct str navn;

    for (size_t i = 0; i < ud->antal; i++)
        if (str_eq(ud->person[i], person)) return true;
    if (ud->antal == sizeof(ud->person) / sizeof(*ud->person)) return true;
    ud->person[ud->antal++] = person;
    TRY(kontor_person(o, person, &navn, err));
    if (ud->tekst.n > 0) buf_c(&ud->tekst, o->s->engelsk ? " and " : " og ");
    buf_add(&ud->tekst, navn);
    return true;
}

static bool household(const struct kontor_opslag *o, struct str familie, struct names *ud,
                      struct err *err)
{
    struct register_fakta *f;
    struct side *s = o->s;
    size_t n;

    TRY(register_fakta_af(s->app->store, s->arena, s->app->kommune, o->nr, SLAGS_HUSSTAND, familie,
                          &f, &n, err));
    for (size_t i = 0; i < n; i++)
        if (is_foster_parent(&f[i], s->i_dag)) TRY(add_name(o, f[i].husstand.person, ud, err));
    return true;
}

/* Where no household is registered: who holds the contracts. */
static bool holders(const struct kontor_opslag *o, struct str familie, struct names *ud,
                    struct err *err)
{
    struct register_fakta *f;
    struct side *s = o->s;
    struct str *sted;
    size_t steder, n;

    TRY(register_familie_anbringelser(s->app->store, s->arena, s->app->kommune, o->nr, familie,
                                      &sted, &steder, err));
    for (size_t i = 0; i < steder; i++) {
        TRY(register_fakta_af(s->app->store, s->arena, s->app->kommune, o->nr, SLAGS_KONTRAKT,
                              sted[i], &f, &n, err));
        for (size_t k = 0; k < n; k++)
            if (!f[k].tilbagekaldt) TRY(add_name(o, f[k].kontrakt.holder, ud, err));
    }
    return true;
}

bool kontor_familie(const struct kontor_opslag *o, struct str familie, struct str *navn,
                    struct err *err)
{
    struct side *s = o->s;
    struct names ud = {.antal = 0};
    struct buf out;

    buf_init(&ud.tekst, s->arena);
    TRY(household(o, familie, &ud, err));
    if (ud.antal == 0) TRY(holders(o, familie, &ud, err));
    out = ud.tekst;
    *navn = out.n > 0 ? buf_str(&out) : side_tekst(s, "En plejefamilie", "A foster family");
    return true;
}

bool kontor_barn(const struct kontor_opslag *o, struct str anbringelse, bool med_familie,
                 struct str *navn, struct err *err)
{
    struct register_fakta *f;
    struct side *s = o->s;
    struct str familie;
    size_t n;

    *navn = side_tekst(s, "Et barn", "A child");
    TRY(register_fakta_af(s->app->store, s->arena, s->app->kommune, o->nr, SLAGS_ANBRINGELSE,
                          anbringelse, &f, &n, err));
    if (n == 0) return true;
    TRY(kontor_person(o, f[0].anbringelse.barn, navn, err));
    if (!med_familie) return true;
    TRY(kontor_familie(o, f[0].anbringelse.plejefamilie, &familie, err));
    *navn = str_format(s->arena, s->engelsk ? "%.*s with %.*s" : "%.*s hos %.*s", STR_ARG(*navn),
                       STR_ARG(familie));
    return true;
}

bool kontor_bruger(struct side *s, struct str bruger, struct str *navn, struct err *err)
{
    TRY(adgang_navn(s->app->store, s->arena, s->app->kommune, bruger, navn, err));
    if (navn->n == 0) *navn = side_tekst(s, "ukendt", "unknown");
    return true;
}

struct str kontor_rolle(const struct side *s, struct str kode)
{
    struct err ingen = ERR_INIT;
    enum rolle rolle;

    if (!rolle_parse(kode, &rolle, &ingen)) return kode;
    return ord_stort(s->arena, side_rolle_ord(s, rolle));
}

/* ---- whose cases */

bool kontor_kun_egne(struct side *s, struct str *bruger, struct err *err)
{
    bool kun = false;

    TRY(relation_kun_egne(s->app->store, s->arena, &s->hvem, RET_LAES_PERSON, &kun, err));
    *bruger = kun ? s->hvem.bruger : STR_EMPTY;
    return true;
}

bool kontor_maa_se(struct side *s, struct str familie, struct str anbringelse, bool *maa,
                   struct err *err)
{
    struct str bruger;

    TRY(kontor_kun_egne(s, &bruger, err));
    *maa = bruger.n == 0;
    if (*maa) return true;
    TRY(relation_har(s->app->store, s->arena, s->app->kommune, bruger, familie, anbringelse,
                     s->i_dag, maa, err));
    return true;
}

bool kontor_person_maa_ses(struct side *s, struct str person, bool *maa, struct err *err)
{
    struct str *familie, bruger;
    int64_t nr;
    size_t n;

    TRY(kontor_kun_egne(s, &bruger, err));
    *maa = bruger.n == 0;
    if (*maa) return true;
    TRY(register_newest(s->app->store, s->app->kommune, &nr, err));
    TRY(register_person_familier(s->app->store, s->arena, s->app->kommune, nr, person, s->i_dag,
                                 &familie, &n, err));
    for (size_t i = 0; i < n && !*maa; i++) TRY(kontor_maa_se(s, familie[i], STR_EMPTY, maa, err));
    return true;
}

/* ---- days */

struct str kontor_naar(const struct side *s, struct dato dag, const char **klasse)
{
    int dage = dag.dag - s->i_dag.dag;
    int n = dage < 0 ? -dage : dage;

    *klasse = dage < 0 ? "badge badge-error" : dage <= 2 ? "badge badge-warning" : "";
    if (dage == 0) return side_tekst(s, "i dag", "today");
    if (dage == 1) return side_tekst(s, "i morgen", "tomorrow");
    if (dage < 0)
        return str_format(s->arena, s->engelsk ? "%d %s late" : "%d %s for sent", n,
                          s->engelsk ? (n == 1 ? "day" : "days") : (n == 1 ? "dag" : "dage"));
    return str_format(s->arena, s->engelsk ? "in %d days" : "om %d dage", n);
}

/* ---- lists in pages */

bool kontor_fra(struct side *s, size_t *fra, struct err *err)
{
    enum { SIDER_MAX = 100000 };
    struct str tekst;
    int64_t side = 1;

    TRY(web_felt(&s->request->query, "side", &tekst, err));
    if (tekst.n > 0 && (!str_int(tekst, &side) || side < 1 || side > SIDER_MAX))
        return side_findes_ikke(err);
    *fra = (size_t)(side - 1) * KONTOR_SIDE;
    return true;
}

struct kontor_sider kontor_sider(struct side *s, struct str adresse, size_t fra, size_t antal,
                                 int64_t i_alt)
{
    struct kontor_sider sider = {
        .fra = (int64_t)fra + (antal > 0),
        .til = (int64_t)(fra + antal),
        .i_alt = i_alt,
        .flere = i_alt > KONTOR_SIDE,
    };

    if (fra > 0)
        sider.forrige = str_format(s->arena, "%.*sside=%zu", STR_ARG(adresse), fra / KONTOR_SIDE);
    if ((int64_t)(fra + antal) < i_alt)
        sider.naeste =
            str_format(s->arena, "%.*sside=%zu", STR_ARG(adresse), fra / KONTOR_SIDE + 2);
    return sider;
}

struct kontor_sider kontor_sider_ukendt(struct side *s, struct str adresse, size_t fra,
                                        size_t antal, bool flere)
{
    struct kontor_sider sider =
        kontor_sider(s, adresse, fra, antal, (int64_t)(fra + antal) + flere);

    sider.i_alt = 0;
    sider.flere = fra > 0 || flere;
    return sider;
}
