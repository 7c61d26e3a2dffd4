/** The top of a real statement, drawn anew whenever the letterhead changes. */
import { useEffect, useRef, useState } from 'react'
import type { CompanySettings } from '../../../shared/settings.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useText } from '../../ui/language.tsx'
import styles from './SettingsScreen.module.css'

/** Dots a point. */
const SCALE = 1.25

export function LetterheadPreview({
  settings,
  name,
}: {
  readonly settings: CompanySettings
  readonly name: string
}) {
  const say = useText()
  const describe = useTrouble()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [state, setState] = useState<'coming' | 'shown' | 'none' | { readonly problem: string }>(
    'coming',
  )
  const { letterhead, logo, language } = settings
  // What the paper says: drawn anew when it changes, and only then.
  const shown = JSON.stringify([letterhead, logo, language, name])
  useEffect(() => {
    let isGone = false
    const draw = async () => {
      const { rows } = await api.ledger.block({
        query: { filters: {}, search: '', sort: { id: 'date', descending: true } },
        start: 0,
        count: 50,
      })
      const customer = rows.find((row) => row.customer !== null)?.customer
      if (typeof customer !== 'string') return setState('none')
      const { documentId } = await api.reports.exportStatement({
        statement: { customerCode: customer, kind: 'open' },
        format: 'pdf',
        page: { paper: 'A4', orientation: 'portrait' },
        language,
      })
      if (documentId === null) return
      const [{ drawPage, openPdf }, { base64 }] = await Promise.all([
        import('../../app/preview/pdf.ts'),
        api.reports.readDocument({ documentId }),
      ])
      const pdf = await openPdf(base64)
      if (isGone || !canvas.current) return
      await drawPage(pdf, 1, canvas.current, SCALE * window.devicePixelRatio)
      if (!isGone) setState('shown')
    }
    draw().catch((error: unknown) => {
      if (!isGone) setState({ problem: describe(error).sentence })
    })
    return () => {
      isGone = true
    }
  }, [shown, language, describe])
  return (
    <div className={styles['paper']}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={say('settings.letterhead.shown')}
        hidden={state !== 'shown'}
      />
      {state === 'coming' && <p>{say('settings.letterhead.coming')}</p>}
      {state === 'none' && <p>{say('settings.letterhead.none')}</p>}
      {typeof state === 'object' && <p role="alert">{state.problem}</p>}
    </div>
  )
}
