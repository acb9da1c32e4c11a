#!/bin/sh
# Runs a command of Giao Ước as its service does: the same user, settings and data, beside the service or without it.
#   install -m 755 ops/systemd/giaouoc.sh /usr/local/bin/giaouoc
# Files are read and written by the user giaouoc, so they lie where that one may: in /var/lib/giaouoc.
set -eu
umask 077
if [ "$(id -u)" != 0 ]; then
  echo 'Run it as root (sudo giaouoc …): the settings are for root to read.' >&2
  exit 1
fi

# As systemd reads it, so that a password may hold what a shell would take for its own.
while IFS= read -r line || [ -n "$line" ]; do
  case $line in
    '' | '#'* | ';'*) continue ;;
  esac
  value=${line#*=}
  case $value in
    \"*\") value=${value#\"} value=${value%\"} ;;
    \'*\') value=${value#\'} value=${value%\'} ;;
  esac
  export "${line%%=*}=$value"
done </etc/giaouoc.env

export DATA_DIR="${DATA_DIR:-/var/lib/giaouoc/data}" PRODUCTION="${PRODUCTION:-on}" TMPDIR=/run/giaouoc
exec runuser -u giaouoc -- /usr/bin/node /opt/giaouoc/bin/giaouoc.js "$@"
