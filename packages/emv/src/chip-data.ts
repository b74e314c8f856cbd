import { fromHex, isoAmount, isoCurrency, type Money, type Random } from '@fiftyfive/kernel'

/** What a terminal tells the card and repeats in DE 55. */
export interface TerminalData {
  readonly amount: Money
  /** Local date, YYMMDD. */
  readonly date: string
  /** Application transaction counter of this card, 1 to 65535. */
  readonly counter: number
}

/**
 * The data elements of DE 55 for an online request (EMV Book 3, annex A; the selection is UnionPay's for a 0200).
 * The application cryptogram 9F26 is not computed by a card key yet: it is random, so an issuer that checks ARQCs
 * must not be given these cards. Everything else is what a chip and a terminal of this kind would say.
 */
export function chipData(terminal: TerminalData, random: Random): Readonly<Record<string, Uint8Array>> {
  const counter = terminal.counter.toString(16).padStart(4, '0')
  return {
    '9F26': random.bytes(8),
    /** Cryptogram information data: ARQC, go online. */
    '9F27': fromHex('80'),
    /** Issuer application data, UnionPay form: key index 01, cryptogram version 01, card verification results. */
    '9F10': fromHex('07010103A00000010A010000000000'),
    '9F37': random.bytes(4),
    '9F36': fromHex(counter),
    /** Terminal verification results: online PIN was entered. */
    '95': fromHex('0000040000'),
    '9A': fromHex(terminal.date),
    '9C': fromHex('00'),
    '9F02': fromHex(isoAmount(terminal.amount)),
    '5F2A': fromHex(isoCurrency(terminal.amount).padStart(4, '0')),
    '82': fromHex('7C00'),
    '9F1A': fromHex('0156'),
    '9F03': fromHex('000000000000'),
    /** Terminal capabilities: manual, stripe, chip; online PIN; SDA, DDA, CDA. */
    '9F33': fromHex('E040C8'),
  }
}
