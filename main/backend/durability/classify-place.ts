/** Tells network shares, cloud folders and removable media from a local disk: path and facts in, kind out. */

export interface Place {
  readonly kind: 'local' | 'network' | 'cloud' | 'removable'
  /** The service or file system, as a person knows it; empty for a local disk. */
  readonly by: string
}

export interface PlaceFacts {
  readonly platform: string
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Linux: every mount with its file system. */
  readonly mounts: readonly { readonly point: string; readonly type: string }[]
  /** Windows: of a drive letter, without colon. */
  driveType(letter: string): 'network' | 'removable' | null
}

/** Folder names that the services make, as path segments in lower case. */
const CLOUD_FOLDERS: readonly (readonly [name: RegExp, service: string])[] = [
  [/^onedrive( - .+)?$/, 'OneDrive'],
  [/^onedrive-.+$/, 'OneDrive'],
  [/^dropbox( \(.+\))?$/, 'Dropbox'],
  [/^google ?drive$/, 'Google Drive'],
  [/^googledrive-.+$/, 'Google Drive'],
  [/^my drive$/, 'Google Drive'],
  [/^iclouddrive$/, 'iCloud Drive'],
  [/^com~apple~clouddocs$/, 'iCloud Drive'],
  [/^icloud drive$/, 'iCloud Drive'],
  [/^box( sync)?$/, 'Box'],
  [/^pclouddrive$/, 'pCloud'],
  [/^yandex\.?disk$/, 'Yandex Disk'],
  [/^nextcloud$/, 'Nextcloud'],
  [/^owncloud$/, 'ownCloud'],
]

/** Set by the service's own program to its folder. */
const CLOUD_VARIABLES = ['OneDrive', 'OneDriveCommercial', 'OneDriveConsumer'] as const

const NETWORK_TYPES =
  /^(nfs[34]?|cifs|smb(fs|2|3)?|ncpfs|afs|ceph|glusterfs|lustre|davfs2?|fuse\.(sshfs|rclone|s3fs|davfs2?|gvfsd-fuse|glusterfs|smbnetfs|cephfs|gcsfuse))$/
const CLOUD_TYPES = /^fuse\.(google-drive-ocamlfuse|onedrive|onedriver|dropbox|pcloud)$/

export function classifyPlace(path: string, facts: PlaceFacts): Place {
  const isWindows = facts.platform === 'win32'
  const full = isWindows ? path.replaceAll('/', '\\') : path
  return (
    cloudOf(full, facts, isWindows) ??
    (isWindows
      ? windowsPlace(full, facts)
      : facts.platform === 'darwin'
        ? macPlace(full)
        : linuxPlace(full, facts)) ?? { kind: 'local', by: '' }
  )
}

function cloudOf(path: string, facts: PlaceFacts, isWindows: boolean): Place | null {
  const lower = path.toLowerCase()
  if (isWindows)
    for (const variable of CLOUD_VARIABLES) {
      const folder = facts.env[variable]?.toLowerCase()
      if (folder && (lower === folder || lower.startsWith(`${folder}\\`)))
        return { kind: 'cloud', by: 'OneDrive' }
    }
  if (facts.platform === 'darwin') {
    if (lower.includes('/library/mobile documents/')) return { kind: 'cloud', by: 'iCloud Drive' }
    const provider = /\/library\/cloudstorage\/([^/-]+)/.exec(lower)?.[1]
    if (provider !== undefined) return { kind: 'cloud', by: serviceOf(provider) ?? provider }
  }
  for (const segment of lower.split(isWindows ? '\\' : '/').slice(0, -1)) {
    const service = serviceOf(segment)
    if (service !== null) return { kind: 'cloud', by: service }
  }
  return null
}

function serviceOf(segment: string): string | null {
  if (segment === 'googledrive') return 'Google Drive'
  return CLOUD_FOLDERS.find(([name]) => name.test(segment))?.[1] ?? null
}

function windowsPlace(path: string, facts: PlaceFacts): Place | null {
  // \\?\C:\ is a long local path, \\?\UNC\ and \\server\ are shares.
  const plain = path.startsWith('\\\\?\\') ? path.slice(4) : path
  if (plain.startsWith('\\\\') || /^unc\\/i.test(plain)) return { kind: 'network', by: 'SMB' }
  const letter = /^([A-Za-z]):/.exec(plain)?.[1]
  const type = letter === undefined ? null : facts.driveType(letter.toUpperCase())
  return type === null ? null : { kind: type, by: `${letter?.toUpperCase()}:` }
}

/** The start disk lies at `/`; what is below `/Volumes` was attached or mounted. */
function macPlace(path: string): Place | null {
  if (/^\/(network|net)\//i.test(path)) return { kind: 'network', by: 'AutoFS' }
  const volume = /^\/volumes\/([^/]+)/i.exec(path)?.[1]
  return volume === undefined ? null : { kind: 'removable', by: volume }
}

function linuxPlace(path: string, facts: PlaceFacts): Place | null {
  const mount = facts.mounts
    .filter(({ point }) => path === point || path.startsWith(point === '/' ? '/' : `${point}/`))
    .reduce<{ point: string; type: string } | null>(
      // The one mounted last over the same point counts.
      (best, one) => (best === null || one.point.length >= best.point.length ? one : best),
      null,
    )
  if (mount && NETWORK_TYPES.test(mount.type)) return { kind: 'network', by: mount.type }
  if (mount && CLOUD_TYPES.test(mount.type)) return { kind: 'cloud', by: mount.type }
  if (/\/gvfs\//.test(path)) return { kind: 'network', by: 'GVfs' }
  const stick = /^\/(?:run\/)?media\/(?:[^/]+\/)?([^/]+)\//.exec(path)?.[1]
  return stick === undefined ? null : { kind: 'removable', by: stick }
}
