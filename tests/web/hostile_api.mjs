// The API with hostile text in it, found by its own description: every field of text of every body,
// and every parameter. A field that takes free text is written in; of any other it is asked that
// the text is refused, with a problem that is valid JSON.

import fs from 'node:fs';
import path from 'node:path';
import { complain, folder, noteField, readJson, readPage } from './hostile_check.mjs';
import { ask, command } from './hostile_read.mjs';
import { hostile, ID, NAME, numberOf, PART, PLAIN, planted } from './hostile_text.mjs';

const READS = 'status:laes,register:laes,koersel:laes,journal:laes,henvendelse:laes';
const AREAS = { eva: `${READS},register:skriv,henvendelse:skriv`,
    anna: `${READS},koersel:skriv`, lene: `${READS},koersel:godkend`,
    bo: `${READS},koersel:godkend` };

// Who asks for what writes, and in what order; nobody has to show who he is to compute. `again`:
// what is another the second time, when it is done twice.
const WRITES = {
    beregn: {},
    // In a family of its own, and in one that has an account.
    fakta: { by: 'eva', again: { 'Fakta_plejefamilie.id': 'F000002' } },
    henvendelse_svar: { by: 'eva' },
    koersel_beregn: { by: 'anna' },
    koersel_godkend: { by: 'lene' },
    koersel_ny: { by: 'anna' },
};

// What stands where no free text may, by the schema and its field; undefined: it is left out.
const VALID = {
    'Fakta_anbringelse.doegn': undefined, 'Fakta_sag.doegn': undefined,
    'Fakta_anbringelse.fraflyttet': null, 'Fakta_anbringelse.fraflyttet_kendt_fra': undefined,
    'Fakta_anbringelse.indflyttet': '2021-05-01', 'Fakta_barn.foedt': '2012-05-01',
    'Fakta_indplacering.vederlag': undefined, 'Fakta_indplacering.trin': 3,
    'Fakta_indplacering.fra': '2021-05-01', 'Fakta_indplacering.til': null,
    'Fakta_situation.art': 'hjemmebesoeg', 'Fakta_situation.til': '2021-06-03',
    'Fakta_aftale.ydelse': 'vederlag', 'Fakta_aftale.til': null,
    'Fakta_aftale.vilkaar': undefined, 'Fakta_aftale.dage': undefined,
    'Fakta_sag.ophoer': null,
    'KoerselNy.maaned': '2021-06', 'KoerselNy.ekstra': true,
    'KoerselNy.skaeringsdato': '2021-06-28', 'KoerselNy.dispositionsdato': '2021-06-30',
    'Godkendelse.udgave': () => edition,
};

let description;
let edition = 1;          // of the run of June
let messages = [];        // ids of what families wrote
const placements = ['D000001'];
const runs = ['3'];
const tokens = {};
let keys = 0;
let named = 0;

function tokenOf(name) {
    tokens[name] ??= command('adgang', 'api-noegle', 'ny', `fjendtlig-${name}`, '--bruger', name,
        '--omraade', AREAS[name], '--som', 'rod').match(/vederlag-api-1:\S+/)[0];
    return tokens[name];
}

// One request; its answer is JSON, and a refusal a problem. What it is told by is hostile too.
async function call(by, method, address, body) {
    const headers = {};
    if (by) headers.Authorization = `Bearer ${tokenOf(by)}`;
    if (method === 'POST') {
        headers['Content-Type'] = 'application/json';
        headers['Idempotency-Key'] = hostile(`api key ${++keys}`, 200);
    }
    const packed = body === undefined ? undefined : JSON.stringify(body);
    if (packed !== undefined) headers['Content-Length'] = Buffer.byteLength(packed);
    let answer = await ask(method, address, headers, packed);
    for (let i = 0; answer.status === 429 && i < 10; i++) {
        await new Promise((later) => setTimeout(later, 1000 * answer.headers['retry-after']));
        answer = await ask(method, address, headers, packed);
    }
    const what = `${method} ${address.slice(0, 120)}`;
    const text = answer.body.toString();
    const refused = answer.status >= 400;
    // An address that cannot be is refused before the API sees it, with a page for people.
    if (/^[^?]*(%2F|%5C)/.test(address) && answer.type.includes('html')) {
        await readPage('a program', address, answer, true);
        return { what, status: answer.status, value: null, text };
    }
    const wanted = refused ? 'application/problem+json' : 'application/json';
    if (!answer.type.startsWith(wanted)) complain(`${what}: ${answer.status} as ${answer.type}`);
    if (answer.status >= 500) complain(`${what}: ${answer.status}`);
    // A place in a problem is a name, which may be cut short.
    const value = readJson(what, text, { refused, ends: refused });
    return { what, status: answer.status, value, text };
}

