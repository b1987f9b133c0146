/*
 * discovery: what a provider tells of itself (OpenID Connect Discovery 1.0), and which addresses
 * anything is fetched from.
 */
#include "oidc/intern.h"

enum { URL_MAX = 1024 };

/* The host of an address without its port; empty when there is none. */
static struct str host_of(struct str url)
{
    size_t n = 0;

    if (!str_find(url, STR("://"), &n)) return STR_EMPTY;
    struct str rest = str_sub(url, n + 3, url.n);
    n = 0;
    while (n < rest.n && rest.p[n] != '/' && rest.p[n] != '?' && rest.p[n] != '#') n++;
    rest = str_sub(rest, 0, n);
    if (rest.n > 0 && rest.p[0] == '[') {
        size_t end = 0;
        return str_find(rest, STR("]"), &end) ? str_sub(rest, 0, end + 1) : STR_EMPTY;
    }
    n = 0;
    while (n < rest.n && rest.p[n] != ':') n++;
    return str_sub(rest, 0, n);
}

bool oidc_url_here(struct str url)
{
    struct str host = host_of(url);

    return str_is(host, "127.0.0.1") || str_is(host, "[::1]") || str_is(host, "localhost");
}

bool oidc_url_ok(struct str url)
{
    size_t at = 0;

    if (url.n > URL_MAX || !oidc_plain(url)) return false;
    if (str_find(url, STR("@"), &at) || str_find(url, STR("#"), &at) ||
        str_find(url, STR("\\"), &at))
        return false;
    if (str_starts(url, STR("https://"))) return host_of(url).n > 0;
    return str_starts(url, STR("http://")) && oidc_url_here(url);
}

static bool wrong(struct err *err, const char *hvorfor, const char *why)
{
    char dansk[200], engelsk[200];

    (void)snprintf(dansk, sizeof(dansk), "Udbyderens beskrivelse af sig selv kan ikke bruges: %s",
                   hvorfor);
    (void)snprintf(engelsk, sizeof(engelsk),
                   "The provider's description of itself cannot be used: %s", why);
    return err_begge_tekst(err, ERR_IO, NULL, dansk, engelsk);
}

/* An address of the document; a provider over HTTPS names none without. */
static bool url(const json_t *root, const char *key, struct str issuer, struct str *out)
{
    *out = oidc_json_text(root, key);
    return oidc_url_ok(*out) &&
           (!str_starts(issuer, STR("https://")) || str_starts(*out, STR("https://")));
}

/* Whether a list that may be left out has the word. */
static bool may(const json_t *root, const char *key, struct str word)
{
    const json_t *list = json_object_get(root, key);

    return list == NULL || oidc_json_has(list, word);
}

static bool check_means(const json_t *root, struct err *err)
{
    static const char algs[] = "id_token_signing_alg_values_supported";

    if (!may(root, "response_types_supported", STR("code")))
        return wrong(err, "den kender ikke svaret »code«", "it does not know the answer “code”");
    if (!may(root, "code_challenge_methods_supported", STR("S256")))
        return wrong(err, "den kender ikke PKCE med S256", "it does not know PKCE with S256");
    if (!may(root, algs, STR("RS256")) && !may(root, algs, STR("PS256")) &&
        !may(root, algs, STR("ES256")))
        return wrong(err, "den underskriver ikke med RS256, PS256 eller ES256",
                     "it does not sign with RS256, PS256 or ES256");
    return true;
}

/* How our secret is sent: as Basic unless the provider only says that it takes a field. */
static bool check_auth(const json_t *root, bool *in_form, struct err *err)
{
    static const char methods[] = "token_endpoint_auth_methods_supported";

    *in_form = !may(root, methods, STR("client_secret_basic"));
    if (!*in_form || may(root, methods, STR("client_secret_post"))) return true;
    return wrong(err, "den tager ikke imod en hemmelighed (client_secret_basic eller _post)",
                 "it takes no secret (client_secret_basic or _post)");
}

bool oidc_discovery_read(struct arena *arena, struct str json, struct str issuer,
                         struct oidc_discovery *out, struct err *err)
{
    const json_t *root = oidc_json(arena, json);
    struct oidc_discovery d = {0};

    if (root == NULL) return wrong(err, "den er ikke JSON", "it is not JSON");
    if (!str_eq(oidc_json_text(root, "issuer"), issuer))
        return wrong(err, "den er for en anden udsteder end opsætningens",
                     "it is for another issuer than that of the setup");
    if (!url(root, "authorization_endpoint", issuer, &d.authorize) ||
        !url(root, "token_endpoint", issuer, &d.token) || !url(root, "jwks_uri", issuer, &d.jwks))
        return wrong(err, "adresserne til login, token og nøgler skal være der, med https",
                     "the addresses of login, token and keys must be there, with https");
    TRY(check_means(root, err));
    TRY(check_auth(root, &d.secret_in_form, err));
    if (!url(root, "end_session_endpoint", issuer, &d.end_session)) d.end_session = STR_EMPTY;
    d.says_iss =
        json_is_true(json_object_get(root, "authorization_response_iss_parameter_supported"));
    *out = d;
    return true;
}
