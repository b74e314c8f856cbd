import { toHex } from '@fiftyfive/kernel'
import type { Chip } from '../chip/command.ts'
import { readTemplate } from '../tlv.ts'

/** What became of one issuer script. */
export interface ScriptResult {
  /** Tag 9F18, 4 bytes; zeros when the issuer gave none. */
  readonly identifier: Uint8Array
  readonly result: 'performed' | 'failed'
  /** From 1; 0 when all went well. */
  readonly failedAt: number
}

/**
 * Carries out the scripts of one kind: template 71 before the last cryptogram, 72 after it. Commands (tag 86) go to the
 * chip one after the other until one fails: any status but 90xx, 62xx and 63xx (EMV Book 3, 10.10).
 */
export function runScripts(chip: Chip, scripts: readonly Uint8Array[], kind: '71' | '72'): readonly ScriptResult[] {
  return scripts.flatMap((script) => {
    const [template] = readTemplate(script)
    if (template?.tag !== kind) return []
    const parts = readTemplate(template.value)
    const identifier = parts.find(({ tag }) => tag === '9F18')?.value ?? new Uint8Array(4)
    const commands = parts.filter(({ tag }) => tag === '86')
    const failedAt = 1 + commands.findIndex(({ value }) => !succeeds(chip, value))
    return [{ identifier, failedAt, result: failedAt > 0 ? ('failed' as const) : ('performed' as const) }]
  })
}

/** A command as it goes over the contacts: CLA INS P1 P2, length, data. */
function succeeds(chip: Chip, command: Uint8Array): boolean {
  const [length = 0] = command.subarray(4, 5)
  const { status } = chip.transmit({ header: toHex(command.slice(0, 4)), data: command.slice(5, 5 + length) })
  return /^(?:90|62|63)/.test(status)
}
