/*
 * mappe: the folder that hands letters over to Digital Post.
 *
 * The message follows MeMo 1.2, with the letter inside it, so that an agent can send the file as it
 * is; the PDF lies beside it for who wants to look. Manifest, one line a file in the order of
 * their names, written last:
 *
 *     vederlag-brevmappe 1 ANTAL
 *     NAVN LÆNGDE SHA256
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/fil.h"
#include "base/hash.h"
#include "brev/brev.h"

#define MANIFEST "manifest.txt"

enum { MAX_FIL = 16 << 20, MAX_MANIFEST = 64 << 20 };

/* ---- what comes in ---- */

static bool digits(struct str s, size_t antal)
{
    if (s.n != antal) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    }
    return true;
}

static bool is_uuid(struct str s)
{
    if (s.n != 36) return false;
    for (size_t i = 0; i < s.n; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        bool hex = (s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f');
        if (dash ? s.p[i] != '-' : !hex) return false;
    }
    return true;
}

/* "2021-06-25T08:00:00Z" */
static bool is_tid(struct str s)
{
    static const char form[] = "0000-00-00T00:00:00Z";

    if (s.n != sizeof(form) - 1) return false;
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (form[i] == '0' ? !digit : s.p[i] != form[i]) return false;
    }
    return true;
}

static int cmp_id(const void *a, const void *b)
{
    return str_cmp((*(const struct brev_forsendelse *const *)a)->id,
                   (*(const struct brev_forsendelse *const *)b)->id);
}

/* The letters by id; the texts of errors hold no CPR. */
static bool sort(struct arena *arena, const struct brev_forsendelse *f, size_t antal,
                 const struct brev_forsendelse ***out, struct err *err)
{
    const struct brev_forsendelse **liste =
        ARENA_ARRAY(arena, antal, const struct brev_forsendelse *);

    for (size_t i = 0; i < antal; i++) {
        liste[i] = &f[i];
        if (!is_uuid(f[i].id)) {
            return err_set(err, ERR_INPUT, NULL,
                           "brev nr. %zu skal have et id på formen "
                           "00000000-0000-0000-0000-000000000000 med små bogstaver",
                           i + 1);
        }
        if (!digits(f[i].cpr, 10)) {
            return err_set(err, ERR_INPUT, NULL,
                           "brevet %.*s kan ikke sendes: modtageren skal have et CPR-nummer på ti "
                           "cifre",
                           STR_ARG(f[i].id));
        }
    }
    if (antal > 1) qsort(liste, antal, sizeof(liste[0]), cmp_id);
    for (size_t i = 1; i < antal; i++) {
        if (!str_eq(liste[i - 1]->id, liste[i]->id)) continue;
        return err_set(err, ERR_INPUT, NULL, "to breve har samme id: %.*s; giv hvert sit",
                       STR_ARG(liste[i]->id));
    }
    *out = liste;
    return true;
}

/* ---- the message ---- */

static void element(struct buf *out, const char *navn, struct str tekst)
{
    buf_format(out, "<memo:%s>", navn);
    buf_html(out, tekst);
    buf_format(out, "</memo:%s>\n", navn);
}

static void add_part(struct buf *out, const char *part, const char *id_navn, struct str id,
                     const char *type)
{
    buf_format(out, "<memo:%s>\n", part);
    element(out, id_navn, id);
    element(out, "idType", str_from(type));
}

static void add_header(struct buf *out, const struct brev_afsender *a,
                       const struct brev_forsendelse *f)
{
    bool aar = f->slags == BREV_AAR;

    buf_c(out, "<memo:MessageHeader>\n");
    element(out, "messageType", STR("DIGITALPOST"));
    element(out, "messageUUID", f->id);
    element(out, "label", aar ? STR("Årsopgørelse") : STR("Oplysninger om en udbetaling"));
    element(
        out, "notification",
        str_format(out->arena, "Du har fået et brev fra %.*s", STR_ARG(str_clip(a->kommune, 100))));
    element(out, "mandatory", STR("false"));
    element(out, "legalNotification", STR("false"));
    element(out, "postType", STR("MYNDIGHEDSPOST"));
    add_part(out, "Sender", "senderID", a->cvr, "CVR");
    element(out, "label", str_clip(a->kommune, 100));
    buf_c(out, "</memo:Sender>\n");
    add_part(out, "Recipient", "recipientID", f->cpr, "CPR");
    buf_c(out, "</memo:Recipient>\n</memo:MessageHeader>\n");
}

