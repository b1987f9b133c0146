// How fjendtlig.mjs asks the server, and reads what it answers as a browser does: pages are parsed by
// Chromium, so that what counts as raw is what a browser makes of it.

import http from 'node:http';
import { base } from './lib.mjs';

const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

function spoerg(metode, sti, hoveder, krop) {
    return new Promise((ja, nej) => {
        const r = http.request(base + sti, { method: metode, agent, headers: hoveder }, (svar) => {
            const dele = [];
            svar.on('data', (d) => dele.push(d));
            svar.on('end', () => ja({ status: svar.statusCode, hoveder: svar.headers,
                krop: Buffer.concat(dele) }));
            svar.on('error', nej);
        });
        r.on('error', nej);
        r.end(krop);
    });
}

// A user of the municipality, who has come in, and reads Danish or English.
export class Laeser {
    constructor(navn, sprog) {
        this.navn = navn;
        this.sprog = sprog;
        this.cookie = `sprog=${sprog}`;
    }

    async kom_ind() {
        const svar = await this.send('/log-ind/proeve', new URLSearchParams(
            { navn: this.navn, til: '/' }));
        const kage = (svar.hoveder['set-cookie'] ?? []).find((k) => k.startsWith('vederlag='));
        if (svar.status !== 303 || !kage) throw new Error(`${this.navn} does not come in`);
        this.cookie += `; ${kage.split(';')[0]}`;
        return this;
    }

    faa(sti) {
        return spoerg('GET', sti, { Cookie: this.cookie });
    }

    // `felter`: URLSearchParams, or FormData when there are files.
    async send(sti, felter) {
        const krop = new Response(felter);
        const bytes = Buffer.from(await krop.arrayBuffer());
        return spoerg('POST', sti, { Cookie: this.cookie, Origin: base,
            'Sec-Fetch-Site': 'same-origin', 'Content-Type': krop.headers.get('content-type'),
            'Content-Length': bytes.length }, bytes);
    }
}

// Run in a browser: what a page is made of. `raa`: what no page of ours has, however it came there.
function skil(html) {
    const dok = new DOMParser().parseFromString(html, 'text/html');
    const raa = [];
    const tekst = [];
    for (const e of dok.querySelectorAll('*')) {
        const navn = e.localName;
        if ((navn === 'script' && !e.src.includes('/aktiv/')) || navn === 'base' ||
            navn === 'iframe' || navn === 'object' || (navn === 'img' && e.getAttribute('src') === 'x'))
            raa.push(e.outerHTML.slice(0, 200));
        for (const a of e.attributes) {
            if (a.name.startsWith('on') || !/^[a-z][a-z0-9-]*$/i.test(a.name) ||
                /^\s*(javascript|data|vbscript):/i.test(a.value))
                raa.push(`${navn} ${a.name}="${a.value.slice(0, 100)}"`);
            // An address has it written for addresses: where it leads is asked, and read.
            if (a.value.includes('Z') && !['href', 'action'].includes(a.name) && !(a.name === 'value' && /%[0-9A-F]{2}/.test(a.value)))
                tekst.push(a.value);
        }
    }
    // A word for the eyes may be broken where it is long; the text is read as one.
    tekst.push(dok.documentElement.textContent);
    const led = [...dok.querySelectorAll('a[href^="/"]')].map((a) => a.getAttribute('href'));
    const former = [...dok.querySelectorAll('form')].map((f) => ({
        metode: f.method, til: f.getAttribute('action') ?? '', filer: f.enctype.startsWith('multipart'),
        knapper: [...f.querySelectorAll('button')].filter((b) => !b.disabled).map((b) => ({
            navn: b.name, vaerdi: b.value, til: b.getAttribute('formaction') })),
        felter: [...f.querySelectorAll('input, textarea, select')].filter((e) => e.name).map((e) => ({
            navn: e.name, art: e.type, skjult: e.type === 'hidden' || e.hidden, vaerdi: e.value, hoejst: e.maxLength, valgt: e.checked ?? true,
            tal: ['numeric', 'decimal'].includes(e.inputMode) || e.name === 'totp',
            kan: e.options ? [...e.options].map((o) => o.value) : [],
        })),
    }));
    return { raa, tekst, led: [...new Set(led)], former };
}

export const skilAd = (page, html) => page.evaluate(skil, html);
