/** The card in the overview: facts to read, fields after F2; Ctrl+S saves, Esc gives up. */
import { IconDeviceFloppy, IconPencil } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CustomerCard } from '../../../shared/contract/customers.ts'
import { LANGUAGE_NAMES } from '../../../shared/i18n/index.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Facts, Panel, type Fact } from '../../ui/Panel.tsx'
import { toast } from '../../ui/toast.ts'
import { CardFieldInput } from './CardFields.tsx'
import {
  draftOf,
  fieldOfRefusal,
  patchOf,
  problemsOf,
  type CardField,
  type Problems,
} from './card-fields.ts'
import styles from './Customer.module.css'

const FIELDS: readonly CardField[] = [
  'name',
  'taxId',
  'taxOffice',
  'terms',
  'creditLimitMinor',
  'currency',
  'segment',
  'priceList',
  'discount',
  'contact',
  'phone',
  'email',
  'address',
  'city',
  'country',
  'iban',
  'language',
  'parentCode',
  'tags',
]

export function CompanyCard({
  card,
  companyCurrency,
  currencies,
}: {
  readonly card: CustomerCard
  readonly companyCurrency: string
  readonly currencies: readonly string[]
}) {
  const say = useText()
  const [isEditing, setEditing] = useState(false)
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'customer.edit',
          title: 'customer.edit',
          keys: ['F2'],
          group: 'here',
          icon: IconPencil,
          run: () => setEditing(true),
        },
      ],
      [],
    ),
  )
  if (isEditing) {
    return (
      <CardForm
        card={card}
        companyCurrency={companyCurrency}
        currencies={currencies}
        onDone={() => setEditing(false)}
      />
    )
  }
  return (
    <Panel
      title={say('customer.card')}
      action={
        <Button
          look="plain"
          label={say('customer.edit')}
          keys="F2"
          onClick={() => setEditing(true)}
        />
      }
    >
      <CardFacts card={card} companyCurrency={companyCurrency} />
    </Panel>
  )
}

function CardFacts({
  card,
  companyCurrency,
}: {
  readonly card: CustomerCard
  readonly companyCurrency: string
}) {
  const say = useText()
  const format = useFormat()
  const facts: Fact[] = []
  for (const field of FIELDS) {
    if (field === 'name' || field === 'parentCode') continue
    const value =
      field === 'creditLimitMinor'
        ? card.creditLimitMinor === null
          ? ''
          : format.moneyWithCode(card.creditLimitMinor, card.currency ?? companyCurrency)
        : field === 'language'
          ? card.language === null
            ? ''
            : LANGUAGE_NAMES[card.language]
          : field === 'tags'
            ? card.tags.join(', ')
            : (card[field] ?? '')
    if (value !== '') facts.push({ label: say(`customer.field.${field}`), value })
  }
  return <Facts facts={facts} />
}

function CardForm({
  card,
  companyCurrency,
  currencies,
  onDone,
}: {
  readonly card: CustomerCard
  readonly companyCurrency: string
  readonly currencies: readonly string[]
  readonly onDone: () => void
}) {
  const say = useText()
  const describe = useTrouble()
  const [before] = useState(() => draftOf(card))
  const [draft, setDraft] = useState(before)
  const [refused, setRefused] = useState<Problems>({})
  const [trouble, setTrouble] = useState<string | null>(null)
  const problems = { ...problemsOf(draft, say), ...refused }
  const changed = new Set(Object.keys(patchOf(before, draft)))
  const save = async () => {
    const patch = patchOf(before, draft)
    if (Object.keys(patch).length === 0) return onDone()
    try {
      const saved = await api.customers.patch({ code: card.code, patch })
      toast.done(say('customer.saved', { name: saved.name }))
      onDone()
    } catch (error) {
      const { sentence } = describe(error)
      const field = fieldOfRefusal(error)
      setRefused(field === null ? {} : { [field]: sentence })
      setTrouble(field === null ? sentence : null)
    }
  }
  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  })
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'customer.save',
          title: 'customer.save',
          keys: ['Mod+S'],
          group: 'here',
          icon: IconDeviceFloppy,
          run: () => void latest.current(),
        },
        {
          id: 'customer.cancel',
          title: 'action.cancel',
          keys: ['Escape'],
          group: 'here',
          inPalette: false,
          run: onDone,
        },
      ],
      [onDone],
    ),
  )
  return (
    <Panel title={say('customer.card')}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {FIELDS.map((field) => (
          <div
            key={field}
            className={styles['field']}
            data-changed={changed.has(field) || undefined}
          >
            <CardFieldInput
              field={field}
              autoFocus={field === 'name'}
              draft={draft}
              problems={problems}
              companyCurrency={companyCurrency}
              currencies={currencies}
              onChange={(next) => {
                setDraft(next)
                setRefused({})
              }}
            />
          </div>
        ))}
        {trouble !== null && (
          <p className={styles['error']} role="alert">
            {trouble}
          </p>
        )}
        <div className={styles['buttons']}>
          <Button label={say('action.cancel')} keys="Escape" onClick={onDone} />
          <Button look="primary" type="submit" label={say('customer.save')} keys="Mod+S" />
        </div>
      </form>
    </Panel>
  )
}
