/**
 * Other people's payShield clients talk to our server: `node tests/interop/payshield.ts`. Names what it needs where
 * something is missing. Exit code 0: all understand one another, 1: a misunderstanding, 2: no client could run.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClearPin, fromHex, Pan, toHex } from '@fiftyfive/kernel'
import {
  applicationCryptogram,
  cardMasterKey,
  combineDesComponents,
  commonSessionKey,
  computeMac,
  encipherPinBlock,
  tdesInitialKey,
  tdesTransactionKey,
  tdesWorkingKey,
  type KeyBlock,
} from '@fiftyfive/security'
import { servePayShield } from '@fiftyfive/security/payshield'
import { openSoftHsm } from '@fiftyfive/security/soft-hsm'
import { createAuthority } from '../../packages/security/src/testing/certificates.ts'
import { installCodec, installPressureTest, type Codec, type Fields } from './payshield-peers.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const HALVES = ['0723C80DB5F4CD3D1122334455667788', '01010101010101018899AABBCCDDEEFF']
const PAN = '6225881234567890'
const ACCOUNT = PAN.slice(-13, -1)

const directory = mkdtempSync(join(tmpdir(), 'payshield-interop-'))
const module = await openSoftHsm({
  directory: join(directory, 'hsm'),
  name: 'interop',
  production: false,
  partition: 'issuer',
  authorised: true,
})

/** Sends what their codec wrote and gives what it read; an error answer becomes its code. */
function talker(codec: Codec, port: number): (method: string, fields: Fields) => Promise<Fields | string> {
  let trace = 1
  return (method, fields) =>
    new Promise((resolve, reject) => {
      const header = String(trace).padStart(4, '0')
      const request = codec.encode(fields, { method, mtid: 'request' }, { trace: trace++ })
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(Buffer.concat([Buffer.from([request.length >> 8, request.length & 255]), request]))
      })
      socket.on('error', reject)
      socket.on('data', (chunk) => {
        socket.end()
        const requests = new Map([[`out/${header}`, { $meta: { request: fields } }]])
        const answer = codec.decode(chunk.subarray(2), {}, { requests })
        resolve(answer instanceof Error ? (/\.([0-9A-Z]{2})$/.exec(String(answer['type']))?.[1] ?? 'error') : answer)
      })
    })
}

