import { In } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { Conference } from '../conference/conference';
import { type Loader, rowById } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { positions } from '../log/read-since';
import { Webhook, WebhookBloc, WebhookConference, WebhookStream } from './webhook';

export const webhookById = rowById(Webhook);

/** The conferences each receiver was given by themselves. */
export const conferencesByWebhook: Loader<string, readonly Conference[]> = {
  async read(reader, ids) {
    const chosen = await reader.findBy(WebhookConference, { webhookId: In([...ids]) });
    const rows = await reader.findBy(Conference, { id: In(chosen.map(({ conferenceId }) => conferenceId)) });
    return ids.map((id) => rows.filter((row) => chosen.some((c) => c.webhookId === id && c.conferenceId === row.id)));
  },
};

export const blocsByWebhook: Loader<string, readonly Bloc[]> = {
  async read(reader, ids) {
    const chosen = await reader.findBy(WebhookBloc, { webhookId: In([...ids]) });
    const rows = await reader.findBy(Bloc, { id: In(chosen.map(({ blocId }) => blocId)) });
    return ids.map((id) => rows.filter((row) => chosen.some((c) => c.webhookId === id && c.blocId === row.id)));
  },
};

/** How far each receiver has come, log by log. */
export const streamsByWebhook = pagesOf<WebhookStream, null>({
  entity: WebhookStream,
  alias: 'webhookStream',
  parent: 'webhookStream.webhookId',
  keys: ['stream'],
});

/** Where each log ends. */
export const endByStream: Loader<string, number> = {
  async read(reader, streams) {
    const ends = await positions(reader, streams);
    return streams.map((stream) => ends.get(stream) ?? 0);
  },
};
