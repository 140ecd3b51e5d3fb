import { composeBooter } from '#broker/compose/choose-booter.ts'
import { createComposeStage } from '#broker/compose/compose-stage.ts'
import { startGuardian } from '#process/guardian.ts'

// A grader that starts a compose file, tells what it has started, and then waits for its end.
const guardian = startGuardian()
const [folder = '', file = '', provider = 'jvm'] = process.argv.slice(2)
const boot = composeBooter({ provider })
const stage = createComposeStage({ folder, file, boot, env: process.env, guardian })
const { hostPorts, services } = await stage.boot()
const marker = Object.entries(guardian.markerEnv).map((pair) => pair.join('='))[0]
process.send?.({
  marker,
  standIn: hostPorts[0]?.standIn,
  states: services.map((each) => each.state),
})
setInterval(() => {}, 1000)
