# Vederlag: build, tests and checks. GNU make 4.3 or newer.
#
#   make             the program, build/vederlag
#   make test        every test, with gcc under AddressSanitizer and UBSan (TESTS=pattern selects)
#   make test-clang  everything with clang, warnings as errors; runs what needs no database
#   make tidy        the rules of the house          make format   lays out the C files
#   make bench       measures, in release build      make fuzz     FUZZ_SECONDS=60 per harness
#   make mutation    every damage to a handbook      make demo     a month of payments, printed
#   make assets      fetches and embeds what browsers load beside the pages (part of make)
#   make campaign    what CI runs after the tests: clang, every page in a browser, faults, kills,
#                    races, a mutation sample, fuzzing; campaign-full is all of it, a day
#   make screenshots every page as a picture, in build/screenshots
#   make install     PREFIX=/usr/local DESTDIR=      make clean
#
# What a file is, its name tells: *_test.c is a test program (cmocka), *_fuzz.c a libFuzzer harness,
# *_bench.c a benchmark and *_main.c another program. All other files in src/, but for src/main.c,
# are the library that each of them is linked with. Each kind of build has a folder in build/.

ifeq ($(MAKELEVEL),0)
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j2
endif
endif
MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.SECONDARY:

ifeq ($(origin CC),default)
CC = gcc
endif
CLANG ?= clang
CLANG_FORMAT ?= clang-format
AR ?= ar
PKG_CONFIG ?= pkg-config
PREFIX ?= /usr/local
DESTDIR ?=
FUZZ_SECONDS ?= 60
TESTS ?=
MUTATION_SAMPLE ?= 20000
MUTATION_SEED ?= 1
HISTORIES ?= 100000

# ---- flags

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
  -Wvla -Wformat=2 -Wimplicit-fallthrough -Wundef -Wpointer-arith -Wcast-qual -Werror
ARCH := $(shell uname -m)
HARDEN = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong
ifeq ($(ARCH),x86_64)
HARDEN += -fstack-clash-protection -fcf-protection
endif
LIBS_PC = libcmark-gfm jansson libsodium libcrypto sqlite3 libpq expat xlsxwriter pangocairo \
  pangoft2 libqpdf libmicrohttpd libcurl libqrencode
PC_CFLAGS := $(patsubst -I%,-isystem%,$(shell $(PKG_CONFIG) --cflags $(LIBS_PC) 2>/dev/null))
PC_LIBS := $(shell $(PKG_CONFIG) --libs $(LIBS_PC) 2>/dev/null)
LIBS = -lcmark-gfm-extensions $(PC_LIBS)
TEST_LIBS = -lcmocka
BASE = -std=c17 -D_POSIX_C_SOURCE=200809L -Isrc -Ibuild/gen $(PC_CFLAGS) $(WARNINGS) -fPIE -MMD -MP
LINK = -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack
# What is built for tests is linked a few hundred times; gold takes a third of the time.
QUICK_LINK := $(if $(shell command -v ld.gold 2>/dev/null),-fuse-ld=gold)
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

CC_release = $(CC)
FLAGS_release = $(BASE) -g -O2 $(HARDEN)
LINK_release = $(LINK)
CC_asan = $(CC)
# Lines, and no more to debug with: it is a fifth of the time.
FLAGS_asan = $(BASE) -g1 -O1 $(SANITIZE) -DVEDERLAG_DEBUG=1
LINK_asan = $(LINK) $(QUICK_LINK) $(SANITIZE)
CC_clang = $(CLANG)
# A second compiler's eye; what it makes need not be quick.
FLAGS_clang = $(BASE) -g1 -O0
LINK_clang = $(LINK) $(QUICK_LINK)
CC_fuzz = $(CLANG)
FLAGS_fuzz = $(BASE) -g1 -O1 $(SANITIZE) -fsanitize=fuzzer-no-link -DVEDERLAG_DEBUG=1
LINK_fuzz = $(LINK) $(QUICK_LINK) $(SANITIZE)

