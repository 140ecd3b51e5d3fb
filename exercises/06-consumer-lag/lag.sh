#!/usr/bin/env bash
# Prints how many messages a group has still to read on a topic. Its last line is the total.

brokers="${KAFKA_BROKERS:-localhost:9092}"
topic="${TOPIC:-user-events}"
group="${GROUP:-user-event-group}"

echo "lag of $group on $topic:"

# TODO 1: have the group described with kafka-consumer-groups.

# TODO 2: add up the lag of the partitions of this topic. A partition that the group never
#         committed has no line there: all the messages it holds are lag.

# TODO 3: print the total as the last line.
