import type { Session } from '../start.ts'
export function createDemoCompany(_session: Session, _file: string, _input: unknown): Promise<void> { throw new Error('x') }
