import { useMemo } from 'react';
import { useLanguage } from './language';

/** A text in both languages as the API gives it; the record has English only where its source has. */
export interface TextPair {
  readonly vi: string;
  readonly en?: string | null;
}

export interface Format {
  /** `1.234,5` in Vietnamese, `1,234.5` in English. Takes decimals as the API's exact text too. */
  number(value: number | string): string;
  /** A ratio from 0 to 1 as per cent. */
  percent(ratio: number): string;
  /** `18/03/2022` in Vietnamese; `18 Mar 2022` in English, where figures alone could be read two ways. Takes an instant or a local date (`2022-03-18`). */
  date(value: string | Date): string;
  /** Hours and minutes, with seconds, on the reader's clock. */
  time(value: string | Date): string;
  /** `en` where there is one and the reader reads English, else the record's own Vietnamese. */
  text(pair: TextPair): string;
  /** Language that `text` came out in, for a `lang` attribute. */
  langOf(pair: TextPair): 'vi' | 'en';
}

/** Numbers, dates and the record's texts in the reader's way. Figures of a source are quoted as printed, not through this. */
export function useFormat(): Format {
  const language = useLanguage();
  return useMemo(() => {
    const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
    const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
    const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
    const days = new Intl.DateTimeFormat(
      locale,
      language === 'vi'
        ? { day: '2-digit', month: '2-digit', year: 'numeric' }
        : { day: 'numeric', month: 'short', year: 'numeric' },
    );
    const times = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    const langOf = (pair: TextPair) => (language === 'en' && pair.en ? 'en' : 'vi');
    return {
      // `format` takes decimal text without going through a binary number.
      number: (value) => numbers.format(value as number),
      percent: (ratio) => percents.format(ratio),
      date: (value) =>
        days.format(typeof value === 'string' && value.length === 10 ? localDay(value) : new Date(value)),
      time: (value) => times.format(new Date(value)),
      text: (pair) => pair[langOf(pair)] ?? pair.vi,
      langOf,
    };
  }, [language]);
}

/** A date without a time is the same day everywhere. */
function localDay(value: string): Date {
  const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
  return new Date(year, month - 1, day);
}
