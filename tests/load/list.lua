-- wrk asks for the pages of LOAD_LIST in turn: on each line a cookie or a token, and a path.
local threads = 0
function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

local asked, at = {}, 0
function init()
    for line in io.lines(os.getenv("LOAD_LIST")) do
        local who, path = line:match("^([^\t]+)\t(%S+)$")
        local head = { Host = wrk.host }
        head[who:match("^Bearer ") and "Authorization" or "Cookie"] = who
        asked[#asked + 1] = wrk.format("GET", path, head)
    end
    at = number * math.floor(#asked / 2)
end

function request()
    at = at + 1
    return asked[at % #asked + 1]
end

function done(summary, latency)
    io.write(string.format("| %d | %.0f | %.1f | %.1f | %.1f | %.1f | %d | %d |\n",
        summary.requests, summary.requests / (summary.duration / 1e6),
        latency:percentile(50) / 1e3, latency:percentile(90) / 1e3,
        latency:percentile(99) / 1e3, latency.max / 1e3, summary.errors.status,
        summary.errors.connect + summary.errors.read + summary.errors.write
            + summary.errors.timeout))
end
