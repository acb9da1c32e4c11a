import { ActButton } from '../../act/ActButton';
import { Button } from '../../look/Button';
import { Field } from '../../look/Field';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { fill, useWords } from '../../words/use-words';
import { DraftPactDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskConference, DeskPact } from '../conference';
import { pactDeskWords } from './words';

interface DraftPactProps {
  readonly conference: DeskConference;
  readonly year: number;
}

type Article = Pick<DeskPact['articles'][number], 'heading' | 'text'>;

/** Writing the draft: it starts from the one that is there, and what is not changed keeps its English. */
export function DraftPact({ conference, year }: DraftPactProps) {
  const say = useWords(pactDeskWords);
  const { pact } = conference;
  const { field, onOpen } = useFields();
  const [title, setTitle] = field('title', pact?.title.vi ?? '');
  const [titleEn, setTitleEn] = field('titleEn', pact?.title.en ?? '');
  const [preamble, setPreamble] = field('preamble', pact?.preamble?.vi ?? '');
  const [articles, setArticles] = field<readonly Article[]>(
    'articles',
    pact?.articles.length ? pact.articles : [newArticle(1)],
  );
  const change = (place: number, part: keyof Article, vi: string) =>
    setArticles(articles.map((each, index) => (index === place ? { ...each, [part]: { vi, en: null } } : each)));
  const complete = title.trim() && articles.every(({ heading, text }) => heading.vi.trim() && text.vi.trim());
  const targets = (pact?.targets ?? []).map(({ indicator, member, raw, unit }) => ({
    indicatorId: indicator.id,
    memberId: member?.id ?? null,
    ...{ raw, unit },
  }));
  const keptEn = pact?.preamble?.vi === preamble ? (pact.preamble.en ?? null) : null;
  const label = () => {
    if (!pact) return say('draft');
    return say(pact.state === 'OPEN' ? 'rewriteOpen' : 'redraft');
  };
  return (
    <ActButton
      onOpen={onOpen}
      label={label()}
      title={say('draftTitle', { year })}
      confirm={say('save')}
      document={DraftPactDocument}
      input={
        complete
          ? {
              conferenceId: conference.id,
              year,
              title: { vi: title.trim(), en: titleEn.trim() || null },
              preamble: preamble.trim() ? { vi: preamble.trim(), en: keptEn } : null,
              articles: articles.map(({ heading, text }) => ({
                heading: { vi: heading.vi, en: heading.en ?? null },
                text: { vi: text.vi, en: text.en ?? null },
              })),
              targets,
            }
          : null
      }
      done={say('saved')}
    >
      <p>{say('draftMeans')}</p>
      {pact?.state === 'OPEN' && <p>{say('draftReopens')}</p>}
      <Field label={say('name')} lang="vi" value={title} onChange={(event) => setTitle(event.target.value)} required />
      <Field label={say('nameEn')} lang="en" value={titleEn} onChange={(event) => setTitleEn(event.target.value)} />
      <TextArea
        label={say('preamble')}
        lang="vi"
        value={preamble}
        onChange={(event) => setPreamble(event.target.value)}
      />
      {articles.map(({ heading, text }, index) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: articles are their place, and only the last goes
          key={index}
          className={styles.fields}
        >
          <legend>{say('article', { ordinal: index + 1 })}</legend>
          <Field
            label={say('heading', { ordinal: index + 1 })}
            lang="vi"
            value={heading.vi}
            onChange={(event) => change(index, 'heading', event.target.value)}
          />
          <TextArea
            label={say('text', { ordinal: index + 1 })}
            lang="vi"
            value={text.vi}
            onChange={(event) => change(index, 'text', event.target.value)}
          />
        </fieldset>
      ))}
      <div className={styles.acts}>
        <Button onClick={() => setArticles([...articles, newArticle(articles.length + 1)])}>{say('add')}</Button>
        {articles.length > 1 && (
          <Button rank="quiet" onClick={() => setArticles(articles.slice(0, -1))}>
            {say('remove')}
          </Button>
        )}
      </div>
      {pact && <p className={styles.soft}>{say('kept', { count: targets.length })}</p>}
    </ActButton>
  );
}

function newArticle(ordinal: number): Article {
  return { heading: { vi: fill(pactDeskWords.vi.headingWord, { ordinal }), en: null }, text: { vi: '', en: null } };
}
