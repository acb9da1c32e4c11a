import { ActButton } from '../../act/ActButton';
import { Field } from '../../look/Field';
import { Select } from '../../look/Select';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { BarMemberDocument, EndBarDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskConference } from '../conference';
import { awardsWords } from './words';

interface BarsProps {
  readonly conference: DeskConference;
}

type Bar = DeskConference['members'][number]['bars'][number];

/** Members that may not be proposed for awards for a time, by what document; entering and ending that. */
export function Bars({ conference }: BarsProps) {
  const say = useWords(awardsWords);
  const format = useFormat();
  const rows = conference.members.flatMap((member) => member.bars.map((bar) => ({ member, bar })));
  return (
    <section>
      <h3>{say('bars')}</h3>
      {rows.length === 0 && <p className={styles.soft}>{say('barsNone')}</p>}
      <ul className={styles.rows}>
        {rows.map(({ member, bar }) => (
          <li key={bar.id} className={styles.row}>
            <div>
              <strong>{format.text(member.shortName)}</strong>
              <p className={styles.soft}>
                {[
                  say('barBy', { document: bar.document }),
                  bar.untilDay
                    ? say('barFromTo', { from: format.date(bar.fromDay), until: format.date(bar.untilDay) })
                    : say('barFrom', { from: format.date(bar.fromDay) }),
                  bar.award ? format.text(bar.award.name) : say('barAll'),
                  bar.reason,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            {!bar.untilDay && (
              <div className={styles.acts}>
                <EndBar bar={bar} name={format.text(member.shortName)} />
              </div>
            )}
          </li>
        ))}
      </ul>
      <div className={styles.acts}>
        <BarMember conference={conference} />
      </div>
    </section>
  );
}

function BarMember({ conference }: BarsProps) {
  const say = useWords(awardsWords);
  const format = useFormat();
  const { field, onOpen } = useFields();
  const [chosen, setMember] = field('chosen', '');
  const [document, setDocument] = field('document', '');
  const [from, setFrom] = field('from', '');
  const [until, setUntil] = field('until', '');
  const [reason, setReason] = field('reason', '');
  const memberId = chosen || conference.members[0]?.id;
  const complete = document.trim() && from && (!until || until >= from);
  return (
    <ActButton
      onOpen={onOpen}
      label={say('bar')}
      title={say('bar')}
      confirm={say('barDo')}
      document={BarMemberDocument}
      input={
        complete && memberId
          ? {
              ...{ conferenceId: conference.id, memberId, document: document.trim(), from },
              until: until || null,
              reason: reason.trim() || null,
            }
          : null
      }
      done={say('barred')}
    >
      <p>{say('barMeans')}</p>
      <Select label={say('member')} value={memberId} onChange={(event) => setMember(event.target.value)}>
        {conference.members.map(({ id, shortName }) => (
          <option key={id} value={id}>
            {format.text(shortName)}
          </option>
        ))}
      </Select>
      <Field
        label={say('barDocument')}
        value={document}
        onChange={(event) => setDocument(event.target.value)}
        maxLength={200}
        required
      />
      <Field
        label={say('barFirst')}
        type="date"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
        required
      />
      <Field label={say('barLast')} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
      <TextArea label={say('barReason')} value={reason} onChange={(event) => setReason(event.target.value)} />
    </ActButton>
  );
}

function EndBar({ bar, name }: { readonly bar: Bar; readonly name: string }) {
  const say = useWords(awardsWords);
  const { field, onOpen } = useFields();
  const [until, setUntil] = field('until', '');
  const [reason, setReason] = field('reason', '');
  return (
    <ActButton
      onOpen={onOpen}
      label={say('endBar')}
      rank="quiet"
      title={say('endBarTitle', { name })}
      confirm={say('endBar')}
      document={EndBarDocument}
      input={until >= bar.fromDay && reason.trim().length >= 3 ? { barId: bar.id, until, reason: reason.trim() } : null}
      done={say('barEnded')}
    >
      <Field
        label={say('barLast')}
        type="date"
        value={until}
        onChange={(event) => setUntil(event.target.value)}
        required
      />
      <TextArea label={say('endReason')} value={reason} onChange={(event) => setReason(event.target.value)} required />
    </ActButton>
  );
}
