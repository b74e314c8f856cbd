/** Maps values to places on a line. */
export type Scale = (value: number) => number

export const linear =
  (from: number, until: number, start: number, end: number): Scale =>
  (value) =>
    until === from ? start : start + ((value - from) / (until - from)) * (end - start)

const MULTIPLES = [1, 2, 5, 10] as const

/** Round values from 0 to at least `max`, about `count` of them. */
export function ticksUpTo(max: number, count: number): number[] {
  if (max <= 0) return [0]
  const rough = max / count
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = magnitude * (MULTIPLES.find((multiple) => multiple * magnitude >= rough * 0.999) ?? 10)
  return Array.from({ length: Math.ceil(max / step - 1e-9) + 1 }, (_, index) => index * step)
}

const MINUTE_MS = 60_000
const TIME_STEPS_MS = [
  ...[0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 7, 14, 28].map((days) => days * 1_440 * MINUTE_MS),
]

/** Round times within a window, at most `max` of them. `offset_ms`: of the reader's zone, so that midnight is theirs. */
export function timesWithin(from: number, until: number, max: number, offset_ms = 0): number[] {
  const step = TIME_STEPS_MS.find((each) => (until - from) / each <= max) ?? TIME_STEPS_MS.at(-1) ?? 1
  const first = Math.ceil((from + offset_ms) / step) * step - offset_ms
  return Array.from({ length: Math.max(0, Math.floor((until - first) / step) + 1) }, (_, index) => first + index * step)
}
