import { show, signIn } from './ask.js';

const form = document.querySelector('form');
const field = form.elements.code;
const button = form.querySelector('button');
const fault = document.querySelector('#fault');

/** A code after `#c=` stays in the browser; it is taken out of the address so that the history does not keep it. */
function takeCode() {
  const code = new URLSearchParams(location.hash.slice(1)).get('c');
  if (!code) return;
  field.value = code;
  history.replaceState(null, '', location.pathname);
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  show(fault, null);
  button.disabled = true;
  try {
    await signIn(field.value);
    location.assign('/graphiql');
  } catch (trouble) {
    show(fault, trouble);
    button.disabled = false;
    field.select();
  }
});

takeCode();
addEventListener('hashchange', takeCode);
