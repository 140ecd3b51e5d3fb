import { TSX_LOADER } from './tsx-loader.ts'

/** A line of shell that runs a TypeScript module of ours with arguments. */
export function shellCommandFor(modulePath: string, args: readonly string[]): string {
  return [process.execPath, '--import', TSX_LOADER, modulePath, ...args]
    .map(quoteForShell)
    .join(' ')
}

/** A word that a POSIX shell takes as it is. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
