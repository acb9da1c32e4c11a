import type { Member } from '../bloc/member';
import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import { topics } from '../log/topics';
import type { Indicator } from './indicator';
import type { Result } from './result';

interface CorrectedResult {
  readonly before: Result;
  readonly after: Result;
  readonly indicator: Indicator;
  /** Null for the bloc as a whole. */
  readonly member: Member | null;
  readonly reason: string;
  /** A rehearsal changes nothing for the bloc. */
  readonly isRehearsal: boolean;
}

export function resultCorrected({ before, after, indicator, member, ...more }: CorrectedResult): DomainEvent {
  const { id, conferenceId, blocId, year, period } = before;
  return {
    ...{ stream: conferenceId ?? blocId, kind: 'resultCorrected', subject: id },
    data: {
      indicator: indicator.code,
      indicatorName: { vi: indicator.name.vi, en: indicator.name.en ?? null },
      memberId: member?.id ?? null,
      member: member?.code ?? null,
      ...{ year, period, before: said(before), after: said(after), reason: more.reason },
    },
    topics: [
      ...(conferenceId === null ? [] : [topics.conference(conferenceId)]),
      ...(more.isRehearsal ? [] : [topics.bloc(blocId)]),
    ],
  };
}

function said({ raw, value, unit, text }: Result): Json {
  return { raw, value, unit, text: text && { vi: text.vi, en: text.en ?? null } };
}
