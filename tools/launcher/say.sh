# Words for people go to standard error, so that standard output stays for what a command answers.

say() { printf '%s\n' "$*" >&2; }

# Ends the command with a sentence and exit code 2 (wrong use, or something is missing).
fail() {
  say "nightjar: $*"
  exit 2
}

# The value of an option, or a sentence when it is missing: value_of --port "$@"
value_of() {
  [ $# -ge 2 ] && [ -n "$2" ] || fail "$1 needs a value."
  printf '%s' "$2"
}

# A whole number within bounds: whole_number --port 8080 0 65535
whole_number() {
  case $2 in '' | *[!0-9]*) fail "$1 must be a whole number, not \"$2\"." ;; esac
  [ "${#2}" -le 9 ] && [ "$2" -ge "$3" ] && [ "$2" -le "$4" ] || fail "$1 must be from $3 to $4, not $2."
}
