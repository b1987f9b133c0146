/*
 * tegn: which characters a text that people write may have.
 */
#include "base/tegn.h"

#include <stdio.h>

struct omraade {
    uint32_t fra;
    uint32_t til; /* included */
};

/* What Open Sans shows, apart from what nobody sees; and three that are set as their neighbours:
 * two hyphens and a narrow space that word processors put in. */
static const struct omraade brevets[] = {
    {0x20, 0x7E},     {0xA0, 0xAC},     {0xAE, 0x17F},    {0x192, 0x192},   {0x1A0, 0x1A1},
    {0x1AF, 0x1B0},   {0x1F0, 0x1F0},   {0x1FA, 0x1FF},   {0x218, 0x21B},   {0x237, 0x237},
    {0x2BC, 0x2BC},   {0x2C6, 0x2C7},   {0x2C9, 0x2C9},   {0x2D8, 0x2DD},   {0x2F3, 0x2F3},
    {0x384, 0x38A},   {0x38C, 0x38C},   {0x38E, 0x3A1},   {0x3A3, 0x3CE},   {0x3D1, 0x3D2},
    {0x3D6, 0x3D6},   {0x400, 0x482},   {0x48A, 0x513},   {0x1E00, 0x1E01}, {0x1E3E, 0x1E3F},
    {0x1E80, 0x1E85}, {0x1EA0, 0x1EF9}, {0x2000, 0x200A}, {0x2010, 0x2011}, {0x2013, 0x2015},
    {0x2017, 0x201E}, {0x2020, 0x2022}, {0x2026, 0x2026}, {0x202F, 0x202F}, {0x2030, 0x2030},
    {0x2032, 0x2033}, {0x2039, 0x203A}, {0x203C, 0x203C}, {0x2044, 0x2044}, {0x2070, 0x2070},
    {0x2074, 0x2079}, {0x207F, 0x207F}, {0x20A3, 0x20A4}, {0x20A7, 0x20A7}, {0x20AB, 0x20AC},
    {0x2105, 0x2105}, {0x2113, 0x2113}, {0x2116, 0x2116}, {0x2120, 0x2120}, {0x2122, 0x2122},
    {0x2126, 0x2126}, {0x212E, 0x212E}, {0x215B, 0x215E}, {0x2202, 0x2202}, {0x2206, 0x2206},
    {0x220F, 0x220F}, {0x2211, 0x2212}, {0x221A, 0x221A}, {0x221E, 0x221E}, {0x222B, 0x222B},
    {0x2248, 0x2248}, {0x2260, 0x2260}, {0x2264, 0x2265}, {0x25CA, 0x25CA}, {0xFB00, 0xFB04},
};

/* Control characters, a hyphen that shows only where a line breaks, marks and overrides of
 * direction, joiners, letters without a form, and what is kept for programs. */
static const struct omraade usynlige[] = {
    {0x0, 0x1F},        {0x7F, 0x9F},     {0xAD, 0xAD},     {0x34F, 0x34F},     {0x61C, 0x61C},
    {0x115F, 0x1160},   {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F},   {0x2028, 0x202E},
    {0x2060, 0x206F},   {0x2800, 0x2800}, {0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFC}, {0xFFFE, 0xFFFF}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
    {0xE0000, 0xE0FFF},
};

/* An accent apart, and the letters that with it are one character of letters: each beside what the
 * two make, as Unicode composes them. */
static const struct {
    uint32_t accent;
    const char *par;
} sammensat[] = {
    {0x300, "AÀEÈIÌOÒUÙWẀYỲaàeèiìoòuùwẁyỳÂẦÊỀÔỒâầêềôồĂẰăằƠỜơờƯỪưừЕЀИЍеѐиѝ"},
    {0x301, "AÁCĆEÉIÍLĹMḾNŃOÓRŔSŚUÚWẂYÝZŹaácćeéiílĺmḿnńoórŕsśuúwẃyýzź¨΅ÂẤÅǺÆǼÊẾÔỐØǾâấåǻæǽêếôố"
            "øǿĂẮăắƠỚơớƯỨưứΑΆΕΈΗΉΙΊΟΌΥΎΩΏαάεέηήιίοόυύωώϊΐϋΰГЃКЌгѓкќ"},
    {0x302, "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷẠẬạậẸỆẹệỌỘọộ"},
    {0x303, "AÃEẼIĨNÑOÕUŨYỸaãeẽiĩnñoõuũyỹÂẪÊỄÔỖâẫêễôỗĂẴăẵƠỠơỡƯỮưữ"},
    {0x304, "AĀEĒIĪOŌUŪaāeēiīoōuūИӢУӮиӣуӯ"},
    {0x306, "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭАӐЕӖЖӁИЙУЎаӑеӗжӂийуўẠẶạặ"},
    {0x307, "CĊEĖGĠIİZŻcċeėgġzż"},
    {0x308, "AÄEËIÏOÖUÜWẄYŸaäeëiïoöuüwẅyÿΙΪΥΫιϊυϋІЇАӒЕЁЖӜЗӞИӤОӦУӰЧӴЫӸЭӬаӓеёжӝзӟиӥоӧуӱчӵыӹэӭії"
            "ӘӚәӛӨӪөӫ"},
    {0x309, "AẢEẺIỈOỎUỦYỶaảeẻiỉoỏuủyỷÂẨÊỂÔỔâẩêểôổĂẲăẳƠỞơởƯỬưử"},
    {0x30A, "AÅUŮaåuů"},
    {0x30B, "OŐUŰoőuűУӲуӳ"},
    {0x30C, "CČDĎEĚLĽNŇRŘSŠTŤZŽcčdďeějǰlľnňrřsštťzž"},
    {0x30F, "ѴѶѵѷ"},
    {0x31B, "OƠUƯoơuư"},
    {0x323, "AẠEẸIỊOỌUỤYỴaạeẹiịoọuụyỵƠỢơợƯỰưự"},
    {0x325, "AḀaḁ"},
    {0x326, "SȘTȚsștț"},
    {0x327, "CÇGĢKĶLĻNŅRŖSŞTŢcçgģkķlļnņrŗsştţ"},
    {0x328, "AĄEĘIĮUŲaąeęiįuų"},
};

