// The pages as users walk through them: each opens what the pages lead to, and every field of text
// in a form that is met is written in, so that a new field is tested without a word here. A form
// that takes more than words is helped by VALID.

import { base } from './lib.mjs';
import { addressKind, noteField, pageKind, readAnswer, readPage } from './hostile_check.mjs';
import { hostile, MARKDOWN, numberOf, planted } from './hostile_text.mjs';

// Where each begins; what a role may not see is refused.
const STARTS = ['/', '/beregn', '/haandbog', '/api', '/opgaver', '/anbringelser', '/familier',
    '/henvendelser', '/henvendelser?vis=lukkede', '/indstillinger', '/dagsordener', '/opsigelser',
    '/maaned', '/maaned/3/modtagere', '/maaned/3/brev/F000001-K', '/maaned/penge',
    '/maaned/penge/modregning', '/maaned/penge/eftergivelse', '/udkast', '/takster', '/revision',
    '/adgang', '/familie', '/min-konto'];

// What stands in a field that takes no free text, by its name or by its form's address and name.
const VALID = {
    reg: '1234', konto: '0000012345', beloeb: '100', trin: '3', vederlag: '', arbejde: '1',
    dag: '2021-06-29',
    anbringelse: 'D000009', modtager: 'F000001-K', familie: 'F000028', nummer: '', barn: '',
    cpr: '', til: '', fraflyttet: '', foedt: '2013-02-11', indflyttet: '2021-06-21',
    anbringende_kommune: '773', frist: '2021-07-12', navn: null, kendt: '',
    alder_fra: '0', alder_til: '17', antal_boern: '2', dage: '', underskrevet: '2021-06-01',
    '/familier/{nr}/registrer/godkendelse fra': '2001-01-01',
    '/familier/{nr}/registrer/godkendelse til': '2001-12-31',
    '/maaned/penge/aconto maaned': '2021-06', '/maaned/penge/aconto anbringelse': 'D000001',
    '/adgang/ny rolle-analytiker': 'ja',
    '/takster/kl/ny fra': '2031-01-01', '/takster/kl/ny til': '2031-12-31',
    '/familier/{nr}/registrer/husstand navn': null,
    '/maaned/penge/faktura modtager': 'V1', '/maaned/penge/kreditnota modtager': 'V1',
    '/maaned/penge/faktura nummer': null, '/maaned/penge/kreditnota nummer': null,
    '/adgang/ny navn': 'nybruger', '/adgang/familie/{nr} navn': 'nyfamilie',
    '/revision/visninger bruger': 'eva', '/revision/visninger id': 'D000009',
    '/maaned/{n}/forskelle sted': 'D000009',
    // Approved in the run of June, so that something of it can be taken back.
    '/maaned/penge/kreditnota faktura': () => [...planted().values()].findLast((one) =>
        one.where === '/maaned/penge/faktura nummer')?.text ?? '',
};

// Shorter than the field lets: the bank's letters for some characters are several.
const MOST = { '/maaned/penge/faktura nummer': 28, '/maaned/penge/kreditnota nummer': 28 };

// ---- walking

// The run that was written in need not be the first that is listed.
const hasMany = (kind) => kind.includes('{id}') || kind === '/maaned/{n}?';

// Opens what leads from page to page; calls `form` with each form that is met. Of a kind of page
// with an id that means nothing, and of runs, `most` are opened; of another, one.
export async function walk(reader, form, most = 1) {
    const queue = [...STARTS];
    const met = new Set(STARTS);
    const opened = new Map();
    const meet = (address) => {
        if (!met.has(address)) queue.push(address);
        met.add(address);
    };
    while (queue.length) {
        const address = queue.shift();
        const kind = pageKind(address);
        const n = opened.get(kind) ?? 0;
        if (n >= (hasMany(kind) ? most : 1)) continue;
        opened.set(kind, n + 1);
        const answer = await reader.get(address);
        if (answer.status === 303) {
            if (answer.headers.location.startsWith('/')) meet(answer.headers.location);
            continue;
        }
        const page = await readAnswer(reader.name, address, answer);
        if (!page || answer.status >= 400) continue;
        for (const link of page.links.map((l) => l.split('#')[0]))
            if (!/^\/aktiv|log-ud|sprog=/.test(link)) meet(link);
        for (const f of page.forms) await form(reader, address, f);
    }
}

// ---- filling in

const isText = (f) => ['text', 'textarea', 'search'].includes(f.type) && !f.hidden;

function knownValue(key, field) {
    const name = `${key} ${field.name}`;
    const known = name in VALID ? VALID[name] : VALID[field.name];
    return typeof known === 'function' ? known() : known;
}

// What is written in a field of text. `anyway`: also where VALID has what can be taken.
function writeText(key, field, anyway, written) {
    const name = `${key} ${field.name}`;
    const known = knownValue(key, field);
    if (field.name === 'tekst' && key.startsWith('/udkast')) {
        const text = hostile(name, 400, MARKDOWN);
        written.push([name, numberOf(text)]);
        return `${field.value.trimEnd()}\n\nSe ${text}\n`;
    }
    if (!anyway && known !== undefined && known !== null) return known;
    if (!anyway && field.number) return field.value;
    const text = hostile(name, MOST[name] ?? (field.most > 0 ? Math.min(field.most, 400) : 200));
    written.push([name, numberOf(text)]);
    return text;
}

