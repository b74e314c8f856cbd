import { assert } from '@fiftyfive/kernel'

/**
 * Key schedules are given out and taken back: an array of more than 64 bytes lies outside of the engine's heap, and to ask for
 * one takes longer than to work the round keys out. So the schedules of wiped ciphers serve others.
 */
const FREE: readonly Int32Array[][] = Array.from({ length: 97 }, () => [])
const FREE_MAX = 64

/** What a wiped cipher has instead, so that it neither works on nor gives the same schedule back twice. */
const NONE = new Int32Array(0)

export const takeSchedule = (words: number): Int32Array => FREE[words]?.pop() ?? new Int32Array(words)

/** Overwrites the schedule, and gives what takes its place. */
export function wipeSchedule(schedule: Int32Array): Int32Array {
  const free = FREE[schedule.length]
  schedule.fill(0)
  if (schedule !== NONE && free && free.length < FREE_MAX) free.push(schedule)
  return NONE
}

export const assertNotWiped = (schedule: Int32Array): void => assert(schedule !== NONE, 'cipher: its key was wiped')
