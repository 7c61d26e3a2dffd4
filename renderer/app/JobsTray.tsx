/** Long work that goes on by itself: how far it is, stop, go on, retry, and what came of it. */
import { Popover, Progress, SegmentedControl, Switch } from '@mantine/core'
import { IconProgress } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import type { JobView } from '../../shared/contract/jobs.ts'
import { refusalSentence } from '../../shared/i18n/refusal-sentence.ts'
import { host } from '../host/index.ts'
import { Button } from '../ui/Button.tsx'
import { useFormat, useText } from '../ui/language.tsx'
import { toast } from '../ui/toast.ts'
import { api, onProgress } from './api.ts'
import { askCsvStyle } from './csv-choice.tsx'
import { useCommands, type Command } from './commands.ts'
import { useLive } from './live.ts'
import { useTrouble } from './trouble.ts'
import shell from './Shell.module.css'
import styles from './JobsTray.module.css'

const FORMATS = ['pdf', 'xlsx', 'csv'] as const

export function JobsTray() {
  const say = useText()
  const [isOpen, setOpen] = useState(false)
  const jobs = useLive(api.jobs.list, {})
  const { refetch } = jobs
  useEffect(() => onProgress(() => void refetch()), [refetch])
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'shell.jobs',
          title: 'jobs.title',
          keys: ['G J'],
          group: 'everywhere',
          icon: IconProgress,
          run: () => setOpen(true),
        },
      ],
      [],
    ),
  )
  const running = jobs.data?.filter((job) => job.state === 'running').length ?? 0
  return (
    <div className={styles['end']}>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus withinPortal>
        <Popover.Target>
          <button
            type="button"
            className={shell['chromeButton']}
            title={say('jobs.open', { running })}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <IconProgress size={15} stroke={1.75} aria-hidden="true" />
            {running > 0 && <span>{running}</span>}
            <span className="visually-hidden">{say('jobs.open', { running })}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown p={0}>
          <section className={styles['panel']} aria-label={say('jobs.title')}>
            <h2 className={styles['title']}>{say('jobs.title')}</h2>
            <NewStatements />
            {jobs.data?.length === 0 && <p className={styles['none']}>{say('jobs.none')}</p>}
            {jobs.data?.map((job) => (
              <JobRow key={job.jobId} job={job} />
            ))}
          </section>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}

/** Each act answers with the job; the list is asked again by its event or by the caller. */
function useActs(): (work: Promise<unknown>) => void {
  const describe = useTrouble()
  const jobs = useLive(api.jobs.list, {})
  return (work) =>
    void work
      .then(() => jobs.refetch())
      .catch((error: unknown) => toast.failed(describe(error).sentence))
}

function NewStatements() {
  const say = useText()
  const act = useActs()
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('pdf')
  const [joined, setJoined] = useState(false)
  const start = async () => {
    const csv = format === 'csv' ? await askCsvStyle() : undefined
    if (csv !== null)
      act(api.jobs.startStatements({ jobId: crypto.randomUUID(), order: { format, joined, csv } }))
  }
  return (
    <div className={styles['job']}>
      <div className={styles['line']}>{say('jobs.new')}</div>
      <div className={styles['acts']}>
        <SegmentedControl
          size="xs"
          aria-label={say('jobs.format')}
          value={format}
          data={[
            { value: 'pdf', label: 'PDF' },
            { value: 'xlsx', label: 'Excel' },
            { value: 'csv', label: 'CSV' },
          ]}
          onChange={(value) => setFormat(FORMATS.find((one) => one === value) ?? 'pdf')}
        />
        <Switch
          size="xs"
          label={say('jobs.joined')}
          checked={joined}
          onChange={(event) => setJoined(event.currentTarget.checked)}
        />
        <Button
          look="primary"
          label={say('jobs.start')}
          data-jobs-start=""
          onClick={() => void start()}
        />
      </div>
    </div>
  )
}

function JobRow({ job }: { readonly job: JobView }) {
  const say = useText()
  const format = useFormat()
  const act = useActs()
  const { jobId, documentId, fileName } = job
  const title = say(job.kind === 'letters' ? 'jobs.letters' : 'jobs.statements', {
    format: job.format === 'both' ? 'PDF, XLSX' : job.format.toUpperCase(),
  })
  const save = async () => {
    if (documentId === null || fileName === null) return
    await host().saveDocument(documentId, fileName)
    toast.note(say('jobs.saved', { file: fileName }), 'file')
  }
  const isRunning = job.state === 'running'
  return (
    <div className={styles['job']} data-job={job.state}>
      <div className={styles['line']}>
        <span>{title}</span>
        <span className={styles['note']}>
          {say('jobs.progress', { done: format.count(job.done), total: format.count(job.total) })}
        </span>
      </div>
      <Progress value={job.total === 0 ? 100 : (job.done / job.total) * 100} aria-label={title} />
      <div className={styles['note']}>
        {isRunning && job.rate !== null
          ? say('jobs.rate', { rate: format.count(job.rate), left: job.secondsLeft ?? 0 })
          : say(`jobs.state.${job.state}`, {
              done: format.count(job.done),
              total: format.count(job.total),
              failed: job.failed,
            })}
      </div>
      {job.failures.length > 0 && (
        <ul className={styles['failures']}>
          {job.failures.map((one) => (
            <li key={one.customer}>
              {`${one.customer}: ${refusalSentence(one.code, {}, say, format)}`}
            </li>
          ))}
        </ul>
      )}
      <div className={styles['acts']}>
        {isRunning && (
          <Button label={say('jobs.cancel')} onClick={() => act(api.jobs.cancel({ jobId }))} />
        )}
        {job.state === 'stopped' && (
          <Button label={say('jobs.resume')} onClick={() => act(api.jobs.resume({ jobId }))} />
        )}
        {job.failed > 0 && !isRunning && (
          <Button label={say('jobs.retry')} onClick={() => act(api.jobs.retryFailed({ jobId }))} />
        )}
        {documentId !== null && (
          <Button look="primary" label={say('jobs.save')} onClick={() => act(save())} />
        )}
        {!isRunning && (
          <Button
            look="plain"
            label={say('jobs.dismiss')}
            onClick={() => act(api.jobs.dismiss({ jobId }))}
          />
        )}
      </div>
    </div>
  )
}
