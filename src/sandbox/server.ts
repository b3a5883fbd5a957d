import fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { LARGEST_UPLOAD_BYTES } from "./files.ts";

/** Room for a file of the largest size with its form fields; more is answered with 413 as in life. */
const BODY_LIMIT_BYTES = LARGEST_UPLOAD_BYTES + 1024 * 1024;

/** An HTTP server that hands bodies on as bytes, whatever their type says. */
export function createServer(): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => {
    done(null, body);
  });
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
    const description =
      status === 413 ? "Request Entity Too Large" : error instanceof Error ? error.message : "";
    return reply.code(status).send({ ok: false, error_code: status, description });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ ok: false, error_code: 404, description: "Not Found" }),
  );
  return app;
}

/** @returns the address that it listens at, without a trailing slash. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  return await app.listen({ host, port });
}
