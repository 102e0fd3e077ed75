# shellcheck shell=bash disable=SC2154,SC2034
# Builds what is missing or stale and nothing else: page → jar → unpacked server with its start cache.
# A result is stale when the content of its inputs changed; file times do not matter.

work=$root/.nightjar

# One hash over the names and contents of files: hash_of FIND-ARGUMENTS (paths relative to the repository)
hash_of() {
  (cd "$root" && find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
}

web_inputs() {
  hash_of web -name node_modules -prune -o -path web/dist -prune -o -path web/test-results -prune -o -name '*.tsbuildinfo' -prune -o -path web/.svelte-kit -prune -o
}

server_inputs() {
  [ -d "$root/web/dist" ] && set -- web/dist
  hash_of server/pom.xml server/src/main "$@"
}

stamp_is() { [ "$(cat "$work/$1" 2>/dev/null)" = "$2" ]; }

build_page() {
  [ -f "$root/web/package.json" ] || return 0
  local now
  now=$(web_inputs)
  if stamp_is page "$now" && [ -f "$root/web/dist/index.html" ]; then return; fi
  need_packages web
  say "Building the page …"
  (cd "$root/web" && npm run --silent build >&2)
  printf '%s' "$now" >"$work/page"
}

# Maven with JDK 25; the two options only quieten warnings about Maven's own libraries.
maven() {
  (cd "$root/server" && MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
    mvn -B -ntp -Dstyle.color=never "$@")
}

build_server() {
  need_java
  command -v mvn >/dev/null || fail "Maven is needed to build the server. None is on the PATH."
  local now
  now=$(server_inputs)-$(sed -n 's/^IMPLEMENTOR_VERSION=//p;s/^JAVA_VERSION=//p' "$JAVA_HOME/release" | sha256sum | cut -c1-8)
  server=$work/server-$now
  [ -f "$server/ready" ] && return
  say "Building the server …"
  maven -q package -Dmaven.test.skip=true -Dspotless.check.skip=true >&2
  rm -rf "$server"
  "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$root/server/target/nightjar.jar" extract --destination "$server" >/dev/null
  make_start_cache
  touch "$server/ready"
  forget_old_servers
}

# A server that runs keeps its own folder; only those that were built long before this one go.
forget_old_servers() {
  ls -dt "$work"/server-* | tail -n +4 | xargs -r rm -rf
}

# Starts the server once with throwaway data, asks it for what a first visitor asks for, and stops it; the JVM then
# writes the loaded and linked classes to a file that later starts map into memory (JEP 514).
make_start_cache() {
  say "Making the start cache …"
  local data log process
  data=$(mktemp -d "${TMPDIR:-/tmp}/nightjar-training.XXXXXX")
  log=$data/log
  start_flags=(-XX:AOTCacheOutput="$server/nightjar.aot")
  launch 127.0.0.1 0 "$data/data" "$data/port" >"$log" 2>&1 &
  process=$!
  if await_answer "$process" 127.0.0.1 "$data/port" 120; then
    get_status 127.0.0.1 "$(cat "$data/port")" / >/dev/null || true
  fi
  # also one that did not answer in time: it would be waited for without end
  kill -TERM "$process" 2>/dev/null || true
  wait "$process" || true
  if [ ! -f "$server/nightjar.aot" ]; then
    tail -n 40 "$log" >&2
    rm -rf "$data"
    fail "The server was built but did not start. Its last lines stand above."
  fi
  rm -rf "$data"
}

# Everything `run` needs. One build at a time: a second caller waits for the first.
build_all() {
  mkdir -p "$work"
  exec 9>"$work/lock"
  flock 9
  build_page
  build_server
  exec 9>&-
}
