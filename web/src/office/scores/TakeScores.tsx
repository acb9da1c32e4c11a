import { useState } from 'react';
import { saveFile } from '../../bytes/save-file';
import { readPages } from '../../connection/read-pages';
import { useConnection } from '../../connection/use-connection';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { useWords } from '../../words/use-words';
import { MemberLeavesDocument, type MemberLeavesQuery, ScoreTableTextDocument } from './scores.documents';
import styles from './scores.module.css';
import type { Summed } from './summary-of-scores';
import { scoreWords } from './words';
import type { WorkProps } from './work-props';

/** The scores of all members as a file of Excel with live sums. */
export function TakeScores(props: WorkProps) {
  const say = useWords(scoreWords);
  const { client } = useConnection();
  const [state, setState] = useState<'idle' | 'making' | 'failed'>('idle');
  const { bloc, year, tree, table, scores } = props;
  const make = async () => {
    setState('making');
    try {
      const members: Summed[] = [];
      for (const member of scores.members) {
        const nodes = await readPages(client, {
          document: MemberLeavesDocument,
          variables: { slug: bloc.slug, year, code: member.member.code },
          after: null,
          requestPolicy: 'network-only',
          pick: (data: MemberLeavesQuery) => data.bloc?.scores?.member?.work?.leaves,
          wanted: () => true,
        });
        members.push({ member, leaves: new Map((nodes ?? []).map((leaf) => [leaf.criterion.key, leaf])) });
      }
      const { data, error } = await client.query(ScoreTableTextDocument, { slug: bloc.slug, year }).toPromise();
      if (error || !data?.bloc?.scoreTable) throw error ?? new Error('no score table');
      const { capAtScale } = JSON.parse(data.bloc.scoreTable.canonicalText) as { capAtScale: boolean };
      // Large, and wanted by few.
      const { scoresWorkbook } = await import('./summary-of-scores');
      const cap = capAtScale ? (table.scale ?? null) : null;
      saveFile(scoresWorkbook({ year, bloc: data.bloc.name.vi, tree, cap, members }), `tong-hop-diem-${year}.xlsx`);
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <div className={styles.acts}>
      <Button busy={state === 'making'} onClick={() => void make()}>
        {say(state === 'making' ? 'making' : 'takeSummary')}
      </Button>
      {state === 'failed' && (
        <Notice kind="bad" alert>
          {say('makingFailed')}
        </Notice>
      )}
    </div>
  );
}
