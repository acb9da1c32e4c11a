import { randomUUID } from 'node:crypto';
import { publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { kindsOfLogs } from '../../src/log/kinds';
import { makeSchema } from '../../src/schema';
import { createWebhook } from '../../src/webhooks/create-webhook';
import { pauseWebhook, resumeWebhook } from '../../src/webhooks/pause-webhook';
import { removeWebhook } from '../../src/webhooks/remove-webhook';
import { replayWebhook } from '../../src/webhooks/replay-webhook';
import { rotateWebhookSecret } from '../../src/webhooks/rotate-webhook-secret';
import { updateWebhook } from '../../src/webhooks/update-webhook';
import { Webhook, WebhookStream } from '../../src/webhooks/webhook';
import { refusalOf, systemLog } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, aViewer, type Hall } from '../support/hall';
import { aWebhook, happen } from './a-receiver';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
  hall = await aHall(database.db);
});
afterAll(() => database.drop());
afterEach(() => database.db.query('delete from webhook'));

const url = 'https://example.vn/hooks?key=hidden';
const anywhere = { httpsOnly: false };
const conferenceIds = () => [hall.conference.id];
const make = (input: object = {}) =>
  aWebhook(database.db, hall.administrator, { url, conferenceIds: conferenceIds(), ...input });
const read = (id: string) => database.db.manager.findOneByOrFail(Webhook, { id });
const lastEntry = async () => JSON.parse((await systemLog(database.db)).at(-1)?.body ?? '{}');

describe('createWebhook', () => {
  it('shows the secret once, and tells the log neither it nor what the address may hold', async () => {
    const ask = {
      url,
      conferenceIds: conferenceIds(),
      kinds: ['pollClosed', 'pollClosed'],
      idempotencyKey: randomUUID(),
    };
    const { receipt, secret } = await createWebhook(database.db, hall.administrator, anywhere, ask);
    expect(secret).toMatch(/^whsec_/);
    const entry = await lastEntry();
    expect(entry).toMatchObject({
      kind: 'webhookCreated',
      subject: receipt.subject,
      data: { origin: 'https://example.vn', kinds: ['pollClosed'], conferenceIds: conferenceIds(), blocIds: [] },
    });
    expect(JSON.stringify(entry)).not.toMatch(/whsec_|hidden/);
    const again = await createWebhook(database.db, hall.administrator, anywhere, ask);
    expect(again).toEqual({ receipt, secret: null });
    const mismatch = createWebhook(database.db, hall.administrator, anywhere, { ...ask, kinds: [] });
    expect((await refusalOf(mismatch)).code).toBe('IDEMPOTENCY_MISMATCH');
  });

  it('begins at the end of each log', async () => {
    await happen(database.db, hall.chair, hall.conference.id, 3);
    const { id } = await make({ conferenceIds: null, blocIds: [hall.bloc.id] });
    const streams = await database.db.manager.findBy(WebhookStream, { webhookId: id });
    const [head] = await database.db.query('select sequence from log_head where stream = $1', [hall.conference.id]);
    expect(streams).toMatchObject([{ stream: hall.conference.id, position: head.sequence }]);
  });

  it('refuses an address and choices that will not do', async () => {
    for (const [input, argument] of [
      [{ url: 'ftp://example.vn' }, 'url'],
      [{ kinds: ['pollClosed', 'pollClosd'] }, 'kinds'],
      // Of the system stream, which no receiver is sent.
      [{ kinds: ['badgeIssued'] }, 'kinds'],
      [{ conferenceIds: [] }, 'conferenceIds'],
    ] as const) {
      const asked = createWebhook(database.db, hall.administrator, anywhere, {
        url,
        conferenceIds: conferenceIds(),
        ...input,
      } as never);
      expect(await refusalOf(asked)).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument } });
    }
  });

  it('tells which kinds it does not know, and those there are', async () => {
    const asked = make({ kinds: ['pollClosd', 'ballotCast'] });
    const { facts } = await refusalOf(asked);
    expect(facts).toMatchObject({
      unknown: ['pollClosd'],
      known: expect.arrayContaining(['pollClosed', 'ballotCast']),
    });
    await make({ kinds: [...kindsOfLogs] });
  });

  it('refuses conferences and blocs that are none, also each other', async () => {
    for (const choice of [
      { conferenceIds: [randomUUID()] },
      { conferenceIds: [hall.bloc.id] },
      { blocIds: [hall.conference.id] },
      { blocIds: ['x'] },
    ]) {
      const asked = createWebhook(database.db, hall.administrator, anywhere, { url, ...choice });
      expect((await refusalOf(asked)).code).toBe('NOT_FOUND');
    }
    expect(await database.db.manager.count(Webhook)).toBe(0);
  });
});

