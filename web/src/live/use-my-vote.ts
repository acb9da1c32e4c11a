import { useEffect, useState } from 'react';
import { useConnection, useContact } from '../connection/use-connection';
import { MyVoteDocument, type MyVoteQuery } from './live.documents';

export type MyVote = NonNullable<NonNullable<MyVoteQuery['poll']>['myVote']>;

/**
 * The delegate's own part in a poll; null while it is not known, and for no poll. Asked apart from what everybody follows, so that one
 * state goes to all phones alike; asked again when anything named here changes, and when the server is back.
 */
export function useMyVote(
  pollId: string | null,
  ...changes: readonly [state: string | null, present: boolean | null, mayVote: boolean, enteredByDesk: number]
): MyVote | null {
  const { client } = useConnection();
  const { state: contact } = useContact();
  const back = contact === 'live' || contact === 'connecting';
  const [held, setHeld] = useState<MyVote | null>(null);
  const [state, present, mayVote, enteredByDesk] = changes;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has changed is not read, it is why to ask again
  useEffect(() => {
    if (pollId === null) return;
    let gone = false;
    void client.query(MyVoteDocument, { pollId }, { requestPolicy: 'network-only' }).then(({ data }) => {
      if (!gone && data?.poll?.myVote) setHeld(data.poll.myVote);
    });
    return () => {
      gone = true;
    };
  }, [client, pollId, back, state, present, mayVote, enteredByDesk]);
  return held;
}
