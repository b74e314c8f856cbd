import { type DateOrder, guessDateOrder, parseTime } from './dates.ts'
import { isCardNumber, parseCode } from './values.ts'

/** A fact of an attempt that a column may hold: its member, and the names under which logs have it. */
const NAMES = {
  id: [
    'id',
    'attemptid',
    'transactionid',
    'rrn',
    'de37',
    'retrievalreferencenumber',
    'referencenumber',
    '交易流水',
    '参考号',
    '检索参考号',
  ],
  at: [
    'at',
    'time',
    'timestamp',
    'datetime',
    'ts',
    'tsms',
    'timestampms',
    'epoch',
    'epochms',
    'unixtime',
    'transactiontime',
    'localtime',
    'createdat',
    'eventtime',
    'de7',
    'de12',
    '时间',
    '交易时间',
    '日期时间',
  ],
  date: ['date', 'transactiondate', 'localdate', 'de13', '日期', '交易日期'],
  terminal: [
    'terminal',
    'terminalid',
    'terminalnumber',
    'tid',
    'posid',
    'deviceid',
    'devicenumber',
    'cardacceptorterminalid',
    'de41',
    '终端',
    '终端号',
    '终端编号',
  ],
  merchant: ['merchant', 'merchantid', 'merchantnumber', 'mid', 'cardacceptorid', 'de42', '商户', '商户号', '商户编号'],
  card: [
    'card',
    'cardtoken',
    'cardhash',
    'pantoken',
    'panhash',
    'token',
    'pan',
    'cardnumber',
    'cardno',
    'primaryaccountnumber',
    'de2',
    'maskedpan',
    '卡号',
    '主账号',
    '卡',
  ],
  range: ['range', 'bin', 'iin', 'cardbin', '卡bin', '发卡行标识'],
  issuer: ['issuer', 'issuerid', 'issuerbank', 'bank', 'issuingbank', '发卡行', '发卡机构'],
  link: ['link', 'network', 'scheme', 'route', 'channel', 'acquirerlink', '链路', '通道', '网络'],
  region: ['region', 'city', 'district', 'area', '地区', '城市', '区域'],
  access: ['access', 'carrier', 'connection', 'accesstype', '接入', '运营商'],
  node: ['node', 'hsm', 'hsmid', 'securitymodule', '加密机'],
  operator: ['operator', 'cashier', 'operatorid', 'cashierid', '操作员', '收银员'],
  entryMode: ['entrymode', 'entry', 'posentrymode', 'pem', 'panentrymode', 'de22', '输入方式', '服务点输入方式'],
  fallback: ['fallback', '降级'],
  pinPresent: ['pinpresent', 'haspin', 'pin', 'pinentered', '有密码'],
  amount_minor: ['amountminor', 'amount', 'amt', 'transactionamount', 'de4', '金额', '交易金额'],
  model: ['model', 'terminalmodel', 'posmodel', 'devicemodel', 'terminaltype', 'device', '机型', '型号'],
  softwareVersion: [
    'softwareversion',
    'version',
    'applicationversion',
    'firmwareversion',
    'firmware',
    'release',
    '软件版本',
    '版本',
  ],
  parameterVersion: ['parameterversion', 'parameters', 'paramversion', '参数版本'],
  kernelVersion: ['kernelversion', 'kernel', '内核版本'],
  'pinPad.digits': ['pinpaddigits', 'pindigits', 'pinlength', 'pinlen', 'de26', '密码位数'],
  'pinPad.clears': ['pinpadclears', 'clears', 'pinclears', '清除次数'],
  'pinPad.entry': ['pinpadentry', 'pinentry', 'pintry', 'trynumber', '第几次输入'],
  keyCheck: ['keycheck'],
  mac: ['mac', 'macstatus', 'macresult'],
  'pinBlock.shape': ['pinblockshape', 'pinblock', 'pinblockresult'],
  code: [
    'code',
    'responsecode',
    'rc',
    'response',
    'de39',
    'actioncode',
    'resultcode',
    'returncode',
    'hostresponse',
    '应答码',
    '响应码',
    '返回码',
    // Last, since a log may have words for people besides the code.
    'result',
    'outcome',
    'status',
    '交易结果',
    '结果',
  ],
  issuerCode: ['issuercode', 'issuerresponsecode', 'hostcode', 'hostresponsecode', 'issuerrc', '发卡行应答码'],
  forwarded: ['forwarded', 'senttoissuer'],
  triesLeft: ['triesleft', 'pintriesleft', 'tryleft', '剩余次数'],
  issuerLink: ['issuerlink', 'linkstatus'],
  latency_ms: ['latencyms', 'latency', 'responsetimems', 'durationms', 'elapsedms', '耗时', '响应时间'],
  keyAge_s: ['keyages', 'keyage'],
  cardExpired: ['cardexpired', 'expired'],
  duplicate: ['duplicate', 'isduplicate', 'retransmission', '重复'],
  batchMismatch: ['batchmismatch'],
  panLength: ['panlength', 'cardlength', '卡号长度'],
  pinWanted: ['pinwanted', 'pinrequired'],
  cvmResults: ['cvmresults', 'cvmr', '9f34'],
  answeredBy: ['answeredby', 'source', 'decidedby'],
  offline: ['offline'],
  tampered: ['tampered', 'tamper'],
  trace: ['trace', 'stan', 'traceno', 'tracenumber', 'systemtrace', 'de11', '流水号', '凭证号'],
  batch: ['batch', 'batchno', 'batchnumber', '批次', '批次号'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Fact = keyof typeof NAMES
export const FACTS = Object.keys(NAMES) as Fact[]

/** Which column holds which fact, and how it writes times and amounts. A person may edit it as a JSON file. */
export interface Mapping {
  readonly columns: { readonly [fact in Fact]?: string }
  /** Of times that do not say: `Z`, `+08:00`. */
  readonly zone: string
  /** `major`: 12.80 is written for 1280. */
  readonly amounts: 'minor' | 'major'
  /** What a date begins with when that is not the year: `day` of 28.02.2027, `month` of 02/28/2027. */
  readonly dates: DateOrder
}

/** What people shorten in the names of columns. */
const SHORT_FOR: Readonly<Record<string, string>> = {
  acq: 'acquirer',
  amt: 'amount',
  app: 'application',
  appl: 'application',
  auth: 'authorization',
  cd: 'code',
  dt: 'date',
  fw: 'firmware',
  iss: 'issuer',
  mcht: 'merchant',
  merch: 'merchant',
  mrch: 'merchant',
  nbr: 'number',
  no: 'number',
  num: 'number',
  param: 'parameter',
  params: 'parameters',
  ref: 'reference',
  resp: 'response',
  rsp: 'response',
  sw: 'software',
  term: 'terminal',
  tm: 'time',
  tran: 'transaction',
  trans: 'transaction',
  trm: 'terminal',
  trx: 'transaction',
  txn: 'transaction',
  ver: 'version',
  vers: 'version',
}
/** A data element by its number: `DE39`, `F039`, `Field 39`, `BIT-39`, `P39`. */
const ELEMENT = /^(?:de|df|f|fld|field|bit|p|s|域)0*(\d{1,3})$/

/** A name without case, marks and abbreviations: `Resp_Cd` and `responseCode` are the same. */
function plain(name: string): string {
  const words = name
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
  const joined = words.map((word) => SHORT_FOR[word] ?? word).join('')
  const element = ELEMENT.exec(joined)
  return element ? `de${element[1]}` : joined
}

/**
 * How well the name of a column fits, best first: it is the same, or its last part is (`message.tid`); in Chinese, which does not
 * part words, it ends with it; it begins or ends with it.
 */
const FITS: readonly ((column: string, name: string) => boolean)[] = [
  (column, name) => plain(column) === name,
  (column, name) => plain(column.slice(column.lastIndexOf('.') + 1)) === name,
  (column, name) => /^\p{Script=Han}/u.test(name) && name.length >= 2 && plain(column).endsWith(name),
  (column, name) => name.length >= 4 && (plain(column).endsWith(name) || plain(column).startsWith(name)),
]

/**
 * Facts that the values of a column give away where its name does not: what nearly all of them are, and some of them must
 * be. Only what no other column would look like.
 */
const BY_VALUE: readonly { readonly fact: Fact; readonly is: (text: string) => boolean; readonly some?: RegExp }[] = [
  { fact: 'card', is: isCardNumber },
  { fact: 'code', is: (text) => parseCode(text).ok, some: /^\W*0{1,4}(\W|$)|approv|成功|批准/i },
  { fact: 'at', is: (text) => EPOCH.test(text) || (/\D/.test(text) && text.length >= 12 && readsAsTime(text)) },
]
/** Seconds, milliseconds or microseconds since 1970, from 2014 to 2033. */
const EPOCH = /^1[4-9]\d{8}(?:\d{3}){0,2}$/
const readsAsTime = (text: string): boolean =>
  (['day', 'month'] as const).some((order) => parseTime(text, 'Z', order).ok)
/** Of the cells that are not empty. */
const NEARLY_ALL = 0.9

/**
 * The mapping that column names suggest, exact names first and then names that begin or end with a known one; for what no
 * name suggests, the values of the sample rows; they tell how dates and amounts are written as well. Each column holds one
 * fact at most.
 */
export function guessMapping(header: readonly string[], samples: readonly (readonly string[])[]): Mapping {
  const columns: { [fact in Fact]?: string } = {}
  const taken = new Set<string>()
  const samplesOf = (column: string | undefined): string[] => {
    const index = column === undefined ? -1 : header.indexOf(column)
    return samples.map((cells) => (cells[index] ?? '').trim())
  }
  const take = (fact: Fact, column: string | undefined): void => {
    if (column === undefined) return
    columns[fact] = column
    taken.add(column)
  }
  for (const fits of FITS) {
    for (const fact of FACTS) {
      if (columns[fact] !== undefined) continue
      const names: readonly string[] = NAMES[fact]
      const candidates = names
        .map((name) => header.find((column) => !taken.has(column) && fits(column, name)))
        .filter((column) => column !== undefined)
      take(
        fact,
        candidates.find((column) => isReadable(fact, samplesOf(column))),
      )
    }
  }
  for (const { fact, is, some } of BY_VALUE) {
    if (columns[fact] !== undefined) continue
    const looksLike = (texts: readonly string[]): boolean =>
      isNearlyAll(texts, is) && (some === undefined || texts.some((text) => some.test(text)))
    take(
      fact,
      header.find((column) => !taken.has(column) && looksLike(samplesOf(column))),
    )
  }
  const hasFraction = samplesOf(columns.amount_minor).some((amount) => /[.,]\d{1,2}$/.test(amount))
  const saysMinor = plain(columns.amount_minor ?? '').includes('minor')
  return {
    columns,
    zone: 'Z',
    amounts: hasFraction && !saysMinor ? 'major' : 'minor',
    dates: guessDateOrder(samplesOf(columns.date ?? columns.at)),
  }
}

/** A column whose name says response code and whose values say otherwise is another's. */
const isReadable = (fact: Fact, texts: readonly string[]): boolean =>
  fact !== 'code' || texts.every((text) => text === '') || isNearlyAll(texts, (text) => parseCode(text).ok)

function isNearlyAll(texts: readonly string[], is: (text: string) => boolean): boolean {
  const filled = texts.filter((text) => text !== '')
  return filled.length > 0 && filled.filter(is).length >= NEARLY_ALL * filled.length
}

/** Facts without which no row can be read. */
export const NEEDED: readonly Fact[] = ['at', 'code']
