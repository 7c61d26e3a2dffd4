/** Beside the lines: the chosen one in full, why it differs, and what to do about it. */
import { IconFilePlus, IconReceipt } from '@tabler/icons-react'
import type { ComparedLine, ComparisonResult } from '../../../shared/contract/reconcile.ts'
import { correctionWords, reasonWords } from '../../../shared/i18n/compare-words.ts'
import { problemLine } from '../../../shared/i18n/sentences.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { FindingBadge } from './columns.tsx'
import type { CompareRow } from './rows.ts'
import styles from './Compare.module.css'

export function ItemPanel({
  row,
  found,
  onAct,
  onOpen,
}: {
  readonly row: CompareRow | null
  readonly found: ComparisonResult
  readonly onAct: () => void
  readonly onOpen: () => void
}) {
  const say = useText()
  const format = useFormat()
  const item = row?.item == null ? undefined : found.items[row.item]
  return (
    <>
      <Panel level={2} title={say('compare.panel')}>
        {row === null ? (
          <p className={styles['why']}>{say('compare.none')}</p>
        ) : (
          <div className={styles['item']}>
            <div>
              <FindingBadge finding={row.finding} say={say} />
            </div>
            <Lines title={say('compare.ours')} lines={row.ours} currency={row.currency} />
            <Lines title={say('compare.theirs')} lines={row.theirs} currency={row.currency} />
            {item && (
              <>
                <Facts
                  facts={[
                    {
                      label: say('compare.difference'),
                      value: format.moneyWithCode(row.differenceMinor, row.currency),
                      strong: true,
                    },
                  ]}
                />
                <p className={styles['why']}>{reasonWords(item, say, format)}</p>
                <p className={styles['what']}>{correctionWords(item, row.currency, say, format)}</p>
              </>
            )}
            <div className={styles['acts']}>
              {item?.correction.act === 'post' && (
                <Button
                  look="primary"
                  icon={IconFilePlus}
                  label={say('compare.act')}
                  keys="E"
                  onClick={onAct}
                />
              )}
              {row.ours.length > 0 && (
                <Button
                  icon={IconReceipt}
                  label={say('compare.openOurs')}
                  keys="Enter"
                  onClick={onOpen}
                />
              )}
            </div>
          </div>
        )}
      </Panel>
      {found.warnings.length > 0 && (
        <Panel level={2} title={say('compare.warnings', { count: found.warnings.length })}>
          <div className={styles['item']}>
            {found.warnings.map((warning) => (
              <p key={`${warning.code} ${warning.row ?? ''}`} className={styles['why']}>
                {problemLine(warning, format.choice.language)}
              </p>
            ))}
          </div>
        </Panel>
      )}
      <Notes found={found} />
    </>
  )
}

/** What to know of the comparison as a whole. */
function Notes({ found }: { readonly found: ComparisonResult }) {
  const say = useText()
  return (
    <Panel level={2} title={say('compare.title')}>
      <div className={styles['item']}>
        <p className={styles['why']}>{say('compare.view')}</p>
        {found.inCompanyCurrency && (
          <p className={styles['why']}>
            {say('compare.companyCurrency', { currency: found.currency })}
          </p>
        )}
        {found.file.isOpeningAssumed && (
          <p className={styles['why']}>{say('compare.openingAssumed')}</p>
        )}
        {found.isCut && <p className={styles['why']}>{say('compare.cut')}</p>}
      </div>
    </Panel>
  )
}

function Lines({
  title,
  lines,
  currency,
}: {
  readonly title: string
  readonly lines: readonly ComparedLine[]
  readonly currency: string
}) {
  const say = useText()
  const format = useFormat()
  if (lines.length === 0) return null
  return (
    <div>
      <h3 className={styles['side']}>{title}</h3>
      <ul className={styles['lines']}>
        {lines.map((line, i) => (
          <li key={i}>
            <span>
              {[
                format.date(line.date),
                line.documentNo,
                line.row === null ? '' : say('compare.row.n', { row: line.row }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <b>{format.money(line.minor, currency)}</b>
            {line.text !== '' && <small>{line.text}</small>}
          </li>
        ))}
      </ul>
    </div>
  )
}
