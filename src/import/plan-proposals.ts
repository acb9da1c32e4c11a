import { dateFault } from '../award/date-fault';
import { Decision, DecisionStep, isAgreement } from '../award/decision';
import type { MemberBar } from '../award/member-bar';
import { Proposal } from '../award/proposal';
import { standingDecisions } from '../award/standing-decisions';
import { now } from '../clock';
import { ConferenceNature } from '../conference/conference';
import type { DecisionMethod } from '../conference/resolution';
import { type Place, pair } from './change-set';
import { yearsToldOf } from './check-conference-file';
import { faults } from './faults';
import { at } from './parse-file';
import type { Scene } from './plan-bloc';
import type { ConferenceScene } from './plan-conference';

const deciding = {
  instead: {
    vi: 'dùng `proposeAward` để thêm đề nghị và `recordDecision` để ghi kết quả',
    en: 'use `proposeAward` for another proposal and `recordDecision` for what becomes of one',
  },
};

/**
 * Plans the proposals. One that is new at a live conference must be one that could be proposed there (award/propose-award).
 * @param bars of the bloc, as they will stand
 */
export function planProposals(scene: Scene, { conference, frozen }: ConferenceScene, bars: readonly MemberBar[]): void {
  const { file, existing, changes, awardOf, memberIn, ofYear } = scene;
  const live = conference.nature === ConferenceNature.LIVE;
  const seen = new Set<string>();
  const standing: Proposal[] = [...existing.standing];
  file.proposals?.forEach((given, index) => {
    const path = `/proposals/${index}`;
    const year = given.year ?? yearsToldOf(file).closes;
    if (year === undefined) return;
    const award = awardOf(at(path, 'award'), given.award);
    const member = memberIn(at(path, 'member'), given.member, year);
    if (!award || !member) return;
    const thing = `proposal ${award.code} ${member.code} ${year}`;
    if (seen.has(thing)) {
      changes.problem(path, thing, faults.proposedTwice);
      return;
    }
    seen.add(thing);
    const found = ofYear(
      existing.proposals,
      { year, own: given.year, of: 'closes' },
      (row) => row.awardId === award.id && row.memberId === member.id,
    );
    const proposal = changes.upsert(Proposal, { path, thing, frozen: frozen ? deciding : null }, found, {
      conferenceId: conference.id,
      awardId: award.id,
      memberId: member.id,
      year,
      ordinal: index + 1,
      reason: pair(given.reason),
      addressee: pair(given.addressee),
      besideReason: given.besideReason,
    });
    if (live && !found) checkNew(scene, { path, ...given }, proposal, standing, bars);
    standing.push(proposal);
    if (given.agreed) {
      const place = { path: at(path, 'agreed'), thing: `agreement on ${thing}` };
      planAgreement(scene, place, proposal, given.agreed, conference.heldOn);
    }
  });
}

/** Notes what would be refused if somebody proposed it: a bar that stands today, another award without a reason. */
function checkNew(
  { changes, awardNamed }: Scene,
  given: { readonly path: string; readonly award: string; readonly member: string },
  { memberId, awardId, year, besideReason }: Proposal,
  standing: readonly Proposal[],
  bars: readonly MemberBar[],
): void {
  const today = dayInVietnam(now());
  const bar = bars.find(
    (each) =>
      each.memberId === memberId &&
      (each.awardId ?? awardId) === awardId &&
      each.fromDay <= today &&
      (each.untilDay ?? today) >= today,
  );
  if (bar) changes.problem(at(given.path, 'member'), given.member, faults.barred(bar.document, bar.fromDay));
  const other = standing.find((each) => each.memberId === memberId && each.year === year && each.awardId !== awardId);
  if (other && !besideReason)
    changes.problem(at(given.path, 'award'), given.award, faults.oneAward(awardNamed(other.awardId)));
}

/** The calendar day of Vietnam, which has no summer time. */
const dayInVietnam = (moment: Date): string => new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);

/**
 * The step that says the conference agreed, and how. Steps of a proposal are only ever added to: another way than an
 * earlier file told corrects it.
 */
function planAgreement(
  { existing, changes }: Scene,
  place: Place,
  proposal: Proposal,
  method: `${DecisionMethod}`,
  day: string | null,
): void {
  const step = method === 'POLL' ? DecisionStep.VOTED : DecisionStep.AGREED;
  const steps = existing.decisions.filter((decision) => decision.proposalId === proposal.id);
  const wrong = standingDecisions(steps).find((decision) => isAgreement(decision.step) && decision.step !== step);
  const found = wrong ? undefined : steps.find((decision) => decision.step === step);
  if (!found) {
    const days = standingDecisions(steps).map((decision) => (decision === wrong ? day : decision.decidedOn));
    const late = dateFault(wrong ? days : [...days, day], proposal.year);
    if (late) return void changes.problem(place.path, method, faults.agreedOutOfOrder(late.decidedOn, late.notBefore));
  }
  changes.upsert(
    Decision,
    place,
    found,
    {},
    {
      proposalId: proposal.id,
      ordinal: 1 + Math.max(0, ...steps.map((decision) => decision.ordinal)),
      step,
      decidedOn: day,
      correctsId: wrong?.id,
      reason: wrong && otherWay,
      recordedAt: now(),
    },
  );
}

const otherWay = 'Tệp hội nghị nhập lại ghi cách thống nhất khác.';
