#!/usr/bin/env bash
# `npm run test:api`: schemathesis, installed from PyPI, asks a real server all that its OpenAPI document says, and what it does not say. No answer may
# be one that is not declared. SCHEMATHESIS_BIN names another `schemathesis` to use, API_SECONDS a time other than 75 seconds.
set -euo pipefail
cd "$(dirname "$0")/../.."
source test/support/python-package.sh

if [ -z "${SCHEMATHESIS_BIN:-}" ]; then
  bin=$(python_package schemathesis 4.32.5)
  export SCHEMATHESIS_BIN="$bin/schemathesis"
fi
exec node_modules/.bin/node --disable-warning=ExperimentalWarning --conditions=@configurable-agents/source test/api/api.ts
