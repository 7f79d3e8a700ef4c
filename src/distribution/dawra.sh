#!/bin/sh
# Starts Dawra on this computer (Linux, macOS). Needs only Java 17 or newer.
CALLED_FROM=$PWD
cd "$(dirname "$0")" || exit 1
if ! command -v java >/dev/null 2>&1; then
  echo "Java 17 or newer is needed: https://adoptium.net"
  exit 1
fi
[ $# -eq 0 ] && set -- run
if [ "$1" = verify ]; then
  home=$PWD
  cd "$CALLED_FROM" || exit 1
  exec java -Duser.timezone=UTC -Djava.awt.headless=true -jar "$home/dawra.jar" "$@"
fi
exec java -Duser.timezone=UTC -Djava.awt.headless=true -jar dawra.jar "$@"
