#!/usr/bin/env node
// Gives every person in a file of persons (CSV) a hostile name, address and town: fjendtlige_personer.mjs FILE
// What was planted is written beside it, for fjendtlig.mjs.

import fs from 'node:fs';
import { alle, fjendtlig } from './fjendtlig_tekst.mjs';

const fil = process.argv[2];
const [hoved, ...linjer] = fs.readFileSync(fil, 'utf8').trimEnd().split('\n');
const kolonner = hoved.split(';');
const celle = (tekst) => `"${tekst.replaceAll('"', '""')}"`;
const ud = linjer.map((linje) => {
    const celler = linje.split(';');
    kolonner.forEach((navn, i) => {
        if (celler[i] === '' || !['navn', 'adresse', 'by_navn'].includes(navn)) return;
        celler[i] = celle(fjendtlig(`register import, ${navn}`, navn === 'navn' ? 180 : 120));
    });
    return celler.join(';');
});
// Somebody who sends invoices.
ud.push(`V1;virksomhed;${celle(fjendtlig('register import, virksomhed', 180))};12345674;;;;nej`);
fs.writeFileSync(fil, `${[hoved, ...ud].join('\n')}\n`);
fs.writeFileSync(`${fil}.plantet`, JSON.stringify([...alle()]));
