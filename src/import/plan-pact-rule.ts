import { type PactTerms, usualPactTerms, YearPactRule } from '../bloc/pact-rule';
import { yearsToldOf } from './check-conference-file';
import { faults } from './faults';
import type { Scene } from './plan-bloc';

/** Plans how the pact of a year comes into force; one that is open for signature keeps its own copy. */
export function planPactRule(scene: Scene): void {
  const { file, existing, changes, bloc, members, belongs } = scene;
  const given = file.pactRule;
  const year = given && (given.year ?? yearsToldOf(file).opens);
  if (!given || year === undefined) return;
  const { signatures = null, from = null } = given;
  const named = members.filter((member) => belongs(member, year)).length;
  const parties = Math.max(named, file.conference?.statedMembers ?? 0);
  if (signatures !== null && signatures > parties)
    changes.problem('/pactRule/signatures', String(signatures), faults.pactNeedsMore(parties));
  const found = existing.pactRules.find((rule) => rule.year === year);
  const place = { path: '/pactRule', thing: `pact rule ${year}` };
  changes.upsert(YearPactRule, place, found, { blocId: bloc.id, year, signatures, from });
}

/** What the pact of a year needs, once the file is imported. */
export function plannedTerms({ file, existing }: Scene, year: number): PactTerms {
  const { pactRule } = file;
  if (pactRule && (pactRule.year ?? yearsToldOf(file).opens) === year)
    return { signatures: pactRule.signatures ?? null, from: pactRule.from ?? null };
  return existing.pactRules.find((rule) => rule.year === year) ?? usualPactTerms;
}
