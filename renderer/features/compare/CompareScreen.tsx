/** The other side's statement beside ours: choose whose, take the file, see the difference explained. */
import { IconFileUpload, IconScale } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { findCustomers } from '../../app/find-customers.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { CustomerPicker } from '../../ui/CustomerPicker.tsx'
import { useText } from '../../ui/language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Comparison } from './Comparison.tsx'
import { useCompare } from './store.ts'
import { useStatementFile } from './use-statement-file.ts'
import styles from './Compare.module.css'

const PICKER = '[data-customer-picker] input'

export function CompareScreen() {
  const say = useText()
  const navigate = useNavigate()
  const { customer } = useSearch({ from: '/shell/compare' })
  const card = useLive(
    api.customers.get,
    { code: customer ?? '', group: false },
    { when: customer !== undefined },
  )
  // Without a customer the screen can only be about choosing one.
  useEffect(() => {
    if (customer !== undefined) return
    const timer = setTimeout(() => document.querySelector<HTMLInputElement>(PICKER)?.focus())
    return () => clearTimeout(timer)
  }, [customer])
  const picker = (
    <div className={styles['customer']} data-customer-picker="">
      <CustomerPicker
        hideLabel
        chosen={
          customer === undefined
            ? null
            : {
                code: customer,
                name: card.data?.card.code === customer ? card.data.card.name : '',
              }
        }
        search={findCustomers}
        onChoose={(one) =>
          void navigate({ to: '/compare', search: { customer: one.code }, replace: true })
        }
      />
    </div>
  )
  if (customer === undefined)
    return (
      <Screen title={say('compare.title')} badges={picker}>
        <EmptyState
          icon={IconScale}
          title={say('compare.choose')}
          hint={say('compare.choose.says')}
        />
      </Screen>
    )
  return <OfCustomer key={customer} customer={customer} picker={picker} />
}

function OfCustomer({
  customer,
  picker,
}: {
  readonly customer: string
  readonly picker: ReactNode
}) {
  const work = useCompare((state) => state.works[customer])
  const file = useStatementFile(customer)
  const { pick } = file
  const title = work === undefined ? 'compare.command.pick' : 'compare.command.again'
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'compare.pick',
          title,
          keys: ['F'],
          group: 'here',
          icon: IconFileUpload,
          run: pick,
        },
      ],
      [pick, title],
    ),
  )
  return work === undefined ? (
    <Start picker={picker} file={file} />
  ) : (
    <Comparison customer={customer} work={work} picker={picker} file={file} />
  )
}

function Start({
  picker,
  file,
}: {
  readonly picker: ReactNode
  readonly file: ReturnType<typeof useStatementFile>
}) {
  const say = useText()
  const describe = useTrouble()
  return (
    <Screen
      title={say('compare.title')}
      badges={picker}
      actions={
        <Button
          look="primary"
          icon={IconFileUpload}
          label={say('compare.pick')}
          keys="F"
          busy={file.isBusy}
          onClick={file.pick}
        />
      }
    >
      {file.error !== null && (
        <Note tone="danger" icon={IconScale} title={describe(file.error).sentence} />
      )}
      <section className={styles['drop']}>
        <IconScale size={32} stroke={1.4} aria-hidden="true" />
        <h2>{say('compare.start')}</h2>
        <p>{say('compare.start.says')}</p>
      </section>
    </Screen>
  )
}
