#!/bin/sh
# Brings what the suite needs beyond Python packages: Chromium and a font, a Neo4j, axe-core and TypeScript from npm.
# Installs Debian's packages as root or with a sudo that asks nothing; otherwise only playwright's own Chromium.
# What it does it says on stderr; on stdout, in one line, what is left out of the suite and how to get it.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
launch='from playwright.sync_api import sync_playwright as start
with start() as playwright: playwright.chromium.launch().close()'

have() { command -v "$1" >/dev/null 2>&1; }
have_driver() { .venv/lib/python3*/site-packages/playwright/driver/node --version >/dev/null 2>&1; } # wants libatomic
have_chromium() { [ -n "${CASEGRAPH_CHROMIUM:-}" ] || have chromium || "$bin/python" -c "$launch" >/dev/null 2>&1; }
have_fonts() { # asked on Debian only: elsewhere a system without fonts is rare, and its package has another name
  have apt-get || return 0
  find -L /usr/share/fonts /usr/local/share/fonts "${HOME:-/root}/.fonts" "${HOME:-/root}/.local/share/fonts" \
    -name '*.[ot]t[fc]' 2>/dev/null | grep -q .
}
have_neo4j() {
  [ -n "${CASEGRAPH_TEST_NEO4J:-}" ] || have mvn ||
    "$bin/python" -c 'from tests.neo4j.server import chosen_place; chosen_place()' >/dev/null 2>&1
}
have_packages() { [ -e node_modules/.package-lock.json ] && ! [ package-lock.json -nt node_modules/.package-lock.json ]; }

may_install() { have apt-get && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; }
apt_get() {
  as_root=
  [ "$(id -u)" = 0 ] || as_root='sudo -n'
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >/dev/null
}

lacking=
have_driver || lacking="$lacking libatomic1"
have_chromium || lacking="$lacking chromium"
have_fonts || lacking="$lacking fonts-dejavu-core"
have_neo4j || lacking="$lacking maven"
have_packages || have node || lacking="$lacking nodejs"
have_packages || have npm || lacking="$lacking npm"

with_libraries=
if [ -n "$lacking" ] && may_install; then
  echo "set-up: installing$lacking with apt-get" >&2
  apt_get update
  for package in $lacking; do apt_get install --yes --no-install-recommends "$package"; done
  with_libraries=--with-deps
elif [ -n "$lacking" ]; then
  echo "set-up: lacking$lacking; apt-get is not here, or needs a password" >&2
fi
if have_driver && ! have_chromium; then
  echo "set-up: downloading playwright's own Chromium" >&2
  "$bin/playwright" install --only-shell $with_libraries chromium >&2
fi
if ! have_packages && have npm; then npm ci --silent >&2; fi

left_out='' get=''
leave_out() { # what, why, and the packages that bring it
  left_out="$left_out${left_out:+, }$1 ($2)"
  get="$get${3:+ $3}"
}
have_driver || leave_out "the tests in a browser and of the page's script" "no libatomic" libatomic1
have_chromium || leave_out "the tests in a browser" "no Chromium" chromium
have_fonts || leave_out "the tests in a browser" "no font" fonts-dejavu-core
have_neo4j || leave_out "the tests on Neo4j" "no Maven, no Docker engine" maven
if ! have_packages; then
  if have npm; then leave_out "axe-core" "npm ci failed" ""; else leave_out "axe-core" "no npm" "nodejs npm"; fi
fi
[ -z "$left_out" ] || echo "left out: $left_out.${get:+ Install$get (Debian: apt-get install$get), then} make test again."
