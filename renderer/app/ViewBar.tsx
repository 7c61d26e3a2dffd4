/**
 * Above a list: its views as tabs with counts, and what can be done with the chosen one. A view that
 * is changed shows a dot and offers to be saved or set back.
 */
import { Menu, Modal, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDots } from '@tabler/icons-react'
import { useCallback, useState, type FormEvent, type ReactNode, type RefObject } from 'react'
import type { ViewState } from '../../shared/contract/views.ts'
import { Button } from '../ui/Button.tsx'
import { PLAIN_VIEW } from '../ui/grid-view.ts'
import { useFormat, useText } from '../ui/language.tsx'
import { ViewTabs } from '../ui/Screen.tsx'
import { toast } from '../ui/toast.ts'
import { useTrouble } from './trouble.ts'
import type { ViewMenuOpen } from './ViewButtons.tsx'
import { useViewCommands, type ViewGrid } from './view-commands.ts'
import type { ListViews } from './views.ts'
import styles from './ViewBar.module.css'

const UNDO_SHOWN_MS = 10_000

export function ViewBar({
  label,
  views,
  grid,
  countOf,
  onOpen,
  end,
}: {
  readonly label: string
  readonly views: ListViews
  readonly grid: RefObject<ViewGrid | null>
  /** Rows of a view by its built-in rows and filters; undefined while unknown. */
  readonly countOf: (base: string, state: ViewState) => number | undefined
  /** Opens the column chooser or the groups. */
  readonly onOpen: (open: ViewMenuOpen) => void
  /** For a screen whose tool row is full. */
  readonly end?: ReactNode
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const [asks, setAsks] = useState<'saveAs' | 'rename' | null>(null)
  const { builtIn, saved, chosen, chosenSaved, isChanged, state, base } = views

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
  useViewCommands(views, grid, { onOpen, save, saveAs })

  const shownCount = (count: number | undefined) =>
    count === undefined ? undefined : format.count(count)
  const firstBase = builtIn[0]?.id ?? ''
  const tabs = [
    ...builtIn.map((one) => ({
      id: one.id,
      label: one.label,
      count: shownCount(
        countOf(one.id, one.id === chosen ? state : { ...PLAIN_VIEW, ...one.state }),
      ),
    })),
    ...saved.map((one) => ({
      id: one.viewId,
      label: one.name,
      count: shownCount(
        one.viewId === chosen
          ? countOf(base, state)
          : countOf(one.state.settings['base'] ?? firstBase, one.state),
      ),
    })),
  ].map((tab) => ({ ...tab, changed: tab.id === chosen && isChanged }))
  return (
    <div className={styles['bar']}>
      <ViewTabs label={label} views={tabs} chosen={chosen} onChoose={views.choose} />
      <div className={styles['acts']}>
        {end}
        {isChanged && (
          <>
            <Button
              look="plain"
              label={say(chosenSaved ? 'view.save' : 'view.saveAs')}
              keys="Mod+Shift+S"
              onClick={chosenSaved ? save : saveAs}
            />
            <Button look="plain" label={say('view.reset')} onClick={views.reset} />
          </>
        )}
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button look="plain" iconOnly icon={IconDots} label={say('view.menu')} />
          </Menu.Target>
          <Menu.Dropdown aria-label={say('view.menu')}>
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
          </Menu.Dropdown>
        </Menu>
      </div>
      {asks !== null && (
        <NameDialog
          title={say(asks === 'saveAs' ? 'view.saveAs' : 'view.rename')}
          name={asks === 'rename' ? (chosenSaved?.name ?? '') : ''}
          onClose={() => setAsks(null)}
          onName={async (name) => {
            await (asks === 'saveAs' ? views.saveAs(name) : views.rename(name))
            toast.done(say('view.saved', { name }))
          }}
        />
      )}
    </div>
  )
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
