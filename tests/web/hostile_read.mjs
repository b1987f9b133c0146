// How hostile.mjs asks the server and the command line, and how a page is taken apart: as a browser
// does it, so that what counts as raw is what a browser makes of it.

import { execFileSync } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { base } from './lib.mjs';

const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

export function ask(method, address, headers, body) {
    return new Promise((answer, fail) => {
        const r = http.request(base + address, { method, agent, headers }, (response) => {
            const pieces = [];
            response.on('data', (piece) => pieces.push(piece));
            response.on('end', () => answer({ status: response.statusCode,
                headers: response.headers, type: response.headers['content-type'] ?? '',
                body: Buffer.concat(pieces) }));
            response.on('error', fail);
        });
        r.on('error', fail);
        r.end(body);
    });
}

// A user of the municipality, who has come in, and reads Danish or English.
export class Reader {
    constructor(name, language) {
        this.name = name;
        this.cookie = `sprog=${language}`;
    }

    async comeIn() {
        const answer = await this.send('/log-ind/proeve', new URLSearchParams(
            { navn: this.name, til: '/' }));
        const session = (answer.headers['set-cookie'] ?? []).find((c) => c.startsWith('vederlag='));
        if (answer.status !== 303 || !session) throw new Error(`${this.name} does not come in`);
        this.cookie += `; ${session.split(';')[0]}`;
        return this;
    }

    get(address) {
        return ask('GET', address, { Cookie: this.cookie });
    }

    // `fields`: URLSearchParams, or FormData when there are files.
    async send(address, fields) {
        const packed = new Response(fields);
        const body = Buffer.from(await packed.arrayBuffer());
        return ask('POST', address, { Cookie: this.cookie, Origin: base,
            'Sec-Fetch-Site': 'same-origin', 'Content-Type': packed.headers.get('content-type'),
            'Content-Length': body.length }, body);
    }
}

// ---- the command line

// The folder that the municipality was made in.
export const town = path.dirname(process.env.VEDERLAG_DB.replace('sqlite:', ''));
const program = path.resolve(process.env.VEDERLAG ?? 'build/vederlag');
const began = Date.now();
export const seconds = () => (Date.now() - began) / 1000;
// Later than what the server has written: its clock began before ours.
const now = () => new Date(Date.UTC(2021, 5, 28, 9, 0, 5) + Date.now() - began).toISOString()
    .slice(0, 19);

export const command = (...words) => execFileSync(program, words, { maxBuffer: 1 << 28,
    env: { ...process.env, VEDERLAG_NU: now() }, stdio: 'pipe' }).toString();

// ---- a page

// Run in a browser: what a page is made of. `raw`: what no page of ours has, however it came there.
function parts(html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const raw = [];
    const texts = [];
    const foreign = 'base, iframe, object, embed, frame, style, img[src="x"], meta[http-equiv]';
    for (const e of page.querySelectorAll('*')) {
        const name = e.localName;
        if ((name === 'script' && !e.src.includes('/aktiv/')) || e.matches(foreign))
            raw.push(e.outerHTML.slice(0, 200));
        for (const a of e.attributes) {
            if (a.name.startsWith('on') || !/^[a-z][a-z0-9-]*$/i.test(a.name) ||
                a.name === 'style' || /^\s*(javascript|data|vbscript):/i.test(a.value))
                raw.push(`${name} ${a.name}="${a.value.slice(0, 100)}"`);
            // An address has it written for addresses: where it leads is asked, and read.
            const coded = ['href', 'action'].includes(a.name) ||
                (a.name === 'value' && /%[0-9A-F]{2}/.test(a.value));
            if (a.value.includes('Z') && !coded) texts.push(a.value);
        }
    }
    // A word for the eyes may be broken where it is long; the text is read as one.
    texts.push(page.documentElement.textContent);
    const links = [...page.querySelectorAll('a[href^="/"]')].map((a) => a.getAttribute('href'));
    const field = (e) => ({
        name: e.name, type: e.type, hidden: e.type === 'hidden' || e.hidden, value: e.value,
        most: e.maxLength, checked: e.checked ?? true,
        number: ['numeric', 'decimal'].includes(e.inputMode) || e.name === 'totp',
        options: e.options ? [...e.options].map((o) => o.value) : [],
    });
    const forms = [...page.querySelectorAll('form')].map((f) => ({
        method: f.method, action: f.getAttribute('action') ?? '',
        files: f.enctype.startsWith('multipart'),
        buttons: [...f.querySelectorAll('button')].filter((b) => !b.disabled).map((b) => ({
            name: b.name, value: b.value, action: b.getAttribute('formaction') })),
        fields: [...f.querySelectorAll('input, textarea, select')].filter((e) => e.name).map(field),
    }));
    return { raw, texts, links: [...new Set(links)], forms };
}

export const takeApart = (page, html) => page.evaluate(parts, html);
