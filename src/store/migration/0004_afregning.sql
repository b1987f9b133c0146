-- Månedsafregning. A run (koersel) is computed into numbered editions (udgave); one of them is
-- approved; then the journal grows. Everything here is only added to.

-- What was used and made, by the SHA-256 of its text: facts, handbooks, rates, lines, files.
CREATE TABLE indhold (
    kommune INTEGER NOT NULL,
    hash TEXT NOT NULL,
    art TEXT NOT NULL,
    tekst TEXT NOT NULL,
    PRIMARY KEY (kommune, hash)
) STRICT, WITHOUT ROWID;
-- insert only: indhold

-- maaned: year × 12 + month − 1. loebenr: 1, 2, 3 … in the order they were made.
CREATE TABLE koersel (
    kommune INTEGER NOT NULL,
    loebenr INTEGER NOT NULL,
    maaned INTEGER NOT NULL,
    skaeringsdato INTEGER NOT NULL,
    dispositionsdato INTEGER NOT NULL,
    ekstra INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, loebenr),
    CONSTRAINT koersel_ekstra CHECK (ekstra IN (0, 1)),
    CONSTRAINT koersel_loebenr CHECK (loebenr > 0)
) STRICT, WITHOUT ROWID;
-- insert only: koersel

-- The moves of a run, numbered from 1; the newest says what state it is in. Two who move a run at
-- once draw the same number, and one of them is refused. begrundelse: fritekst.id, or NULL.
CREATE TABLE koersel_flytning (
    kommune INTEGER NOT NULL,
    koersel INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    fra TEXT NOT NULL,
    til TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    begrundelse TEXT,
    PRIMARY KEY (kommune, koersel, nr),
    FOREIGN KEY (kommune, koersel) REFERENCES koersel (kommune, loebenr)
) STRICT, WITHOUT ROWID;
-- insert only: koersel_flytning

-- One computation. skaering: the highest registrering used. efter: how many approvals there were
-- (afregning.nr), so that only the next one can be made of it. plan, fakta, linjer: indhold.hash.
CREATE TABLE koersel_udgave (
    kommune INTEGER NOT NULL,
    koersel INTEGER NOT NULL,
    udgave INTEGER NOT NULL,
    efter INTEGER NOT NULL,
    skaering INTEGER NOT NULL,
    motor TEXT NOT NULL,
    plan TEXT NOT NULL,
    fakta TEXT NOT NULL,
    linjer TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, koersel, udgave),
    FOREIGN KEY (kommune, koersel) REFERENCES koersel (kommune, loebenr),
    FOREIGN KEY (kommune, plan) REFERENCES indhold (kommune, hash),
    FOREIGN KEY (kommune, fakta) REFERENCES indhold (kommune, hash),
    FOREIGN KEY (kommune, linjer) REFERENCES indhold (kommune, hash)
) STRICT, WITHOUT ROWID;
-- insert only: koersel_udgave

-- What an edition would change: one row for each key whose computed amount is not what was
-- granted. efter: journal.nr of the newest grant of the key; 0 when there is none.
CREATE TABLE koersel_forskel (
    kommune INTEGER NOT NULL,
    koersel INTEGER NOT NULL,
    udgave INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    anbringelse TEXT NOT NULL,
    ydelse TEXT NOT NULL,
    modtager TEXT NOT NULL,
    kanal TEXT NOT NULL,
    skat TEXT NOT NULL,
    maaned INTEGER NOT NULL,
    efter INTEGER NOT NULL,
    tilkendt_oere INTEGER NOT NULL,
    beregnet_oere INTEGER NOT NULL,
    art TEXT NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (kommune, koersel, udgave, nr),
    UNIQUE (kommune, koersel, udgave, anbringelse, ydelse, modtager, kanal, skat, maaned),
    CONSTRAINT koersel_forskel_er CHECK (tilkendt_oere <> beregnet_oere)
) STRICT, WITHOUT ROWID;
-- insert only: koersel_forskel

