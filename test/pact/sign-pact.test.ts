import { createHash, randomUUID } from 'node:crypto';
import { Member } from '../../src/bloc/member';
import { Membership } from '../../src/bloc/membership';
import { Indicator } from '../../src/indicator/indicator';
import { draftPact, type TargetInput } from '../../src/pact/draft-pact';
import { openPact } from '../../src/pact/open-pact';
import { Pact } from '../../src/pact/pact';
import { Party } from '../../src/pact/party';
import { signPact } from '../../src/pact/sign-pact';
import { Signature } from '../../src/pact/signature';
import { Target } from '../../src/pact/target';
import { Version } from '../../src/pact/version';
import { withdrawSignature } from '../../src/pact/withdraw-signature';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { happenedAt } from '../support/log';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db, { newcomers: 1 });
});
afterAll(() => database.drop());

const article = (words: string) => ({ heading: { vi: 'Điều', en: null }, text: { vi: words, en: null } });

function draft(words = 'Thi đua thực hiện nhiệm vụ năm', at: Hall = hall, targets: TargetInput[] = []) {
  const input = {
    conferenceId: at.conference.id,
    year: null,
    title: { vi: 'Giao ước thi đua', en: 'Emulation pact' },
    preamble: null,
    articles: [article(words)],
    targets,
    idempotencyKey: null,
  };
  return draftPact(at.db, at.secretary, input);
}

async function anOpenPact(at: Hall = hall): Promise<Pact> {
  const pactId = (await draft(undefined, at)).subject;
  await openPact(at.db, at.chair, { pactId, idempotencyKey: null });
  return at.db.manager.findOneByOrFail(Pact, { id: pactId });
}

const sign = (pact: Pact, n: number, textHash = pact.textHash ?? '', idempotencyKey: string | null = null) =>
  signPact(hall.db, hall.delegates[n]!, { pactId: pact.id, textHash, idempotencyKey });
const withdraw = (pact: Pact, n: number) =>
  withdrawSignature(hall.db, hall.delegates[n]!, { pactId: pact.id, reason: ' Ký nhầm bản\n', idempotencyKey: null });
const again = (pact: Pact) => hall.db.manager.findOneByOrFail(Pact, { id: pact.id });

describe('openPact', () => {
  it('hashes the very bytes that are shown, in NFC whatever was typed', async () => {
    const pact = await anOpenPact();
    expect(
      createHash('sha256')
        .update(pact.canonicalText ?? '', 'utf8')
        .digest('hex'),
    ).toBe(pact.textHash);
    const other = await aHall(database.db, { newcomers: 1 });
    const id = (await draft('Thi đua thực hiện nhiệm vụ năm'.normalize('NFD'), other)).subject;
    await openPact(other.db, other.chair, { pactId: id, idempotencyKey: null });
    const typed = await other.db.manager.findOneByOrFail(Pact, { id });
    expect(JSON.parse(typed.canonicalText ?? '').articles).toEqual(JSON.parse(pact.canonicalText ?? '').articles);
  });

  it('names every member of the new year as a party, the newcomer too', async () => {
    const pact = await anOpenPact();
    expect(JSON.parse(pact.canonicalText ?? '').parties).toHaveLength(6);
  });

  it('refuses a pact without an article', async () => {
    const { subject } = await draft();
    await hall.db.query('delete from pact_article where pact_id = $1', [subject]);
    await expect(openPact(hall.db, hall.chair, { pactId: subject, idempotencyKey: null })).rejects.toMatchObject({
      code: 'PACT_EMPTY',
    });
  });
});

