/*
 * Ceilings of memory: every writer and reader stopped at every size of arena leaves nothing behind,
 * neither memory (the sanitizer tells) nor an open file.
 */
#include "base/test_help.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "kanal/kvittering_test_data.h"
#include "kanal/kanal_test_data.h"

struct opgave {
    struct proeve *p;
    struct kanal_fil pain;
    struct kanal_fil loen;
    struct kanal_fil postering;
    struct str report;
};

static const struct kanal_postering_valg valg = {KANAL_G68_REGISTRERET, 482, 1, {"9", 1}};

enum { OPGAVER = 7 };

static bool perform(struct arena *arena, const struct opgave *o, int which, struct err *err)
{
    struct kanal_fil fil;
    struct kanal_filer filer;
    struct kanal_pain001 pain;
    struct kanal_loen loen;
    struct kanal_postering postering;
    struct kanal_kvittering k;
    struct fund_liste fund;
    int64_t next;

    switch (which) {
    case 0: return kanal_loen_write(arena, &o->p->e, KANAL_LOEN_XLSX, &fil, err);
    case 1:
        return kanal_pain001_write(arena, &o->p->e, KANAL_SEND_NEMKONTO, KANAL_PAIN_09, &fil, err);
    case 2: return kanal_postering_write(arena, &o->p->e, &valg, &filer, &next, err);
    case 3: return kanal_pain001_read(arena, "f", o->pain.bytes, &pain, err);
    case 4: return kanal_loen_read(arena, "f", o->loen.bytes, &loen, err);
    case 5: return kanal_postering_read(arena, "f", o->postering.bytes, &postering, err);
    default:
        fund_init(&fund, arena);
        return kanal_kvittering_read(arena, "f", o->report, kvittering_sendt(), &k, &fund, err);
    }
}

static bool stopped_at(size_t limit, const struct opgave *o, int which)
{
    static struct arena arena;
    struct err err = ERR_INIT;
    volatile bool done = false;

    arena_init(&arena, limit);
    if (setjmp(arena.boundary) == 0) {
        arena.has_boundary = true;
        done = perform(&arena, o, which, &err);
        /* Only the workbook asks first, and says so. */
        if (!done) assert_true(which == 0 && err.kind != ERR_NONE);
    }
    arena_release(&arena);
    return !done;
}

/* The number the next file would get. */
static int next_descriptor(void)
{
    int fd = open("/dev/null", O_RDONLY);

    assert_true(fd >= 0);
    close(fd);
    return fd;
}

static void a_reached_ceiling_leaves_nothing(void **state)
{
    struct proeve p;
    struct kanal_filer filer;
    int64_t next;
    (void)state;

    proeve_init(&p, 81, 6, KANAL_SEND_LOEN);
    struct opgave o = {.p = &p,
                       .report =
                           STR(PAIN002_HEAD PAIN002_GROUP("<GrpSts>ACCP</GrpSts>")
                                   PAIN002_PAYMENT(PAIN002_TX("a1", "RJCT", "")) PAIN002_END)};
    assert_true(
        kanal_pain001_write(&p.arena, &p.e, KANAL_SEND_NEMKONTO, KANAL_PAIN_03, &o.pain, &p.err));
    assert_true(kanal_loen_write(&p.arena, &p.e, KANAL_LOEN_LINJER, &o.loen, &p.err));
    assert_true(kanal_postering_write(&p.arena, &p.e, &valg, &filer, &next, &p.err));
    o.postering = filer.fil[0];
    int before = next_descriptor();
    for (int which = 0; which < OPGAVER; which++) {
        int stops = 0;
        size_t limit = 0;
        /* Small steps first, since that is where the many allocations are. */
        while (stopped_at(limit, &o, which)) {
            stops++;
            limit += 48 + limit / 24;
        }
        assert_true(stops > 20 && limit < (4u << 20));
        assert_int_equal(next_descriptor(), before);
    }
    proeve_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reached_ceiling_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
