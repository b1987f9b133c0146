/*
 * side_rum: what a page gets, and how it answers. For this room, and for the rooms of pages
 * above it, each of which gives its routes and its points of the main menu as a struct
 * side_afsnit.
 */
#ifndef SIDE_SIDE_RUM_H
#define SIDE_SIDE_RUM_H

#include "adgang/session.h"
#include "adgang/visning.h"
#include "afregning/eksport.h"
#include "afregning/genberegn.h"
#include "brev/brev.h"
#include "haandbog/haandbog.h"
#include "job/job.h"
#include "oidc/oidc.h"
#include "side/side.h"
#include "store/store.h"
#include "udkast/udkast.h"
#include "web/html.h"

/* Who may open a page. */
enum side_krav {
    SIDE_ALLE,     /* everybody, logged in or not */
    SIDE_INDE,     /* who is logged in */
    SIDE_FAMILIEN, /* a family, of itself */
    SIDE_STAB,     /* a member of staff, whatever the roles */
    SIDE_RET,      /* a member of staff with the right */
    SIDE_EN_RET,   /* … with one of two rights: SIDE_RETTER(a, b) */
};

/* What a page needs of the database. */
enum side_data {
    SIDE_INGEN,   /* nothing: it can be shown without one */
    SIDE_LAESER,  /* one snapshot, open while the page runs */
    SIDE_VISER,   /* shows persons: one snapshot, and not sent before the view is kept (side_set) */
    SIDE_SKRIVER, /* a write transaction: committed when the page says true, else undone */
    SIDE_SELV,    /* the page opens its own transactions */
};

/* With SIDE_EN_RET, in the place of the right. */
#define SIDE_RETTER(a, b) ((enum ret)(1u << (a) | 1u << (b)))

struct side;
struct side_app;

struct side_rute {
    struct web_rute rute;
    enum side_krav krav;
    enum ret ret; /* with SIDE_RET and SIDE_EN_RET */
    enum side_data data;
    bool (*vis)(struct side *s, struct err *err);
};

/* A point of the main menu, shown to who may open it. */
struct side_menupunkt {
    int plads; /* smaller is further to the left */
    const char *sti;
    const char *tekst[2];
    enum side_krav krav;
    enum ret ret;         /* with SIDE_RET and SIDE_EN_RET */
    const char *ogsaa[2]; /* other addresses that are under it; NULL: none */
};

/* Long work that a page has asked for (job.h), as it is done beside the pages. */
struct side_arbejde {
    struct side_app *app;
    struct arena *arena; /* of this work alone */
    struct adgang hvem;  /* who wants it, with the roles of now */
    struct job job;
    int64_t now_us;     /* when it was taken */
    int64_t taget_us;   /* the same moment by the clock */
    int64_t fortalt_us; /* when it was last told how far it is */
};
/* A kind of it. The work is safe to repeat, and opens its own transactions. What err says is shown
 * to people, when it is about what they can do something about. */
struct side_jobart {
    const char *art;
    bool (*udfoer)(struct side_arbejde *a, struct err *err);
};
/* Tells how far it has come, now and then; nothing happens inside a transaction. `ctx` is the
 * struct side_arbejde. */
void side_arbejde_fortael(void *ctx, size_t gjort, size_t alt);

/* What a room of pages adds to the program. */
struct side_afsnit {
    const struct side_rute *rute;
    size_t ruter;
    const struct side_menupunkt *menu;
    size_t menupunkter;
    const struct side_jobart *job;
    size_t jobarter;
};
#define SIDE_AFSNIT(ruter, menu)                                                                   \
    {                                                                                              \
        (ruter), sizeof(ruter) / sizeof(*(ruter)), (menu), sizeof(menu) / sizeof(*(menu)), NULL, 0 \
    }
#define SIDE_AFSNIT_JOB(ruter, menu, arter)                                                        \
    {                                                                                              \
        (ruter), sizeof(ruter) / sizeof(*(ruter)), (menu), sizeof(menu) / sizeof(*(menu)),         \
            (arter), sizeof(arter) / sizeof(*(arter))                                              \
    }

