import { Button } from '../look/Button';
import { Field } from '../look/Field';
import { Notice } from '../look/Notice';
import { Select } from '../look/Select';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import type { DraftFile, DraftRule } from './draft';
import { nameOf } from './draft';
import { useFaultAt } from './Faults';
import styles from './setup.module.css';
import type { StepProps } from './step-props';
import { setupWords } from './words';

/** The years, who leads, and the rules by which the bloc votes and its pact comes into force. */
export function YearStep({ setup, isOffice }: StepProps) {
  const say = useWords(setupWords);
  const fault = useFaultAt(setup.problems);
  const { conference } = setup.draft.file;
  const set = (parts: Partial<DraftFile['conference']>) =>
    setup.change((file) => ({ ...file, conference: { ...file.conference, ...parts } }));
  const year = (key: 'closes' | 'opens' | 'reviews') => (
    <Field
      label={say(key)}
      inputMode="numeric"
      value={conference[key] ?? ''}
      onChange={({ target }) => {
        const digits = target.value.replace(/\D/g, '').slice(0, 4);
        const given = digits === '' ? Number.NaN : Number(digits);
        set({
          [key]: given,
          // The year that is opened follows the one that is closed, until somebody says otherwise.
          ...(key === 'closes' && digits.length === 4 ? { opens: given + 1 } : {}),
        });
      }}
      fault={fault(`/conference/${key}`)}
    />
  );
  return (
    <>
      <div className={styles.pair}>
        {conference.kind === 'MIDYEAR' ? (
          year('reviews')
        ) : (
          <>
            {year('closes')}
            {year('opens')}
          </>
        )}
      </div>
      {conference.kind === 'ANNUAL' && <Leaders setup={setup} isOffice={isOffice} />}
      <h3>{say('rules')}</h3>
      <p className={styles.soft}>{say('rulesHint')}</p>
      <FlagRule setup={setup} isOffice={isOffice} />
      {conference.kind === 'ANNUAL' && <PactRule setup={setup} isOffice={isOffice} />}
    </>
  );
}

/** Leader and first deputy of the year that is opened. Others stay as they are in the file. */
function Leaders({ setup, isOffice }: StepProps) {
  const say = useWords(setupWords);
  const format = useFormat();
  const { file, leaderHint } = setup.draft;
  const year = file.conference.opens ?? '';
  if (isOffice) return <p className={styles.soft}>{say('officeLeaders')}</p>;
  const isPost = (role: string, post: NonNullable<DraftFile['leadership']>[number]) =>
    post.role === role && (post.ordinal ?? 1) === 1 && (post.year ?? file.conference.opens) === file.conference.opens;
  const held = (role: string) => file.leadership?.find((post) => isPost(role, post))?.member ?? '';
  const name = (role: 'LEADER' | 'DEPUTY', member: string) =>
    setup.change((before) => {
      const others = (before.leadership ?? []).filter((post) => !isPost(role, post));
      return { ...before, leadership: member ? [...others, { role, member }] : others };
    });
  const choice = (role: 'LEADER' | 'DEPUTY', label: string) => (
    <Select label={label} value={held(role)} onChange={({ target }) => name(role, target.value)}>
      <option value="">{say('toBeNamed')}</option>
      {(file.bloc.members ?? []).map((member) => (
        <option key={member.code} value={member.code}>
          {nameOf(member)}
        </option>
      ))}
    </Select>
  );
  return (
    <>
      <div className={styles.pair}>
        {choice('LEADER', say('leader', { year }))}
        {choice('DEPUTY', say('deputy', { year }))}
      </div>
      <p className={styles.soft}>{say('leadersHint')}</p>
      {leaderHint && held('LEADER') === '' && (
        <Notice>
          <p>{say('suggested', { member: format.text(leaderHint.name), reason: format.text(leaderHint.reason) })}</p>
          <Button onClick={() => name('LEADER', leaderHint.member)}>{say('take')}</Button>
        </Notice>
      )}
    </>
  );
}

const shares = {
  half: { pass: '1/2', strict: true },
  twoThirds: { pass: '2/3' },
  fourFifths: { pass: '4/5' },
} as const;
const flags = 'EMULATION_FLAG';

/** How flags are voted on: so many, and the share in favour. Without an answer the bloc has no rule of its own. */
function FlagRule({ setup }: StepProps) {
  const say = useWords(setupWords);
  const { rules = [] } = setup.draft.file;
  const rule = rules.find(({ subject, year }) => subject === flags && year === undefined);
  const chosen = rule ? (Object.entries(shares).find(([, { pass }]) => pass === rule.pass)?.[0] ?? 'otherShare') : '';
  const put = (next: DraftRule | null) =>
    setup.change((file) => {
      const others = (file.rules ?? []).filter((each) => each !== rule);
      return { ...file, rules: next ? [...others, next] : others };
    });
  const fresh: DraftRule = { subject: flags, electorate: 'MEMBERS', quorum: '2/3', base: 'ALL', ...shares.fourFifths };
  const setSeats = (digits: string) => {
    const { seats: _, ...rest } = rule ?? fresh;
    put({ ...rest, ...(digits !== '' && { seats: Number(digits) }) } as DraftRule);
  };
  const setShare = (share: string) => {
    if (share === '') return put(null);
    const { strict: _, ...rest } = rule ?? fresh;
    put({ ...rest, ...shares[share as keyof typeof shares] } as DraftRule);
  };
  return (
    <div className={styles.pair}>
      <Field
        label={say('flagSeats')}
        inputMode="numeric"
        value={rule?.seats ?? ''}
        onChange={({ target }) => setSeats(target.value.replace(/\D/g, '').slice(0, 2))}
      />
      <Select label={say('flagPass')} value={chosen} onChange={({ target }) => setShare(target.value)}>
        <option value="">{say('usual')}</option>
        {(Object.keys(shares) as (keyof typeof shares)[]).map((share) => (
          <option key={share} value={share}>
            {say(share)}
          </option>
        ))}
        {chosen === 'otherShare' && <option value="otherShare">{say('otherShare')}</option>}
      </Select>
    </div>
  );
}

/** How many signatures the pact needs, and from which day on it may be in force. */
function PactRule({ setup }: StepProps) {
  const say = useWords(setupWords);
  const fault = useFaultAt(setup.problems);
  const { pactRule = {}, bloc } = setup.draft.file;
  const count = bloc.members?.length ?? 0;
  const put = (next: NonNullable<DraftFile['pactRule']>) =>
    setup.change(({ pactRule: _, ...file }) => (Object.keys(next).length > 0 ? { ...file, pactRule: next } : file));
  return (
    <div className={styles.pair}>
      <Select
        label={say('pactSignatures')}
        value={pactRule.signatures ?? ''}
        onChange={({ target }) => {
          const { signatures: _, ...rest } = pactRule;
          put(target.value === '' ? rest : { ...rest, signatures: Number(target.value) });
        }}
      >
        <option value="">{say('allParties')}</option>
        {Array.from({ length: Math.max(count - 1, pactRule.signatures ?? 0) }, (_, place) => place + 1).map(
          (number) => (
            <option key={number} value={number}>
              {say('atLeast', { count: number })}
            </option>
          ),
        )}
      </Select>
      <Field
        type="date"
        label={say('pactFrom')}
        value={pactRule.from ?? ''}
        onChange={({ target }) => {
          const { from: _, ...rest } = pactRule;
          put(target.value === '' ? rest : { ...rest, from: target.value });
        }}
        fault={fault('/pactRule/from')}
      />
    </div>
  );
}
