/*
 * vederlag: one table of commands.
 */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "cmd/cmd.h"

/* Ceiling of one run: enough for a large municipality's month, far below the machine. */
#define RUN_LIMIT ((size_t)8 << 30)

struct command {
    const char *word;
    const char *second; /* NULL when the command is one word */
    int (*run)(struct arena *arena, int argc, char **argv);
    const char *args;
    const char *help;
};

static const struct command commands[] = {
    {"haandbog", "check", cmd_haandbog_check, "STI... [--json]", "finder fejl i en håndbog"},
    {"haandbog", "test", cmd_haandbog_test, "STI... [--json]", "regner håndbogens eksempler efter"},
    {"haandbog", "fmt", cmd_haandbog_fmt, "FIL [-o FIL]", "skriver reglerne pænt op"},
    {"haandbog", "show", cmd_haandbog_show, "STI [-o FIL]", "viser, hvad der blev forstået"},
    {"haandbog", "publish", cmd_haandbog_publish, "STI [-o FIL]", "laver håndbogens side"},
    {"calc", NULL, cmd_calc,
     "--haandbog STI --facts FIL.json --month ÅÅÅÅ-MM [--known-at DATO] [--json|--explain|--html]",
     "beregner en måned"},
    {"takst", "list", cmd_takst_list, "[--on DATO] [--known-at DATO]", "viser taksterne"},
    {"takst", "show", cmd_takst_show, "NAVN [--on DATO] [--known-at DATO]", "viser én takst"},
    {"sag", "schema", cmd_sag_schema, "", "skriver faktafilens JSON Schema"},
    {"demo", NULL, cmd_demo,
     "--antal N [--seed S] [--kommune NNN] [--til ÅÅÅÅ-MM] [--niveau trin|vederlag] [-o FIL]",
     "laver en opdigtet kommunes fakta"},
};

#define COMMANDS (sizeof(commands) / sizeof(*commands))

static int help(FILE *out, int code)
{
    fprintf(out, "vederlag: beregner og forklarer plejefamiliers ydelser efter en håndbog\n\n");
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(out, "  vederlag %s%s%s %s\n      %s\n", commands[i].word,
                commands[i].second != NULL ? " " : "",
                commands[i].second != NULL ? commands[i].second : "", commands[i].args,
                commands[i].help);
    return code;
}

static int run(const struct command *command, int argc, char **argv)
{
    static struct arena arena;
    arena_init(&arena, RUN_LIMIT);
    if (setjmp(arena.boundary) != 0) {
        fprintf(stderr, "vederlag: fejl: kørslen ville bruge mere hukommelse, end den må\n");
        arena_release(&arena);
        return CMD_USAGE;
    }
    arena.has_boundary = true;
    int code = command->run(&arena, argc, argv);
    arena_release(&arena);
    return code;
}

int main(int argc, char **argv)
{
    if (argc < 2) return help(stderr, CMD_USAGE);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) return help(stdout, CMD_OK);
    for (size_t i = 0; i < COMMANDS; i++) {
        const struct command *c = &commands[i];
        if (strcmp(argv[1], c->word) != 0) continue;
        if (c->second == NULL) return run(c, argc - 2, argv + 2);
        if (argc > 2 && strcmp(argv[2], c->second) == 0) return run(c, argc - 3, argv + 3);
    }
    fprintf(stderr, "vederlag: ukendt kommando\n");
    return help(stderr, CMD_USAGE);
}
