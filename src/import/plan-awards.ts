import { Award, kindByName } from '../award/award';
import type { TextPair } from '../graphql/types/text-pair';
import { type ChangeSet, pair } from './change-set';
import type { ConferenceFile, FileAward } from './conference-file';
import type { ExistingRows } from './existing-rows';
import { faults } from './faults';
import { at } from './parse-file';
import { joined } from './spelling';

/**
 * Plans the award catalogue. It is one for all blocs, so a file may add to it, awards, spellings and English that was not
 * known, and may not change what another file says of an award.
 * @returns all awards, as they will stand
 */
export function planAwards(file: ConferenceFile, existing: ExistingRows, changes: ChangeSet): readonly Award[] {
  const awards = new Map(existing.awards.map((award) => [award.code, award]));
  file.awards?.forEach((given, index) => {
    const path = `/awards/${index}`;
    const { code, family, kind, name, grantor, aliases } = given;
    const found = awards.get(code);
    if (found) checkKnown(changes, path, found, given);
    else changes.need(path, { family, name, grantor }, newAward(code));
    const row = changes.upsert(
      Award,
      { path, thing: `award ${code}` },
      found,
      { code, family, kind, name: pair(name), grantor: pair(grantor), aliases: joined(found?.aliases, aliases) },
      { aliases: [], kind: kindByName(pair(name ?? '')) },
    );
    awards.set(code, row);
  });
  return [...awards.values()];
}

const newAward = (code: string) => ({
  vi: `\`${code}\` chưa có trong danh mục khen thưởng`,
  en: `the award \`${code}\` is new`,
});

function checkKnown(changes: ChangeSet, path: string, known: Award, given: FileAward): void {
  const say = (key: 'family' | 'kind' | 'name' | 'grantor', stands: string, wanted: string) =>
    changes.problem(at(path, key), wanted, faults.awardIsKnown(key, known.code, stands));
  for (const key of ['family', 'kind'] as const) {
    const wanted = given[key];
    if (wanted !== undefined && wanted !== known[key]) say(key, known[key], wanted);
  }
  for (const key of ['name', 'grantor'] as const) {
    const wanted = pair(given[key]);
    if (wanted && !agree(known[key], wanted)) say(key, inFull(known[key]), inFull(wanted));
  }
}

function agree(known: TextPair, given: TextPair): boolean {
  return known.vi === given.vi && (known.en === null || given.en === null || known.en === given.en);
}

function inFull({ vi, en }: TextPair): string {
  return en === null ? vi : `${vi} (${en})`;
}
