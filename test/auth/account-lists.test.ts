import type { GraphQLSchema } from 'graphql';
import { issueBadge } from '../../src/auth/issue-badge';
import { revokeAccount } from '../../src/auth/revoke-account';
import { revokeSession } from '../../src/auth/revoke-session';
import { Scope } from '../../src/auth/scope';
import { now } from '../../src/clock';
import { publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { issueApiKey } from '../support/acts';
import { aCaller } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { execute } from '../support/graph';
import { aHall, aViewer, type Hall } from '../support/hall';
import { signIn } from '../support/sign-in';

let test: TestDatabase;
let hall: Hall;
let other: Hall;
let schema: GraphQLSchema;
beforeAll(async () => {
  test = await freshDatabase();
  schema = makeSchema();
  hall = await aHall(test.db, { members: 2, guests: 0 });
  other = await aHall(test.db, { members: 1, guests: 0 });
});
afterAll(() => test.drop());

/** Whatever was asked for. */
type Shape = any;

async function ask(viewer: Viewer, document: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await execute(schema, test.db, { document, variables, viewer });
  const codes = errors?.map(({ originalError }) => (originalError as { code?: string }).code) ?? [];
  return { data: JSON.parse(JSON.stringify(data ?? null)) as Shape, codes };
}

describe('Query.accounts', () => {
  const document = `query ($role: Role, $conferenceId: ID, $revoked: Boolean) {
    accounts(role: $role, conferenceId: $conferenceId, revoked: $revoked, first: 100) { totalCount nodes { id role } }
  }`;

  it('lists every account to administrators, narrowed by role, conference and whether it was shut out', async () => {
    const names = (shape: Shape) => shape.data.accounts.nodes.map(({ id }: { id: string }) => id);
    expect(names(await ask(hall.administrator, document))).toEqual(
      expect.arrayContaining([hall.chair.accountId, other.chair.accountId, other.administrator.accountId]),
    );
    const of = { role: 'DELEGATE', conferenceId: hall.conference.id };
    expect((await ask(hall.administrator, document, of)).data.accounts.totalCount).toBe(2);
    const gone = await aViewer(test.db, Role.OBSERVER, other.conference.id);
    await revokeAccount(test.db, hall.administrator, { accountId: gone.accountId as string });
    const at = { conferenceId: other.conference.id };
    expect(names(await ask(hall.administrator, document, { ...at, revoked: true }))).toEqual([gone.accountId]);
    expect(names(await ask(hall.administrator, document, { ...at, revoked: false }))).not.toContain(gone.accountId);
  });

  it('is null with one error for others, and takes nothing else with it', async () => {
    for (const viewer of [hall.chair, hall.secretary, hall.observer])
      expect(await ask(viewer, '{ serverTime accounts { totalCount } apiKeys { totalCount } }')).toEqual({
        data: { serverTime: expect.any(String), accounts: null, apiKeys: null },
        codes: ['FORBIDDEN', 'FORBIDDEN'],
      });
    expect((await ask(publicViewer, '{ accounts { totalCount } }')).codes).toEqual(['UNAUTHENTICATED']);
  });
});

describe('Query.apiKeys', () => {
  const document =
    '{ apiKeys(first: 100) { nodes { id name scopes createdAt lastUsedAt expiresAt conferences { id } account { id } } } }';

  it('lists the keys that hold, with what they open and where', async () => {
    const expiresAt = new Date(now().getTime() + 3_600_000);
    const conferenceIds = [hall.conference.id];
    const input = { name: 'Bảng tin', scopes: [Scope.READ], expiresAt, conferenceIds };
    const [key, gone] = [
      await issueApiKey(test.db, hall.administrator, input),
      await issueApiKey(test.db, hall.administrator, input),
    ];
    await revokeSession(test.db, hall.administrator, { sessionId: gone.apiKey.id });
    expect((await ask(hall.administrator, document)).data.apiKeys.nodes).toEqual([
      {
        id: key.apiKey.id,
        name: 'Bảng tin',
        scopes: ['READ'],
        createdAt: key.apiKey.createdAt.toISOString(),
        lastUsedAt: null,
        expiresAt: expiresAt.toISOString(),
        conferences: [{ id: hall.conference.id }],
        account: { id: key.account.id },
      },
    ]);
  });
});

describe('Query.badges', () => {
  const document = `query ($conferenceId: ID) {
    badges(conferenceId: $conferenceId) { totalCount nodes { id expiresAt account { name conference { id } } } }
  }`;

  it('lists codes nobody has used: of all to administrators, of a conference to its desk', async () => {
    const badge = async (of: Hall, name: string) =>
      issueBadge(test.db, of.secretary, { role: Role.OBSERVER, conferenceId: of.conference.id, name, ttlMinutes: 5 });
    const [one, used] = [await badge(hall, 'Báo chí'), await badge(hall, 'Khách')];
    await badge(other, 'Khách');
    await signIn(test.db, { code: used.code }, aCaller());
    const own = { conferenceId: hall.conference.id };
    const listed = {
      totalCount: 1,
      nodes: [
        {
          id: expect.any(String),
          expiresAt: one.expiresAt.toISOString(),
          account: { name: 'Báo chí', conference: { id: hall.conference.id } },
        },
      ],
    };
    expect((await ask(hall.secretary, document, own)).data.badges).toEqual(listed);
    expect((await ask(hall.administrator, document)).data.badges.totalCount).toBe(2);
    expect(await ask(other.secretary, document, own)).toEqual({ data: { badges: null }, codes: ['FORBIDDEN'] });
    expect(await ask(hall.secretary, document)).toEqual({ data: { badges: null }, codes: ['FORBIDDEN'] });
  });
});

describe('Account.sessions', () => {
  it('lists those that hold, to the desk that may end them', async () => {
    const input = { role: Role.OBSERVER, conferenceId: hall.conference.id, name: 'Màn hình', ttlMinutes: 5 };
    const { code, account } = await issueBadge(test.db, hall.secretary, input);
    const { expiresAt, viewer } = await signIn(test.db, { code }, aCaller());
    const document = `query ($slug: String!) {
      conference(slug: $slug) { accounts(first: 100) { nodes { id sessions { nodes { id kind createdAt lastSeenAt expiresAt } } } } }
    }`;
    const { data } = await ask(hall.secretary, document, { slug: hall.conference.slug });
    const found = data.conference.accounts.nodes.find(({ id }: { id: string }) => id === account.id);
    expect(found.sessions.nodes).toEqual([
      {
        id: viewer.sessionId,
        kind: 'BROWSER',
        createdAt: expect.any(String),
        lastSeenAt: null,
        expiresAt: expiresAt.toISOString(),
      },
    ]);
  });

  it('shows nobody but administrators the sessions of accounts of no conference', async () => {
    const query = '{ accounts(role: ADMINISTRATOR) { nodes { sessions { totalCount } } } }';
    expect((await ask(hall.administrator, query)).data.accounts.nodes[0].sessions.totalCount).toBe(1);
  });
});

describe('the acts on sessions and keys', () => {
  it('answer with what they changed', async () => {
    const { apiKey } = await issueApiKey(test.db, hall.administrator, { name: 'Đồng hồ', scopes: [Scope.READ] });
    const rotated = await ask(
      hall.administrator,
      `mutation ($id: ID!) { rotateApiKey(input: { apiKeyId: $id, overlapMinutes: 5 }) {
        receipt { kind } token apiKey { id name } replaced { id expiresAt } } }`,
      { id: apiKey.id },
    );
    expect(rotated.data.rotateApiKey).toEqual({
      receipt: { kind: 'apiKeyRotated' },
      token: expect.stringMatching(/^[\w-]{43}$/),
      apiKey: { id: expect.any(String), name: 'Đồng hồ' },
      replaced: { id: apiKey.id, expiresAt: expect.any(String) },
    });
    const limited = await ask(
      hall.administrator,
      'mutation ($input: LimitApiKeyInput!) { limitApiKey(input: $input) { apiKey { conferences { id } } } }',
      { input: { apiKeyId: rotated.data.rotateApiKey.apiKey.id, conferenceIds: [hall.conference.id] } },
    );
    expect(limited.data.limitApiKey.apiKey.conferences).toEqual([{ id: hall.conference.id }]);
    const ended = await ask(
      hall.administrator,
      'mutation ($id: ID!) { revokeSession(input: { sessionId: $id }) { session { id kind revokedAt } } }',
      { id: apiKey.id },
    );
    expect(ended.data.revokeSession.session).toEqual({ id: apiKey.id, kind: 'KEY', revokedAt: expect.any(String) });
  });
});
