import { execute, type GraphQLError, parse } from 'graphql';
import { publicViewer, type Role } from '../../src/graphql/authorize/viewer';
import { makeContext, serverItself } from '../../src/graphql/context';
import { formatError } from '../../src/graphql/format-error';
import { makeSchema } from '../../src/schema';

const schema = makeSchema();

/** What is wrong with the arguments of an act, as its caller reads it. Nothing reaches a database. */
export async function problemsOf(role: Role, act: string): Promise<readonly string[]> {
  const contextValue = makeContext({
    db: { manager: null } as never,
    read: {} as never,
    services: {} as never,
    viewer: { ...publicViewer, role },
    requestId: 'test',
    caller: serverItself,
  });
  const { errors } = await execute({ schema, document: parse(`mutation { ${act} }`), contextValue });
  const shown = formatError(errors?.[0] as GraphQLError, 'test', (error) => {
    throw error;
  });
  return (shown.extensions as { facts: { problems: readonly string[] } }).facts.problems;
}
