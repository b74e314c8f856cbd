import type { FieldSpec, SequenceLayout, VariantsLayout } from '../../specification.ts'

const cipher = (length: number) =>
  ({
    name: { en: 'Enciphered key', 'zh-CN': '密钥密文' },
    content: 'b',
    encoding: 'binary',
    length,
    sensitive: 'withheld',
  }) as const
const checkValue = {
  name: { en: 'Check value', 'zh-CN': '校验值' },
  content: 'b',
  encoding: 'binary',
  length: 4,
  sensitive: 'withheld',
} as const satisfies FieldSpec

/** PIN and MAC key, each enciphered under the terminal master key and followed by its check value. */
const twoKeys = (length: number) =>
  ({
    pinKey: cipher(length),
    pinCheckValue: checkValue,
    macKey: cipher(length),
    macCheckValue: checkValue,
  }) as const

/** The same, and a key for track data where the terminal enciphers them. */
const keysOf = (length: number) =>
  ({
    kind: 'sequence',
    fields: {
      ...twoKeys(length),
      trackKey: { ...cipher(length), optional: true },
      trackCheckValue: { ...checkValue, optional: true },
    },
  }) as const satisfies SequenceLayout

const SIGN_ON = { mti: ['0810'], elements: { '60.networkCode': ['001', '003', '004', '005', '006'] } } as const

/**
 * DE 62 of a sign-on response, told apart by its length: keys of single (24), double (40) and triple (56) length, and
 * the latter two with a track key (60, 84). SM4 keys are 16 bytes and look like double length ones.
 */
export const WORKING_KEYS = [
  {
    when: { ...SIGN_ON, lengths: [24] },
    under: 'workingKeys',
    name: { en: 'Working keys', 'zh-CN': '工作密钥' },
    layout: { kind: 'sequence', fields: twoKeys(8) },
  },
  {
    when: { ...SIGN_ON, lengths: [40, 60] },
    under: 'workingKeys',
    name: { en: 'Working keys', 'zh-CN': '工作密钥' },
    layout: keysOf(16),
  },
  {
    when: { ...SIGN_ON, lengths: [56, 84] },
    under: 'workingKeys',
    name: { en: 'Working keys', 'zh-CN': '工作密钥' },
    layout: keysOf(24),
  },
] as const satisfies VariantsLayout['variants']
