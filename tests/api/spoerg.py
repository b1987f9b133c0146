"""Asks every operation of the API as a program would, and holds each answer, also the refusals,
against the description the server itself gives (python3-jsonschema).

    spoerg.py ADDRESS TOKENS FACTS

TOKENS is a folder with a file for each token. An operation of the description that was not asked
for, or a status it did not declare, is a failure.
"""
import http.client
import json
import re
import sys
import threading
import urllib.parse

import jsonschema

address, tokens, facts_file = sys.argv[1:4]
asked = {}  # operationId -> statuses
answers = 0
keys = 0
replayed = 0


def fail(text):
    print("api.sh: " + text)
    sys.exit(1)


def check(ok, text):
    if not ok:
        fail(text)


def raw(method, path, body=None, headers=None):
    connection = http.client.HTTPConnection(address, timeout=60)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, data


def token(name):
    with open(tokens + "/" + name, encoding="ascii") as file:
        return file.read().strip()


status, _, data = raw("GET", "/api/v1/openapi.json")
check(status == 200, "openapi.json: %d" % status)
check(raw("GET", "/api/v1/openapi.json")[2] == data, "openapi.json is not the same twice")
api = json.loads(data)
resolver = jsonschema.RefResolver("", api)
for name, schema in api["components"]["schemas"].items():
    jsonschema.Draft202012Validator.check_schema(schema)

patterns = []
for path, methods in api["paths"].items():
    for method, operation in methods.items():
        regex = re.compile("^" + re.sub(r"\\{[a-z]+\\}", "[^/]+", re.escape(path)) + "$")
        patterns.append((method.upper(), regex, operation))


def operation_of(method, path):
    for m, regex, operation in patterns:
        if m == method and regex.match(path):
            return operation
    return None


def deref(thing):
    return resolver.resolve(thing["$ref"])[1] if "$ref" in thing else thing


def validate(operation, status, headers, data, what):
    declared = operation["responses"].get(str(status))
    check(declared is not None, "%s: %d is not declared" % (what, status))
    content = deref(declared)["content"]
    kind = headers.get("content-type", "")
    check(kind in content, "%s: %d came as %s" % (what, status, kind))
    body = json.loads(data)
    schema = content[kind]["schema"]
    errors = sorted(
        jsonschema.Draft202012Validator(schema, resolver=resolver).iter_errors(body),
        key=lambda e: list(map(str, e.path)))
    if errors:
        e = errors[0]
        fail("%s: %d: /%s: %s" % (what, status, "/".join(map(str, e.path)), e.message[:300]))
    if status >= 400:
        check(body["status"] == status and body["type"].startswith("/api#problem-"),
              "%s: a problem that is none: %s" % (what, body))
    return body


def ask(who, method, path, body=None, want=200, key=None, headers=None):
    """One request; the answer is validated. `key` None: a new one for each POST."""
    global answers, keys, replayed
    head = dict(headers or {})
    if who is not None:
        head["Authorization"] = "Bearer " + token(who)
    if isinstance(body, (dict, list)):
        body = json.dumps(body)
    if method == "POST":
        keys += 1
        head.setdefault("Content-Type", "application/json")
        if key != "":
            head.setdefault("Idempotency-Key", key or "noegle-%06d" % keys)
        body = body if body is not None else ""
    what = "%s %s as %s" % (method, path, who)
    operation = operation_of(method, path.split("?")[0])
    check(operation is not None, what + ": no such operation")
    status, got, data = raw(method, path, body, head)
    check(status == want, "%s: %d, not %d: %s" % (what, status, want, data[:400]))
    for name in ("x-content-type-options", "cache-control", "content-security-policy"):
        check(name in got, what + ": no " + name)
    replayed += "idempotency-replayed" in got
    answers += 1
    asked.setdefault(operation["operationId"], set()).add(status)
    return validate(operation, status, got, data, what)


def all_pages(who, path, antal):
    rows, seen = [], set()
    cursor = None
    while True:
        glue = "&" if "?" in path else "?"
        more = "" if cursor is None else "&efter=" + urllib.parse.quote(cursor)
        page = ask(who, "GET", "%s%santal=%d%s" % (path, glue, antal, more))
        check(len(page["raekker"]) <= antal, path + ": a page is too long")
        for row in page["raekker"]:
            text = json.dumps(row, sort_keys=True)
            check(text not in seen, path + ": a row came twice: " + text[:200])
            seen.add(text)
            rows.append(row)
        cursor = page["naeste"]
        if cursor is None:
            return rows


