import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CounterChange } from '../module/index.ts'
import { DurableCounters, type CountersPosition } from './durable-counters.ts'
import { dukptSender, FAILURES_MAX, guesser, openLimited } from './testing/guessing.ts'

let directory: string
let path: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'counters-'))
  path = join(directory, 'counters.log')
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const KEY = new Uint8Array(32).fill(7)
const failed = (subject: string, count: number): CounterChange => ({
  kind: 'failures',
  of: 'card',
  subject,
  count,
  since: 1,
})
const open = (reached?: CountersPosition, growth_max?: number, key = KEY) =>
  DurableCounters.open(path, key, reached, growth_max)
const nothing = (): CounterChange[] => []
const lines = (): string[] => readFileSync(path, 'utf8').trimEnd().split('\n')

/** A file of a beginning and three lines more, and how far each of them goes. */
async function written(): Promise<CountersPosition[]> {
  const counters = open()
  counters.begin([])
  const positions = [counters.durable]
  for (let i = 1; i <= 3; i++) {
    counters.changed(failed('A', i))
    await counters.commit(nothing)
    positions.push(counters.durable)
  }
  await counters.close()
  return positions
}

describe('durable counters', () => {
  it('knows what was counted, and goes on from there', async () => {
    const positions = await written()
    const again = open(positions[3])
    expect(again.restored).toEqual([failed('A', 1), failed('A', 2), failed('A', 3)])
    again.begin([failed('A', 3), { kind: 'serial-number', base: 'B', terminal: 'T', counter: 5 }])
    expect(again.durable.position).toBe((positions[3]?.position ?? 0) + 1)
    await again.close()
    expect(open(again.durable).restored).toHaveLength(2)
    // The audit log may not have been told of the new beginning before a crash.
    expect(open(positions[3]).restored).toHaveLength(2)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('writes a burst of changes in few lines, each resolved when it is on disk', async () => {
    const counters = open()
    counters.begin([])
    const durable = Array.from({ length: 2_000 }, (_, i) => {
      counters.changed(failed(String(i % 10), i))
      return counters.commit(nothing)
    })
    await durable[0]
    expect(lines().length).toBeGreaterThan(1)
    await Promise.all(durable)
    expect(lines().length).toBeLessThan(10)
    await counters.close()
    const last = new Map(open(counters.durable).restored.map((change) => [JSON.stringify(change), change]))
    for (let i = 0; i < 10; i++) expect([...last.values()]).toContainEqual(failed(String(i), 1_990 + i))
  })

  it('tells changes that must be durable before an answer from those that give something back', () => {
    const counters = open()
    counters.changed(failed('A', 0))
    expect(counters.tightened).toBe(0)
    counters.changed(failed('A', 1))
    counters.changed({ kind: 'serial-number', base: 'B', terminal: 'T', counter: 1 })
    expect(counters.tightened).toBe(2)
  })

  it('stays small: begins its file anew with what is counted', async () => {
    const counters = open(undefined, 1_000)
    counters.begin([])
    const before = counters.durable
    for (let i = 1; i <= 200; i++) {
      counters.changed(failed('A', i))
      await counters.commit(() => [failed('A', i)])
      expect(statSync(path).size).toBeLessThan(2_000)
    }
    expect(counters.durable.position).toBe(before.position + 200)
    await counters.close()
    expect(open(counters.durable).restored.at(-1)).toEqual(failed('A', 200))
    expect(open(before).restored.at(-1)).toEqual(failed('A', 200))
  })

  it('rejects when the disk takes nothing', async () => {
    const counters = open()
    counters.begin([])
    rmSync(directory, { recursive: true })
    counters.changed(failed('A', 1))
    await expect(counters.commit(nothing)).rejects.toThrow('ENOENT')
  })

  it('leaves out what a crash cut short, and nothing before it', async () => {
    const positions = await written()
    const whole = lines()
    writeFileSync(path, `${whole.join('\n')}\n${whole[3]?.slice(0, 80)}`)
    expect(open(positions[3]).restored).toHaveLength(3)
    writeFileSync(path, `${whole.slice(0, 3).join('\n')}\n${'\0'.repeat(90)}\n`)
    expect(open(positions[2]).restored).toHaveLength(2)
    expect(() => open(positions[3])).toThrow('line 4 is not the module')
  })

  it.each([
    ['a line was changed', (all: string[]) => all.map((line) => line.replace('"count":2', '"count":1'))],
    ['a line is missing', (all: string[]) => all.toSpliced(2, 1)],
    ['lines changed places', (all: string[]) => [all[0], all[2], all[1], all[3]]],
    ['its beginning is missing', (all: string[]) => all.slice(1)],
    ['the end was cut off', (all: string[]) => all.slice(0, 3)],
    ['nothing is left of it', () => []],
  ])('refuses a file of which %s', async (_, change) => {
    const positions = await written()
    writeFileSync(
      path,
      change(lines())
        .map((line) => `${line}\n`)
        .join(''),
    )
    expect(() => open(positions[3])).toThrow(/^counters: /)
  })

  it('writes the last of each thing that changed, and nothing when nothing did', async () => {
    const counters = open()
    counters.begin([])
    const progress = (base: string, counter: number): CounterChange => ({
      kind: 'serial-number',
      base,
      terminal: 'T',
      counter,
    })
    const changes = [progress('A', 1), progress('B', 1), progress('A', 2), failed('A', 1), failed('A', 2)]
    for (const change of changes) counters.changed(change)
    await counters.commit(nothing)
    const text = readFileSync(path, 'utf8')
    await counters.commit(nothing)
    expect(readFileSync(path, 'utf8')).toBe(text)
    await counters.close()
    expect(open(counters.durable).restored).toEqual([progress('A', 2), progress('B', 1), failed('A', 2)])
  })

  it('knows what was reached by position and seal together, and goes without when nothing was noted', async () => {
    const [, , second, third] = (await written()) as [unknown, unknown, CountersPosition, CountersPosition]
    expect(open(undefined).restored).toHaveLength(3)
    const missing = 'what the audit log knows of is missing'
    expect(() => open({ ...third, seal: second.seal })).toThrow(missing)
    expect(() => open({ ...third, position: 9 })).toThrow(missing)
    const again = open(third)
    again.begin([])
    // The file now begins behind the position, and knows by its seal alone which one that was.
    expect(open(third).restored).toEqual([])
    expect(() => open({ ...third, seal: second.seal })).toThrow(missing)
  })

  it('takes for cut short by a crash only what nothing was noted of, and only at the end', async () => {
    const [, first] = (await written()) as [unknown, CountersPosition]
    const whole = lines()
    const spoil = (index: number): void => {
      const spoiled = whole.map((line, i) => (i === index ? line.replace('"count"', '"cuont"') : line))
      writeFileSync(path, `${spoiled.join('\n')}\n`)
    }
    spoil(2)
    expect(() => open(first)).toThrow('line 3 is not the module')
    spoil(3)
    expect(open(first).restored).toHaveLength(2)
    for (const text of ['', 'short\n', `${whole[0]?.replace('{', ' {')}\n`]) {
      writeFileSync(path, text)
      expect(() => open(undefined)).toThrow(text === '' ? 'is missing' : 'counters: line 1 is not')
    }
  })

  it('refuses an older file, a missing one, and one under another key', async () => {
    const positions = await written()
    const old = `${path}.old`
    copyFileSync(path, old)
    const again = open(positions[3])
    again.begin([])
    again.changed(failed('A', 4))
    await again.commit(nothing)
    await again.close()
    copyFileSync(old, path)
    expect(() => open(again.durable)).toThrow('missing')
    expect(() => open(positions[3], undefined, new Uint8Array(32))).toThrow('line 1')
    rmSync(path)
    expect(() => open(positions[3])).toThrow('their file is missing')
    expect(open(undefined).restored).toEqual([])
  })
})

const child = fileURLToPath(new URL('testing/guess-until-killed.ts', import.meta.url))

/** Runs the child until it has answered so often, kills it, and gives all that it was answered. */
async function answersBeforeKill(what: 'guess' | 'dukpt', answers: number): Promise<string[]> {
  const running = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, directory, what])
  const heard: string[] = []
  createInterface(running.stdout).on('line', (line) => {
    heard.push(line)
    if (heard.length === answers) running.kill('SIGKILL')
  })
  const [, signal] = (await once(running, 'close')) as [unknown, string]
  expect(signal).toBe('SIGKILL')
  return heard
}

describe('a soft HSM that is killed', () => {
  it('has counted every wrong PIN that it answered: a restart gives no new tries', async () => {
    let answered = 0
    for (const before of [3, 5]) {
      const heard = await answersBeforeKill('guess', before)
      expect(new Set(heard)).toEqual(new Set(['wrong']))
      answered += heard.length
    }
    const module = await openLimited(directory)
    const guess = await guesser(module)
    while ((await guess()) === 'wrong') answered += 1
    expect(await guess()).toBe('limit-exceeded')
    await module.close()
    // One answer of each killed process may have been on disk, but not on its way yet.
    expect(answered).toBeLessThanOrEqual(FAILURES_MAX)
    expect(answered).toBeGreaterThanOrEqual(FAILURES_MAX - 2)
  })

  it('takes no DUKPT serial number again', async () => {
    const heard = await answersBeforeKill('dukpt', 200)
    const module = await openLimited(directory, 'acquirer')
    const send = await dukptSender(module)
    for (const counter of [1, 100, heard.length]) expect(await send(counter)).toBe('replayed')
    expect(await send(heard.length + 2)).toBe('PIN block')
    await module.close()
  })
})
