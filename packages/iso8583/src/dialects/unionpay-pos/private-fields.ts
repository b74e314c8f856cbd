import type { DelimitedLayout, TaggedLayout } from '../../specification.ts'

/**
 * What a fiftyfive terminal tells about the entry of a PIN, in DE 57 of a request: facts about the entry, never
 * digits. `FF1`, then tag (2), length (2 digits), value. Other senders' DE 57 stays in `text`.
 */
export const TERMINAL_FACTS = {
  kind: 'tagged',
  prefix: 'FF1',
  tagLength: 2,
  lengthDigits: 2,
  parts: {
    softwareVersion: { tag: 'SW', name: { en: 'Software version', 'zh-CN': '软件版本' } },
    model: { tag: 'MD', name: { en: 'Terminal model', 'zh-CN': '终端型号' } },
    /** First three bytes, as 6 hex characters: the most PCI PIN lets out. */
    pinKeyCheckValue: { tag: 'KC', name: { en: 'PIN key check value', 'zh-CN': 'PIN密钥校验值' } },
    pinDigits: { tag: 'DG', as: 'number', name: { en: 'Number of PIN digits', 'zh-CN': 'PIN位数' } },
    clears: { tag: 'CL', as: 'number', name: { en: 'Times cleared', 'zh-CN': '清除次数' } },
    /** 0: under 3 seconds, 1: 3 to 6, 2: 6 to 15, 3: more. */
    time: { tag: 'TM', as: 'number', name: { en: 'Time bucket of the entry', 'zh-CN': '输入时长档' } },
    repeated: { tag: 'RP', as: 'boolean', name: { en: 'Same PIN as before', 'zh-CN': '与上次输入相同' } },
    entry: { tag: 'EN', as: 'number', name: { en: 'Entry in this card session', 'zh-CN': '本次用卡第几次输入' } },
    fallback: { tag: 'FB', as: 'boolean', name: { en: 'Chip fell back to stripe', 'zh-CN': '芯片降级为磁条' } },
    reserved: { tag: 'RV', name: { en: 'Reserved', 'zh-CN': '保留' } },
  },
} as const satisfies TaggedLayout

/**
 * What a fiftyfive host tells the till about a refusal, in DE 63 of a response after the company code:
 * `FF1|cause|confidence in percent|tries left, or empty`. Other hosts' remarks stay in `text`.
 */
export const ADVICE = {
  kind: 'delimited',
  prefix: 'FF1|',
  separator: '|',
  under: 'advice',
  name: { en: 'Advice', 'zh-CN': '建议' },
  parts: {
    cause: { name: { en: 'Cause', 'zh-CN': '原因' } },
    confidence_percent: { as: 'number', name: { en: 'Confidence in percent', 'zh-CN': '置信度(%)' } },
    triesLeft: { as: 'number', optional: true, name: { en: 'PIN tries left', 'zh-CN': '剩余密码次数' } },
  },
} as const satisfies DelimitedLayout

/** PIN tries left, as an issuer on a fiftyfive host link tells them in DE 44 of a response. */
export const TRIES_LEFT = {
  kind: 'delimited',
  prefix: 'TRIES=',
  separator: '|',
  parts: { triesLeft: { as: 'number', name: { en: 'PIN tries left', 'zh-CN': '剩余密码次数' } } },
} as const satisfies DelimitedLayout
