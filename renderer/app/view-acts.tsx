/** Saving, naming and deleting views, as the tabs above a list and the menu in a tool row both do. */
import { Menu, Modal, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useCallback, useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/language.tsx'
import { toast } from '../ui/toast.ts'
import { useTrouble } from './trouble.ts'
import type { ListViews } from './views.ts'
import styles from './ViewBar.module.css'

const UNDO_SHOWN_MS = 10_000

export interface ViewActs {
  readonly save: () => void
  readonly saveAs: () => void
  /** Entries of a menu about the chosen view. */
  readonly items: ReactNode
  /** Asks for a name while one is needed. */
  readonly dialog: ReactNode
}

export function useViewActs(views: ListViews): ViewActs {
  const say = useText()
  const describe = useTrouble()
  const [asks, setAsks] = useState<'saveAs' | 'rename' | null>(null)
  const { chosenSaved, isChanged } = views
  const guarded = useCallback(
    async (work: () => Promise<void>) => {
      try {
        await work()
      } catch (error) {
        toast.failed(describe(error).sentence)
      }
    },
    [describe],
  )
  const save = useCallback(
    () =>
      void guarded(async () => {
        await views.save()
        toast.done(say('view.saved', { name: views.chosenSaved?.name ?? '' }))
      }),
    [guarded, views, say],
  )
  const saveAs = useCallback(() => setAsks('saveAs'), [])
  const remove = () =>
    void guarded(async () => {
      const name = chosenSaved?.name ?? ''
      const bringBack = await views.remove()
      undoToast(say('view.deleted', { name }), say('view.undo'), () => void guarded(bringBack))
    })
  const items = (
    <>
      {chosenSaved && (
        <Menu.Item disabled={!isChanged} onClick={save}>
          {say('view.save')}
        </Menu.Item>
      )}
      <Menu.Item onClick={saveAs}>{say('view.saveAs')}</Menu.Item>
      <Menu.Item disabled={!isChanged} onClick={views.reset}>
        {say('view.reset')}
      </Menu.Item>
      <Menu.Item disabled={!chosenSaved} onClick={() => setAsks('rename')}>
        {say('view.rename')}
      </Menu.Item>
      <Menu.CheckboxItem
        disabled={!chosenSaved}
        checked={views.isDefault}
        closeMenuOnClick
        onChange={views.setDefault}
      >
        {say('view.default')}
      </Menu.CheckboxItem>
      <Menu.Item disabled={!chosenSaved} onClick={remove}>
        {say('view.delete')}
      </Menu.Item>
    </>
  )
  const dialog = asks !== null && (
    <NameDialog
      title={say(asks === 'saveAs' ? 'view.saveAs' : 'view.rename')}
      name={asks === 'rename' ? (chosenSaved?.name ?? '') : ''}
      onClose={() => setAsks(null)}
      onName={async (name) => {
        await (asks === 'saveAs' ? views.saveAs(name) : views.rename(name))
        toast.done(say('view.saved', { name }))
      }}
    />
  )
  return { save, saveAs, items, dialog }
}

function NameDialog({
  title,
  name,
  onName,
  onClose,
}: {
  readonly title: string
  readonly name: string
  readonly onName: (name: string) => Promise<void>
  readonly onClose: () => void
}) {
  const say = useText()
  const describe = useTrouble()
  const [text, setText] = useState(name)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') {
      setProblem(say('field.required'))
      return
    }
    try {
      await onName(text.trim())
      onClose()
    } catch (error) {
      setProblem(describe(error).sentence)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={420}
      title={title}
      closeButtonProps={{ 'aria-label': say('action.close') }}
    >
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        <TextInput
          data-autofocus
          label={say('view.name')}
          description={say('view.nameHint')}
          value={text}
          maxLength={60}
          error={problem}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setProblem(null)
          }}
        />
        <div className={styles['foot']}>
          <Button label={say('view.cancel')} onClick={onClose} />
          <Button look="primary" type="submit" label={say('view.save')} />
        </div>
      </form>
    </Modal>
  )
}

function undoToast(message: string, label: string, run: () => void): void {
  const id = `view ${crypto.randomUUID()}`
  notifications.show({
    id,
    color: 'teal',
    autoClose: UNDO_SHOWN_MS,
    withBorder: true,
    message: (
      <span className={styles['toast']}>
        <span>{message}</span>
        <Button
          look="plain"
          label={label}
          onClick={() => {
            notifications.hide(id)
            run()
          }}
        />
      </span>
    ),
  })
}
