import { randomUUID } from 'node:crypto';
import type { MemberBar } from '../award/member-bar';
import { AppointmentMode, LeadershipTerm } from '../bloc/leadership-term';
import { doubtsOf, figureOf } from '../indicator/figure';
import { Result, ResultKind, ResultPeriod } from '../indicator/result';
import { Movement } from '../movement/movement';
import { pair } from './change-set';
import { yearsToldOf } from './check-conference-file';
import type { FileResult } from './conference-file';
import { faults } from './faults';
import { at } from './parse-file';
import type { Scene, YearOfThing } from './plan-bloc';
import { type ConferenceScene, storedFlags } from './plan-conference';
import { planProposals } from './plan-proposals';

/** Plans what the conference reported, launched, proposed and announced. */
export function planOutcome(scene: Scene, existing: ConferenceScene, bars: readonly MemberBar[]): void {
  planResults(scene, existing);
  planMovements(scene, existing);
  planProposals(scene, existing, bars);
  planLeadership(scene, existing);
}

function planResults(scene: Scene, { conference }: ConferenceScene): void {
  const { file, existing, changes, bloc, indicatorOf, memberOf, ofYear } = scene;
  const seen = new Set<string>();
  file.results?.forEach((given, index) => {
    const path = `/results/${index}`;
    const indicator = indicatorOf(at(path, 'indicator'), given.indicator);
    const member = given.member === undefined ? null : memberOf(at(path, 'member'), given.member);
    const year = given.year ?? yearsToldOf(file).closes;
    if (!indicator || member === undefined || year === undefined) return;
    const key = given.key ?? member?.code ?? 'bloc';
    const period = given.period ?? ResultPeriod.YEAR;
    const thing = thingOf(indicator.code, year, period, member?.code, key);
    const found = ofYear(
      existing.results,
      { year, own: given.year, of: 'closes' },
      (row) =>
        row.indicatorId === indicator.id &&
        row.period === period &&
        row.memberId === (member?.id ?? null) &&
        row.key === key,
    );
    if (seen.has(thing) || (found && found.conferenceId !== conference.id)) {
      changes.problem(path, thing, seen.has(thing) ? faults.reportedTwice : faults.reportedElsewhere);
      return;
    }
    seen.add(thing);
    const flags = [...storedFlags(given.flags), ...(given.raw === undefined ? [] : doubtsOf(given.raw))];
    changes.upsert(
      Result,
      { path, thing, frozen: found && existing.corrected.has(found.id) ? corrections : null },
      found,
      {
        blocId: bloc.id,
        indicatorId: indicator.id,
        memberId: member?.id ?? null,
        conferenceId: conference.id,
        key,
        ordinal: index + 1,
        year,
        period,
        flags,
        ...reported(given),
      },
    );
    flags.forEach((flag, place) => {
      changes.flag(`${path}/flags/${place}`, thing, flag);
    });
  });
}

/** What the desk has corrected no file sets back; of a record of the past the newest file holds. */
const corrections = {
  fields: ['raw', 'value', 'unit', 'text'],
  instead: { vi: 'dùng `correctResult` để sửa lại', en: 'use `correctResult` to correct it again' },
};

/** Names a result by what tells it from the others of the file. */
function thingOf(indicator: string, year: number, period: `${ResultPeriod}`, member: string | undefined, key: string) {
  const part = period === 'YEAR' ? [] : [period];
  const owner = member ?? 'bloc';
  return ['result', indicator, year, ...part, owner, ...(key === owner ? [] : [key])].join(' ');
}

/** What a result says, as a figure or in words. */
function reported(given: FileResult) {
  const { raw, unit, statement, printed, text } = given;
  if (raw === undefined) {
    const words = pair(statement ?? '');
    return { kind: ResultKind.STATEMENT, raw: printed ?? words.vi, value: null, unit: null, text: words };
  }
  const figure = figureOf(raw, unit ?? null);
  return { kind: ResultKind.FIGURE, raw, value: figure.value, unit: figure.unit ?? undefined, text: pair(text) };
}

function planMovements(
  { file, existing, changes, bloc, memberOf, ofYear }: Scene,
  { conference }: ConferenceScene,
): void {
  file.movements?.forEach((given, index) => {
    const path = `/movements/${index}`;
    const year = given.year ?? yearsToldOf(file).opens;
    if (year === undefined) return;
    const thing = `movement ${given.code} ${year}`;
    const when: YearOfThing = { year, own: given.year, of: 'opens' };
    const found = ofYear(existing.movements, when, ({ code }) => code === given.code);
    if (found && found.conferenceId !== conference.id) {
      changes.problem(at(path, 'code'), given.code, faults.launchedElsewhere(given.code, year));
      return;
    }
    changes.upsert(
      Movement,
      { path, thing },
      found,
      {
        blocId: bloc.id,
        conferenceId: conference.id,
        year,
        code: given.code,
        ordinal: index + 1,
        field: pair(given.field),
        memberId: given.member === undefined ? undefined : memberOf(at(path, 'member'), given.member)?.id,
        emphasised: given.emphasised,
        text: pair(given.text),
      },
      { emphasised: false },
    );
  });
}

function planLeadership(
  { file, existing, changes, bloc, memberIn, ofYear }: Scene,
  { conference }: ConferenceScene,
): void {
  file.leadership?.forEach((given, index) => {
    const path = `/leadership/${index}`;
    const year = given.year ?? yearsToldOf(file).opens;
    if (year === undefined) return;
    const member = memberIn(at(path, 'member'), given.member, year);
    if (!member) return;
    const { role, ordinal = 1 } = given;
    const thing = `leadership ${role} ${ordinal} ${year}`;
    const when: YearOfThing = { year, own: given.year, of: 'opens' };
    const found = ofYear(existing.leadership, when, (row) => row.role === role && row.ordinal === ordinal);
    const row = {
      id: randomUUID(),
      blocId: bloc.id,
      memberId: member.id,
      // It appoints for the year it opens; who led in another year it only tells.
      conferenceId: year === conference.opensYear ? conference.id : null,
      year,
      role,
      ordinal,
      mode: given.mode ?? AppointmentMode.ANNOUNCED,
      rehearsal: false,
      supersededAt: null,
    };
    if (found && found.memberId !== member.id) {
      changes.supersede(LeadershipTerm, { path, thing }, found, { supersededAt: existing.now }, row);
    } else {
      changes.upsert(LeadershipTerm, { path, thing }, found, { mode: given.mode, year }, row);
    }
  });
}
