/**
 * Passwords: Argon2id, 64 MiB and 3 passes, written down as the PHC string
 * `$argon2id$v=19$m=65536,t=3,p=1$<salt>$<hash>` (base64 without padding).
 */
import { argon2, timingSafeEqual } from 'node:crypto'

const MEMORY_KIB = 65_536
const PASSES = 3
const SALT_BYTES = 16
const HASH_BYTES = 32

export const PASSWORD_LENGTH_MIN = 8

/** `random` gives so many bytes of chance. */
export async function hashPassword(
  password: string,
  random: (bytes: number) => Buffer,
): Promise<string> {
  const salt = random(SALT_BYTES)
  const key = await derive(password, salt, MEMORY_KIB, PASSES)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${bare(salt)}$${bare(key)}`
}

const WRITTEN =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=1\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/

// Of no password: an unknown user takes as long as a known one.
const NOBODY = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** False for a user without a password too, after the same time. */
export async function isPassword(password: string, written: string | null): Promise<boolean> {
  const [, memory, passes, salt, hash] = WRITTEN.exec(written ?? NOBODY) ?? []
  if (salt === undefined || hash === undefined)
    throw new Error('a stored password hash is unreadable')
  const key = await derive(password, Buffer.from(salt, 'base64'), Number(memory), Number(passes))
  return timingSafeEqual(key, Buffer.from(hash, 'base64')) && written !== null
}

/** Compared by characters, not by how a keyboard composes them. */
function derive(password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      {
        message: password.normalize('NFKC'),
        nonce,
        memory,
        passes,
        parallelism: 1,
        tagLength: HASH_BYTES,
      },
      (error, key) => (error ? reject(error) : resolve(key)),
    )
  })
}

function bare(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
