#!/bin/sh
# The whole suite, as `make test` runs it; arguments go to pytest. Its last line says what was left out, if anything was;
# where CI is set that is a failure. The page's script is tested on the node that playwright brings.
cd "$(dirname "$0")/.." || exit
left_out=$(tests/setup.sh)
export CASEGRAPH_LEFT_OUT="$left_out"
status=0
for node in .venv/lib/python3*/site-packages/playwright/driver/node; do
  ! "$node" --version >/dev/null 2>&1 || "$node" --test --test-reporter=dot tests/page/*.test.js || status=1
done
.venv/bin/pytest -n "${WORKERS:-2}" --no-loadscope-reorder "$@" || status=$?
if [ -n "$left_out" ]; then
  echo "$left_out"
  [ -z "${CI:-}" ] || status=1
fi
exit "$status"
