import { expect } from 'chai'
import { runCli } from '../support/cli.ts'
import { makeProgramFolder } from '../broker/program-folder.ts'

describe('doctor --quick', function () {
  this.timeout(300_000)

  it('says line by line that grading will work', async () => {
    const { code, stdout, stderr } = await runCli(['doctor', '--quick'])
    expect(stdout).to.match(/^✔ Node .*\n✔ npm packages .*kafkajs/)
    expect(stdout).to.match(/✔ Java and Kafka .*Java \d+[^]*✔ cache folder .* free/)
    expect(stdout).to.match(/[✔·] Docker[^]*✔ temporary folder .* free[^]*· Python[^]*· isolation/)
    expect(stdout)
      .to.include('programs run as your user')
      .and.include('Grading will work.')
      .and.not.match(/[✔✘] broker/)
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
  })

  it('says what to do without Java, in Korean, and exits 3', async () => {
    await using bin = await makeProgramFolder()
    await bin.add('docker', 'exec /bin/sleep 60')
    const env = { PATH: `${bin.folder}:/nowhere`, JAVA_HOME: undefined, LANG: 'ko_KR.UTF-8' }
    const { code, stdout } = await runCli(['doctor'], { env })
    expect(code).to.equal(3)
    expect(stdout).to.match(/✘ Java와 Kafka .*PATH에 java가 없음.*\n {4}해결: .*\S/)
    expect(stdout).to.match(/· Docker .*8초 안에 응답하지 않는 엔진[^]*· Python .*python3 없음/)
    expect(stdout)
      .to.include('✘ 표시된 항목을 해결해야')
      .and.not.match(/[✔✘] 브로커/)
  })
})
