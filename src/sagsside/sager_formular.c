/*
 * sager_formular: forms filled, read and told what is wrong with.
 *
 * Invariants: (1) a field that is wrong has a text, and then nothing is written; (2) what a fact
 * has and the form does not ask for stays as it was.
 */
#include "sagsside/sager_formular.h"

#include <string.h>

/* The register's own text stands. */
#define INTET_TEKST                                                                                \
    {                                                                                              \
        NULL, NULL                                                                                 \
    }

/* ---- a form */

/* Of an agreement what is demanded depends on its sort; what does not apply is not looked at. */
static bool demanded(const struct register_fakta *gammel, const struct sager_feltdef *d)
{
    bool person = d->af == FELT_PERSON && gammel != NULL;

    if (d->af == SLAGS_AFTALE && d->krav != SKAL_SIGES)
        return strcmp(d->navn, "ydelse") == 0 || strcmp(d->navn, "beloeb") == 0 ||
               strcmp(d->navn, "pr") == 0 || strcmp(d->navn, "vilkaar") == 0;
    return d->krav == SKAL_SIGES && !person;
}

static void start_field(const struct side *s, const struct register_fakta *gammel,
                        const struct sager_feltdef *d, struct sager_formfelt *f)
{
    *f = (struct sager_formfelt){
        .navn = d->navn,
        .tekst = str_from(d->tekst[s->engelsk]),
        .hjaelp = str_from(d->hjaelp[s->engelsk]),
        .fejl = STR_EMPTY,
        .vaerdi = STR_EMPTY,
        .er_dag = d->type == FELT_DAG || d->type == FELT_SIDSTE_DAG,
        .er_tal = d->type == FELT_TAL || d->type == FELT_BELOEB,
        .er_tekst = d->type == FELT_TEKST,
        .er_valg = d->type == FELT_VALG,
        .valgfri = !demanded(gammel, d) && d->krav != BETINGET,
    };
}

void sager_form_start(struct side *s, const struct sager_formdef *def,
                      const struct register_fakta *gammel, struct sager_form *out)
{
    const char *const *titel = gammel != NULL ? def->ret : def->ny;

    *out = (struct sager_form){.s = s, .def = def, .gammel = gammel, .fritekst = STR_EMPTY};
    out->side = (struct sager_formular){
        .csrf = s->csrf,
        .overskrift = str_from(titel[s->engelsk]),
        .hjaelp = str_from(def->hjaelp[s->engelsk]),
        .om = STR_EMPTY,
        .fejl = STR_EMPTY,
        .felt = ARENA_ARRAY(s->arena, def->felter + 1, struct sager_formfelt),
        .felt_antal = def->felter,
        .fakta = STR_EMPTY,
        .ret = gammel != NULL,
        .roerer = {STR_EMPTY, false},
    };
    for (size_t i = 0; i < def->felter; i++)
        start_field(s, gammel, &def->felt[i], &out->side.felt[i]);
    if (gammel == NULL) return;
    /* Why it is corrected is asked last. */
    static const struct sager_feltdef HVORFOR = {
        "hvorfor",    FELT_FORM, NULL,
        FELT_VALG,    true,      {"Hvorfor rettes det?", "Why is it corrected?"},
        {NULL, NULL}, NULL,      0};
    start_field(s, gammel, &HVORFOR, &out->side.felt[out->side.felt_antal++]);
}

struct sager_formfelt *sager_form_felt(struct sager_form *form, const char *navn)
{
    size_t i = 0;

    while (i < form->side.felt_antal && strcmp(form->side.felt[i].navn, navn) != 0) i++;
    ASSERT(i < form->side.felt_antal);
    return &form->side.felt[i];
}

bool sager_form_er(const struct sager_form *form, const char *navn, const char *vaerdi)
{
    for (size_t i = 0; i < form->side.felt_antal; i++)
        if (strcmp(form->side.felt[i].navn, navn) == 0)
            return str_is(form->side.felt[i].vaerdi, vaerdi);
    return false;
}

void sager_form_fejl(struct sager_form *form, const char *navn, const char *dansk,
                     const char *engelsk)
{
    struct sager_formfelt *f = sager_form_felt(form, navn);

    if (f->fejl.n == 0) form->side.fejl_felter++;
    f->fejl = side_tekst(form->s, dansk, engelsk);
}

struct register_fakta *sager_form_fakta(struct sager_form *form, enum register_slags slags)
{
    for (size_t i = 0; i < form->fakta_antal; i++)
        if (form->fakta[i].slags == slags) return &form->fakta[i];
    ASSERT(form->fakta_antal < SAGER_FAKTA_MAX);
    struct register_fakta *f = &form->fakta[form->fakta_antal++];
    *f = register_tom(slags);
    return f;
}

