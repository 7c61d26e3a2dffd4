/** Ctrl+P: the very PDF that is saved or printed, page by page, with paper, orientation and language. */
import { Modal, SegmentedControl, Switch } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconDeviceFloppy, IconPrinter, IconX, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../../shared/i18n/index.ts'
import { host } from '../../host/index.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import { api } from '../api.ts'
import { useTrouble } from '../trouble.ts'
import { PageCanvas } from './PageCanvas.tsx'
import type { PDFDocumentProxy } from './pdf.ts'
import { type PreviewChoice, type PreviewRequest, usePreview } from './preview-store.ts'
import styles from './Preview.module.css'

const ZOOMS = [0.75, 1, 1.25, 1.5, 2]

export function Preview() {
  const { request, show } = usePreview()
  return (
    <Modal.Root
      opened={request !== null}
      onClose={() => show(null)}
      size="min(1180px, 96vw)"
      yOffset="3vh"
      // Above the dialog that asks for it.
      zIndex={250}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={1} color="var(--scrim)" />
      {request && <PreviewContent request={request} onClose={() => show(null)} />}
    </Modal.Root>
  )
}

interface Shown {
  readonly pdf: PDFDocumentProxy
  readonly documentId: string
  readonly language: Language
}

function PreviewContent({
  request,
  onClose,
}: {
  readonly request: PreviewRequest
  readonly onClose: () => void
}) {
  const say = useText()
  const describe = useTrouble()
  const [choice, setChoice] = useState<PreviewChoice>({
    paper: 'A4',
    orientation: request.orientation,
    language: null,
    byDocument: false,
  })
  const [zoom, setZoom] = useState(1)
  const [shown, setShown] = useState<Shown | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { ref: pages, width: room } = useElementSize<HTMLDivElement>()
  const sheets = useRef(new Map<number, HTMLElement>())
  useEffect(() => {
    let isGone = false
    const load = async () => {
      const made = await request.write(choice)
      if (made.documentId === null) return
      const { documentId, language } = made
      const [{ openPdf }, { base64 }] = await Promise.all([
        import('./pdf.ts'),
        api.reports.readDocument({ documentId }),
      ])
      const pdf = await openPdf(base64)
      if (!isGone) setShown({ pdf, documentId, language })
    }
    load().then(
      () => setProblem(null),
      (error: unknown) => setProblem(describe(error).sentence),
    )
    return () => {
      isGone = true
    }
  }, [request, choice, describe])

  const change = (changes: Partial<PreviewChoice>) => setChoice((now) => ({ ...now, ...changes }))
  const save = async () => {
    if (!shown) return
    await host().saveDocument(shown.documentId, request.fileName)
    toast.note(say('preview.saved', { file: request.fileName }), 'file')
  }
  const print = async () => {
    if (!shown) return
    const { printPdf } = await import('./print.ts')
    await printPdf(shown.pdf, choice.orientation === 'landscape')
  }
  const attempt = (work: Promise<void>) =>
    void work.catch((error: unknown) => toast.failed(describe(error).sentence))
  const step = (by: 1 | -1) =>
    setZoom((now) => ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, ZOOMS.indexOf(now) + by))] ?? 1)
  const onKeyDown = useRef<(event: KeyboardEvent) => void>(() => undefined)
  const press = (event: KeyboardEvent) => {
    const hasMod = event.ctrlKey || event.metaKey
    const act = hasMod
      ? { s: () => attempt(save()), p: () => attempt(print()) }[event.key.toLowerCase()]
      : { '+': () => step(1), '-': () => step(-1) }[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  // On the window: after a click into the tools the focus may stand outside of any field.
  useEffect(() => {
    onKeyDown.current = press
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown.current(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  const numbers = Array.from({ length: shown?.pdf.numPages ?? 0 }, (_, i) => i + 1)
  return (
    <Modal.Content aria-label={say('preview.title')}>
      <div className={styles['tools']}>
        <SegmentedControl
          size="xs"
          aria-label={say('preview.paper')}
          value={choice.paper}
          data={['A4', 'Letter']}
          onChange={(value) => change({ paper: value === 'Letter' ? 'Letter' : 'A4' })}
        />
        <SegmentedControl
          size="xs"
          aria-label={say('preview.orientation')}
          value={choice.orientation}
          data={(['portrait', 'landscape'] as const).map((value) => ({
            value,
            label: say(`preview.${value}`),
          }))}
          onChange={(value) =>
            change({ orientation: value === 'landscape' ? 'landscape' : 'portrait' })
          }
        />
        <SegmentedControl
          size="xs"
          aria-label={say('preview.language')}
          value={choice.language ?? shown?.language ?? ''}
          data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={(value) => change({ language: LANGUAGES.find((one) => one === value) ?? null })}
        />
        {request.hasDetail && (
          <Switch
            size="xs"
            label={say('preview.detail')}
            checked={choice.byDocument}
            onChange={(event) => change({ byDocument: event.currentTarget.checked })}
          />
        )}
        <Button
          look="plain"
          iconOnly
          icon={IconZoomOut}
          label={say('preview.zoomOut')}
          keys="-"
          onClick={() => step(-1)}
        />
        <Button
          look="plain"
          iconOnly
          icon={IconZoomIn}
          label={say('preview.zoomIn')}
          keys="+"
          onClick={() => step(1)}
        />
        <div className={styles['end']}>
          <Button
            icon={IconDeviceFloppy}
            label={say('preview.save')}
            keys="Mod+S"
            disabled={!shown}
            onClick={() => attempt(save())}
          />
          <Button
            look="primary"
            icon={IconPrinter}
            label={say('preview.print')}
            keys="Mod+P"
            disabled={!shown}
            onClick={() => attempt(print())}
          />
          <Button
            look="plain"
            iconOnly
            icon={IconX}
            label={say('preview.close')}
            onClick={onClose}
          />
        </div>
      </div>
      <div className={styles['body']}>
        <nav className={styles['list']} aria-label={say('preview.pages')}>
          {shown &&
            numbers.map((number) => (
              <button
                key={number}
                type="button"
                className={styles['thumb']}
                onClick={() => sheets.current.get(number)?.scrollIntoView({ block: 'start' })}
              >
                <PageCanvas pdf={shown.pdf} number={number} room={null} zoom={1} />
                {say('preview.page', { page: number, pages: numbers.length })}
              </button>
            ))}
        </nav>
        <div
          className={styles['pages']}
          tabIndex={0}
          role="region"
          aria-label={say('preview.title')}
        >
          {problem !== null && (
            <p className={styles['working']} role="alert">
              {problem}
            </p>
          )}
          {!shown && problem === null && (
            <p className={styles['working']} role="status">
              {say('preview.working')}
            </p>
          )}
          <div ref={pages}>
            {shown &&
              numbers.map((number) => (
                <div
                  key={number}
                  data-page={number}
                  ref={(sheet) => {
                    if (sheet) sheets.current.set(number, sheet)
                    return () => void sheets.current.delete(number)
                  }}
                >
                  <PageCanvas pdf={shown.pdf} number={number} room={room} zoom={zoom} />
                </div>
              ))}
          </div>
        </div>
      </div>
    </Modal.Content>
  )
}
