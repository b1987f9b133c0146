-- A run's payments are read a page at a time, in the order they were sent.
CREATE INDEX betaling_koersel_eksport ON betaling (kommune, koersel, eksport, id);
