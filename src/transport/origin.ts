import type { IncomingMessage } from 'node:http';

/**
 * Whether a page of this origin may open a socket or an event stream here: the server's own host, or one that is
 * listed. Programs send no Origin and may come too; a cookie counts only together with an allowed one.
 */
export function originAllowed(request: IncomingMessage, listed: readonly string[]): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  if (listed.includes(origin)) return true;
  try {
    return new URL(origin).host === request.headers.host;
  } catch {
    return false;
  }
}
