#!/usr/bin/env bash
# Starts the server once with its own database on throwaway data, and stops it; the JVM then writes the classes that
# were loaded to a file that later starts map into memory (JEP 514).
set -euo pipefail
data=$(mktemp -d)
java -XX:AOTCacheOutput=nightjar.aot -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
  -jar nightjar.jar --nightjar.data="$data" --server.address=127.0.0.1 &
process=$!
for _ in $(seq 120); do
  bash "$(dirname "$0")/healthy.sh" 2>/dev/null && break
  kill -0 "$process"
  sleep 1
done
kill -TERM "$process"
wait "$process" || true
rm -rf "$data"
test -s nightjar.aot
