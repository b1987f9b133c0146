// The stories that go through several rooms, as the people live them: what one tells or registers is
// seen by the next, counted in the settlement, and explained where it ends. Without scripts; the
// family on a phone.
//
// No two stories have the same child, nor one that a case of a single room has. A run that a story
// only looks at is given up again.

import { equal, match } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { base, open, test, unfold } from './lib.mjs';

const quiet = { js: false };
const phone = { js: false, width: 'phone' };

const sti = (opened) => new URL(opened.page.url()).pathname;
const ord = (opened) => opened.page.locator('main').innerText();

const press = (opened, name) => Promise.all([opened.page.waitForNavigation(),
    opened.page.getByRole('button', { name, exact: true }).click()]);

async function says(opened, what) {
    const text = (await ord(opened)).replace(/\s+/g, ' ');
    if (!(what instanceof RegExp ? what.test(text) : text.includes(what)))
        throw new Error(`${opened.page.url()} does not say ${what}:\n${text}`);
}

// Waits for work that the server does in the background.
async function until(opened, what) {
    for (let i = 0; i < 80; i++) {
        if (await opened.page.getByText(what).first().isVisible()) return;
        await opened.page.waitForTimeout(250);
        await opened.page.reload();
    }
    throw new Error(`"${what}" does not come on ${opened.page.url()}`);
}

// "1.234,56 kr." as a number of øre: what stands on two pages is compared, not computed.
const oere = (text) => Number(text.replace('−', '-').replace(/[^\d-]/g, ''));

// The next run is made and computed by anna. What is registered today counts.
async function beregn(browser) {
    const anna = await open(browser, '/maaned', { som: 'anna', ...quiet });
    await unfold(anna, 'Opret en kørsel');
    await press(anna, 'Opret kørslen');
    await press(anna, 'Beregn kørslen');
    await until(anna, 'Det giver kørslen');
    return { anna, run: sti(anna) };
}

async function beregnIgen(anna) {
    // What was computed before stands there while it is done; the button is back when it is.
    await press(anna, 'Beregn igen');
    await until(anna, 'Beregn igen');
}

async function registrer(eva, felter, hvorfor) {
    for (const [felt, vaerdi] of felter) await eva.page.getByLabel(felt).fill(vaerdi);
    await eva.page.getByLabel('Hvorfor rettes det?').selectOption({ label: hvorfor });
    await press(eva, 'Se, hvad det ændrer');
    await says(eva, 'Er det rigtigt?');
    await says(eva, /Det rører \d+ afregnede måneder/);
    await press(eva, 'Ja, registrér det');
    await says(eva, 'Det er registreret som nr.');
}

// The lines of a run for one placement: [payment, month, before, now, difference] of each.
async function linjer(anna, run, sted) {
    await anna.go(`${run}/forskelle?sted=${sted}`);
    return anna.page.locator('main tbody tr').evaluateAll((rows) => rows.map((row) => {
        const celle = [...row.cells].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim());
        return {
            titel: row.querySelector('th [lang]').textContent, maaned: celle[3], foer: celle[5], nu: celle[6],
            forskel: celle[7], rettelse: celle[3].includes('rettelse'),
            sti: row.querySelector('th a').getAttribute('href'),
        };
    }));
}

