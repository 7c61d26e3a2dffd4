/** Entering documents one after the other, hands on the keyboard: Ctrl+Enter posts, the form stays. */
import { NativeSelect, TextInput } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import type { companyInfo } from '../../../shared/contract/companies.ts'
import type { documents, DocumentDraft } from '../../../shared/contract/documents.ts'
import { isCurrency } from '../../../shared/domain/currency.ts'
import { monthOf, type IsoDate } from '../../../shared/domain/days.ts'
import { convert } from '../../../shared/domain/money.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { CustomerPicker } from '../../ui/CustomerPicker.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyCell } from '../../ui/MoneyCell.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { parseRate, rateText } from '../../ui/rate.ts'
import { Screen, ViewTabs } from '../../ui/Screen.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toast.ts'
import { Allocation } from './Allocation.tsx'
import { emptyForm, fieldOf, type EntryForm, type EntryProblems } from './form.ts'
import { ENTRY_KINDS, hasDueDate, sideOfTargets, type EntryKind } from './kinds.ts'
import { postedToast } from './posted-toast.tsx'
import { allocateTo, applied, targetsOfItems, targetsOfProposal, type Edits } from './targets.ts'
import styles from './NewDocument.module.css'

type Info = z.output<typeof companyInfo>
type Proposal = z.output<(typeof documents)['propose']['output']>
type Posted = z.output<(typeof documents)['post']['output']>[number]

const LAST_SHOWN = 6
const STATES = { open: 'periodOpen', soft: 'periodSoft', closed: 'periodClosed' } as const
const findCustomers = (text: string) => api.customers.search({ text, limit: 20 })

export function NewDocumentScreen() {
  const say = useText()
  const navigate = useNavigate()
  const { kind } = useParams({ from: '/shell/new/$kind' })
  const { customer } = useSearch({ from: '/shell/new/$kind' })
  const info = useLive(api.companies.info, {})
  const [last, setLast] = useState<readonly Posted[]>([])
  return (
    <Screen title={say('entry.title')}>
      <ViewTabs
        label={say('entry.kinds')}
        views={ENTRY_KINDS.map((id) => ({ id, label: say(`kind.${id}`) }))}
        chosen={kind}
        onChoose={(id) =>
          void navigate({
            to: '/new/$kind',
            params: { kind: id },
            search: (now) => now,
            replace: true,
          })
        }
      />
      {info.data && (
        <Entry
          key={kind}
          kind={kind}
          code={customer}
          info={info.data}
          last={last}
          onPosted={(posted) => setLast((now) => [posted, ...now].slice(0, LAST_SHOWN))}
          onUndone={(documentId) =>
            setLast((now) => now.filter((one) => one.documentId !== documentId))
          }
        />
      )}
    </Screen>
  )
}

