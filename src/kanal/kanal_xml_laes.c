/*
 * kanal_xml_laes: XML from a bank as a tree of elements, through expat.
 *
 * The input is not trusted: it comes from outside and decides what counts as paid. So the grammar
 * is narrow: UTF-8; no DTD (and so no entities but the five of XML), no processing instructions, no
 * CDATA; an element holds either text or elements; one namespace, on the root; depth and size have
 * ceilings.
 *
 * Invariants: (1) the callbacks allocate nothing: room for every element and every byte of text is
 * taken before expat starts, so the arena never jumps through expat's frames; (2) an error names
 * line and column.
 * Cost: one pass; a node per element.
 */
#include <expat.h>
#include <string.h>

#include "kanal/intern.h"

enum { DEPTH_MAX = 32 };

struct laes {
    XML_Parser parser;
    struct kanal_xml *node; /* room for all */
    size_t nodes;
    size_t node_room;
    char *text; /* room for all names and texts */
    size_t used;
    size_t text_room;
    size_t text_from; /* where the text of the open element began */
    struct kanal_xml *open;
    struct kanal_xml *root;
    struct str prefix; /* of the root, without ':' */
    struct str ns;
    int depth;
    const char *wrong; /* the first trouble; parsing stops there */
    const char *wrong_en;
};

static void stop(struct laes *l, const char *wrong, const char *wrong_en)
{
    if (l->wrong != NULL) return;
    l->wrong = wrong;
    l->wrong_en = wrong_en;
    XML_StopParser(l->parser, XML_FALSE);
}

static struct str keep(struct laes *l, const char *text, size_t n)
{
    char *at = l->text + l->used;

    ASSERT(n <= l->text_room - l->used);
    memcpy(at, text, n);
    l->used += n;
    return (struct str){at, n};
}

/* Splits "ns2:Document"; false when there is more than one ':'. */
static bool split_name(const char *full, struct str *prefix, struct str *name)
{
    struct str rest = str_from(full);

    *prefix = STR_EMPTY;
    TRY(str_split(&rest, ':', name));
    if (name->n == strlen(full)) return true;
    *prefix = *name;
    TRY(str_split(&rest, ':', name));
    return name->p + name->n == full + strlen(full);
}

/* Spaces between elements are no text. */
static bool drop_space(struct laes *l)
{
    for (size_t i = l->text_from; i < l->used; i++) {
        if (strchr(" \t\r\n", l->text[i]) == NULL) return false;
    }
    l->used = l->text_from;
    return true;
}

/* xmlns of the root, under its prefix; other attributes of a root (schema places) mean nothing. */
static void root_namespace(struct laes *l, const char **attributes)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        struct str prefix, name;
        if (!split_name(attributes[i], &prefix, &name)) continue;
        bool plain = l->prefix.n == 0 && prefix.n == 0 && str_is(name, "xmlns");
        bool prefixed = l->prefix.n > 0 && str_is(prefix, "xmlns") && str_eq(name, l->prefix);
        if (plain || prefixed) l->ns = keep(l, attributes[i + 1], strlen(attributes[i + 1]));
    }
    if (l->ns.n == 0)
        stop(l, "Rodens xmlns mangler, så formatet er ukendt",
             "The root has no xmlns, so the format is unknown");
}

static void inner_attributes(struct laes *l, struct kanal_xml *node, const char **attributes)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        if (strcmp(attributes[i], "Ccy") != 0) {
            stop(l, "Elementet har en attribut, der ikke hører til formatet",
                 "The element has an attribute that the format does not have");
            return;
        }
        node->ccy = keep(l, attributes[i + 1], strlen(attributes[i + 1]));
    }
}

static void on_start(void *data, const char *name, const char **attributes)
{
    struct laes *l = data;
    struct str prefix, local;

    if (l->wrong != NULL) return;
    if (l->depth >= DEPTH_MAX) {
        stop(l, "Elementerne står mere end 32 inden i hinanden",
             "The elements stand more than 32 inside each other");
        return;
    }
    if (!drop_space(l)) {
        stop(l, "Der står både tekst og elementer i samme element",
             "There are both text and elements in one element");
        return;
    }
    if (!split_name(name, &prefix, &local)) {
        stop(l, "Elementets navn har mere end ét kolon",
             "The name of the element has more than one colon");
        return;
    }
    ASSERT(l->nodes < l->node_room);
    struct kanal_xml *node = &l->node[l->nodes++];
    node->navn = keep(l, local.p, local.n);
    node->linje = (int)XML_GetCurrentLineNumber(l->parser);
    node->over = l->open;
    if (l->root == NULL) {
        l->root = node;
        l->prefix = keep(l, prefix.p, prefix.n);
        root_namespace(l, attributes);
    } else {
        if (!str_eq(prefix, l->prefix))
            stop(l, "Elementet har et andet præfiks end roden",
                 "The element has another prefix than the root");
        inner_attributes(l, node, attributes);
        if (l->open->sidste == NULL) {
            l->open->foerste = node;
        } else {
            l->open->sidste->naeste = node;
        }
        l->open->sidste = node;
    }
    l->open = node;
    l->depth++;
    l->text_from = l->used;
}

