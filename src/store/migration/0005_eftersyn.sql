-- What families owe is asked often and is few of the journal's rows: an index of those alone.

CREATE INDEX journal_skyldes ON journal (kommune, debet, beloeb_oere)
    WHERE debet = 'tilgodehavende';
CREATE INDEX journal_betalt_tilbage ON journal (kommune, kredit, beloeb_oere)
    WHERE kredit = 'tilgodehavende';
