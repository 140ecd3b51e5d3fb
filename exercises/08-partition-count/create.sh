#!/usr/bin/env bash
# Works out how many partitions a topic needs, creates it and writes down why.

brokers="${KAFKA_BROKERS:-localhost:9092}"
topic="${TOPIC:-user-events}"
workload_file="${WORKLOAD_FILE:-workload.yml}"
design_file="${DESIGN_FILE:-design.yml}"

# The value that stands under a name in the workload file.
number() { sed -n "s/^$1: *//p" "$workload_file"; }

target=$(number target_per_second)
per_consumer=$(number consumer_per_second)
per_partition=$(number partition_per_second)
consumers=$(number consumers)
max_partitions=$(number max_partitions)

echo "$topic at $brokers: $target messages per second, $consumers consumers, design in $design_file"
echo "a consumer handles $per_consumer, a partition takes in $per_partition; at most $max_partitions partitions"

# TODO 1: work out how many partitions are needed. Three things ask for some: what a consumer
#         handles, what a partition takes in, and how many consumers are planned.

# TODO 2: create the topic with kafka-topics, with that many partitions from the start.

# TODO 3: write the design file: a line `partitions: …` and the five lines of the workload file.
