import { type EntityManager, In } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { Conference } from '../conference/conference';
import { Refusal } from '../errors/refusal';
import { asId } from '../graphql/context';
import { chosenStreams } from './deliveries';
import { WebhookBloc, WebhookConference } from './webhook';

/** What a receiver is sent, each list sorted and without repeats. */
export interface Choices {
  /** Empty: all. */
  readonly kinds: string[];
  readonly conferenceIds: string[];
  readonly blocIds: string[];
}

/** @throws Refusal NOT_FOUND for what is no id */
export function choicesOf(input: { [K in keyof Choices]?: readonly string[] | null }): Choices {
  const sorted = (list: readonly string[] | null | undefined) => [...new Set(list ?? [])].sort();
  return {
    kinds: sorted(input.kinds),
    conferenceIds: sorted(input.conferenceIds?.map(asId)),
    blocIds: sorted(input.blocIds?.map(asId)),
  };
}

export async function readChoices(tx: EntityManager, webhookId: string): Promise<Omit<Choices, 'kinds'>> {
  const conferences = await tx.findBy(WebhookConference, { webhookId });
  const blocs = await tx.findBy(WebhookBloc, { webhookId });
  return choicesOf({
    conferenceIds: conferences.map(({ conferenceId }) => conferenceId),
    blocIds: blocs.map(({ blocId }) => blocId),
  });
}

/**
 * Sets which logs a receiver is sent. A log that is new to it is sent from now on; what it had not taken yet of one that
 * is no longer chosen is not sent any more.
 * @throws Refusal NOT_FOUND for a conference or bloc that does not exist
 */
export async function writeChoices(tx: EntityManager, webhookId: string, choices: Choices): Promise<void> {
  const { conferenceIds, blocIds } = choices;
  await requireAll(conferenceIds, await tx.findBy(Conference, { id: In(conferenceIds) }));
  await requireAll(blocIds, await tx.findBy(Bloc, { id: In(blocIds) }));
  await tx.delete(WebhookConference, { webhookId });
  await tx.delete(WebhookBloc, { webhookId });
  await tx.insert(
    WebhookConference,
    conferenceIds.map((conferenceId) => ({ webhookId, conferenceId })),
  );
  await tx.insert(
    WebhookBloc,
    blocIds.map((blocId) => ({ webhookId, blocId })),
  );
  await tx.query(
    `delete from webhook_stream s where s.webhook_id = $1
     and not exists (select from (${chosenStreams}) as chosen where chosen.webhook_id = $1 and chosen.stream = s.stream)`,
    [webhookId],
  );
  await tx.query(
    `insert into webhook_stream (id, webhook_id, stream, position)
     select gen_random_uuid(), chosen.webhook_id, chosen.stream, h.sequence
     from (${chosenStreams}) as chosen join log_head h on h.stream = chosen.stream
     where chosen.webhook_id = $1 on conflict do nothing`,
    [webhookId],
  );
}

async function requireAll(ids: readonly string[], rows: readonly { readonly id: string }[]): Promise<void> {
  const missing = ids.find((id) => !rows.some((row) => row.id === id));
  if (missing !== undefined) throw new Refusal('NOT_FOUND', { id: missing });
}
