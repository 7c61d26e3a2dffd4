/** Beside the columns: what is missing and how to supply it, fixed values, sums, and the mapping's name. */
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { CURRENCIES } from '../../../shared/domain/currency.ts'
import { ENTERED_KINDS } from '../../../shared/domain/kinds.ts'
import type { ColumnMap } from '../../../shared/domain/tabular/map.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import {
  columnOptions,
  constants,
  factorsOf,
  looksWhole,
  setColumnOptions,
  setRule,
} from './rules.ts'
import { useImports, type Inspected, type Work } from './store.ts'
import { useFieldName } from './words.ts'
import styles from './Imports.module.css'

interface Rules {
  readonly base: Inspected
  readonly rules: ColumnMap
  readonly onChange: (rules: ColumnMap) => void
}

export function ColumnRules({
  base,
  rules,
  missing,
  work,
  onChange,
}: Rules & { readonly missing: readonly string[]; readonly work: Work }) {
  const say = useText()
  const change = useImports((state) => state.change)
  return (
    <aside className={styles['side']} data-region="" aria-label={say('imports.columns.more')}>
      <Missing fields={missing} />
      <FixedValues base={base} rules={rules} missing={missing} onChange={onChange} />
      {rules.rules['customer_code'] !== undefined && (
        <Codes base={base} rules={rules} onChange={onChange} />
      )}
      {(work.kind === 'documents' || work.kind === 'open-items') && (
        <Amounts base={base} rules={rules} onChange={onChange} />
      )}
      <Panel level={2} title={say('imports.mapping')}>
        <TextInput
          label={say('imports.mapping.name')}
          description={say('imports.mapping.says')}
          value={work.mappingName}
          maxLength={200}
          onChange={(event) =>
            change({
              mappingName: event.currentTarget.value,
              remember: event.currentTarget.value.trim() !== '',
            })
          }
        />
      </Panel>
    </aside>
  )
}

function Missing({ fields }: { readonly fields: readonly string[] }) {
  const say = useText()
  const fieldName = useFieldName()
  if (fields.length === 0)
    return (
      <p className={styles['all']} role="status">
        <IconCheck size={16} stroke={2} aria-hidden="true" />
        {say('imports.columns.complete')}
      </p>
    )
  return (
    <div className={styles['missing']} role="status">
      <IconAlertTriangle size={16} stroke={2} aria-hidden="true" />
      <div>
        <p>{say('imports.columns.still')}</p>
        <ul>
          {fields.map((field) => (
            <li key={field}>{fieldName(field)}</li>
          ))}
        </ul>
        <p className={styles['quiet']}>{say('imports.columns.still.says')}</p>
      </div>
    </div>
  )
}

/** One value for all rows, where the file has no column: mostly the type of document. */
function FixedValues({
  base,
  rules,
  missing,
  onChange,
}: Rules & { readonly missing: readonly string[] }) {
  const say = useText()
  const fieldName = useFieldName()
  const fixed = constants(rules)
  const free = base.fields.filter(({ field }) => rules.rules[field] === undefined)
  const [picked, setPicked] = useState<string | null>(null)
  const next = free.some(({ field }) => field === picked)
    ? picked
    : (missing.find((field) => field === 'type' || field === 'currency') ??
      missing[0] ??
      free[0]?.field ??
      null)
  return (
    <Panel level={2} title={say('imports.fixed')}>
      {fixed.map(({ field, value }) => (
        <div key={field} className={styles['line']}>
          <FixedValue
            label={fieldName(field)}
            field={field}
            value={value}
            onChange={(text) => onChange(setRule(rules, field, { const: text }))}
          />
          <Button
            look="plain"
            iconOnly
            icon={IconX}
            label={say('imports.fixed.remove', { field: fieldName(field) })}
            onClick={() => onChange(setRule(rules, field, null))}
          />
        </div>
      ))}
      {next !== null && (
        <div className={styles['line']}>
          <NativeSelect
            aria-label={say('imports.fixed.field')}
            value={next}
            data={free.map(({ field }) => ({ value: field, label: fieldName(field) }))}
            onChange={(event) => setPicked(event.currentTarget.value)}
          />
          <Button
            icon={IconPlus}
            label={say('imports.fixed.add')}
            onClick={() =>
              onChange(
                setRule(rules, next, {
                  const: next === 'type' ? 'invoice' : next === 'currency' ? 'TRY' : '',
                }),
              )
            }
          />
        </div>
      )}
    </Panel>
  )
}

