// A family disagrees with an amount; a member of staff takes it and answers; the family sees the
// answer. Without scripts, on a phone, as the family has it.

import { open, test } from './lib.mjs';

const quiet = { js: false, width: 'phone' };
// What only a sent form shows is checked here, with scripts, as every page is.
const loud = { width: 'phone' };

async function sends(page, button) {
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: button }).click()]);
}

test('kontor: a family disagrees, is answered, and sees the answer', async (browser) => {
    const said = `Vi mener, at beløbet er for lavt (${Date.now()})`;
    const familie = await open(browser, '/familie/F000001/betaling/2', { som: 'familie-1', ...quiet });
    const line = await familie.page.locator('a[href*="/linje/"]').first().getAttribute('href');
    await familie.go(line);
    await familie.page.getByLabel('Jeg er uenig').check();
    await familie.page.getByLabel('Skriv med dine egne ord').fill(said);
    await sends(familie.page, 'Send');
    const theirs = new URL(familie.page.url()).pathname;
    if (!/^\/familie\/F000001\/henvendelser\/[a-z0-9]+$/.test(theirs)) throw new Error(theirs);

    const anna = await open(browser, '/opgaver?slags=henvendelser', { som: 'anna', ...quiet });
    const ours = `/henvendelser/${theirs.split('/').pop()}`;
    await anna.page.locator(`a[href="${ours}"]`).click();
    await anna.page.getByText(said).waitFor();
    await sends(anna.page, 'Tag den');
    await anna.page.getByText('I gang').first().waitFor();
    await anna.page.getByLabel('Svar', { exact: true }).fill('Beløbet følger barnets alder. Det er rigtigt.');
    await sends(anna.page, 'Send svaret');
    await anna.page.getByText('Besvaret').first().waitFor();
    await anna.close();

    await familie.go(theirs);
    await familie.page.getByText('Beløbet følger barnets alder. Det er rigtigt.').waitFor();
    await familie.close();
});

test('kontor: an answer without words is told of, and what was chosen stays', async (browser) => {
    const familie = await open(browser, '/familie/F000001/fortael/andet', { som: 'familie-1', ...quiet });
    await familie.page.getByLabel('Skriv med dine egne ord').fill('Vi har et spørgsmål om ferien.');
    await sends(familie.page, 'Send');
    const id = new URL(familie.page.url()).pathname.split('/').pop();
    await familie.close();

    const karen = await open(browser, `/henvendelser/${id}`, { som: 'karen', ...quiet });
    karen.expected.add(400);
    await sends(karen.page, 'Send svaret');
    await karen.page.locator('#tekst-fejl').getByText('Skriv svaret.').waitFor();
    await karen.close();
});

test('kontor: a rule of the handbook is proposed to be another', async (browser) => {
    const eva = await open(browser, '/haandbog/morsoe/2021-01-01', { som: 'eva', ...quiet });
    await eva.page.getByRole('link', { name: /^Foreslå en ændring/ }).first().click();
    await eva.page.getByLabel('Hvad bør være anderledes, og hvorfor?').fill('Det bør stå tydeligere.');
    await sends(eva.page, 'Send forslaget');
    const path = new URL(eva.page.url()).pathname;
    await eva.close();

    const hans = await open(browser, '/opgaver', { som: 'hans', ...quiet });
    await hans.page.locator(`a[href="${path}"]`).click();
    await hans.page.getByText('Det bør stå tydeligere.').waitFor();
    await hans.close();
});

test('kontor: the audit asks about every demand and the journal', async (browser) => {
    const rikke = await open(browser, '/revision', { som: 'rikke', ...loud });
    await sends(rikke.page, 'Spørg om kravene');
    await rikke.page.getByText('krav holder').waitFor();
    await rikke.check();
    await sends(rikke.page, 'Efterprøv journalen');
    await rikke.page.getByText('Alt er, som det blev gemt').waitFor();
    await rikke.check();
    await rikke.close();
});

test('kontor: a new colleague gets a password that is shown once', async (browser) => {
    const rod = await open(browser, '/adgang/ny', { som: 'rod', ...loud });
    const navn = `ny-${Date.now() % 1000000}`;
    await rod.page.getByLabel('Brugernavn').fill(navn);
    await rod.page.getByLabel('Leder').check();
    await sends(rod.page, 'Opret');
    await rod.page.locator('.hemmelighed code').waitFor();
    await rod.check();
    await rod.go(`/adgang/bruger/${navn}`);
    if (await rod.page.locator('.hemmelighed').count()) throw new Error('the password is shown again');
    await rod.page.getByText('Venter på første login').waitFor();
    await rod.close();
});
