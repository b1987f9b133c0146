/*
 * brev run, brev aar: letters in a folder that Digital Post can take.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "afregning/breve.h"
#include "base/tid.h"
#include "cmd/fremdrift.h"
#include "cmd/run_cmd.h"

struct breve_args {
    struct run_args run;
    const char *mappe;
    const char *opsaetning;
};

/* The letters as they come; their bytes are kept until the folder is written at the end, so that a
 * folder without a manifest is never taken for a whole one. */
struct stak {
    struct arena *arena;
    struct brev_forsendelse *brev;
    size_t antal;
    size_t plads;
    struct fremdrift bar;
    size_t uden_cpr;
    /* Letters with a character that could not be shown: what is said of each, a line each. */
    struct buf maerket;
    struct buf maerket_json;
    size_t maerkede;
};

/* Whose letter it is, what it could not show, and in which words. */
static void note(struct stak *s, const struct brev_forsendelse *brev)
{
    for (size_t i = 0; i < brev->erstattede; i++) {
        const struct brev_erstattet *e = &brev->erstattet[i];
        struct str tegn = str_format(s->arena, "U+%04X", (unsigned)e->kode);
        buf_c(&s->maerket, "  Brevet til person ");
        buf_terminal(&s->maerket, brev->modtager);
        buf_format(&s->maerket, ": »%.*s« (%.*s) vises som � i »", STR_ARG(e->tegn), STR_ARG(tegn));
        buf_terminal(&s->maerket, e->tekst);
        buf_c(&s->maerket, "«\n");
        buf_c(&s->maerket_json, s->maerket_json.n > 0 ? ",{\"person\":" : "{\"person\":");
        buf_json(&s->maerket_json, brev->modtager);
        buf_c(&s->maerket_json, ",\"tegn\":");
        buf_json(&s->maerket_json, tegn);
        buf_c(&s->maerket_json, ",\"tekst\":");
        buf_json(&s->maerket_json, e->tekst);
        buf_char(&s->maerket_json, '}');
    }
    s->maerkede += brev->erstattede > 0;
}

static bool keep(void *ctx, const struct brev_forsendelse *brev, struct err *err)
{
    struct stak *s = ctx;

    (void)err;
    fremdrift_vis(&s->bar, s->antal, 0);
    if (brev->cpr.n == 0) {
        s->uden_cpr++;
        return true;
    }
    s->brev = arena_grow(s->arena, s->brev, s->antal, &s->plads, s->antal + 1, sizeof(*s->brev));
    note(s, brev);
    s->brev[s->antal++] = (struct brev_forsendelse){.id = str_copy(s->arena, brev->id),
                                                    .cpr = str_copy(s->arena, brev->cpr),
                                                    .slags = brev->slags,
                                                    .pdf = str_copy(s->arena, brev->pdf)};
    return true;
}

static struct brev_afsender sender_of(const struct eksport_opsaetning *o)
{
    return (struct brev_afsender){
        .kommune = o->kommune_navn,
        .afdeling = o->afdeling,
        .cvr = o->cvr,
        .kontakt = o->kontakt,
        .kontaktlinjer = o->kontaktlinjer,
        .uenig = o->uenig,
    };
}

/* "2021-06-25T08:00:00Z" */
static struct str moment(struct arena *arena, int64_t us)
{
    int64_t seconds = us / 1000000, day = seconds / 86400, rest = seconds % 86400;
    struct str iso = dato_iso(arena, (struct dato){(int32_t)day});

    return str_format(arena, "%.*sT%02d:%02d:%02dZ", STR_ARG(iso), (int)(rest / 3600),
                      (int)(rest / 60 % 60), (int)(rest % 60));
}

