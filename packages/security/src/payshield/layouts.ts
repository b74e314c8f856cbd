import {
  account,
  behind,
  checkValueOptions,
  counted,
  fixed,
  isAesKey,
  key,
  only,
  pinBlockUnder,
  rest,
  sealedPin,
  table,
  unless,
  until,
  type Field,
} from './fields.ts'

/** Fields of one host command, behind its two letters, and of its response, behind the error code `00`. */
export interface Layout {
  readonly response: string
  readonly fields: readonly Field[]
  readonly answer: readonly Field[]
}

/** Which of several master keys: `%` and two digits, last in every command. */
const masterKeyId = behind('%', fixed('masterKeyId', 2))
const translated = [fixed('pinLength', 2), rest('pinBlock', 2), fixed('destinationFormat', 2)]
const checkValue = fixed('checkValue', 6)

const ibm = (...before: readonly Field[]): readonly Field[] => [
  ...before,
  fixed('pinBlockFormat', 2),
  fixed('checkLength', 2),
  account,
  table,
  fixed('validationData', 12),
]

const translation: Layout['fields'] = [
  key('sourceKey'),
  key('destinationKey'),
  fixed('maximumPinLength', 2),
  pinBlockUnder('sourceKey', 'sourcePinBlock'),
  fixed('pinBlockFormat', 2),
  fixed('destinationFormat', 2),
  account,
  masterKeyId,
]

const pvvVerification: Layout['fields'] = [
  key('key'),
  key('verificationKey'),
  pinBlockUnder('key'),
  fixed('pinBlockFormat', 2),
  account,
  fixed('keyIndex', 1),
  fixed('value', 4),
  masterKeyId,
]

const ibmVerification: Layout['fields'] = [
  ...ibm(key('key'), key('verificationKey'), fixed('maximumPinLength', 2), pinBlockUnder('key')),
  fixed('offset', 12),
  masterKeyId,
]

const mac: Layout['fields'] = [
  fixed('mode', 1),
  fixed('inputFormat', 1),
  fixed('macSize', 1),
  fixed('macAlgorithm', 1),
  fixed('padding', 1),
  fixed('keyType', 3),
  key('key'),
  // The middle and last parts of a message bring what the part before was answered.
  only({ ...fixed('state', 16), measure: (_text, _at, before) => (isAesKey(before['key']) ? 32 : 16) }, 'mode', '23'),
  fixed('length', 4),
  counted('data', 'length', 16),
]

/** MAC size `0` is 8 hex digits, `1` is 16. */
const macValue: Field = { name: 'mac', measure: (_text, _at, before) => (before['macSize'] === '1' ? 16 : 8) }

const serialNumber: Field = {
  name: 'serialNumber',
  // The descriptor counts the hex digits of its parts; A05 and five digits of counter make twenty. AES numbers are 24 digits.
  measure(_text, _at, before) {
    if (isAesKey(before['sourceKey'])) return 24
    const parts = (before['descriptor'] ?? '').split('')
    return parts.reduce((sum, digit) => sum + Number.parseInt(digit, 16), 5)
  },
}

/** Mode `1` of A0 also exports the new key; `;` brings whether under a zone (`0`) or a terminal master key (`1`). */
const generation: readonly Field[] = [
  fixed('mode', 1),
  fixed('keyType', 3),
  fixed('scheme', 1),
  behind(';', fixed('wrappingKeyType', 1)),
  only(key('wrappingKey'), 'mode', '1'),
  only(fixed('wrappingScheme', 1), 'wrappingKey'),
  masterKeyId,
  // For key blocks `#` brings the attributes of the new key.
  behind('#', fixed('keyUsage', 2)),
  only(fixed('algorithm', 2), 'keyUsage'),
  only(fixed('modeOfUse', 1), 'keyUsage'),
  only(fixed('keyVersion', 2), 'keyUsage'),
  only(fixed('exportability', 1), 'keyUsage'),
  only(fixed('optionalBlocks', 2), 'keyUsage'),
]

/** What DUKPT commands begin with behind their modes: base key, what the serial number consists of, and itself. */
const dukpt: readonly Field[] = [fixed('descriptor', 3), serialNumber]

