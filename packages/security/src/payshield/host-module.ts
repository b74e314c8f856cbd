import { err, fromHex, ok, PinBlock, toHex, type Pan, type Result } from '@fiftyfive/kernel'
import { modeOf, usageOf } from '../module/attributes.ts'
import { unionpayFold } from '../mac/index.ts'
import type {
  KeyAlgorithm,
  KeyBlock,
  KeyUse,
  MacAlgorithm,
  MacRequest,
  MacState,
  ModuleRefusal,
  PinBlockFormat,
  PinBlockShape,
  SecurityModule,
} from '../security-module.ts'
import { accountOfPan, codeOfAlgorithm, codeOfFormat, SOFT_FIRMWARE } from './codes.ts'
import { refusalOfCode } from './errors.ts'
import type { Values } from './fields.ts'
import { latin1, latin1Bytes, type HostResponse } from './frame.ts'
import type { HostCommand } from './layouts.ts'

/** Sends one host command; undefined when no module answered in time. */
export type Exchange = (command: HostCommand, values: Values) => Promise<HostResponse | undefined>

type Outcome<T> = Result<T, ModuleRefusal>

const refuse = (reason: ModuleRefusal['reason'], detail: string): Promise<Outcome<never>> =>
  Promise.resolve(err({ reason, detail }))
const elsewhere = (what: string) => (): Promise<Outcome<never>> => refuse('not-authorised', `payShield: ${what}`)

/** Master keys have numbers of their own here; the UnionPay MAC is algorithm 1 over the fold, so its keys are M1. */
function usageFor(use: KeyUse, algorithm: KeyAlgorithm, mac: MacAlgorithm | undefined): string {
  if (use === 'terminal-master') return '51'
  if (use === 'zone-master') return '52'
  const unionpay = use === 'mac' && (mac ?? 'unionpay-ecb') === 'unionpay-ecb' && algorithm.startsWith('tdes')
  return unionpay ? 'M1' : usageOf(use, algorithm, mac)
}

/**
 * The port over host commands. Keys are the payShield's own key blocks (scheme `S`) as text. What a payShield does at
 * its console only, or not at all, is refused: forming keys, activation by RSA, clear PINs.
 */
export function payShieldModule(name: string, exchange: Exchange, close: () => Promise<void>): SecurityModule {
  const command = async (letters: HostCommand, values: Values): Promise<Outcome<Values>> => {
    const response = await exchange(letters, values)
    if (!response) return err({ reason: 'unavailable', detail: 'payShield: no answer in time' })
    return response.errorCode === '00' ? ok(response.values) : err(refusalOfCode(response.errorCode))
  }
  return {
    ...keyCommands(command),
    ...pinCommands(command),
    ...macCommands(command),
    async status() {
      const answer = await command('NC', {})
      if (!answer.ok) return answer
      const masterKeyCheckValue = (answer.value['checkValue'] ?? '').slice(0, 6)
      return ok({ name, masterKeyCheckValue, productionReady: answer.value['firmware'] !== SOFT_FIRMWARE })
    },
    close,
  }
}

type Command = (letters: HostCommand, values: Values) => Promise<Outcome<Values>>

const made = <Use extends KeyUse>(values: Values): { key: KeyBlock<Use>; checkValue: string } => ({
  key: (values['key'] ?? '') as KeyBlock<Use>,
  checkValue: values['checkValue'] ?? '',
})

function keyCommands(
  command: Command,
): Pick<
  SecurityModule,
  'generateKey' | 'formKey' | 'exportKey' | 'importKey' | 'activationPublicKey' | 'importTerminalMaster'
> {
  return {
    async generateKey({ use, algorithm, macAlgorithm, wrapUnder, exportable }) {
      const code = codeOfAlgorithm(algorithm)
      if (!code) return refuse('input-invalid', `payShield: no ${algorithm}`)
      const wrapping = wrapUnder && { wrappingKeyType: '1', wrappingKey: wrapUnder, wrappingScheme: 'X' }
      const answer = await command('A0', {
        mode: wrapUnder ? '1' : '0',
        keyType: 'FFF',
        scheme: 'S',
        ...wrapping,
        keyUsage: usageFor(use, algorithm, macAlgorithm),
        algorithm: code,
        modeOfUse: modeOf(use),
        keyVersion: '00',
        exportability: exportable === false ? 'N' : 'E',
        optionalBlocks: '00',
      })
      if (!answer.ok) return answer
      const wrapped = answer.value['wrapped']
      if (wrapped === undefined) return ok(made(answer.value))
      const key = { ...made<typeof use>(answer.value), cryptogram: fromHex(wrapped.slice(1)) }
      // The four bytes of a sign-on message are had from a module that gives out long check values only.
      const long = await command('BU', { keyTypeCode: 'FF', lengthFlag: '1', key: key.key, options: ';FFF;000' })
      return ok(long.ok ? { ...key, signOnCheckValue: (long.value['checkValue'] ?? '').slice(0, 8) } : key)
    },
    formKey: elsewhere('components are entered at its console'),
    async exportKey({ key, under, exportable }) {
      const kept = exportable === false && { exportability: 'N' }
      const answer = await command('A8', { keyType: 'FFF', zoneKey: under, key, scheme: 'R', ...kept })
      return answer.ok ? ok((answer.value['key'] ?? '').slice(1)) : answer
    },
    async importKey({ keyBlock, under }) {
      const answer = await command('A6', { keyType: 'FFF', zoneKey: under, key: `R${keyBlock}`, scheme: 'S' })
      return answer.ok ? ok(made(answer.value)) : answer
    },
    activationPublicKey: elsewhere('activation by RSA is not offered'),
    importTerminalMaster: elsewhere('activation by RSA is not offered'),
  }
}

