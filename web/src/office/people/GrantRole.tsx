import { useState } from 'react';
import { useAct } from '../../act/use-act';
import { actWords } from '../../act/words';
import { useConnection } from '../../connection/use-connection';
import { Button } from '../../look/Button';
import { Dialog } from '../../look/Dialog';
import { Notice } from '../../look/Notice';
import { useAnnounce } from '../../page/Announcer';
import { useWords } from '../../words/use-words';
import { GrantBlocRoleDocument, OfficeBadgeDocument } from '../acts.documents';
import { dayOf } from '../calendar';
import { useSeatName } from '../use-seat-name';
import { goodForMinutes } from './badge';
import { GrantFields } from './GrantFields';
import { type Asked, emptyGrant, type GrantGiven, type GrantRoleProps, grantOf, newcomer } from './grant';
import { OfficeBadge } from './OfficeBadge';
import { useCandidates } from './use-candidates';
import { peopleWords } from './words';

/** Gives somebody a role at the bloc; an administrator also somebody new, who gets a badge. */
export function GrantRole(props: GrantRoleProps) {
  const say = useWords(peopleWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button rank="main" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {say('grant')}
      </Button>
      {/* Taken away with its answers, so that the next one begins empty. */}
      {open && <GrantDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function GrantDialog({ onClose, ...props }: GrantRoleProps & { onClose(): void }) {
  const { seat, members, terms } = props;
  const say = useWords(peopleWords);
  const sayAct = useWords(actWords);
  const announce = useAnnounce();
  const { clock } = useConnection();
  const nameOf = useSeatName();
  const grant = useAct(GrantBlocRoleDocument);
  const badge = useAct(OfficeBadgeDocument);
  const candidates = useCandidates(props);
  const [given, setGiven] = useState<GrantGiven>(() => emptyGrant(seat));
  /** The account of somebody new, once it is there: pressed again it is not made twice. */
  const [made, setMade] = useState<{ readonly accountId: string; readonly code: string | null } | null>(null);
  const [isDone, setDone] = useState(false);
  const asked = grantOf(given, seat, dayOf(clock.now()));
  const give = async (accountId: string, what: Asked) => {
    if (!(await grant.run({ ...what, accountId }))) return;
    announce(say('granted'));
    if (given.person === newcomer) setDone(true);
    else onClose();
  };
  const run = async () => {
    if (!asked) return;
    if (given.person !== newcomer) return give(given.person, asked);
    const known = made ?? (await makeAccount());
    if (known) await give(known.accountId, asked);
  };
  const makeAccount = async () => {
    const input = { role: 'STAFF', name: given.name.trim(), ttlMinutes: goodForMinutes } as const;
    const answer = (await badge.ask({ ...input, conferenceId: null, delegateId: null }))?.issueBadge;
    if (!answer?.account) return null;
    const account = { accountId: answer.account.id, code: answer.code };
    setMade(account);
    return account;
  };
  const fault = badge.fault ?? grant.fault;
  const member = members.find(({ id }) => id === given.memberId) ?? null;
  return (
    <Dialog
      open
      act="GrantBlocRole"
      title={say('grantTitle')}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>{isDone ? say('close') : sayAct('cancel')}</Button>
          {isDone ? (
            <Button rank="main" onClick={() => print()}>
              {say('printBadge')}
            </Button>
          ) : (
            <Button rank="main" busy={grant.busy || badge.busy} disabled={!asked} onClick={() => void run()}>
              {say('grantDo')}
            </Button>
          )}
        </>
      }
    >
      {isDone && made?.code ? (
        <OfficeBadge
          name={given.name.trim()}
          what={nameOf({ bloc: seat.bloc, role: given.role, member })}
          code={made.code}
        />
      ) : (
        !isDone && <GrantFields {...{ seat, members, terms, candidates, given }} onGiven={setGiven} />
      )}
      {isDone && !made?.code && <p>{say('codeGone')}</p>}
      {fault && (
        <Notice kind="bad" alert>
          {fault}
        </Notice>
      )}
    </Dialog>
  );
}
