import { useState } from 'react';
import { MemberTable } from './MemberTable';
import { Review } from './Review';
import type { Shelf } from './shelf';
import { TakeScores } from './TakeScores';
import type { WorkProps } from './work-props';
import { YearEnd } from './YearEnd';

/** What the offices see of a year: members side by side, and the review of one of them. */
export function OfficeScores(props: WorkProps) {
  const { scores } = props;
  const [chosen, setChosen] = useState<{ readonly code: string; readonly shelf: Shelf } | null>(null);
  const member = scores.members.find(({ member: { code } }) => code === chosen?.code) ?? scores.members[0];
  return (
    <>
      <YearEnd {...props} onShow={(code) => setChosen({ code, shelf: 'waiting' })} />
      <MemberTable
        scores={scores}
        chosen={member?.member.code ?? null}
        onChoose={(code, shelf) => setChosen({ code, shelf })}
      />
      <TakeScores {...props} />
      {member && (
        <Review
          key={`${member.member.code} ${chosen?.code === member.member.code ? chosen.shelf : ''}`}
          {...props}
          member={member}
          begin={chosen?.shelf ?? 'gaps'}
        />
      )}
    </>
  );
}
