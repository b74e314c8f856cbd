import { FAULTS, type FaultCode, Pan } from '@fiftyfive/kernel'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { type Authentic, authentic } from '../authorization/authentic.ts'
import { repeated, sealed } from '../authorization/respond.ts'
import { type Batch, batchKey, isClosedBatch, type UploadedLine } from '../batch.ts'
import { paymentKey } from '../payment.ts'
import type { AcquirerPorts, Answered } from '../ports.ts'
import { localTimeFields } from '../time.ts'
import { closeBatch } from './close.ts'
import { isUnfinished } from './settle.ts'
import { countedOf } from './totals.ts'

/** DE 60.3: stripe lines, chip lines, and the end after totals that differed. */
const LINES = ['201', '203', '205']
const END = '202'

/** Batch upload (0320): the lines of a batch whose totals differ, then its end, at which it is closed. */
export async function upload(ports: AcquirerPorts, message: UnionPayMessage, bytes: Uint8Array): Promise<Answered> {
  const { batch, networkCode = '' } = message[60] ?? {}
  if (!batch || !message[11]) return answer(ports, message, {}, 'FF_MESSAGE_FORMAT')
  const known = await authentic(ports, message, bytes)
  if (!known.ok) return answer(ports, message, {}, known.error.fault ?? 'FF_MAC_MISMATCH')
  const key = batchKey(known.value.terminal.id, batch)
  const fault = await ports.inFlight.batches.take(key, async () => {
    const differing = await ports.store.batch(key)
    if (!differing || differing.state === 'settled') return 'FF_ORIGINAL_STATE'
    if (LINES.includes(networkCode)) return takeLines(ports, message, differing)
    return networkCode === END ? takeEnd(ports, known.value, message, differing) : 'FF_MESSAGE_UNEXPECTED'
  })
  return answer(ports, message, known.value, fault)
}

/** A line that comes again replaces itself. After the batch was closed it changes nothing. */
async function takeLines(ports: AcquirerPorts, message: UnionPayMessage, batch: Batch): Promise<FaultCode | undefined> {
  const lines = linesOf(ports, message, batch)
  if (!lines) return 'FF_MESSAGE_FORMAT'
  if (isClosedBatch(batch)) return undefined
  await ports.store.commit(ports.clock.now(), [{ type: 'batch-uploaded', batch: batch.key, lines }])
  return undefined
}

function linesOf(ports: AcquirerPorts, message: UnionPayMessage, batch: Batch): readonly UploadedLine[] | undefined {
  const chip = message[62]?.chipTransaction
  const told = chip
    ? [{ trace: message[11] ?? '', pan: message[2] ?? '', amount: chip.amount }]
    : message[48]?.batch && Object.values(message[48].batch)
  if (!told) return undefined
  const lines: UploadedLine[] = []
  for (const { trace, pan, amount } of told) {
    const digits = pan.replace(/^0+/, '')
    // A payment by QR code has no card number: its line carries zeros.
    const parsed = digits === '' ? undefined : Pan.parse(digits)
    if (parsed && !parsed.ok) return undefined
    const payment = paymentKey(batch.terminalId, batch.batch, trace)
    const card = parsed ? ports.cardVault.store(parsed.value).token : ''
    lines.push({ payment, amount_minor: Number(amount), card })
  }
  return lines
}

async function takeEnd(
  ports: AcquirerPorts,
  { terminal }: Authentic,
  message: UnionPayMessage,
  batch: Batch,
): Promise<FaultCode | undefined> {
  const count = message[48]?.batchEnd?.count
  if (count === undefined) return 'FF_MESSAGE_FORMAT'
  if (isClosedBatch(batch)) return undefined
  const lines = await ports.store.uploadedLines(batch.key)
  if (lines.length !== Number(count)) return 'FF_BATCH_LINES'
  return closeAfterUpload(ports, terminal, batch, lines)
}

async function closeAfterUpload(
  ports: AcquirerPorts,
  terminal: Authentic['terminal'],
  { key, terminalId, batch, merchantId, currency, claimed }: Batch,
  lines: readonly UploadedLine[],
): Promise<FaultCode | undefined> {
  const payments = await ports.store.paymentsOfBatch(key)
  if (payments.some(isUnfinished)) return 'FF_BATCH_BUSY'
  const counted = countedOf(payments)
  await closeBatch(ports, {
    terminal,
    batch: { key, terminalId, batch, merchantId, currency, claimed },
    counted,
    lines,
  })
  return undefined
}

function answer(
  ports: AcquirerPorts,
  message: UnionPayMessage,
  keys: Partial<Authentic>,
  fault: FaultCode | undefined,
): Promise<Answered> {
  return sealed(ports, keys, {
    mti: '0330',
    ...repeated(message),
    ...localTimeFields(ports.clock.now()),
    39: fault ? FAULTS[fault].iso : '00',
  })
}
