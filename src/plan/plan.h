/*
 * plan: what a handbook version says, compiled.
 *
 * Immutable once made. Plain data: formulas are sums of products, so that both readers (the scalar
 * one that explains and the column kernel) walk the same few records. plan_bytes writes a canonical
 * form; two compilations of the same text give the same bytes, and rules and rates hash apart.
 *
 * Invariants (proved by the checker before a plan is handed out):
 *  1. Every formula has unit kr/måned, kr/uge or kr/døgn.
 *  2. For every line, kind, age 0-22 at most one rule applies on any day.
 *  3. Indexes (line, rate, trin) are in range.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "base/brok.h"
#include "base/dato.h"
#include "base/hash.h"
#include "sag/sag.h"
#include "takst/takst.h"

#define PLAN_MAX_LINES 16
#define PLAN_MAX_AGE 22 /* efterværn ends at 23 */

/* ---- formulas: a sum of led, each a product of faktor ---- */

enum plan_faktor_art {
    FAKTOR_TAL,           /* a number with unit */
    FAKTOR_VEDERLAG,      /* "antal vederlag": from the case's trin or number */
    FAKTOR_VEDERLAG_TRIN, /* "vederlag på trin N" */
    FAKTOR_TAKST,         /* a rate, perhaps by the child's age */
};

struct plan_faktor {
    enum plan_faktor_art art;
    bool divider;       /* divide by it instead of multiplying */
    struct brok tal;    /* FAKTOR_TAL */
    struct enhed enhed; /* of the factor itself */
    int trin;           /* FAKTOR_VEDERLAG_TRIN */
    int takst;          /* FAKTOR_TAKST: index in plan.takst_navne */
    bool efter_alder;
};

struct plan_led {
    bool minus;
    const struct plan_faktor *faktor;
    size_t faktorer;
};

struct plan_formel {
    const struct plan_led *led;
    size_t antal;
    struct enhed enhed; /* money in kr; the readers compute in øre */
    struct str tekst;   /* canonical text, for people */
};

/* ---- choices ---- */

enum valg_alder { ALDER_PAA_DAGEN, ALDER_FOERSTE_I_MAANEDEN_EFTER, ALDER_FOERSTE_I_MAANEDEN };
enum valg_uge { UGE_DAGE_7, UGE_365_84, UGE_52_12, UGE_30_7 };
enum valg_raekkefoelge { RAEKKE_INDFLYTNING, RAEKKE_ALDER };
enum valg_tredje { TREDJE_3_OG_4_SAMME_KOMMUNE, TREDJE_FRA_3_SAMME_STED };
enum del_af_maaned { DEL_MAANEDENS_DAGE, DEL_30, DEL_DOEGNSATS };

struct plan_valg {
    enum valg_alder alder;
    bool indflytningsdag_taeller;
    bool fraflytningsdag_taeller;
    enum valg_uge uge;
    enum valg_raekkefoelge raekkefoelge;
    unsigned taeller_som_barn; /* bit per enum art */
    enum valg_tredje tredje;
    enum skuddag skuddag;
};

/* One choice as printed on statements. */
struct plan_valg_tekst {
    struct str noegle; /* "alder regnes" */
    struct str vaerdi; /* "på dagen" */
    bool valgt_af_os;
    struct str kilde; /* empty when valgt_af_os */
};

/* ---- rules ---- */

enum modtager { MODTAGER_KONTRAKTHAVER, MODTAGER_BARN, MODTAGER_ANTAL };
enum kanal { KANAL_LOEN, KANAL_NEMKONTO, KANAL_ANTAL };
enum skat { SKAT_A_INDKOMST, SKAT_SKATTEFRI, SKAT_SKATTEFRI_TIL_LOVENS_SATS, SKAT_ANTAL };

const char *modtager_kode(enum modtager modtager); /* "kontrakthaver", "barn" */
const char *modtager_navn(enum modtager modtager); /* "kontrakthaver", "barnets NemKonto" … */
const char *kanal_kode(enum kanal kanal);          /* "loen", "nemkonto" */
const char *kanal_navn(enum kanal kanal);          /* "via løn" */
const char *skat_kode(enum skat skat);             /* "a_indkomst", … */
const char *skat_navn(enum skat skat);             /* "A-indkomst", "skattefri" … */

/* What one rule says of one kind of placement. */
enum plan_for { FOR_INTET, FOR_GIVER, FOR_IKKE, FOR_UKENDT };

struct plan_ydelse {
    int linje; /* index in plan.linje */
    enum plan_for for_art[ART_ANTAL];
    struct str ukendt_grund[ART_ANTAL];
    bool faktiske_doegn; /* counts the case's nights of relief, not days of stay */
    int fra_alder;       /* 0, or the age below which nothing is given ("ikke for børn under") */
    int til_alder;       /* PLAN_MAX_AGE unless the rule ends earlier (inclusive) */
    struct plan_formel beloeb;
    bool har_tredje; /* "dog … for 3. barn" */
    struct plan_formel tredje;
    enum del_af_maaned del;
    struct plan_formel doegnsats; /* DEL_DOEGNSATS: unit kr/døgn */
    enum valg_uge uge;            /* the general choice unless the rule states its own */
    enum afrunding afrund;
    int64_t afrund_step; /* 1 øre or 100 øre */
    enum modtager modtager;
    enum kanal kanal;
    enum skat skat;
    struct str kilde;
    struct str afsnit; /* heading of the handbook the block stands under */
    struct str anker;  /* html id of the rule */
    struct sted sted;
};

