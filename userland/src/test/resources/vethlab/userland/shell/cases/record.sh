#!/usr/bin/env bash
# Records what real bash prints for the scripts in this folder: NAME.sh -> NAME.out.
#
#   ./record.sh [NAME...]      all of them, or these
#
# Each script runs as `bash lab.sh </dev/null` in an empty /tmp of its own, errors and output together;
# the last line of a record is the exit status. Needs root (a mount namespace for /tmp) and bash 5.2.
set -u
cd "$(dirname "$0")" || exit 1
[ $# -gt 0 ] || set -- $(ls *.sh | grep -v '^record\.sh$' | sed 's/\.sh$//')
for name; do
  unshare -m bash -c '
    content=$(cat "$1.sh"; echo x)
    exec 3>"$1.out"
    mount -t tmpfs none /tmp && cd /tmp || exit 1
    printf "%s" "${content%x}" >lab.sh
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
      timeout 20 bash lab.sh </dev/null >&3 2>&1
    echo "=> $?" >&3' - "$name"
done