describe('draftPact', () => {
  it('goes back to a draft as long as no signature stands, and never once it is in force', async () => {
    const pact = await anOpenPact();
    await draft('Một văn bản khác');
    expect(await again(pact)).toMatchObject({ state: 'DRAFT', textHash: null });
    await openPact(hall.db, hall.chair, { pactId: pact.id, idempotencyKey: null });
    const opened = await again(pact);
    expect(opened.textHash).not.toBe(pact.textHash);
    await sign(opened, 0);
    await expect(draft('Lại khác nữa')).rejects.toMatchObject({ code: 'PACT_NOT_DRAFT' });
    await withdraw(opened, 0);
    await draft('Lại khác nữa');
    expect(await again(pact)).toMatchObject({ state: 'DRAFT', textHash: null, frozenAt: null });
    await openPact(hall.db, hall.chair, { pactId: pact.id, idempotencyKey: null });
    const last = await again(pact);
    for (let n = 0; n < 6; n += 1) await sign(last, n);
    await expect(draft('Sau cùng')).rejects.toMatchObject({ code: 'PACT_NOT_DRAFT', facts: { state: 'IN_FORCE' } });
  });

  it('is refused while one signature of two stands', async () => {
    const pact = await anOpenPact();
    await sign(pact, 0);
    await sign(pact, 1);
    await withdraw(pact, 0);
    expect(await refusalOf(draft('Khác'))).toMatchObject({
      code: 'PACT_NOT_DRAFT',
      facts: { state: 'OPEN', signed: 1 },
    });
  });

  it('takes no signature over a text that has gone back to a draft', async () => {
    const pact = await anOpenPact();
    await sign(pact, 0);
    await withdraw(pact, 0);
    await draft('Đã sửa lỗi chính tả');
    await openPact(hall.db, hall.chair, { pactId: pact.id, idempotencyKey: null });
    await expect(sign(pact, 1)).rejects.toMatchObject({ code: 'PACT_TEXT_CHANGED' });
    const [version, second] = await hall.db.manager.find(Version, {
      where: { pactId: pact.id },
      order: { number: 'ASC' },
    });
    expect([version?.textHash, second?.textHash]).toEqual([pact.textHash, (await again(pact)).textHash]);
    expect(await hall.db.manager.findBy(Signature, { pactId: pact.id })).toMatchObject([{ textHash: pact.textHash }]);
  });

  it('is refused for another year than the conference opens', async () => {
    const { opensYear } = hall.conference;
    const input = {
      conferenceId: hall.conference.id,
      title: { vi: 'Giao ước', en: null },
      preamble: null,
      targets: [],
    };
    const of = (year: number) =>
      draftPact(hall.db, hall.secretary, { ...input, year, articles: [article('x')], idempotencyKey: null });
    expect(await refusalOf(of(2035))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'year', cure: `Give the year the conference opens: ${opensYear}.` },
    });
    expect(await of(opensYear ?? 0)).toMatchObject({ kind: 'pactDrafted' });
  });

  it('is one pact when two secretaries write the first draft at once', async () => {
    const [one, two] = await Promise.all([draft(), draft()]);
    expect(one.subject).toBe(two.subject);
    expect(await hall.db.query('select 1 from pact_article where pact_id = $1', [one.subject])).toHaveLength(1);
  });
});

describe('the targets of draftPact', () => {
  const target = async (raw: string) => {
    const indicator = { id: randomUUID(), blocId: hall.bloc.id, code: 'GRDP', name: { vi: 'GRDP', en: null } };
    await hall.db.manager.insert(Indicator, { ...indicator, ordinal: null, unit: null });
    return draft(undefined, hall, [{ indicatorId: indicator.id, memberId: null, raw, unit: '%' }]);
  };

  it.each([
    ['7,5', '7.5'],
    ['834.875,801', '834875.801'],
  ])('hold %s as %s', async (raw, value) => {
    const { subject: pactId } = await target(raw);
    expect(await hall.db.manager.findBy(Target, { pactId })).toMatchObject([{ raw, value }]);
  });

  it.each([
    ['2.005', 'ambiguous'],
    ['abc', 'unreadable'],
  ])('refuse %s as %s, as an import does, and say how to write it', async (raw, why) => {
    expect(await refusalOf(target(raw))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'targets.0.raw', value: raw, problem: `The figure is ${why}.`, cure: expect.any(String) },
    });
  });
});

