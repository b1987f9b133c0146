-- What a draft of rules or rates costs, once for each text of it, day and choice of months under
-- the facts and rules there are: made by the queue, and shown to all who look until one of them is
-- another. registrering: the newest of the register. regler: hash of what is in force. svar:
-- simulering_print_json. gaelder_fra: the first day the text changes.
CREATE TABLE udkast_koster (
    kommune INTEGER NOT NULL,
    udkast TEXT NOT NULL,
    tekst INTEGER NOT NULL,
    dag INTEGER NOT NULL,
    fra INTEGER NOT NULL,
    maaneder INTEGER NOT NULL,
    registrering INTEGER NOT NULL,
    regler TEXT NOT NULL,
    gaelder_fra INTEGER NOT NULL,
    svar TEXT NOT NULL,
    tid_us INTEGER NOT NULL,
    PRIMARY KEY (kommune, udkast, tekst, dag, fra, maaneder, registrering, regler)
) STRICT, WITHOUT ROWID;
-- insert only: udkast_koster
