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

const echoOf = (message: Iso87Message): Iso87Message => ({
  ...echoed(message),
  mti: answerType(message.mti) ?? message.mti,
})

const answerKeys = async (ports: IssuerPorts, message: Iso87Message): Promise<Iso87Message> => ({
  ...echoOf(message),
  ...(await takeKeys(ports, message)),
})

async function answerTo(ports: IssuerPorts, message: Iso87Message): Promise<Iso87Message> {
  const echo = echoOf(message)
  if (message.mti === '0800') return { ...echo, 39: '00' }
  const request = parseRequest(message)
  if (message.mti === '0420') {
    if (!request.ok) return { ...echo, 39: '30' }
    await reverseAuthorization(ports, request.value)
    return { ...echo, 39: '00' }
  }
  if (message.mti === '0620') {
    const result = message[55]?.[SCRIPT_RESULT]
    if (!request.ok || !result) return { ...echo, 39: '30' }
    return { ...echo, 39: await noteScriptResult(ports, request.value, toHex(result)) }
  }
  const kind = kindOf(message)
  if (!kind) return { ...echo, 39: '12' }
  if (!request.ok) return { ...echo, 39: '30' }
  const authorization = await authorizeCard(ports, kind, request.value)
  return { ...echo, ...outcomeFields(authorization, message[49] ?? '') }
}

const outcomeFields = (authorization: Authorization, currency: string): Pick<Iso87Message, 38 | 39 | 44 | 54 | 55> => {
  const { code, authorizationCode, triesLeft, balance_minor, issuerAuthentication, issuerScript } = authorization
  const balance = { accountType: '00', amountType: '02', currency, minor: balance_minor ?? 0 }
  return {
    39: code,
    ...(authorizationCode ? { 38: authorizationCode } : {}),
    ...(triesLeft === undefined ? {} : { 44: { triesLeft } }),
    ...(balance_minor === undefined ? {} : { 54: writeAdditionalAmounts([balance]) }),
    ...(issuerAuthentication
      ? { 55: { '91': fromHex(issuerAuthentication), ...(issuerScript ? { '72': fromHex(issuerScript) } : {}) } }
      : {}),
  }
}

function echoed(message: Iso87Message): Omit<Iso87Message, 'mti'> {
  const fields: Partial<Iso87Message> = {}
  for (const field of [3, 4, 7, 11, 12, 13, 32, 37, 41, 42, 49, 70] as const) {
    if (message[field] !== undefined) Object.assign(fields, { [field]: message[field] })
  }
  return fields
}

/** Nothing when the module makes no MAC: an answer that proves nothing is worth less than silence, which is reversed. */
async function sealed(ports: IssuerPorts, message: Iso87Message): Promise<Uint8Array | undefined> {
  const unsealed = { ...message, [macElement(message)]: new Uint8Array(MAC_LENGTH) }
  const bytes = expectOk(iso87Ascii.encode(unsealed), 'an answer is encodable')
  const mac = await ports.securityModule.generateMac({
    key: ports.zoneKeys.mac,
    algorithm: 'iso9797-1-alg3',
    data: expectOk(iso87Ascii.macInput(bytes), 'it ends with its MAC'),
  })
  return mac.ok ? iso87Ascii.withMac(bytes, mac.value) : undefined
}
