// A handbook with hostile text wherever the language lets one write: in prose, headings, tables,
// names, sources, questions and answers. One person saves it as a draft and proposes it, another
// puts it in force, in a browser, with its scripts. Where the language has no place for such text,
// it is refused, and the page that says so is read.

import fs from 'node:fs';
import path from 'node:path';
import { base, open } from './lib.mjs';
import { complain, noteField, readJson, readPage } from './hostile_check.mjs';
import { ask, town } from './hostile_read.mjs';
import { CELL, CITED, CODE, hostile, MARKDOWN, numberOf, PLAIN, RULE } from './hostile_text.mjs';

const SOURCE = fs.readFileSync(path.join(town, 'haandboeger/morsoe/2021-01-01.md'), 'utf8');

// Plants a text at a place of the handbook; all of them are taken when the handbook is.
const places = [];
function at(place, kind) {
    const where = `handbook ${place}`;
    const text = hostile(where, 300, kind);
    places.push([where, numberOf(text)]);
    return text;
}

// ---- prose

// What Markdown would make elements and addresses of, were it trusted.
const TRAPS = `
[klik](javascript:alert(1)) og [data](data:text/html,<script>alert(1)</script>)
og <javascript:alert(1)>

[titel](/haandbog "a\\" onclick=\\"alert(1)") og [henvisning][ond]

[ond]: javascript:alert(1) "t"

<img src=x onerror=alert(1)>

<script>alert(1)</script>

<details open ontoggle=alert(1)><summary>x</summary></details>
og <a href="javascript:alert(1)">x</a>

<!-- --><iframe src="javascript:alert(1)"></iframe>

\`\`\`"><img/src=x/onerror=alert(1)>
${'</code></pre><script>alert(1)</script>'}
\`\`\`
`;

const prose = () => `
## Fjendtlig ${at('heading', MARKDOWN)}

Et afsnit ${at('paragraph', MARKDOWN)}

Kode \`${at('code', CODE)}\` og 100 kr {citat "${at('citation', CITED)}"}.

### Under ${at('heading below', MARKDOWN)}

- ${at('list', MARKDOWN)}

> ${at('quotation', MARKDOWN)}

| ${at('table head', CELL)} | b |
|---|---|
| a | ${at('table cell', CELL)} |
${TRAPS}`;

// ---- rules

// The kind of statement a line of a rule belongs to, and the key of an entry.
const kindOf = (line) => /^[a-zæøå]+/.exec(line)?.[0];
const keyOf = (line) => line.trim().split(/ {2,}|\|/)[0]
    .replace(/^(ukendt-regel|sammenlign).*/, '$1');

// Texts that are names of something else: an example names what is missing, and who accepts a
// remark names what it is about.
const isName = (key) => key.endsWith(' giver') || key === 'sammenlign name';

// The first text of each key of each kind of statement begins with a hostile one.
function inTexts(lines) {
    const done = new Set();
    let kind = '', rule = false;
    return lines.map((line) => {
        if (line.startsWith('```')) rule = line === '```regel';
        if (rule && kindOf(line)) kind = kindOf(line);
        const key = `${kind} ${line.startsWith(' ') ? keyOf(line) : 'name'}`;
        const comment = line.trim().startsWith('#');
        if (!rule || comment || !line.includes('"') || done.has(key) || isName(key)) return line;
        done.add(key);
        return line.replace('"', () => `"${at(key, RULE)} `);
    });
}

// A cell, and what is put before what stands in it.
const CELLS = [
    ['| ingen el. lidt', 'trin erfaring'],
    ['| pædagogisk', 'trin uddannelse'],
    ['| fuld tid, fleksibel', 'trin arbejde'],
    ['    det samme som de fleste børn ', 'kriterium svar'],
    ['| reagerer på at være skilt', 'indikatorer tegn'],
];

function inCells(text) {
    for (const [cell, place] of CELLS) {
        if (!text.includes(cell)) throw new Error(`the handbook has no cell "${cell}"`);
        const [, edge, words] = /^( +|\| )(.*)$/s.exec(cell);
        text = text.replace(cell, () => `${edge}${at(place, RULE)} ${words}`);
    }
    return text;
}

