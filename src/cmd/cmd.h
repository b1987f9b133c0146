/*
 * cmd: the commands of the program, one function each.
 *
 * A command gets its arguments without the words that chose it. It prints its answer on standard
 * output and what went wrong on standard error, and returns an exit code:
 */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include "base/arena.h"
#include "base/dato.h"
#include "base/err.h"
#include "base/str.h"

enum cmd_exit {
    CMD_OK = 0,
    CMD_FOUND = 1,    /* the content is wrong (errors in a handbook, failed examples, bad facts), or
                         the rules say no */
    CMD_USAGE = 2,    /* the command line, a file or the database is wrong */
    CMD_ACCESS = 3,   /* no access: no token, one that does not open, or a right is missing */
    CMD_CONFLICT = 4, /* somebody else was in the way: nothing was done, try again */
};

/* One option: a flag when `value` is NULL, else the text after it. */
struct cmd_option {
    const char *name; /* "--facts" */
    const char **value;
    bool *flag;
};

/* Splits the arguments into options and the rest (in order). On a mistake prints what was expected
 * and returns false. */
bool cmd_options(int argc, char **argv, const struct cmd_option *options, size_t count,
                 const char **rest, size_t *rest_count, size_t rest_max);

int cmd_haandbog_check(struct arena *arena, int argc, char **argv);
int cmd_haandbog_test(struct arena *arena, int argc, char **argv);
int cmd_haandbog_fmt(struct arena *arena, int argc, char **argv);
int cmd_haandbog_show(struct arena *arena, int argc, char **argv);
int cmd_haandbog_publish(struct arena *arena, int argc, char **argv);
int cmd_calc(struct arena *arena, int argc, char **argv);
int cmd_takst_list(struct arena *arena, int argc, char **argv);
int cmd_takst_show(struct arena *arena, int argc, char **argv);
int cmd_sag_schema(struct arena *arena, int argc, char **argv);
int cmd_demo(struct arena *arena, int argc, char **argv);
int cmd_db_init(struct arena *arena, int argc, char **argv);
int cmd_db_migrate(struct arena *arena, int argc, char **argv);
int cmd_kommune_opret(struct arena *arena, int argc, char **argv);
int cmd_adgang_opret(struct arena *arena, int argc, char **argv);
int cmd_adgang_rolle(struct arena *arena, int argc, char **argv);
int cmd_adgang_noegle(struct arena *arena, int argc, char **argv);
int cmd_adgang_liste(struct arena *arena, int argc, char **argv);
int cmd_adgang_kode(struct arena *arena, int argc, char **argv);
int cmd_adgang_totp(struct arena *arena, int argc, char **argv);
int cmd_adgang_totp_kode(struct arena *arena, int argc, char **argv);
int cmd_adgang_familie(struct arena *arena, int argc, char **argv);
int cmd_adgang_oidc(struct arena *arena, int argc, char **argv);
int cmd_adgang_api_noegle(struct arena *arena, int argc, char **argv);
int cmd_api_openapi(struct arena *arena, int argc, char **argv);
int cmd_adgang_sag(struct arena *arena, int argc, char **argv);
int cmd_adgang_sagskrav(struct arena *arena, int argc, char **argv);
int cmd_adgang_log_ud(struct arena *arena, int argc, char **argv);
int cmd_adgang_totp_noegle(struct arena *arena, int argc, char **argv);
int cmd_adgang_visninger(struct arena *arena, int argc, char **argv);
int cmd_register_import(struct arena *arena, int argc, char **argv);
int cmd_register_export(struct arena *arena, int argc, char **argv);
int cmd_register_ret(struct arena *arena, int argc, char **argv);
int cmd_register_niveau(struct arena *arena, int argc, char **argv);
int cmd_register_situation(struct arena *arena, int argc, char **argv);
int cmd_register_aftale(struct arena *arena, int argc, char **argv);
int cmd_register_kontrakt(struct arena *arena, int argc, char **argv);
int cmd_register_ophoer(struct arena *arena, int argc, char **argv);
int cmd_konto_foreslaa(struct arena *arena, int argc, char **argv);
int cmd_konto_svar(struct arena *arena, int argc, char **argv);
int cmd_konto_vis(struct arena *arena, int argc, char **argv);
int cmd_henvendelse_liste(struct arena *arena, int argc, char **argv);
int cmd_henvendelse_vis(struct arena *arena, int argc, char **argv);
int cmd_henvendelse_svar(struct arena *arena, int argc, char **argv);
int cmd_henvendelse_luk(struct arena *arena, int argc, char **argv);
int cmd_indstilling_ny(struct arena *arena, int argc, char **argv);
int cmd_indstilling_liste(struct arena *arena, int argc, char **argv);
int cmd_indstilling_brev(struct arena *arena, int argc, char **argv);
int cmd_indstilling_vis(struct arena *arena, int argc, char **argv);
int cmd_indstilling_svar(struct arena *arena, int argc, char **argv);
int cmd_indstilling_send(struct arena *arena, int argc, char **argv);
int cmd_indstilling_tilbage(struct arena *arena, int argc, char **argv);
int cmd_indstilling_dagsorden(struct arena *arena, int argc, char **argv);
int cmd_indstilling_beslut(struct arena *arena, int argc, char **argv);
int cmd_indstilling_godkend(struct arena *arena, int argc, char **argv);
int cmd_indstilling_traek(struct arena *arena, int argc, char **argv);
int cmd_opsigelse_hoer(struct arena *arena, int argc, char **argv);
int cmd_opsigelse_svar(struct arena *arena, int argc, char **argv);
int cmd_opsigelse_frafald(struct arena *arena, int argc, char **argv);
int cmd_opsigelse_registrer(struct arena *arena, int argc, char **argv);
int cmd_opsigelse_liste(struct arena *arena, int argc, char **argv);
int cmd_register_vis(struct arena *arena, int argc, char **argv);
int cmd_as_of(struct arena *arena, int argc, char **argv);
int cmd_run_new(struct arena *arena, int argc, char **argv);
int cmd_run_list(struct arena *arena, int argc, char **argv);
int cmd_run_calc(struct arena *arena, int argc, char **argv);
int cmd_run_show(struct arena *arena, int argc, char **argv);
int cmd_run_diff(struct arena *arena, int argc, char **argv);
int cmd_run_explain(struct arena *arena, int argc, char **argv);
int cmd_run_approve(struct arena *arena, int argc, char **argv);
int cmd_run_export(struct arena *arena, int argc, char **argv);
int cmd_run_receipt(struct arena *arena, int argc, char **argv);
int cmd_run_resend(struct arena *arena, int argc, char **argv);
int cmd_run_close(struct arena *arena, int argc, char **argv);
int cmd_run_drop(struct arena *arena, int argc, char **argv);
int cmd_penge_list(struct arena *arena, int argc, char **argv);
int cmd_penge_aconto(struct arena *arena, int argc, char **argv);
int cmd_penge_faktura(struct arena *arena, int argc, char **argv);
int cmd_penge_kreditnota(struct arena *arena, int argc, char **argv);
int cmd_penge_mellemregning(struct arena *arena, int argc, char **argv);
int cmd_penge_modregning(struct arena *arena, int argc, char **argv);
int cmd_penge_eftergivelse(struct arena *arena, int argc, char **argv);
int cmd_penge_tilbage(struct arena *arena, int argc, char **argv);
int cmd_brev_run(struct arena *arena, int argc, char **argv);
int cmd_brev_aar(struct arena *arena, int argc, char **argv);
int cmd_haandbog_udkast(struct arena *arena, int argc, char **argv);
int cmd_haandbog_foreslaa(struct arena *arena, int argc, char **argv);
int cmd_haandbog_ikraft(struct arena *arena, int argc, char **argv);
int cmd_haandbog_afvis(struct arena *arena, int argc, char **argv);
int cmd_haandbog_opgiv(struct arena *arena, int argc, char **argv);
int cmd_haandbog_liste(struct arena *arena, int argc, char **argv);
int cmd_haandbog_eksporter(struct arena *arena, int argc, char **argv);
int cmd_simuler(struct arena *arena, int argc, char **argv);
int cmd_status(struct arena *arena, int argc, char **argv);
int cmd_doctor(struct arena *arena, int argc, char **argv);
int cmd_verify(struct arena *arena, int argc, char **argv);
int cmd_backup(struct arena *arena, int argc, char **argv);
int cmd_restore(struct arena *arena, int argc, char **argv);
int cmd_serve(struct arena *arena, int argc, char **argv);

/* Prints the answer to standard output, or whole to the file when one is named. */
int cmd_output(struct str text, const char *path);
/* Prints text, such as findings, to standard error. */
void cmd_complain(struct str text);
/* Prints an error to standard error and returns the exit code that fits its kind. */
int cmd_error(const struct err *err);
/* A day something was known cannot be one that is to come. `option`: "--kendt". */
bool cmd_ikke_fremtid(struct dato dag, int64_t now_us, const char *option,
                      struct err *err) MUST_CHECK;
/* Prints a usage line to standard error and returns CMD_USAGE. */
int cmd_usage(const char *text);

#endif
