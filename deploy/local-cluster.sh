#!/usr/bin/env bash
# A cluster on this machine, to try things with: PostgreSQL in a temporary directory and N nodes on loopback, no container engine.
# Usage: deploy/local-cluster.sh up [N] | status | down
# Where the directory is stands in a link, ${XDG_STATE_HOME:-~/.local/state}/runs-local-cluster: there is one cluster for each such place.
set -uo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
program=$repository/src/Runs.Node/bin/Release/net10.0/runs.dll
link=${XDG_STATE_HOME:-$HOME/.local/state}/runs-local-cluster

# In seconds. Nodes that end hand their shards over (20 s at most), then their attempts have the grace of runs.node.shutdown-grace (10 s).
readonly ready_within=120 database_within=60 nodes_end_within=60 database_ends_within=30
# A socket's path may have 107 bytes.
readonly longest_directory=80

stopped_by=''
unfinished=''
directory=''

say() { echo "$*" >&2; }

fail() {
    say "local-cluster.sh: $*"
    exit 1
}

# Only whoever is told to stop between two steps can clean up after all of them.
may_go_on() { [ -z "$stopped_by" ] || exit "$stopped_by"; }

# --- processes: known by id, start time and boot, so that nobody else's is ever ended -------------------------------------------------

boot() { cat /proc/sys/kernel/random/boot_id; }

# Its start, in ticks since the boot; nothing for one that is gone or only waits to be buried. The name in between may hold blanks and brackets.
start_of() {
    local stat fields
    { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
    read -ra fields <<<"${stat##*) }"
    [[ ${fields[0]} != [ZX] ]] && echo "${fields[19]}"
}

is_same() { [ "$3" = "$(boot)" ] && [ "$(start_of "$1")" = "$2" ]; }

# Starts a program detached, with its output in a log, and notes it down.
start() {
    local name=$1 id began
    shift
    setsid "$@" >>"$directory/$name.log" 2>&1 </dev/null &
    id=$!
    began=$(start_of "$id") || began=0
    echo "$id $began $(boot)" >"$directory/$name.process"
}

lives() {
    local id began when
    read -r id began when 2>/dev/null <"$directory/$1.process" && is_same "$id" "$began" "$when"
}

id_of() { cut -d ' ' -f 1 "$directory/$1.process"; }

signal() { lives "$2" && kill -s "$1" "$(id_of "$2")" 2>/dev/null; }

# Waits until all of them have ended: deadline, names.
ended_within() {
    local deadline=$((SECONDS + $1)) name
    shift
    for name in "$@"; do
        while lives "$name"; do
            [ "$SECONDS" -lt "$deadline" ] || return 1
            sleep 0.1
        done
    done
}

# --- what the directory holds -----------------------------------------------------------------------------------------------------------

nodes() {
    local file
    for file in "$directory"/node-*.process; do
        [ -e "$file" ] && basename "$file" .process
    done
}

url_of() { sed -n 's/^listening on //p' "$directory/$1.log" 2>/dev/null | tail -n 1; }

# Finds the cluster of this place. A link that leads nowhere is of another boot, whose temporary files are gone.
find_cluster() {
    directory=$(readlink "$link" 2>/dev/null) || return 1
    [ -d "$directory" ] && [ -O "$directory" ]
}

tail_of() {
    say "--- the end of $directory/$1.log"
    tail -n 20 "$directory/$1.log" >&2
    say "---"
}

# --- up -----------------------------------------------------------------------------------------------------------------------------------

# The full path of a program of PostgreSQL: in the PATH, or where Debian has them, the newest version first.
find_postgres() {
    local found
    found=$(command -v "$1") && { readlink -f "$found"; return; }
    found=$(compgen -G "/usr/lib/postgresql/*/bin/$1" | sort -V | tail -n 1)
    [ -n "$found" ] && echo "$found"
}

# PostgreSQL refuses to be root.
as_database() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
    else
        "$@"
    fi
}

check_tools() {
    command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing."
    command -v setsid >/dev/null || fail "setsid is missing; install the package util-linux."
    if ! initdb=$(find_postgres initdb) || ! postgres=$(find_postgres postgres); then
        fail "PostgreSQL is missing; install the package postgresql."
    fi
    [ "$(id -u)" -ne 0 ] || id postgres >/dev/null 2>&1 || fail "PostgreSQL refuses to run as root, and there is no user postgres; install the package postgresql."
}

