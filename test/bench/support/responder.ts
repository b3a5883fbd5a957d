import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createRespondedBot, type RespondedBot } from "./responded-bot.ts";
import type { Reply, Request } from "./responder-protocol.ts";

/**
 * A thin stand-in for the Bot API in a process of its own: it checks nothing, gives what was
 * prepared, and takes what is sent. It serves many bots at once, each by its token, so that those
 * that are compared can wait side by side for their turn.
 */
const bots = new Map<string, RespondedBot>();
const path = /^\/bot([^/]+)\/(\w+)/;

function botOf(token: string): RespondedBot {
  const bot = bots.get(token) ?? createRespondedBot();
  bots.set(token, bot);
  return bot;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => void answer(request, response, chunks));
});
// nobody else may end a connection that is kept: that would be a fault of its own
server.keepAliveTimeout = 600_000;
server.requestTimeout = 0;
server.headersTimeout = 0;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  chunks: Buffer[],
): Promise<void> {
  const [, token = "", method = ""] = path.exec(request.url ?? "") ?? [];
  const body = Buffer.concat(chunks).toString();
  const params = body.startsWith("{") ? (JSON.parse(body) as Record<string, unknown>) : {};
  const bot = botOf(token);
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const result = await bot.answer(method, params, gone.signal);
  if (!gone.signal.aborted) reply(response, result);
}

function reply(response: ServerResponse, body: string): void {
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

process.on("message", ({ id, command }: Request) => {
  void botOf(command.token)
    .obey(command)
    .then((record) => process.send?.({ id, record } satisfies Reply));
});
process.on("disconnect", () => process.exit());

server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
