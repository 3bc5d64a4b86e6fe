#!/bin/sh
# Proves that requirements/dev.lock is complete: the pip of Python 3.11.0, that of 3.11.7 and the newest each install it as
# it stands, next to the package index of the day, in an environment of their own; then every requirement is met.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_QUIET=1 PYTHONDONTWRITEBYTECODE=1
python=$PWD/.venv/bin/python
pips='pip==23.2.1 pip'
"$python" -c 'import sys; sys.exit(sys.version_info >= (3, 12))' && pips="pip==22.3 $pips" # 22.3 does not know 3.12

prove() { # a requirement of pip
  python=$scratch/$1/bin/python
  "$python" -m pip install --no-deps --no-compile --find-links "$scratch/wheels" --require-hashes -r requirements/dev.lock &&
    "$python" -m pip install --no-deps --no-build-isolation --editable . &&
    "$python" -m pip check &&
    "$python" -m pytest -q -p no:cacheprovider tests/unit/test_locks.py &&
    echo "proven with $("$python" -m pip --version)"
}

for pip in $pips; do
  "$python" -m venv "$scratch/$pip"
  "$scratch/$pip/bin/python" -m pip install --no-deps --upgrade "$pip"
done
"$scratch/pip/bin/python" -m pip download --no-deps --require-hashes --dest "$scratch/wheels" -r requirements/dev.lock # once for all

running=''
for pip in $pips; do
  prove "$pip" &
  running="$running $!"
done
status=0
for process in $running; do wait "$process" || status=1; done
exit "$status"
