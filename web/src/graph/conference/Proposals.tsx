import { Table } from '../../look/Table';
import { Link } from '../../page/Link';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { stateOf } from '../settled';
import { graphWords } from '../words';
import type { GraphConference } from './graph-conference';
import { HeldMember, HeldText } from './Held';
import { conferenceWords } from './words';

/** What was proposed for whom, how it was settled and how far it has come. */
export function Proposals({ conference: { proposals, bloc } }: { readonly conference: GraphConference }) {
  const say = useWords(conferenceWords);
  const sayGraph = useWords(graphWords);
  const format = useFormat();
  if (proposals.length === 0) {
    return (
      <section>
        <h2>{say('proposals')}</h2>
        <p>{say('noProposals')}</p>
      </section>
    );
  }
  return (
    <Table caption={say('proposals')} heads stacks>
      <thead>
        <tr>
          <th scope="col">{sayGraph('award')}</th>
          <th scope="col">{sayGraph('member')}</th>
          <th scope="col">{sayGraph('year')}</th>
          <th scope="col">{sayGraph('state')}</th>
        </tr>
      </thead>
      <tbody>
        {proposals.map((proposal) => (
          <tr key={proposal.id}>
            <th scope="row">
              <span lang={format.langOf(proposal.award.name)}>{format.text(proposal.award.name)}</span>
              {proposal.reason && (
                <p className={styles.soft}>
                  {`${say('reason')}: `}
                  <HeldText held={proposal.heldAtClosing} field="reason" now={proposal.reason} />
                </p>
              )}
            </th>
            <td data-label={sayGraph('member')}>
              <Link href={`/bloc/${bloc.slug}/member/${proposal.member.code}`}>
                <HeldMember member={proposal.member} />
              </Link>
            </td>
            <td data-label={sayGraph('year')}>{proposal.year}</td>
            <td data-label={sayGraph('state')}>
              {stateOf(sayGraph, format, proposal)}
              <CorrectedSteps decisions={proposal.decisions} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Steps that were put right: what was recorded before, why, and by whom. */
function CorrectedSteps({ decisions }: Pick<GraphConference['proposals'][number], 'decisions'>) {
  const say = useWords(conferenceWords);
  return decisions.map(({ id, reason, corrects, confirmation }) =>
    corrects ? (
      <p key={id} className={styles.soft} data-testid="edited">
        {say('editedStep', { step: say(`step_${corrects.step}`), reason: reason ?? '' })}
        {confirmation && ` (${say('byTwo', confirmation)})`}
      </p>
    ) : null,
  );
}
