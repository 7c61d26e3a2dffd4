export function generateLedger(_o: unknown): Iterable<{name:string;lines:Iterable<string>}> { return [] }
