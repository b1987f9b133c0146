/*
 * print_html_stil: the look of the page. System fonts, one accent colour, contrast of at least 7:1
 * for text; amounts in figures of one width. On a phone a row of the table of pieces becomes two
 * lines. On paper everything is unfolded, and each case has its own sheet.
 */
#include "beregning/print.h"

static const char *const skaerm[] = {
    "*{box-sizing:border-box}",
    ":root{--tekst:#1c2733;--daempet:#4f5b67;--streg:#dfe4e8;--bund:#f3f5f4;--kort:#fff;",
    "--groen:#0d5148;--groen-lys:#e7f1ef;--gul:#fff7e0;--gul-streg:#e3b341;--gul-tekst:#6b4400}",
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}",
    "body{margin:0;background:var(--bund);color:var(--tekst);font:1.0625rem/1.5 system-ui,",
    "-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif;",
    "font-variant-numeric:tabular-nums;overflow-wrap:anywhere}",
    ".top,main{max-width:54rem;margin:0 auto;padding:0 1.25rem}",
    ".top{padding-top:2.5rem}main{padding-bottom:3rem}",
    "h1,h2,h3,p,ul,dl,dd{margin:0}",
    "h1{font-size:2rem;line-height:1.2;letter-spacing:-.01em}",
    ".haandbog{color:var(--groen);font-weight:600;margin-bottom:.35rem}",
    ".top p:last-child{color:var(--daempet);margin-top:.35rem}",
    ".opdigtet{margin-top:1.25rem;padding:.7rem 1rem;border:1px dashed var(--daempet);",
    "border-radius:.5rem}",
    ".kort{background:var(--kort);border:1px solid var(--streg);border-radius:.75rem;",
    "margin-top:1.5rem;overflow:hidden;box-shadow:0 1px 2px rgba(28,39,51,.05)}",
    ".kort>header{padding:1.1rem 1.5rem .9rem;border-bottom:1px solid var(--streg)}",
    "h2{font-size:1.25rem;line-height:1.3}",
    ".kort>header p{color:var(--daempet);font-size:.95rem}",
    ".linje{border-bottom:1px solid var(--streg)}",
    "summary{display:grid;grid-template-columns:1rem 1fr auto;column-gap:.6rem;",
    "align-items:baseline;padding:.9rem 1.5rem;cursor:pointer;list-style:none}",
    "summary::-webkit-details-marker{display:none}",
    "summary::before{content:\"\";grid-row:1;width:.45rem;height:.45rem;align-self:center;",
    "border:solid var(--groen);border-width:0 .13rem .13rem 0;transform:rotate(-45deg)}",
    "[open]>summary::before{transform:rotate(45deg)}",
    "summary:hover{background:var(--groen-lys)}",
    "summary:focus-visible,a:focus-visible{outline:3px solid var(--groen);outline-offset:-3px}",
    "h3{font-size:1.0625rem;line-height:1.4}",
    "summary h3{grid-column:2;grid-row:1}",
    ".vilkaar{grid-column:2/-1;grid-row:2;color:var(--daempet);font-size:.9rem}",
    "summary .beloeb{grid-column:3;grid-row:1;font-weight:600;white-space:nowrap}",
    ".forklaring{padding:.1rem 1.5rem 1.2rem 3.1rem}",
    ".led{display:flex;flex-wrap:wrap;gap:.35rem .7rem;align-items:flex-start}",
    ".led+.led{margin-top:.5rem}",
    ".faktor{display:inline-grid;grid-template-columns:auto auto;justify-content:start;",
    "max-width:100%}",
    ".faktor>*{grid-column:2}",
    ".tegn{grid-column:1!important;color:var(--daempet);margin-right:.5rem}",
    ".note{display:block;color:var(--daempet);font-size:.85rem;line-height:1.35}",
    ".faktor .note{max-width:9.5rem;text-wrap:balance}",
    "div.udregning{background:var(--groen-lys);border-radius:.5rem;padding:.75rem 1rem}",
    ".fordi{color:var(--daempet);font-size:.92rem;margin-top:.2rem}",
    ".dele{width:100%;border-collapse:collapse}",
    ".dele th,.dele td{text-align:left;vertical-align:top;padding:.55rem .9rem .55rem 0;",
    "border-bottom:1px solid var(--streg);font-weight:400}",
    ".dele thead th{color:var(--daempet);font-size:.85rem;padding-top:0}",
    ".dele tbody th{white-space:nowrap}",
    ".dele tfoot th,.dele tfoot td{font-weight:600;border-bottom:0}",
    ".tal,thead th:last-child{text-align:right!important;padding-right:0!important;",
    "white-space:nowrap}",
    ".noter{margin-top:.8rem;font-size:.92rem}",
    ".noter div{display:grid;grid-template-columns:6.5rem 1fr;padding:.1rem 0}",
    "dt{color:var(--daempet)}",
    ".bemaerk{margin-top:.7rem;padding:.5rem .9rem;border-left:.25rem solid var(--groen);",
    "background:var(--groen-lys);font-size:.95rem}",
    ".mangler{margin:1.1rem 1.5rem;padding:.9rem 1.1rem;background:var(--gul);",
    "border:1px solid var(--gul-streg);border-left-width:.35rem;border-radius:.5rem}",
    ".mangler h3{color:var(--gul-tekst)}",
    ".mangler ul{margin:.4rem 0;padding-left:1.15rem}",
    ".mangler li+li{margin-top:.35rem}",
    ".mangler p{font-size:.92rem}",
    ".intet{padding:1.1rem 1.5rem}",
    ".sum{display:flex;justify-content:space-between;gap:1rem;align-items:baseline;",
    "padding:1rem 1.5rem;font-size:1.2rem;font-weight:700}",
    ".sum .beloeb{white-space:nowrap}",
    ".oversigt table{width:100%;border-collapse:collapse}",
    ".oversigt th,.oversigt td{text-align:left;padding:.55rem 1.5rem;",
    "border-bottom:1px solid var(--streg)}",
    ".oversigt .tal,.oversigt thead th:last-child{padding-right:1.5rem!important}",
    ".oversigt thead th{color:var(--daempet);font-size:.85rem;font-weight:400}",
    ".oversigt tfoot th,.oversigt tfoot td{font-weight:700;border-bottom:0}",
    "a{color:var(--groen)}",
    ".maerke{background:var(--gul);color:var(--gul-tekst);border:1px solid var(--gul-streg);",
    "border-radius:1rem;padding:.05rem .6rem;font-size:.8rem;white-space:nowrap}",
    ".valg{padding:1.1rem 1.5rem 1.3rem}",
    ".valg>p{color:var(--daempet);font-size:.92rem;margin-top:.25rem}",
    ".valg dl{margin-top:.8rem}",
    ".valg dl div{display:grid;grid-template-columns:13rem 1fr;column-gap:1rem;",
    "padding:.45rem 0;border-top:1px solid var(--streg)}",
    ".hash{margin-top:.8rem!important}",
    "code{font-family:ui-monospace,Consolas,Menlo,monospace;font-size:.8rem}",
};