/* ---- choices */

void sager_form_valg(struct sager_form *form, const char *navn, const struct sager_valg *valg,
                     size_t antal)
{
    struct sager_formfelt *f = sager_form_felt(form, navn);
    struct sager_valg *row = ARENA_ARRAY(form->s->arena, antal + 1, struct sager_valg);

    row[0] = (struct sager_valg){STR_EMPTY, side_tekst(form->s, "Vælg", "Choose"), f->vaerdi.n == 0,
                                 false};
    for (size_t i = 0; i < antal; i++) {
        row[i + 1] = valg[i];
        row[i + 1].valgt = str_eq(valg[i].kode, f->vaerdi);
    }
    f->valg = row;
    f->valg_antal = antal + 1;
}

/* Marks what was chosen among choices that the page gave. */
static void mark(struct sager_form *form, struct sager_formfelt *f)
{
    struct sager_valg *row = ARENA_ARRAY(form->s->arena, f->valg_antal, struct sager_valg);

    for (size_t i = 0; i < f->valg_antal; i++) {
        row[i] = f->valg[i];
        row[i].valgt = str_eq(row[i].kode, f->vaerdi);
    }
    f->valg = row;
}

/* The choices, with the one that was chosen. */
static void choices(struct sager_form *form)
{
    static const char *const TOM[2] = {"Vælg", "Choose"};

    for (size_t i = 0; i < form->side.felt_antal; i++) {
        struct sager_formfelt *f = &form->side.felt[i];
        bool hvorfor = i >= form->def->felter;
        const struct sager_ord *ord = hvorfor ? SAGER_HVORFOR : form->def->felt[i].ord;
        size_t antal = hvorfor ? SAGER_HVORFOR_ANTAL : form->def->felt[i].ord_antal;
        if (!f->er_valg) continue;
        if (ord != NULL)
            f->valg_antal = sager_valgene(form->s, ord, antal, TOM, f->vaerdi, &f->valg);
        else
            mark(form, f);
    }
}

static bool is_choice(const struct sager_formfelt *f)
{
    for (size_t i = 0; i < f->valg_antal; i++)
        if (str_eq(f->valg[i].kode, f->vaerdi)) return true;
    return false;
}

/* ---- what is known */

static struct str shown_value(struct side *s, const struct sager_feltdef *d,
                              const struct register_fakta *f)
{
    struct str vaerdi = register_vaerdi(s->arena, f, str_from(d->kolonne));
    struct err ingen = ERR_INIT;
    struct dato dag;

    if (d->type == FELT_SIDSTE_DAG && dato_parse(vaerdi, &dag, &ingen))
        return dato_iso(s->arena, dato_plus(dag, -1));
    return vaerdi;
}

bool sager_form_kendt(struct sager_form *form, struct err *err)
{
    struct side *s = form->s;

    for (size_t i = 0; i < form->def->felter; i++) {
        const struct sager_feltdef *d = &form->def->felt[i];
        struct sager_formfelt *f = &form->side.felt[i];
        struct register_fakta kopi;
        if (d->af < 0 || form->gammel == NULL || (int)form->gammel->slags != d->af) continue;
        kopi = *form->gammel;
        if (d->type != FELT_TEKST) {
            f->vaerdi = shown_value(s, d, &kopi);
            continue;
        }
        struct str id = *register_fritekst(&kopi);
        if (id.n > 0)
            TRY(register_tekst(s->app->store, s->arena, s->app->kommune, id, &f->vaerdi, err));
    }
    choices(form);
    return true;
}

/* ---- reading */

/* Of an agreement on a term nothing is asked about an amount, and the other way round. */
static bool applies(const struct sager_form *form, const struct sager_feltdef *d)
{
    static const char *const BELOEB[] = {"ydelse", "beloeb", "pr"};
    static const char *const VILKAAR[] = {"vilkaar", "dage"};
    bool vilkaar = sager_form_er(form, "art", "vilkaar");

    if (d->af != SLAGS_AFTALE) return true;
    for (size_t i = 0; vilkaar && i < 3; i++)
        if (strcmp(d->navn, BELOEB[i]) == 0) return false;
    for (size_t i = 0; !vilkaar && i < 2; i++)
        if (strcmp(d->navn, VILKAAR[i]) == 0) return false;
    return true;
}

