const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
/** Lengths of time that people count in. */
const STEPS_MS = [
  10 * SECOND_MS,
  15 * SECOND_MS,
  30 * SECOND_MS,
  MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  24 * HOUR_MS,
] as const
const STEPS_MAX = 72

/** The shortest step that divides a span into no more parts than a picture has room for. */
export const stepOf = (span_ms: number): number =>
  STEPS_MS.find((step) => span_ms / step <= STEPS_MAX) ?? 7 * 24 * HOUR_MS
