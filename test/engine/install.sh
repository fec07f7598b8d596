# Sourced: installs the engine, node-llama-cpp, beside this file, of a lock file of its own. Where its build does not run, says so with the tally
# that CI reads, and ends.
if [ "$(uname -sm)" != "Linux x86_64" ]; then
  echo "skipped: the engine that is locked here runs on Linux on x86-64, and this is $(uname -sm)"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
fi
(
  cd "$(dirname "${BASH_SOURCE[0]}")"
  # The marker is written last: an install that was cut off is made again.
  if [ ! -f node_modules/complete ] || [ package-lock.json -nt node_modules/complete ]; then
    echo "installing node-llama-cpp (85 MB) into $PWD/node_modules"
    # Not `npm ci`: it wants the builds of all platforms in the lock file, of which the registry lacks some. What is there is taken as it is locked.
    npm install --no-save --omit=optional --ignore-scripts --no-audit --no-fund --silent
    touch node_modules/complete
  fi
)