test('hele: a birth date is corrected, and the family sees why the months before are paid again',
    async (browser) => {
        // Fourteen in August becomes fourteen in April: pocket money and clothes are others from that day.
        const eva = await open(browser, '/anbringelser/D000002', { som: 'eva', ...quiet });
        await eva.page.getByText('Registrér noget nyt').click();
        await eva.page.getByRole('link', { name: 'Ret barnets fødselsdato' }).click();
        equal(await eva.page.inputValue('#foedt'), '2007-08-09', 'the date that was known');
        await registrer(eva, [['Født', '2007-04-09']], 'Det, der stod, var forkert');
        await eva.close();

        const { anna, run } = await beregn(browser);
        const rettet = (await linjer(anna, run, 'D000002')).filter((l) => l.rettelse);
        const penge = rettet.filter((l) => l.titel === 'Lommepenge');
        equal(penge.map((l) => l.maaned.split(' ')[0]).sort().join(), 'april,maj',
            'two months before the run are corrected');
        // What May was, what it is now, and how much that is.
        const maj = penge.find((l) => l.maaned.startsWith('maj'));
        equal(oere(maj.nu) - oere(maj.foer), oere(maj.forskel), 'the difference is the difference');
        equal(oere(maj.forskel) > 0, true, 'the family has more to come');
        await anna.go(maj.sti);
        await says(anna, 'Hvorfor rettes den?');
        await says(anna, 'Barnets fødselsdag er rettet');
        await says(anna, 'registreret af eva');
        await anna.go(run);
        await anna.close();

        const bo = await open(browser, run, { som: 'bo', ...quiet });
        await press(bo, 'Godkend kørslen');
        await until(bo, 'Lav filerne');
        await bo.close();

        // The family reads what it is paid, and why, without asking anybody.
        const familie = await open(browser, '/familie', { som: 'familie-1', ...phone });
        const kort = familie.page.locator('.betaling-kort');
        match(await kort.innerText(), /Godkendt/, 'the run that was approved is the next payment');
        equal(await familie.page.locator(`main a[href$="/betaling/${run.split('/').pop()}"]`).count(),
            1, 'and it is told of once');
        await says(familie, 'Tidligere måneder er rettet og betales nu: barnets fødselsdag er rettet');
        await familie.page.getByRole('link', { name: 'Se, hvad pengene er for' }).click();
        await familie.page.getByText('Rettelser af tidligere måneder').waitFor();
        const linje = familie.page.locator('main p', { hasText: 'maj 2021' })
            .filter({ hasText: 'Lommepenge' });
        const text = (await linje.first().innerText()).replace(/\s+/g, ' ');
        for (const beloeb of [maj.foer, maj.nu])
            if (!text.includes(beloeb)) throw new Error(`${beloeb} is not in "${text}"`);
        match(text, /Grund: .*fødselsda/i);
        await familie.close();
    });

test('hele: a family tells that a child has moved, and the month is computed again',
    async (browser) => {
        const said = 'Clara flyttede hjem til sin mor.';
        const { anna, run } = await beregn(browser);
        const foer = await linjer(anna, run, 'D000001');

        const familie = await open(browser, '/familie', { som: 'familie-1', ...phone });
        await familie.page.getByRole('link', { name: 'Et barn er flyttet ind eller ud' }).click();
        await familie.page.getByLabel('Hvilket barn?').selectOption({ label: 'Clara' });
        await familie.page.getByLabel('Fra hvilken dag?').fill('2021-05-20');
        await familie.page.getByLabel('Skriv med dine egne ord').fill(said);
        await press(familie, 'Send');
        const deres = sti(familie);
        match(deres, /^\/familie\/F000001\/henvendelser\/[a-z0-9]+$/);

        // It is a task, and leads to the placement on which the day is registered.
        const karen = await open(browser, '/opgaver?slags=henvendelser', { som: 'karen', ...quiet });
        const vores = `/henvendelser/${deres.split('/').pop()}`;
        await karen.page.locator(`main a[href="${vores}"]`).click();
        await says(karen, said);
        await says(karen, '20. maj 2021');
        await press(karen, 'Tag den');
        await karen.page.locator('main a[href="/anbringelser/D000001"]').click();
        await karen.page.getByText('Registrér noget nyt').click();
        await karen.page.getByRole('link', { name: 'Flyttet ind eller ud' }).click();
        await registrer(karen, [['Flyttet ud', '2021-05-20']], 'Vi har fået det at vide nu');
        await karen.go(vores);
        await karen.page.getByLabel('Svar', { exact: true })
            .fill('Tak. Vi har registreret, at Clara flyttede den 20. maj.');
        await press(karen, 'Send svaret');
        await says(karen, 'Besvaret');
        await karen.close();
        await familie.go(deres);
        await says(familie, 'Vi har registreret, at Clara flyttede den 20. maj.');
        await familie.close();

        // The run says that there is something new, and computed again it has the day.
        await anna.go(run);
        await says(anna, /Der er registreret nyt \d+ gange/);
        await beregnIgen(anna);
        const efter = await linjer(anna, run, 'D000001');
        equal(foer.some((l) => l.rettelse), false, 'nothing was corrected before');
        const maj = efter.filter((l) => l.rettelse && l.maaned.startsWith('maj 2021'));
        equal(maj.some((l) => l.titel === 'Kost og logi'), true, 'the board of May is corrected');
        for (const l of maj) equal(oere(l.forskel) < 0, true, `${l.titel} of May is less`);
        equal(efter.some((l) => !l.rettelse && l.titel === 'Kost og logi'), false,
            'no board is paid for the month of the run');
        await anna.go(maj[0].sti);
        await says(anna, /[Uu]dflytning/);
        await anna.go(run);
        await press(anna, 'Opgiv kørslen');
        await anna.close();
    });