// ---- operations and their addresses

const operations = (method) => Object.entries(description.paths).flatMap(([address, methods]) =>
    (methods[method] ? [{ ...methods[method], address, method: method.toUpperCase() }] : []));

const askedBy = (operation) => (operation.security?.length === 0 ? undefined
    : WRITES[operation.operationId]?.by ?? 'anna');

const valid = (operation) => ({ nr: '3', kode: 'morsoe', version: '2021-01-01',
    anbringelse: placements[0], maaned: '2021-06', haandbog: 'morsoe',
    id: operation.address.includes('/henvendelser/') ? messages[0] : placements[0] });

// The address of an operation, with these values in some of its parameters.
function addressOf(operation, values = {}) {
    const all = { ...valid(operation), ...values };
    const path = operation.address.replace(/\{(\w+)\}/g, (_, name) =>
        encodeURIComponent(all[name]));
    const query = new URLSearchParams();
    for (const p of operation.parameters)
        if (p.in === 'query' && (p.required || p.name in values)) query.set(p.name, all[p.name]);
    for (const name of Object.keys(values))
        if (!operation.parameters.some((p) => p.name === name)) query.set(name, values[name]);
    return query.size ? `${path}?${query}` : path;
}

// ---- bodies

const nameOf = (schema) => schema.$ref?.split('/').at(-1);
const schemaOf = (schema) =>
    (schema.$ref ? description.components.schemas[nameOf(schema)] : schema);

// A text that the schema takes: hostile when it can be, and an id that is when it cannot.
function textFor(schema, where) {
    for (const place of [PLAIN, ID]) {
        const most = place === ID ? 40 : schema.maxLength ?? 400;
        const text = hostile(where, Math.min(most, 400), place);
        if (!schema.pattern || new RegExp(schema.pattern, 'u').test(text))
            return { text, free: place === PLAIN };
        planted().delete(numberOf(text));
    }
    throw new Error(`${where}: say in VALID what stands there`);
}

// What the schema says, built. `places`: where each value stands, and whether any text may.
class Body {
    constructor(operation, instead = {}) {
        this.operation = operation;
        this.known = { ...VALID, ...instead };
        this.places = [];
        const content = operation.requestBody.content['application/json'];
        this.value = this.build(content.schema, '', []);
    }

    build(schema, at, path) {
        if (at in this.known) {
            const value = this.known[at];
            return this.leaf(typeof value === 'function' ? value() : value, at, path);
        }
        const one = schemaOf(schema);
        const choice = one.anyOf ?? (one.type ? null : one.oneOf);
        if (choice) return this.build(choice[0], at, path);
        if (one.type === 'object') return this.object(one, nameOf(schema), path);
        if (one.type === 'array') return [this.build(one.items, `${at}[]`, [...path, 0])];
        if (one.type === 'string') return this.text(one, at, path);
        return this.leaf(one.type === 'boolean' ? false : one.minimum ?? 1, at, path);
    }

    object(schema, name, path) {
        const out = {};
        for (const [field, one] of Object.entries(schema.properties)) {
            const value = this.build(one, `${name}.${field}`, [...path, field]);
            if (value !== undefined) out[field] = value;
        }
        return out;
    }

    leaf(value, at, path) {
        if (value !== undefined) this.places.push({ at, path, free: false });
        return value;
    }

    text(schema, at, path) {
        if (schema.enum) return this.leaf(schema.enum[0], at, path);
        if (schema.format === 'date') return this.leaf('2021-06-01', at, path);
        const { text, free } = textFor(schema, `api ${this.operation.operationId} ${at}`);
        this.places.push({ at, path, free, number: numberOf(text) });
        return text;
    }

    // The same, with another value in one place.
    changed(path, value) {
        const copy = structuredClone(this.value);
        let part = copy;
        for (const step of path.slice(0, -1)) part = part[step];
        part[path.at(-1)] = value;
        return copy;
    }
}

// ---- what is refused

function expectRefusal({ what, status }, name) {
    if (![400, 404, 422].includes(status)) complain(`${what}: ${name} gives ${status}`);
}

async function refuseParameters(operation) {
    const names = operation.parameters.filter((p) => ['path', 'query'].includes(p.in))
        .map((p) => p.name);
    const body = operation.method === 'POST' ? {} : undefined;
    for (const name of [...names, hostile('api parameter', 100)]) {
        for (const place of [PLAIN, PART]) {
            const values = { [name]: hostile(`api parameter ${name}`, 60, place) };
            expectRefusal(await call(askedBy(operation), operation.method,
                addressOf(operation, values), body), name);
        }
    }
}

