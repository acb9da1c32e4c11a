import { randomUUID } from 'node:crypto';
import { type PactTerms, YearPactRule } from '../../src/bloc/pact-rule';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { draftPact } from '../../src/pact/draft-pact';
import { openPact } from '../../src/pact/open-pact';
import { Pact } from '../../src/pact/pact';
import { signPact } from '../../src/pact/sign-pact';
import { Signature } from '../../src/pact/signature';
import { withdrawSignature } from '../../src/pact/withdraw-signature';
import { faultsOf, recount } from '../../src/record/recount';
import { keepFirst } from '../../src/record/replay/checkpoints';
import { makeSchema } from '../../src/schema';
import { logOf } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall, opensYear } from '../support/hall';
import { whileLogHeld } from '../support/while-log-held';

let database: TestDatabase;
let hall: Hall;
const schema = makeSchema();
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function aHallWith(terms: PactTerms, members = 5): Promise<void> {
  hall = await aHall(database.db, { members });
  await settle(terms);
}

async function settle(terms: PactTerms): Promise<void> {
  const of = { blocId: hall.bloc.id, year: opensYear };
  await hall.db.manager.delete(YearPactRule, of);
  await hall.db.manager.insert(YearPactRule, { id: randomUUID(), ...of, ...terms });
}

async function draft(vi = 'Thi đua'): Promise<string> {
  const [title, text] = [
    { vi: 'Giao ước', en: null },
    { vi, en: null },
  ];
  const articles = [{ heading: title, text }];
  const input = { conferenceId: hall.conference.id, title, articles, targets: [] };
  return (await draftPact(hall.db, hall.secretary, input as never)).subject;
}

const open = (pactId: string) => openPact(hall.db, hall.chair, { pactId, idempotencyKey: null });
const read = (id: string) => hall.db.manager.findOneByOrFail(Pact, { id });

async function anOpenPact(terms: PactTerms, members?: number): Promise<Pact> {
  await aHallWith(terms, members);
  const id = await draft();
  await open(id);
  return read(id);
}

const sign = ({ id: pactId, textHash }: Pact, n: number) =>
  signPact(hall.db, at(hall.delegates, n), { pactId, textHash: textHash ?? '', idempotencyKey: null });
const withdraw = ({ id: pactId }: Pact, n: number) =>
  withdrawSignature(hall.db, at(hall.delegates, n), { pactId, reason: 'Ký nhầm bản', idempotencyKey: null });
const faults = async () => faultsOf(await recount(hall.db, { slug: hall.conference.slug }));
const kinds = async () => (await logOf(hall)).map(({ kind }) => kind);

interface Shown {
  readonly state: string;
  readonly rule: { readonly kind: string; readonly signatures: number | null; readonly from: string | null };
  readonly board?: Counts;
}
interface Counts {
  readonly signed: number;
  readonly parties: number;
  readonly needed: number;
  readonly missing: number;
}
const counts = 'signed parties needed missing';
const ask = (body: string, variables: object) =>
  dataOf(schema, hall.db, { document: body, variables: { ...variables }, viewer: publicViewer }) as Promise<any>;
const shown = async (id: string): Promise<Shown & { readonly board: Counts }> =>
  (
    await ask(
      `query ($id: ID!) { pact(id: $id) { state inForceAt settledAt rule { kind signatures from } board { ${counts} } } }`,
      { id },
    )
  ).pact;
const shownAt = async (sequence: number): Promise<Shown & Counts> => {
  const document = `query ($slug: String!, $at: Int!) { conference(slug: $slug) {
    asOf(sequence: $at) { pact { state rule { kind signatures from } ${counts} } } } }`;
  return (await ask(document, { slug: hall.conference.slug, at: sequence })).conference.asOf.pact;
};

