import { expectOk, fromHex, toHex } from '@fiftyfive/kernel'
import { answerType, iso87Ascii, type Iso87Message, macElement, writeAdditionalAmounts } from '@fiftyfive/iso8583'
import { authorizeCard } from './authorize.ts'
import type { Authorization } from './ledger.ts'
import type { IssuerPorts } from './ports.ts'
import { kindOf, parseRequest } from './request.ts'
import { reverseAuthorization } from './reverse.ts'
import { noteScriptResult, SCRIPT_RESULT } from './script-result.ts'
import { isKeyChange, provenKeys, takeKeys } from './zone-keys.ts'

const MAC_LENGTH = 8

/** Takes one message of an acquirer and gives the answer's bytes; undefined when nothing can be said safely. */
export async function handleAcquirerMessage(ports: IssuerPorts, bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const decoded = iso87Ascii.decode(bytes)
  if (!decoded.ok) return undefined
  const message = decoded.value
  const mac = message[macElement(message)]
  const covered = iso87Ascii.macInput(bytes)
  const zoneKeys = mac && covered.ok ? await provenKeys(ports, covered.value, mac) : undefined
  // Silence, not a code: whoever made this message is not, or not verifiably, our partner.
  if (!zoneKeys) return undefined
  const proven: IssuerPorts = { ...ports, zoneKeys }
  return sealed(proven, isKeyChange(message) ? await answerKeys(ports, message) : await answerTo(proven, message))
}

/** An answer being made: spreading several objects into one costs as much as encoding it. */
type Draft = { -readonly [Field in keyof Iso87Message]: Iso87Message[Field] }

const ECHOED = [3, 4, 7, 11, 12, 13, 32, 37, 41, 42, 49, 70] as const

function echoOf(message: Iso87Message): Draft {
  const echo: Draft = { mti: answerType(message.mti) ?? message.mti }
  const fields: Record<number, unknown> = echo
  for (const field of ECHOED) if (message[field] !== undefined) fields[field] = message[field]
  return echo
}

const answerKeys = async (ports: IssuerPorts, message: Iso87Message): Promise<Draft> => ({
  ...echoOf(message),
  ...(await takeKeys(ports, message)),
})

async function answerTo(ports: IssuerPorts, message: Iso87Message): Promise<Draft> {
  const answer = echoOf(message)
  answer[39] = await outcome(ports, message, answer)
  return answer
}

/** DE 39; what else the answer says of a payment is put into it. */
async function outcome(ports: IssuerPorts, message: Iso87Message, answer: Draft): Promise<string> {
  if (message.mti === '0800') return '00'
  const request = parseRequest(message)
  if (message.mti === '0420') {
    if (!request.ok) return '30'
    await reverseAuthorization(ports, request.value)
    return '00'
  }
  if (message.mti === '0620') {
    const result = message[55]?.[SCRIPT_RESULT]
    if (!request.ok || !result) return '30'
    return noteScriptResult(ports, request.value, toHex(result))
  }
  const kind = kindOf(message)
  if (!kind) return '12'
  if (!request.ok) return '30'
  const authorization = await authorizeCard(ports, kind, request.value)
  tell(answer, authorization, message[49] ?? '')
  return authorization.code
}

function tell(answer: Draft, authorization: Authorization, currency: string): void {
  const { authorizationCode, triesLeft, balance_minor, issuerAuthentication, issuerScript } = authorization
  if (authorizationCode) answer[38] = authorizationCode
  if (triesLeft !== undefined) answer[44] = { triesLeft }
  if (balance_minor !== undefined) {
    answer[54] = writeAdditionalAmounts([{ accountType: '00', amountType: '02', currency, minor: balance_minor }])
  }
  if (!issuerAuthentication) return
  answer[55] = { '91': fromHex(issuerAuthentication), ...(issuerScript ? { '72': fromHex(issuerScript) } : {}) }
}

/** Nothing when the module makes no MAC: an answer that proves nothing is worth less than silence, which is reversed. */
async function sealed(ports: IssuerPorts, answer: Draft): Promise<Uint8Array | undefined> {
  answer[macElement(answer)] = new Uint8Array(MAC_LENGTH)
  const bytes = expectOk(iso87Ascii.encode(answer), 'an answer is encodable')
  const mac = await ports.securityModule.generateMac({
    key: ports.zoneKeys.mac,
    algorithm: 'iso9797-1-alg3',
    data: expectOk(iso87Ascii.macInput(bytes), 'it ends with its MAC'),
  })
  return mac.ok ? iso87Ascii.withMac(bytes, mac.value) : undefined
}
