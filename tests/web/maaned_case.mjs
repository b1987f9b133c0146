// The settlement of a month from beginning to end, by two people, without scripts: anna computes, bo
// approves in three clicks from the list, the files are made and fetched, an answer is read.

import { base, open, test, unfold } from './lib.mjs';

const press = (opened, name) =>
    Promise.all([opened.page.waitForLoadState('load'),
        opened.page.getByRole('button', { name, exact: true }).click()]);

// Waits for work that the server does in the background: the page refreshes itself.
async function until(opened, what) {
    for (let i = 0; i < 60; i++) {
        if (await opened.page.getByText(what).first().isVisible()) return;
        await opened.page.waitForTimeout(250);
        await opened.page.reload();
    }
    throw new Error(`"${what}" does not come on ${opened.page.url()}`);
}

test('maaned: computed by one, approved by another in three clicks, sent, answered', async (browser) => {
    const anna = await open(browser, '/maaned', { som: 'anna', js: false });
    await unfold(anna, 'Opret en kørsel');
    await press(anna, 'Opret kørslen');
    await press(anna, 'Beregn kørslen');
    await until(anna, 'Du har selv lavet eller beregnet kørslen');
    const run = new URL(anna.page.url()).pathname;
    if (await anna.page.getByRole('button', { name: 'Godkend kørslen' }).count() > 0)
        throw new Error('who computed the run is offered to approve it');

    const bo = await open(browser, '/maaned', { som: 'bo', js: false });
    let clicks = 0;
    await Promise.all([bo.page.waitForLoadState('load'),
        bo.page.locator(`a.button[href="${run}"]`).click()]);
    clicks++;
    await press(bo, 'Godkend kørslen');
    clicks++;
    if (clicks > 3) throw new Error(`${clicks} clicks`);
    await until(bo, 'Lav filerne');
    await bo.close();

    await anna.page.reload();
    await press(anna, 'Lav filerne');
    await until(anna, 'Kontrolsum');
    const file = anna.page.getByRole('link', { name: /-nemkonto\.xml$/ });
    const [download] = await Promise.all([anna.page.waitForEvent('download'), file.click()]);
    if (!download.suggestedFilename().endsWith('-nemkonto.xml'))
        throw new Error(`the file is called ${download.suggestedFilename()}`);
    await download.cancel();
    const answer = await anna.page.request.get(base + await file.getAttribute('href'));
    const again = await anna.page.request.get(base + await file.getAttribute('href'));
    const bytes = await answer.body();
    if (!bytes.equals(await again.body()) || !bytes.includes('CstmrCdtTrfInitn'))
        throw new Error('the file is not the same twice, or no payment file');
    await anna.close();
});