static void add_base64(struct buf *out, struct str bytes)
{
    size_t plads = sodium_base64_encoded_len(bytes.n, sodium_base64_VARIANT_ORIGINAL);
    char *tekst = arena_alloc(out->arena, plads);

    sodium_bin2base64(tekst, plads, (const unsigned char *)bytes.p, bytes.n,
                      sodium_base64_VARIANT_ORIGINAL);
    buf_c(out, tekst);
}

static struct str message(struct arena *arena, const struct brev_afsender *a, struct str tid,
                          const struct brev_forsendelse *f)
{
    bool aar = f->slags == BREV_AAR;
    struct buf out;

    buf_init(&out, arena);
    buf_c(&out,
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<memo:Message xmlns:memo=\"https://DigitalPost.dk/MeMo-1\" memoVersion=\"1.2\">\n");
    add_header(&out, a, f);
    buf_c(&out, "<memo:MessageBody>\n");
    element(&out, "createdDateTime", tid);
    buf_c(&out, "<memo:MainDocument>\n<memo:File>\n");
    element(&out, "encodingFormat", STR("application/pdf"));
    element(&out, "filename", aar ? STR("aarsopgoerelse.pdf") : STR("udbetaling.pdf"));
    element(&out, "language", STR("da"));
    buf_c(&out, "<memo:content>");
    add_base64(&out, f->pdf);
    buf_c(&out, "</memo:content>\n</memo:File>\n</memo:MainDocument>\n</memo:MessageBody>\n"
                "</memo:Message>\n");
    return buf_str(&out);
}

/* ---- the folder ---- */

static const char *path(struct arena *arena, const char *sti, struct str navn)
{
    struct str hele = str_format(arena, "%s/%.*s", sti, STR_ARG(navn));

    return str_c(arena, hele);
}

static void add_line(struct buf *manifest, struct str navn, struct str bytes)
{
    struct hash hash = hash_of(bytes);

    buf_format(manifest, "%.*s %zu %s\n", STR_ARG(navn), bytes.n, hash.hex);
}

/* False when the folder's manifest tells of other letters. */
static bool check_before(struct arena *arena, const char *sti, struct str manifest, struct err *err)
{
    const char *fil = path(arena, sti, STR(MANIFEST));
    struct str der = STR_EMPTY;

    if (!fil_is_folder(sti)) {
        return err_set(err, ERR_IO, sti, "mappen til breve findes ikke; opret den først");
    }
    if (!fil_exists(fil)) return true;
    TRY(fil_read(arena, fil, MAX_MANIFEST, &der, err));
    if (str_eq(der, manifest)) return true;
    return err_set(err, ERR_INPUT, sti,
                   "mappen har allerede et manifest over andre breve; brug en tom mappe");
}

bool brev_mappe_write(struct arena *arena, const char *sti, const struct brev_afsender *afsender,
                      struct str tid, const struct brev_forsendelse *forsendelse, size_t antal,
                      struct err *err)
{
    const struct brev_forsendelse **liste = NULL;
    struct str *besked = ARENA_ARRAY(arena, antal, struct str);
    struct buf manifest;

