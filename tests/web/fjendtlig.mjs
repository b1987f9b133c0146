// Hostile text in every field of the program, and then every page, letter and export read: it stands
// there as it was written, and nowhere as anything but text.
//
// The fields are found by walking: each user opens what the pages lead to, and every field of text in
// a form that is met is written in, so that a new field is tested without a word here. A form that
// takes more than words is helped by GYLDIGT. A field whose text cannot be found again afterwards is
// an error, unless IKKE_VIST says why; so is a word there that nothing needs any longer.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { base, htmlErrors, startBrowser, visit } from './lib.mjs';
import { Laeser, skilAd } from './fjendtlig_laes.mjs';
import { alle, fjendtlig, fundet, husk } from './fjendtlig_tekst.mjs';

const LAESERE = ['eva', 'karen', 'hans', 'anna', 'ulla', 'lene', 'rikke', 'rod', 'familie-1'];
// Where each begins; what a role may not see is refused.
const VEJE = ['/', '/beregn', '/haandbog', '/api', '/opgaver', '/anbringelser', '/familier',
    '/henvendelser', '/henvendelser?vis=lukkede', '/indstillinger', '/dagsordener', '/opsigelser',
    '/maaned', '/maaned/3/modtagere', '/maaned/3/brev/F000001-K', '/maaned/penge', '/maaned/penge/modregning',
    '/maaned/penge/eftergivelse', '/udkast', '/takster', '/revision', '/adgang', '/familie', '/min-konto'];

// What stands in a field that takes no free text, by its name or by its form's address and name.
const GYLDIGT = {
    reg: '1234', konto: '0000012345', beloeb: '100', trin: '3', vederlag: '', arbejde: '1',
    dag: '2021-06-29',
    anbringelse: 'D000009', modtager: 'F000001-K', familie: 'F000028', nummer: '', barn: '', cpr: '',
    til: '', fraflyttet: '', foedt: '2013-02-11', indflyttet: '2021-06-21',
    anbringende_kommune: '773', frist: '2021-07-12', navn: null, kendt: '',
    alder_fra: '0', alder_til: '17', antal_boern: '2', dage: '', underskrevet: '2021-06-01',
    '/familier/{nr}/registrer/godkendelse fra': '2001-01-01',
    '/familier/{nr}/registrer/godkendelse til': '2001-12-31',
    '/maaned/penge/aconto maaned': '2021-06', '/maaned/penge/aconto anbringelse': 'D000001',
    '/adgang/ny rolle-analytiker': 'ja', '/takster/kl/ny fra': '2031-01-01', '/takster/kl/ny til': '2031-12-31',
    '/familier/{nr}/registrer/husstand navn': null,
    '/maaned/penge/faktura modtager': 'V1', '/maaned/penge/kreditnota modtager': 'V1',
    '/maaned/penge/faktura nummer': null, '/maaned/penge/kreditnota nummer': null,
    '/adgang/ny navn': 'nybruger', '/adgang/familie/{nr} navn': 'nyfamilie',
    '/revision/visninger bruger': 'eva', '/revision/visninger id': 'D000009',
    '/maaned/{n}/forskelle sted': 'D000009',
    // Approved in the run of June, so that something of it can be taken back.
    '/maaned/penge/kreditnota faktura': () => [...alle().values()].findLast((en) =>
        en.hvor === '/maaned/penge/faktura nummer')?.tekst ?? '',
};

// Shorter than the field lets: the bank's letters for some characters are several.
const HOEJST = { '/maaned/penge/faktura nummer': 28, '/maaned/penge/kreditnota nummer': 28 };

// Fields whose text is nowhere shown again, and why.
const IKKE_VIST = {};
// Forms that do not take what is written in them here, and why.
const IKKE_TAGET = {
    '/maaned/{n}/kvittering': 'the bank\'s file, whose name is not kept',
    '/revision/journal': 'a manifest, whose name is not kept',
    '/maaned/penge/modregning': 'nobody owes anything here',
    '/maaned/penge/eftergivelse': 'nobody owes anything here',
};

