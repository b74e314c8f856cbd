import { randomBytes } from 'node:crypto'
import {
  asRoles,
  type CeremonyProblem,
  type KeyAlgorithm,
  KeyCeremony,
  type KeyUse,
  newComponent,
} from '@fiftyfive/security'
import { type Command, Option } from 'commander'
import { dataOption, jsonOption, openCommandModule } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'
import { Questions } from '../hidden-input.ts'

const USES: readonly KeyUse[] = [
  'zone-master',
  'terminal-master',
  'pin',
  'mac',
  'pin-verification',
  'pin-offset',
  'card-verification',
  'cryptogram',
  'script-integrity',
  'script-confidentiality',
  'derivation',
  'data',
]
const ALGORITHMS: readonly KeyAlgorithm[] = ['tdes-2', 'tdes-3', 'aes-128', 'aes-192', 'aes-256', 'sm4']

interface CeremonyOptions {
  readonly use: KeyUse
  readonly algorithm: KeyAlgorithm
  readonly custodian: readonly string[]
  readonly partition: 'acquirer' | 'issuer'
  readonly data: string
  readonly json?: true
}

/** Key components: one command makes them for their envelopes, the other brings them together in the module. */
export function addCeremony(hsm: Command): void {
  const algorithm = () => new Option('--algorithm <name>').choices([...ALGORITHMS]).default('aes-256')
  hsm
    .command('component')
    .description('Make a random key component and its check value, for one custodian to write down or print.')
    .addOption(algorithm())
    .addOption(jsonOption())
    .action(({ algorithm, json }: { algorithm: KeyAlgorithm; json?: true }) => {
      const component = newComponent(algorithm, { bytes: (length) => new Uint8Array(randomBytes(length)) })
      if (json) console.log(JSON.stringify(component))
      else console.log(`${(component.hex.match(/.{4}/g) ?? []).join(' ')}\nCheck value ${component.checkValue}`)
    })
  hsm
    .command('ceremony')
    .description('Form a key from the components of at least two custodians, each entered by its own custodian.')
    .requiredOption('--custodian <name...>', 'who takes part; two or more')
    .addOption(new Option('--use <use>').choices([...USES]).default('zone-master'))
    .addOption(algorithm())
    .addOption(new Option('--partition <role>', 'whose key').choices(['acquirer', 'issuer']).default('acquirer'))
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nComponents are read without echo. Output: the key block and the check value of the key.\nExit code 1: a component was refused three times, or the module refused the key.',
    )
    .action(hold)
}

async function hold(options: CeremonyOptions): Promise<void> {
  const { use, algorithm, custodian: custodians } = options
  if (new Set(custodians.map((name) => name.trim().toLowerCase())).size < 2) {
    throw new CommandFailure('a ceremony needs at least two custodians, each named once (PCI PIN 6-1).', EXIT.usage)
  }
  const ceremony = new KeyCeremony({ use, algorithm, custodians })
  const questions = new Questions()
  try {
    for (const custodian of custodians) await enter(ceremony, questions, custodian)
  } catch (failure) {
    ceremony.abandon()
    throw failure
  } finally {
    questions.close()
  }
  const module = await openCommandModule({ data: options.data, partition: options.partition })
  const formed = await ceremony.complete(asRoles(module, ['custodian']))
  await module.close()
  if (!formed.ok) {
    throw new CommandFailure(
      `the key was not formed: ${typeof formed.error === 'string' ? formed.error : formed.error.detail}.`,
    )
  }
  if (options.json) console.log(JSON.stringify(formed.value))
  else console.log(`Key block    ${formed.value.key}\nCheck value  ${formed.value.checkValue}`)
}

const ATTEMPTS_MAX = 3

/** What the person at the keyboard can do something about. */
const WORDS: Partial<Record<CeremonyProblem, string>> = {
  'component-form': 'as many hex digits as the algorithm has are expected, and not all of them 0',
  'component-parity': 'a digit is wrong, the component has no odd parity',
  'check-value-mismatch': 'component and check value do not go together; one of them has a wrong digit',
}

async function enter(ceremony: KeyCeremony<KeyUse>, questions: Questions, custodian: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const component = await questions.ask(`${custodian}, your component (not shown): `, true)
    const checkValue = await questions.ask(`${custodian}, its check value: `, false)
    if (component === undefined || checkValue === undefined) break
    const taken = ceremony.enter(custodian, component, checkValue)
    if (taken.ok) return
    process.stderr.write(`Not taken: ${WORDS[taken.error] ?? taken.error}.\n`)
  }
  throw new CommandFailure(`no component of ${custodian} was taken; the ceremony is abandoned and nothing was kept.`)
}
