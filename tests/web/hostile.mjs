// Hostile text in every field of the program, of its API and of a handbook in force, and then every
// page, letter, answer and export read: it stands there as it was written, and nowhere as anything
// but text.
//
// The fields are found by walking the pages and by the API's own description, so that a new field
// is tested without a word here. A field whose text cannot be found again afterwards is an error,
// unless NOT_SHOWN says why; so is a word there that nothing needs any longer.

import fs from 'node:fs';
import path from 'node:path';
import { startBrowser, visit } from './lib.mjs';
import { addressKind, allComplaints, complain, count, fields, folder, inLetters, noteField,
    readAgain, readFolder, readJson, readPage, shown, useBrowser } from './hostile_check.mjs';
import { plantApi, readApi, settle } from './hostile_api.mjs';
import { forms, plant, sendForm, walk } from './hostile_forms.mjs';
import { putInForce, readHandbook } from './hostile_handbook.mjs';
import { command, Reader, seconds, town } from './hostile_read.mjs';
import { planted, recall } from './hostile_text.mjs';

const READERS = ['eva', 'karen', 'hans', 'anna', 'ulla', 'lene', 'rikke', 'rod', 'familie-1'];

// Fields whose text is nowhere shown again, and why.
const NOT_SHOWN = {
    'api beregn Fakta_plejefamilie.id': 'nothing of it is kept, and the answer names the sag alone',
};
// Forms that do not take what is written in them here, and why.
const NOT_TAKEN = {
    '/beregn': 'numbers and choices; its refusal says again what was written, and is read',
    '/maaned/{n}/kvittering': 'the bank\'s file, whose name is not kept',
    '/revision/journal': 'a manifest, whose name is not kept',
    '/maaned/penge/modregning': 'nobody owes anything here',
    '/maaned/penge/eftergivelse': 'nobody owes anything here',
};

// ---- what is done beside the pages

// A run that the API approved is sent.
async function send(run) {
    const to = path.join(folder, `eksport-${run}`);
    command('run', 'export', run, '--til', to, '--opsaetning', 'demo/opsaetning.csv',
        '--som', 'anna');
    await readFolder(`run ${run} export`, to);
}

async function exportRegister() {
    const to = path.join(folder, 'register');
    fs.mkdirSync(to);
    command('register', 'export', '--csv', to, '--personer', '--som', 'eva');
    await readFolder('register export', to);
    readJson('register export', command('register', 'export', '--som', 'eva'));
}

// The questions of a level are answered with what the handbook in force has of answers, for the
// first placement that may have another.
async function answerQuestions(reader) {
    const read = async (address) => readPage(reader.name, address, await reader.get(address));
    const formsAt = async (address) => (await read(address)).forms
        .filter((f) => f.method === 'post' && !f.action.includes('log-ud'));
    let address;
    for (let n = 10; n < 40 && !address; n++) {
        const [begin] = await formsAt('/indstillinger/ny');
        const { answer } = await sendForm(reader, '/indstillinger/ny', begin,
            { values: { anbringelse: `D0000${n}` } });
        address = answer.headers.location;
    }
    if (!address) return complain('no level is proposed under the hostile handbook');
    for (const f of await formsAt(address)) await sendForm(reader, address, f);
    return read(address);
}

// Some of the kinds in a browser, with its scripts: nothing of ours runs there.
async function openSome(browser) {
    for (const { som, address } of shown.filter((_, i) => i % 8 === 3)) {
        try {
            const opened = await visit(browser, address, { som, lang: 'da' });
            opened.settle();
        } catch (e) {
            complain(`${address} as ${som}, in a browser: ${e.message.slice(0, 300)}`);
        }
    }
}

// ---- what is asked in the end

function checkForms(needed) {
    const taken = new Set([...forms.values()].filter((form) => form.taken).map((form) => form.to));
    for (const form of forms.values()) {
        if (taken.has(form.to)) continue;
        if (form.to in NOT_TAKEN) needed.add(form.to);
        else complain(`${form.to} takes nothing: ${form.last}`);
    }
    return taken.size;
}

function checkFields(needed) {
    for (const [name, field] of fields) {
        const again = field.numbers.some((number) => readAgain.has(number));
        if (again || needed.has(name.split(' ')[0])) continue;
        if (name in NOT_SHOWN) needed.add(name);
        else complain(`${name}: what was written is nowhere shown`);
    }
}

function checkEnough() {
    const of = (word) => [...fields.keys()].filter((name) => name.startsWith(word)).length;
    const letters = [...inLetters].filter((number) =>
        planted().get(number).where.startsWith('handbook')).length;
    const enough = { pages: shown.length >= 20, letters: count.letters >= 8,
        files: count.files >= 30, fields: fields.size >= 100, api: of('api ') >= 10,
        handbook: of('handbook ') >= 40, 'pages of a hostile id':
            shown.filter((page) => addressKind(page.address).includes('{fjendtlig}')).length >= 3,
        'texts of the handbook in letters': letters >= 1 };
    for (const [what, is] of Object.entries(enough)) if (!is) complain(`too few: ${what}`);
}

function checkAll() {
    const needed = new Set();
    const taken = checkForms(needed);
    checkFields(needed);
    checkEnough();
    for (const name of [...Object.keys(NOT_SHOWN), ...Object.keys(NOT_TAKEN)])
        if (!needed.has(name)) complain(`${name} needs no exception`);
    console.log(`# ${fields.size} fields, ${taken} forms; ${readAgain.size} texts read again`);
}

// ---- all of it

const comeIn = (name, language) => new Reader(name, language).comeIn();
const tell = (what) => console.log(`# ${what}: ${seconds().toFixed(1)} s, ${count.pages} pages, ` +
    `${count.letters} PDFs, ${count.files} files, ${count.answers} answers`);

async function writeEverywhere(browser, readers, authors) {
    for (const reader of readers) await walk(reader, plant);
    tell('planted in pages');
    const draft = await putInForce(browser, authors);
    tell('handbook in force');
    await plantApi();
    await send('3');
    await settle('4');
    await send('4');
    await answerQuestions(readers[0]);
    tell('planted by the API, approved and sent');
    return draft;
}

async function readEverything(browser, readers, authors, draft) {
    for (const author of authors) await readHandbook(author, draft);
    tell('handbook read');
    const half = (odd) => readers.filter((_, i) => i % 2 === odd);
    await Promise.all([half(0), half(1)].map(async (some) => {
        for (const reader of some) await walk(reader, plant, 3);
    }));
    tell('pages read');
    await exportRegister();
    await readApi();
    tell('exports and API read');
    await openSome(browser);
    tell('opened');
}

recall(JSON.parse(fs.readFileSync(path.join(town, 'planted.json'))));
for (const [number, { where }] of planted()) noteField(where, number, true);
const browser = await startBrowser();
await useBrowser(browser);
try {
    const readers = await Promise.all(READERS.map((name, i) => comeIn(name, i % 2 ? 'en' : 'da')));
    const authors = [await comeIn('hans', 'da'), await comeIn('hans', 'en')];
    const draft = await writeEverywhere(browser, readers, authors);
    await readEverything(browser, readers, authors, draft);
    checkAll();
} catch (e) {
    complain(`it ended: ${e.stderr ?? ''}${e.stack}`);
}
for (const complaint of allComplaints()) console.log(`not ok ${complaint}`);
const wrong = allComplaints().length;
console.log(wrong ? `# ${wrong} failed` : '# 1 passed');
await browser.close();
fs.rmSync(folder, { recursive: true });
process.exit(wrong ? 1 : 0);
