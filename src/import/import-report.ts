import { IsOptional } from 'class-validator';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ListSize } from '../graphql/loading/list-size';
import { ActInput } from '../graphql/types/act-input';
import { Words } from '../graphql/types/words';
import type { Change } from './change-set';
import type { ImportReport } from './import-conference';

export enum ImportAction {
  CREATE = 'CREATE',
  CHANGE = 'CHANGE',
  REMOVE = 'REMOVE',
  LEAVE = 'LEAVE',
  FLAG = 'FLAG',
}
registerEnumType(ImportAction, {
  name: 'ImportAction',
  description: 'What an import does with one thing of the file.',
  valuesConfig: {
    CREATE: { description: 'It is new.' },
    CHANGE: { description: 'It is known and differs.' },
    REMOVE: { description: 'It is known, and gone from a list that the file replaces whole.' },
    LEAVE: { description: 'It is known and the same.' },
    FLAG: { description: 'It carries a doubt, in the file or because a figure cannot be read.' },
  },
});

@InputType({ description: 'A conference file to import.' })
export class ImportConferenceInput extends ActInput {
  @Field(() => String, {
    description:
      'The whole file, YAML or JSON, at most 512 KiB of UTF-8, and with the rest of the request at most `BODY_LIMIT_BYTES`: 64 KiB unless raised. The command `giaouoc import` takes all 512 KiB.',
  })
  text: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True: say what would be done and do nothing.',
  })
  dryRun: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why what is known is corrected, 3 to 2,000 characters; everybody can read it beside what it changes.',
  })
  @IsOptional()
  @Words(3, 2000)
  reason?: string | null;
}

@ObjectType('ImportEntry', { description: 'What an import does with one thing of the file.' })
export class ImportEntryType {
  @Field(() => String, { description: 'Where it stands in the file, as a JSON pointer (RFC 6901).' })
  path: string;

  @Field(() => Int, { nullable: true, description: 'Line of the file, of a FLAG; null where it is not known.' })
  line: number | null;

  @Field(() => String, { description: 'What it is, such as `member hai-phong`.' })
  thing: string;

  @Field(() => ImportAction, { description: 'What is done with it.' })
  action: ImportAction;

  @Field(() => String, {
    nullable: true,
    description: 'For a CHANGE, the fields that differ as they were, for a REMOVE all: JSON.',
  })
  before: string | null;

  @Field(() => String, { nullable: true, description: 'The fields as they become, or the doubt for a FLAG: JSON.' })
  after: string | null;
}

@ObjectType('ImportReport', { description: 'What an import did, or would do.' })
export class ImportReportType {
  @Field(() => Boolean, { description: 'True when nothing was done.' })
  dryRun: boolean;

  @Field(() => Int, { description: 'Things that are new.' })
  created: number;

  @Field(() => Int, { description: 'Things that differed.' })
  changed: number;

  @Field(() => Int, { description: 'Things that are gone from a list the file replaces whole.' })
  removed: number;

  @Field(() => Int, { description: 'Things that were the same.' })
  left: number;

  @Field(() => Int, { description: 'Doubts the things of the file carry.' })
  flagged: number;

  @ListSize(200)
  @Field(() => [ImportEntryType], { description: 'Each thing of the file with what is done with it.' })
  entries: ImportEntryType[];
}

/** The report as the graph shows it. */
export function importReport({ receipt, blocId, conferenceId, ...report }: ImportReport): ImportReportType {
  return { ...report, entries: report.entries.map(importEntry) };
}

function importEntry({ path, line, thing, action, before, after }: Change): ImportEntryType {
  return {
    path,
    line: line ?? null,
    thing,
    action: action as ImportAction,
    before: before === undefined ? null : JSON.stringify(before),
    after: after === undefined ? null : JSON.stringify(after),
  };
}