export const LAYOUTS = {
  NC: { response: 'ND', fields: [], answer: [fixed('checkValue', 16), fixed('firmware', 9)] },
  NO: {
    response: 'NP',
    fields: [fixed('mode', 2)],
    answer: [fixed('buffer', 1), fixed('ethernet', 1), fixed('sockets', 2), fixed('firmware', 9), fixed('reserved', 5)],
  },
  B2: { response: 'B3', fields: [fixed('length', 4), counted('data', 'length', 16)], answer: [rest('data')] },
  A0: {
    response: 'A1',
    fields: generation,
    answer: [key('key'), { ...key('wrapped'), optional: true, measure: wrappedKeyLength }, checkValue],
  },
  A6: {
    response: 'A7',
    fields: [fixed('keyType', 3), key('zoneKey'), key('key'), fixed('scheme', 1), masterKeyId],
    answer: [key('key'), checkValue],
  },
  A8: {
    response: 'A9',
    fields: [
      fixed('keyType', 3),
      key('zoneKey'),
      key('key'),
      fixed('scheme', 1),
      masterKeyId,
      behind('&', fixed('exportability', 1)),
    ],
    answer: [key('key'), checkValue],
  },
  BU: {
    response: 'BV',
    fields: [fixed('keyTypeCode', 2), fixed('lengthFlag', 1), key('key'), checkValueOptions, masterKeyId],
    answer: [rest('checkValue')],
  },
  CA: { response: 'CB', fields: translation, answer: translated },
  CC: { response: 'CD', fields: translation, answer: translated },
  G0: {
    response: 'G1',
    fields: [
      key('sourceKey'),
      key('destinationKey'),
      ...dukpt,
      pinBlockUnder('sourceKey', 'sourcePinBlock'),
      fixed('pinBlockFormat', 2),
      fixed('destinationFormat', 2),
      account,
      masterKeyId,
    ],
    answer: translated,
  },
  CI: {
    response: 'CJ',
    fields: [
      key('sourceKey'),
      key('destinationKey'),
      ...dukpt,
      fixed('sourcePinBlock', 16),
      fixed('destinationFormat', 2),
      account,
      masterKeyId,
    ],
    answer: translated,
  },
  GO: {
    response: 'GP',
    fields: [
      fixed('mode', 1),
      key('sourceKey'),
      key('verificationKey'),
      ...dukpt,
      ...ibm(pinBlockUnder('sourceKey')),
      fixed('offset', 12),
      masterKeyId,
    ],
    answer: [{ ...fixed('macErrorCode', 2), optional: true }],
  },
  GQ: {
    response: 'GR',
    fields: [
      fixed('mode', 1),
      key('sourceKey'),
      key('verificationKey'),
      ...dukpt,
      pinBlockUnder('sourceKey'),
      fixed('pinBlockFormat', 2),
      account,
      fixed('keyIndex', 1),
      fixed('value', 4),
      masterKeyId,
    ],
    answer: [],
  },
  GW: {
    response: 'GX',
    fields: [
      fixed('mode', 1),
      fixed('method', 1),
      key('sourceKey'),
      ...dukpt,
      only(fixed('mac', 16), 'mode', '1'),
      fixed('length', 4),
      counted('data', 'length', 10),
      masterKeyId,
    ],
    answer: [{ ...fixed('mac', 16), optional: true }],
  },
  DC: { response: 'DD', fields: pvvVerification, answer: [] },
  EC: { response: 'ED', fields: pvvVerification, answer: [] },
  DA: { response: 'DB', fields: ibmVerification, answer: [] },
  EA: { response: 'EB', fields: ibmVerification, answer: [] },
  DE: {
    response: 'DF',
    fields: [
      key('verificationKey'),
      sealedPin(42),
      fixed('checkLength', 2),
      account,
      table,
      fixed('validationData', 12),
      masterKeyId,
    ],
    answer: [fixed('offset', 12)],
  },
  BK: {
    response: 'BL',
    fields: [...ibm(fixed('keyType', 3), key('key'), key('verificationKey'), pinBlockUnder('key')), masterKeyId],
    answer: [fixed('offset', 12)],
  },
  DG: {
    response: 'DH',
    fields: [key('verificationKey'), sealedPin(13), account, fixed('keyIndex', 1), masterKeyId],
    answer: [fixed('value', 4)],
  },
  CW: {
    response: 'CX',
    fields: [key('key'), until('pan', ';'), fixed('expiry', 4), fixed('serviceCode', 3), masterKeyId],
    answer: [fixed('value', 3)],
  },
  CY: {
    response: 'CZ',
    fields: [
      key('key'),
      fixed('value', 3),
      until('pan', ';'),
      fixed('expiry', 4),
      fixed('serviceCode', 3),
      masterKeyId,
    ],
    answer: [],
  },
  M6: { response: 'M7', fields: [...mac, masterKeyId], answer: [rest('mac')] },
  M8: {
    response: 'M9',
    fields: [...mac, unless(macValue, 'mode', '12'), masterKeyId],
    answer: [{ ...rest('state'), optional: true }],
  },
  KQ: {
    response: 'KR',
    fields: [
      fixed('mode', 1),
      fixed('scheme', 1),
      key('key'),
      only(key('scriptKey'), 'mode', '34'),
      fixed('panAndSequence', 8),
      fixed('transactionCounter', 2),
      fixed('unpredictableNumber', 4),
      unless(fixed('length', 2), 'mode', '2'),
      only({ ...counted('data', 'length', 16), suffix: ';' }, 'length'),
      fixed('cryptogram', 8),
      only(fixed('responseCode', 2), 'mode', '124'),
      only(fixed('scriptMac', 4), 'mode', '34'),
      only(fixed('scriptLength', 2), 'mode', '34'),
      only(counted('script', 'scriptLength', 16), 'scriptLength'),
      masterKeyId,
    ],
    answer: [{ ...fixed('response', 8), optional: true }],
  },
  JA: { response: 'JB', fields: [account, fixed('pinLength', 2), masterKeyId], answer: [sealedPin(0)] },
  JC: { response: 'JD', fields: pinUnder(), answer: [sealedPin(0)] },
  JE: { response: 'JF', fields: pinUnder(), answer: [sealedPin(0)] },
  JG: {
    response: 'JH',
    fields: [key('key'), fixed('pinBlockFormat', 2), account, sealedPin(0), masterKeyId],
    answer: [rest('pinBlock')],
  },
} as const satisfies Record<string, Layout>

export type HostCommand = keyof typeof LAYOUTS
export const isHostCommand = (text: string): text is HostCommand => Object.hasOwn(LAYOUTS, text)

function pinUnder(): readonly Field[] {
  return [key('key'), pinBlockUnder('key'), fixed('pinBlockFormat', 2), account, masterKeyId]
}

/** In the answer to A0 a second key is there when more than a check value is left. */
function wrappedKeyLength(text: string, at: number): number | undefined {
  return text.length - at > 6 ? key('').measure(text, at, {}) : undefined
}
