export { backUp, restore } from './archive.ts'
export { SealBroken } from './sealed-file.ts'
