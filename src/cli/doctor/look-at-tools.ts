import { sameInBoth, type Bilingual } from '#core/bilingual.ts'
import { chooseContainment } from '#process/containment.ts'
import { runCommand } from '#process/run-command.ts'
import type { Diagnosis } from './diagnosis.ts'

const PROBE_MS = 8_000
const PYTHON_PROBE = `
import importlib, platform
found = []
for name in ('kafka', 'confluent_kafka'):
    try:
        found.append(name + ' ' + str(getattr(importlib.import_module(name), '__version__', '')))
    except Exception:
        pass
print(platform.python_version())
print(', '.join(found))
`

/** Python and its Kafka clients; needed only for programs in Python. */
export async function lookAtPython(): Promise<Diagnosis> {
  const subject = sameInBoth('Python')
  const { exitCode, output } = await runCommand('python3', ['-c', PYTHON_PROBE], {
    timeoutMs: PROBE_MS,
  })
  if (exitCode !== 0) {
    const found = {
      en: 'no python3 that runs; needed only for programs in Python',
      ko: '실행되는 python3 없음. Python으로 작성할 때만 필요합니다',
    }
    return { subject, state: 'note', found }
  }
  const [version = '', clients = ''] = output.trim().split('\n')
  if (clients !== '') return { subject, state: 'note', found: sameInBoth(`${version}, ${clients}`) }
  return {
    subject,
    state: 'note',
    found: {
      en: `${version} without a Kafka client; needed only for programs in Python`,
      ko: `${version}, Kafka 클라이언트 없음. Python으로 작성할 때만 필요합니다`,
    },
    mend: sameInBoth('python3 -m pip install kafka-python'),
  }
}

/** How tightly programs are held. */
export function lookAtIsolation(): Diagnosis {
  const { name } = chooseContainment()
  return {
    subject: { en: 'isolation', ko: '격리' },
    state: 'note',
    found: ISOLATION[name] ?? sameInBoth(name),
  }
}

const ISOLATION: Readonly<Record<string, Bilingual>> = {
  'process-group': {
    en: 'process group: programs run as your user',
    ko: '프로세스 그룹: 프로그램은 지금 사용자의 권한으로 실행됩니다',
  },
}
