import { Pan, toHex, type PinBlock } from '@fiftyfive/kernel'
import type { PinReference, SealedPin, SealedTable } from '../module/index.ts'
import { modeOf } from '../module/attributes.ts'
import { ibmValidationData } from '../pin/index.ts'
import { algorithmOfCode, formatOfCode, moduleKey, panOfAccount, SOFT_FIRMWARE, useOfUsage } from './codes.ts'
import { HostError } from './errors.ts'
import type { Values } from './fields.ts'
import { verifyCryptogram } from './cryptogram-handler.ts'
import { dukptMac, dukptPin, pinBlock } from './dukpt-handlers.ts'
import { text, value, verified, type Handler } from './handler.ts'
import type { HostCommand } from './layouts.ts'
import { generateMac, verifyMac } from './mac-handlers.ts'

const incoming = (values: Values) => ({
  pinBlock: pinBlock(values['pinBlock']),
  pan: panOfAccount(values['account']),
  key: moduleKey<'pin'>(values['key']),
  format: formatOfCode(values['pinBlockFormat']),
})

/** A payShield tells the length of the PIN it translated; here it says `00`, since a length is part of a secret. */
const translatedTo = ({ pinBlock: block }: { readonly pinBlock: PinBlock }, format: string | undefined): Values => ({
  pinLength: '00',
  pinBlock: toHex(block.reveal()),
  destinationFormat: format ?? '',
})

const translate: Handler = async (module, values) => {
  const translated = module.translatePin({
    pinBlock: pinBlock(values['sourcePinBlock']),
    pan: panOfAccount(values['account']),
    from: moduleKey(values['sourceKey']),
    fromFormat: formatOfCode(values['pinBlockFormat']),
    to: moduleKey(values['destinationKey']),
    toFormat: formatOfCode(values['destinationFormat']),
  })
  return translatedTo(await value(translated), values['destinationFormat'])
}

const translateDukpt: Handler = async (module, values, client) => {
  const translated = module.translateDukptPin({
    ...dukptPin(values, client),
    to: moduleKey(values['destinationKey']),
    toFormat: formatOfCode(values['destinationFormat']),
  })
  return translatedTo(await value(translated), values['destinationFormat'])
}

const pvvReference = (values: Values): PinReference => ({
  method: 'visa-pvv',
  key: moduleKey(values['verificationKey']),
  keyIndex: Number(values['keyIndex']),
  value: text(values, 'value'),
})

const verifyPvv: Handler = (module, values) =>
  verified(module.verifyPinReference({ ...incoming(values), reference: pvvReference(values) }))

function ibmReference(values: Values): Omit<PinReference & { readonly method: 'ibm-offset' }, 'value'> {
  const pattern = text(values, 'validationData')
  return {
    method: 'ibm-offset',
    key: moduleKey(values['verificationKey']),
    table: text(values, 'table') as SealedTable,
    validationData: pattern.includes('N')
      ? ibmValidationData(pattern, panOfAccount(values['account']).reveal())
      : pattern.padEnd(16, 'F'),
  }
}

const offsetReference = (values: Values): PinReference => ({
  ...ibmReference(values),
  value: text(values, 'offset').slice(0, Number(values['checkLength'])),
})

const verifyIbm: Handler = (module, values) =>
  verified(module.verifyPinReference({ ...incoming(values), reference: offsetReference(values) }))

/** Mode 0 verifies a PIN; 1, which verifies a MAC of the same serial number too, is two commands here. */
const verifyDukpt =
  (referenceOf: (values: Values) => PinReference): Handler =>
  (module, values, client) => {
    if (values['mode'] !== '0') throw new HostError('04')
    return verified(module.verifyDukptPin({ ...dukptPin(values, client), reference: referenceOf(values) }))
  }

const offsetOf = (offset: string): Values => ({ offset: offset.padEnd(12, 'F') })

const sealIncoming: Handler = async (module, values) => ({ pin: await value(module.sealPin(incoming(values))) })

const card = (values: Values) => {
  const pan = Pan.parse(text(values, 'pan'))
  if (!pan.ok) throw new HostError('15')
  return {
    key: moduleKey<'card-verification'>(values['key']),
    pan: pan.value,
    expiry: text(values, 'expiry'),
    serviceCode: text(values, 'serviceCode'),
  }
}

/** `E` may be exported. `S`, exportable in forms that are not offered here, stays like `N`. */
function exportability(values: Values): { readonly exportable?: false } {
  const letter = values['exportability'] ?? 'E'
  if (!/^[ENS]$/.test(letter)) throw new HostError('AA')
  return letter === 'E' ? {} : { exportable: false }
}