static void on_end(void *data, const char *name)
{
    struct laes *l = data;

    (void)name;
    if (l->wrong != NULL) return;
    if (l->open->foerste == NULL) {
        l->open->tekst = (struct str){l->text + l->text_from, l->used - l->text_from};
    } else if (!drop_space(l)) {
        stop(l, "Der står både tekst og elementer i samme element",
             "There are both text and elements in one element");
        return;
    }
    l->open = l->open->over;
    l->depth--;
    l->text_from = l->used;
}

static void on_text(void *data, const char *text, int n)
{
    struct laes *l = data;

    if (l->wrong == NULL) keep(l, text, (size_t)n);
}

static void on_doctype(void *data, const char *name, const char *system, const char *public_id,
                       int internal)
{
    (void)name, (void)system, (void)public_id, (void)internal;
    stop(data, "Filen har en DTD (DOCTYPE); den læses ikke",
         "The file has a DTD (DOCTYPE); it is not read");
}

static void on_instruction(void *data, const char *target, const char *rest)
{
    (void)target, (void)rest;
    stop(data, "Filen har en behandlingsinstruks (<?…?>); den læses ikke",
         "The file has a processing instruction (<?…?>); it is not read");
}

static void on_cdata(void *data)
{
    stop(data, "Filen har et CDATA-afsnit; det læses ikke",
         "The file has a CDATA section; it is not read");
}

/* Each element has one '<' of its own; names and texts together are shorter than the file. */
static void take_room(struct laes *l, struct arena *arena, struct str text)
{
    l->node_room = 0;
    for (size_t i = 0; i + 1 < text.n; i++) {
        char next = text.p[i + 1];
        if (text.p[i] == '<' && next != '/' && next != '!' && next != '?') l->node_room++;
    }
    l->node = ARENA_ARRAY(arena, l->node_room, struct kanal_xml);
    l->text_room = text.n;
    l->text = arena_alloc(arena, text.n);
}

static bool parse(struct laes *l, const char *file, struct str text, struct err *err)
{
    XML_SetUserData(l->parser, l);
    XML_SetElementHandler(l->parser, on_start, on_end);
    XML_SetCharacterDataHandler(l->parser, on_text);
    XML_SetStartDoctypeDeclHandler(l->parser, on_doctype);
    XML_SetProcessingInstructionHandler(l->parser, on_instruction);
    XML_SetStartCdataSectionHandler(l->parser, on_cdata);
    if (XML_Parse(l->parser, text.p, (int)text.n, XML_TRUE) == XML_STATUS_OK && l->wrong == NULL) {
        return true;
    }
    err_begge_tekst(err, ERR_INPUT, NULL,
                    l->wrong != NULL ? l->wrong : "Filen er ikke velformet XML; hent den igen",
                    l->wrong != NULL ? l->wrong_en
                                     : "The file is not well-formed XML; fetch it again");
    return err_at(err, "%s:%llu:%llu", file,
                  (unsigned long long)XML_GetCurrentLineNumber(l->parser),
                  (unsigned long long)XML_GetCurrentColumnNumber(l->parser) + 1);
}

bool kanal_xml_read(struct arena *arena, const char *file, struct str text, struct kanal_xml **root,
                    struct str *ns, struct err *err)
{
    struct laes l = {0};

    if (text.n > KANAL_FIL_MAX) {
        return err_begge(err, ERR_LIMIT, file, "Filen fylder over %d byte",
                         "The file is larger than %d bytes", KANAL_FIL_MAX);
    }
    TRY(str_check_utf8(&text, file, err));
    take_room(&l, arena, text);
    l.parser = XML_ParserCreate("UTF-8");
    if (l.parser == NULL) {
        return err_begge(err, ERR_LIMIT, file, "Der er ikke hukommelse til at læse filen",
                         "There is no memory to read the file");
    }
    bool good = parse(&l, file, text, err);
    XML_ParserFree(l.parser);
    if (!good) return false;
    ASSERT(l.root != NULL && l.open == NULL && l.depth == 0);
    *root = l.root;
    *ns = l.ns;
    return true;
}

struct kanal_xml *kanal_xml_take(struct kanal_xml **at, const char *navn)
{
    struct kanal_xml *here = *at;

    if (here == NULL || !str_is(here->navn, navn)) return NULL;
    *at = here->naeste;
    return here;
}

struct kanal_xml *kanal_xml_find(struct kanal_xml *inside, const char *navn)
{
    for (struct kanal_xml *at = inside->foerste; at != NULL; at = at->naeste) {
        if (str_is(at->navn, navn)) return at;
    }
    return NULL;
}

struct str kanal_xml_text_of(struct kanal_xml *inside, const char *navn)
{
    struct kanal_xml *found = kanal_xml_find(inside, navn);

    return found == NULL ? STR_EMPTY : found->tekst;
}
