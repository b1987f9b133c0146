/*
 * qr: the modules of libqrencode, row by row, neighbours joined.
 */
#include "side/qr.h"

#include <errno.h>
#include <qrencode.h>

enum { MARGIN = 4 }; /* what a reader needs around the code */

static bool is_dark(const QRcode *code, int x, int y)
{
    return x < code->width && (code->data[y * code->width + x] & 1) != 0;
}

static void draw_row(struct buf *out, const QRcode *code, int y)
{
    for (int x = 0, end; x < code->width; x = end) {
        for (end = x + 1; is_dark(code, x, y) && is_dark(code, end, y); end++) continue;
        if (is_dark(code, x, y))
            buf_format(out, "M%d %dh%dv1h-%dz", x + MARGIN, y + MARGIN, end - x, end - x);
    }
}

bool qr_tegn(struct arena *arena, struct str tekst, struct qr *out, struct err *err)
{
    struct buf sti;

    QRcode *code = QRcode_encodeString(str_c(arena, tekst), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (code == NULL)
        return err_begge(err, errno == ENOMEM ? ERR_IO : ERR_LIMIT, NULL,
                         "Teksten kan ikke tegnes som en QR-kode",
                         "The text cannot be drawn as a QR code");
    buf_init(&sti, arena);
    for (int y = 0; y < code->width; y++) draw_row(&sti, code, y);
    *out = (struct qr){code->width + 2 * MARGIN, buf_str(&sti)};
    QRcode_free(code);
    return true;
}
