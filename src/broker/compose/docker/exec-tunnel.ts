import type { Socket } from 'node:net'
import type { Guardian } from '#process/guardian.ts'
import { startPiped } from '#process/start-piped.ts'
import { openPort, type Forwarder } from '../forwarder.ts'

/** Hands bytes on in both directions; the images of Kafka all bring bash. */
const HAND_ON = 'exec 3<>"/dev/tcp/127.0.0.1/$0" || exit; cat <&3 & cat >&3; kill $!'

/**
 * A port of ours that leads to a container's own localhost, where no published port does: each
 * connection is a `docker exec`.
 */
export async function openTunnel(
  container: string,
  port: number,
  guardian: Guardian,
): Promise<Forwarder> {
  const handOn = async (client: Socket): Promise<void> => {
    const inside = ['bash', '-c', HAND_ON, String(port)]
    const args = ['exec', '--interactive', container, ...inside]
    const command = await startPiped('docker', args, guardian.markerEnv)
    guardian.guardGroup(command.pid)
    void command.exited.then(() => {
      guardian.releaseGroup(command.pid)
      client.destroy()
    })
    client.once('close', () => command.stdin.end())
    client.pipe(command.stdin)
    command.stdout.pipe(client)
    command.stderr.resume()
  }
  return await openPort({ host: '127.0.0.1', port: 0 }, (client) => {
    client.on('error', () => client.destroy())
    void handOn(client).catch(() => client.destroy())
  })
}