// The form as it is sent: what stands in each field, and where hostile text was written.
function fillIn(key, form, anyway) {
    const written = [];
    const out = [];
    for (const f of form.fields) {
        const known = knownValue(key, f);
        if (f.hidden || f.type === 'password') out.push([f.name, f.value]);
        else if (f.type === 'file')
            out.push([f.name, new File(['x'], '"><img src=x onerror=alert(1)>.csv')]);
        else if (isText(f)) out.push([f.name, writeText(key, f, anyway, written)]);
        else if (f.type === 'date') out.push([f.name, known ?? (f.value || '2021-06-28')]);
        else if (f.type === 'month') out.push([f.name, known ?? (f.value || '2021-06')]);
        else if (f.type.startsWith('select'))
            out.push([f.name, known ?? (f.value || f.options.find((o) => o !== '') || '')]);
        else if (f.type === 'radio') {
            if (!out.some(([n]) => n === f.name) || f.checked) out.push([f.name, f.value]);
        } else if (f.checked || known) out.push([f.name, f.value]);
    }
    return { out, written };
}

const pack = (form, pairs) => {
    const body = form.files ? new FormData() : new URLSearchParams();
    for (const [name, value] of pairs) body.append(name, value);
    return body;
};

// ---- sending

// A page that shows first what is to be said yes to: the form has what was written, hidden.
const yesForm = (page) => page.forms.find((g) => g.method === 'post' && g.fields.length > 3 &&
    g.fields.every((x) => x.hidden));

async function sayYes(reader, to, answer) {
    for (let i = 0; i < 2 && answer.status === 200; i++) {
        const yes = yesForm(await readPage(reader.name, to.pathname, answer, true));
        if (!yes) break;
        const button = yes.buttons[0] ?? {};
        const again = yes.fields.map((x) => [x.name, x.value]);
        if (button.name) again.push([button.name, button.value]);
        const next = new URL(button.action ?? (yes.action || to.pathname), base);
        answer = await reader.send(next.pathname + next.search, pack(yes, again));
    }
    return answer;
}

// Where a search leads, and a receipt.
async function follow(reader, answer) {
    const on = answer.status === 303 ? new URL(answer.headers.location, base) : null;
    if (on?.origin !== base) return;
    const there = await reader.get(on.pathname + on.search);
    if (there.type.includes('html')) await readPage(reader.name, on.pathname, there);
}

// Fills in a form and sends it by its first button; reads what comes of it. `values`: what stands in
// some of its fields. `taken`: whether it was accepted.
export async function sendForm(reader, address, form, { anyway = false, values = {} } = {}) {
    const pressed = form.buttons.at(0) ?? { name: '' };
    const to = new URL(pressed.action ?? (form.action || address), base + address);
    const key = addressKind(to.pathname);
    const { out, written } = fillIn(key, form, anyway);
    for (const pair of out) if (pair[0] in values) pair[1] = values[pair[0]];
    if (pressed.name) out.push([pressed.name, pressed.value]);
    if (form.method === 'get') {
        const here = `${to.pathname}?${new URLSearchParams(out)}`;
        const answer = await reader.get(here);
        if (answer.type.includes('html'))
            await readPage(reader.name, here, answer, answer.status !== 200);
        return { taken: answer.status === 200, written, answer };
    }
    const first = await reader.send(to.pathname + to.search, pack(form, out));
    const answer = await sayYes(reader, to, first);
    await follow(reader, answer);
    if (answer.status !== 303 && answer.type.includes('html'))
        await readPage(reader.name, to.pathname, answer, answer.status !== 200);
    const good = answer.status === 200 && !answer.body.includes('role="alert"');
    return { taken: answer.status === 303 || good, written, answer };
}

// ---- planting

export const forms = new Map(); // form: how often it was tried, and whether it was taken

const target = (address, form) => addressKind(new URL(form.action || address, base + address)
    .pathname);
const formKey = (address, form) => `${form.method} ${target(address, form)} ` +
    [...new Set(form.fields.filter((x) => x.type !== 'hidden').map((x) => x.name))].sort().join();

// What a page says is wrong.
const alerts = (html) => (html.match(/(role="alert"|class="form-error-message)[^]{0,900}/g) ?? [])
    .join(' ').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 500);

// Writes in every field of text of a form, until it is taken, at most three times.
export async function plant(reader, address, form) {
    if (!form.fields.some((x) => isText(x) || x.type === 'file')) return;
    const to = target(address, form);
    if (to.startsWith('/log-ind') || addressKind(address).includes('{fjendtlig}')) return;
    const key = formKey(address, form);
    const tried = forms.get(key) ?? { count: 0, taken: false, last: '', to };
    forms.set(key, tried);
    if (tried.taken || tried.count >= 3) return;
    const numbers = form.method === 'post' && form.fields.some((x) => x.number);
    if (tried.count++ === 0 && numbers) await sendForm(reader, address, form, { anyway: true });
    const { taken, written, answer } = await sendForm(reader, address, form);
    tried.taken = taken;
    tried.last = `${reader.name} ${address}: ${answer.status} ${alerts(answer.body.toString())}`;
    for (const [name, number] of written) noteField(name, number, taken);
}
