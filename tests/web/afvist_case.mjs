// What holds for every form that is refused at a field (afviste.mjs): the page begins at why, which
// leads to the field from the keyboard; the field is marked, and says why when it is read aloud.

import fs from 'node:fs';
import { deepEqual, equal } from 'node:assert/strict';
import { test, visit } from './lib.mjs';
import { afviste, uden } from './afviste.mjs';

// Run in a page: what is read aloud of the field that has the focus.
function field() {
    const e = document.activeElement;
    const words = (e.getAttribute('aria-describedby') ?? '').split(' ')
        .map((id) => document.getElementById(id)?.innerText ?? `(no ${id})`);
    const box = e.getBoundingClientRect();
    return {
        id: e.id,
        type: e.type,
        invalid: e.getAttribute('aria-invalid'),
        words: words.join(' ').replace(/\s+/g, ' '),
        seen: e.checkVisibility() && box.bottom > 0 && box.top < window.innerHeight,
        marked: e.closest('.form-group')?.classList.contains('form-error') ?? null,
    };
}

const fits = (id, wanted) => (wanted instanceof RegExp ? wanted.test(id) : id === wanted);

for (const { navn, sti, som, send, fejl, status } of afviste) {
    test(`${navn}: leads to its fields`, async (browser) => {
        const opened = await visit(browser, sti, { som, send }, status);
        const { page } = opened;
        // The page begins there, when it is first drawn.
        await page.waitForFunction(() => document.activeElement.id === 'afvist');
        const links = page.locator('#afvist a');
        const texts = (await links.allInnerTexts()).map((t) => t.trim());
        const ids = (await links.evaluateAll((all) => all.map((a) => a.getAttribute('href').slice(1))));
        equal(ids.length === fejl.length && ids.every((id, i) => fits(id, fejl[i])), true,
            `${ids} are not ${fejl}`);
        for (let i = 0; i < ids.length; i++) {
            await links.nth(i).focus();
            await page.keyboard.press('Enter');
            const now = await page.evaluate(field);
            equal(now.id, ids[i], 'the link leads to the field');
            equal(now.seen, true, `${now.id} is seen`);
            // A radio button is right or wrong only together with the others.
            equal(now.invalid, now.type === 'radio' ? null : 'true', `${now.id} is marked`);
            // The reason is read first; in the summary the field's name may stand before it.
            const reason = texts[i].includes(' – ') ? texts[i].split(' – ')[1] : texts[i];
            equal(now.words.startsWith(`Fejl: ${reason}`), true,
                `${now.id} says "${now.words}", not "${reason}"`);
            if (!['radio', 'checkbox'].includes(now.type) && now.marked !== null)
                equal(now.marked, true, `the group of ${now.id} is marked`);
        }
        equal((await page.title()).startsWith('Fejl: '), true, await page.title());
        // What was typed stays.
        for (const [felt, vaerdi] of Object.entries(send?.felter ?? {})) {
            if (vaerdi.fil || ['gammel', 'ny', 'igen'].includes(felt)) continue;
            // An emptied draft is not the text that goes on.
            if (felt === 'tekst' && vaerdi === '') continue;
            const stays = await page.evaluate(({ ids: all, felt: name }) =>
                [...document.getElementsByName(name)].filter((e) => e.type !== 'hidden')
                    .map((e) => e.getAttribute('value') ?? e.value), { ids, felt });
            equal(stays.includes(vaerdi), true, `${felt} holds ${stays}, not "${vaerdi}"`);
        }
        opened.settle();
    }, { alone: false });
}

// Only what has a field that is typed or chosen can be refused at one.
test('afvist: every form with a field is among them', async () => {
    const med = [];
    for (const rum of fs.readdirSync('src')) {
        if (!fs.statSync(`src/${rum}`).isDirectory()) continue;
        for (const fil of fs.readdirSync(`src/${rum}`).filter((f) => f.endsWith('.html'))) {
            const forms = fs.readFileSync(`src/${rum}/${fil}`, 'utf8').match(/<form[^]*?<\/form>/g);
            if (forms?.some((f) => /class="form-(input|select|radio|checkbox)/.test(f)))
                med.push(fil.replace('.html', ''));
        }
    }
    const kendt = new Set([...afviste.map((a) => a.skabelon), ...Object.keys(uden)]);
    deepEqual(med.filter((s) => !kendt.has(s)).sort(), []);
    deepEqual([...kendt].filter((s) => !med.includes(s)).sort(), []);
});
