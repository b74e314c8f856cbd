import { err, ok, type Result } from '@fiftyfive/kernel'

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
  if (!isCapture(bytes)) return err('a pcap or pcapng file is expected')
  return ok(viewOf(bytes).getUint32(0) === SECTION_HEADER ? readPcapng(bytes) : readPcap(bytes))
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Classic format: a file header of 24 bytes, then records of 16 bytes and the packet. */
function readPcap(bytes: Uint8Array): readonly Packet[] {
  const view = viewOf(bytes)
  const little = [MICROSECONDS, NANOSECONDS].includes(view.getUint32(0, true))
  const perSecond = view.getUint32(0, little) === NANOSECONDS ? 1e9 : 1e6
  const linkType = view.getUint32(20, little) & 0xffff
  const packets: Packet[] = []
  for (let at = 24; at + 16 <= bytes.length;) {
    const length = view.getUint32(at + 8, little)
    const end = at + 16 + length
    if (end > bytes.length) break
    const seconds = view.getUint32(at, little) + view.getUint32(at + 4, little) / perSecond
    packets.push({ at: seconds * 1000, linkType, bytes: bytes.subarray(at + 16, end) })
    at = end
  }
  return packets
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
function readPcapng(bytes: Uint8Array): readonly Packet[] {
  const view = viewOf(bytes)
  const little = view.getUint32(8, true) === 0x1a2b3c4d
  const interfaces: Interface[] = []
  const packets: Packet[] = []
  for (let at = 0; at + 12 <= bytes.length;) {
    const type = view.getUint32(at, little)
    const length = view.getUint32(at + 4, little)
    if (length < 12 || at + length > bytes.length) break
    if (type === INTERFACE_BLOCK) interfaces.push(readInterface(view, at, length, little))
    else if (type === ENHANCED_PACKET && length >= 32) {
      const captured = Math.min(view.getUint32(at + 20, little), length - 32)
      const units = view.getUint32(at + 12, little) * 2 ** 32 + view.getUint32(at + 16, little)
      const { linkType, perSecond } = interfaces[view.getUint32(at + 8, little)] ?? UNKNOWN_INTERFACE
      packets.push({ at: (units / perSecond) * 1000, linkType, bytes: bytes.subarray(at + 28, at + 28 + captured) })
    } else if (type === SIMPLE_PACKET) {
      const { linkType } = interfaces[0] ?? UNKNOWN_INTERFACE
      const captured = Math.min(view.getUint32(at + 8, little), Math.max(0, length - 16))
      packets.push({ at: 0, linkType, bytes: bytes.subarray(at + 12, at + 12 + captured) })
    }
    at += length
  }
  return packets
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
