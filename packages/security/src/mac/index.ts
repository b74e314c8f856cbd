export { cmac, Cmac } from './cmac.ts'
export { computeMac, macComputer, type MacComputer, type MacOptions } from './compute-mac.ts'
export { macAlgorithm1, padForMac, RetailMac, type MacPadding } from './iso9797.ts'
export { unionpayFold, unionpayMacBlock } from './unionpay.ts'