function FixedValue({
  label,
  field,
  value,
  onChange,
}: {
  readonly label: string
  readonly field: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const say = useText()
  if (field === 'type' || field === 'currency')
    return (
      <NativeSelect
        label={label}
        value={value}
        data={
          field === 'type'
            ? ENTERED_KINDS.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))
            : [...CURRENCIES]
        }
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  return (
    <TextInput
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** Codes that a spreadsheet took for numbers, and rows without one. */
function Codes({ base, rules, onChange }: Rules) {
  const say = useText()
  const options = columnOptions(rules, 'customer_code')
  const rule = rules.rules['customer_code']
  const heading = typeof rule === 'string' ? rule : rule && 'column' in rule ? rule.column : null
  if (heading === null) return null
  const column = base.columns.find((one) => one.heading === heading)
  return (
    <Panel level={2} title={say('imports.codes')}>
      {(options.integer || (column !== undefined && looksWhole(column))) && (
        <Checkbox
          label={say('imports.codes.whole', {
            from: column?.samples[0] ?? '17850.0',
            to: (column?.samples[0] ?? '17850.0').replace(/\.0+$/, ''),
          })}
          checked={options.integer}
          onChange={(event) =>
            onChange(
              setColumnOptions(rules, 'customer_code', { integer: event.currentTarget.checked }),
            )
          }
        />
      )}
      <TextInput
        label={say('imports.codes.empty')}
        placeholder={say('imports.codes.empty.none')}
        value={options.default}
        maxLength={64}
        onChange={(event) =>
          onChange(setColumnOptions(rules, 'customer_code', { default: event.currentTarget.value }))
        }
      />
    </Panel>
  )
}

/** Amounts that stand in two columns, or as quantity and price, or in several lines of a document. */
function Amounts({ base, rules, onChange }: Rules) {
  const say = useText()
  const factors = factorsOf(rules)
  const headings = base.columns.map(({ heading }) => heading).filter((heading) => heading !== '')
  const setFactor = (at: number, heading: string) =>
    onChange(
      setRule(rules, 'amount', {
        product: (factors ?? headings.slice(0, 2)).map((one, index) =>
          index === at ? heading : one,
        ),
      }),
    )
  const kinds = ENTERED_KINDS.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))
  return (
    <Panel level={2} title={say('imports.amounts')}>
      <p className={styles['quiet']}>{say('imports.amounts.says')}</p>
      <Checkbox
        label={say('imports.amounts.product')}
        checked={factors !== null}
        disabled={headings.length < 2}
        onChange={(event) =>
          onChange(
            setRule(
              rules,
              'amount',
              event.currentTarget.checked ? { product: factorGuess(base.columns) } : null,
            ),
          )
        }
      />
      {factors !== null && (
        <div className={styles['line']}>
          {factors.map((heading, index) => (
            <NativeSelect
              key={index}
              aria-label={say('imports.amounts.factor', { n: index + 1 })}
              value={heading}
              data={headings}
              onChange={(event) => setFactor(index, event.currentTarget.value)}
            />
          ))}
        </div>
      )}
      <Checkbox
        label={say('imports.amounts.group')}
        checked={rules.groupBy !== null}
        disabled={rules.rules['document_no'] === undefined}
        onChange={(event) =>
          onChange({ ...rules, groupBy: event.currentTarget.checked ? 'document_no' : null })
        }
      />
      <Checkbox
        label={say('imports.amounts.negative')}
        checked={rules.negative !== null}
        onChange={(event) =>
          onChange({ ...rules, negative: event.currentTarget.checked ? 'credit_note' : null })
        }
      />
      {rules.negative !== null && (
        <NativeSelect
          aria-label={say('imports.amounts.negativeKind')}
          value={rules.negative}
          data={kinds}
          onChange={(event) =>
            onChange({
              ...rules,
              negative: ENTERED_KINDS.find((kind) => kind === event.currentTarget.value) ?? null,
            })
          }
        />
      )}
    </Panel>
  )
}

/** Two columns of numbers with decimals in one of them, or the first two there are. */
function factorGuess(columns: Inspected['columns']): string[] {
  const numbers = columns.filter(
    ({ heading, samples }) =>
      heading !== '' && samples.length > 0 && samples.every((text) => /^-?[\d.,]+$/.test(text)),
  )
  const price = numbers.find(({ samples }) => samples.some((text) => /[.,]\d{2}$/.test(text)))
  const count = numbers.find(
    (column) => column !== price && column.samples.every((text) => /^-?\d{1,6}$/.test(text)),
  )
  const found = [count, price].flatMap((column) => (column ? [column.heading] : []))
  const others = columns
    .map(({ heading }) => heading)
    .filter((heading) => heading !== '' && !found.includes(heading))
  return [...found, ...others].slice(0, 2)
}
