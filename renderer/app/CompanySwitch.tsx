/** Ctrl+Shift+O: the companies of this computer, the demo among them, found by typing. */
import { Modal } from '@mantine/core'
import {
  IconBuilding,
  IconCheck,
  IconPlus,
  IconSparkles,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState, type ReactNode } from 'react'
import { fold, foldedIncludes, foldedWords } from '../../shared/domain/fold.ts'
import { ListSearch } from './ListSearch.tsx'
import { KeyCap } from '../ui/KeyCap.tsx'
import { useText } from '../ui/language.tsx'
import { Badge } from '../ui/StatusBadge.tsx'
import { toast } from '../ui/toast.ts'
import { api } from './api.ts'
import { changeCompany } from './company.ts'
import { useLive } from './live.ts'
import { useShell } from './shell-store.ts'
import { useTrouble } from './trouble.ts'
import styles from './Palette.module.css'

interface Choice {
  readonly id: string
  readonly title: string
  readonly note: string
  readonly icon: Icon
  readonly badge?: ReactNode
  readonly run: () => void
}

export function CompanySwitch() {
  const { open, show } = useShell()
  const isOpen = open === 'company'
  return (
    <Modal.Root
      opened={isOpen}
      onClose={() => show(null)}
      size={520}
      yOffset="9vh"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={1} color="var(--scrim)" />
      {isOpen && <SwitchContent onClose={() => show(null)} />}
    </Modal.Root>
  )
}

function SwitchContent({ onClose }: { readonly onClose: () => void }) {
  const say = useText()
  const listId = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const words = foldedWords(text)
  const choices = useChoices().filter(({ title, note }) =>
    foldedIncludes(fold(`${title} ${note}`), words),
  )
  const run = (choice: Choice | undefined) => {
    if (!choice) return
    onClose()
    // Once the dialog has let go of the focus, the next screen may place it.
    setTimeout(choice.run)
  }
  return (
    <Modal.Content aria-label={say('company.change')} radius={8}>
      <ListSearch
        label={say('company.find')}
        text={text}
        listId={listId}
        at={at}
        count={choices.length}
        onText={setText}
        onAt={setAt}
        onTake={() => run(choices[at])}
      />
      <ul id={listId} className={styles['list']} role="listbox" aria-label={say('company.menu')}>
        {choices.map((choice, index) => (
          <li
            key={choice.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseMove={() => setAt(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(choice)}
          >
            <choice.icon size={18} stroke={1.6} aria-hidden="true" />
            <span className={styles['text']}>
              <span>{choice.title}</span>
              <span className={styles['note']}>{choice.note}</span>
            </span>
            {choice.badge}
            {index === at && <KeyCap keys="Enter" />}
          </li>
        ))}
      </ul>
      {choices.length === 0 && (
        <p className={styles['none']}>{say('palette.none', { text: text.trim() })}</p>
      )}
      <footer className={styles['foot']}>
        <KeyCap keys="Enter" /> {say('palette.hint')} <KeyCap keys="Escape" />{' '}
        {say('palette.hintClose')}
      </footer>
    </Modal.Content>
  )
}

/** The others first, so that Enter alone goes there and back; the open one, the demo if not made, a new one. */
function useChoices(): readonly Choice[] {
  const say = useText()
  const describe = useTrouble()
  const navigate = useNavigate()
  const companies = useLive(api.companies.list, {}).data ?? []
  const change = (work: () => ReturnType<typeof api.companies.open>) => {
    changeCompany(work).then(
      () => navigate({ to: '/' }),
      (error: unknown) => toast.failed(describe(error).sentence),
    )
  }
  const known = companies
    .toSorted((a, b) => Number(a.isOpen) - Number(b.isOpen))
    .map(
      (company): Choice => ({
        id: company.file,
        title: company.name,
        note: `${company.currency} · ${company.file}`,
        icon: company.isOpen ? IconCheck : IconBuilding,
        ...(company.demo ? { badge: <Badge tone="warn" label={say('company.demo')} /> } : {}),
        run: () =>
          company.isOpen ? undefined : change(() => api.companies.open({ file: company.file })),
      }),
    )
  const demo: Choice = {
    id: 'demo',
    title: say('welcome.look.act'),
    note: say('welcome.look.says'),
    icon: IconSparkles,
    run: () => {
      toast.done(say('welcome.look.busy'))
      change(() => api.companies.createDemo({}))
    },
  }
  const other: Choice = {
    id: 'other',
    title: say('company.other'),
    note: say('welcome.new.says'),
    icon: IconPlus,
    run: () => void navigate({ to: '/welcome' }),
  }
  const join: Choice = {
    id: 'join',
    title: say('welcome.join'),
    note: say('welcome.join.says'),
    icon: IconUsers,
    run: () => void navigate({ to: '/welcome', search: { join: true } }),
  }
  return [...known, ...(companies.some((company) => company.demo) ? [] : [demo]), other, join]
}
