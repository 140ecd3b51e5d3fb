// Stands for one of Kafka's tools on a learner's PATH: hands its arguments, folder and input to the
// grader and passes on what the tool in the container writes, with its exit code.
//   node tool-client.mjs SOCKET TOOL ARGUMENT…
// The frames are described in tool-frames.ts.
import { connect } from 'node:net'

const [socketPath, tool, ...args] = process.argv.slice(2)
const socket = connect(socketPath)
const send = (kind, bytes = Buffer.alloc(0)) => {
  const head = Buffer.alloc(5)
  head.writeUInt8(kind, 0)
  head.writeUInt32BE(bytes.length, 1)
  return socket.write(Buffer.concat([head, bytes]))
}

process.exitCode = 1
send(1, Buffer.from(JSON.stringify({ tool, args, cwd: process.cwd() })))
// A tool that does not read must leave the input to the script around it.
if (tool === 'kafka-console-producer' || args.includes('/dev/stdin')) {
  process.stdin.on('data', (chunk) => {
    if (!send(2, chunk)) process.stdin.pause()
  })
  socket.on('drain', () => process.stdin.resume())
  process.stdin.on('end', () => send(3))
} else send(3)

let rest = Buffer.alloc(0)
socket.on('data', (chunk) => {
  rest = Buffer.concat([rest, chunk])
  while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32BE(1)) {
    const end = 5 + rest.readUInt32BE(1)
    const [kind, bytes] = [rest.readUInt8(0), rest.subarray(5, end)]
    rest = rest.subarray(end)
    if (kind === 4) process.stdout.write(bytes)
    if (kind === 5) process.stderr.write(bytes)
    if (kind === 6) process.exitCode = bytes.readUInt8(0)
  }
})
socket.on('error', (error) => {
  process.stderr.write(`${tool}: the grader cannot be reached (${error.message})\n`)
})
socket.on('close', () => process.stdin.destroy())
// A reader that left, as in "… | head -1", ends the tool.
process.stdout.on('error', () => socket.destroy())
process.stderr.on('error', () => socket.destroy())
