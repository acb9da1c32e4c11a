// An OpenID provider in a process of its own, since oidc-provider is an ES module and Jest reads none. Whoever comes is
// the subject that `POST /as/<subject>` has named last; nobody is asked for anything, but for a click where it is
// `localhost`.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [port, redirectUri, homeUri, host = '127.0.0.1'] = process.argv.slice(2);
const isForPeople = host === 'localhost';
const provider = new Provider(`http://${host}:${port}`, {
  clients: [
    {
      client_id: 'giaouoc',
      client_secret: 'a-secret-that-only-tests-know',
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [homeUri],
    },
  ],
  features: { devInteractions: { enabled: false } },
  cookies: { keys: ['tests'] },
  findAccount: (_, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
});

let subject = 'nobody';
const answer = provider.callback();

async function interact(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  // A person stops here, and what they send off comes from this site: browsers look at that.
  if (prompt.name === 'login' && isForPeople && request.method === 'GET') {
    return response
      .setHeader('content-type', 'text/html')
      .end('<form method="post"><button name="go">OK</button></form>');
  }
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: subject } });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope('openid');
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

createServer((request, response) => {
  const [, first, second] = request.url.split('/');
  if (first === 'as') {
    subject = decodeURIComponent(second);
    response.end();
  } else if (first === 'interaction') void interact(request, response);
  else answer(request, response);
}).listen(Number(port), host, () => process.stdout.write('ready\n'));
