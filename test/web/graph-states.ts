import { assemblyState, nothing, type Prepare } from './assembly-state';
import type { PictureState } from './picture-states';

const loading = /^(Đang tải|Loading)…$/;

/** A public page of a server with the shipped conferences; `{slug}` is that of a rehearsal. */
const graph = (name: string, path: string, prepare: Prepare = nothing): PictureState =>
  assemblyState(name, prepare, async ({ page }, { server: { app }, slug }) => {
    await page.goto(`${app.url}${path.replace('{slug}', slug)}`);
    await page.locator('h1').waitFor();
    await page.waitForLoadState('networkidle');
    await page.getByText(loading).first().waitFor({ state: 'detached' });
  });

const bloc = '/bloc/cum-5-thanh-pho';

/** The public graph, as far as there is something to read in it. */
export const graphStates: readonly PictureState[] = [
  graph('graph-home', '/'),
  graph('graph-bloc', bloc),
  graph('graph-indicators', `${bloc}/indicators`),
  graph('graph-year', `${bloc}/year/2021`),
  graph('graph-indicator', `${bloc}/indicator/BUDGET_REVENUE`),
  graph('graph-search', '/search?q=da nang'),
  graph('graph-embed', `/embed${bloc}/GRDP_GROWTH`),
  graph('graph-embed-conference', '/embed/conference/cum-5-thanh-pho-2022'),
  graph('graph-awards', `${bloc}/awards`),
  graph('graph-movements', `${bloc}/movements`),
  graph('graph-member', `${bloc}/member/da-nang`),
  graph('graph-conference', '/conference/cum-5-thanh-pho-2022'),
  graph('graph-conference-2024', '/conference/cum-5-thanh-pho-2024'),
  graph('graph-conference-2025', '/conference/cum-5-thanh-pho-2025'),
  graph('graph-conference-session', '/conference/{slug}', async (a) => {
    const pollId = await a.openPoll({ subject: 'CO_TD_CHINH_PHU' });
    await a.vote(pollId, ['YES'], ['NO']);
    await a.sign(2);
  }),
  graph('graph-not-found', '/conference/khong-co'),
  graph('papers', '/paper/cum-5-thanh-pho-2022'),
  graph('paper-minutes', '/paper/cum-5-thanh-pho-2022/minutes'),
  graph('paper-counting', '/paper/{slug}/counting', async (a) => {
    const pollId = await a.openPoll({ subject: 'CO_TD_CHINH_PHU' });
    await a.vote(pollId, ['YES'], ['YES'], ['NO']);
    await a.act('closePoll', { pollId });
  }),
  graph('check', '/check'),
  assemblyState(
    'signature',
    (a) => a.sign(2),
    async ({ page }, { server, slug }) => {
      const { data } = await server.ask(`{ conference(slug: "${slug}") { pact { signatures { id } } } }`);
      await page.goto(`${server.app.url}/signature/${data.conference.pact.signatures[0].id}`);
      await page
        .getByText(/^(Máy này vừa|Computed again)/)
        .first()
        .waitFor();
    },
  ),
  assemblyState('graph-log-check', nothing, async ({ page }, { server, slug }) => {
    const { data } = await server.ask(
      `{ conference(slug: "${slug}") { events(first: 1) { nodes { sequence digest } } } }`,
    );
    const [{ sequence, digest }] = data.conference.events.nodes;
    await page.goto(`${server.app.url}/conference/${slug}#log=${sequence}-${digest}`);
    await page.getByText(/^(Khớp|It matches)/).waitFor();
  }),
  assemblyState('graphiql', nothing, async ({ page }, { server: { app } }) => {
    await page.goto(`${app.url}/graphiql`);
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window').getByText('Cụm thi đua 5').waitFor();
  }),
];
