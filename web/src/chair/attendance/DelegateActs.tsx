import { ActButton } from '../../act/ActButton';
import { Field } from '../../look/Field';
import { Select } from '../../look/Select';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { CorrectDelegateDocument, ReplaceDelegateDocument, WithdrawDelegateDocument } from '../acts.documents';
import type { DeskConference } from '../conference';
import { LostPhone } from './LostPhone';
import type { DeskDelegate } from './use-delegates';
import { attendanceWords } from './words';

interface DelegateActsProps {
  readonly delegate: DeskDelegate;
  readonly conference: Pick<DeskConference, 'name'>;
  /** Everybody of the same member, who could stand in. */
  readonly colleagues: readonly DeskDelegate[];
}

/** What is done when the list and the people differ: a stand-in, a name put right, somebody who will not come. */
export function DelegateActs({ delegate, conference, colleagues }: DelegateActsProps) {
  const format = useFormat();
  const holds = delegate.mayVote || delegate.maySign;
  const free = colleagues.filter(({ mayVote, maySign, withdrawnAt }) => !mayVote && !maySign && !withdrawnAt);
  return (
    <>
      {delegate.member && holds && <Replace delegate={delegate} free={free} />}
      <Correct delegate={delegate} />
      {!delegate.withdrawnAt && <LostPhone delegate={delegate} conference={format.text(conference.name)} />}
      {!delegate.present && !delegate.withdrawnAt && <Withdraw delegate={delegate} />}
    </>
  );
}

function Replace({ delegate, free }: { readonly delegate: DeskDelegate; readonly free: readonly DeskDelegate[] }) {
  const say = useWords(attendanceWords);
  const format = useFormat();
  const { field, onOpen } = useFields();
  const [chosen, setChosen] = field('chosen', '');
  const [paper, setPaper] = field('paper', '');
  const [until, setUntil] = field('until', '');
  const standInId = free.find(({ id }) => id === chosen)?.id ?? free[0]?.id;
  const back = standInId !== undefined && standInId === delegate.holdsMandatesOf?.id;
  const given = paper.trim();
  const input =
    standInId && (back || given)
      ? {
          ...{ delegateId: delegate.id, standInId, paper: back ? null : given, from: null },
          until: until && !back ? new Date(`${until}T23:59:59`).toISOString() : null,
        }
      : null;
  return (
    <ActButton
      onOpen={onOpen}
      label={say('replace')}
      rank="quiet"
      title={say('replaceOf', { name: format.text(delegate.name) })}
      confirm={say('replaceDo')}
      document={ReplaceDelegateDocument}
      input={input}
      done={say('replaced')}
    >
      <p>{say('replaceMeans')}</p>
      {free.length === 0 ? (
        <p>{say('nobodyFree')}</p>
      ) : (
        <Select label={say('standIn')} value={standInId} onChange={(event) => setChosen(event.target.value)}>
          {free.map(({ id, name }) => (
            <option key={id} value={id}>
              {format.text(name)}
            </option>
          ))}
        </Select>
      )}
      {!back && (
        <>
          <Field label={say('paper')} value={paper} onChange={(event) => setPaper(event.target.value)} required />
          <Field type="date" label={say('until')} value={until} onChange={(event) => setUntil(event.target.value)} />
        </>
      )}
    </ActButton>
  );
}

function Correct({ delegate }: Pick<DelegateActsProps, 'delegate'>) {
  const say = useWords(attendanceWords);
  const { field, onOpen } = useFields();
  const [name, setName] = field('name', delegate.name.vi);
  const [post, setPost] = field('post', delegate.posts.map(({ title }) => title.vi).join('; '));
  const [reason, setReason] = field('reason', '');
  const posts = post.split(';').flatMap((each) => (each.trim() ? [{ title: { vi: each.trim(), en: null } }] : []));
  const given = reason.trim();
  const changes = {
    name: name.trim() === delegate.name.vi ? null : { vi: name.trim(), en: null },
    posts: post === delegate.posts.map(({ title }) => title.vi).join('; ') ? null : posts,
  };
  const expected = delegate.withdrawnAt ? true : null;
  const changed = changes.name !== null || changes.posts !== null || expected;
  return (
    <ActButton
      onOpen={onOpen}
      label={say(delegate.withdrawnAt ? 'expect' : 'correct')}
      rank="quiet"
      title={say('correctOf', { name: delegate.name.vi })}
      confirm={say('correctDo')}
      document={CorrectDelegateDocument}
      input={
        name.trim() && changed
          ? {
              ...{ delegateId: delegate.id, ...changes, expected, reason: given.length >= 3 ? given : null },
              ...{ memberId: null, mayVote: null, maySign: null },
            }
          : null
      }
      done={say('corrected')}
    >
      <p>{say('correctMeans')}</p>
      <Field label={say('name')} value={name} onChange={(event) => setName(event.target.value)} required />
      <Field label={say('posts')} value={post} onChange={(event) => setPost(event.target.value)} />
      <TextArea
        label={say('reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
      />
    </ActButton>
  );
}

function Withdraw({ delegate }: Pick<DelegateActsProps, 'delegate'>) {
  const say = useWords(attendanceWords);
  const format = useFormat();
  const { field, onOpen } = useFields();
  const [reason, setReason] = field('reason', '');
  const given = reason.trim();
  return (
    <ActButton
      onOpen={onOpen}
      label={say('withdraw')}
      rank="quiet"
      title={say('withdrawOf', { name: format.text(delegate.name) })}
      confirm={say('withdrawDo')}
      document={WithdrawDelegateDocument}
      input={given.length >= 3 ? { delegateId: delegate.id, reason: given } : null}
      done={say('withdrawn')}
    >
      <p>{say('withdrawMeans')}</p>
      <TextArea
        label={say('withdrawReason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        required
      />
    </ActButton>
  );
}
