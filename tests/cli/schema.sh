#!/bin/bash
# docs/sag.schema.json, asked by an implementation that is not ours (python3-jsonschema): it is a
# schema, the facts in tests/cases/ are valid, and each of some damaged ones is refused.
set -eu
cd "$(dirname "$0")/../.."

if ! python3 -c 'import jsonschema' 2> /dev/null; then
    echo 'schema.sh: python3-jsonschema is missing: apt-get install python3-jsonschema' >&2
    exit 1
fi

python3 - << 'END'
import copy
import glob
import json
import sys

import jsonschema

schema = json.load(open("docs/sag.schema.json", encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
passed = 0


def fail(text):
    print("schema.sh: " + text)
    sys.exit(1)


def check(facts, good, text):
    global passed
    if validator.is_valid(facts) != good:
        fail(text + (" is refused" if good else " is accepted"))
    passed += 1


files = sorted(glob.glob("tests/cases/facts_*.json"))
if len(files) < 3:
    fail("tests/cases/facts_*.json are missing")
for name in files:
    check(json.load(open(name, encoding="utf-8")), True, name)

base = json.load(open("tests/cases/facts_aflastning_og_aftaler.json", encoding="utf-8"))


def changed(path, value=None, remove=False):
    facts = copy.deepcopy(base)
    at = facts
    for part in path[:-1]:
        at = at[part]
    if remove:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return facts


R1, R2, D1 = ("sager", 0), ("sager", 1), ("sager", 2)
bad = [
    (("kommune",), 773),
    (("sager",), {}),
    (R1 + ("id",), ""),
    (R1 + ("id",), "140309-1234"),
    (R1 + ("id",), "1403091234"),
    (R1 + ("id",), "a b"),
    (R1 + ("navn",), "x"),
    (R1 + ("plejefamilie", "godkendelse"), "ukendt"),
    (R1 + ("barn", "foedt"), "14-03-2009"),
    (R1 + ("barn", "foedt"), "2009-13-01"),
    (R1 + ("barn", "foedt"), None),
    (R1 + ("barn", "foedt"), 20090314),
    (R1 + ("anbringelse", "art"), "døgn"),
    (R1 + ("anbringelse", "anbringende_kommune"), 12),
    (R1 + ("anbringelse", "doegn"), []),  # both places
    (R1 + ("indplacering", 0, "vederlag"), 5),  # both trin and vederlag
    (R1 + ("indplacering", 0, "trin"), "3"),
    (R1 + ("indplacering", 0, "trin"), 3.5),
    (R1 + ("doegn", 0, "til"), None),
    (D1 + ("aftaler", 0, "dage"), 3),
    (D1 + ("aftaler", 0, "beloeb_oere"), -1),
    (D1 + ("aftaler", 0, "begrundelse"), "to\nlinjer"),
    (D1 + ("aftaler", 2, "dage"), 3),
    (D1 + ("aftaler", 3, "ydelse"), "vederlag"),
    (D1 + ("ophoer",), []),
    (D1 + ("ophoer", "art"), "flytning"),
]
for path, value in bad:
    check(changed(path, value), False, "%s = %r" % ("/".join(map(str, path)), value))

missing = [
    ("sager",),
    R1 + ("id",),
    R1 + ("plejefamilie",),
    R1 + ("plejefamilie", "id"),
    R1 + ("barn", "foedt"),
    R1 + ("anbringelse", "art"),
    R1 + ("anbringelse", "indflyttet"),
    R1 + ("indplacering", 0, "trin"),
    R1 + ("doegn", 0, "til"),
    D1 + ("aftaler", 0, "ydelse"),
    D1 + ("aftaler", 0, "pr"),
    D1 + ("aftaler", 2, "vilkaar"),
    D1 + ("aftaler", 3, "dage"),
    D1 + ("ophoer", "dato"),
]
for path in missing:
    check(changed(path, remove=True), False, "without " + "/".join(map(str, path)))

for value, good in [(1, True), (99, True), ("5,5", True), ("5.25", True), ("07", True),
                    (0, False), (100, False), (5.5, False), ("0,0", False), ("5,555", False),
                    ("1.500", False), ("fem", False), (True, False)]:
    facts = changed(R1 + ("indplacering", 0, "trin"), remove=True)
    facts["sager"][0]["indplacering"][0]["vederlag"] = value
    check(facts, good, "vederlag = %r" % (value,))

for path in [R1 + ("anbringelse", "fraflyttet"), R1 + ("indplacering", 0, "til"), R1 + ("ophoer",)]:
    check(changed(path, None), True, "/".join(map(str, path)) + " = null")
print("# %d passed" % passed)
END
