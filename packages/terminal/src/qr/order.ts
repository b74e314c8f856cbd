import type { Money } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'

/**
 * The QR tender as messages, for the acquirer's side to answer:
 *
 * - 0200 with DE 3 `000000`, DE 22 `032` (03 = bar code, ISO 8583:1987; 2 = no PIN), DE 4, 11, 25 `00`, 41, 42, 48 =
 *   order number (12 digits), 49, 60 = type 22 + batch, 64. No DE 2, 35, 52, 53, 55.
 * - 0210 is sent when the order was paid (DE 39 `00`, 38, 37) or cannot be paid any more (any other code), with DE 64.
 * - Withdrawing an order (cancelled at the till, or no answer) is the ordinary 0400 with the same DE 11 and DE 60.
 *
 * The payer's page finds the order by terminal and order number, both in the QR code.
 */
export const orderNumber = (payment: { readonly batch: number; readonly trace: number }): string =>
  String(payment.batch).padStart(6, '0') + String(payment.trace).padStart(6, '0')

/** Text of the QR code. It holds no secret: whoever reads it can pay the order, and nothing else. */
export function qrPayload(
  configuration: Pick<TerminalConfiguration, 'terminalId' | 'qrPayerUrl'>,
  order: string,
  amount: Money,
): string {
  const query = new URLSearchParams({
    terminal: configuration.terminalId,
    order,
    amount: String(amount.minor),
    currency: amount.currency,
  })
  return `${configuration.qrPayerUrl}?${query.toString()}`
}

/** What a payer's page reads out of that text, or undefined when it is none of ours. */
export function parseQrPayload(
  text: string,
): { readonly terminal: string; readonly order: string; readonly amount_minor: number } | undefined {
  const query = new URLSearchParams(text.slice(text.indexOf('?') + 1))
  const terminal = query.get('terminal')
  const order = query.get('order')
  const amount = query.get('amount')
  if (!terminal || !order || !/^\d{12}$/.test(order) || !amount || !/^\d{1,12}$/.test(amount)) return undefined
  return { terminal, order, amount_minor: Number(amount) }
}
