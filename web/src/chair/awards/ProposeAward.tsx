import { useState } from 'react';
import { useQuery } from 'urql';
import { Select } from '../../look/Select';
import { TextArea } from '../../look/TextArea';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { ActButton } from '../ActButton';
import { ProposeAwardDocument } from '../acts.documents';
import type { DeskConference } from '../conference';
import { DeskAwardsDocument } from './awards.documents';
import { awardsWords } from './words';

interface ProposeAwardProps {
  readonly conference: DeskConference;
  readonly year: number;
}

/** Puts another award before the conference. */
export function ProposeAward({ conference, year }: ProposeAwardProps) {
  const say = useWords(awardsWords);
  const format = useFormat();
  const [{ data }] = useQuery({ query: DeskAwardsDocument });
  const [chosenAward, setAward] = useState('');
  const [chosenMember, setMember] = useState('');
  const [reason, setReason] = useState('');
  const awardCode = chosenAward || data?.awards[0]?.code;
  const memberId = chosenMember || conference.members[0]?.id;
  return (
    <ActButton
      label={say('propose')}
      title={say('propose')}
      confirm={say('proposeDo')}
      document={ProposeAwardDocument}
      input={
        awardCode && memberId
          ? {
              conferenceId: conference.id,
              ...{ awardCode, memberId },
              reason: reason.trim() ? { vi: reason.trim() } : null,
            }
          : null
      }
      done={say('proposed')}
      onDone={() => setReason('')}
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
      <TextArea label={say('reason')} value={reason} onChange={(event) => setReason(event.target.value)} />
    </ActButton>
  );
}
