import { money, toHex } from '@fiftyfive/kernel'
import { describe, expect, test } from 'vitest'
import { columnsOf, escposReceipt } from './escpos.ts'
import { printerText } from './gbk.ts'
import { TRANSACTIONS, type TransactionKind } from '../core/transaction.ts'
import { holdersOf, receiptLines, type ReceiptWords } from './receipt-lines.ts'
import type { Receipt } from './receipt.ts'

const every = <Value>(value: Value) =>
  Object.fromEntries(Object.keys(TRANSACTIONS).map((kind) => [kind, value])) as Record<TransactionKind, Value>
const words: ReceiptWords = {
  merchantId: '商户号',
  terminalId: '终端号',
  batch: '批次号',
  trace: '凭证号',
  date: '日期时间',
  card: '卡号',
  method: '读卡方式',
  methods: { chip: '插卡', stripe: '刷卡', contactless: '挥卡', qr: '二维码' },
  verified: '验证方式',
  verifications: { pin: '密码', device: '手机验证', none: '免密免签' },
  amount: '金额',
  balance: '可用余额',
  authorization: '授权码',
  reference: '参考号',
  originalTrace: '原凭证号',
  originalReference: '原参考号',
  operator: '操作员',
  code: '应答码',
  kinds: { ...every('交易'), sale: '消费' },
  outcomes: { approved: '{kind}成功', refused: '{kind}未成功', reversed: '{kind}已冲正', stored: '{kind}已登记' },
  effects: { ...every(''), sale: '已扣款：{amount}' },
  notCharged: '没有扣款。',
  nothingDone: '没有任何改变。',
  copy: '重印',
  holders: { merchant: '商户存根', customer: '持卡人存根' },
  training: '练习模式 不是凭条',
}
const receipt: Receipt = {
  kind: 'sale',
  outcome: 'refused',
  charged: false,
  at: Date.UTC(2026, 10, 22),
  merchantName: { en: 'Corner Shop', 'zh-CN': '街角小店' },
  merchantId: 'M00000000000001',
  terminalId: 'T0000001',
  batch: '000001',
  trace: '000007',
  amount: money(12_800, 'CNY'),
  tender: 'card',
  method: 'chip',
  maskedPan: '622588******0007',
  code: '55',
}
const form = {
  language: 'zh-CN',
  money: () => '¥128.00',
  dateTime: () => '2026-11-22 08:00',
  copy: false,
  holder: 'customer',
} as const

/** The printed lines, with the commands taken out as a printer does. */
function printed(bytes: Uint8Array, encoding: 'gbk' | 'utf-8'): string[] {
  const text: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    const [byte, next] = [bytes[at], bytes[at + 1]]
    if (byte === 0x1b) at += next === 0x40 ? 1 : 2
    else if (byte === 0x1d) at += next === 0x56 ? 3 : 2
    else if (byte === 0x1c) at += next === 0x28 ? 6 : 1
    else text.push(byte as number)
  }
  return new TextDecoder(encoding).decode(Uint8Array.from(text)).trimEnd().split('\n')
}

describe.each(['gbk', 'utf-8'] as const)('in %s', (encoding) => {
  const bytes = escposReceipt(receiptLines(receipt, words, form), { encoding, columns: 32 })

  test('prints every fact, that nothing was charged, and cuts', () => {
    const lines = printed(bytes, encoding)
    expect(lines.slice(0, 3)).toEqual(['街角小店', '持卡人存根', '消费未成功'])
    expect(lines).toContain('卡号            622588******0007')
    expect(lines).toContain('金额                  CNY 128.00')
    expect(lines.at(-1)).toBe('没有扣款。')
    expect(toHex(bytes.slice(-4))).toBe('1D564200')
  })

  test('no line is wider than the paper', () => {
    expect(printed(bytes, encoding).filter((line) => columnsOf(line) > 32)).toEqual([])
  })
})

