# shellcheck shell=bash
# What ./run and ./test share: a machine that has what they need, and the npm packages. Sourced in strict mode; $root is the clone.
: "${root:?}"

say() { printf '%s\n' "$*"; }

die() { printf '%s\n' "$*" >&2; exit 1; }

# The lines of a long job are kept, and shown only when it fails.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

has() { command -v "$1" >/dev/null; }

# Debian keeps the server's programs off the PATH. PrivateServer__Programs is the application's own setting for them.
has_postgres() {
  local place
  [ -z "${PrivateServer__Programs:-}" ] || { [ -x "$PrivateServer__Programs/pg_ctl" ]; return; }
  ! has pg_ctl || return 0
  for place in /usr/lib/postgresql/*/bin/pg_ctl; do
    [ ! -x "$place" ] || return 0
  done
  return 1
}

has_font() { dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

need_dotnet() {
  has dotnet || die "Tonearm needs the .NET 10 SDK, which is not on the PATH: see https://dotnet.microsoft.com/download"
}

# need_packages NAME…: installs Debian packages, or says the line that does.
need_packages() {
  [ $# -gt 0 ] || return 0
  local line="apt-get install --no-install-recommends $*" as_root=()
  has apt-get || die "Tonearm needs what Debian calls $*: install it, then try again."
  if [ "$(id -u)" != 0 ]; then
    has sudo || die "Tonearm needs $*. As root, type: $line"
    as_root=(sudo)
  fi
  say "Installing $* (once)."
  # sudo may ask for the password, so before the quiet part.
  [ "$(id -u)" = 0 ] || sudo -v || die "As root, type: $line"
  # Tonearm runs a database of its own: while this installs, Debian is told not to make and start another.
  # shellcheck disable=SC2016 # The variables are the inner shell's.
  quietly ${as_root[@]+"${as_root[@]}"} sh -c '
    export DEBIAN_FRONTEND=noninteractive
    conf=/etc/postgresql-common/createcluster.d/tonearm.conf
    trap "rm -f $conf" EXIT
    mkdir -p "${conf%/*}"
    echo "create_main_cluster = false" >$conf
    apt-get update -q && apt-get install -qy --no-install-recommends "$@"
  ' sh "$@" || die "That failed. As root, type: $line"
}

# One test wants nginx. It is unpacked, not installed: Debian would start a server and keep it. Without it that test is skipped.
unpacked_nginx() {
  local place=$root/artifacts/nginx
  ! has nginx && [ ! -x /usr/sbin/nginx ] || return 0
  export TONEARM_NGINX=$place/usr/sbin
  [ ! -x "$TONEARM_NGINX/nginx" ] || return 0
  has apt-get || return 0
  say "Fetching nginx for a test (once)."
  mkdir -p "$place"
  (cd "$place" && quietly apt-get download nginx && dpkg-deb -x nginx_*.deb .) || say "nginx could not be fetched."
}

# npm ci, unless the packages are those of the lock file. The build of the pages goes by the same two files.
npm_packages() {
  local made=$root/node_modules/.package-lock.json
  [ ! "$made" -nt "$root/package-lock.json" ] || return 0
  say "Fetching the npm packages."
  (cd "$root" && quietly npm ci --include=dev --no-progress && touch "$made") || die "npm ci failed."
}
