"""What tests/load/load.sh needs of a client.

    load.py lists ADDRESS FAMILIES PLACEMENTS KEYS FOLDER   logs in, and writes NAME.txt for what is
                                    to be asked for: on each line who asks (a cookie, or the token
                                    of a file in KEYS) and a path, all answered
    load.py slow ADDRESS N SECONDS  N clients that send a byte every few seconds, meanwhile /sundhed
    load.py kill ADDRESS PID DATABASE FAMILIES SECONDS   families read their page and write to the
                                    kommune while a worker of PID is killed every other second;
                                    afterwards the database is asked

Prints what it measured; exits 1, with what was wrong, when something is.
"""
import http.client
import json
import os
import re
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse

OWN = {"Sec-Fetch-Site": "same-origin"}


def host_of(address):
    return address.removeprefix("http://")


def ask(address, path, who="", form=None):
    """Status, head and body; an exception when the answer is not whole."""
    host = host_of(address)
    head = dict(OWN, Origin=address)
    if who:
        head["Authorization" if who.startswith("Bearer ") else "Cookie"] = who
    body = None
    if form is not None:
        body = urllib.parse.urlencode(form)
        head["Content-Type"] = "application/x-www-form-urlencoded"
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        connection.request("GET" if form is None else "POST", path, body, head)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def log_in(address, name):
    status, head, _ = ask(address, "/log-ind/proeve", form={"navn": name, "til": "/"})
    cookie = re.match(r"vederlag=[^;]*", head.get("Set-Cookie", ""))
    if status != 303 or not cookie:
        raise SystemExit(f"{name} kommer ikke ind: {status}")
    return cookie.group(0)


# ---- who asks for what

def lists(address, families, placements, keys, folder):
    rows = [(log_in(address, f"familie-{i}"), "/familie") for i in range(1, int(families) + 1)]
    write_list(address, rows, os.path.join(folder, "familie.txt"))
    eva = log_in(address, "eva")
    ids = [f"D{i:06}" for i in range(1, 10 * int(placements), 10)]
    write_list(address, [(eva, f"/anbringelser/{i}") for i in ids],
               os.path.join(folder, "anbringelse.txt"))
    # A token may ask 50 times a second: many take turns.
    tokens = []
    for name in sorted(os.listdir(keys)):
        with open(os.path.join(keys, name)) as f:
            tokens.append("Bearer " + f.read().strip())
    for name, path in (("api-anbringelse", "/api/v1/anbringelser/{}"),
                       ("api-forklaring", "/api/v1/koersler/2/forklaring/{}/2021-05"),
                       ("api-familier", "/api/v1/familier?antal=100&efter=")):
        paths = [path.format(i) for i in ids] if "{}" in path else pages_of(address, tokens, path)
        rows = [(tokens[n % len(tokens)], where) for n, where in enumerate(paths)]
        write_list(address, rows, os.path.join(folder, name + ".txt"))
    return []


def pages_of(address, tokens, path):
    """The addresses of the first hundred pages of a list."""
    found, where = [], path.removesuffix("&efter=")
    while where and len(found) < 100:
        found.append(where)
        _, _, body = ask(address, where, tokens[len(found) % len(tokens)])
        after = json.loads(body)["naeste"]
        where = path + urllib.parse.quote(after) if after else None
    return found


def write_list(address, rows, path):
    good = [row for row in rows if ask(address, row[1], row[0])[0] == 200]
    with open(path, "w") as f:
        f.writelines(f"{who}\t{where}\n" for who, where in good)
    print(f"{os.path.basename(path)}: {len(good)} af {len(rows)}")


# ---- slow clients

def spread(seconds):
    ordered = sorted(seconds)

    def at(share):
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000
    return f"50 %: {at(.5):.1f} ms, 99 %: {at(.99):.1f} ms, længst: {ordered[-1] * 1000:.1f} ms"


def open_slow(address):
    host, port = host_of(address).rsplit(":", 1)
    s = socket.create_connection((host, int(port)), timeout=20)
    s.setblocking(False)
    return s


