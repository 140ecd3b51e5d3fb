import { chmod, mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { InfraError } from '#core/errors.ts'

/** Makes a folder that is open to the image's user, whoever that is, in one that only we can enter. */
export async function makeLogFolder(runFolder: string): Promise<string> {
  const folder = path.join(runFolder, 'requests')
  await mkdir(folder)
  await chmod(folder, 0o777)
  return folder
}

/** The request log of each broker; throws when the engine sees other files than we do. */
export async function findRequestLogs(
  logFolder: string,
  brokerIds: readonly number[],
): Promise<readonly string[]> {
  const files = brokerIds.map((id) => path.join(logFolder, `requests-${id}.log`))
  const missing = await Promise.all(
    files.map((file) =>
      stat(file).then(
        () => false,
        () => true,
      ),
    ),
  )
  if (!missing.some(Boolean)) return files
  throw new InfraError({
    code: 'broker-start-failed',
    message: {
      en: `What the brokers wrote in Docker to ${logFolder} cannot be seen here.`,
      ko: `Docker 안의 브로커가 ${logFolder}에 쓴 내용이 여기에서는 보이지 않습니다.`,
    },
    advice: {
      en: 'Set TMPDIR to a folder that Docker shares with this computer, such as one in your home.',
      ko: 'TMPDIR을 Docker가 이 컴퓨터와 공유하는 폴더(예: 홈 폴더 아래)로 지정해 주세요.',
    },
  })
}
