/*
 * flow: the way to the provider and back, and what a worker remembers of a provider meanwhile.
 *
 * What was fetched holds for an hour. A token signed with a key that is not in the list makes the
 * list be fetched once more, at most once a minute, so that nobody can have it fetched at will.
 * All that is fetched for one answer has OIDC_TIME_MS together: a worker waits for no longer.
 */
#include <openssl/sha.h>
#include <time.h>

#include "oidc/intern.h"

#define SECOND_US INT64_C(1000000)
#define KEPT_US (3600 * SECOND_US)
#define AGAIN_US (60 * SECOND_US)
#define DOWN_US (10 * SECOND_US)
#define KEPT_MAX ((size_t)4 << 20)

/* Milliseconds of a clock that nobody sets. */
static int64_t clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* One answer on its way. */
struct work {
    struct oidc_provider *provider;
    int64_t now_us;
    int64_t end_ms;
};

static struct work begin_work(struct oidc_provider *provider, int64_t now_us)
{
    return (struct work){provider, now_us, clock_ms() + OIDC_TIME_MS};
}

void oidc_provider_init(struct oidc_provider *provider, const struct oidc_setup *setup,
                        struct oidc_fetch fetch)
{
    *provider = (struct oidc_provider){.setup = *setup, .fetch = fetch};
    arena_init(&provider->discovery_arena, KEPT_MAX);
    arena_init(&provider->keys_arena, KEPT_MAX);
}

void oidc_provider_release(struct oidc_provider *provider)
{
    arena_release(&provider->discovery_arena);
    arena_release(&provider->keys_arena);
    provider->discovery_us = provider->keys_us = 0;
}

/* ---- fetching */

/* Whether what was fetched then may still be used; a clock that was set back makes it old. */
static bool is_new(int64_t then_us, int64_t now_us, int64_t for_us)
{
    return then_us != 0 && now_us >= then_us && now_us - then_us < for_us;
}

static bool fetch(const struct work *w, struct arena *arena, struct oidc_request *request,
                  int *status, struct str *body, struct err *err)
{
    struct oidc_provider *p = w->provider;

    request->time_ms = w->end_ms - clock_ms();
    request->ca = p->setup.ca;
    if (is_new(p->down_us, w->now_us, DOWN_US))
        return err_begge(err, ERR_IO, NULL, "Udbyderen svarede ikke for lidt siden",
                         "The provider did not answer a little while ago");
    if (request->time_ms <= 0)
        return err_begge(err, ERR_IO, NULL, "Udbyderen svarede ikke i tide",
                         "The provider did not answer in time");
    bool ok = p->fetch.fetch(p->fetch.ctx, arena, request, status, body, err);
    p->down_us = ok && *status < 500 ? 0 : w->now_us;
    return ok;
}

static bool fetch_json(const struct work *w, struct arena *arena, struct str url, struct str *body,
                       struct err *err)
{
    struct oidc_request request = {.url = url, .max = OIDC_JSON_MAX};
    int status = 0;

    TRY(fetch(w, arena, &request, &status, body, err));
    return status == 200 || err_begge(err, ERR_IO, NULL, "Udbyderen svarede med status %d",
                                      "The provider answered with status %d", status);
}

static bool fresh_discovery(const struct work *w, struct arena *scratch, struct err *err)
{
    struct oidc_provider *p = w->provider;
    struct str issuer = p->setup.udsteder, body;
    struct oidc_discovery found;

    if (is_new(p->discovery_us, w->now_us, KEPT_US)) return true;
    while (issuer.n > 0 && issuer.p[issuer.n - 1] == '/') issuer.n--;
    struct str url = str_format(scratch, "%.*s/.well-known/openid-configuration", STR_ARG(issuer));
    TRY(fetch_json(w, scratch, url, &body, err));
    /* Once to see whether it can be used, and then to keep it instead of the one before. */
    TRY(oidc_discovery_read(scratch, body, p->setup.udsteder, &found, err));
    p->discovery_us = 0;
    arena_release(&p->discovery_arena);
    arena_init(&p->discovery_arena, KEPT_MAX);
    TRY(oidc_discovery_read(&p->discovery_arena, body, p->setup.udsteder, &p->discovery, err));
    p->discovery_us = w->now_us;
    return true;
}

