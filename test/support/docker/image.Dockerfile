# A stand-in for apache/kafka where no registry can be reached: the same paths, user and variables,
# the same Kafka and its own KafkaDockerWrapper, but this computer's Java and shell.
FROM scratch
COPY --chown=1000:1000 . /
ENV PATH=/opt/java/bin:/bin JAVA_HOME=/opt/java
USER appuser
EXPOSE 9092
VOLUME ["/etc/kafka/secrets", "/mnt/shared/config"]
CMD ["/etc/kafka/docker/run"]