struct plan_linje {
    struct str kode;  /* "kost_og_logi", "beklaedning" */
    struct str navn;  /* as the handbook writes it: "beklædning" */
    struct str titel; /* for people: "Kost og logi" */
};

struct plan_trin {
    int nr;
    struct brok vederlag;
    struct str belastning;
    struct sted sted;
};

enum situation_virkning {
    VIRKNING_FORTSAETTER,
    VIRKNING_STOPPER,
    VIRKNING_SOM_TRIN,
    VIRKNING_TRIN_NED,     /* `trin` steps down, not below the lowest */
    VIRKNING_SOM_VEDERLAG, /* a number of vederlag */
    VIRKNING_FRADRAG,      /* minus a formula (kr/måned by days, or kr/døgn) */
    VIRKNING_UKENDT,
};

struct plan_virkning {
    enum situation_virkning art;
    int trin;
    struct brok vederlag;
    struct plan_formel fradrag;
    struct str grund; /* VIRKNING_UKENDT */
};

struct plan_situation {
    bool findes; /* the handbook has a block for it */
    bool ukendt; /* the whole situation is declared ukendt */
    struct str grund;
    struct plan_virkning virkning[PLAN_MAX_LINES]; /* by line */
    struct str kilde;                              /* or "valgt af os" */
    struct str anker;
};

enum stop {
    STOP_FRAFLYTNING,   /* with the stay */
    STOP_VARSEL,        /* when the notice has run */
    STOP_STRAKS,        /* on the day of the event */
    STOP_DATOEN,        /* the same day, used for adoption: "på datoen" */
    STOP_MAANEDSUDGANG, /* at the end of that month */
    STOP_UKENDT,
};

enum varsel_til { VARSEL_DAGE, VARSEL_FOERSTE_ELLER_15 };

struct plan_opsigelse {
    bool findes;
    int foerste_maaneder;
    int varsel_foerst_dage;
    int varsel_siden_dage;
    enum varsel_til til;
    enum stop stop[OPHOER_ANTAL][PLAN_MAX_LINES];
    bool atten; /* everything stops at the end of the month of the 18th birthday */
    struct str kilde;
    struct str anker;
};

enum plan_model { MODEL_TRIN, MODEL_VEDERLAG };

struct plan_overgang {
    bool findes;
    struct dato dato;    /* placements moved in from this day … */
    enum plan_model nye; /* … must be placed so */
    enum plan_model aeldre;
};

enum plan_retning { RETNING_FASTHOLDES, RETNING_ALDRIG_NED, RETNING_GENFORHANDLES };

/* ---- what a level is decided by: guidance for people, in no amount ---- */

/* A level or a stretch of them, both ends within. */
struct plan_niveau {
    enum plan_model model;
    struct brok fra; /* a trin's number, or a number of vederlag */
    struct brok til;
};

struct plan_svar {
    struct str tekst;
    bool peger; /* false: the answer says nothing of the level */
    struct plan_niveau niveau;
    struct sted sted;
};

struct plan_kriterium {
    struct str kode; /* "stoettebehov" */
    struct str navn; /* "støttebehov" */
    struct str spoergsmaal;
    const struct plan_svar *svar;
    size_t svar_antal;
    bool ukendt;      /* the source names it and not what the answers point to: no svar, grund */
    struct str grund; /* why */
    struct str kilde; /* or "valgt af os" */
};

struct plan_tegn {
    struct str kode;
    struct str tekst;
    struct sted sted;
};

/* Indicators that are ticked beside a criterion, so that its answer can be seen to rest on them. */
struct plan_indikatorer {
    struct str kode;
    struct str navn;
    size_t kriterium; /* index */
    const struct plan_tegn *tegn;
    size_t antal;
    struct str kilde;
};

enum plan_godkendelse {
    KRAV_LAV,
    KRAV_MIDDEL,
    KRAV_HOEJ,
    KRAV_HOEJ_ELLER_HOEJESTE,
    KRAV_INGEN,
    KRAV_GODKENDELSER,
};
const char *plan_godkendelse_navn(enum plan_godkendelse krav); /* "mindst middel" */

/* What a level demands of the family. The texts are the handbook's words. */
struct plan_krav {
    struct plan_niveau niveau;
    enum plan_godkendelse godkendelse;
    struct str arbejde;
    bool har_graense;            /* "højst 1,5 stilling …" was read, or "ingen grænse" */
    bool graense_findes;         /* … and it is a limit */
    struct brok hoejst_stilling; /* both carers together */
    struct str uddannelse;
    struct str erfaring;
};

