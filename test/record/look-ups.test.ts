import { GraphQLError } from 'graphql';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { formatError } from '../../src/graphql/format-error';
import { makeSchema } from '../../src/schema';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf, execute } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';
import { aPoll } from '../support/poll';
import { statementsOf } from '../support/statements';

const schema = makeSchema();
const nowhere = '00000000-0000-4000-8000-00000000dead';

let test: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db);
});
afterAll(() => test.drop());

const ask = (document: string, variables: Record<string, unknown> = {}) =>
  dataOf(schema, test.db, { document, variables, viewer: publicViewer });

async function codeOf(document: string): Promise<unknown> {
  const { errors } = await execute(schema, test.db, { document, viewer: publicViewer });
  const shown = errors?.map((error) =>
    formatError(error, 'request', (fault) => {
      throw fault;
    }),
  );
  return shown?.map(({ extensions }) => extensions?.code).join();
}

describe('a look-up', () => {
  it('finds a conference and a bloc by id and by short name', async () => {
    const { bloc, conference } = hall;
    const document = `query ($conferenceId: ID, $conferenceSlug: String, $blocId: ID, $blocSlug: String) {
      conference(id: $conferenceId, slug: $conferenceSlug) { id }
      bloc(id: $blocId, slug: $blocSlug) { id }
    }`;
    const expected = { conference: { id: conference.id }, bloc: { id: bloc.id } };
    expect(await ask(document, { conferenceId: conference.id, blocId: bloc.id.toUpperCase() })).toEqual(expected);
    const byName = { conferenceSlug: conference.slug, conferenceId: null, blocSlug: bloc.slug };
    expect(await ask(document, byName)).toEqual(expected);
  });

  it('finds a member by id and by its code in a bloc, and a delegate by id', async () => {
    const member = at(hall.members, 1);
    const document = `query ($id: ID!, $slug: String!, $code: String!, $delegate: ID!) {
      a: member(id: $id) { id }
      b: member(blocSlug: $slug, code: $code) { id }
      delegate(id: $delegate) { id conference { slug } }
    }`;
    const delegate = at(hall.people, 0);
    const variables = { id: member.id, slug: hall.bloc.slug, code: member.code, delegate: delegate.id };
    expect(await ask(document, variables)).toEqual({
      a: { id: member.id },
      b: { id: member.id },
      delegate: { id: delegate.id, conference: { slug: hall.conference.slug } },
    });
  });

  it.each([
    'conference { id }',
    'conference(id: "x", slug: "y") { id }',
    'conference(id: null, slug: null) { id }',
    'bloc { id }',
    'bloc(id: "x", slug: "y") { id }',
    'member { id }',
    'member(code: "x") { id }',
    'member(blocSlug: "x") { id }',
    'member(id: "x", code: "y") { id }',
    'member(id: "x", blocSlug: "y", code: "z") { id }',
  ])('takes exactly one way to name a thing: %s', async (field) => {
    expect(await codeOf(`{ ${field} }`)).toBe('BAD_USER_INPUT');
  });

  it.each([
    ['an id of nothing', nowhere],
    ['a malformed id', "x' or '1'='1"],
    ['nothing', ''],
  ])('answers null without an error for %s', async (_, id) => {
    const document = `query ($id: ID!, $slug: String!) {
      a: conference(id: $id) { id } b: conference(slug: $slug) { id } c: bloc(id: $id) { id } d: bloc(slug: $slug) { id }
      e: member(id: $id) { id } f: member(blocSlug: $slug, code: $slug) { id } delegate(id: $id) { id }
      poll(id: $id) { id } pact(id: $id) { id } awardProposal(id: $id) { id } node(id: $id) { id }
      nodes(ids: [$id]) { id }
    }`;
    const { nodes, ...others } = (await ask(document, { id, slug: id })) as Record<string, unknown>;
    expect([nodes, new Set(Object.values(others))]).toEqual([[null], new Set([null])]);
  });
});

describe('nodes', () => {
  const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

  it('answers in the order asked, null in the place of what is missing, the same twice', async () => {
    const poll = await aPoll(test.db, { conferenceId: hall.conference.id });
    const [member, person] = [at(hall.members, 0).id, at(hall.people, 0).id];
    const ids = [poll.id, nowhere, member, 'x', hall.conference.id, member, person];
    expect(await ask(document, { ids })).toEqual({
      nodes: [
        { __typename: 'Poll', id: poll.id },
        null,
        { __typename: 'Member', id: member },
        null,
        { __typename: 'Conference', id: hall.conference.id },
        { __typename: 'Member', id: member },
        { __typename: 'Delegate', id: person },
      ],
    });
    expect(await ask(document, { ids: [] })).toEqual({ nodes: [] });
  });

  it('takes 100 ids and no more, whatever they name by few statements', async () => {
    const ids = Array.from({ length: 100 }, (_, n) => (n % 2 ? at(hall.members, 0).id : hall.bloc.id));
    const sent = await statementsOf(test.db, () => ask(document, { ids }));
    expect(sent).toHaveLength(3);
    const { errors } = await execute(schema, test.db, {
      document,
      variables: { ids: [...ids, nowhere] },
      viewer: publicViewer,
    });
    const [error] = errors ?? [];
    expect(error).toBeInstanceOf(GraphQLError);
    expect(formatError(error, 'request', () => undefined).extensions?.code).toBe('BAD_USER_INPUT');
  });
});
