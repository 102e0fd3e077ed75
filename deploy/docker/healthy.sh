#!/usr/bin/env bash
# Ends with 0 when the server in this container is ready to work.
set -u
exec 8<>"/dev/tcp/127.0.0.1/${SERVER_PORT:-8080}" || exit 1
printf 'GET /actuator/health/readiness HTTP/1.0\r\nHost: localhost\r\n\r\n' >&8
IFS=' ' read -r -t 4 _ status _ <&8
[ "${status:-none}" = 200 ]