build() {
    [ -f "$program" ] && return
    say "building runs…"
    MSBUILDDISABLENODEREUSE=1 dotnet build "$repository/src/Runs.Node" -c Release -nologo -v quiet -nodeReuse:false -p:UseSharedCompilation=false >&2 || fail "the build failed."
}

# The link is made in one step, and only where there is none: of two that start at a time, one is told so.
make_directory() {
    mkdir -p "$(dirname "$link")" || exit 1
    if find_cluster; then
        fail "there is a cluster already, in $directory. See: $0 status, or end it: $0 down"
    fi
    if [ -L "$link" ] && [ ! -e "$link" ]; then
        rm -f "$link"
    fi
    directory=$(mktemp -d "${TMPDIR:-/tmp}/runs-local-cluster.XXXXXX") || exit 1
    unfinished=yes
    if ! ln -s "$directory" "$link" 2>/dev/null; then
        rmdir "$directory"
        unfinished=''
        fail "$link exists already. See: $0 status, or end that cluster: $0 down"
    fi
    [ "${#directory}" -le "$longest_directory" ] || fail "$directory is too long a path for a socket; set TMPDIR to a shorter one."
    if [ "$(id -u)" -eq 0 ]; then
        # The database's user has to come by; nobody else.
        chgrp postgres "$directory" && chmod 0710 "$directory" || exit 1
    fi
}