static void wrong_kind(struct sager_form *form, const struct sager_feltdef *d)
{
    static const char *const TEKST[][2] = {
        [FELT_DAG] = {"Skriv en dato, der findes: ÅÅÅÅ-MM-DD.",
                      "Write a date that exists: YYYY-MM-DD."},
        [FELT_SIDSTE_DAG] = {"Skriv en dato, der findes: ÅÅÅÅ-MM-DD, eller lad feltet være tomt.",
                             "Write a date that exists: YYYY-MM-DD, or leave it empty."},
        [FELT_TAL] = {"Skriv et helt tal.", "Write a whole number."},
        [FELT_BELOEB] = {"Skriv et beløb i kroner, fx 1.250,00.",
                         "Write an amount in kroner, for example 1.250,00."},
        [FELT_LINJE] = {"Skriv én linje på højst 1000 tegn.",
                        "Write one line of at most 1000 characters."},
        [FELT_TEKST] = {"Teksten er for lang.", "The text is too long."},
        [FELT_VALG] = {"Vælg en af mulighederne.", "Choose one of them."},
    };

    enum sager_felttype type = d->type;
    if (type == FELT_DAG || type == FELT_SIDSTE_DAG)
        type = d->krav == KAN_UDELADES ? FELT_SIDSTE_DAG : FELT_DAG;
    sager_form_fejl(form, d->navn, TEKST[type][0], TEKST[type][1]);
}

static void form_error(struct sager_form *form, const struct sager_feltdef *d,
                       const struct err *fejl)
{
    struct arena *arena = form->s->arena;

    sager_form_fejl(form, d->navn, str_c(arena, str_format(arena, "%s.", fejl->text)),
                    str_c(arena, str_format(arena, "%s.", fejl->engelsk)));
}

/* Some write 9999-12-31 for no end, which is an empty field. */
static void wrong_year(struct sager_form *form, const struct sager_feltdef *d, struct str vaerdi,
                       const struct err *fejl)
{
    struct err tomt = ERR_INIT;
    int64_t aar;
    size_t n;

    err_begge(&tomt, ERR_INPUT, NULL, "%s%.0s, eller lad feltet være tomt",
              "%.0s%s, or leave it empty", fejl->text, fejl->engelsk);
    bool for_sent = str_find(vaerdi, STR("-"), &n) && str_int(str_sub(vaerdi, 0, n), &aar) &&
                    aar > dato_year(form->s->i_dag);
    form_error(form, d, for_sent && d->krav == KAN_UDELADES ? &tomt : fejl);
}

/* What the register has is taken as it is: a form sends every field again. Of a family a day can be
 * older than any child. */
static bool read_day(const struct sager_form *form, const struct sager_feltdef *d,
                     struct str vaerdi, struct dato *ud, struct err *fejl)
{
    struct side *s = form->s;
    bool kendt = form->gammel != NULL && (int)form->gammel->slags == d->af;

    if (kendt && str_eq(vaerdi, shown_value(s, d, form->gammel)))
        return dato_parse(vaerdi, ud, fejl);
    if (d->af == SLAGS_HUSSTAND || d->af == SLAGS_GODKENDELSE || d->af == SLAGS_KONTRAKT)
        return side_dag_laes_fra(s, SIDE_AAR_VOKSEN, vaerdi, ud, fejl);
    return side_dag_laes(s, vaerdi, ud, fejl);
}

static void set_column(struct sager_form *form, const struct sager_feltdef *d, struct str vaerdi)
{
    struct side *s = form->s;
    struct register_fakta *f = sager_form_fakta(form, (enum register_slags)d->af);
    bool er_dag = d->type == FELT_DAG || d->type == FELT_SIDSTE_DAG;
    bool god = true;
    struct err fejl = ERR_INIT;
    struct dato dag;

    if (er_dag && vaerdi.n > 0) {
        god = read_day(form, d, vaerdi, &dag, &fejl);
        if (god && d->type == FELT_SIDSTE_DAG) vaerdi = dato_iso(s->arena, dato_plus(dag, 1));
    }
    if (god && register_saet(s->arena, f, str_from(d->kolonne), vaerdi, &fejl)) return;
    if (str_is(str_from(fejl.place), SIDE_AAR))
        wrong_year(form, d, vaerdi, &fejl);
    else if (d->type == FELT_LINJE && fejl.engelsk[0] != '\0')
        form_error(form, d, &fejl);
    else
        wrong_kind(form, d);
}

