#!/usr/bin/env bash
# Whether the server on this machine answers: deploy/answers.sh PORT PATH. Exit code 0 for status 200, 1 for anything else.
# It needs no program but bash, so that an image needs no more than the server itself.
set -uo pipefail

answered() {
    local line
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3 || return 1
    read -r -t 5 line <&3 && [[ $line == 'HTTP/1.1 200 '* ]]
}

answered "$@" 2>/dev/null
