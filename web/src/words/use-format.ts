import { createContext, useContext, useMemo } from 'react';
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
  /** `18/03/2022` in Vietnamese; `18 Mar 2022` in English, where figures alone could be read two ways. Takes an instant, of which it is the day where the conference is, or a local date (`2022-03-18`). */
  date(value: string | Date): string;
  /** Hours, minutes and seconds where the conference is; its zone is named where it is not Vietnam's, or the reader's clock shows another time. */
  time(value: string | Date): string;
  /** The same with the name of the zone always, for what is printed. */
  zonedTime(value: string | Date): string;
  /** `en` where there is one and the reader reads English, else the record's own Vietnamese. */
  text(pair: TextPair): string;
  /** Language that `text` came out in, for a `lang` attribute. */
  langOf(pair: TextPair): 'vi' | 'en';
}

const usualZone = 'Asia/Ho_Chi_Minh';
const zoneName = { vi: 'giờ Việt Nam', en: 'Vietnam time' } as const;

/** Time zone of the conference that a page tells of; Vietnam's on pages of no conference. */
export const TimeZone = createContext(usualZone);

/** Numbers, dates and the record's texts in the reader's way. Figures of a source are quoted as printed, not through this. */
export function useFormat(): Format {
  return useFormatIn(useContext(TimeZone));
}

/** The same for a component that tells the times of a conference above its `TimeZone`. */
export function useFormatIn(timeZone: string): Format {
  const language = useLanguage();
  return useMemo(() => formatIn(language, timeZone), [language, timeZone]);
}

export function formatIn(language: 'vi' | 'en', timeZone: string): Format {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const day: Intl.DateTimeFormatOptions =
    language === 'vi'
      ? { day: '2-digit', month: '2-digit', year: 'numeric' }
      : { day: 'numeric', month: 'short', year: 'numeric' };
  const days = new Intl.DateTimeFormat(locale, { ...day, timeZone });
  // A date without a time is the same day everywhere; it is read, and so written, as one of UTC.
  const localDays = new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' });
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit' };
  const times = new Intl.DateTimeFormat(locale, { ...clock, timeZone });
  const readersTimes = new Intl.DateTimeFormat(locale, { ...clock });
  const zones = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'long' });
  const langOf = (pair: TextPair) => (language === 'en' && pair.en ? 'en' : 'vi');
  const zoned = (value: string | Date) => {
    const at = new Date(value);
    return `${times.format(at)} (${timeZone === usualZone ? zoneName[language] : nameOf(zones, at)})`;
  };
  return {
    // `format` takes decimal text without going through a binary number.
    number: (value) => numbers.format(value as number),
    percent: (ratio) => percents.format(ratio),
    date: (value) => (typeof value === 'string' && value.length === 10 ? localDays : days).format(new Date(value)),
    time: (value) => {
      const time = times.format(new Date(value));
      return timeZone === usualZone && time === readersTimes.format(new Date(value)) ? time : zoned(value);
    },
    zonedTime: zoned,
    text: (pair) => pair[langOf(pair)] ?? pair.vi,
    langOf,
  };
}

const nameOf = (zones: Intl.DateTimeFormat, at: Date): string =>
  zones.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