-- What could not be computed. The lacks of the newest approved edition are all that are open.
CREATE TABLE koersel_mangel (
    kommune INTEGER NOT NULL,
    koersel INTEGER NOT NULL,
    udgave INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    plejefamilie TEXT NOT NULL,
    anbringelse TEXT NOT NULL,
    maaned INTEGER NOT NULL,
    ydelse TEXT NOT NULL,
    mangler TEXT NOT NULL,
    grund TEXT NOT NULL,
    fra INTEGER NOT NULL,
    til INTEGER NOT NULL,
    PRIMARY KEY (kommune, koersel, udgave, nr)
) STRICT, WITHOUT ROWID;
-- insert only: koersel_mangel

-- The approvals of a kommune, numbered without gaps. til_maaned: months up to and including this
-- one are settled. A second approval computed from the same state has the same nr, and is refused.
CREATE TABLE afregning (
    kommune INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    koersel INTEGER NOT NULL,
    udgave INTEGER NOT NULL,
    fra_maaned INTEGER NOT NULL,
    til_maaned INTEGER NOT NULL,
    skaering INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, nr),
    UNIQUE (kommune, koersel),
    FOREIGN KEY (kommune, koersel, udgave) REFERENCES koersel_udgave (kommune, koersel, udgave)
) STRICT, WITHOUT ROWID;
-- insert only: afregning

-- The rules and rates a month was last settled with, as one hash. A month whose hash has changed
-- is computed anew for everybody.
CREATE TABLE afregning_plan (
    kommune INTEGER NOT NULL,
    maaned INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    aftryk TEXT NOT NULL,
    PRIMARY KEY (kommune, maaned, nr),
    FOREIGN KEY (kommune, nr) REFERENCES afregning (kommune, nr)
) STRICT, WITHOUT ROWID;
-- insert only: afregning_plan

-- The journal: each row moves beloeb_oere (> 0) between two accounts, so that they sum to zero
-- whatever happens: debet gets minus, kredit plus. nr is gap-free; hash is that of the row before
-- (forrige) and every column of this one. What a column does not concern is empty or 0.
--   efter, tilkendt_oere: for grants (art tilkendelse, aconto, faktura, kreditnota): the grant
--   before on its key, and what has been granted on the key in all after it. NULL in efter for all
--   other rows.
--   reference: betaling.id or beslutning.id. aar: the income year of rows that move a payment, the
--   year of its dispositionsdato; 0 for all other rows.
CREATE TABLE journal (
    kommune INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    art TEXT NOT NULL,
    debet TEXT NOT NULL,
    kredit TEXT NOT NULL,
    beloeb_oere INTEGER NOT NULL,
    koersel INTEGER NOT NULL,
    anbringelse TEXT NOT NULL,
    ydelse TEXT NOT NULL,
    modtager TEXT NOT NULL,
    kanal TEXT NOT NULL,
    skat TEXT NOT NULL,
    maaned INTEGER NOT NULL,
    aar INTEGER NOT NULL,
    efter INTEGER,
    tilkendt_oere INTEGER NOT NULL,
    reference TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    forrige TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (kommune, nr),
    UNIQUE (kommune, anbringelse, ydelse, modtager, kanal, skat, maaned, efter),
    CONSTRAINT journal_beloeb CHECK (beloeb_oere > 0),
    CONSTRAINT journal_debet CHECK (debet IN
        ('tilkendt', 'skyldig', 'udbetalt', 'afvist', 'tilgodehavende', 'eftergivet')),
    CONSTRAINT journal_kredit CHECK (kredit IN
        ('tilkendt', 'skyldig', 'udbetalt', 'afvist', 'tilgodehavende', 'eftergivet')),
    CONSTRAINT journal_konti CHECK (debet <> kredit)
) STRICT, WITHOUT ROWID;
-- insert only: journal
CREATE INDEX journal_koersel ON journal (kommune, koersel, nr);
CREATE INDEX journal_modtager ON journal (kommune, modtager, nr);
CREATE INDEX journal_tilgodehavende ON journal (kommune, modtager, kanal)
    WHERE debet = 'tilgodehavende' OR kredit = 'tilgodehavende';

