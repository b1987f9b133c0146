/*
 * kopi: the copy and its manifest.
 */
#include "afregning/kopi.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>
#include <sodium.h>

#include "afregning/intern.h"
#include "afregning/kopi_intern.h"
#include "base/fil.h"
#include "base/tid.h"

enum { STYKKE = 1 << 20, MANIFEST_MAX = 1 << 20 };

static const char *const MOTOR[] = {[STORE_SQLITE] = "sqlite", [STORE_POSTGRES] = "postgresql"};

bool kopi_kommuner(struct store *store, struct arena *arena, struct kopi_kommune **out,
                   size_t *antal, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_KOMMUNER, NULL, 0, 1000, &rows, err));
    *out = ARENA_ARRAY(arena, rows.count, struct kopi_kommune);
    for (size_t i = 0; i < rows.count; i++) {
        struct kopi_kommune *k = &(*out)[i];
        k->kommune = (int)store_at(&rows, i, 0).i;
        k->registrering = store_at(&rows, i, 2).i;
        TRY(journal_hoved(store, k->kommune, &k->hoved, err));
    }
    *antal = rows.count;
    return true;
}

bool kopi_maal(const char *sti, int64_t *bytes, struct hash *sha256, struct err *err)
{
    static unsigned char piece[STYKKE];
    unsigned char sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    ssize_t n;
    int fd = open(sti, O_RDONLY | O_CLOEXEC);

    if (fd < 0) return err_set(err, ERR_IO, sti, "Filen kan ikke læses (systemets fejl %d)", errno);
    crypto_hash_sha256_init(&state);
    *bytes = 0;
    while ((n = read(fd, piece, sizeof(piece))) > 0) {
        crypto_hash_sha256_update(&state, piece, (unsigned long long)n);
        *bytes += n;
    }
    int code = errno;
    close(fd);
    if (n < 0) return err_set(err, ERR_IO, sti, "Filen kan ikke læses (systemets fejl %d)", code);
    crypto_hash_sha256_final(&state, sum);
    sodium_bin2hex(sha256->hex, sizeof(sha256->hex), sum, sizeof(sum));
    return true;
}

/* ---- the manifest */

static struct str manifest_text(struct arena *arena, const struct kopi_manifest *m)
{
    struct buf out;

    buf_init(&out, arena);
    buf_format(&out, "{\"format\":%d,\"motor\":\"%s\",\"opbygning\":%d,\"bytes\":%lld,\n",
               KOPI_FORMAT, MOTOR[m->motor], m->opbygning, (long long)m->bytes);
    buf_format(&out, "\"sha256\":\"%s\",\"tid\":\"%.*s\",\"kommuner\":[", m->sha256.hex,
               STR_ARG(m->tid));
    for (size_t i = 0; i < m->kommuner; i++) {
        const struct kopi_kommune *k = &m->kommune[i];
        buf_format(&out, "%s\n{\"kommune\":%d,\"registrering\":%lld,", i > 0 ? "," : "", k->kommune,
                   (long long)k->registrering);
        buf_format(&out, "\"nr\":%lld,\"hash\":\"%s\"}", (long long)k->hoved.nr, k->hoved.hash);
    }
    buf_c(&out, "]}\n");
    return buf_str(&out);
}

static bool number_of(json_t *object, const char *name, int64_t *out)
{
    json_t *value = json_object_get(object, name);

    if (!json_is_integer(value) || json_integer_value(value) < 0) return false;
    *out = json_integer_value(value);
    return true;
}

static bool text_of(json_t *object, const char *name, char *out, size_t size)
{
    const char *value = json_string_value(json_object_get(object, name));
    int n = value == NULL ? -1 : snprintf(out, size, "%s", value);

    return n >= 0 && (size_t)n < size;
}

static bool read_kommuner(struct arena *arena, json_t *list, struct kopi_manifest *out)
{
    if (!json_is_array(list)) return false;
    out->kommuner = json_array_size(list);
    out->kommune = ARENA_ARRAY(arena, out->kommuner, struct kopi_kommune);
    for (size_t i = 0; i < out->kommuner; i++) {
        struct kopi_kommune *k = &out->kommune[i];
        json_t *at = json_array_get(list, i);
        int64_t kommune;
        if (!number_of(at, "kommune", &kommune) || kommune > 999) return false;
        k->kommune = (int)kommune;
        if (!number_of(at, "registrering", &k->registrering)) return false;
        if (!number_of(at, "nr", &k->hoved.nr)) return false;
        if (!text_of(at, "hash", k->hoved.hash, sizeof(k->hoved.hash))) return false;
    }
    return true;
}

static bool read_manifest(struct arena *arena, json_t *said, struct kopi_manifest *out)
{
    char motor[16], tid[40];
    int64_t format, opbygning;

    if (!number_of(said, "format", &format) || format != KOPI_FORMAT) return false;
    if (!number_of(said, "opbygning", &opbygning) || opbygning > 9999) return false;
    if (!text_of(said, "motor", motor, sizeof(motor))) return false;
    if (strcmp(motor, MOTOR[STORE_SQLITE]) != 0 && strcmp(motor, MOTOR[STORE_POSTGRES]) != 0)
        return false;
    out->motor = strcmp(motor, MOTOR[STORE_SQLITE]) == 0 ? STORE_SQLITE : STORE_POSTGRES;
    out->opbygning = (int)opbygning;
    if (!text_of(said, "tid", tid, sizeof(tid))) return false;
    out->tid = str_copy(arena, str_from(tid));
    return number_of(said, "bytes", &out->bytes) &&
           text_of(said, "sha256", out->sha256.hex, sizeof(out->sha256.hex)) &&
           read_kommuner(arena, json_object_get(said, "kommuner"), out);
}

