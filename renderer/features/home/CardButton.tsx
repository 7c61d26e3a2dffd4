import { KeyCap } from '../../ui/KeyCap.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import type { HomeCard } from './cards.ts'
import styles from './Home.module.css'

/** A count, an amount and a key; the whole card opens its list. */
export function CardButton({ card, keys }: { readonly card: HomeCard; readonly keys: string }) {
  const say = useText()
  const format = useFormat()
  const { icon: CardIcon, count } = card
  return (
    <button
      type="button"
      className={styles['card']}
      data-card={card.id}
      data-tone={count === 0 ? 'calm' : card.tone}
      aria-keyshortcuts={keys}
      onClick={card.open}
    >
      <span className={styles['cardHead']}>
        <CardIcon size={17} stroke={1.75} aria-hidden="true" />
        <span className={styles['cardTitle']}>{say(card.title)}</span>
        <KeyCap keys={keys} />
      </span>
      <span className={styles['figures']}>
        {card.amount !== null && count > 0 && (
          <span className={styles['amount']}>{card.amount}</span>
        )}
        <span className={card.amount === null || count === 0 ? styles['amount'] : styles['count']}>
          {count === 0 && card.amount !== null ? (
            say('home.nothing')
          ) : (
            <>
              {format.count(count)} {say(card.unit, { count })}
            </>
          )}
        </span>
      </span>
      {(count > 0 || card.amount === null) && (
        <span className={styles['says']}>{card.says.join(' · ')}</span>
      )}
    </button>
  )
}
