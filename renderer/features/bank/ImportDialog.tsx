/** What a bank's file waits for: its account, its columns, a statement that does not close, or why it is refused. */
import { Autocomplete } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useState } from 'react'
import { placed } from '../../app/placed.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { ColumnsDialog } from './ColumnsDialog.tsx'
import { SmallDialog } from './SmallDialog.tsx'
import type { BankImport, Waiting } from './use-bank-import.ts'
import styles from './Reconcile.module.css'

export function ImportDialog({
  importing,
  accounts,
}: {
  readonly importing: BankImport
  readonly accounts: readonly string[]
}) {
  const { waiting } = importing
  if (waiting === null) return null
  switch (waiting.why) {
    case 'account':
      return <WhichAccount waiting={waiting} importing={importing} accounts={accounts} />
    case 'columns':
      return <ColumnsDialog key={waiting.file.fileId} waiting={waiting} importing={importing} />
    case 'control':
      return <NotClosing waiting={waiting} importing={importing} />
    case 'refused':
      return <Refused waiting={waiting} onClose={importing.drop} onPick={importing.pick} />
  }
}

function WhichAccount({
  waiting: { file, choices, last },
  importing,
  accounts,
}: {
  readonly waiting: Extract<Waiting, { why: 'account' }>
  readonly importing: BankImport
  readonly accounts: readonly string[]
}) {
  const say = useText()
  const [account, setAccount] = useState(last ?? (accounts.length === 1 ? (accounts[0] ?? '') : ''))
  return (
    <SmallDialog
      title={say('reconcile.import.which')}
      says={say('reconcile.import.which.says', { file: file.name })}
      act={say('reconcile.import.act')}
      isReady={account.trim() !== ''}
      startsOnAct={last !== null}
      busy={importing.isBusy}
      onSubmit={() => importing.go(file, { ...choices, account: account.trim() })}
      onClose={importing.drop}
    >
      <Autocomplete
        {...(last === null ? { 'data-autofocus': true } : {})}
        label={say('reconcile.account')}
        data={[...accounts]}
        description={last === null ? null : say('reconcile.import.which.last')}
        value={account}
        maxLength={64}
        onChange={setAccount}
      />
    </SmallDialog>
  )
}

function NotClosing({
  waiting: { file, choices, found },
  importing,
}: {
  readonly waiting: Extract<Waiting, { why: 'control' }>
  readonly importing: BankImport
}) {
  const say = useText()
  const format = useFormat()
  const money = (minor: number | null, currency: string) =>
    minor === null ? '' : format.moneyWithCode(minor, currency)
  return (
    <SmallDialog
      title={say('reconcile.import.control')}
      says={say('reconcile.import.control.says', { file: file.name })}
      act={say('reconcile.import.anyway')}
      size={860}
      isReady
      startsOnAct
      busy={importing.isBusy}
      onSubmit={() => importing.go(file, { ...choices, acceptControlDifference: true })}
      onClose={importing.drop}
    >
      <div className={styles['all']}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('reconcile.account')}</th>
              <th scope="col">{say('reconcile.head.statement')}</th>
              <th scope="col" data-figure="">
                {say('reconcile.head.opening')}
              </th>
              <th scope="col" data-figure="">
                {say('reconcile.head.closing')}
              </th>
              <th scope="col" data-figure="">
                {say('reconcile.difference')}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.statements.map((one) => (
              <tr key={`${one.account} ${one.number ?? ''} ${one.from ?? ''}`}>
                <td>{one.account}</td>
                <td>{one.number}</td>
                <td data-figure="">{money(one.openingMinor, one.currency)}</td>
                <td data-figure="">{money(one.closingMinor, one.currency)}</td>
                <td data-figure="" data-tone={one.control.ok === false ? 'danger' : undefined}>
                  {money(one.control.differenceMinor, one.currency)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.format === 'csv' || found.format === 'xlsx' ? (
        <Button
          look="plain"
          icon={IconColumns3}
          label={say('reconcile.import.columns')}
          onClick={() => importing.look(file, choices)}
        />
      ) : null}
    </SmallDialog>
  )
}

function Refused({
  waiting: { file, error },
  onClose,
  onPick,
}: {
  readonly waiting: Extract<Waiting, { why: 'refused' }>
  readonly onClose: () => void
  readonly onPick: () => void
}) {
  const say = useText()
  const { choice } = useFormat()
  const describe = useTrouble()
  return (
    <Dialog
      onClose={onClose}
      size={520}
      title={say('reconcile.import.refused', { file: file?.name ?? '' })}
    >
      <div className={styles['form']}>
        <p className={styles['error']} role="alert">
          {placed(error, describe(error).sentence, choice.language)}
        </p>
        <p>{say('reconcile.import.nothing')}</p>
        <div className={styles['buttons']}>
          <Button label={say('action.close')} onClick={onClose} />
          <Button
            look="primary"
            label={say('reconcile.import.other')}
            onClick={() => {
              onClose()
              onPick()
            }}
          />
        </div>
      </div>
    </Dialog>
  )
}
