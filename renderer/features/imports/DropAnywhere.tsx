/** A file dropped anywhere on the window opens the import wizard. */
import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTrouble } from '../../app/trouble.ts'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import { useBegin } from './use-begin.ts'
import styles from './Imports.module.css'

export function DropAnywhere() {
  const say = useText()
  const describe = useTrouble()
  const { take, error } = useBegin()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const over = (event: DragEvent) => {
      if (!isFile(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!isFile(event)) return
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (file) take(file)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [take])
  useEffect(() => {
    if (error !== null) toast.failed(describe(error).sentence)
  }, [error, describe])
  if (!isOver) return null
  return (
    <div className={styles['dropAnywhere']} role="status">
      <div>
        <IconFileImport size={36} stroke={1.4} aria-hidden="true" />
        <p>{say('imports.drop.here')}</p>
      </div>
    </div>
  )
}
