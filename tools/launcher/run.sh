# shellcheck shell=bash disable=SC2154,SC2034
# Starting the server and waiting until it answers.

# The same flags for every start that counts: run, demo, bench, and the run that makes the start cache.
# Small heap, serial collector and the first compiler only: a program at rest on a small machine.
# Buffers of 1 kB for each live connection, which carries a hundred bytes at a time.
java_flags=(
  -Xmx256m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError
  --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true
  -Dorg.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE=1024
)

# Becomes the server: launch HOST PORT DATA PORTFILE [more settings]. Uses $server, and start_flags where set.
# The port that was taken is written to PORTFILE.
launch() {
  local host=$1 port=$2 data=$3 port_file=$4
  shift 4
  # Native allocations (model, database driver) share few arenas: less memory at rest.
  export MALLOC_ARENA_MAX=2
  cd "$server" || return
  exec "$JAVA_HOME/bin/java" "${java_flags[@]}" "${start_flags[@]}" -Dportfile="$port_file" -jar nightjar.jar \
    --server.address="$host" --server.port="$port" --nightjar.data="$data" "$@"
}

# The status of one plain GET, by the shell's own sockets: get_status HOST PORT PATH
get_status() {
  local version status rest
  {
    exec 8<>"/dev/tcp/$1/$2" || return 1
  } 2>/dev/null
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$3" >&8
  IFS=' ' read -r -t 10 version status rest <&8 || status=
  exec 8>&-
  printf '%s' "${status:-none}"
  [ "${version%/*}" = HTTP ]
}

# Waits until the process has written its port and answers on it: await_answer PROCESS HOST PORTFILE SECONDS
await_answer() {
  local end=$((SECONDS + $4))
  while kill -0 "$1" 2>/dev/null && [ $SECONDS -lt $end ]; do
    if [ -s "$3" ]; then
      # anything but a failure of the server itself is an answer
      case $(get_status "$2" "$(cat "$3")" /api/v1/server) in [234]??) return 0 ;; esac
    fi
    sleep 0.1
  done
  return 1
}

port_is_taken() { (exec 8<>"/dev/tcp/$1/$2") 2>/dev/null; }

# The address that this machine reaches a server under that listens on HOST.
reachable() { case $1 in 0.0.0.0 | ::) printf 127.0.0.1 ;; *) printf '%s' "$1" ;; esac; }

# Says the address once the server answers. The server is $1; runs beside it and ends by itself.
announce() {
  local process=$1 host port_file=$3
  host=$(reachable "$2")
  if await_answer "$process" "$host" "$port_file" 120; then
    printf 'Nightjar answers at http://%s:%s\n' "$host" "$(cat "$port_file")"
  elif kill -0 "$process" 2>/dev/null; then
    say "nightjar: the server runs but has not answered for two minutes. Its lines above may say why."
  fi
  rm -f "$port_file"
}

run_command() {
  local host='' port=8080 data=$root/data https='' https_port=8443 certificate='' role='' heap=''
  while [ $# -gt 0 ]; do
    case $1 in
      --port | --https-port | --host | --data | --certificate | --role | --heap) need_value "$@" ;;
      --role=*) set -- --role "${1#*=}" "${@:2}" ;;
    esac
    case $1 in
      --port) whole_number "$@" 0 65535 && port=$2 && shift ;;
      --https-port) whole_number "$@" 0 65535 && https_port=$2 && shift ;;
      --host) host=$2 && shift ;;
      --data) data=$2 && shift ;;
      --https) https=yes ;;
      --role) role=$2 && shift ;;
      --heap) heap=$2 && shift ;;
      --certificate) certificate=$2 && https=yes && shift ;;
      *) fail "run does not know $1. See ./nightjar --help" ;;
    esac
    shift
  done
  start_server
}

# Uses the variables of run_command. Ends by becoming the server, so that signals reach it and nothing else is left.
start_server() {
  local settings=() port_file
  [[ -z "$heap" || "$heap" =~ ^[1-9][0-9]*[mg]$ ]] || fail "--heap takes a size such as 768m or 2g."
  [ -z "$https" ] || host=${host:-0.0.0.0}
  host=${host:-127.0.0.1}
  mkdir -p "$data" 2>/dev/null && [ -w "$data" ] || fail "The data folder cannot be made or written to: $data"
  data=$(cd "$data" && pwd)
  need_free_port "$port" --port
  if [ -n "$https" ]; then
    need_free_port "$https_port" --https-port
    https_settings
    port=$https_port
  fi
  build_all
  [ -z "$role" ] || settings+=(--nightjar.role="$role")
  port_file=$work/port.$$
  rm -f "$port_file"
  say "Starting …"
  # with HTTPS the server itself tells its addresses
  [ -n "$https" ] || (announce $$ "$host" "$port_file" &)
  start_flags=(-XX:AOTCache="$server/nightjar.aot" -Xlog:aot=off -Xlog:cds=off)
  # the last one counts
  [ -z "$heap" ] || start_flags+=("-Xmx$heap")
  launch "$host" "$port" "$data" "$port_file" ${settings[@]+"${settings[@]}"}
}

need_free_port() {
  if [ "$1" != 0 ] && port_is_taken "$(reachable "$host")" "$1"; then
    fail "Port $1 on $host is taken. Choose another with $2, or end the program that uses it."
  fi
}

https_settings() {
  settings+=(--nightjar.https.enabled=true --nightjar.https.help-port="$port" --server.ssl.bundle=nightjar)
  if [ -n "$certificate" ]; then
    [ -r "$certificate" ] || fail "The certificate cannot be read: $certificate"
    settings+=(--nightjar.https.certificate="$(readlink -f "$certificate")")
    # the password stays out of the command line, which other users can read
    export NIGHTJAR_HTTPS_CERTIFICATEPASSWORD=${NIGHTJAR_CERTIFICATE_PASSWORD:-}
  fi
}
