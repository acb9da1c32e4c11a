import { createHmac, randomUUID } from 'node:crypto';
import { revokeAccount } from '../../src/auth/revoke-account';
import { now, setClock } from '../../src/clock';
import { ConferenceNature } from '../../src/conference/conference';
import { startLog } from '../../src/log/append';
import type { EventKind } from '../../src/log/kinds';
import { pauseWebhook, resumeWebhook } from '../../src/webhooks/pause-webhook';
import type { Resolve } from '../../src/webhooks/reachable';
import { replayWebhook } from '../../src/webhooks/replay-webhook';
import { rotateWebhookSecret } from '../../src/webhooks/rotate-webhook-secret';
import type { WebhookSender } from '../../src/webhooks/sender';
import { Webhook, WebhookStream } from '../../src/webhooks/webhook';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { until } from '../support/until';
import { aReceiver, aSender, aWebhook, happen, type Message, type Receiver } from './a-receiver';

let database: TestDatabase;
let hall: Hall;
let receiver: Receiver;
let open: WebhookSender[];
let restoreClock: () => void;
let later: number;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  hall = await aHall(database.db);
  receiver = await aReceiver();
  open = [];
  later = 0;
  restoreClock = setClock(() => new Date(Date.now() + later));
});
afterEach(async () => {
  for (const sender of open) await sender.close();
  await receiver.close();
  restoreClock();
  await database.db.query('delete from webhook');
});

function sender(...options: Parameters<typeof aSender> extends [unknown, ...infer Rest] ? Rest : never) {
  const made = aSender(database.db, ...options);
  open.push(made);
  return made;
}

const conferenceIds = () => [hall.conference.id];
const webhook = (input: object = {}) =>
  aWebhook(database.db, hall.administrator, { url: receiver.url, conferenceIds: conferenceIds(), ...input });
const more = (count: number, kind?: EventKind) => happen(database.db, hall.chair, hall.conference.id, count, kind);
const stream = (webhookId: string, of = hall.conference.id) =>
  database.db.manager.findOneByOrFail(WebhookStream, { webhookId, stream: of });