describe('signPact', () => {
  it('fills to six of six and is in force with the last signature, not before', async () => {
    const pact = await anOpenPact();
    for (let n = 0; n < 6; n += 1) {
      expect((await again(pact)).state).toBe('OPEN');
      await sign(pact, n);
    }
    expect(await again(pact)).toMatchObject({
      state: 'IN_FORCE',
      inForceAt: expect.any(Date),
      frozenAt: expect.any(Date),
    });
    const kinds = (await happenedAt(hall.db, hall.conference.id)).map((entry) => entry.kind);
    expect(kinds.slice(-7)).toEqual([...Array(6).fill('pactSigned'), 'pactInForce']);
  });

  it('takes one of many simultaneous signatures of one member', async () => {
    const pact = await anOpenPact();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => sign(pact, 0)));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(7);
    expect(refused[0]).toMatchObject({ reason: { code: 'ALREADY_SIGNED' } });
    expect(await hall.db.manager.countBy(Signature, { pactId: pact.id })).toBe(1);
  });

  it('is in force once when all parties sign at once', async () => {
    const pact = await anOpenPact();
    await Promise.all(Array.from({ length: 6 }, (_, n) => sign(pact, n)));
    expect((await again(pact)).state).toBe('IN_FORCE');
    const kinds = (await happenedAt(hall.db, hall.conference.id)).map((entry) => entry.kind);
    expect(kinds.filter((kind) => kind === 'pactInForce')).toHaveLength(1);
  });

  it('gives a retry the receipt of the first try, also for the signature that put it in force', async () => {
    const pact = await anOpenPact();
    for (let n = 0; n < 5; n += 1) await sign(pact, n);
    const receipt = await sign(pact, 5, undefined, 'the-last-signature');
    expect(receipt.kind).toBe('pactSigned');
    expect(await sign(pact, 5, undefined, 'the-last-signature')).toEqual(receipt);
  });

  it('refuses the hash of another text', async () => {
    const pact = await anOpenPact();
    const attempt = sign(pact, 0, 'a'.repeat(64));
    await expect(attempt).rejects.toMatchObject({ code: 'PACT_TEXT_CHANGED', facts: { textHash: pact.textHash } });
  });

  it('refuses a guest, a draft, and someone who is not in the hall', async () => {
    const pact = await anOpenPact();
    await expect(sign(pact, 6)).rejects.toMatchObject({ code: 'NO_MANDATE_TO_SIGN' });
    await hall.db.query('update presence set checked_out_at = clock_timestamp() where delegate_id = $1', [
      hall.people[0]!.id,
    ]);
    await expect(sign(pact, 0)).rejects.toMatchObject({ code: 'NOT_PRESENT' });
    await draft('Sửa lại');
    await expect(sign(pact, 1)).rejects.toMatchObject({ code: 'PACT_NOT_OPEN' });
  });

  it('refuses the chair and delegates of another conference', async () => {
    const pact = await anOpenPact();
    const by = (viewer: Hall['chair']) =>
      signPact(hall.db, viewer, { pactId: pact.id, textHash: pact.textHash ?? '', idempotencyKey: null });
    await expect(by(hall.chair)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(by((await aHall(database.db)).delegates[0]!)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the parties', () => {
  const newcomer = async () => {
    const { id: blocId } = hall.bloc;
    const name = { vi: 'Đơn vị mới', en: null };
    const member = { id: randomUUID(), blocId, code: randomUUID(), ordinal: 99, aliases: [] };
    await hall.db.manager.insert(Member, { ...member, officialName: name, shortName: name });
    await hall.db.manager.insert(Membership, { id: randomUUID(), memberId: member.id, fromYear: null, toYear: null });
  };

  it('are fixed with the text: a member that comes later neither signs nor is waited for', async () => {
    const pact = await anOpenPact();
    await newcomer();
    for (let n = 0; n < 6; n += 1) await sign(pact, n);
    expect((await again(pact)).state).toBe('IN_FORCE');
    expect(await hall.db.manager.countBy(Party, { pactId: pact.id })).toBe(6);
  });

  it('are those of the day of opening again, after a draft', async () => {
    const pact = await anOpenPact();
    await newcomer();
    await draft('Thêm đơn vị');
    expect(await hall.db.manager.countBy(Party, { pactId: pact.id })).toBe(0);
    await openPact(hall.db, hall.chair, { pactId: pact.id, idempotencyKey: null });
    expect(await hall.db.manager.countBy(Party, { pactId: pact.id })).toBe(7);
  });

  it('keep the names that were signed when the bloc changes them', async () => {
    const pact = await anOpenPact();
    const [party] = await hall.db.manager.findBy(Party, { pactId: pact.id, ordinal: 1 });
    await hall.db.manager.update(Member, party?.memberId ?? '', { officialName: { vi: 'Tên mới', en: null } });
    expect(await hall.db.manager.findOneBy(Party, { pactId: pact.id, ordinal: 1 })).toEqual(party);
  });
});

describe('withdrawSignature', () => {
  it('takes a signature back with its reason, and the member may sign again', async () => {
    const pact = await anOpenPact();
    await sign(pact, 0);
    await withdraw(pact, 0);
    await sign(pact, 0);
    const rows = await hall.db.manager.find(Signature, { where: { pactId: pact.id }, order: { signedAt: 'ASC' } });
    expect(rows.map((row) => row.withdrawalReason)).toEqual(['Ký nhầm bản', null]);
  });

  it('is refused without a signature, and once the pact is in force', async () => {
    const pact = await anOpenPact();
    await expect(withdraw(pact, 0)).rejects.toMatchObject({ code: 'NOT_SIGNED' });
    for (let n = 0; n < 6; n += 1) await sign(pact, n);
    await expect(withdraw(pact, 0)).rejects.toMatchObject({ code: 'PACT_NOT_OPEN' });
  });
});
