import { err, ok, type Result } from '@fiftyfive/kernel'
import { isMembers, type Members } from '../layouts/layout.ts'
import type { DialectSpec } from '../specification.ts'
import { checkField } from './field-json.ts'
import { isOneOf, type Issue, Issues } from './issues.ts'

const MESSAGE_TYPES = ['ascii', 'ebcdic', 'bcd']
const BITMAPS = ['binary', 'hex', 'hex-ebcdic']
const FIELD_COUNTS = [64, 128, 192]
const CODE_TABLES = ['unionpay', 'iso87', 'iso93', 'iso2003']

/**
 * A dialect from JSON: the members of `DialectSpec`, checked one by one. All that is wrong is told at once, each with
 * its place in the file, what is expected there and, where that is safe to say, what to do.
 */
export function parseDialect(json: unknown): Result<DialectSpec, readonly Issue[]> {
  const issues = new Issues()
  if (!isMembers(json)) {
    issues.add('', 'an object with "id", "name", "messageType", "bitmap", "fieldsMax" and "fields"')
    return err(issues.list)
  }
  checkHead(json, issues)
  const { fields } = json
  if (!isMembers(fields) || Object.keys(fields).length === 0)
    issues.add('fields', 'an object from element number to field')
  else
    for (const [number, field] of Object.entries(fields))
      checkNumbered(number, field, Number(json['fieldsMax']), issues)
  return issues.list.length === 0 ? ok(json as unknown as DialectSpec) : err(issues.list)
}

function checkHead(json: Members, issues: Issues): void {
  const { id, name, messageType, bitmap, fieldsMax, codes, version } = json
  if (typeof id !== 'string' || !/^[a-z0-9][a-z0-9-]*$/.test(id))
    issues.add('id', 'lower-case letters, digits and hyphens')
  if (!isMembers(name) || typeof name['en'] !== 'string' || typeof name['zh-CN'] !== 'string') {
    issues.add('name', 'an object with "en" and "zh-CN"')
  }
  if (!isOneOf(messageType, MESSAGE_TYPES)) issues.addChoice('messageType', MESSAGE_TYPES)
  if (!isOneOf(bitmap, BITMAPS)) issues.addChoice('bitmap', BITMAPS)
  if (!isOneOf(fieldsMax, FIELD_COUNTS)) issues.addChoice('fieldsMax', FIELD_COUNTS)
  if (codes !== undefined && !isOneOf(codes, CODE_TABLES)) issues.addChoice('codes', CODE_TABLES)
  if (version !== undefined && !isOneOf(version, ['0', '1', '2'])) issues.addChoice('version', ['0', '1', '2'])
  issues.addUnknown('', json, [
    'id',
    'name',
    'messageType',
    'bitmap',
    'fieldsMax',
    'fields',
    'codes',
    'version',
    '$schema',
  ])
}

function checkNumbered(number: string, field: unknown, fieldsMax: number, issues: Issues): void {
  const path = `fields.${number}`
  const value = Number(number)
  if (!Number.isInteger(value) || value < 2 || value > fieldsMax)
    issues.add(path, `an element number from 2 to ${fieldsMax}`)
  if (value === 65 && fieldsMax > 128) issues.add(path, 'another number: bit 65 announces the third bitmap')
  checkField(path, field, issues)
}
