// The hostile text that fjendtlig.mjs plants. Each is marked at both ends with a number of its own, so
// that where the beginning is found, the whole can be asked for, and so that it is known which
// field it was written in.

// What a spreadsheet takes for a formula, at the beginning of a cell.
const FORMLER = ['=HYPERLINK("http://x")', '+1+1', '-1+1', '@SUM(1)'];
// HTML in text, in an attribute and in a title; an entity, SQL, and three kinds of templates. Those
// that are most dangerous stand first: a short field has no place for all. None has a space in it, so
// that a first name is all of it.
const DELE = ['"><img/src=x/onerror=alert(1)>', "'--", '&amp;', '{{7*7}}', '%s%n', '[[x|y]]',
    '</textarea></title><script>alert(1)</script>', '\\u0000', ']]>', '`a`', '_b_', '**c**'];

let antal = 0;
const plantet = new Map();

// A new one of at most so many characters. `hvor`: of what it is told when it is found.
export function fjendtlig(hvor, hoejst = 400) {
    const nr = ++antal;
    const slut = `Y${nr}Y`;
    let tekst = `${FORMLER[nr % FORMLER.length]}Z${nr}Z`;
    if (tekst.length + slut.length > hoejst) tekst = `=Z${nr}Z`;
    if (tekst.length + slut.length > hoejst) return `=${'1'.repeat(Math.max(0, hoejst - 1))}`;
    for (const del of DELE)
        if (tekst.length + del.length + slut.length <= hoejst) tekst += del;
    tekst += slut;
    plantet.set(nr, { tekst, hvor });
    return tekst;
}

export const alle = () => plantet;

const jaevn = (tekst) => tekst.replace(/\s+/g, ' ');

// A handbook is written in Markdown, where HTML is left out and two braces are one.
const haandbogens = (tekst) => tekst.replace('{{', '{').replace('&amp;', '&')
    .replace(/<\/?(textarea|title|script)>/g, '').replace(']]>`a`_b_**c**', ']]>abc');

// What of it stands in a text that people read: the numbers of whole texts, of
// those that are cut short, and what is not as it was written.
export function fundet(tekst) {
    const numre = [];
    const skaaret = [];
    const forkert = [];
    const laest = jaevn(tekst);
    for (const m of laest.matchAll(/Z(\d+)Z/g)) {
        const nr = Number(m[1]);
        const en = plantet.get(nr);
        if (!en) continue;
        const hale = jaevn(en.tekst.slice(en.tekst.indexOf(m[0])));
        // A page that shows a file shows it as the file is written.
        const csv = hale.replaceAll('"', '""');
        if ([csv, haandbogens(hale)].some((form) => laest.startsWith(form, m.index))) {
            numre.push(nr);
            continue;
        }
        const her = laest.slice(m.index, m.index + hale.length);
        let n = 0;
        while (n < her.length && her[n] === hale[n]) n++;
        // Cut off: with an ellipsis, or where a message quotes it.
        const kort = ['…', '«'].includes(laest[m.index + n]);
        if (n < hale.length && !kort)
            forkert.push(`${en.hvor}: "${laest.slice(m.index, m.index + n + 30)}"`);
        else if (n < hale.length) skaaret.push(nr);
        else numre.push(nr);
    }
    return { numre, skaaret, forkert };
}

// Texts that another program planted, as alle() gave them.
export function husk(andres) {
    for (const [nr, en] of andres) {
        plantet.set(nr, en);
        antal = Math.max(antal, nr);
    }
}
