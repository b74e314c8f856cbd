import { ClearKey, err, fromHex, isHex, ok, toHex, type Random, type Result } from '@fiftyfive/kernel'
import { adjustParity, isDesFamily, KEY_LENGTH_BYTES, keyCheckValue } from '../keys/index.ts'
import type { KeyAlgorithm, KeyBlock, KeyUse, MacAlgorithm, ModuleRefusal, SecurityModule } from '../security-module.ts'

export type CeremonyProblem =
  | 'custodian-unknown'
  | 'custodian-entered-already'
  | 'component-form'
  | 'component-parity'
  | 'check-value-mismatch'
  | 'components-missing'

/** A component on its way into the sealed envelope of its custodian: hex, and the check value that goes with it. */
export interface PrintedComponent {
  readonly hex: string
  readonly checkValue: string
}

/** A new random component; with odd parity for TDES, so that a slip in typing it shows. */
export function newComponent(algorithm: KeyAlgorithm, random: Random): PrintedComponent {
  const bytes = random.bytes(KEY_LENGTH_BYTES[algorithm])
  const component = isDesFamily(algorithm) ? adjustParity(bytes) : bytes
  const printed = { hex: toHex(component), checkValue: keyCheckValue(algorithm, component) }
  bytes.fill(0)
  component.fill(0)
  return printed
}

/**
 * Forms a key from components under split knowledge and dual control (PCI PIN 6-1): at least two named custodians,
 * each enters a component once and sees the check value of that component alone; nobody sees another's. The module
 * combines them and answers with the check value of the key.
 */
export class KeyCeremony<Use extends KeyUse> {
  readonly #plan: {
    readonly use: Use
    readonly algorithm: KeyAlgorithm
    readonly macAlgorithm?: MacAlgorithm
  }
  readonly #custodians: ReadonlySet<string>
  readonly #entered = new Map<string, ClearKey<'component'>>()

  /** Throws when there are fewer than two custodians or one is named twice: such a ceremony must not begin. */
  constructor(plan: {
    readonly use: Use
    readonly algorithm: KeyAlgorithm
    readonly macAlgorithm?: MacAlgorithm
    readonly custodians: readonly string[]
  }) {
    const { custodians, ...rest } = plan
    this.#plan = rest
    this.#custodians = new Set(custodians.map(nameOf))
    if (this.#custodians.size < 2 || this.#custodians.size !== custodians.length || this.#custodians.has('')) {
      throw new Error('key ceremony: at least two custodians, each named once')
    }
  }

  /** Custodians whose component is still to come. */
  get awaited(): readonly string[] {
    return [...this.#custodians].filter((custodian) => !this.#entered.has(custodian))
  }

  /** Takes a component (hex, spaces allowed) with the check value from its envelope; gives the check value back. */
  enter(custodian: string, hex: string, checkValue: string): Result<string, CeremonyProblem> {
    const name = nameOf(custodian)
    if (!this.#custodians.has(name)) return err('custodian-unknown')
    if (this.#entered.has(name)) return err('custodian-entered-already')
    const text = hex.replace(/\s/g, '')
    const { algorithm } = this.#plan
    if (!isHex(text) || text.length !== 2 * KEY_LENGTH_BYTES[algorithm] || /^0*$/.test(text))
      return err('component-form')
    const component = new ClearKey('component', fromHex(text))
    if (isDesFamily(algorithm) && toHex(adjustParity(component.reveal())) !== text.toUpperCase()) {
      component.wipe()
      return err('component-parity')
    }
    const computed = keyCheckValue(algorithm, component.reveal())
    if (computed !== checkValue.trim().toUpperCase()) {
      component.wipe()
      return err('check-value-mismatch')
    }
    this.#entered.set(name, component)
    return ok(computed)
  }

  /** Hands the components to the module and forgets them, whatever it answers. */
  async complete(
    module: SecurityModule,
  ): Promise<Result<{ readonly key: KeyBlock<Use>; readonly checkValue: string }, CeremonyProblem | ModuleRefusal>> {
    if (this.awaited.length > 0) return err('components-missing')
    const components = Array.from(this.#entered, ([custodian, component]) => ({
      custodian,
      hex: toHex(component.reveal()),
    }))
    this.abandon()
    return module.formKey({ ...this.#plan, components })
  }

  /** Wipes what was entered; the ceremony starts over. */
  abandon(): void {
    for (const component of this.#entered.values()) component.wipe()
    this.#entered.clear()
  }
}

const nameOf = (custodian: string): string => custodian.trim().toLowerCase()
