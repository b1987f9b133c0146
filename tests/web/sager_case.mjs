// A caseworker finds a child, corrects its birth date, and reads what was known before: with and
// without scripts.

import { equal } from 'node:assert/strict';
import { open, test } from './lib.mjs';

// The placement of a child in the list, by its name.
async function find(opened, name) {
    const { page } = opened;
    await opened.go('/anbringelser');
    await page.fill('#q', name);
    await page.click('form.soegning button[type=submit] >> nth=0');
    await page.waitForURL(/q=/);
    await page.click('main table tbody a >> nth=0');
    await page.waitForURL(/\/anbringelser\/[^/?]+$/);
}

function monthsBack(iso) {
    const day = new Date(`${iso}T12:00:00Z`);
    day.setUTCDate(1);
    day.setUTCMonth(day.getUTCMonth() - 2);
    return day.toISOString().slice(0, 10);
}

for (const js of [true, false]) {
    test(`sager: a birth date is corrected two months back${js ? '' : ', without scripts'}`,
        async (browser) => {
            const opened = await open(browser, '/anbringelser', { som: 'eva', js });
            const { page } = opened;
            await find(opened, js ? 'karla' : 'ella');
            const sted = new URL(page.url()).pathname;
            const before = await page.textContent('dl.noegler div:has(dt:text-is("Født")) dd');

            // The form tells what it will do, and does nothing yet.
            await page.goto(`${new URL(page.url()).origin}${sted}/registrer/barn`);
            const old = await page.inputValue('#foedt');
            await page.fill('#foedt', monthsBack(old));
            await page.selectOption('#hvorfor', 'fejl');
            await page.click('form.formular button[type=submit]');
            const asked = await page.textContent('main');
            equal(/Det rører \d afregnede måneder/.test(asked), true, 'it says what is touched');
            equal(asked.includes('Er det rigtigt?'), true, 'it asks');
            await page.click('button[name=bekraeft]');
            await page.waitForURL(/gjort=/);

            // The line of time has both, the old one struck through.
            const main = await page.textContent('main');
            equal(main.includes('Det er registreret som nr.'), true, 'it says that it is done');
            equal(await page.locator('.post-overhalet s').count(), 1, 'the old date is struck');
            const now = await page.textContent('dl.noegler div:has(dt:text-is("Født")) dd');
            equal(now === before, false, 'the date at the top is the new one');

            // As it was known in May, the old date holds.
            await page.fill('#kendt', '2021-05-31');
            await page.click('form.forloeb-valg button[type=submit]');
            await page.waitForURL(/kendt=2021-05-31/);
            const then = await page.textContent('dl.noegler div:has(dt:text-is("Født")) dd');
            equal(then, before, 'the date as it was known');
            equal((await page.textContent('main')).includes('Sådan kendte vi sagen'), true,
                'the page says that it is of another day');
            equal(await page.locator('.post-overhalet').count(), 0, 'nothing is corrected yet');
            await opened.close();
        });
}

test('sager: a form that is wrong names its fields, and is reached by keyboard', async (browser) => {
    const opened = await open(browser, '/anbringelser/D000001/registrer/situation', { som: 'eva' });
    const { page } = opened;
    opened.expected.add(400);
    await page.fill('#fra', '2021-08-01');
    await page.click('form.formular button[type=submit]');
    await page.waitForSelector('#art-fejl');
    opened.html = await page.content();
    await page.click('.alert-error a');
    equal(await page.evaluate(() => document.activeElement.id), 'art', 'the link leads there');
    await page.selectOption('#art', 'efterskole');
    await page.fill('#til', '2022-06-30');
    await page.click('form.formular button[type=submit]');
    await page.waitForSelector('button[name=bekraeft]');
    const wrong = await opened.axeErrors();
    if (wrong.length) throw new Error(wrong.join('\n'));
    await page.click('button[name=om_igen]');
    await page.waitForSelector('form.formular');
    equal(await page.inputValue('#til'), '2022-06-30', 'what was typed is kept');
    await opened.close();
});
