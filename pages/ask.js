/** What went wrong, in both languages, for the person at the screen. */
export class Trouble extends Error {
  constructor(vi, en) {
    super(`${vi} / ${en}`);
    this.vi = vi;
    this.en = en;
  }
}

/**
 * Sends an operation as whoever this browser is signed in as, and gives back its data.
 * @throws Trouble
 */
export async function ask(query, variables = {}) {
  const { data, errors } = await send({ query, variables });
  if (!errors) return data;
  const [{ message, extensions }] = errors;
  throw new Trouble(extensions?.vi ?? message, extensions?.en ?? message);
}

/** Exchanges a badge code for a session, which the browser keeps in a cookie that no script reads. */
export async function signIn(code) {
  await ask('mutation SignIn($code: String!) { signIn(input: { code: $code }) { expiresAt } }', { code });
}

/** Writes a trouble in both languages, of which the page shows one, into an element that is read aloud when it changes; null clears it. */
export function show(element, trouble) {
  if (!trouble) return element.replaceChildren();
  element.replaceChildren(span('vi', trouble.vi ?? 'Có lỗi.'), ' ', span('en', trouble.en ?? String(trouble)));
}

function span(lang, text) {
  const said = document.createElement('span');
  said.lang = lang;
  said.textContent = text;
  return said;
}

async function send(operation) {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(operation),
    });
    return await response.json();
  } catch {
    throw new Trouble(
      'Không kết nối được máy chủ. Hãy kiểm tra mạng rồi thử lại.',
      'The server cannot be reached. Check the network and try again.',
    );
  }
}
