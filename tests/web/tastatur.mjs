// A page used with keys only. Nothing here clicks, fills or moves the focus by a script; the page is
// only asked what has the focus, by the name that a screen reader says.
//
// Each time the focus moves it must be seen: a ring around it, and within the window.

// Run on what has the focus.
function seen(again) {
    const style = getComputedStyle(this);
    const box = this.getBoundingClientRect();
    const same = globalThis.lastFocus === this;
    if (!again) globalThis.lastFocus = this;
    return {
        body: this === document.body,
        same,
        parts: ['date', 'month'].includes(this.type),
        ring: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
        inView: box.bottom > 0 && box.top < window.innerHeight && box.right > 0 &&
            box.left < window.innerWidth,
        value: this.tagName === 'SELECT' ? this.selectedOptions[0]?.text.trim() : this.value,
        checked: this.checked === true,
        group: this.type === 'radio' ? this.name : '',
        html: this.outerHTML.slice(0, 120),
    };
}

const fits = (name, wanted) =>
    wanted instanceof RegExp ? wanted.test(name) : name === wanted;

const NORMAL = 60;

export class Keys {
    constructor(opened) {
        this.opened = opened;
        this.page = opened.page;
        // Keys pressed since the count was last begun; a Tab is none of the actions.
        this.acts = 0;
    }

    async press(key) {
        await this.page.keyboard.press(key);
        if (!key.endsWith('Tab')) this.acts++;
    }

    // What has the focus: its name and role as they are read aloud, and whether it is seen.
    async focused(again = false) {
        this.cdp ??= await this.page.context().newCDPSession(this.page);
        const { result } = await this.cdp.send('Runtime.evaluate',
            { expression: 'document.activeElement ?? document.body' });
        const { objectId } = result;
        const [look, tree] = await Promise.all([
            this.cdp.send('Runtime.callFunctionOn', {
                objectId, functionDeclaration: seen.toString(), returnByValue: true,
                arguments: [{ value: again }],
            }),
            this.cdp.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false }),
        ]);
        const [node] = tree.nodes;
        const name = (node?.name?.value ?? '').replace(/\s+/g, ' ').trim();
        return { ...look.result.value, name, role: node?.role?.value ?? '' };
    }

    mustBeSeen(now) {
        const where = `"${now.name}" (${now.role}) on ${this.page.url()}`;
        if (!now.ring) throw new Error(`${where} does not show that it has the focus`);
        if (!now.inView) throw new Error(`${where} has the focus outside of the window`);
        if (now.name === '') throw new Error(`no name is read aloud: ${now.html}`);
    }

    // Tab (or Shift+Tab) until what has the focus is called `wanted`, at most `most` times.
    async tabTo(wanted, { role, most = NORMAL, key = 'Tab' } = {}) {
        const passed = [];
        for (let i = 0, parts = 0; i < most; i++) {
            await this.press(key);
            const now = await this.focused();
            if (now.body) {
                passed.push('(the window)');
                continue;
            }
            // A field of a date is a stop for each of its parts and for its calendar.
            parts = now.same ? parts + 1 : 0;
            if (now.same && !(now.parts && parts < 5))
                throw new Error(`${key} does not leave "${now.name}" on ${this.page.url()}`);
            this.mustBeSeen(now);
            if (fits(now.name, wanted) && (!role || now.role === role)) return now;
            if (!now.same) passed.push(now.name);
        }
        throw new Error(`${most} × ${key} do not reach ${wanted} on ${this.page.url()}, but ` +
            passed.join(' | '));
    }

    backTo(wanted, options = {}) {
        return this.tabTo(wanted, { ...options, key: 'Shift+Tab' });
    }

    // The first stop of a page leads past its head; what follows is the content's.
    async skip() {
        const now = await this.tabTo('Gå til sidens indhold', { most: 1 });
        if (now.role !== 'link') throw new Error(`the first stop is a ${now.role}`);
        await this.press('Enter');
        const id = await this.page.evaluate(() => document.activeElement.id);
        if (id !== 'indhold') throw new Error(`the skip link leads to "${id}"`);
    }

    // A key that leads to another page.
    async leave(key = 'Enter') {
        await Promise.all([this.page.waitForNavigation(), this.press(key)]);
    }

    async follow(wanted, options) {
        await this.tabTo(wanted, { role: 'link', ...options });
        await this.leave();
    }

    async push(wanted, options) {
        await this.tabTo(wanted, { role: 'button', ...options });
        await this.leave();
    }

    // Writes into a field in place of what stands there.
    async write(label, text, options) {
        await this.tabTo(label, options);
        await this.press('Control+A');
        await this.page.keyboard.type(text);
        const { value } = await this.focused(true);
        if (value !== text) throw new Error(`"${label}" holds "${value}", not "${text}"`);
    }

    // A date, part by part, in the order in which this browser asks for them.
    async date(label, iso, options) {
        const [year, month, day] = iso.split('-');
        await this.tabTo(label, options);
        for (const parts of [[month, day], [day, month]]) {
            await this.page.keyboard.type(parts.join('') + year);
            const { value } = await this.focused(true);
            if (value === iso) return;
            for (let i = 0; i < 3; i++) await this.press('ArrowLeft');
        }
        throw new Error(`"${label}" cannot be written as ${iso}`);
    }

    // Goes down with `key` until `holds`.
    async arrowTo(what, holds, most = 30) {
        for (let i = 0; i <= most; i++) {
            const now = await this.focused(true);
            if (holds(now)) return;
            await this.press('ArrowDown');
        }
        throw new Error(`${most} arrows do not reach ${what} on ${this.page.url()}`);
    }

    async choose(label, option, options) {
        await this.tabTo(label, options);
        await this.press('Home');
        await this.arrowTo(option, (now) => fits(now.value, option));
    }

    // Of the radio buttons that Tab comes to next, the one with this name.
    async radio(first, name, options) {
        const now = await this.tabTo(first, { role: 'radio', ...options });
        if (!now.checked) await this.press('Space');
        await this.arrowTo(name, (at) => fits(at.name, name) && at.checked);
        this.mustBeSeen(await this.focused(true));
    }
}
