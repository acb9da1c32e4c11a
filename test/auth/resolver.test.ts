import { type ExecutionResult, graphql } from 'graphql';
import { buildSchema, Query, Resolver } from 'type-graphql';
import { issueBadge } from '../../src/auth/issue-badge';
import { AccountResolver, AuthResolver, ConferenceAccountsResolver, MeResolver } from '../../src/auth/resolver';
import { Conference } from '../../src/conference/conference';
import { Delegate } from '../../src/conference/delegate';
import { checkAllowed } from '../../src/graphql/authorize/allowed';
import { publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import type { Context } from '../../src/graphql/context';
import { formatError } from '../../src/graphql/format-error';
import { aCaller, type WatchedCaller } from '../support/caller-connection';
import { aContext } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { authenticate, signIn } from '../support/sign-in';

let test: TestDatabase;
let hall: Hall;
let other: Hall;
let schema: Awaited<ReturnType<typeof buildSchema>>;

/** Reaches a conference without the conference's own room. */
@Resolver()
class HallResolver {
  @Query(() => Conference)
  hall() {
    return hall.conference;
  }

  @Query(() => Delegate)
  person() {
    return at(hall.people, 0);
  }
}

beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db);
  other = await aHall(test.db);
  schema = await buildSchema({
    resolvers: [AuthResolver, MeResolver, AccountResolver, ConferenceAccountsResolver, HallResolver],
    authChecker: checkAllowed,
    validate: true,
  });
});
afterAll(() => test.drop());

/** Whatever was asked for. */
interface Shape {
  readonly [field: string]: Shape;
}

async function ask(viewer: Viewer, source: string, variables: object = {}, door: WatchedCaller = aCaller()) {
  const contextValue: Context = aContext(test.db, viewer, { requestId: 'r', caller: door });
  const result: ExecutionResult = await graphql({ schema, source, contextValue, variableValues: { ...variables } });
  const errors = result.errors?.map(
    (error) => formatError(error, 'r', () => undefined).extensions as { code: string; facts?: { problems?: string[] } },
  );
  return { data: (result.data ?? {}) as Shape, code: errors?.[0]?.code, problems: errors?.[0]?.facts?.problems };
}

const whole =
  '{ me { role name scopes mayVote maySign expiresAt conference { id slug } delegate { id name { vi } } } }';

describe('Query.me', () => {
  it('tells the public that it is', async () => {
    expect((await ask(publicViewer, whole)).data.me).toEqual({
      role: 'PUBLIC',
      name: 'public',
      scopes: [],
      mayVote: false,
      maySign: false,
      expiresAt: null,
      conference: null,
      delegate: null,
    });
  });

  it('tells a delegate the mandate, the conference and the end of the session', async () => {
    const [conferenceId, delegate] = [hall.conference.id, at(hall.people, 0)];
    const input = { role: Role.DELEGATE, conferenceId, delegateId: delegate.id, ttlMinutes: 5 };
    const { code } = await issueBadge(test.db, hall.secretary, input);
    const { token, expiresAt } = await signIn(test.db, { code }, aCaller());
    expect((await ask(await authenticate(test.db, token), whole)).data.me).toMatchObject({
      role: 'DELEGATE',
      mayVote: true,
      maySign: true,
      conference: { id: conferenceId, slug: hall.conference.slug },
      delegate: { id: delegate.id, name: { vi: delegate.name.vi } },
      expiresAt: expiresAt.toISOString(),
    });
  });

  it('gives a guest neither vote nor signature', async () => {
    const guest = hall.delegates.at(-1) as Viewer;
    expect((await ask(guest, '{ me { mayVote maySign } }')).data.me).toEqual({ mayVote: false, maySign: false });
  });

  it('shows the scopes of an app by their names', async () => {
    const app = { ...publicViewer, role: Role.APP, scopes: ['import', 'read'] };
    expect((await ask(app, '{ me { scopes } }')).data.me).toEqual({ scopes: ['IMPORT', 'READ'] });
  });
});

describe('Mutation.signIn', () => {
  it('signs the public in and shows who it is now', async () => {
    const badge = await issueBadge(test.db, hall.chair, {
      role: Role.OBSERVER,
      conferenceId: hall.conference.id,
      ttlMinutes: 5,
    });
    const door = aCaller();
    const mutation =
      'mutation ($code: String!) { signIn(input: { code: $code }) { token expiresAt viewer { role conference { id } expiresAt } } }';
    const { data } = await ask(publicViewer, mutation, { code: badge.code }, door);
    expect(data.signIn).toMatchObject({
      token: expect.stringMatching(/^[\w-]{43}$/),
      viewer: { role: 'OBSERVER', conference: { id: hall.conference.id }, expiresAt: data.signIn?.expiresAt },
    });
    expect(door.done).toHaveLength(1);
    expect((await ask(publicViewer, mutation, { code: badge.code })).code).toBe('BADGE_INVALID');
  });
});

describe('Mutation.issueBadge', () => {
  const mutation = `mutation ($input: IssueBadgeInput!) {
    issueBadge(input: $input) { code expiresAt receipt { sequence kind } account { id role delegate { id } conference { id } } }
  }`;

  it('shows the code to the desk', async () => {
    const [conferenceId, delegateId] = [hall.conference.id, at(hall.people, 0).id];
    const { data } = await ask(hall.secretary, mutation, { input: { role: 'DELEGATE', conferenceId, delegateId } });
    expect(data.issueBadge).toMatchObject({
      code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/),
      receipt: { kind: 'badgeIssued' },
      account: { role: 'DELEGATE', delegate: { id: delegateId }, conference: { id: conferenceId } },
    });
  });

  it.each([
    ['a name too long', { role: 'OBSERVER', name: 'x'.repeat(101) }],
    ['an empty name', { role: 'OBSERVER', name: '' }],
    ['no time at all', { role: 'OBSERVER', ttlMinutes: 0 }],
    ['too long a time', { role: 'OBSERVER', ttlMinutes: 43_201 }],
  ])('refuses %s', async (_what, input) => {
    const { code, problems } = await ask(hall.chair, mutation, {
      input: { conferenceId: hall.conference.id, ...input },
    });
    expect(code).toBe('BAD_USER_INPUT');
    expect(problems).toHaveLength(1);
  });

  it('refuses the public as not signed in', async () => {
    const input = { role: 'OBSERVER', conferenceId: hall.conference.id };
    expect((await ask(publicViewer, mutation, { input })).code).toBe('UNAUTHENTICATED');
  });
});

