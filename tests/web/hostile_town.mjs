#!/usr/bin/env node
// Makes hostile what a municipality is made of, before it is: hostile_town.mjs FOLDER
// In the folder, every person of personer.csv gets a hostile name, address and town, the handbook a
// hostile name, and so does the municipality. What was planted is left there, for hostile.mjs.

import fs from 'node:fs';
import path from 'node:path';
import { hostile, PLAIN, planted, RULE } from './hostile_text.mjs';

const folder = process.argv[2];
const file = (...names) => path.join(folder, ...names);

const [head, ...lines] = fs.readFileSync(file('personer.csv'), 'utf8').trimEnd().split('\n');
const columns = head.split(';');
const cell = (text) => `"${text.replaceAll('"', '""')}"`;
const out = lines.map((line) => {
    const cells = line.split(';');
    columns.forEach((name, i) => {
        if (cells[i] === '' || !['navn', 'adresse', 'by_navn'].includes(name)) return;
        cells[i] = cell(hostile(`register import, ${name}`, name === 'navn' ? 180 : 120));
    });
    return cells.join(';');
});
// Somebody who sends invoices.
out.push(`V1;virksomhed;${cell(hostile('register import, virksomhed', 180))};12345674;;;;nej`);
fs.writeFileSync(file('personer.csv'), `${[head, ...out].join('\n')}\n`);

// A word of a command, which a hyphen would make an option.
const WORD = { ...PLAIN, formulas: ['=1+1'] };
fs.writeFileSync(file('navn'), hostile('municipality, name', 100, WORD));

fs.rmSync(file('haandboeger'));
fs.cpSync('haandboeger', file('haandboeger'), { recursive: true });
const handbook = file('haandboeger', 'morsoe', '2021-01-01.md');
fs.writeFileSync(handbook, fs.readFileSync(handbook, 'utf8')
    .replace('\nhåndbog ', () => `\nhåndbog ${hostile('handbook, name', 300, RULE)} `));
fs.writeFileSync(file('planted.json'), JSON.stringify([...planted()]));
