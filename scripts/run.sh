#!/usr/bin/env bash
# Opens the window; where there is no display, does the main job on the sample data instead.
set -euo pipefail
cd "$(dirname "$0")/.."

has_display() {
  [ "$(uname -s)" != Darwin ] || return 0
  [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 1
  # The variable may name a display that is gone: Qt would abort with a trace instead of a sentence.
  .venv/bin/python -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' >/dev/null 2>&1
}

if has_display; then
  exec .venv/bin/microbiz-desktop "$@"
fi
echo "No display here: doing the main job on the sample data into ./demo-out/ instead."
export QT_QPA_PLATFORM=offscreen
.venv/bin/microbiz-desktop demo --out demo-out
.venv/bin/microbiz-desktop screenshots --out demo-out/screens
echo "Done: the executed agreement and pictures of every screen are in ./demo-out/"
