import { Field, Int, ObjectType } from 'type-graphql';
import { Role } from '../graphql/authorize/viewer';
import { Instant } from '../graphql/types/scalars';
import { leafHash } from '../log/canonical';
import type { Entry } from '../log/read-since';

@ObjectType({ description: 'Who did something, as the log names them.' })
export class LogActor {
  @Field(() => String, { description: 'Name at that time.' })
  name: string;

  @Field(() => Role, { description: 'Role they did it in.' })
  role: Role;
}

@ObjectType({ description: 'One entry of the log of a conference or a bloc.' })
export class LogEntry {
  @Field(() => Int, { description: 'Position, from 1, without gaps.' })
  sequence: number;

  @Field(() => Instant, { description: "When, by the database's clock; never earlier than the entry before." })
  at: Date;

  @Field(() => String, { description: 'What happened, such as `pactSigned`.' })
  kind: string;

  /** Id of what it happened to. */
  subject: string;

  @Field(() => LogActor, { description: 'Who did it.' })
  actor: LogActor;

  @Field(() => String, {
    description:
      'The whole entry in its canonical form: RFC 8785 JSON over NFC text. What it means is in docs/events.md.',
  })
  body: string;

  @Field(() => String, {
    description: 'SHA-256 of a zero byte and the bytes of `body`, 64 hexadecimal digits (RFC 9162 §2.1.1).',
  })
  digest: string;
}

/** An entry as it is shown. */
export function logEntryOf(entry: Entry): LogEntry {
  const { subject, actor } = JSON.parse(entry.body) as { subject: string; actor: LogActor };
  const { sequence, at, kind, body } = entry;
  return { sequence, at, kind, subject, actor, body, digest: leafHash(body) };
}