async function refuseBodies(operation, body) {
    const send = (value) => call(askedBy(operation), 'POST', addressOf(operation), value);
    for (const { at, path, free } of body.places)
        if (!free) expectRefusal(await send(body.changed(path, hostile(`api wrong ${at}`))), at);
    const unknown = hostile('api unknown field', 100, NAME);
    expectRefusal(await send(body.changed([unknown], 1)), 'an unknown field');
}

// ---- what is taken

// The facts have no names; without one nobody is paid.
function giveNames({ id, plejefamilie }) {
    const file = path.join(folder, 'personer.csv');
    const people = [`${id}-B`, `${plejefamilie.id}-K`].filter((person) => /Z\d+Z/.test(person));
    const rows = people.map((person) =>
        `${person};person;Ane Prøve;610367${1000 + ++named};Vej 1;7970;By;nej`);
    fs.writeFileSync(file, ['id;art;navn;cpr;adresse;postnummer;by_navn;beskyttet', ...rows, '']
        .join('\n'));
    command('register', 'import', file, '--som', 'eva');
    placements.push(id);
}

async function accept(operation, body) {
    const { what, status, text } = await call(askedBy(operation), 'POST', addressOf(operation),
        body.value);
    const taken = status < 400;
    if (!taken) complain(`${what} takes nothing: ${status} ${text.slice(0, 400)}`);
    for (const { at, number } of body.places)
        if (number) noteField(`api ${operation.operationId} ${at}`, number, taken);
    if (taken && operation.operationId === 'fakta') giveNames(body.value.sager[0]);
}

async function write(operation) {
    const { again } = WRITES[operation.operationId];
    edition = (await call('anna', 'GET', '/api/v1/koersler/3')).value.udgave;
    const body = new Body(operation);
    await refuseBodies(operation, body);
    await accept(operation, body);
    if (again) await accept(operation, new Body(operation, again));
}

// Writes in everything that can be written; the run of June is computed and approved by it, and one
// more is begun.
export async function plantApi() {
    description = (await call(undefined, 'GET', '/api/v1/openapi.json')).value;
    const found = (await call('eva', 'GET', '/api/v1/henvendelser?lukkede=true')).value;
    messages = found.raekker.map((row) => row.id);
    for (const method of ['get', 'post'])
        for (const operation of operations(method)) await refuseParameters(operation);
    const writes = operations('post');
    for (const { operationId } of writes)
        if (!(operationId in WRITES)) complain(`say in WRITES who asks for ${operationId}`);
    for (const id of Object.keys(WRITES)) await write(writes.find((o) => o.operationId === id));
}

// Computes and approves the run that was begun, which knows what was written.
export async function settle(number) {
    const at = `/api/v1/koersler/${number}`;
    const computed = await call('anna', 'POST', `${at}/beregn`, {});
    const { status, text } = await call('bo', 'POST', `${at}/godkend`,
        { udgave: computed.value.udgave });
    if (status !== 200) complain(`run ${number} is not approved: ${text}`);
    runs.push(number);
}

// ---- everything read again

// Each way to ask for something that is read: every message, placement and version.
async function readings(operation) {
    const { address } = operation;
    if (address.includes('/henvendelser/')) return messages.map((id) => ({ id }));
    if (address.includes('{version}')) {
        const books = (await call(undefined, 'GET', '/api/v1/haandboeger')).value.raekker;
        return books.flatMap(({ kode, versioner }) => versioner.map(({ version }) =>
            ({ kode, version })));
    }
    if (address.includes('{anbringelse}'))
        return placements.map((anbringelse) => ({ anbringelse, nr: runs.at(-1) }));
    if (address.includes('{id}')) return placements.map((id) => ({ id }));
    return address.includes('{nr}') ? runs.map((nr) => ({ nr })) : [{}];
}

export async function readApi() {
    for (const operation of operations('get')) {
        const paged = operation.parameters.some((p) => p.name === 'antal');
        for (const values of await readings(operation)) {
            for (let after = {}; after;) {
                const page = paged ? { antal: '500', ...after } : {};
                const { what, status, value } = await call(askedBy(operation), 'GET',
                    addressOf(operation, { ...values, ...page }));
                if (status >= 400) complain(`${what}: ${status}`);
                after = value?.naeste ? { efter: value.naeste } : null;
            }
        }
    }
}
