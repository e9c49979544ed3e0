#!/usr/bin/env bash
# Builds the wheel, installs it apart from the checkout, and starts the program from it.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
.venv/bin/python -m hatchling build -t wheel -d "$place" >/dev/null 2>&1
libraries=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
.venv/bin/python -m venv --without-pip "$place/venv"
# The locked libraries, but not the checkout: a path named in a .pth has no .pth files of its own.
site=$("$place/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --target "$site" "$place"/*.whl
echo "$libraries" >"$site/libraries.pth"

cd "$place"
export QT_QPA_PLATFORM=offscreen XDG_DATA_HOME=$place/home
program() { "$place/venv/bin/python" -m microbiz_desktop "$@"; }
from=$("$place/venv/bin/python" -c 'import microbiz_desktop; print(microbiz_desktop.__file__)')
case $from in "$site"/*) ;; *) echo "Not the wheel is started, but $from" >&2; exit 1 ;; esac
program doctor
program demo --out "$place/out"
# Exit 4: it agrees with itself, and nobody keeps a copy here.
program verify "$place"/out/*executed*.pdf || [ $? = 4 ]
echo "The wheel starts, and does the main job."
