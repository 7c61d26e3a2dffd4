/** What a worker thread needs to pass for a utility process: `process.parentPort`, with its ports. */
export const PROCESS_SHIM = `
const { EventEmitter } = require('node:events')
const { parentPort, workerData } = require('node:worker_threads')

class Port extends EventEmitter {
  constructor(node) {
    super()
    this.node = node
    node.on('close', () => this.emit('close'))
  }
  start() {
    this.node.on('message', (data) => this.emit('message', { data, ports: [] }))
  }
  postMessage(message) {
    this.node.postMessage(message)
  }
  close() {
    this.node.close()
  }
}

const port = new EventEmitter()
// As Electron: what comes before somebody listens, waits.
port.once('newListener', () =>
  setImmediate(() =>
    parentPort.on('message', ({ message, ports }) =>
      port.emit('message', { data: message, ports: ports.map((node) => new Port(node)) }),
    ),
  ),
)
port.postMessage = (message) => parentPort.postMessage(message)
process.parentPort = port
import(workerData.entry)
`
