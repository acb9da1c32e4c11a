/* global GraphiQL, React, ReactDOM */
import { ask, show, signIn } from './ask.js';

const english = language() === 'en';
document.documentElement.lang = english ? 'en' : 'vi';

const hints = english
  ? {
      ask: '# The bloc, its members and its conferences.\n# Press ▶ or Ctrl+Enter to run.',
      follow: '# To follow live: select the lines below, press\n# Ctrl+/ to drop the # signs, fill in the id.',
    }
  : {
      ask: '# Cụm thi đua, các đơn vị thành viên và hội nghị.\n# Bấm ▶ hoặc Ctrl+Enter để chạy.',
      follow: '# Theo dõi trực tiếp: chọn các dòng dưới đây, bấm\n# Ctrl+/ để bỏ dấu #, rồi điền id của hội nghị.',
    };

const firstQuery = `# ask
query Bloc {
  bloc(slug: "cum-5-thanh-pho") {
    name { vi en }
    members {
      code
      shortName { vi en }
    }
    conferences {
      nodes {
        id
        state
        name { vi en }
      }
    }
  }
}

# follow
#
# subscription Live {
#   conferenceChanged(conferenceId: "") {
#     sequence
#     conference {
#       state
#       polls {
#         question { vi }
#         tally { cast electors outcome }
#       }
#     }
#   }
# }
`;

const roles = {
  ADMINISTRATOR: ['Quản trị', 'Administrator'],
  CHAIR: ['Chủ tọa', 'Chair'],
  SECRETARY: ['Thư ký', 'Secretary'],
  DELEGATE: ['Đại biểu', 'Delegate'],
  OBSERVER: ['Quan sát viên', 'Observer'],
  APP: ['Ứng dụng', 'App'],
};

const who = document.querySelector('#who');
const entrance = document.querySelector('#sign-in');
const exit = document.querySelector('#sign-out');
const fault = document.querySelector('#fault');

/** The page is loaded anew, so that open subscriptions are those of the new viewer too. Tabs are kept by GraphiQL. */
function onSubmit(form, work) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    show(fault, null);
    try {
      await work();
      location.reload();
    } catch (trouble) {
      show(fault, trouble);
    }
  });
}

/** The language that pages were last read in on this browser; what is not English is Vietnamese. */
function language() {
  try {
    return localStorage.getItem('giaouoc.language');
  } catch {
    return null;
  }
}

async function showWho() {
  const { me } = await ask('{ me { role name } }');
  const [vi, en] = roles[me.role] ?? ['Khách, chưa đăng nhập', 'Guest, not signed in'];
  const role = english ? en : vi;
  who.textContent = me.role in roles ? `${me.name} · ${role}` : role;
  entrance.hidden = me.role in roles;
  exit.hidden = !entrance.hidden;
}

onSubmit(entrance, () => signIn(entrance.elements.code.value));
onSubmit(exit, () => ask('mutation SignOut { signOut }'));
showWho().catch((trouble) => show(fault, trouble));

/**
 * Says for whom hears the page or has no mouse what GraphiQL leaves out: what each editor is, how to scroll it by
 * keyboard, and which query an entry of the history is.
 */
function mend() {
  for (const area of document.querySelectorAll('.CodeMirror textarea:not([aria-label])'))
    area.ariaLabel = area.closest('section[aria-label]')?.ariaLabel ?? 'Result';
  for (const scroll of document.querySelectorAll('.CodeMirror-scroll[tabindex="-1"]')) scroll.tabIndex = 0;
  for (const entry of document.querySelectorAll('.graphiql-history-item-label[aria-label]')) entry.ariaLabel = null;
}

new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });

// What holds the page still behind a dialog writes a style element, and reads the nonce for it here.
globalThis.__webpack_nonce__ = document.querySelector('#begin').nonce;
const fetcher = GraphiQL.createFetcher({
  url: '/graphql',
  subscriptionUrl: `${location.origin.replace(/^http/, 'ws')}/graphql`,
});
ReactDOM.createRoot(document.querySelector('#graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: firstQuery.replace('# ask', hints.ask).replace('# follow', hints.follow),
  }),
);
