#!/usr/bin/env bash
# The tests against a real MLflow server, which is installed from PyPI into a virtual environment that later runs find again.
# MLFLOW_BIN names another `mlflow` to use.
set -euo pipefail
cd "$(dirname "$0")/../.."

VERSION=3.17.2
if [ -z "${MLFLOW_BIN:-}" ]; then
  venv="${XDG_CACHE_HOME:-$HOME/.cache}/configurable-agents/mlflow-$VERSION"
  # The marker is written last: an install that was cut off is made again.
  if [ ! -f "$venv/complete" ]; then
    if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
      echo "python3 with venv is needed (Debian: apt-get install python3-venv)" >&2
      exit 3
    fi
    echo "installing mlflow $VERSION into $venv"
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "mlflow==$VERSION"
    touch "$venv/complete"
  fi
  export MLFLOW_BIN="$venv/bin/mlflow"
fi
exec node_modules/.bin/mocha --config .mocharc.mlflow.json "$@"