describe('updateWebhook', () => {
  it('changes what is given, leaves the rest, and keeps places in logs that stay', async () => {
    const other = await aHall(database.db);
    const { id } = await make({ kinds: ['pollClosed'] });
    await happen(database.db, hall.chair, hall.conference.id, 2);
    await happen(database.db, hall.chair, other.conference.id, 2);
    const [before] = await database.db.manager.findBy(WebhookStream, { webhookId: id });
    await updateWebhook(database.db, other.administrator, anywhere, {
      webhookId: id,
      url: null,
      conferenceIds: [hall.conference.id, other.conference.id],
    });
    expect(await read(id)).toMatchObject({ url, kinds: ['pollClosed'], ownerId: other.administrator.accountId });
    const places = await database.db.manager.findBy(WebhookStream, { webhookId: id });
    expect(Object.fromEntries(places.map(({ stream, position }) => [stream, position]))).toEqual({
      [hall.conference.id]: before?.position,
      [other.conference.id]: '2',
    });
    await updateWebhook(database.db, other.administrator, anywhere, {
      webhookId: id,
      conferenceIds: [],
      blocIds: [other.bloc.id],
      kinds: [],
    });
    const left = await database.db.manager.findBy(WebhookStream, { webhookId: id });
    expect(left.map(({ stream }) => stream)).toEqual([other.conference.id]);
  });

  it('refuses what would leave nothing to send', async () => {
    const { id } = await make();
    const asked = updateWebhook(database.db, hall.administrator, anywhere, { webhookId: id, conferenceIds: [] });
    expect(await refusalOf(asked)).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument: 'conferenceIds' } });
  });
});

describe('replayWebhook', () => {
  const replay = (webhookId: string, input: object, fromSequence = 1) =>
    replayWebhook(database.db, hall.administrator, { webhookId, fromSequence, ...input });

  it('wants one log, that the receiver is sent, and a position it has', async () => {
    const { id } = await make();
    const end = Number((await database.db.manager.findOneByOrFail(WebhookStream, { webhookId: id })).position);
    expect((await refusalOf(() => replay(id, {}))).code).toBe('BAD_USER_INPUT');
    const both = { conferenceId: hall.conference.id, blocId: hall.bloc.id };
    expect((await refusalOf(() => replay(id, both))).code).toBe('BAD_USER_INPUT');
    expect((await refusalOf(() => replay(id, { blocId: hall.bloc.id }))).code).toBe('NOT_FOUND');
    const ahead = await refusalOf(replay(id, { conferenceId: hall.conference.id }, end + 2));
    expect(ahead).toMatchObject({ code: 'LOG_POSITION_AHEAD', facts: { after: end + 1, end } });
    await replay(id, { conferenceId: hall.conference.id }, end + 1);
    expect((await lastEntry()).data).toEqual({ stream: hall.conference.id, fromSequence: end + 1 });
  });
});

