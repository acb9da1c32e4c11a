import { MemberBar } from '../award/member-bar';
import { faults } from './faults';
import { at } from './parse-file';
import type { Scene } from './plan-bloc';
import type { ConferenceScene } from './plan-conference';

const barring = {
  instead: {
    vi: 'dùng `barMember` để thêm, `endBar` để ghi ngày cuối',
    en: 'use `barMember` to enter one, and `endBar` for its last day',
  },
};

/**
 * Plans who may not be proposed. A bar is known again by its member, award, document and first day, wherever in the bloc it
 * was entered; one that the file leaves out stays.
 * @returns all bars of the bloc, as they will stand
 */
export function planBars(
  { file, existing, changes, memberOf, awardOf }: Scene,
  { conference, frozen }: ConferenceScene,
): readonly MemberBar[] {
  const bars = new Map(existing.bars.map((bar) => [bar.id, bar]));
  const seen = new Set<string>();
  file.bars?.forEach((given, index) => {
    const path = `/bars/${index}`;
    const member = memberOf(at(path, 'member'), given.member);
    const award = given.award === undefined ? null : awardOf(at(path, 'award'), given.award);
    if (!member || award === undefined) return;
    const key = [member.id, award?.id, given.document, given.from].join(' ');
    if (seen.has(key)) {
      changes.problem(path, given.document, faults.barTwice);
      return;
    }
    seen.add(key);
    const row = changes.upsert(
      MemberBar,
      { path, thing: `bar ${member.code} ${given.document}`, frozen: frozen ? barring : null },
      existing.bars.find((bar) => [bar.memberId, bar.awardId, bar.document, bar.fromDay].join(' ') === key),
      {
        ...{ memberId: member.id, awardId: award?.id ?? null, document: given.document },
        ...{ reason: given.reason, fromDay: given.from, untilDay: given.until },
      },
      { conferenceId: conference.id, reason: null, untilDay: null, endReason: null },
    );
    bars.set(row.id, row);
  });
  return [...bars.values()];
}
