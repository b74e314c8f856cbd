import type { Iso87Message } from '@fiftyfive/iso8583'
import type { KeyBlock } from '@fiftyfive/security'
import type { IssuerPorts } from './ports.ts'

export interface ZoneKeys {
  readonly pin: KeyBlock<'pin'>
  readonly mac: KeyBlock<'mac'>
}
interface ZoneKeyVersion extends ZoneKeys {
  /** 6 hex digits each; of the first keys, which people brought, empty. */
  readonly pinCheckValue: string
  readonly macCheckValue: string
}
/** `pending` was offered, and becomes `current` with the first MAC under it; what is on its way may be under `previous`. */
export interface ZoneKeyState {
  readonly current: ZoneKeyVersion
  readonly pending?: ZoneKeyVersion
  readonly previous?: ZoneKeyVersion
}

/** DE 70: change of keys (ISO 8583:1987, annex A). */
const KEY_CHANGE = '101'
const TURN = 'zone keys'

export const isKeyChange = (message: Iso87Message): boolean => message.mti === '0800' && message[70] === KEY_CHANGE

async function stateOf({ store, zoneKeys }: IssuerPorts): Promise<ZoneKeyState> {
  const { pin, mac } = zoneKeys
  return (await store.zoneKeys()) ?? { current: { pin, mac, pinCheckValue: '', macCheckValue: '' } }
}

const versionsOf = ({ current, pending, previous }: ZoneKeyState): readonly ZoneKeyVersion[] =>
  [current, pending, previous].flatMap((version) => version ?? [])

/**
 * The keys that a message proves to be made under: its answer goes out under the same, and so does its PIN. Undefined when
 * it is under none that may still be in use. A MAC under pending keys makes them the current ones, durably.
 */
export async function provenKeys(ports: IssuerPorts, data: Uint8Array, mac: Uint8Array): Promise<ZoneKeys | undefined> {
  const state = await stateOf(ports)
  const versions = versionsOf(state)
  const keys = versions.map((version) => version.mac)
  const verified = await ports.securityModule.verifyMac({ keys, algorithm: 'iso9797-1-alg3', data, mac })
  const version = verified.ok && verified.value !== undefined ? versions[verified.value] : undefined
  if (version && version === state.pending) await promote(ports, version)
  return version
}

function promote(ports: IssuerPorts, proven: ZoneKeyVersion): Promise<void> {
  return ports.perCard.take(TURN, async () => {
    const { current, pending } = await stateOf(ports)
    if (pending?.mac !== proven.mac) return
    const zone = { current: pending, previous: current }
    await ports.store.commit(ports.clock.now(), [{ type: 'zone-keys', zone }])
  })
}

/** Takes in keys that the acquirer offers, and says what it took: DE 39 and 48. The same keys again change nothing. */
export function takeKeys(ports: IssuerPorts, message: Iso87Message): Promise<Pick<Iso87Message, 39 | 48>> {
  return ports.perCard.take(TURN, async () => {
    const under = ports.zoneMasterKey
    const [, length = '', text = ''] = /^KEY(\d{3})(.+)$/.exec(message[48] ?? '') ?? []
    if (!under || text === '') return { 39: under ? '30' : '12' }
    const taking = { pin: text.slice(0, Number(length)), mac: text.slice(Number(length)) }
    const pin = await ports.securityModule.importKey({ use: 'pin', keyBlock: taking.pin, under })
    const mac = await ports.securityModule.importKey({ use: 'mac', keyBlock: taking.mac, under })
    if (!pin.ok || !mac.ok) return { 39: '96' }
    const values = { pinCheckValue: pin.value.checkValue, macCheckValue: mac.value.checkValue }
    const state = await stateOf(ports)
    const isKnown = versionsOf(state).some(
      ({ pinCheckValue, macCheckValue }) =>
        pinCheckValue === values.pinCheckValue && macCheckValue === values.macCheckValue,
    )
    if (!isKnown) {
      const pending = { pin: pin.value.key, mac: mac.value.key, ...values }
      await ports.store.commit(ports.clock.now(), [{ type: 'zone-keys', zone: { ...state, pending } }])
    }
    return { 39: '00', 48: `KCV${values.pinCheckValue}${values.macCheckValue}` }
  })
}
