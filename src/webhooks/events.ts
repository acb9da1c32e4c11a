import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import { systemStream } from '../log/system-stream';
import type { Choices } from './choices';

type Kind =
  | 'webhookCreated'
  | 'webhookUpdated'
  | 'webhookPaused'
  | 'webhookResumed'
  | 'webhookReplayed'
  | 'webhookSecretRotated'
  | 'webhookRemoved';

/** Something done to a receiver, in the system stream. */
export function webhookEvent(kind: Kind, webhookId: string, data: { readonly [key: string]: Json } = {}): DomainEvent {
  return { stream: systemStream, kind, subject: webhookId, data, topics: [] };
}

/** What the log says of a receiver: of its address the origin alone, since path and query may hold a secret. */
export function asLogged(url: string, { kinds, conferenceIds, blocIds }: Choices): { readonly [key: string]: Json } {
  return { origin: new URL(url).origin, kinds, conferenceIds, blocIds };
}
