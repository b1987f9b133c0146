/*
 * forside: the front page.
 */
#include "side/forside.h"
#include "side/ruter.h"
#include "side/skabelon.h"

bool side_forside(struct side *s, struct err *err)
{
    (void)err;
    struct forside page = {.sted = s->app->kommune_navn};
    html_forside(&s->h, &page);
    return side_vis(s, "Forside", "Home");
}