static bool write_letters(struct arena *arena, struct cmd_db *db, const struct breve_args *a,
                          bool aar, struct stak *stak, struct err *err)
{
    struct eksport_opsaetning o;
    struct brev_trykkeri *trykkeri;
    size_t antal = 0;

    TRY(eksport_opsaetning_laes(arena, a->opsaetning, &o, err));
    struct brev_afsender afsender = sender_of(&o);
    /* A letter of a run says the same whenever it is made. */
    struct breve_valg valg = {&afsender, aar ? dato_of_us(db->now_us) : DATO_MIN};
    TRY(brev_trykkeri_open(arena, &brev_filer_debian, &trykkeri, err));
    fremdrift_init(&stak->bar, "Skriver breve");
    bool ok = aar ? breve_aar(db->store, arena, &db->adgang, (int)a->run.loebenr, &valg, trykkeri,
                              keep, stak, &antal, err)
                  : breve_koersel(db->store, arena, &db->adgang, a->run.loebenr, &valg, trykkeri,
                                  keep, stak, &antal, err);
    fremdrift_slut(&stak->bar);
    brev_trykkeri_close(trykkeri);
    TRY(ok);
    if (mkdir(a->mappe, 0700) != 0 && errno != EEXIST)
        return err_set(err, ERR_IO, a->mappe, "Mappen kan ikke oprettes (%s)", strerror(errno));
    return brev_mappe_write(arena, a->mappe, &afsender, moment(arena, db->now_us), stak->brev,
                            stak->antal, err);
}

static void print_result(const struct stak *stak, const struct breve_args *a)
{
    struct str maerket = buf_str(&stak->maerket), json = buf_str(&stak->maerket_json);

    if (a->run.words.json) {
        printf("{\"breve\":%zu,\"uden_cpr\":%zu,\"tegn\":[%.*s]}\n", stak->antal, stak->uden_cpr,
               STR_ARG(json));
        return;
    }
    printf("%zu breve ligger i %s.\n", stak->antal, a->mappe);
    if (stak->uden_cpr > 0)
        printf("%zu modtagere har intet CPR-nummer i registret og fik intet brev.\n",
               stak->uden_cpr);
    if (stak->maerkede > 0)
        printf("%zu breve har tegn, som breve ikke kan vise. Et navn rettes på familiens side "
               "(Ret navn), en anden tekst dér, hvor den er skrevet; skriv brevene igen bagefter, "
               "før de sendes.\n%.*s",
               stak->maerkede, STR_ARG(maerket));
}

static int letters(struct arena *arena, int argc, char **argv, bool aar, const char *usage)
{
    struct breve_args a = {0};
    const struct cmd_option more[] = {{"--til", &a.mappe, NULL},
                                      {"--opsaetning", &a.opsaetning, NULL}};
    struct stak stak = {.arena = arena};
    struct err err = ERR_INIT;
    struct cmd_db db;

    buf_init(&stak.maerket, arena);
    buf_init(&stak.maerket_json, arena);
    if (!run_args_laes(argc, argv, more, 2, &a.run) || a.mappe == NULL || a.opsaetning == NULL ||
        (aar && (a.run.loebenr < 1900 || a.run.loebenr > 2200)))
        return cmd_usage(usage);
    int code = cmd_db_open(arena, &a.run.words, &db);
    if (code != CMD_OK) return code;
    if (!write_letters(arena, &db, &a, aar, &stak, &err))
        return cmd_db_close(&db, cmd_db_error(&db, &err));
    print_result(&stak, &a);
    return cmd_db_close(&db, stak.uden_cpr + stak.maerkede > 0 ? CMD_FOUND : CMD_OK);
}

int cmd_brev_run(struct arena *arena, int argc, char **argv)
{
    return letters(arena, argc, argv, false, "brev run NUMMER --til MAPPE --opsaetning FIL.csv");
}

int cmd_brev_aar(struct arena *arena, int argc, char **argv)
{
    return letters(arena, argc, argv, true, "brev aar ÅÅÅÅ --til MAPPE --opsaetning FIL.csv");
}
