/*
 * sager_faktatekst: what one fact says, as people say it.
 */
#include "beregning/ord.h"
#include "sagsside/sager_tidslinje.h"

static const char *const SLAGS[SLAGS_ANTAL][2] = {
    [SLAGS_PLEJEFAMILIE] = {"Plejefamilie", "Foster family"},
    [SLAGS_GODKENDELSE] = {"Godkendelse", "Approval"},
    [SLAGS_HUSSTAND] = {"Husstand", "Household"},
    [SLAGS_BARN] = {"Fødselsdato", "Birth date"},
    [SLAGS_ANBRINGELSE] = {"Anbringelse", "Placement"},
    [SLAGS_INDPLACERING] = {"Niveau", "Level"},
    [SLAGS_SITUATION] = {"Situation", "Situation"},
    [SLAGS_DOEGN] = {"Døgn i aflastning", "Nights of relief"},
    [SLAGS_AFTALE] = {"Aftale", "Agreement"},
    [SLAGS_OPHOER] = {"Ophør", "Termination"},
    [SLAGS_KONTRAKT] = {"Kontrakt", "Contract"},
};

struct str sager_slags(const struct side *s, enum register_slags slags)
{
    ASSERT(slags < SLAGS_ANTAL);
    return str_from(SLAGS[slags][s->engelsk]);
}

struct str sager_ydelse(struct side *s, struct str kode)
{
    struct str ord = ord_stort(s->arena, ord_navn(s->arena, kode));

    for (size_t i = 0; i < s->app->haandboeger; i++) {
        struct str titel = side_titel(s, &s->app->haandbog[i].samling, kode);
        if (!str_eq(titel, ord)) return titel;
    }
    return ord;
}

/* ---- pieces: "besluttet 14. marts 2021", with a comma before */

static void add(struct buf *b, const struct side *s, const char *dansk, const char *engelsk,
                struct str vaerdi)
{
    if (vaerdi.n == 0) return;
    buf_format(b, "%s%.*s", b->n > 0 ? ", " : "", STR_ARG(side_tekst(s, dansk, engelsk)));
    buf_format(b, "%s%.*s", dansk[0] == '\0' ? "" : " ", STR_ARG(vaerdi));
}

static struct str known_day(const struct side *s, struct dato dag)
{
    return dag.dag == DATO_MIN.dag ? STR_EMPTY : side_dato(s, dag);
}

static bool placement(struct side *s, const struct register_fakta *f, struct buf *b,
                      struct err *err)
{
    (void)err;
    buf_c(b, SAGER_ART[f->anbringelse.art].tekst[s->engelsk]);
    add(b, s, "familie", "family", f->anbringelse.plejefamilie);
    if (f->til.dag == DATO_MAX.dag)
        add(b, s, "flyttet ind", "moved in", side_dato(s, f->fra));
    else
        add(b, s, "flyttet ud", "moved out", side_dato(s, f->til));
    if (f->anbringelse.kommune > 0)
        add(b, s, "anbragt af kommune", "placed by municipality",
            str_format(s->arena, "%03d", f->anbringelse.kommune));
    return true;
}

static bool level(struct side *s, const struct register_fakta *f, struct buf *b, struct err *err)
{
    (void)err;
    add(b, s, "", "",
        ord_stort(s->arena, sager_niveau(s, f->indplacering.trin, f->indplacering.vederlag)));
    add(b, s, "besluttet", "decided", known_day(s, f->indplacering.besluttet));
    add(b, s, "af", "by", f->indplacering.organ);
    add(b, s, "bilag", "document", f->indplacering.bilag);
    return true;
}

static bool agreement(struct side *s, const struct register_fakta *f, struct buf *b,
                      struct err *err)
{
    static const char *const ART[AFTALE_ANTAL][2] = {
        {"Tillæg til", "Supplement to"}, {"I stedet for", "Instead of"}, {"Vilkår", "Term"}};
    static const char *const PR[PR_ANTAL][2] = {{"pr. måned", "a month"}, {"pr. døgn", "a day"}};
    enum aftale_art art = f->aftale.art;

    (void)err;
    if (art == AFTALE_VILKAAR && f->aftale.vilkaar == VILKAAR_VARSEL)
        buf_format(b, s->engelsk ? "A notice of %d days" : "Varsel på %d dage", f->aftale.dage);
    else if (art == AFTALE_VILKAAR)
        buf_c(b,
              s->engelsk ? "The contract goes on after 18" : "Kontrakten fortsætter efter 18 år");
    else
        buf_format(b, "%s %.*s: %.*s %s", ART[art][s->engelsk],
                   STR_ARG(sager_ydelse(s, f->aftale.ydelse)),
                   STR_ARG(oere_kr(s->arena, f->aftale.beloeb)), PR[f->aftale.pr][s->engelsk]);
    add(b, s, "besluttet af", "decided by", f->aftale.besluttet_af);
    return true;
}

static bool ending(struct side *s, const struct register_fakta *f, struct buf *b, struct err *err)
{
    static const char *const ART[OPHOER_ANTAL][2] = {{"Opsigelse", "Notice"},
                                                     {"Opholdet er ophørt", "The stay has ended"},
                                                     {"Misligholdelse", "Breach"},
                                                     {"Adoption", "Adoption"}};

    (void)err;
    buf_c(b, ART[f->ophoer.art][s->engelsk]);
    add(b, s, "fra", "by", f->ophoer.part);
    add(b, s, "årsag:", "reason:", f->ophoer.aarsag);
    return true;
}