test('byte by byte, each command as the ESC/POS reference has it, and Chinese in code page 936', () => {
  const lines = {
    merchant: '茶',
    marks: '商户存根',
    outcome: '消费成功',
    facts: [['金额', '¥1.00']],
    total: '已扣款',
  } as const
  const bytes = escposReceipt(lines, { encoding: 'gbk', columns: 32 })
  const [centre, left, bold, plain, rule] = ['1B6101', '1B6100', '1B4501', '1B4500', `${'2D'.repeat(32)}0A`]
  const sentences = [
    '1B40 1C26', // ESC @ initialize; FS & Chinese mode
    `${centre} B2E80A C9CCBBA7B4E6B8F90A`, // ESC a 1
    `${bold} 1D2101 CFFBB7D1B3C9B9A60A 1D2100 ${plain}`, // ESC E 1; GS ! height times two
    `${left} ${rule} BDF0B6EE ${'20'.repeat(20)} 434E5920312E30300A ${rule}`,
    `${centre} ${bold} D2D1BFDBBFEE0A ${plain} ${left}`,
    '1D564200', // GS V B 0: feed and cut
  ]
  expect(toHex(bytes)).toBe(sentences.join('').replaceAll(' ', ''))
})

test('a long heading breaks between words, not where the paper ends', () => {
  const kinds = { ...words.kinds, void: 'PRE-AUTHORIZATION CANCELLATION' }
  const outcomes = { ...words.outcomes, refused: '{kind} APPROVED' }
  const lines = receiptLines({ ...receipt, kind: 'void' }, { ...words, kinds, outcomes }, form)
  const bytes = escposReceipt(lines, { encoding: 'gbk', columns: 32 })
  expect(printed(bytes, 'gbk').slice(2, 4)).toEqual(['PRE-AUTHORIZATION CANCELLATION', 'APPROVED'])
})

test('practice charges nothing, whatever was practised', () => {
  const practised: Receipt = { ...receipt, outcome: 'approved', charged: true, training: true }
  expect(receiptLines(practised, words, form)).toMatchObject({
    marks: '持卡人存根 · 练习模式 不是凭条',
    total: '没有扣款。',
  })
})

test('a printer is told its encoding first', () => {
  const start = (encoding: 'gbk' | 'utf-8') =>
    toHex(escposReceipt(receiptLines(receipt, words, form), { encoding, columns: 48 })).slice(0, 18)
  expect(start('gbk').slice(0, 8)).toBe('1B401C26')
  expect(start('utf-8')).toBe('1B401C284302003002')
})

test('a reprint says that it is one; an approval says what was charged', () => {
  const approved: Receipt = { ...receipt, outcome: 'approved', charged: true, code: '00', authorizationCode: 'A12345' }
  const lines = receiptLines(approved, words, { ...form, copy: true, holder: 'merchant' })
  expect(lines).toMatchObject({ marks: '商户存根 · 重印', outcome: '消费成功', total: '已扣款：¥128.00' })
  expect(lines.facts).toContainEqual(['授权码', 'A12345'])
  expect(lines.facts.map(([name]) => name)).not.toContain('参考号')
})

test('the shop keeps a paper of what was approved or recorded, and none of what was not', () => {
  expect(holdersOf({ outcome: 'approved' })).toEqual(['merchant', 'customer'])
  expect(holdersOf({ outcome: 'stored' })).toEqual(['merchant', 'customer'])
  expect(holdersOf({ outcome: 'refused' })).toEqual(['customer'])
  expect(holdersOf({ outcome: 'reversed' })).toEqual(['customer'])
})

test('GBK by code (GB 18030 table): known characters, ASCII, and what it lacks', () => {
  expect(toHex(printerText('中国A'))).toBe('D6D0B9FA41')
  expect(toHex(printerText('镕'))).toBe('E946')
  expect(toHex(printerText('😀'))).toBe('3F')
})

test('a signature is printed as a picture as wide as the paper, before the cut', () => {
  const signed = [
    [
      [0, 150],
      [1000, 150],
    ],
  ] as const
  const hex = toHex(escposReceipt(receiptLines(receipt, words, form), { encoding: 'gbk', columns: 32 }, signed))
  expect(hex).toContain('1D76300030007400')
  expect(hex).toContain('F'.repeat(96))
  expect(hex.endsWith('1D564200')).toBe(true)
})
