#!/usr/bin/env bash
# Installs what is missing, builds with warnings as errors, checks the format and runs every test.
# The last line is "N passed, N failed"; the exit code is 0 only if nothing failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# No build server outlives the script.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
build_flags=(-c Release -nodeReuse:false -p:UseSharedCompilation=false)

give_up() {
    echo "tests/run.sh: $1" >&2
    echo "0 passed, 1 failed"
    exit 1
}

install_missing() {
    local packages=()
    command -v git >/dev/null || packages+=(git)
    command -v setsid >/dev/null || packages+=(util-linux)
    # With script the tests get a terminal.
    command -v script >/dev/null || packages+=(bsdutils)
    # The tests start a server of their own; see tests/Runs.TestDatabase.
    command -v postgres >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || packages+=(postgresql)
    ldconfig -p 2>/dev/null | grep -q 'libsqlite3\.so\.0' || packages+=(libsqlite3-0)
    [ ${#packages[@]} -eq 0 ] && return 0
    [ "$(id -u)" -eq 0 ] || give_up "missing: ${packages[*]}; install them, or run this as root"
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
}

command -v dotnet >/dev/null || give_up "the .NET 10 SDK is missing"
install_missing || give_up "could not install what is missing"

echo "== build"
dotnet build Runs.Actors.sln "${build_flags[@]}" -warnaserror || give_up "the build failed"

echo "== format"
dotnet format Runs.Actors.sln --verify-no-changes --no-restore || give_up "the format differs; run: dotnet format Runs.Actors.sln"

echo "== tests"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# One project at a time: some start processes, and all share the cores.
dotnet test Runs.Actors.sln -c Release --no-build -m:1 -nodeReuse:false --logger "console;verbosity=minimal" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

sum() { grep -E '^(Passed|Failed|Skipped)! ' "$log" | grep -oE "$1: +[0-9]+" | grep -oE '[0-9]+' | awk '{ total += $1 } END { print total + 0 }'; }
passed=$(sum Passed)
failed=$(sum Failed)
# A test host that died counts as a failure even if no test says so.
[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
[ "$passed" -eq 0 ] && [ "$failed" -eq 0 ] && failed=1
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
