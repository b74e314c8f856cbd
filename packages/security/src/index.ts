export * from './security-module.ts'
