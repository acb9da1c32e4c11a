import { useState } from 'react';
import { useQuery } from 'urql';
import { ActButton } from '../act/ActButton';
import { useConnection } from '../connection/use-connection';
import { CheckBox } from '../look/CheckBox';
import { Field } from '../look/Field';
import { Notice } from '../look/Notice';
import { useFields } from '../look/use-fields';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { HandOverDocument, SetupHandoverDocument, type SetupHandoverQuery } from './handover.documents';
import styles from './setup.module.css';
import { setupWords } from './words';

/** What is open as a year ends, and the leader's office handed over to the officers of the member that leads next. */
export function HandOver({ slug }: { readonly slug: string }) {
  const say = useWords(setupWords);
  const { clock } = useConnection();
  const [year, setYear] = useState(() => endingYear(new Date(clock.now())));
  const [{ data }, ask] = useQuery({
    query: SetupHandoverDocument,
    variables: { slug, year },
    pause: year < 2000,
    requestPolicy: 'cache-and-network',
  });
  const [done, setDone] = useState(false);
  const bloc = data?.bloc;
  return (
    <section>
      <h4>{say('handover')}</h4>
      <Field
        label={say('endingYear')}
        inputMode="numeric"
        value={year || ''}
        onChange={({ target }) => setYear(Number(target.value.replace(/\D/g, '').slice(0, 4)))}
      />
      {bloc?.handover && <Open handover={bloc.handover} />}
      {bloc?.handover?.nextLeader && (
        <Hand
          bloc={bloc}
          next={bloc.handover.nextLeader.member}
          year={year + 1}
          onDone={() => {
            setDone(true);
            ask({ requestPolicy: 'network-only' });
          }}
        />
      )}
      {bloc?.handover && !bloc.handover.nextLeader && (
        <Notice kind="warn">{say('noNextLeader', { year: year + 1 })}</Notice>
      )}
      {done && <Notice kind="good">{say('handedOver')}</Notice>}
    </section>
  );
}

/** From October on it is this year that ends, before that the last one. */
const endingYear = (at: Date): number => at.getFullYear() - (at.getMonth() < 9 ? 1 : 0);

type Bloc = NonNullable<SetupHandoverQuery['bloc']>;
type Handover = NonNullable<Bloc['handover']>;

function Open({ handover }: { readonly handover: Handover }) {
  const say = useWords(setupWords);
  const { waitingReports, owed, scoresOpen, openPacts } = handover;
  const open = [
    waitingReports > 0 && say('openReports', { count: waitingReports }),
    owed > 0 && say('openOwed', { count: owed }),
    scoresOpen && say('openScores'),
    openPacts > 0 && say('openPacts', { count: openPacts }),
  ].filter((each) => each !== false);
  if (open.length === 0) return <p>{say('nothingOpen')}</p>;
  return (
    <>
      <p>{say('stillOpen')}</p>
      <ul>
        {open.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </>
  );
}

interface HandProps {
  readonly bloc: Bloc;
  readonly next: NonNullable<Handover['nextLeader']>['member'];
  /** The year that begins. */
  readonly year: number;
  onDone(): void;
}

function Hand({ bloc, next, year, onDone }: HandProps) {
  const say = useWords(setupWords);
  const format = useFormat();
  const { field, onOpen } = useFields();
  const officers = (bloc.officers?.nodes ?? []).filter(
    ({ role, member }) => role === 'OFFICER' && member?.id === next.id,
  );
  const accounts = [...new Map(officers.map(({ account }) => [account.id, account])).values()];
  const [chosen, setChosen] = field<readonly string[]>(
    'accounts',
    accounts.map(({ id }) => id),
  );
  const member = format.text(next.shortName);
  if (accounts.length === 0) return <Notice kind="warn">{say('noOfficer', { member })}</Notice>;
  return (
    <ActButton
      onOpen={onOpen}
      label={say('handOver', { member })}
      title={say('handOverTitle', { member })}
      confirm={say('handOverConfirm')}
      document={HandOverDocument}
      input={chosen.length > 0 ? { blocId: bloc.id, year, accountIds: [...chosen] } : null}
      done={say('handedOver')}
      onDone={onDone}
    >
      <p>{say('handOverMeans', { member, year })}</p>
      {accounts.length === 1 ? (
        <p>{say('handOverOne', { name: accounts[0]?.name ?? '' })}</p>
      ) : (
        <fieldset className={styles.fields}>
          <legend>{say('handOverTo')}</legend>
          {accounts.map(({ id, name }) => (
            <CheckBox
              key={id}
              label={name}
              checked={chosen.includes(id)}
              onChange={({ target }) =>
                setChosen(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
              }
            />
          ))}
        </fieldset>
      )}
    </ActButton>
  );
}
