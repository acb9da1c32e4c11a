import { useEffect, useState } from 'react';

/** Came by the link of a badge and was not used yet. It outlives the form: whoever is signed in signs out first. */
let kept: string | null = null;

/** The badge code that came after `#c=`, taken out of the address at once so that no history keeps it; null without one. */
export function useCode(): string | null {
  const [code, setCode] = useState(take);
  useEffect(() => {
    const heard = () => setCode(take());
    addEventListener('hashchange', heard);
    return () => removeEventListener('hashchange', heard);
  }, []);
  return code;
}

/** After a sign-in: the code is used. */
export function forgetCode(): void {
  kept = null;
}

function take(): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('c');
  if (code !== null) {
    history.replaceState(null, '', location.pathname + location.search);
    kept = code;
  }
  return kept;
}
