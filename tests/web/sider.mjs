// Every page there is, in the states in which it looks different. A new page is added here: then it
// is checked in both languages, at both widths and without scripts, and photographed.
//
// navn: of the photograph; sti: the address; status: what it answers, if not 200; som: who is logged
// in, a user of kommune.sh, or nobody.

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
    { navn: 'familie', sti: '/familie', som: 'familie-1' },
    { navn: 'familie-udbetaling', sti: '/familie/F000001/betaling/2', som: 'familie-1' },
    { navn: 'familie-dokumenter', sti: '/familie/F000001/dokumenter', som: 'familie-1' },
    { navn: 'familie-fortael', sti: '/familie/F000001/fortael/flyttet', som: 'familie-1' },
    { navn: 'familie-konto', sti: '/familie/F000001/fortael/konto', som: 'familie-1' },
    { navn: 'familie-henvendelser', sti: '/familie/F000001/henvendelser', som: 'familie-1' },
    { navn: 'adgangskode', sti: '/adgangskode', som: 'anna' },
    { navn: 'findes-ikke', sti: '/findes-ikke', status: 404 },
    { navn: 'anbringelser', sti: '/anbringelser', som: 'eva' },
    { navn: 'anbringelser-soegt', som: 'eva',
        sti: '/anbringelser?ophold=alle&art=aflastning&orden=ind' },
    { navn: 'anbringelser-ingen', sti: '/anbringelser?q=findesikke', som: 'eva' },
    { navn: 'anbringelse', sti: '/anbringelser/D000001', som: 'eva' },
    { navn: 'anbringelse-da', sti: '/anbringelser/D000001?kendt=2021-05-01', som: 'eva' },
    { navn: 'anbringelse-set', sti: '/anbringelser/D000001/set', som: 'eva' },
    { navn: 'familier', sti: '/familier?med_barn=ja', som: 'eva' },
    { navn: 'familien', sti: '/familier/F000001', som: 'lene' },
    { navn: 'familien-konto', sti: '/familier/F000001/konto/F000001-K', som: 'eva' },
    { navn: 'registrer-situation', sti: '/anbringelser/D000001/registrer/situation', som: 'eva' },
    { navn: 'registrer-aftale', sti: '/anbringelser/D000001/registrer/aftale', som: 'eva' },
    { navn: 'registrer-foedt', sti: '/anbringelser/D000001/registrer/barn', som: 'eva' },
    { navn: 'registrer-tilbage', som: 'eva',
        sti: '/anbringelser/D000001/tilbage/situation?fakta=s1' },
    { navn: 'registrer-ny', sti: '/anbringelser/ny?familie=F000001', som: 'eva' },
    { navn: 'registrer-familie', sti: '/familier/ny', som: 'eva' },
];
