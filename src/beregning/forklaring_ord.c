/*
 * forklaring_ord: the words of an explanation, shared by its prints.
 *
 * Invariants: (1) a word with a number in it is made from one field of the tree, and the JSON print
 * carries that word; (2) text from outside leaves ord_ren before it reaches a person's terminal.
 */
#include "beregning/print.h"

struct str ord_ren(struct arena *arena, struct str s)
{
    struct buf buf;
    size_t first = 0;

    while (first < s.n && str_steering(s, first) == 0) first++;
    if (first == s.n) return s;
    buf_init(&buf, arena);
    buf_add(&buf, str_sub(s, 0, first));
    for (size_t at = first; at < s.n;) {
        size_t bad = str_steering(s, at);
        bool space = s.p[at] == '\n' || s.p[at] == '\t' || s.p[at] == '\r';
        buf_char(&buf, bad == 0 ? s.p[at] : space ? ' ' : '?');
        at += bad == 0 ? 1 : bad;
    }
    return buf_str(&buf);
}

struct str ord_stort(struct arena *arena, struct str s)
{
    if (s.n == 0) return s;
    char *p = arena_alloc(arena, s.n);
    for (size_t i = 0; i < s.n; i++) p[i] = s.p[i];
    bool dansk = str_starts(s, STR("æ")) || str_starts(s, STR("ø")) || str_starts(s, STR("å"));
    if (p[0] >= 'a' && p[0] <= 'z') p[0] = (char)(p[0] - 'a' + 'A');
    if (dansk) p[1] = (char)(p[1] - 0x20); /* Latin-1: capitals stand 0x20 before */
    return (struct str){p, s.n};
}

struct str ord_navn(struct arena *arena, struct str navn)
{
    char *p = arena_alloc(arena, navn.n);

    for (size_t i = 0; i < navn.n; i++) p[i] = navn.p[i] == '_' ? ' ' : navn.p[i];
    return (struct str){p, navn.n};
}

struct str ord_tal(struct arena *arena, struct brok vaerdi, struct enhed enhed)
{
    bool to_decimaler = 100 % vaerdi.n == 0;

    if (enhed.potens[ENHED_KR] != 0 && to_decimaler) return brok_text(arena, vaerdi, 2);
    return brok_short(arena, vaerdi);
}

struct str ord_faktor(struct arena *arena, const struct forklaring_faktor *faktor)
{
    struct enhed enhed = faktor->enhed;
    struct str tal = ord_tal(arena, faktor->vaerdi, enhed);

    if (enhed.potens[ENHED_KR] == 1 && enhed.potens[ENHED_VEDERLAG] == -1) {
        enhed.potens[ENHED_VEDERLAG] = 0;
    }
    struct str navn = enhed_text(arena, enhed);
    if (navn.n == 0) return tal;
    return str_format(arena, "%.*s %.*s", STR_ARG(tal), STR_ARG(navn));
}

struct str ord_takst_kilde(struct arena *arena, const struct takst *takst)
{
    return str_format(arena, "%.*s, %s", STR_ARG(takst->kilde), takst_status_navn(takst->status));
}

struct str ord_faktor_note(struct arena *arena, const struct forklaring_faktor *faktor)
{
    if (faktor->takst == NULL) return faktor->note;
    struct str kilde = ord_takst_kilde(arena, faktor->takst);
    if (faktor->note.n == 0) return kilde;
    return str_format(arena, "%.*s; %.*s", STR_ARG(faktor->note), STR_ARG(kilde));
}

bool ord_gange_foerst(const struct forklaring_led *led)
{
    return led->enhed.potens[ENHED_DOEGN] < 0;
}

struct str ord_gange(const struct forklaring_led *led)
{
    struct str tekst = led->gange_tekst;
    size_t at = 0;

    if (str_starts(tekst, STR("hele måneden"))) return STR_EMPTY;
    if (str_find(tekst, STR(" × hele måneden"), &at)) return str_sub(tekst, 0, at);
    return tekst;
}

/* "16. juni", with the year where it is not told by what stands around it. */
static struct str dag_tekst(struct arena *arena, struct dato dag, bool med_aar)
{
    int aar = 0;
    int maaned = 0;
    int nr = 0;

    if (med_aar) return dato_tekst(arena, dag);
    dato_civil(dag, &aar, &maaned, &nr);
    return str_format(arena, "%d. %s", nr, maaned_navn(maaned));
}

struct str ord_periode(struct arena *arena, struct dato fra, struct dato til)
{
    ASSERT(fra.dag < til.dag);
    if (til.dag >= DATO_MAX.dag) {
        struct str start = dag_tekst(arena, fra, true);
        return str_format(arena, "fra %.*s", STR_ARG(start));
    }
    struct dato sidste = dato_plus(til, -1);
    struct maaned m = maaned_of(fra);
    bool samme_aar = m.nr / 12 == maaned_of(sidste).nr / 12;
    struct str slut = dag_tekst(arena, sidste, !samme_aar);
    if (fra.dag == sidste.dag) return slut;
    if (m.nr == maaned_of(sidste).nr) {
        int nr = fra.dag - maaned_first(m).dag + 1;
        return str_format(arena, "%d.-%.*s", nr, STR_ARG(slut));
    }
    struct str start = dag_tekst(arena, fra, !samme_aar);
    return str_format(arena, "%.*s-%.*s", STR_ARG(start), STR_ARG(slut));
}