static const char *manifest_path(struct arena *arena, const char *fil)
{
    return str_c(arena, str_format(arena, "%s.json", fil));
}

bool kopi_manifest_laes(struct arena *arena, const char *fil, struct kopi_manifest *out,
                        struct err *err)
{
    const char *sti = manifest_path(arena, fil);
    struct str tekst;

    *out = (struct kopi_manifest){0};
    if (!fil_exists(sti))
        return err_set(err, ERR_INPUT, sti,
                       "Sikkerhedskopiens manifest mangler; uden det er filen ingen kopi, og den "
                       "blev måske aldrig færdig");
    TRY(fil_read(arena, sti, MANIFEST_MAX, &tekst, err));
    json_t *said = json_loadb(tekst.p, tekst.n, JSON_REJECT_DUPLICATES, NULL);
    bool ok = said != NULL && read_manifest(arena, said, out);
    json_decref(said);
    if (ok) return true;
    return err_set(err, ERR_INPUT, sti,
                   "Manifestet kan ikke læses; det er beskadiget, eller fra et nyere program");
}

/* ---- making one */

/* The copy is read, and not the database, which may have moved on since. */
static bool read_copy(struct arena *arena, const char *fil, struct kopi_manifest *out,
                      struct err *err)
{
    struct store *copy = NULL;

    TRY(store_open(arena, str_c(arena, str_format(arena, "sqlite:%s", fil)), false, &copy, err));
    bool ok = store_begin(copy, STORE_READ, err) &&
              kopi_kommuner(copy, arena, &out->kommune, &out->kommuner, err);
    store_rollback(copy);
    ok = ok && store_version(copy, &out->opbygning, err);
    store_close(copy);
    return ok;
}

static bool copy_sqlite(struct store *store, struct arena *arena, const char *fil,
                        struct kopi_manifest *out, struct err *err)
{
    TRY(store_backup(store, fil, err));
    bool ok = read_copy(arena, fil, out, err);
    unlink(str_c(arena, str_format(arena, "%s-lock", fil)));
    if (!ok) unlink(fil);
    return ok;
}

static bool dump_snapshot(struct store *store, struct arena *arena, const char *url,
                          const char *fil, struct kopi_manifest *out, struct err *err)
{
    struct store_rows rows;

    TRY(store_query(store, arena, SQL_AFREGNING_KOPI_SNAPSHOT, NULL, 0, 1, &rows, err));
    TRY(kopi_kommuner(store, arena, &out->kommune, &out->kommuner, err));
    return kopi_pg_dump(arena, url, store_at(&rows, 0, 0).s, store_at(&rows, 0, 1).s, fil, err);
}

static bool copy_postgres(struct store *store, struct arena *arena, const char *url,
                          const char *fil, struct kopi_manifest *out, struct err *err)
{
    const char *fresh = str_c(arena, str_format(arena, "%s.ny-%ld", fil, (long)getpid()));

    TRY(store_version(store, &out->opbygning, err));
    TRY(store_begin(store, STORE_READ, err));
    bool ok = dump_snapshot(store, arena, url, fresh, out, err);
    store_rollback(store);
    if (ok && link(fresh, fil) != 0)
        ok = err_set(err, ERR_IO, fil,
                     "Sikkerhedskopien kan ikke lægges på plads (systemets "
                     "fejl %d)",
                     errno);
    unlink(fresh);
    return ok;
}

bool kopi_lav(struct store *store, struct arena *arena, const char *url, const char *fil,
              int64_t now_us, struct kopi_manifest *out, struct err *err)
{
    *out = (struct kopi_manifest){.motor = store_engine_of(store)};
    const char *manifest = manifest_path(arena, fil);
    if (fil_exists(fil) && !fil_exists(manifest))
        return err_set(err, ERR_INPUT, fil,
                       "Der ligger noget under det navn uden manifest, måske en kopi, der aldrig "
                       "blev færdig; fjern det, eller vælg et nyt navn");
    if (fil_exists(fil) || fil_exists(manifest))
        return err_set(err, ERR_INPUT, fil,
                       "Der ligger allerede noget under det navn; vælg et nyt til kopien");
    if (out->motor == STORE_SQLITE)
        TRY(copy_sqlite(store, arena, fil, out, err));
    else
        TRY(copy_postgres(store, arena, url, fil, out, err));
    out->tid = tid_tekst(arena, now_us);
    if (kopi_maal(fil, &out->bytes, &out->sha256, err) &&
        fil_write(manifest, manifest_text(arena, out), err))
        return true;
    /* Without its manifest it is no copy, and one of which it is not known is none. */
    unlink(manifest);
    unlink(fil);
    return false;
}