    if (!digits(afsender->cvr, 8)) {
        return err_set(err, ERR_INPUT, NULL, "kommunens CVR-nummer skal have otte cifre");
    }
    if (!is_tid(tid)) {
        return err_set(err, ERR_INPUT, NULL,
                       "brevenes tid skal skrives som 2021-06-25T08:00:00Z, ikke »%.*s«",
                       STR_ARG(str_clip(tid, 40)));
    }
    TRY(sort(arena, forsendelse, antal, &liste, err));
    buf_init(&manifest, arena);
    buf_format(&manifest, "vederlag-brevmappe 1 %zu\n", antal);
    for (size_t i = 0; i < antal; i++) {
        const struct brev_forsendelse *f = liste[i];
        besked[i] = message(arena, afsender, tid, f);
        add_line(&manifest, str_format(arena, "%.*s.pdf", STR_ARG(f->id)), f->pdf);
        add_line(&manifest, str_format(arena, "%.*s.xml", STR_ARG(f->id)), besked[i]);
    }
    TRY(check_before(arena, sti, buf_str(&manifest), err));
    for (size_t i = 0; i < antal; i++) {
        struct str pdf = str_format(arena, "%.*s.pdf", STR_ARG(liste[i]->id));
        struct str xml = str_format(arena, "%.*s.xml", STR_ARG(liste[i]->id));
        TRY(fil_write(path(arena, sti, pdf), liste[i]->pdf, err));
        TRY(fil_write(path(arena, sti, xml), besked[i], err));
    }
    return fil_write(path(arena, sti, STR(MANIFEST)), buf_str(&manifest), err);
}

/* ---- reading it back ---- */

static bool check_line(struct arena *arena, const char *sti, struct str linje, struct err *err)
{
    struct str rest = linje;
    struct str navn = STR_EMPTY;
    struct str bytes = STR_EMPTY;

    str_split(&rest, ' ', &navn);
    bool plain = navn.n == 40 && is_uuid(str_sub(navn, 0, 36)) &&
                 (str_ends(navn, STR(".pdf")) || str_ends(navn, STR(".xml")));
    if (!plain) {
        return err_set(err, ERR_INPUT, sti, "manifestet har en linje, der ikke navngiver et brev");
    }
    TRY(fil_read(arena, path(arena, sti, navn), MAX_FIL, &bytes, err));
    struct buf venter;
    buf_init(&venter, arena);
    add_line(&venter, navn, bytes);
    if (str_eq(str_sub(buf_str(&venter), 0, venter.n - 1), linje)) return true;
    return err_set(
        err, ERR_INPUT, sti,
        "filen %.*s er ikke den, manifestet nævner; send ikke mappen, men skriv den igen",
        STR_ARG(navn));
}

bool brev_mappe_check(struct arena *arena, const char *sti, size_t *antal, struct err *err)
{
    const char *fil = path(arena, sti, STR(MANIFEST));
    struct str rest = STR_EMPTY;
    struct str linje = STR_EMPTY;
    struct str *navne = NULL;
    size_t filer = 0;
    size_t linjer = 0;

    if (!fil_exists(fil)) {
        return err_set(err, ERR_INPUT, sti,
                       "mappen har intet manifest: den er kun halvt skrevet og må ikke sendes");
    }
    TRY(fil_read(arena, fil, MAX_MANIFEST, &rest, err));
    TRY(fil_list(arena, sti, &navne, &filer, err));
    ASSERT(filer > 0);
    struct str hoved = str_format(arena, "vederlag-brevmappe 1 %zu", (filer - 1) / 2);
    str_split(&rest, '\n', &linje);
    if (!str_eq(linje, hoved) || filer % 2 != 1) {
        return err_set(err, ERR_INPUT, sti,
                       "mappen har ikke de filer, manifestet nævner; send den ikke");
    }
    while (str_split(&rest, '\n', &linje)) {
        if (linje.n == 0) continue;
        TRY(check_line(arena, sti, linje, err));
        linjer++;
    }
    if (linjer != filer - 1) {
        return err_set(err, ERR_INPUT, sti,
                       "manifestet nævner %zu filer, men mappen har %zu; send den ikke", linjer,
                       filer - 1);
    }
    *antal = linjer / 2;
    return true;
}
