/** Leading digits of the demo's cards: numbers of no real bank's customers, made for this simulator. */
export const DEMO_RANGES: readonly string[] = ['622588', '621700', '623055']

/** A card of the demo as it is printed and as its holder knows it. The PINs are no secret: they exist to be tried. */
export interface DemoCardOrder {
  readonly id: string
  readonly label: { readonly en: string; readonly 'zh-CN': string }
  /** Without the check digit, which is computed (ISO/IEC 7812-1, Luhn). */
  readonly number: string
  readonly pin: string
  /** YYMM. */
  readonly expiry: string
  readonly sequenceNumber: string
  readonly cardholderName: string
  readonly condition: 'good' | 'chip-worn' | 'stripe-worn'
  /** The chip compares the PIN itself; absent: only the issuer does. */
  readonly chipPin?: true
  /** How the chip proves, without its issuer, that it is no copy; absent: it cannot. */
  readonly authentication?: 'sda' | 'dda' | 'cda'
  /** The chip approves small payments by itself, so many in a row. */
  readonly offline?: { readonly amountMax_minor: number; readonly inRowMax: number }
  /** No plastic: the card lies in a phone, which sees its holder's fingerprint before it is tapped. */
  readonly device?: true
  /** A credit account on the same chip: the cardholder chooses at the terminal. */
  readonly credit?: { readonly number: string; readonly available_minor: number }
  readonly triesLeft?: number
  readonly available_minor: number
}

const GOOD_THROUGH = '3112'

export const DEMO_CARDS: readonly DemoCardOrder[] = [
  {
    id: 'li-na',
    label: { en: 'Li Na, 19 digits, chip', 'zh-CN': '李娜，19 位卡号，芯片卡' },
    number: '622588020261403719',
    pin: '204816',
    expiry: GOOD_THROUGH,
    sequenceNumber: '001',
    cardholderName: 'LI/NA',
    condition: 'good',
    authentication: 'sda',
    available_minor: 500_000_00,
  },
  {
    id: 'wang-wei',
    label: { en: 'Wang Wei, 16 digits, chip', 'zh-CN': '王伟，16 位卡号，芯片卡' },
    number: '621700184026539',
    pin: '739150',
    expiry: GOOD_THROUGH,
    sequenceNumber: '001',
    cardholderName: 'WANG/WEI',
    condition: 'good',
    authentication: 'dda',
    available_minor: 120_000_00,
  },
  {
    id: 'worn',
    label: { en: 'Zhang Min, chip worn out', 'zh-CN': '张敏，芯片磨损' },
    number: '623055117730245806',
    pin: '586027',
    expiry: GOOD_THROUGH,
    sequenceNumber: '001',
    cardholderName: 'ZHANG/MIN',
    condition: 'chip-worn',
    available_minor: 80_000_00,
  },
  {
    id: 'expired',
    label: { en: 'Chen Jie, expired', 'zh-CN': '陈杰，卡已过期' },
    number: '622588035590127463',
    pin: '915364',
    expiry: '2405',
    sequenceNumber: '001',
    cardholderName: 'CHEN/JIE',
    condition: 'good',
    available_minor: 90_000_00,
  },
  {
    id: 'locked',
    label: { en: 'Zhao Lei, PIN locked', 'zh-CN': '赵磊，密码已锁定' },
    number: '621700973308162',
    pin: '470283',
    expiry: GOOD_THROUGH,
    sequenceNumber: '001',
    cardholderName: 'ZHAO/LEI',
    condition: 'good',
    triesLeft: 0,
    available_minor: 60_000_00,
  },
  {
    id: 'short-of-money',
    label: { en: 'Liu Yang, little balance', 'zh-CN': '刘洋，余额不足' },
    number: '623055442096371158',
    pin: '268507',
    expiry: GOOD_THROUGH,
    sequenceNumber: '001',
    cardholderName: 'LIU/YANG',
    condition: 'good',
    available_minor: 5_00,
  },
  {
    id: 'chip-pin',
    label: { en: 'Sun Hao, chip checks the PIN', 'zh-CN': '孙浩，芯片核对密码' },
    number: '621700559146280',
    pin: '604193',
    expiry: GOOD_THROUGH,
    sequenceNumber: '001',
    cardholderName: 'SUN/HAO',
    condition: 'good',
    chipPin: true,
    authentication: 'cda',
    available_minor: 150_000_00,
  },
  {
    id: 'offline',
    label: { en: 'Wu Fang, approves below ¥50', 'zh-CN': '吴芳，50 元以下可脱机' },
    number: '623055290817364502',
    pin: '317086',
    expiry: GOOD_THROUGH,
    sequenceNumber: '001',
    cardholderName: 'WU/FANG',
    condition: 'good',
    chipPin: true,
    authentication: 'cda',
    offline: { amountMax_minor: 50_00, inRowMax: 3 },
    available_minor: 40_000_00,
  },
  {
    id: 'phone',
    label: { en: 'Zhou Jie’s phone, fingerprint', 'zh-CN': '周洁的手机，指纹验证' },
    number: '621700667205938',
    pin: '820463',
    expiry: GOOD_THROUGH,
    sequenceNumber: '001',
    cardholderName: 'ZHOU/JIE',
    condition: 'good',
    device: true,
    available_minor: 70_000_00,
  },
  {
    id: 'two-accounts',
    label: { en: 'Ma Li, debit and credit', 'zh-CN': '马丽，借记与贷记' },
    number: '621700410953726',
    pin: '537902',
    expiry: GOOD_THROUGH,
    sequenceNumber: '001',
    cardholderName: 'MA/LI',
    condition: 'good',
    authentication: 'dda',
    credit: { number: '622588310746295', available_minor: 20_000_00 },
    available_minor: 30_000_00,
  },
]

/** The number with its check digit (ISO/IEC 7812-1, annex B). */
export function withCheckDigit(number: string): string {
  let sum = 0
  for (let i = 0; i < number.length; i++) {
    const digit = Number(number[number.length - 1 - i])
    const doubled = i % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return number + String((10 - (sum % 10)) % 10)
}
