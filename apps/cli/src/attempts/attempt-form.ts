import type { Attempt, ChipFacts, KeySerialNumberFacts, PinBlockFinding, PinPadFacts } from '@fiftyfive/diagnosis'

/** What is wrong with a value, in words; undefined when nothing is. */
type Check = (value: unknown) => string | undefined

const text: Check = (value) => (typeof value === 'string' ? undefined : 'a text is expected')
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false is expected')
const number: Check = (value) => (Number.isFinite(value) ? undefined : 'a number is expected')
const positive: Check = (value) => ((value as number) >= 0 ? number(value) : 'a number of at least 0 is expected')
const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : `a whole number ${most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`} is expected`
const integer: Check = (value) => (Number.isSafeInteger(value) ? undefined : 'a whole number is expected')
const count = whole(0)
const matching =
  (pattern: RegExp, expected: string): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? undefined : `${expected} is expected`
const hex = (digits: number): Check =>
  matching(new RegExp(`^[0-9A-F]{${digits}}$`), `hex in capitals, ${digits} digits,`)

function oneOf<Value extends string>(...values: readonly Value[]): Check {
  const known: ReadonlySet<unknown> = new Set(values)
  return (value) => (known.has(value) ? undefined : `one of ${values.join(', ')} is expected`)
}

/** Members that nobody knows pass unread, so that a newer log is still an old one. */
function object<T>(needed: readonly (keyof T & string)[], members: Readonly<Record<keyof T, Check>>): Check {
  const checks = new Map<string, Check>(Object.entries(members))
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'an object is expected'
    let wrong: string | undefined
    const tell = (reason: string): void => {
      wrong = wrong === undefined ? reason : `${wrong}; ${reason}`
    }
    const given = value as Readonly<Record<string, unknown>>
    for (const name of needed) if (given[name] === undefined) tell(`${name}: nothing is there`)
    for (const name in given) {
      const member = given[name]
      const reason = member === undefined ? undefined : checks.get(name)?.(member)
      if (reason !== undefined) tell(`${name}: ${reason}`)
    }
    return wrong
  }
}

const pinPad = object<PinPadFacts>(['digits', 'clears', 'time', 'entry'], {
  digits: count,
  clears: count,
  time: oneOf<PinPadFacts['time']>('fast', 'normal', 'slow', 'very-slow'),
  repeated: flag,
  entry: count,
  end: oneOf<NonNullable<PinPadFacts['end']>>('confirmed', 'timeout', 'cancelled', 'bypassed'),
  assisted: flag,
})
const serialNumber = object<KeySerialNumberFacts>(['device', 'counter', 'follows'], {
  device: text,
  counter: count,
  follows: oneOf<KeySerialNumberFacts['follows']>(
    'next',
    'jump',
    'repeated',
    'backwards',
    'unknown-key-set',
    'exhausted',
  ),
})
const pinBlock = object<PinBlockFinding>(['shape'], {
  shape: oneOf<PinBlockFinding['shape']>('well-formed', 'bad-control', 'bad-length', 'bad-digits', 'bad-filler'),
  underPreviousKey: flag,
  underOtherFormat: text,
})
const chip = object<ChipFacts>([], {
  application: matching(/^([0-9A-F]{2}){5,16}$/, 'hex in capitals, 5 to 16 bytes,'),
  terminalVerificationResults: hex(10),
  triesLeft: count,
  verifyStatus: hex(4),
  readFailures: count,
})

/**
 * Only what a log lacks is optional: a fact with a value nobody knows would be weighed as if it were one. A fact that
 * `Attempt` gains and this table lacks does not compile. Written by hand, for it reads every line of gigabytes.
 */
export const whatIsWrong = object<Attempt>(['id', 'at', 'terminal', 'merchant', 'card', 'range', 'code'], {
  id: matching(/./s, 'a text that is not empty'),
  at: integer,
  terminal: text,
  merchant: text,
  card: text,
  range: text,
  issuer: text,
  link: text,
  region: text,
  access: text,
  node: text,
  operator: text,
  entryMode: oneOf<NonNullable<Attempt['entryMode']>>('manual', 'stripe', 'chip', 'contactless'),
  fallback: flag,
  pinPresent: flag,
  amount_minor: count,
  model: text,
  softwareVersion: text,
  parameterVersion: text,
  kernelVersion: text,
  pinPad,
  keyCheck: oneOf<NonNullable<Attempt['keyCheck']>>('current', 'previous', 'other'),
  pinKeyCheckValue: hex(6),
  serialNumber,
  mac: oneOf<NonNullable<Attempt['mac']>>('valid', 'valid-previous', 'invalid', 'missing'),
  pinBlock,
  code: matching(/^.{2,3}$/s, 'a response code of two or three characters'),
  issuerCode: text,
  forwarded: flag,
  triesLeft: integer,
  issuerLink: oneOf<NonNullable<Attempt['issuerLink']>>('answered', 'timeout', 'down', 'damaged'),
  latency_ms: positive,
  keyAge_s: positive,
  cardExpired: flag,
  duplicate: flag,
  batchMismatch: flag,
  panLength: whole(13, 19),
  pinWanted: flag,
  cvmResults: hex(6),
  answeredBy: oneOf<NonNullable<Attempt['answeredBy']>>('acquirer', 'issuer', 'stand-in'),
  pinDigitsUsual: whole(4, 12),
  chip,
  offline: flag,
  tampered: flag,
  clockError_s: number,
})
