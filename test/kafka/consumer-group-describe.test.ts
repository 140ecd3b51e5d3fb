import { expect } from 'chai'
import {
  decodeConsumerGroupDescribe,
  encodeConsumerGroupDescribe,
} from '#kafka/consumer-group-describe.ts'
import { type Encoder, kafkajs } from '#kafka/kafkajs-protocol.ts'

const TAGGED = Buffer.from([2, 5, 3, 1, 2, 3, 9, 0])
const NO_TAGS = Buffer.from([0])

function writeAssignment(body: Encoder, topic: string, partitions: readonly number[]): void {
  body.writeUVarInt(2).writeBuffer(Buffer.alloc(16, 7)).writeUVarIntString(topic)
  body.writeUVarInt(partitions.length + 1)
  for (const partition of partitions) body.writeInt32(partition)
  body.writeBuffer(NO_TAGS).writeBuffer(TAGGED)
}

function answerWithMember(instanceId: string | null): Buffer {
  const body = kafkajs.createEncoder().writeBuffer(NO_TAGS).writeInt32(0).writeUVarInt(2)
  body.writeInt16(0).writeUVarIntString(null)
  body.writeUVarIntString('orders').writeUVarIntString('Stable').writeInt32(3).writeInt32(3)
  body.writeUVarIntString('uniform').writeUVarInt(2)
  body.writeUVarIntString('m-1').writeUVarIntString(instanceId).writeUVarIntString(null)
  body.writeInt32(3).writeUVarIntString('worker').writeUVarIntString('/127.0.0.1')
  body.writeUVarInt(2).writeUVarIntString('events').writeUVarIntString(null)
  writeAssignment(body, 'events', [2, 0])
  writeAssignment(body, 'events', [0, 1, 2])
  body.writeBuffer(TAGGED).writeInt32(-2147483648).writeBuffer(TAGGED).writeBuffer(NO_TAGS)
  return body.buffer
}

describe('ConsumerGroupDescribe', () => {
  it('asks for one group', () => {
    const bytes = encodeConsumerGroupDescribe('ab').buffer
    expect(bytes.toString('hex')).to.equal('00' + '02' + '036162' + '00' + '00')
  })

  it('reads members with their present assignment and skips tagged fields', () => {
    expect(decodeConsumerGroupDescribe(answerWithMember(null))).to.deep.equal({
      errorCode: 0,
      group: {
        groupId: 'orders',
        type: 'consumer',
        state: 'Stable',
        assignor: 'uniform',
        members: [
          {
            memberId: 'm-1',
            clientId: 'worker',
            clientHost: '/127.0.0.1',
            subscription: ['events'],
            assignment: { events: [0, 2] },
          },
        ],
      },
      targets: [{ events: [0, 1, 2] }],
    })
  })

  it('reads the instance id of a static member', () => {
    const { group } = decodeConsumerGroupDescribe(answerWithMember('i-1'))
    expect(group.members[0]).to.include({ groupInstanceId: 'i-1' })
  })
})
