export { KeyCeremony, newComponent, type CeremonyProblem, type PrintedComponent } from './key-ceremony.ts'
