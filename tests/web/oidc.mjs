// A family logs in through a provider in a browser: node tests/web/oidc.mjs
//
// tests/cli/oidc.sh starts both servers and says where: WEB_BASE is ours. The provider
// stands on another site (localhost), so that the cookies travel as
// they would from elsewhere. With OIDC_BILLEDER (a folder) each page is photographed too.

import { base, open, runCases, test } from './lib.mjs';

const pictures = process.env.OIDC_BILLEDER;

// axe and width, at both widths.
async function judge(opened, name) {
    for (const width of ['desktop', 'phone']) {
        await opened.resize(width);
        const wrong = [...await opened.axeErrors(), ...await opened.tooWide()];
        if (wrong.length) throw new Error(wrong.join('\n'));
        if (pictures) {
            await opened.page.evaluate(() => document.fonts.ready);
            await opened.page.screenshot({ path: `${pictures}/${name}-${width}.png`,
                fullPage: true });
        }
    }
}

// What a journey to the provider asks elsewhere is meant.
async function done(opened) {
    // A browser asks the provider for a favicon too.
    opened.trouble = opened.trouble.filter((t) =>
        !t.startsWith('asks another host: http://localhost:') && !t.includes('favicon.ico') &&
        !t.includes('status of 404'));
    await opened.close();
}

async function comeBack(opened, navn, status) {
    if (status >= 400) opened.expected.add(status);
    const { page } = opened;
    await page.fill('input[name=navn]', navn);
    const answer = page.waitForResponse((r) => r.url().startsWith(`${base}/log-ind/oidc/svar`));
    await page.click('button');
    const got = (await answer).status();
    if (got !== status) throw new Error(`came back to ${got}, not ${status}`);
    await page.waitForLoadState('load');
}

for (const lang of ['da', 'en']) {
    test(`the door has a button for the provider (${lang})`, async (browser) => {
        const opened = await open(browser, '/log-ind?til=/familie', { lang });
        await judge(opened, `log_ind-${lang}`);
        await opened.check();
        await opened.walkByKeyboard();
        await done(opened);
    });

    test(`a family comes in and goes out (${lang})`, async (browser) => {
        const opened = await open(browser, '/log-ind?til=/familie', { lang });
        const { page } = opened;
        await page.click('a[href*="hos=borger"]');
        await comeBack(opened, 'm1', 303);
        if (page.url() !== `${base}/familie`) throw new Error(`ended at ${page.url()}`);
        const cookies = await page.context().cookies(base);
        const session = cookies.find((c) => c.name === 'vederlag');
        if (!session?.httpOnly || session.sameSite !== 'Lax') throw new Error('no such cookie');
        if (cookies.some((c) => c.name === 'vederlag-oidc')) throw new Error('the journey is left');
        await page.click('form[action="/log-ud"] button');
        await page.waitForURL(/log-ud\/hos/, { timeout: 10000 });
        await judge(opened, `log_ud-${lang}`);
        await page.click('a[href*="videre=1"]');
        await page.waitForURL(/session\/end/);
        await done(opened);
    });

    test(`a stranger is told what to do (${lang})`, async (browser) => {
        const opened = await open(browser, '/log-ind', { lang });
        await opened.page.click('a[href*="hos=borger"]');
        await comeBack(opened, 'fremmed', 403);
        if (!(await opened.page.textContent('main')).includes('uuid-fremmed'))
            throw new Error('the code to give is missing');
        await judge(opened, `ukendt-${lang}`);
        await done(opened);
    });

    test(`an answer that nobody asked for (${lang})`, async (browser) => {
        const opened = await open(browser, '/log-ind/oidc/svar?code=x&state=y', { lang }, 400);
        await judge(opened, `gammelt-${lang}`);
        await opened.check();
        await done(opened);
    });
}

test('without scripts too', async (browser) => {
    const opened = await open(browser, '/log-ind', { js: false });
    await opened.page.click('a[href*="hos=borger"]');
    await comeBack(opened, 'm1', 303);
    if (!(await opened.page.$('form[action="/log-ud"]'))) throw new Error('not inside');
    await done(opened);
});

const { passed, failed } = await runCases(process.argv[2]);
console.log(`# ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
