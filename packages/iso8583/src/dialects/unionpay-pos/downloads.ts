import { SENSITIVE_TAGS } from '../emv-tags.ts'
import type { FieldSpec, RecordsLayout, TlvListLayout, VariantsLayout } from '../../specification.ts'

/**
 * Network management codes (DE 60.3) whose DE 62 holds chip parameters: CA public keys 370, 371, 372; application
 * parameters 380, 381, 382; contactless parameters 394, 395. The last of each group ends the download.
 */
const CHIP_PARAMETERS = ['370', '371', '372', '380', '381', '382', '394', '395'] as const

/**
 * The host's answer to a terminal that uploads its state (0830) or downloads one record (0810). To an upload: the
 * list of what there is, CA keys as 9F06, 9F22 and DF05, applications as 9F06. To a download: the one record with all
 * its values (PBOC 3.0, book 14, annex for the tags). Taken from published terminal code; acquirers deviate.
 */
const LIST = {
  kind: 'tlv-list',
  /** 0: none; 1: here it is, or all of the list; 2: more of the list follows; 3: the list ends here. */
  status: { en: 'Download status', 'zh-CN': '下载状态' },
  sensitiveTags: SENSITIVE_TAGS,
} as const satisfies TlvListLayout

const digits = (length: number, en: string, zhCN: string) =>
  ({ content: 'n', encoding: 'ascii', length, name: { en, 'zh-CN': zhCN } }) as const satisfies FieldSpec

/** Cards or ranges of cards to be refused. */
const REFUSED_CARDS = {
  kind: 'records',
  head: {
    /** 2: more follow. */
    status: digits(1, 'Download status', '下载状态'),
    last: digits(3, 'Number of the last entry', '最后一条序号'),
  },
  fields: {
    length: digits(2, 'Digits that count', '有效位数'),
    /** Filled on the right. */
    card: {
      content: 'ans',
      encoding: 'ascii',
      length: 14,
      sensitive: 'pan',
      name: { en: 'Card number or its beginning', 'zh-CN': '卡号或卡BIN' },
    },
  },
} as const satisfies RecordsLayout

export const DOWNLOADS = [
  {
    when: { mti: ['0810', '0830'], elements: { '60.networkCode': CHIP_PARAMETERS } },
    under: 'parameters',
    name: { en: 'Chip parameters', 'zh-CN': 'IC卡参数' },
    layout: LIST,
  },
  {
    // Which record the terminal wants: 9F06 and, for a CA key, 9F22.
    when: { mti: ['0800'], elements: { '60.networkCode': CHIP_PARAMETERS } },
    under: 'wanted',
    name: { en: 'Record wanted', 'zh-CN': '请求的记录' },
    layout: { kind: 'ber-tlv', sensitiveTags: SENSITIVE_TAGS },
  },
  {
    // A terminal that asks for the list, and how much of it it has.
    when: { mti: ['0820'], elements: { '60.networkCode': CHIP_PARAMETERS } },
    under: 'listed',
    name: { en: 'List wanted', 'zh-CN': '请求的列表' },
    layout: {
      kind: 'sequence',
      fields: { kind: digits(1, 'Kind', '类型'), count: digits(2, 'Entries received so far', '已收到条数') },
    },
  },
  {
    when: { mti: ['0800'], elements: { '60.networkCode': ['390'] } },
    under: 'refusedCardsFrom',
    name: { en: 'Refused cards wanted', 'zh-CN': '请求的黑名单' },
    layout: { kind: 'sequence', fields: { number: digits(3, 'First entry wanted', '起始序号') } },
  },
  {
    when: { mti: ['0810'], elements: { '60.networkCode': ['390'] } },
    under: 'refusedCards',
    name: { en: 'Refused cards', 'zh-CN': '黑名单' },
    layout: REFUSED_CARDS,
  },
] as const satisfies VariantsLayout['variants']
