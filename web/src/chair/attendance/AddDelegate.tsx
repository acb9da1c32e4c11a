import { useState } from 'react';
import { useAct } from '../../act/use-act';
import { actWords } from '../../act/words';
import { Button } from '../../look/Button';
import { CheckBox } from '../../look/CheckBox';
import { Dialog } from '../../look/Dialog';
import { Field } from '../../look/Field';
import { Notice } from '../../look/Notice';
import { Select } from '../../look/Select';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { AddDelegateDocument } from '../acts.documents';
import { BadgeSheet } from '../badges/BadgeSheet';
import { useBadges } from '../badges/use-badges';
import type { DeskConference } from '../conference';
import { attendanceWords } from './words';

interface AddDelegateProps {
  readonly conference: DeskConference;
}

/** A late delegate: one dialog puts them on the list and shows the badge they sign in with. */
export function AddDelegate({ conference }: AddDelegateProps) {
  const say = useWords(attendanceWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {say('add')}
      </Button>
      {/* Taken away with its answers, so that the next one begins empty. */}
      {open && <AddDialog conference={conference} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddDialog({ conference, onClose }: AddDelegateProps & { onClose(): void }) {
  const say = useWords(attendanceWords);
  const sayAct = useWords(actWords);
  const format = useFormat();
  const add = useAct(AddDelegateDocument);
  const badges = useBadges(conference.id);
  const [given, setGiven] = useState({ name: '', post: '', memberId: '', mayVote: false, maySign: false });
  const name = given.name.trim();
  const post = given.post.trim();
  const all = [...conference.members, ...conference.signingMembers];
  // Those of both years once.
  const members = [...new Map(all.map((each) => [each.id, each])).values()];
  const member = members.find(({ id }) => id === given.memberId);
  const made = badges.made.length > 0;
  const run = async () => {
    const posts = post ? [{ title: { vi: post, en: null } }] : null;
    const { mayVote, maySign } = member ? given : { mayVote: false, maySign: false };
    const memberId = member?.id ?? null;
    const data = await add.ask({
      ...{ conferenceId: conference.id, name: { vi: name, en: null }, posts, memberId, mayVote, maySign, code: null },
    });
    const delegateId = data?.addDelegate.delegate?.id;
    if (!delegateId) return;
    const from = member ? format.text(member.shortName) : say('others');
    await badges.make([{ key: delegateId, role: 'DELEGATE', delegateId, name, from }]);
  };
  const fault = add.fault ?? badges.fault;
  return (
    <Dialog
      open
      act="AddDelegate"
      title={say('add')}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>{made ? say('close') : sayAct('cancel')}</Button>
          {made ? (
            <Button rank="main" onClick={() => print()}>
              {say('printBadge')}
            </Button>
          ) : (
            <Button
              rank="main"
              busy={add.busy || badges.progress !== null}
              disabled={!name}
              onClick={() => void (badges.left.length ? badges.make(badges.left) : run())}
            >
              {say('addDo')}
            </Button>
          )}
        </>
      }
    >
      {made ? (
        <BadgeSheet badges={badges.made} conference={format.text(conference.name)} />
      ) : (
        <>
          <Field
            label={say('name')}
            value={given.name}
            onChange={(event) => setGiven({ ...given, name: event.target.value })}
            autoComplete="off"
            required
          />
          <Field
            label={say('post')}
            value={given.post}
            onChange={(event) => setGiven({ ...given, post: event.target.value })}
            autoComplete="off"
          />
          <Select
            label={say('member')}
            value={given.memberId}
            onChange={(event) => setGiven({ ...given, memberId: event.target.value })}
          >
            <option value="">{say('others')}</option>
            {members.map((each) => (
              <option key={each.id} value={each.id}>
                {format.text(each.shortName)}
              </option>
            ))}
          </Select>
          {member && (
            <>
              <CheckBox
                label={say('mayVote')}
                checked={given.mayVote}
                onChange={(event) => setGiven({ ...given, mayVote: event.target.checked })}
              />
              <CheckBox
                label={say('maySign')}
                checked={given.maySign}
                onChange={(event) => setGiven({ ...given, maySign: event.target.checked })}
              />
            </>
          )}
        </>
      )}
      {fault && (
        <Notice kind="bad" alert>
          {fault}
        </Notice>
      )}
    </Dialog>
  );
}
