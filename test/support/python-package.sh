# python_package NAME VERSION [CONSTRAINT...]: a package of PyPI in a virtual environment that later runs find again; prints the folder of its commands.
python_package() {
  local name=$1 version=$2 uv
  local venv="$PYTHON_PACKAGES/$name-$version"
  # The marker is written last: an install that was cut off is made again.
  if [ ! -f "$venv/complete" ]; then
    echo "installing $name $version into $venv" >&2
    new_venv "$venv" || return
    # Where uv gets nothing, pip may: an index or a certificate may be known to it alone.
    { uv=$(uv_command) && "$uv" pip install --quiet --python "$venv/bin/python" "$name==$version" "${@:3}" >&2; } ||
      "$venv/bin/pip" install --quiet --disable-pip-version-check "$name==$version" "${@:3}" >&2 || return
    touch "$venv/complete"
  fi
  echo "$venv/bin"
}

PYTHON_PACKAGES="${XDG_CACHE_HOME:-$HOME/.cache}/configurable-agents"
UV_VERSION=0.13.9

# uv installs mlflow in a sixth of the time that pip takes, and a second release of it in seconds.
uv_command() {
  local venv="$PYTHON_PACKAGES/uv-$UV_VERSION"
  if [ ! -f "$venv/complete" ]; then
    new_venv "$venv" || return
    "$venv/bin/pip" install --quiet --disable-pip-version-check "uv==$UV_VERSION" >&2 || return
    touch "$venv/complete"
  fi
  echo "$venv/bin/uv"
}

new_venv() { # FOLDER
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    echo "python3 with venv is needed (Debian: apt-get install python3-venv)" >&2
    return 3
  fi
  rm -rf "$1"
  python3 -m venv "$1"
}