static bool fetch_keys(const struct work *w, struct arena *scratch, struct err *err)
{
    struct oidc_provider *p = w->provider;
    struct oidc_keys found;
    struct str body;

    TRY(fetch_json(w, scratch, p->discovery.jwks, &body, err));
    TRY(oidc_keys_read(scratch, body, &found, err));
    p->keys_us = 0;
    arena_release(&p->keys_arena);
    arena_init(&p->keys_arena, KEPT_MAX);
    TRY(oidc_keys_read(&p->keys_arena, body, &p->keys, err));
    p->keys_us = w->now_us;
    return true;
}

/* ---- the way there */

static void field(struct buf *url, const char *name, struct str value)
{
    buf_format(url, "%s%s=", url->n > 0 ? "&" : "", name);
    oidc_percent(url, value);
}

static struct str challenge(struct arena *arena, struct str verifier)
{
    unsigned char digest[SHA256_DIGEST_LENGTH];

    SHA256((const unsigned char *)verifier.p, verifier.n, digest);
    return oidc_base64_make(arena, digest, sizeof(digest));
}

static void ask_login(struct buf *query, struct arena *arena, const struct oidc_setup *setup,
                      bool fresh)
{
    struct buf acr;

    buf_init(&acr, arena);
    for (size_t i = 0; i < setup->acr.count; i++)
        buf_format(&acr, "%s%.*s", i == 0 ? "" : " ", STR_ARG(setup->acr.word[i]));
    if (acr.n > 0) field(query, "acr_values", buf_str(&acr));
    if (fresh) {
        field(query, "prompt", STR("login"));
        field(query, "max_age", STR("0"));
    } else if (setup->max_alder_s > 0) {
        field(query, "max_age", str_format(arena, "%lld", (long long)setup->max_alder_s));
    }
}

bool oidc_begin(struct oidc_provider *provider, struct arena *arena,
                const struct oidc_journey *journey, bool fresh, int64_t now_us, struct str *url,
                struct err *err)
{
    struct work w = begin_work(provider, now_us);
    const struct oidc_setup *setup = &provider->setup;
    struct buf query;
    size_t at = 0;

    TRY(fresh_discovery(&w, arena, err));
    struct str to = provider->discovery.authorize;
    buf_init(&query, arena);
    field(&query, "response_type", STR("code"));
    field(&query, "client_id", setup->klient);
    field(&query, "redirect_uri", setup->retur);
    field(&query, "scope", setup->scope);
    field(&query, "state", journey->state);
    field(&query, "nonce", journey->nonce);
    field(&query, "code_challenge", challenge(arena, journey->verifier));
    field(&query, "code_challenge_method", STR("S256"));
    field(&query, "ui_locales", STR("da"));
    ask_login(&query, arena, setup, fresh);
    *url = str_format(arena, "%.*s%s%.*s", STR_ARG(to), str_find(to, STR("?"), &at) ? "&" : "?",
                      STR_ARG(buf_str(&query)));
    return true;
}

/* ---- the way back */

/* The secret as Basic has both parts percent-encoded (RFC 6749, section 2.3.1). */
static struct str encoded(struct arena *arena, struct str text)
{
    struct buf buf;

    buf_init(&buf, arena);
    oidc_percent(&buf, text);
    return buf_str(&buf);
}

static bool exchange(const struct work *w, struct arena *arena, struct str code,
                     struct str verifier, struct str *token, struct err *err)
{
    const struct oidc_setup *setup = &w->provider->setup;
    struct oidc_request request = {.url = w->provider->discovery.token, .max = OIDC_JSON_MAX};
    struct buf form;
    struct str body;
    int status = 0;