/* Accents that Open Sans has by themselves, for any letter. */
static bool is_own_accent(uint32_t tegn)
{
    return tegn <= 0x301 || tegn == 0x303 || tegn == 0x309 || tegn == 0x30F || tegn == 0x323;
}

static bool is_in(const struct omraade *liste, size_t n, uint32_t tegn)
{
    for (size_t i = 0; i < n; i++)
        if (tegn >= liste[i].fra && tegn <= liste[i].til) return true;
    return false;
}

bool tegn_i_brev(uint32_t tegn)
{
    return is_in(brevets, sizeof(brevets) / sizeof(*brevets), tegn);
}

bool tegn_usynligt(uint32_t tegn)
{
    return is_in(usynlige, sizeof(usynlige) / sizeof(*usynlige), tegn);
}

bool tegn_loest(uint32_t tegn)
{
    return tegn >= 0x300 && tegn <= 0x328;
}

/* What a letter and an accent make; 0 when that is no character of letters. */
static uint32_t composed(uint32_t bogstav, uint32_t accent)
{
    uint32_t led, begge;

    for (size_t i = 0; i < sizeof(sammensat) / sizeof(*sammensat); i++) {
        if (sammensat[i].accent != accent) continue;
        struct str par = str_from(sammensat[i].par);
        for (size_t at = 0; at < par.n;) {
            at += str_step(par, at, &led);
            at += str_step(par, at, &begge);
            if (led == bogstav) return begge;
        }
    }
    return 0;
}

/* A picture, as telephones write them: what joins two of them, and what says that one is in
 * colours, is part of them and hides nothing. */
static bool is_picture(uint32_t tegn)
{
    return tegn == 0xA9 || tegn == 0xAE || (tegn >= 0x203C && tegn <= 0x3299) ||
           (tegn >= 0x1F000 && tegn <= 0x1FAFF);
}

static bool joins_pictures(struct str s, size_t foer, size_t at, uint32_t tegn, size_t bytes)
{
    uint32_t venstre, hoejre;

    if (at == 0) return false;
    (void)str_step(s, foer, &venstre);
    if (tegn == 0xFE0F) return is_picture(venstre) || (venstre >= '#' && venstre <= '9');
    if (tegn != 0x200D || at + bytes >= s.n) return false;
    (void)str_step(s, at + bytes, &hoejre);
    return (is_picture(venstre) || venstre == 0xFE0F) && is_picture(hoejre);
}

enum fejl { INGEN, USYNLIGT, IKKE_I_BREV };

/* `bogstav` is what a loose accent would stand over, and becomes what the next one would. */
static enum fejl printed_wrong(uint32_t tegn, uint32_t *bogstav)
{
    uint32_t begge = tegn_loest(tegn) ? composed(*bogstav, tegn) : 0;
    bool alene = *bogstav == 0;

    *bogstav = begge != 0 ? begge : tegn;
    if (begge != 0 || tegn_i_brev(tegn)) return INGEN;
    return tegn_loest(tegn) && is_own_accent(tegn) && !alene ? INGEN : IKKE_I_BREV;
}

static enum fejl wrong_with(struct str s, size_t foer, size_t at, uint32_t tegn, size_t bytes,
                            unsigned regler, uint32_t *bogstav)
{
    bool brev = (regler & TEGN_BREV) != 0;

    if (tegn == '\n' || tegn == '\r' || tegn == '\t') {
        *bogstav = 0;
        return (regler & TEGN_LINJER) != 0 ? INGEN : USYNLIGT;
    }
    if (tegn_usynligt(tegn))
        return !brev && joins_pictures(s, foer, at, tegn, bytes) ? INGEN : USYNLIGT;
    return brev ? printed_wrong(tegn, bogstav) : INGEN;
}

/* The end of the line before the place, at most so many characters of it. */
static struct str words_before(struct str s, size_t at)
{
    enum { HOEJST = 24 };
    size_t fra = at, n = 0;