/* A handbook that the pages show and compute by. */
struct side_haandbog {
    struct str kode; /* the folder's name: "morsoe" */
    struct str navn; /* "Morsø Kommune" */
    struct haandbog_samling samling;
    const struct haandbog_side *side; /* each version of samling, published */
};

/* "/haandbog/morsoe/2021-01-01"; a rule's anchor is put after '#'. */
struct str side_haandbog_adresse(struct arena *arena, const struct side_haandbog *h,
                                 const struct plan *plan);
/* "/forslag/morsoe/2021-01-01/": where another rule is proposed; its anchor is put after it. */
struct str side_forslag_adresse(struct arena *arena, const struct side_haandbog *h,
                                const struct plan *plan);

/* The kommune's own, by the code in its head; NULL when there is none. */
const struct side_haandbog *side_egen_haandbog(const struct side_app *app);

/* The files of the kommune's own handbook as they were read, and what is in force over them. */
struct side_ikraft {
    bool laest; /* filer and egen are known */
    struct haandbog_tekster filer;
    size_t egen;           /* its place in haandbog; haandboeger when there is none yet */
    int64_t nr;            /* the newest registration that is in haandbog[egen] */
    struct arena arena[2]; /* of what is in force: the one that is read last is arena[nu] */
    int nu;
    bool aaben; /* arena[nu] is in use */
};
/* Nothing is paid from the kommune's own handbook when an example of it gives another answer
 * (ERR_INPUT); each version is tried with the rates it was put in force with. */
bool side_haandbog_bestaar(struct side_app *app, struct arena *arena, struct err *err) MUST_CHECK;
/* Reads what is in force when it is not what was read last: before each request that needs a
 * handbook, outside a transaction. app->ikraft.nr tells whether it moved. */
bool side_ikraft_laes(struct side_app *app, struct err *err) MUST_CHECK;
/* The files of the kommune's own handbook; NULL when it has none. What udkast_* ask for. */
const struct haandbog_tekster *side_egne_filer(struct side_app *app);

struct side_app {
    struct side_opsaetning opsaetning;
    const struct side_rute *rute; /* every route there is */
    size_t ruter;
    const struct side_menupunkt *menu; /* by plads */
    size_t menupunkter;
    const struct side_jobart *job;
    size_t jobarter;
    struct str arbejder; /* this process in the queue; empty before it has worked */
    struct arena arena;  /* lives as long as the worker */
    struct store *store;
    int kommune;
    struct str kommune_navn;
    struct side_haandbog *haandbog;
    size_t haandboeger;
    struct side_ikraft ikraft;          /* what the kommune has put in force over the files */
    struct grundlag_lager lager;        /* what runs were computed with */
    struct eksport_opsaetning *eksport; /* NULL: the kommune has said nothing of itself */
    struct brev_trykkeri *trykkeri;     /* opened with the first letter */
    struct oidc_provider *udbyder;      /* of logins, beside the local accounts */
    size_t udbydere;
};

/* A view that is written before the page is sent (side_gem). */
struct side_visning {
    struct visning v;
    const struct side_visning *foer;
};

/* Why a form is refused. */
struct side_afvist {
    struct str felt;  /* the id or the name of a field; empty: it is about no field */
    struct str anker; /* "#dag", when the field is on the page */
    struct str tekst;
    struct str navn; /* what the field is called, where the text alone does not say which it is */
    bool dansk;      /* the text is Danish on an English page too */
};

/* One request on its way. */
struct side {
    struct web_request *request;
    struct web_response *response;
    struct side_app *app;
    struct arena *arena; /* the request's */
    const struct side_rute *rute;
    bool inde;
    struct adgang hvem;           /* of who is logged in */
    struct str person;            /* who that is in the register (person.id); empty for staff */
    struct session session;       /* its person, and whether the second factor is fresh */
    bool set;                     /* the view was told of (side_set) */
    struct side_visning *visning; /* views that are not written yet, newest first */
    struct str csrf;              /* for the hidden field of forms */
    struct dato i_dag;
    bool engelsk;
    struct side_afvist *afvist; /* side_afvis */
    size_t afvist_antal;
    struct str stil; /* a style sheet besides the shell's; may be empty */
    struct html h;   /* the page's own part, before the shell is put around it */
};