def slow(address, count, seconds):
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    text = b"GET /beregn HTTP/1.1\r\nHost: x\r\nA: " + b"x" * 10000
    held = [[open_slow(address), 0] for _ in range(int(count))]
    end = time.monotonic() + float(seconds)
    took, wrong, again, at = [], [], 0, 0
    while time.monotonic() < end:
        # Each of them writes a byte about every third second; who was let go comes back.
        for client in held[at:at + len(held) // 60 + 1]:
            try:
                client[0].send(text[client[1]:client[1] + 1])
                client[1] += 1
            except OSError:
                client[0].close()
                client[0], client[1] = open_slow(address), 0
                again += 1
        at = at + len(held) // 60 + 1 if at < len(held) else 0
        started = time.monotonic()
        status = ask(address, "/sundhed")[0]
        took.append(time.monotonic() - started)
        if status != 200:
            wrong.append(f"/sundhed: {status}")
        time.sleep(0.05)
    print(f"{count} langsomme i {seconds} s, {again} lukket og kommet igen; "
          f"/sundhed {len(took)} gange: {spread(took)}")
    return wrong


# ---- workers that are killed

class Family(threading.Thread):
    """Reads its page and writes, again and again, and counts what it was promised."""

    def __init__(self, address, number, end):
        super().__init__()
        self.address = address
        self.name = f"familie-{number}"
        self.end = end
        self.cookie = log_in(address, self.name)
        self.pages = self.lost = 0
        self.sent, self.wrong = [], []
        found = re.search(r"/familie/(F\d+)/", ask(address, "/familie", self.cookie)[2])
        self.path = f"/familie/{found.group(1)}/fortael/andet" if found else None

    def run(self):
        while time.monotonic() < self.end:
            try:
                self.once()
            except http.client.IncompleteRead as e:
                self.wrong.append(f"{self.name}: en halv side: {e}")
            except (OSError, http.client.HTTPException):
                self.lost += 1
                time.sleep(0.02)

    def page(self, path):
        status, _, body = ask(self.address, path, self.cookie)
        if status >= 500:
            self.wrong.append(f"{self.name}: {path}: {status}")
        elif status != 200 or not body.rstrip().endswith("</html>"):
            self.wrong.append(f"{self.name}: {path}: {status}, {len(body)} tegn")
        self.pages += 1
        return body

    def once(self):
        self.page("/familie")
        body = self.page(self.path)
        form = {name: re.search(f'name="{name}" value="([^"]*)"', body).group(1)
                for name in ("csrf", "id")}
        form["tekst"] = f"{self.name} {self.pages}"
        status, _, _ = ask(self.address, self.path, self.cookie, form)
        if status == 303:
            self.sent.append(form["id"])
        elif status >= 500:
            self.wrong.append(f"{self.name}: POST: {status}")


def workers_of(pid):
    out = subprocess.run(["pgrep", "-P", pid], capture_output=True, text=True, check=False).stdout
    return [int(line) for line in out.split()]


def kill(address, pid, database, families, seconds):
    end = time.monotonic() + float(seconds)
    # Without a child there is nothing to write about.
    family = [Family(address, i, end) for i in range(1, int(families) + 1)]
    family = [one for one in family if one.path]
    before = seen(database)
    killed = 0
    for one in family:
        one.start()
    while time.monotonic() < end - 3:
        time.sleep(2)
        os.kill(workers_of(pid)[killed % 2], signal.SIGKILL)
        killed += 1
    for one in family:
        one.join()
    return judge(family, before, database, killed)


def rows(database, sql):
    if database.startswith("postgresql:"):
        out = subprocess.run(["psql", "-At", database, "-c", sql], capture_output=True, text=True,
                             check=True).stdout
        found = [line.split("|") for line in out.splitlines()]
        return [(row[0], *map(int, row[1:])) for row in found]
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
        return db.execute(sql).fetchall()


def seen(database):
    return dict(rows(database, "SELECT b.navn, count(*) FROM visning v JOIN bruger b ON "
                               "b.kommune = v.kommune AND b.id = v.bruger GROUP BY b.navn"))


def judge(family, before, database, killed):
    kept = {row[0] for row in rows(database, "SELECT id FROM henvendelse")}
    after = seen(database)
    wrong, written = [], 0
    for one in family:
        wrong += one.wrong
        wrong += [f"{one.name}: {i} er kvitteret og ikke gemt" for i in one.sent if i not in kept]
        own = after.get(one.name, 0) - before.get(one.name, 0)
        if own < one.pages:
            wrong.append(f"{one.name}: {one.pages} sider vist, {own} rækker")
        written += own
    print(json.dumps({"dræbt": killed, "sider": sum(one.pages for one in family),
                      "rækker": written, "kvitteret": sum(len(f.sent) for f in family),
                      "uden svar": sum(one.lost for one in family), "forkert": len(wrong)},
                     ensure_ascii=False))
    if killed == 0 or not any(one.sent for one in family):
        wrong.append("intet blev dræbt eller kvitteret; der er ikke prøvet noget")
    return wrong


WAYS = {"lists": lists, "slow": slow, "kill": kill}
found = WAYS[sys.argv[1]](*sys.argv[2:])
for line in found[:20]:
    print(line)
sys.exit(1 if found else 0)
