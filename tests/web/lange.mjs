// Runs the cases that take long, every *_lang.mjs beside this file: node tests/web/lange.mjs [WORDS OF A NAME]

import { run } from './run.mjs';

await run('_lang.mjs', process.argv[2]);
