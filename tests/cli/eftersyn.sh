#!/usr/bin/env bash
# status, doctor, verify, backup, restore: a month is settled, copied, damaged, lost and found, on
# both engines.
set -u
cd "$(dirname "$0")/../.."
. tools/cli_help.sh
unset VEDERLAG_DB VEDERLAG_FROE
export VEDERLAG_NOEGLER=$tmp/n VEDERLAG_NU=2021-07-01T09:00:00
pg=$(mktemp -d)
trap 'tools/postgres.sh stop "$pg" > /dev/null 2>&1; rm -rf "$tmp" "$pg"' EXIT

# refuse NAME WANTED WORDS COMMAND...: refused with this code and these words
refuse() {
    local name=$1 want=$2 words=$3
    shift 3
    code "$name" "$want" "$@"
    has "$name" "$words" "$tmp/err"
}

"$v" demo --antal 40 --til 2021-06 -o "$tmp/d.json"

# A month computed by one and approved by another: settle DB KOMMUNE
settle() {
    local e=$2
    export VEDERLAG_DB=$1
    code "$e db" 0 "$v" db init
    code "$e kommune" 0 "$v" kommune opret 773 Prøve --bruger "rod$e"
    code "$e bo" 0 "$v" adgang opret "bo$e" --rolle familieraadgiver,oekonomi --som "rod$e"
    code "$e carl" 0 "$v" adgang opret "carl$e" --rolle leder,oekonomi --som "rod$e"
    code "$e import" 0 "$v" register import "$tmp/d.json" --kendt 2021-06-30 --som "bo$e"
    code "$e tomt eftersyn" 0 "$v" doctor --som "rod$e"
    code "$e ny" 0 "$v" run new --maaned 2021-06 --skaeringsdato 2021-07-01 \
        --dispositionsdato 2021-07-05 --som "bo$e"
    code "$e beregn" 0 "$v" run calc 1 --haandbog haandboeger/morsoe --som "bo$e"
    code "$e godkend" 0 "$v" run approve 1 --begrundelse "ingen anden" --som "carl$e"
}

# What every engine must answer: well DB
well() {
    local e=$2
    code "$e status" 0 "$v" status --db "$1" --som "carl$e"
    has "$e status" "Afregnet til" "$tmp/out"
    has "$e status" "godkendt" "$tmp/out"
    code "$e status json" 0 "$v" status --json --db "$1" --som "carl$e"
    check "$e status er JSON" python3 -m json.tool "$tmp/out" /dev/null
    refuse "$e doctor uden ret" 3 "" "$v" doctor --db "$1" --som "bo$e"
    code "$e doctor" 0 "$v" doctor --db "$1" --som "rod$e"
    has "$e doctor" "holder (" "$tmp/out"
    code "$e doctor json" 0 "$v" doctor --json --db "$1" --som "rod$e"
    check "$e doctor er JSON" python3 -m json.tool "$tmp/out" /dev/null
    code "$e verify" 0 "$v" verify --genberegn --db "$1" --som "rod$e"
    has "$e verify" "1 kørsler beregnet igen" "$tmp/out"
    code "$e verify json" 0 "$v" verify --json --db "$1" --som "rod$e"
    check "$e verify er JSON" python3 -m json.tool "$tmp/out" /dev/null
}

# ---- SQLite

settle "sqlite:$tmp/v.db" s
well "$VEDERLAG_DB" s
code "hoved" 0 "$v" verify --skriv-hoved "$tmp/hoved.json" --som rods
has "hoved" '"kommune":773' "$tmp/hoved.json"
code "mod hovedet" 0 "$v" verify --hoved "$tmp/hoved.json" --som rods
has "mod hovedet" "1 tidligere" "$tmp/out"
refuse "hovedet mangler" 2 "findes ikke" "$v" verify --hoved "$tmp/x.json" --som rods
code "kopi" 0 "$v" backup -o "$tmp/kopi" --som rods
check "manifest" python3 -m json.tool "$tmp/kopi.json" /dev/null
refuse "kopi igen" 2 "allerede" "$v" backup -o "$tmp/kopi" --som rods
refuse "kopi uden ret" 3 "" "$v" backup -o "$tmp/kopi2" --som bos
code "mod kopiens manifest" 0 "$v" verify --hoved "$tmp/kopi.json" --som rods

