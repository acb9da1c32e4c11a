import { useWords } from '../../words/use-words';
import { ActButton } from '../ActButton';
import { CreatePollDocument } from '../acts.documents';
import type { PollActsProps } from './poll-acts-props';
import { pollsWords } from './words';

/** A further round of a vote that was void or tied, or had too few ballots: the same question, options and rule. */
export function NextRound({ poll, conference }: PollActsProps) {
  const say = useWords(pollsWords);
  const { question, kind, secrecy, liveTally, subject, subjectId, maxChoices, rule, options } = poll;
  const choose = kind === 'CHOOSE';
  return (
    <ActButton
      label={say('next')}
      title={say('next')}
      confirm={say('next')}
      document={CreatePollDocument}
      input={{
        conferenceId: conference.id,
        previousId: poll.id,
        ...{ question, kind, secrecy, subject, subjectId },
        // Counts of a secret vote ran in older releases; they never do now.
        liveTally: secrecy === 'NAMED' ? liveTally : null,
        // What ended before there was a floor has 0; its next round has the usual one.
        rule: { ...rule, floor: rule.floor || null },
        maxChoices: choose ? maxChoices : null,
        options: choose
          ? options.map(({ code, label, member, subjectId }) => ({
              ...{ code, label, subjectId },
              memberId: member?.id ?? null,
            }))
          : null,
      }}
      done={say('nextDone')}
    >
      <p>{say('nextMeans')}</p>
    </ActButton>
  );
}
