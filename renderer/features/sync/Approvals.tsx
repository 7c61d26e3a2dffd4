/** Requests that wait for a second person: what would change, who asked, and yes or no by one key. */
import { TextInput } from '@mantine/core'
import { IconShieldCheck, IconThumbUp, IconX } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type FormEvent } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { Say, useFormat, useText } from '../../ui/language.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { SaldoGrid } from '../../ui/SaldoGrid.tsx'
import { ScreenBody, StatusBar } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useKeysWait } from '../../ui/use-keys-wait.ts'
import { type ApprovalRow, fieldText, plainText } from './words.ts'
import styles from './Sync.module.css'

const approvalId = (row: ApprovalRow) => row.id

/** What it is about, before and after, as text. */
function useAbout() {
  const say = useText()
  const format = useFormat()
  return useCallback(
    (row: ApprovalRow) => {
      const text = (value: unknown) => plainText(row.group ?? '', value, row.currency, say, format)
      if (row.kind === 'guarded')
        return {
          object: row.group === null ? '' : fieldText(row.group, say),
          before: text(row.before),
          after: text(row.after),
        }
      if (row.kind === 'reopen')
        return { object: row.month === null ? '' : format.month(row.month), before: '', after: '' }
      const { document, currency } = row
      const amount =
        document?.amountMinor == null || currency === null
          ? ''
          : format.moneyWithCode(document.amountMinor, currency)
      const day = document?.date == null ? '' : format.date(document.date)
      return {
        object: [document?.number, day].filter(Boolean).join(' · '),
        before: '',
        after: amount,
      }
    },
    [say, format],
  )
}

export function Approvals({ timezone }: { readonly timezone: string }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { scale, rowHeight } = useDensity()
  const list = useLive(api.device.approvals, {})
  useKeysWait(!list.isPending)
  const about = useAbout()
  const [focused, setFocused] = useState<string | null>(null)
  const [isRefusing, setRefusing] = useState(false)
  const row = list.data?.find((one) => one.id === focused) ?? list.data?.[0] ?? null
  const decide = useCallback(
    async (approve: boolean, reason?: string) => {
      if (row === null) return
      await api.device.decide({
        id: row.id,
        approve,
        ...(reason === undefined || reason === '' ? {} : { reason }),
      })
      toast.done(say(`sync.approvals.done.${approve ? 'approve' : 'refuse'}`))
    },
    [row, say],
  )
  const approve = useCallback(() => {
    decide(true).catch((error: unknown) => toast.failed(describe(error).sentence))
  }, [decide, describe])
  const mayDecide = row?.mayDecide === true
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'sync.approve',
          title: 'sync.approvals.approve',
          keys: ['Y'],
          group: 'here',
          icon: IconThumbUp,
          enabled: mayDecide,
          run: approve,
        },
        {
          id: 'sync.refuse',
          title: 'sync.approvals.refuse',
          keys: ['R'],
          group: 'here',
          icon: IconX,
          enabled: mayDecide,
          run: () => setRefusing(true),
        },
      ],
      [mayDecide, approve],
    ),
  )
  const columns = useMemo<readonly GridColumn<ApprovalRow>[]>(
    () => [
      {
        kind: 'text',
        id: 'kind',
        head: 'head.kind',
        text: (one) => say(`sync.approvals.kind.${one.kind}`),
        pinned: true,
      },
      {
        kind: 'text',
        id: 'name',
        head: 'head.account',
        text: (one) => one.customerName ?? one.customer,
        widthMax: 170,
      },
      {
        kind: 'text',
        id: 'object',
        head: 'sync.head.field',
        text: (one) => about(one).object,
        strong: true,
      },
      {
        kind: 'text',
        id: 'before',
        head: 'sync.head.before',
        text: (one) => about(one).before,
        widthMax: 150,
      },
      {
        kind: 'text',
        id: 'after',
        head: 'sync.approvals.after',
        text: (one) => about(one).after,
        widthMax: 190,
      },
      { kind: 'text', id: 'by', head: 'sync.approvals.by', text: (one) => one.by },
      { kind: 'text', id: 'reason', head: 'head.reason', text: (one) => one.reason, fills: true },
    ],
    [say, about],
  )
  const off = mayDecide
    ? undefined
    : say(row?.isMine === true ? 'sync.approvals.mine' : 'sync.approvals.notYours')
  const shown = row === null ? null : about(row)
  return (
    <>
      <ScreenBody
        peekLabel={say('sync.approvals.panel')}
        peek={
          row === null || shown === null ? (
            <span />
          ) : (
            <>
              <header className={styles['head']} data-tone="info">
                <IconShieldCheck size={20} stroke={1.8} aria-hidden="true" />
                <div>
                  <h2>{row.customerName ?? say(`sync.approvals.kind.${row.kind}`)}</h2>
                  <p>{shown.object}</p>
                </div>
              </header>
              <Panel>
                <Facts
                  facts={[
                    { label: say('sync.head.before'), value: shown.before || '–' },
                    {
                      label: say('sync.approvals.after'),
                      value: shown.after || '–',
                      strong: true,
                    },
                    { label: say('sync.approvals.by'), value: row.by ?? '–' },
                    { label: say('sync.approvals.at'), value: format.moment(row.at, timezone) },
                    { label: say('head.reason'), value: row.reason ?? '–' },
                  ]}
                />
                {off !== undefined && <p className={styles['note']}>{off}</p>}
                <div className={styles['acts']}>
                  <Button
                    look="primary"
                    icon={IconThumbUp}
                    label={say('sync.approvals.approve')}
                    keys="Y"
                    disabledReason={off}
                    onClick={approve}
                  />
                  <Button
                    icon={IconX}
                    label={say('sync.approvals.refuse')}
                    keys="R"
                    disabledReason={off}
                    onClick={() => setRefusing(true)}
                  />
                </div>
              </Panel>
            </>
          )
        }
        status={
          <StatusBar
            rows={<Say id="sync.approvals.count" values={{ count: list.data?.length ?? 0 }} />}
            note={say('sync.approvals.note')}
          />
        }
      >
        <SaldoGrid<ApprovalRow>
          label={say('sync.approvals.list')}
          columns={columns}
          rows={list.data}
          rowId={approvalId}
          trouble={list.error ? describe(list.error) : null}
          onRetry={() => void list.refetch()}
          onFocusRow={(one) => one && setFocused(one.id)}
          rowHeight={rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconShieldCheck}
              title={say('sync.approvals.empty')}
              hint={say('sync.approvals.empty.says')}
            />
          }
        />
      </ScreenBody>
      {isRefusing && (
        <RefuseDialog
          onRefuse={(reason) => decide(false, reason)}
          onClose={() => setRefusing(false)}
        />
      )}
    </>
  )
}

function RefuseDialog({
  onRefuse,
  onClose,
}: {
  readonly onRefuse: (reason: string) => Promise<void>
  readonly onClose: () => void
}) {
  const say = useText()
  const describe = useTrouble()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onRefuse(reason.trim()).then(onClose, (error: unknown) => setProblem(describe(error).sentence))
  }
  return (
    <Dialog title={say('sync.approvals.refuse.title')} size={460} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <TextInput
          data-autofocus
          label={say('sync.exit.reason')}
          value={reason}
          maxLength={500}
          error={problem}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={styles['buttons']}>
          <Button label={say('action.cancel')} onClick={onClose} />
          <Button look="primary" type="submit" label={say('sync.approvals.refuse')} keys="Enter" />
        </div>
      </form>
    </Dialog>
  )
}
