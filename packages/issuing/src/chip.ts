import { asciiBytes, concatBytes, toHex } from '@fiftyfive/kernel'
import type { TlvFields } from '@fiftyfive/iso8583'
import type { CardAccount } from './card.ts'
import type { IssuerPorts } from './ports.ts'
import type { IssuerRequest } from './request.ts'

/** EMV Book 2, table 26: what the terminal said, in this order; then 82, 9F36 and the card verification results. */
const SIGNED_TAGS = ['9F02', '9F03', '9F1A', '95', '5F2A', '9A', '9C', '9F37', '82', '9F36'] as const
const CRYPTOGRAM = '9F26'
const APPLICATION_DATA = '9F10'
const COUNTER = '9F36'
const CVM_RESULTS = '9F34'
/** In tag 9F10 of UnionPay: behind its length, key index and cryptogram version, up to the algorithm. */
const VERIFICATION_RESULTS = [3, 7] as const

export type ChipCheck = 'right' | 'wrong' | 'not-checked' | 'module-failed'

/** Whether the card's own chip made this message. A card without a key at this issuer proves nothing, and is not asked to. */
export async function checkCryptogram(
  ports: IssuerPorts,
  card: CardAccount,
  request: Pick<IssuerRequest, 'pan' | 'chipData'>,
): Promise<ChipCheck> {
  const { chipData, pan } = request
  const key = ports.chipKeys?.cryptogram
  if (!key || !card.chip || !chipData) return 'not-checked'
  const signed = SIGNED_TAGS.map((tag) => chipData[tag])
  const cryptogram = chipData[CRYPTOGRAM]
  const counter = chipData[COUNTER]
  const results = verificationResults(chipData)
  if (!cryptogram || !counter || !results || signed.includes(undefined)) return 'wrong'
  const verified = await ports.securityModule.verifyCryptogram({
    key,
    pan,
    sequenceNumber: sequenceOf(card),
    transactionCounter: counter,
    data: concatBytes(...signed.map((value) => value ?? new Uint8Array()), results),
    cryptogram,
  })
  if (!verified.ok) return verified.error.reason === 'input-invalid' ? 'wrong' : 'module-failed'
  return verified.value.valid ? 'right' : 'wrong'
}

/** Tag 91 as hex, by which the chip knows that its issuer decided: ARPC by method 1 over the code, and the code. */
export async function issuerAuthentication(
  ports: IssuerPorts,
  card: CardAccount,
  { pan, chipData }: Pick<IssuerRequest, 'pan' | 'chipData'>,
  code: string,
): Promise<string | undefined> {
  const cryptogram = chipData?.[CRYPTOGRAM]
  const transactionCounter = chipData?.[COUNTER]
  if (!ports.chipKeys || !cryptogram || !transactionCounter) return undefined
  const responseCode = asciiBytes(code)
  const response = await ports.securityModule.cryptogramResponse({
    key: ports.chipKeys.cryptogram,
    pan,
    sequenceNumber: sequenceOf(card),
    transactionCounter,
    cryptogram,
    responseCode,
  })
  return response.ok ? toHex(concatBytes(response.value, responseCode)) : undefined
}

/** The chip compared the PIN itself. The terminal says so in 9F34, which nothing protects; the chip in its results. */
export function isPinRightAtChip(chipData: TlvFields | undefined): boolean {
  const [method = 0, , outcome] = chipData?.[CVM_RESULTS] ?? []
  const [, chip = 0] = (chipData && verificationResults(chipData)) ?? []
  const isOffline = [0x01, 0x03, 0x04, 0x05].includes(method & 0x3f)
  return isOffline && outcome === 0x02 && (chip & 0x04) !== 0 && (chip & 0x02) === 0
}

/** The terminal asked for no PIN, or let nobody be asked: what is usual below the limit of contactless payments. */
export function wantsNoPin(chipData: TlvFields | undefined): boolean {
  const [method = 0, , outcome] = chipData?.[CVM_RESULTS] ?? []
  return method === 0x3f || ((method & 0x3f) === 0x1f && outcome === 0x02)
}

const verificationResults = (chipData: TlvFields): Uint8Array | undefined => {
  const results = chipData[APPLICATION_DATA]?.slice(...VERIFICATION_RESULTS)
  return results?.length === VERIFICATION_RESULTS[1] - VERIFICATION_RESULTS[0] ? results : undefined
}

/** Tag 5F34 has two digits, DE 23 three. */
export const sequenceOf = ({ sequenceNumber }: CardAccount): string => sequenceNumber.slice(-2)
