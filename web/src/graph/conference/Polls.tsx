import { Table } from '../../look/Table';
import { confirmedText } from '../../poll/confirmed-text';
import { WhoVoted } from '../../poll/WhoVoted';
import { pollWords } from '../../poll/words';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
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
    const reason = tally.tie?.decision?.reason;
    if (reason) return say('pollDecided', { reason });
    if (state === 'CLOSED') return tally.outcome ? say(tally.outcome) : say('unknown');
    return state === 'OPEN' ? say('pollOPEN', { cast: tally.cast, electors: tally.electors }) : say(`poll${state}`);
  };
  const counts = ({ state, tally }: Poll) => {
    if (!tally.shown || state === 'DRAFT') return '–';
    return tally.options
      .map(({ option, votes, weight, members }) => {
        const beside = [
          weight && say('pollWeight', { weight: format.number(weight) }),
          members !== null && say('pollMembers', { members: format.number(members) }),
        ].filter(Boolean);
        const count = `${format.text(option.label)} ${votes ?? '–'}`;
        return beside.length > 0 ? `${count} (${beside.join(', ')})` : count;
      })
      .join(', ');
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
              <WhoVoted poll={{ ...poll, options: poll.tally.options.map(({ option }) => option) }} />
            </th>
            <td data-label={say('counts')}>
              {counts(poll)}
              <How poll={poll} />
            </td>
            <td data-label={say('outcome')}>{outcome(poll)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What of the counts came by hand or on paper, and who asked for it and confirmed it. */
function How({ poll: { state, method, tally, confirmations } }: { readonly poll: Poll }) {
  const say = useWords(pollWords);
  const format = useFormat();
  const byDesk = method === 'PAPER' || method === 'SHOW_OF_HANDS' || method === 'ROLL_CALL';
  const lines = [
    ...(byDesk && state === 'CLOSED' ? [say(method)] : []),
    ...(tally.byHand ? [say('handVotes', { count: format.number(tally.byHand) })] : []),
    ...(tally.onPaper ? [say('paperVotes', { count: format.number(tally.onPaper) })] : []),
    ...confirmedText(say, confirmations),
  ];
  return lines.map((line) => (
    <p key={line} className={styles.soft} data-testid="how">
      {line}
    </p>
  ));
}
