#!/usr/bin/env bash
# Creates a topic as it was asked for and shows what the brokers hold.

brokers="${KAFKA_BROKERS:-localhost:9092}"
topic="${TOPIC:-user-events}"
partitions="${PARTITIONS:-3}"
replicas="${REPLICATION_FACTOR:-1}"
retention_ms="${RETENTION_MS:-86400000}"

echo "wanted at $brokers: $topic, partitions $partitions, replicas $replicas, retention $retention_ms ms"

# TODO 1: create the topic with kafka-topics. This script is run twice, so it must not
#         fail when the topic is already there.

# TODO 2: have the topic keep its messages for retention_ms milliseconds.

# TODO 3: list the names of all topics, then describe this one.