/** A look, and all that came of it for this receiver: it is let go of when that is done. */
async function looked(working: WebhookSender, id: string) {
  await working.look();
  await until(async () => (await database.db.manager.findOneByOrFail(Webhook, { id })).leaseBy === null);
}
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Written from the specification, apart from the code of the server. */
function isSigned({ headers, text }: Message, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const said = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
  const expected = `v1,${createHmac('sha256', key).update(said).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

describe('a receiver', () => {
  it('is sent what happens from now on, in order, signed, with the entry as the log has it', async () => {
    await more(2);
    const { secret } = await webhook();
    await more(3);
    await sender().look();
    await until(() => receiver.messages.length === 3);
    expect(receiver.taken()).toEqual([3, 4, 5]);
    const [first] = receiver.messages as [Message];
    expect(first.id).toBe(`${hall.conference.id}_3`);
    expect(first.headers['content-type']).toBe('application/json');
    expect(receiver.messages.every((message) => isSigned(message, secret))).toBe(true);
    expect(isSigned(first, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBe(false);
    const [{ body, at }] = await database.db.query('select body, at from event where stream = $1 and sequence = 3', [
      hall.conference.id,
    ]);
    expect(first.text).toBe(`{"type":"pollOpened","timestamp":"${at.toISOString()}","data":${body}}`);
  });

  it('is sent the kinds it wants, and its place goes on past the others', async () => {
    const { id } = await webhook({ kinds: ['pollClosed'] });
    await more(2);
    await more(1, 'pollClosed');
    await more(60);
    await sender().look();
    await until(async () => (await stream(id)).position === '63');
    expect(receiver.messages.map(({ body }) => body.type)).toEqual(['pollClosed']);
  });

  it('that is down for an hour gets everything in order once it is back, told apart by webhook-id', async () => {
    const { id } = await webhook();
    const { url } = receiver;
    const working = sender();
    receiver.answer = 503;
    await more(1);
    const tries: number[] = [];
    const from = now().getTime();
    let seen = 0;
    while (later < 3_600_000) {
      await more(1);
      await working.look();
      // The time moves on only once the failure is noted, so that each try is one of its own.
      await until(async () => receiver.messages.length > seen && ((await stream(id)).nextTryAt ?? 0) > now());
      seen = receiver.messages.length;
      const { nextTryAt, failures, lastError } = await stream(id);
      tries.push(failures);
      expect(lastError).toBe('status 503');
      later = (nextTryAt as Date).getTime() - Date.now() + 1;
    }
    expect(tries).toEqual(upTo(tries.length));
    // 5 + 15 + 30 + 60 + 120 + 300 + 600 + 900 s, and 900 more until the hour is full, each up to a quarter longer.
    expect(tries.length).toBeGreaterThanOrEqual(9);
    expect(tries.length).toBeLessThanOrEqual(11);
    expect(new Set(receiver.messages.map((message) => message.id))).toEqual(new Set([`${hall.conference.id}_1`]));
    const stamps = receiver.messages.map(({ headers }) => Number(headers['webhook-timestamp']));
    expect((stamps.at(-1) as number) - from / 1_000).toBeGreaterThan(2_000);

    receiver.answer = 200;
    await working.look();
    const all = tries.length + 1;
    await until(() => receiver.taken().length === all);
    expect(receiver.taken()).toEqual(upTo(all));
    expect(receiver.url).toBe(url);
    await until(async () => (await stream(id)).position === String(all));
    expect(await stream(id)).toMatchObject({ failures: 0, nextTryAt: null, lastError: 'status 503' });
  });

  it('that does not want one log goes on getting the others', async () => {
    const other = await aHall(database.db);
    const { id } = await webhook({ conferenceIds: [hall.conference.id, other.conference.id] });
    await more(1);
    await happen(database.db, hall.chair, other.conference.id, 1);
    receiver.answer = 500;
    await sender().look();
    await until(async () => (await stream(id)).failures + (await stream(id, other.conference.id)).failures === 2);
  });

  it('at an address where nobody answers is tried once for all its logs', async () => {
    const other = await aHall(database.db);
    const { id } = await webhook({
      url: 'http://127.0.0.1:9/',
      conferenceIds: [hall.conference.id, other.conference.id],
    });
    await more(1);
    await happen(database.db, hall.chair, other.conference.id, 1);
    await sender().look();
    const both = async () => [await stream(id), await stream(id, other.conference.id)] as const;
    await until(async () => (await both()).every(({ nextTryAt }) => nextTryAt !== null));
    const [a, b] = await both();
    expect([a.failures, b.failures].sort()).toEqual([0, 1]);
    expect(`${a.lastError}${b.lastError}`).toContain('ECONNREFUSED');
  });

  it('that answers 410 is paused until somebody resumes it', async () => {
    const { id } = await webhook();
    await more(2);
    receiver.answer = 410;
    const working = sender();
    await working.look();
    const read = () => database.db.manager.findOneByOrFail(Webhook, { id });
    await until(async () => (await read()).pausedAt !== null && (await read()).leaseBy === null);
    expect(await read()).toMatchObject({ pauseReason: 'GONE' });
    receiver.answer = 200;
    later = 7_200_000;
    await looked(working, id);
    expect(receiver.messages).toHaveLength(1);
    await resumeWebhook(database.db, hall.administrator, { webhookId: id });
    await working.look();
    await until(() => receiver.taken().length === 2);
  });

  it('that is paused by hand is sent nothing, and all of it when it is resumed', async () => {
    const { id } = await webhook();
    await more(1);
    await pauseWebhook(database.db, hall.administrator, { webhookId: id });
    const working = sender();
    await looked(working, id);
    expect(receiver.messages).toEqual([]);
    await resumeWebhook(database.db, hall.administrator, { webhookId: id });
    await working.look();
    await until(() => receiver.taken().length === 1);
  });

  it('is sent a log again from a position, under the same ids', async () => {
    const { id } = await webhook();
    await more(4);
    const working = sender();
    await working.look();
    await until(async () => (await stream(id)).position === '4');
    await replayWebhook(database.db, hall.administrator, {
      webhookId: id,
      conferenceId: hall.conference.id,
      fromSequence: 3,
    });
    await working.look();
    await until(() => receiver.messages.length === 6);
    expect(receiver.taken()).toEqual([1, 2, 3, 4, 3, 4]);
    expect(receiver.messages[4]?.id).toBe(receiver.messages[2]?.id);
  });

  it('is sent signatures by both secrets for a day after a rotation, and by the new one alone from then on', async () => {
    const { id, secret } = await webhook();
    const rotated = await rotateWebhookSecret(database.db, hall.administrator, { webhookId: id });
    const working = sender();
    await more(1);
    await working.look();
    await until(() => receiver.messages.length === 1);
    later = 24 * 3_600_000 + 1_000;
    await more(1);
    await working.look();
    await until(() => receiver.messages.length === 2);
    const signed = receiver.messages.map((message) =>
      [secret, rotated.secret as string].map((each) => isSigned(message, each)),
    );
    expect(signed).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it('is sent a bloc with its conferences, also those that come later, and no rehearsals', async () => {
    await webhook({ conferenceIds: null, blocIds: [hall.bloc.id] });
    const add = async (nature: ConferenceNature) => {
      const id = randomUUID();
      const rehearsesId = nature === ConferenceNature.REHEARSAL ? hall.conference.id : null;
      await database.db.manager.insert('Conference', { ...hall.conference, id, slug: `x-${id}`, nature, rehearsesId });
      await database.db.transaction((tx) => startLog(tx, id));
      await happen(database.db, hall.chair, id, 2);
      return id;
    };
    const rehearsal = await add(ConferenceNature.REHEARSAL);
    const live = await add(ConferenceNature.LIVE);
    await more(1);
    await sender().look();
    const waiting = `select from webhook_stream s join log_head h on h.stream = s.stream where h.sequence > s.position`;
    await until(async () => (await database.db.query<unknown[]>(waiting)).length === 0);
    const streams = receiver.messages.map(({ body }) => body.data.stream);
    expect([...streams].sort()).toEqual([hall.conference.id, live, live].sort());
    expect(streams).not.toContain(rehearsal);
  });

  it('is sent nothing any more when its owner is shut out, until another administrator answers for it', async () => {
    const { id } = await webhook();
    await more(1);
    const other = (await aHall(database.db)).administrator;
    await revokeAccount(database.db, other, { accountId: hall.administrator.accountId as string });
    const working = sender();
    await looked(working, id);
    expect(receiver.messages).toEqual([]);
    await resumeWebhook(database.db, other, { webhookId: id });
    await working.look();
    await until(() => receiver.taken().length === 1);
  });
});

describe('senders', () => {
  it('take over where another was ended in the middle', async () => {
    const { id } = await webhook();
    await more(5);
    receiver.answer = (sequence) => (sequence < 3 ? 200 : 'silent');
    const first = sender();
    await first.look();
    await until(() => receiver.messages.length === 3);
    await first.close();
    receiver.answer = 200;
    await sender().look();
    await until(async () => (await stream(id)).position === '5');
    expect(receiver.messages.map(({ body }) => body.data.sequence)).toEqual([1, 2, 3, 3, 4, 5]);
    expect(receiver.messages[3]?.id).toBe(receiver.messages[2]?.id);
  });

  it('of which there are several have a receiver one at a time, and send each entry once', async () => {
    const { id } = await webhook();
    await more(120);
    const several = [sender(), sender(), sender()];
    await Promise.all(several.map((each) => each.look()));
    await until(async () => {
      await Promise.all(several.map((each) => each.look()));
      return (await stream(id)).position === '120';
    });
    expect(receiver.taken()).toEqual(upTo(120));
    expect(receiver.mostAtOnce).toBe(1);
  });

  it('that died with a receiver in hand are waited for no longer than their lease', async () => {
    const { id } = await webhook();
    await more(1);
    const hold = (until: string) =>
      database.db.query(
        `update webhook set lease_by = gen_random_uuid(), lease_until = clock_timestamp() + interval '${until}' where id = $1`,
        [id],
      );
    await hold('20 seconds');
    const working = sender();
    await working.look();
    expect(receiver.messages).toEqual([]);
    await hold('-1 seconds');
    await working.look();
    await until(() => receiver.taken().length === 1);
  });
});

describe('an address inside', () => {
  const blocked = async (url: string, options: Parameters<typeof sender>[0]) => {
    const { id } = await webhook({ url });
    await more(1);
    await sender(options).look();
    await until(async () => (await stream(id)).lastError !== null);
    expect(receiver.messages).toEqual([]);
    return (await stream(id)).lastError;
  };

  it('is not sent to, as an address or behind a name', async () => {
    expect(await blocked(receiver.url, { networks: [] })).toContain('127.0.0.1 is not an address of the Internet');
    const resolve: Resolve = (_name, _options, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }]);
    const { port } = new URL(receiver.url);
    const error = await blocked(`http://receiver.example:${port}/`, { networks: [], resolve });
    expect(error).toContain('127.0.0.1 is not an address of the Internet');
  });

  it('is not sent to by a name that leads elsewhere after it was looked at', async () => {
    // The name leads out when it is first asked for, and inside from then on: only the connection's own answer counts.
    let asked = 0;
    const resolve: Resolve = (_name, _options, answer) => {
      asked += 1;
      answer(null, [{ address: asked === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }]);
    };
    const options = { networks: ['192.0.2.1'], resolve };
    resolve('receiver.example', { all: true }, () => undefined);
    const { port } = new URL(receiver.url);
    expect(await blocked(`http://receiver.example:${port}/`, options)).toContain('127.0.0.1 is not an address');
  });

  it('is not sent to by a redirect: none is followed', async () => {
    const inside = await aReceiver();
    receiver.answer = 307;
    receiver.answerHeaders = { location: inside.url };
    const { id } = await webhook();
    await more(1);
    await sender().look();
    await until(async () => (await stream(id)).lastError === 'status 307');
    expect(inside.messages).toEqual([]);
    await inside.close();
  });

  it('is not sent to without TLS in production', async () => {
    expect(await blocked(receiver.url, { httpsOnly: true })).toBe('only https is sent to');
  });
});
