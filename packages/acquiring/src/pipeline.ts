import type { Result } from '@fiftyfive/kernel'
import type { AcquirerPorts } from './ports.ts'
import type { Refusal } from './refusal.ts'

/** One named step: takes what is known so far and adds to it, or refuses. */
export type Step<In, Out extends In> = (
  ports: AcquirerPorts,
  input: In,
) => Result<Out, Refusal> | Promise<Result<Out, Refusal>>

/** How far a request came: all of it, or up to the refusal with what was known by then. */
export type Passage<First, Last extends First> =
  | { readonly outcome: 'passed'; readonly known: Last }
  | { readonly outcome: 'refused'; readonly known: First; readonly refusal: Refusal; readonly step: string }

type Pipeline<First, Last extends First> = (ports: AcquirerPorts, input: First) => Promise<Passage<First, Last>>

/** Chains steps; the types prove that each finds what it needs. A refusal skips the rest. */
export function pipeline<
  A,
  B extends A,
  C extends B,
  D extends C,
  E extends D,
  F extends E,
  G extends F,
  H extends G,
  I extends H,
  J extends I,
  K extends J,
>(
  ...steps: [
    Step<A, B>,
    Step<B, C>,
    Step<C, D>,
    Step<D, E>,
    Step<E, F>,
    Step<F, G>,
    Step<G, H>,
    Step<H, I>,
    Step<I, J>,
    Step<J, K>,
  ]
): Pipeline<A, K>
export function pipeline<A, B extends A, C extends B, D extends C, E extends D, F extends E>(
  ...steps: [Step<A, B>, Step<B, C>, Step<C, D>, Step<D, E>, Step<E, F>]
): Pipeline<A, F>
export function pipeline<A>(...steps: Step<A, A>[]): Pipeline<A, A> {
  return async (ports, input) => {
    let known = input
    for (const step of steps) {
      const begun = step(ports, known)
      // A step that has nothing to wait for costs no turn.
      const result = begun instanceof Promise ? await begun : begun
      if (!result.ok) return { outcome: 'refused', known, refusal: result.error, step: step.name }
      known = result.value
    }
    return { outcome: 'passed', known }
  }
}
