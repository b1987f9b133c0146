// What holds for every page: no violation of accessibility, valid HTML, nothing refused by the
// content security policy, nothing wider than the window; at both widths, in both languages, from the
// keyboard alone, and without scripts. An English page says nothing in Danish but what is marked so.

import { open, test, visit } from './lib.mjs';
import { sider } from './sider.mjs';

// Danish on a desk is looked through whole; English on a phone too, but for the colours, which are
// the same; Danish on a phone only for what a language changes there, its width.
for (const { navn, sti, status, som, vent, send } of sider) {
    test(`${navn}: from the keyboard, at both widths, in both languages`, async (browser) => {
        const opened = await visit(browser, sti, { som, vent, send }, status);
        await opened.check();
        const [first] = await opened.walkByKeyboard();
        if (first !== 'Gå til sidens indhold') throw new Error(`Tab begins at "${first}"`);
        await opened.resize('phone');
        await opened.checkWidth();
        await opened.speak('en');
        await opened.check({ colours: false });
        await opened.checkEnglish();
        opened.settle();
    }, { alone: false });
    test(`${navn}: without scripts`, async (browser) => {
        const opened = await visit(browser, sti,
            { som, vent, send, js: false, width: 'phone' }, status);
        for (const what of ['main h1', 'nav a'])
            if (!await opened.page.locator(what).first().isVisible())
                throw new Error(`${what} is not to be seen`);
        opened.settle();
    }, { alone: false });
}

test('the skip link leads past the menu', async (browser) => {
    const opened = await open(browser, '/');
    await opened.page.keyboard.press('Tab');
    await opened.page.keyboard.press('Enter');
    const at = await opened.page.evaluate(() => document.activeElement.tagName);
    if (at !== 'MAIN') throw new Error(`the focus is in ${at}`);
    await opened.close();
});
