import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { API, type Role } from '@fiftyfive/contract'
import { startHost } from '@fiftyfive/host'
import { DEMO_RANGES, startIssuer } from '@fiftyfive/issuer'
import { hostDirectory, issuerDirectory, openHostModule, openIssuerModule } from '../../apps/cli/src/environment.ts'
import { LINK_NAME, prepare } from '../../apps/cli/src/commands/init.ts'
import { SILENT } from './logger.ts'

const PASSWORD = 'lantern orbit mossy 41'

/** Host and issuer as they run, in this process, on ports of their own; every answer is held against its description. */
export async function startRealHost() {
  const data = mkdtempSync(join(tmpdir(), 'fiftyfive-host-'))
  const [hostModule, issuerModule] = await Promise.all([openHostModule(data), openIssuerModule(data)])
  await prepare(data, hostModule, issuerModule)
  const common = { address: '127.0.0.1', logger: SILENT }
  const issuer = await startIssuer({
    ...common,
    dataDirectory: issuerDirectory(data),
    port: 0,
    securityModule: issuerModule,
  })
  const host = await startHost({
    ...common,
    dataDirectory: hostDirectory(data),
    terminalPort: 0,
    webPort: 0,
    issuers: [{ name: LINK_NAME, host: '127.0.0.1', port: issuer.port, ranges: DEMO_RANGES, acquirerId: '48210000' }],
    securityModule: hostModule,
    issuerTimeout_ms: 4_000,
    pages: {},
    demo: issuer.bank,
    checksAnswers: true,
  })
  return {
    ...host,
    data,
    origin: `http://127.0.0.1:${host.webPort}`,
    async close() {
      await host.close()
      await issuer.close()
      await Promise.all([hostModule.close(), issuerModule.close()])
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Somebody who works with the API as a page would: with a session of their own. */
export class Person {
  readonly #origin: string
  #cookie = ''

  constructor(origin: string) {
    this.#origin = origin
  }

  static async first(origin: string, code: string): Promise<Person> {
    const person = new Person(origin)
    await person.ask('POST', API.invitations, { code, password: PASSWORD })
    return person
  }

  async invite(name: string, roles: readonly Role[]): Promise<Person> {
    const { body } = await this.ask('POST', API.accounts, { name, displayName: name, roles })
    const person = new Person(this.#origin)
    await person.ask('POST', API.invitations, { code: body.code, password: PASSWORD })
    return person
  }

  // What a page gets is for the test to judge.
  // oxlint-disable-next-line typescript/no-explicit-any
  async ask(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: any }> {
    const response = await fetch(this.#origin + path, {
      method,
      headers: {
        cookie: this.#cookie,
        origin: this.#origin,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const set = response.headers.getSetCookie()[0]?.split(';', 1)[0]
    if (set) this.#cookie = set
    return { status: response.status, body: await response.json() }
  }
}
