import { err, ok, Pan, type Result, Secret, Track2 } from '@fiftyfive/kernel'

/** Cardholder data without a type of its own: a name, the issuer's discretionary data. Prints as `****`. */
export class TrackData extends Secret<string> {
  declare readonly kind: 'TrackData'
  constructor(text: string) {
    super(text, '****')
  }
}

/** ISO/IEC 7813. */
export interface Track2Content {
  readonly pan: Pan
  /** YYMM. */
  readonly expiry: string
  readonly serviceCode: string
  readonly discretionary: TrackData
}
/** The same with a name; an issuer may leave expiry and service code out. */
export interface Track1Content extends Pick<Track2Content, 'pan' | 'discretionary'> {
  readonly expiry?: string
  readonly serviceCode?: string
  /** SURNAME/FIRST NAME.TITLE as the card has it, without trailing spaces. */
  readonly name: TrackData
}
/** ISO/IEC 4909. What follows the card number is used by issuers in many ways, so it stays whole. */
export interface Track3Content {
  readonly formatCode: string
  readonly pan: Pan
  readonly rest: TrackData
}

const SERVICE = /^(\d{4}|\^)(\d{3}|\^)(.*)$/

/** Takes track 2 apart. It cannot fail: a `Track2` was checked when it was made. */
export function readTrack2(track: Track2): Track2Content {
  const text = track.reveal()
  const after = text.indexOf('D') + 1
  return {
    pan: Pan.of(text.slice(0, after - 1)),
    expiry: text.slice(after, after + 4),
    serviceCode: text.slice(after + 4, after + 7),
    discretionary: new TrackData(text.slice(after + 7)),
  }
}

/** The card number of track 2 as a log has it, masked perhaps; undefined where none stands before a separator. */
export const panInTrack2 = (text: string): string | undefined => /^([^D=]+)[D=]/.exec(text)?.[1]

/** Text of track 1 without sentinels: format code B, card number, name, expiry, service code, separated by `^`. */
export function parseTrack1(text: string): Result<Track1Content, string> {
  const match = /^B(\d{13,19})\^([^^]{2,26})\^([\d^][ -~]*)$/.exec(text)
  if (!match || text.length > 76) return err('track 1: B, card number, ^, name, ^, expiry, service code')
  const [, pan = '', name = '', rest = ''] = match
  const [, expiry = '', serviceCode = '', discretionary = ''] = SERVICE.exec(rest) ?? [undefined, '', '', rest]
  return ok({
    pan: Pan.of(pan),
    name: new TrackData(name.trimEnd()),
    ...(expiry.length === 4 && { expiry }),
    ...(serviceCode.length === 3 && { serviceCode }),
    discretionary: new TrackData(discretionary),
  })
}

/** Text of track 3 without sentinels: two digits, card number, separator `D` or `=`, the rest. */
export function parseTrack3(text: string): Result<Track3Content, string> {
  const match = /^(\d{2})(\d{13,19})[D=]([\dD=]*)$/.exec(text)
  if (!match || text.length > 104) return err('track 3: format code, card number, separator')
  const [, formatCode = '', pan = '', rest = ''] = match
  return ok({ formatCode, pan: Pan.of(pan), rest: new TrackData(rest) })
}

/** Track 2 with `D` as separator; an error when the parts do not fit into 37 characters or are no digits. */
export function writeTrack2(content: Track2Content): Result<Track2, string> {
  const { pan, expiry, serviceCode, discretionary } = content
  return Track2.parse(`${pan.reveal()}D${expiry}${serviceCode}${discretionary.reveal()}`)
}

/** Track 1 as it stands between its sentinels. */
export function writeTrack1(content: Track1Content): Result<string, string> {
  const { pan, name, expiry = '^', serviceCode = '^', discretionary } = content
  const text = `B${pan.reveal()}^${name.reveal()}^${expiry}${serviceCode}${discretionary.reveal()}`
  const parsed = parseTrack1(text)
  return parsed.ok ? ok(text) : parsed
}

/** ISO/IEC 7813, table of service codes. */
export interface ServiceRestrictions {
  readonly interchange: 'international' | 'national' | 'private' | 'test'
  /** The card has a chip, to be used where it can be. */
  readonly hasChip: boolean
  /** Who authorizes: by the normal rules, the issuer, or the issuer unless the parties agree otherwise. */
  readonly authorization: 'normal' | 'issuer' | 'issuer-unless-agreed'
  readonly services: 'all' | 'goods-and-services' | 'cash-machine' | 'cash'
  readonly pin: 'required' | 'where-possible' | 'not-asked'
}

const INTERCHANGE = {
  1: 'international',
  2: 'international',
  5: 'national',
  6: 'national',
  7: 'private',
  9: 'test',
} as const
const AUTHORIZATION = { 0: 'normal', 2: 'issuer', 4: 'issuer-unless-agreed' } as const
const SERVICES = [
  ['all', 'required'],
  ['all', 'not-asked'],
  ['goods-and-services', 'not-asked'],
  ['cash-machine', 'required'],
  ['cash', 'not-asked'],
  ['goods-and-services', 'required'],
  ['all', 'where-possible'],
  ['goods-and-services', 'where-possible'],
] as const

/** What a service code of three digits says; undefined when a digit has no meaning. */
export function serviceRestrictions(serviceCode: string): ServiceRestrictions | undefined {
  if (!/^\d{3}$/.test(serviceCode)) return undefined
  const [first, second, third] = [Number(serviceCode[0]), Number(serviceCode[1]), Number(serviceCode[2])]
  const interchange = (INTERCHANGE as Record<number, ServiceRestrictions['interchange']>)[first]
  const authorization = (AUTHORIZATION as Record<number, ServiceRestrictions['authorization']>)[second]
  const services = SERVICES[third]
  if (!interchange || !authorization || !services) return undefined
  return { interchange, hasChip: first === 2 || first === 6, authorization, services: services[0], pin: services[1] }
}