const generateKey: Handler = async (module, values) => {
  // Keys are made as key blocks only; key type FFF says so.
  if (values['scheme'] !== 'S' || values['keyType'] !== 'FFF') throw new HostError('26')
  const { use, macAlgorithm } = useOfUsage(values['keyUsage'])
  const algorithm = algorithmOfCode(values['algorithm'])
  if (![modeOf(use), 'N'].includes(values['modeOfUse'] ?? '')) throw new HostError('A8')
  if (values['keyVersion'] !== '00') throw new HostError('A9')
  if (values['optionalBlocks'] !== '00') throw new HostError('AB')
  const request = { use, algorithm, ...(macAlgorithm && { macAlgorithm }), ...exportability(values) }
  if (values['wrappingKeyType'] === '1') {
    // Under a terminal master key in the X9.17 form, whose cryptogram a UnionPay sign-on carries.
    const wrapUnder = moduleKey<'terminal-master'>(values['wrappingKey'])
    if (values['wrappingScheme'] !== 'X') throw new HostError('26')
    const generated = await value(module.generateKey({ ...request, wrapUnder }))
    const wrapped = `X${toHex(generated.cryptogram ?? new Uint8Array(0))}`
    return { key: `S${generated.key}`, wrapped, checkValue: generated.checkValue }
  }
  const { key, checkValue } = await value(module.generateKey(request))
  if (values['mode'] !== '1') return { key: `S${key}`, checkValue }
  const wrapped = await value(module.exportKey({ key, under: moduleKey(values['wrappingKey']) }))
  return { key: `S${key}`, wrapped: `R${wrapped}`, checkValue }
}

const importKey: Handler = async (module, values) => {
  const block = text(values, 'key')
  if (!/^[RS]/.test(block) || values['scheme'] !== 'S') throw new HostError('26')
  const { use } = useOfUsage(block.slice(6, 8))
  const imported = module.importKey({ use, keyBlock: block.slice(1), under: moduleKey(values['zoneKey']) })
  const { key, checkValue } = await value(imported)
  return { key: `S${key}`, checkValue }
}

const exportKey: Handler = async (module, values) => {
  if (!/^[RS]$/.test(values['scheme'] ?? '')) throw new HostError('26')
  const key = moduleKey(values['key'])
  const under = moduleKey<'zone-master'>(values['zoneKey'])
  const block = await value(module.exportKey({ key, under, ...exportability(values) }))
  const { checkValue } = await value(module.keyCheckValue({ key }))
  return { key: `${values['scheme']}${block}`, checkValue }
}

/** What each host command does with the module. */
export const HANDLERS: Readonly<Record<HostCommand, Handler>> = {
  NC: async (module) => {
    const { masterKeyCheckValue } = await value(module.status())
    return { checkValue: masterKeyCheckValue.padEnd(16, '0'), firmware: SOFT_FIRMWARE }
  },
  NO: async (module) => {
    await value(module.status())
    return { buffer: '3', ethernet: '1', sockets: '64', firmware: SOFT_FIRMWARE, reserved: '00000' }
  },
  B2: async (_, values) => ({ data: text(values, 'data') }),
  A0: generateKey,
  A6: importKey,
  A8: exportKey,
  BU: async (module, values) => {
    const options = values['options'] ?? ''
    // The last of two is the kind of check value; one alone may be a key type.
    if (/^;...;(?!00[01])/.test(options)) throw new HostError('15')
    const digits = options.endsWith(';000') ? 16 : 6
    const { checkValue } = await value(module.keyCheckValue({ key: moduleKey(values['key']), digits }))
    return { checkValue }
  },
  CA: translate,
  CC: translate,
  G0: translateDukpt,
  CI: translateDukpt,
  GO: verifyDukpt(offsetReference),
  GQ: verifyDukpt(pvvReference),
  GW: dukptMac,
  DC: verifyPvv,
  EC: verifyPvv,
  DA: verifyIbm,
  EA: verifyIbm,
  DE: async (module, values) => {
    const [pan, digits] = [panOfAccount(values['account']), Number(values['checkLength'])]
    const request = { pin: text(values, 'pin') as SealedPin, pan, reference: ibmReference(values), digits }
    return offsetOf(await value(module.pinReference(request)))
  },
  BK: async (module, values) => {
    const pin = await value(module.sealPin(incoming(values)))
    const digits = Number(values['checkLength'])
    const pan = panOfAccount(values['account'])
    return offsetOf(await value(module.pinReference({ pin, pan, reference: ibmReference(values), digits })))
  },
  DG: async (module, values) => {
    const reference = {
      method: 'visa-pvv',
      key: moduleKey<'pin-verification'>(values['verificationKey']),
      keyIndex: Number(values['keyIndex']),
    } as const
    const [pin, pan] = [text(values, 'pin') as SealedPin, panOfAccount(values['account'])]
    return { value: await value(module.pinReference({ pin, pan, reference, digits: 4 })) }
  },
  CW: async (module, values) => ({ value: await value(module.cardVerificationValue(card(values))) }),
  CY: (module, values) =>
    verified(module.verifyCardVerificationValue({ ...card(values), value: text(values, 'value') })),
  M6: generateMac,
  M8: verifyMac,
  KQ: verifyCryptogram,
  JA: async (module, values) => {
    const request = { pan: panOfAccount(values['account']), digits: Number(values['pinLength']) }
    return { pin: await value(module.randomPin(request)) }
  },
  JC: sealIncoming,
  JE: sealIncoming,
  JG: async (module, values) => {
    const released = module.releasePin({
      pin: text(values, 'pin') as SealedPin,
      pan: panOfAccount(values['account']),
      to: moduleKey(values['key']),
      toFormat: formatOfCode(values['pinBlockFormat']),
    })
    return { pinBlock: toHex((await value(released)).pinBlock.reveal()) }
  },
}
