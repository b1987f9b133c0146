// What hostile.mjs reads, and what it has against it: a page, a letter, a file or an answer of the
// API holds the hostile text as it was written, and nowhere as anything but text.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { base, htmlErrors } from './lib.mjs';
import { takeApart } from './hostile_read.mjs';
import { found, planted } from './hostile_text.mjs';

export const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
const complaints = new Set();
export const complain = (text) => { if (complaints.size < 400) complaints.add(text); };
export const allComplaints = () => [...complaints];

export const readAgain = new Set(); // numbers of the texts that were read again, whole
export const inLetters = new Set(); // of those, the ones that stood in a PDF
export const shown = []; // a page of each kind that has hostile text on it
export const count = { pages: 0, letters: 0, files: 0, answers: 0 };

// Where text was written: the numbers written there, and whether one was taken.
export const fields = new Map();
export function noteField(name, number, taken) {
    if (Number.isNaN(number)) return; // too short to be known again
    const field = fields.get(name) ?? { numbers: [], taken: false };
    fields.set(name, field);
    field.numbers.push(number);
    field.taken ||= taken;
}

// What kind of page it is: its address without the ids. An id that is hostile itself is a kind.
export const addressKind = (address) => address.split('?')[0]
    .replace(/\/[^/]*Z\d+Z[^/]*/g, '/{fjendtlig}').replace(/\/[a-z2-7]{20}(?=\/|$)/g, '/{id}')
    .replace(/\/([FD]\d+|[A-Z]-[A-Z0-9]{8})[^/]*/g, '/{nr}').replace(/\/\d+(?=\/|$)/g, '/{n}')
    .replace(/\/haandbog\/(?!morsoe)[^/]+/, '/haandbog/{kode}')
    .replace(/(\/forslag\/).*/, '$1{anker}').replace(/(\/bruger\/)[^/]+/, '$1{navn}');
export const pageKind = (address) =>
    `${addressKind(address)}?${[...new URL(address, base).searchParams.keys()].sort()}`;

let parser; // a page of the browser, in which others are taken apart
export async function useBrowser(browser) {
    parser = await (await browser.newContext()).newPage();
}

// Notes what a text holds; returns whether anything hostile is in it.
function note(what, text, { refused = false, ends = false } = {}) {
    const { numbers, cut, wrong } = found(text, ends);
    for (const w of wrong) complain(`${what}: not as written: ${w}`);
    if (!refused) for (const n of numbers) readAgain.add(n);
    return numbers.length + cut.length > 0;
}

// ---- pages

const validated = new Set(); // kinds of pages whose HTML was validated

