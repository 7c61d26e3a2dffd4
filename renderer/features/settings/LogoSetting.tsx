/** The logo of the letterhead: chosen, shown, taken away. */
import { IconPhotoPlus, IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { LOGO_TYPES, logoOf, LogoRefused, type LogoRefusal } from './logo.ts'
import styles from './SettingsScreen.module.css'

export function LogoSetting({
  logo,
  onSave,
}: {
  /** A JPEG, base64; empty for none. */
  readonly logo: string
  readonly onSave: (logo: string) => void
}) {
  const say = useText()
  const input = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<LogoRefusal | null>(null)
  const take = (file: File) => {
    setRefused(null)
    logoOf(file).then(onSave, (error: unknown) => {
      if (!(error instanceof LogoRefused)) throw error
      setRefused(error.reason)
    })
  }
  return (
    <div className={styles['logo']}>
      {logo !== '' && (
        <img
          src={`data:image/jpeg;base64,${logo}`}
          alt={say('settings.logo')}
          className={styles['logoShown']}
        />
      )}
      <input
        ref={input}
        type="file"
        accept={LOGO_TYPES}
        hidden
        aria-label={say('settings.logo')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // The same file can be chosen again.
          event.currentTarget.value = ''
          if (file) take(file)
        }}
      />
      <div className={styles['logoActs']}>
        <Button
          icon={IconPhotoPlus}
          label={say(logo === '' ? 'settings.logo.choose' : 'settings.logo.change')}
          onClick={() => input.current?.click()}
        />
        {logo !== '' && (
          <Button
            look="plain"
            icon={IconTrash}
            label={say('settings.logo.remove')}
            onClick={() => onSave('')}
          />
        )}
      </div>
      {refused !== null && (
        <p role="alert" className={styles['refused']}>
          {say(`settings.logo.${refused}`)}
        </p>
      )}
    </div>
  )
}
