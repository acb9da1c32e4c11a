import type { EntityManager } from 'typeorm';
import type { Conference } from '../conference/conference';
import { Refusal } from '../errors/refusal';
import type { PollSubjects } from './subjects';

/** Subjects there are beside the codes of awards. */
const builtIn = ['RESOLUTION', 'LEADERSHIP'];

/**
 * What a new poll is about, as the rules of the year name it: the award of the proposals it names; else what was asked
 * for, or RESOLUTION. So a flag is never put to the vote under the rule of a resolution.
 * @param asked the subject asked for, or null
 * @param subjectIds what question and options name; those that are no proposal of the conference say nothing here
 * @throws Refusal BAD_USER_INPUT
 */
export async function readSubject(
  tx: EntityManager,
  subjects: PollSubjects,
  conference: Pick<Conference, 'id'>,
  asked: string | null,
  subjectIds: readonly string[],
): Promise<string> {
  const [award, ...others] = await subjects.awardsOf(tx, conference.id, subjectIds);
  if (others.length)
    throw badInput('options.subjectId', `One award a poll; these are for ${award}, ${others.join(', ')}.`);
  if (award !== undefined) {
    if (asked === null || asked === award) return award;
    throw badInput('subject', `What is proposed is ${award}: leave \`subject\` out, or send that.`);
  }
  if (asked === null) return 'RESOLUTION';
  if (!builtIn.includes(asked) && !(await subjects.isAward(tx, asked)))
    throw badInput('subject', `Send ${builtIn.join(', ')}, or a code from the query \`awards\`.`);
  return asked;
}

function badInput(argument: string, cure: string): Refusal {
  return new Refusal('BAD_USER_INPUT', { argument, cure });
}
