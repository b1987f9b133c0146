/*
 * compile_test_data: a small whole handbook and its rate file, for the tests of the compiler.
 */
#ifndef HAANDBOG_COMPILE_TEST_DATA_H
#define HAANDBOG_COMPILE_TEST_DATA_H

/* clang-format aligns these lines by bytes and not by characters. */
/* clang-format off */
#define TEST_HOVED \
    "# En håndbog\n" \
    "\n" \
    "```regel\n" \
    "håndbog Prøve Kommune\n" \
    "  kommunekode   773\n" \
    "  gælder        fra 2021-01-01\n" \
    "  takster       kl\n" \
    "  model         trin; antal vederlag fra 1 til 10\n" \
    "  retning       fastholdes hele anbringelsen\n" \
    "  kilde         \"prøven\"\n"
#define TEST_VALG \
    "valg\n" \
    "  alder regnes          fra den 1. i måneden; valgt af os\n" \
    "  indflytningsdag       tæller med; valgt af os\n" \
    "  fraflytningsdag       tæller ikke med; valgt af os\n" \
    "  ugebeløb omregnes     × dage / 7; valgt af os\n" \
    "  børnerækkefølge       efter alder, ældste først; valgt af os\n" \
    "  tæller som barn       døgnpleje,  netværk; valgt af os\n" \
    "  3. barn gælder        fra 3. barn på samme sted; kilde \"loven\"\n" \
    "  29. februar           fødselsdag 1. marts i andre år; valgt af os\n" \
    "trin\n" \
    "  nr | vederlag | belastning | godkendelse | arbejde ved siden af | uddannelse | erfaring\n" \
    "   1 |      3,5 | lav        | mindst lav  | ingen grænse         | ingen krav | intet\n" \
    "   2 |        6 | høj        | ingen krav  | ingen grænse         | ingen krav | intet\n" \
    "  kilde \"tabellen\"\n" \
    "takst andel kr/døgn\n" \
    "  ukendt \"kilden tier\"\n" \
    "takst tøj kr/uge\n" \
    "  alder | beløb\n" \
    "   0-10 | 118\n" \
    "  11-22 | 177,50\n" \
    "  kilde \"tøj\"\n" \
    "takst ubrugt kr/måned\n" \
    "  beløb  1.036 kr\n" \
    "  gælder fra 2021-07-01 til og med 2021-12-31\n" \
    "  status foreløbig\n" \
    "  kendt fra 2021-06-01\n" \
    "  kilde \"ubrugt\"\n" \
    "```\n"
#define TEST_YDELSER \
    "## Løn\n" \
    "```regel\n" \
    "ydelse vederlag\n" \
    "  for           døgnpleje\n" \
    "  ikke for      netværk, akut \"de får andet\"\n" \
    "  beløb         antal vederlag × takst vederlag_døgn × 365/12 døgn/måned\n" \
    "  del af måned  dage × antal vederlag × takst vederlag_døgn\n" \
    "  afrundes      til hele kroner, ned\n" \
    "  til           kontrakthaver, A-indkomst, via løn\n" \
    "  kilde         \"løn\"\n" \
    "ydelse øl_og_beklædning\n" \
    "  for           døgnpleje, netværk, aflastning\n" \
    "  ukendt for    akut \"kilden nævner dem ikke\"\n" \
    "  ikke for      børn under 3 år\n" \
    "  beløb         takst tøj efter alder\n" \
    "  dog           takst tøj efter alder × 1/2 for 3. barn\n" \
    "  afrundes      til øre, halve op\n" \
    "  til           barnets NemKonto, skattefri til lovens sats, via NemKonto\n" \
    "  kilde         \"tøj\"\n" \
    "ydelse vederlag\n" \
    "  for           aflastning, pr faktisk døgn\n" \
    "  beløb         vederlag på trin 2 × takst vederlag_døgn\n" \
    "  afrundes      til øre, op\n" \
    "  til           kontrakthaver, skattefri, via løn\n" \
    "  kilde         \"aflastning\"\n"
#define TEST_RESTEN \
    "situation efterskole\n" \
    "  vederlag         som trin 1\n" \
    "  øl_og_beklædning  fradrag 20 døgn/måned × takst andel\n" \
    "  kræver           \"besked\"\n" \
    "  kilde            \"efterskole\"\n" \
    "situation hjemmebesøg\n" \
    "  alle ydelser  ukendt \"kilden tier\"\n" \
    "  valgt af os\n" \
    "opsigelse\n" \
    "  først               14 dage i de første 3 måneder\n" \
    "  derefter            30 dage, til den 1. eller den 15.\n" \
    "  ved opsigelse       vederlag løber varslet ud; øvrige ydelser stopper straks\n" \
    "  ved faktisk ophør   øl_og_beklædning, vederlag stopper på fraflytningsdagen\n" \
    "  ved misligholdelse  alle ydelser stopper straks\n" \
    "  ved adoption        alle ydelser stopper på datoen\n" \
    "  ved 18 år           alle ydelser fortsætter\n" \
    "  kilde               \"opsigelse\"\n" \
    "overgang\n" \
    "  nye anbringelser    fra 2021-03-01: trin\n" \
    "  ældre anbringelser  antal vederlag\n" \
    "sammenlign \"dag og måned\"\n" \
    "  formel  1 vederlag × takst vederlag_døgn × 30,41 døgn/måned\n" \
    "  med     3 vederlag × takst vederlag_døgn × 10 døgn/måned\n" \
    "modstrid \"sidetal\"\n" \
    "  kilden siger  \"side 9\"\n" \
    "  vi gør        \"overskrifter\"\n" \
    "  krav          N16\n" \
    "accepteret\n" \
    "  takst-ukendt andel   \"kommunen afgør\"\n" \
    "  ukendt-regel         \"to steder\"\n" \
    "```\n"
#define TEST_HAANDBOG TEST_HOVED TEST_VALG TEST_YDELSER TEST_RESTEN

#define TEST_CSV_HOVED "takst;nøgle;enhed;fra;til_og_med;beløb;status;kendt_fra;kilde;begrundelse\n"
#define TEST_CSV \
    TEST_CSV_HOVED \
    "vederlag_døgn;;kr/vederlag/døgn;2021-01-01;2021-12-31;147,60;endelig;;KL;\n" \
    "vederlag_døgn;;kr/vederlag/døgn;2022-01-01;2022-12-31;150;endelig;;KL;\n" \
    "anden;;kr/km;2021-01-01;2021-12-31;2;endelig;;KL;\n"

/* clang-format on */

#endif
