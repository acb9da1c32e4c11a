import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { hashText } from '../../bytes/hash-text';
import { Notice } from '../../look/Notice';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { LogEntryAtDocument } from './conference.documents';
import { conferenceWords } from './words';

interface Seen {
  readonly sequence: number;
  readonly digest: string;
}

/** What the code on the hall screen carries, in the fragment of the address; null where there is none. */
function seenInAddress(): Seen | null {
  const [, sequence, digest] = /^#log=(\d{1,9})-([0-9a-f]{64})$/.exec(location.hash) ?? [];
  return sequence && digest ? { sequence: Number(sequence), digest } : null;
}

/**
 * Whether the log still holds what the hall screen showed when its code was photographed. The digest is computed here
 * from the entry's bytes, so that a server which answers the old digest with new bytes is found out too.
 */
export function LogCheck({ slug }: { readonly slug: string }) {
  const [seen] = useState(seenInAddress);
  return seen && seen.sequence > 0 ? <Check slug={slug} seen={seen} /> : null;
}

function Check({ slug, seen }: { readonly slug: string; readonly seen: Seen }) {
  const say = useWords(conferenceWords);
  const format = useFormat();
  const [{ data, error }] = useQuery({
    query: LogEntryAtDocument,
    variables: { slug, after: String(seen.sequence - 1) },
    requestPolicy: 'network-only',
  });
  const [computed, setComputed] = useState<string | null>(null);
  const entry = data?.conference?.events.nodes.find(({ sequence }) => sequence === seen.sequence);
  const body = entry?.body;
  useEffect(() => {
    if (body === undefined) return;
    let wanted = true;
    // A leaf of RFC 9162 §2.1.1: a zero byte, then the bytes of the entry.
    void hashText(`\0${body}`).then((digest) => wanted && setComputed(digest));
    return () => {
      wanted = false;
    };
  }, [body]);
  const place = { sequence: format.number(seen.sequence) };
  if (error) return <Notice kind="warn">{say('logUnknown', place)}</Notice>;
  if (data && !entry) return <Notice kind="bad">{say('logGone', place)}</Notice>;
  if (!entry || computed === null) return <Notice>{say('logChecking', place)}</Notice>;
  const same = computed === seen.digest;
  return (
    <Notice kind={same ? 'good' : 'bad'}>
      <p>
        {say(same ? 'logSame' : 'logOther', { ...place, time: `${format.date(entry.at)} ${format.time(entry.at)}` })}
      </p>
      <details>
        <summary>{say('logDigest')}</summary>
        <code>{seen.digest}</code>
      </details>
    </Notice>
  );
}
