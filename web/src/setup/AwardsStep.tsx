import { useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../look/Button';
import { CheckBox } from '../look/CheckBox';
import { Field } from '../look/Field';
import { Select } from '../look/Select';
import { Table } from '../look/Table';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { type DraftProposal, nameOf, viOf } from './draft';
import { SetupAwardsDocument } from './setup.documents';
import styles from './setup.module.css';
import type { StepProps } from './step-props';
import { setupWords } from './words';

/** Awards of the catalogue proposed for members. */
export function AwardsStep({ setup, isOffice }: StepProps) {
  const say = useWords(setupWords);
  const format = useFormat();
  const [{ data }] = useQuery({ query: SetupAwardsDocument });
  const awards = data?.awards ?? [];
  const name = (code: string) => {
    const award = awards.find((each) => each.code === code);
    return award ? format.text(award.name) : code;
  };
  return (
    <>
      <Proposals setup={setup} isOffice={isOffice} awardName={name} />
      {data && awards.length === 0 && <p className={styles.soft}>{say('noAwards')}</p>}
      {awards.length > 0 && (
        <Propose setup={setup} isOffice={isOffice} awards={awards.map(({ code }) => code)} awardName={name} />
      )}
    </>
  );
}

interface NamedProps extends StepProps {
  readonly awardName: (code: string) => string;
}

const keyOf = ({ award, member }: DraftProposal) => `${award} ${member}`;

function Proposals({ setup, awardName }: NamedProps) {
  const say = useWords(setupWords);
  const { proposals = [], bloc } = setup.draft.file;
  if (proposals.length === 0) return <p className={styles.soft}>{say('noProposals')}</p>;
  const stored = new Set(setup.draft.stored?.proposals?.map(keyOf));
  const memberName = (code: string) => nameOf(bloc.members?.find((each) => each.code === code) ?? { code });
  const remove = (gone: DraftProposal) =>
    setup.change((file) => ({ ...file, proposals: (file.proposals ?? []).filter((each) => each !== gone) }));
  return (
    <Table caption={say('proposalTable')} stacks>
      <thead>
        <tr>
          <th scope="col">{say('member')}</th>
          <th scope="col">{say('award')}</th>
          <th scope="col">{say('reason')}</th>
          <th scope="col">{say('act')}</th>
        </tr>
      </thead>
      <tbody>
        {proposals.map((proposal) => (
          <tr key={keyOf(proposal)}>
            <th scope="row">{memberName(proposal.member)}</th>
            <td data-label={say('award')}>{awardName(proposal.award)}</td>
            <td data-label={say('reason')}>
              {[viOf(proposal.reason), proposal.besideReason].filter(Boolean).join('; ')}
            </td>
            <td data-label={say('act')}>
              {stored.has(keyOf(proposal)) ? (
                say('onServer')
              ) : (
                <Button
                  rank="quiet"
                  aria-label={say('removeOne', {
                    name: `${memberName(proposal.member)}, ${awardName(proposal.award)}`,
                  })}
                  onClick={() => remove(proposal)}
                >
                  {say('remove')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface ProposeProps extends NamedProps {
  /** Codes of the catalogue. */
  readonly awards: readonly string[];
}

function Propose({ setup, awards, awardName }: ProposeProps) {
  const say = useWords(setupWords);
  const [award, setAward] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const [beside, setBeside] = useState('');
  const { members = [] } = setup.draft.file.bloc;
  const known = setup.draft.file.proposals ?? [];
  const add = () => {
    const said = {
      ...(reason.trim() && { reason: reason.trim() }),
      ...(beside.trim() && { besideReason: beside.trim() }),
    };
    const fresh = chosen
      .filter((member) => !known.some((each) => keyOf(each) === `${award} ${member}`))
      .map((member) => ({ award, member, ...said }));
    setup.change((file) => ({ ...file, proposals: [...(file.proposals ?? []), ...fresh] }));
    setChosen([]);
    setReason('');
    setBeside('');
  };
  return (
    <fieldset className={styles.panel}>
      <legend>{say('propose')}</legend>
      <Select label={say('award')} value={award} onChange={({ target }) => setAward(target.value)}>
        <option value="">{say('chooseAward')}</option>
        {awards.map((code) => (
          <option key={code} value={code}>
            {awardName(code)}
          </option>
        ))}
      </Select>
      {award !== '' && (
        <>
          <fieldset className={styles.fields}>
            <legend>{say('proposeFor')}</legend>
            {members.map((member) => (
              <CheckBox
                key={member.code}
                label={nameOf(member)}
                checked={chosen.includes(member.code)}
                onChange={({ target }) =>
                  setChosen(target.checked ? [...chosen, member.code] : chosen.filter((code) => code !== member.code))
                }
              />
            ))}
          </fieldset>
          <Field label={say('reason')} value={reason} onChange={({ target }) => setReason(target.value)} />
          {chosen.some((member) => known.some((each) => each.member === member)) && (
            <Field label={say('beside')} value={beside} onChange={({ target }) => setBeside(target.value)} />
          )}
          <div className={styles.acts}>
            <Button disabled={chosen.length === 0} onClick={add}>
              {say('propose')}
            </Button>
          </div>
        </>
      )}
    </fieldset>
  );
}
