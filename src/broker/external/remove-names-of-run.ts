// Run by the guardian after a grader that could not tidy up itself: BROKERS SUFFIX.
import { connectKafka } from '#kafka/kafka-connection.ts'
import { removeNames } from '#kafka/remove-names.ts'

const [brokers, suffix] = process.argv.slice(2)
if (brokers && suffix) {
  await using connection = await connectKafka(brokers)
  await removeNames(connection, suffix)
}
