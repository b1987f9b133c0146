// The forms that can be refused at a field, each sent so that it is. They are states of their pages
// (sider.mjs), and afvist_case.mjs follows each reason to its field.
//
// send: the button that is pushed, and what stands in the fields by name ({ fil: text } is a file);
// fejl: the ids of the fields that are told of, in the order of the page; skabelon: the template
// the form is in, so that one that is forgotten is noticed.

const aaben = (navn, sti, som, skabelon, knap, felter, fejl) =>
    ({ navn, sti, som, skabelon, send: { knap, felter }, fejl, status: 400 });

export const afviste = [
    { navn: 'beregn-fejl', skabelon: 'beregn', fejl: ['maaned', 'dag'], status: 400,
        sti: '/beregn?haandbog=morsoe&maaned=1821-06&art=doegn&alder=8&foedt=6&dag=x' },
    { navn: 'revision-visninger-fejl', skabelon: 'revision_visninger', som: 'rikke',
        sti: '/revision/visninger?bruger=findes-ikke', fejl: ['bruger'], status: 400 },
    { navn: 'revision-kendt-fejl', skabelon: 'revision_kendt', som: 'rikke',
        sti: '/revision/kendt?anbringelse=findes-ikke', fejl: ['anbringelse'], status: 400 },
    { navn: 'anbringelse-kendt-fejl', skabelon: 'sager_anbringelse', som: 'eva',
        sti: '/anbringelser/D000001?kendt=x', fejl: ['kendt'], status: 400 },
    { navn: 'anbringelser-fejl', skabelon: 'sager_anbringelser', som: 'eva',
        sti: '/anbringelser?trin=x&slutter=y', fejl: ['trin', 'slutter'], status: 400 },
    { navn: 'familier-fejl', skabelon: 'sager_familier', som: 'eva',
        sti: '/familier?udloeber=x', fejl: ['udloeber'], status: 400 },
    { navn: 'udkast-koster-fejl', skabelon: 'udkast_koster', som: 'lene', status: 400,
        sti: '/udkast/yn6pl3z5a4p5yt5yzdvq/koster?maaneder=99', fejl: ['maaneder'] },

    aaben('familie-fortael-fejl', '/familie/F000001/fortael/flyttet', 'familie-1',
        'familie_formular', 'main form button', { dag: '1821-06-14', tekst: '2' }, ['dag']),
    aaben('familie-konto-fejl', '/familie/F000001/fortael/konto', 'familie-1',
        'familie_formular', 'main form button', { reg: '12', konto: '' }, ['reg', 'konto']),
    aaben('familie-henvendelse-fejl', '/familie/F000002/henvendelser/{henvendelse}', 'familie-2',
        'familie_henvendelse', 'main form button', { tekst: '' }, ['tekst']),
    aaben('forslag-fejl', '/forslag/morsoe/2021-01-01/regel-ydelse-kost-og-logi', 'familie-1',
        'forslag', 'main form button', { tekst: '' }, ['tekst']),
    aaben('henvendelse-svar-fejl', '/henvendelser/{henvendelse}', 'karen',
        'henvendelse_vis', 'form[action$="/svar"] button', { tekst: '' }, ['tekst']),
    aaben('henvendelse-videre-fejl', '/henvendelser/{venter}', 'karen',
        'henvendelse_vis', 'form[action$="/videre"] button', { rolle: '' }, ['rolle']),

    aaben('registrer-situation-fejl', '/anbringelser/D000001/registrer/situation', 'eva',
        'sager_formular', 'main form button', { fra: '' }, ['art', 'fra']),
    aaben('registrer-tilbage-fejl', '/anbringelser/D000001/tilbage/situation?fakta=s1', 'eva',
        'sager_tilbage', 'main form button', { hvorfor: '' }, ['hvorfor']),
    aaben('familien-konto-fejl', '/familier/F000001/konto/F000001-K', 'eva',
        'sager_konto', 'main form button', { reg: '1234', konto: '' }, ['konto']),
    aaben('familien-navn-fejl', '/familier/F000001/navn/F000001-K', 'eva',
        'sager_navneform', 'main form button', { navn: '', fra: '2021-06-01' }, ['navn']),
    aaben('familier-gem-fejl', '/familier?med_barn=ja', 'eva',
        'sager_liste_gem', 'form[action$="/filter"] button', { navn: '' }, ['navn']),

    aaben('adgang-ny-fejl', '/adgang/ny', 'rod',
        'adgang_ny', 'main form button', { navn: '?' }, ['navn', 'rolle-familieraadgiver']),
    aaben('adgang-person-fejl', '/adgang/familie/F000003-K', 'lene',
        'adgang_person', 'main form button', { navn: '?' }, ['navn']),
    aaben('adgang-bruger-fejl', '/adgang/bruger/eva', 'lene', 'adgang_bruger_vis',
        'form[action$="/sag"] button:not([name])', { anbringelse: 'D999999' }, ['anbringelse']),
    aaben('adgangskode-fejl', '/adgangskode', 'anna', 'adgangskode', 'main form button',
        { gammel: 'x', ny: 'fire ord uden mening', igen: 'fire andre ord' }, ['igen']),
    aaben('revision-fejl', '/revision', 'rikke', 'revision', 'form[action$="/journal"] button',
        { hoved: { fil: 'intet hoved' } }, ['hoved']),

    aaben('maaned-ny-fejl', '/maaned', 'anna',
        'maaned_ny', 'form[action="/maaned"] button', { skaering: '' }, ['skaering']),
    aaben('maaned-beslut-fejl', '/maaned/penge/aconto', 'anna', 'maaned_beslut',
        'main form button', { beloeb: 'meget' },
        ['anbringelse', 'maaned', 'modtager', 'beloeb', 'begrundelse']),
    aaben('maaned-kvittering-fejl', '/maaned/2', 'anna', 'maaned_eksport',
        'form[action$="/kvittering"] button', {}, ['fil']),

    aaben('takst-ny-fejl', '/takster/kl/ny?takst=vederlag_d%C3%B8gn', 'hans', 'takst_ny',
        'main form button', { fra: '2022-01-01', beloeb: 'meget' }, ['beloeb', 'kilde']),
    aaben('udkast-nyt-fejl', '/udkast/nyt', 'hans',
        'udkast_ny', 'main form button', { dag: '' }, ['dag']),
    aaben('udkast-tomt', '/udkast/prgyec5zco6gkpws5con', 'hans',
        'udkast_rediger', '.udkast-form button', { tekst: '' }, ['tekst']),
    aaben('udkast-opgiv-fejl', '/udkast/prgyec5zco6gkpws5con', 'hans',
        'udkast_rediger', 'form[action$="/opgiv"] button', {}, ['opgiv']),
    aaben('udkast-afvis-fejl', '/udkast/yn6pl3z5a4p5yt5yzdvq', 'lene',
        'udkast_rediger', 'form[action$="/afvis"] button', {}, ['afvis']),

    aaben('niveau-ny-fejl', '/indstillinger/ny', 'eva',
        'niveau_ny', 'main form button', { fra: '1821-06-14' }, ['anbringelse', 'fra']),
    aaben('niveau-kladde-fejl', '/indstillinger/jffmncbscnq63yksrhnb', 'eva',
        'niveau_sag', '[name=handling][value=gem]', { arbejde: 'to' }, ['arbejde']),
    aaben('niveau-svar-fejl', '/indstillinger/jffmncbscnq63yksrhnb', 'eva',
        'niveau_sag', '[name=handling][value=send]', {}, ['niveau']),
    aaben('niveau-beslut-fejl', '/indstillinger/cezuk4ue2teql4kghyrw', 'ulla',
        'niveau_gange', '[name=handling][value=beslut]', { begrundelse: '' }, ['beslut-tekst']),
    aaben('niveau-leder-fejl', '/indstillinger/pkrupfslcza353lfiz55', 'lene',
        'niveau_gange', '[name=handling][value=nej]', {}, ['godkend-tekst']),
    aaben('niveau-traek-fejl', '/indstillinger/cezuk4ue2teql4kghyrw', 'eva',
        'niveau_gange', '[name=handling][value=traek]', {}, ['traek-tekst']),
    aaben('dagsordener-fejl', '/dagsordener', 'karen',
        'niveau_moeder', 'main form button', { dag: '2021-06-01' }, ['dag']),
    aaben('dagsorden-fejl', '/dagsordener/wjfbtfkmhdo32wglp5xu', 'karen', 'niveau_dagsorden',
        '[name=handling][value=af]', {}, [/^af-/]),
    aaben('opsigelse-ny-fejl', '/opsigelser/ny?anbringelse=D000009', 'eva',
        'niveau_ny', 'main form button', { grund: '2', frist: '2021-06-01' }, ['frist']),
    aaben('opsigelse-fejl', '/opsigelser/q5w5dqqyljt3nnn3ta24', 'eva',
        'niveau_opsigelse', '[name=handling][value=svar]', {}, ['tekst']),
];

// Templates with a form that is not among them, and why.
export const uden = {
    adgang_emne: 'only with a provider of logins: adgang_emne_test.c',
    adgang_familie: 'a search: what is found is nothing',
    adgang_liste: 'a search: what is found is nothing',
    engangskode: 'only with a second factor: eftersyn_test.c',
    haandbog_laes: 'a search: what is found is nothing',
    log_ind: 'a trial has no password, and of the form nobody is told which field it was',
    maaned_forskelle: 'a search: what is found is nothing',
    maaned_naeste: 'only for a leader who may approve alone: maaned_test.c',
};
