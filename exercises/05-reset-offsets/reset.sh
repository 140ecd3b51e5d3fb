#!/usr/bin/env bash
# Called with the name of one part: read, rewind or back.

brokers="${KAFKA_BROKERS:-localhost:9092}"
topic="${TOPIC:-user-events}"
group="${GROUP:-user-event-group}"
new_group="${NEW_GROUP:-user-event-group-2}"

case "${1:-}" in
  read)
    # TODO 1: read the whole topic from its beginning as new_group, and end.
    echo "$new_group is to read $topic at $brokers"
    ;;
  rewind)
    # TODO 2: move group to the start of every partition of topic. Other topics stay as they are.
    echo "$group is to start anew on $topic"
    ;;
  back)
    # TODO 3: move group back by BACK messages on PARTITION. Nothing else moves.
    echo "$group is to go back by ${BACK:-1} on partition ${PARTITION:-0} of $topic"
    ;;
  *)
    echo "usage: reset.sh read|rewind|back" >&2
    exit 2
    ;;
esac
