import { createHmac, randomBytes } from 'node:crypto';

/** A new secret of 256 random bits; Standard Webhooks wants 192 to 512. */
export function newSecret(): Buffer {
  return randomBytes(32);
}

/** A secret as receivers keep it. Source: Standard Webhooks, "Secret serialization" */
export function shownSecret(secret: Buffer): string {
  return `whsec_${secret.toString('base64')}`;
}

/** What stays the same however often an entry is sent. The specification has no full stop in it. */
export function messageId(stream: string, sequence: number): string {
  return `${stream}_${sequence}`;
}

/**
 * The three headers of Standard Webhooks, with a signature by each secret, the newest first.
 * @param sentAt of this try, so that a receiver can refuse what was kept back and sent again by others
 */
export function signedHeaders(
  secrets: readonly Buffer[],
  { id, body }: { readonly id: string; readonly body: string },
  sentAt: Date,
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const timestamp = String(Math.floor(sentAt.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    return `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
