import { asciiBytes, concatBytes, err, ok, type Result } from '@fiftyfive/kernel'
import { COMMANDS, type Chip } from '../chip/command.ts'
import { fillDataObjectList, readDataObjectList, readElements, type Elements } from '../tlv.ts'
import { runScripts, type ScriptResult } from './issuer-script.ts'
import type { ChipRun } from './request-cryptogram.ts'
import { verificationResults, findingsIn, type Finding } from './verification-results.ts'

/** What the issuer sent back for the chip (DE 39 and 55). */
export interface IssuerAnswer {
  /** Two characters, `00` for an approval. */
  readonly code: string
  /** Tag 91: response cryptogram and response code. */
  readonly authentication?: Uint8Array
  /** Templates 71 (before the last cryptogram) and 72 (after it), as they came. */
  readonly scripts?: readonly Uint8Array[]
}

export interface ChipCompletion {
  /** `certificate`: the chip approves (TC). `refused`: it does not (AAC), so the host's approval is reversed. */
  readonly outcome: 'certificate' | 'refused'
  readonly cryptogram: Uint8Array
  readonly findings: readonly Finding[]
  readonly scriptResults: readonly ScriptResult[]
}

/** The end of a payment with a chip (EMV Book 3, 10.9 to 10.11): issuer authentication, scripts, the second cryptogram. */
export function completeChip(
  chip: Chip,
  { card, request }: ChipRun,
  answer: IssuerAnswer,
): Result<ChipCompletion, string> {
  const { code, authentication, scripts = [] } = answer
  const findings: Finding[] = [...findingsIn(request['95'] ?? new Uint8Array(5))]
  // A chip that does not do it by EXTERNAL AUTHENTICATE (82, byte 1, bit 3) gets tag 91 with the last cryptogram.
  const byCommand = ((card['82']?.[0] ?? 0) & 0x04) !== 0
  if (authentication && byCommand && chip.transmit(COMMANDS.externalAuthenticate(authentication)).status !== '9000') {
    findings.push('issuer-authentication-failed')
  }
  const before = runScripts(chip, scripts, '71')
  if (before.some(({ result }) => result === 'failed')) findings.push('script-failed-before-final-cryptogram')
  const last = finalCryptogram(chip, card, request, code, authentication, findings)
  if (!last.ok) return last
  const after = runScripts(chip, scripts, '72')
  if (after.some(({ result }) => result === 'failed')) findings.push('script-failed-after-final-cryptogram')
  const kind = (last.value['9F27']?.[0] ?? 0) & 0xc0
  return ok({
    outcome: kind === 0x40 ? 'certificate' : 'refused',
    cryptogram: last.value['9F26'] ?? new Uint8Array(),
    findings,
    scriptResults: [...before, ...after],
  })
}

function finalCryptogram(
  chip: Chip,
  card: Elements,
  request: Elements,
  code: string,
  authentication: Uint8Array | undefined,
  findings: readonly Finding[],
): Result<Elements, string> {
  const list = readDataObjectList(card['8D'] ?? new Uint8Array())
  if (!list.ok) return list
  const said = fillDataObjectList(list.value, request, {
    // The code that the issuer answered to the chip, whatever became of it in DE 39 on the way.
    '8A': authentication?.slice(8, 10) ?? asciiBytes(code),
    '95': verificationResults(findings),
    ...(authentication ? { '91': authentication } : {}),
  })
  const { status, data } = chip.transmit(COMMANDS.generateCryptogram(code === '00' ? 'approve' : 'decline', said))
  return status === '9000' ? readElements(data) : err(`the card answers ${status}`)
}

/** Tag DF31 of a script notification: for each script its number of the failed command and its identifier. */
export const scriptResultsField = (results: readonly ScriptResult[]): Uint8Array<ArrayBuffer> =>
  concatBytes(
    ...results.map(({ result, failedAt, identifier }) => Uint8Array.of(nibbles(result, failedAt), ...identifier)),
  )

const nibbles = (result: ScriptResult['result'], failedAt: number): number =>
  result === 'performed' ? 0x20 : 0x10 | Math.min(failedAt, 0x0f)
