import type { FastifyInstance, FastifyReply } from "fastify";
import type { ServerResponse } from "node:http";
import { failed } from "./calls.ts";
import type { Called, Calls } from "./calls.ts";
import { errors } from "./errors.ts";
import type { Ledger } from "./ledger.ts";
import type { Context } from "./methods/context.ts";
import { readRequest } from "./request-body.ts";
import type { RequestParameters } from "./request-body.ts";

interface BotApi {
  context: Context;
  calls: Calls;
  ledger: Ledger;
  botToken: string;
}

interface BotRequest {
  Params: { token: string; method: string };
  Querystring: Record<string, string>;
}

/** What Telegram's front takes for a token at all; of the rest it knows nothing. */
const TOKEN_SHAPE = /^\d+:[\w-]+$/;

/** The Bot API over HTTP: https://core.telegram.org/bots/api#making-requests */
export function serveBotApi(app: FastifyInstance, api: BotApi): void {
  app.all<BotRequest>("/bot:token/:method", async (request, reply) => {
    const { token, method } = request.params;
    if (token !== api.botToken) return await send(api, reply, failed(refusalFor(token)));
    let parameters: RequestParameters;
    try {
      const contentType = request.headers["content-type"];
      parameters = readRequest({ query: request.query, contentType, body: request.body });
    } catch (error) {
      return await send(api, reply, failed(error));
    }
    return await send(api, reply, await api.calls.call(method, parameters, whenGone(reply)));
  });
  app.get<{ Params: { token: string; "*": string } }>("/file/bot:token/*", (request, reply) => {
    const { token, "*": path } = request.params;
    const file = token === api.botToken ? api.context.files.byPath(path) : undefined;
    const bytes = file && api.context.files.bytes(file);
    if (!bytes) return reply.code(404).send(failed(errors.notFound()).body);
    return reply.type("application/octet-stream").send(bytes);
  });
  api.context.webhook.onReply(async (name, raw) => {
    const request = { raw, uploads: new Map() };
    const { entry } = await api.calls.call(name, request, AbortSignal.timeout(1000));
    // what comes of it is seen by nobody
    if (entry) api.ledger.settle(entry, false);
  });
}

/** Why a call ended whose client is gone; one for all, since an error of its own would cost each call its stack. */
const GONE = new Error("the client hung up");

function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort(GONE));
  return gone.signal;
}

function refusalFor(token: string) {
  return TOKEN_SHAPE.test(token) ? errors.unauthorized() : errors.notFound();
}

async function send(api: BotApi, reply: FastifyReply, called: Called): Promise<FastifyReply> {
  const { status, body, spoilt, entry } = called;
  if (entry) settleAtEnd(api.ledger, entry, reply.raw, spoilt === undefined);
  if (spoilt === undefined) return reply.code(status).send(body);
  if (typeof spoilt === "object") {
    return reply.code(spoilt.status).type("text/html").send(spoilt.html);
  }
  reply.hijack();
  if (spoilt === "truncated") breakInTheMiddle(reply.raw, status, JSON.stringify(body));
  else reply.raw.socket?.resetAndDestroy();
  return reply;
}

/** Notes whether the answer went out, once its connection has taken it or broken. */
function settleAtEnd(
  ledger: Ledger,
  entry: NonNullable<Called["entry"]>,
  response: ServerResponse,
  isWhole: boolean,
): void {
  if (response.destroyed || response.socket?.destroyed !== false) {
    return ledger.settle(entry, false);
  }
  response.once("close", () => ledger.settle(entry, isWhole && response.writableFinished));
}

function breakInTheMiddle(response: ServerResponse, status: number, body: string): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": bytes.length,
  });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}