enum plan_beslutter {
    BESLUTTER_UKENDT,
    BESLUTTER_UDVALG,
    BESLUTTER_LEDER,
    BESLUTTER_FAMILIERAADGIVER,
    BESLUTTER_FAMILIEPLEJEKONSULENT,
    BESLUTTERE,
};
const char *plan_beslutter_navn(enum plan_beslutter beslutter); /* "udvalg" */

enum plan_leder { LEDER_UKENDT, LEDER_ALTID, LEDER_ALDRIG, LEDER_OVER };

struct plan_afgoerelse {
    bool findes;
    enum plan_beslutter beslutter;
    struct str udvalg; /* its name */
    struct str beslutter_grund;
    enum plan_leder leder;         /* whether a leader must approve as well */
    struct plan_niveau leder_over; /* fra = til: above this one */
    struct str leder_grund;
    int hoering_dage; /* from a hearing to a termination for the carer's reasons; −1: not known */
    struct str hoering_grund;
    struct str kilde;
};

struct plan_indplacering {
    const struct plan_kriterium *kriterium; /* in the order of the handbook */
    size_t kriterier;
    const struct plan_indikatorer *indikatorer;
    size_t indikator_lister;
    const struct plan_krav *krav; /* the level table's, then those for numbers of vederlag */
    size_t krav_antal;
    struct plan_afgoerelse afgoerelse;
    struct hash hash; /* of plan_bytes_indplacering; empty when the handbook says nothing of it */
};

/* The demand on a level; NULL when the handbook has none. */
const struct plan_krav *plan_krav_on(const struct plan_indplacering *indplacering,
                                     enum plan_model model, struct brok tal);

struct plan_udenfor { /* days the handbook declares that it does not cover */
    struct dato fra;
    struct dato til;
    struct str grund;
};

struct plan {
    struct str haandbog; /* "Morsø Kommune" */
    const char *fil;
    int kommunekode;
    bool opdigtet; /* amounts are invented: says so on every page */
    struct dato gaelder_fra;
    struct dato gaelder_til;
    struct dato kendt_fra; /* DATO_MIN; a correction says from when it is known */
    enum plan_retning retning;
    bool model[2];            /* which enum plan_model the handbook accepts */
    struct brok vederlag_min; /* MODEL_VEDERLAG: smallest and largest number */
    struct brok vederlag_max;

    struct plan_valg valg;
    const struct plan_valg_tekst *valg_tekst;
    size_t valg_tekster;

    const struct plan_linje *linje;
    size_t linjer;
    const struct plan_trin *trin; /* ascending nr, from 1 without holes */
    size_t trin_antal;
    const struct str *takst_navne; /* sorted; formulas refer by index */
    size_t takst_antal;
    struct takst_tabel takster;  /* sorted; all rows of all these names */
    const size_t *takst_foerste; /* first row of each name; takst_antal + 1 entries */
    const struct plan_ydelse *ydelse;
    size_t ydelser;
    struct plan_situation situation[SITUATION_ANTAL];
    struct plan_opsigelse opsigelse;
    struct plan_overgang overgang;
    struct plan_indplacering indplacering;
    const struct plan_udenfor *udenfor;
    size_t udenfor_antal;

    struct hash regler_hash;  /* of plan_bytes without rate rows */
    struct hash takster_hash; /* of the rate rows */
    struct hash hash;         /* of both, and of indplacering.hash if any */
};

/* Versions of one handbook, in the order of gaelder_fra, then kendt_fra. Periods of different
 * gaelder_fra do not overlap: a later version ends an earlier one the day it takes effect. */
struct plan_samling {
    const struct plan *const *plan;
    size_t count;
};

/* The version in force on `dag` as known at `kendt`; NULL when there is none. */
const struct plan *plan_on(const struct plan_samling *samling, struct dato dag, struct dato kendt);

/* Whether a payment of such a placement is made of its level (trin or number of vederlag), so that
 * nothing of it can be computed without one. */
bool plan_kraever_niveau(const struct plan *plan, enum art art);

/* The row of rate `takst` (index) for `alder` on `dag` as known at `kendt`; NULL when none. Where
 * two rows match, the one known last. */
const struct takst *plan_takst_on(const struct plan *plan, int takst, int alder, struct dato dag,
                                  struct dato kendt);

/* Canonical bytes of the rules and of the rates. Little endian, lengths before text. No file names,
 * line numbers or comments: what does not change an amount, a name or a reason is left out. */
void plan_bytes_regler(struct buf *out, const struct plan *plan);
void plan_bytes_takster(struct buf *out, const struct plan *plan);
/* What levels are decided by. It stands apart: months that were settled are not computed again when
 * a question to a caseworker is worded otherwise. */
void plan_bytes_indplacering(struct buf *out, const struct plan *plan);
/* Fills the hashes. */
void plan_seal(struct arena *scratch, struct plan *plan);

#endif
