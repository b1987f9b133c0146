// The editor of a draft: findings while one writes, and from a finding to its line; and the whole
// way from a correction of a rate to force, by two persons, without scripts.

import { open, test } from './lib.mjs';

const fejl = '/udkast/prgyec5zco6gkpws5con';

// As a person writes; Playwright's own fill takes seconds on a long text.
const skriv = (tekst, fra, til) => tekst.evaluate((felt, [a, b]) => {
    felt.value = felt.value.replace(a, b);
    felt.dispatchEvent(new Event('input', { bubbles: true }));
}, [fra, til]);

// Nothing is saved, and what is found depends on the rates in force: it runs before they are changed.
test('udkast: findings follow what is written, and lead to the line', async (browser) => {
    const opened = await open(browser, fejl, { som: 'hans' });
    const page = opened.page;
    const svar = page.locator('.udkast-svar');
    const tekst = page.locator('#tekst');

    if (!(await svar.innerText()).includes('1 fejl')) throw new Error('no error at first');
    await svar.locator('a').first().click();
    const valgt = await tekst.evaluate((t) => t.value.slice(t.selectionStart, t.selectionEnd));
    if (!valgt.includes('tæller måske')) throw new Error(`the line chosen is "${valgt}"`);
    await skriv(tekst, 'tæller måske', 'tæller med');
    await page.locator('.udkast-god').waitFor({ timeout: 10000 });
    await skriv(tekst, '  model        trin', '  model        x');
    await page.locator('.udkast-daarlig').waitFor({ timeout: 10000 });
    if (!(await svar.innerText()).includes('linje 21')) throw new Error(await svar.innerText());
    await opened.check();
    await opened.close();
}, { alone: false });

test('udkast: a rate is corrected by one and put in force by another', async (browser) => {
    let opened = await open(browser, '/takster', { som: 'hans', js: false });
    let page = opened.page;

    await page.getByRole('link', { name: /Kost og logi 0-9 år/ }).click();
    for (const [navn, vaerdi] of [['fra', '2021-01-01'], ['til', '2021-12-31'],
        ['beloeb', '195'], ['kendt', '2021-06-27'], ['kilde', 'KL, rettet']])
        await page.fill(`[name=${navn}]`, vaerdi);
    await page.selectOption('[name=status]', 'rettet');
    await page.getByRole('button', { name: 'Gem i et udkast' }).click();
    await page.getByText('anbringelser får et andet beløb').waitFor();
    const adresse = new URL(page.url()).pathname.replace('/koster', '');
    await page.getByRole('link', { name: 'Tekst', exact: true }).click();
    await page.getByText('passer ikke med de nye takster').first().waitFor();
    await page.getByRole('button', { name: 'Foreslå' }).click();
    await page.getByText('En anden kan nu sætte det i kraft').waitFor();
    await opened.close();

    opened = await open(browser, adresse, { som: 'lene', js: false });
    page = opened.page;
    await page.getByRole('button', { name: 'Sæt i kraft' }).click();
    await page.getByText('Næste kørsel beregner med det').waitFor();
    await page.goto(new URL('/takster', page.url()).href);
    await page.getByText('195,00 kr.').first().waitFor();
    await opened.close();
});