function pinCommands(
  command: Command,
): Pick<SecurityModule, 'translatePin' | 'inspectPinBlock' | 'verifyPin' | 'personalizePin'> {
  const translate = (request: {
    readonly pinBlock: PinBlock
    readonly pan: Pan
    readonly from: KeyBlock<'pin'>
    readonly fromFormat: PinBlockFormat
    readonly to: KeyBlock<'pin'>
    readonly toFormat: PinBlockFormat
  }): Promise<Outcome<Values>> => {
    const [pinBlockFormat, destinationFormat] = [codeOfFormat(request.fromFormat), codeOfFormat(request.toFormat)]
    if (!pinBlockFormat || !destinationFormat) return refuse('format-forbidden', 'payShield: no such format')
    return command('CC', {
      sourceKey: request.from,
      destinationKey: request.to,
      maximumPinLength: '12',
      sourcePinBlock: toHex(request.pinBlock.reveal()),
      pinBlockFormat,
      destinationFormat,
      account: accountOfPan(request.pan, request.fromFormat),
    })
  }
  return {
    async translatePin(request) {
      const answer = await translate(request)
      return answer.ok ? ok({ pinBlock: PinBlock.of(fromHex(answer.value['pinBlock'] ?? '')) }) : answer
    },
    async inspectPinBlock({ pinBlock, pan, candidates }) {
      const shapes: PinBlockShape[] = []
      for (const { key, format } of candidates) {
        // A translation to where the block comes from tells whether it is well formed.
        const request = { pinBlock, pan, from: key, fromFormat: format, to: key, toFormat: format }
        const answer = await translate(request)
        const shape = answer.ok ? 'well-formed' : answer.error.shape
        if (!shape) return answer as Outcome<never>
        shapes.push(shape)
      }
      return ok(shapes)
    },
    async verifyPin(request) {
      const pinBlockFormat = codeOfFormat(request.format)
      if (!pinBlockFormat) return refuse('format-forbidden', 'payShield: no such format')
      const answer = await command('EC', {
        key: request.key,
        verificationKey: request.verificationKey,
        pinBlock: toHex(request.pinBlock.reveal()),
        pinBlockFormat,
        account: accountOfPan(request.pan, request.format),
        keyIndex: String(request.verificationKeyIndex),
        value: request.verificationValue,
      })
      return verified(answer)
    },
    personalizePin: elsewhere('no clear PIN goes over a host link'),
  }
}

/** Code 01 is an answer to a verification, not a refusal of it. */
function verified(answer: Outcome<Values>): Outcome<boolean> {
  if (answer.ok) return ok(true)
  return answer.error.detail.startsWith('payShield 01') ? ok(false) : answer
}

const MAC_CODES: Readonly<Record<MacAlgorithm, string>> = {
  'unionpay-ecb': '1',
  'iso9797-1-alg1': '1',
  'iso9797-1-alg3': '3',
  cmac: '6',
}

/** How the request goes over the line; a whole message unless it is one of several parts. */
function macValues(key: KeyBlock<'mac'>, request: MacRequest, part: 'open-ended' | 'last' = 'last'): Values {
  const { algorithm, data, padding = 1, state } = request
  const folded = algorithm === 'unionpay-ecb'
  const text = latin1(folded ? unionpayFold(8, data) : data)
  const mode = part === 'last' ? (state === undefined ? '0' : '3') : state === undefined ? '1' : '2'
  return {
    mode,
    inputFormat: '0',
    macSize: folded ? '0' : '1',
    macAlgorithm: MAC_CODES[algorithm],
    padding: String(padding),
    keyType: 'FFF',
    key,
    ...(state !== undefined && { state }),
    length: text.length.toString(16).toUpperCase().padStart(4, '0'),
    data: text,
  }
}

function macCommands(command: Command): Pick<SecurityModule, 'generateMac' | 'verifyMac' | 'continueMac'> {
  return {
    async generateMac({ key, ...request }) {
      const answer = await command('M6', macValues(key, request))
      if (!answer.ok) return answer
      const mac = answer.value['mac'] ?? ''
      return ok(request.algorithm === 'unionpay-ecb' ? latin1Bytes(mac) : fromHex(mac))
    },
    async verifyMac({ keys, mac, ...request }) {
      const hex = request.algorithm === 'unionpay-ecb' ? latin1(mac) : toHex(mac)
      if (!/^(?:[0-9A-F]{8}|[0-9A-F]{16})$/.test(hex)) return ok(undefined)
      for (const [index, key] of keys.entries()) {
        const outcome = verified(await command('M8', { ...macValues(key, request), mac: hex }))
        if (!outcome.ok) return outcome
        if (outcome.value) return ok(index)
      }
      return ok(undefined)
    },
    async continueMac({ key, ...request }) {
      if (request.algorithm === 'unionpay-ecb') return refuse('input-invalid', 'that MAC takes a message in one part')
      const answer = await command('M6', macValues(key, request, 'open-ended'))
      return answer.ok ? ok((answer.value['mac'] ?? '') as MacState) : answer
    },
  }
}
