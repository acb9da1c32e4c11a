import { refusalText } from '../../connection/refusal-text';
import { Notice } from '../../look/Notice';
import { pageWords } from '../../page/words';
import { useLanguage } from '../../words/language';
import { useWords } from '../../words/use-words';
import type { OfficeProps } from '../office-props';
import type { OfficeMember } from '../seat';
import { useFresh } from '../use-fresh';
import { EarlierReports } from './EarlierReports';
import { Entry } from './Entry';
import { ReportState } from './ReportState';
import { OfficeReportsDocument } from './results.documents';
import { byIndicator, type Period, useIndicators, useMemberResults } from './use-known';
import { resultsWords } from './words';

interface ReportDeskProps extends OfficeProps {
  readonly member: OfficeMember;
  readonly period: Period;
}

/** One period of the own member: how its report stands, its figures to write, and the reports before. */
export function ReportDesk({ member, year, period, seat, accountId, version }: ReportDeskProps) {
  const say = useWords(resultsWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const { indicators, error: noIndicators } = useIndicators(seat.bloc.slug, version);
  const { data, error: noReports } = useFresh(OfficeReportsDocument, { id: member.id, year, period }, version);
  const before = byIndicator(useMemberResults(member.id, year - 1, version), period);
  const error = noIndicators ?? noReports;
  const reports = data?.member?.reports?.nodes;
  if (!reports || !indicators) {
    if (!error) return <p>{sayPage('loading')}</p>;
    return (
      <Notice kind="bad" alert>
        {refusalText(error, language) ?? sayPage('unreachable')}
      </Notice>
    );
  }
  if (indicators.length === 0) return <p>{say('noIndicators')}</p>;
  const [latest = null, ...earlier] = reports;
  return (
    <>
      <ReportState report={latest} />
      <Entry
        of={{ accountId, memberId: member.id, year, period }}
        indicators={indicators}
        latest={latest}
        before={before}
      />
      {earlier.length > 0 && <EarlierReports reports={earlier} />}
    </>
  );
}
