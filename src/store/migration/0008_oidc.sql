-- Login through a provider that the kommune trusts (OpenID Connect).

-- Who a user is there: emne is the value of the claim that was chosen with that provider, udsteder
-- its issuer. The newest row of a user and an issuer holds: givet 1 or 0. af: the user who gave or
-- took it. What is done is in bruger_haendelse too, as `oidc`.
CREATE TABLE bruger_emne (
    kommune INTEGER NOT NULL,
    bruger TEXT NOT NULL,
    nr INTEGER NOT NULL,
    udsteder TEXT NOT NULL,
    emne TEXT NOT NULL,
    givet INTEGER NOT NULL,
    af TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, bruger, nr),
    CONSTRAINT bruger_emne_givet CHECK (givet IN (0, 1)),
    FOREIGN KEY (kommune, bruger) REFERENCES bruger (kommune, id)
) STRICT, WITHOUT ROWID;
-- insert only: bruger_emne
CREATE INDEX bruger_emne_emne ON bruger_emne (kommune, udsteder, emne, bruger);

-- Browsers that are on their way to a provider and back, by the SHA-256 of what is kept there. A
-- row is used once and removed, or swept away after a few minutes. til: the address of ours to go
-- on to. igen: the user is to log in there once more, 1 or 0.
CREATE TABLE oidc_rejse (
    kommune INTEGER NOT NULL,
    hash TEXT NOT NULL,
    udbyder TEXT NOT NULL,
    til TEXT NOT NULL,
    igen INTEGER NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, hash),
    CONSTRAINT oidc_rejse_igen CHECK (igen IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX oidc_rejse_tid ON oidc_rejse (kommune, tid_us);

-- The issuer a session was opened through; empty for a local account.
ALTER TABLE session ADD COLUMN udsteder TEXT NOT NULL DEFAULT '';