random() { head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

# Files that only their owner can read; the nodes get what is in them by their environment, where no list of processes shows it.
make_secrets() {
    (
        umask 077
        random >"$directory/password" && random >"$directory/secret"
    ) || exit 1
}

start_database() {
    local sockets=$directory/database deadline=$((SECONDS + database_within))
    (umask 077 && mkdir "$sockets" && cp "$directory/password" "$sockets/password") || exit 1
    if [ "$(id -u)" -eq 0 ]; then
        chown -R postgres: "$sockets" || exit 1
    fi
    # Its user may not be able to be where this was started.
    (cd "$sockets" && as_database "$initdb" -D data -U runs --auth=scram-sha-256 --pwfile=password --no-sync --encoding=UTF8 --locale=C.UTF-8) >"$directory/initdb.log" 2>&1 || {
        may_go_on
        tail_of initdb
        fail "PostgreSQL could not be set up."
    }
    rm -f "$sockets/password"
    may_go_on
    if [ "$(id -u)" -eq 0 ]; then
        start postgres setpriv --reuid=postgres --regid=postgres --clear-groups "$postgres" -D "$sockets/data" -k "$sockets" -c listen_addresses= -c max_connections=200
    else
        start postgres "$postgres" -D "$sockets/data" -k "$sockets" -c listen_addresses= -c max_connections=200
    fi
    # It says in its own file whether it takes connections.
    until [ "$(sed -n 8p "$sockets/data/postmaster.pid" 2>/dev/null | tr -d ' ')" = ready ]; do
        may_go_on
        if ! lives postgres || [ "$SECONDS" -ge "$deadline" ]; then
            tail_of postgres
            fail "PostgreSQL did not start within $database_within s."
        fi
        sleep 0.1
    done
}

# Where this was started is where its strategies are executed.
start_node() {
    RUNS_CONNECTION="Host=$directory/database;Username=runs;Password=$(<"$directory/password");Database=postgres" \
        RUNS_CLUSTER_SECRET=$(<"$directory/secret") \
        start "$1" dotnet "$program" serve --journal postgres --node "$1" --node-address 127.0.0.1:0 --port 0 --data "$directory/$1"
}

is_ready() {
    local url
    url=$(url_of "$1")
    [ -n "$url" ] && "$repository/deploy/answers.sh" "${url##*:}" /ready
}

await_nodes() {
    local deadline=$((SECONDS + ready_within)) name
    for name in $(nodes); do
        until is_ready "$name"; do
            may_go_on
            if ! lives "$name"; then
                tail_of "$name"
                fail "$name has ended before it was ready."
            fi
            if [ "$SECONDS" -ge "$deadline" ]; then
                tail_of "$name"
                fail "$name was not ready within $ready_within s."
            fi
            sleep 0.1
        done
    done
}

describe() {
    local name urls=''
    for name in $(nodes); do
        urls=${urls:+$urls,}$(url_of "$name")
        printf '%-9s %s   process %s\n' "$name" "$(url_of "$name")" "$(id_of "$name")"
    done
    cat <<END

The cluster is in $directory, logs included. Every node serves every run:

  export RUNS_URL=$urls
  alias runs="dotnet $program"
  runs cluster
  runs run samples/diamond.yaml --input "one two three"

Kill a node with kill -9 and its runs go on at the others. To end all of it: $0 down
END
}

up() {
    local count=${1:-3} number initdb='' postgres=''
    [[ $count =~ ^[1-9]$ ]] || fail "$count is no number of nodes: 1 to 9."
    trap 'stopped_by=130' INT
    trap 'stopped_by=143' TERM HUP
    trap '[ -z "$unfinished" ] || remove' EXIT
    check_tools
    build
    may_go_on
    make_directory
    may_go_on
    make_secrets
    start_database
    for ((number = 1; number <= count; number++)); do
        start_node "node-$number"
    done
    await_nodes
    may_go_on
    unfinished=''
    describe
}

# --- down ---------------------------------------------------------------------------------------------------------------------------------

# What nodes that were killed have left running: each has noted its processes down, every one the leader of a group.
end_leftovers() {
    local file id began when
    for file in "$directory"/node-*/processes/*.json; do
        [ -e "$file" ] || continue
        id=$(grep -oE '"pid":[0-9]+' "$file" | cut -d : -f 2)
        began=$(grep -oE '"startTime":[0-9]+' "$file" | cut -d : -f 2)
        when=$(grep -oE '"bootId":"[^"]+"' "$file" | cut -d '"' -f 4)
        if [[ $id =~ ^[0-9]+$ && $id -gt 1 ]] && is_same "$id" "$began" "$when"; then
            kill -s KILL -- "-$id" 2>/dev/null
        fi
    done
}

# Nodes first, which hand their shards over to each other and end their attempts; then the database, which they need for that.
remove() {
    local name all
    trap '' INT TERM HUP
    mapfile -t all < <(nodes)
    for name in "${all[@]}"; do signal TERM "$name"; done
    if ! ended_within "$nodes_end_within" "${all[@]}"; then
        for name in "${all[@]}"; do
            signal KILL "$name" && say "local-cluster.sh: $name did not end within $nodes_end_within s and was killed."
        done
        ended_within 10 "${all[@]}"
    fi
    end_leftovers
    if [ -e "$directory/postgres.process" ]; then
        signal INT postgres
        if ! ended_within "$database_ends_within" postgres; then
            signal QUIT postgres
            ended_within 10 postgres || signal KILL postgres
        fi
    fi
    rm -rf -- "$directory" && rm -f -- "$link"
}

down() {
    if ! find_cluster; then
        [ ! -L "$link" ] || rm -f -- "$link"
        say "There is no cluster to end."
        return 0
    fi
    remove || fail "$directory could not be removed."
    say "The cluster is gone, and $directory with it."
}

# --- status -------------------------------------------------------------------------------------------------------------------------------

status() {
    local name url='' result=0
    find_cluster || { say "There is no cluster. To make one: $0 up"; return 1; }
    for name in postgres $(nodes); do
        if lives "$name"; then
            printf '%-9s lives, process %s   %s\n' "$name" "$(id_of "$name")" "$(url_of "$name")"
            [ -n "$url" ] || url=$(url_of "$name")
        else
            printf '%-9s is gone; its log is %s\n' "$name" "$directory/$name.log"
            result=1
        fi
    done
    [ -n "$url" ] || return 1
    echo
    dotnet "$program" cluster --url "$url" || return 1
    return "$result"
}

case ${1-} in
    up) [ $# -le 2 ] || fail "up takes one number of nodes."; up "${2-3}" ;;
    status) status ;;
    down) down ;;
    *)
        say "Usage: $0 up [N] | status | down"
        exit 2
        ;;
esac
