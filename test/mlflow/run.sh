#!/usr/bin/env bash
# The tests against real MLflow servers: all of them on the release that is stated, and those of whole runs on the oldest one that takes spans.
# Each is installed from PyPI into a virtual environment that later runs find again. MLFLOW_BIN names another `mlflow` to use instead of both.
set -euo pipefail
cd "$(dirname "$0")/../.."
source test/support/python-package.sh

STATED=3.17.2
OLDEST=3.6.0
# What the oldest one was made for: it says `<3`, and does not start with 2.1.
PINS_3_6_0='sqlalchemy<2.1'

passed=0 failed=0 skipped=0 status=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

tests() { # MOCHA-OPTION...
  local tally p f s
  node_modules/.bin/mocha --config .mocharc.mlflow.json "$@" 2>&1 | tee "$log" || status=1
  tally=$(grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$log" | tail -n 1 || true)
  [ -n "$tally" ] || return 0
  read -r p _ f _ s _ <<<"${tally//,/}"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

install() { # VERSION [CONSTRAINT...]
  local bin
  bin=$(python_package mlflow "$@")
  export MLFLOW_BIN="$bin/mlflow"
}

if [ -n "${MLFLOW_BIN:-}" ]; then
  tests "$@"
else
  install "$STATED"
  tests "$@"
  install "$OLDEST" "$PINS_3_6_0"
  echo "== mlflow $OLDEST"
  tests --grep 'runs in MLflow' "$@"
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