/** Number, due day, rate and period to come, and what the document could be allocated to. */
function useProposals(
  kind: EntryKind,
  code: string | undefined,
  form: EntryForm,
): {
  readonly proposal: Proposal | undefined
  readonly trouble: unknown
  readonly targets: ReturnType<typeof targetsOfItems>
  readonly policy: 'explicit' | 'statutory' | 'oldest' | null
} {
  const date = form.documentDate
  const { postingDate } = form
  const proposed = useLive(
    api.documents.propose,
    {
      kind,
      customerCode: code ?? '',
      ...(date === null ? {} : { documentDate: date }),
      ...(postingDate === null ? {} : { postingDate }),
      ...(form.currency !== null && isCurrency(form.currency) ? { currency: form.currency } : {}),
    },
    { when: code !== undefined },
  )
  const proposal = code === undefined ? undefined : proposed.data
  const currency = proposal?.currency
  const side = sideOfTargets(kind)
  const amountMinor = useDeferredValue(form.amountMinor ?? 0)
  const reference = useDeferredValue(form.reference.trim())
  const payable = useLive(
    api.allocations.propose,
    {
      customerCode: code ?? '',
      currency: currency ?? ('TRY' as Proposal['currency']),
      amountMinor: Math.max(1, amountMinor),
      on: proposal?.postingDate ?? ('2000-01-01' as IsoDate),
      stated: [],
      ...(reference === '' ? {} : { reference }),
    },
    { when: side === 'debit' && currency !== undefined },
  )
  const items = useLive(
    api.documents.openItems,
    {
      customerCode: code ?? '',
      group: false,
      side: 'credit' as const,
      ...(proposal === undefined ? {} : { asOf: proposal.postingDate }),
    },
    { when: side === 'credit' && currency !== undefined },
  )
  const targets = useMemo(() => {
    if (currency === undefined || side === null) return []
    if (side === 'credit') return targetsOfItems(items.data?.items ?? [], currency)
    const lines = targetsOfProposal(payable.data?.lines ?? [])
    return amountMinor > 0 ? lines : lines.map((line) => ({ ...line, proposedMinor: 0 }))
  }, [currency, side, items.data, payable.data, amountMinor])
  return {
    proposal,
    trouble: proposed.error,
    targets,
    policy: side === 'debit' && amountMinor > 0 ? (payable.data?.policy ?? null) : null,
  }
}

