import { SENSITIVE_TAGS } from '../emv-tags.ts'
import type { TlvListLayout, VariantsLayout } from '../../specification.ts'

/**
 * Network management codes (DE 60.3) whose DE 62 holds chip parameters: CA public keys 370, 371, 372; application
 * parameters 380, 381, 382; contactless parameters 394, 395.
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

export const DOWNLOADS = [
  { when: { mti: ['0810', '0830'], networkCode: CHIP_PARAMETERS }, under: 'parameters', layout: LIST },
  {
    // Which record the terminal wants: 9F06 and, for a CA key, 9F22.
    when: { mti: ['0800'], networkCode: CHIP_PARAMETERS },
    under: 'wanted',
    layout: { kind: 'ber-tlv', sensitiveTags: SENSITIVE_TAGS },
  },
] as const satisfies VariantsLayout['variants']
