export { parseHeader, type KeyBlockHeader, type KeyBlockProblem } from './header.ts'
export { KeyBlockProtector, unwrapKeyBlock, wrapKeyBlock } from './key-block.ts'
