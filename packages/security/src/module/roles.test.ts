import { expect, it } from 'vitest'
import { COMMANDS } from './commands.ts'
import { asRoles, type ModuleRole } from './roles.ts'
import { refusal, testModule } from './test-module.ts'

const components = [
  { custodian: 'anna', hex: '13579BDF02468ACE1122334455667788' },
  { custodian: 'bert', hex: '8A6B4C2D1E0F9A7B5C3D2E1F0A9B8C7D' },
]

it('keeps each role to its commands', async () => {
  const { module } = testModule({ partition: 'issuer', authorised: true })
  const tryAs = async (role: ModuleRole) => {
    const restricted = asRoles(module, [role])
    return Promise.all([
      refusal(restricted.status()),
      refusal(restricted.formKey({ use: 'pin', algorithm: 'tdes-2', components })),
      refusal(restricted.generateKey({ use: 'pin', algorithm: 'tdes-2' })),
      refusal(restricted.sealTable({ table: '8351296477461538' })),
    ])
  }
  const [no, yes] = ['not-authorised', 'not refused']
  expect(await tryAs('host')).toEqual([yes, no, yes, no])
  expect(await tryAs('officer')).toEqual([yes, no, yes, yes])
  expect(await tryAs('custodian')).toEqual([yes, yes, no, no])
  expect(await tryAs('personaliser')).toEqual([yes, no, no, no])
})

it('gives every command to some role, and notes what was tried beyond one', async () => {
  const { module } = testModule()
  const tried: string[] = []
  const everybody = asRoles(module, ['host', 'officer', 'custodian', 'personaliser'], (command) => tried.push(command))
  for (const command of Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]) {
    await (everybody[command] as (request: unknown) => Promise<unknown>)({})
  }
  expect(tried).toEqual([])
  await asRoles(module, ['custodian'], (command) => tried.push(command)).exportKey({} as never)
  expect(tried).toEqual(['exportKey'])
  // Closing a restricted face leaves the module open for the others.
  await everybody.close()
  expect(await refusal(module.status())).toBe('not refused')
})
