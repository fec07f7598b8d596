#!/usr/bin/env bash
# The tests against a real MLflow server, which is installed from PyPI. MLFLOW_BIN names another `mlflow` to use.
set -euo pipefail
cd "$(dirname "$0")/../.."
source test/support/python-package.sh

if [ -z "${MLFLOW_BIN:-}" ]; then
  bin=$(python_package mlflow 3.17.2)
  export MLFLOW_BIN="$bin/mlflow"
fi
exec node_modules/.bin/mocha --config .mocharc.mlflow.json "$@"
