#!/usr/bin/env bash
# Creates a topic that outlives a broker; the cluster has three of them.

brokers="${KAFKA_BROKERS:-localhost:9092}"
topic="${TOPIC:-user-events}"
old_topic="${OLD_TOPIC:-old-events}"

echo "wanted at $brokers: $topic on three brokers, and, for a bonus, $old_topic, too"

# TODO 1: create the topic so that every partition has a copy on each of the three brokers.

# TODO 2: have acks=all mean two stored copies at least, and leave writing possible when one
#         broker is down.

# TODO 3 (bonus): the old topic has single copies. Give it three without losing its messages.
