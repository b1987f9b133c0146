// The hostile text that hostile.mjs plants. Each is marked at both ends with a number of its own,
// so that where the beginning is found, the whole can be asked for, and so that it is known which
// field it was written in.

// What a spreadsheet takes for a formula, at the beginning of a cell.
const FORMULAS = ['=HYPERLINK("http://x")', '+1+1', '-1+1', '@SUM(1)'];
// HTML in text, in an attribute and in a title; an entity, SQL, and three kinds of templates. Those
// that are most dangerous stand first: a short field has no place for all. None has a space in it,
// so that a first name is all of it.
const PARTS = ['"><img/src=x/onerror=alert(1)>', "'--", '&amp;', '{{7*7}}', '%s%n', '[[x|y]]',
    '</textarea></title><script>alert(1)</script>', '\\u0000', ']]>', '`a`', '_b_', '**c**'];

// A rule of a handbook has its texts between double quotes, and its cells between bars.
const inRule = (parts) => parts.map((part) => part.replaceAll('"', "'").replace('|', '/'));
// Prose of a handbook is Markdown, where HTML is left out and two braces are one.
const fromMarkdown = (text) => text.replace('{{', '{').replace('&amp;', '&')
    .replace(/<\/?(textarea|title|script)>/g, '').replace(']]>`a`_b_**c**', ']]>abc');
const oneBrace = (text) => text.replace('{{', '{');
// The names of a handbook are words with lines between them, which people read as spaces.
const asWords = (text) => text.replaceAll('_', ' ');
// A name in a JSON pointer (RFC 6901).
const inPointer = (text) => text.replaceAll('~', '~0').replaceAll('/', '~1');

// What kinds of places there are: the formulas and parts that may stand there, the other forms in
// which the text may rightly be read again, and those in which it may be cut short without a mark.
const without = (parts, sign) => parts.filter((part) => !part.includes(sign));
export const PLAIN = { formulas: FORMULAS, parts: PARTS, forms: [], cuts: [] };
// A search shows the line that it found, which ends where HTML was left out.
export const MARKDOWN = { ...PLAIN, forms: [fromMarkdown, oneBrace],
    cuts: [(text) => fromMarkdown(text.split('</')[0])] };
export const CODE = { ...PLAIN, parts: without(PARTS, '`'), forms: [oneBrace] };
export const CELL = { ...MARKDOWN, parts: without(PARTS, '|') };
export const RULE = { ...PLAIN, formulas: inRule(FORMULAS), parts: inRule(PARTS),
    forms: [asWords] };
export const CITED = { ...RULE, parts: without(RULE.parts, '}') };
export const NAME = { ...PLAIN, forms: [inPointer] };
// A slash in a part of an address is refused by the server itself, whichever way it leans.
export const PART = { ...PLAIN, formulas: without(FORMULAS, '/'),
    parts: without(without(PARTS, '/'), '\\') };
// An id holds letters, digits, points, lines and hyphens; a formula may still begin it.
export const ID = { ...PLAIN, formulas: ['-1-1.'], parts: ['--', '..', '_b_'] };

let count = 0;
const texts = new Map();

// A new one of at most so many characters. `where`: of what it is told when it is found.
export function hostile(where, most = 400, place = PLAIN) {
    const number = ++count;
    const end = `Y${number}Y`;
    let text = `${place.formulas[number % place.formulas.length]}Z${number}Z`;
    if (text.length + end.length > most) text = `=Z${number}Z`;
    if (text.length + end.length > most) return `=${'1'.repeat(Math.max(0, most - 1))}`;
    for (const part of place.parts)
        if (text.length + part.length + end.length <= most) text += part;
    text += end;
    texts.set(number, { text, where, forms: place.forms, cuts: place.cuts });
    return text;
}

export const planted = () => texts;

// The number of a hostile text; NaN of one too short to have any.
export const numberOf = (text) => Number(/Z(\d+)Z/.exec(text)?.[1]);

const even = (text) => text.replace(/\s+/g, ' ');

// How much of the text stands at that place; `whole` when all of it does, in one of its forms.
function compare(read, at, one, mark) {
    const wanted = even(one.text.slice(one.text.indexOf(mark)));
    // A page that shows a file shows it as the file is written.
    const forms = [wanted, wanted.replaceAll('"', '""'), ...one.forms.map((form) => form(wanted))];
    // An explanation in lines breaks a word that is longer than a line.
    const lines = read.slice(at, at + 2 * wanted.length).replaceAll(' ', '');
    if (forms.some((form) => read.startsWith(form, at) ||
        lines.startsWith(form.replaceAll(' ', '')))) return { whole: true };
    if (one.cuts.some((cut) => read.startsWith(even(cut(wanted)), at))) return { cut: true };
    const same = forms.map((form) => {
        let n = 0;
        while (n < form.length && read[at + n] === form[n]) n++;
        return n;
    });
    return { length: Math.max(...same) };
}

// What of it stands in a text that people read: the numbers of whole texts, of those that are cut
// short, and what is not as it was written. `ends`: that the text may itself be cut short.
export function found(text, ends = false) {
    const numbers = [];
    const cut = [];
    const wrong = [];
    const read = even(text);
    for (const m of read.matchAll(/Z(\d+)Z/g)) {
        const number = Number(m[1]);
        const one = texts.get(number);
        if (!one) continue;
        const { whole, cut: known, length } = compare(read, m.index, one, m[0]);
        const after = read[m.index + length];
        if (whole) numbers.push(number);
        // Cut off: with an ellipsis, or where a message quotes it.
        else if (known || ['…', '«', '"', '”'].includes(after) || (ends && !after))
            cut.push(number);
        else wrong.push(`${one.where}: "${read.slice(m.index, m.index + length + 30)}"`);
    }
    return { numbers, cut, wrong };
}

// Texts that another program planted, as planted() gave them.
export function recall(others) {
    for (const [number, one] of others) {
        texts.set(number, { ...one, forms: [asWords], cuts: [] });
        count = Math.max(count, number);
    }
}
