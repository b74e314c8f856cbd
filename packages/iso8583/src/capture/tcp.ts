import type { Packet } from './pcap.ts'

/** Bytes that one end of a TCP connection sent, in the order in which they were sent. */
export interface TcpStream {
  /** `10.0.0.7:42000`, or `[2001:db8:...]:42000`. */
  readonly from: string
  readonly to: string
  readonly chunks: readonly TcpChunk[]
}

export interface TcpChunk {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly bytes: Uint8Array
}

interface Segment {
  readonly from: string
  readonly to: string
  readonly at: number
  readonly sequence: number
  readonly starts: boolean
  readonly ends: boolean
  readonly bytes: Uint8Array
}

/** Most bytes held back while a segment is missing; beyond that the gap is skipped. */
const HELD_BYTES_MAX = 1 << 20

/** Connections followed at once; of more, the one that was silent for longest is given up. */
const STREAMS_MAX = 20_000

/** Puts the TCP streams of a capture together: order restored, repetitions dropped, gaps skipped when never filled. */
export function tcpStreams(packets: readonly Packet[]): readonly TcpStream[] {
  const streams = new Map<string, { from: string; to: string; chunks: TcpChunk[] }>()
  const take = ({ from, to, chunks }: TcpStream): void => {
    const key = `${from} ${to}`
    const known = streams.get(key)
    if (known) known.chunks.push(...chunks)
    else streams.set(key, { from, to, chunks: [...chunks] })
  }
  const reader = new TcpReader()
  for (const packet of packets) for (const stream of reader.push(packet)) take(stream)
  for (const stream of reader.end()) take(stream)
  return [...streams.values()]
}

/** What a packet adds to the stream that it belongs to, and whether that stream is over. */
export interface TcpAddition extends TcpStream {
  readonly ends: boolean
}

/** The same while packets arrive. Holds back what waits for a missing segment, and nothing else. */
export class TcpReader {
  readonly #streams = new Map<string, Reassembly>()

  /** What became known to be in order; a packet may end an older stream that is given up for it. */
  push(packet: Packet): readonly TcpAddition[] {
    const segment = segmentOf(packet)
    if (!segment) return []
    const key = `${segment.from} ${segment.to}`
    const stream = this.#streams.get(key) ?? new Reassembly(segment)
    // The map's order is that of the last packets.
    this.#streams.delete(key)
    stream.add(segment)
    const ends = segment.ends && stream.isWhole
    if (!ends) this.#streams.set(key, stream)
    const own = { ...stream.take(), ends }
    return this.#streams.size > STREAMS_MAX ? [own, this.#giveUp()] : [own]
  }

  end(): readonly TcpAddition[] {
    const left: TcpAddition[] = []
    while (this.#streams.size > 0) left.push(this.#giveUp())
    return left
  }

  #giveUp(): TcpAddition {
    const [[key, stream]] = this.#streams as unknown as readonly [readonly [string, Reassembly]]
    this.#streams.delete(key)
    stream.finish()
    return { ...stream.take(), ends: true }
  }
}

class Reassembly {
  readonly #from: string
  readonly #to: string
  #chunks: TcpChunk[] = []
  #next: number
  #held: Segment[] = []
  #heldBytes = 0

  constructor(first: Segment) {
    this.#from = first.from
    this.#to = first.to
    this.#next = first.sequence
  }

  /** Nothing waits for a missing segment. */
  get isWhole(): boolean {
    return this.#held.length === 0
  }

  /** What is in order and was not taken yet. */
  take(): TcpStream {
    const chunks = this.#chunks
    this.#chunks = []
    return { from: this.#from, to: this.#to, chunks }
  }

  add(segment: Segment): void {
    if (segment.starts) this.#next = (segment.sequence + 1) >>> 0
    if (segment.bytes.length === 0) return
    this.#held.push(segment)
    this.#heldBytes += segment.bytes.length
    this.#release()
    if (this.#heldBytes > HELD_BYTES_MAX) this.#skipGap()
  }

  finish(): void {
    while (this.#held.length > 0) this.#skipGap()
  }

  #release(): void {
    for (let moved = true; moved;) {
      moved = false
      for (const segment of this.#held) {
        // Sequence numbers wrap at 2^32, so they are compared by their signed difference.
        const skip = (this.#next - segment.sequence) | 0
        if (skip < 0) continue
        if (skip < segment.bytes.length) {
          const bytes = segment.bytes.subarray(skip)
          this.#chunks.push({ at: segment.at, bytes })
          this.#next = (this.#next + bytes.length) >>> 0
        }
        this.#held = this.#held.filter((other) => other !== segment)
        this.#heldBytes -= segment.bytes.length
        moved = true
        break
      }
    }
  }

  #skipGap(): void {
    const nearest = this.#held.reduce((best, segment) =>
      ((segment.sequence - best.sequence) | 0) < 0 ? segment : best,
    )
    this.#next = nearest.sequence
    this.#release()
  }
}

/** The IP header's offset by link type; undefined for a link or a protocol that carries no IP. */
function ipOffset({ linkType, bytes }: Packet): number | undefined {
  if (linkType === 101 || linkType === 228 || linkType === 229) return 0
  if (linkType === 0 || linkType === 108) return 4
  if (linkType === 113) return 16
  if (linkType === 276) return 20
  if (linkType !== 1) return undefined
  const isTagged = bytes[12] === 0x81 && bytes[13] === 0x00
  return isTagged ? 18 : 14
}

function segmentOf(packet: Packet): Segment | undefined {
  const start = ipOffset(packet)
  if (start === undefined) return undefined
  const ip = packet.bytes.subarray(start)
  const version = (ip[0] ?? 0) >> 4
  if (version === 4 && ip.length >= 20 && ip[9] === 6) {
    const header = ((ip[0] as number) & 15) * 4
    const total = ((ip[2] as number) << 8) | (ip[3] as number)
    // Offloaded segments are captured with a total length of zero.
    const end = total === 0 ? ip.length : Math.min(total, ip.length)
    return tcpSegment(packet.at, ip.subarray(header, end), dotted(ip, 12), dotted(ip, 16))
  }
  if (version === 6 && ip.length >= 40 && ip[6] === 6) {
    return tcpSegment(packet.at, ip.subarray(40), colons(ip, 8), colons(ip, 24))
  }
  return undefined
}

const FIN = 1
const SYN = 2
const RST = 4

function tcpSegment(at: number, tcp: Uint8Array, source: string, destination: string): Segment | undefined {
  if (tcp.length < 20) return undefined
  const view = new DataView(tcp.buffer, tcp.byteOffset, tcp.byteLength)
  const header = (view.getUint8(12) >> 4) * 4
  return {
    at,
    from: `${source}:${view.getUint16(0)}`,
    to: `${destination}:${view.getUint16(2)}`,
    sequence: view.getUint32(4),
    starts: (view.getUint8(13) & SYN) !== 0,
    ends: (view.getUint8(13) & (FIN | RST)) !== 0,
    bytes: tcp.subarray(header),
  }
}

const dotted = (ip: Uint8Array, at: number): string => ip.subarray(at, at + 4).join('.')
const colons = (ip: Uint8Array, at: number): string =>
  `[${Array.from({ length: 8 }, (_, i) => (((ip[at + 2 * i] as number) << 8) | (ip[at + 2 * i + 1] as number)).toString(16)).join(':')}]`
