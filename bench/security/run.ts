import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ClearPin, equalBytes, expectOk, Pan, PinBlock, seededRandom, toHex } from '@fiftyfive/kernel'
import {
  adjustParity,
  Aes,
  combineDesComponents,
  Des,
  encodePinField,
  KeyBlockProtector,
  panField,
  sealPinField,
  tdesInitialKey,
  tdesTransactionKey,
  tdesWorkingKey,
  translatePinField,
  type BlockCipher,
  type PinFieldFormat,
} from '@fiftyfive/security'
import { connectPayShield, servePayShield } from '@fiftyfive/security/payshield'
import { openSoftHsm } from '@fiftyfive/security/soft-hsm'
import { measure, measureAsync, type BenchRow } from './measure.ts'
import { desJs, nodeCryptoCached, nodeCryptoOrdinary, type Translation } from './peers.ts'

const random = seededRandom('bench')
const PAN = Pan.of('6225881234567890')
const pan = PAN.reveal()
const PIN = ClearPin.of('802746').reveal()

interface Side {
  readonly cipher: BlockCipher
  readonly format: PinFieldFormat
}

const translated = (block: Uint8Array, from: Side, to: Side): Uint8Array =>
  expectOk(translatePinField({ block, pan, from, to, random }), 'bench')

const sealed = ({ cipher, format }: Side): Uint8Array =>
  sealPinField(cipher, format, encodePinField(format, PIN, random), pan)

/** Ours and the peers' on the same block and keys; all must give the same bytes before any is timed. */
function translations(): BenchRow[] {
  const [from, to] = [adjustParity(random.bytes(16)), adjustParity(random.bytes(16))]
  const [source, target]: Side[] = [from, to].map((key) => ({ cipher: new Des(key), format: 'iso-0' }))
  if (!source || !target) return []
  const block = sealed(source)
  const expected = translated(block, source, target)
  const setting = { from, to, panField: panField('iso-0', pan) ?? new Uint8Array(8) }
  const peers: readonly (readonly [string, Translation | undefined])[] = [
    ['node:crypto, ordinary use', nodeCryptoOrdinary(setting)],
    ['node:crypto, cached objects', nodeCryptoCached(setting)],
    ['des.js 1.1.0', desJs(setting)],
  ]
  const rows = peers.flatMap(([name, translate]) => {
    if (!translate) return []
    if (!equalBytes(translate(block), expected)) throw new Error(`${name} gives another block`)
    return [measure(`  peer: ${name}`, () => translate(block))]
  })
  return [measure('PIN translation, TDES ISO 0, keys ready', () => translated(block, source, target)), ...rows]
}

function otherOperations(): BenchRow[] {
  const zone: Side = { cipher: new Des(adjustParity(random.bytes(16))), format: 'iso-0' }
  const [key, base] = [adjustParity(random.bytes(16)), adjustParity(random.bytes(16))]
  const protector = new KeyBlockProtector('D', random.bytes(32))
  const header = {
    keyUsage: 'P0',
    algorithm: 'T',
    modeOfUse: 'B',
    keyVersion: '00',
    exportability: 'E',
    optionalBlocks: {},
  }
  const wrapped = protector.wrap(header, key, random)
  const block = sealed({ cipher: new Des(key), format: 'iso-0' })
  const aes: Side = { cipher: new Aes(random.bytes(16)), format: 'iso-4' }
  const block4 = sealed(aes)
  const serialNumber = Uint8Array.of(0xff, 0xff, 0x98, 0x76, 0x54, 0x32, 0x10, 0xe0, 0x0f, 0xfc)
  const dukpt = (): Side => {
    const transactionKey = tdesTransactionKey(tdesInitialKey(base, serialNumber), serialNumber)
    return { cipher: new Des(tdesWorkingKey(transactionKey, 'pin').reveal()), format: 'iso-0' }
  }
  const dukptBlock = sealed(dukpt())
  return [
    measure('  the same, unwrapping one AES key block (version D) each time', () => {
      const { key: opened } = expectOk(protector.unwrap(wrapped), 'bench')
      const cipher = new Des(opened)
      opened.fill(0)
      translated(block, { cipher, format: 'iso-0' }, zone)
      cipher.wipe()
    }),
    measure('TDES DUKPT (10 key steps) to zone key', () => {
      const terminal = dukpt()
      translated(dukptBlock, terminal, zone)
      terminal.cipher.wipe()
    }),
    measure('AES ISO 4 to AES ISO 4', () => translated(block4, aes, aes)),
  ]
}

