import { refusalText } from '../../connection/refusal-text';
import { Notice } from '../../look/Notice';
import { pageWords } from '../../page/words';
import { useLanguage } from '../../words/language';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import type { OfficeProps } from '../office-props';
import { useFresh } from '../use-fresh';
import { ConfirmedResults } from './ConfirmedResults';
import { PeriodTable } from './PeriodTable';
import { OfficeAllPeriodsDocument } from './results.documents';
import { WaitingReport } from './WaitingReport';
import { resultsWords } from './words';

/** What waits to be confirmed, member by member; how each period of the year stands; and what was confirmed. */
export function ResultsOfAll({ seat, year, version }: OfficeProps) {
  const say = useWords(resultsWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const format = useFormat();
  const { data, error } = useFresh(OfficeAllPeriodsDocument, { slug: seat.bloc.slug, year }, version);
  const members = data?.bloc?.members;
  if (!members) {
    if (!error) return <p>{sayPage('loading')}</p>;
    return (
      <Notice kind="bad" alert>
        {refusalText(error, language) ?? sayPage('unreachable')}
      </Notice>
    );
  }
  const waiting = members.flatMap((member) =>
    (member.reports?.nodes ?? []).filter(({ state }) => state === 'REPORTED').map((report) => ({ member, report })),
  );
  return (
    <>
      <section>
        <h2>{say('waiting', { count: waiting.length })}</h2>
        {waiting.length === 0 && <p>{say('noneWaits', { year })}</p>}
        {waiting.map(({ member, report }) => (
          <WaitingReport key={report.id} {...{ seat, member, report, version }} />
        ))}
      </section>
      <PeriodTable members={members} year={year} />
      <section>
        <h2>{say('confirmedOf', { year })}</h2>
        {members.map((member) => (
          <ConfirmedResults
            key={member.id}
            {...{ seat, year, version }}
            memberId={member.id}
            name={format.text(member.shortName)}
          />
        ))}
      </section>
    </>
  );
}
