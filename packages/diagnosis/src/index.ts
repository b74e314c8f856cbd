export * from './attempt.ts'
export * from './causes.ts'
export * from './verdict.ts'
