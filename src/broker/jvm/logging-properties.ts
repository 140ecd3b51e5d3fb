/** Where one node's logs go. */
export type LogFiles = { readonly serverLog: string; readonly requestLog: string }

/**
 * The log4j2 configuration of one node: the server's log, and every finished request of the
 * LEARNER listener as `<epoch ms> Completed request:<json>`. Each file keeps one predecessor
 * (`.1`), because the folder may be memory. The filter spans line ends of any kind, as a client id
 * may hold them.
 */
export function renderLoggingProperties(files: LogFiles): string {
  return `status=error
name=kafkalings
${renderAppender('server', files.serverLog, '[%d] %p %m (%c)%n', '16MB')}
${renderAppender('requests', files.requestLog, '%d{UNIX_MILLIS} %m%n', '64MB')}
appender.requests.filter.learner.type=RegexFilter
appender.requests.filter.learner.regex=(?s).*"listener":"LEARNER".*
appender.requests.filter.learner.onMatch=ACCEPT
appender.requests.filter.learner.onMismatch=DENY
rootLogger.level=INFO
rootLogger.appenderRef.server.ref=server
logger.requests.name=kafka.request.logger
logger.requests.level=DEBUG
logger.requests.additivity=false
logger.requests.appenderRef.requests.ref=requests
logger.config.name=org.apache.kafka.common.config.AbstractConfig
logger.config.level=WARN
logger.serverConfig.name=kafka.server.KafkaConfig
logger.serverConfig.level=WARN
`
}

function renderAppender(name: string, file: string, pattern: string, size: string): string {
  const lines = {
    type: 'RollingFile',
    name,
    fileName: escapeValue(file),
    filePattern: `${escapeValue(file)}.%i`,
    'layout.type': 'PatternLayout',
    'layout.pattern': pattern,
    'policies.type': 'Policies',
    'policies.size.type': 'SizeBasedTriggeringPolicy',
    'policies.size.size': size,
    'strategy.type': 'DefaultRolloverStrategy',
    'strategy.max': '1',
  }
  return Object.entries(lines)
    .map(([key, value]) => `appender.${name}.${key}=${value}`)
    .join('\n')
}

/** Keeps a path literal: backslashes for the properties format, `$` and `%` for log4j2's own. */
function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('$', '$$$$').replaceAll('%', '%%')
}
