import type { Tracer } from '@opentelemetry/api';
import type { Traces } from './operations';

/** Longest time the collector is asked again for one batch, and a stop waits for it, in milliseconds. */
const patienceMs = 2_000;

/**
 * Traces over OTLP/HTTP. The packages are loaded here and nowhere else, so that a server without a collector pays
 * nothing. A collector that does not answer costs spans and nothing else; `OTEL_EXPORTER_OTLP_HEADERS` and the other
 * standard variables of the exporter hold as everywhere, but for its timeout.
 * @param endpoint base address of the collector, such as `http://localhost:4318`
 */
export async function tracesTo(endpoint: string): Promise<Traces> {
  const [api, core, { OTLPTraceExporter }, { resourceFromAttributes }, sdk] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/core'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace'),
  ]);
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
    timeoutMillis: patienceMs,
  });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? 'giaouoc' }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  const tracer: Tracer = provider.getTracer('giaouoc');
  return {
    done({ requestId, transport, kind, name, field, ms, code }, traceparent) {
      const parent = typeof traceparent === 'string' ? core.parseTraceParent(traceparent) : null;
      const root = api.ROOT_CONTEXT;
      const endTime = Date.now();
      const span = tracer.startSpan(
        // By the root field where the client gave no name.
        `${kind} ${name ?? field ?? ''}`.trim(),
        {
          kind: api.SpanKind.SERVER,
          startTime: endTime - ms,
          attributes: {
            'graphql.operation.type': kind,
            ...(name ? { 'graphql.operation.name': name } : {}),
            ...(field ? { 'giaouoc.field': field } : {}),
            'giaouoc.transport': transport,
            'giaouoc.code': code,
            'giaouoc.request_id': requestId,
          },
        },
        parent ? api.trace.setSpanContext(root, { ...parent, isRemote: true }) : root,
      );
      if (code !== 'OK') span.setStatus({ code: api.SpanStatusCode.ERROR, message: code });
      span.end(endTime);
    },
    async close() {
      const waiting = provider.shutdown().catch(() => undefined);
      await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
    },
  };
}
