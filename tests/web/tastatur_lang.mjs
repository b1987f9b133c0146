// The main flows from end to end with keys only: what a person does who has no mouse, or reads the
// page with a screen reader. What has the focus is called by the name that is read aloud, and is
// seen at every step. The only address that is typed is that of the door.
//
// No child or family of these is one of another case's.

import { equal, match } from 'node:assert/strict';
import { open, test } from './lib.mjs';
import { Keys } from './tastatur.mjs';

const sti = (k) => new URL(k.page.url()).pathname;

async function says(k, what) {
    const text = (await k.page.locator('main').innerText()).replace(/\s+/g, ' ');
    if (!(what instanceof RegExp ? what.test(text) : text.includes(what)))
        throw new Error(`${k.page.url()} does not say ${what}:\n${text}`);
}

// Waits for work that the server does in the background.
async function until(k, what) {
    for (let i = 0; i < 80; i++) {
        if (await k.page.getByText(what).first().isVisible()) return;
        await k.page.waitForTimeout(250);
        await k.page.reload();
    }
    throw new Error(`"${what}" does not come on ${k.page.url()}`);
}

// Comes in, and is where that one begins.
async function sit(browser, som) {
    const k = new Keys(await open(browser, '/log-ind'));
    await k.skip();
    await k.push(som);
    k.acts = 0;
    return k;
}

// A form that was refused: the page begins at why, and that leads to the field.
async function toTheField(k, why, name) {
    await k.page.waitForFunction(() => document.activeElement.id === 'afvist');
    await k.tabTo(why, { role: 'link', most: 1 });
    await k.press('Enter');
    equal((await k.focused()).name, name);
}

