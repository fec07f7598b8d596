#!/usr/bin/env bash
# The tests against real MLflow servers: all of them on the release that is stated, and those of whole runs on the oldest one that takes spans.
# Each is installed from PyPI into a virtual environment that later runs find again. MLFLOW_BIN names another `mlflow` to use instead of both.
# Tests of whole runs wait for a minute in which MLflow is away: they run at the same time as the others, and are shown after them.
set -euo pipefail
cd "$(dirname "$0")/../.."
source test/support/python-package.sh

STATED=3.17.2
OLDEST=3.6.0
# What the oldest one was made for: it says `<3`, and does not start with 2.1.
PINS_3_6_0='sqlalchemy<2.1'

RUNS=test/mlflow/runs.ts
TRACKER=packages/plugins/mlflow/test/real/real.ts

passed=0 failed=0 skipped=0 status=0
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

# A choice of tests may leave none of a file.
chosen=()
if [ $# -gt 0 ]; then chosen=("$@" --no-fail-zero); fi

tests() { # MLFLOW FILE...
  MLFLOW_BIN=$1 node_modules/.bin/mocha --config .mocharc.mlflow.json "${chosen[@]}" "${@:2}" 2>&1
}

# Counts a test run that has ended.
add() { # LOG EXIT-STATUS
  local tally p f s
  if [ "$2" -ne 0 ]; then status=1; fi
  tally=$(grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$1" | tail -n 1 || true)
  [ -n "$tally" ] || return 0
  read -r p _ f _ s _ <<<"${tally//,/}"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

install() { # VERSION [CONSTRAINT...]
  echo "$(python_package mlflow "$@")/mlflow"
}

if [ -n "${MLFLOW_BIN:-}" ]; then
  tests "$MLFLOW_BIN" "$TRACKER" "$RUNS" | tee "$logs/given" && code=0 || code=$?
  add "$logs/given" "$code"
else
  stated=$(install "$STATED")
  oldest=$(install "$OLDEST" "$PINS_3_6_0")
  tests "$stated" "$RUNS" >"$logs/stated" &
  of_stated=$!
  { tests "$stated" "$TRACKER" | tee "$logs/tracker"; } && code=0 || code=$?
  add "$logs/tracker" "$code"
  tests "$oldest" "$RUNS" >"$logs/oldest" &
  of_oldest=$!
  wait "$of_stated" && code=0 || code=$?
  echo "== mlflow $STATED"
  cat "$logs/stated"
  add "$logs/stated" "$code"
  wait "$of_oldest" && code=0 || code=$?
  echo "== mlflow $OLDEST"
  cat "$logs/oldest"
  add "$logs/oldest" "$code"
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
