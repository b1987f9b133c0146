/*
 * forside: the front page of who is not logged in; who is goes on to the first of its own.
 */
#include "side/forside.h"
#include "side/ruter.h"
#include "side/skabelon.h"

bool side_forside(struct side *s, struct err *err)
{
    (void)err;
    struct str egen = side_egen_forside(s);
    if (egen.n > 0) return side_videre(s, egen);
    struct forside page = {.sted = s->app->kommune_navn, .kan_ind = s->app->store != NULL};
    html_forside(&s->h, &page);
    return side_vis(s, "Forside", "Home");
}
