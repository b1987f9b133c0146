/*
 * kanal_tegn: text in the characters that Danish banks carry.
 *
 * Invariants: (1) the result holds only those characters; (2) text that has only those is given
 * back unchanged; (3) a character without a known way of writing it is refused, never dropped.
 */
#include <string.h>

#include "kanal/intern.h"

struct skrift {
    uint32_t tegn;
    const char *som;
};

/* Rising: letters that names in Denmark are seen with, and signs. */
static const struct skrift skrifter[] = {
    {'!', "."},          {'"', "'"},     {'#', "nr."},  {'%', "pct"},
    {'&', "+"},          {'*', "x"},     {';', ","},    {'<', "("},
    {'=', "-"},          {'>', ")"},     {'@', "(a)"},  {'[', "("},
    {'\\', "/"},         {']', ")"},     {'_', "-"},    {'`', "'"},
    {'{', "("},          {'|', "/"},     {'}', ")"},    {'~', "-"},
    {0xA0, " "},         {0xA7, "par."}, {0xAB, "'"},   {0xB4, "'"},
    {0xB7, "."},         {0xBB, "'"},    {0xBD, "1/2"}, {0xC0, "A"},
    {0xC1, "A"},         {0xC2, "A"},    {0xC3, "A"},   {0xC4, "\xC3\x86"},
    {0xC7, "C"},         {0xC8, "E"},    {0xC9, "E"},   {0xCA, "E"},
    {0xCB, "E"},         {0xCC, "I"},    {0xCD, "I"},   {0xCE, "I"},
    {0xCF, "I"},         {0xD0, "D"},    {0xD1, "N"},   {0xD2, "O"},
    {0xD3, "O"},         {0xD4, "O"},    {0xD5, "O"},   {0xD6, "\xC3\x98"},
    {0xD7, "x"},         {0xD9, "U"},    {0xDA, "U"},   {0xDB, "U"},
    {0xDC, "U"},         {0xDD, "Y"},    {0xDE, "Th"},  {0xDF, "ss"},
    {0xE0, "a"},         {0xE1, "a"},    {0xE2, "a"},   {0xE3, "a"},
    {0xE4, "\xC3\xA6"},  {0xE7, "c"},    {0xE8, "e"},   {0xE9, "e"},
    {0xEA, "e"},         {0xEB, "e"},    {0xEC, "i"},   {0xED, "i"},
    {0xEE, "i"},         {0xEF, "i"},    {0xF0, "d"},   {0xF1, "n"},
    {0xF2, "o"},         {0xF3, "o"},    {0xF4, "o"},   {0xF5, "o"},
    {0xF6, "\xC3\xB8"},  {0xF9, "u"},    {0xFA, "u"},   {0xFB, "u"},
    {0xFC, "u"},         {0xFD, "y"},    {0xFE, "th"},  {0xFF, "y"},
    {0x100, "A"},        {0x101, "a"},   {0x102, "A"},  {0x103, "a"},
    {0x104, "A"},        {0x105, "a"},   {0x106, "C"},  {0x107, "c"},
    {0x10C, "C"},        {0x10D, "c"},   {0x10E, "D"},  {0x10F, "d"},
    {0x110, "D"},        {0x111, "d"},   {0x112, "E"},  {0x113, "e"},
    {0x116, "E"},        {0x117, "e"},   {0x118, "E"},  {0x119, "e"},
    {0x11A, "E"},        {0x11B, "e"},   {0x11E, "G"},  {0x11F, "g"},
    {0x122, "G"},        {0x123, "g"},   {0x12A, "I"},  {0x12B, "i"},
    {0x12E, "I"},        {0x12F, "i"},   {0x130, "I"},  {0x131, "i"},
    {0x136, "K"},        {0x137, "k"},   {0x13B, "L"},  {0x13C, "l"},
    {0x13D, "L"},        {0x13E, "l"},   {0x141, "L"},  {0x142, "l"},
    {0x143, "N"},        {0x144, "n"},   {0x145, "N"},  {0x146, "n"},
    {0x147, "N"},        {0x148, "n"},   {0x14C, "O"},  {0x14D, "o"},
    {0x150, "O"},        {0x151, "o"},   {0x152, "OE"}, {0x153, "oe"},
    {0x158, "R"},        {0x159, "r"},   {0x15A, "S"},  {0x15B, "s"},
    {0x15E, "S"},        {0x15F, "s"},   {0x160, "S"},  {0x161, "s"},
    {0x162, "T"},        {0x163, "t"},   {0x164, "T"},  {0x165, "t"},
    {0x16A, "U"},        {0x16B, "u"},   {0x16E, "U"},  {0x16F, "u"},
    {0x170, "U"},        {0x171, "u"},   {0x172, "U"},  {0x173, "u"},
    {0x178, "Y"},        {0x179, "Z"},   {0x17A, "z"},  {0x17B, "Z"},
    {0x17C, "z"},        {0x17D, "Z"},   {0x17E, "z"},  {0x1FA, "\xC3\x85"},
    {0x1FB, "\xC3\xA5"}, {0x218, "S"},   {0x219, "s"},  {0x21A, "T"},
    {0x21B, "t"},        {0x2010, "-"},  {0x2011, "-"}, {0x2012, "-"},
    {0x2013, "-"},       {0x2014, "-"},  {0x2018, "'"}, {0x2019, "'"},
    {0x201A, "'"},       {0x201C, "'"},  {0x201D, "'"}, {0x201E, "'"},
    {0x2026, "..."},     {0x2212, "-"},
};

/* æ ø å Æ Ø Å */
static bool is_danish(uint32_t tegn)
{
    return tegn == 0xE6 || tegn == 0xF8 || tegn == 0xE5 || tegn == 0xC6 || tegn == 0xD8 ||
           tegn == 0xC5;
}

static bool is_plain(uint32_t tegn)
{
    if (tegn == 0 || tegn >= 0x80) return false;
    char c = (char)tegn;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
    return memchr("/-?:().,'+ ", c, 11) != NULL;
}

static const char *written(uint32_t tegn)
{
    size_t low = 0;
    size_t high = sizeof(skrifter) / sizeof(skrifter[0]);

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (skrifter[middle].tegn == tegn) return skrifter[middle].som;
        if (skrifter[middle].tegn < tegn) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

/* The text is valid UTF-8. */
static uint32_t next_sign(struct str text, size_t *at)
{
    unsigned char first = (unsigned char)text.p[*at];
    size_t more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    uint32_t tegn = more == 0 ? first : first & (0x3Fu >> more);

    ASSERT(*at + more < text.n);
    for (size_t i = 1; i <= more; i++) {
        tegn = (tegn << 6) | ((unsigned char)text.p[*at + i] & 0x3Fu);
    }
    *at += more + 1;
    return tegn;
}

bool kanal_tegn(struct arena *arena, struct str text, struct str *out, struct err *err)
{
    struct buf buf;

    TRY(str_check_utf8(&text, "", err));
    buf_init(&buf, arena);
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t tegn = next_sign(text, &at);
        if (is_plain(tegn) || is_danish(tegn)) {
            buf_add(&buf, str_sub(text, from, at));
            continue;
        }
        const char *som = written(tegn);
        if (som == NULL) {
            return err_begge(err, ERR_INPUT, NULL,
                             "Tegnet U+%04X kan ikke sendes gennem banken; skriv det med "
                             "almindelige bogstaver",
                             "The character U+%04X cannot be sent through the bank; write it with "
                             "ordinary letters",
                             (unsigned)tegn);
        }
        buf_c(&buf, som);
    }
    *out = buf_str(&buf);
    return true;
}
