import { Table } from '../../look/Table';
import { Link } from '../../page/Link';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { stateOf } from '../settled';
import { graphWords } from '../words';
import type { GraphProposal } from './pick';

interface AwardTableProps {
  readonly slug: string;
  readonly caption: string;
  readonly proposals: readonly GraphProposal[];
  /** False where all are of the member whose page it is. */
  readonly ofMany?: boolean;
}

/** Award proposals, how far each has come, and where it was made. */
export function AwardTable({ slug, caption, proposals, ofMany = true }: AwardTableProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  return (
    <Table caption={caption} heads stacks>
      <thead>
        <tr>
          <th scope="col">{say('award')}</th>
          {ofMany && <th scope="col">{say('member')}</th>}
          <th scope="col">{say('year')}</th>
          <th scope="col">{say('state')}</th>
          <th scope="col">{say('conference')}</th>
        </tr>
      </thead>
      <tbody>
        {proposals.map((proposal) => (
          <tr key={proposal.id}>
            <th scope="row" lang={format.langOf(proposal.award.name)}>
              {format.text(proposal.award.name)}
            </th>
            {ofMany && (
              <td data-label={say('member')}>
                <Link href={`/bloc/${slug}/member/${proposal.member.code}`}>
                  {format.text(proposal.member.shortName)}
                </Link>
              </td>
            )}
            <td data-label={say('year')}>{proposal.year}</td>
            <td data-label={say('state')}>{stateOf(say, format, proposal)}</td>
            <td data-label={say('conference')}>
              <Link href={`/conference/${proposal.conference.slug}`} lang={format.langOf(proposal.conference.name)}>
                {format.text(proposal.conference.name)}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