const pdfTekst = (pdf) =>
    execFileSync('pdftotext', ['-layout', '-enc', 'UTF-8', '-', '-'], { input: pdf }).toString()
        .replace(/\s+/g, ' ');

// The level of the new child is paid by the next run; the family's letter says which level it is and
// the amount that the run has.
async function brevet(browser, sted) {
    const { anna, run } = await beregn(browser);
    const vederlag = (await linjer(anna, run, sted)).filter((l) => l.titel === 'Vederlag');
    equal(vederlag.length > 0, true, 'the run pays for the new level');
    await anna.close();
    const bo = await open(browser, run, { som: 'bo', ...quiet });
    await press(bo, 'Godkend kørslen');
    await until(bo, 'Lav filerne');
    await bo.close();

    const familie = await open(browser, '/familie/F000028/dokumenter',
        { som: 'familie-28', ...phone });
    const nr = run.split('/').pop();
    const link = familie.page.locator(`main a[href*="/dokumenter/${nr}/"]`);
    const svar = await familie.page.request.get(base + await link.getAttribute('href'));
    equal(svar.status(), 200, 'the letter');
    equal(svar.headers()['content-type'], 'application/pdf');
    const tekst = pdfTekst(await svar.body());
    for (const ord of ['Nora', /[Tt]rin 3/, ...vederlag.map((l) => l.nu.replace(/ kr\.$/, ''))])
        if (!(ord instanceof RegExp ? ord.test(tekst) : tekst.includes(ord)))
            throw new Error(`the letter does not say ${ord}:\n${tekst}`);
    await familie.close();
}

test('hele: a level is proposed, decided and approved, stands on the placement and in the letter',
    async (browser) => {
        // The handbook keeps a level for the whole placement, so it is the first one of a new child.
        const eva = await open(browser, '/familier/F000028', { som: 'eva', ...quiet });
        await eva.page.getByText('Registrér noget nyt').click();
        await eva.page.getByRole('link', { name: 'Et barn flytter ind' }).click();
        for (const [felt, vaerdi] of [['navn', 'Nora Hede'], ['foedt', '2013-02-11'],
            ['indflyttet', '2021-06-21'], ['anbringende_kommune', '773']])
            await eva.page.fill(`main [name=${felt}]`, vaerdi);
        await eva.page.selectOption('main [name=art]', 'doegn');
        await press(eva, 'Se, hvad det ændrer');
        await says(eva, 'Er det rigtigt?');
        await press(eva, 'Ja, registrér det');
        const sted = sti(eva);
        match(sted, /^\/anbringelser\/[^/]+$/);
        await says(eva, /Vederlag mangler/);
        await eva.page.getByText('Registrér noget nyt').click();
        await eva.page.getByRole('link', { name: 'Indstil et niveau' }).click();
        await eva.page.getByLabel('Niveauet skal gælde fra').fill('2021-06-21');
        await press(eva, 'Begynd');
        const sag = sti(eva);
        match(sag, /^\/indstillinger\/[a-z0-9]+$/);
        for (const svar of ['omfattende omsorg og støtte', 'flere almindelige tegn',
            'en socialpædagogisk indsats', 'til tider krævende',
            'mere end det almindelige, og viden om udvikling, der går skævt'])
            await eva.page.locator(`input[type=radio][value="${svar}"]`).check();
        for (const felt of await eva.page.getByLabel(/^Ord til svaret/).all())
            await felt.fill('Pigen har brug for ro og en fast hverdag.');
        await eva.page.getByLabel('Arbejde ved siden af, stillinger i alt').fill('1');
        await eva.page.getByLabel('Er kravet til erfaring opfyldt?').selectOption('ja');
        await eva.page.getByLabel('Papirer, det hviler på').fill('S2021-240');
        await eva.page.getByLabel('Ny kontrakt med').selectOption({ index: 1 });
        await press(eva, 'Gem, og se vejledningen');
        await says(eva, '5 svar peger på trin 3');
        await eva.page.getByLabel('Niveau', { exact: true })
            .selectOption({ label: 'Trin 3 (6 vederlag)' });
        await eva.page.getByLabel('Begrundelse').fill('Det meste af det, vi har set, peger på trin 3.');
        await press(eva, 'Indstil');
        await says(eva, 'Indstillet');

        const karen = await open(browser, sag, { som: 'karen', ...quiet });
        await press(karen, 'Sæt på dagsordenen');
        await says(karen, 'På dagsordenen');
        await karen.close();

        const ulla = await open(browser, '/indstillinger', { som: 'ulla', ...quiet });
        await ulla.page.locator(`main a[href="${sag}"]`).click();
        await ulla.page.getByLabel('Niveau', { exact: true })
            .selectOption({ label: 'Trin 3 (6 vederlag)' });
        await ulla.page.getByLabel('Begrundelse for beslutningen').fill('Udvalget er enigt.');
        await press(ulla, 'Beslut niveauet');
        await says(ulla, 'Afventer leder');
        await ulla.close();

        // Nothing holds before the leader has said yes, and no contract can be fetched.
        const tidligt = await eva.page.request.get(`${base}${sag}/kontrakt`);
        equal(tidligt.ok(), false, 'there is no contract yet');
        await eva.go(sted);
        await says(eva, /Vederlag mangler/);

        const lene = await open(browser, '/opgaver', { som: 'lene', ...quiet });
        await lene.page.locator(`main a[href="${sag}"]`).first().click();
        await lene.page.getByRole('button', { name: /^Godkend trin 3/i }).click();
        await lene.page.getByText('Kontrakten til underskrift (PDF)').waitFor();
        await says(lene, 'Godkendt');
        await lene.close();

        await eva.go(sag);
        for (const navn of ['Afgørelsen til familien (PDF)', 'Kontrakten til underskrift (PDF)']) {
            const link = eva.page.getByRole('link', { name: navn });
            const svar = await eva.page.request.get(base + await link.getAttribute('href'));
            equal(svar.status(), 200, navn);
            equal(svar.headers()['content-type'], 'application/pdf', navn);
            equal((await svar.body()).subarray(0, 5).toString(), '%PDF-', navn);
        }
        await eva.go(`${sted}?vis=indplacering`);
        const post = eva.page.locator('.tidslinje .post', { hasText: '21. juni 2021' });
        match(await post.first().innerText(), /Trin 3/);
        match(await post.first().innerText(), /lene/);
        await eva.close();
        await brevet(browser, sted.split('/').pop());
    });

