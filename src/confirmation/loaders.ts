import { In } from 'typeorm';
import type { Context } from '../graphql/context';
import { type Loader, rowById, rowsBy } from '../graphql/loading/loader';
import type { Receipt } from '../log/append';
import { type Confirmation, confirmationOf } from './confirmation';
import { PendingAct, PendingActState } from './pending-act';

/** Kinds of entries that settle nothing. */
const untouchedBy = ['ballotCast'];

export const pendingActById = rowById(PendingAct, untouchedBy);

/** Acts of each conference that wait, oldest first. */
export const waitingActs: Loader<string, readonly PendingAct[]> = {
  untouchedBy,
  async read(reader, ids) {
    const rows = await reader.find(PendingAct, {
      where: { conferenceId: In([...ids]), state: PendingActState.WAITING },
      order: { askedAt: 'ASC', id: 'ASC' },
    });
    return ids.map((id) => rows.filter(({ conferenceId }) => conferenceId === id));
  },
};

/** Every act asked about each target, oldest first. */
const actsByTarget = rowsBy(PendingAct, 'targetId', { askedAt: 'ASC', id: 'ASC' }, untouchedBy);

/** What was confirmed about a thing, or about one part of it; oldest first. */
export async function loadConfirmations(
  ctx: Context,
  targetId: string,
  partId?: string,
): Promise<readonly Confirmation[]> {
  const acts = await ctx.load(actsByTarget, targetId);
  return acts
    .filter((each) => partId === undefined || each.partId === partId)
    .flatMap((each) => confirmationOf(each) ?? []);
}

/** Id of what an act changed, or was asked to: of an act that waits for its confirmation, what that is about. */
export async function targetOf(ctx: Context, { kind, subject }: Receipt): Promise<string> {
  return (kind === 'actAsked' && (await ctx.load(pendingActById, subject))?.targetId) || subject;
}

/** What waits for its confirmation, of a receipt that says so; null for any other. */
export async function loadAsked(ctx: Context, { kind, subject }: Receipt): Promise<PendingAct | null> {
  return kind === 'actAsked' ? ctx.load(pendingActById, subject) : null;
}