/** One conversation over all commands that codec and server share; what did not turn out as it must. */
async function conversation(codec: Codec, port: number): Promise<readonly string[]> {
  const talk = talker(codec, port)
  const wrong: string[] = []
  const spoken = new Set<string>()
  const ask = async (method: string, fields: Fields): Promise<Fields> => {
    spoken.add(method)
    const answer = await talk(method, { ...EMPTY, ...fields })
    if (typeof answer !== 'string') return answer
    wrong.push(`${method}: error ${answer}`)
    return {}
  }
  const expect = (what: string, found: unknown, expected: unknown): void => {
    if (found !== expected) wrong.push(`${what}: ${String(found)}, ${String(expected)} expected`)
  }
  const refused = async (method: string, fields: Fields, code: string): Promise<void> =>
    expect(`${method} refused`, await talk(method, { ...EMPTY, ...fields }), code)
  const made = async (usage: string, mode: string, algorithm = 'T2'): Promise<string> => {
    const answer = await ask('generateKey', {
      mode: '0',
      keyType: 'FFF',
      keySchemeLmk: 'S',
      delimiterKeyblock: '#',
      keyUsageKeyblock: usage,
      algorithmKeyblock: algorithm,
      modeOfUseKeyblock: mode,
      keyVersionNumberKeyblock: '00',
      exportabilityKeyblock: 'E',
      optionalBlocksCountKeyblock: '00',
    })
    return answer['key'] as string
  }

  expect('echo', (await ask('echo', { length: 4, data: 'PING' }))['data'], 'PING')
  const [zpk, other, pvk, ibm, cvk, zmk] = [
    await made('P0', 'B'),
    await made('P0', 'B'),
    await made('V2', 'C'),
    await made('V1', 'C'),
    await made('C0', 'C'),
    await made('K0', 'B'),
  ]
  const kcv = async (key: string): Promise<unknown> =>
    (await ask('generateKeyCheckValue', { keyTypeCode: 'FF', keyLengthFlag: '1', key }))['kcv']
  const exported = await ask('exportKey', { keyType: 'FFF', zmk, key: zpk, keyScheme: 'R' })
  const imported = await ask('importKey', { keyType: 'FFF', zmk, key: exported['key'], keyScheme: 'S' })
  expect('check value', imported['keyCheckValue'], await kcv(zpk))

  const { pin } = await ask('generateRandomPin', { account: ACCOUNT, checkLength: '06' })
  const under = async (key: string): Promise<string> =>
    (await ask('translatePinLmkZpk', { zpk: key, pinBlockFormat: '01', pan: ACCOUNT, pin }))['pinBlock'] as string
  const pinBlock = await under(zpk)
  const incoming = { pinBlock, pinBlockFormat: '01', pan: ACCOUNT }
  expect('PIN of a zone', (await ask('translatePinZpkLmk', { zpk, ...incoming }))['pin'], pin)
  expect('PIN of a terminal', (await ask('translatePinTpkLmk', { tpk: zpk, ...incoming }))['pin'], pin)
  const translation = {
    maximumPinLength: '12',
    sourcePinBlock: pinBlock,
    sourcePinBlockFormat: '01',
    destinationPinBlockFormat: '01',
    pan: ACCOUNT,
  }
  const zones = await ask('translatePinZpkZpk', { sourceZpk: zpk, destinationZpk: other, ...translation })
  expect('PIN between zones', zones['pinBlock'], await under(other))
  const terminal = await ask('translatePinTpkZpkBdk', { sourceTpk: zpk, destinationKey: other, ...translation })
  expect('PIN of a terminal to a zone', terminal['pinBlock'], await under(other))

  const { pvv } = await ask('generatePvvLmk', { pvk, pin, account: ACCOUNT, pvki: '1' })
  const verification = { pvk, ...incoming, pvki: '1', pvv }
  await ask('verifyInterPinPvv', { zpk, ...verification })
  await ask('verifyTermPinPvv', { tpk: zpk, ...verification })
  const wrongPvv = String((Number(pvv) + 1) % 10_000).padStart(4, '0')
  await refused('verifyTermPinPvv', { tpk: zpk, ...verification, pvv: wrongPvv }, '01')

  const sealed = await module.sealTable({ table: '8351296477461538' })
  const decimalisationTable = sealed.ok ? sealed.value : ''
  const method = { pvk: ibm, checkLength: '06', decimalisationTable, pinValidationData: '1234567890N0' }
  const { offset } = await ask('generateOffsetIbmLmk', { ...method, pin, account: ACCOUNT })
  const ofBlock = await ask('generateOffsetIbm', { ...method, keyType: 'FFF', key: zpk, ...incoming })
  expect('offset', ofBlock['offset'], offset)
  await ask('verifyInterPinIbm', { ...method, zpk, maximumPinLength: '12', ...incoming, offset })
  await ask('verifyTermPinIbm', { ...method, tpk: zpk, maximumPinLength: '12', ...incoming, offset })
  const clearTable = { ...method, decimalisationTable: '8351296477461538', tpk: zpk, maximumPinLength: '12' }
  await refused('verifyTermPinIbm', { ...clearTable, ...incoming, offset }, '25')

  const card = { pan: PAN, expirationDate: '2912', serviceCode: '201' }
  const { cvv } = await ask('generateCvv', { cvk, ...card })
  await ask('verifyCvv', { cvk, cvv, ...card })
  await refused('verifyCvv', { cvk, cvv, ...card, serviceCode: '101' }, '01')

  await dukpt(ask, other, expect, refused)
  await dukptOfIssuers(ask, { zpk: other, pvk, method }, expect, refused)
  await macs(ask, made, expect, refused)
  await cryptograms(ask, expect, refused)
  await refused(
    'translatePinZpkZpk',
    { sourceZpk: zpk, destinationZpk: other, ...translation, destinationPinBlockFormat: '05' },
    '69',
  )
  await refused('translatePinZpkZpk', { sourceZpk: cvk, destinationZpk: other, ...translation }, 'A6')
  await refused('generateKey', { mode: '0', keyType: '002', keySchemeLmk: 'U' }, '26')
  print(`  ${spoken.size} commands: ${[...spoken].join(' ')}`)
  return wrong
}

