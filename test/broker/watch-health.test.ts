import { expect } from 'chai'
import type { ClusterHealth, HealthReason } from '#broker/cluster-health.ts'
import { watchHealth } from '#broker/watch-health.ts'
import { until } from './echo-broker.ts'

describe('watchHealth', () => {
  const source = (reasons: () => Readonly<Record<number, HealthReason>>) => {
    const reports = new Set<(brokerId: number) => void>()
    let probes = 0
    return {
      probes: () => probes,
      exit: (brokerId: number) => reports.forEach((report) => report(brokerId)),
      probe: async (): Promise<ClusterHealth> => {
        probes += 1
        const brokers = Object.entries(reasons()).map(([id, reason]) => ({
          brokerId: Number(id),
          reason,
          detail: 'seen',
        }))
        return { isHealthy: brokers.every(({ reason }) => reason === 'ok'), brokers }
      },
      look: () => [],
      onUnexpectedExit: (report: (brokerId: number) => void) => {
        reports.add(report)
        return () => void reports.delete(report)
      },
    }
  }

  it('finds nothing wrong with healthy brokers', async () => {
    const watch = watchHealth(source(() => ({ 1: 'ok', 2: 'ok' })))
    expect(await watch.stop()).to.deep.equal([])
  })

  it('remembers a spell that is over', async () => {
    let reason: HealthReason = 'stopped-by-signal'
    const brokers = source(() => ({ 1: reason, 2: 'ok' }))
    const watch = watchHealth(brokers)
    await until(brokers.probes, (count) => count === 2)
    reason = 'ok'
    await until(brokers.probes, (count) => count === 4)
    const [spell, ...more] = await watch.stop()
    expect(more).to.deep.equal([])
    expect(spell).to.include({ what: 'broker', brokerId: 1, detail: 'stopped-by-signal: seen' })
    expect((spell?.toMs ?? 0) - (spell?.fromMs ?? 0)).to.be.at.least(500)
  })

  it('says that a broker ended which only did not answer at first', async () => {
    let reason: HealthReason = 'unanswering'
    const brokers = source(() => ({ 1: reason }))
    const watch = watchHealth(brokers)
    await until(brokers.probes, (count) => count === 2)
    reason = 'ended'
    const [spell, ...more] = await watch.stop()
    expect(more).to.deep.equal([])
    expect(spell?.detail).to.equal('ended: seen')
    expect((spell?.toMs ?? 0) - (spell?.fromMs ?? 0)).to.be.at.least(400)
  })

  it('counts an exit at once, without a probe', async () => {
    const brokers = source(() => ({}))
    const watch = watchHealth(brokers)
    brokers.exit(3)
    const spells = await watch.stop()
    expect(spells).to.have.length(1)
    expect(spells[0]).to.include({
      what: 'broker',
      brokerId: 3,
      detail: 'ended: the process ended',
    })
  })

  it('blames the machine when its own event loop stood still', async function () {
    this.timeout(60_000)
    const watch = watchHealth(source(() => ({ 1: 'ok' })))
    const until2300 = performance.now() + 2300
    while (performance.now() < until2300);
    const [spell] = await watch.stop()
    expect(spell?.what).to.equal('machine')
    expect((spell?.toMs ?? 0) - (spell?.fromMs ?? 0)).to.be.above(2000)
  })
})