code "genopret" 0 "$v" restore "$tmp/kopi" --db "sqlite:$tmp/ny.db" --hoved "$tmp/hoved.json"
well "sqlite:$tmp/ny.db" s
refuse "ikke oven i" 2 "i forvejen" "$v" restore "$tmp/kopi" --db "sqlite:$tmp/ny.db"
head -c 5000 "$tmp/kopi" > "$tmp/kort"
cp "$tmp/kopi.json" "$tmp/kort.json"
refuse "afkortet kopi" 1 "afkortet" "$v" restore "$tmp/kort" --db "sqlite:$tmp/k.db"
cp "$tmp/kopi" "$tmp/brud"
cp "$tmp/kopi.json" "$tmp/brud.json"
printf x | dd of="$tmp/brud" bs=1 seek=9000 conv=notrunc 2> /dev/null
refuse "beskadiget kopi" 1 "beskadiget" "$v" restore "$tmp/brud" --db "sqlite:$tmp/k.db"
sed 's/"nr":\([0-9]*\)/"nr":1\1/' "$tmp/hoved.json" > "$tmp/senere.json"
refuse "for gammel kopi" 1 "mangler journalrækkerne" "$v" restore "$tmp/kopi" \
    --db "sqlite:$tmp/k.db" --hoved "$tmp/senere.json"
sed 's/773/101/' "$tmp/hoved.json" > "$tmp/anden.json"
refuse "anden kommune" 1 "anden kommune" "$v" restore "$tmp/kopi" --db "sqlite:$tmp/k.db" \
    --hoved "$tmp/anden.json"
refuse "ingen kopi" 2 "manifest mangler" "$v" restore "$tmp/d.json" --db "sqlite:$tmp/k.db"
check "intet er skrevet" test ! -e "$tmp/k.db"
refuse "uden database" 2 "restore FIL" "$v" restore "$tmp/kopi"

# Past the program: the end cut off, a row changed, an invariant broken.
cp "$tmp/ny.db" "$tmp/ond.db"
sqlite3 "$tmp/ond.db" "DROP TRIGGER journal_no_delete; DROP TRIGGER journal_no_update;
    DELETE FROM journal WHERE nr = (SELECT max(nr) FROM journal)"
code "skåret af, uden hoved" 0 "$v" verify --db "sqlite:$tmp/ond.db" --som rods
code "skåret af" 1 "$v" verify --hoved "$tmp/hoved.json" --db "sqlite:$tmp/ond.db" --som rods
has "skåret af" "afkortet" "$tmp/out"
code "skåret af: doctor" 1 "$v" doctor --db "sqlite:$tmp/ond.db" --som rods
has "skåret af: doctor" "D12" "$tmp/out"
sqlite3 "$tmp/ond.db" "UPDATE journal SET beloeb_oere = beloeb_oere + 1 WHERE nr = 7"
code "ændret" 1 "$v" verify --db "sqlite:$tmp/ond.db" --som rods
has "ændret" "række 7 er ændret" "$tmp/out"
code "ændret: hovedet skrives ikke" 1 "$v" verify --skriv-hoved "$tmp/ondt.json" \
    --db "sqlite:$tmp/ond.db" --som rods
check "ændret: hovedet skrives ikke" test ! -e "$tmp/ondt.json"

# ---- PostgreSQL

tools/postgres.sh start "$pg" $$ > /dev/null || no "ingen PostgreSQL"
server=$(cat "$pg/url")
place() { printf '%s\n' "$server" | sed "s|/postgres?|/$1?|"; }
psql -q "$server" -c 'CREATE DATABASE foer' -c 'CREATE DATABASE efter'
settle "$(place foer)" p
well "$VEDERLAG_DB" p
code "p kopi" 0 "$v" backup -o "$tmp/pkopi" --som rodp
code "p genopret" 0 "$v" restore "$tmp/pkopi" --db "$(place efter)" --hoved "$tmp/pkopi.json"
well "$(place efter)" p
refuse "p ikke oven i" 2 "i forvejen" "$v" restore "$tmp/pkopi" --db "$(place efter)"
refuse "p til sqlite" 1 "fra PostgreSQL" "$v" restore "$tmp/pkopi" --db "sqlite:$tmp/k.db"

finish
