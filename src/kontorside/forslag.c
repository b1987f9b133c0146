/*
 * forslag: the form for a proposal to the handbook, for families and staff.
 *
 * It becomes a henvendelse for who is responsible for the handbook: a family finds it among its
 * own, a colleague among the staff's.
 */
#include "kontorside/forslag.h"

#include "base/id.h"
#include "base/tid.h"
#include "kontorside/kontorside.h"
#include "kontorside/skabelon.h"
#include "register/register.h"

/* The rule that the path means; 404 when there is none. */
static bool rule_of(struct side *s, struct henvendelse_regel *out, struct str *navn,
                    struct err *err)
{
    *out = (struct henvendelse_regel){web_del(s->request, "kode"), web_del(s->request, "version"),
                                      web_del(s->request, "anker")};
    *navn = side_regel(s, out->haandbog, out->version, out->anker);
    return navn->n > 0 || side_findes_ikke(err);
}

static struct str deadline(const struct side *s)
{
    struct str dag =
        side_ugedag(s, henvendelse_frist(HENVENDELSE_FORSLAG, dato_of_us(s->request->now_us)));

    return str_format(s->arena,
                      s->engelsk ? "The one who is responsible for the handbook answers by %.*s."
                                 : "Den, der har ansvar for håndbogen, svarer senest %.*s.",
                      STR_ARG(dag));
}

static bool show(struct side *s, const struct henvendelse_regel *r, struct str navn, struct str id,
                 struct str tekst, struct err *err)
{
    struct forslag page = {
        .adresse = s->request->sti,
        .tilbage = str_format(s->arena, "/haandbog/%.*s/%.*s#%.*s", STR_ARG(r->haandbog),
                              STR_ARG(r->version), STR_ARG(r->anker)),
        .regel = navn,
        .csrf = s->csrf,
        .id = id,
        .tekst = tekst,
        .frist = deadline(s),
    };
    struct id ny;

    if (!id_valid(page.id)) {
        TRY(id_make(&ny, err));
        page.id = str_copy(s->arena, id_str(&ny));
    }
    html_forslag(&s->h, &page);
    return side_vis(s, "Foreslå en ændring", "Propose a change");
}

bool side_forslag(struct side *s, struct err *err)
{
    struct henvendelse_regel r;
    struct str navn;

    TRY(rule_of(s, &r, &navn, err));
    return show(s, &r, navn, STR_EMPTY, STR_EMPTY, err);
}

/* A member of a family writes for the first of its families; who is of none has nowhere to read the
 * answer. */
static bool writes_for(struct side *s, struct henvendelse_ny *ny, struct err *err)
{
    struct str *familie;
    int64_t nr;
    size_t n;

    if (side_maa(s, SIDE_STAB, 0)) return true;
    if (s->person.n == 0)
        return err_begge(err, ERR_ACCESS, NULL, "Du er ingen i registret.",
                         "You are nobody in the register.");
    TRY(register_newest(s->app->store, s->app->kommune, &nr, err));
    TRY(register_person_familier(s->app->store, s->arena, s->app->kommune, nr, s->person, s->i_dag,
                                 &familie, &n, err));
    if (n == 0)
        return err_begge(err, ERR_ACCESS, NULL, "Du hører ikke til en plejefamilie i dag.",
                         "You belong to no foster family today.");
    ny->familie = familie[0];
    ny->person = s->person;
    return true;
}

bool side_forslag_send(struct side *s, struct err *err)
{
    struct henvendelse_ny ny = {.art = HENVENDELSE_FORSLAG, .dag = DATO_MIN};
    struct err fejl = ERR_INIT;
    struct str navn;
    bool oprettet;

    TRY(rule_of(s, &ny.regel, &navn, err));
    TRY(web_felt(&s->request->form, "id", &ny.id, err));
    TRY(web_felt(&s->request->form, "tekst", &ny.tekst, err));
    TRY(writes_for(s, &ny, err));
    if (!henvendelse_opret(s->app->store, s->arena, &s->hvem, &ny, s->request->now_us, &oprettet,
                           &fejl)) {
        TRY(side_afvis_henvendelse(s, &fejl, err));
        return show(s, &ny.regel, navn, ny.id, ny.tekst, err);
    }
    if (ny.familie.n > 0)
        return side_videre(s, str_format(s->arena, "/familie/%.*s/henvendelser/%.*s",
                                         STR_ARG(ny.familie), STR_ARG(ny.id)));
    return side_videre(s, str_format(s->arena, "/henvendelser/%.*s", STR_ARG(ny.id)));
}
