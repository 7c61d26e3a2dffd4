/**
 * Parts of the window that F6 walks through, in the order of focus: top bar, navigation, page head,
 * tools, grid, panel, status bar.
 */
import type { CSSProperties, ReactNode } from 'react'

export function Region({
  name,
  as: Tag = 'section',
  className,
  style,
  children,
}: {
  readonly name: string
  readonly as?: 'section' | 'header' | 'nav' | 'main' | 'aside' | 'footer' | 'div'
  readonly className?: string | undefined
  readonly style?: CSSProperties
  readonly children: ReactNode
}) {
  return (
    <Tag
      className={className}
      style={style}
      data-region=""
      aria-label={name}
      {...(Tag === 'div' ? { role: 'group' } : {})}
    >
      {children}
    </Tag>
  )
}

const FOCUSABLE =
  'button:not([aria-disabled=true]), a[href], input:not([disabled]), select, textarea, [tabindex="0"], [data-focus-entry]'

/** Moves the focus to the first thing of the next or previous region. */
export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => firstIn(region) !== null,
  )
  if (regions.length === 0) return
  const here = document.activeElement?.closest<HTMLElement>('[data-region]')
  const at = here ? regions.indexOf(here) : -1
  const next = regions[(at + step + regions.length) % regions.length] ?? regions[0]
  if (next) (firstIn(next) ?? next).focus()
}

function firstIn(region: HTMLElement): HTMLElement | null {
  const entry = region.querySelector<HTMLElement>('[data-focus-entry]')
  if (entry?.closest('[data-region]') === region) return entry
  for (const element of region.querySelectorAll<HTMLElement>(FOCUSABLE)) {
    if (element.closest('[data-region]') === region && element.checkVisibility()) return element
  }
  return null
}
