-- The doors of the web. What must be remembered is added and never changed: who was given what, who
-- came in, who saw whom. What is a secret or lives for hours is replaced and removed: the tables
-- bruger_kode, bruger_totp, bruger_enhed, session and forsoeg.

-- Who a user is in the register, for a member of a foster family: person.id. The newest row of a
-- user holds: givet 1 or 0. af: the user who gave or took it.
CREATE TABLE bruger_person (
    kommune INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    nr INTEGER NOT NULL,
    person TEXT NOT NULL,
    givet INTEGER NOT NULL,
    af TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, bruger, nr),
    CONSTRAINT bruger_person_givet CHECK (givet IN (0, 1)),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: bruger_person
CREATE INDEX bruger_person_person ON bruger_person (kommune, person);

-- What happened at a user's door: kode, totp, lukket, familie, forsoeg, ind, bekraeftet, ud,
-- lukket_ude. af: who did it; empty when nobody has proved who it is.
CREATE TABLE bruger_haendelse (
    kommune INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    nr INTEGER NOT NULL,
    art TEXT NOT NULL,
    af TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, bruger, nr),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: bruger_haendelse

-- The password of a local account, as argon2id writes it, with its salt and costs. skift: another
-- than the user chose it, so it is to be changed at the next login.
CREATE TABLE bruger_kode (
    kommune INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    kode TEXT NOT NULL,
    skift INTEGER NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, bruger),
    CONSTRAINT bruger_kode_skift CHECK (skift IN (0, 1)),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;

-- The second factor: 160 bits in base32, and the newest step of 30 seconds whose code was used.
CREATE TABLE bruger_totp (
    kommune INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    hemmelighed TEXT NOT NULL,
    trin INTEGER NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, bruger),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;

-- Browsers a user has logged in from, by the SHA-256 of what is kept there. Whoever guesses at a
-- user's password from elsewhere cannot keep the user out of these.
CREATE TABLE bruger_enhed (
    kommune INTEGER NOT NULL,
    hash TEXT NOT NULL,
    bruger TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, hash),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bruger_enhed_bruger ON bruger_enhed (kommune, bruger);

-- Sessions that are open or ran out, by the SHA-256 of the id. frisk_us: when the second factor was
-- last given.
CREATE TABLE session (
    kommune INTEGER NOT NULL,
    hash TEXT NOT NULL,
    bruger TEXT NOT NULL,
    aabnet_us INTEGER NOT NULL,
    set_us INTEGER NOT NULL,
    frisk_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, hash),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_bruger ON session (kommune, bruger, aabnet_us);
CREATE INDEX session_aabnet ON session (kommune, aabnet_us);

-- How often somebody has tried in vain of late, by the SHA-256 of what is counted: a name (also one
-- that nobody has), a browser, an address.
CREATE TABLE forsoeg (
    kommune INTEGER NOT NULL,
    noegle TEXT NOT NULL,
    antal INTEGER NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, noegle)
) STRICT, WITHOUT ROWID;
CREATE INDEX forsoeg_tid ON forsoeg (kommune, tid_us);

-- The log of views: who saw what of whom, when and for what. nr counts from 1 for each user, and
-- hash is the SHA-256 of the row with the user's row before it, so that no row can be changed or
-- taken out of the middle unseen. antal: how many stood on the page. registrering: as known at.
CREATE TABLE visning (
    kommune INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    nr INTEGER NOT NULL,
    tid_us INTEGER NOT NULL,
    art TEXT NOT NULL,
    id TEXT NOT NULL,
    handling TEXT NOT NULL,
    formaal TEXT NOT NULL,
    rute TEXT NOT NULL,
    antal INTEGER NOT NULL,
    registrering INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (kommune, bruger, nr),
    CONSTRAINT visning_antal CHECK (antal >= 0),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: visning
CREATE INDEX visning_hvem ON visning (kommune, art, id, tid_us);
CREATE INDEX visning_tid ON visning (kommune, tid_us);

-- Which families a person belongs to.
CREATE INDEX husstand_person ON husstand (kommune, person);
CREATE INDEX kontrakt_holder ON kontrakt (kommune, holder);