// The whole handbook, as a correction of the one it is made from.
function hostileHandbook() {
    return inCells(inTexts(SOURCE.split('\n')).join('\n'))
        .replace('\n## Vederlag\n', () =>
            `\n## Vederlag ${at('heading above a rule', MARKDOWN)}\n`)
        .replace(/^  takster  .*$/m, (line) =>
            `${line}\n  retter       2021-01-01, kendt fra 2021-06-15`)
        .replace('\n## ', () => `\n${prose()}\n## `);
}

// ---- what the language has no place for

// What stands in the handbook, and what is written in its place; @ is the hostile text.
const REFUSED = [
    ['takst kost_andel kr/døgn', 'takst @ kr/døgn'],
    ['takst kost_andel kr/døgn', 'takst kost_andel @'],
    ['ydelse lommepenge', 'ydelse @'],
    ['kriterium indsats', 'kriterium @'],
    ['indikatorer særlige', 'indikatorer @'],
    ['    ære       |', '    @ |'],
    ['    kode      | tegn', '    @ | tegn'],
    ['situation hjemmebesøg', 'situation @'],
    ['  takster      kl', '  takster      @'],
    ['  model        trin', '  model        @'],
    ['  kommunekode  773', '  kommunekode  @'],
    ['  gælder       fra 2021-01-01', '  gælder       fra @'],
    ['  for           døgnpleje', '  for           @'],
    ['antal vederlag × takst vederlag_døgn_afrundet', 'antal vederlag × takst @'],
    ['| mindst middel ', '| @ '],
    ['| trin 5', '| @'],
    ['  afrundes      til øre, halve op', '  afrundes      @'],
    ['  derefter            30 dage', '  derefter            @'],
    ['  derefter            30 dage', '  @            30 dage'],
    ['opsigelse  # R094', '@  # R094'],
    ['  alder regnes       på dagen', '  alder regnes       @'],
    ['{takst vederlag_døgn_afrundet}', '{takst @}'],
    ['{takst vederlag_døgn_afrundet}', '{@}'],
    ['  giver  ingen kost_og_logi', '  giver  @'],
    ['"takst kost_andel"', '"@"'],
];

function refusedTexts() {
    return REFUSED.map(([old, instead]) => {
        if (!SOURCE.includes(old)) throw new Error(`the handbook has no "${old}"`);
        const text = hostile(`handbook refused: ${instead}`, 300, RULE);
        return [instead, SOURCE.replace(old, () => instead.replace('@', () => text))];
    });
}

// ---- in the browser

// A draft of a correction is begun; returns its address.
async function begin(page) {
    await page.goto(`${base}/udkast/nyt`);
    await page.check('#art-rettelse');
    const texts = await page.locator('#grund option').evaluateAll((all) => all.map((o) => o.value));
    await page.selectOption('#grund', texts.find((t) => t.includes('2021-01-01.md')));
    await page.getByRole('button', { name: 'Begynd' }).click();
    await page.locator('#tekst').waitFor();
    return new URL(page.url()).pathname;
}

const write = (page, text) => page.locator('#tekst').evaluate((field, value) => {
    field.value = value;
}, text);

async function press(page, button, then) {
    try {
        await page.getByRole('button', { name: button, exact: true }).click({ timeout: 10000 });
        await page.getByText(then).first().waitFor();
    } catch {
        throw new Error(`"${button}" does not lead to "${then}" but to: ` +
            (await page.locator('main').innerText()).slice(0, 1500));
    }
}

// What the author of the draft sends from its page, as a form.
async function sendTo(reader, address, action, text) {
    const page = await readPage(reader.name, address, await reader.get(address));
    const form = page.forms.find((f) => f.fields.some((x) => x.name === 'tekst'));
    const body = new URLSearchParams(form.fields.map((x) => [x.name, x.value]));
    body.set('tekst', text);
    body.set('handling', action);
    return body;
}