    buf_init(&form, arena);
    field(&form, "grant_type", STR("authorization_code"));
    field(&form, "code", code);
    field(&form, "redirect_uri", setup->retur);
    field(&form, "code_verifier", verifier);
    if (w->provider->discovery.secret_in_form) {
        field(&form, "client_id", setup->klient);
        field(&form, "client_secret", setup->hemmelig);
    } else {
        request.user = encoded(arena, setup->klient);
        request.password = encoded(arena, setup->hemmelig);
    }
    request.form = buf_str(&form);
    TRY(fetch(w, arena, &request, &status, &body, err));
    if (status == 400) {
        return err_begge(err, ERR_ACCESS, NULL,
                         "Udbyderen kender ikke koden; den kan være brugt eller udløbet",
                         "The provider does not know the code; it may be used or expired");
    }
    if (status != 200) {
        return err_begge(
            err, ERR_IO, NULL,
            "Udbyderen svarede med status %d; 401 betyder, at den ikke kender vores "
            "klient og hemmelighed",
            "The provider answered with status %d; 401 means that it does not know our client and "
            "secret",
            status);
    }
    const json_t *root = oidc_json(arena, body);
    *token = oidc_json_text(root, "id_token");
    return token->n > 0 || err_begge(err, ERR_IO, NULL, "Udbyderens svar har intet ID-token",
                                     "The provider's answer has no ID token");
}

/* With the keys that are known; with an unknown one the list is fetched anew, once. */
static bool check_token(const struct work *w, struct arena *arena, struct str token,
                        const struct oidc_expected *expected, struct oidc_subject *out,
                        struct err *err)
{
    struct oidc_provider *p = w->provider;
    bool new_list = !is_new(p->keys_us, w->now_us, KEPT_US);

    if (new_list) TRY(fetch_keys(w, arena, err));
    enum oidc_outcome outcome = oidc_token_check(arena, token, &p->keys, expected, out, err);
    if (outcome == OIDC_UNKNOWN_KEY && !new_list && !is_new(p->keys_us, w->now_us, AGAIN_US)) {
        TRY(fetch_keys(w, arena, err));
        outcome = oidc_token_check(arena, token, &p->keys, expected, out, err);
    }
    if (outcome == OIDC_UNKNOWN_KEY) {
        err_begge(err, ERR_ACCESS, NULL,
                  "Svaret fra udbyderen gælder ikke: det er underskrevet med en ukendt nøgle",
                  "The answer of the provider is not valid: it is signed with an unknown key");
    }
    return outcome == OIDC_RIGHT;
}

bool oidc_finish(struct oidc_provider *provider, struct arena *arena,
                 const struct oidc_journey *journey, const struct oidc_answer *answer, bool fresh,
                 int64_t now_us, struct oidc_subject *out, struct err *err)
{
    struct work w = begin_work(provider, now_us);
    const struct oidc_expected expected = {
        .setup = &provider->setup, .nonce = journey->nonce, .fresh = fresh, .now_us = now_us};
    struct str token;

    if (answer->code.n > OIDC_CODE_MAX || !oidc_plain(answer->code))
        return err_begge(err, ERR_ACCESS, NULL,
                         "Svaret fra udbyderen har ingen kode, der kan bruges",
                         "The answer of the provider has no code that can be used");
    TRY(fresh_discovery(&w, arena, err));
    /* The answer of another provider must not have its code sent to this one. */
    bool named = answer->iss.n > 0 || provider->discovery.says_iss;
    if (named && !str_eq(answer->iss, provider->setup.udsteder))
        return err_begge(err, ERR_ACCESS, NULL, "Svaret er fra en anden udbyder",
                         "The answer is from another provider");
    TRY(exchange(&w, arena, answer->code, journey->verifier, &token, err));
    return check_token(&w, arena, token, &expected, out, err);
}

bool oidc_logout(struct oidc_provider *provider, struct arena *arena, struct str back,
                 int64_t now_us, struct str *url, struct err *err)
{
    struct work w = begin_work(provider, now_us);
    struct buf query;
    size_t at = 0;

    *url = STR_EMPTY;
    TRY(fresh_discovery(&w, arena, err));
    struct str to = provider->discovery.end_session;
    if (to.n == 0) return true;
    buf_init(&query, arena);
    field(&query, "client_id", provider->setup.klient);
    field(&query, "post_logout_redirect_uri", back);
    *url = str_format(arena, "%.*s%s%.*s", STR_ARG(to), str_find(to, STR("?"), &at) ? "&" : "?",
                      STR_ARG(buf_str(&query)));
    return true;
}
