/** Five stops around the window; starts with the demo, again from Help, and is left with Esc. */
import { Tour } from '@mantine/core'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useText } from '../ui/language.tsx'
import { useShell } from './shell-store.ts'
import { usePreferences } from './store.ts'
import styles from './GuidedTour.module.css'

const STOPS = [
  { id: 'cards', target: '[data-card="chase"]', position: 'bottom-start' },
  { id: 'search', target: '[data-tour="search"]', position: 'bottom' },
  { id: 'nav', target: '[data-tour="nav"]', position: 'right-start' },
  { id: 'lights', target: '[data-law="L3"]', position: 'top-end' },
  { id: 'keys', target: '[data-tour="keys"]', position: 'right-end' },
] as const

export function GuidedTour() {
  const say = useText()
  const navigate = useNavigate()
  const { open, show } = useShell()
  const isOn = open === 'tour'
  const { pathname } = useLocation()
  // It tells of the day's screen, wherever it is asked for.
  useEffect(() => {
    if (isOn) void navigate({ to: '/' })
  }, [isOn, navigate])
  return (
    <Tour
      active={isOn && pathname === '/'}
      onClose={() => {
        show(null)
        usePreferences.getState().change({ tourSeen: true })
      }}
      closeOnOverlayClick
      overlayColor="var(--scrim)"
      stepTransitionDuration={0}
      classNames={{
        stepCounter: styles['counter'] ?? '',
        navigationButton: styles['button'] ?? '',
      }}
      maxWidth={380}
      labels={{
        skip: say('tour.skip'),
        back: say('tour.previous'),
        next: say('tour.next'),
        close: say('tour.done'),
        stepCounter: (current, total) => say('tour.counter', { current, total }),
      }}
    >
      {STOPS.map(({ id, target, position }) => (
        <Tour.Step key={id} target={target} position={position} title={say(`tour.${id}`)}>
          {say(`tour.${id}.says`)}
        </Tour.Step>
      ))}
    </Tour>
  )
}
