/*
 * opsigelse hoer, svar, frafald, registrer, liste: a family is heard, and given notice when its
 * time to answer has run out.
 */
#include "base/tid.h"
#include "cmd/indstilling_cmd.h"
#include "indstilling/partshoering.h"

static bool find(struct niveau_kald *k, struct partshoering *out, struct err *err)
{
    TRY(partshoering_find(k->db.store, k->arena, &k->db.adgang, str_from(k->ord[0]), out, err));
    if (out->id.n > 0) return true;
    return err_set(err, ERR_INPUT, "partshoering",
                   "Der er ingen partshøring med det id; se vederlag opsigelse liste");
}

static bool do_hear(struct niveau_kald *k, struct err *err)
{
    const struct plan *plan = NULL;
    struct dato frist = DATO_MIN;
    struct partshoering h;
    struct str id;

    if (k->dag != NULL) TRY(dato_parse(str_from(k->dag), &frist, err));
    TRY(niveau_kald_plan(k, dato_of_us(k->db.now_us), &plan, err));
    TRY(niveau_kald_id(k, &id, err));
    TRY(partshoering_send(k->db.store, k->arena, &k->db.adgang, plan, id, str_from(k->ord[0]),
                          niveau_kald_tekst(k), frist, k->db.now_us, err));
    TRY(partshoering_find(k->db.store, k->arena, &k->db.adgang, id, &h, err));
    niveau_kald_sig(k, id,
                    str_format(k->arena,
                               "Familien er hørt (%.*s) og kan svare til og med den %.*s.",
                               STR_ARG(id), STR_ARG(dato_tekst(k->arena, h.frist))));
    return true;
}

int cmd_opsigelse_hoer(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv,
                          "opsigelse hoer ANBRINGELSE --grund TEKST [--frist DATO] --haandbog STI "
                          "--som NAVN",
                          1, 1))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_WRITE, do_hear);
}

static bool do_answer(struct niveau_kald *k, struct err *err)
{
    struct partshoering h;

    TRY(find(k, &h, err));
    TRY(partshoering_svar(k->db.store, k->arena, &k->db.adgang, &h, niveau_kald_tekst(k),
                          k->db.now_us, err));
    niveau_kald_sig(k, h.id, STR("Familiens svar er gemt."));
    return true;
}

int cmd_opsigelse_svar(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv, "opsigelse svar ID --tekst TEKST --som NAVN", 1,
                          1))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_WRITE, do_answer);
}

static bool do_drop(struct niveau_kald *k, struct err *err)
{
    struct partshoering h;

    TRY(find(k, &h, err));
    TRY(partshoering_frafald(k->db.store, k->arena, &k->db.adgang, &h, niveau_kald_tekst(k),
                             k->db.now_us, err));
    niveau_kald_sig(k, h.id, STR("Opsigelsen er frafaldet."));
    return true;
}

int cmd_opsigelse_frafald(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv, "opsigelse frafald ID --grund TEKST --som NAVN", 1,
                          1))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_WRITE, do_drop);
}

static bool read_cause(struct niveau_kald *k, enum opsigelse_aarsag *out, struct err *err)
{
    struct buf alle;

    if (k->aarsag != NULL && opsigelse_aarsag_of(str_from(k->aarsag), out)) return true;
    buf_init(&alle, k->arena);
    for (int i = 0; i < AARSAGER; i++)
        buf_format(&alle, "%s%s", i == 0 ? "" : ", ",
                   opsigelse_aarsag_kode((enum opsigelse_aarsag)i));
    return err_set(err, ERR_INPUT, "--aarsag", "Sig med --aarsag, hvorfor; skriv %.*s",
                   STR_ARG(buf_str(&alle)));
}

static bool do_notice(struct niveau_kald *k, struct err *err)
{
    enum opsigelse_aarsag aarsag = AARSAG_KONFLIKT;
    struct partshoering h;
    struct dato dato;

    TRY(find(k, &h, err));
    TRY(dato_parse(str_from(k->ord[1]), &dato, err));
    TRY(read_cause(k, &aarsag, err));
    TRY(partshoering_opsig(k->db.store, k->arena, &k->db.adgang, &h, dato, aarsag, k->db.now_us,
                           err));
    niveau_kald_sig(k, h.id,
                    str_format(k->arena, "Opsigelsen den %.*s er registreret.",
                               STR_ARG(dato_tekst(k->arena, dato))));
    return true;
}

int cmd_opsigelse_registrer(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv,
                          "opsigelse registrer ID DATO --aarsag ÅRSAG --som NAVN", 2, 2))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_WRITE, do_notice);
}

static bool print_list(struct niveau_kald *k, struct err *err)
{
    struct partshoering *h;
    struct buf *out = &k->ud;
    size_t n = 0;

    TRY(partshoering_liste(k->db.store, k->arena, &k->db.adgang, &h, &n, err));
    if (k->w.json) buf_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        enum partshoering_tilstand nu = partshoering_nu(&h[i])->tilstand;
        if (!k->w.json) {
            buf_format(out, "%.*s  ", STR_ARG(h[i].id));
            buf_left(out, str_from(partshoering_tilstand_navn(nu)), 10);
            buf_format(out, "anbringelse %.*s  sendt %.*s  svar senest %.*s\n",
                       STR_ARG(h[i].anbringelse), STR_ARG(dato_tekst(k->arena, h[i].sendt)),
                       STR_ARG(dato_tekst(k->arena, h[i].frist)));
            continue;
        }
        buf_format(out,
                   "%s{\"id\":\"%.*s\",\"tilstand\":\"%s\",\"anbringelse\":", i > 0 ? ",\n" : "",
                   STR_ARG(h[i].id), partshoering_tilstand_kode(nu));
        buf_json(out, h[i].anbringelse);
        buf_format(out, ",\"sendt\":\"%.*s\",\"frist\":\"%.*s\"}",
                   STR_ARG(dato_iso(k->arena, h[i].sendt)),
                   STR_ARG(dato_iso(k->arena, h[i].frist)));
    }
    if (k->w.json) buf_c(out, "]\n");
    if (!k->w.json && n == 0) buf_c(out, "Der er ingen partshøringer.\n");
    return true;
}

int cmd_opsigelse_liste(struct arena *arena, int argc, char **argv)
{
    struct niveau_kald k = {0};

    if (!niveau_kald_laes(&k, arena, argc, argv, "opsigelse liste --som NAVN [--json]", 0, 0))
        return CMD_USAGE;
    return niveau_kald_koer(&k, STORE_READ, print_list);
}
