#!/bin/bash
# The files of the payment channels, looked at with programs that know nothing of ours: xmllint for
# the XML, Python's own zip, csv and XML readers for the rest. All sums agree to the øre.
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/vederlag-kanal.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
writer=$(dirname "$VEDERLAG")/src/kanal/kanal_filer_test
KANAL_UD=$work "$writer" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }

for file in "$work"/*.xml; do
    xmllint --noout --nonet "$file" || exit 1
done

python3 - "$work" << 'END' || exit 1
import csv, io, os, sys, zipfile
from decimal import Decimal
import xml.etree.ElementTree as ET

folder = sys.argv[1]
passed = 0

def read(name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()

def check(what, found, expected):
    global passed
    if found != expected:
        print(f"{what}: found {found}, expected {expected}")
        sys.exit(1)
    passed += 1

def postings(name):
    """What a bookkeeping file credits its clearing account with; each ekspedition must balance."""
    last = Decimal(0)
    balance, number = {}, 0
    lines = read(name).decode("latin-1").split("\r\n")
    check(name + " end", lines[-2], "SLUTD%05d" % (len(lines) - 3))
    for line in lines[1:-2]:
        number += 1
        assert int(line[6:11]) == number, line
        if line[3:6] != "G69":
            continue
        fields = {part[:3]: part[3:] for part in line.split("&")[1:]}
        assert list(fields) == sorted(fields), line
        amount = Decimal(int(fields["112"])) / 100
        key = (fields["103"], fields["110"], fields["104"])
        sign = 1 if fields["113"] == "D" else -1
        balance[key] = balance.get(key, Decimal(0)) + sign * amount
        if fields["111"] == "9000001":
            last += amount
    assert not any(balance.values())
    return last

def pain(name):
    root = ET.fromstring(read(name))
    ns = {"p": root.tag[1:].split("}")[0]}
    amounts = [Decimal(e.text) for e in root.findall(".//p:InstdAmt", ns)]
    for place in (".//p:GrpHdr", ".//p:PmtInf"):
        part = root.find(place, ns)
        check(name + " NbOfTxs", int(part.find("p:NbOfTxs", ns).text), len(amounts))
        check(name + " CtrlSum", Decimal(part.find("p:CtrlSum", ns).text), sum(amounts))
    return sum(amounts)

def sheet(book, nr):
    """Rows of a sheet as lists of texts and Decimals."""
    shared = ["".join(t.text or "" for t in si.findall(".//{*}t"))
              for si in ET.fromstring(book.read("xl/sharedStrings.xml")).findall("{*}si")]
    rows = []
    for row in ET.fromstring(book.read(f"xl/worksheets/sheet{nr}.xml")).findall(".//{*}row"):
        cells = []
        for c in row.findall("{*}c"):
            value = c.find("{*}v")
            if value is None:
                continue
            cells.append(shared[int(value.text)] if c.get("t") == "s" else Decimal(value.text))
        rows.append(cells)
    return rows

def kroner(text):
    return Decimal(text.replace(",", "."))

def plain(text):
    """Without the apostrophe that keeps a spreadsheet from running a cell."""
    return text[1:] if text[:2] in ("'=", "'-", "'+", "'@") else text

for kind in ("nemkonto", "leverandoer"):
    check(kind, pain(f"v03-0101-000017-{kind}.xml"), pain(f"v09-0101-000017-{kind}.xml"))

text = read("0101-000017-loen-linjer.csv").decode("utf-8-sig")
rows = list(csv.reader(io.StringIO(text), delimiter=";"))
assert all(len(row) == 9 for row in rows) and text.endswith("\r\n")
lines = rows[1:-1]
total = kroner(rows[-1][8])
check("rows", sum(kroner(row[8]) for row in lines), total)
text = read("0101-000017-loen-personer.csv").decode("utf-8-sig")
persons = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
check("persons", sum(kroner(row[4]) for row in persons[:-1]), total)
by_person = {}
for row in lines:
    by_person[row[1], row[3]] = by_person.get((row[1], row[3]), Decimal(0)) + kroner(row[8])
check("each person", {(r[0], r[2]): kroner(r[4]) for r in persons[:-1]}, by_person)

book = zipfile.ZipFile(io.BytesIO(read("0101-000017-loen.xlsx")))
assert book.testzip() is None
cent = Decimal("0.01")
people, of_lines = sheet(book, 1), sheet(book, 2)
check("sheet of persons", [(r[0], r[4].quantize(cent)) for r in people[1:-2]],
      [(r[0], kroner(r[4])) for r in persons[:-1]])
check("sheet of lines", [(r[0], r[1], r[5], r[7].quantize(cent)) for r in of_lines[1:-2]],
      [(r[0], r[1], plain(r[6]), kroner(r[8])) for r in lines])
check("total", of_lines[-2][1].quantize(cent), total)
check("control", of_lines[-1][1], 0)
check("postings of the pay run", postings("0101-000017-postering.txt"), total)
print(f"# {passed} passed")
END