# ---- a family writes, by its own page, so that there is something to answer

def csrf_of(data):
    return re.search(rb'name="csrf" value="([0-9a-f]{64})"', data).group(1).decode()


def form(path, cookie, fields):
    head = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    if cookie:
        head["Cookie"] = cookie
    return raw("POST", path, urllib.parse.urlencode(fields), head)


status, head, _ = form("/log-ind/proeve", None, {"navn": "familie-1"})
check(status == 303, "familie-1 did not come in: %d" % status)
cookie = head["set-cookie"].split(";")[0]
path = "/familie/F000001/fortael/andet"
status, _, data = raw("GET", path, None, {"Cookie": cookie})
check(status == 200, "the family's form: %d" % status)
form_id = re.search(rb'name="id" value="([a-z2-7]{20})"', data).group(1).decode()
status, _, data = form(path, cookie, {"csrf": csrf_of(data), "id": form_id,
                                      "tekst": "Hvornår kommer pengene?"})
check(status == 303, "the family could not write: %d" % status)

# A session of the pages opens nothing here.
status, head, data = raw("GET", "/api/v1/status", None, {"Cookie": cookie})
check(status == 401 and "www-authenticate" in head, "a cookie opened the API: %d" % status)

# ---- nobody, and tokens that are none

ask(None, "GET", "/api/v1/status", want=401)
for bad in ("x", "vederlag-api-1:773:" + "A" * 43):
    ask(None, "GET", "/api/v1/status", want=401, headers={"Authorization": "Bearer " + bad})
ask("kommando", "GET", "/api/v1/status", want=401)  # a personal token of the command line
ask("lukket", "GET", "/api/v1/status", want=401)
ask("status", "GET", "/api/v1/status")
ask("status", "GET", "/api/v1/koersler", want=403)  # another area
ask("eva", "GET", "/api/v1/journal", want=403)  # the area, but not the right

# ---- reading

stands = ask("anna", "GET", "/api/v1/status")
check(stands["kommune"] == 773 and stands["afregnet_til"] == "2021-05", "status")
families = all_pages("eva", "/api/v1/familier", 17)
check(len(families) > 80, "there are %d families" % len(families))
check(families == all_pages("eva", "/api/v1/familier", 500), "pages of another size")
check([f["id"] for f in families] == sorted(f["id"] for f in families), "order of families")
one = families[0]["anbringelser"][0]
now = ask("eva", "GET", "/api/v1/anbringelser/" + one)
check(now["fakta"][0]["slags"] == "anbringelse", "facts of a placement")
ask("eva", "GET", "/api/v1/anbringelser/%s?registrering=1&paa=2021-04-15" % one)
ask("eva", "GET", "/api/v1/anbringelser/ingen", want=404)
ask("eva", "GET", "/api/v1/anbringelser/%s?registrering=9999" % one, want=400)
ask("eva", "GET", "/api/v1/anbringelser/%s?hvad=1" % one, want=400)
ask("eva", "GET", "/api/v1/anbringelser/%s?paa=2021-02-30" % one, want=400)
check(ask("eva", "GET", "/api/v1/anbringelser/%s/historie" % one)["registreringer"], "history")
runs = all_pages("anna", "/api/v1/koersler", 2)
check([r["koersel"] for r in runs] == [3, 2, 1], "runs")
ask("anna", "GET", "/api/v1/koersler/1")
ask("anna", "GET", "/api/v1/koersler/99", want=404)
ask("anna", "GET", "/api/v1/koersler/x", want=404)
differences = all_pages("anna", "/api/v1/koersler/1/forskelle", 100)
check([d["nr"] for d in differences] == list(range(1, len(differences) + 1)), "differences")
lacks = all_pages("anna", "/api/v1/koersler/3/mangler", 3)
check(lacks and len(lacks) == len(all_pages("anna", "/api/v1/koersler/3/mangler", 500)), "lacks")
paid = all_pages("anna", "/api/v1/koersler/1/betalinger", 40)
check(len(paid) > 60 and paid == all_pages("anna", "/api/v1/koersler/1/betalinger", 500), "paid")
check(sum(p["beloeb_oere"] for p in paid) == sum(x["beregnet_oere"] for x in differences),
      "what was sent is not what was granted")
