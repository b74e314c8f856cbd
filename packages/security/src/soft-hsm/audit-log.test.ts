import { createHash, createHmac } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AuditLog, type AuditRecord, verifyAuditLog } from './audit-log.ts'

const KEY = new Uint8Array(32).fill(7)
const TIME = '2026-01-05T10:11:12.000Z'
let directory: string
let path: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'audit-'))
  path = join(directory, 'audit.log')
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const event = (command: string, detail = '') => ({ time: TIME, command, outcome: 'done', detail })
/** The chain as anybody can compute it from the description of a record. */
function chain(...commands: readonly string[]): string {
  let hash = '0'.repeat(64)
  return commands
    .map((command, i) => {
      const record = { sequence: i + 1, ...event(command) }
      hash = createHash('sha256')
        .update(hash + JSON.stringify([record.sequence, TIME, command, 'done', '']))
        .digest('hex')
      return `${JSON.stringify({ ...record, hash })}\n`
    })
    .join('')
}
const headOf = (text: string): string => (JSON.parse(text.trimEnd().split('\n').at(-1) ?? '{}') as AuditRecord).hash
const log = (...commands: readonly string[]): AuditLog => {
  const opened = AuditLog.open(path, KEY)
  for (const command of commands) opened.append(event(command))
  return opened
}

describe('an audit log', () => {
  it('is written in one piece when it is flushed, and is the chain that anybody can compute', () => {
    const opened = log('one', 'two')
    expect(readFileSync(path, 'utf8')).toBe('')
    opened.flush()
    opened.flush()
    expect(readFileSync(path, 'utf8')).toBe(chain('one', 'two'))
    opened.append(event('three'))
    opened.close()
    const text = readFileSync(path, 'utf8')
    expect(text).toBe(chain('one', 'two', 'three'))
    expect(verifyAuditLog(text)).toEqual({ intact: true, records: 3, head: headOf(text) })
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })
  it('is sealed with position and hash under the key of the module', () => {
    log('one', 'two').close()
    const position = `2 ${headOf(chain('one', 'two'))}`
    const seal = createHmac('sha256', KEY).update(position).digest('hex')
    expect(readFileSync(`${path}.seal`, 'utf8')).toBe(`${position} ${seal}\n`)
    expect(statSync(`${path}.seal`).mode & 0o777).toBe(0o600)
  })
  it('goes on where it ended, and remembers the last detail of each command', () => {
    const first = AuditLog.open(path, KEY)
    expect(first.lastDetail('count')).toBeUndefined()
    first.append(event('count', '1'))
    first.append(event('count', '2'))
    first.append(event('other', 'x'))
    first.close()
    const second = AuditLog.open(path, KEY)
    expect(second.lastDetail('count')).toBe('2')
    expect(second.lastDetail('none')).toBeUndefined()
    second.append(event('more'))
    second.close()
    expect(verifyAuditLog(readFileSync(path, 'utf8'))).toMatchObject({ intact: true, records: 4 })
  })
  it('loses the rest of a write that a crash cut short, and nothing else', () => {
    log('one').close()
    appendFileSync(path, '{"sequence":2,"ti')
    const again = AuditLog.open(path, KEY)
    expect(readFileSync(path, 'utf8')).toBe(chain('one'))
    again.append(event('two'))
    again.close()
    expect(readFileSync(path, 'utf8')).toBe(chain('one', 'two'))
  })
  it('may hold more than its seal knows of, after a crash', () => {
    const crashed = log('one')
    crashed.seal()
    crashed.append(event('two'))
    crashed.flush()
    const again = AuditLog.open(path, KEY)
    again.close()
    expect(verifyAuditLog(readFileSync(path, 'utf8'))).toMatchObject({ records: 2 })
  })
  it('may be empty with a seal of nothing', () => {
    log().close()
    expect(readFileSync(`${path}.seal`, 'utf8')).toMatch(/^0 0{64} [0-9a-f]{64}\n$/)
    AuditLog.open(path, KEY).close()
  })
  it('is not opened when it or its seal was touched', () => {
    log('one', 'two').close()
    const [text, seal] = [readFileSync(path, 'utf8'), readFileSync(`${path}.seal`, 'utf8')]
    const opening = (changed: string, changedSeal: string | undefined, key = KEY) => {
      writeFileSync(path, changed)
      rmSync(`${path}.seal`)
      if (changedSeal !== undefined) writeFileSync(`${path}.seal`, changedSeal)
      else writeFileSync(`${path}.seal`, '')
      if (changedSeal === undefined) rmSync(`${path}.seal`)
      return () => AuditLog.open(path, key)
    }
    expect(opening(text.replace('two', 'six'), seal)).toThrow('audit log: hash broken in line 2')
    writeFileSync(`${path}.seal`, seal)
    expect(opening(chain('one'), seal)).toThrow('records before the seal are missing or changed')
    expect(opening(chain('one', 'six'), seal)).toThrow('records before the seal are missing or changed')
    expect(opening('', seal)).toThrow('records before the seal are missing or changed')
    expect(opening(text, seal.replace('2 ', '1 '))).toThrow('its seal is false')
    expect(opening(text, seal.slice(0, -10))).toThrow('its seal is false')
    expect(opening(text, '')).toThrow('its seal is false')
    expect(opening(text, seal, new Uint8Array(32))).toThrow('its seal is false')
    expect(opening(text, undefined)).toThrow('its seal is missing')
    writeFileSync(`${path}.seal`, seal)
    AuditLog.open(path, KEY).close()
  })
})

