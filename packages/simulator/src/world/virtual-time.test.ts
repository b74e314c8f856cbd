import { describe, expect, it } from 'vitest'
import { NOTHING_FOLLOWS, VirtualTime } from './virtual-time.ts'

const never = () => false

describe('virtual time', () => {
  it('runs all that an event leads to before the next one, even of the same instant', async () => {
    const time = new VirtualTime(0)
    const story: string[] = []
    const tell = async (name: string) => {
      for (let hop = 0; hop < 5; hop++) await Promise.resolve()
      story.push(`${name} at ${time.now()}`)
    }
    time.after(10, () => void tell('first').then(() => tell('and what follows')))
    time.after(10, () => void tell('second'))
    time.after(5, () => void tell('earlier'))
    await time.runUntil(20, never)
    expect(story).toEqual(['earlier at 5', 'first at 10', 'and what follows at 10', 'second at 10'])
    expect(time.now()).toBe(20)
  })

  it('leaves out what was cancelled and what is not due yet', async () => {
    const time = new VirtualTime(0)
    const story: number[] = []
    time.after(1, () => void story.push(1)).cancel()
    for (const at of [2, 3, 400]) time.after(at, () => void story.push(at))
    await time.runUntil(300, never)
    expect(story).toEqual([2, 3])
    expect(time.events).toBe(2)
  })

  it('goes on through more events than fit into one turn, and stops when it is told to', async () => {
    const time = new VirtualTime(0)
    let count = 0
    const again = (): void => {
      count++
      time.after(1, again)
    }
    time.after(1, again)
    await time.runUntil(10_000, () => count >= 1_000)
    expect(count).toBe(1_000)
    expect(time.now()).toBe(1_000)
  })

  it('goes on at once after an event that nothing follows, and stops there too', async () => {
    const time = new VirtualTime(0)
    const story: string[] = []
    const idle = (): typeof NOTHING_FOLLOWS => {
      story.push(`idle at ${time.now()}`)
      time.after(2, idle)
      return NOTHING_FOLLOWS
    }
    time.after(1, idle)
    time.after(2, () => void Promise.resolve().then(() => story.push(`followed at ${time.now()}`)))
    await time.runUntil(100, () => time.events >= 4)
    expect(story).toEqual(['idle at 1', 'followed at 2', 'idle at 3', 'idle at 5'])
  })

  it('passes on what an event throws', async () => {
    const time = new VirtualTime(0)
    time.after(1, () => {
      throw new Error('broken')
    })
    await expect(time.runUntil(10, never)).rejects.toThrow('broken')
  })
})
