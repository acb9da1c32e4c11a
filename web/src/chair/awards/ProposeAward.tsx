import { useQuery } from 'urql';
import { ActButton } from '../../act/ActButton';
import { Notice } from '../../look/Notice';
import { Select } from '../../look/Select';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { ProposeAwardDocument } from '../acts.documents';
import type { DeskConference } from '../conference';
import { DeskAwardsDocument } from './awards.documents';
import { awardsWords } from './words';

interface ProposeAwardProps {
  readonly conference: DeskConference;
  readonly year: number;
}

/** States after which the member may get another award. */
const ended: ReadonlySet<string> = new Set(['NOT_PROPOSED', 'REFUSED', 'REVOKED', 'WITHDRAWN']);

/** Puts another award before the conference. */
export function ProposeAward({ conference, year }: ProposeAwardProps) {
  const say = useWords(awardsWords);
  const format = useFormat();
  const [{ data }] = useQuery({ query: DeskAwardsDocument });
  const { field, onOpen } = useFields();
  const [chosenAward, setAward] = field('chosenAward', '');
  const [chosenMember, setMember] = field('chosenMember', '');
  const [reason, setReason] = field('reason', '');
  const [beside, setBeside] = field('beside', '');
  const awardCode = chosenAward || data?.awards[0]?.code;
  const memberId = chosenMember || conference.members[0]?.id;
  const other = conference.proposals.find(
    ({ member, award, state }) => member.id === memberId && award.code !== awardCode && !ended.has(state),
  );
  const given = beside.trim();
  return (
    <ActButton
      onOpen={onOpen}
      label={say('propose')}
      title={say('propose')}
      confirm={say('proposeDo')}
      document={ProposeAwardDocument}
      input={
        awardCode && memberId && (!other || given.length >= 3)
          ? {
              conferenceId: conference.id,
              ...{ awardCode, memberId },
              reason: reason.trim() ? { vi: reason.trim() } : null,
              besideReason: other ? given : null,
            }
          : null
      }
      done={say('proposed')}
    >
      <p>{say('proposeMeans', { year })}</p>
      <Select label={say('award')} value={awardCode} onChange={(event) => setAward(event.target.value)}>
        {data?.awards.map(({ code, name }) => (
          <option key={code} value={code}>
            {format.text(name)}
          </option>
        ))}
      </Select>
      <Select label={say('member')} value={memberId} onChange={(event) => setMember(event.target.value)}>
        {conference.members.map(({ id, shortName }) => (
          <option key={id} value={id}>
            {format.text(shortName)}
          </option>
        ))}
      </Select>
      {other && (
        <>
          <Notice kind="warn">{say('otherAward', { award: format.text(other.award.name) })}</Notice>
          <TextArea
            label={say('besideReason')}
            value={beside}
            onChange={(event) => setBeside(event.target.value)}
            maxLength={2000}
            required
          />
        </>
      )}
      <TextArea label={say('reason')} value={reason} onChange={(event) => setReason(event.target.value)} />
    </ActButton>
  );
}
