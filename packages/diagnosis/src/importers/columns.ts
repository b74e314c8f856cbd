import { type DateOrder, guessDateOrder } from './dates.ts'

/** A fact of an attempt that a column may hold: its member, and the names under which logs have it. */
const NAMES = {
  id: [
    'id',
    'attemptid',
    'transactionid',
    'txnid',
    'rrn',
    'de37',
    'field37',
    'retrievalreferencenumber',
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
    'txntime',
    'transactiontime',
    'transtime',
    'localtime',
    'createdat',
    'eventtime',
    'de7',
    '时间',
    '交易时间',
    '日期时间',
  ],
  date: ['date', 'txndate', 'transactiondate', 'transdate', 'de13', '日期', '交易日期'],
  terminal: [
    'terminal',
    'terminalid',
    'tid',
    'termid',
    'posid',
    'cardacceptorterminalid',
    'de41',
    'field41',
    '终端',
    '终端号',
    '终端编号',
  ],
  merchant: ['merchant', 'merchantid', 'mid', 'cardacceptorid', 'de42', 'field42', '商户', '商户号', '商户编号'],
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
    'field2',
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
  entryMode: [
    'entrymode',
    'entry',
    'posentrymode',
    'pem',
    'panentrymode',
    'de22',
    'field22',
    '输入方式',
    '服务点输入方式',
  ],
  fallback: ['fallback', '降级'],
  pinPresent: ['pinpresent', 'haspin', 'pin', 'pinentered', '有密码'],
  amount_minor: ['amountminor', 'amount', 'amt', 'txnamount', 'transactionamount', 'de4', 'field4', '金额', '交易金额'],
  model: ['model', 'terminalmodel', 'posmodel', 'devicemodel', 'device', '机型', '型号'],
  softwareVersion: ['softwareversion', 'version', 'appversion', 'firmware', 'swversion', 'release', '软件版本', '版本'],
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
    'respcode',
    'resp',
    'response',
    'de39',
    'field39',
    'actioncode',
    '应答码',
    '响应码',
    '返回码',
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
  trace: ['trace', 'stan', 'traceno', 'tracenumber', 'systemtrace', 'de11', 'field11', '流水号', '凭证号'],
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

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}]/gu, '')

/**
 * The mapping that column names suggest, exact names first and then names that end with a known one, and that the
 * amounts of some sample rows suggest. Each column holds one fact at most; columns without a known name are left out.
 */
export function guessMapping(header: readonly string[], samples: readonly (readonly string[])[]): Mapping {
  const columns: { [fact in Fact]?: string } = {}
  const taken = new Set<string>()
  const fits = [
    (column: string, name: string) => column === name,
    (column: string, name: string) => name.length >= 4 && (column.endsWith(name) || column.startsWith(name)),
  ]
  for (const fit of fits) {
    for (const fact of FACTS) {
      if (columns[fact] !== undefined) continue
      const names: readonly string[] = NAMES[fact]
      const found = names
        .map((name) => header.find((column) => !taken.has(column) && fit(plain(column), name)))
        .find((column) => column !== undefined)
      if (found === undefined) continue
      columns[fact] = found
      taken.add(found)
    }
  }
  const samplesOf = (column: string | undefined) => samples.map((cells) => cells[header.indexOf(column ?? '')] ?? '')
  const hasFraction = samplesOf(columns.amount_minor).some((amount) => /[.,]\d{1,2}$/.test(amount.trim()))
  const saysMinor = plain(columns.amount_minor ?? '').includes('minor')
  return {
    columns,
    zone: 'Z',
    amounts: hasFraction && !saysMinor ? 'major' : 'minor',
    dates: guessDateOrder(samplesOf(columns.date ?? columns.at)),
  }
}

/** Facts without which no row can be read. */
export const NEEDED: readonly Fact[] = ['at', 'code']
