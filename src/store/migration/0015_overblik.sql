-- What an edition comes to and what is new in it, as people look at it: written with the edition,
-- made of it and never the other way round.

-- slags, kode: what is summed (alt, kanal, mangler, foer, nyt, rettelse, rettelser), and which of
-- it. op_oere, ned_oere: what is granted more, and less; of foer and nyt the sum of the month
-- before, and of the run's own.
CREATE TABLE koersel_overblik (
    kommune INTEGER NOT NULL,
    koersel INTEGER NOT NULL,
    udgave INTEGER NOT NULL,
    slags TEXT NOT NULL,
    kode TEXT NOT NULL,
    antal INTEGER NOT NULL,
    op_oere INTEGER NOT NULL,
    ned_oere INTEGER NOT NULL,
    PRIMARY KEY (kommune, koersel, udgave, slags, kode),
    FOREIGN KEY (kommune, koersel, udgave) REFERENCES koersel_udgave (kommune, koersel, udgave)
) STRICT, WITHOUT ROWID;
-- insert only: koersel_overblik

-- Each placement that is paid otherwise than the month before, and why.
CREATE TABLE koersel_nyt (
    kommune INTEGER NOT NULL,
    koersel INTEGER NOT NULL,
    udgave INTEGER NOT NULL,
    grund TEXT NOT NULL,
    anbringelse TEXT NOT NULL,
    foer_oere INTEGER NOT NULL,
    nu_oere INTEGER NOT NULL,
    PRIMARY KEY (kommune, koersel, udgave, grund, anbringelse),
    FOREIGN KEY (kommune, koersel, udgave) REFERENCES koersel_udgave (kommune, koersel, udgave)
) STRICT, WITHOUT ROWID;
-- insert only: koersel_nyt
