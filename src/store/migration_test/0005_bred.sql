-- A row of the usual width, for the benchmark.

CREATE TABLE test_bred (
    kommune INTEGER NOT NULL,
    id TEXT NOT NULL,
    anbringelse TEXT NOT NULL,
    ydelse TEXT NOT NULL,
    maaned INTEGER NOT NULL,
    fra INTEGER NOT NULL,
    til INTEGER NOT NULL,
    beloeb_oere INTEGER NOT NULL,
    antal INTEGER,
    kanal TEXT NOT NULL,
    note TEXT,
    registrering INTEGER NOT NULL,
    PRIMARY KEY (kommune, id)
) STRICT, WITHOUT ROWID;
