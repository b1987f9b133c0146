/*
 * orden: names in Danish order (contract in orden.h).
 */
#include "base/orden.h"

#include <stdlib.h>
#include <string.h>

/* '{', '|' and '}' come after 'z', in that order. */
static const struct {
    const char *til;
    const char *fra;
} bogstaver[] = {
    {"a", "AÀÁÂÃĀĂĄàáâãāăą"},
    {"b", "B"},
    {"c", "CÇĆĈĊČçćĉċč"},
    {"d", "DĎĐÐďđð"},
    {"e", "EÈÉÊËĒĔĖĘĚèéêëēĕėęě"},
    {"f", "F"},
    {"g", "GĜĞĠĢĝğġģ"},
    {"h", "HĤĦĥħ"},
    {"i", "IÌÍÎÏĨĪĬĮİìíîïĩīĭįı"},
    {"j", "JĴĵ"},
    {"k", "KĶķ"},
    {"l", "LĹĻĽŁĺļľł"},
    {"m", "M"},
    {"n", "NÑŃŅŇñńņň"},
    {"o", "OÒÓÔÕŌŎòóôõōŏ"},
    {"p", "P"},
    {"q", "Q"},
    {"r", "RŔŖŘŕŗř"},
    {"s", "SŚŜŞŠȘśŝşšș"},
    {"t", "TŢŤŦȚţťŧț"},
    {"u", "UÙÚÛŨŪŬŮŲùúûũūŭůų"},
    {"v", "V"},
    {"w", "WŴŵ"},
    {"x", "X"},
    {"y", "YÝÿŶŸÜŰýŷüű"},
    {"z", "ZŹŻŽźżž"},
    {"oe", "Œœ"},
    {"ss", "ß"},
    {"th", "Þþ"},
    {"{", "ÆÄæä"},
    {"|", "ØÖŐøöő"},
    {"}", "Åå"},
    {" ", "-_/\302\240"},
    {"", "!\"#$%&'()*+,.:;<=>?@[]^`{|}~\302\264\342\200\230\342\200\231"},
};

static struct str key_of(struct str tegn)
{
    size_t at;

    for (size_t i = 0; i < sizeof(bogstaver) / sizeof(*bogstaver); i++)
        if (str_find(str_from(bogstaver[i].fra), tegn, &at)) return str_from(bogstaver[i].til);
    return tegn;
}

struct str orden_noegle(struct arena *arena, struct str navn)
{
    struct buf b;
    uint32_t code;

    buf_init(&b, arena);
    for (size_t at = 0, n; at < navn.n; at += n) {
        n = str_step(navn, at, &code);
        buf_add(&b, key_of(str_sub(navn, at, at + n)));
    }
    char *p = b.p;
    size_t til = 0;
    for (size_t fra = 0; fra < b.n; fra++) {
        bool aa = p[fra] == 'a' && fra + 1 < b.n && p[fra + 1] == 'a';
        p[til++] = aa ? '}' : p[fra];
        fra += aa ? 1 : 0;
    }
    return (struct str){til == 0 ? "" : p, til};
}

static int by_name(const void *a, const void *b)
{
    const struct orden_navn *x = a, *y = b;
    int foer = str_cmp(x->noegle, y->noegle);

    return foer != 0 ? foer : str_cmp(x->navn, y->navn);
}

void orden_sort(struct orden_navn *list, size_t n)
{
    if (n > 1) qsort(list, n, sizeof(*list), by_name);
}
