import { describe, expect, it } from 'vitest'
import { hostEbcdic } from './dialects/host/index.ts'
import { iso87Ascii } from './dialects/iso87/index.ts'
import { unionpayPos } from './dialects/unionpay-pos/index.ts'
import { answerType, exchangeOf, messageKind, peekMessageType } from './message-kind.ts'

describe('messageKind', () => {
  it.each([
    ['0100', '1987', 'authorization', 'request', 'acquirer', false],
    ['0201', '1987', 'financial', 'request', 'acquirer', true],
    ['1312', '1993', 'file-action', 'request-response', 'issuer', false],
    ['0423', '1987', 'reversal', 'advice', 'issuer', true],
    ['2534', '2003', 'reconciliation', 'advice-response', 'other', false],
    ['0645', '1987', 'administrative', 'notification', 'other', true],
    ['1750', '1993', 'fee-collection', 'notification-acknowledgement', 'acquirer', false],
    ['9860', 'other', 'network-management', 'instruction', 'acquirer', false],
    ['0870', '1987', 'network-management', 'instruction-acknowledgement', 'acquirer', false],
  ])('%s', (mti, version, messageClass, messageFunction, originator, isRepeat) => {
    expect(messageKind(mti)).toEqual({
      version,
      class: messageClass,
      function: messageFunction,
      originator,
      isRepeat,
    })
  })
  it.each(['0000', '0900', '0280', '0206', '020', '02000', '02A0', ''])('gives no meaning to "%s"', (mti) => {
    expect(messageKind(mti)).toBeUndefined()
    expect(answerType(mti)).toBeUndefined()
  })
})

describe('answerType and exchangeOf', () => {
  it.each([
    ['0200', '0210'],
    ['0201', '0210'],
    ['0421', '0430'],
    ['0320', '0330'],
    ['1304', '1314'],
    ['0640', '0650'],
    ['0860', '0870'],
  ])('%s is answered by %s, and both belong together', (mti, answer) => {
    expect(answerType(mti)).toBe(answer)
    expect(exchangeOf(mti)).toBe(exchangeOf(answer))
  })
  it('has no answer to an answer', () => {
    for (const mti of ['0210', '0430', '0650', '0870']) expect(answerType(mti)).toBeUndefined()
  })
  it('tells a request from an advice', () => {
    expect(exchangeOf('0200')).not.toBe(exchangeOf('0220'))
    expect(exchangeOf('0400')).not.toBe(exchangeOf('0200'))
  })
})

describe('peekMessageType', () => {
  it('reads it as the dialect writes it, whatever follows', () => {
    expect(peekMessageType(unionpayPos, Uint8Array.of(2, 0, 0xff))).toBe('0200')
    expect(
      peekMessageType(
        iso87Ascii,
        Uint8Array.from('0800garbage', (one) => one.charCodeAt(0)),
      ),
    ).toBe('0800')
    expect(peekMessageType(hostEbcdic, Uint8Array.of(0xf0, 0xf1, 0xf0, 0xf0))).toBe('0100')
  })
  it('finds none in bytes that hold none', () => {
    expect(peekMessageType(unionpayPos, Uint8Array.of(2))).toBeUndefined()
    expect(peekMessageType(unionpayPos, Uint8Array.of(2, 0xa0))).toBeUndefined()
    expect(peekMessageType(iso87Ascii, Uint8Array.of(2, 0, 0, 0))).toBeUndefined()
  })
})
