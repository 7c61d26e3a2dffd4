import { describe, expect, it } from 'vitest'
import { chordOf, isSingle, isTyping, KeySequence, type Press } from './keys.ts'

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('a chord', () => {
  it.each([
    [press('k', { ctrlKey: true }), 'Mod+K'],
    [press('X', { shiftKey: true }), 'Shift+X'],
    [press('?', { shiftKey: true }), '?'],
    [press(' '), 'Space'],
    [press('ArrowLeft', { altKey: true }), 'Alt+ArrowLeft'],
    [press('ı'), 'I'],
    [press('İ', { shiftKey: true }), 'Shift+I'],
    [press('F6', { shiftKey: true }), 'Shift+F6'],
  ])('is named by what the key types', (pressed, chord) => {
    expect(chordOf(pressed, false)).toBe(chord)
  })

  it('is none with AltGr, which types @ and € on Turkish and German keyboards', () => {
    expect(chordOf(press('q', { ctrlKey: true, altKey: true }), false)).toBeNull()
  })

  it('uses the command key on a Mac', () => {
    expect(chordOf(press('k', { metaKey: true }), true)).toBe('Mod+K')
  })

  it('knows what would type into a field', () => {
    expect(['N', 'Shift+X', 'Space', '?'].map(isTyping)).toEqual([true, true, true, true])
    expect(['Mod+K', 'F2', 'Alt+ArrowLeft', 'Escape'].map(isTyping)).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(isSingle('G C')).toBe(true)
    expect(isSingle('Mod+K')).toBe(false)
  })
})

describe('a sequence', () => {
  const bindings = new Set(['G C', 'G S', 'S', 'Mod+K'])

  it('is complete with its second key', () => {
    const keys = new KeySequence()
    expect(keys.press('G', bindings, 0)).toBe('pending')
    expect(keys.press('S', bindings, 500)).toEqual({ keys: 'G S' })
    expect(keys.press('S', bindings, 600)).toEqual({ keys: 'S' })
  })

  it('is forgotten after a while', () => {
    const keys = new KeySequence()
    keys.press('G', bindings, 0)
    expect(keys.press('S', bindings, 2000)).toEqual({ keys: 'S' })
  })
})
