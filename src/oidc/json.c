/*
 * json: what is read of foreign JSON and base64url, strictly.
 *
 * jansson refuses duplicate keys (two readers could each take another one), broken UTF-8, NUL in
 * texts, trailing text and more than 2048 levels.
 */
#include <sodium.h>
#include <string.h>

#include "oidc/intern.h"

struct tree {
    struct arena_hook hook;
    json_t *json;
};

static void end_tree(void *ctx)
{
    struct tree *tree = ctx;

    json_decref(tree->json);
}

const json_t *oidc_json(struct arena *arena, struct str text)
{
    struct tree *tree = ARENA_NEW(arena, struct tree);

    if (text.n > OIDC_JSON_MAX) return NULL;
    tree->json = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, NULL);
    if (tree->json == NULL) return NULL;
    arena_hang(arena, &tree->hook, end_tree, tree);
    return json_is_object(tree->json) ? tree->json : NULL;
}

struct str oidc_json_text(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    if (!json_is_string(value)) return STR_EMPTY;
    return (struct str){json_string_value(value), json_string_length(value)};
}

bool oidc_json_has(const json_t *value, struct str text)
{
    if (json_is_string(value)) {
        return str_eq((struct str){json_string_value(value), json_string_length(value)}, text);
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        const json_t *one = json_array_get(value, i);
        if (json_is_string(one) && oidc_json_has(one, text)) return true;
    }
    return false;
}

bool oidc_base64(struct arena *arena, struct str text, struct str *out)
{
    size_t n = 0;
    unsigned char *bytes = arena_alloc(arena, text.n + 1);

    if (sodium_base642bin(bytes, text.n + 1, text.p, text.n, NULL, &n, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return false;
    *out = (struct str){(const char *)bytes, n};
    return true;
}

struct str oidc_base64_make(struct arena *arena, const unsigned char *bytes, size_t n)
{
    size_t room = sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(arena, room);

    sodium_bin2base64(text, room, bytes, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return str_from(text);
}

void oidc_percent(struct buf *buf, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            buf_char(buf, c);
        else
            buf_format(buf, "%%%02X", (unsigned)(unsigned char)c);
    }
}

bool oidc_plain(struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] <= ' ' || text.p[i] > '~') return false;
    return text.n > 0;
}
