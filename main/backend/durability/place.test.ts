import { describe, expect, it } from 'vitest'
import { classifyPlace, type PlaceFacts } from './classify-place.ts'

const MOUNTS = [
  { point: '/', type: 'ext4' },
  { point: '/home', type: 'btrfs' },
  { point: '/mnt/office', type: 'cifs' },
  { point: '/srv/nfs', type: 'nfs4' },
  { point: '/home/ayse/far', type: 'fuse.sshfs' },
  { point: '/home/ayse/gd', type: 'fuse.google-drive-ocamlfuse' },
]

function facts(platform: string, env: Record<string, string> = {}): PlaceFacts {
  return {
    platform,
    home: '/home/ayse',
    env,
    mounts: platform === 'linux' ? MOUNTS : [],
    driveType: (letter) => (letter === 'Z' ? 'network' : letter === 'E' ? 'removable' : null),
  }
}

const CASES: readonly (readonly [platform: string, path: string, kind: string, by: string])[] = [
  ['win32', 'C:\\Users\\Ayşe\\AppData\\Roaming\\Saldo\\a.saldo', 'local', ''],
  ['win32', 'D:\\Muhasebe\\a.saldo', 'local', ''],
  ['win32', '\\\\?\\C:\\Saldo\\a.saldo', 'local', ''],
  ['win32', '\\\\server\\muhasebe\\a.saldo', 'network', 'SMB'],
  ['win32', '//server/muhasebe/a.saldo', 'network', 'SMB'],
  ['win32', '\\\\?\\UNC\\server\\muhasebe\\a.saldo', 'network', 'SMB'],
  ['win32', 'Z:\\muhasebe\\a.saldo', 'network', 'Z:'],
  ['win32', 'e:\\a.saldo', 'removable', 'E:'],
  ['win32', 'C:\\Users\\a\\OneDrive\\a.saldo', 'cloud', 'OneDrive'],
  ['win32', 'C:\\Users\\a\\OneDrive - Deniz Ticaret\\a.saldo', 'cloud', 'OneDrive'],
  ['win32', 'C:\\Wolke\\Saldo\\a.saldo', 'cloud', 'OneDrive'],
  ['win32', 'C:\\Users\\a\\Dropbox (Privat)\\a.saldo', 'cloud', 'Dropbox'],
  ['win32', 'G:\\My Drive\\a.saldo', 'cloud', 'Google Drive'],
  ['win32', 'C:\\Users\\a\\iCloudDrive\\a.saldo', 'cloud', 'iCloud Drive'],
  ['win32', 'C:\\Users\\a\\Dropbox-eski\\a.saldo', 'local', ''],
  ['darwin', '/Users/a/Library/Application Support/Saldo/a.saldo', 'local', ''],
  [
    'darwin',
    '/Users/a/Library/Mobile Documents/com~apple~CloudDocs/a.saldo',
    'cloud',
    'iCloud Drive',
  ],
  ['darwin', '/Users/a/Library/CloudStorage/OneDrive-Firma/a.saldo', 'cloud', 'OneDrive'],
  [
    'darwin',
    '/Users/a/Library/CloudStorage/GoogleDrive-a@b.com/My Drive/a.saldo',
    'cloud',
    'Google Drive',
  ],
  ['darwin', '/Users/a/Dropbox/a.saldo', 'cloud', 'Dropbox'],
  ['darwin', '/Volumes/USB STICK/a.saldo', 'removable', 'USB STICK'],
  ['darwin', '/Network/Servers/x/a.saldo', 'network', 'AutoFS'],
  ['linux', '/home/ayse/.local/share/saldo/a.saldo', 'local', ''],
  ['linux', '/tmp/a.saldo', 'local', ''],
  ['linux', '/mnt/office/a.saldo', 'network', 'cifs'],
  ['linux', '/mnt/office2/a.saldo', 'local', ''],
  ['linux', '/srv/nfs/deep/er/a.saldo', 'network', 'nfs4'],
  ['linux', '/home/ayse/far/a.saldo', 'network', 'fuse.sshfs'],
  ['linux', '/home/ayse/gd/a.saldo', 'cloud', 'fuse.google-drive-ocamlfuse'],
  ['linux', '/run/user/1000/gvfs/smb-share:server=x/a.saldo', 'network', 'GVfs'],
  ['linux', '/run/media/ayse/KINGSTON/a.saldo', 'removable', 'KINGSTON'],
  ['linux', '/media/ayse/KINGSTON/x/a.saldo', 'removable', 'KINGSTON'],
  ['linux', '/home/ayse/Nextcloud/a.saldo', 'cloud', 'Nextcloud'],
]

describe('M171 (part): where a company file may live', () => {
  it.each(CASES)('%s %s is %s %s', (platform, path, kind, by) => {
    const env = { OneDriveCommercial: 'C:\\Wolke' }
    expect(classifyPlace(path, facts(platform, env))).toEqual({ kind, by })
  })
})
