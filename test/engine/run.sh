#!/usr/bin/env bash
# The tests of provider `local`, and of those that speak HTTP, on the real engine, with a model of random weights that tiny-model.ts writes.
set -euo pipefail
cd "$(dirname "$0")/../.."

source test/engine/install.sh
export PATH="$PWD/node_modules/.bin:$PATH"
tsc -p test/engine/tsconfig.json
exec mocha --config .mocharc.models.json test/engine/engine.ts "$@"
