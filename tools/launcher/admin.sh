# shellcheck shell=bash disable=SC2154,SC2034
# Operator commands. Each group is one file in tools/admin, which talks to a running server.

admin_groups() {
  local file
  for file in "$root"/tools/admin/*.mjs; do
    file=$(basename "$file" .mjs)
    case $file in server | *.test) ;; *) printf '%s ' "$file" ;; esac
  done
}

# admin GROUP [--data DIR] [--address URL] ARGUMENTS…
admin_command() {
  [ $# -ge 1 ] || fail "admin needs a group: $(admin_groups)"
  local group=$1 data=$root/data address=${NIGHTJAR_ADDRESS:-http://127.0.0.1:8080} rest=()
  shift
  case $group in
    server | *[!a-z-]*) fail "There are no operator commands named $group. There are: $(admin_groups)" ;;
  esac
  [ -f "$root/tools/admin/$group.mjs" ] || fail "There are no operator commands named $group. There are: $(admin_groups)"
  while [ $# -gt 0 ]; do
    case $1 in
      --data) need_value "$@" && data=$2 && shift ;;
      --address) need_value "$@" && address=$2 && shift ;;
      *) rest+=("$1") ;;
    esac
    shift
  done
  need_node
  export NIGHTJAR_ADDRESS=$address NIGHTJAR_TOKEN_FILE=$data/operator-token
  # a server of this machine shows a certificate of its own authority
  [ ! -f "$data/https/authority.pem" ] || export NODE_EXTRA_CA_CERTS=$data/https/authority.pem
  exec node "$root/tools/admin/$group.mjs" ${rest[@]+"${rest[@]}"}
}