/* Whether the one who asks meets a demand. */
bool side_maa(const struct side *s, enum side_krav krav, enum ret ret);

/* Where the one who is logged in begins: the first point of the menu that is not everybody's; empty
 * when there is none, or nobody is logged in. */
struct str side_egen_forside(const struct side *s);

/* The place of an error that says: there is no such page (404). */
#define SIDE_UKENDT "side"

/* Ends a page: the shell with this title around what s->h holds. Always true. */
bool side_vis(struct side *s, const char *titel, const char *title);
bool side_vis_med(struct side *s, struct str titel);
/* Answers with 303 to an address of ours. Always true. */
bool side_videre(struct side *s, struct str adresse);
/* Says that this was seen. A page that shows persons (SIDE_VISER) must; its rows are committed
 * before anything is sent, else nothing is. In a page that writes the row stands or falls with
 * what it writes. `formaal`: what the page is for, a word of visning_engelsk. */
bool side_set(struct side *s, enum visning_art art, struct str id, const char *formaal,
              int64_t antal, struct err *err) MUST_CHECK;
/* The same of a file that is taken out. */
bool side_hentet(struct side *s, enum visning_art art, struct str id, const char *formaal,
                 struct err *err) MUST_CHECK;
/* There is no such thing, or the one who asks may not know whether there is: 404. Always false. */
bool side_findes_ikke(struct err *err);
/* What an error says on this page: a whole sentence, which names no command. */
struct str side_fejltekst(const struct side *s, const struct err *err);
/* What a job failed of (job.fejl), in the page's language. */
struct str side_jobfejl(const struct side *s, struct str fejl);
/* Refuses the form that the page shows: why stands at the top, as a link to the field with this id
 * or name, which is marked (afvist.h); NULL when it is about no field. Once for each reason, which
 * gets the capital and the full stop of a sentence. The answer is 400, unless the page sets another
 * after it is shown. */
void side_afvis(struct side *s, const char *felt, struct str tekst);
/* The same for what an error says, about the field that its place names ("beløb": the field beloeb)
 * when the page has it. */
void side_afvis_fejl(struct side *s, const struct err *fejl);
/* The same for what the room henvendelse refuses, about the field `tekst` when it is the text.
 * False when it is another error, which *err then is. */
bool side_afvis_henvendelse(struct side *s, const struct err *fejl, struct err *err) MUST_CHECK;
/* The same of a text that fits many fields ("Fill in the field."): `navn` is the field's label. */
void side_afvis_ved(struct side *s, const char *felt, struct str navn, struct str tekst);
/* The same of a text that is written in Danish alone: of a handbook or its check. */
void side_afvis_paa_dansk(struct side *s, const char *felt, struct str tekst);
/* Of two texts the one in the page's language. */
struct str side_tekst(const struct side *s, const char *dansk, const char *engelsk);

/* ---- the shell and the error page ---- */

struct side_menu {
    struct str sti;
    struct str tekst;
    bool valgt;
};

struct skal {
    struct str sprog; /* "da", "en" */
    struct str titel;
    struct str sted; /* "Morsø Kommune"; may be empty */
    struct str stilark;
    struct str stilark_mere; /* the page's own; may be empty */
    struct str skrift;
    struct str ikoner;
    struct str maerke;      /* the sign in a browser's tab */
    struct str andet_sprog; /* this address in the other language */
    const struct side_menu *menu;
    size_t menu_antal;
    bool inde;
    bool kan_ind;    /* there is a database to log in to */
    struct str navn; /* of who is logged in */
    struct str csrf;
    bool proeve; /* all people are invented */
    const struct side_afvist *afvist;
    size_t afvist_antal;
    bool kan_rettes; /* … one of them at a field */
    struct html_klar indhold;
};

struct afvist_felt {
    struct str id;
    struct str tekst;
    bool dansk;
};

struct fejl {
    struct str overskrift;
    struct str tekst;
    struct str nummer; /* what to tell us; may be empty */
};

#endif
