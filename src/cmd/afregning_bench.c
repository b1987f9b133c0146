/*
 * afregning_bench: what settling costs: read, compute, settle, journal, commit, export, look at.
 *
 * An invented municipality (demo.h) that learns its facts as time goes: it is imported, then each
 * month what has become known is imported, and the month is computed, approved and exported; last
 * an extra run, some days later, in which few families are touched, and the doctor. Each round is a
 * process of its own, so that its greatest memory is its own, and a municipality of its own. Time
 * by the clock on the wall, since a server's work counts too, and beside it this process's own.
 *
 * Arguments: the largest number of placements (10000), months (2; at most 24), "sqlite",
 * "postgres", "begge" or a database's address, where all of it stays; rounds (3), the smallest
 * number of placements (1000). Up to 12 months are those of 2021, with levels, by Morsø's handbook;
 * more begin in 2020, with numbers of vederlag, by KL's. Run from the top of the tree.
 */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "afregning/breve.h"
#include "afregning/doctor.h"
#include "afregning/eksport.h"
#include "afregning/journal.h"
#include "afregning/status.h"
#include "base/fil.h"
#include "demo/demo.h"
#include "haandbog/haandbog.h"
#include "register/register.h"

#define LIMIT ((size_t)8 << 30)
#define HANDBOOK "haandboeger/morsoe"
#define HANDBOOK_LONG "haandboeger/kl"
#define SETUP "demo/opsaetning.csv"
#define DAG_US (INT64_C(86400) * 1000000)

enum { YEAR = 2021, SHORT = 12, LONG = 24, ROUNDS_MAX = 20, LETTERS_MOST = 1000, FAMILIES = 50 };

extern char **environ;

enum trin {
    CALC_FIRST,
    APPROVE_FIRST,
    EXPORT_FIRST,
    CALC_NEXT, /* the last month of the run of months */
    APPROVE_NEXT,
    EXPORT_NEXT,
    CALC_EXTRA,
    APPROVE_EXTRA,
    LETTERS,
    STATUS,
    FAMILY, /* one family, the mean of FAMILIES */
    DOCTOR,
    STEPS,
};

static const struct {
    const char *navn;
    const char *hvad; /* what its number counts */
} TRIN[STEPS] = {
    {"first month, calc", "pairs"},
    {"first month, approve", "rows"},
    {"first month, export", "payments"},
    {"last month, calc", "pairs"},
    {"last month, approve", "rows"},
    {"last month, export", "payments"},
    {"extra run, calc", "pairs"},
    {"extra run, approve", "rows"},
    {"letters of the first month", NULL},
    {"status", "rows in the journal"},
    {"one family", NULL},
    {"doctor", "demands"},
};

struct runde { /* written by the child */
    int64_t wall[STEPS];
    int64_t cpu[STEPS];
    size_t antal[STEPS]; /* of what it worked on */
    size_t breve;
    long peak_kb;
};

struct proeve {
    struct arena arena;
    struct store *store;
    struct adgang anna;
    struct adgang bo;
    struct haandbog_samling haandbog;
    struct eksport_opsaetning opsaetning;
    struct str fakta;
    struct str personer;
    struct runde *ud;
    int64_t foerste; /* the first run */
    int64_t wall;
    int64_t cpu;
    int antal;
    int maaneder;
};

static _Noreturn void stop(const struct err *err)
{
    fprintf(stderr, "afregning_bench: %s: %s\n", err->place, err->text);
    exit(1);
}

static void need(bool ok, const struct err *err)
{
    if (!ok) stop(err);
}