describe('a pact of three signatures of five', () => {
  it('is in force with the third, and says before how many are missing', async () => {
    const pact = await anOpenPact({ signatures: 3, from: null });
    await sign(pact, 4);
    await sign(pact, 1);
    expect((await shown(pact.id)).board).toEqual({ signed: 2, parties: 5, needed: 3, missing: 1 });
    expect((await read(pact.id)).state).toBe('OPEN');
    await sign(pact, 0);
    expect(await shown(pact.id)).toMatchObject({
      ...{ state: 'IN_FORCE', rule: { kind: 'SIGNATURES', signatures: 3, from: null } },
      board: { signed: 3, missing: 0 },
    });
    expect((await kinds()).slice(-2)).toEqual(['pactSigned', 'pactInForce']);
    expect(await faults()).toEqual([]);
  });

  it('still records the signatures of the others, which move nothing', async () => {
    const pact = await anOpenPact({ signatures: 3, from: null });
    for (const n of [0, 1, 2]) await sign(pact, n);
    const inForce = await read(pact.id);
    for (const n of [3, 4]) await sign(pact, n);
    expect(await read(pact.id)).toEqual(inForce);
    expect((await shown(pact.id)).board).toMatchObject({ signed: 5, parties: 5, needed: 3, missing: 0 });
    expect((await kinds()).filter((kind) => kind === 'pactInForce')).toHaveLength(1);
    expect(await refusalOf(sign(pact, 4))).toMatchObject({ code: 'ALREADY_SIGNED' });
    expect(await refusalOf(withdraw(pact, 4))).toMatchObject({ code: 'PACT_NOT_OPEN' });
    expect(await faults()).toEqual([]);
  });

  it('counts standing signatures only, around the third', async () => {
    const pact = await anOpenPact({ signatures: 3, from: null });
    await sign(pact, 0);
    await sign(pact, 1);
    await withdraw(pact, 0);
    await sign(pact, 2);
    expect((await read(pact.id)).state).toBe('OPEN');
    await sign(pact, 0);
    expect((await read(pact.id)).state).toBe('IN_FORCE');
    expect(await faults()).toEqual([]);
  });

  it('is in force once when the last two come at once, and when one is withdrawn beside the last', async () => {
    const pact = await anOpenPact({ signatures: 3, from: null });
    await sign(pact, 0);
    await sign(pact, 1);
    await whileLogHeld(hall, () => Promise.all([sign(pact, 2), sign(pact, 3)]));
    expect((await kinds()).filter((kind) => kind === 'pactInForce')).toHaveLength(1);
    const other = await anOpenPact({ signatures: 3, from: null });
    await sign(other, 0);
    await sign(other, 1);
    const [third, back] = await whileLogHeld(hall, () => Promise.allSettled([sign(other, 2), withdraw(other, 0)]));
    expect(third.status).toBe('fulfilled');
    expect((await read(other.id)).state).toBe(back.status === 'fulfilled' ? 'OPEN' : 'IN_FORCE');
    expect(await faults()).toEqual([]);
  });

  it('reads the same at each position of its log', async () => {
    await aHallWith({ signatures: 2, from: null });
    await keepFirst(hall.db, hall.conference.id);
    const id = await draft();
    await open(id);
    const pact = await read(id);
    const seen: [number, Shown & { readonly board: Counts }][] = [];
    const note = async ({ sequence }: { sequence: number }) => seen.push([sequence, await shown(pact.id)]);
    await note(await sign(pact, 0));
    await note(await withdraw(pact, 0));
    await note(await sign(pact, 1));
    const settled = await sign(pact, 2);
    await note({ sequence: settled.sequence + 1 });
    await note(await sign(pact, 3));
    for (const [sequence, { state, rule, board }] of seen)
      expect(await shownAt(sequence)).toEqual({ state, rule, ...board });
    expect(await shownAt(settled.sequence)).toMatchObject({ state: 'OPEN', missing: 0 });
  });

  it('is found out where tables and log differ', async () => {
    const pact = await anOpenPact({ signatures: 3, from: null });
    for (const n of [0, 1]) await sign(pact, n);
    await hall.db.query('update pact set needs_signatures = 2 where id = $1', [pact.id]);
    expect((await faults()).join('\n')).toMatch(/it needs 2 signatures, from null; by the log 3, from null/);
    await hall.db.query(`update pact set needs_signatures = 3, state = 'IN_FORCE' where id = $1`, [pact.id]);
    expect((await faults()).join('\n')).toMatch(/it is IN_FORCE, and by the log 2 of 5 have signed, and 3 have to/);
  });
});

