import { execute, type GraphQLError, parse } from 'graphql';
import { makeContext } from '../../src/request/context';
import { formatError } from '../../src/request/format-error';
import { publicViewer, Role } from '../../src/request/viewer';
import { makeSchema } from '../../src/schema';

const schema = makeSchema();

/** What is wrong with the arguments of a mutation, as its caller reads it. Nothing reaches a database. */
async function problemsOf(mutation: string): Promise<unknown> {
  const contextValue = makeContext({
    db: { manager: null } as never,
    viewer: { ...publicViewer, role: Role.ADMINISTRATOR },
    requestId: 'test',
    door: { address: 'test', setSession: () => undefined, clearSession: () => undefined },
  });
  const { errors } = await execute({ schema, document: parse(mutation), contextValue });
  const shown = formatError(errors?.[0] as GraphQLError, 'test', (error) => {
    throw error;
  });
  return shown.extensions?.facts;
}

describe('formatError', () => {
  it('names the path of each argument that is of the wrong form', async () => {
    expect(
      await problemsOf(`mutation { draftPact(input: {
        conferenceId: "1", title: { vi: "" }, year: 1,
        articles: [{ heading: { vi: "Điều 1" }, text: { vi: "" } }]
      }) { sequence } }`),
    ).toEqual({
      problems: expect.arrayContaining([
        expect.stringMatching(/^title\.vi: .*1/),
        expect.stringMatching(/^year: .*1945/),
        expect.stringMatching(/^articles\.0\.text\.vi: .*1/),
      ]),
    });
  });
});
