/*
 * pdfa: what cairo leaves out of PDF/A-1b, put in with qpdf.
 *
 * XMP metadata that repeats the document information exactly, an output intent with the sRGB
 * profile, the language, the maps that part 1 asks of fonts by glyph number, and no transparency
 * group. For who reads by the tags: which cells are heads of columns, and which span the table.
 * Ids come from the contents, so that the same letter has the same bytes.
 *
 * Every text is made before qpdf holds anything: the arena may jump away.
 */
#include <qpdf/qpdf-c.h>

#include <string.h>

#include "brev/ark.h"

struct tekster {
    const char *titel;
    const char *forfatter;
    const char *dato; /* D:20210625000000+00'00' */
    struct str xmp;
};

static const char producent[] = "Vederlag";

/* Attributes of cells, each made once: by scope (none, column, row) and width. */
enum { SCOPES = 3, MAX_SPAN = 8 };

struct pdfa {
    qpdf_oh attributter[SCOPES][MAX_SPAN + 1]; /* 0: not made yet */
    qpdf_data q;
    const struct tekster *tekster;
    const struct brev_trykkeri *t;
};

/* ---- texts ---- */

static void xmp_felt(struct buf *out, const char *foer, struct str s, const char *efter)
{
    buf_c(out, foer);
    buf_html(out, s);
    buf_c(out, efter);
}

static struct str make_xmp(struct arena *arena, const struct blad *blad)
{
    struct str tid = str_format(arena, "%.*sT00:00:00+00:00", STR_ARG(blad->dato_iso));
    struct buf out;

    buf_init(&out, arena);
    buf_c(&out, "<?xpacket begin=\"\357\273\277\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
                "<pdfaid:part>1</pdfaid:part>\n"
                "<pdfaid:conformance>B</pdfaid:conformance>\n");
    xmp_felt(&out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", blad->titel,
             "</rdf:li></rdf:Alt></dc:title>\n");
    xmp_felt(&out, "<dc:creator><rdf:Seq><rdf:li>", blad->afsender,
             "</rdf:li></rdf:Seq></dc:creator>\n");
    buf_c(&out, "<dc:language><rdf:Bag><rdf:li>da-DK</rdf:li></rdf:Bag></dc:language>\n");
    xmp_felt(&out, "<xmp:CreateDate>", tid, "</xmp:CreateDate>\n");
    xmp_felt(&out, "<xmp:ModifyDate>", tid, "</xmp:ModifyDate>\n");
    xmp_felt(&out, "<xmp:CreatorTool>", str_from(producent), "</xmp:CreatorTool>\n");
    xmp_felt(&out, "<pdf:Producer>", str_from(producent), "</pdf:Producer>\n");
    buf_c(&out, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n");
    return buf_str(&out);
}

static struct tekster make_tekster(struct arena *arena, const struct blad *blad)
{
    struct str d = blad->dato_iso;

