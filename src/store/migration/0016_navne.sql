-- Names: in Danish order, and what a person was called before.

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

-- What names are sorted by: the key that base/orden.h makes when a name is written. Here it is made
-- of the names that are there, letter by letter, by the same table.
ALTER TABLE person ADD COLUMN navn_orden TEXT NOT NULL DEFAULT '';

-- only: sqlite
UPDATE person SET navn_orden = f.noegle FROM (
WITH RECURSIVE bogstav (fra, til) AS (VALUES
    ('A', 'a'), ('À', 'a'), ('Á', 'a'), ('Â', 'a'), ('Ã', 'a'), ('Ā', 'a'), ('Ă', 'a'),
    ('Ą', 'a'), ('à', 'a'), ('á', 'a'), ('â', 'a'), ('ã', 'a'), ('ā', 'a'), ('ă', 'a'),
    ('ą', 'a'), ('B', 'b'), ('C', 'c'), ('Ç', 'c'), ('Ć', 'c'), ('Ĉ', 'c'), ('Ċ', 'c'),
    ('Č', 'c'), ('ç', 'c'), ('ć', 'c'), ('ĉ', 'c'), ('ċ', 'c'), ('č', 'c'), ('D', 'd'),
    ('Ď', 'd'), ('Đ', 'd'), ('Ð', 'd'), ('ď', 'd'), ('đ', 'd'), ('ð', 'd'), ('E', 'e'),
    ('È', 'e'), ('É', 'e'), ('Ê', 'e'), ('Ë', 'e'), ('Ē', 'e'), ('Ĕ', 'e'), ('Ė', 'e'),
    ('Ę', 'e'), ('Ě', 'e'), ('è', 'e'), ('é', 'e'), ('ê', 'e'), ('ë', 'e'), ('ē', 'e'),
    ('ĕ', 'e'), ('ė', 'e'), ('ę', 'e'), ('ě', 'e'), ('F', 'f'), ('G', 'g'), ('Ĝ', 'g'),
    ('Ğ', 'g'), ('Ġ', 'g'), ('Ģ', 'g'), ('ĝ', 'g'), ('ğ', 'g'), ('ġ', 'g'), ('ģ', 'g'),
    ('H', 'h'), ('Ĥ', 'h'), ('Ħ', 'h'), ('ĥ', 'h'), ('ħ', 'h'), ('I', 'i'), ('Ì', 'i'),
    ('Í', 'i'), ('Î', 'i'), ('Ï', 'i'), ('Ĩ', 'i'), ('Ī', 'i'), ('Ĭ', 'i'), ('Į', 'i'),
    ('İ', 'i'), ('ì', 'i'), ('í', 'i'), ('î', 'i'), ('ï', 'i'), ('ĩ', 'i'), ('ī', 'i'),
    ('ĭ', 'i'), ('į', 'i'), ('ı', 'i'), ('J', 'j'), ('Ĵ', 'j'), ('ĵ', 'j'), ('K', 'k'),
    ('Ķ', 'k'), ('ķ', 'k'), ('L', 'l'), ('Ĺ', 'l'), ('Ļ', 'l'), ('Ľ', 'l'), ('Ł', 'l'),
    ('ĺ', 'l'), ('ļ', 'l'), ('ľ', 'l'), ('ł', 'l'), ('M', 'm'), ('N', 'n'), ('Ñ', 'n'),
    ('Ń', 'n'), ('Ņ', 'n'), ('Ň', 'n'), ('ñ', 'n'), ('ń', 'n'), ('ņ', 'n'), ('ň', 'n'),
    ('O', 'o'), ('Ò', 'o'), ('Ó', 'o'), ('Ô', 'o'), ('Õ', 'o'), ('Ō', 'o'), ('Ŏ', 'o'),
    ('ò', 'o'), ('ó', 'o'), ('ô', 'o'), ('õ', 'o'), ('ō', 'o'), ('ŏ', 'o'), ('P', 'p'),
    ('Q', 'q'), ('R', 'r'), ('Ŕ', 'r'), ('Ŗ', 'r'), ('Ř', 'r'), ('ŕ', 'r'), ('ŗ', 'r'),
    ('ř', 'r'), ('S', 's'), ('Ś', 's'), ('Ŝ', 's'), ('Ş', 's'), ('Š', 's'), ('Ș', 's'),
    ('ś', 's'), ('ŝ', 's'), ('ş', 's'), ('š', 's'), ('ș', 's'), ('T', 't'), ('Ţ', 't'),
    ('Ť', 't'), ('Ŧ', 't'), ('Ț', 't'), ('ţ', 't'), ('ť', 't'), ('ŧ', 't'), ('ț', 't'),
    ('U', 'u'), ('Ù', 'u'), ('Ú', 'u'), ('Û', 'u'), ('Ũ', 'u'), ('Ū', 'u'), ('Ŭ', 'u'),
    ('Ů', 'u'), ('Ų', 'u'), ('ù', 'u'), ('ú', 'u'), ('û', 'u'), ('ũ', 'u'), ('ū', 'u'),
    ('ŭ', 'u'), ('ů', 'u'), ('ų', 'u'), ('V', 'v'), ('W', 'w'), ('Ŵ', 'w'), ('ŵ', 'w'),
    ('X', 'x'), ('Y', 'y'), ('Ý', 'y'), ('ÿ', 'y'), ('Ŷ', 'y'), ('Ÿ', 'y'), ('Ü', 'y'),
    ('Ű', 'y'), ('ý', 'y'), ('ŷ', 'y'), ('ü', 'y'), ('ű', 'y'), ('Z', 'z'), ('Ź', 'z'),
    ('Ż', 'z'), ('Ž', 'z'), ('ź', 'z'), ('ż', 'z'), ('ž', 'z'), ('Œ', 'oe'), ('œ', 'oe'),
    ('ß', 'ss'), ('Þ', 'th'), ('þ', 'th'), ('Æ', '{'), ('Ä', '{'), ('æ', '{'), ('ä', '{'),
    ('Ø', '|'), ('Ö', '|'), ('Ő', '|'), ('ø', '|'), ('ö', '|'), ('ő', '|'), ('Å', '}'),
    ('å', '}'), ('-', ' '), ('_', ' '), ('/', ' '), (' ', ' '), ('!', ''), ('"', ''), ('#', ''),
    ('$', ''), ('%', ''), ('&', ''), ('''', ''), ('(', ''), (')', ''), ('*', ''), ('+', ''),
    (',', ''), ('.', ''), (':', ''), (';', ''), ('<', ''), ('=', ''), ('>', ''), ('?', ''),
    ('@', ''), ('[', ''), (']', ''), ('^', ''), ('`', ''), ('{', ''), ('|', ''),
    ('}', ''), ('~', ''), ('´', ''), ('‘', ''), ('’', '')
), tegn (kommune, person, navn, nr, noegle) AS (
    SELECT kommune, id, navn, 1, '' FROM person
     UNION ALL
    SELECT t.kommune, t.person, t.navn, t.nr + 1, printf('%s%s', t.noegle,
           coalesce((SELECT b.til FROM bogstav b WHERE b.fra = substr(t.navn, t.nr, 1)),
                    substr(t.navn, t.nr, 1)))
      FROM tegn t WHERE t.nr <= length(t.navn)
)
SELECT kommune, person, replace(noegle, 'aa', '}') AS noegle FROM tegn WHERE nr > length(navn)
) f WHERE f.kommune = person.kommune AND f.person = person.id;
-- end

-- only: postgres
UPDATE person SET navn_orden = f.noegle FROM (
WITH RECURSIVE bogstav (fra, til) AS (VALUES
    ('A', 'a'), ('À', 'a'), ('Á', 'a'), ('Â', 'a'), ('Ã', 'a'), ('Ā', 'a'), ('Ă', 'a'),
    ('Ą', 'a'), ('à', 'a'), ('á', 'a'), ('â', 'a'), ('ã', 'a'), ('ā', 'a'), ('ă', 'a'),
    ('ą', 'a'), ('B', 'b'), ('C', 'c'), ('Ç', 'c'), ('Ć', 'c'), ('Ĉ', 'c'), ('Ċ', 'c'),
    ('Č', 'c'), ('ç', 'c'), ('ć', 'c'), ('ĉ', 'c'), ('ċ', 'c'), ('č', 'c'), ('D', 'd'),
    ('Ď', 'd'), ('Đ', 'd'), ('Ð', 'd'), ('ď', 'd'), ('đ', 'd'), ('ð', 'd'), ('E', 'e'),
    ('È', 'e'), ('É', 'e'), ('Ê', 'e'), ('Ë', 'e'), ('Ē', 'e'), ('Ĕ', 'e'), ('Ė', 'e'),
    ('Ę', 'e'), ('Ě', 'e'), ('è', 'e'), ('é', 'e'), ('ê', 'e'), ('ë', 'e'), ('ē', 'e'),
    ('ĕ', 'e'), ('ė', 'e'), ('ę', 'e'), ('ě', 'e'), ('F', 'f'), ('G', 'g'), ('Ĝ', 'g'),
    ('Ğ', 'g'), ('Ġ', 'g'), ('Ģ', 'g'), ('ĝ', 'g'), ('ğ', 'g'), ('ġ', 'g'), ('ģ', 'g'),
    ('H', 'h'), ('Ĥ', 'h'), ('Ħ', 'h'), ('ĥ', 'h'), ('ħ', 'h'), ('I', 'i'), ('Ì', 'i'),
    ('Í', 'i'), ('Î', 'i'), ('Ï', 'i'), ('Ĩ', 'i'), ('Ī', 'i'), ('Ĭ', 'i'), ('Į', 'i'),
    ('İ', 'i'), ('ì', 'i'), ('í', 'i'), ('î', 'i'), ('ï', 'i'), ('ĩ', 'i'), ('ī', 'i'),
    ('ĭ', 'i'), ('į', 'i'), ('ı', 'i'), ('J', 'j'), ('Ĵ', 'j'), ('ĵ', 'j'), ('K', 'k'),
    ('Ķ', 'k'), ('ķ', 'k'), ('L', 'l'), ('Ĺ', 'l'), ('Ļ', 'l'), ('Ľ', 'l'), ('Ł', 'l'),
    ('ĺ', 'l'), ('ļ', 'l'), ('ľ', 'l'), ('ł', 'l'), ('M', 'm'), ('N', 'n'), ('Ñ', 'n'),
    ('Ń', 'n'), ('Ņ', 'n'), ('Ň', 'n'), ('ñ', 'n'), ('ń', 'n'), ('ņ', 'n'), ('ň', 'n'),
    ('O', 'o'), ('Ò', 'o'), ('Ó', 'o'), ('Ô', 'o'), ('Õ', 'o'), ('Ō', 'o'), ('Ŏ', 'o'),
    ('ò', 'o'), ('ó', 'o'), ('ô', 'o'), ('õ', 'o'), ('ō', 'o'), ('ŏ', 'o'), ('P', 'p'),
    ('Q', 'q'), ('R', 'r'), ('Ŕ', 'r'), ('Ŗ', 'r'), ('Ř', 'r'), ('ŕ', 'r'), ('ŗ', 'r'),
    ('ř', 'r'), ('S', 's'), ('Ś', 's'), ('Ŝ', 's'), ('Ş', 's'), ('Š', 's'), ('Ș', 's'),
    ('ś', 's'), ('ŝ', 's'), ('ş', 's'), ('š', 's'), ('ș', 's'), ('T', 't'), ('Ţ', 't'),
    ('Ť', 't'), ('Ŧ', 't'), ('Ț', 't'), ('ţ', 't'), ('ť', 't'), ('ŧ', 't'), ('ț', 't'),
    ('U', 'u'), ('Ù', 'u'), ('Ú', 'u'), ('Û', 'u'), ('Ũ', 'u'), ('Ū', 'u'), ('Ŭ', 'u'),
    ('Ů', 'u'), ('Ų', 'u'), ('ù', 'u'), ('ú', 'u'), ('û', 'u'), ('ũ', 'u'), ('ū', 'u'),
    ('ŭ', 'u'), ('ů', 'u'), ('ų', 'u'), ('V', 'v'), ('W', 'w'), ('Ŵ', 'w'), ('ŵ', 'w'),
    ('X', 'x'), ('Y', 'y'), ('Ý', 'y'), ('ÿ', 'y'), ('Ŷ', 'y'), ('Ÿ', 'y'), ('Ü', 'y'),
    ('Ű', 'y'), ('ý', 'y'), ('ŷ', 'y'), ('ü', 'y'), ('ű', 'y'), ('Z', 'z'), ('Ź', 'z'),
    ('Ż', 'z'), ('Ž', 'z'), ('ź', 'z'), ('ż', 'z'), ('ž', 'z'), ('Œ', 'oe'), ('œ', 'oe'),
    ('ß', 'ss'), ('Þ', 'th'), ('þ', 'th'), ('Æ', '{'), ('Ä', '{'), ('æ', '{'), ('ä', '{'),
    ('Ø', '|'), ('Ö', '|'), ('Ő', '|'), ('ø', '|'), ('ö', '|'), ('ő', '|'), ('Å', '}'),
    ('å', '}'), ('-', ' '), ('_', ' '), ('/', ' '), (' ', ' '), ('!', ''), ('"', ''), ('#', ''),
    ('$', ''), ('%', ''), ('&', ''), ('''', ''), ('(', ''), (')', ''), ('*', ''), ('+', ''),
    (',', ''), ('.', ''), (':', ''), (';', ''), ('<', ''), ('=', ''), ('>', ''), ('?', ''),
    ('@', ''), ('[', ''), (']', ''), ('^', ''), ('`', ''), ('{', ''), ('|', ''),
    ('}', ''), ('~', ''), ('´', ''), ('‘', ''), ('’', '')
), tegn (kommune, person, navn, nr, noegle) AS (
    SELECT kommune, id, navn, 1, ''::text COLLATE "C" FROM person
     UNION ALL
    SELECT t.kommune, t.person, t.navn, t.nr + 1, (t.noegle
           || coalesce((SELECT b.til FROM bogstav b WHERE b.fra = substr(t.navn, t.nr, 1)),
                       substr(t.navn, t.nr, 1))) COLLATE "C"
      FROM tegn t WHERE t.nr <= length(t.navn)
)
SELECT kommune, person, replace(noegle, 'aa', '}') AS noegle FROM tegn WHERE nr > length(navn)
) f WHERE f.kommune = person.kommune AND f.person = person.id;
-- end