test('hele: a rate is corrected, put in force by another, and the next run uses it',
    async (browser) => {
        const { anna, run } = await beregn(browser);
        const rettelser = async () =>
            (await linjer(anna, run, 'D000021')).filter((l) => l.rettelse);
        equal((await rettelser()).length, 0, 'nothing is corrected yet');

        const hans = await open(browser, '/takster', { som: 'hans', ...quiet });
        await hans.page.getByRole('link', { name: /Lommepenge 16-22 år/ }).click();
        for (const [navn, vaerdi] of [['fra', '2021-01-01'], ['til', '2021-12-31'],
            ['beloeb', '280'], ['kendt', '2021-06-27'], ['kilde', 'KL, rettet']])
            await hans.page.fill(`[name=${navn}]`, vaerdi);
        await hans.page.selectOption('[name=status]', 'rettet');
        await press(hans, 'Gem i et udkast, og se, hvad det ændrer');
        await until(hans, /\d+ anbringelser får et andet beløb/);
        const udkast = sti(hans).replace('/koster', '');
        await hans.page.getByRole('link', { name: 'Tekst', exact: true }).click();
        await press(hans, 'Foreslå');
        await says(hans, 'En anden kan nu sætte det i kraft');
        await hans.close();

        // Only proposed, it changes nothing.
        await anna.go(run);
        await beregnIgen(anna);
        equal((await rettelser()).length, 0, 'a proposal changes no money');

        const lene = await open(browser, udkast, { som: 'lene', ...quiet });
        await press(lene, 'Sæt i kraft');
        await says(lene, 'Næste kørsel beregner med det');
        await lene.close();

        await anna.go(run);
        await beregnIgen(anna);
        const rettet = await rettelser();
        equal(rettet.length > 1, true, 'the months that were paid are corrected');
        for (const l of rettet) equal(l.titel, 'Lommepenge', 'nothing but the rate is another');
        await anna.go(rettet[0].sti);
        await says(anna, 'Hvorfor rettes den?');
        await says(anna, '280,00');
        await anna.go(run);
        await press(anna, 'Opgiv kørslen');
        await anna.close();
    });
