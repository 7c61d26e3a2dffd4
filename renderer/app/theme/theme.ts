/** Mantine drawn with our colour roles: every Mantine variable points at a role of roles.css. */
import {
  createTheme,
  Input,
  mergeThemeOverrides,
  type CSSVariablesResolver,
  type MantineThemeOverride,
} from '@mantine/core'
import { catalogues, type Language } from '../../../shared/i18n/index.ts'

const FLOATING = {
  transitionProps: { duration: 0 },
  returnFocus: false,
  shadow: 'md',
  offset: 4,
} as const

const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font)',
  primaryColor: 'teal',
  defaultRadius: 6,
  // The dark theme's own greys, for what Mantine draws without asking for a role.
  colors: {
    dark: [
      '#e4ecea',
      '#b3c2be',
      '#91a29e',
      '#6f827e',
      '#40524f',
      '#2a3836',
      '#1a2524',
      '#151e1d',
      '#0e1514',
      '#0a100f',
    ],
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  fontSizes: {
    xs: 'var(--fs-caption)',
    sm: 'var(--fs-grid)',
    md: 'var(--fs-body)',
    lg: 'var(--fs-panel)',
    xl: 'var(--fs-title)',
  },
  components: {
    Input: Input.extend({
      vars: () => ({
        wrapper: {
          '--input-height': 'var(--control)',
          '--input-fz': 'var(--fs-grid)',
          '--input-bd-focus': 'var(--focus)',
          '--input-placeholder-color': 'var(--text-3)',
        },
      }),
    }),
    InputWrapper: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    // Nothing behind scrolls anyway, and locking would need a style tag without our nonce. Nothing fades
    // out: what is still there while it leaves would take the keys that are pressed next.
    Modal: {
      defaultProps: {
        lockScroll: false,
        // By focus-at-once.ts, as with the others.
        returnFocus: false,
        transitionProps: { duration: 0 },
        overlayProps: { backgroundOpacity: 1, color: 'var(--scrim)' },
      },
      styles: { title: { fontSize: 'var(--fs-panel)', fontWeight: 650 } },
    },
    ModalRoot: { defaultProps: { lockScroll: false, returnFocus: false } },
    Menu: { defaultProps: FLOATING },
    Popover: { defaultProps: FLOATING },
  },
})

/** With the words Mantine needs for buttons of its own. */
export function themeIn(language: Language): MantineThemeOverride {
  const closeButtonProps = { 'aria-label': catalogues[language]['action.close'] }
  return mergeThemeOverrides(theme, {
    components: { Notification: { defaultProps: { closeButtonProps } } },
  })
}

export const cssVariables: CSSVariablesResolver = () => {
  const roles = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text-1)',
    '--mantine-color-bright': 'var(--text-1)',
    '--mantine-color-dimmed': 'var(--text-3)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text-1)',
    '--mantine-color-default-border': 'var(--border-strong)',
    '--mantine-color-disabled': 'var(--neutral-soft)',
    '--mantine-color-disabled-color': 'var(--text-3)',
    '--mantine-color-disabled-border': 'var(--border)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-hover': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent-text)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-color-teal-filled': 'var(--accent)',
    '--mantine-color-teal-filled-hover': 'var(--accent-hover)',
    '--mantine-color-teal-light': 'var(--accent-soft)',
    '--mantine-color-teal-light-hover': 'var(--accent-soft)',
    '--mantine-color-teal-light-color': 'var(--accent-text)',
    '--mantine-shadow-md': 'var(--shadow)',
    '--mantine-shadow-xl': 'var(--shadow)',
  }
  return { variables: {}, light: roles, dark: roles }
}
