// Shows that each check can fail: pages made up here, each with one fault, and one without any.

import { open, test } from './lib.mjs';

const good = `<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><title>Prøve</title></head>
<body><a href="#indhold">Gå til sidens indhold</a>
<main id="indhold" tabindex="-1"><h1>Prøve</h1>
<p><button type="button">Tryk</button></p></main></body></html>`;

// Opens a made-up page as if our server had sent it.
async function made(browser, body, options) {
    const opened = await open(browser, '/', options);
    await opened.page.route('**/lavet*', (route) => route.fulfill({
        body,
        contentType: 'text/html; charset=utf-8',
        headers: {
            'content-security-policy':
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'",
        },
    }));
    await opened.go('/lavet');
    return opened;
}

async function fails(promise, words) {
    let said = null;
    try {
        await promise;
    } catch (e) {
        said = e.message;
    }
    if (said === null) throw new Error(`nothing was found; expected: ${words}`);
    if (!said.includes(words)) throw new Error(`found "${said}"; expected: ${words}`);
}

test('harness: a good page passes', async (browser) => {
    const opened = await made(browser, good);
    await opened.check();
    await opened.walkByKeyboard();
    await opened.close();
});

const faults = [
    ['a picture without a text', '<p><img src="/aktiv/findes.svg"></p>', 'axe image-alt'],
    ['letters too pale', '<p><font color="#cccccc">blegt</font></p>', 'axe color-contrast'],
    ['a style in the page', '<p style="color: red">x</p>', 'html'],
    ['an element that is not closed', '<p><span>x</p>', 'html'],
    ['an id that stands twice', '<p id="a">x</p><p id="a">x</p>', 'html'],
    ['something wider than the window',
        `<pre>${'bredt '.repeat(400)}</pre>`, 'wide in a window of'],
    ['the wrong language', '<p>x</p>', 'lang="da"', { lang: 'en' }],
];
for (const [what, fault, words, options] of faults) {
    test(`harness: ${what} is found`, async (browser) => {
        const opened = await made(browser, good.replace('<p>', `${fault}<p>`), options);
        await fails(opened.check(), words);
    });
}

test('harness: what the policy refuses is found', async (browser) => {
    const opened = await made(browser, good.replace('</main>', '<script>1</script></main>'));
    await fails(opened.close(), 'Content Security Policy');
});

test('harness: a file that is not there is found', async (browser) => {
    const opened = await made(browser, good.replace('</head>',
        '<link rel="stylesheet" href="/aktiv/findes-ikke.css"></head>'));
    await fails(opened.close(), 'findes-ikke.css');
});

test('harness: a request to another host is found', async (browser) => {
    const opened = await made(browser, good);
    await opened.page.evaluate(() => fetch('http://127.0.0.1:9/').catch(() => null));
    await fails(opened.close(), '127.0.0.1:9');
});

test('harness: a thing that Tab does not reach in its place is found', async (browser) => {
    const opened = await made(browser, good.replace('<button', '<button tabindex="5"'));
    await fails(opened.walkByKeyboard(), 'Tab jumps to');
});

test('harness: an answer of another kind is found', async (browser) => {
    await fails(open(browser, '/', {}, 404), 'answered 200');
});
