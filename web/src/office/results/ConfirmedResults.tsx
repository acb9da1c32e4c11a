import { useState } from 'react';
import { Table } from '../../look/Table';
import { pageWords } from '../../page/words';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { runsTheYear, type Seat } from '../seat';
import { officeWords } from '../words';
import { CorrectFigure } from './CorrectFigure';
import { Printed } from './Printed';
import { periods } from './periods';
import { useIndicators, useMemberResults } from './use-known';
import { resultsWords } from './words';

interface ConfirmedResultsProps {
  readonly seat: Seat;
  readonly memberId: string;
  readonly name: string;
  readonly year: number;
  readonly version: number;
}

/** What was confirmed of one member in a year, read once it is unfolded. */
export function ConfirmedResults(props: ConfirmedResultsProps) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{props.name}</summary>
      {open && <Figures {...props} />}
    </details>
  );
}

function Figures({ seat, memberId, name, year, version }: ConfirmedResultsProps) {
  const say = useWords(resultsWords);
  const sayOffice = useWords(officeWords);
  const sayPage = useWords(pageWords);
  const format = useFormat();
  const { indicators } = useIndicators(seat.bloc.slug, version);
  const results = useMemberResults(memberId, year, version).filter(({ confirmedAt }) => confirmedAt !== null);
  if (!indicators) return <p>{sayPage('loading')}</p>;
  if (results.length === 0) return <p>{say('noneConfirmed', { year })}</p>;
  const rows = periods.flatMap((period) =>
    indicators.flatMap((indicator) => {
      const result = results.find((each) => each.period === period && each.indicator.id === indicator.id);
      return result ? [{ period, indicator, result }] : [];
    }),
  );
  return (
    <Table caption={say('confirmedCaption', { member: name, year })} stacks>
      <thead>
        <tr>
          <th scope="col">{say('indicator')}</th>
          <th scope="col">{say('period')}</th>
          <th scope="col">{say('figure')}</th>
          {runsTheYear(seat.role) && <th scope="col">{say('acts')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ period, indicator, result }) => (
          <tr key={result.id}>
            <th scope="row">{format.text(indicator.name)}</th>
            <td data-label={say('period')}>{sayOffice(`period${period}`)}</td>
            <td data-label={say('figure')}>
              <Printed figure={result} />
            </td>
            {runsTheYear(seat.role) && (
              <td data-label={say('acts')}>
                <CorrectFigure
                  result={result}
                  subject={say('subject', {
                    ...{ indicator: format.text(indicator.name), member: name },
                    period: sayOffice(`of${period}`, { year }),
                  })}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
