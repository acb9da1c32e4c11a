import { useState } from 'react';
import { useAct } from '../../act/use-act';
import { actWords } from '../../act/words';
import { Button } from '../../look/Button';
import { Dialog } from '../../look/Dialog';
import { Notice } from '../../look/Notice';
import { useAnnounce } from '../../page/Announcer';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { ReportResultsDocument } from '../acts.documents';
import { officeWords } from '../words';
import { faultsByRow, type RowFault } from './faults-by-row';
import { readFigure } from './read-figure';
import type { Report, ReportOf } from './report';
import { type figuresOf, unreadableOf } from './rows';
import type { OfficeIndicator } from './use-known';
import { resultsWords } from './words';

interface SendReportProps {
  readonly of: ReportOf;
  readonly indicators: readonly OfficeIndicator[];
  readonly figures: ReturnType<typeof figuresOf>;
  /** The report before. */
  readonly replaces: Report | null;
  /** The server refused these rows. */
  onRefused(faults: ReadonlyMap<string, RowFault>): void;
  onSent(): void;
}

/** Sends the figures of a period after a question that says what is sent and what is left out. */
export function SendReport({ of, indicators, figures, replaces, onRefused, onSent }: SendReportProps) {
  const say = useWords(resultsWords);
  const sayAct = useWords(actWords);
  const sayOffice = useWords(officeWords);
  const format = useFormat();
  const announce = useAnnounce();
  const act = useAct(ReportResultsDocument);
  const [open, setOpen] = useState(false);
  const unread = unreadableOf(figures);
  const doubtful = figures.filter(({ raw }) => readFigure(raw).kind === 'AMBIGUOUS').length;
  const nameOf = (id: string) => {
    const indicator = indicators.find((each) => each.id === id);
    return indicator ? format.text(indicator.name) : '';
  };
  const close = () => {
    setOpen(false);
    act.forget();
  };
  const run = async () => {
    const { memberId, year, period } = of;
    const { error } = await act.answer({ memberId, year, period, figures: [...figures] });
    if (!error) {
      setOpen(false);
      announce(say('sent'));
      return onSent();
    }
    const ids = figures.map(({ indicatorId }) => indicatorId);
    const faults = faultsByRow(error, ids);
    if (faults.size === 0) return;
    close();
    onRefused(faults);
  };
  const left = indicators.length - figures.length;
  return (
    <>
      <Button rank="main" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {say(replaces ? 'sendAgainDo' : 'send')}
      </Button>
      <Dialog
        open={open}
        act="ReportResults"
        title={say('sendTitle', { period: sayOffice(`of${of.period}`, { year: of.year }) })}
        onClose={close}
        acts={
          <>
            <Button onClick={close}>{sayAct('cancel')}</Button>
            <Button
              rank="main"
              busy={act.busy}
              disabled={figures.length === 0 || unread.length > 0}
              onClick={() => void run()}
            >
              {say('sendDo')}
            </Button>
          </>
        }
      >
        <p>{say(left > 0 ? 'sendCountLeft' : 'sendCount', { count: figures.length, left })}</p>
        {figures.length === 0 && <Notice kind="bad">{say('sendNone')}</Notice>}
        {unread.length > 0 && <Notice kind="bad">{say('sendUnread', { rows: unread.map(nameOf).join('; ') })}</Notice>}
        {doubtful > 0 && <Notice kind="warn">{say('sendDoubtful', { count: doubtful })}</Notice>}
        {replaces?.state === 'REPORTED' && <p>{say('sendReplaces')}</p>}
        {replaces?.state === 'CONFIRMED' && <p>{say('sendAfterConfirmed')}</p>}
        <p>{say('sendMeans')}</p>
        {act.fault && (
          <Notice kind="bad" alert>
            {act.fault}
          </Notice>
        )}
      </Dialog>
    </>
  );
}