type Ask = (method: string, fields: Fields) => Promise<Fields>
type Expect = (what: string, found: unknown, expected: unknown) => void
type Refused = (method: string, fields: Fields, code: string) => Promise<void>

/** A PIN of a DUKPT terminal to a zone; its serial number serves once. */
async function dukpt(ask: Ask, destinationKey: string, expect: Expect, refused: Refused): Promise<void> {
  const components = HALVES.map((hex, i) => ({ custodian: String(i), hex }))
  const formed = await module.formKey({ use: 'derivation', algorithm: 'tdes-2', components })
  const serialNumber = fromHex('FFFF9876543210E00003')
  const initialKey = tdesInitialKey(combineDesComponents(HALVES.map(fromHex)), serialNumber)
  const key = tdesWorkingKey(tdesTransactionKey(initialKey, serialNumber), 'pin').reveal()
  const [pan, pin] = [Pan.of(PAN), ClearPin.of('802746')]
  const random = { bytes: (length: number) => new Uint8Array(length) }
  const block = encipherPinBlock({ format: 'iso-0', algorithm: 'tdes-2', key, pin, pan, random })
  const request = {
    sourceKey: formed.ok ? `S${formed.value.key}` : '',
    destinationKey,
    sourceKsnDescriptor: 'A05',
    sourceKsn: toHex(serialNumber),
    sourcePinBlock: toHex(block.reveal()),
    sourcePinBlockFormat: '01',
    destinationPinBlockFormat: '01',
    pan: ACCOUNT,
  }
  const { pinBlock } = await ask('translatePinBdkBdkZpk', request)
  const direct = await module.encryptClearPin({
    pin,
    pan,
    to: destinationKey.slice(1) as KeyBlock<'pin'>,
    toFormat: 'iso-0',
  })
  expect('PIN of a DUKPT terminal', pinBlock, direct.ok && toHex(direct.value.pinBlock.reveal()))
  await refused('translatePinBdkBdkZpk', request, '15')
}

/** What an issuer does with a DUKPT terminal of its own: PINs are verified, each serial number's once, and MACs. */
async function dukptOfIssuers(
  ask: Ask,
  keys: { readonly zpk: string; readonly pvk: string; readonly method: Fields },
  expect: Expect,
  refused: Refused,
): Promise<void> {
  const components = HALVES.map((hex, i) => ({ custodian: String(i), hex }))
  const formed = await module.formKey({ use: 'derivation', algorithm: 'tdes-2', components })
  const bdk = formed.ok ? `S${formed.value.key}` : ''
  const initialKey = tdesInitialKey(combineDesComponents(HALVES.map(fromHex)), fromHex('FFFF9876543210E00000'))
  const random = { bytes: (length: number) => new Uint8Array(length) }
  const [pan, pin] = [Pan.of(PAN), ClearPin.of('802746')]
  const from = (ksn: string): { terminal: Fields; macKey: Uint8Array; request: Fields } => {
    const transactionKey = tdesTransactionKey(initialKey, fromHex(ksn))
    const key = tdesWorkingKey(transactionKey, 'pin').reveal()
    const block = encipherPinBlock({ format: 'iso-0', algorithm: 'tdes-2', key, pin, pan, random })
    const terminal = { bdk, ksnDescriptor: 'A05', ksn, macMode: '', macMethod: '', mac: '', messageData: '' }
    const incoming = { mode: '0', pinBlock: toHex(block.reveal()), pinBlockFormat: '01', pan: ACCOUNT }
    const none = { messageDataLengthBytes: '', messageDataLengthBytesLength: 0 }
    const macKey = tdesWorkingKey(transactionKey, 'mac-request').reveal()
    return { terminal, macKey, request: { ...terminal, ...incoming, ...none } }
  }
  // What the issuer keeps of this PIN.
  const to = keys.zpk.slice(1) as KeyBlock<'pin'>
  const inZone = await module.encryptClearPin({ pin, pan, to, toFormat: 'iso-0' })
  const zonePin = { zpk: keys.zpk, pinBlock: inZone.ok ? toHex(inZone.value.pinBlock.reveal()) : '' }
  const { pin: sealed } = await ask('translatePinZpkLmk', { ...zonePin, pinBlockFormat: '01', pan: ACCOUNT })
  const { pvv } = await ask('generatePvvLmk', { pvk: keys.pvk, pin: sealed, account: ACCOUNT, pvki: '1' })
  const { offset } = await ask('generateOffsetIbmLmk', { ...keys.method, pin: sealed, account: ACCOUNT })
  const byPvv = { pvk: keys.pvk, pvki: '1', pvv }
  const [first, second, third] = ['4', '5', '6'].map((count) => from(`FFFF9876543210E0000${count}`).request)
  await ask('verifyPvvDukpt', { ...first, ...byPvv })
  await refused('verifyPvvDukpt', { ...first, ...byPvv }, '15')
  await ask('verifyOffsetIbmDukpt', { ...second, ...keys.method, offset })
  const other = String((Number(pvv) + 1) % 10_000).padStart(4, '0')
  await refused('verifyPvvDukpt', { ...third, ...byPvv, pvv: other }, '01')
  const { terminal, macKey } = from('FFFF9876543210E00007')
  const message = 'ABCABCABCDEF8000'
  const whole = { ...terminal, macMethod: '1', messageDataLengthBytes: message.length / 2, messageData: message }
  const { mac } = await ask('generateVerifyMacDukpt', { ...whole, macMode: '4' })
  expect('MAC of a DUKPT terminal', mac, toHex(computeMac('iso9797-1-alg3', macKey, fromHex(message))))
  await ask('generateVerifyMacDukpt', { ...whole, macMode: '1', mac })
  await refused('generateVerifyMacDukpt', { ...whole, macMode: '1', mac, messageData: 'ABCABCABCDEF8001' }, '01')
}

