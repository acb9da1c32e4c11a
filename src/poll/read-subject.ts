import type { EntityManager } from 'typeorm';
import { Refusal } from '../errors/refusal';
import type { PollSubjects, ProposalSubject } from './subjects';

/** Subjects there are beside the codes of awards. */
const builtIn = ['RESOLUTION', 'LEADERSHIP'];

/** What picks the rule of a poll: the year's by the subject, else by the kind of award, or the default one of that kind. */
export interface Subject {
  readonly subject: string;
  /** Kind of the award; null where it is about none. */
  readonly kind: string | null;
}

/**
 * What a new poll is about, as the rules of the year name it: the award of the proposals it names; else what was asked
 * for, or RESOLUTION. So a flag is never put to the vote under the rule of a resolution.
 * @param asked the subject asked for, or null
 * @param named the proposals that question and options name
 * @throws Refusal BAD_USER_INPUT
 */
export async function readSubject(
  tx: EntityManager,
  subjects: PollSubjects,
  asked: string | null,
  named: readonly ProposalSubject[],
): Promise<Subject> {
  const [award, ...others] = [...new Set(named.map((proposal) => proposal.award))].sort();
  if (others.length)
    throw badInput('options.proposalId', `One award a poll; these are for ${award}, ${others.join(', ')}.`);
  if (award !== undefined) {
    if (asked === null || asked === award) return { subject: award, kind: named[0]?.kind ?? null };
    throw badInput('subject', `What is proposed is ${award}: leave \`subject\` out, or send that.`);
  }
  if (asked === null) return { subject: 'RESOLUTION', kind: null };
  if (builtIn.includes(asked)) return { subject: asked, kind: null };
  const known = await subjects.award(tx, asked);
  if (!known) throw badInput('subject', `Send ${builtIn.join(', ')}, or a code from the query \`awards\`.`);
  return { subject: asked, kind: known.kind };
}

function badInput(argument: string, cure: string): Refusal {
  return new Refusal('BAD_USER_INPUT', { argument, cure });
}
