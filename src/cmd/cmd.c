/*
 * cmd: what every command needs: options, output, errors.
 */
#include "base/tid.h"
#include "cmd/cmd.h"

#include <stdio.h>
#include <string.h>

#include "base/fil.h"

static const struct cmd_option *find_option(const struct cmd_option *options, size_t count,
                                            const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(options[i].name, name) == 0) return &options[i];
    return NULL;
}

bool cmd_options(int argc, char **argv, const struct cmd_option *options, size_t count,
                 const char **rest, size_t *rest_count, size_t rest_max)
{
    *rest_count = 0;
    for (int i = 0; i < argc; i++) {
        const struct cmd_option *o = find_option(options, count, argv[i]);
        if (o == NULL && argv[i][0] == '-' && argv[i][1] != '\0') {
            fprintf(stderr, "vederlag: ukendt valgmulighed %s\n", argv[i]);
            return false;
        }
        if (o == NULL) {
            if (*rest_count == rest_max) {
                fprintf(stderr, "vederlag: for mange argumenter: %s\n", argv[i]);
                return false;
            }
            rest[(*rest_count)++] = argv[i];
        } else if (o->value == NULL) {
            *o->flag = true;
        } else if (i + 1 < argc) {
            *o->value = argv[++i];
        } else {
            fprintf(stderr, "vederlag: %s skal følges af en værdi\n", argv[i]);
            return false;
        }
    }
    return true;
}

int cmd_usage(const char *text)
{
    fprintf(stderr, "brug: vederlag %s\n", text);
    return CMD_USAGE;
}

/* An error may quote what was typed; what may be a CPR number is not said again. */
static void hide_numbers(char *text)
{
    for (char *c = text; *c != '\0';) {
        size_t n = strspn(c, "0123456789");
        size_t hyphen = n == 6 && c[6] == '-' ? 1 + strspn(c + 7, "0123456789") : 0;
        if (n == 10 || (n == 6 && hyphen == 5)) memset(c, '*', n + hyphen);
        c += n + hyphen > 0 ? n + hyphen : 1;
    }
}

int cmd_error(const struct err *err)
{
    struct err said = *err;

    hide_numbers(said.place);
    hide_numbers(said.text);
    if (said.place[0] != '\0')
        fprintf(stderr, "%s: fejl: %s\n", said.place, said.text);
    else
        fprintf(stderr, "vederlag: fejl: %s\n", said.text);
    switch (err->kind) {
    case ERR_IO: return CMD_USAGE;
    case ERR_ACCESS: return CMD_ACCESS;
    case ERR_CONFLICT: return CMD_CONFLICT;
    default: return CMD_FOUND;
    }
}

bool cmd_ikke_fremtid(struct dato dag, int64_t now_us, const char *option, struct err *err)
{
    return dag.dag <= dato_of_us(now_us).dag ||
           err_set(err, ERR_INPUT, option,
                   "Dagen ligger efter i dag, og hvad der er kendt da, ved ingen; vælg i dag eller "
                   "en dag før");
}

int cmd_output(struct str text, const char *path)
{
    struct err err = ERR_INIT;
    if (path != NULL) return fil_write(path, text, &err) ? CMD_OK : cmd_error(&err);
    if (fwrite(text.p, 1, text.n, stdout) == text.n && fflush(stdout) == 0) return CMD_OK;
    fprintf(stderr, "vederlag: fejl: svaret kunne ikke skrives\n");
    return CMD_USAGE;
}

void cmd_complain(struct str text)
{
    if (text.n > 0) (void)fwrite(text.p, 1, text.n, stderr);
}
