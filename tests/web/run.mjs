// Runs every *_case.mjs beside this file: node tests/web/run.mjs [WORDS OF A NAME]

import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runCases, writeMessages } from './lib.mjs';

export async function run(ending, words) {
    const here = new URL('.', import.meta.url);
    for (const file of fs.readdirSync(here).filter((f) => f.endsWith(ending)).sort())
        await import(new URL(file, here));
    const { passed, failed } = await runCases(words, writeMessages);
    if (passed + failed === 0) console.log('no case has these words in its name');
    console.log(`# ${passed} passed, ${failed} failed`);
    process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run('_case.mjs', process.argv[2]);
