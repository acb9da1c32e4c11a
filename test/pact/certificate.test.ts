import { randomUUID } from 'node:crypto';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { leafHash } from '../../src/log/canonical';
import { draftPact } from '../../src/pact/draft-pact';
import { openPact } from '../../src/pact/open-pact';
import { Pact } from '../../src/pact/pact';
import { signPact } from '../../src/pact/sign-pact';
import { Signature, SignatureMethod } from '../../src/pact/signature';
import { withdrawSignature } from '../../src/pact/withdraw-signature';
import { makeSchema } from '../../src/schema';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';

let database: TestDatabase;
let hall: Hall;
let pact: Pact;
const schema = makeSchema();
beforeAll(async () => {
  database = await freshDatabase();
  hall = await aHall(database.db, { members: 3 });
  const words = { vi: 'Giao ước', en: null };
  const conferenceId = hall.conference.id;
  const input = { conferenceId, title: words, articles: [{ heading: words, text: words }], targets: [] };
  const { subject: id } = await draftPact(hall.db, hall.secretary, input as never);
  await openPact(hall.db, hall.chair, { pactId: id, idempotencyKey: null });
  pact = await hall.db.manager.findOneByOrFail(Pact, { id });
});
afterAll(() => database.drop());

const sign = (n: number) =>
  signPact(hall.db, at(hall.delegates, n), { pactId: pact.id, textHash: pact.textHash ?? '', idempotencyKey: null });

interface Given {
  readonly id: string;
  readonly withdrawnAt: string | null;
  readonly member: { readonly id: string };
  readonly entry: { readonly sequence: number; readonly digest: string; readonly body: string } | null;
}
const given = async (): Promise<readonly Given[]> => {
  const document = `query ($id: ID!) {
    pact(id: $id) { signatures { id withdrawnAt member { id } entry { sequence digest body } } }
  }`;
  const asked = { document, variables: { id: pact.id }, viewer: publicViewer };
  return ((await dataOf(schema, hall.db, asked)) as { pact: { signatures: Given[] } }).pact.signatures;
};

describe('the entry of a signature', () => {
  it('is its own, of a member that withdrew and signed again too, for everybody who reads the board', async () => {
    const first = await sign(0);
    const other = await sign(1);
    const reason = 'Ký nhầm bản';
    await withdrawSignature(hall.db, at(hall.delegates, 0), { pactId: pact.id, reason, idempotencyKey: null });
    const second = await sign(0);
    const [withdrawn, ofOther, standing] = await given();
    expect([withdrawn, ofOther, standing].map((each) => each?.entry?.sequence)).toEqual([
      first.sequence,
      other.sequence,
      second.sequence,
    ]);
    expect([withdrawn?.withdrawnAt === null, standing?.withdrawnAt]).toEqual([false, null]);
    expect(standing?.entry?.digest).toBe(second.digest);
    expect(leafHash(standing?.entry?.body ?? '')).toBe(second.digest);
    expect(JSON.parse(standing?.entry?.body ?? '').data).toMatchObject({
      memberId: standing?.member.id,
      textHash: pact.textHash,
    });
  });

  it('is none of a signature that a source reports', async () => {
    const memberId = at(hall.members, 2).id;
    await hall.db.manager.insert(Signature, {
      ...{ id: randomUUID(), pactId: pact.id, memberId, method: SignatureMethod.RECORDED },
    });
    expect((await given()).find((each) => each.member.id === memberId)?.entry).toBeNull();
  });
});