// What is refused is said so, by line, on the page and to its script; nothing of it runs.
async function refuse(readers, address) {
    for (const [i, [what, text]] of refusedTexts().entries()) {
        const reader = readers[i % readers.length];
        const body = await sendTo(reader, address, 'tjek', text);
        const answer = await reader.send(`${address}/tjek`, body);
        const findings = readJson(`${address}/tjek`, answer.body.toString(),
            { refused: true, ends: true });
        if (findings?.god !== false) complain(`the handbook takes hostile text in "${what}"`);
        await readPage(reader.name, address, await reader.send(address, body), true);
    }
    const [, all] = refusedTexts().at(-1);
    const saved = await readers[0].send(address, await sendTo(readers[0], address, 'gem', all));
    if (saved.status !== 303) complain(`${address}: a draft with errors is not saved`);
    for (const reader of readers)
        await readPage(reader.name, address, await reader.get(address), true);
}

// ---- everything read again

const SEARCHES = ['fjendtlig', 'HYPERLINK', '<script>', '"><img', "'--"];
const COMPUTED = ['doegn&alder=16&trin=4&situation=efterskole', 'akut&alder=9', 'netvaerk&alder=9']
    .map((rest) => `/beregn?haandbog=morsoe&maaned=2021-06&art=${rest}`);

async function addressOfVersion() {
    const { body } = await ask('GET', '/api/v1/haandboeger');
    const { raekker } = readJson('/api/v1/haandboeger', body.toString());
    return raekker.find((book) => book.kode === 'morsoe').versioner
        .find((version) => version.kendt_fra).adresse;
}

// What a draft costs is computed while the page waits.
async function costs(reader, address) {
    for (let i = 0; i < 60; i++) {
        const answer = await reader.get(address);
        if (!answer.body.includes('role="status"')) return answer;
        await new Promise((later) => setTimeout(later, 500));
    }
    throw new Error(`${address} is not computed`);
}

// Every page that shows the handbook in force, or the draft that it was.
export async function readHandbook(reader, draft) {
    const version = await addressOfVersion();
    const read = async (address) => readPage(reader.name, address, await reader.get(address));
    for (const address of [draft, `${draft}/vis`, `${draft}/forskel`, '/haandbog/morsoe',
        `${version}/siden/2021-01-01`, ...COMPUTED]) await read(address);
    for (const word of SEARCHES) await read(`${version}?soeg=${encodeURIComponent(word)}`);
    await readPage(reader.name, `${draft}/koster`, await costs(reader, `${draft}/koster`));
    const page = await read(version);
    for (const link of page.links.filter((l) => l.startsWith('/forslag/'))) await read(link);
}

// ---- in force

// What hans has proposed, lene puts in force.
async function force(browser, address) {
    const lene = await open(browser, address, { som: 'lene' });
    await press(lene.page, 'Sæt i kraft', 'Næste kørsel beregner med det');
    await lene.close();
}

const propose = (page) => press(page, 'Foreslå', 'En anden kan nu sætte det i kraft');

// A rate is corrected, whose source every explanation tells. Returns the address of the draft.
async function correctRate(page) {
    await page.goto(`${base}/takster`);
    await page.getByRole('link', { name: /Kost og logi 0-9 år/ }).click();
    for (const [name, value] of [['fra', '2021-01-01'], ['til', '2021-12-31'], ['beloeb', '195'],
        ['kendt', '2021-06-27'], ['kilde', at('rate source', PLAIN)]])
        await page.fill(`[name=${name}]`, value);
    await page.selectOption('[name=status]', 'rettet');
    await page.getByRole('button', { name: 'Gem i et udkast' }).click();
    await page.getByRole('link', { name: 'Tekst', exact: true }).click();
    await page.locator('#tekst').waitFor();
    const address = new URL(page.url()).pathname;
    await propose(page);
    return address;
}

// Saved and proposed by hans, put in force by lene. Returns the address of the draft.
export async function putInForce(browser, readers) {
    const hans = await open(browser, '/udkast', { som: 'hans' });
    await refuse(readers, await begin(hans.page));
    const address = await begin(hans.page);
    await write(hans.page, hostileHandbook());
    await press(hans.page, 'Gem', 'Udkastet er gemt.');
    await propose(hans.page);
    await force(browser, address);
    await force(browser, await correctRate(hans.page));
    await hans.close();
    for (const [where, number] of places) noteField(where, number, true);
    return address;
}
