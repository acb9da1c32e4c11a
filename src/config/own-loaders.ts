/**
 * Of the options of this process, those that let a thread or a process that it starts load its own sources: tests run them
 * as they are written.
 */
export function ownLoaders(): string[] {
  const options = process.execArgv;
  return options.flatMap((option, index) => (option === '-r' ? [option, options[index + 1] ?? ''] : []));
}
