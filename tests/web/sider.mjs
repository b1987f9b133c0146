// Every page there is, in the states in which it looks different. A new page is added here: then it
// is checked in both languages, at both widths and without scripts, and photographed.
//
// navn: of the photograph; sti: the address; status: what it answers, if not 200.

export const sider = [
    { navn: 'forside', sti: '/' },
    { navn: 'beregn', sti: '/beregn' },
    { navn: 'beregn-svar',
        sti: '/beregn?haandbog=morsoe&maaned=2021-06&art=doegn&alder=8&foedt=6' +
            '&trin=5&soeskende=0&situation=&dag=&doegn=' },
    { navn: 'beregn-fejl',
        sti: '/beregn?haandbog=morsoe&maaned=2021-06&art=doegn&alder=8&foedt=6&dag=x' },
    { navn: 'haandbog', sti: '/haandbog' },
    { navn: 'haandbog-laes', sti: '/haandbog/morsoe/2021-01-01' },
    { navn: 'haandbog-soeg', sti: '/haandbog/morsoe/2021-01-01?soeg=lommepenge' },
    { navn: 'log-ind', sti: '/log-ind' },
    { navn: 'findes-ikke', sti: '/findes-ikke', status: 404 },
];
