import type { Language } from '@fiftyfive/messages/terminal'

/** Speech and beeps of the device, for people who cannot read the screen. */
export interface Voice {
  /** Says a sentence in place of what is being said. */
  say(sentence: string, language: Language): void
  /** A key was taken. The same sound for every key: a sound of its own would tell the PIN to the room. */
  beep(): void
  silence(): void
}

let audio: AudioContext | undefined

/** The browser's own voice; a browser without one stays silent. */
export const browserVoice: Voice = {
  say(sentence, language) {
    if (!('speechSynthesis' in globalThis)) return
    speechSynthesis.cancel()
    const utterance = new SpeechSynthesisUtterance(sentence)
    utterance.lang = language
    speechSynthesis.speak(utterance)
  },
  beep() {
    audio ??= new AudioContext()
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    volume.gain.value = 0.1
    tone.frequency.value = 880
    tone.connect(volume).connect(audio.destination)
    tone.start()
    tone.stop(audio.currentTime + 0.08)
  },
  silence() {
    if ('speechSynthesis' in globalThis) speechSynthesis.cancel()
  },
}