struct str ord_del(struct arena *arena, const struct forklaring_del *del, struct maaned maaned)
{
    bool fra_den_1 = del->fra.dag == maaned_first(maaned).dag;
    bool til_sidst = del->til.dag == maaned_end(maaned).dag;

    if (fra_den_1 && til_sidst && del->dage == maaned_days(maaned)) return STR("hele måneden");
    return ord_periode(arena, del->fra, del->til);
}

struct str ord_dage(struct arena *arena, const struct forklaring_del *del, struct maaned maaned)
{
    struct str periode = ord_del(arena, del, maaned);

    return str_format(arena, "%.*s, %d af %d dage", STR_ARG(periode), del->dage,
                      maaned_days(maaned));
}

const char *ord_retning(enum afrunding retning)
{
    switch (retning) {
    case AFRUND_HALVE_OP: return "halve op";
    case AFRUND_NED: return "ned";
    case AFRUND_OP: return "op";
    }
    ASSERT(false);
}

struct str ord_afrunding(struct arena *arena, const struct forklaring *forklaring)
{
    const char *retning = ord_retning(forklaring->afrund);

    if (forklaring->afrund_step == 1) return str_format(arena, "afrundet til øre, %s", retning);
    if (forklaring->afrund_step == 100) {
        return str_format(arena, "afrundet til hele kroner, %s", retning);
    }
    struct str trin = oere_kr(arena, (struct oere){forklaring->afrund_step});
    return str_format(arena, "afrundet til nærmeste %.*s, %s", STR_ARG(trin), retning);
}

struct str ord_skat(enum skat skat)
{
    return skat == SKAT_A_INDKOMST ? STR("før skat") : str_from(skat_navn(skat));
}

struct str ord_til(struct arena *arena, const struct linje *linje)
{
    const char *modtager = modtager_navn(linje->modtager);

    if (linje->modtager == MODTAGER_BARN) return str_from(modtager);
    return str_format(arena, "%s %s", modtager, kanal_navn(linje->kanal));
}

struct str ord_afsnit(struct arena *arena, const struct plan_ydelse *regel)
{
    if (regel->afsnit.n == 0) return regel->kilde;
    return str_format(arena, "Håndbogen, afsnittet %.*s", STR_ARG(regel->afsnit));
}

struct str ord_haandbog(struct arena *arena, const struct plan *plan)
{
    struct str fra = dato_tekst(arena, plan->gaelder_fra);

    if (plan->kendt_fra.dag == DATO_MIN.dag) {
        return str_format(arena, "%.*s, håndbogen fra %.*s", STR_ARG(plan->haandbog), STR_ARG(fra));
    }
    struct str rettet = dato_tekst(arena, plan->kendt_fra);
    return str_format(arena, "%.*s, håndbogen fra %.*s, rettet %.*s", STR_ARG(plan->haandbog),
                      STR_ARG(fra), STR_ARG(rettet));
}

struct str ord_kendt(struct arena *arena, struct dato kendt)
{
    if (kendt.dag >= DATO_MAX.dag) return STR("Beregnet med alle kendte oplysninger");
    struct str dag = dato_tekst(arena, kendt);
    return str_format(arena, "Beregnet med det, der var kendt ved udgangen af %.*s", STR_ARG(dag));
}

/* "beklaedning" → "Beklædning": for a code whose handbook is not at hand. */
static struct str unfold(struct arena *arena, struct str kode)
{
    static const struct {
        const char *folded;
        const char *letter;
    } letters[] = {{"ae", "æ"}, {"oe", "ø"}, {"aa", "å"}};
    struct str navn = ord_stort(arena, ord_navn(arena, kode));
    struct buf buf;

    buf_init(&buf, arena);
    for (size_t at = 0; at < navn.n;) {
        const char *letter = NULL;
        for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
            if (str_is(str_sub(navn, at, at + 2), letters[i].folded)) letter = letters[i].letter;
        }
        if (letter == NULL) buf_char(&buf, navn.p[at]);
        if (letter != NULL) buf_c(&buf, letter);
        at += letter == NULL ? 1 : 2;
    }
    return buf_str(&buf);
}

static bool titel_in_plan(const struct plan *plan, struct str kode, struct str *titel)
{
    for (size_t i = 0; i < plan->linjer; i++) {
        if (!str_eq(plan->linje[i].kode, kode)) continue;
        *titel = plan->linje[i].titel;
        return true;
    }
    return false;
}

struct str ord_ydelse(struct arena *arena, const struct print_planer *planer, struct str kode)
{
    struct str titel = STR_EMPTY;

    if (str_is(kode, "alle")) return STR("Alle ydelser");
    for (size_t i = 0; i < planer->count; i++) {
        if (titel_in_plan(planer->plan[i], kode, &titel)) return titel;
    }
    return unfold(arena, kode);
}
