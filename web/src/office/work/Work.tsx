import { refusalText } from '../../connection/refusal-text';
import { useConnection } from '../../connection/use-connection';
import { Notice } from '../../look/Notice';
import { pageWords } from '../../page/words';
import { useLanguage } from '../../words/language';
import { useWords } from '../../words/use-words';
import { dayOf, yearOf } from '../calendar';
import styles from '../office.module.css';
import type { OfficeProps } from '../office-props';
import { type Fresh, useFresh } from '../use-fresh';
import { type WorkItem, workOfBloc, workOfMember } from './due-work';
import { WorkRow } from './WorkRow';
import { workWords } from './words';
import { OfficeMemberWorkDocument, OfficeWorkDocument } from './work.documents';

const dayOfInstant = (at: string) => dayOf(Date.parse(at));

/** What waits for whoever is here, soonest first. */
export function Work(props: OfficeProps) {
  const { seat } = props;
  return seat.role === 'OFFICER' && seat.member ? (
    <OfMember {...props} memberId={seat.member.id} />
  ) : (
    <OfBloc {...props} />
  );
}

function OfMember({ memberId, ...props }: OfficeProps & { readonly memberId: string }) {
  const { data, error } = useFresh(OfficeMemberWorkDocument, { id: memberId }, props.version);
  return <Items {...props} items={data?.member ? workOfMember(data.member, dayOfInstant) : null} error={error} />;
}

function OfBloc(props: OfficeProps) {
  const { clock } = useConnection();
  const { slug } = props.seat.bloc;
  const year = yearOf(clock.now());
  const { data, error } = useFresh(OfficeWorkDocument, { slug, year, lastYear: year - 1 }, props.version);
  return <Items {...props} items={data?.bloc ? workOfBloc(data.bloc, dayOfInstant) : null} error={error} />;
}

interface ItemsProps extends OfficeProps {
  /** Null before they are known. */
  readonly items: readonly WorkItem[] | null;
  readonly error: Fresh<unknown>['error'];
}

function Items({ items, error, seat }: ItemsProps) {
  const say = useWords(workWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  return (
    <section>
      <h2>{say('title')}</h2>
      {!items && !error && <p>{sayPage('loading')}</p>}
      {!items && error && (
        <Notice kind="bad" alert>
          {refusalText(error, language) ?? sayPage('unreachable')}
        </Notice>
      )}
      {items?.length === 0 && <p>{say(seat.role === 'OFFICER' ? 'noneOfMember' : 'noneOfBloc')}</p>}
      <ul className={styles.rows}>
        {items?.map((item) => (
          <WorkRow key={keyOf(item)} item={item} seat={seat} />
        ))}
      </ul>
    </section>
  );
}

const keyOf = (item: WorkItem): string =>
  item.is === 'returned' || item.is === 'waiting' ? item.report.id : `${item.is} ${item.deadline.id}`;
