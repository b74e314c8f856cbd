import type { TaggedLayout } from '../../specification.ts'

const one = <const Tag extends string>(tag: Tag, en: string, zhCN: string) =>
  ({ tag, name: { en, 'zh-CN': zhCN } }) as const

/**
 * Subelements of DE 48, numbered as in fields_mast.frm of github.com/Shulyaka/iso8583tools (23, 26, 64 and 66 are
 * younger and not in it); those without a name here stand in `other`.
 */
export const SUBELEMENTS = {
  kind: 'tagged',
  prefix: '',
  tagLength: 2,
  lengthDigits: 2,
  parts: {
    cardholderVerification: one('20', 'Cardholder verification method', '持卡人验证方式'),
    acceptanceData: one('21', 'Acceptance data', '受理数据'),
    paymentInitiation: one('23', 'Payment initiation channel', '支付发起渠道'),
    walletProgram: one('26', 'Wallet program', '钱包标识'),
    panMapping: { ...one('33', 'Card number mapping', '卡号映射信息'), sensitive: 'withheld' },
    electronicCommerce: one('42', 'Electronic commerce indicators', '电子商务标识'),
    authenticationData: { ...one('43', 'Cardholder authentication data', '持卡人认证数据'), sensitive: 'withheld' },
    extendedCondition: one('61', 'Extended condition codes', '扩展条件代码'),
    traceId: one('63', 'Trace identifier', '跟踪标识'),
    transitProgram: one('64', 'Transit program', '公共交通标识'),
    authenticationResult: one('66', 'Authentication data', '认证结果数据'),
    onBehalfServices: one('71', 'On-behalf services', '代授权服务'),
    chipAuthentication: { ...one('72', 'Issuer chip authentication', '发卡方芯片认证'), sensitive: 'withheld' },
    processingInformation: one('74', 'Additional processing information', '附加处理信息'),
    paymentType: one('77', 'Payment transaction type', '支付交易类型'),
    verificationErrors: one('79', 'Chip verification results with errors', '芯片验证错误结果'),
    pinServiceCode: one('80', 'PIN service code', 'PIN服务代码'),
    addressRequest: one('82', 'Address verification request', '地址验证请求'),
    addressResponse: one('83', 'Address verification response', '地址验证应答'),
    merchantAdvice: one('84', 'Merchant advice code', '商户建议代码'),
    codeResult: one('87', 'Card verification code result', '卡校验码结果'),
    invalidTrack: one('89', 'Track data error', '磁道数据错误'),
    verificationCode: { ...one('92', 'Card verification code', '卡校验码'), sensitive: 'withheld' },
    promotion: one('95', 'Promotion code', '促销代码'),
  },
} as const satisfies TaggedLayout