describe('the rule of a pact', () => {
  it('may ask for one signature, and for all', async () => {
    const one = await anOpenPact({ signatures: 1, from: null });
    await sign(one, 2);
    expect((await read(one.id)).state).toBe('IN_FORCE');
    const all = await anOpenPact({ signatures: 5, from: null });
    for (const n of [0, 1, 2, 3]) await sign(all, n);
    expect((await read(all.id)).state).toBe('OPEN');
    await sign(all, 4);
    expect((await read(all.id)).state).toBe('IN_FORCE');
    expect(await faults()).toEqual([]);
  });

  it('of more signatures than parties is refused when the pact is opened', async () => {
    await aHallWith({ signatures: 6, from: null });
    const id = await draft();
    expect(await refusalOf(open(id))).toMatchObject({ code: 'PACT_NEEDS_MORE', facts: { signatures: 6, parties: 5 } });
    expect((await read(id)).state).toBe('DRAFT');
  });

  it('is what is signed, and stays as it was when the bloc changes it; a new draft gets the new one', async () => {
    const pact = await anOpenPact({ signatures: 2, from: null });
    expect(JSON.parse(pact.canonicalText ?? '')).toMatchObject({ v: 2, inForce: { signatures: 2, from: null } });
    await settle({ signatures: 4, from: null });
    expect((await shown(pact.id)).board.needed).toBe(2);
    await sign(pact, 0);
    await withdraw(pact, 0);
    await draft('Đã sửa');
    expect((await shown(pact.id)).board).toMatchObject({ needed: 4, missing: 4 });
    await open(pact.id);
    const second = await read(pact.id);
    expect(second).toMatchObject({ needsSignatures: 4, settledAt: null, inForceAt: null });
    expect(second.textHash).not.toBe(pact.textHash);
    for (const n of [0, 1, 2, 3]) await sign(second, n);
    expect((await read(pact.id)).state).toBe('IN_FORCE');
    expect(await faults()).toEqual([]);
  });

  it('leaves the text of a bloc that settled nothing as it was', async () => {
    hall = await aHall(database.db, { members: 2 });
    const id = await draft();
    await open(id);
    const { canonicalText, needsSignatures } = await read(id);
    expect(JSON.parse(canonicalText ?? '')).toMatchObject({ v: 1 });
    expect(canonicalText).not.toContain('inForce');
    expect(needsSignatures).toBeNull();
    expect((await logOf(hall)).at(-1)?.data).not.toHaveProperty('rule');
  });
});

describe('a pact in force from a day', () => {
  it('that is to come begins with that day in Viet Nam, be all signatures there before', async () => {
    const pact = await anOpenPact({ signatures: null, from: '2127-01-01' }, 2);
    expect((await shown(pact.id)).rule).toEqual({ kind: 'DATE', signatures: null, from: '2127-01-01' });
    await sign(pact, 0);
    expect((await read(pact.id)).state).toBe('OPEN');
    await sign(pact, 1);
    const { state, settledAt, inForceAt } = await read(pact.id);
    expect([state, inForceAt?.toISOString()]).toEqual(['IN_FORCE', '2126-12-31T17:00:00.000Z']);
    expect(settledAt?.getTime()).toBeLessThan(Date.UTC(2126, 0));
    expect((await logOf(hall)).at(-1)).toMatchObject({ kind: 'pactInForce', data: { from: '2127-01-01' } });
    expect(await faults()).toEqual([]);
    await hall.db.query('update pact set in_force_at = settled_at where id = $1', [pact.id]);
    expect((await faults()).join('\n')).toMatch(/by its rule from 2126-12-31T17:00:00.000Z/);
  });

  it('that has passed begins with the signature it needs, and with so many of them where the rule says both', async () => {
    const pact = await anOpenPact({ signatures: 2, from: '2020-01-01' });
    await sign(pact, 0);
    await sign(pact, 1);
    const { state, settledAt, inForceAt } = await read(pact.id);
    expect(state).toBe('IN_FORCE');
    expect(inForceAt).toEqual(settledAt);
    expect(await faults()).toEqual([]);
  });
});

describe('a pact of thirty parties', () => {
  it('is in force with the twentieth signature, when all sign at once', async () => {
    const pact = await anOpenPact({ signatures: 20, from: null }, 30);
    await Promise.all(Array.from({ length: 30 }, (_, n) => sign(pact, n)));
    const told = await kinds();
    expect(told.slice(0, told.indexOf('pactInForce')).filter((kind) => kind === 'pactSigned')).toHaveLength(20);
    expect(await hall.db.manager.countBy(Signature, { pactId: pact.id })).toBe(30);
    expect((await shown(pact.id)).board).toEqual({ signed: 30, parties: 30, needed: 20, missing: 0 });
    expect(await faults()).toEqual([]);
  });
});
