import { err } from '@fiftyfive/kernel'
import type { InputProblem, ModuleRefusal, PinBlockShape } from '../security-module.ts'

export const refuse = (reason: ModuleRefusal['reason'], detail: string): { ok: false; error: ModuleRefusal } =>
  err({ reason, detail })

export const refuseShape = (shape: PinBlockShape): { ok: false; error: ModuleRefusal } =>
  err({ reason: 'pin-block-malformed', detail: `PIN block: ${shape}`, shape })

export const refuseInput = (input: InputProblem, detail: string): { ok: false; error: ModuleRefusal } =>
  err({ reason: 'input-invalid', detail, input })
