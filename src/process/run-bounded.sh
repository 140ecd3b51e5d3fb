#!/bin/sh
# run-bounded.sh SECONDS COMMAND...: runs the command at the lowest priority and kills it when the
# time is over. Started as the leader of a process group, which it ends whole, itself included.
limit=$1
shift
nice -n 19 "$@" &
work=$!
(
  sleep "$limit"
  kill -9 -- "-$$"
) &
wait "$work"
kill -9 -- "-$$"
