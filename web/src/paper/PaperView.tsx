import { useEffect } from 'react';
import { QrCode } from '../look/QrCode';
import { publicAddress } from '../page/public-address';
import { type Block, motto, nation, type Paper } from './paper';
import styles from './paper.module.css';
import { checkAddress, type Seal, scanMeans, sealedFoot } from './seal';

interface PaperViewProps {
  readonly paper: Paper;
  /** Null where the paper is only looked at: then it has no code. */
  readonly seal: Seal | null;
}

/** A paper as it is printed, in the layout of Decree 30/2020; on a screen as a sheet. */
export function PaperView({ paper, seal }: PaperViewProps) {
  const { above, issuer, number, placeAndDate, title, subject, mark, blocks, signers } = paper;
  const foot = sealedFoot(paper, seal);
  const origin = publicAddress();
  usePageTexts(mark, foot);
  return (
    <article className={styles.sheet} lang="vi">
      {mark && <p className={styles.mark}>{mark}</p>}
      <div className={styles.head}>
        <div>
          {above && <p>{above}</p>}
          <p className={styles.strong}>{issuer}</p>
          <hr className={styles.shortLine} />
          {number && <p>{number}</p>}
        </div>
        <div>
          <p className={styles.strong}>{nation}</p>
          <p className={styles.strong}>{motto}</p>
          <hr className={styles.longLine} />
          <p className={styles.dated}>{placeAndDate}</p>
        </div>
      </div>
      <h1 className={styles.title}>
        {title}
        <span className={styles.subject}>{subject}</span>
      </h1>
      <hr className={styles.shortLine} />
      {/* Blocks have no identity but their place. */}
      {blocks.map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paper is drawn once
        <BlockView key={place} block={block} />
      ))}
      {signers.length > 0 && (
        <div className={styles.signers}>
          {signers.map(({ as, note }) => (
            <div key={as}>
              <p className={styles.strong}>{as}</p>
              <p className={note.startsWith('(') ? styles.dated : styles.strong}>{note}</p>
            </div>
          ))}
        </div>
      )}
      {seal && origin && (
        <div className={styles.check}>
          <QrCode className={styles.qr} text={checkAddress(origin, seal)} label={scanMeans} />
          <p>{scanMeans}</p>
        </div>
      )}
      <footer className={styles.foot}>{foot}</footer>
    </article>
  );
}

/** What `@page` writes on each printed page, as strings of CSS. */
function usePageTexts(mark: string | null, foot: string): void {
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--paper-mark', JSON.stringify(mark ? `${mark} · ` : ''));
    style.setProperty('--paper-foot', JSON.stringify(foot));
    return () => {
      style.removeProperty('--paper-mark');
      style.removeProperty('--paper-foot');
    };
  }, [mark, foot]);
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.is) {
    case 'heading':
      return <h2 className={styles.heading}>{block.text}</h2>;
    case 'text':
      return <p className={styles.text}>{block.text}</p>;
    case 'list':
      return (
        <ul className={styles.lines}>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case 'table':
      return <TableView block={block} />;
  }
}

function TableView({ block: { columns, rows } }: { readonly block: Extract<Block, { is: 'table' }> }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={columns.map(({ head }) => head).join(', ')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a paper is drawn once
            <tr key={place}>
              {columns.map(({ head, figure }, at) => (
                <td key={head} className={figure ? styles.figure : undefined}>
                  {cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