test('tastatur: a family reads why, and the rule, and disagrees', async (browser) => {
    const k = await sit(browser, 'familie-1');
    await k.skip();
    await k.follow('maj 2021');
    await k.skip();
    await k.tabTo(/^Lommepenge .* kr\.$/, { role: 'DisclosureTriangle' });
    await k.press('Enter');
    await k.follow(/[Hh]åndbogen/, { most: 5 });
    match(sti(k), /^\/haandbog\/morsoe\//);
    // The address leads to the rule, and what is used next is there too.
    const { hash } = new URL(k.page.url());
    equal(await k.page.evaluate((id) => {
        const box = document.getElementById(id).getBoundingClientRect();
        return box.top >= 0 && box.top < window.innerHeight;
    }, decodeURIComponent(hash.slice(1))), true, 'the rule is seen');
    // Back is a key of the browser's own, which is not passed on to it here.
    await k.page.goBack();
    await k.follow(/^Jeg er uenig.*Lommepenge, maj 2021$/);
    await k.skip();
    await k.radio(/^Jeg /, 'Jeg er uenig');
    k.opened.expected.add(400);
    await k.push('Send');
    await says(k, 'Skriv, hvad det drejer sig om.');
    await toTheField(k, 'Skriv, hvad det drejer sig om.', 'Skriv med dine egne ord');
    equal((await k.backTo('Jeg er uenig', { most: 1 })).checked, true, 'the choice stays');
    await k.tabTo('Skriv med dine egne ord', { most: 1 });
    await k.page.keyboard.type('Vi mener, at lommepengene er for lave.');
    await k.push('Send', { most: 3 });
    match(sti(k), /^\/familie\/F000001\/henvendelser\/[a-z0-9]+$/);
    await says(k, 'Vi mener, at lommepengene er for lave.');
    await k.opened.close();
});

test('tastatur: a caseworker finds a child and registers a situation', async (browser) => {
    const k = await sit(browser, 'eva');
    await k.follow('Anbringelser');
    await k.skip();
    await k.write(/^Søg efter barn/, 'yrsa birk');
    await k.leave();
    await k.skip();
    await k.follow('Yrsa Birk');
    const sted = sti(k);
    match(sted, /^\/anbringelser\/D\d+$/);
    await k.skip();
    await k.tabTo('Registrér noget nyt');
    await k.press('Enter');
    await k.follow(/situation|Efterskole/i, { most: 12 });
    equal(sti(k), `${sted}/registrer/situation`);
    // Sent too early, the page says what is missing, and leads there.
    await k.skip();
    await k.date('Fra', '2021-08-09');
    k.opened.expected.add(400);
    await k.push('Se, hvad det ændrer', { most: 9 });
    await toTheField(k, /^Situation – /, 'Situation');
    await k.arrowTo('efterskole', (now) => /[Ee]fterskole/.test(now.value));
    await k.date(/^Til og med/, '2022-06-24', { most: 9 });
    // Backwards is a way too, out of each part of a date.
    equal((await k.backTo('Situation', { most: 12 })).value, 'Efterskole');
    await k.push('Se, hvad det ændrer', { most: 12 });
    await says(k, 'Er det rigtigt?');
    await k.skip();
    await k.push('Ja, registrér det');
    equal(sti(k), sted);
    await says(k, 'Det er registreret som nr.');
    await k.opened.close();
});

// A new child of a family that no other case has; its placement.
async function barn(k) {
    await k.follow('Familier');
    await k.skip();
    await k.write(/^Søg/, 'F000030');
    await k.leave();
    await k.skip();
    await k.follow(/^(?!Ny familie)/, { most: 12 });
    equal(sti(k), '/familier/F000030');
    await k.skip();
    await k.tabTo('Registrér noget nyt');
    await k.press('Enter');
    await k.follow('Et barn flytter ind', { most: 12 });
    await k.skip();
    await k.write(/[Nn]avn/, 'Signe Lund');
    await k.date(/^Født/, '2013-02-11');
    await k.choose('Slags', /[Dd]øgn/);
    await k.date(/^Flyttet ind/, '2021-06-21');
    await k.write(/^Anbragt af kommune/, '773');
    await k.push('Se, hvad det ændrer');
    await k.skip();
    await k.push('Ja, registrér det');
    match(sti(k), /^\/anbringelser\/[^/]+$/);
}

// Answers what a new proposal asks, saves, and chooses the level that the answers point to.
async function indstil(k) {
    await k.skip();
    for (const [foerste, svar] of [
        [/peger på trin/, /^omfattende omsorg og støtte/],
        [/peger på trin/, /^flere almindelige tegn/],
        [/peger på trin/, /^en socialpædagogisk indsats/],
        [/peger på trin/, /^til tider krævende/],
        [/peger på trin/, /^mere end det almindelige, og viden/]]) {
        await k.radio(foerste, svar);
        await k.write(/^Ord til svaret/, 'Pigen har brug for ro.', { most: 24 });
    }
    for (let i = 0; i < 4; i++) await k.write(/^Ord til svaret/, 'Som i de andre svar.');
    await k.write('Arbejde ved siden af, stillinger i alt', '1');
    await k.choose('Er kravet til erfaring opfyldt?', /^[Jj]a/);
    await k.write('Papirer, det hviler på', 'S2021-241');
    await k.push('Gem, og se vejledningen');
    await says(k, '5 svar peger på trin 3');
    // Sent without its reasons, it says so, and what was written is kept.
    await k.skip();
    await k.choose('Niveau', 'Trin 3 (6 vederlag)');
    k.opened.expected.add(400);
    await k.push('Indstil');
    await toTheField(k, /begrundelsen/, 'Begrundelse');
    await k.page.keyboard.type('Det meste af det, vi har set, peger på trin 3.');
    await k.push('Indstil', { most: 4 });
    await says(k, 'Indstillet');
}

// From wherever one is to the proposal of the child, and past its head.
async function signe(k, sag, { afsluttet } = {}) {
    await k.follow('Niveauer');
    await k.skip();
    if (afsluttet) {
        await k.follow('Vis også de afsluttede');
        await k.skip();
    }
    await k.follow('Signe Lund');
    equal(sti(k), sag);
    await k.skip();
}

test('tastatur: a level is proposed, decided and approved', async (browser) => {
    const eva = await sit(browser, 'eva');
    await barn(eva);
    await eva.skip();
    await eva.tabTo('Registrér noget nyt');
    await eva.press('Enter');
    await eva.follow('Indstil et niveau', { most: 20 });
    await eva.skip();
    await eva.date('Niveauet skal gælde fra', '2021-06-21');
    await eva.push('Begynd', { most: 6 });
    const sag = sti(eva);
    match(sag, /^\/indstillinger\/[a-z0-9]+$/);
    await indstil(eva);

    const karen = await sit(browser, 'karen');
    await signe(karen, sag);
    await karen.push('Sæt på dagsordenen');
    await says(karen, 'På dagsordenen');
    await karen.opened.close();

    const ulla = await sit(browser, 'ulla');
    await signe(ulla, sag);
    await ulla.choose('Niveau', 'Trin 3 (6 vederlag)');
    await ulla.write('Begrundelse for beslutningen', 'Udvalget er enigt.');
    await ulla.push('Beslut niveauet');
    await says(ulla, 'Afventer leder');
    await ulla.opened.close();

    const lene = await sit(browser, 'lene');
    await signe(lene, sag);
    await lene.push(/^Godkend trin 3/i);
    await says(lene, 'Godkendt');
    await lene.opened.close();

    await signe(eva, sag, { afsluttet: true });
    await eva.tabTo('Kontrakten til underskrift (PDF)', { role: 'link' });
    const kontrakt = await eva.page.request.get(await eva.page.evaluate(() => document.activeElement.href));
    equal(kontrakt.headers()['content-type'], 'application/pdf');
    await eva.opened.close();
});

test('tastatur: a month is computed, approved by another, and sent', async (browser) => {
    const anna = await sit(browser, 'anna');
    await anna.follow('Månedsafregning');
    await anna.skip();
    await anna.tabTo('Opret en kørsel');
    await anna.press('Enter');
    await anna.push('Opret kørslen', { most: 25 });
    await anna.skip();
    await anna.push('Beregn kørslen');
    await until(anna, 'Det giver kørslen');
    const run = sti(anna);

    // Whoever approves comes in on the tasks.
    const bo = await sit(browser, 'bo');
    await bo.tabTo('Godkend kørslen', { role: 'link' });
    await bo.leave();
    equal(sti(bo), run);
    await bo.push('Godkend kørslen');
    equal(bo.acts <= 3, true, `${bo.acts} keys to approve a month`);
    await until(bo, 'Lav filerne');
    await bo.opened.close();

    await anna.page.reload();
    await anna.skip();
    await anna.push('Lav filerne');
    await until(anna, 'Kontrolsum');
    await anna.skip();
    await anna.tabTo(/-nemkonto\.xml/, { role: 'link' });
    const [fil] = await Promise.all([anna.page.waitForEvent('download'), anna.press('Enter')]);
    match(fil.suggestedFilename(), /-nemkonto\.xml$/);
    await fil.cancel();
    await anna.opened.close();
});

test('tastatur: a draft is mended, proposed, and put in force by another', async (browser) => {
    const hans = await sit(browser, 'hans');
    await hans.follow('Regler og takster');
    await hans.skip();
    await hans.follow(/kladde 1 fejl/);
    const udkast = sti(hans);
    await hans.skip();
    // The error leads to its line in the text, which is written anew.
    await hans.tabTo(/^linje \d+$/, { role: 'link' });
    await hans.press('Enter');
    const tekst = await hans.focused();
    equal(tekst.role, 'textbox', 'the error leads into the text');
    hans.mustBeSeen(tekst);
    await hans.page.keyboard.type('  indflytningsdag    tæller med; valgt af os');
    await hans.page.locator('.udkast-god').waitFor();
    await hans.push('Gem', { most: 2 });
    await hans.skip();
    await hans.push('Foreslå');
    await says(hans, 'En anden kan nu sætte det i kraft');
    await hans.opened.close();

    const lene = await sit(browser, 'lene');
    await lene.follow('Regler og takster');
    await lene.skip();
    await lene.tabTo(/foreslået/, { role: 'link' });
    await lene.leave();
    equal(sti(lene), udkast);
    await lene.skip();
    await lene.push('Sæt i kraft');
    await says(lene, 'Næste kørsel beregner med det');
    await lene.opened.close();
});
