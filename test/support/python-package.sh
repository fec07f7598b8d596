# python_package NAME VERSION [CONSTRAINT...]: a package of PyPI in a virtual environment that later runs find again; prints the folder of its commands.
python_package() {
  local name=$1 version=$2
  local venv="${XDG_CACHE_HOME:-$HOME/.cache}/configurable-agents/$name-$version"
  # The marker is written last: an install that was cut off is made again.
  if [ ! -f "$venv/complete" ]; then
    if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
      echo "python3 with venv is needed (Debian: apt-get install python3-venv)" >&2
      return 3
    fi
    echo "installing $name $version into $venv" >&2
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "$name==$version" "${@:3}" >&2
    touch "$venv/complete"
  fi
  echo "$venv/bin"
}
