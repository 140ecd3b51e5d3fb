#!/bin/sh
# Understands `docker [compose] exec [OPTIONS] SERVICE kafka-… ARGUMENTS` as tutorials write it and runs
# the tool here, without a container. Inside the container the broker is localhost:9092 or a service
# name; here that is what KAFKA_BROKERS says. Everything else goes to the real docker, if there is one.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)

real_docker() {
  PATH=$(printf '%s' "$PATH" | tr ':' '\n' | grep -vxF -- "$here" | tr '\n' ':')
  if command -v docker >/dev/null 2>&1; then exec docker "$@"; fi
  echo "docker: only 'docker [compose] exec SERVICE kafka-…' works here; there is no Docker on the PATH." >&2
  exit 127
}

run_tool() {
  count=$#
  previous=
  while [ "$count" -gt 0 ]; do
    argument=$1
    shift
    count=$((count - 1))
    case $previous in
      --bootstrap-server | --broker-list) argument=${KAFKA_BROKERS:-$argument} ;;
    esac
    case $argument in
      --bootstrap-server=* | --broker-list=*) argument=${argument%%=*}=${KAFKA_BROKERS:-${argument#*=}} ;;
    esac
    set -- "$@" "$argument"
    previous=$argument
  done
  tool=$(basename -- "$1")
  shift
  exec "$here/$tool" "$@"
}

is_tool() {
  case $(basename -- "$1") in
    kafka-*) [ -x "$here/$(basename -- "$1")" ] ;;
    *) return 1 ;;
  esac
}

find_tool() {
  [ "${1:-}" = compose ] && shift
  [ "${1:-}" = exec ] || return 1
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      -u | --user | -e | --env | -w | --workdir | --index) shift 2 ;;
      -*) shift ;;
      *) break ;;
    esac
  done
  [ $# -ge 2 ] || return 1
  shift
  is_tool "$1" || return 1
  skipped=$#
}

skipped=
find_tool "$@" || real_docker "$@"
while [ $# -gt "$skipped" ]; do shift; done
run_tool "$@"
