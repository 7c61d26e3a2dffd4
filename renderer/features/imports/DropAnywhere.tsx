/** A file dropped anywhere on the window opens the import wizard, or goes to the screen that asks for one. */
import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useDropTarget } from '../../app/drops.ts'
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
  const target = useDropTarget((state) => state.target)
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
      if (file) (target?.take ?? take)(file)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [take, target])
  useEffect(() => {
    if (error !== null) toast.failed(describe(error).sentence)
  }, [error, describe])
  if (!isOver) return null
  return (
    <div className={styles['dropAnywhere']} role="status">
      <div>
        <IconFileImport size={36} stroke={1.4} aria-hidden="true" />
        <p>{say(target?.says ?? 'imports.drop.here')}</p>
      </div>
    </div>
  )
}
