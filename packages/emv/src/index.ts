export * from './card.ts'
export * from './card-read.ts'
