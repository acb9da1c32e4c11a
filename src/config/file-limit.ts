import { readFileSync } from 'node:fs';

/** How many files and sockets this process may hold open; null where that is not told, which is everywhere but on Linux. */
export function fileLimit(): number | null {
  let limits: string;
  try {
    limits = readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return null;
  }
  const limit = /^Max open files\s+(\d+|unlimited)/m.exec(limits)?.[1];
  return limit === undefined || limit === 'unlimited' ? null : Number(limit);
}
