import { useState } from 'react';
import { actWords } from '../../act/words';
import { Button } from '../../look/Button';
import { Dialog } from '../../look/Dialog';
import { Field } from '../../look/Field';
import { Notice } from '../../look/Notice';
import { Progress } from '../../look/Progress';
import { publicAddress } from '../../page/public-address';
import { pageWords } from '../../page/words';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { holds } from '../attendance/by-member';
import { type DeskDelegate, useDelegates } from '../attendance/use-delegates';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { BadgeSheet } from './BadgeSheet';
import type { Holder } from './badge';
import { goodForDays, useBadges } from './use-badges';
import { badgesWords } from './words';

/** Found at most, when one badge is made anew. */
const shown = 8;

/** Badges for everybody, printed from here; their codes are shown once. */
export function Badges({ conference, role }: DeskProps) {
  const say = useWords(badgesWords);
  const sayPage = useWords(pageWords);
  const sayAct = useWords(actWords);
  const format = useFormat();
  const delegates = useDelegates(conference.slug, null);
  const badges = useBadges(conference.id);
  const [asking, setAsking] = useState<'all' | 'clear' | null>(null);
  const [typed, setTyped] = useState('');
  const holderOf = ({ id, name, member }: DeskDelegate): Holder => ({
    key: id,
    role: 'DELEGATE',
    delegateId: id,
    name: format.text(name),
    from: member ? format.text(member.shortName) : say('guest'),
  });
  const deskRoles = role === 'ADMINISTRATOR' ? (['CHAIR', 'SECRETARY', 'OBSERVER'] as const) : (['OBSERVER'] as const);
  if (!delegates) return <p>{sayPage('loading')}</p>;
  const count = delegates.length;
  const found = typed.trim()
    ? delegates.filter(({ name, member }) => holds(`${name.vi} ${member?.shortName.vi ?? ''}`, typed)).slice(0, shown)
    : [];
  const close = () => setAsking(null);
  const busy = badges.progress !== null;
  return (
    <section>
      <div className={styles.unprinted}>
        <h2>{say('title')}</h2>
        <p>{say('about')}</p>
        {conference.state === 'CLOSED' && <Notice>{say('closed')}</Notice>}
        <Notice kind="warn">{say('once', { days: goodForDays })}</Notice>
        {publicAddress() === null && <Notice kind="warn">{say('local', { host: location.host })}</Notice>}
        {count === 0 && <p>{say('empty')}</p>}
        {badges.fault && (
          <Notice kind="bad" alert>
            <p>{badges.fault}</p>
            <p>{say('stopped', { count: badges.made.length, all: badges.made.length + badges.left.length })}</p>
            <Button onClick={() => void badges.make(badges.left)}>{say('goOn', { count: badges.left.length })}</Button>
          </Notice>
        )}
        {badges.progress && (
          <Progress
            label={say('progress')}
            value={badges.progress.count}
            max={badges.progress.all}
            text={say('progressOf', badges.progress)}
          />
        )}
        <div className={styles.acts}>
          {count > 0 && (
            <Button
              rank={badges.made.length ? 'plain' : 'main'}
              busy={busy}
              aria-haspopup="dialog"
              onClick={() => setAsking('all')}
            >
              {say('all', { count })}
            </Button>
          )}
          {badges.made.length > 0 && !busy && (
            <>
              <Button rank="main" onClick={() => print()}>
                {say('print', { count: badges.made.length })}
              </Button>
              <Button rank="quiet" aria-haspopup="dialog" onClick={() => setAsking('clear')}>
                {say('clear')}
              </Button>
            </>
          )}
        </div>
        <Dialog
          open={asking !== null}
          act="DeskBadge"
          title={asking === 'clear' ? say('clearTitle') : say('allTitle', { count })}
          onClose={close}
          acts={
            <>
              <Button onClick={close}>{sayAct('cancel')}</Button>
              <Button
                rank="main"
                onClick={() => {
                  close();
                  if (asking === 'clear') badges.clear();
                  else void badges.make(delegates.map(holderOf));
                }}
              >
                {asking === 'clear' ? say('clear') : say('allDo', { count })}
              </Button>
            </>
          }
        >
          <p>{asking === 'clear' ? say('clearMeans') : say('allMeans', { count })}</p>
        </Dialog>
        <Field
          type="search"
          label={say('search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
        />
        <ul className={styles.rows}>
          {found.map((delegate) => {
            const holder = holderOf(delegate);
            return (
              <li key={holder.key} className={styles.row}>
                <div>
                  <strong>{holder.name}</strong>
                  <p className={styles.soft}>{holder.from}</p>
                </div>
                <Button
                  busy={busy}
                  aria-label={say('oneOf', { name: holder.name })}
                  onClick={() => void badges.make([holder])}
                >
                  {say('one')}
                </Button>
              </li>
            );
          })}
        </ul>
        <h3>{say('desk')}</h3>
        <div className={styles.acts}>
          {deskRoles.map((each) => (
            <Button
              key={each}
              busy={busy}
              onClick={() =>
                void badges.make([
                  { key: each, role: each, delegateId: null, name: say(each), from: format.text(conference.bloc.name) },
                ])
              }
            >
              {say('deskOf', { role: say(each) })}
            </Button>
          ))}
        </div>
        <p role="status">{badges.made.length > 0 && say('ready', { count: badges.made.length })}</p>
      </div>
      <BadgeSheet badges={badges.made} conference={format.text(conference.name)} />
    </section>
  );
}
