import type { GraphQLSchema } from 'graphql';
import { Refusal } from '../errors/refusal';
import type { Context } from '../graphql/context';
import { seenConference } from './visible';

/**
 * Makes acts answer for a conference that is not the viewer's to see, and for all that belongs to it, what they answer for
 * one that does not exist. They refuse whose role holds elsewhere with FORBIDDEN (graphql/authorize `requireAllowed`), and
 * that would tell that it is there.
 */
export function hideHiddenConferences(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    if (!resolve) continue;
    field.resolve = async (source, args, context: Context, info) => {
      try {
        return await resolve(source, args, context, info);
      } catch (error) {
        throw (await isAboutHidden(error, context)) ? new Refusal('NOT_FOUND') : error;
      }
    };
  }
  return schema;
}

async function isAboutHidden(error: unknown, context: Context): Promise<boolean> {
  if (!(error instanceof Refusal) || error.code !== 'FORBIDDEN') return false;
  const { conferenceId } = error.facts;
  return typeof conferenceId === 'string' && (await seenConference(context, conferenceId)) === null;
}