static const char *const telefon[] = {
    "@media(max-width:40rem){",
    "body{font-size:1rem}",
    ".top,main{padding-left:.75rem;padding-right:.75rem}",
    ".top{padding-top:1.5rem}h1{font-size:1.6rem}",
    ".kort>header,summary,.sum,.valg,.intet{padding-left:1rem;padding-right:1rem}",
    ".forklaring{padding:.1rem 1rem 1.1rem}",
    ".mangler{margin-left:1rem;margin-right:1rem}",
    ".oversigt th,.oversigt td{padding-left:1rem}",
    ".oversigt .tal,.oversigt thead th:last-child{padding-right:1rem!important}",
    ".dele thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}",
    ".dele,.dele tbody,.dele tfoot{display:block}",
    ".dele tr{display:grid;grid-template-columns:1fr auto;padding:.5rem 0;",
    "border-bottom:1px solid var(--streg)}",
    ".dele tfoot tr{border-bottom:0;padding-bottom:0}",
    ".dele th,.dele td{border:0;padding:0}",
    ".dele tbody th{font-weight:600;white-space:normal}",
    ".dele .tal{grid-column:2;grid-row:1}",
    ".dele .udregning{grid-column:1/-1;grid-row:2}",
    ".valg dl div{grid-template-columns:1fr}",
    ".valg dt{font-size:.92rem}",
    "}",
};

static const char *const papir[] = {
    "@media print{",
    "@page{margin:16mm}",
    "html{font-size:9.5pt}",
    "body{background:#fff;font-size:1rem;print-color-adjust:exact;",
    "-webkit-print-color-adjust:exact}",
    ".top,main{max-width:none;padding:0}",
    ".kort{box-shadow:none;margin-top:6mm}",
    ".udregning,.dele tr,.noter,.mangler,.sum,.valg dl div{break-inside:avoid}",
    ".kort>header,summary{break-after:avoid}",
    ".sum{break-before:avoid}",
    ".kort+article{break-before:page}",
    ".kort+.kort.valg{break-inside:avoid}",
    "summary::before{display:none}",
    "summary{grid-template-columns:0 1fr auto;column-gap:0}",
    ".forklaring{padding-left:1.5rem}",
    "details::details-content{content-visibility:visible;block-size:auto}",
    "a{color:inherit;text-decoration:none}",
    "}",
};

static void print_regler(struct buf *out, const char *const *regel, size_t antal)
{
    for (size_t i = 0; i < antal; i++) {
        buf_c(out, regel[i]);
        buf_char(out, '\n');
    }
}

void print_html_stil(struct buf *out)
{
    print_regler(out, skaerm, sizeof(skaerm) / sizeof(skaerm[0]));
    print_regler(out, telefon, sizeof(telefon) / sizeof(telefon[0]));
    print_regler(out, papir, sizeof(papir) / sizeof(papir[0]));
}
