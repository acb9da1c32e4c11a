import { createContext, type ReactNode, useContext } from 'react';
import { type TextPair, useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import type { HeldVersionFragment } from './conference.documents';
import { conferenceWords } from './words';

/** Beside what held at the closing: that it was corrected since, and what it says now. */
export function Edited({ now }: { readonly now: string }) {
  const say = useWords(conferenceWords);
  return (
    <span className={styles.soft} data-testid="edited">
      {` (${say('editedNow', { now })})`}
    </span>
  );
}

interface HeldTextProps {
  /** What the fact said at the closing; null where it says the same now. */
  readonly held: Pick<HeldVersionFragment, 'texts'> | null;
  /** Which of its texts. */
  readonly field: string;
  /** What it says now; null where it says nothing any more. */
  readonly now: TextPair | null;
}

/** A text as it held at the closing, beside what it says now where that is something else. */
export function HeldText({ held, field, now }: HeldTextProps) {
  const say = useWords(conferenceWords);
  const format = useFormat();
  const was = held ? (held.texts.find((each) => each.field === field)?.text ?? null) : now;
  const plain = (text: TextPair | null) => (text ? format.text(text) : say('unknown'));
  return (
    <>
      <span lang={was ? format.langOf(was) : undefined}>{plain(was)}</span>
      {plain(was) !== plain(now) && <Edited now={plain(now)} />}
    </>
  );
}

interface NamedMember {
  readonly id: string;
  readonly shortName: TextPair;
}

const RenamedMembers = createContext<ReadonlyMap<string, Pick<HeldVersionFragment, 'texts'>>>(new Map());

interface RenamedProps {
  readonly members: readonly {
    readonly member: { readonly id: string };
    readonly heldAtClosing: Pick<HeldVersionFragment, 'texts'>;
  }[];
  readonly children: ReactNode;
}

/** For what names members: how they were named at the closing, where that was otherwise. */
export function Renamed({ members, children }: RenamedProps) {
  const held = new Map(members.map(({ member, heldAtClosing }) => [member.id, heldAtClosing]));
  return <RenamedMembers value={held}>{children}</RenamedMembers>;
}

/** A member as it was named at the closing, beside its name now. */
export function HeldMember({ member }: { readonly member: NamedMember }) {
  const held = useContext(RenamedMembers).get(member.id) ?? null;
  return <HeldText held={held} field="short_name" now={member.shortName} />;
}

/** Names members as they were named at the closing. */
export function useHeldName(): (member: NamedMember) => TextPair {
  const renamed = useContext(RenamedMembers);
  return ({ id, shortName }) => renamed.get(id)?.texts.find(({ field }) => field === 'short_name')?.text ?? shortName;
}
