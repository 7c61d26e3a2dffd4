/**
 * A logo as statements carry it: a JPEG on white, base64, no larger than paper shows. The browser draws
 * what the person chose (PNG, JPEG, SVG), so scripts in a drawing do not run and nothing is fetched.
 */

export const LOGO_TYPES = '.png,.jpg,.jpeg,.svg'
/** Bytes of a file that may be chosen. */
const FILE_MAX = 4 * 2 ** 20
/** Px of the drawing kept: the box on paper (150 × 42 points) at 300 dots an inch and more. */
const WIDTH_MAX = 720
const HEIGHT_MAX = 202
const SIDE_MIN = 16
const SIDE_MAX = 10_000
/** Characters of base64 that the company keeps. */
const KEPT_MAX = 40_000
const QUALITIES = [0.92, 0.85, 0.75, 0.6]
const SCALES = [1, 0.75, 0.5]

/** Why a file cannot be the logo. */
export type LogoRefusal = 'type' | 'large' | 'unreadable' | 'tiny' | 'huge'

export class LogoRefused extends Error {
  readonly reason: LogoRefusal

  constructor(reason: LogoRefusal) {
    super(reason)
    this.reason = reason
  }
}

/** Base64 of the JPEG; throws a LogoRefused. */
export async function logoOf(file: Blob): Promise<string> {
  if (file.size > FILE_MAX) throw new LogoRefused('large')
  const type = await typeOf(file)
  if (type === null) throw new LogoRefused('type')
  const image = await drawn(new Blob([file], { type }))
  const { naturalWidth: width, naturalHeight: height } = image
  if (Math.min(width, height) < SIDE_MIN) throw new LogoRefused('tiny')
  if (Math.max(width, height) > SIDE_MAX) throw new LogoRefused('huge')
  // A drawing of lines has no resolution of its own: it is drawn as large as it is kept.
  const fit = Math.min(WIDTH_MAX / width, HEIGHT_MAX / height)
  const whole = type === 'image/svg+xml' ? fit : Math.min(1, fit)
  for (const scale of SCALES)
    for (const quality of QUALITIES) {
      const base64 = asJpeg(image, width * whole * scale, height * whole * scale, quality)
      if (base64.length <= KEPT_MAX) return base64
    }
  throw new LogoRefused('large')
}

/** By what the file is, not by what it is called. */
async function typeOf(file: Blob): Promise<string | null> {
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer())
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte)
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  return /<svg[\s>]/i.test(new TextDecoder().decode(head)) ? 'image/svg+xml' : null
}

async function drawn(file: Blob): Promise<HTMLImageElement> {
  const image = new Image()
  const url = URL.createObjectURL(file)
  try {
    image.src = url
    await image.decode()
    return image
  } catch (cause) {
    throw Object.assign(new LogoRefused('unreadable'), { cause })
  } finally {
    URL.revokeObjectURL(url)
  }
}

function asJpeg(image: HTMLImageElement, width: number, height: number, quality: number): string {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  const paint = canvas.getContext('2d')
  if (!paint) throw new LogoRefused('unreadable')
  paint.fillStyle = 'white'
  paint.fillRect(0, 0, canvas.width, canvas.height)
  paint.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/jpeg', quality).split(',')[1] ?? ''
}