-- A person's decision on money: aconto (paid on a key that cannot be computed yet), faktura (a
-- supplier's invoice is paid), kreditnota (the supplier takes some of an invoice back), modregning
-- (how a tilgodehavende is drawn), eftergivelse (it is waived), mellemregning (owed between the
-- family and others: told in a letter, never paid). tekst: fritekst.id of the reason. nummer: the
-- supplier's number of an invoice or a kreditnota. faktura: beslutning.id of the invoice a
-- kreditnota is against. vist: fritekst.id of what a letter says of a mellemregning. A decision is
-- carried out by the approval that names it in journal.reference, and taken back by a row in
-- beslutning_slut.
CREATE TABLE beslutning (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    art TEXT NOT NULL,
    anbringelse TEXT NOT NULL,
    ydelse TEXT NOT NULL,
    modtager TEXT NOT NULL,
    kanal TEXT NOT NULL,
    skat TEXT NOT NULL,
    maaned INTEGER NOT NULL,
    beloeb_oere INTEGER NOT NULL,
    pr_maaned_oere INTEGER NOT NULL,
    tekst TEXT NOT NULL,
    nummer TEXT NOT NULL,
    faktura TEXT NOT NULL,
    vist TEXT NOT NULL,
    familien_skylder INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, id),
    CONSTRAINT beslutning_art CHECK (art IN
        ('aconto', 'faktura', 'kreditnota', 'modregning', 'eftergivelse', 'mellemregning')),
    CONSTRAINT beslutning_beloeb CHECK (beloeb_oere > 0),
    CONSTRAINT beslutning_nummer CHECK ((art IN ('faktura', 'kreditnota')) = (nummer <> '')),
    CONSTRAINT beslutning_faktura CHECK ((art = 'kreditnota') = (faktura <> '')),
    CONSTRAINT beslutning_vist CHECK ((art = 'mellemregning') = (vist <> '')),
    CONSTRAINT beslutning_skylder CHECK (familien_skylder IN (0, 1))
) STRICT, WITHOUT ROWID;
-- insert only: beslutning
CREATE INDEX beslutning_modtager ON beslutning (kommune, modtager, nummer);

-- koersel: the run that carried it out; 0 where a person took it back.
CREATE TABLE beslutning_slut (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    aarsag TEXT NOT NULL,
    koersel INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, id),
    FOREIGN KEY (kommune, id) REFERENCES beslutning (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: beslutning_slut
CREATE INDEX beslutning_slut_koersel ON beslutning_slut (kommune, koersel, id);

-- Exports, numbered without gaps; each is some files. hoved: the journal's head when it was made.
-- manifest: indhold.hash. naeste_post: the next free record number of the bookkeeping files.
CREATE TABLE eksport (
    kommune INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    koersel INTEGER NOT NULL,
    manifest TEXT NOT NULL,
    hoved_nr INTEGER NOT NULL,
    hoved TEXT NOT NULL,
    naeste_post INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, nr),
    FOREIGN KEY (kommune, koersel) REFERENCES koersel (kommune, loebenr),
    FOREIGN KEY (kommune, manifest) REFERENCES indhold (kommune, hash)
) STRICT, WITHOUT ROWID;
-- insert only: eksport
CREATE INDEX eksport_koersel ON eksport (kommune, koersel, nr);

