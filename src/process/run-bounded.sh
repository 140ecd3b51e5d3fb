#!/bin/sh
# run-bounded.sh SECONDS COMMAND...: runs the command at the lowest priority and kills it when the
# time is over. Started as the leader of a process group, which it ends whole, itself included.
limit=$1
shift
nice -n 19 "$@" &
work=$!
(
  sleep "$limit"
  kill -s KILL -- "-$$"
) &
wait "$work"
kill -s KILL -- "-$$"