d = next(x for x in differences if x["maaned"] == "2021-04")
why = ask("anna", "GET", "/api/v1/koersler/1/forklaring/%s/2021-04" % d["anbringelse"])
line = next(x for x in why["sager"][0]["linjer"] if x["ydelse"] == d["ydelse"])
check(line["forklaring"]["tekst"], "an explanation in words")
ask("anna", "GET", "/api/v1/koersler/1/forklaring/ingen/2021-04", want=404)
journal = all_pages("anna", "/api/v1/journal", 150)
check([r["nr"] for r in journal] == list(range(1, len(journal) + 1)), "the journal has holes")
check(journal[-1]["hash"] == stands["journal_hash"], "the journal's head")
check(sum(r["beloeb_oere"] for r in journal if r["art"] == "tilkendelse" and
          r["koersel"] == 1) == sum(x["beregnet_oere"] - x["tilkendt_oere"] for x in differences),
      "what was granted is not what differed")
all_pages("anna", "/api/v1/tilgodehavender", 1)

# ---- handbooks and the open calculation

books = all_pages(None, "/api/v1/haandboeger", 2)
own = next(b for b in books if b["egen"])
book = ask(None, "GET", "/api/v1/haandboeger/%s/%s" % (own["kode"], own["versioner"][0]["version"]))
check(book["ydelser"] and book["takster"] and book["trin"], "a handbook")
ask(None, "GET", "/api/v1/haandboeger/ingen/2021-01-01", want=404)
facts = json.load(open(facts_file, encoding="utf-8"))
few = {"sager": facts["sager"][:3]}
month = ask(None, "POST", "/api/v1/beregn?haandbog=morsoe&maaned=2021-06", few, key="")
check([s["id"] for s in month["sager"]] == [s["id"] for s in few["sager"]], "a month")
ask(None, "POST", "/api/v1/beregn?haandbog=morsoe", few, want=400, key="")
ask(None, "POST", "/api/v1/beregn?haandbog=ingen&maaned=2021-06", few, want=400, key="")
ask(None, "POST", "/api/v1/beregn?haandbog=morsoe&maaned=2021-06", "{\"sager\":[", 400, key="")
broken = json.loads(json.dumps(few))
broken["sager"][1]["anbringelse"]["indflyttet"] = "2021-02-30"
p = ask(None, "POST", "/api/v1/beregn?haandbog=morsoe&maaned=2021-06", broken, 422, key="")
check(p["pointer"] == "/sager/1/anbringelse/indflyttet", "pointer: %s" % p)
ask(None, "POST", "/api/v1/beregn?haandbog=morsoe&maaned=2021-06", "x=1", 415, key="",
    headers={"Content-Type": "application/x-www-form-urlencoded"})
ask(None, "POST", "/api/v1/beregn?haandbog=morsoe&maaned=2021-06", " " * 300000, 413, key="")

# ---- facts

p = ask("eva", "POST", "/api/v1/fakta", broken, want=422)
check(p["errors"][0]["pointer"] == "/sager/1/anbringelse/indflyttet", "errors: %s" % p)
p = ask("eva", "POST", "/api/v1/fakta", "{", want=400)
ask("eva", "POST", "/api/v1/fakta", few, want=400, key="")
ask("eva", "POST", "/api/v1/fakta", few, want=400, key="kort")
ask("rikke", "POST", "/api/v1/fakta", few, want=403)
new = json.loads(json.dumps(few["sager"][0]))
new["id"] = "S-NY-1"
first = ask("eva", "POST", "/api/v1/fakta", {"sager": [new]}, key="fakta-nr-1")
check(first["registrering"] == stands["registrering"] + 1 and first["nye"] > 0,
      "import: %s" % first)
again = ask("eva", "POST", "/api/v1/fakta", {"sager": [new]}, key="fakta-nr-1")
check(again == first and replayed == 1, "the same key gave another answer")
p = ask("eva", "POST", "/api/v1/fakta", few, want=422, key="fakta-nr-1")
check(p["type"].endswith("idempotency-key-brugt"), "another body under the key: %s" % p)
check(ask("eva", "POST", "/api/v1/fakta", {"sager": [new]})["registrering"] is None, "nothing new")

# ---- a run from draft to approved