// `refused`: the page shows what was sent with it, so that it proves nothing of what was kept.
export async function readPage(who, address, answer, refused = false) {
    const what = `${address} as ${who}`;
    const html = answer.body.toString();
    const page = await takeApart(parser, html);
    count.pages++;
    for (const r of page.raw) complain(`${what}: raw: ${r}`);
    let hostile = false;
    for (const t of page.texts) {
        hostile = note(what, t, { refused }) || hostile;
        if (/(?<!\{\{7\*)49(?=%s%n)/.test(t)) complain(`${address}: {{7*7}} was reckoned`);
    }
    if (answer.status >= 500) complain(`${what}: ${answer.status}`);
    const kind = pageKind(address) + answer.status;
    if (!hostile || validated.has(kind)) return page;
    validated.add(kind);
    if (!refused && answer.status === 200) shown.push({ som: who, address });
    for (const e of (await htmlErrors(html)).slice(0, 3)) complain(`${what}: ${e}`);
    return page;
}

// ---- letters

const close = (text) => text.replace(/[\s\u2010-]+/g, '');

function textsOf(file) {
    // Lines are broken, with a hyphen, in the middle of a long word; and of a table either the
    // cells or the rows are read in order, or what was printed is, as it was.
    return [[], ['-layout'], ['-raw']].map((how) => close(execFileSync('pdftotext',
        [...how, file, '-'], { stdio: 'pipe' }).toString())).join('\n');
}

export function readLetter(what, body) {
    const file = path.join(folder, 'brev.pdf');
    fs.writeFileSync(file, body);
    count.letters++;
    try {
        execFileSync('qpdf', ['--check', file], { stdio: 'pipe' });
        const text = textsOf(file);
        for (const [number, one] of planted()) {
            const at = text.indexOf(`Z${number}Z`);
            if (at < 0) continue;
            const forms = [one.text, ...one.forms.map((form) => form(one.text))];
            if (forms.some((form) => text.includes(close(form)))) {
                readAgain.add(number);
                inLetters.add(number);
            } else {
                complain(`${what}: not as written: ${one.where}: ${text.slice(at, at + 150)}`);
            }
        }
    } catch (e) {
        complain(`${what}: ${e.stderr ?? e}`);
    }
}

// ---- files

function rowsOf(text) {
    let quoted = false, cell = '';
    const rows = [[]];
    for (const c of text.replace(/^\uFEFF/, '')) {
        if (c === '"') quoted = !quoted;
        if (!quoted && (c === ';' || c === '\n')) {
            rows.at(-1).push(cell);
            cell = '';
            if (c === '\n') rows.push([]);
        } else cell += c;
    }
    return rows.filter((row) => row.length);
}

function readCsv(what, text) {
    const rows = rowsOf(text);
    for (const raw of rows.flat()) {
        const c = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
        if (/^[=+\-@\t\r]/.test(c) && !/^-?[\d.]+(,\d+)?$/.test(c))
            complain(`${what}: a cell that a spreadsheet would run: ${c.slice(0, 60)}`);
        note(what, c);
    }
    const widths = new Set(rows.map((row) => row.length));
    if (widths.size !== 1) complain(`${what}: rows of ${[...widths]} cells`);
}

async function readXml(what, text) {
    const wrong = await parser.evaluate((t) => new DOMParser()
        .parseFromString(t, 'application/xml')
        .querySelector('parsererror')?.textContent ?? '', text);
    if (wrong) complain(`${what}: ${wrong}`);
}

async function readXlsx(what, body) {
    const file = path.join(folder, 'fil.xlsx');
    fs.writeFileSync(file, body);
    const names = execFileSync('unzip', ['-Z1', file]).toString().trim().split('\n');
    for (const name of names) {
        const text = execFileSync('unzip', ['-p', file, name.replaceAll('[', '\\[')],
            { maxBuffer: 1 << 28 }).toString();
        await readXml(`${what} ${name}`, text);
        for (const f of text.match(/<f[ >].*?<\/f>/g) ?? [])
            if (!/^<f>[A-Z0-9:,()+*-]+<\/f>$/.test(f)) complain(`${what} ${name}: ${f}`);
    }
}

function readStrings(what, value, options) {
    // A text in lines may be broken in the middle of a long word.
    const lines = Array.isArray(value) && value.length && value.every((v) => v.trim);
    if (lines) note(what, value.map((line) => line.trim()).join(''), options);
    else if (typeof value === 'string') note(what, value, options);
    else if (value && typeof value === 'object')
        for (const v of Object.values(value)) readStrings(what, v, options);
}

// Returns what it says; null, with a complaint, when it is no JSON.
export function readJson(what, text, options = {}) {
    count.answers++;
    try {
        const value = JSON.parse(text);
        readStrings(what, value, options);
        return value;
    } catch (e) {
        complain(`${what}: ${e.message}: ${text.slice(0, 200)}`);
        return null;
    }
}

export async function readFile(what, name, body) {
    count.files++;
    if (name.endsWith('.csv')) readCsv(what, body.toString());
    else if (name.endsWith('.xml')) await readXml(what, body.toString());
    else if (name.endsWith('.json')) readJson(what, body.toString());
    else if (name.endsWith('.xlsx')) await readXlsx(what, body);
}

export async function readFolder(what, from) {
    for (const name of fs.readdirSync(from))
        await readFile(`${what}: ${name}`, name, fs.readFileSync(path.join(from, name)));
}

// Whatever an address answered with; returns the page when it is one.
export async function readAnswer(who, address, answer) {
    if (answer.type.includes('html')) return readPage(who, address, answer);
    if (answer.type.includes('pdf')) readLetter(address, answer.body);
    else await readFile(address, address.split('?')[0], answer.body);
    return null;
}
