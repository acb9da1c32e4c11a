import { type Language, setLanguage, useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import styles from './page.module.css';
import { pageWords } from './words';

const languages: readonly Language[] = ['vi', 'en'];

export function LanguageSwitch() {
  const say = useWords(pageWords);
  const chosen = useLanguage();
  return (
    <fieldset className={styles.languages} aria-label={say('language')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className={styles.language}
          aria-pressed={language === chosen}
          onClick={() => setLanguage(language)}
        >
          <span className={styles.long}>{say(language)}</span>
          <span className={styles.short} aria-hidden="true">
            {language.toUpperCase()}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
