#!/bin/bash
# Runs a class of Kafka with the variables that the scripts of a release know.
logging=${KAFKA_LOG4J_OPTS:--Dlog4j2.configurationFile=/opt/kafka/config/tools-log4j2.yaml}
# Each variable is a list of flags.
# shellcheck disable=SC2086
exec java ${KAFKA_HEAP_OPTS:--Xmx256M} ${KAFKA_JVM_PERFORMANCE_OPTS:-} $logging \
  ${KAFKA_OPTS:-} -cp "$(cat /opt/kafka/class-path)" "$@"
