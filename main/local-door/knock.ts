/** Connects to the process that has a company file open; null where there is none. */
import { createConnection, type Socket } from 'node:net'
import type { Port } from '../../shared/rpc/port.ts'
import { linePort } from './line-port.ts'
import { readSign } from './sign.ts'

/** A statement of a busy account is long. */
const ANSWER_MAX = 1024 * 2 ** 20
const ANSWER_MS = 5_000

export async function knock(file: string): Promise<Port | null> {
  const sign = readSign(file)
  if (!sign) return null
  const socket = await reach(sign.endpoint)
  if (!socket) return null
  const port = linePort(socket, ANSWER_MAX)
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.destroy(), ANSWER_MS)
    let isReady = false
    port.onMessage(() => {
      if (isReady) return
      isReady = true
      clearTimeout(timer)
      resolve(port)
    })
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(null)
    })
    port.post({ secret: sign.secret })
  })
}

function reach(endpoint: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createConnection(endpoint)
    socket.once('connect', () => resolve(socket))
    socket.on('error', () => {
      socket.destroy()
      resolve(null)
    })
  })
}
