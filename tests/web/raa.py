"""Sends bytes to the server as they are: what tests/cli/serve.sh needs of sockets.

    raa.py corpus ADDRESS FILE...   each file is answered with the status its name begins with (000:
                                    with nothing), at most once, however it is cut into pieces
    raa.py slow ADDRESS N           N connections that never end their head; /sundhed answers still
    raa.py stop ADDRESS PID         a body is half sent when the server is asked to stop
    raa.py die ADDRESS PID...       the workers are killed while a body is half sent
    raa.py time ADDRESS             a head that does not come in time is told so

ADDRESS is "http://HOST:PORT" or "unix:FILE". Exits 1, with what was wrong, when something is.
"""
import os
import re
import resource
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor

HEALTH = b"GET /sundhed HTTP/1.1\r\nHost: x\r\n\r\n"
HALF = b"POST /sundhed HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345"


def connect(address, seconds=20):
    if address.startswith("unix:"):
        s = socket.socket(socket.AF_UNIX)
        s.settimeout(seconds)
        s.connect(address[5:])
        return s
    host, port = address.removeprefix("http://").rsplit(":", 1)
    s = socket.create_connection((host, int(port)), timeout=seconds)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return s


def read_all(s):
    data = b""
    try:
        while piece := s.recv(65536):
            data += piece
    except ConnectionResetError:
        pass
    return data


def statuses(data):
    return [int(code) for code in re.findall(rb"HTTP/1\.[01] (\d{3}) ", data)]


def pieces(raw, way, tcp):
    if way == "whole" or len(raw) < 2:
        return [raw]
    if way == "bytes":
        # A socket file has room for some 200 writes that nobody has read, however small.
        size = 1 if tcp and len(raw) < 2000 else max(5, len(raw) // 50)
        return [raw[i:i + size] for i in range(0, len(raw), size)]
    middle = len(raw) // 2
    return [raw[:middle], raw[middle:]]


def send(address, raw, way, ends):
    with connect(address) as s:
        try:
            for i, piece in enumerate(pieces(raw, way, not address.startswith("unix:"))):
                if way == "pause" and i > 0:
                    time.sleep(0.05)
                s.sendall(piece)
            if ends:
                s.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            pass
        return statuses(read_all(s))


def one(job):
    address, path, way = job
    name = os.path.basename(path)
    with open(path, "rb") as f:
        raw = f.read()
    want = [] if name.startswith("000") else [int(name[:3])]
    got = send(address, raw, way, "-kort-" in name)
    return None if got == want else f"{name} ({way}): {got}, not {want}"


def corpus(address, *files):
    jobs = [(address, path, way) for path in files for way in ("whole", "bytes", "pause")]
    with ThreadPoolExecutor(16) as pool:
        return [wrong for wrong in pool.map(one, jobs) if wrong]


def health(address):
    started = time.monotonic()
    with connect(address) as s:
        s.sendall(HEALTH)
        return statuses(read_all(s)), time.monotonic() - started


def slow(address, count):
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    held = []
    wrong = []
    for i in range(int(count)):
        s = connect(address)
        # Some have sent nothing, some a part of a head, some a part of a body.
        try:
            s.sendall([b"G", b"GET / HTTP/1.1\r\nHost: x\r\nA: ", HALF][i % 3])
        except (BrokenPipeError, ConnectionResetError):
            pass
        held.append(s)
    slowest = 0.0
    for _ in range(20):
        got, seconds = health(address)
        slowest = max(slowest, seconds)
        if got != [200]:
            wrong.append(f"health among {count} slow senders: {got}")
    if slowest > 2:
        wrong.append(f"health took {slowest:.1f} s among {count} slow senders")
    print(f"# {count} slow senders: health in at most {slowest * 1000:.0f} ms")
    return wrong


def stop(address, pid):
    with connect(address) as s, connect(address) as idle:
        s.sendall(HALF)
        time.sleep(0.5)
        os.kill(int(pid), signal.SIGTERM)
        time.sleep(0.5)
        wrong = []
        if read_all(idle):
            wrong.append("a connection that said nothing was answered")
        try:
            with connect(address):
                wrong.append("a new connection was taken after the stop")
        except OSError:
            pass
        s.sendall(b"67890")
        got = statuses(read_all(s))
    return wrong if got == [405] else wrong + [f"the request under way got {got}"]


def die(address, *pids):
    with connect(address) as s:
        s.sendall(HALF)
        time.sleep(0.3)
        for pid in pids:
            os.kill(int(pid), signal.SIGKILL)
        got = read_all(s)
    wrong = [f"half an answer from the dead: {got!r}"] if got else []
    for _ in range(50):
        got, _ = health(address)
        if got == [200]:
            return wrong
        time.sleep(0.1)
    return wrong + [f"health after the kill: {got}"]


def in_time(address):
    with connect(address, 30) as s:
        s.sendall(b"GET / HTTP/1.1\r\nHo")
        started = time.monotonic()
        got = statuses(read_all(s))
        seconds = time.monotonic() - started
    ok = got == [408] and 9 < seconds < 14
    return [] if ok else [f"a head that stops: {got} after {seconds:.1f} s"]


WAYS = {"corpus": corpus, "slow": slow, "stop": stop, "die": die, "time": in_time}
found = WAYS[sys.argv[1]](*sys.argv[2:])
for line in found:
    print(line)
sys.exit(1 if found else 0)