async function macs(
  ask: Ask,
  made: (usage: string, mode: string, algorithm?: string) => Promise<string>,
  expect: Expect,
  refused: Refused,
): Promise<void> {
  const kinds = [
    ['M1', '1', 'T2'],
    ['M3', '3', 'T2'],
    ['M6', '6', 'A1'],
  ] as const
  for (const [usage, macAlgorithm, algorithm] of kinds) {
    const key = await made(usage, 'C', algorithm)
    const kind = { inputFormatFlag: '0', macSize: '1', macAlgorithm, paddingMethod: '1', keyType: 'FFF', key }
    const data = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEF'
    const part = (from: number, to?: number): Fields => {
      const macData = data.slice(from, to)
      return { macData, macDataLengthHex: macData.length.toString(16).toUpperCase() }
    }
    const whole = await ask('generateMac', { ...kind, modeFlag: '0', ...part(0) })
    await ask('verifyMac', { ...kind, modeFlag: '0', ...part(0), mac: whole['mac'] })
    await refused('verifyMac', { ...kind, modeFlag: '0', ...part(1), mac: whole['mac'] }, '01')
    const first = await ask('generateMac', { ...kind, modeFlag: '1', ...part(0, 16) })
    const middle = await ask('generateMac', { ...kind, modeFlag: '2', iv: first['iv'], ...part(16, 32) })
    const last = await ask('generateMac', { ...kind, modeFlag: '3', iv: middle['iv'], ...part(32) })
    expect(`MAC in parts, algorithm ${macAlgorithm}`, last['mac'], whole['mac'])
    await refused('generateMac', { ...kind, modeFlag: '7', ...part(0) }, '02')
    await refused('generateMac', { ...kind, modeFlag: '0', macAlgorithm: '9', ...part(0) }, '04')
  }
}

async function cryptograms(ask: Ask, expect: Expect, refused: Refused): Promise<void> {
  const components = HALVES.map((hex, i) => ({ custodian: String(i), hex }))
  const formed = await module.formKey({ use: 'cryptogram', algorithm: 'tdes-2', components })
  const mkac = formed.ok ? `S${formed.value.key}` : ''
  const card = cardMasterKey(
    combineDesComponents(HALVES.map(fromHex)),
    { pan: '62258812345670', sequenceNumber: '01' },
    'A',
  )
  const data = '0102030405060708800000000000000000'.slice(0, 32)
  const arqc = toHex(applicationCryptogram(commonSessionKey(card, fromHex('0018000084F01F9D')), fromHex(data), 1))
  const request = {
    schemeId: '1',
    mkac,
    panSeqNo: '6225881234567001',
    atc: '0018',
    unpredictableNumber: '84F01F9D',
    transactionDataLengthHex: '10',
    transactionDataLengthDec: 16,
    transactionData: data,
    delimiter: ';',
    arqc,
  }
  await ask('generateArqc3', { ...request, modeFlag: '0' })
  const answered = await ask('generateArqc3', { ...request, modeFlag: '1', arcLength: 2, arc: '3030' })
  const nothing = { transactionDataLengthHex: '', transactionDataLengthDec: '', transactionData: '', delimiter: '' }
  const alone = await ask('generateArqc3', { ...request, ...nothing, modeFlag: '2', arcLength: 2, arc: '3030' })
  expect('ARPC alone', alone['arpc'], answered['arpc'])
  await refused('generateArqc3', { ...request, modeFlag: '0', atc: '0019' }, '01')
  await refused('generateArqc3', { ...request, modeFlag: '0', schemeId: '9' }, '05')
}