describe('every act on receivers', () => {
  const acts: Record<string, (viewer: Viewer, webhookId: string) => Promise<unknown>> = {
    createWebhook: (viewer) => createWebhook(database.db, viewer, anywhere, { url, conferenceIds: conferenceIds() }),
    updateWebhook: (viewer, webhookId) => updateWebhook(database.db, viewer, anywhere, { webhookId, kinds: [] }),
    pauseWebhook: (viewer, webhookId) => pauseWebhook(database.db, viewer, { webhookId }),
    resumeWebhook: (viewer, webhookId) => resumeWebhook(database.db, viewer, { webhookId }),
    replayWebhook: (viewer, webhookId) =>
      replayWebhook(database.db, viewer, { webhookId, conferenceId: hall.conference.id, fromSequence: 1 }),
    rotateWebhookSecret: (viewer, webhookId) => rotateWebhookSecret(database.db, viewer, { webhookId }),
    removeWebhook: (viewer, webhookId) => removeWebhook(database.db, viewer, { webhookId }),
  };

  it.each(Object.keys(acts))('is for administrators: %s', async (name) => {
    const act = acts[name] as (typeof acts)[string];
    const { id } = await make();
    const app = await aViewer(database.db, Role.APP, null, null, ['read', 'write', 'import']);
    for (const viewer of [hall.chair, hall.secretary, hall.observer, app]) {
      expect((await refusalOf(act(viewer, id))).code).toBe('FORBIDDEN');
    }
    expect((await refusalOf(act(publicViewer, id))).code).toBe('UNAUTHENTICATED');
    await act(hall.administrator, id);
  });

  it.each(Object.keys(acts).filter((name) => name !== 'createWebhook'))(
    'knows no receiver but real ones: %s',
    async (name) => {
      const act = acts[name] as (typeof acts)[string];
      for (const id of [randomUUID(), 'x', hall.conference.id]) {
        expect((await refusalOf(() => act(hall.administrator, id))).code).toBe('NOT_FOUND');
      }
    },
  );
});

describe('the graph', () => {
  const schema = makeSchema();
  const ask = (document: string, variables: Record<string, unknown> = {}) =>
    dataOf(schema, database.db, { document, variables, viewer: hall.administrator });

  it('shows receivers, what waits for them and why, and never a secret', async () => {
    const { id } = await make({ kinds: ['pollClosed'] });
    await happen(database.db, hall.chair, hall.conference.id, 2);
    await database.db.query(`update webhook_stream set failures = 3, last_error = 'status 503', next_try_at = now()`);
    const node = {
      id,
      url,
      kinds: ['pollClosed'],
      pausedAt: null,
      pauseReason: null,
      owner: { id: hall.administrator.accountId },
      conferences: [{ id: hall.conference.id }],
      blocs: [],
      streams: {
        nodes: [
          {
            conference: { id: hall.conference.id },
            bloc: null,
            position: expect.any(Number),
            lag: 2,
            failures: 3,
            lastError: 'status 503',
            nextTryAt: expect.any(String),
            lastSuccessAt: null,
          },
        ],
      },
    };
    const fields = `id url kinds pausedAt pauseReason owner { id } conferences { id } blocs { id }
      streams { nodes { conference { id } bloc { id } position lag failures lastError nextTryAt lastSuccessAt } }`;
    expect(await ask(`{ webhooks { nodes { ${fields} } } }`)).toEqual({ webhooks: { nodes: [node] } });
    expect(await ask(`query ($id: ID!) { webhook(id: $id) { ${fields} } }`, { id })).toEqual({ webhook: node });
    expect(await ask('{ webhook(id: "x") { id } }')).toEqual({ webhook: null });
    const names = Object.keys((schema.getType('Webhook') as unknown as { getFields(): object }).getFields());
    expect(names.filter((name) => /secret$|lease/i.test(name))).toEqual([]);
  });

  it('gives what an act changed with its receipt, and the end of a receiver', async () => {
    const made = (await ask(
      `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { secret receipt { kind } webhook { id url } } }`,
      { input: { url, blocIds: [hall.bloc.id] } },
    )) as { createWebhook: { webhook: { id: string } } };
    expect(made.createWebhook).toMatchObject({
      secret: expect.stringMatching(/^whsec_/),
      receipt: { kind: 'webhookCreated' },
      webhook: { url },
    });
    const input = { webhookId: made.createWebhook.webhook.id };
    const paused = await ask(
      `mutation ($input: WebhookInput!) { pauseWebhook(input: $input) { webhook { pauseReason } } }`,
      { input },
    );
    expect(paused).toEqual({ pauseWebhook: { webhook: { pauseReason: 'BY_HAND' } } });
    await ask(`mutation ($input: WebhookInput!) { removeWebhook(input: $input) { receipt { kind } } }`, { input });
    expect(await database.db.manager.count(WebhookStream)).toBe(0);
  });
});
