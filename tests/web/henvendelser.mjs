// Two messages of a family that the pages are looked at with: one that is answered, and one that
// waits. Only a family itself can write one, so they are sent as it sends them.

const navngivet = (kilde, navn) =>
    kilde.match(new RegExp(`name="${navn}" value="([^"]*)"`))?.[1] ?? '';

// The page's form with its own hidden fields and these; returns where it leads.
async function send(request, base, side, til, felter) {
    const kilde = await (await request.get(base + side)).text();
    const form = { csrf: navngivet(kilde, 'csrf'), ...felter };
    for (const navn of ['id', 'trin']) if (navngivet(kilde, navn)) form[navn] = navngivet(kilde, navn);
    const answer = await request.post(base + til, {
        form, maxRedirects: 0, headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
    if (answer.status() !== 303) throw new Error(`${til} answered ${answer.status()}`);
    return answer.headers().location;
}

// `inde(som)`: a context of who has come in. Returns what {henvendelse} and {venter} stand for.
export async function henvendelser(inde, base) {
    const familie = await inde('familie-2');
    const skriv = async (art, felter) => {
        const sti = `/familie/F000002/fortael/${art}`;
        return (await send(familie.request, base, sti, sti, felter)).split('/').pop();
    };
    const henvendelse = await skriv('flyttet', {
        dag: '2021-06-14',
        tekst: 'Drengen flyttede hjem til sin mor mandag den 14. juni.\nHvad sker der med ' +
            'lommepengene for resten af måneden?',
    });
    const venter = await skriv('andet', { tekst: 'Hvornår får vi besked om ferien?' });
    const karen = await inde('karen');
    const sti = `/henvendelser/${henvendelse}`;
    await send(karen.request, base, sti, `${sti}/svar`, {
        tekst: 'Tak, fordi I skrev. Vi har registreret, at han flyttede den 14. juni.\n' +
            'Lommepengene betales til og med den 13.; I kan se det på den næste udbetaling.',
    });
    await Promise.all([familie.close(), karen.close()]);
    return { henvendelse, venter };
}