describe('a verdict', () => {
  const text = chain('one', 'two', 'three')
  const lines = text.split('\n')
  it.each<readonly [what: string, text: string, verdict: object]>([
    ['nothing', '', { intact: true, records: 0, head: '0'.repeat(64) }],
    ['a line cut short', `${text}{"seq`, { intact: true, records: 3 }],
    ['a line that is no JSON', `x\n${text}`, { intact: false, line: 1, why: 'no audit record' }],
    ['null', `null\n${text}`, { intact: false, line: 1, why: 'no audit record' }],
    [
      'a record without a member',
      text.replace('"outcome":"done",', ''),
      { intact: false, line: 1, why: 'no audit record' },
    ],
    [
      'a number for text',
      text.replace('"detail":""', '"detail":0'),
      { intact: false, line: 1, why: 'no audit record' },
    ],
    [
      'text for a number',
      text.replace('"sequence":2', '"sequence":"2"'),
      { intact: false, line: 2, why: 'no audit record' },
    ],
    ['a missing line', lines.toSpliced(1, 1).join('\n'), { intact: false, line: 2, why: 'sequence broken' }],
    [
      'two lines for one another',
      [lines[1], lines[0], lines[2], ''].join('\n'),
      { intact: false, line: 1, why: 'sequence broken' },
    ],
    ['another time', text.replace('10:11', '10:12'), { intact: false, line: 1, why: 'hash broken' }],
  ])('of %s', (_, given, verdict) => {
    expect(verifyAuditLog(given)).toMatchObject(verdict)
  })
  it('of what was noted elsewhere', () => {
    const hash = (JSON.parse(lines[1] as string) as AuditRecord).hash
    expect(verifyAuditLog(text, { sequence: 2, hash })).toMatchObject({ intact: true })
    expect(verifyAuditLog(text, { sequence: 2, hash: '0'.repeat(64) })).toEqual({
      intact: false,
      line: 2,
      why: 'not the record that was noted',
    })
    expect(verifyAuditLog(text, { sequence: 3, hash })).toMatchObject({ intact: false, line: 3 })
    expect(verifyAuditLog(text, { sequence: 3, hash: headOf(text) })).toMatchObject({ intact: true })
    expect(verifyAuditLog(text, { sequence: 4, hash })).toEqual({
      intact: false,
      line: 3,
      why: 'ends before the record that was noted',
    })
  })
  it('goes by every record in order', () => {
    const seen: string[] = []
    verifyAuditLog(text, undefined, ({ command }) => seen.push(command))
    expect(seen).toEqual(['one', 'two', 'three'])
  })
})