const ur = Date.now();
const fejl = [];
const klage = (tekst) => { if (fejl.length < 400) fejl.push(tekst); };
const genfundet = new Set(); // numbers of the texts that were read again, whole
const skabelon = (sti) => sti.split('?')[0].replace(/\/[a-z2-7]{20}(?=\/|$)/g, '/{id}')
    .replace(/\/([FD]\d+|[A-Z]-[A-Z0-9]{8})[^/]*/g, '/{nr}').replace(/\/\d+(?=\/|$)/g, '/{n}')
    .replace(/\/haandbog\/(?!morsoe)[^/]+/, '/haandbog/{kode}')
    .replace(/(\/forslag\/).*/, '$1{anker}').replace(/(\/bruger\/)[^/]+/, '$1{navn}');
const nytte = (sti) => `${skabelon(sti)}?${[...new URL(sti, base).searchParams.keys()].sort()}`;

let side;      // a page of the browser, in which others are taken apart
const proevet = new Set(); // kinds of pages whose HTML was validated
const vises = []; // a page of each kind that has hostile text on it
let sider = 0, pdf = 0, filer = 0;

async function laesHtml(hvem, sti, svar, maaNeje = false) {
    const html = svar.krop.toString();
    const del = await skilAd(side, html);
    sider++;
    for (const r of del.raa) klage(`${sti} as ${hvem}: raw: ${r}`);
    let planter = false;
    for (const t of del.tekst) {
        const { numre, skaaret, forkert } = fundet(t);
        for (const f of forkert) klage(`${sti} as ${hvem}: not as written: ${f}`);
        planter ||= numre.length + skaaret.length > 0;
        if (!maaNeje) for (const n of numre) genfundet.add(n);
        if (/(?<!\{\{7\*)49(?=%s%n)/.test(t)) klage(`${sti}: {{7*7}} was reckoned`);
    }
    if (svar.status >= 500) klage(`${sti} as ${hvem}: ${svar.status}`);
    const slags = nytte(sti) + svar.status;
    if (planter && !proevet.has(slags)) {
        proevet.add(slags);
        if (!maaNeje && svar.status === 200) vises.push({ som: hvem, sti });
        for (const e of (await htmlErrors(html)).slice(0, 3)) klage(`${sti} as ${hvem}: ${e}`);
    }
    return del;
}

const arbejde = fs.mkdtempSync(path.join(os.tmpdir(), 'fjendtlig-'));

const samlet = (tekst) => tekst.replace(/[\s\u2010-]+/g, '');

function laesPdf(hvad, krop) {
    const fil = path.join(arbejde, 'brev.pdf');
    fs.writeFileSync(fil, krop);
    pdf++;
    try {
        execFileSync('qpdf', ['--check', fil], { stdio: 'pipe' });
        // Lines are broken, with a hyphen, in the middle of a long word; and of a table either the
        // cells or the rows are read in order.
        const taet = [[], ['-layout']].map((valg) => samlet(execFileSync('pdftotext',
            [...valg, fil, '-'], { stdio: 'pipe' }).toString())).join('\n');
        for (const [nr, en] of alle()) {
            const hel = samlet(en.tekst);
            if (!taet.includes(`Z${nr}Z`)) continue;
            if (taet.includes(hel)) genfundet.add(nr);
            else {
                const fra = taet.indexOf(`Z${nr}Z`);
                klage(`${hvad}: not as written: ${en.hvor}: ${taet.slice(fra, fra + 150)}`);
            }
        }
    } catch (e) {
        klage(`${hvad}: ${e.stderr ?? e}`);
    }
}

function laesCsv(hvad, tekst) {
    let citeret = false, celle = '', raekke = 1;
    const bredde = new Set();
    const raekker = [[]];
    for (const c of tekst.replace(/^\uFEFF/, '')) {
        if (c === '"') citeret = !citeret;
        if (!citeret && (c === ';' || c === '\n')) {
            raekker.at(-1).push(celle);
            celle = '';
            if (c === '\n') raekker.push([]);
        } else celle += c;
    }
    for (const r of raekker.filter((x) => x.length)) {
        bredde.add(r.length);
        for (const raa of r) {
            const c = raa.startsWith('"') ? raa.slice(1, -1).replaceAll('""', '"') : raa;
            if (/^[=+\-@\t\r]/.test(c) && !/^-?[\d.]+(,\d+)?$/.test(c))
                klage(`${hvad}: a cell that a spreadsheet would run: ${c.slice(0, 60)}`);
            for (const n of fundet(c).numre) genfundet.add(n);
        }
        raekke++;
    }
    if (bredde.size !== 1) klage(`${hvad}: rows of ${[...bredde]} cells`);
}

async function laesXml(hvad, tekst) {
    const galt = await side.evaluate((t) => new DOMParser().parseFromString(t, 'application/xml')
        .querySelector('parsererror')?.textContent ?? '', tekst);
    if (galt) klage(`${hvad}: ${galt}`);
}

function noejeJson(vaerdi) {
    if (typeof vaerdi === 'string') for (const n of fundet(vaerdi).numre) genfundet.add(n);
    else if (vaerdi && typeof vaerdi === 'object') Object.values(vaerdi).forEach(noejeJson);
}

function laesJson(hvad, tekst) {
    try {
        noejeJson(JSON.parse(tekst));
    } catch (e) {
        klage(`${hvad}: ${e.message}`);
    }
}

async function laesXlsx(hvad, krop) {
    const fil = path.join(arbejde, 'fil.xlsx');
    fs.writeFileSync(fil, krop);
    const navne = execFileSync('unzip', ['-Z1', fil]).toString().trim().split('\n');
    for (const navn of navne) {
        const tekst = execFileSync('unzip', ['-p', fil, navn.replaceAll('[', '\\[')],
            { maxBuffer: 1 << 28 }).toString();
        await laesXml(`${hvad} ${navn}`, tekst);
        for (const f of tekst.match(/<f[ >].*?<\/f>/g) ?? [])
            if (!/^<f>[A-Z0-9:,()+*-]+<\/f>$/.test(f)) klage(`${hvad} ${navn}: ${f}`);
    }
}

async function laesFil(hvad, navn, krop) {
    filer++;
    if (navn.endsWith('.csv')) laesCsv(hvad, krop.toString());
    else if (navn.endsWith('.xml')) await laesXml(hvad, krop.toString());
    else if (navn.endsWith('.json')) laesJson(hvad, krop.toString());
    else if (navn.endsWith('.xlsx')) await laesXlsx(hvad, krop);
}

// ---- walking

// Opens what leads from page to page; calls `form` with each form that is met.
async function gaa(l, form, hoejst = 1) {
    const koe = VEJE.map((sti) => [sti, 0]);
    const moedt = new Set(VEJE);
    const antal = new Map();
    while (koe.length) {
        const [sti] = koe.shift();
        const slags = nytte(sti);
        const n = antal.get(slags) ?? 0;
        if (n >= (slags.includes('{id}') ? hoejst : 1)) continue;
        antal.set(slags, n + 1);
        const svar = await l.faa(sti);
        const type = svar.hoveder['content-type'] ?? '';
        if (svar.status === 303) {
            const til = svar.hoveder.location;
            if (til.startsWith('/') && !moedt.has(til)) { moedt.add(til); koe.push([til]); }
            continue;
        }
        if (type.includes('pdf')) { laesPdf(sti, svar.krop); continue; }
        if (!type.includes('html')) {
            await laesFil(sti, sti.split('?')[0], svar.krop);
            continue;
        }
        const del = await laesHtml(l.navn, sti, svar);
        if (svar.status >= 400) continue;
        for (const led of del.led) {
            const her = led.split('#')[0];
            if (moedt.has(her) || her.startsWith('/aktiv') || her.includes('log-ud') ||
                her.includes('sprog=')) continue;
            moedt.add(her);
            koe.push([her]);
        }
        if (form) for (const f of del.former) await form(l, sti, f);
    }
}

// ---- planting

const TEKST = ['text', 'textarea', 'search'];
const felter = new Map(); // form and field: the numbers written there, whether one was taken
const former = new Map(); // form: how often it was tried, and whether it was taken

const erTekst = (f) => TEKST.includes(f.art) && !f.skjult;

function udfyld(noegle, f, alt) {
    const numre = [];
    const ud = [];
    for (const felt of f.felter) {
        const navn = `${noegle} ${felt.navn}`;
        let kendt = navn in GYLDIGT ? GYLDIGT[navn] : GYLDIGT[felt.navn];
        if (typeof kendt === 'function') kendt = kendt();
        if (felt.skjult || felt.art === 'password') ud.push([felt.navn, felt.vaerdi]);
        else if (felt.art === 'file') {
            ud.push([felt.navn, new File(['x'], '"><img src=x onerror=alert(1)>.csv')]);
        } else if (erTekst(felt)) {
            if (felt.navn === 'tekst' && noegle.startsWith('/udkast')) {
                const tekst = fjendtlig(navn);
                numre.push([navn, [...alle().keys()].at(-1)]);
                ud.push([felt.navn, `${felt.vaerdi.trimEnd()}\n\nSe ${tekst}\n`]);
            } else if (!alt && kendt !== undefined && kendt !== null) ud.push([felt.navn, kendt]);
            else if (!alt && felt.tal) ud.push([felt.navn, felt.vaerdi]);
            else {
                const tekst = fjendtlig(navn,
                    HOEJST[navn] ?? (felt.hoejst > 0 ? Math.min(felt.hoejst, 400) : 200));
                numre.push([navn, [...alle().keys()].at(-1)]);
                ud.push([felt.navn, tekst]);
            }
        } else if (felt.art === 'date') ud.push([felt.navn, kendt ?? (felt.vaerdi || '2021-06-28')]);
        else if (felt.art === 'month') ud.push([felt.navn, kendt ?? (felt.vaerdi || '2021-06')]);
        else if (felt.art.startsWith('select'))
            ud.push([felt.navn, kendt ?? (felt.vaerdi || felt.kan.find((k) => k !== '') || '')]);
        else if (felt.art === 'radio') {
            if (!ud.some(([n]) => n === felt.navn) || felt.valgt) ud.push([felt.navn, felt.vaerdi]);
        } else if (felt.valgt || kendt) ud.push([felt.navn, felt.vaerdi]);
    }
    return { ud, numre };
}

const pak = (f, ud) => {
    const krop = f.filer ? new FormData() : new URLSearchParams();
    for (const [n, v] of ud) krop.append(n, v);
    return krop;
};

async function sendForm(l, sti, f, alt) {
    const knap = f.knapper.at(0) ?? { navn: '' };
    const til = new URL(knap.til ?? (f.til || sti), base + sti);
    const noegle = skabelon(til.pathname);
    const { ud, numre } = udfyld(noegle, f, alt);
    if (knap.navn) ud.push([knap.navn, knap.vaerdi]);
    if (f.metode === 'get') {
        const her = `${til.pathname}?${new URLSearchParams(ud)}`;
        const svar = await l.faa(her);
        if ((svar.hoveder['content-type'] ?? '').includes('html')) await laesHtml(l.navn, her, svar);
        return { taget: svar.status === 200, numre, noegle, svar };
    }
    let svar = await l.send(til.pathname + til.search, pak(f, ud));
    for (let i = 0; i < 2 && svar.status === 200; i++) {
        const del = await laesHtml(l.navn, til.pathname, svar, true);
        // Shown first, to be said yes to: the form has what was written, hidden.
        const ja = del.former.find((g) => g.metode === 'post' && g.felter.length > 3 &&
            g.felter.every((x) => x.skjult));
        if (!ja) break;
        const b = ja.knapper[0] ?? {};
        const igen = ja.felter.map((x) => [x.navn, x.vaerdi]);
        if (b.navn) igen.push([b.navn, b.vaerdi]);
        const nu = new URL(b.til ?? (ja.til || til.pathname), base);
        svar = await l.send(nu.pathname + nu.search, pak(ja, igen));
    }
    // Where a search leads, and a receipt.
    const videre = svar.status === 303 ? new URL(svar.hoveder.location, base) : null;
    if (videre?.origin === base) {
        const der = await l.faa(videre.pathname + videre.search);
        if ((der.hoveder['content-type'] ?? '').includes('html'))
            await laesHtml(l.navn, videre.pathname, der);
    }
    if (svar.status !== 303 && (svar.hoveder['content-type'] ?? '').includes('html'))
        await laesHtml(l.navn, til.pathname, svar, svar.status !== 200);
    const godt = svar.status === 200 && !svar.krop.includes('role="alert"');
    return { taget: svar.status === 303 || godt, numre, noegle, svar };
}

const noegleAf = (sti, f) => `${f.metode} ${skabelon(new URL(f.til || sti, base + sti).pathname)} ` +
    [...new Set(f.felter.filter((x) => x.art !== 'hidden').map((x) => x.navn))].sort().join(',');

async function plant(l, sti, f) {
    if (!f.felter.some((x) => erTekst(x) || x.art === 'file')) return;
    const noegle = noegleAf(sti, f);
    const til = skabelon(new URL(f.til || sti, base + sti).pathname);
    if (til.startsWith('/log-ind')) return;
    const om = former.get(noegle) ?? { antal: 0, taget: false, sidst: '', til };
    former.set(noegle, om);
    if (om.taget || om.antal >= 3) return;
    if (om.antal++ === 0 && f.metode === 'post' && f.felter.some((x) => x.tal)) await sendForm(l, sti, f, true);
    const { taget, numre, svar } = await sendForm(l, sti, f, false);
    om.taget = taget;
    om.sidst = `${l.navn} ${sti}: ${svar.status} ${svar.krop.toString().match(/(role="alert"|class="form-error-message)[^]{0,900}/g)?.join(' ').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 500) ?? ''}`;
    for (const [navn, nr] of numre) {
        const felt = felter.get(navn) ?? { numre: [], taget: false };
        felter.set(navn, felt);
        felt.numre.push(nr);
        if (taget) felt.taget = true;
    }
}

// ---- what is done beside the pages

const program = path.resolve(process.env.VEDERLAG ?? 'build/vederlag');
// Later than what the server has written: its clock began before ours.
const nu = () => new Date(Date.UTC(2021, 5, 28, 9, 0, 5) + Date.now() - ur).toISOString().slice(0, 19);
const kald = (...ord) => execFileSync(program, ord, { maxBuffer: 1 << 28,
    env: { ...process.env, VEDERLAG_NU: nu() }, stdio: 'pipe' }).toString();

// The run of June is computed anew with what was planted, approved and sent.
async function afregn() {
    kald('run', 'calc', '3', '--haandbog', 'haandboeger/morsoe', '--som', 'anna');
    kald('run', 'approve', '3', '--som', 'bo');
    const til = path.join(arbejde, 'eksport');
    kald('run', 'export', '3', '--til', til, '--opsaetning', 'demo/opsaetning.csv', '--som', 'anna');
    for (const navn of fs.readdirSync(til))
        await laesFil(`run export: ${navn}`, navn, fs.readFileSync(path.join(til, navn)));
}

async function eksporter() {
    const csv = path.join(arbejde, 'register');
    fs.mkdirSync(csv);
    kald('register', 'export', '--csv', csv, '--personer', '--som', 'eva');
    for (const navn of fs.readdirSync(csv))
        await laesFil(`register export: ${navn}`, navn, fs.readFileSync(path.join(csv, navn)));
    laesJson('register export', kald('register', 'export', '--som', 'eva'));
}

// Every GET of the API's own description, asked with the ids that its answers have.
async function api() {
    const nummer = kald('adgang', 'api-noegle', 'ny', 'fjendtlig', '--bruger', 'anna', '--omraade',
        'status:laes,register:laes,koersel:laes,journal:laes,henvendelse:laes', '--som', 'rod');
    const Authorization = `Bearer ${nummer.match(/vederlag-api-1:\S+/)[0]}`;
    const faa = async (sti) => {
        const svar = await fetch(base + sti, { headers: { Authorization } });
        const tekst = await svar.text();
        if (svar.status >= 400) klage(`${sti}: ${svar.status} ${tekst.slice(0, 200)}`);
        laesJson(sti, tekst);
        return tekst;
    };
    const { paths } = JSON.parse(await faa('/api/v1/openapi.json'));
    const henvendelser = await faa('/api/v1/henvendelser');
    for (const [sti, { get: kan }] of Object.entries(paths)) {
        if (!kan) continue;
        if (sti.includes('/henvendelser/{id}')) {
            for (const m of henvendelser.matchAll(/"id":\s*"([a-z2-7]{20})"/g))
                await faa(sti.replace('{id}', m[1]));
        } else {
            await faa(sti.replace('{id}', 'D000001').replace('{nr}', '3').replace('{kode}', 'morsoe')
                .replace('{version}', '2021-01-01').replace('{anbringelse}', 'D000001')
                .replace('{maaned}', '2021-06'));
        }
    }
}

// ---- all of it

const personer = path.join(path.dirname(process.env.VEDERLAG_DB.replace('sqlite:', '')), 'personer.csv.plantet');
husk(JSON.parse(fs.readFileSync(personer)));

const browser = await startBrowser();
side = await (await browser.newContext()).newPage();
const tid = (hvad) => console.log(`# ${hvad}: ${((Date.now() - ur) / 1000).toFixed(1)} s, ${sider} pages, ${pdf} PDFs, ${filer} files`);
const laesere = [];
for (const [i, navn] of LAESERE.entries())
    laesere.push(await new Laeser(navn, i % 2 ? 'en' : 'da').kom_ind());
for (const l of laesere) await gaa(l, plant);
tid('planted');
await afregn();
tid('settled');
const lige = laesere.filter((_, i) => i % 2 === 0);
const ulige = laesere.filter((_, i) => i % 2 === 1);
await Promise.all([lige, ulige].map(async (del) => {
    for (const l of del) await gaa(l, plant, 3);
}));
tid('read');
await eksporter();
await api();
tid('exported');

// Some of the kinds in a browser, with its scripts: nothing of ours runs there.
for (const { som, sti } of vises.filter((_, i) => i % 8 === 3)) {
    try {
        const opened = await visit(browser, sti, { som, lang: 'da' });
        opened.settle();
    } catch (e) {
        klage(`${sti} as ${som}, in a browser: ${e.message.slice(0, 300)}`);
    }
}
tid('opened');
if (vises.length < 20 || pdf < 8 || filer < 30)
    klage(`only ${vises.length} kinds of pages, ${pdf} PDFs and ${filer} files had hostile text`);

const taget = new Set([...former].filter(([, om]) => om.taget).map(([, om]) => om.til));
const brugt = new Set();
for (const om of former.values()) {
    if (taget.has(om.til)) continue;
    if (om.til in IKKE_TAGET) brugt.add(om.til);
    else klage(`${om.til} takes nothing: ${om.sidst}`);
}
for (const [n, felt] of felter) {
    if (felt.numre.some((nr) => genfundet.has(nr)) || brugt.has(n.split(' ')[0])) continue;
    if (n in IKKE_VIST) brugt.add(n);
    else klage(`${n}: what was written is nowhere shown`);
}
for (const n of [...Object.keys(IKKE_VIST), ...Object.keys(IKKE_TAGET)])
    if (!brugt.has(n) && !brugt.has(n.split(' ')[0])) klage(`${n} needs no exception`);
if (felter.size < 45) klage(`only ${felter.size} fields were found`);
for (const f of new Set(fejl)) console.log(`not ok ${f}`);
console.log(`# ${felter.size} fields in ${taget.size} forms; ${genfundet.size} texts read again`);
console.log(fejl.length ? `# ${fejl.length} failed` : '# 1 passed');
await browser.close();
fs.rmSync(arbejde, { recursive: true });
process.exit(fejl.length ? 1 : 0);