function Entry({
  kind,
  code,
  info,
  last,
  onPosted,
  onUndone,
}: {
  readonly kind: EntryKind
  readonly code: string | undefined
  readonly info: Info
  readonly last: readonly Posted[]
  readonly onPosted: (posted: Posted) => void
  readonly onUndone: (documentId: string) => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const [form, setForm] = useState<EntryForm>(() => emptyForm(info.suggestedAsOf))
  const [edits, setEdits] = useState<Edits | null>(null)
  const [problems, setProblems] = useState<EntryProblems>({})
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const formElement = useRef<HTMLFormElement>(null)
  const { proposal, targets, policy } = useProposals(kind, code, form)
  const card = useLive(
    api.customers.get,
    { code: code ?? '', asOf: info.suggestedAsOf, group: false },
    { when: code !== undefined },
  )
  const customer = card.data?.card.code === code ? card.data : undefined
  const currency = form.currency ?? proposal?.currency ?? info.currency
  const change = (changes: Partial<EntryForm>) => {
    setForm((now) => ({ ...now, ...changes }))
    setProblems({})
    setTrouble(null)
  }

  // After the title has had the focus: begin where something is missing.
  useEffect(() => {
    const timer = setTimeout(() => focusField(formElement.current, code === undefined ? 0 : 1))
    return () => clearTimeout(timer)
  }, [code])

  const undo = async (posted: Posted, isAllocated: boolean) => {
    const key = { documentId: posted.documentId }
    try {
      if (isAllocated) await api.allocations.remove({ credit: key })
      await api.documents.reverse({ key, reason: say('entry.undoReason') })
      onUndone(posted.documentId)
      toast.done(say('entry.undone', { documentNo: posted.documentNo }))
    } catch (error) {
      toast.failed(describe(error).sentence)
    }
  }
  const post = async () => {
    const missing: EntryProblems = {
      ...(code === undefined ? { customer: say('field.required') } : {}),
      ...(form.amountMinor === null ? { amountMinor: say('field.required') } : {}),
      ...(form.documentDate === null ? { documentDate: say('field.required') } : {}),
      ...(form.rate !== '' && parseRate(form.rate) === null ? { rate: say('entry.rate.bad') } : {}),
    }
    const sum = targets.reduce((total, target) => total + applied(target, edits), 0)
    if (form.amountMinor !== null && sum > form.amountMinor) missing.allocation = say('entry.over')
    setProblems(missing)
    if (Object.keys(missing).length > 0 || code === undefined || busy) {
      focusField(formElement.current, missing.customer === undefined ? 1 : 0)
      return
    }
    setBusy(true)
    setTrouble(null)
    const targeted = allocateTo(targets, edits)
    try {
      const [posted] = await api.documents.post({
        documents: [draftOf(kind, code, form, targeted)],
      })
      if (posted) {
        onPosted(posted)
        const { documentNo } = posted
        if (posted.unchanged) toast.done(say('entry.unchanged', { documentNo }))
        else
          postedToast(
            say('entry.posted', {
              kind: say(`kind.${posted.kind}`),
              documentNo,
              amount: format.moneyWithCode(Math.abs(posted.amountMinor), posted.currency),
            }),
            { label: say('action.undo'), run: () => void undo(posted, targeted.length > 0) },
          )
      }
      setForm((now) => ({ ...emptyForm(now.documentDate), currency: now.currency }))
      setEdits(null)
      setTimeout(() => focusField(formElement.current, 1))
    } catch (error) {
      const { sentence } = describe(error)
      const field = fieldOf(error)
      setProblems(field === null ? {} : { [field]: sentence })
      setTrouble(field === null || field === 'allocation' ? sentence : null)
    } finally {
      setBusy(false)
    }
  }
  const latest = useRef(post)
  useEffect(() => {
    latest.current = post
  })
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'entry.post',
          title: 'entry.post',
          keys: ['Mod+Enter'],
          group: 'here',
          icon: IconChecks,
          run: () => void latest.current(),
        },
        {
          id: 'entry.toAmount',
          title: 'entry.toAmount',
          keys: ['Alt+A'],
          group: 'here',
          inPalette: false,
          run: () => focusField(formElement.current, 1),
        },
      ],
      [],
    ),
  )
  const choose = useCallback(
    (chosen: string) => {
      setEdits(null)
      setForm((now) => ({ ...now, currency: null }))
      setProblems({})
      void navigate({
        to: '/new/$kind',
        params: { kind },
        search: { customer: chosen },
        replace: true,
      })
    },
    [navigate, kind],
  )
  return (
    <div className={styles['body']}>
      <div className={styles['main']}>
        <form
          ref={formElement}
          className={styles['form']}
          onSubmit={(event) => event.preventDefault()}
        >
          <div className={styles['wide']}>
            <CustomerPicker
              label={say('entry.customer')}
              required
              chosen={code === undefined ? null : { code, name: customer?.card.name ?? '' }}
              search={findCustomers}
              error={problems.customer}
              onChoose={(one) => choose(one.code)}
            />
          </div>
          <EntryFields
            kind={kind}
            form={form}
            problems={problems}
            proposal={proposal}
            currency={currency}
            info={info}
            onChange={change}
          />
        </form>
        {sideOfTargets(kind) !== null && code !== undefined && (
          <Allocation
            title={say(kind === 'refund' ? 'entry.repays' : 'entry.allocate')}
            targets={targets}
            edits={edits}
            amountMinor={form.amountMinor ?? 0}
            currency={currency}
            asOf={form.documentDate ?? info.suggestedAsOf}
            policy={policy}
            onEdits={(next) => {
              setEdits(next)
              setProblems({})
              setTrouble(null)
            }}
          />
        )}
        <footer className={styles['foot']}>
          <Button
            look="primary"
            icon={IconChecks}
            label={say('entry.post')}
            keys="Mod+Enter"
            busy={busy}
            onClick={() => void post()}
          />
          {(trouble ?? problems.allocation) !== undefined &&
            (trouble ?? problems.allocation) !== null && (
              <p className={styles['error']} role="alert">
                {trouble ?? problems.allocation}
              </p>
            )}
        </footer>
      </div>
      <Aside
        info={info}
        kind={kind}
        form={form}
        proposal={proposal}
        balanceMinor={customer?.figures.find((one) => one.currency === currency)?.balanceMinor ?? 0}
        overdueMinor={customer?.figures.find((one) => one.currency === currency)?.overdueMinor ?? 0}
        name={customer?.card.name ?? null}
        currency={currency}
        last={last}
      />
    </div>
  )
}

