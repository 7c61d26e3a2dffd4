/** The support report, whole and readable before it leaves: copy it, save it, or look at the logs. */
import { Modal } from '@mantine/core'
import { IconCopy, IconDeviceFloppy, IconFolder } from '@tabler/icons-react'
import { host } from '../host/index.ts'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/language.tsx'
import { toast } from '../ui/toast.ts'
import { api } from './api.ts'
import { useLive } from './live.ts'
import { useShell } from './shell-store.ts'
import styles from './SupportReport.module.css'
import { useTrouble } from './trouble.ts'

export function SupportReport() {
  const say = useText()
  const { open, show } = useShell()
  return (
    <Modal
      opened={open === 'support'}
      onClose={() => show(null)}
      size={820}
      title={say('support.title')}
      closeButtonProps={{ 'aria-label': say('action.close') }}
    >
      <Report />
    </Modal>
  )
}

function Report() {
  const say = useText()
  const describe = useTrouble()
  const report = useLive(api.support.report, {})
  const failed = (error: unknown) => toast.failed(describe(error).sentence)
  if (report.error) return <p role="alert">{describe(report.error).sentence}</p>
  if (!report.data) return <p role="status">{say('state.loading')}</p>
  const { text, documentId, name, logDir } = report.data
  const copy = () =>
    void host()
      .copyText(text)
      .then(() => toast.note(say('support.copied'), 'copy'), failed)
  return (
    <div className={styles['report']}>
      <p>{say('support.says')}</p>
      <pre tabIndex={0} role="region" aria-label={say('support.text')}>
        {text}
      </pre>
      <p className={styles['where']}>{say('support.where', { folder: logDir })}</p>
      <div className={styles['buttons']}>
        {host().kind === 'electron' && (
          <Button
            icon={IconFolder}
            label={say('support.folder')}
            onClick={() => host().act('show-logs')}
          />
        )}
        <Button icon={IconCopy} label={say('support.copy')} onClick={copy} />
        <Button
          look="primary"
          icon={IconDeviceFloppy}
          label={say('action.save')}
          onClick={() => void host().saveDocument(documentId, name).catch(failed)}
        />
      </div>
    </div>
  )
}
