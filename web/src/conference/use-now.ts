import { useEffect, useState } from 'react';
import { useConnection } from '../connection/use-connection';

/** The server's time in milliseconds since 1970, anew each second. */
export function useNow(): number {
  const { clock } = useConnection();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), 1_000);
    return () => clearInterval(timer);
  }, [clock]);
  return now;
}