/* Free text may have several lines; the fact gets its id when it is written. */
static void set_text(struct sager_form *form, const struct sager_feltdef *d, struct str vaerdi)
{
    enum { TEKST_MAX = 4000 };
    struct err fejl = ERR_INIT;

    (void)sager_form_fakta(form, (enum register_slags)d->af);
    if (tegn_antal(vaerdi) > TEKST_MAX)
        wrong_kind(form, d);
    else if (!tegn_tjek(vaerdi, TEGN_LINJER | TEGN_BREV, (struct tegn_hvad){"Teksten", "The text"},
                        &fejl))
        form_error(form, d, &fejl);
    else if (register_ligner_cpr(vaerdi))
        sager_form_fejl(form, d->navn,
                        "Teksten ligner noget med et CPR-nummer; skriv det ikke her.",
                        "The text seems to hold a CPR number; do not write it here.");
    else
        form->fritekst = vaerdi;
}

static void set_person(struct sager_form *form, const struct sager_feltdef *d, struct str vaerdi)
{
    struct err fejl = ERR_INIT;
    struct buf cifre;

    if (strcmp(d->kolonne, "navn") == 0) {
        if (register_ligner_cpr(vaerdi))
            wrong_kind(form, d);
        else if (!register_person_navn(vaerdi, &fejl))
            form_error(form, d, &fejl);
        form->person.navn = vaerdi;
        return;
    }
    buf_init(&cifre, form->s->arena);
    for (size_t i = 0; i < vaerdi.n; i++)
        if (vaerdi.p[i] != '-' && vaerdi.p[i] != ' ') buf_char(&cifre, vaerdi.p[i]);
    form->person.cpr = buf_str(&cifre);
}

static void read_field(struct sager_form *form, size_t i)
{
    const struct sager_feltdef *d = &form->def->felt[i];
    struct sager_formfelt *f = &form->side.felt[i];

    if (!applies(form, d)) {
        f->vaerdi = STR_EMPTY;
        return;
    }
    /* Of an agreement of which nothing is told yet, that is told first. */
    if (d->af == SLAGS_AFTALE && d->krav != SKAL_SIGES && sager_form_er(form, "art", "")) return;
    if (f->vaerdi.n == 0 && demanded(form->gammel, d)) {
        sager_form_fejl(form, d->navn, f->er_valg ? "Vælg en af mulighederne." : "Udfyld feltet.",
                        f->er_valg ? "Choose one of them." : "Fill in the field.");
        return;
    }
    if (f->er_valg && f->vaerdi.n > 0 && !is_choice(f))
        wrong_kind(form, d);
    else if (d->af == FELT_PERSON)
        set_person(form, d, f->vaerdi);
    else if (d->type == FELT_TEKST)
        set_text(form, d, f->vaerdi);
    else if (d->af >= 0 && (f->vaerdi.n > 0 || d->krav != SKAL_SIGES))
        set_column(form, d, f->vaerdi);
}

/* A column that may not be empty in a file is not set to nothing. */
static bool is_left_out(const struct sager_form *form, size_t i)
{
    const struct sager_feltdef *d = &form->def->felt[i];

    return form->side.felt[i].vaerdi.n == 0 && d->af == SLAGS_BARN;
}

bool sager_form_laes(struct sager_form *form, struct err *err)
{
    const struct web_felter *sendt = &form->s->request->form;

    for (size_t i = 0; i < form->side.felt_antal; i++)
        TRY(sager_felt(sendt, form->side.felt[i].navn, &form->side.felt[i].vaerdi, err));
    choices(form);
    form->person = (struct register_person){STR_EMPTY, false,     STR_EMPTY, STR_EMPTY,
                                            STR_EMPTY, STR_EMPTY, STR_EMPTY, false};
    if (form->gammel != NULL) {
        struct register_fakta *f = sager_form_fakta(form, form->gammel->slags);
        /* An agreement may become of another sort: then the old one's columns are not kept. */
        if (f->slags != SLAGS_AFTALE) *f = *form->gammel;
    }
    for (size_t i = 0; i < form->def->felter; i++)
        if (!is_left_out(form, i) || form->def->felt[i].krav == SKAL_SIGES) read_field(form, i);
    if (form->gammel != NULL &&
        sager_find(SAGER_HVORFOR, SAGER_HVORFOR_ANTAL, sager_form_felt(form, "hvorfor")->vaerdi) ==
            SAGER_HVORFOR_ANTAL)
        sager_form_fejl(form, "hvorfor", "Vælg en af mulighederne.", "Choose one of them.");
    return true;
}

/* ---- what the register refuses */

static bool has_field(const struct sager_form *form, const char *navn)
{
    for (size_t i = 0; i < form->side.felt_antal; i++)
        if (strcmp(form->side.felt[i].navn, navn) == 0) return true;
    return false;
}

