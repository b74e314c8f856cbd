import { concatBytes, err, ok, type Result } from '@fiftyfive/kernel'

/** A packet of a capture file: when it was seen, and its bytes from the link layer on. */
export interface Packet {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Link type as registered for pcap: 1 Ethernet, 113 Linux cooked, 101 raw IP, 0 loopback. */
  readonly linkType: number
  readonly bytes: Uint8Array
}

const MICROSECONDS = 0xa1b2c3d4
const NANOSECONDS = 0xa1b23c4d
const SECTION_HEADER = 0x0a0d0d0a

/** Whether the bytes begin like a capture file, pcap or pcapng. */
export function isCapture(bytes: Uint8Array): boolean {
  if (bytes.length < 24) return false
  const view = viewOf(bytes)
  const magics = [view.getUint32(0), view.getUint32(0, true)]
  return magics.some((magic) => magic === MICROSECONDS || magic === NANOSECONDS || magic === SECTION_HEADER)
}

/** The packets of a pcap or pcapng file. A file cut short gives the packets before the cut. */
export function readCapture(bytes: Uint8Array): Result<readonly Packet[], string> {
  return isCapture(bytes) ? ok(new PacketReader().push(bytes)) : err('a pcap or pcapng file is expected')
}

const FILE_HEADER_BYTES = 24
/** Longer records are no packets: the file is damaged, and where the next one begins nobody knows. */
const RECORD_BYTES_MAX = 1 << 24

/** What a reader of one format makes of the bytes from an offset on: how many belong to the next record, and its packet. */
type RecordReader = (
  view: DataView,
  bytes: Uint8Array,
  at: number,
) => { readonly size: number; readonly packet?: Packet }
const INCOMPLETE = { size: 0 }

/** Cuts packets out of a capture file that arrives in pieces. Holds one incomplete record at most. */
export class PacketReader {
  #rest: Uint8Array = new Uint8Array(0)
  #read: RecordReader | undefined
  #isDamaged = false

  push(chunk: Uint8Array): readonly Packet[] {
    const bytes = this.#rest.length === 0 ? chunk : concatBytes(this.#rest, chunk)
    const view = viewOf(bytes)
    let at = 0
    if (!this.#read && bytes.length >= FILE_HEADER_BYTES) {
      const isNew = view.getUint32(0) === SECTION_HEADER
      this.#read = isNew ? pcapngRecords(view) : pcapRecords(view)
      at = isNew ? 0 : FILE_HEADER_BYTES
    }
    const packets: Packet[] = []
    while (this.#read && !this.#isDamaged) {
      const { size, packet } = this.#read(view, bytes, at)
      this.#isDamaged = size < 0 || size > RECORD_BYTES_MAX
      if (size <= 0 || this.#isDamaged || at + size > bytes.length) break
      if (packet) packets.push(packet)
      at += size
    }
    this.#rest = this.#isDamaged ? new Uint8Array(0) : bytes.slice(at)
    return packets
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Classic format: a file header of 24 bytes, then records of 16 bytes and the packet. */
function pcapRecords(header: DataView): RecordReader {
  const little = [MICROSECONDS, NANOSECONDS].includes(header.getUint32(0, true))
  const perSecond = header.getUint32(0, little) === NANOSECONDS ? 1e9 : 1e6
  const linkType = header.getUint32(20, little) & 0xffff
  return (view, bytes, at) => {
    if (at + 16 > bytes.length) return INCOMPLETE
    const size = 16 + view.getUint32(at + 8, little)
    const seconds = view.getUint32(at, little) + view.getUint32(at + 4, little) / perSecond
    return { size, packet: { at: seconds * 1000, linkType, bytes: bytes.subarray(at + 16, at + size) } }
  }
}

const INTERFACE_BLOCK = 1
const SIMPLE_PACKET = 3
const ENHANCED_PACKET = 6

const RESOLUTION_OPTION = 9

/** An interface of a pcapng file: what its packets begin with, and in how many units a second their times count. */
interface Interface {
  readonly linkType: number
  readonly perSecond: number
}
const UNKNOWN_INTERFACE: Interface = { linkType: 1, perSecond: 1e6 }

/** pcapng (IETF draft-ietf-opsawg-pcapng): blocks of type, length, body, length. */
function pcapngRecords(header: DataView): RecordReader {
  const little = header.getUint32(8, true) === 0x1a2b3c4d
  const interfaces: Interface[] = []
  return (view, bytes, at) => {
    if (at + 12 > bytes.length) return INCOMPLETE
    const type = view.getUint32(at, little)
    const size = view.getUint32(at + 4, little)
    if (size < 12) return { size: -1 }
    if (at + size > bytes.length) return { size }
    if (type === INTERFACE_BLOCK) interfaces.push(readInterface(view, at, size, little))
    else if (type === ENHANCED_PACKET && size >= 32) {
      const captured = Math.min(view.getUint32(at + 20, little), size - 32)
      const units = view.getUint32(at + 12, little) * 2 ** 32 + view.getUint32(at + 16, little)
      const { linkType, perSecond } = interfaces[view.getUint32(at + 8, little)] ?? UNKNOWN_INTERFACE
      const packet = { at: (units / perSecond) * 1000, linkType, bytes: bytes.subarray(at + 28, at + 28 + captured) }
      return { size, packet }
    } else if (type === SIMPLE_PACKET) {
      const { linkType } = interfaces[0] ?? UNKNOWN_INTERFACE
      const captured = Math.min(view.getUint32(at + 8, little), Math.max(0, size - 16))
      return { size, packet: { at: 0, linkType, bytes: bytes.subarray(at + 12, at + 12 + captured) } }
    }
    return { size }
  }
}

function readInterface(view: DataView, at: number, length: number, little: boolean): Interface {
  const linkType = view.getUint16(at + 8, little)
  const end = at + length - 4
  for (let option = at + 16; option + 4 <= end;) {
    const code = view.getUint16(option, little)
    const size = view.getUint16(option + 2, little)
    if (code === RESOLUTION_OPTION && size === 1 && option + 5 <= end) {
      const value = view.getUint8(option + 4)
      return { linkType, perSecond: (value & 0x80) === 0 ? 10 ** value : 2 ** (value & 0x7f) }
    }
    if (code === 0) break
    option += 4 + ((size + 3) & ~3)
  }
  return { ...UNKNOWN_INTERFACE, linkType }
}