seen = {"udgave": ask("bo", "GET", "/api/v1/koersler/3")["udgave"]}
ask("bo", "POST", "/api/v1/koersler/3/godkend", {"begrunelse": "x", **seen}, want=422)
ask("bo", "POST", "/api/v1/koersler/3/godkend", {}, want=422)
p = ask("bo", "POST", "/api/v1/koersler/3/godkend", {"udgave": seen["udgave"] + 1}, want=409)
check(p["udfald"] == "anden_udgave", "another computation than was seen: %s" % p)
p = ask("anna", "POST", "/api/v1/koersler/3/godkend", seen, want=409)
check(p["udfald"] == "samme_person", "she who computed it: %s" % p)
made = ask("bo", "POST", "/api/v1/koersler/3/godkend", seen, key="godkend-juni")
check(ask("bo", "POST", "/api/v1/koersler/3/godkend", seen, key="godkend-juni") == made, "again")
p = ask("bo", "POST", "/api/v1/koersler/3/godkend", seen, want=409)
check(p["udfald"] == "allerede", "approved already: %s" % p)
july = ask("anna", "POST", "/api/v1/koersler", {"maaned": "2021-07"}, want=201)
check(july["tilstand"] == "kladde", "a draft")
ask("anna", "GET", "/api/v1/koersler/%d/forskelle" % july["koersel"], want=409)
ask("anna", "POST", "/api/v1/koersler", {"maaned": "2021-13"}, want=422)
ask("anna", "POST", "/api/v1/koersler", {"maaned": "2021-07", "ekstra": True}, want=422)
ask("anna", "POST", "/api/v1/koersler/99/beregn", want=404)

# Two at once under one key: one run is computed, and both are told the same.
both = []


def compute():
    head = {"Authorization": "Bearer " + token("anna"), "Idempotency-Key": "beregn-juli",
            "Content-Type": "application/json"}
    both.append(raw("POST", "/api/v1/koersler/%d/beregn" % july["koersel"], "{}", head))


threads = [threading.Thread(target=compute) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
check([b[0] for b in both] == [200, 200] and both[0][2] == both[1][2],
      "two at once: %s" % [(b[0], b[2][:200]) for b in both])
check(json.loads(both[0][2])["udgave"] == 1, "computed twice")
computed = ask("anna", "POST", "/api/v1/koersler/%d/beregn" % july["koersel"], {})
check(computed["udgave"] == 2, "computed anew: %s" % computed)

# ---- what families write

open_ones = all_pages("eva", "/api/v1/henvendelser", 1)
check([h["id"] for h in open_ones] == [form_id], "henvendelser: %s" % open_ones)
ask("eva", "GET", "/api/v1/henvendelser?lukkede=true")
ask("eva", "GET", "/api/v1/henvendelser?lukkede=ja", want=400)
ask("eva", "GET", "/api/v1/henvendelser/ingen", want=404)
check(ask("eva", "GET", "/api/v1/henvendelser/" + form_id)["beskeder"][0]["tekst"] ==
      "Hvornår kommer pengene?", "what the family wrote")
ask("eva", "POST", "/api/v1/henvendelser/%s/svar" % form_id, {"tekst": ""}, want=422)
reply = ask("eva", "POST", "/api/v1/henvendelser/%s/svar" % form_id, {"tekst": "Den 30. juni."})
check(reply["tilstand"] == "besvaret" and len(reply["beskeder"]) == 2, "the answer")
ask("eva", "POST", "/api/v1/henvendelser/ingen/svar", {"tekst": "x"}, want=404)

# ---- what is no operation

status, head, data = raw("GET", "/api/v1/ingen")
check(status == 404 and head["content-type"] == "application/problem+json", "an unknown address")
status, head, data = raw("POST", "/api/v1/status", "", {"Content-Type": "application/json"})
check(status == 405 and head["allow"] == "GET, HEAD", "another method")
jsonschema.Draft202012Validator(api["components"]["schemas"]["Problem"],
                                resolver=resolver).validate(json.loads(data))
status, _, data = raw("GET", "/api")
check(status == 200 and b"Idempotency-Key" in data, "the page: %d" % status)

ask(None, "GET", "/api/v1/openapi.json")
missing = [o["operationId"] for _, _, o in patterns if 200 not in asked.get(o["operationId"], ())
           and 201 not in asked.get(o["operationId"], ())]
check(not missing, "never asked: %s" % missing)
print("# %d operations, %d answers of %d kinds" %
      (len(patterns), answers, sum(len(s) for s in asked.values())))