    for (; fra > 0 && n < HOEJST && s.p[fra - 1] != '\n'; n++) {
        fra--;
        while (fra > 0 && ((unsigned char)s.p[fra] & 0xC0) == 0x80) fra--;
    }
    struct str ud = str_trim(str_sub(s, fra, at));
    for (size_t i = 0; i < ud.n; i++)
        if ((unsigned char)ud.p[i] < ' ') return str_sub(ud, 0, i);
    return ud;
}

static size_t line_of(struct str s, size_t at)
{
    size_t linje = 1;

    for (size_t i = 0; i < at; i++) linje += s.p[i] == '\n';
    return linje;
}

struct sted_tekst {
    char dansk[160];
    char engelsk[160];
};

static struct sted_tekst place_of(struct str s, size_t at)
{
    struct sted_tekst ud = {"", ""};
    struct str foer = words_before(s, at);
    size_t linje = line_of(s, s.n) > 1 ? line_of(s, at) : 0;
    int d = 0, e = 0;

    if (linje > 0) {
        d = snprintf(ud.dansk, sizeof(ud.dansk), " i linje %zu", linje);
        e = snprintf(ud.engelsk, sizeof(ud.engelsk), " in line %zu", linje);
    }
    if (foer.n > 0) {
        (void)snprintf(ud.dansk + d, sizeof(ud.dansk) - (size_t)d, " efter »%.*s«", STR_ARG(foer));
        (void)snprintf(ud.engelsk + e, sizeof(ud.engelsk) - (size_t)e, " after “%.*s”",
                       STR_ARG(foer));
    } else {
        (void)snprintf(ud.dansk + d, sizeof(ud.dansk) - (size_t)d, " i begyndelsen");
        (void)snprintf(ud.engelsk + e, sizeof(ud.engelsk) - (size_t)e, " at the beginning");
    }
    return ud;
}

static bool refuse(struct str s, size_t at, uint32_t tegn, size_t bytes, enum fejl fejl,
                   struct tegn_hvad hvad, struct err *err)
{
    struct sted_tekst sted = place_of(s, at);
    char dansk[400], engelsk[400];

    if (fejl == USYNLIGT) {
        (void)snprintf(dansk, sizeof(dansk),
                       "%s har usynlige tegn, der kan skjule eller vende skriften: U+%04X%s; "
                       "slet det, og skriv stedet igen",
                       hvad.dansk, (unsigned)tegn, sted.dansk);
        (void)snprintf(engelsk, sizeof(engelsk),
                       "%s has invisible characters that may hide or turn the text: U+%04X%s; "
                       "delete it and write the place again",
                       hvad.engelsk, (unsigned)tegn, sted.engelsk);
    } else {
        (void)snprintf(dansk, sizeof(dansk),
                       "%s har tegnet »%.*s« (U+%04X)%s, som breve ikke kan vise; slet det, eller "
                       "skriv det med bogstaver",
                       hvad.dansk, (int)bytes, s.p + at, (unsigned)tegn, sted.dansk);
        (void)snprintf(engelsk, sizeof(engelsk),
                       "%s has the character “%.*s” (U+%04X)%s, which letters cannot show; delete "
                       "it, or write it in words",
                       hvad.engelsk, (int)bytes, s.p + at, (unsigned)tegn, sted.engelsk);
    }
    return err_begge_tekst(err, ERR_INPUT, NULL, dansk, engelsk);
}

bool tegn_tjek(struct str tekst, unsigned regler, struct tegn_hvad hvad, struct err *err)
{
    uint32_t tegn, bogstav = 0;

    for (size_t at = 0, foer = 0, n; at < tekst.n; foer = at, at += n) {
        n = str_step(tekst, at, &tegn);
        enum fejl fejl = wrong_with(tekst, foer, at, tegn, n, regler, &bogstav);
        /* An accent is shown with what it stands over. */
        size_t fra = tegn_loest(tegn) ? foer : at;
        if (fejl != INGEN) return refuse(tekst, fra, tegn, at + n - fra, fejl, hvad, err);
    }
    return true;
}

size_t tegn_antal(struct str tekst)
{
    size_t n = str_width(tekst);

    for (size_t i = 0; i + 1 < tekst.n; i++) n -= tekst.p[i] == '\r' && tekst.p[i + 1] == '\n';
    return n;
}

bool tegn_linje(struct str tekst, unsigned regler, size_t hoejst, struct tegn_hvad hvad,
                struct err *err)
{
    bool en_linje = true;
    char dansk[200], engelsk[200];

    for (size_t i = 0; i < tekst.n; i++)
        en_linje = en_linje && (unsigned char)tekst.p[i] >= ' ' && tekst.p[i] != 0x7f;
    if (en_linje && str_width(tekst) <= hoejst)
        return tegn_tjek(tekst, regler & ~(unsigned)TEGN_LINJER, hvad, err);
    (void)snprintf(dansk, sizeof(dansk), "%s skal være én linje på højst %zu tegn", hvad.dansk,
                   hoejst);
    (void)snprintf(engelsk, sizeof(engelsk), "%s must be one line of at most %zu characters",
                   hvad.engelsk, hoejst);
    return err_begge_tekst(err, ERR_INPUT, NULL, dansk, engelsk);
}
