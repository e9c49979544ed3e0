#!/usr/bin/env bash
# Makes .venv from the hashed lock and sees that the system libraries are there.
# Installs system packages where it may (root, or sudo without a password); otherwise says in one
# line what is missing. Options: --screen (a window will open), --tests, --java (PDF validation, where it can be had), --java-needed.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

# What must be there -> Debian's package. A name with .so is a library, one with / a file, else a program.
needs=(
  libGL.so.1=libgl1 libEGL.so.1=libegl1 libxkbcommon.so.0=libxkbcommon0 libdbus-1.so.3=libdbus-1-3
  libgssapi_krb5.so.2=libgssapi-krb5-2 libpango-1.0.so.0=libpango-1.0-0
  libpangoft2-1.0.so.0=libpangoft2-1.0-0 libharfbuzz-subset.so.0=libharfbuzz-subset0
  /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf=fonts-dejavu-core
)
java=(javac=default-jdk-headless /usr/share/java/jaxb-runtime.jar=libjaxb-java)
optional=()
for option in "$@"; do
  case "$option" in
    --screen) [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || needs+=(
      libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4
      libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-shape.so.0=libxcb-shape0
      libxcb-xkb.so.1=libxcb-xkb1 libxkbcommon-x11.so.0=libxkbcommon-x11-0) ;;
    --tests) needs+=(pdftotext=poppler-utils qpdf=qpdf) ;;
    --java) optional+=("${java[@]}") ;;
    --java-needed) needs+=("${java[@]}") ;;
    *) say "setup.sh knows --screen, --tests, --java and --java-needed, not $option"; exit 2 ;;
  esac
done

present() {
  case "$1" in
    /*) [ -e "$1" ] ;;
    *.so.*) grep -qF "$1" <<<"$libraries" ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
  esac
}

packages_missing() { # NEED=PACKAGE... -> the packages whose need is not there
  local need
  for need in "$@"; do present "${need%%=*}" || printf '%s ' "${need#*=}"; done
}

list_libraries() { libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true); }

as_root=()
may_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  [ "$(id -u)" = 0 ] && return 0
  command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null && as_root=(sudo -n)
}

apt_install() { # PACKAGE...
  say "Installing from Debian: $*"
  local log
  log=$(mktemp)
  install() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >"$log" 2>&1; }
  # The list of packages may be old or absent: then fetch it and try once more.
  if ! install "$@" && ! { "${as_root[@]}" apt-get update -q >>"$log" 2>&1 && install "$@"; }; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

system_libraries() {
  [ "$(uname -s)" = Linux ] || return 0
  list_libraries
  local missing wanted
  missing=$(packages_missing "${needs[@]}")
  wanted=$(packages_missing "${optional[@]}")
  [ -n "$missing$wanted" ] || return 0
  # shellcheck disable=SC2086 - a list of package names, to be split
  if may_install && apt_install $missing $wanted; then list_libraries; fi
  missing=$(packages_missing "${needs[@]}")
  [ -z "$missing" ] || { say "Missing system packages; install them with: sudo apt-get install ${missing% }"; exit 1; }
  wanted=$(packages_missing "${optional[@]}")
  [ -z "$wanted" ] || say "Not here, and done without: ${wanted% }"
}

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; }
whole() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

find_python() {
  local name found=""
  for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    fits "$name" || continue
    if whole "$name"; then python=$name; return 0; fi
    found=${found:-$name}
  done
  [ -n "$found" ] || return 1
  local package
  package=$("$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  { may_install && apt_install "$package" && whole "$found"; } ||
    { say "Python's venv module is missing; install it with: sudo apt-get install $package"; exit 1; }
  python=$found
}

virtual_environment() {
  local stamp
  stamp=.venv/.made-from-$(cat requirements.lock pyproject.toml | sha256sum | cut -c1-16)
  [ ! -e "$stamp" ] || return 0
  if ! find_python; then
    { may_install && apt_install python3 python3-venv && find_python; } ||
      { say "Python 3.11, 3.12 or 3.13 is needed and was not found; install python3 and python3-venv"; exit 1; }
  fi
  say "Setting up .venv (once, some minutes)"
  { [ -x .venv/bin/python ] && fits .venv/bin/python; } || "$python" -m venv --clear .venv
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
  rm -f .venv/.made-from-*
  touch "$stamp"
}

system_libraries
virtual_environment