# Flags for one file. EXTRA_release_FILE is for that build only, EXTRA_FILE for all.
EXTRA_release_src/beregning/kerne.c = -O3
# A program of tests is compiled a quarter as long without being optimized; what it tests still is.
# Without it gcc cannot tell what a longjmp keeps, and warns of too much.
EXTRA_asan_TEST = -O0 -Wno-clobbered

# ---- what there is

SOURCES := $(sort $(shell find src -name '*.c' 2>/dev/null))
TEST_SOURCES := $(strip $(filter %_test.c,$(SOURCES)) $(sort $(wildcard tests/*.c)))
FUZZ_SOURCES := $(filter %_fuzz.c,$(SOURCES))
BENCH_SOURCES := $(filter %_bench.c,$(SOURCES))
# The SQL, embedded. The texts that are only for tests are linked by tests alone: nothing else asks
# the library for them.
SQL_FILES := $(sort $(shell find src -name '*.sql' 2>/dev/null))
SQL_MADE := $(addprefix build/gen/store/,sql.h sql.c sql_test.h sql_test.c)
# Templates of pages, compiled: a room that has any gets build/gen/ROOM/skabelon.h and .c.
HTML_FILES := $(sort $(shell find src -name '*.html' 2>/dev/null))
HTML_ROOMS := $(sort $(foreach f,$(HTML_FILES),$(word 2,$(subst /, ,$(f)))))
HTML_MADE := $(foreach r,$(HTML_ROOMS),build/gen/$(r)/skabelon.h build/gen/$(r)/skabelon.c)
# What browsers fetch beside the pages: the design system (npm, pinned) and our own, embedded too.
WEB_LOCK := tools/web/package-lock.json
AKTIV_FILES := $(addprefix src/side/,vederlag.css vederlag.js maerke.svg)
AKTIV_MADE := build/gen/side/aktiv_data.c
LIB_SOURCES := $(filter-out %_test.c %_fuzz.c %_bench.c %_main.c src/main.c,$(SOURCES)) \
  $(filter %.c,$(SQL_MADE) $(HTML_MADE) $(AKTIV_MADE))
MAIN_SOURCES := $(wildcard src/main.c)
MUTATION_SOURCES := $(strip $(filter %/mutation_main.c,$(SOURCES)) $(wildcard tools/mutation/*.c))
CAMPAIGN_SCRIPTS := $(addprefix tests/campaign/,kills.sh disk.sh races.sh faults.sh)
SCRIPTS := tools/tidy_test.sh tools/embed_sql_test.sh tools/embed_html_test.sh \
  $(sort $(wildcard tests/cli/*.sh)) tests/web.sh
# What takes longest, begun first: nothing then waits for it at the end.
LONG_TESTS := tests/web.sh build/asan/src/afregning/egenskab_test \
  tests/cli/serve.sh \
  $(filter %/adgang_process_test %/session_test,$(TEST_SOURCES:%.c=build/asan/%))

TEST_PROGRAMS := $(TEST_SOURCES:%.c=build/asan/%)
# Compiled by clang too; run when they need no database: two compilers compute the same.
CLANG_TEST_PROGRAMS := $(TEST_SOURCES:%.c=build/clang/%)
CLANG_ROOMS := base takst sag plan demo beregning haandbog simulering kanal brev web oidc
# Passwords cost what they do only where the tests are not the tests' build.
CLANG_RUN := $(filter $(CLANG_ROOMS:%=build/clang/src/%/%) build/clang/tests/% %/kode_test,\
  $(CLANG_TEST_PROGRAMS))
BENCH_PROGRAMS := $(BENCH_SOURCES:%.c=build/release/%)
FUZZ_PROGRAMS := $(FUZZ_SOURCES:%.c=build/fuzz/%)

.PHONY: all assets test test-build test-clang tidy format bench load fuzz fuzz-build mutation \
  mutation-sample campaign campaign-full campaign-store campaign-build campaign-flips \
  campaign-histories campaign-memory campaign-web clean demo install screenshots FORCE

all: build/vederlag

build/vederlag: build/release/vederlag
	@cp --remove-destination $< $@

# The end of every link line; $(1) is the build's name.
link_end = build/$(1)/libvederlag.a $(LINK_$(1)) $(LDFLAGS)

# Each step is one short line; `make V=1` prints the commands.
Q = $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)')

# ---- what is made before anything is compiled

# An output that would not change keeps its time; the stamp tells that all are new enough.
build/gen/store/stamp: build/gen/store/files.list $(SQL_FILES) tools/embed_sql.sh \
  tools/embed_sql.awk
	$(if $(V),,@)tools/embed_sql.sh $(@D)
	@touch $@

$(SQL_MADE): build/gen/store/stamp ;

build/gen/%/stamp_html: build/gen/html_files.list $(HTML_FILES) tools/embed_html.sh \
  tools/embed_html.awk
	$(if $(V),,@)tools/embed_html.sh $(@D) $* $(filter src/$*/%,$(HTML_FILES))
	@touch $@

HTML_STAMPS := $(HTML_ROOMS:%=build/gen/%/stamp_html)
$(HTML_MADE): $(HTML_STAMPS) ;

build/gen/html_files.list: FORCE
	@mkdir -p $(@D); echo '$(HTML_FILES)' | cmp -s - $@ || echo '$(HTML_FILES)' > $@

# Fetched once for each lock file; a fetch is kept until the lock changes.
build/npm/web.stamp: $(WEB_LOCK) tools/web/package.json tools/fetch_npm.sh
	$(call say,fetch $(<D))
	$(Q)tools/fetch_npm.sh $(<D) $(basename $@)
	@touch $@

build/npm/tests.stamp: tests/web/package-lock.json tests/web/package.json tools/fetch_npm.sh
	$(call say,fetch $(<D))
	$(Q)tools/fetch_npm.sh $(<D) $(basename $@)
	@touch $@

build/gen/side/stamp_aktiv: build/npm/web.stamp $(AKTIV_FILES) tools/embed_aktiv.sh
	$(call say,embed $(@D))
	$(Q)tools/embed_aktiv.sh $(@D) build/npm/web/node_modules/dkfds src/side
	@touch $@

$(AKTIV_MADE): build/gen/side/stamp_aktiv ;

assets: build/gen/side/stamp_aktiv

build/gen/store/files.list: FORCE
	@mkdir -p $(@D); echo '$(SQL_FILES)' | cmp -s - $@ || echo '$(SQL_FILES)' > $@

# ---- how a build is made: $(1) is its name

define build_rules
build/$(1)/%.o: %.c Makefile | build/gen/store/stamp $(HTML_STAMPS)
	@mkdir -p $$(@D)
	$$(call say,$(1) $$<)
	$$(Q)$$(CC_$(1)) $$(FLAGS_$(1)) $$(CFLAGS) $$(EXTRA_$$<) $$(EXTRA_$(1)_$$<) \
	  $$(if $$(filter $$<,$$(TEST_SOURCES)),$$(EXTRA_$(1)_TEST)) -c $$< -o $$@

# The list changes when a file is added or removed, so that the library forgets a removed one.
build/$(1)/objects.list: FORCE
	@mkdir -p $$(@D); echo '$(LIB_SOURCES)' | cmp -s - $$@ || echo '$(LIB_SOURCES)' > $$@

build/$(1)/libvederlag.a: $(LIB_SOURCES:%.c=build/$(1)/%.o) build/$(1)/objects.list
	@rm -f $$@; $$(AR) rcs $$@ $$(filter %.o,$$^)

build/$(1)/vederlag: $(MAIN_SOURCES:%.c=build/$(1)/%.o) build/$(1)/libvederlag.a
	@test -n "$(MAIN_SOURCES)" || { echo 'make: no src/main.c, so no program to link' >&2; exit 1; }
	$$(call say,$(1) link $$@)
	$$(Q)$$(CC_$(1)) $$(filter %.o,$$^) $(link_end) $$(LIBS) -o $$@

build/$(1)/%_test: build/$(1)/%_test.o build/$(1)/libvederlag.a
	$$(call say,$(1) link $$@)
	$$(Q)$$(CC_$(1)) $$< $(link_end) $$(TEST_LIBS) $$(LIBS) -o $$@

build/$(1)/tests/%: build/$(1)/tests/%.o build/$(1)/libvederlag.a
	$$(call say,$(1) link $$@)
	$$(Q)$$(CC_$(1)) $$< $(link_end) $$(TEST_LIBS) $$(LIBS) -o $$@

build/$(1)/%_bench: build/$(1)/%_bench.o build/$(1)/libvederlag.a
	$$(call say,$(1) link $$@)
	$$(Q)$$(CC_$(1)) $$< $(link_end) $$(LIBS) -o $$@

build/$(1)/%_fuzz: build/$(1)/%_fuzz.o build/$(1)/libvederlag.a
	$$(call say,$(1) link $$@)
	$$(Q)$$(CC_$(1)) $$< $(link_end) -fsanitize=fuzzer $$(LIBS) -o $$@
endef

$(foreach kind,release asan clang fuzz,$(eval $(call build_rules,$(kind))))

# ---- tests and checks

# Laid before the C library by the campaigns; no part of any program.
build/fault/fault.so: tests/campaign/fault.c Makefile
	@mkdir -p $(@D)
	$(call say,fault $<)
	$(Q)$(CC) -std=c17 $(WARNINGS) -g -O1 -fPIC -shared $(CFLAGS) $< -o $@

# Commands are killed in the tests' build; what they left is checked by the release build.
campaign-build: build/fault/fault.so build/asan/vederlag build/asan/tests/campaign/ops \
  build/release/vederlag build/release/tests/campaign/ops

test-build: $(TEST_PROGRAMS) $(if $(MAIN_SOURCES),build/asan/vederlag)

test: test-build
	@VEDERLAG=build/asan/vederlag TESTS='$(TESTS)' tools/run_tests.sh $(LONG_TESTS) \
	  $(filter-out $(LONG_TESTS),$(TEST_PROGRAMS) $(SCRIPTS))

test-clang: $(CLANG_TEST_PROGRAMS) $(if $(MAIN_SOURCES),build/clang/vederlag) \
  build/clang/libvederlag.a $(BENCH_SOURCES:%.c=build/clang/%)
	@VEDERLAG=build/clang/vederlag TESTS='$(TESTS)' tools/run_tests.sh $(CLANG_RUN)

tidy:
	@CLANG_FORMAT='$(CLANG_FORMAT)' tools/tidy.sh

format:
	@find src tests tools -name '*.[ch]' -print0 2>/dev/null | xargs -0 -r $(CLANG_FORMAT) -i

bench: build/vederlag $(BENCH_PROGRAMS)
	@test -n '$(BENCH_PROGRAMS)' || echo 'bench: no *_bench.c in src/'
	@set -e; for p in $(BENCH_PROGRAMS); do echo "== $$p"; ./$$p; done

# The pages of 10,000 placements under load; by hand, where nothing else runs.
load: build/vederlag
	@tests/load/load.sh

fuzz-build: $(FUZZ_PROGRAMS)

fuzz: fuzz-build
	@tools/fuzz.sh $(FUZZ_SECONDS) $(FUZZ_PROGRAMS)

build/vederlag-mutation: $(MUTATION_SOURCES:%.c=build/release/%.o) build/release/libvederlag.a
	@test -n "$(MUTATION_SOURCES)" || { \
	  echo 'mutation: no src/*/mutation_main.c or tools/mutation/*.c, so nothing to run' >&2; exit 1; }
	$(call say,release link $@)
	$(Q)$(CC) $(filter %.o,$^) $(call link_end,release) $(LIBS) -o $@

mutation: build/vederlag-mutation
	build/vederlag-mutation --all

mutation-sample: build/vederlag-mutation
	build/vederlag-mutation --sample $(MUTATION_SAMPLE) --seed $(MUTATION_SEED)

# One after the other: each uses every processor.
campaign:
	@$(MAKE) --no-print-directory test-clang
	@$(MAKE) --no-print-directory campaign-web
	@$(MAKE) --no-print-directory campaign-store CAMPAIGN=small \
	  CAMPAIGN_KILLS=more KILLS=60
	@$(MAKE) --no-print-directory campaign-histories HISTORIES=1000
	@if test -n '$(MUTATION_SOURCES)'; then $(MAKE) --no-print-directory mutation-sample; \
	else echo 'campaign: no mutation program in the tree yet; nothing sampled'; fi
	@$(MAKE) --no-print-directory fuzz FUZZ_SECONDS=10

campaign-full:
	@$(MAKE) --no-print-directory test-clang
	@$(MAKE) --no-print-directory campaign-web
	@$(MAKE) --no-print-directory campaign-flips
	@$(MAKE) --no-print-directory campaign-histories
	@$(MAKE) --no-print-directory campaign-store CAMPAIGN=full
	@$(MAKE) --no-print-directory campaign-memory
	@$(MAKE) --no-print-directory mutation
	@$(MAKE) --no-print-directory fuzz FUZZ_SECONDS=1800

# The browser's long walks: every page in both languages and widths, with keys alone and without
# scripts; the main flows with keys alone; hostile text in every field.
campaign-web: build/vederlag build/npm/tests.stamp
	@VEDERLAG=build/vederlag tools/web.sh lange
	@VEDERLAG=build/vederlag tests/hostile.sh

# Faults, kills, a full disk and races: tests/campaign/lib.sh tells what can be chosen.
campaign-store: campaign-build
	@set -e; for p in tests/campaign/selftest.sh $(CAMPAIGN_SCRIPTS); do \
	  size=$(or $(CAMPAIGN),more); \
	  case $$p in */kills.sh) size=$(or $(CAMPAIGN_KILLS),$(CAMPAIGN),more) ;; esac; \
	  echo "== $$p"; CAMPAIGN=$$size $$p; done

# Every allocation of the way of the money refused, in release build: with sanitizers it is days.
campaign-memory: campaign-build
	@set -e; for s in import calc approve export; do \
	  CAMPAIGN=full BUILD=release POINTS=1000000 KIND='alloc *' SCENARIO=$$s \
	    tests/campaign/faults.sh; done

# Every byte of what is stored changed, and the journal cut at every row; verify sees all of it.
campaign-flips: build/release/src/afregning/verify_test
	@printf '%s\0' '*journal*' '*stored_texts*' 'what_is_gone*' | xargs -0 -P 2 -I{} \
	  env CMOCKA_MESSAGE_OUTPUT=stdout VEDERLAG_VENDINGER=1 VEDERLAG_PROEVE={} $<

# Random histories, half of them on each engine.
campaign-histories: build/release/src/afregning/egenskab_test
	@printf '%s\0' '*sqlite' '*postgres' | xargs -0 -P 2 -I{} env CMOCKA_MESSAGE_OUTPUT=stdout \
	  VEDERLAG_HISTORIER=$$(($(HISTORIES) / 2)) VEDERLAG_PROEVE={} $<

# ---- use

demo: build/vederlag
	@test -x tools/demo.sh || { echo 'demo: tools/demo.sh is missing' >&2; exit 1; }
	@tools/demo.sh

# Every page at the width of a phone and of a desk, and on paper.
screenshots: build/vederlag build/npm/tests.stamp
	@VEDERLAG=build/vederlag tools/web.sh screenshots

install: build/vederlag
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/vederlag'
	install -m 755 build/vederlag '$(DESTDIR)$(PREFIX)/bin/vederlag'
	for d in haandboeger takster kontoplaner lukkedage; do \
	  test ! -d $$d || cp -R $$d '$(DESTDIR)$(PREFIX)/share/vederlag/'; done

clean:
	rm -rf build

-include $(shell find build -name '*.d' 2>/dev/null)
