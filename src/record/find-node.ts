import { type EntityTarget, In } from 'typeorm';
import { Award } from '../award/award';
import { Decision } from '../award/decision';
import { proposalById } from '../award/loaders';
import { Proposal } from '../award/proposal';
import { Bloc } from '../bloc/bloc';
import { LeadershipTerm } from '../bloc/leadership-term';
import { Member } from '../bloc/member';
import { AgendaItem } from '../conference/agenda-item';
import { Conference } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { Delegation } from '../conference/delegation';
import { Directive } from '../conference/directive';
import { KeyTask } from '../conference/key-task';
import { Resolution } from '../conference/resolution';
import { seenConference } from '../conference/visible';
import { Deadline } from '../deadline/deadline';
import { type Context, idOrNull, linked } from '../graphql/context';
import type { Loader } from '../graphql/loading/loader';
import type { Node } from '../graphql/types/node';
import { Speaker } from '../hall/speaker';
import { Indicator } from '../indicator/indicator';
import { Result } from '../indicator/result';
import { Movement } from '../movement/movement';
import { pactById } from '../pact/loaders';
import { Pact } from '../pact/pact';
import { Signature } from '../pact/signature';
import { Poll } from '../poll/poll';

/** Every type that `node` can find. Each id is a random UUID, so at most one table has it. */
const nodeTypes: readonly (new () => Node)[] = [
  Bloc,
  Member,
  LeadershipTerm,
  Indicator,
  Result,
  Movement,
  Conference,
  AgendaItem,
  Delegation,
  Delegate,
  Directive,
  KeyTask,
  Resolution,
  Pact,
  Signature,
  Poll,
  Speaker,
  Award,
  Proposal,
  Decision,
  Deadline,
];

/** One statement finds the tables of all ids, and one more for each of those tables reads what they hold. */
const nodeById: Loader<string, Node | null> = {
  async read(reader, ids) {
    const tables = nodeTypes.map((type, index) => {
      const { tableName } = reader.getRepository(type).metadata;
      return `select ${index} as type, id from ${tableName} where id = any($1)`;
    });
    const hits = await reader.query<{ type: number; id: string }[]>(tables.join(' union all '), [ids]);
    const read = nodeTypes.map((type, index) => {
      const wanted = hits.filter((hit) => hit.type === index).map(({ id }) => id);
      return wanted.length ? reader.findBy(type as EntityTarget<Node>, { id: In(wanted) }) : [];
    });
    const nodes = new Map((await Promise.all(read)).flat().map((node) => [node.id, node]));
    return ids.map((id) => nodes.get(id) ?? null);
  },
};

/** Whatever has this id, or null; something of a conference only where the viewer may see that. */
export async function findNode(ctx: Context, id: string): Promise<Node | null> {
  const node = await linked(ctx, nodeById, idOrNull(id));
  const conferenceId = node && (await conferenceOf(ctx, node));
  return conferenceId === null || (await seenConference(ctx, conferenceId)) ? node : null;
}

/** The conference a thing belongs to, so that it is seen only by who may see that; null for what belongs to a bloc. */
async function conferenceOf(ctx: Context, node: Node): Promise<string | null> {
  if (node instanceof Conference) return node.id;
  if (node instanceof Signature) return (await ctx.load(pactById, node.pactId))?.conferenceId ?? null;
  if (node instanceof Decision) return (await ctx.load(proposalById, node.proposalId))?.conferenceId ?? null;
  return 'conferenceId' in node && typeof node.conferenceId === 'string' ? node.conferenceId : null;
}
