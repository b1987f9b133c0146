/*
 * orden: the keys that migration 0016 makes of names that are there are those that the program
 * makes of names that are written, on both engines.
 */
#include "store/test_both.h"

#include <string.h>

#include "base/orden.h"
#include "store/intern.h"

/* A name of each letter there is a rule for, alone and beside others. */
static const char *const navne[] = {
    "Søren AAGAARD-Ødegård",
    "d'Arc, Jean-Þór {x}",
    "Иван 你好",
    "aaa Aa aA",
    "",
    "AÀÁÂÃĀĂĄàáâãāăą BCÇĆĈĊČçćĉċč DĎĐÐďđð EÈÉÊËĒĔĖĘĚèéêëēĕėęě F GĜĞĠĢĝğġģ HĤĦĥħ",
    "IÌÍÎÏĨĪĬĮİìíîïĩīĭįı JĴĵ KĶķ LĹĻĽŁĺļľł M NÑŃŅŇñńņň OÒÓÔÕŌŎòóôõōŏ P Q RŔŖŘŕŗř",
    "SŚŜŞŠȘśŝşšș TŢŤŦȚţťŧț UÙÚÛŨŪŬŮŲùúûũūŭůų V WŴŵ X YÝÿŶŸÜŰýŷüű ZŹŻŽźżž Œœ ß Þþ",
    "ÆÄæä ØÖŐøöő Åå -_/\302\240 !\"#$%&'()*+,.:;<=>?@[]^`{|}~´‘’",
};
enum { NAVNE = sizeof(navne) / sizeof(*navne) };

static void run(struct store *store, const char *sql, struct err *err)
{
    assert_ok(store_begin(store, STORE_WRITE, err), *err);
    assert_ok(store->engine->script(store, sql, err), *err);
    assert_ok(store_commit(store, err), *err);
}

static void put_names(struct store *store, struct arena *arena, struct err *err)
{
    for (int i = 0; i < NAVNE; i++) {
        struct buf b;
        buf_init(&b, arena);
        buf_format(&b,
                   "INSERT INTO person (kommune, id, art, navn, cpr, adresse, postnummer, by_navn, "
                   "beskyttet) VALUES (999, 'P%d', 'person', '",
                   i);
        for (const char *p = navne[i]; *p != '\0'; p++) {
            if (*p == '\'') buf_char(&b, '\'');
            buf_char(&b, *p);
        }
        buf_c(&b, "', '', '', '', '', 0)");
        run(store, str_c(arena, buf_str(&b)), err);
    }
}

static void a_migration_makes_the_programs_keys(void **state)
{
    struct test_url url = test_store_url(*state);
    struct err err = ERR_INIT;
    struct arena arena;
    struct store *store;
    struct store_rows rows;
    int antal = 0;

    arena_init(&arena, (size_t)64 << 20);
    assert_ok(store_open(&arena, url.c, true, &store, &err), err);
    assert_ok(store_migrate(store, 1, &err), err);
    put_names(store, &arena, &err);
    for (int m = 0; m < sql_all.migrations; m++)
        for (const char *const *sql = sql_all.migration[m].step[store->which]; *sql != NULL; sql++)
            if (strstr(*sql, "SET navn_orden") != NULL) {
                run(store, *sql, &err);
                antal++;
            }
    assert_int_equal(antal, 1);
    const struct store_value args[] = {STORE_I(999)};
    assert_ok(store_begin(store, STORE_READ, &err), err);
    assert_ok(
        store_query(store, &arena, SQL_REGISTER_PERSON_ORDEN, args, 1, NAVNE + 1, &rows, &err),
        err);
    store_rollback(store);
    assert_int_equal(rows.count, NAVNE);
    for (size_t i = 0; i < rows.count; i++)
        assert_str(orden_noegle(&arena, store_at(&rows, i, 1).s),
                   str_c(&arena, store_at(&rows, i, 2).s));
    store_close(store);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {BOTH(a_migration_makes_the_programs_keys)};

    return cmocka_run_group_tests(tests, start_both, stop_both);
}
