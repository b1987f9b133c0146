/*
 * http: one fetch by libcurl, within a time and a size, over HTTPS and without a redirect.
 *
 * The answer is written into room that was taken beforehand: nothing may jump to an arena's
 * boundary from inside libcurl. Addresses on this machine are fetched without a proxy; others go by
 * the environment's (https_proxy), as is usual where servers have no way out of their own.
 */
#include <curl/curl.h>
#include <string.h>

#include "oidc/intern.h"

enum { CONNECT_MS = 2500 };

struct answer {
    char *room;
    size_t n, max;
    bool too_long;
};

static size_t take(char *data, size_t size, size_t count, void *ctx)
{
    struct answer *answer = ctx;
    size_t n = size * count;

    if (n > answer->max - answer->n) {
        answer->too_long = true;
        return 0;
    }
    memcpy(answer->room + answer->n, data, n);
    answer->n += n;
    return n;
}

bool oidc_http_start(struct err *err)
{
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ||
           err_begge(err, ERR_IO, NULL, "libcurl kan ikke begynde", "libcurl cannot begin");
}

static bool set_limits(CURL *curl, const struct oidc_request *r, struct answer *answer)
{
    return curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)r->time_ms) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_MAXFILESIZE, (long)r->max) == CURLE_OK &&
           (!oidc_url_here(r->url) || curl_easy_setopt(curl, CURLOPT_NOPROXY, "*") == CURLE_OK) &&
           curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer) == CURLE_OK;
}

static bool set_tls(CURL *curl, const struct oidc_request *r)
{
    return curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
           (r->ca == NULL || (curl_easy_setopt(curl, CURLOPT_CAINFO, r->ca) == CURLE_OK &&
                              curl_easy_setopt(curl, CURLOPT_CAPATH, NULL) == CURLE_OK));
}

static bool set_what(CURL *curl, struct arena *arena, const struct oidc_request *r,
                     struct curl_slist *fields)
{
    bool ok = curl_easy_setopt(curl, CURLOPT_URL, str_c(arena, r->url)) == CURLE_OK &&
              curl_easy_setopt(curl, CURLOPT_HTTPHEADER, fields) == CURLE_OK;
    if (ok && r->form.n > 0) {
        ok = curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)r->form.n) == CURLE_OK &&
             curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, r->form.p) == CURLE_OK;
    }
    if (ok && r->user.n > 0) {
        ok = curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC) == CURLE_OK &&
             curl_easy_setopt(curl, CURLOPT_USERNAME, str_c(arena, r->user)) == CURLE_OK &&
             curl_easy_setopt(curl, CURLOPT_PASSWORD, str_c(arena, r->password)) == CURLE_OK;
    }
    return ok;
}

static bool failed(CURLcode code, const struct answer *answer, struct err *err)
{
    if (answer->too_long || code == CURLE_FILESIZE_EXCEEDED)
        return err_begge(err, ERR_IO, NULL, "Udbyderens svar er for langt",
                         "The provider's answer is too long");
    if (code == CURLE_OPERATION_TIMEDOUT)
        return err_begge(err, ERR_IO, NULL, "Udbyderen svarede ikke i tide",
                         "The provider did not answer in time");
    return err_begge(err, ERR_IO, NULL, "Udbyderen kan ikke nås: %s",
                     "The provider cannot be reached: %s", curl_easy_strerror(code));
}

static bool fetch(void *ctx, struct arena *arena, const struct oidc_request *r, int *status,
                  struct str *body, struct err *err)
{
    struct answer answer = {.room = arena_alloc(arena, r->max), .max = r->max};
    long got = 0;
    (void)ctx;

    ASSERT(r->max <= OIDC_JSON_MAX && r->time_ms > 0 && oidc_url_ok(r->url));
    CURL *curl = curl_easy_init();
    struct curl_slist *fields = curl_slist_append(NULL, "Accept: application/json");
    CURLcode code = CURLE_FAILED_INIT;
    if (curl != NULL && fields != NULL && set_limits(curl, r, &answer) && set_tls(curl, r) &&
        set_what(curl, arena, r, fields))
        code = curl_easy_perform(curl);
    if (code == CURLE_OK) code = curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &got);
    curl_slist_free_all(fields);
    curl_easy_cleanup(curl);
    if (code != CURLE_OK) return failed(code, &answer, err);
    *status = (int)got;
    *body = (struct str){answer.room, answer.n};
    return true;
}

struct oidc_fetch oidc_http(void)
{
    return (struct oidc_fetch){.fetch = fetch};
}