void sager_form_afvist(struct sager_form *form, const struct err *fejl)
{
    static const struct {
        const char *stykke; /* of the register's text */
        const char *felt;
        const char *tekst[2]; /* NULL: the register's own */
    } HVOR[] = {
        {"før det er født", "indflyttet", INTET_TEKST},
        {"før det er født", "foedt", INTET_TEKST},
        {"»til« skal ligge efter",
         "til",
         {"Den sidste dag skal ligge efter den første.", "The last day must be after the first."}},
        {"»fraflyttet« skal ligge efter",
         "fraflyttet",
         {"Udflytningen skal ligge efter indflytningen.", "Moving out must be after moving in."}},
        {"antal_boern skal",
         "antal_boern",
         {"Skriv 1-20, eller lad feltet være tomt.", "Write 1-20, or leave it empty."}},
        {"alder_fra og alder_til",
         "alder_til",
         {"Alderen går op til 30, og den første må ikke være den højeste.",
          "Ages go up to 30, and the first may not be the higher."}},
        {"Varslet skal", "dage", INTET_TEKST},
        {"Aftalens beløb", "beloeb", INTET_TEKST},
        {"Cpr-nummeret skal",
         "cpr",
         {"CPR-nummeret skal være ti cifre.", "The CPR number must be ten digits."}},
        {"Godkendelsen ",
         "fra",
         {"En anden godkendelse dækker nogle af de samme dage; lad den slutte først.",
          "Another approval covers some of the same days; let it end first."}},
        {"Kontrakten er på", "model", INTET_TEKST},
    };
    struct side *s = form->s;

    for (size_t i = 0; i < sizeof(HVOR) / sizeof(*HVOR); i++) {
        size_t at;
        if (!str_find(str_from(fejl->text), str_from(HVOR[i].stykke), &at)) continue;
        if (!has_field(form, HVOR[i].felt)) continue;
        const char *da =
            HVOR[i].tekst[0] == NULL ? str_c(s->arena, side_fejltekst(s, fejl)) : HVOR[i].tekst[0];
        sager_form_fejl(form, HVOR[i].felt, da, HVOR[i].tekst[1] == NULL ? da : HVOR[i].tekst[1]);
        return;
    }
    /* A day that lies outside of the years there are is told by its column's name. */
    for (size_t i = 0; i < form->side.felt_antal; i++) {
        struct str navn = str_from(form->side.felt[i].navn);
        if (!form->side.felt[i].er_dag || !str_starts(str_from(fejl->text), navn)) continue;
        sager_form_fejl(form, form->side.felt[i].navn,
                        "Dagen ligger uden for de år, der kan være; er årstallet rigtigt?",
                        "The day is outside of the years there may be; is the year right?");
        return;
    }
    form->side.fejl = side_fejltekst(s, fejl);
}

/* ---- what will be another */

static struct str in_words(const struct side *s, const struct sager_formfelt *f, struct str vaerdi)
{
    struct err ingen = ERR_INIT;
    struct dato dag;

    for (size_t i = 0; f->er_valg && i < f->valg_antal; i++)
        if (vaerdi.n > 0 && str_eq(f->valg[i].kode, vaerdi)) return f->valg[i].tekst;
    if (f->er_dag && dato_parse(vaerdi, &dag, &ingen)) return side_dato(s, dag);
    if (f->er_dag && vaerdi.n == 0) return side_tekst(s, "indtil videre", "until further notice");
    return vaerdi;
}

bool sager_form_aendringer(struct sager_form *form, struct err *err)
{
    struct side *s = form->s;
    struct sager_form foer;
    struct sager_aendring *row =
        ARENA_ARRAY(s->arena, form->side.felt_antal, struct sager_aendring);
    size_t n = 0;

    sager_form_start(s, form->def, form->gammel, &foer);
    TRY(sager_form_kendt(&foer, err));
    for (size_t i = 0; i < form->side.felt_antal; i++) {
        const struct sager_formfelt *f = &form->side.felt[i];
        struct str gammel = foer.side.felt[i].vaerdi;
        bool cpr = strcmp(f->navn, "cpr") == 0;
        if (f->vaerdi.n == 0 && gammel.n == 0 && !(f->er_dag && f->valgfri)) continue;
        row[n].navn = f->tekst;
        row[n].nu = cpr ? side_tekst(s, "ti cifre, som ikke vises", "ten digits, not shown")
                        : in_words(s, f, f->vaerdi);
        row[n].foer =
            form->gammel == NULL || i >= form->def->felter ? STR_EMPTY : in_words(s, f, gammel);
        n++;
    }
    form->side.aendring = row;
    form->side.aendring_antal = n;
    return true;
}