describe('Mutation.issueApiKey', () => {
  const mutation = `mutation ($scopes: [Scope!]!) {
    issueApiKey(input: { name: "app", scopes: $scopes }) { token account { role scopes } }
  }`;

  it('shows the key to an administrator', async () => {
    const { data } = await ask(hall.administrator, mutation, { scopes: ['READ', 'WRITE'] });
    expect(data.issueApiKey?.account).toEqual({ role: 'APP', scopes: ['READ', 'WRITE'] });
  });

  it.each([[[]], [['READ', 'READ']]])('refuses the scopes %j', async (scopes) => {
    expect((await ask(hall.administrator, mutation, { scopes })).code).toBe('BAD_USER_INPUT');
  });
});

describe('Conference.accounts', () => {
  const query = '{ hall { accounts(first: 3) { totalCount nodes { name } pageInfo { hasNextPage } } } }';

  it('lists them for the desk of the conference and for administrators', async () => {
    for (const viewer of [hall.chair, hall.secretary, hall.administrator]) {
      const accounts = (await ask(viewer, query)).data.hall?.accounts;
      expect(accounts?.nodes).toHaveLength(3);
      expect(accounts?.totalCount).toBeGreaterThan(3);
    }
  });

  it('refuses everybody else', async () => {
    for (const viewer of [other.chair, at(hall.delegates, 0), hall.observer]) {
      expect((await ask(viewer, query)).code).toBe('FORBIDDEN');
    }
    expect((await ask(publicViewer, query)).code).toBe('UNAUTHENTICATED');
  });
});

describe('a retry of what made a secret', () => {
  const badge = (changes = {}) => ({
    ...{ role: 'OBSERVER', conferenceId: hall.conference.id, name: 'Thử lại', idempotencyKey: 'a badge, once' },
    ...changes,
  });
  const issueBadgeText = `mutation ($input: IssueBadgeInput!) {
    issueBadge(input: $input) { receipt { sequence digest } code expiresAt account { id } }
  }`;

  it('gets the receipt and the account of the first try, without the code, and another code under another key', async () => {
    const first = (await ask(hall.secretary, issueBadgeText, { input: badge() })).data.issueBadge as any;
    expect(first.code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
    const again = (await ask(hall.secretary, issueBadgeText, { input: badge() })).data.issueBadge as any;
    expect(again).toEqual({ ...first, code: null, expiresAt: null });
    const other = (await ask(hall.secretary, issueBadgeText, { input: badge({ idempotencyKey: 'a badge, anew' }) }))
      .data;
    expect(other.issueBadge?.code).not.toBe(first.code);
    expect((await signIn(test.db, { code: first.code }, aCaller())).viewer.accountId).toBe(first.account.id);
  });

  it('is told from another request under the same key', async () => {
    await ask(hall.administrator, issueBadgeText, { input: badge() });
    for (const changes of [{ name: 'Người khác' }, { ttlMinutes: 5 }, { role: 'SECRETARY' }]) {
      const { code } = await ask(hall.administrator, issueBadgeText, { input: badge(changes) });
      expect(code).toBe('IDEMPOTENCY_MISMATCH');
    }
  });

  it('gets the receipt and the app of the first try, without the token', async () => {
    const mutation = `mutation ($input: IssueApiKeyInput!) {
      issueApiKey(input: $input) { receipt { sequence digest } token apiKey { id } account { id name } }
    }`;
    const input = { name: 'Bảng điện tử', scopes: ['WRITE', 'READ'], idempotencyKey: 'an app, once' };
    const first = (await ask(hall.administrator, mutation, { input })).data.issueApiKey as any;
    expect((await authenticate(test.db, first.token)).accountId).toBe(first.account.id);
    const retry = { ...input, scopes: ['READ', 'WRITE'], expiresAt: null };
    const again = (await ask(hall.administrator, mutation, { input: retry })).data.issueApiKey;
    expect(again).toEqual({ ...first, token: null, apiKey: null });
    const other = await ask(hall.administrator, mutation, { input: { ...input, scopes: ['READ'] } });
    expect(other.code).toBe('IDEMPOTENCY_MISMATCH');
  });
});

describe('Mutation.revokeAccount and Mutation.signOut', () => {
  it('answer with a receipt, and the account shut out', async () => {
    const mutation = `mutation ($id: ID!) {
      revokeAccount(input: { accountId: $id }) { receipt { kind } account { id revokedAt } }
    }`;
    const { data } = await ask(hall.secretary, mutation, { id: hall.observer.accountId });
    expect(data.revokeAccount).toEqual({
      receipt: { kind: 'accountRevoked' },
      account: { id: hall.observer.accountId, revokedAt: expect.any(String) },
    });
    expect((await ask(hall.secretary, 'mutation { signOut { receipt { sequence } } }')).data).toMatchObject({
      signOut: { receipt: { sequence: expect.any(Number) } },
    });
    expect((await ask(publicViewer, 'mutation { signOut { receipt { sequence } } }')).code).toBe('UNAUTHENTICATED');
  });
});
