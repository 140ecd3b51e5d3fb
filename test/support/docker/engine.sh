#!/bin/sh
# A Docker engine of its own on a bare Debian machine, for tests:
#   engine.sh install FOLDER    the engine by apt unless it is there, Compose into FOLDER/config
#   engine.sh note FOLDER       writes down how the network is, for `restore`
#   engine.sh end FOLDER        ends the engine whose folder it is, puts the network back as it was, and
#                               removes the folder
# Nothing names a place to download from: the settings of this machine's apt decide.
set -eu
command=$1 folder=$2

install_engine() {
  if ! command -v dockerd >/dev/null || ! command -v busybox >/dev/null; then
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends docker.io busybox-static
  fi
}

# Debian 12 has only the first Compose. The second is one file that runs here too, so the package of
# the next release is unpacked and not installed.
install_compose() {
  plugin=$folder/config/cli-plugins/docker-compose
  [ -x "$plugin" ] && return
  mkdir -p "$folder/config/cli-plugins" "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial"
  codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  mirror=$(apt-get indextargets --format '$(CREATED_BY) $(SUITE) $(CODENAME) $(COMPONENT) $(REPO_URI)' |
    awk -v name="$codename" '$1 == "Packages" && $3 == name && $4 == "main" && $2 !~ /-/ { print $5; exit }')
  [ -n "$mirror" ] || { echo "no mirror of Debian $codename in apt's settings" >&2; exit 1; }
  key=/usr/share/keyrings/debian-archive-trixie-automatic.gpg
  echo "deb [signed-by=$key] $mirror trixie main" >"$folder/apt/next.list"
  set -- -q -o "Dir::Etc::SourceList=$folder/apt/next.list" -o Dir::Etc::SourceParts=/dev/null \
    -o "Dir::State::Lists=$folder/apt/lists" -o "Dir::Cache=$folder/apt/cache" \
    -o APT::Sandbox::User=root -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false
  apt-get "$@" update
  (cd "$folder/apt" && apt-get "$@" download docker-compose)
  dpkg-deb -x "$folder"/apt/docker-compose_*.deb "$folder/apt/unpacked"
  cp "$folder/apt/unpacked/usr/libexec/docker/cli-plugins/docker-compose" "$plugin.new"
  mv "$plugin.new" "$plugin"
  rm -rf "$folder/apt"
}

note_network() {
  cat /proc/sys/net/ipv4/ip_forward >"$folder/ip_forward"
  iptables -S FORWARD | awk '$1 == "-P" { print $3 }' >"$folder/forward_policy"
}

end_engine() {
  pid=$(cat "$folder/dockerd.pid" 2>/dev/null) || return 0
  kill "$pid" 2>/dev/null && timeout 40 tail --pid="$pid" -f /dev/null || :
}

restore_network() {
  iptables-save | grep -vi docker | grep -v ' br-' | iptables-restore
  iptables -P FORWARD "$(cat "$folder/forward_policy")"
  cat "$folder/ip_forward" >/proc/sys/net/ipv4/ip_forward
  ip link delete docker0 2>/dev/null || :
}

case $command in
  install)
    install_engine
    install_compose
    ;;
  note) note_network ;;
  end)
    [ -d "$folder" ] || exit 0
    end_engine
    restore_network
    # An engine that was killed leaves its mounts to the next one.
    awk -v under="$folder/" 'index($2, under) == 1 { print $2 }' /proc/mounts | sort -r |
      while read -r place; do umount "$place"; done
    rm -rf "$folder"
    ;;
  *) exit 2 ;;
esac
