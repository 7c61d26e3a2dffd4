/** Checking the books and backing them up: acts that stand among the settings of the company. */
import { IconAlertTriangleFilled, IconCheck, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { isMessageId } from '../../../shared/i18n/index.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Badge } from '../../ui/StatusBadge.tsx'
import { Backups } from './Backups.tsx'
import type { Setting } from './setting.ts'
import styles from './SettingsScreen.module.css'

type Verified = Awaited<ReturnType<typeof api.companies.verify>>

export function useCareSettings(timezone: string): readonly Setting[] {
  const say = useText()
  return [
    {
      id: 'verify',
      title: say('settings.verify'),
      says: say('settings.verify.says'),
      isWide: true,
      control: <Verify />,
    },
    {
      id: 'backup',
      title: say('backups.title'),
      says: say('backups.says'),
      isWide: true,
      control: <Backups timezone={timezone} />,
    },
  ]
}

/** An act that takes a while: its result or what went wrong. */
function useAct<T>(work: () => Promise<T>) {
  const describe = useTrouble()
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<T | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const run = () => {
    setBusy(true)
    setTrouble(null)
    work()
      .then(setResult, (error: unknown) => setTrouble(describe(error).sentence))
      .finally(() => setBusy(false))
  }
  return { busy, result, trouble, run }
}

function Verify() {
  const say = useText()
  const { busy, result, trouble, run } = useAct(() => api.companies.verify({ deep: true }))
  return (
    <div className={styles['act']}>
      <Button icon={IconShieldCheck} label={say('settings.verify.act')} busy={busy} onClick={run} />
      {trouble !== null && (
        <p className={styles['error']} role="alert">
          {trouble}
        </p>
      )}
      {result && <Checks result={result} />}
    </div>
  )
}

function Checks({ result }: { readonly result: Verified }) {
  const say = useText()
  const format = useFormat()
  const failing = result.checks.filter((check) => !check.ok).length
  return (
    <>
      <p role="status">
        {failing === 0
          ? say('settings.verify.ok', { count: result.checks.length })
          : say('settings.verify.bad', { count: failing })}
      </p>
      <table className={styles['checks']}>
        <thead>
          <tr>
            <th>{say('settings.verify.check')}</th>
            <th className={styles['figure']}>{say('settings.verify.examined')}</th>
            <th>{say('settings.verify.result')}</th>
          </tr>
        </thead>
        <tbody>
          {result.checks.map((check) => {
            const id = `settings.check.${check.name}`
            const law = `law.${check.name}.says`
            return (
              <tr key={check.name}>
                <td>{isMessageId(law) ? say(law) : isMessageId(id) ? say(id) : check.name}</td>
                <td className={styles['figure']}>{format.count(check.examined)}</td>
                <td>
                  {check.ok ? (
                    <Badge tone="ok" icon={IconCheck} label={say('law.holds')} />
                  ) : (
                    <>
                      <Badge
                        tone="danger"
                        solid
                        icon={IconAlertTriangleFilled}
                        label={say('law.broken', { count: check.failures.length })}
                      />
                      <ul>
                        {check.failures.slice(0, 10).map((failure, index) => (
                          <li key={index}>
                            {[failure.customer, failure.documentNo, failure.detail]
                              .filter(Boolean)
                              .join(' · ')}
                          </li>
                        ))}
                      </ul>
                    </>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className={styles['path']}>
        {say('settings.verify.digest')} <code>{result.digest}</code>
      </p>
      <p className={styles['usual']}>{say('settings.verify.digest.says')}</p>
    </>
  )
}
