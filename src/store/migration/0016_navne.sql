-- What a person was called before.

-- Each registration of a name: from the day `fra` the person is called so. -25567 (1900): from the
-- beginning. The newest row of a day holds; tilbagekaldt 1 says that the name was not changed then.
-- nr 0: the name that was there when the first change was registered. A person whose name was never
-- changed has no rows. person.navn is what the person is called now. It is what people read, is in
-- no sum and no hash, and is erased with its person.
CREATE TABLE person_navn (
    kommune INTEGER NOT NULL,
    person TEXT NOT NULL,
    fra INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    tilbagekaldt INTEGER NOT NULL,
    navn TEXT NOT NULL,
    PRIMARY KEY (kommune, person, fra, nr),
    CONSTRAINT person_navn_tilbagekaldt CHECK (tilbagekaldt IN (0, 1))
) STRICT, WITHOUT ROWID;
