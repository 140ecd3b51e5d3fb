#!/bin/bash
# What apache/kafka does between its variables and the broker: defaults, configuration and formatted
# storage by Kafka's own wrapper, then the broker in place of this shell.
set -eu
: "${CLUSTER_ID:=5L6g3nShT-eMCtK--X86sw}"
export CLUSTER_ID
if [[ ${KAFKA_PROCESS_ROLES-} == controller ]]; then
  if [[ -n ${KAFKA_ADVERTISED_LISTENERS-} ]]; then
    echo "KAFKA_ADVERTISED_LISTENERS is not supported on a KRaft controller."
    exit 1
  fi
elif [[ -z ${KAFKA_LISTENERS-} && -n ${KAFKA_ADVERTISED_LISTENERS-} ]]; then
  # What is advertised is bound on every address.
  KAFKA_LISTENERS=$(sed 's|://[^:]*:|://0.0.0.0:|g' <<<"$KAFKA_ADVERTISED_LISTENERS")
  export KAFKA_LISTENERS
fi
configs=(--default-configs-dir /etc/kafka/docker --mounted-configs-dir /mnt/shared/config)
told=$(/opt/kafka/bin/kafka-run-class.sh kafka.docker.KafkaDockerWrapper setup "${configs[@]}" \
  --final-configs-dir /opt/kafka/config 2>&1) || grep -qi 'already formatted' <<<"$told" || {
  echo "$told"
  exit 1
}
: "${KAFKA_LOG4J_OPTS:=-Dlog4j2.configurationFile=/opt/kafka/config/log4j2.yaml}"
export KAFKA_LOG4J_OPTS
exec /opt/kafka/bin/kafka-run-class.sh kafka.Kafka /opt/kafka/config/server.properties
