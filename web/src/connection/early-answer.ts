interface Early {
  earlyMe?: Promise<Response | null>;
}

/**
 * `fetch`, except that the first question who this is gets the answer that `early.ts` has asked for; where that failed,
 * or is not there, it is asked as usual.
 */
export const earlyAnswer: typeof fetch = async (input, init) => {
  const early = globalThis as Early;
  const answer = early.earlyMe;
  if (answer && typeof init?.body === 'string' && init.body.includes('"operationName":"Me"')) {
    delete early.earlyMe;
    const response = await answer;
    if (response?.ok) return response;
  }
  return fetch(input, init);
};
