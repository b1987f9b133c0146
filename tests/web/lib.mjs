// What every browser test stands on: one Chromium, pages opened in a language, at a width, with or
// without scripts, and the checks that every page passes.
//
// A page is watched from the moment it is opened: an error in its console (also what the content
// security policy refused), a failed or foreign request and an uncaught error fail the test that
// opened it, when it is closed.

import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { henvendelser } from './henvendelser.mjs';

const modules = path.resolve(process.env.WEB_MODULES ?? 'build/npm/tests');
const require = createRequire(path.join(modules, 'package.json'));
const { chromium } = require('playwright-core');
const { HtmlValidate } = require('html-validate');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const base = process.env.WEB_BASE ?? 'http://127.0.0.1:8080';
export const widths = { phone: 390, desktop: 1280 };

const chromiums = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function startBrowser() {
    const program = process.env.CHROMIUM ?? chromiums.find((file) => fs.existsSync(file));
    if (!program) throw new Error('no Chromium here: apt-get install chromium, or ./dev setup');
    return chromium.launch({
        executablePath: program,
        // Root may not have a sandbox; the pages are our own, from this machine.
        chromiumSandbox: false,
        args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
            '--disable-background-networking', '--disable-component-update',
            '--disable-dev-shm-usage'],
    });
}

const html = new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
    rules: {
        // The compiler of templates leaves lines as they are written.
        'no-trailing-whitespace': 'off',
        'doctype-style': 'off',
        // "1. juni 2021" may break where the line ends.
        'long-title': 'off',
        // Valid without, and a list of contents may stand before the heading.
        'prefer-tbody': 'off',
        'heading-level': ['error', { minInitialRank: 'h2' }],
        // Style and script come from where the page does.
        'require-sri': 'off',
        // An input without a type is one for text: HTML says so.
        'no-implicit-input-type': 'off',
        'void-style': ['error', { style: 'omit' }],
        'tel-non-breaking': 'off',
        'no-inline-style': 'error',
        // Our forms are served from where they were: an action of its own is not needed.
        'prefer-native-element': ['error', { exclude: ['region', 'alert'] }],
    },
});

