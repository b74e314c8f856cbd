import type { AcquirerStore, Terminal } from '@fiftyfive/acquiring'
import { type KeyLine, type SelfTestView, type SetupLine, type TerminalSetup, TESTED_PARTS } from '@fiftyfive/contract'
import type { Attempt } from '@fiftyfive/diagnosis'
import type { ObservationFigures } from '@fiftyfive/store/sqlite'
import type { TerminalReading } from '../reading/readings.ts'
import { WINDOW_MS } from './place.ts'

/** What a terminal said of itself last, beside what was agreed with it and what its like run. */
export function terminalSetup(terminal: Terminal, { last, usualSoftware, health }: TerminalReading): TerminalSetup {
  return {
    id: terminal.id,
    merchant: terminal.merchantId,
    merchantName: terminal.merchantName,
    status: terminal.status,
    signedOff: terminal.signedOff !== undefined,
    batch: terminal.batch,
    lines: last ? linesOf(terminal, last, usualSoftware) : [],
    health,
    keys: keysOf(terminal),
    ...(terminal.selfTest && { selfTest: viewOf(terminal.selfTest) }),
  }
}

const viewOf = ({ at, parts }: NonNullable<Terminal['selfTest']>): SelfTestView => ({
  at,
  parts: TESTED_PARTS.flatMap((part) => {
    const works = parts[part]
    return works === undefined ? [] : [{ part, works }]
  }),
})

function linesOf(terminal: Terminal, last: Attempt, software: string): SetupLine[] {
  const line = (name: SetupLine['name'], actual: string | undefined, expected: string): SetupLine[] =>
    actual === undefined || expected === '' ? [] : [{ name, actual, expected, agrees: actual === expected }]
  return [
    ...line('model', last.model, terminal.model),
    ...line('software', last.softwareVersion, software),
    ...line('pin-key', last.pinKeyCheckValue, terminal.current?.pinCheckValue ?? ''),
    ...line('mac', last.mac, 'valid'),
    ...line('batch', last.id.split('-')[1], terminal.batch),
  ]
}

/** What most attempts from terminals of its model came from. */
export function usualSoftware(last: Attempt, figures: ObservationFigures, now: number): string {
  const { model } = last
  if (model === undefined) return ''
  const window = { since: now - WINDOW_MS, until: now + 1, places: [[{ dimension: 'model' as const, value: model }]] }
  return figures.shares('version', window).toSorted((a, b) => b.attempts - a.attempts)[0]?.value ?? ''
}

function keysOf(terminal: Terminal): KeyLine[] {
  const { id: owner } = terminal
  const ownerKind = 'terminal' as const
  return (['pending', 'current', 'previous'] as const).flatMap((version) => {
    const keys = terminal[version]
    if (!keys) return []
    return [
      { owner, ownerKind, usage: 'pin' as const, version, checkValue: keys.pinCheckValue, since: keys.deliveredAt },
      { owner, ownerKind, usage: 'mac' as const, version, checkValue: keys.macCheckValue, since: keys.deliveredAt },
    ]
  })
}

/** All working keys of the fleet and the zone keys of its links, by check value. */
export async function allKeys(store: AcquirerStore, links: readonly string[]): Promise<KeyLine[]> {
  const zones = await Promise.all(links.map((link) => store.zoneKeys(link)))
  const ofZones = zones.flatMap((zone) =>
    (['pending', 'current', 'previous'] as const).flatMap((version): KeyLine[] => {
      const keys = zone?.[version]
      if (!zone || !keys) return []
      const { link: owner } = zone
      return [
        { owner, ownerKind: 'issuer', usage: 'pin', version, checkValue: keys.pinCheckValue, since: keys.madeAt },
        { owner, ownerKind: 'issuer', usage: 'mac', version, checkValue: keys.macCheckValue, since: keys.madeAt },
      ]
    }),
  )
  return [...ofZones, ...(await store.terminals()).flatMap(keysOf)]
}