    ASSERT(d.n == 10);
    struct str dato = str_format(arena, "D:%.4s%.2s%.2s000000+00'00'", d.p, d.p + 5, d.p + 8);
    return (struct tekster){str_c(arena, blad->titel), str_c(arena, blad->afsender),
                            str_c(arena, dato), make_xmp(arena, blad)};
}

/* ---- the document ---- */

static qpdf_oh key(struct pdfa *p, qpdf_oh dict, const char *navn)
{
    return qpdf_oh_get_key_if_dict(p->q, dict, navn);
}

static void put(struct pdfa *p, qpdf_oh dict, const char *navn, const char *vaerdi)
{
    qpdf_oh_replace_key(p->q, dict, navn, qpdf_oh_parse(p->q, vaerdi));
}

static void put_text(struct pdfa *p, qpdf_oh dict, const char *navn, const char *utf8)
{
    qpdf_oh_replace_key(p->q, dict, navn, qpdf_oh_new_unicode_string(p->q, utf8));
}

/* A stream with these bytes, as an indirect object. */
static qpdf_oh new_stream(struct pdfa *p, const char *bytes, size_t n)
{
    qpdf_oh stream = qpdf_oh_new_stream(p->q);
    qpdf_oh none = qpdf_oh_new_null(p->q);

    qpdf_oh_replace_stream_data(p->q, stream, (const unsigned char *)bytes, n, none, none);
    return stream;
}

static void set_info(struct pdfa *p)
{
    qpdf_oh info = qpdf_oh_new_dictionary(p->q);

    put_text(p, info, "/Title", p->tekster->titel);
    put_text(p, info, "/Author", p->tekster->forfatter);
    put_text(p, info, "/Creator", producent);
    put_text(p, info, "/Producer", producent);
    put_text(p, info, "/CreationDate", p->tekster->dato);
    put_text(p, info, "/ModDate", p->tekster->dato);
    qpdf_oh_replace_key(p->q, qpdf_get_trailer(p->q), "/Info",
                        qpdf_make_indirect_object(p->q, info));
}

static void set_root(struct pdfa *p)
{
    qpdf_oh root = qpdf_get_root(p->q);
    qpdf_oh xmp = new_stream(p, p->tekster->xmp.p, p->tekster->xmp.n);
    qpdf_oh profil = new_stream(p, p->t->farveprofil.p, p->t->farveprofil.n);
    qpdf_oh intent = qpdf_oh_new_dictionary(p->q);

    put(p, qpdf_oh_get_dict(p->q, xmp), "/Type", "/Metadata");
    put(p, qpdf_oh_get_dict(p->q, xmp), "/Subtype", "/XML");
    put(p, qpdf_oh_get_dict(p->q, profil), "/N", "3");
    put(p, intent, "/Type", "/OutputIntent");
    put(p, intent, "/S", "/GTS_PDFA1");
    put_text(p, intent, "/OutputConditionIdentifier", "sRGB IEC61966-2.1");
    put_text(p, intent, "/Info", "sRGB IEC61966-2.1");
    qpdf_oh_replace_key(p->q, intent, "/DestOutputProfile", profil);
    qpdf_oh_replace_key(p->q, root, "/OutputIntents", qpdf_oh_wrap_in_array(p->q, intent));
    qpdf_oh_replace_key(p->q, root, "/Metadata", xmp);
    put(p, root, "/Lang", "(da-DK)");
    put(p, root, "/MarkInfo", "<< /Marked true >>");
    put(p, root, "/ViewerPreferences", "<< /DisplayDocTitle true >>");
}

/* ---- fonts ---- */

/* Part 1 wants to know which glyph numbers a subset holds: cairo numbers them without holes. */
static void set_cidset(struct pdfa *p, qpdf_oh cid, qpdf_oh descriptor)
{
    qpdf_oh widths = key(p, cid, "/W");
    unsigned char bits[65536 / 8] = {0};
    int antal = 0;

    if (qpdf_oh_has_key(p->q, descriptor, "/CIDSet")) return;
    if (qpdf_oh_get_array_n_items(p->q, widths) == 2) {
        antal = qpdf_oh_get_array_n_items(p->q, qpdf_oh_get_array_item(p->q, widths, 1));
    }
    if (antal > 65536) antal = 65536;
    for (int i = 0; i < antal; i++) bits[i / 8] |= (unsigned char)(0x80 >> (i % 8));
    qpdf_oh_replace_key(p->q, descriptor, "/CIDSet",
                        new_stream(p, (const char *)bits, (size_t)(antal + 7) / 8));
}

static void fix_font(struct pdfa *p, qpdf_oh font)
{
    qpdf_oh under = key(p, font, "/DescendantFonts");

    if (!qpdf_oh_is_array(p->q, under)) return;
    qpdf_oh cid = qpdf_oh_get_array_item(p->q, under, 0);
    qpdf_oh descriptor = key(p, cid, "/FontDescriptor");
    if (!qpdf_oh_has_key(p->q, cid, "/CIDToGIDMap")) put(p, cid, "/CIDToGIDMap", "/Identity");
    if (qpdf_oh_is_dictionary(p->q, descriptor)) set_cidset(p, cid, descriptor);
}

static void fix_fonts(struct pdfa *p, qpdf_oh fonts)
{
    if (!qpdf_oh_is_dictionary(p->q, fonts)) return;
    qpdf_oh_begin_dict_key_iter(p->q, fonts);
    while (qpdf_oh_dict_more_keys(p->q)) {
        fix_font(p, key(p, fonts, qpdf_oh_dict_next_key(p->q)));
    }
}

static void fix_pages(struct pdfa *p)
{
    int sider = qpdf_get_num_pages(p->q);

    for (int i = 0; i < sider; i++) {
        qpdf_oh side = qpdf_get_page_n(p->q, (size_t)i);
        qpdf_oh_remove_key(p->q, side, "/Group");
        fix_fonts(p, key(p, key(p, side, "/Resources"), "/Font"));
    }
}

/* ---- the structure ---- */

static int kids(struct pdfa *p, qpdf_oh element, qpdf_oh *list)
{
    *list = key(p, element, "/K");
    return qpdf_oh_is_array(p->q, *list) ? qpdf_oh_get_array_n_items(p->q, *list) : 0;
}

static bool is_type(struct pdfa *p, qpdf_oh element, const char *navn)
{
    return qpdf_oh_is_name_and_equals(p->q, key(p, element, "/S"), navn) != QPDF_FALSE;
}

static qpdf_oh attribut(struct pdfa *p, int scope, int span)
{
    static const char *const ord[SCOPES] = {"", "/Scope /Column ", "/Scope /Row "};
    char tekst[80];

    ASSERT(span >= 1 && span <= MAX_SPAN);
    qpdf_oh *made = &p->attributter[scope][span];
    if (*made == 0) {
        snprintf(tekst, sizeof(tekst), "<< /O /Table %s/ColSpan %d >>", ord[scope], span);
        *made = qpdf_make_indirect_object(p->q, qpdf_oh_parse(p->q, tekst));
    }
    return *made;
}

/* The rows of a table: a head says what it heads, a cell alone in its row that it spans it. */
static void fix_table(struct pdfa *p, qpdf_oh table)
{
    qpdf_oh rows = qpdf_oh_new_null(p->q);
    int count = kids(p, table, &rows);
    int columns = 1;

    for (int i = 0; i < count; i++) {
        qpdf_oh cells = rows;
        int n = kids(p, qpdf_oh_get_array_item(p->q, rows, i), &cells);
        if (n > columns) columns = n;
    }
    for (int i = 0; i < count; i++) {
        qpdf_oh cells = rows;
        int n = kids(p, qpdf_oh_get_array_item(p->q, rows, i), &cells);
        for (int k = 0; k < n; k++) {
            qpdf_oh cell = qpdf_oh_get_array_item(p->q, cells, k);
            int span = n == 1 ? columns : 1;
            int scope = !is_type(p, cell, "/TH") ? 0 : n == 1 ? 2 : 1;
            if (scope == 0 && span == 1) continue;
            qpdf_oh_replace_key(p->q, cell, "/A", attribut(p, scope, span));
        }
    }
}

static void fix_structure(struct pdfa *p, qpdf_oh element, int depth)
{
    qpdf_oh list = element;
    int count = depth < 6 ? kids(p, element, &list) : 0;

    if (is_type(p, element, "/Table")) {
        fix_table(p, element);
        return;
    }
    for (int i = 0; i < count; i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(p->q, list, i);
        if (qpdf_oh_is_dictionary(p->q, kid)) fix_structure(p, kid, depth + 1);
    }
}

/* ---- all ---- */

static bool rewrite(struct pdfa *p, struct brev_trykkeri *t)
{
    qpdf_silence_errors(p->q);
    qpdf_set_suppress_warnings(p->q, QPDF_TRUE);
    if (qpdf_read_memory(p->q, "brev", t->bytes, t->n, NULL) > QPDF_WARNINGS) return false;
    set_info(p);
    set_root(p);
    fix_pages(p);
    fix_structure(p, key(p, qpdf_get_root(p->q), "/StructTreeRoot"), 0);
    if (qpdf_has_error(p->q) || qpdf_init_write_memory(p->q) != QPDF_SUCCESS) return false;
    qpdf_set_deterministic_ID(p->q, QPDF_TRUE);
    qpdf_set_newline_before_endstream(p->q, QPDF_TRUE);
    qpdf_set_object_stream_mode(p->q, qpdf_o_disable);
    qpdf_force_pdf_version(p->q, "1.4");
    if (qpdf_write(p->q) > QPDF_WARNINGS) return false;
    size_t n = qpdf_get_buffer_length(p->q);
    if (n > ARK_MAX_BYTES) return false;
    memcpy(t->bytes, qpdf_get_buffer(p->q), n);
    t->n = n;
    return true;
}

/* Makes trykkeri->bytes PDF/A-1b. */
static bool finish(struct arena *arena, struct brev_trykkeri *t, const struct blad *blad,
                   struct err *err)
{
    struct tekster tekster = make_tekster(arena, blad);
    struct pdfa p = {.q = qpdf_init(), .tekster = &tekster, .t = t};
    bool ok = rewrite(&p, t);

    if (!ok) {
        qpdf_error fejl = qpdf_get_error(p.q);
        const char *hvad = fejl == NULL ? NULL : qpdf_get_error_message_detail(p.q, fejl);
        err_begge(err, ERR_IO, NULL, "brevet kan ikke gøres til PDF/A: %s%.0s",
                  "the letter cannot be made into PDF/A: %.0s%s", hvad == NULL ? "for stort" : hvad,
                  hvad == NULL ? "too large" : hvad);
    }
    qpdf_cleanup(&p.q);
    return ok;
}

bool ark_pdf(struct arena *arena, struct brev_trykkeri *t, const struct blad *blad, struct str *pdf,
             struct err *err)
{
    struct ark ark;

    TRY(ark_saet(arena, t, blad, &ark, err));
    TRY(ark_tegn(&ark, err));
    TRY(finish(arena, t, blad, err));
    *pdf = str_copy(arena, (struct str){t->bytes, t->n});
    return true;
}