static bool contract(struct side *s, const struct register_fakta *f, struct buf *b, struct err *err)
{
    struct str navn;

    TRY(sager_navn(s, f->kontrakt.holder, &navn, err));
    buf_format(b, s->engelsk ? "With %.*s" : "Med %.*s", STR_ARG(navn));
    add(b, s, "", "",
        f->kontrakt.model == KONTRAKT_TRIN ? side_tekst(s, "på trin", "on levels")
                                           : side_tekst(s, "på antal vederlag", "on fees"));
    add(b, s, "underskrevet", "signed", known_day(s, f->kontrakt.underskrevet));
    return true;
}

static bool approval(struct side *s, const struct register_fakta *f, struct buf *b, struct err *err)
{
    const int boern = f->godkendelse.antal_boern, fra = f->godkendelse.alder_fra,
              til = f->godkendelse.alder_til;

    (void)err;
    buf_c(b, SAGER_GODKENDELSE[f->godkendelse.art].tekst[s->engelsk]);
    if (boern > 0)
        add(b, s, "", "", str_format(s->arena, s->engelsk ? "%d children" : "%d børn", boern));
    if (fra >= 0 && til >= 0)
        add(b, s, "alder", "ages",
            str_format(s->arena, s->engelsk ? "%d–%d" : "%d–%d år", fra, til));
    add(b, s, "belastning:", "load:", f->godkendelse.belastning);
    return true;
}

static bool household(struct side *s, const struct register_fakta *f, struct buf *b,
                      struct err *err)
{
    struct str navn, rolle = f->husstand.rolle;

    TRY(sager_navn(s, f->husstand.person, &navn, err));
    buf_add(b, navn);
    if (str_is(rolle, "plejeforaelder")) rolle = side_tekst(s, "plejeforælder", "foster parent");
    if (str_is(rolle, "eget_barn")) rolle = side_tekst(s, "eget barn", "own child");
    if (str_is(rolle, "anden")) rolle = side_tekst(s, "andet medlem", "other member");
    add(b, s, "", "", rolle);
    return true;
}

static bool nights(struct side *s, const struct register_fakta *f, struct buf *b, struct err *err)
{
    int n = f->til.dag - f->fra.dag;

    (void)err;
    if (f->til.dag == DATO_MAX.dag)
        buf_c(b, s->engelsk ? "In relief until further notice" : "I aflastning indtil videre");
    else
        buf_format(b, s->engelsk ? "%d days in relief care" : "%d døgn i aflastning", n);
    return true;
}

static bool plain(struct side *s, const struct register_fakta *f, struct buf *b, struct err *err)
{
    (void)err;
    if (f->slags == SLAGS_SITUATION) buf_c(b, SAGER_SITUATION[f->situation.art].tekst[s->engelsk]);
    if (f->slags == SLAGS_BARN) add(b, s, "Født", "Born", side_dato(s, f->barn.foedt));
    if (f->slags == SLAGS_PLEJEFAMILIE)
        add(b, s, "Socialtilsyn:", "Supervised by:", f->plejefamilie.socialtilsyn);
    return true;
}

bool sager_faktatekst(struct side *s, const struct register_fakta *f, struct str *out,
                      struct err *err)
{
    static bool (*const SIG[SLAGS_ANTAL])(struct side * s, const struct register_fakta *f,
                                          struct buf *b, struct err *err) = {
        [SLAGS_PLEJEFAMILIE] = plain, [SLAGS_GODKENDELSE] = approval,  [SLAGS_HUSSTAND] = household,
        [SLAGS_BARN] = plain,         [SLAGS_ANBRINGELSE] = placement, [SLAGS_INDPLACERING] = level,
        [SLAGS_SITUATION] = plain,    [SLAGS_DOEGN] = nights,          [SLAGS_AFTALE] = agreement,
        [SLAGS_OPHOER] = ending,      [SLAGS_KONTRAKT] = contract,
    };
    struct buf b;

    buf_init(&b, s->arena);
    TRY(SIG[f->slags](s, f, &b, err));
    *out = buf_str(&b);
    return true;
}

bool sager_registreret(struct side *s, int64_t nr, struct str *out, struct err *err)
{
    struct register_registrering r;
    struct str hvem;

    TRY(register_registrering(s->app->store, s->arena, s->app->kommune, nr, &r, err));
    TRY(sager_bruger(s, r.bruger, &hvem, err));
    *out = str_format(s->arena,
                      s->engelsk ? "Registered %.*s by %.*s (no. %lld)"
                                 : "Registreret %.*s af %.*s (nr. %lld)",
                      STR_ARG(side_tid(s, r.tid_us)), STR_ARG(hvem), (long long)nr);
    return true;
}

bool sager_gjort(struct side *s, struct str *out, struct err *err)
{
    struct register_registrering r;
    struct str gjort;
    int64_t nr;

    *out = STR_EMPTY;
    TRY(sager_felt(&s->request->query, "gjort", &gjort, err));
    if (!str_int(gjort, &nr) || nr <= 0) return true;
    TRY(register_registrering(s->app->store, s->arena, s->app->kommune, nr, &r, err));
    if (r.nr == 0 || !str_eq(r.bruger, s->hvem.bruger)) return true;
    *out = str_format(s->arena,
                      s->engelsk ? "Registered as no. %lld: %.*s."
                                 : "Det er registreret som nr. %lld: %.*s.",
                      (long long)nr, STR_ARG(r.handling));
    return true;
}
