#!/bin/sh
# Make FOLDER a virtual environment with everything that LOCK names, or find at once that it already is one.
# Usage: tools/environment.sh FOLDER LOCK        (PYTHON=/path/to/python3.11 chooses the interpreter)
set -eu
folder=$1 lock=$2
installed=$folder/installed.lock
project=$(cd "$(dirname "$0")/.." && pwd)

# "from scorecard.analyst import figures" works in every folder, not only in the project's
know_the_project() {
    for site in "$folder"/lib/python3*/site-packages; do
        [ -d "$site" ] || continue
        [ "$(cat "$site/scorecard.pth" 2>/dev/null)" = "$project" ] || echo "$project" > "$site/scorecard.pth"
    done
}

# the lock's date changes with every checkout; its text says whether there is anything to do
if [ -x "$folder/bin/python" ] && cmp -s "$lock" "$installed"; then
    touch "$installed"
    know_the_project
    exit 0
fi

is_311() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; }

if ! { [ -x "$folder/bin/python" ] && is_311 "$folder/bin/python"; }; then
    python=
    for candidate in "${PYTHON:-python3.11}" "${PYTHON:-python3}" "${PYTHON:-python}"; do
        if is_311 "$candidate"; then python=$candidate; break; fi
    done
    if [ -z "$python" ]; then
        echo "Python 3.11 was not found${PYTHON:+ at $PYTHON}." >&2
        echo "  do: install Python 3.11, or name it:  make PYTHON=/path/to/python3.11 $folder" >&2
        exit 2
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "$python has no venv module, or no pip to put into one (Debian and Ubuntu ship them apart)." >&2
        echo "  do: sudo apt-get install python3.11-venv    and run the same command again" >&2
        exit 2
    fi
    echo "Making $folder with $("$python" --version) (once)"
    "$python" -m venv --clear "$folder"
fi

echo "Installing the packages of $lock into $folder (once for each change of $lock; one to two minutes)"
rm -f "$installed"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$lock" || {
    echo "The packages could not be installed." >&2
    echo "  do: read the line with ERROR above; if it speaks of the network, a proxy or a mirror, see docs/installation.md" >&2
    exit 2
}
cp "$lock" "$installed"
know_the_project