static int64_t now_ns(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void from_here(struct proeve *p)
{
    p->wall = now_ns(CLOCK_MONOTONIC);
    p->cpu = now_ns(CLOCK_PROCESS_CPUTIME_ID);
}

static void to_here(struct proeve *p, enum trin trin)
{
    p->ud->wall[trin] = now_ns(CLOCK_MONOTONIC) - p->wall;
    p->ud->cpu[trin] = now_ns(CLOCK_PROCESS_CPUTIME_ID) - p->cpu;
}

/* ---- one round */

static int64_t us_of(struct dato dag)
{
    return (int64_t)dag.dag * DAG_US + DAG_US / 2;
}

/* What has become known by the day. */
static void learn(struct proeve *p, struct dato dag, bool med_personer)
{
    const struct register_import valg = {.kendt = dag};
    struct register_fil fil[] = {{"demo.json", p->fakta}, {"personer.csv", p->personer}};
    struct register_importeret ud;
    struct arena arena;
    struct err err = ERR_INIT;

    arena_init(&arena, LIMIT);
    need(register_importer(p->store, &arena, &p->anna, fil, med_personer ? 2 : 1, &valg, us_of(dag),
                           &ud, &err),
         &err);
    if (ud.fund.fejl > 0) {
        fprintf(stderr, "%s: %.*s\n", ud.fund.fund[0].sted.fil,
                STR_ARG(ud.fund.fund[0].tekst.dansk));
        exit(1);
    }
    arena_release(&arena);
}

/* A run on the day; `trin` is its calc, and the next one its approve. */
static int64_t settle(struct proeve *p, struct maaned maaned, struct dato dag, bool ekstra,
                      enum trin trin)
{
    /* The last days of a year are no bank days. */
    struct dato betales = dato_bank_day_not_after(dato_plus(maaned_end(maaned), -4));
    struct koersel_ny ny = {maaned, dag, betales, ekstra};
    struct godkendelse_resultat g;
    struct udgave_resultat r;
    enum afregning_udfald udfald;
    struct arena arena;
    struct err err = ERR_INIT;
    int64_t nr;

    arena_init(&arena, LIMIT);
    from_here(p);
    need(koersel_opret(p->store, &p->anna, &ny, us_of(dag), &nr, &err), &err);
    need(koersel_beregn(p->store, &arena, &p->anna, nr, &p->haandbog, us_of(dag), NULL, &r, &udfald,
                        &err),
         &err);
    to_here(p, trin);
    p->ud->antal[trin] = r.par;
    ASSERT(udfald == AFREGNING_GJORT);
    arena_release(&arena);
    arena_init(&arena, LIMIT);
    from_here(p);
    need(koersel_godkend(p->store, &arena, &p->bo, nr, 0, STR_EMPTY, us_of(dag), &g, &udfald, &err),
         &err);
    to_here(p, trin + 1);
    /* An extra run without differences is not approved. */
    ASSERT(udfald == AFREGNING_GJORT || (ekstra && udfald == AFREGNING_INTET));
    p->ud->antal[trin + 1] = udfald == AFREGNING_GJORT ? (size_t)g.raekker : 0;
    arena_release(&arena);
    return nr;
}

static void export(struct proeve *p, int64_t nr, struct dato dag, enum trin trin)
{
    struct eksport_resultat r;
    enum afregning_udfald udfald;
    struct arena arena;
    struct err err = ERR_INIT;

    arena_init(&arena, LIMIT);
    from_here(p);
    need(koersel_eksporter(p->store, &arena, &p->bo, nr, &p->opsaetning, NULL, us_of(dag), &r,
                           &udfald, &err),
         &err);
    to_here(p, trin);
    ASSERT(udfald == AFREGNING_GJORT);
    p->ud->antal[trin] = r.betalinger;
    arena_release(&arena);
}

static void see_doctor(struct proeve *p)
{
    struct doctor_svar svar;
    struct arena arena;
    struct err err = ERR_INIT;

    arena_init(&arena, LIMIT);
    from_here(p);
    need(store_begin(p->store, STORE_READ, &err), &err);
    need(afregning_doctor(p->store, &arena, p->anna.kommune, NULL, &svar, &err), &err);
    store_rollback(p->store);
    to_here(p, DOCTOR);
    for (size_t i = 0; i < svar.antal; i++)
        fprintf(stderr, "%s: %.*s\n", svar.brud[i].krav->id, STR_ARG(svar.brud[i].hvor));
    p->ud->antal[DOCTOR] = doctor_krav_antal;
    arena_release(&arena);
}

static bool drop_letter(void *ctx, const struct brev_forsendelse *brev, struct err *err)
{
    (void)ctx;
    (void)brev;
    (void)err;
    return true;
}

static void letters(struct proeve *p, int64_t nr)
{
    const struct brev_afsender afsender = {.kommune = STR("Prøve Kommune"), .cvr = STR("12345678")};
    const struct breve_valg valg = {&afsender, dato_make(YEAR, 2, 1)};
    struct brev_trykkeri *trykkeri;
    struct arena arena;
    struct err err = ERR_INIT;

    arena_init(&arena, LIMIT);
    need(brev_trykkeri_open(&arena, &brev_filer_debian, &trykkeri, &err), &err);
    from_here(p);
    need(breve_koersel(p->store, &arena, &p->anna, nr, &valg, trykkeri, drop_letter, NULL,
                       &p->ud->breve, &err),
         &err);
    to_here(p, LETTERS);
    brev_trykkeri_close(trykkeri);
    arena_release(&arena);
}

static void look_at_status(struct proeve *p)
{
    struct afregning_status status;
    struct arena arena;
    struct err err = ERR_INIT;

    arena_init(&arena, LIMIT);
    from_here(p);
    need(store_begin(p->store, STORE_READ, &err), &err);
    need(afregning_status(p->store, &arena, p->anna.kommune, &status, &err), &err);
    store_rollback(p->store);
    to_here(p, STATUS);
    p->ud->antal[STATUS] = (size_t)status.hoved.nr;
    arena_release(&arena);
}

/* What is known of a family, and every row of the journal of who holds its contract. */
static void look_at_families(struct proeve *p)
{
    struct arena arena;
    struct err err = ERR_INIT;
    int64_t nr;

    arena_init(&arena, LIMIT);
    from_here(p);
    need(store_begin(p->store, STORE_READ, &err), &err);
    need(register_newest(p->store, p->anna.kommune, &nr, &err), &err);
    for (int i = 1; i <= FAMILIES; i++) {
        struct str familie = str_format(&arena, "F%06d", i);
        struct register_udsnit u;
        struct journal_raekke *row;
        size_t n;
        need(register_read(p->store, &arena, p->anna.kommune, nr, &familie, 1, &u, &err), &err);
        need(journal_af_modtager(p->store, &arena, p->anna.kommune,
                                 str_format(&arena, "%.*s-K", STR_ARG(familie)), &row, &n, &err),
             &err);
    }
    store_rollback(p->store);
    to_here(p, FAMILY);
    p->ud->wall[FAMILY] /= FAMILIES;
    p->ud->cpu[FAMILY] /= FAMILIES;
    arena_release(&arena);
}

static void open_kommune(struct proeve *p, const char *url, int kommune)
{
    struct adgang rod;
    struct str token;
    struct fund_liste fund;
    struct err err = ERR_INIT;

    need(store_open(&p->arena, url, true, &p->store, &err), &err);
    need(store_migrate(p->store, 1, &err), &err);
    need(adgang_noegle_lav(&p->arena, kommune, STR("rod"), &token, &err), &err);
    need(adgang_kommune_opret(p->store, &p->arena, kommune, STR("Prøve"), STR("rod"), token, 1,
                              &err),
         &err);
    need(adgang_login(p->store, &p->arena, kommune, STR("rod"), token, 2, &rod, &err), &err);
    p->anna = (struct adgang){kommune, STR("u-anna"), STR("anna"), ~0u};
    p->bo = (struct adgang){kommune, STR("u-bo"), STR("bo"), 1u << ROLLE_OEKONOMI};
    fund_init(&fund, &p->arena);
    need(eksport_opsaetning_laes(&p->arena, SETUP, &p->opsaetning, &err), &err);
    const char *haandbog = p->maaneder > SHORT ? HANDBOOK_LONG : HANDBOOK;
    need(haandbog_load(&p->arena, haandbog, true, &p->haandbog, &fund, &err), &err);
    ASSERT(fund.fejl == 0);
}

static void make_facts(struct proeve *p)
{
    const struct demo_args args = {p->antal, 1, p->anna.kommune, maaned_make(YEAR, 12),
                                   p->maaneder > SHORT ? DEMO_VEDERLAG : DEMO_TRIN};
    struct sager sager;
    struct buf buf;

    demo_make(&p->arena, &args, &sager);
    buf_init(&buf, &p->arena);
    sag_write_json(&buf, &sager);
    p->fakta = buf_str(&buf);
    buf_init(&buf, &p->arena);
    demo_personer(&buf, &args, &sager);
    p->personer = buf_str(&buf);
}

static void months(struct proeve *p)
{
    struct maaned foerste = maaned_make(p->maaneder > SHORT ? YEAR - 1 : YEAR, 1);
    struct dato dag = maaned_first(foerste);

    for (int m = 0; m < p->maaneder; m++) {
        struct maaned maaned = {foerste.nr + m};
        dag = dato_plus(maaned_first(maaned), 14);
        learn(p, dag, m == 0);
        int64_t nr = settle(p, maaned, dag, false, m == 0 ? CALC_FIRST : CALC_NEXT);
        export(p, nr, dag, m == 0 ? EXPORT_FIRST : EXPORT_NEXT);
        if (m == 0) p->foerste = nr;
    }
    dag = dato_plus(dag, 2);
    learn(p, dag, false);
    settle(p, (struct maaned){foerste.nr + p->maaneder - 1}, dag, true, CALC_EXTRA);
}

static void one_round(struct proeve *p, const char *url, int kommune)
{
    struct rusage usage;

    arena_init(&p->arena, LIMIT);
    open_kommune(p, url, kommune);
    make_facts(p);
    months(p);
    look_at_status(p);
    look_at_families(p);
    see_doctor(p);
    getrusage(RUSAGE_SELF, &usage);
    p->ud->peak_kb = usage.ru_maxrss;
    if (p->antal <= LETTERS_MOST) letters(p, p->foerste);
    store_close(p->store);
    arena_release(&p->arena);
}

/* ---- all rounds */

static int cmp_ns(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

static void sorted(const struct runde *r, int runder, enum trin trin, bool cpu, int64_t *out)
{
    for (int i = 0; i < runder; i++) out[i] = cpu ? r[i].cpu[trin] : r[i].wall[trin];
    qsort(out, (size_t)runder, sizeof(*out), cmp_ns);
}

static void print_ms(int64_t ns)
{
    printf(" %8lld.%02lld", (long long)(ns / 1000000), (long long)(ns / 10000 % 100));
}

static void print_size(const struct runde *r, int runder, const char *motor, int antal)
{
    int64_t ns[ROUNDS_MAX];
    long peak = 0;

    printf("%s, %d placements: wall least, median, greatest; own processor, median (ms)\n", motor,
           antal);
    for (int t = 0; t < STEPS; t++) {
        if (t == LETTERS && r[0].breve == 0) continue;
        sorted(r, runder, (enum trin)t, false, ns);
        printf("  %-28s", TRIN[t].navn);
        print_ms(ns[0]);
        print_ms(ns[runder / 2]);
        print_ms(ns[runder - 1]);
        int64_t wall = ns[runder / 2];
        sorted(r, runder, (enum trin)t, true, ns);
        print_ms(ns[runder / 2]);
        if (t <= EXPORT_NEXT || t == DOCTOR)
            printf("  %6lld us a placement", (long long)(wall / 1000 / antal));
        if (r[0].antal[t] > 0) printf("  %zu %s", r[0].antal[t], TRIN[t].hvad);
        if (t == LETTERS)
            printf("  %zu letters, %lld/s", r[0].breve,
                   (long long)((int64_t)r[0].breve * 1000000000 / wall));
        printf("\n");
    }
    for (int i = 0; i < runder; i++)
        if (r[i].peak_kb > peak) peak = r[i].peak_kb;
    printf("  peak %ld MB\n\n", peak / 1024);
    fflush(stdout);
}

/* In a process of its own, which sends back what it measured. */
static void child_round(const char *url, int kommune, int antal, int maaneder, struct runde *out)
{
    int fd[2], status = 1;

    if (pipe(fd) != 0) exit(1);
    pid_t child = fork();
    if (child == 0) {
        struct proeve p = {.antal = antal, .maaneder = maaneder, .ud = out};
        one_round(&p, url, kommune);
        _exit(write(fd[1], out, sizeof(*out)) != (ssize_t)sizeof(*out));
    }
    close(fd[1]);
    bool ok = child > 0 && waitpid(child, &status, 0) == child && status == 0;
    if (!ok || read(fd[0], out, sizeof(*out)) != (ssize_t)sizeof(*out)) exit(1);
    close(fd[0]);
}

struct valg {
    int least;
    int most;
    int maaneder;
    int runder;
};

static void measure(const char *motor, const char *url, const struct valg *v)
{
    int kommune = 101;

    for (int antal = v->least; antal <= v->most; antal *= 10) {
        struct runde r[ROUNDS_MAX] = {0};
        int n = antal > 10000 ? 1 : v->runder;
        for (int i = 0; i < n; i++) child_round(url, kommune++, antal, v->maaneder, &r[i]);
        print_size(r, n, motor, antal);
    }
}

static void run_script(const char *what, const char *dir, const char *pid)
{
    const char *const argv[] = {"tools/postgres.sh", what, dir, pid, NULL};
    pid_t child;
    int status = 1;

    if (posix_spawn(&child, argv[0], NULL, NULL, (char *const *)(uintptr_t)argv, environ) != 0 ||
        waitpid(child, &status, 0) != child || status != 0)
        exit(1);
}

static void measure_postgres(const char *dir, const struct valg *v)
{
    char sti[200], pid[24];
    struct arena arena;
    struct str url;
    struct err err = ERR_INIT;

    snprintf(pid, sizeof(pid), "%d", (int)getpid());
    run_script("start", dir, pid);
    arena_init(&arena, 1 << 20);
    snprintf(sti, sizeof(sti), "%s/url", dir);
    need(fil_read(&arena, sti, 1000, &url, &err), &err);
    snprintf(sti, sizeof(sti), "%.*s", (int)url.n - 1, url.p); /* without its newline */
    measure("PostgreSQL", sti, v);
    arena_release(&arena);
    run_script("stop", dir, NULL);
}

static int argument(int argc, char **argv, int at, int or)
{
    return argc > at ? (int)strtol(argv[at], NULL, 10) : or ;
}

int main(int argc, char **argv)
{
    char dir[] = "/tmp/vederlag-bench.XXXXXX";
    char sti[100], url[128];
    const struct valg v = {argument(argc, argv, 5, 1000), argument(argc, argv, 1, 10000),
                           argument(argc, argv, 2, 2), argument(argc, argv, 4, 3)};
    const char *motor = argc > 3 ? argv[3] : "begge";
    bool begge = strcmp(motor, "begge") == 0;

    if (v.maaneder < 2 || v.maaneder > LONG || v.runder < 1 || v.runder > ROUNDS_MAX ||
        v.least < DEMO_ANTAL_MIN)
        return 2;
    if (strchr(motor, ':') != NULL) measure("the database given", motor, &v);
    if (mkdtemp(dir) == NULL) return 1;
    snprintf(sti, sizeof(sti), "%s/afregning.db", dir);
    snprintf(url, sizeof(url), "sqlite:%s", sti);
    if (begge || strcmp(motor, "sqlite") == 0) measure("SQLite", url, &v);
    unlink(sti);
    rmdir(dir);
    snprintf(sti, sizeof(sti), "%s-pg", dir);
    if (begge || strcmp(motor, "postgres") == 0) measure_postgres(sti, &v);
    return 0;
}
