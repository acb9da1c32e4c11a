import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The methods that each address takes, by the routes there are. Made before the first of them. */
export class Methods {
  private readonly routes = new Map<string, { readonly form: RegExp; readonly methods: Set<string> }>();

  constructor(app: FastifyInstance) {
    app.addHook('onRoute', ({ url, method }) => {
      // Of a plugin that takes a method at every address.
      if (url === '*') return;
      const route = this.routes.get(url) ?? { form: formOf(url), methods: new Set() };
      for (const each of [method].flat()) route.methods.add(each);
      this.routes.set(url, route);
    });
  }

  /** For an `Allow` header; null for an address that nothing is at. Source: RFC 9110 section 10.2.1 */
  allowedAt({ url }: Pick<FastifyRequest, 'url'>): string | null {
    const path = url.split('?', 1)[0] as string;
    const found = [...this.routes.values()].filter(({ form }) => form.test(path));
    if (found.length === 0) return null;
    return [...new Set([...found.flatMap(({ methods }) => [...methods]), 'OPTIONS'])].sort().join(', ');
  }
}

/** The paths of a route's address, such as `/conferences/:slug/snapshot.json` or `/live/*`. */
function formOf(url: string): RegExp {
  const literal = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/:\w+/g, '[^/]+').replace(/\*/g, '.*')}$`);
}