function EntryFields({
  kind,
  form,
  problems,
  proposal,
  currency,
  info,
  onChange,
}: {
  readonly kind: EntryKind
  readonly form: EntryForm
  readonly problems: EntryProblems
  readonly proposal: Proposal | undefined
  readonly currency: string
  readonly info: Info
  readonly onChange: (changes: Partial<EntryForm>) => void
}) {
  const say = useText()
  const format = useFormat()
  const isForeign = currency !== info.currency
  const rate = parseRate(form.rate) ?? proposal?.rate ?? null
  const isSoft = proposal?.period === 'soft' || problems.periodReason !== undefined
  return (
    <>
      <MoneyField
        label={say('entry.amount')}
        currency={currency}
        minor={form.amountMinor}
        required
        error={problems.amountMinor}
        onChange={(amountMinor) => onChange({ amountMinor })}
      />
      <NativeSelect
        label={say('entry.currency')}
        error={problems.currency}
        value={currency}
        data={[...new Set([currency, info.currency, ...info.currencies])]}
        onChange={(event) => onChange({ currency: event.currentTarget.value, rate: '' })}
      />
      <DateField
        label={say('entry.date')}
        day={form.documentDate}
        today={info.suggestedAsOf}
        required
        error={problems.documentDate}
        onChange={(documentDate) => onChange({ documentDate })}
      />
      {hasDueDate(kind) && (
        <DateField
          label={say('entry.due')}
          day={form.dueDate ?? proposal?.dueDate ?? null}
          today={info.suggestedAsOf}
          error={problems.dueDate}
          hint={
            proposal === undefined
              ? undefined
              : proposal.terms === null
                ? say('entry.due.atOnce')
                : say('entry.due.terms', { terms: proposal.terms })
          }
          onChange={(dueDate) => onChange({ dueDate })}
        />
      )}
      <DateField
        label={say('entry.posting')}
        day={form.postingDate ?? form.documentDate}
        today={info.suggestedAsOf}
        error={problems.postingDate}
        onChange={(postingDate) => onChange({ postingDate })}
      />
      <TextInput
        label={say('entry.number')}
        error={problems.documentNo}
        value={form.documentNo}
        placeholder={proposal?.documentNo ?? ''}
        description={
          proposal === undefined || form.documentNo !== ''
            ? undefined
            : say('entry.number.next', { number: proposal.documentNo })
        }
        inputWrapperOrder={ORDER}
        maxLength={64}
        onChange={(event) => onChange({ documentNo: event.currentTarget.value })}
      />
      {isForeign && (
        <TextInput
          label={say('entry.rate')}
          error={problems.rate}
          value={form.rate}
          inputMode="decimal"
          placeholder={proposal?.rate ? rateText(proposal.rate, format) : ''}
          description={
            rate !== null && form.amountMinor !== null
              ? say('entry.rate.base', {
                  amount: format.moneyWithCode(
                    convert(form.amountMinor, currency, info.currency, rate),
                    info.currency,
                  ),
                })
              : say('entry.rate.says', { currency: info.currency, foreign: currency })
          }
          inputWrapperOrder={ORDER}
          onChange={(event) => onChange({ rate: event.currentTarget.value })}
        />
      )}
      {hasDueDate(kind) && (
        <MoneyField
          label={say('entry.tax')}
          currency={currency}
          minor={form.taxMinor}
          error={problems.taxMinor}
          onChange={(taxMinor) => onChange({ taxMinor })}
        />
      )}
      {(kind === 'receipt' || kind === 'refund') && (
        <TextInput
          label={say('entry.method')}
          value={form.method}
          maxLength={500}
          onChange={(event) => onChange({ method: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={say('entry.reference')}
        value={form.reference}
        maxLength={500}
        description={kind === 'receipt' ? say('entry.reference.says') : undefined}
        inputWrapperOrder={ORDER}
        onChange={(event) => onChange({ reference: event.currentTarget.value })}
      />
      <div className={styles['wide']}>
        <TextInput
          label={say('entry.description')}
          value={form.description}
          maxLength={500}
          onChange={(event) => onChange({ description: event.currentTarget.value })}
        />
      </div>
      {isSoft && (
        <div className={styles['wide']}>
          <TextInput
            label={say('entry.periodReason')}
            error={problems.periodReason}
            value={form.periodReason}
            maxLength={500}
            onChange={(event) => onChange({ periodReason: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  )
}

function Aside({
  info,
  kind,
  form,
  proposal,
  name,
  balanceMinor,
  overdueMinor,
  currency,
  last,
}: {
  readonly info: Info
  readonly kind: EntryKind
  readonly form: EntryForm
  readonly proposal: Proposal | undefined
  readonly name: string | null
  readonly balanceMinor: number
  readonly overdueMinor: number
  readonly currency: string
  readonly last: readonly Posted[]
}) {
  const say = useText()
  const format = useFormat()
  const raises = kind === 'invoice' || kind === 'debit_note' || kind === 'refund'
  const after = balanceMinor + (raises ? 1 : -1) * (form.amountMinor ?? 0)
  const month = monthOf(proposal?.postingDate ?? form.documentDate ?? info.suggestedAsOf)
  return (
    <aside className={styles['side']} aria-label={say('entry.account')}>
      {name === null ? (
        <Panel>
          <p className={styles['quiet']}>{say('entry.noCustomer')}</p>
        </Panel>
      ) : (
        <Panel title={name}>
          <Facts
            facts={[
              {
                label: say('head.balance'),
                value: <MoneyCell minor={balanceMinor} currency={currency} withCode />,
              },
              {
                label: say('head.overdue'),
                value: (
                  <MoneyCell
                    minor={overdueMinor}
                    currency={currency}
                    tone={overdueMinor > 0 ? 'danger' : undefined}
                  />
                ),
              },
              {
                label: say('entry.after'),
                value: <MoneyCell minor={after} currency={currency} withCode />,
                strong: true,
              },
            ]}
          />
        </Panel>
      )}
      {proposal && (
        <Panel>
          <p className={styles['period']}>
            <StatusBadge status={STATES[proposal.period]} />
            {say(`entry.period.${proposal.period}`, { month: format.month(month) })}
          </p>
        </Panel>
      )}
      {last.length > 0 && (
        <Panel title={say('entry.last')}>
          <ul className={styles['last']}>
            {last.map((one) => (
              <li key={one.documentId}>
                <span>{one.documentNo}</span>
                <MoneyCell minor={Math.abs(one.amountMinor)} currency={one.currency} withCode />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </aside>
  )
}

const ORDER: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'description',
  'error',
]

function draftOf(
  kind: EntryKind,
  customerCode: string,
  form: EntryForm,
  targeted: NonNullable<DocumentDraft['allocateTo']>,
): DocumentDraft {
  const text = (value: string) => (value.trim() === '' ? undefined : value.trim())
  const rate = parseRate(form.rate)
  const entries = {
    documentNo: text(form.documentNo),
    postingDate: form.postingDate ?? undefined,
    dueDate: form.dueDate ?? undefined,
    currency: form.currency !== null && isCurrency(form.currency) ? form.currency : undefined,
    rate: rate ?? undefined,
    taxMinor: form.taxMinor ?? undefined,
    reference: text(form.reference),
    description: text(form.description),
    method: text(form.method),
    periodReason: text(form.periodReason),
    allocateTo: targeted.length === 0 ? undefined : targeted,
  }
  if (form.documentDate === null || form.amountMinor === null) throw new Refusal('input.invalid')
  return {
    documentId: form.documentId,
    kind,
    customerCode,
    documentDate: form.documentDate,
    amountMinor: form.amountMinor,
    ...entries,
  }
}

/** Inputs in the order they are filled: the customer, the amount, … */
function focusField(form: HTMLFormElement | null, index: number) {
  form?.querySelectorAll<HTMLInputElement>('input')[index]?.focus()
}
