# shellcheck shell=bash disable=SC2154,SC2034
# Node.js and the packages of the parts that need it.

need_node() {
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js 20.19 or newer is needed, with npm. None is on the PATH."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js 20.19 or newer is needed; this is $(node --version)."
}

# Installs the packages of one folder when its lock file changed since the last time: need_packages web
need_packages() {
  local folder=$root/$1 now
  need_node
  now=$(sha256sum <"$folder/package-lock.json")
  if [ -d "$folder/node_modules" ] && [ "$(cat "$folder/node_modules/.nightjar-lock" 2>/dev/null)" = "$now" ]; then
    return
  fi
  say "Installing the packages of $1 …"
  (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error >&2)
  printf '%s\n' "$now" >"$folder/node_modules/.nightjar-lock"
}
