# shellcheck shell=bash disable=SC2154,SC2034
# Words for people go to standard error, so that standard output stays for what a command answers.

say() { printf '%s\n' "$*" >&2; }

# Ends the command with a sentence and exit code 2 (wrong use, or something is missing).
fail() {
  say "nightjar: $*"
  exit 2
}

# Ends with a sentence when an option stands without its value: need_value "$@"
need_value() {
  if [ $# -lt 2 ] || [ -z "$2" ]; then fail "$1 needs a value."; fi
}

# Ends with a sentence unless the option's value is a whole number within bounds: whole_number "$@" LOWEST HIGHEST
whole_number() {
  set -- "$1" "$2" "${@: -2}"
  case $2 in '' | *[!0-9]*) fail "$1 must be a whole number, not \"$2\"." ;; esac
  if [ "${#2}" -gt 9 ] || [ "$2" -lt "$3" ] || [ "$2" -gt "$4" ]; then fail "$1 must be from $3 to $4, not $2."; fi
}
