export * from './card.ts'
export * from './card-read.ts'
export * from './chip-data.ts'
export * from './read-card.ts'
