/*
 * register/export: the register as CSV files, which read back give the same facts with the same
 * ids.
 */
#include "base/csv.h"
#include "register/felt.h"
#include "register/import.h"

struct export
{
    struct stroem s;
    struct samling familier;
    struct samling anbringelser;
    struct register_fil *fil;
    size_t antal;
};

static bool holds(const struct register_fakta *f)
{
    return f != NULL && !f->tilbagekaldt;
}

static void add_file(struct export *e, const char *navn, const struct buf *buf)
{
    e->fil[e->antal++] = (struct register_fil){
        .navn = str_c(e->s.arena, str_format(e->s.arena, "%s.csv", navn)), .tekst = buf_str(buf)};
}

/* Whether what the fact belongs to is there. */
static bool has_owner(const struct export *e, const struct register_fakta *f)
{
    if (felt_ejer(f->slags) == NULL) return true;
    bool familie = f->slags == SLAGS_GODKENDELSE || f->slags == SLAGS_HUSSTAND;
    return holds(samling_id(familie ? &e->familier : &e->anbringelser, f->ejer));
}

static void head(struct buf *out, enum register_slags slags, const struct felt_navn *felter,
                 size_t antal)
{
    if (felt_ejer(slags) != NULL) buf_format(out, "%s;", felt_ejer(slags));
    buf_c(out, "id");
    for (size_t i = 0; i < antal; i++) buf_format(out, ";%s", felter[i].navn);
    buf_char(out, '\n');
}

static bool write_kind(struct export *e, enum register_slags slags, struct err *err)
{
    struct felt_navn felter[FELTER_MAX];
    size_t antal = felt_liste(slags, felter);
    struct samling alle = {0};
    struct buf out;

    TRY(stroem_saml(&e->s, slags, &alle, err));
    buf_init(&out, e->s.arena);
    head(&out, slags, felter, antal);
    for (size_t r = 0; r < alle.antal; r++) {
        struct register_fakta *f = &alle.fakta[r];
        struct str *tekst = register_fritekst(f);
        if (f->tilbagekaldt || !has_owner(e, f)) continue;
        if (tekst != NULL && tekst->n > 0)
            TRY(register_tekst(e->s.store, e->s.arena, e->s.kommune, *tekst, tekst, err));
        if (felt_ejer(slags) != NULL) {
            csv_add_cell(&out, f->ejer);
            buf_char(&out, ';');
        }
        csv_add_cell(&out, f->id);
        for (size_t i = 0; i < antal; i++) {
            buf_char(&out, ';');
            csv_add_cell(&out, felt_skriv(e->s.arena, &felter[i], f));
        }
        buf_char(&out, '\n');
    }
    add_file(e, import_csv_filnavn(slags), &out);
    return true;
}

static bool write_persons(struct export *e, struct err *err)
{
    struct register_person *p = NULL;
    size_t antal = 0;
    struct buf out, konti;

    TRY(register_personer(e->s.store, e->s.arena, e->s.kommune, &p, &antal, err));
    buf_init(&out, e->s.arena);
    buf_init(&konti, e->s.arena);
    buf_c(&out, "id;art;navn;cpr;adresse;postnummer;by_navn;beskyttet\n");
    buf_c(&konti, "person;registreringsnummer;kontonummer\n");
    for (size_t i = 0; i < antal; i++) {
        const struct str celler[] = {
            p[i].id,      p[i].virksomhed ? STR("virksomhed") : STR("person"),
            p[i].navn,    p[i].cpr,
            p[i].adresse, p[i].postnummer,
            p[i].by_navn, p[i].beskyttet ? STR("ja") : STR("nej")};
        struct register_konto k;
        for (size_t c = 0; c < sizeof(celler) / sizeof(celler[0]); c++) {
            if (c > 0) buf_char(&out, ';');
            csv_add_cell(&out, celler[c]);
        }
        buf_char(&out, '\n');
        TRY(register_konto(e->s.store, e->s.arena, e->s.kommune, p[i].id, e->s.nr, &k, err));
        if (k.har_konto)
            buf_format(&konti, "%.*s;%.*s;%.*s\n", STR_ARG(p[i].id), STR_ARG(k.registreringsnummer),
                       STR_ARG(k.kontonummer));
    }
    add_file(e, "personer", &out);
    add_file(e, "konti", &konti);
    return true;
}

bool register_csv(struct store *store, struct arena *arena, int kommune, int64_t nr, bool personer,
                  struct register_fil **out, size_t *antal, struct err *err)
{
    struct export e = {.s = {store, arena, kommune, nr, NULL}};

    e.fil = ARENA_ARRAY(arena, SLAGS_ANTAL + 2, struct register_fil);
    TRY(stroem_saml(&e.s, SLAGS_PLEJEFAMILIE, &e.familier, err));
    TRY(stroem_saml(&e.s, SLAGS_ANBRINGELSE, &e.anbringelser, err));
    for (int slags = 0; slags < SLAGS_ANTAL; slags++)
        TRY(write_kind(&e, (enum register_slags)slags, err));
    if (personer) TRY(write_persons(&e, err));
    *out = e.fil;
    *antal = e.antal;
    return true;
}
