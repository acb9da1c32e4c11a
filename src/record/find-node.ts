import type { EntityTarget } from 'typeorm';
import { Award } from '../award/award';
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
import { visibleConference } from '../conference/visible';
import { asId, type Context, found } from '../graphql/context';
import type { Node } from '../graphql/types/node';
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
  Award,
  Proposal,
];

/** Whatever has this id, or null; something of a conference only where the viewer may see that. @throws Refusal NOT_FOUND */
export async function findNode(ctx: Context, id: string): Promise<Node | null> {
  const asked = asId(id);
  const tables = nodeTypes.map(
    (type, index) => `select ${index} as type from ${ctx.db.getMetadata(type).tableName} where id = $1`,
  );
  const [hit] = await ctx.read.query<{ type: number }[]>(tables.join(' union all '), [asked]);
  const type = hit && nodeTypes[hit.type];
  if (!type) return null;
  const node = found(await ctx.read.findOneBy(type as EntityTarget<Node>, { id: asked }));
  const conferenceId = await conferenceOf(ctx, node);
  if (conferenceId) await visibleConference(ctx, conferenceId);
  return node;
}

/** The conference a thing belongs to, so that it is seen only by who may see that; null for what belongs to a bloc. */
async function conferenceOf(ctx: Context, node: Node): Promise<string | null> {
  if (node instanceof Conference) return node.id;
  if (node instanceof Signature) return (await ctx.load(pactById, node.pactId))?.conferenceId ?? null;
  return 'conferenceId' in node && typeof node.conferenceId === 'string' ? node.conferenceId : null;
}