-- fil: a name without personal data. kanal: loen, nemkonto, leverandoer, postering. laengde: bytes
-- of the file itself; what is stored of it may be longer, and is large to read for its length.
CREATE TABLE eksport_fil (
    kommune INTEGER NOT NULL,
    eksport INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    kanal TEXT NOT NULL,
    fil TEXT NOT NULL,
    indhold TEXT NOT NULL,
    laengde INTEGER NOT NULL,
    antal INTEGER NOT NULL,
    sum_oere INTEGER NOT NULL,
    PRIMARY KEY (kommune, eksport, nr),
    UNIQUE (kommune, fil),
    FOREIGN KEY (kommune, eksport) REFERENCES eksport (kommune, nr),
    FOREIGN KEY (kommune, indhold) REFERENCES indhold (kommune, hash)
) STRICT, WITHOUT ROWID;
-- insert only: eksport_fil

-- A payment: what one payee gets over one channel in one export. igen: the rejected payment that
-- this one sends again; empty otherwise.
CREATE TABLE betaling (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    koersel INTEGER NOT NULL,
    eksport INTEGER NOT NULL,
    kanal TEXT NOT NULL,
    modtager TEXT NOT NULL,
    beloeb_oere INTEGER NOT NULL,
    dispositionsdato INTEGER NOT NULL,
    igen TEXT NOT NULL,
    PRIMARY KEY (kommune, id),
    CONSTRAINT betaling_beloeb CHECK (beloeb_oere > 0),
    FOREIGN KEY (kommune, eksport) REFERENCES eksport (kommune, nr)
) STRICT, WITHOUT ROWID;
-- insert only: betaling
-- All that is summed of a run's payments, so that ten thousand rows need not be read for it.
CREATE INDEX betaling_koersel ON betaling
    (kommune, koersel, eksport, kanal, dispositionsdato, beloeb_oere, id);
CREATE INDEX betaling_modtager ON betaling (kommune, modtager, id);

-- A journal row leaves once, over all channels: the journal's number is the key.
CREATE TABLE betaling_linje (
    kommune INTEGER NOT NULL,
    journal INTEGER NOT NULL,
    betaling TEXT NOT NULL,
    PRIMARY KEY (kommune, journal),
    FOREIGN KEY (kommune, journal) REFERENCES journal (kommune, nr),
    FOREIGN KEY (kommune, betaling) REFERENCES betaling (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: betaling_linje
CREATE INDEX betaling_linje_betaling ON betaling_linje (kommune, betaling, journal);

-- A rejected payment is sent again once at most.
CREATE TABLE betaling_igen (
    kommune INTEGER NOT NULL,
    afvist TEXT NOT NULL,
    ny TEXT NOT NULL,
    PRIMARY KEY (kommune, afvist),
    FOREIGN KEY (kommune, afvist) REFERENCES betaling (kommune, id),
    FOREIGN KEY (kommune, ny) REFERENCES betaling (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: betaling_igen

-- What the receiver answered. A final answer (godtaget, afvist) is given once.
CREATE TABLE kvittering (
    kommune INTEGER NOT NULL,
    betaling TEXT NOT NULL,
    svar TEXT NOT NULL,
    aarsag TEXT NOT NULL,
    fil TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, betaling),
    CONSTRAINT kvittering_svar CHECK (svar IN ('godtaget', 'afvist')),
    FOREIGN KEY (kommune, betaling) REFERENCES betaling (kommune, id),
    FOREIGN KEY (kommune, fil) REFERENCES indhold (kommune, hash)
) STRICT, WITHOUT ROWID;
-- insert only: kvittering

-- A payment that was carried out (godtaget), and whose money came back after that: once at most.
CREATE TABLE betaling_retur (
    kommune INTEGER NOT NULL,
    betaling TEXT NOT NULL,
    aarsag TEXT NOT NULL,
    fil TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, betaling),
    FOREIGN KEY (kommune, betaling) REFERENCES kvittering (kommune, betaling),
    FOREIGN KEY (kommune, fil) REFERENCES indhold (kommune, hash)
) STRICT, WITHOUT ROWID;
-- insert only: betaling_retur
