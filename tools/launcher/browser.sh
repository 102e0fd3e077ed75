# shellcheck shell=bash disable=SC2154,SC2034
# Chromium, for tests and the demo.

find_browser() {
  local name
  [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return
  for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then
      CHROMIUM=$(command -v "$name")
      export CHROMIUM
      return
    fi
  done
  return 1
}

# Sets CHROMIUM; installs Debian's package where that is allowed.
need_browser() {
  find_browser && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing Chromium …"
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >&2
    find_browser && return
  fi
  fail "Chromium is needed. Install it (for example: apt-get install chromium), or set CHROMIUM to its program."
}
