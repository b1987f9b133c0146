/*
 * afvist: a form that is refused. Why it was stands at the top of the page (skal.html), each reason
 * a link to its field, and the field is marked in the page that is finished.
 *
 * So no template says how a wrong field looks: a page calls side_afvis, and what its template wrote
 * as
 *
 *   <div class="form-group"><label for="dag">…<input id="dag" aria-describedby="dag-hint">
 *
 * gets form-error on its group, the reason before the field as "dag-fejl", aria-invalid, and the
 * reason before the hint in aria-describedby. Of checkboxes and radio buttons the reason stands
 * after the legend. What a field is folded away in is opened.
 */
#ifndef SIDE_AFVIST_H
#define SIDE_AFVIST_H

#include "side/side_rum.h"

/* Marks the fields, fills `anker` of each reason whose field is on the page, and puts the reasons
 * in the order of their fields, those of none first. Only what a template wrote is looked at: what
 * was typed stands there escaped, and is no tag. */
struct html_klar afvist_maerk(struct arena *arena, struct html_klar side, bool engelsk,
                              struct side_afvist *afvist, size_t antal);

#endif
