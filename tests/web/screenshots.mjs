// Photographs every page: node tests/web/screenshots.mjs [WORDS OF A NAME]
//
// Writes build/screenshots/NAME-390.png and NAME-1280.png, the whole page, in Danish; and NAME-papir.pdf
// as it would be printed.

import fs from 'node:fs';
import { open, startBrowser, widths, writeMessages } from './lib.mjs';
import { sider } from './sider.mjs';

const folder = 'build/screenshots';
fs.mkdirSync(folder, { recursive: true });
const browser = await startBrowser();
await writeMessages(browser);
let written = 0;
for (const { navn, sti, status, som, vent, send } of sider.filter((s) => s.navn.includes(process.argv[2] ?? ''))) {
    for (const width of Object.keys(widths)) {
        const opened = await open(browser, sti, { som, vent, send, width }, status);
        const file = `${folder}/${navn}-${widths[width]}.png`;
        await opened.page.evaluate(() => document.fonts.ready);
        await opened.page.screenshot({ path: file, fullPage: true });
        if (width === 'desktop') {
            await opened.page.pdf({ path: `${folder}/${navn}-papir.pdf`, format: 'A4' });
            written++;
        }
        await opened.page.context().close();
        written++;
    }
}
await browser.close();
console.log(`${written} pictures and papers in ${folder}`);
