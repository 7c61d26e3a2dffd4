import { notifications, notificationsStore } from '@mantine/notifications'
import { afterEach, expect, test, vi } from 'vitest'
import { offerUndo, toast } from './toast.ts'

const shown = () => notificationsStore.getState().notifications.map(({ message }) => message)

afterEach(() => notifications.clean())

test('UX1: a file written offers no Undo of the act before it, and leaves that offer to its own toast', () => {
  const find = vi.fn(() => ({ label: 'Undo', run: () => undefined }))
  const stop = offerUndo(find)
  toast.note('Customers.xlsx saved', 'file')
  expect(find).not.toHaveBeenCalled()
  expect(shown()).toEqual(['Customers.xlsx saved'])
  toast.done('4 cells changed')
  expect(find).toHaveBeenCalledOnce()
  expect(shown()[1]).toMatchObject({ props: { act: { label: 'Undo' } } })
  stop()
})

test('UX1: a second file written takes the place of the first', () => {
  toast.note('one.xlsx saved', 'file')
  toast.note('two.xlsx saved', 'file')
  expect(shown()).toEqual(['two.xlsx saved'])
})
