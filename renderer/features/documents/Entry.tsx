/** One form that stays: Ctrl+Enter posts it and begins the next. */
import { IconChecks } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import type { companyInfo } from '../../../shared/contract/companies.ts'
import { api } from '../../app/api.ts'
import { findCustomers } from '../../app/find-customers.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { CustomerPicker } from '../../ui/CustomerPicker.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import { Allocation } from './Allocation.tsx'
import { Aside, type Posted } from './Aside.tsx'
import { parseRate } from '../../ui/rate.ts'
import { draftOf } from './draft.ts'
import { EntryFields } from './EntryFields.tsx'
import { emptyForm, fieldOf, type EntryForm, type EntryProblems } from './form.ts'
import { sideOfTargets, type EntryKind } from './kinds.ts'
import styles from './NewDocument.module.css'
import { allocateTo, applied, type Edits } from './targets.ts'
import { useProposals } from './use-proposals.ts'

type Info = z.output<typeof companyInfo>

export function Entry({
  kind,
  code,
  proposed,
  info,
  last,
  onPosted,
}: {
  readonly kind: EntryKind
  readonly code: string | undefined
  /** Filled in when the form opens. */
  readonly proposed: Partial<EntryForm>
  readonly info: Info
  readonly last: readonly Posted[]
  readonly onPosted: (posted: Posted) => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const [form, setForm] = useState<EntryForm>(() => ({
    ...emptyForm(info.suggestedAsOf),
    ...proposed,
  }))
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
          toast.done(
            say('entry.posted', {
              kind: say(`kind.${posted.kind}`),
              documentNo,
              amount: format.moneyWithCode(Math.abs(posted.amountMinor), posted.currency),
            }),
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
            key={form.documentId}
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

/** Inputs in the order they are filled: the customer, the amount, … */
function focusField(form: HTMLFormElement | null, index: number) {
  form?.querySelectorAll<HTMLInputElement>('input')[index]?.focus()
}
