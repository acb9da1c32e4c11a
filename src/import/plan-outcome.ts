import { randomUUID } from 'node:crypto';
import { Decision, DecisionStep } from '../award/decision';
import { Proposal } from '../award/proposal';
import { AppointmentMode, LeadershipTerm } from '../bloc/leadership-term';
import { now } from '../clock';
import type { Flag } from '../graphql/types/flag';
import { readFigure } from '../indicator/figure';
import { Result, ResultKind } from '../indicator/result';
import { Movement } from '../movement/movement';
import { pair } from './change-set';
import type { FileResult } from './conference-file';
import { at } from './parse-file';
import type { Scene } from './plan-bloc';
import { type ConferenceScene, storedFlags } from './plan-conference';

/** Plans what the conference reported, launched, proposed and announced. */
export function planOutcome(scene: Scene, existing: ConferenceScene): void {
  planResults(scene, existing);
  planMovements(scene, existing);
  planProposals(scene, existing);
  planLeadership(scene, existing);
}

function planResults(scene: Scene, { conference }: ConferenceScene): void {
  const { file, existing, changes, bloc, indicatorOf, memberOf } = scene;
  const seen = new Set<string>();
  file.results?.forEach((given, index) => {
    const path = `/results/${index}`;
    const indicator = indicatorOf(at(path, 'indicator'), given.indicator);
    const member = given.member === undefined ? null : memberOf(at(path, 'member'), given.member);
    const year = given.year ?? file.conference.closes;
    if (!indicator || member === undefined || year === undefined) return;
    const key = given.key ?? member?.code ?? 'bloc';
    const thing = `result ${indicator.code} ${year} ${key}`;
    const found = existing.results.find(
      (row) => row.indicatorId === indicator.id && row.year === year && row.key === key,
    );
    if (seen.has(thing) || (found && found.conferenceId !== conference.id)) {
      const whose = seen.has(thing) ? 'twice in this file' : 'by another conference';
      changes.problem(path, thing, `It is reported ${whose}.`, 'Give it a `key` of its own, or remove it.');
      return;
    }
    seen.add(thing);
    const flags = [...storedFlags(given.flags), ...figureFlags(given)];
    changes.upsert(Result, { path, thing }, found, {
      blocId: bloc.id,
      indicatorId: indicator.id,
      memberId: member?.id ?? null,
      conferenceId: conference.id,
      key,
      ordinal: index + 1,
      year,
      flags,
      ...reported(given),
    });
    flags.forEach((flag, place) => {
      changes.flag(`${path}/flags/${place}`, thing, flag);
    });
  });
}

/** What a result says, as a figure or in words. */
function reported(given: FileResult) {
  const { raw, unit, statement, printed, text } = given;
  if (raw === undefined) {
    const words = pair(statement ?? '');
    return { kind: ResultKind.STATEMENT, raw: printed ?? words.vi, value: null, unit: null, text: words };
  }
  const figure = readFigure(raw);
  return {
    kind: ResultKind.FIGURE,
    raw,
    value: figure.kind === 'FIGURE' ? figure.value : null,
    unit,
    text: pair(text),
  };
}

/** The doubt that comes with a figure that cannot be read in one way; whether a figure is plausible is for people. */
function figureFlags({ raw }: FileResult): readonly Flag[] {
  if (raw === undefined) return [];
  const figure = readFigure(raw);
  switch (figure.kind) {
    case 'FIGURE':
      return [];
    case 'AMBIGUOUS':
      return [{ code: 'AMBIGUOUS_FIGURE', raw, reason: ambiguousReason, suggestion: null }];
    case 'UNREADABLE':
      return [{ code: 'UNREADABLE_FIGURE', raw, reason: unreadableReason, suggestion: null }];
  }
}

const ambiguousReason = {
  vi: 'Dấu chấm có thể là dấu phân nhóm hàng nghìn hoặc dấu thập phân.',
  en: 'The dot may group thousands or mark decimals.',
};

const unreadableReason = {
  vi: 'Không đọc được theo cách viết số của tiếng Việt.',
  en: 'Not a figure as Vietnamese print writes one.',
};

function planMovements({ file, existing, changes, bloc, memberOf }: Scene, { conference }: ConferenceScene): void {
  file.movements?.forEach((given, index) => {
    const path = `/movements/${index}`;
    const year = given.year ?? file.conference.opens;
    if (year === undefined) return;
    const thing = `movement ${given.code} ${year}`;
    const found = existing.movements.find((row) => row.year === year && row.code === given.code);
    if (found && found.conferenceId !== conference.id) {
      const problem = `Another conference launched \`${given.code}\` in ${year}.`;
      changes.problem(at(path, 'code'), given.code, problem, 'Choose another code.');
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

const deciding = {
  instead: 'use `proposeAward` for another proposal and `recordDecision` for what becomes of one',
};

function planProposals(scene: Scene, { conference, frozen }: ConferenceScene): void {
  const { file, existing, changes, awardOf, memberIn } = scene;
  const seen = new Set<string>();
  file.proposals?.forEach((given, index) => {
    const path = `/proposals/${index}`;
    const year = given.year ?? file.conference.closes;
    if (year === undefined) return;
    const award = awardOf(at(path, 'award'), given.award);
    const member = memberIn(at(path, 'member'), given.member, year);
    if (!award || !member) return;
    const thing = `proposal ${award.code} ${member.code} ${year}`;
    if (seen.has(thing)) {
      changes.problem(path, thing, 'It is proposed twice.', 'Keep one of them.');
      return;
    }
    seen.add(thing);
    const found = existing.proposals.find(
      (row) => row.awardId === award.id && row.memberId === member.id && row.year === year,
    );
    const proposal = changes.upsert(Proposal, { path, thing, frozen: frozen ? deciding : null }, found, {
      conferenceId: conference.id,
      awardId: award.id,
      memberId: member.id,
      year,
      ordinal: index + 1,
      reason: pair(given.reason),
      addressee: pair(given.addressee),
    });
    if (given.agreed) planAgreement(scene, conference.heldOn, proposal, at(path, 'agreed'), thing);
  });
}

/** The step that says the conference agreed; the steps of a proposal are only ever added to. */
function planAgreement(
  { existing, changes }: Scene,
  day: string | null,
  proposal: Proposal,
  path: string,
  of: string,
): void {
  const steps = existing.decisions.filter((decision) => decision.proposalId === proposal.id);
  const found = steps.find((decision) => decision.step === DecisionStep.AGREED);
  changes.upsert(
    Decision,
    { path, thing: `agreement on ${of}` },
    found,
    {},
    {
      proposalId: proposal.id,
      ordinal: 1 + Math.max(0, ...steps.map((decision) => decision.ordinal)),
      step: DecisionStep.AGREED,
      decidedOn: day,
      recordedAt: now(),
    },
  );
}

function planLeadership({ file, existing, changes, bloc, memberIn }: Scene, { conference }: ConferenceScene): void {
  file.leadership?.forEach((given, index) => {
    const path = `/leadership/${index}`;
    const year = given.year ?? file.conference.opens;
    if (year === undefined) return;
    const member = memberIn(at(path, 'member'), given.member, year);
    if (!member) return;
    const { role, ordinal = 1 } = given;
    const thing = `leadership ${role} ${ordinal} ${year}`;
    const found = existing.leadership.find((row) => row.year === year && row.role === role && row.ordinal === ordinal);
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
      changes.supersede(LeadershipTerm, { path, thing }, found, { supersededAt: now() }, row);
    } else {
      changes.upsert(LeadershipTerm, { path, thing }, found, { mode: given.mode }, row);
    }
  });
}
