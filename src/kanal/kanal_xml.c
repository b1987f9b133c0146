/*
 * kanal_xml: the XML we write, with the one escaper.
 *
 * Cost: one pass over each text.
 */
#include "kanal/intern.h"

void kanal_xml_text(struct buf *buf, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        switch (text.p[i]) {
        case '&': buf_c(buf, "&amp;"); break;
        case '<': buf_c(buf, "&lt;"); break;
        case '>': buf_c(buf, "&gt;"); break;
        case '"': buf_c(buf, "&quot;"); break;
        case '\'': buf_c(buf, "&apos;"); break;
        default:
            /* What the format cannot hold at all has been refused before. */
            ASSERT((unsigned char)text.p[i] >= 0x20);
            buf_char(buf, text.p[i]);
        }
    }
}

void kanal_xml_open(struct kanal_xml_ud *xml, const char *tag)
{
    buf_char(xml->buf, '<');
    buf_c(xml->buf, tag);
    buf_char(xml->buf, '>');
}

void kanal_xml_close(struct kanal_xml_ud *xml, const char *tag)
{
    buf_c(xml->buf, "</");
    buf_c(xml->buf, tag);
    buf_char(xml->buf, '>');
}

void kanal_xml_leaf(struct kanal_xml_ud *xml, const char *tag, struct str text)
{
    kanal_xml_open(xml, tag);
    kanal_xml_text(xml->buf, text);
    kanal_xml_close(xml, tag);
}