/** Fields that their patterns want to be there, though empty. */
const EMPTY: Fields = Object.fromEntries(
  (
    'deriveKeyMode dukptMasterKeyType dukptMasterKey ksn zkaMasterKeyType zkaMasterKey zkaOption zkaRndi delimiterZmkTmk ' +
    'keyZmkTmkFlag keyZmkTmk keySchemeZmkTmk delimiterLmk lmkIdentifier delimiterKeyblock keyUsageKeyblock ' +
    'algorithmKeyblock modeOfUseKeyblock keyVersionNumberKeyblock exportabilityKeyblock optionalBlocksCountKeyblock ' +
    'optionalBlocksDataKeyblock delimiterExportKeyblock modExportabilityKeyblock delimiterVersionIdKeyblock ' +
    'keyBlockVersionIdKeyblock delimiterVariant keyUsageVariant modeOfUseVariant keyVersionNumberVariant ' +
    'exportabilityVariant optionalBlocksCountVariant optionalBlocksDataVariant delimiterVersionIdVariant ' +
    'keyBlockVersionIdVariant delimiterTr31 keyUsageTr31 optionalBlocksCountTr31 optionalBlocksDataTr31 delimiterKeyType ' +
    'keyType delimiterKcvType reserved kcvType hashId hmacKeyLengthBytes hmacKey delimiterHmac destinationKeyFlag ' +
    'sourceKeyFlag destinationKsnDescriptor destinationKsn destinationPanDelimiter destinationPan delimiter verificationPan iv mksmi arc discretionaryDataMac ' +
    'discretionaryDataBytes discretionaryData'
  )
    .split(' ')
    .map((name) => [name, '']),
)
Object.assign(EMPTY, { arcLength: 0, discretionaryDataMacLength: 0, discretionaryDataLength: 0 })

const outcomes: boolean[] = []
function judge(name: string, wrong: readonly string[]): void {
  outcomes.push(wrong.length === 0)
  print(`${wrong.length === 0 ? 'agree' : 'DIFFER'}  ${name}`)
  for (const line of wrong) print(`  ${line}`)
}

const plain = await servePayShield({ module, port: 0 })
const codec = installCodec(print)
if (codec) judge('ut-codec-payshield 8.0.0, a conversation', await conversation(codec, plain.port))

const pressureTest = installPressureTest(print)
if (pressureTest) {
  judge('payshield-pressure-test 1.5.4.5 over TCP', await pressureTest(['--port', String(plain.port)]))
  const authority = createAuthority('interop')
  const [shown, host] = [authority.issue('hsm', { hosts: ['127.0.0.1'] }), authority.issue('host')]
  const secure = await servePayShield({ module, port: 0, tls: { ...shown, clientAuthorities: authority.certificate } })
  const [keyFile, certificateFile] = [join(directory, 'host.key'), join(directory, 'host.pem')]
  writeFileSync(keyFile, host.key)
  writeFileSync(certificateFile, host.certificate)
  const options = ['--port', String(secure.port), '--proto', 'tls', '--keyfile', keyFile, '--crtfile', certificateFile]
  judge('payshield-pressure-test 1.5.4.5 over mutual TLS', await pressureTest(options))
  await secure.close()
}
await plain.close()
await module.close()
rmSync(directory, { recursive: true })
process.exitCode = outcomes.length === 0 ? 2 : outcomes.every(Boolean) ? 0 : 1