async function softHsm(): Promise<BenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-hsm-'))
  const module = await openSoftHsm({ directory, name: 'bench', production: false, partition: 'acquirer' })
  const server = await servePayShield({ module, port: 0 })
  const remote = connectPayShield({ name: 'bench', modules: [{ host: '127.0.0.1', port: server.port }] })
  const components = [random.bytes(16), random.bytes(16)]
  const formed = await module.formKey({
    use: 'pin',
    algorithm: 'tdes-2',
    components: components.map((bytes, i) => ({ custodian: `custodian ${i}`, hex: toHex(bytes) })),
  })
  const { key: from } = expectOk(formed, 'bench')
  const { key: to } = expectOk(await module.generateKey({ use: 'pin', algorithm: 'tdes-2' }), 'bench')
  const cipher = new Des(combineDesComponents(components))
  const pinBlock = PinBlock.of(sealed({ cipher, format: 'iso-0' }))
  const request = { pinBlock, pan: PAN, from, fromFormat: 'iso-0', to, toFormat: 'iso-0' } as const
  const overTcp = { ...request, from: `S${from}` as typeof from, to: `S${to}` as typeof to }
  while (remote.connectionsUp() < 4) await new Promise((resolve) => setTimeout(resolve, 5))
  expectOk(await module.translatePin(request), 'bench')
  expectOk(await remote.translatePin(overTcp), 'bench')
  const rows = [
    await measureAsync(
      'soft HSM in its worker, audited, 512 translations under way',
      () => module.translatePin(request),
      512,
    ),
    await measureAsync('soft HSM over loopback TCP, host command CC, audited', () => remote.translatePin(overTcp), 512),
  ]
  await remote.close()
  await server.close()
  await module.close()
  rmSync(directory, { recursive: true })
  return rows
}

/** Wrong PINs: each is counted on disk before its answer, many by one write. */
async function countedOnDisk(): Promise<BenchRow> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-hsm-'))
  const module = await openSoftHsm({
    directory,
    name: 'bench',
    production: false,
    partition: 'issuer',
    failureLimit: { failures: 1e9, failuresPerKey: 1e9, window_ms: 3_600_000 },
  })
  const components = [random.bytes(16), random.bytes(16)]
  const custodians = components.map((bytes, i) => ({ custodian: `custodian ${i}`, hex: toHex(bytes) }))
  const formed = await module.formKey({ use: 'pin', algorithm: 'tdes-2', components: custodians })
  const { key } = expectOk(formed, 'bench')
  const made = await module.generateKey({ use: 'pin-verification', algorithm: 'tdes-2' })
  const { key: verificationKey } = expectOk(made, 'bench')
  const pinBlock = PinBlock.of(sealed({ cipher: new Des(combineDesComponents(components)), format: 'iso-0' }))
  const wrong = { verificationKey, verificationKeyIndex: 1, verificationValue: '0000' }
  const row = await measureAsync(
    'soft HSM, wrong PINs counted on disk before the answer, 512 under way',
    () => module.verifyPin({ pinBlock, pan: PAN, key, format: 'iso-0', ...wrong }),
    512,
  )
  await module.close()
  rmSync(directory, { recursive: true })
  return row
}

/** All measurements; takes about half a minute. */
export async function benchSecurity(): Promise<{ readonly machine: string; readonly rows: readonly BenchRow[] }> {
  const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.versions.node}`
  return { machine, rows: [...translations(), ...otherOperations(), ...(await softHsm()), await countedOnDisk()] }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { machine, rows } = await benchSecurity()
  const first = rows[0]?.perSecond ?? 0
  console.log(machine)
  for (const { name, perSecond } of rows) {
    const ratio = name.startsWith('  peer') ? `  ours is ${(first / perSecond).toFixed(1)} times as fast` : ''
    console.log(`${String(perSecond).padStart(10)}/s  ${name}${ratio}`)
  }
}
