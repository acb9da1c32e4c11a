import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import type { GraphConference } from './graph-conference';
import { conferenceWords } from './words';

type Poll = GraphConference['polls'][number];

interface PollsProps {
  readonly polls: readonly Poll[];
  /** True while there may still be votes. */
  readonly follows: boolean;
}

/** Every vote with its counts, as far as they are shown to everybody. */
export function Polls({ polls, follows }: PollsProps) {
  const say = useWords(conferenceWords);
  const format = useFormat();
  const outcome = ({ state, tally }: Poll) => {
    if (state === 'CLOSED') return tally.outcome ? say(tally.outcome) : say('unknown');
    return state === 'OPEN' ? say('pollOPEN', { cast: tally.cast, electors: tally.electors }) : say(`poll${state}`);
  };
  const counts = ({ state, tally }: Poll) => {
    if (!tally.shown || state === 'DRAFT') return '–';
    return tally.options.map(({ option, votes }) => `${format.text(option.label)} ${votes ?? '–'}`).join(', ');
  };
  if (polls.length === 0) {
    return (
      <section>
        <h2>{say('polls')}</h2>
        <p>{say(follows ? 'noPollsYet' : 'noPolls')}</p>
      </section>
    );
  }
  return (
    <Table caption={say('polls')} heads stacks>
      <thead>
        <tr>
          <th scope="col">{say('question')}</th>
          <th scope="col">{say('counts')}</th>
          <th scope="col">{say('outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {polls.map((poll) => (
          <tr key={poll.id}>
            <th scope="row" lang={format.langOf(poll.question)}>
              {format.text(poll.question)}
            </th>
            <td data-label={say('counts')}>{counts(poll)}</td>
            <td data-label={say('outcome')}>{outcome(poll)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
