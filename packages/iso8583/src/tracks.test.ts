import { expectOk, Pan, Track2 } from '@fiftyfive/kernel'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  panInTrack2,
  parseTrack1,
  parseTrack3,
  readTrack2,
  serviceRestrictions,
  TrackData,
  writeTrack1,
  writeTrack2,
} from './tracks.ts'

const PAN = '6225880212345678'
const revealed = (content: object): unknown =>
  Object.fromEntries(
    Object.entries(content).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : (value as TrackData).reveal(),
    ]),
  )

describe('track 2', () => {
  it.each([
    [`${PAN}D30122200000000001000`, { expiry: '3012', serviceCode: '220', discretionary: '0000000001000' }],
    [`${PAN}=3012201`, { expiry: '3012', serviceCode: '201', discretionary: '' }],
  ])('%s', (text, parts) => {
    const track = Track2.of(text)
    expect(revealed(readTrack2(track))).toEqual({ pan: PAN, ...parts })
    expect(expectOk(writeTrack2(readTrack2(track)), 'write').reveal()).toBe(text.replace('=', 'D'))
  })
  it('shows nothing of the card but what a mask lets through', () => {
    const text = inspect(readTrack2(Track2.of(`${PAN}D30122207654321`)))
    expect(text).not.toContain(PAN)
    expect(text).not.toContain('7654321')
  })
  it('refuses parts that do not fit', () => {
    const parts = { pan: Pan.of(PAN), expiry: '3012', serviceCode: '220' }
    expect(writeTrack2({ ...parts, discretionary: new TrackData('1'.repeat(14)) }).ok).toBe(false)
    expect(writeTrack2({ ...parts, discretionary: new TrackData('X') }).ok).toBe(false)
  })
})

it.each([
  ['6225880212345678D30122200000000001000', '6225880212345678'],
  ['622588******5678=****', '622588******5678'],
  ['6225880212345678', undefined],
  ['=3012220', undefined],
  ['', undefined],
])('the card number in track 2 %j of a log is %j', (text, pan) => expect(panInTrack2(text)).toBe(pan))

describe('track 1', () => {
  const TEXT = `B${PAN}^LI/WEI^30122207654321`
  it('has the name too', () => {
    const content = expectOk(parseTrack1(TEXT), 'parse')
    expect(revealed(content)).toEqual({
      pan: PAN,
      name: 'LI/WEI',
      expiry: '3012',
      serviceCode: '220',
      discretionary: '7654321',
    })
    expect(expectOk(writeTrack1(content), 'write')).toBe(TEXT)
    expect(inspect(content)).not.toContain('WEI')
  })
  it('has separators where expiry or service code are left out', () => {
    const content = expectOk(parseTrack1(`B${PAN}^LI/WEI  ^^^77`), 'parse')
    expect(revealed(content)).toEqual({ pan: PAN, name: 'LI/WEI', discretionary: '77' })
    expect(expectOk(writeTrack1(content), 'write')).toBe(`B${PAN}^LI/WEI^^^77`)
  })
  it.each([
    `A${PAN}^LI/WEI^3012220`,
    `B${PAN}^L^3012220`,
    `B${PAN}LI/WEI^3012220`,
    `B123^LI/WEI^3012220`,
    `B${PAN}^${'X'.repeat(27)}^3012220`,
    `B${PAN}^LI/WEI^3012220${'1'.repeat(50)}`,
  ])('refuses %s', (text) => {
    expect(parseTrack1(text).ok).toBe(false)
  })
  it('is not written when it could not be read', () => {
    const content = { pan: Pan.of(PAN), name: new TrackData('A^B'), discretionary: new TrackData('') }
    expect(writeTrack1(content).ok).toBe(false)
  })
})

describe('track 3', () => {
  it.each([`99${PAN}=1561560000000000000003000000114000049121=0210`, `01${PAN}D156`])('%s', (text) => {
    const content = expectOk(parseTrack3(text), 'parse')
    expect(content.formatCode).toBe(text.slice(0, 2))
    expect(content.pan.reveal()).toBe(PAN)
    expect(content.rest.reveal()).toBe(text.slice(19))
    expect(inspect(content)).not.toContain(PAN)
  })
  it.each([`9${PAN}`, `99${PAN}`, `99${PAN}=A`, `99${PAN}=${'1'.repeat(90)}`])('refuses %s', (text) => {
    expect(parseTrack3(text).ok).toBe(false)
  })
})

describe('serviceRestrictions', () => {
  it.each([
    ['101', 'international', false, 'normal', 'all', 'not-asked'],
    ['220', 'international', true, 'issuer', 'all', 'required'],
    ['542', 'national', false, 'issuer-unless-agreed', 'goods-and-services', 'not-asked'],
    ['603', 'national', true, 'normal', 'cash-machine', 'required'],
    ['704', 'private', false, 'normal', 'cash', 'not-asked'],
    ['905', 'test', false, 'normal', 'goods-and-services', 'required'],
    ['206', 'international', true, 'normal', 'all', 'where-possible'],
    ['227', 'international', true, 'issuer', 'goods-and-services', 'where-possible'],
  ])('%s', (code, interchange, hasChip, authorization, services, pin) => {
    expect(serviceRestrictions(code)).toEqual({ interchange, hasChip, authorization, services, pin })
  })
  it.each(['301', '211', '208', '20', '2010', 'ABC'])('gives no meaning to %s', (code) => {
    expect(serviceRestrictions(code)).toBeUndefined()
  })
})