export async function htmlErrors(source) {
    const report = await html.validateString(source);
    return report.results.flatMap((r) =>
        r.messages.map((m) => `html ${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
}

// Run in a page: notes what has the focus each time a Tab is let go, so that the page is asked once
// for many steps. Returns how many things can be used.
function noteSteps() {
    const inert = (e) => e.disabled || e.type === 'hidden' || e.tabIndex < 0 ||
        !e.checkVisibility({ visibilityProperty: true });
    const seen = new Set();
    const usable = [];
    for (const e of document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex]')) {
        if (inert(e)) continue;
        // Of radio buttons with one name only one is a stop.
        if (e.type === 'radio') {
            if (seen.has(e.name)) continue;
            seen.add(e.name);
        }
        usable.push(e);
    }
    const step = (e) => {
        const style = getComputedStyle(e);
        const box = e.getBoundingClientRect();
        return {
            at: usable.findIndex((u) => u === e || (u.type === 'radio' && u.name === e.name)),
            parts: ['date', 'month'].includes(e.type),
            text: (e.innerText || e.getAttribute('aria-label') || e.id || e.tagName).trim(),
            focus: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
            inView: box.bottom > 0 && box.top < window.innerHeight,
        };
    };
    globalThis.steps = [];
    document.addEventListener('keyup', () => {
        const e = document.activeElement;
        globalThis.steps.push(e && e !== document.body ? step(e) : null);
    });
    // From the top, also where a page that was refused has begun at what is wrong.
    if (document.activeElement !== document.body) {
        document.body.tabIndex = -1;
        document.body.focus();
        document.body.removeAttribute('tabindex');
        document.body.blur();
    }
    window.getSelection()?.removeAllRanges();
    window.scrollTo(0, 0);
    return usable.length;
}

// Words that are Danish and not English too; months, so that no date is written the other way. A word
// with a Danish letter that does not begin with a capital is no name, and Danish too. Between digits
// it is a part of a hash.
const DANISH = [
    'og', 'ikke', 'skal', 'er', 'til', 'på', 'det', 'af', 'med', 'som', 'har', 'kan', 'fra', 'hvad',
    'eller', 'ved', 'kun', 'der', 'blev', 'bliver', 'ingen', 'mangler', 'hvis', 'vælg', 'skriv',
    'efter', 'når', 'alle', 'den', 'de', 'et', 'uden', 'mellem', 'hos', 'også', 'være', 'dag', 'dage',
    'måned', 'barn', 'barnet', 'familien', 'beløb', 'takst', 'linje', 'kommune', 'kommunen',
    'januar', 'februar', 'marts', 'maj', 'juni', 'juli', 'oktober',
];
// What an English page calls by its Danish name: words of the field, and those that programs send.
const NAMES = ['øre', 'efterværn', '“alle”', '“barn”', '“efter”', '“takst”'];

// Run in a page: what is in Danish there and not marked so (lang="da"): texts, also those that are
// folded away, and what is read aloud or shown of attributes. What stands in <code> is for machines,
// and so is a word with an underscore.
function danishTexts({ words, names }) {
    const danish = new RegExp(
        `(?<![\\p{L}\\d_])(${words.join('|')}|\\p{Ll}*[æøå]\\p{Ll}*)(?![\\p{L}\\d_])`, 'u');
    const wrong = (text) => danish.test(text) || danish.test(text[0].toLowerCase() + text.slice(1));
    const found = [];
    const look = (text, e) => {
        const plain = names.reduce((t, name) => t.replaceAll(name, ''),
            text.replace(/\s+/g, ' ').trim());
        if (plain !== '' && e.closest('[lang]').lang === 'en' && wrong(plain))
            found.push(`${e.tagName.toLowerCase()}: ${plain.slice(0, 160)}`);
    };
    const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const e = texts.currentNode.parentElement;
        // A title is of one language; it may begin with a name of the handbook's.
        if (!e.closest('script, style, code, head')) look(texts.currentNode.data, e);
    }
    for (const attribute of ['title', 'aria-label', 'placeholder', 'alt', 'label', 'data-title'])
        for (const e of document.querySelectorAll(`[${attribute}]`))
            look(e.getAttribute(attribute), e);
    return [...new Set(found)];
}

// A page opened and watched.
export class Opened {
    constructor(page, options) {
        this.page = page;
        this.options = options;
        this.trouble = [];
        this.expected = new Set();
        this.html = '';
        page.on('console', (m) => {
            if (m.type() === 'error' || m.type() === 'warning')
                this.trouble.push(`console: ${m.text()}`);
        });
        page.on('dialog', (d) => {
            this.trouble.push(`dialog: ${d.message()}`);
            d.dismiss().catch(() => {});
        });
        page.on('pageerror', (e) => this.trouble.push(`script: ${e.message}`));
        page.on('requestfailed', (r) => {
            const failure = r.failure()?.errorText ?? '';
            // A form that answers with another page breaks off what the first still fetched.
            if (failure !== 'net::ERR_ABORTED') this.trouble.push(`${failure}: ${r.url()}`);
        });
        page.on('request', (r) => {
            if (!r.url().startsWith(base) && !r.url().startsWith('data:'))
                this.trouble.push(`asks another host: ${r.url()}`);
        });
        page.on('response', (r) => {
            if (r.status() >= 400 && !this.expected.has(r.status()))
                this.trouble.push(`answer ${r.status()}: ${r.url()}`);
        });
    }

    // Goes to an address of ours. `status` is what the page itself answers.
    async go(address, status = 200) {
        if (status >= 400) this.expected.add(status);
        const answer = await this.page.goto(base + address, { waitUntil: 'load' });
        return this.look(answer, address, status);
    }

    // Sends a form of that page, which then is the answer.
    async send(address, form, status) {
        await this.go(address);
        if (status >= 400) this.expected.add(status);
        await this.page.evaluate(fillForm, form);
        const [answer] = await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }),
            this.page.locator(form.knap).first().click()]);
        return this.look(answer, address, status);
    }

    async look(answer, address, status) {
        if (answer.status() !== status)
            throw new Error(`${address} answered ${answer.status()}, not ${status}`);
        this.html = await answer.text();
        this.status = status;
        return answer;
    }

    async resize(width) {
        const { height } = this.page.viewportSize();
        await this.page.setViewportSize({ width: widths[width], height });
    }

    async close() {
        await this.page.context().close();
        this.settle();
    }

    // Throws with what went wrong since the page was opened or this was last asked.
    settle() {
        const trouble = this.trouble.filter((t) =>
            ![...this.expected].some((s) => t.includes(`status of ${s}`)));
        this.trouble = [];
        this.expected.clear();
        if (trouble.length) throw new Error(trouble.join('\n'));
    }

    // The same page for another reader, as new but for its window: opening one costs more processor
    // than most of what is asked of it.
    async become(options) {
        const context = this.page.context();
        this.options = options;
        await this.scripts(options.js);
        await context.clearCookies();
        await context.addCookies([{ name: 'sprog', value: options.lang, url: base }]);
        if (options.som) await comeIn(context, options.som);
        await this.resize(options.width);
    }

    // Whether the pages that are loaded from now on may run theirs.
    async scripts(may) {
        this.session ??= await this.page.context().newCDPSession(this.page);
        await this.session.send('Emulation.setScriptExecutionDisabled', { value: !may });
    }

    // ---- what every page passes

    async axeErrors(colours = true) {
        if (!await this.page.evaluate(() => 'axe' in globalThis)) await this.page.evaluate(axe);
        const found = await this.page.evaluate(async (enabled) => {
            const result = await globalThis.axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                rules: { 'color-contrast': { enabled } },
                resultTypes: ['violations'],
            });
            return result.violations.flatMap((v) =>
                v.nodes.map((n) => `axe ${v.id} (${v.help}): ${n.html.slice(0, 160)}`));
        }, colours);
        return found;
    }

    // Nothing but what scrolls by itself may be wider than the window.
    async tooWide() {
        return this.page.evaluate(() => {
            const page = document.scrollingElement;
            if (page.scrollWidth <= window.innerWidth) return [];
            const scrolls = (e) => e && (getComputedStyle(e).overflowX !== 'visible' ||
                scrolls(e.parentElement));
            const wide = [...document.body.querySelectorAll('*')].filter((e) =>
                e.getBoundingClientRect().right > window.innerWidth + 1 &&
                !scrolls(e.parentElement));
            return [`${page.scrollWidth} wide in a window of ${window.innerWidth}: ` +
                wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(' … ')];
        });
    }

    async language() {
        const lang = await this.page.getAttribute('html', 'lang');
        return lang === this.options.lang ? [] : [`the page says lang="${lang}"`];
    }

    // What an English page says in Danish without marking it (WCAG 3.1.2).
    async danish() {
        return this.page.evaluate(danishTexts, { words: DANISH, names: NAMES });
    }

    async checkEnglish() {
        const found = await this.danish();
        if (found.length)
            throw new Error(`Danish on the English page, not marked:\n${found.join('\n')}`);
    }

    // axe, HTML, width, language: throws with all that is wrong. `colours`: whether contrasts are
    // measured, which is most of the time it takes.
    async check({ colours = true } = {}) {
        const wrong = [...await this.axeErrors(colours), ...await htmlErrors(this.html),
            ...await this.tooWide(), ...await this.language()];
        if (wrong.length) throw new Error(wrong.join('\n'));
    }

    async checkWidth() {
        const wrong = await this.tooWide();
        if (wrong.length) throw new Error(wrong.join('\n'));
    }

    // The same page in another language, as if its reader had chosen it.
    async speak(lang) {
        this.options.lang = lang;
        await this.page.context().addCookies([{ name: 'sprog', value: lang, url: base }]);
        await arrive(this, this.at.address, this.at.status);
    }

    // Walks through the page with Tab: everything that can be used is reached, in the order in which
    // it stands, and shows that it has the focus. Returns what was reached.
    async walkByKeyboard() {
        const usable = await this.page.evaluate(noteSteps);
        let last = -1;
        const reached = [];
        // A field of a date is a stop for each of its parts; the last Tab leaves the page, whose
        // keys are then no longer heard, or begins again.
        for (let pressed = 0, round = false; !round && pressed < 4 * usable + 22; pressed += 20) {
            for (let i = 0; i < 20; i++) await this.page.keyboard.press('Tab');
            const steps = await this.page.evaluate(() => globalThis.steps.splice(0));
            round = steps.length < 20;
            for (const now of steps) {
                if (now === null || now.at < last) {
                    round = true;
                    break;
                }
                if (now.at === last && now.parts) continue;
                if (now.at !== last + 1) throw new Error(`Tab jumps to "${now.text}"`);
                if (!now.focus)
                    throw new Error(`"${now.text}" does not show that it has the focus`);
                if (!now.inView)
                    throw new Error(`"${now.text}" has the focus outside of the window`);
                last = now.at;
                reached.push(now.text);
            }
        }
        if (last !== usable - 1)
            throw new Error(`Tab reached ${last + 1} of ${usable} things that can be used`);
        return reached;
    }
}

// The session cookies of who has come in, by name: one comes in once.
const inside = new Map();

async function comeIn(context, som) {
    if (!inside.has(som)) {
        const answer = await context.request.post(`${base}/log-ind/proeve`, {
            form: { navn: som, til: '/' },
            headers: { 'Sec-Fetch-Site': 'same-origin' },
            maxRedirects: 0,
        });
        if (answer.status() !== 303) throw new Error(`${som} does not come in: ${answer.status()}`);
        inside.set(som, (await context.cookies(base)).filter((c) => c.name === 'vederlag'));
    }
    await context.addCookies(inside.get(som));
}

async function newPage(browser, chosen) {
    const context = await browser.newContext({
        viewport: { width: widths[chosen.width], height: chosen.width === 'phone' ? 844 : 900 },
        deviceScaleFactor: chosen.scale ?? 1,
        locale: 'da-DK',
        timezoneId: 'Europe/Copenhagen',
        javaScriptEnabled: chosen.js,
        reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(30000);
    await context.addCookies([{ name: 'sprog', value: chosen.lang, url: base }]);
    if (chosen.som) await comeIn(context, chosen.som);
    return new Opened(await context.newPage(), chosen);
}

// Run in a page: fills the form of a button, in a browser that checks nothing.
function fillForm({ knap, felter }) {
    const button = document.querySelector(knap);
    const { form } = button;
    form.noValidate = true;
    for (let e = button.closest('details'); e; e = e.parentElement.closest('details')) e.open = true;
    for (const [navn, vaerdi] of Object.entries(felter)) {
        const felt = form.elements[navn];
        if (vaerdi.fil) {
            const filer = new DataTransfer();
            filer.items.add(new File([vaerdi.fil], 'fil.json', { type: 'application/json' }));
            felt.files = filer.files;
            continue;
        }
        felt.value = vaerdi;
    }
}

// What {henvendelse} and {venter} in an address stand for.
let meant = {};

export async function writeMessages(browser) {
    const inde = async (som) => {
        const context = await browser.newContext();
        await comeIn(context, som);
        return context;
    };
    meant = await henvendelser(inde, base);
}

async function arrive(opened, written, status = 200) {
    const { send, vent } = opened.options;
    const address = written.replace(/\{(\w+)\}/, (_, navn) => meant[navn]);
    opened.at = { address, status };
    if (!send) await opened.go(address, status);
    else await opened.send(address, send, status);
    if (!vent) return;
    // The answer comes by itself; then the page stays.
    await opened.page.locator(vent).first().waitFor();
    await opened.go(address, status);
}

const plain = { lang: 'da', width: 'desktop', js: true };

// Opens a page: { som: a user of the demo municipality, lang: 'da' | 'en', width: 'phone' | 'desktop', js: true | false }.
export async function open(browser, address, options = {}, status = 200) {
    const opened = await newPage(browser, { ...plain, ...options });
    await arrive(opened, address, status);
    return opened;
}

// The page of a browser that one case after another uses for what it only looks at.
const kept = new WeakMap();

// As open, but with that page; ends with settle() and not with close().
export async function visit(browser, address, options = {}, status = 200) {
    if (!kept.has(browser)) kept.set(browser, await newPage(browser, plain));
    const opened = kept.get(browser);
    await opened.become({ ...plain, ...options });
    await arrive(opened, address, status);
    return opened;
}

// Unfolds what stands behind a heading; the page may have done so already.
export async function unfold(opened, heading) {
    const fold = opened.page.locator('details', { has: opened.page.getByText(heading) });
    if (await fold.getAttribute('open') === null) await fold.locator('summary').click();
}

// ---- cases

const cases = [];

// `alone`: it changes what others see, so it runs when the others are done, one after another.
export function test(name, run, { alone = true } = {}) {
    cases.push({ name, run, alone });
}

const CASE_SECONDS = 120;

async function inTime(run) {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`took more than ${CASE_SECONDS} s`)),
            CASE_SECONDS * 1000);
    });
    try {
        await Promise.race([run, late]);
    } finally {
        clearTimeout(timer);
    }
}

// One case after another in a browser of its own. When the browser itself died, which says nothing of
// our pages, the case runs once more in a new one.
async function work(queue, count) {
    let browser = await startBrowser();
    for (let one = queue.shift(); one; one = queue.shift()) {
        const started = Date.now();
        let wrong = null;
        for (let attempt = 0; attempt < 2; attempt++) {
            if (!browser.isConnected()) browser = await startBrowser();
            try {
                await inTime(one.run(browser));
                wrong = null;
            } catch (e) {
                wrong = String(e.message ?? e);
            }
            if (browser.isConnected()) break;
        }
        if (wrong === null) {
            count.passed++;
            console.log(`ok ${one.name} (${Date.now() - started} ms)`);
        } else {
            count.failed++;
            console.log(`not ok ${one.name}\n    ${wrong.replaceAll('\n', '\n    ')}`);
        }
        // What a case left open goes with it.
        if (wrong !== null) kept.delete(browser);
        const staying = kept.get(browser)?.page.context();
        await Promise.all(browser.contexts().filter((c) => c !== staying).map((c) => c.close()));
    }
    await browser.close();
}

const BROWSERS = 2;

// Runs the cases whose name has the pattern in it, once what they look at is prepared; returns how
// many passed and failed.
export async function runCases(pattern, prepare) {
    if (prepare) {
        const browser = await startBrowser();
        await prepare(browser);
        await browser.close();
    }
    const chosen = cases.filter((c) => c.name.includes(pattern ?? ''));
    const count = { passed: 0, failed: 0 };
    const shared = chosen.filter((c) => !c.alone);
    await Promise.all(Array.from({ length: BROWSERS }, () => work(shared, count)));
    await work(chosen.filter((c) => c.alone), count);
    return count;
}
