/* familie_udbetaling: one payment, every line of it opened to its rates. */
#ifndef FAMILIESIDE_FAMILIE_UDBETALING_H
#define FAMILIESIDE_FAMILIE_UDBETALING_H

#include "familieside/familie_oversigt.h"

/* One line, or one correction of an earlier month. */
struct familie_post {
    struct str familie;
    int64_t betaling;
    int64_t nr; /* the line's number in the run */
    bool har_forklaring;
    struct forklaret forklaring;
    struct str titel;
    struct str maaned;
    struct oere beloeb;
    /* of a correction */
    struct oere foer;
    struct str forskel; /* "+1.234,00 kr." */
    struct str grund;
};

struct familie_barn_poster {
    struct str navn;
    struct oere sum;
    bool med_sum;
    const struct familie_post *post;
    size_t post_antal;
    const struct familie_post *rettelse;
    size_t rettelse_antal;
};

struct familie_konto_sum {
    struct str konto;
    struct str skat;
    struct oere beloeb;
};

struct familie_traek {
    struct str dag;
    struct str tekst;
    struct str skat;
    struct oere beloeb;
};

struct familie_mellem {
    struct str tekst;
    struct str maaned;
    bool familien_skylder;
    struct oere beloeb;
};

/* What one payee gets. */
struct familie_til {
    struct str overskrift; /* "Til Kirsten Mose", "Til Mads' egen konto" */
    const struct familie_barn_poster *barn;
    size_t barn_antal;
    const struct familie_traek *traek;
    size_t traek_antal;
    struct oere sum;
};

struct familie_udbetaling {
    struct str familie;
    struct familie_kort kort;
    const struct familie_konto_sum *konto;
    size_t konto_antal;
    const struct familie_til *til;
    size_t til_antal;
    const struct familie_til *rettet; /* the same payees' corrections */
    size_t rettet_antal;
    struct oere for_meget;
    bool har_for_meget;
    bool har_tilgode;
    struct oere tilgode; /* what the kommune has to its credit after this payment */
    const struct familie_mellem *mellem;
    size_t mellem_antal;
    const struct familie_mangel *mangel;
    size_t mangel_antal;
    bool opdigtet; /* amounts are invented */
};

#endif
